"""One pace for calls from many processes: whoever calls takes a permit first, and tells how the call went.

``Permits`` decides, in one place, with the same arithmetic as for a single process; ``SharedPacer`` stands in
each process where its own pacer would, and keeps a few permits at hand for a moment. Clocks of different
machines are never compared: a time of a call is told in the clock of whoever decides.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from math import inf
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, Protocol

from summarizer.models.pacing import Bucket, Pacer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

__all__ = ["Permits", "SharedPacer", "SharedTokens", "Source"]

_LOOK = 0.25
"""Seconds after which a wait for the pace is looked at again."""
_MINUTE = 60.0
_FRESH = 0.1
"""Seconds for which a permit holds: as long as a known limit's window."""
_AT_ONCE = 0.01
"""Seconds of calls that one process gets permits for at a time."""
_MOST_AT_HAND = 16
_BETWEEN_REPORTS = 0.02
"""Seconds for which news of calls are gathered."""

News = tuple[Literal["answered", "refused", "ended"], float]
"""How a call went, and when it was made, in the clock of whoever decides."""


class _Budget:
    """What may be asked of one model."""

    def __init__(self, rpm: float | None, tpm: float | None) -> None:
        self.pacer = Pacer()
        self._rate = rpm / _MINUTE if rpm else None
        self.requests = Bucket(self._rate) if self._rate else None
        self.tokens = Bucket(tpm / _MINUTE) if tpm else None
        self.door = asyncio.Lock()
        self.changed = asyncio.Event()
        self.in_flight: dict[str, int] = {}
        """Permits that each process holds, its calls in flight included."""

    def delay(self, now: float) -> float:
        """Seconds until the next call may be made."""
        parts = (self.pacer, self.requests, self.tokens)
        return max(part.delay(now) for part in parts if part is not None)

    @property
    def at_once(self) -> int:
        """Permits for one process at a time: it may not get round to using many before others have theirs."""
        rate = self.pacer.rate if self._rate is None else min(self.pacer.rate, self._rate)
        return max(1, int(rate * _AT_ONCE))

    def grant(self, holder: str, tokens: float, now: float) -> None:
        """Hand out one permit."""
        self.pacer.sent(now)
        if self.requests is not None:
            self.requests.take(1, now)
        if self.tokens is not None:
            self.tokens.take(tokens, now)
        self.in_flight[holder] = self.in_flight.get(holder, 0) + 1

    def give_back(self, holder: str) -> bool:
        """A permit is held no longer; False for one of a process that has been taken for dead."""
        if not self.in_flight.get(holder):
            return False
        self.in_flight[holder] -= 1
        self.changed.set()
        return True


class Permits:
    """Hands out permits to call, to all processes of a run; to be used in one event loop.

    Args:
        rpm: Most calls a minute of each model, of all processes together; None where that is to be learned.
        tpm: Most tokens a minute.
    """

    def __init__(self, rpm: float | None, tpm: float | None) -> None:
        self._limits = (rpm, tpm)
        self._budgets: dict[str, _Budget] = {}
        self._draining = False
        self._told: list[str] = []

    async def take(self, model: str, holder: str, most: int, tokens: float, debt: float) -> tuple[int, float]:
        """Wait until a call may be made; processes are served in the order in which they ask.

        Args:
            model: What is to be asked.
            holder: Who asks.
            most: How many permits it can use at once.
            tokens: What a call is expected to take.
            debt: Tokens that earlier calls took beyond what was expected of them.

        Returns:
            How many permits, at least one, and the time.
        """
        budget = self._budget(model)
        self._charge(budget, debt)
        async with budget.door:
            while delay := budget.delay(monotonic()):
                budget.changed.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(min(delay, _LOOK)):
                        await budget.changed.wait()
            now = monotonic()
            granted = 0
            most = min(most, budget.at_once)
            while not granted or (granted < most and not budget.delay(now)):
                budget.grant(holder, tokens, now)
                granted += 1
            return granted, now

    async def report(self, model: str, holder: str, news: Sequence[News], debt: float, unused: int) -> None:
        """Take how calls went.

        Args:
            model: What was asked.
            holder: Who asked.
            news: How each call went.
            debt: Tokens that they took beyond what was expected of them.
            unused: Permits that were not used in time.
        """
        budget = self._budget(model)
        self._charge(budget, debt)
        now = monotonic()
        for _ in range(unused):
            if budget.give_back(holder):
                budget.pacer.ended()
                if budget.requests is not None:
                    budget.requests.take(-1, now)
        for kind, sent_at in news:
            if not budget.give_back(holder):
                continue
            match kind:
                case "answered":
                    budget.pacer.answered(min(sent_at, now), now)
                case "refused":
                    budget.pacer.refused(sent_at, now)
                case _:
                    budget.pacer.ended()

    async def forget(self, holder: str) -> None:
        """Take back what a process holds: it has ended, or died."""
        for budget in self._budgets.values():
            while budget.give_back(holder):
                budget.pacer.ended()

    async def drain(self) -> None:
        """From now on no process is to begin another article."""
        self._draining = True

    async def is_draining(self) -> bool:
        """Whether no process is to begin another article."""
        return self._draining

    async def tell(self, sentence: str) -> None:
        """Take a sentence for whoever started the run; what several processes say is told once."""
        if sentence not in self._told:
            self._told.append(sentence)

    async def told(self) -> list[str]:
        """The sentences since the last time."""
        told, self._told = self._told, []
        return told

    def _budget(self, model: str) -> _Budget:
        if model not in self._budgets:
            self._budgets[model] = _Budget(*self._limits)
        return self._budgets[model]

    def _charge(self, budget: _Budget, debt: float) -> None:
        if budget.tokens is not None and debt:
            budget.tokens.take(debt, monotonic())


class Source(Protocol):
    """Where a process gets its permits from."""

    def take(
        self, model: str, holder: str, most: int, tokens: float, debt: float
    ) -> Awaitable[tuple[int, float]]:
        """As ``Permits.take``."""
        ...

    def report(self, model: str, holder: str, news: Sequence[News], debt: float, unused: int) -> None:
        """As ``Permits.report``, without waiting for it."""
        ...


class SharedPacer(Pacer):
    """Stands where a process's own pacer would, and asks for permits; for the thread of its event loop.

    Args:
        source: Where permits come from.
        model: What is asked.
        holder: Name of this process's part of the run.
        wake: Called when permits have come.
        warm: Set once a call of this process has come to an end. The first one takes long to be on its way,
            as much is imported for it, and others behind it would leave all at once: it goes alone.
    """

    def __init__(
        self, source: Source, model: str, holder: str, wake: Callable[[], None], warm: Event | None = None
    ) -> None:
        super().__init__()
        self._warm = warm or Event()
        self._source = source
        self._names = (model, holder)
        self._wake = wake
        self._at_hand = 0
        self._came_at = -inf
        self._offset = 0.0
        """What is added to this process's clock to make the other's."""
        self._want = 1
        self._news: list[News] = []
        self._unused = 0
        self._debt = 0.0
        self._charged = 0.0
        """Tokens taken for each permit at hand."""
        self._calls = 0
        self._tokens = 0.0
        self._fetching: asyncio.Task[Any] | None = None
        self._reporting: asyncio.Task[Any] | None = None

    def delay(self, now: float) -> float:
        """Seconds until the next call may be made; infinite until a permit has come."""
        if self._at_hand and now - self._came_at > _FRESH:
            self._unused += self._at_hand
            self._debt -= self._charged * self._at_hand
            self._at_hand = 0
            self._want = 1
            self._report_soon()
        if self._calls and not self._warm.is_set():
            return inf
        if self._at_hand:
            return 0.0
        if self._fetching is None or self._fetching.done():
            self._fetching = asyncio.get_running_loop().create_task(self._fetch())
        return inf

    def sent(self, now: float) -> None:
        """A call is made, with a permit that is at hand."""
        del now
        self._at_hand -= 1
        self._debt -= self._charged
        self._calls += 1

    def answered(self, sent_at: float, now: float) -> None:
        """A call was answered."""
        del now
        self._note(("answered", sent_at + self._offset))

    def ended(self) -> None:
        """A call ended in a way that says nothing of the server's limit."""
        self._note(("ended", 0.0))

    def refused(self, sent_at: float, now: float) -> None:
        """A call was refused."""
        del now
        self._note(("refused", sent_at + self._offset))

    def spend(self, tokens: float) -> None:
        """A call takes, or has taken, so many tokens more than was said before."""
        self._debt += tokens
        self._tokens += tokens

    async def _fetch(self) -> None:
        expected = self._tokens / self._calls if self._calls else 0.0
        debt, self._debt = self._debt, 0.0
        granted, then = await self._source.take(*self._names, self._want, expected, debt)
        self._came_at = monotonic()
        self._offset = then - self._came_at
        self._charged = expected
        self._at_hand = granted
        if granted == self._want:
            self._want = min(_MOST_AT_HAND, 2 * self._want)
        self._wake()

    def _note(self, news: News) -> None:
        self._warm.set()
        self._news.append(news)
        self._report_soon()

    def _report_soon(self) -> None:
        if self._reporting is None or self._reporting.done():
            self._reporting = asyncio.get_running_loop().create_task(self._report())

    async def _report(self) -> None:
        await asyncio.sleep(_BETWEEN_REPORTS)
        news, self._news = self._news, []
        debt, self._debt = self._debt, 0.0
        unused, self._unused = self._unused, 0
        self._source.report(*self._names, news, debt, unused)


class SharedTokens(Bucket):
    """Stands where a process's own limit of tokens would.

    Args:
        pacer: Tells of them, and waits for them, with its permits.
    """

    def __init__(self, pacer: SharedPacer) -> None:
        super().__init__(1.0)
        self._pacer = pacer

    def delay(self, now: float) -> float:
        """None of its own: a permit says that there are tokens."""
        del now
        return 0.0

    def take(self, amount: float, now: float) -> None:
        """Take what a call costs; a negative amount gives back."""
        del now
        self._pacer.spend(amount)
