"""Lines of a manifest: each article's result in short, and what tells whether it must be made anew."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from summarizer.records import ArticleSummary, Record, Status

if TYPE_CHECKING:
    from summarizer.reading.known import KnownInfo
    from summarizer.records import DocumentInfo, Provenance

__all__ = ["ArticleEntry", "Counts", "Fingerprints", "Usage", "entry_of", "fingerprint", "fingerprint_of"]

_OF_THE_SECOND_READING = frozenset(
    {"verify_error", "verify_calls", "verify_input_tokens", "verify_output_tokens", "verify_cost_usd"}
)
"""Parameters that say how it went, not how it was asked."""


class ArticleEntry(Record):
    """One line of the manifest: one article's result in short."""

    id: str
    """The document's id."""
    result: str
    """File name of the result in ``results/``."""
    status: Status
    error: str | None = None
    path: str | None = None
    """Where the article was read, as it was given."""
    sha256: str | None = None
    """Names the source text in ``sources/``; null when no text could be read."""
    fingerprint: str
    """SHA-256 over all that the result follows from; equal fingerprints make equal requests."""
    events: int = 0
    figures: int = 0
    quotes: int = 0
    findings: int = 0
    """Number of checks listed, of any severity."""
    calls: int = 0
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_usd: float | None = None
    seconds: float | None = None
    """Wall-clock time that the article took; null when it was not measured in this run."""
    size: int | None = None
    """Bytes of the result's file as it was written: a file of another size has been changed since."""


class Counts(Record):
    """How many there are in the whole run folder."""

    articles: int = 0
    ok: int = 0
    partial: int = 0
    failed: int = 0
    events: int = 0
    figures: int = 0
    quotes: int = 0
    findings: int = 0


class Usage(Record):
    """What the whole run folder took; a sum is null when one of its parts is not known."""

    calls: int = 0
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_usd: float | None = None


def fingerprint_of(result: ArticleSummary) -> str:
    """SHA-256 over what a result follows from: the article as the model is told it, and how it is asked."""
    return fingerprint(result.document, result.provenance)


def fingerprint(document: DocumentInfo, provenance: Provenance) -> str:
    """The fingerprint of a result, made or still to be made.

    Args:
        document: The article's data, with the digest of its text.
        provenance: How it was asked, or will be.
    """
    return Fingerprints(provenance).of(document)


class Fingerprints:
    """The fingerprints of results that are asked for alike.

    Args:
        provenance: How they were asked, or will be.
    """

    def __init__(self, provenance: Provenance) -> None:
        parameters = {
            name: value for name, value in provenance.parameters.items() if name not in _OF_THE_SECOND_READING
        }
        asked = {
            "model": provenance.model,
            "parameters": parameters,
            "prompt": provenance.prompt,
            "repeat": provenance.repeat,
            "schema": provenance.schema_,
        }
        self._opening = json.dumps(asked, sort_keys=True)[:-1]

    def of(self, document: DocumentInfo | KnownInfo) -> str:
        """The fingerprint of an article's result.

        Args:
            document: The article's data, with the digest of its text.
        """
        told = [document.title, document.outlet, document.byline, document.published]
        # The names of what is asked stand before these in order, and they sort.
        ending = f'"source": {json.dumps(document.sha256)}, "told": {json.dumps(told)}}}'
        return hashlib.sha256(f"{self._opening}, {ending}".encode()).hexdigest()


def entry_of(
    result: ArticleSummary, name: str, *, seconds: float | None = None, size: int | None = None
) -> ArticleEntry:
    """The manifest's line for a result.

    Args:
        result: The result.
        name: Its file name.
        seconds: Wall-clock time that it took, where it was measured.
        size: Bytes of its file, where that is written.
    """
    provenance = result.provenance
    return ArticleEntry(
        id=result.document.id,
        result=name,
        status=result.status,
        error=result.error,
        path=result.document.path,
        sha256=result.document.sha256,
        fingerprint=fingerprint_of(result),
        events=len(result.events),
        figures=len(result.figures),
        quotes=len(result.quotes),
        findings=len(result.checks),
        calls=provenance.calls,
        input_tokens=provenance.input_tokens,
        output_tokens=provenance.output_tokens,
        cost_usd=provenance.cost_usd,
        seconds=None if seconds is None else round(seconds, 4),
        size=size,
    )
