"""What is worked out once for the texts at hand, and let go together with them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["forget", "remembered"]

_Taken = ParamSpec("_Taken")
_Given = TypeVar("_Given")
_FORGET: list[Callable[[], None]] = []


def remembered(most: int) -> Callable[[Callable[_Taken, _Given]], Callable[_Taken, _Given]]:
    """Have a function remember what it gave for the last texts, until ``forget`` is called.

    For what is asked several times while one article is worked on. What is known of words, not of texts, is
    better kept for good by ``functools.lru_cache``.

    Args:
        most: How much is remembered.
    """

    def keep(function: Callable[_Taken, _Given]) -> Callable[_Taken, _Given]:
        kept = lru_cache(maxsize=most)(function)
        _FORGET.append(kept.cache_clear)
        return cast("Callable[_Taken, _Given]", kept)

    return keep


def forget() -> None:
    """Let go of all that is remembered of texts; what is asked for again is worked out again."""
    for clear in _FORGET:
        clear()
