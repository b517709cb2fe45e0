"""The documents that ``--only`` names."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, TypeAlias

from summarizer.errors import DocumentError, NothingToReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.reading.known import KnownDocument
    from summarizer.records import Document

__all__ = ["Choice", "Item"]

Item: TypeAlias = "Document | KnownDocument | DocumentError"
"""What comes of reading."""


class Choice:
    """The documents that ``--only`` names; all of them where it names none.

    Args:
        ids: Their ids, or the paths of files that cannot be read.
    """

    def __init__(self, ids: Sequence[str]) -> None:
        self._all = not ids
        self.missing = dict.fromkeys(ids)
        """The ids that no document has had so far."""

    def of(self, documents: Iterator[Item]) -> Iterator[Item]:
        """Those of the documents that are named; reading ends with the last of them."""
        if self._all:
            yield from documents
            return
        for document in documents:
            met = _names(document) & self.missing.keys()
            for name in met:
                del self.missing[name]
            if met:
                yield document
            if not self.missing:
                return

    def unmet(self) -> NothingToReadError:
        """The error for ids that no document has."""
        names = ", ".join(repr(name) for name in self.missing)
        return NothingToReadError(f"--only {names}: no document has that id; leave --only out to see the ids")


def _names(document: Item) -> set[str]:
    """What a document may be asked for by; one that cannot be read has a path and no id yet."""
    if isinstance(document, DocumentError):
        return {document.document, PurePath(document.document).stem}
    return {document.info.id}
