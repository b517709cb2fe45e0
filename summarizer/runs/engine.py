"""Run a stream of documents into a run folder, so that no article's failure costs another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from summarizer.errors import DocumentError, DuplicateIdError, ExitCode, RunError
from summarizer.extraction import BASELINE, check_model, extract
from summarizer.models import loop
from summarizer.records import ArticleSummary, Document, DocumentInfo
from summarizer.runs.files import RunFiles, dump_record, write_atomically
from summarizer.runs.flight import work_in_flight
from summarizer.runs.manifest import (
    ArticleEntry,
    Manifest,
    State,
    entry_of,
    known_entries,
    stored_entry,
    totals,
)
from summarizer.runs.names import ResultNames, result_names
from summarizer.runs.outcomes import (
    Maker,
    attempt,
    attempt_async,
    defect,
    failed_result,
    lost_process,
    unreadable,
    with_storable_names,
)
from summarizer.runs.pool import work_through

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
    from concurrent.futures import Future

    from summarizer.extraction import ModelExtractor

__all__ = ["run_documents"]


@dataclass(frozen=True, slots=True)
class _Task:
    name: str
    """File name of the result."""
    article: Document | ArticleSummary
    """What to summarise, or the failed result of what could not be read."""
    repeat: int = 1


def run_documents(  # noqa: PLR0913 - what to run, where to, and four keyword-only options
    documents: Iterable[Document | DocumentError],
    folder: str | Path,
    *,
    model: str = BASELINE,
    extractor: ModelExtractor | None = None,
    repeats: int = 1,
    jobs: int = 1,
    on_result: Callable[[int, ArticleEntry], None] | None = None,
    on_replaced: Callable[[ArticleEntry], None] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Manifest:
    """Summarise documents as they come, and write each result as soon as it is there.

    Results that the folder holds of other documents stay; those of the same documents are replaced.
    Memory does not grow with the articles, only with the lines of the manifest.

    Args:
        documents: Documents, and errors in the place of those that could not be read.
        folder: The run folder, made if need be.
        model: Name of the model that labels what the rules find.
        extractor: Asks it, opened already; None for ``baseline``.
        repeats: Results an article; each is asked for on its own.
        jobs: Articles under way at a time: in as many processes for ``baseline``, else in this one.
        on_result: Called with a document's number in the input, from 0, and its line of the manifest.
        on_replaced: Called with the new line where it took the place of a result made from another text.
        settings: What the manifest is to say of how it was run.

    Returns:
        The manifest as written.

    Raises:
        UnknownModelError: Nothing here can serve ``model``.
        RunError: The folder cannot be written to; with the exit code of a run that was stopped when
            that showed after the start.
    """
    maker = Maker(model, extractor.origin) if extractor else Maker(model)
    if extractor is None:
        check_model(model)
    files = RunFiles(Path(folder))
    files.create()
    run = _Run(files, maker, dict(settings or {}), known_entries(files), on_replaced)
    run.write_manifest("running")
    tasks = run.tasks(documents, repeats)
    if extractor is None:
        outcomes = work_through(
            tasks,
            partial(_summarize_into, extract=partial(extract, model=model), files=files, maker=maker),
            lost=partial(_give_up_on, files=files, maker=maker),
            jobs=jobs,
        )
    else:
        start = partial(_start, extractor=extractor, files=files, maker=maker)
        outcomes = work_in_flight(tasks, start, in_flight=jobs)
    try:
        return run.take(outcomes, on_result)
    except RunError as error:
        error.exit_code = ExitCode.STOPPED
        raise


@dataclass(slots=True)
class _Run:
    files: RunFiles
    maker: Maker
    settings: dict[str, Any]
    entries: dict[str, ArticleEntry]
    """Lines of the manifest by file name."""
    on_replaced: Callable[[ArticleEntry], None] | None = None
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    clock: float = field(default_factory=perf_counter)
    ids: set[str] = field(default_factory=set)
    """Ids that this run has given out."""
    underway: set[str] = field(default_factory=set)
    """File names of results that are being worked on."""

    def tasks(self, documents: Iterable[Document | DocumentError], repeats: int = 1) -> Iterator[_Task]:
        """Give each document its file names, and each that cannot be summarised its failed result."""
        names = ResultNames({name: entry.id for name, entry in self.entries.items()})
        for item in documents:
            article = self._with_own_id(item)
            for repeat in range(1, repeats + 1 if isinstance(article, Document) else 2):
                name = names.claim(_info_of(article).id, repeat)
                self.underway.add(name)
                yield _Task(name, article, repeat)

    def take(
        self,
        outcomes: Generator[tuple[int, ArticleEntry]],
        on_result: Callable[[int, ArticleEntry], None] | None,
    ) -> Manifest:
        """Take outcomes into the manifest as they come, and write it however that ends."""
        state: State = "stopped"
        try:
            for index, entry in outcomes:
                self._record(entry)
                if on_result is not None:
                    on_result(index, entry)
            state = "done"
        except KeyboardInterrupt:
            state = "interrupted"
            raise
        finally:
            outcomes.close()
            manifest = self.write_manifest(state)
        return manifest

    def _with_own_id(self, item: Document | DocumentError) -> Document | ArticleSummary:
        if isinstance(item, DocumentError):
            return unreadable(item, self.maker, known_as=self._free_id)
        info = with_storable_names(item.info)
        if info.id not in self.ids:
            self.ids.add(info.id)
            return item.model_copy(update={"info": info})
        error = DuplicateIdError(
            info.path or info.id,
            f"another document of this run has the id {info.id!r} too",
            "give each an id of its own",
        )
        return unreadable(error, self.maker, known_as=self._free_id)

    def _free_id(self, wanted: str) -> str:
        numbered = (f"{wanted} ({number})" for number in count(2))
        chosen = wanted if wanted not in self.ids else next(name for name in numbered if name not in self.ids)
        self.ids.add(chosen)
        return chosen

    def _record(self, entry: ArticleEntry) -> None:
        self.underway.discard(entry.result)
        earlier = self.entries.get(entry.result)
        if earlier and earlier.sha256 not in (None, entry.sha256) and self.on_replaced:
            self.on_replaced(entry)
        self.entries[entry.result] = entry
        self._drop_earlier_failure(entry)

    def _drop_earlier_failure(self, entry: ArticleEntry) -> None:
        # What could not be read is stored under its path; once it can be read, it has an id.
        if entry.path is None or entry.path in self.ids:
            return
        name = result_names(entry.path)[0]
        earlier = self.entries.get(name)
        if earlier is not None and earlier.id == entry.path and earlier.status == "failed":
            (self.files.results / name).unlink(missing_ok=True)
            del self.entries[name]

    def write_manifest(self, state: State) -> Manifest:
        """Write the manifest as things stand."""
        for name in sorted(self.underway):
            entry = stored_entry(self.files, name)
            if entry is not None:
                self.entries[name] = entry
        counts, usage = totals(self.entries.values())
        finished = None if state == "running" else datetime.now(UTC).isoformat(timespec="seconds")
        manifest = Manifest(
            program=f"summarizer {version('summarizer')}",
            state=state,
            model=self.maker.model,
            settings=self.settings,
            started=self.started.isoformat(timespec="seconds"),
            finished=finished,
            seconds=None if finished is None else round(perf_counter() - self.clock, 3),
            counts=counts,
            usage=usage,
            articles=tuple(entry for _, entry in sorted(self.entries.items())),
        )
        write_atomically(self.files.manifest, dump_record(manifest))
        return manifest


def _info_of(article: Document | ArticleSummary) -> DocumentInfo:
    return article.info if isinstance(article, Document) else article.document


def _summarize_into(
    task: _Task, *, extract: Callable[[Document], ArticleSummary], files: RunFiles, maker: Maker
) -> ArticleEntry:
    """Summarise one document and write its result; runs in a worker process."""
    started = perf_counter()
    article = task.article
    result = attempt(article, extract, maker) if isinstance(article, Document) else article
    return _store(task, result, files, maker, started)


def _start(
    task: _Task, *, extractor: ModelExtractor, files: RunFiles, maker: Maker
) -> Future[ArticleEntry]:
    """Start to summarise one document with a language model, and to write its result."""
    maker = replace(maker, repeat=task.repeat)

    async def summarize() -> ArticleEntry:
        started = perf_counter()
        article = task.article
        if isinstance(article, Document):
            extract = partial(extractor.extract, repeat=task.repeat)
            article = await attempt_async(article, extract, maker)
        return _store(task, article, files, maker, started)

    return loop.submit(summarize())


def _store(
    task: _Task, result: ArticleSummary, files: RunFiles, maker: Maker, started: float
) -> ArticleEntry:
    """Write a result, and its source, the moment it is there; the manifest's line for it."""
    article = task.article
    source = article.text if isinstance(article, Document) and result.document.sha256 is not None else None
    try:
        content = dump_record(result)
    except ValueError as error:
        info = _info_of(article)
        result = failed_result(DocumentInfo(id=info.id, path=info.path), defect(info.id, error), maker)
        content, source = dump_record(result), None
    files.store(task.name, content, source)
    return entry_of(result, task.name, seconds=perf_counter() - started)


def _give_up_on(task: _Task, *, files: RunFiles, maker: Maker) -> ArticleEntry:
    """Write the failed result of a document whose worker process died with it."""
    info = _info_of(task.article)
    result = failed_result(DocumentInfo(id=info.id, path=info.path), lost_process(info.id), maker)
    files.store(task.name, dump_record(result), None)
    return entry_of(result, task.name)
