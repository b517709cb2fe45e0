"""A pause for a server that is down: nothing is asked until one call has shown that it is back.

The circuit breaker of Nygard (Release It!, 2007), with patience: times are seconds of a monotonic clock.
"""

from __future__ import annotations

from math import inf

__all__ = ["Circuit"]

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 5.0
_SLOWER = 1.5
_FEWEST_FAILURES = 5
_FEWEST_ARTICLES = 3
"""One article alone may bring a server to fail, again and again, that is well otherwise."""
_LIVELY = 1.0
"""A call that has been in flight for so many seconds says that the server does work."""


class Circuit:
    """Says whether a server may be asked, from how the calls went.

    Args:
        patience: Seconds to wait for a server that is down; with 0 it gives up at once.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._opened_at: float | None = None
        self._probe_at = -inf
        self._pause = _FIRST_PAUSE
        self._probing = False
        self._failures = 0
        self._articles: set[str] = set()
        self.given_up = False
        """Whether the patience is over."""

    @property
    def is_open(self) -> bool:
        """Whether the server counts as down."""
        return self._opened_at is not None

    def delay(self, now: float) -> float:
        """Seconds until a call may be made, infinite while one probes; beyond the patience it gives up."""
        if self._opened_at is None:
            return 0.0
        if now - self._opened_at >= self._patience and not self._probing:
            self.given_up = True
        return inf if self._probing else max(0.0, self._probe_at - now)

    def sent(self) -> bool:
        """A call is made; whether it is the one that probes."""
        self._probing = self.is_open
        return self._probing

    def up(self) -> None:
        """The server has answered something of its own."""
        self._opened_at = None
        self._probing = False
        self._pause = _FIRST_PAUSE
        self._failures = 0
        self._articles.clear()
        self.given_up = False

    def unreachable(self, now: float) -> None:
        """Nobody listens there."""
        self._open(now)

    def failing(self, article: str, oldest: float | None, now: float) -> None:
        """The server failed over a call; it is down when that is all that it does.

        Args:
            article: What was asked about.
            oldest: When the oldest call was sent that is still in flight.
            now: The time.
        """
        self._failures += 1
        if len(self._articles) < _FEWEST_ARTICLES:
            self._articles.add(article)
        is_lively = oldest is not None and now - oldest > _LIVELY
        enough = self._failures >= _FEWEST_FAILURES and len(self._articles) >= _FEWEST_ARTICLES
        if enough and not is_lively:
            self._open(now)

    def probe_failed(self, now: float) -> None:
        """The call that probes has not shown that the server is back."""
        if self._opened_at is None:
            return
        self._probing = False
        left = self._patience - (now - self._opened_at)
        self.given_up = left <= 0
        self._pause = min(_LONGEST_PAUSE, self._pause * _SLOWER)
        self._probe_at = now + max(0.0, min(self._pause, left))

    def _open(self, now: float) -> None:
        if self._patience <= 0:
            self.given_up = True
        elif self._opened_at is None:
            self._opened_at = now
            self._probe_at = now + self._pause
