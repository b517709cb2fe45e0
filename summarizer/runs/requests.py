"""Runs by file: requests of documents written out, and results written from the replies."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from summarizer.errors import (
    AwaitingReplyError,
    ConfigurationError,
    DocumentError,
    DuplicateIdError,
    NothingToReadError,
)
from summarizer.extraction import ModelExtractor
from summarizer.models import loop
from summarizer.models.files import FileClient, Replies
from summarizer.models.wire import body_hash
from summarizer.runs.engine import run_documents
from summarizer.runs.options import RunOptions
from summarizer.runs.outcomes import defect, with_digest
from summarizer.runs.request_files import RequestParts, Seen, articles_file, replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from summarizer.models import ModelOptions
    from summarizer.records import ArticleSummary, Document
    from summarizer.runs.entries import ArticleEntry
    from summarizer.runs.request_files import Limits

__all__ = ["Exported", "Imported", "Tell", "export_requests", "import_replies"]

_RECORDABLE = ("openai/", "hosted_vllm/")


class Tell(Protocol):
    """Is told of each article that failed, is there in part, or has no result yet, as it shows."""

    def __call__(self, kind: Literal["failed", "partial", "waiting"], sentence: str) -> None:
        """Take a sentence that names the article."""
        ...


@dataclass(slots=True)
class Exported:
    """What an export wrote."""

    requests: int = 0
    articles: int = 0
    failures: int = 0
    paths: list[Path] = field(default_factory=list)
    """The files of the requests."""
    oversized: int = 0
    """Requests that are larger by themselves than a file may be."""


@dataclass(slots=True)
class Imported:
    """What an import made of the replies."""

    results: int = 0
    """Results that were written."""
    failed: int = 0
    """Failed ones among them."""
    partial: int = 0
    """Those among them that are there only in part."""
    waiting: int = 0
    """Articles without a result yet."""
    recorded: int = 0
    """Exchanges that were turned into recordings."""


def export_requests(
    documents: Iterable[Document | DocumentError], target: Path, options: ModelOptions, *,
    repeats: int = 1, limits: Limits | None = None, tell: Tell | None = None,
) -> Exported:  # fmt: skip
    """Write the first requests of documents to batch files, and the articles beside them.

    Memory does not grow with the documents. An earlier export of the same name is replaced when all is
    written, and stays when that fails.

    Args:
        documents: Documents, and errors in the place of those that could not be read.
        target: The first file of the requests; the articles go to its name with ``.articles.jsonl``.
        options: Which model is asked, and how.
        repeats: Requests an article; they differ in their seed.
        limits: What one file of requests may hold.
        tell: Is told of each document that has no requests.

    Raises:
        ConfigurationError: A file cannot be written.
        NothingToReadError: No document has requests.
    """
    exported = Exported()
    client = FileClient(options)
    parts = RequestParts(target, limits)
    with (
        replacing(articles_file(target)) as articles,
        parts,
        ModelExtractor(options, client) as extractor,
    ):
        for item in _once_each(documents):
            document, problem = _prepared(item, extractor, repeats)
            if document is None:
                client.pending.clear()
                exported.failures += 1
                if tell is not None:
                    tell("failed", problem)
                continue
            articles.write(document.model_dump_json(by_alias=True).encode() + b"\n")
            exported.articles += 1
            _write_pending(client, parts)
        if not exported.articles:
            raise NothingToReadError("no article could be read; nothing is exported")
    exported.requests, exported.paths, exported.oversized = parts.requests, parts.paths, parts.oversized
    return exported


def import_replies(
    articles: Iterable[Document], replies: Replies, folder: Path, options: ModelOptions, *,
    following: RequestParts, settings: Mapping[str, Any] | None = None, tell: Tell | None = None,
) -> Imported:  # fmt: skip
    """Write the results of all articles whose requests are answered; the others' open requests go on.

    Memory grows with the lines of the run's manifest, not with the articles or the replies.

    Args:
        articles: The articles as they were exported.
        replies: All replies so far.
        folder: The run folder.
        options: The model that was asked, and how; its ``cassettes`` take the exchanges, if set.
        following: Takes the requests of the next round, opened already.
        settings: What the manifest is to say of how it was run.
        tell: Is told of each article that failed, is there in part, or has to wait.

    Raises:
        RunError: The folder cannot be written to.
        ConfigurationError: The model's recordings would not replay.
    """
    _refuse_other_protocols(options)
    client = FileClient(options, replies)
    imported = Imported()

    def take(_: int, entry: ArticleEntry) -> None:
        imported.results += 1
        imported.failed += entry.status == "failed"
        imported.partial += entry.status == "partial"
        if entry.status != "ok" and tell is not None:
            tell(entry.status, entry.error or entry.id)

    with _Answered(options, client) as extractor:
        run_documents(
            _answered(articles, extractor, _Round(client, replies, following, imported, options, tell)),
            folder,
            model=options.model,
            extractor=extractor,
            repeats=replies.repeats,
            on_result=take,
            settings=settings,
            options=RunOptions(redo=True),  # replies that came by file cost nothing
        )
    return imported


class _Answered(ModelExtractor):
    """Hands out what was extracted to see whether all replies are there, instead of extracting it again."""

    def __init__(self, options: ModelOptions, client: FileClient) -> None:
        super().__init__(options, client)
        self.outcomes: dict[tuple[str, int], ArticleSummary | Exception] = {}
        """Result or error of the article under way, by its id and the repeat."""

    async def prepare(self, document: Document, repeat: int) -> None:
        """Extract; what goes wrong with one article costs no other.

        Raises:
            AwaitingReplyError: A reply is not there yet.
        """
        try:
            self.outcomes[document.info.id, repeat] = await super().extract(document, repeat=repeat)
        except AwaitingReplyError:
            raise
        except Exception as error:  # noqa: BLE001 - becomes the failed result of this article
            self.outcomes[document.info.id, repeat] = error

    async def extract(self, document: Document, *, repeat: int = 1) -> ArticleSummary:
        outcome = self.outcomes.pop((document.info.id, repeat), None)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome or await super().extract(document, repeat=repeat)


@dataclass(frozen=True, slots=True)
class _Round:
    """Where one round's outcomes go."""

    client: FileClient
    replies: Replies
    following: RequestParts
    imported: Imported
    options: ModelOptions
    tell: Tell | None


def _answered(articles: Iterable[Document], extractor: _Answered, of: _Round) -> Iterator[Document]:
    """The articles of which every repeat has all its replies; another kind of failure counts as answered."""
    for document in articles:
        awaited = ""
        extractor.outcomes.clear()
        for repeat in range(1, of.replies.repeats + 1):
            try:
                loop.run(extractor.prepare(document, repeat))
            except AwaitingReplyError as error:
                awaited = awaited or str(error)
        _write_pending(of.client, of.following)
        of.imported.recorded += _record(of.client, of.options)
        if not awaited:
            yield document
            continue
        of.imported.waiting += 1
        if of.tell is not None:
            of.tell("waiting", awaited)


def _once_each(documents: Iterable[Document | DocumentError]) -> Iterator[Document | DocumentError]:
    """The documents, with an error in the place of each whose id another has: no import could tell them."""
    seen = Seen()
    try:
        for item in documents:
            if isinstance(item, DocumentError) or seen.add(item.info.id):
                yield item
                continue
            yield DuplicateIdError(
                item.info.path or item.info.id,
                f"another document of this export has the id {item.info.id!r} too",
                "give each an id of its own",
            )
    finally:
        seen.close()


def _prepared(
    item: Document | DocumentError, extractor: ModelExtractor, repeats: int
) -> tuple[Document | None, str]:
    """A document whose first requests the client has noted; or none, and why, in a sentence."""
    if isinstance(item, DocumentError):
        return None, str(item)
    try:
        document = with_digest(item)
        for repeat in range(1, repeats + 1):
            with suppress(AwaitingReplyError):
                loop.run(extractor.extract(document, repeat=repeat))
    except DocumentError as error:
        return None, str(error)
    except Exception as error:  # noqa: BLE001 - the defect that one article brings out costs no other
        return None, defect(item.info.id, error)
    return document, ""


def _write_pending(client: FileClient, parts: RequestParts) -> None:
    for line in client.pending.values():
        parts.write(line)
    client.pending.clear()


def _refuse_other_protocols(options: ModelOptions) -> None:
    if options.cassettes and "/" in options.model and not options.model.startswith(_RECORDABLE):
        raise ConfigurationError(
            f"{options.model}: recordings of this route would hold another protocol; --record is for bare "
            f"names, openai/ and hosted_vllm/"
        )


def _record(client: FileClient, options: ModelOptions) -> int:
    """Turn what was used of an article's replies into recordings; how many, of each request once."""
    used = {body_hash(body): (document, body, response) for document, body, response in client.used}
    client.used.clear()
    if options.cassettes is None:
        return 0
    from summarizer.models.cassettes import write_recording  # noqa: PLC0415 - only where it is asked for

    for document, body, response in used.values():
        write_recording(options, document, body, response)
    return len(used)
