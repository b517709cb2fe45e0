"""Runs by file: requests of documents written out, and results written from the replies."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from summarizer.errors import AwaitingReplyError, ConfigurationError, DocumentError
from summarizer.extraction import ModelExtractor
from summarizer.models import loop
from summarizer.models.files import FileClient, Replies
from summarizer.models.wire import body_hash
from summarizer.records import Document
from summarizer.runs.engine import run_documents
from summarizer.runs.outcomes import with_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarizer.models import ModelOptions
    from summarizer.runs.manifest import ArticleEntry, Manifest

__all__ = ["ARTICLES_SUFFIX", "Exported", "Imported", "articles_beside", "export_requests", "import_replies"]

ARTICLES_SUFFIX = ".articles.jsonl"
"""Ends the name of the file that holds the articles of a requests file."""

_RECORDABLE = ("openai/", "hosted_vllm/")


@dataclass(slots=True)
class Exported:
    """What an export wrote."""

    requests: int = 0
    articles: int = 0
    failures: list[DocumentError] = field(default_factory=list)


@dataclass(slots=True)
class Imported:
    """What an import made of the replies."""

    manifest: Manifest
    entries: list[ArticleEntry]
    pending: list[dict[str, Any]]
    """Lines of the next round's file."""
    waiting: dict[str, str]
    """Why an article has no result yet, by its id."""
    recorded: int


def export_requests(
    documents: Iterable[Document | DocumentError], target: Path, options: ModelOptions, *, repeats: int = 1
) -> Exported:
    """Write the first requests of documents to a batch file, and the articles beside it.

    Args:
        documents: Documents, and errors in the place of those that could not be read.
        target: The file of the requests; the articles go to its name with ``.articles.jsonl``.
        options: Which model is asked, and how.
        repeats: Requests an article; they differ in their seed.

    Raises:
        ConfigurationError: A file cannot be written.
    """
    exported = Exported()
    articles = target.with_name(target.stem + ARTICLES_SUFFIX)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with (
            target.open("w", encoding="utf-8") as requests_file,
            articles.open("w", encoding="utf-8") as articles_file,
        ):
            for item in documents:
                if isinstance(item, DocumentError):
                    exported.failures.append(item)
                    continue
                document = with_digest(item)
                articles_file.write(document.model_dump_json(by_alias=True) + "\n")
                exported.articles += 1
                for line in _first_requests(document, options, repeats):
                    requests_file.write(json.dumps(line, ensure_ascii=False) + "\n")
                    exported.requests += 1
    except OSError as error:
        raise ConfigurationError(
            f"{error.filename or target}: cannot be written ({error.strerror}); choose another place"
        ) from error
    return exported


def import_replies(
    articles: Iterable[Document], replies: Replies, folder: Path, options: ModelOptions, *,
    settings: Mapping[str, Any] | None = None,
) -> Imported:  # fmt: skip
    """Write the results of all articles whose requests are answered.

    Args:
        articles: The articles as they were exported.
        replies: All replies so far.
        folder: The run folder.
        options: The model that was asked, and how; its ``cassettes`` take the exchanges, if set.
        settings: What the manifest is to say of how it was run.

    Raises:
        RunError: The folder cannot be written to.
        ConfigurationError: The model's recordings would not replay.
    """
    _refuse_other_protocols(options)
    client = FileClient(options, replies)
    waiting: dict[str, str] = {}
    entries: list[ArticleEntry] = []
    with ModelExtractor(options, client) as extractor:
        answered = _answered(articles, extractor, replies.repeats, waiting)
        # The same requests are asked again here, of the same replies, which costs some milliseconds.
        manifest = run_documents(
            answered,
            folder,
            model=options.model,
            extractor=extractor,
            repeats=replies.repeats,
            on_result=lambda _, entry: entries.append(entry),
            settings=settings,
        )
    return Imported(manifest, entries, list(client.pending.values()), waiting, _record(client, options))


def articles_beside(paths: Sequence[Path]) -> Iterator[Document]:
    """The articles of the ``*.articles.jsonl`` files in the folders of some files, each id once.

    Raises:
        ConfigurationError: There is no such file, or a line of one is no article.
    """
    folders = dict.fromkeys(path.parent for path in paths)
    found = sorted({file for folder in folders for file in folder.glob(f"*{ARTICLES_SUFFIX}")})
    if not found:
        raise ConfigurationError(
            f"{paths[0].parent}: no *{ARTICLES_SUFFIX} is here, which requests export writes beside the "
            f"requests; name the requests with --requests"
        )
    seen: set[str] = set()
    for file in found:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                document = Document.model_validate_json(line)
            except ValidationError as error:
                raise ConfigurationError(
                    f"{file}, line {number}: this is no exported article; export the requests again"
                ) from error
            if document.info.id not in seen:
                seen.add(document.info.id)
                yield document


def _first_requests(document: Document, options: ModelOptions, repeats: int) -> list[dict[str, Any]]:
    client = FileClient(options)
    with ModelExtractor(options, client) as extractor:
        for repeat in range(1, repeats + 1):
            try:
                loop.run(extractor.extract(document, repeat=repeat))
            except AwaitingReplyError:
                continue
    return list(client.pending.values())


def _answered(
    articles: Iterable[Document], extractor: ModelExtractor, repeats: int, waiting: dict[str, str]
) -> Iterator[Document]:
    """The articles of which every repeat has all its replies; a failure of another kind counts as answered."""
    for document in articles:
        for repeat in range(1, repeats + 1):
            try:
                loop.run(extractor.extract(document, repeat=repeat))
            except AwaitingReplyError as error:
                waiting.setdefault(document.info.id, str(error))
            except DocumentError:
                continue
        if document.info.id not in waiting:
            yield document


def _refuse_other_protocols(options: ModelOptions) -> None:
    if options.cassettes and "/" in options.model and not options.model.startswith(_RECORDABLE):
        raise ConfigurationError(
            f"{options.model}: recordings of this route would hold another protocol; --record is for bare "
            f"names, openai/ and hosted_vllm/"
        )


def _record(client: FileClient, options: ModelOptions) -> int:
    if options.cassettes is None:
        return 0
    from summarizer.models.cassettes import write_recording  # noqa: PLC0415 - only where it is asked for

    exchanges = {body_hash(body): (document, body, response) for document, body, response in client.used}
    for document, body, response in exchanges.values():
        write_recording(options, document, body, response)
    return len(exchanges)
