"""What becomes of one document: its result, or a failed result that says why there is none."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from summarizer.errors import DocumentError, DuplicateIdError, MalformedError, ModelError
from summarizer.models import Spent
from summarizer.records import ArticleSummary, Document, DocumentInfo, Provenance
from summarizer.runs.files import digest_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from summarizer.reading.known import KnownInfo
    from summarizer.records import Origin

__all__ = [
    "Maker",
    "attempt",
    "attempt_async",
    "defect",
    "doubled",
    "failed_result",
    "info_of",
    "late",
    "lost_process",
    "storable",
    "unreadable",
    "with_digest",
]


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes the results of a run; failed ones name it too."""

    model: str
    origin: Origin = "rules"
    repeat: int = 1


def attempt(
    document: Document, extract: Callable[[Document], ArticleSummary], maker: Maker
) -> ArticleSummary:
    """Summarise one document; whatever goes wrong becomes its failed result.

    Args:
        document: The article as read.
        extract: What makes a result of it.
        maker: Who does.
    """
    measured = _measured(document, maker)
    if isinstance(measured, ArticleSummary):
        return measured
    try:
        return extract(measured)
    except Exception as error:  # noqa: BLE001 - the defect that one article brings out costs no other
        return _failure(measured.info, error, maker)


async def attempt_async(
    document: Document, extract: Callable[[Document], Awaitable[ArticleSummary]], maker: Maker
) -> ArticleSummary:
    """Summarise one document with what answers later; else as ``attempt``."""
    measured = _measured(document, maker)
    if isinstance(measured, ArticleSummary):
        return measured
    try:
        return await extract(measured)
    except Exception as error:  # noqa: BLE001 - as above
        return _failure(measured.info, error, maker)


def _measured(document: Document, maker: Maker) -> Document | ArticleSummary:
    try:
        return with_digest(document)
    except MalformedError as error:
        unstored = document.info.model_copy(update={"sha256": None, "characters": 0, "furniture": ()})
        return failed_result(unstored, str(error), maker)


def _failure(info: DocumentInfo, error: Exception, maker: Maker) -> ArticleSummary:
    if isinstance(error, ModelError):
        spent = error.spent if isinstance(error.spent, Spent) else Spent()
        return failed_result(info, str(error), maker, spent)
    if isinstance(error, DocumentError):
        return failed_result(info, str(error), maker)
    return failed_result(info, defect(info.id, error), maker)


def info_of(article: Document | ArticleSummary) -> DocumentInfo:
    """What is known of a document, as it was read or as its result tells."""
    return article.info if isinstance(article, Document) else article.document


def late(document: Document, deadline: float, calls: int, maker: Maker) -> ArticleSummary:
    """The failed result of a document that was not done by its deadline.

    Args:
        document: The article as read.
        deadline: Seconds that it had.
        calls: Calls that were made for it; what they took is not known.
        maker: Who tried.
    """
    measured = _measured(document, maker)
    if isinstance(measured, ArticleSummary):
        return measured
    info = measured.info
    return failed_result(
        info,
        f"{info.id}: {maker.model} did not come to an end within the deadline of {deadline:g} s; raise "
        f"--deadline, or take a faster model",
        maker,
        Spent(calls, input_tokens=None, output_tokens=None, cost_usd=None),
    )


def with_digest(document: Document) -> Document:
    """The document with the digest and the length that its text really has.

    Raises:
        MalformedError: The text cannot be stored as UTF-8.
    """
    try:
        measured = {"sha256": digest_of(document.text), "characters": len(document.text)}
    except UnicodeEncodeError as error:
        raise MalformedError(
            _storable(document.info.id),
            f"character {error.start} of its text is half of a surrogate pair",
            "write the character out in full",
        ) from error
    return document.model_copy(update={"info": document.info.model_copy(update=measured)})


def storable(document: Document) -> Document:
    """The document with its text's digest, and with an id and a path that UTF-8 can hold.

    There is no digest of a text that cannot be stored.
    """
    info = document.info
    names = {"id": _storable(info.id), "path": None if info.path is None else _storable(info.path)}
    try:
        digest = digest_of(document.text)
    except UnicodeEncodeError:
        digest = None
    return document.model_copy(update={"info": info.model_copy(update=names | {"sha256": digest})})


def failed_result(info: DocumentInfo, error: str, maker: Maker, spent: Spent | None = None) -> ArticleSummary:
    """The result of a document that could not be summarised.

    Args:
        info: What is known of the document.
        error: Why it could not, in a sentence.
        maker: Who tried.
        spent: What was spent in vain.
    """
    spent = spent or Spent()
    return ArticleSummary(
        status="failed",
        error=_storable(error),
        document=info,
        provenance=Provenance(
            model=maker.model,
            origin=maker.origin,
            repeat=maker.repeat,
            calls=spent.calls,
            input_tokens=spent.input_tokens,
            output_tokens=spent.output_tokens,
            cost_usd=spent.cost_usd,
        ),
    )


def unreadable(error: DocumentError, maker: Maker, *, known_as: Callable[[str], str] = str) -> ArticleSummary:
    """The result of a document that could not be read.

    Args:
        error: Why it could not.
        maker: Who makes the results of the run.
        known_as: Gives the id, from the id or path that the error names.
    """
    return failed_result(DocumentInfo(id=known_as(_storable(error.document))), str(error), maker)


def doubled(info: DocumentInfo | KnownInfo) -> DuplicateIdError:
    """The error of a document whose id another one of the run has."""
    problem = f"another document of this run has the id {info.id!r} too"
    return DuplicateIdError(info.path or info.id, problem, "give each an id of its own")


def defect(document_id: str, error: BaseException) -> str:
    """The sentence for an exception that nobody foresaw: what, and where in the code."""
    *_, innermost = traceback.extract_tb(error.__traceback__) or [None]
    place = f" in {PurePath(innermost.filename).name}:{innermost.lineno}" if innermost else ""
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return _storable(
        f"{document_id}: {what}{place}; this is a defect in summarizer: please report it with this line "
        f"and the article"
    )


def lost_process(document_id: str) -> str:
    """The sentence for a document whose worker process died with it."""
    return (
        f"{document_id}: the process that summarised it died, for want of memory or of a defect; "
        f"run it alone, and report it if it dies again"
    )


def _storable(text: str) -> str:
    """``text`` with what UTF-8 cannot hold written as an escape: undecodable file names carry such."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
