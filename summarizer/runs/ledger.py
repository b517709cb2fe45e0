"""The books of a run: what was there, what is under way, what became of it; on disk at every moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from itertools import count
from time import perf_counter
from typing import TYPE_CHECKING, Any

from summarizer.errors import CorruptResultError
from summarizer.runs.entries import ArticleEntry, Counts, Usage
from summarizer.runs.files import read_result
from summarizer.runs.index import Index, known_entries, load, stored_entry
from summarizer.runs.journal import Journal
from summarizer.runs.manifest import ManifestHead, State, write_manifest
from summarizer.runs.names import ResultNames, result_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from summarizer.runs.files import RunFiles

__all__ = ["FinishedRun", "Ledger"]


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """How a run ended."""

    files: RunFiles
    head: ManifestHead
    """The manifest as written, without its articles."""
    kept: int = 0
    """Results that were done before and stayed as they were."""
    left_out: int = 0
    """Results that are missing and were not asked for."""

    @property
    def state(self) -> State:
        """How it ended."""
        return self.head.state

    @property
    def counts(self) -> Counts:
        """How many there are in the whole run folder."""
        return self.head.counts

    @property
    def usage(self) -> Usage:
        """What the whole run folder took."""
        return self.head.usage

    @property
    def articles(self) -> Iterator[ArticleEntry]:
        """Every result in the folder, by file name, read from there."""
        yield from known_entries(self.files).values()


class Ledger:
    """Keeps index, journal and manifest of a run together.

    Args:
        files: The run folder, whose lock is held.
        index: An empty one.
        model: The model's name.
        settings: What the manifest is to say of how it was run.

    Raises:
        OtherVersionError: The folder is another major version's.
    """

    def __init__(self, files: RunFiles, index: Index, model: str, settings: Mapping[str, Any]) -> None:
        self._files = files
        self._index = index
        self._model = model
        self._settings = dict(settings)
        self._started = datetime.now(UTC).isoformat(timespec="seconds")
        self._clock = perf_counter()
        self._journal: Journal | None = None
        self._underway: set[str] = set()
        self.names = ResultNames({}, index)
        """Gives out file names of results."""
        load(index, files)

    def free_id(self, wanted: str) -> str:
        """An id that this run has not given out: the one that is wanted, or that with a number."""
        if self._index.give(wanted):
            return wanted
        numbered = (f"{wanted} ({number})" for number in count(2))
        return next(name for name in numbered if self._index.give(name))

    def claim_id(self, document_id: str) -> bool:
        """Give out an id; False if another document of this run has it."""
        return self._index.give(document_id)

    def entry(self, name: str) -> ArticleEntry:
        """The line of a result that is known."""
        return self._index.entry(name)

    def done(self) -> int:
        """Number of results in the folder that have not failed."""
        counts, _ = self._index.totals()
        return counts.articles - counts.failed

    def holder(self) -> str | None:
        """The model whose results the folder holds, as one that has not failed says; None without any."""
        name = self._index.first_done()
        if name is None:
            return None
        try:
            return read_result(self._files.results / name).provenance.model
        except CorruptResultError:
            return None

    def begin(self, name: str) -> bool:
        """A result is about to be made; whether it would take the place of one that has not failed."""
        if self._journal is None:
            self._write("running")
            self._journal = Journal(self._files.journal, self._started)
        self._underway.add(name)
        known = self._index.known(name)
        if known is not None:
            self._journal.again(name)
        return known is not None and known.status != "failed"

    def leave(self, name: str) -> None:
        """A result that was about to be made is not: what was there stays."""
        self._underway.discard(name)

    def record(self, entry: ArticleEntry) -> bool:
        """Note a result; whether it has replaced one that was made from another text."""
        self._underway.discard(entry.result)
        earlier = self._index.known(entry.result)
        entry = entry.model_copy(update={"size": self._files.size(entry.result)})
        self._index.put(entry)
        if self._journal is not None:
            self._journal.add(entry)
        self._drop_earlier_failure(entry)
        return earlier is not None and earlier.sha256 not in (None, entry.sha256)

    def close(self, state: State) -> ManifestHead:
        """Write the manifest as things stand; the journal is of no more use then."""
        for name in sorted(self._underway):
            entry = stored_entry(self._files, name)
            if entry is not None:
                self._index.put(entry)
        if self._journal is not None:
            self._journal.close()
        head = self._write(state)
        self._files.journal.unlink(missing_ok=True)
        return head

    def _drop_earlier_failure(self, entry: ArticleEntry) -> None:
        # What could not be read is stored under its path; once it can be read, it has an id.
        if entry.path is None or self._index.is_given(entry.path):
            return
        name = result_names(entry.path)[0]
        earlier = self._index.known(name)
        if earlier is not None and earlier.id == entry.path and earlier.status == "failed":
            (self._files.results / name).unlink(missing_ok=True)
            self._index.drop(name)
            if self._journal is not None:
                self._journal.again(name)

    def _write(self, state: State) -> ManifestHead:
        counts, usage = self._index.totals()
        is_over = state != "running"
        head = ManifestHead(
            program=_program(),
            state=state,
            model=self._model,
            settings=self._settings,
            started=self._started,
            finished=datetime.now(UTC).isoformat(timespec="seconds") if is_over else None,
            seconds=round(perf_counter() - self._clock, 3) if is_over else None,
            counts=counts,
            usage=usage,
        )
        write_manifest(self._files.manifest, head, self._index.texts())
        return head


@cache
def _program() -> str:
    """Name and version of this program, as the packages' metadata have them."""
    return f"summarizer {version('summarizer')}"
