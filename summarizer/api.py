"""What Python programs call: one article, or a stream of them, to its grounded summary."""

from __future__ import annotations

import asyncio
import os
import re
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from multiprocessing import current_process
from typing import TYPE_CHECKING, TypedDict

from summarizer.errors import ConfigurationError, DocumentError, MalformedError
from summarizer.extraction import BASELINE, ModelExtractor, check_model, extract
from summarizer.models import ModelOptions, loop
from summarizer.reading import MAX_CHARACTERS, Overrides, read_text, refuse_text
from summarizer.records import ArticleSummary, Document, DocumentInfo
from summarizer.runs import (
    Maker,
    attempt,
    attempt_async,
    failed_result,
    lost_process,
    unreadable,
    with_digest,
    work_in_flight,
    work_through,
)
from summarizer.settings import KEY_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping
    from concurrent.futures import Future
    from types import TracebackType
    from typing import Self, Unpack

_PATH = re.compile(r"\S{1,4096}\.(?:txt|md|markdown|x?html?|pdf|jsonl?|ndjson)", re.IGNORECASE)

__all__ = ["Known", "Summarizer", "asummarize", "summarize", "summarize_many"]


class Known(TypedDict, total=False):
    """What the caller knows of an article; it wins over what stands in the text."""

    id: str
    """The document's id; ``text`` for a text without one."""
    title: str | None
    outlet: str | None
    byline: str | None
    published: str | date | None
    """Date of publication, against which “Wednesday” resolves.

    As a text it is ISO 8601: a date (``2024-03-22``), or a date-time (``2024-03-22T10:00:00Z``), of which the
    day counts.
    """
    url: str | None


@dataclass(frozen=True, slots=True)
class Summarizer:
    """Summarises articles with one model; it keeps no state but its connection, so one serves many threads.

    A copy, pickled or not, has the same settings and a connection of its own, and so has a fork's child.

    Args:
        model: Name of the model that labels what the rules find; ``baseline`` is rules alone.
        max_characters: Code points of the longest text that is taken.
        options: How a language model is asked, where the defaults will not do; its ``model`` is this one.

    Raises:
        UnknownModelError: Nothing here can serve ``model``.
        ConfigurationError: The options contradict each other, or are for another model.
    """

    model: str = BASELINE
    max_characters: int = MAX_CHARACTERS
    options: ModelOptions | None = None
    _extractors: dict[int, ModelExtractor] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The connection, once one is open, by the process that opened it."""

    def __post_init__(self) -> None:
        if self.options is not None and self.options.model != self.model:
            raise ConfigurationError(
                f"the options are for {self.options.model!r}, not for {self.model!r}; give both one name"
            )
        check_model(self.model, self._options)

    def close(self) -> None:
        """Close the connection to the model, once the articles under way are done; the next opens another."""
        self.__exit__(None, None, None)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.model, self.max_characters, self.options)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        extractor = self._extractors.pop(os.getpid(), None)
        if extractor is not None:
            extractor.__exit__(kind, error, trace)

    @property
    def _options(self) -> ModelOptions:
        return self.options or ModelOptions(model=self.model, api_key=os.environ.get(KEY_VARIABLE) or None)

    @property
    def _maker(self) -> Maker:
        if self.model == BASELINE:
            return Maker(BASELINE)
        return Maker(self.model, "recorded" if self._options.recording == "replay" else "live")

    async def _opened(self) -> ModelExtractor:
        """The connection; only on the loop of ``models.loop``, so that no two are opened at a time."""
        process = os.getpid()
        if process not in self._extractors:
            self._extractors[process] = await ModelExtractor(self._options).__aenter__()
        return self._extractors[process]

    async def _ask(self, document: Document) -> ArticleSummary:
        extractor = await self._opened()
        return await extractor.extract(document)

    async def _read_and_ask(self, article: str | Document, known: Known) -> ArticleSummary:
        await asyncio.sleep(0)  # a task that is cancelled before its turn does nothing
        return await self._ask(with_digest(self._read(article, known)))

    def summarize(self, article: str | Document, **known: Unpack[Known]) -> ArticleSummary:
        """Summarise one article.

        Plain synchronous code: it works as well where an event loop runs, a notebook for instance.

        Args:
            article: The article's text, or a document as ``read_paths`` gives it.
            known: What the caller knows of it: ``id, title, outlet, byline, published, url``.

        Raises:
            DocumentError: The text is empty, binary or too long, or no valid answer came (ModelError).
            ConfigurationError: ``published`` is no date.
            TypeError: ``article`` is neither a text nor a document.
        """
        document = with_digest(self._read(article, known))
        if self.model == BASELINE:
            return extract(document)
        return loop.run(self._ask(document))

    async def asummarize(self, article: str | Document, **known: Unpack[Known]) -> ArticleSummary:
        """Summarise one article while the event loop goes on; else as ``summarize``.

        Waiting for a model takes no thread, so hundreds may wait at once, and cancelling the task cancels
        the call. Rules alone wait for nobody: they work in a thread of ``asyncio.to_thread``, to their end.
        """
        if self.model == BASELINE:
            return await asyncio.to_thread(self.summarize, article, **known)
        return await loop.run_beside(self._read_and_ask(article, known))

    def summarize_many(
        self, articles: Iterable[str | Document | DocumentError], *, jobs: int = 1
    ) -> Iterator[ArticleSummary]:
        """Summarise articles as they come, in their order, each only when its turn is near.

        An article that cannot be summarised becomes a result with status ``failed`` and its error; it
        costs no other. A text's id is ``text-`` and its number, from 1.

        Args:
            articles: Texts, documents, or what ``read_paths`` gives.
            jobs: Articles under way at a time. With ``baseline`` these are processes: with more than one
                a script needs the usual ``if __name__ == "__main__":`` around what it runs. A process of
                ``multiprocessing.Pool`` may start none: there one article is under way at a time.

        Raises:
            TypeError: ``articles`` is a single text or document.
            ValueError: ``jobs`` is less than 1.
            RunError: With the first result: no process can be started, most often for want of that guard.
            UnknownModelError: With the first result: no provider serves the model.
        """
        if isinstance(articles, (str, bytes, Document)):
            raise TypeError("summarize_many takes many articles: put the one in a list, or call summarize")
        if jobs < 1:
            raise ValueError(f"jobs is the number of articles under way, at least 1, not {jobs}")
        return self._summarize_each(articles, jobs)

    def _summarize_each(
        self, articles: Iterable[str | Document | DocumentError], jobs: int
    ) -> Generator[ArticleSummary]:
        read = (self._read_or_fail(number, article) for number, article in enumerate(articles, 1))
        if self.model == BASELINE:
            jobs = 1 if current_process().daemon else jobs
            lost = partial(_give_up_on, maker=self._maker)
            outcomes = work_through(read, _attempt_unless_failed, lost=lost, jobs=jobs, in_order=True)
        else:
            start = partial(_start, extractor=loop.run(self._opened()), maker=self._maker)
            outcomes = work_in_flight(read, start, in_flight=jobs, in_order=True)
        for _, result in outcomes:
            yield result

    def _read(self, article: str | Document, known: Known) -> Document:
        published = known.get("published")
        if isinstance(published, date):
            known = Known(**{**known, "published": published.isoformat()})
        _refuse_types(known)
        overrides = Overrides(**{name: value for name, value in known.items() if name != "id"})  # type: ignore[arg-type]  # Known's other keys are the fields of Overrides
        if isinstance(article, Document):
            refuse_text(article.text, article.info.id, self.max_characters)
            known = Known(**{**known, "published": overrides.published})
            given = {name: value for name, value in known.items() if value is not None}
            info = DocumentInfo.model_validate(article.info.model_dump(exclude={"sha256"}) | given)
            return article.model_copy(update={"info": info})
        if isinstance(article, os.PathLike):
            raise TypeError(f"{article!r} is a path, not a text: read it with summarizer.read_paths([...])")
        if not isinstance(article, str):
            raise TypeError(f"an article is a str or a Document, not {type(article).__name__}")
        # A subclass of str (markup, a parsed page's string) becomes the plain text that it holds.
        text = "".join(article)
        if _PATH.fullmatch(text):
            raise TypeError(f"{text!r} is a path, not a text: read it with summarizer.read_paths([...])")
        return read_text(
            text, id=known.get("id", "text"), overrides=overrides, max_characters=self.max_characters
        )

    def _read_or_fail(
        self, number: int, article: str | Document | DocumentError
    ) -> Document | ArticleSummary:
        if isinstance(article, DocumentError):
            return unreadable(article, self._maker)
        name = f"text-{number}"
        try:
            return self._read(article, Known() if isinstance(article, Document) else Known(id=name))
        except DocumentError as error:
            return unreadable(error, self._maker)
        except TypeError as error:
            wrong = MalformedError(name, str(error), "give its text")
            return unreadable(wrong, self._maker)


def _refuse_types(known: Mapping[str, object]) -> None:
    for name, value in known.items():
        if name not in Known.__annotations__:
            raise TypeError(
                f"{name} is nothing that is known of an article; give {', '.join(Known.__annotations__)}"
            )
        if not (isinstance(value, str) or (value is None and name != "id")):
            raise TypeError(f"{name} is a text, not {type(value).__name__}: {value!r}")
        if isinstance(value, str) and not value.isascii():
            try:
                value.encode("utf-8")
            except UnicodeEncodeError as error:
                raise TypeError(
                    f"{name} holds half of a surrogate pair; write the character out in full"
                ) from error


def _attempt_unless_failed(article: Document | ArticleSummary) -> ArticleSummary:
    return attempt(article, extract, Maker(BASELINE)) if isinstance(article, Document) else article


def _start(
    article: Document | ArticleSummary, *, extractor: ModelExtractor, maker: Maker
) -> Future[ArticleSummary]:
    async def summarize() -> ArticleSummary:
        return (
            await attempt_async(article, extractor.extract, maker)
            if isinstance(article, Document)
            else article
        )

    return loop.submit(summarize())


def _give_up_on(article: Document | ArticleSummary, *, maker: Maker) -> ArticleSummary:
    if isinstance(article, ArticleSummary):
        return article
    return failed_result(article.info, lost_process(article.info.id), maker)


def summarize(article: str | Document, model: str = BASELINE, **known: Unpack[Known]) -> ArticleSummary:
    """Summarise one article with ``model``; see ``Summarizer.summarize``."""
    with Summarizer(model) as summarizer:
        return summarizer.summarize(article, **known)


async def asummarize(
    article: str | Document, model: str = BASELINE, **known: Unpack[Known]
) -> ArticleSummary:
    """Summarise one article with ``model``, off the event loop; see ``Summarizer.asummarize``."""
    return await Summarizer(model).asummarize(article, **known)  # without options there is nothing to close


def summarize_many(
    articles: Iterable[str | Document | DocumentError], model: str = BASELINE, *, jobs: int = 1
) -> Iterator[ArticleSummary]:
    """Summarise articles with ``model``, in order, as they come; see ``Summarizer.summarize_many``."""
    return Summarizer(model).summarize_many(articles, jobs=jobs)
