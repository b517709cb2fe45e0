"""What is drawn from an article: events, figures and quotes."""

from __future__ import annotations

from summarizer.records.base import (
    Bound,
    Direction,
    EventType,
    FigureScope,
    Measure,
    Modality,
    QuoteKind,
    Record,
    Source,
    SourceKind,
    Span,
    When,
)

__all__ = ["Event", "Figure", "Quote"]


class Event(Record):
    """Something that happened, is happening, or is planned."""

    id: str
    what: str
    """The content in one neutral sentence of at most 25 words; who says so is in ``attributed_to``."""
    type: EventType
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: str | None = None
    when: When = When()
    modality: Modality = "asserted"
    disputed_by: tuple[str, ...] = ()
    """Ids of records of the same article that contradict this one."""
    attributed_to: tuple[Source, ...] = ()
    """The chain of sources from the original outwards; empty when the outlet says it itself."""
    source_kind: SourceKind = "outlet"
    evidence: tuple[Span, ...] = ()
    """The one to four sentences that carry it."""


class Figure(Record):
    """A quantity that the article states."""

    id: str
    text: str
    """As written, with qualifier and unit of measure, without the counted noun."""
    value: float | int | None = None
    """In base units; a share is in percent; null for an indefinite such as “dozens”."""
    upper: float | int | None = None
    """The upper end of a range."""
    bound: Bound = "exact"
    unit: str | None = None
    """A singular noun or a standard code: ``people``, ``percent``, ``USD``, ``km``, ``day``."""
    counted: str | None = None
    """The counted noun as written."""
    measure: Measure = "count"
    scope: FigureScope = "incident"
    per: str | None = None
    direction: Direction | None = None
    of: str | None = None
    place: str | None = None
    when: When = When()
    part_of: str | None = None
    """The id of the figure that this one is a part of."""
    same_as: str | None = None
    """The id of the record that states the same figure."""
    modality: Modality = "asserted"
    disputed_by: tuple[str, ...] = ()
    attributed_to: tuple[Source, ...] = ()
    source_kind: SourceKind = "outlet"
    span: Span
    evidence: tuple[Span, ...] = ()


class Quote(Record):
    """Words that the article puts in quotation marks."""

    id: str
    text: str
    """Exactly what stands between the outer marks."""
    kind: QuoteKind
    speaker: Source | None = None
    """Null if the article neither names nor describes anybody."""
    speaker_role: str | None = None
    source_kind: SourceKind = "outlet"
    via: tuple[Source, ...] = ()
    """The sources that carried it, for instance a news agency."""
    cue: str | None = None
    """The verb of saying, as written."""
    when: When = When()
    continues: str | None = None
    """The id of the quote that this one goes on from."""
    about: str | None = None
    span: Span
