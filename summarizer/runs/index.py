"""What is in a run folder, by file name, in a temporary database: memory does not grow with the articles."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from summarizer.errors import CorruptResultError
from summarizer.reading.firsts import Firsts
from summarizer.runs.entries import ArticleEntry, Counts, Usage, entry_of
from summarizer.runs.files import read_result
from summarizer.runs.journal import read_journal
from summarizer.runs.manifest import entry_text, entry_text_of_line, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from summarizer.runs.files import RunFiles
    from summarizer.runs.manifest import ManifestHead

__all__ = ["Index", "Known", "known_entries", "load", "stored_entry", "unreadable_results"]

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -1024;
CREATE TABLE entry (
    result TEXT PRIMARY KEY, folded TEXT, id TEXT, status TEXT, sha256 TEXT, fingerprint TEXT, events INTEGER,
    figures INTEGER, quotes INTEGER, findings INTEGER, calls INTEGER, input_tokens INTEGER,
    output_tokens INTEGER, cost_usd REAL, size INTEGER, text TEXT
) WITHOUT ROWID;
CREATE TABLE stored (result TEXT PRIMARY KEY, size INTEGER, changed INTEGER) WITHOUT ROWID;
CREATE TABLE owner (folded TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID;
BEGIN;
"""
_COLUMNS = (
    "result", "id", "status", "sha256", "fingerprint", "events", "figures", "quotes", "findings", "calls",
    "input_tokens", "output_tokens", "cost_usd", "size",
)  # fmt: skip
_PUT = (
    f"INSERT OR REPLACE INTO entry ({', '.join(_COLUMNS)}, folded, text) "  # noqa: S608 - constant names
    f"VALUES ({', '.join('?' * (len(_COLUMNS) + 2))})"
)
_values = attrgetter(*_COLUMNS)
_COUNTS = (
    "count(*), total(status = 'ok'), total(status = 'partial'), total(status = 'failed'), total(events), "
    "total(figures), total(quotes), total(findings), total(calls)"
)
_SUMS = "".join(
    f", CASE WHEN count({name}) = count(*) THEN sum({name}) END"
    for name in ("input_tokens", "output_tokens", "cost_usd")
)
_TO_BE_READ = (
    "SELECT stored.result FROM stored LEFT JOIN entry ON entry.result = stored.result "
    "WHERE entry.result IS NULL OR stored.size <> entry.size OR stored.changed >= ?"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What decides whether a result can stay."""

    id: str
    status: str
    sha256: str | None
    fingerprint: str


_WINDOW = (
    "SELECT folded, id, result, status, sha256, fingerprint, text FROM entry WHERE folded >= ? "
    "ORDER BY folded, result LIMIT ?"
)
_LARGEST_WINDOW = 256


class _Window:
    """Lines that follow one another, fetched together: most runs go through them in their order.

    It grows while what it fetches is asked for, and shrinks to nothing where it is not.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._size = 1
        self._asked = 0
        self.owners: dict[str, str] = {}
        """Document ids by file name in lower case."""
        self.lines: dict[str, tuple[Known, str]] = {}
        """By file name: what is known, and the text."""

    def owner(self, folded: str) -> str | None:
        """The document whose line has a file name in lower case."""
        found = self.owners.get(folded)
        if found is None:
            self._fetch(folded)
            found = self.owners.get(folded)
        self._asked += found is not None
        return found

    def clear(self) -> None:
        """Forget what was fetched, as it may have changed."""
        self.owners.clear()
        self.lines.clear()

    def _fetch(self, folded: str) -> None:
        is_of_use = self._asked * 2 > self._size
        self._size = min(self._size * 2, _LARGEST_WINDOW) if is_of_use else 1
        self._asked = 0
        self.clear()
        for name, document_id, result, *known, text in self._database.execute(_WINDOW, (folded, self._size)):
            self.owners.setdefault(name, document_id)
            self.lines[result] = (Known(document_id, *known), text)


class Index:
    """Lines of the manifest, file names that are taken, and ids that this run has given out.

    A context manager, for the thread that made it.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_SCHEMA)
        self._window = _Window(self._database)
        self._given = Firsts()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._given.close()
        self._database.close()

    def put(self, entry: ArticleEntry, text: str | None = None) -> None:
        """Take a line, in the place of an earlier one of the same file name.

        Args:
            entry: The line.
            text: The same as ``entry_text`` gives it, where that is at hand.
        """
        self.put_all([(entry, text or entry_text(entry))])

    def put_all(self, lines: Iterable[tuple[ArticleEntry, str]]) -> None:
        """Take lines, each with its text as ``entry_text`` gives it."""
        rows = [(*_values(entry), entry.result.casefold(), text) for entry, text in lines]
        self._database.executemany(_PUT, rows)
        self._window.clear()

    def drop(self, name: str) -> None:
        """Forget the line of a file name."""
        self._database.execute("DELETE FROM entry WHERE result = ?", (name,))
        self._window.clear()

    def clear(self) -> None:
        """Forget all lines."""
        self._database.execute("DELETE FROM entry")
        self._window.clear()

    def known(self, name: str) -> Known | None:
        """What is known of the result of a file name."""
        line = self._window.lines.get(name)
        if line is not None:
            return line[0]
        query = "SELECT id, status, sha256, fingerprint FROM entry WHERE result = ?"
        row = self._database.execute(query, (name,)).fetchone()
        return None if row is None else Known(*row)

    def first_done(self) -> str | None:
        """The first file name of a result that has not failed."""
        query = "SELECT result FROM entry WHERE status != 'failed' ORDER BY result LIMIT 1"
        row = self._database.execute(query).fetchone()
        return None if row is None else row[0]

    def entry(self, name: str) -> ArticleEntry:
        """The line of a file name that is known."""
        line = self._window.lines.get(name)
        query = "SELECT text FROM entry WHERE result = ?"
        text = line[1] if line is not None else self._database.execute(query, (name,)).fetchone()[0]
        return ArticleEntry.model_validate_json(text, strict=True, extra="ignore")

    def texts(self) -> Iterator[str]:
        """All lines by file name, as they stand in a manifest."""
        for (text,) in self._database.execute("SELECT text FROM entry ORDER BY result"):
            yield text

    def totals(self) -> tuple[Counts, Usage]:
        """Sums over all lines; a sum is null when one of its parts is not known."""
        row = self._database.execute(f"SELECT {_COUNTS}{_SUMS} FROM entry").fetchone()  # noqa: S608 - constants
        names = ("articles", "ok", "partial", "failed", "events", "figures", "quotes", "findings")
        counts = Counts(**{name: int(value) for name, value in zip(names, row, strict=False)})
        calls, *sums = row[len(names) :]
        tokens = dict(zip(("input_tokens", "output_tokens", "cost_usd"), sums, strict=True))
        return counts, Usage(calls=int(calls), **tokens)

    def keep_those_there(self, files: RunFiles, as_of: int) -> None:
        """Forget lines without a result; read the results without a line, and those changed since.

        Args:
            files: The run folder.
            as_of: When the lines were written, in nanoseconds, as the system tells it of their file.
        """
        database = self._database
        database.executemany("INSERT INTO stored VALUES (?, ?, ?)", files.results_there())
        database.execute("DELETE FROM entry WHERE result NOT IN (SELECT result FROM stored)")
        for (name,) in database.execute(_TO_BE_READ, (as_of,)).fetchall():
            entry = stored_entry(files, name)
            if entry is None:
                self.drop(name)
            else:
                self.put(entry)
        database.execute("DELETE FROM stored")

    def setdefault(self, name: str, document_id: str, /) -> str:
        """Whose result a file name in lower case holds; from now on this document's, if nobody's."""
        owner = self._window.owner(name)
        if owner is not None:
            return owner
        query = "SELECT id FROM owner WHERE folded = ?"
        row = self._database.execute(query, (name,)).fetchone()
        if row is not None:
            return str(row[0])
        self._database.execute("INSERT INTO owner VALUES (?, ?)", (name, document_id))
        return document_id

    def give(self, document_id: str) -> bool:
        """Give out an id; False if this run has given it out already."""
        if self._given.get(document_id) is not None:
            return False
        self._given.add(document_id, "")
        return True

    def is_given(self, document_id: str) -> bool:
        """Whether this run has given out an id."""
        return self._given.get(document_id) is not None

    def ready(self) -> None:
        """Make it quick to ask whose a file name is, once all lines are there."""
        self._database.execute("CREATE INDEX by_folded ON entry (folded)")


def load(index: Index, files: RunFiles) -> ManifestHead | None:
    """Take in what is known of the results in a run folder.

    The manifest's lines are trusted where the run that wrote them came to its end, or where a journal says
    how far it came; otherwise, and where there is no line, the result itself is read. So is a result whose
    file has another size than its line says, or was changed after the lines were written. Results that
    cannot be read have no line.

    Returns:
        The manifest without its articles, if there is one.

    Raises:
        OtherVersionError: The manifest is another major version's.
    """
    head = read_manifest(files.manifest, index.put_all)
    journal = read_journal(files.journal, head.started) if head is not None else None
    if head is None or (head.state == "running" and journal is None):
        index.clear()
    for line in journal or ():
        if isinstance(line, str):
            index.drop(line)
        else:
            index.put_all((entry, entry_text_of_line(entry, text)) for entry, text in line)
    index.keep_those_there(files, max(_changed(files.manifest), _changed(files.journal) if journal else 0))
    index.ready()
    return head


def _changed(path: Path) -> int:
    """When a file was last changed, in nanoseconds; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def known_entries(files: RunFiles) -> dict[str, ArticleEntry]:
    """What is known of the results in a run folder, by file name.

    Raises:
        OtherVersionError: The manifest is another major version's.
    """
    with Index() as index:
        load(index, files)
        entries = (ArticleEntry.model_validate_json(text, extra="ignore") for text in index.texts())
        return {entry.result: entry for entry in entries}


def unreadable_results(files: RunFiles, entries: Mapping[str, ArticleEntry]) -> dict[str, str]:
    """Why results cannot be read, by file name.

    Args:
        files: The run folder.
        entries: What is known of those that can be read.
    """
    reasons = {}
    for path in files.result_paths():
        if path.name not in entries:
            try:
                read_result(path)
            except CorruptResultError as error:
                reasons[path.name] = str(error)
    return reasons


def stored_entry(files: RunFiles, name: str) -> ArticleEntry | None:
    """The line for a result as it stands on disk; None where there is no readable one."""
    try:
        return entry_of(read_result(files.results / name), name, size=files.size(name))
    except CorruptResultError:
        return None
