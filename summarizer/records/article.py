"""The whole result of one article: document, summary, records, checks and provenance."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from summarizer.records.base import Record, Span
from summarizer.records.extracted import Event, Figure, Quote

__all__ = [
    "SCHEMA_VERSION",
    "ArticleSummary",
    "Check",
    "CheckClass",
    "CheckCode",
    "Document",
    "DocumentInfo",
    "Origin",
    "Provenance",
    "Sentence",
    "Severity",
    "Status",
    "Summary",
]

SCHEMA_VERSION = "1"
"""Major version of the record contract, with ``.minor`` once there is one."""

Status = Literal["ok", "partial", "failed"]
Origin = Literal["live", "recorded", "imported", "rules"]
Severity = Literal["error", "warning", "info"]
CheckClass = Literal["grounding", "coverage", "factual", "neutrality", "safety"]
CheckCode = Literal[
    "unknown-id", "span-not-found", "source-not-found",
    "unlabelled-candidate", "truncated", "language-unsupported", "dismissed-candidate",
    "number-unsupported", "name-unsupported", "derived-number", "negation-flipped",
    "planned-as-done", "upgraded-noun", "qualifier-changed", "roles-swapped", "plural-source",
    "inconsistent", "as-of-dropped", "date-unresolved",
    "claim-without-source", "loaded-label", "judging-verb", "scare-quotes",
    "casualty-without-source", "capital-for-government",
    "instruction-in-article",
]  # fmt: skip
"""Every finding that the contract knows."""


class DocumentInfo(Record):
    """What is known of the article itself; the text is stored once, beside the results."""

    id: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    """ISO 8601 date of publication."""
    url: str | None = None
    language: str | None = None
    """BCP 47 tag; null when it is not known."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """SHA-256 of the source text's UTF-8 bytes; null when no text could be read."""
    characters: Annotated[int, Field(ge=0)] = 0
    """Code points in the source text."""
    path: str | None = None
    """Where it was read, as it was given."""
    furniture: tuple[Span, ...] = ()
    """Stretches of page furniture, set aside before anything is looked for."""


class Document(Record):
    """An article as read: what is known of it, and its source text, which every span indexes."""

    info: DocumentInfo
    text: str


class Sentence(Record):
    """One sentence of a summary, with the spans and the ids of the records that carry it."""

    text: str
    evidence: tuple[Span, ...] = ()
    records: tuple[str, ...] = ()


class Summary(Record):
    """A neutral summary in which every sentence cites what carries it."""

    headline: Sentence | None = None
    sentences: tuple[Sentence, ...] = ()
    contested: tuple[Sentence, ...] = ()
    """What the parties in the article disagree on."""


class Check(Record):
    """A finding about a result.

    An error kept its record or sentence out of the result and holds its text in ``message``; a
    warning kept it, flagged; info is for the curious.
    """

    code: CheckCode
    class_: Annotated[CheckClass, Field(alias="class")]
    severity: Severity
    record: str | None = None
    """Id of the record concerned, or of the candidate that became none."""
    sentence: str | None = None
    """``headline``, ``s1`` … for a sentence, ``c1`` … for a contested line."""
    message: str
    span: Span | None = None


class Provenance(Record):
    """Who made a result, how, and what it took."""

    model: str
    origin: Origin
    prompt: str | None = None
    """Version of the prompt; null for rules."""
    schema_: Annotated[str, Field(alias="schema")] = SCHEMA_VERSION
    parameters: dict[str, Any] = Field(default_factory=dict)
    repeat: Annotated[int, Field(ge=1)] = 1
    calls: Annotated[int, Field(ge=0)] = 0
    input_tokens: Annotated[int, Field(ge=0)] | None = None
    output_tokens: Annotated[int, Field(ge=0)] | None = None
    cost_usd: Annotated[float, Field(ge=0)] | None = None
    """US dollars; null when the price is not known, which is not the same as zero."""


class ArticleSummary(Record):
    """What one article became.

    It holds no clock times: the same replies give the same bytes.
    """

    schema_version: str = SCHEMA_VERSION
    status: Status
    error: str | None = None
    document: DocumentInfo
    summary: Summary = Summary()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    checks: tuple[Check, ...] = ()
    provenance: Provenance
