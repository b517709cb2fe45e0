"""The one layer of retries around a model call: what may pass is tried again, after a capped wait."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_base, wait_random_exponential

from summarizer.models.failures import is_passing, retry_after

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tenacity import RetryCallState

    from summarizer.models.options import ModelOptions

__all__ = ["attempts"]


def attempts(
    options: ModelOptions, pause: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> AsyncRetrying:
    """Attempts at one call: as many as the options say, and only after failures that may pass.

    Args:
        options: How often, and how long at most to wait between two.
        pause: Waits for so many seconds.
    """
    return AsyncRetrying(
        stop=stop_after_attempt(options.retries + 1),
        retry=retry_if_exception(is_passing),
        wait=_PoliteWait(options.retry_cap),
        sleep=pause,
        reraise=True,
    )


class _PoliteWait(wait_base):
    """As long as the server asks for, up to a cap; without a word from it, exponential with full jitter."""

    def __init__(self, cap: float) -> None:
        self._cap = cap
        self._own = wait_random_exponential(multiplier=0.5, max=cap)

    def __call__(self, retry_state: RetryCallState) -> float:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        asked = retry_after(error) if error else None
        return self._own(retry_state) if asked is None else min(max(asked, 0.0), self._cap)
