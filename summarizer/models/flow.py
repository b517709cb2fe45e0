"""Lets calls to one model through: in turn, at its pace, while its server is up, and not in vain.

One for a client. Calls queue at one door in the order in which they come; who stands at its head waits for
whatever holds it back, and nobody waits for the end of another's call.
"""

from __future__ import annotations

import asyncio
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from summarizer.models.circuit import Circuit
from summarizer.models.failures import (
    hopeless,
    is_refusal,
    is_server_failure,
    is_turned_away,
    is_unreachable,
)
from summarizer.models.pacing import Bucket, Pacer
from summarizer.models.redaction import without_secrets
from summarizer.models.scope import current_scope
from summarizer.models.tally import told_tokens
from summarizer.settings import shown_address

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from summarizer.models.options import ModelOptions

__all__ = ["Flow"]

_LOOK = 0.25
"""Seconds after which whoever waits looks whether the run is to stop."""
_SMOOTHING = 0.2
_CHARACTERS_PER_TOKEN = 4
_MINUTE = 60.0
_TURNED_AWAY = 3
"""Articles turned away one after the other, before any answer, until the way in counts as wrong."""


@dataclass(slots=True)
class _Call:
    """A call in flight."""

    article: str
    sent_at: float
    tokens: float
    """What was taken from the limit of tokens for it."""
    probes: bool


class Flow:
    """The way out to one model's server.

    Args:
        options: The limits: ``in_flight``, ``rpm``, ``tpm`` and ``patience``.
        tell: Takes a sentence about a pause, and about its end, from the event loop's thread.
    """

    def __init__(self, options: ModelOptions, tell: Callable[[str], None] | None = None) -> None:
        self._options = options
        self._tell = tell or (lambda _: None)
        self.pacer = Pacer(options.in_flight)
        self._circuit = Circuit(options.patience)
        self._requests = Bucket(options.rpm / _MINUTE) if options.rpm else None
        self._tokens = Bucket(options.tpm / _MINUTE) if options.tpm else None
        self._reply_tokens: float | None = None
        """How long replies are, by the ones so far; None before the first."""
        self._door = asyncio.Lock()
        self._changed = asyncio.Event()
        self._in_flight: dict[int, _Call] = {}
        self._numbers = 0
        self._draining = False
        self._turned_away: set[str] = set()
        """The articles that were, since the last answer of another kind."""
        self.stop_reason = ""
        """Why no further call can work, as a sentence without a full stop; empty while there is hope."""

    @property
    def model(self) -> str:
        """The model that is asked."""
        return self._options.model

    @property
    def is_paused(self) -> bool:
        """Whether nothing is asked, as the server is down."""
        return self._circuit.is_open

    def share(self, pacer: Pacer, tokens: Bucket | None) -> None:
        """Go by a pace that several processes share, in the place of one's own.

        Args:
            pacer: Stands for the pace, and for a limit of calls if there is one.
            tokens: Stands for a limit of tokens.
        """
        self.pacer = pacer
        self._requests = None
        self._tokens = tokens

    def wake(self) -> None:
        """Have whoever waits look again; from the event loop's thread."""
        self._changed.set()

    def begin(self) -> None:
        """Forget why an earlier run was stopped."""
        self._draining = False
        self.stop_reason = ""
        self._turned_away.clear()
        self._circuit.up()

    def drain(self) -> None:
        """Begin no further article, and make no call in the place of one that failed; from any thread."""
        self._draining = True

    async def pause(self, seconds: float) -> None:
        """Wait before a further attempt, which is not made once the run is to stop."""
        until = monotonic() + seconds
        while not self._draining and (left := until - monotonic()) > 0:  # noqa: ASYNC110 - set by any thread
            await asyncio.sleep(min(left, _LOOK))

    async def through(
        self, article: str, characters: int, call: Callable[[], Awaitable[Any]], *, again: bool = False
    ) -> Any:
        """Make a call when its turn has come; again where the server proves to be down, once it is back.

        Args:
            article: What is asked about.
            characters: Length of the request.
            call: Makes the call.
            again: Whether the same was asked before, and failed or was answered in vain.

        Raises:
            CancelledError: The article is not begun, or not tried again, as the run is to stop; its scope
                says so.
            ConnectionRefusedError: The server did not come back.
        """
        if current_scope() is None and self._circuit.given_up:
            self._circuit.up()  # outside a run every question is a new attempt
        while True:
            number = await self._admit(article, characters / _CHARACTERS_PER_TOKEN, again=again)
            try:
                reply = await call()
            except Exception as error:
                if not self._failed(self._leave(number), error):
                    raise
                again = True
            except BaseException:
                self._cancelled(self._leave(number))
                raise
            else:
                self._answered(self._leave(number), reply)
                return reply

    async def _admit(self, article: str, prompt_tokens: float, *, again: bool) -> int:
        scope = current_scope()
        with scope.off_the_clock() if scope else nullcontext():
            async with self._door:
                self._refuse_late(again=again)
                while delay := self._delay(monotonic(), again=again):
                    self._changed.clear()
                    with suppress(TimeoutError):
                        async with asyncio.timeout(min(delay, _LOOK)):
                            await self._changed.wait()
                    self._refuse_late(again=again)
                return self._send(article, prompt_tokens)

    def _send(self, article: str, prompt_tokens: float) -> int:
        now = monotonic()
        tokens = prompt_tokens + (prompt_tokens / 2 if self._reply_tokens is None else self._reply_tokens)
        self.pacer.sent(now)
        if self._requests is not None:
            self._requests.take(1, now)
        if self._tokens is not None:
            self._tokens.take(tokens, now)
        scope = current_scope()
        if scope is not None:
            scope.calls += 1
        self._numbers += 1
        self._in_flight[self._numbers] = _Call(article, now, tokens, self._circuit.sent())
        return self._numbers

    def _delay(self, now: float, *, again: bool) -> float:
        parts = (self._circuit, self.pacer, self._requests, self._tokens)
        delay = max(part.delay(now) for part in parts if part is not None)
        if self._circuit.given_up:
            self._give_up()
            self._refuse_late(again=again)
        return delay

    def _refuse_late(self, *, again: bool) -> None:
        """Turn back who need not go any more.

        Raises:
            CancelledError: The article is not begun, or not tried again, and nothing of that kind is to be.
            ConnectionRefusedError: The server is not waited for any longer.
        """
        scope = current_scope()
        is_new = scope is not None and not scope.calls
        is_late = (self._draining and (is_new or again)) or (self.stop_reason and is_new)
        if scope is not None and is_late:
            scope.withheld = True
            raise asyncio.CancelledError
        if self._circuit.given_up or (self._draining and self._circuit.is_open):
            raise ConnectionRefusedError(self.stop_reason or "the server is down")

    def _leave(self, number: int) -> _Call:
        self._changed.set()
        return self._in_flight.pop(number)

    def _answered(self, call: _Call, reply: Any) -> None:
        now = monotonic()
        self.pacer.answered(call.sent_at, now)
        self._up()
        self._turned_away.clear()
        prompt, answer = (count or 0 for count in told_tokens(reply))
        known = self._reply_tokens or answer
        self._reply_tokens = known + _SMOOTHING * (answer - known)
        if self._tokens is not None and answer:
            self._tokens.take(prompt + answer - call.tokens, now)

    def _cancelled(self, call: _Call) -> None:
        self.pacer.ended()
        if call.probes:
            self._circuit.probe_failed(monotonic())

    def _failed(self, call: _Call, error: Exception) -> bool:
        """Draw the consequences of a failed call; whether it is to be made again once the server is up."""
        now = monotonic()
        if is_refusal(error):
            self.pacer.refused(call.sent_at, now)
        else:
            self.pacer.ended()
        if is_turned_away(error):
            self._turned_away.add(call.article)
        else:
            self._turned_away.clear()
        may_be_alone = self._reply_tokens is not None or len(self._turned_away) < _TURNED_AWAY
        reason = hopeless(error, self._options, may_be_alone=may_be_alone)
        self.stop_reason = self.stop_reason or reason
        was_open = self._circuit.is_open
        is_down = not reason and (is_unreachable(error) or is_server_failure(error))
        if not is_down and not isinstance(error, TimeoutError):
            self._up()
        elif was_open and call.probes:
            self._circuit.probe_failed(now)
        elif is_unreachable(error):
            self._circuit.unreachable(now)
        elif is_down:
            oldest = min((one.sent_at for one in self._in_flight.values()), default=None)
            self._circuit.failing(call.article, oldest, now)
        if self._circuit.given_up:
            self._give_up()
        elif self._circuit.is_open and not was_open:
            self._tell(
                f"{self._server} is down; waiting for it, up to {self._options.patience:g} s "
                f"(--patience); Ctrl-C stops"
            )
        waits = self._circuit.is_open and not self._circuit.given_up
        return waits and is_down and not self._draining

    def _up(self) -> None:
        was_open = self._circuit.is_open
        self._circuit.up()
        if was_open:
            self._tell(f"{self._server} is back; going on")

    def _give_up(self) -> None:
        patience = self._options.patience
        waited = f"did not come back within {patience:g} s (--patience)" if patience else "is not waited for"
        self.stop_reason = self.stop_reason or f"{self._server} is down and {waited}"

    @property
    def _server(self) -> str:
        base = self._options.api_base
        where = f" at {shown_address(base)}" if base else ""
        return without_secrets(f"the server of {self._options.model}{where}", self._options)
