"""What every record is built from: the frozen base, spans, sources, dates and the closed lists."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

__all__ = [
    "Bound",
    "Day",
    "Direction",
    "EventType",
    "FigureScope",
    "Measure",
    "Modality",
    "Precision",
    "QuoteKind",
    "Record",
    "Source",
    "SourceKind",
    "Span",
    "When",
]

SourceKind = Literal["outlet", "officials", "organisation", "named_person", "witness", "anonymous", "media"]
"""What kind the original source of a record is; ``outlet`` when the article speaks for itself."""

Modality = Literal["asserted", "planned", "urged", "possible", "denied"]
"""Whether a thing is said to have happened or to hold, or only planned, urged, possible or denied."""

Day = Annotated[str, Field(pattern=r"^(?:\d{4}|XXXX)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$")]
"""An ISO 8601 date, or EDTF with ``XXXX`` for a year that is not known."""

Precision = Literal["day", "range", "week", "month", "year", "unknown"]
"""How finely a date is known."""

Bound = Literal["exact", "at_least", "more_than", "at_most", "less_than", "about", "range", "indefinite"]
"""How a figure's words bound its value."""

EventType = Literal[
    "armed_clash", "bombardment", "attack", "military_movement", "displacement", "humanitarian",
    "diplomacy", "order", "legal", "politics", "protest", "labour", "crime", "accident", "disaster",
    "economy", "business", "health", "science", "culture", "sport", "other",
]  # fmt: skip
"""What kind of happening an event is."""

Measure = Literal[
    "killed", "injured", "missing", "captured", "displaced", "crossed", "forces", "population",
    "share", "money", "price", "rate", "votes", "score", "distance", "duration", "age",
    "temperature", "count", "other",
]  # fmt: skip
"""What a figure measures."""

FigureScope = Literal["incident", "cumulative", "period", "plan", "state"]
"""What stretch a figure speaks of: one happening, a running total, a period, a plan, a state of things."""

Direction = Literal["up", "down"]
"""Which way a change goes."""

QuoteKind = Literal["direct", "mixed", "term"]
"""A sentence or more, part of a sentence, or a word or label held at arm's length."""


class Record(BaseModel):
    """Base of every record: frozen, closed to keys that the contract does not name, dumped by its names."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True, allow_inf_nan=False
    )


class Span(Record):
    """A stretch of the source text, with the characters that stand there.

    Offsets count Unicode code points, end exclusive: ``source[start:end] == text``, always.
    """

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str

    @model_validator(mode="after")
    def _length_matches(self) -> Span:
        if self.end - self.start != len(self.text):
            raise ValueError(
                f"a span from {self.start} to {self.end} holds {self.end - self.start} characters, "
                f"not the {len(self.text)} of its text"
            )
        return self

    @classmethod
    def of(cls, source: str, start: int, end: int) -> Span:
        """The span of ``source`` from ``start`` to ``end``."""
        return cls(start=start, end=end, text=source[start:end])

    def holds(self, start: int, end: int) -> bool:
        """Whether the stretch from ``start`` to ``end`` of the same text lies within it."""
        return self.start <= start and end <= self.end

    def stands_in(self, source: str) -> bool:
        """Whether ``source`` carries exactly these characters at exactly this place."""
        return source[self.start : self.end] == self.text


class Source(Record):
    """Who says something, and where the article names or describes them.

    Sources that speak side by side are one source with several mentions, joined with “ and ”.
    """

    name: str
    mentions: tuple[Span, ...] = ()


class When(Record):
    """A date as written and as resolved.

    ``start`` and ``end`` are ISO 8601 dates, or EDTF with ``XXXX`` for a year that neither the
    article nor its publication date gives. An open end or start is null.
    """

    text: str | None = None
    start: Day | None = None
    end: Day | None = None
    precision: Precision = "unknown"
