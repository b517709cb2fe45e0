"""Run a stream of documents into a run folder, so that no article's failure costs another."""

from __future__ import annotations

import gc
from asyncio import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from summarizer.errors import DocumentError, ExitCode, RunError
from summarizer.extraction import BASELINE, check_model, extract
from summarizer.models import loop
from summarizer.models.scope import article_scope
from summarizer.reading.known import KnownDocument
from summarizer.records import ArticleSummary, Document, DocumentInfo
from summarizer.runs.entries import ArticleEntry, entry_of
from summarizer.runs.files import RunFiles, dump_record
from summarizer.runs.flight import work_in_flight
from summarizer.runs.index import Index
from summarizer.runs.ledger import FinishedRun, Ledger
from summarizer.runs.locking import locked
from summarizer.runs.options import RunOptions, refuse_other_model
from summarizer.runs.outcomes import (
    Maker,
    attempt,
    attempt_async,
    defect,
    doubled,
    failed_result,
    info_of,
    late,
    storable,
    unreadable,
)
from summarizer.runs.pool import work_through
from summarizer.runs.resume import Resume
from summarizer.runs.shards import adopt, store_lost

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
    from concurrent.futures import Future

    from summarizer.extraction import ModelExtractor
    from summarizer.reading.known import KnownInfo
    from summarizer.runs.manifest import State

__all__ = ["run_documents"]

_YOUNG_OBJECTS = 20_000
"""New objects until the collector looks at them during a run: more than articles under way hold, which would
only be walked through in vain, as an article's own go without it."""


@dataclass(frozen=True, slots=True)
class _Task:
    name: str
    """File name of the result."""
    article: Document | ArticleSummary
    """What to summarise, or the failed result of what could not be read."""
    repeat: int = 1
    is_good: bool = False
    """Whether the result would take the place of one that has not failed."""


def run_documents(  # noqa: PLR0913 - what to run, where to, and keyword-only options
    documents: Iterable[Document | KnownDocument | DocumentError],
    folder: str | Path,
    *,
    model: str = BASELINE,
    extractor: ModelExtractor | None = None,
    repeats: int = 1,
    jobs: int = 1,
    on_result: Callable[[int, ArticleEntry], None] | None = None,
    on_replaced: Callable[[ArticleEntry], None] | None = None,
    settings: Mapping[str, Any] | None = None,
    options: RunOptions | None = None,
) -> FinishedRun:
    """Summarise documents as they come, and write each result as soon as it is there.

    What the folder holds already, made of equal requests, stays and is not paid for again; what failed is
    tried again. Results of other documents stay too. Memory does not grow with the articles.

    Args:
        documents: Documents, and errors in the place of those that could not be read; what is only known is
            read where its result cannot stay.
        folder: The run folder, made if need be.
        model: Name of the model that labels what the rules find.
        extractor: Asks it, opened already; None for ``baseline``.
        repeats: Results an article; each is asked for on its own.
        jobs: Articles under way at a time: in as many processes for ``baseline``, else in this one.
        on_result: Called with a document's number in the input, from 0, and its line of the manifest.
        on_replaced: Called with the new line where it took the place of a result made from another text.
        settings: What the manifest is to say of how it was run.
        options: What is to be done otherwise than by default.

    Returns:
        How it ended; why, where that was before the end, says ``options.stop``.

    Raises:
        UnknownModelError: Nothing here can serve ``model``.
        ConfigurationError: The folder holds another model's results.
        RunError: The folder cannot be written to, or another run is writing to it; with the exit code of
            a run that was stopped when that showed after the start.
    """
    options = options or RunOptions()
    maker = Maker(model, extractor.origin) if extractor else Maker(model)
    if extractor is None:
        check_model(model)
    files = RunFiles(Path(folder))
    files.create()
    with locked(files), Index() as index, _settled_memory():
        files.sweep()
        ledger = Ledger(files, index, model, settings or {})
        refuse_other_model(ledger, Path(folder), model)
        adopt(files, ledger)
        resume = Resume(index, extractor.options if extractor else None, repeats, options)
        run = _Run(files, maker, options, ledger, resume, extractor, on_replaced)
        try:
            return run.take(run.outcomes(run.tasks(documents, repeats), jobs), on_result)
        except RunError as error:
            error.exit_code = ExitCode.STOPPED
            raise


@contextmanager
def _settled_memory() -> Iterator[None]:
    """Have the collector of cycles look less often, and not at what was loaded before: a run makes few."""
    if gc.get_freeze_count():  # somebody else has settled it, and will say when that ends
        yield
        return
    before = gc.get_threshold()
    gc.freeze()
    if before[0]:
        gc.set_threshold(max(before[0], _YOUNG_OBJECTS), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@dataclass(slots=True)
class _Run:
    files: RunFiles
    maker: Maker
    options: RunOptions
    ledger: Ledger
    resume: Resume
    extractor: ModelExtractor | None
    on_replaced: Callable[[ArticleEntry], None] | None
    kept: int = 0
    left_out: int = 0
    too_dear: str = ""
    """Why an article was not handed to others; the run is to stop once they have done what they have."""
    numbers: dict[int, tuple[int, str, bool]] = field(default_factory=dict)
    """Of the tasks under way, by number: the number of the document, the file name of the result, and whether
    that would take the place of a good one of the same text, which a failure does not."""

    def tasks(
        self, documents: Iterable[Document | KnownDocument | DocumentError], repeats: int = 1
    ) -> Iterator[_Task]:
        """Give each document its file names, and each that cannot be summarised its failed result.

        Nothing more comes once the run is to stop.
        """
        tasks = 0
        for number, item in enumerate(documents):
            for repeat, name, article in self._results(self._with_own_id(item), number, repeats):
                if self._is_to_stop() or not self._is_affordable(article, name):
                    return
                is_good = self._is_good(article, name)
                self.numbers[tasks] = (number, name, is_good)
                tasks += 1
                yield _Task(name, article, repeat, is_good)

    def _results(
        self, article: Document | KnownDocument | ArticleSummary, number: int, repeats: int
    ) -> Iterator[tuple[int, str, Document | ArticleSummary]]:
        """The results of an article that are to be made: repeat, file name, and the article."""
        for repeat in range(1, repeats + 1):
            if isinstance(article, KnownDocument | Document):
                if self.options.only_repeat not in (None, repeat):
                    continue
                name = self.ledger.names.claim(article.info.id, repeat)
                if self._stays(article.info, name, repeat, number):
                    continue
                if isinstance(article, KnownDocument):
                    article = self._loaded(article)
            if isinstance(article, Document):
                yield repeat, name, article
                continue
            if self.options.only_repeat in (None, 1):  # what cannot be read has one result
                yield 1, self.ledger.names.claim(article.document.id), article
            return

    def outcomes(self, tasks: Iterator[_Task], jobs: int) -> Generator[tuple[int, ArticleEntry | None]]:
        """Work on the tasks; None comes of what was not begun, as the run is to stop."""
        files, maker, extractor = self.files, self.maker, self.extractor
        if self.options.elsewhere is not None:
            return self.options.elsewhere.outcomes(tasks, files, maker, self.options)
        if extractor is None:
            work = partial(
                _summarize_into, extract=partial(extract, model=maker.model), files=files, maker=maker
            )
            return work_through(tasks, work, lost=partial(store_lost, files=files, maker=maker), jobs=jobs)
        extractor.begin()
        self.options.stop.on_request(extractor.drain)
        start = partial(_start, extractor=extractor, files=files, maker=maker, deadline=self.options.deadline)
        return work_in_flight(tasks, start, in_flight=jobs)

    def take(
        self,
        outcomes: Generator[tuple[int, ArticleEntry | None]],
        on_result: Callable[[int, ArticleEntry], None] | None,
    ) -> FinishedRun:
        """Take outcomes into the books as they come, and close them however that ends."""
        state: State = "stopped"
        try:
            done = failed = 0
            for task, entry in outcomes:
                number, name, is_good = self.numbers.pop(task)
                self._pay(name, entry)
                if entry is None:
                    self.ledger.leave(name)
                    continue
                if entry.status == "failed" and is_good:
                    self.ledger.leave(name)
                else:
                    self._record(entry)
                done, failed = done + 1, failed + (entry.status == "failed")
                self._count(failed, done)
                if on_result is not None:
                    on_result(number, entry)
            stop = self.options.stop
            if self.too_dear:
                stop.request(self.too_dear)
            if not self._is_to_stop():
                state = "done"
            elif stop.interrupted:
                state = "interrupted"
        except KeyboardInterrupt:
            state = "interrupted"
            raise
        finally:
            outcomes.close()
            head = self.ledger.close(state)
        return FinishedRun(self.files, head, self.kept, self.left_out)

    def _is_good(self, article: Document | ArticleSummary, name: str) -> bool:
        if not self.ledger.begin(name) or not isinstance(article, Document):
            return False
        digest = self.ledger.entry(name).sha256
        return digest is not None and digest == article.info.sha256

    def _stays(self, info: DocumentInfo | KnownInfo, name: str, repeat: int, number: int) -> bool:
        if self.resume.is_done(info, name, repeat):
            self.kept += 1
            if self.options.on_kept is not None:
                self.options.on_kept(number, self.ledger.entry(name))
            return True
        if self.resume.is_left_out(name, info.path):
            self.left_out += 1
            return True
        return False

    def _is_to_stop(self) -> bool:
        stop = self.options.stop
        if self.extractor is not None and self.extractor.stop_reason:
            stop.request(self.extractor.stop_reason)
        return bool(stop.reason)

    def _is_affordable(self, article: Document | ArticleSummary, name: str) -> bool:
        budget = self.options.budget
        if budget is None or not isinstance(article, Document):
            return True
        reason = budget.begin(name, article)
        if reason and self.options.elsewhere is not None:
            self.too_dear = reason  # what others were given before comes to its end
        elif reason:
            self.options.stop.request(reason)
        return not reason

    def _pay(self, name: str, entry: ArticleEntry | None) -> None:
        budget = self.options.budget
        if budget is None:
            return
        budget.end(name, entry)
        if self.options.elsewhere is not None and budget.exceeded:
            self.options.stop.request(budget.exceeded)

    def _count(self, failed: int, done: int) -> None:
        limit = self.options.max_failures
        if limit is not None and limit.exceeded(failed, done):
            self.options.stop.request(f"{failed} of {done} articles failed, more than --max-failures allows")

    def _with_own_id(
        self, item: Document | KnownDocument | DocumentError
    ) -> Document | KnownDocument | ArticleSummary:
        if isinstance(item, DocumentError):
            return unreadable(item, self.maker, known_as=self.ledger.free_id)
        if isinstance(item, Document):
            item = storable(item)
        if self.ledger.claim_id(item.info.id):
            return item
        return unreadable(doubled(item.info), self.maker, known_as=self.ledger.free_id)

    def _loaded(self, known: KnownDocument) -> Document | ArticleSummary:
        """Read what is only known after all; its id is given out already."""
        item = known.load()
        if isinstance(item, DocumentError):
            return unreadable(item, self.maker, known_as=self.ledger.free_id)
        return storable(item)

    def _record(self, entry: ArticleEntry) -> None:
        if self.ledger.record(entry) and self.on_replaced:
            self.on_replaced(entry)


def _summarize_into(
    task: _Task, *, extract: Callable[[Document], ArticleSummary], files: RunFiles, maker: Maker
) -> ArticleEntry:
    """Summarise one document and write its result; runs in a worker process."""
    started = perf_counter()
    article = task.article
    result = attempt(article, extract, maker) if isinstance(article, Document) else article
    if result.status == "failed" and task.is_good:
        return entry_of(result, task.name, seconds=perf_counter() - started)
    return _store(task, result, files, maker, started)


def _start(
    task: _Task, *, extractor: ModelExtractor, files: RunFiles, maker: Maker, deadline: float | None
) -> Future[ArticleEntry | None]:
    """Start to summarise one document with a language model, and to write its result."""
    maker = replace(maker, repeat=task.repeat)

    async def summarize() -> ArticleEntry | None:
        started = perf_counter()
        article = task.article
        result = (
            await _within(deadline, article, extractor, maker) if isinstance(article, Document) else article
        )
        if result is None:
            return None
        if result.status == "failed" and task.is_good:
            if extractor.stop_reason:
                return None  # it says nothing of the article
            return entry_of(result, task.name, seconds=perf_counter() - started)
        return _store(task, result, files, maker, started)

    return loop.submit(summarize())


async def _within(
    deadline: float | None, document: Document, extractor: ModelExtractor, maker: Maker
) -> ArticleSummary | None:
    """The result of a document, failed if it is late; None if it was not begun, as the run is to stop."""
    scope = None
    try:
        async with article_scope(deadline) as scope:
            return await attempt_async(document, partial(extractor.extract, repeat=maker.repeat), maker)
    except TimeoutError:
        return late(document, deadline or 0.0, scope.calls if scope else 0, maker)
    except CancelledError:
        if scope is not None and scope.withheld:
            return None
        raise


def _store(
    task: _Task, result: ArticleSummary, files: RunFiles, maker: Maker, started: float
) -> ArticleEntry:
    """Write a result, and its source, the moment it is there; the manifest's line for it."""
    article = task.article
    source = article.text if isinstance(article, Document) and result.document.sha256 is not None else None
    try:
        content = dump_record(result)
    except ValueError as error:
        info = info_of(article)
        result = failed_result(DocumentInfo(id=info.id, path=info.path), defect(info.id, error), maker)
        content, source = dump_record(result), None
    files.store(task.name, content, source)
    return entry_of(result, task.name, seconds=perf_counter() - started)
