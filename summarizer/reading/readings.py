"""What earlier readings found, by file: a cache, so that what has not changed need not be read again.

As in git's index, a file whose size, times and number on its disk are those of then is not opened; one that
was written to within the last moments before it was read is, as another change might show the same times.
Where they differ, the bytes decide. Each row carries a digest of itself, of what the reading was told, and of
the program that read: whatever does not fit is as good as not there, and so is a file that cannot be read.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import unicodedata
from contextlib import suppress
from dataclasses import astuple
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import monotonic, time_ns
from typing import TYPE_CHECKING, Any, NamedTuple

from summarizer.reading.known import told_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType
    from typing import Self

    from summarizer.reading.draft import Overrides
    from summarizer.records import DocumentInfo

__all__ = ["Part", "Readings", "stamp_of"]

_FORM = 1
"""Version of the tables."""
_SCHEMA = f"""
CREATE TABLE file (
    path BLOB PRIMARY KEY, number INTEGER, start INTEGER, stamp TEXT, digest BLOB, told TEXT, seal BLOB
) WITHOUT ROWID;
CREATE TABLE line (
    path BLOB, number INTEGER, start INTEGER, stamp TEXT, digest BLOB, told TEXT, seal BLOB,
    PRIMARY KEY (path, number)
) WITHOUT ROWID;
PRAGMA user_version = {_FORM};
"""
_READ_BY = ("charset-normalizer", "lxml", "pypdf", "trafilatura")
"""Distributions that what is found in a file depends on."""
_JUST_NOW = 2_000_000_000
"""Nanoseconds: the coarsest times of a file system."""
_AT_ONCE = 1000
"""Rows that are written, or read, at a time."""
_SECONDS = 2.0
"""After which rows are written, though they are fewer."""
_PATIENCE = 2.0
"""Seconds to wait for another process that writes."""
_COLUMNS = "path, number, start, stamp, digest, told, seal"
_FILES = f"SELECT {_COLUMNS} FROM file WHERE path >= ? ORDER BY path LIMIT ?"  # noqa: S608 - constant names
_LINES = f"SELECT {_COLUMNS} FROM line WHERE path = ? AND number > ? ORDER BY number LIMIT ?"  # noqa: S608
_KEEP_FILE = "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?)"
_KEEP_LINE = "INSERT OR REPLACE INTO line VALUES (?, ?, ?, ?, ?, ?, ?)"
_LARGEST_WINDOW = 256
"""Files that are looked up together, while they come in their order."""
_BROKEN = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
"""Errors of a file that is no such cache."""


class Part(NamedTuple):
    """A file, as number 0, or a line of one, as its number from 1."""

    number: int
    start: int
    """Where the line begins, in bytes; of a file with lines their number, else 0."""
    stamp: str
    """Size, times and number of a file; empty where they cannot be trusted, and of a line."""
    digest: bytes
    """SHA-256 of the bytes; empty of a file with lines."""
    told: str
    """What ``told_of`` wrote; empty where there is no document, or one that was refused."""


class Readings:
    """Keeps what was found in files; a context manager, for the thread that made it.

    Args:
        path: The cache's file, which need not be there; it is made once its folder is.
        overrides: What the user says about the articles.
        limits: What else decides what is found in a file.
        writes: Whether it may be changed.
    """

    def __init__(
        self, path: Path, overrides: Overrides, limits: Mapping[str, int], *, writes: bool = True
    ) -> None:
        self._path = path
        program = _program()
        self._key = hashlib.sha256(json.dumps([program, astuple(overrides), dict(limits)]).encode()).digest()
        self._writes = writes
        self._is_usable = bool(program)
        self._database: sqlite3.Connection | None = None
        self._files: list[tuple[object, ...]] = []
        self._lines: list[tuple[object, ...]] = []
        """Rows that wait to be written."""
        self._window: dict[bytes, tuple[Part, object]] = {}
        """Files that were looked up together, with their seals."""
        self._window_size, self._met = 1, 0
        self._due = monotonic() + _SECONDS

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._flush()
        self._disconnect()

    def file(self, path: str) -> Part | None:
        """What is kept of a file."""
        name = _name(path)
        if name not in self._window:
            is_of_use = self._met * 2 > self._window_size
            self._window_size = min(self._window_size * 2, _LARGEST_WINDOW) if is_of_use else 1
            self._met = 0
            rows = self._select(_FILES, name, self._window_size)
            self._window = {found: (Part(*values), seal) for found, *values, seal in rows}
        part, seal = self._window.get(name, (None, None))
        self._met += part is not None
        return part if part is not None and seal == self._seal(name, part) else None

    def lines(self, path: str, after: int = 0) -> Iterator[Part]:
        """What is kept of a file's lines, in their order, up to the first that is not to be trusted.

        Args:
            path: The file.
            after: Number of the line to begin after.
        """
        name = _name(path)
        while rows := self._select(_LINES, name, after, _AT_ONCE):
            for _, *values, seal in rows:
                part = Part(*values)
                if seal != self._seal(name, part):
                    return
                after = part.number
                yield part

    def keep(self, path: str, part: Part, info: DocumentInfo | None = None) -> None:
        """Keep what was found.

        Args:
            path: The file.
            part: It, or a line of it.
            info: The data of the document that was found there, in the place of ``told``.
        """
        if not (self._writes and self._is_usable):
            return
        if info is not None:
            part = part._replace(told=told_of(info))
        name = _name(path)
        row = (name, *part, self._seal(name, part))
        (self._lines if part.number else self._files).append(row)
        if len(self._files) + len(self._lines) >= _AT_ONCE or monotonic() >= self._due:
            self._flush()

    def _seal(self, name: bytes, part: Part) -> bytes:
        content = b"%d\0%b\0%r" % (len(name), name, tuple(part))
        return hashlib.blake2b(content, digest_size=16, key=self._key).digest()

    def _select(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            database = self._connect(create=False)
            return [] if database is None else database.execute(query, values).fetchall()
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return []

    def _flush(self) -> None:
        """Write the rows that wait, once there is a place for them."""
        self._due = monotonic() + _SECONDS
        if not (self._files or self._lines):
            return
        try:
            if self._path.parent.is_dir():
                database = self._connect(create=True)
                if database is not None:
                    with database:
                        database.executemany(_KEEP_FILE, self._files)
                        database.executemany(_KEEP_LINE, self._lines)
            elif len(self._files) + len(self._lines) < _AT_ONCE:
                return
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
        self._files.clear()
        self._lines.clear()

    def _connect(self, *, create: bool) -> sqlite3.Connection | None:
        """The database; None where it is not there and not to be made, or is of another form."""
        if self._database is None and self._is_usable and (create or self._path.exists()):
            mode = "rwc" if self._writes else "ro"
            address = f"{self._path.absolute().as_uri()}?mode={mode}"
            self._database = sqlite3.connect(address, uri=True, timeout=_PATIENCE)
            self._database.execute("PRAGMA synchronous = OFF")  # a torn row does not fit its seal
            self._database.execute("PRAGMA cache_size = -512")
            (form,) = self._database.execute("PRAGMA user_version").fetchone()
            if form != _FORM:
                (tables,) = self._database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
                if tables:
                    raise sqlite3.DatabaseError("it is of another version")
                if not self._writes:
                    self._disconnect()
                    return None
                self._database.executescript(_SCHEMA)
        return self._database

    def _give_up(self, error: Exception) -> None:
        """Use the cache no more; one that is broken is begun anew by the next write."""
        self._disconnect()
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        is_broken = isinstance(error, sqlite3.DatabaseError) and (code & 0xFF) in _BROKEN
        if not (is_broken and self._writes):
            self._is_usable = False
            return
        try:
            self._path.unlink(missing_ok=True)
            self._path.with_name(f"{self._path.name}-journal").unlink(missing_ok=True)
        except OSError:
            self._is_usable = False

    def _disconnect(self) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None


def stamp_of(status: os.stat_result) -> str:
    """What tells that a file has not been written to since; empty where that cannot tell."""
    latest = max(status.st_mtime_ns, status.st_ctime_ns)
    if latest + _JUST_NOW > time_ns():
        return ""
    numbers = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)
    return ":".join(map(str, numbers))


def _name(path: str) -> bytes:
    return os.fsencode(path)


@cache
def _program() -> str:
    """A digest of all that reads; empty where it cannot be told, as in an archive."""
    root = Path(__file__).parents[1]
    sources = [root / "errors.py", *(root / "reading").rglob("*.*"), *(root / "records").rglob("*.*")]
    digest = hashlib.sha256(f"{_FORM} {sys.version} {unicodedata.unidata_version}".encode())
    try:
        for path in sorted(path for path in sources if path.suffix != ".pyc" and path.is_file()):
            digest.update(f"\n{path.relative_to(root)}\n".encode())
            digest.update(path.read_bytes())
    except OSError:
        return ""
    for name in _READ_BY:
        with suppress(PackageNotFoundError):
            digest.update(f"\n{name} {version(name)}".encode())
    return digest.hexdigest() if sources[0].is_file() else ""
