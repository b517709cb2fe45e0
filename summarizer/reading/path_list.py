"""A list of paths that takes little more memory than their bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["PathList"]

_END = b"\0"
"""No path can hold it."""


class PathList:
    """Paths, and errors in the place of some, in their order; it may be gone through again and again.

    Args:
        items: What to hold.
    """

    def __init__(self, items: Iterable[str | DocumentError]) -> None:
        self._content = bytearray()
        self._errors: dict[int, DocumentError] = {}
        self._count = 0
        for item in items:
            if isinstance(item, DocumentError):
                self._errors[self._count] = item
            else:
                self._content += item.encode("utf-8", "surrogatepass")
            self._content += _END
            self._count += 1

    def __iter__(self) -> Iterator[str | DocumentError]:
        start = 0
        for number in range(self._count):
            end = self._content.index(_END, start)
            error = self._errors.get(number) if self._errors else None
            yield self._content[start:end].decode("utf-8", "surrogatepass") if error is None else error
            start = end + 1

    def __len__(self) -> int:
        return self._count

    @property
    def errors(self) -> list[DocumentError]:
        """The errors alone."""
        return list(self._errors.values())
