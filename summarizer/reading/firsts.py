"""Which document had an id first; memory does not grow with the documents."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

__all__ = ["Firsts"]

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -512;
CREATE TABLE first (id BLOB PRIMARY KEY, path BLOB) WITHOUT ROWID;
BEGIN;
"""
_BYTES = 1 << 19
"""Of the filter that spares most look-ups, of use for some million ids; a power of two."""
_MASK = _BYTES - 1
_WAITING = 500
"""Ids that wait to be written together."""


class Firsts:
    """Paths by id, in a temporary database; a context manager.

    Ids and paths may hold halves of surrogate pairs.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript(_SCHEMA)
        self._waiting: dict[str, str] = {}
        self._filter = bytearray(_BYTES)
        """A Bloom filter of the ids in the database (Bloom, Communications of the ACM 13, 1970)."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forget all."""
        self._database.close()

    def get(self, document_id: str) -> str | None:
        """The path of the document that has an id; None while there is none."""
        path = self._waiting.get(document_id)
        if path is not None:
            return path
        number, held = hash(document_id), self._filter
        if (
            not held[number >> 3 & _MASK] >> (number & 7)
            & held[number >> 35 & _MASK] >> (number >> 32 & 7)
            & 1
        ):
            return None
        query = "SELECT path FROM first WHERE id = ?"
        row = self._database.execute(query, (_bytes(document_id),)).fetchone()
        return None if row is None else row[0].decode("utf-8", "surrogatepass")

    def add(self, document_id: str, path: str) -> None:
        """A document that has an id which no other has."""
        self._waiting[document_id] = path
        if len(self._waiting) < _WAITING:
            return
        for waiting in self._waiting:
            number = hash(waiting)
            self._filter[number >> 3 & _MASK] |= 1 << (number & 7)
            self._filter[number >> 35 & _MASK] |= 1 << (number >> 32 & 7)
        rows = ((_bytes(waiting), _bytes(where)) for waiting, where in self._waiting.items())
        self._database.executemany("INSERT INTO first VALUES (?, ?)", rows)
        self._waiting.clear()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
