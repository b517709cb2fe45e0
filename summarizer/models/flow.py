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
    is_unreachable,
    without_secrets,
)
from summarizer.models.pacing import Bucket, Pacer
from summarizer.models.scope import current_scope
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
        self._circuit.up()

    def drain(self) -> None:
        """Begin no further article, and wait no longer for a server that is down; from any thread."""
        self._draining = True

    async def through(self, article: str, characters: int, call: Callable[[], Awaitable[Any]]) -> Any:
        """Make a call when its turn has come; again where the server proves to be down, once it is back.

        Args:
            article: What is asked about.
            characters: Length of the request.
            call: Makes the call.

        Raises:
            CancelledError: The article is not begun, as the run is to stop; its scope says so.
            ConnectionRefusedError: The server did not come back.
        """
        if current_scope() is None and self._circuit.given_up:
            self._circuit.up()  # outside a run every question is a new attempt
        while True:
            number = await self._admit(article, characters / _CHARACTERS_PER_TOKEN)
            try:
                reply = await call()
            except Exception as error:
                if not self._failed(self._leave(number), error):
                    raise
            except BaseException:
                self._cancelled(self._leave(number))
                raise
            else:
                self._answered(self._leave(number), reply)
                return reply

    async def _admit(self, article: str, prompt_tokens: float) -> int:
        scope = current_scope()
        with scope.off_the_clock() if scope else nullcontext():
            async with self._door:
                self._refuse_late()
                while delay := self._delay(monotonic()):
                    self._changed.clear()
                    with suppress(TimeoutError):
                        async with asyncio.timeout(min(delay, _LOOK)):
                            await self._changed.wait()
                    self._refuse_late()
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

    def _delay(self, now: float) -> float:
        parts = (self._circuit, self.pacer, self._requests, self._tokens)
        delay = max(part.delay(now) for part in parts if part is not None)
        if self._circuit.given_up:
            self._give_up()
            self._refuse_late()
        return delay

    def _refuse_late(self) -> None:
        """Turn back who need not go any more.

        Raises:
            CancelledError: The article is not begun, and nothing is to be begun.
            ConnectionRefusedError: The server is not waited for any longer.
        """
        scope = current_scope()
        if (self._draining or self.stop_reason) and scope is not None and not scope.calls:
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
        usage = getattr(reply, "usage", None)
        prompt, answer = (getattr(usage, name, None) or 0 for name in ("prompt_tokens", "completion_tokens"))
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
        reason = hopeless(error, self._options, has_answered=self._reply_tokens is not None)
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
