"""Methods of other packages that are replaced while somebody needs it."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Patching"]


class Patching:
    """Replaces methods with the first who needs it, and restores them with the last, whoever ends first.

    Args:
        replaced: Gives the methods and what takes their place: class, name, function.
    """

    def __init__(self, replaced: Callable[[], list[tuple[type, str, Any]]]) -> None:
        self._replaced = replaced
        self._lock = Lock()
        self._open = 0
        self._patches = ExitStack()

    @contextmanager
    def needed(self) -> Iterator[None]:
        """Have the methods replaced in the block."""
        with self._lock:
            if not self._open:
                for owner, name, function in self._replaced():
                    self._patches.enter_context(patch.object(owner, name, function))
            self._open += 1
        try:
            yield
        finally:
            with self._lock:
                self._open -= 1
                if not self._open:
                    self._patches.close()
