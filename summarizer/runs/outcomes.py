"""What becomes of one document: its result, or a failed result that says why there is none."""

from __future__ import annotations

import traceback
from pathlib import PurePath
from typing import TYPE_CHECKING

from summarizer.errors import DocumentError, MalformedError
from summarizer.records import ArticleSummary, Document, DocumentInfo, Provenance
from summarizer.runs.files import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "attempt",
    "defect",
    "failed_result",
    "lost_process",
    "unreadable",
    "with_digest",
    "with_storable_names",
]


def attempt(document: Document, extract: Callable[[Document], ArticleSummary], model: str) -> ArticleSummary:
    """Summarise one document; whatever goes wrong becomes its failed result.

    Args:
        document: The article as read.
        extract: What makes a result of it.
        model: Name of the model that does.
    """
    try:
        document = with_digest(document)
    except MalformedError as error:
        unstored = document.info.model_copy(update={"sha256": None, "characters": 0, "furniture": ()})
        return failed_result(unstored, str(error), model)
    try:
        return extract(document)
    except DocumentError as error:
        return failed_result(document.info, str(error), model)
    except Exception as error:  # noqa: BLE001 - the defect that one article brings out costs no other
        return failed_result(document.info, defect(document.info.id, error), model)


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


def with_storable_names(info: DocumentInfo) -> DocumentInfo:
    """The document's data with an id and a path that UTF-8 can hold."""
    path = None if info.path is None else _storable(info.path)
    return info.model_copy(update={"id": _storable(info.id), "path": path})


def failed_result(info: DocumentInfo, error: str, model: str) -> ArticleSummary:
    """The result of a document that could not be summarised."""
    return ArticleSummary(
        status="failed",
        error=error,
        document=info,
        provenance=Provenance(model=model, origin="rules", input_tokens=0, output_tokens=0, cost_usd=0.0),
    )


def unreadable(error: DocumentError, model: str, *, known_as: Callable[[str], str] = str) -> ArticleSummary:
    """The result of a document that could not be read.

    Args:
        error: Why it could not.
        model: Name of the model of the run.
        known_as: Gives the id, from the id or path that the error names.
    """
    return failed_result(DocumentInfo(id=known_as(_storable(error.document))), _storable(str(error)), model)


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
