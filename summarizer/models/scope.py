"""What one article may take: its deadline, from which waiting for the server's leave is left out."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

__all__ = ["Scope", "article_scope", "current_scope"]

_SCOPE: ContextVar[Scope | None] = ContextVar("article", default=None)


class Scope:
    """One article under way.

    Args:
        timeout: What ends it at its deadline.
    """

    def __init__(self, timeout: asyncio.Timeout) -> None:
        self.calls = 0
        """Calls that were made for it."""
        self.withheld = False
        """Whether it was not begun, or not tried again, because the run is to stop."""
        self._timeout = timeout
        self._waiting = 0
        self._left = 0.0

    @contextmanager
    def off_the_clock(self) -> Iterator[None]:
        """Leave the time of the block out of the deadline."""
        when = self._timeout.when()
        if when is None and not self._waiting:
            yield
            return
        now = asyncio.get_running_loop().time
        if not self._waiting:
            self._left = (when or 0.0) - now()
            self._timeout.reschedule(None)
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1
            if not self._waiting and not self._timeout.expired():
                self._timeout.reschedule(now() + self._left)


def current_scope() -> Scope | None:
    """The article under way; None where a call is made outside a run."""
    return _SCOPE.get()


@asynccontextmanager
async def article_scope(deadline: float | None) -> AsyncIterator[Scope]:
    """Work on one article, for at most ``deadline`` seconds of its own.

    Raises:
        TimeoutError: The deadline has passed.
    """
    async with asyncio.timeout(deadline) as timeout:
        scope = Scope(timeout)
        token = _SCOPE.set(scope)
        try:
            yield scope
        finally:
            _SCOPE.reset(token)
