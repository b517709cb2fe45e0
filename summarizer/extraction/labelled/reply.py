"""The form of a model's reply: ids instead of copies, closed lists, and everything left out that is empty.

What is off in a harmless way is taken as it was meant: ``3`` or ``"3"`` for ``f3`` where only a figure can
be meant, one id where a list is due, null for a field that should be left out, keys that nobody asked for;
half of a surrogate pair (an emoji cut in two) becomes U+FFFD. Everything else is refused and asked again.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from summarizer.records.base import (
    Direction,
    EventType,
    FigureScope,
    Measure,
    Modality,
    QuoteKind,
)

__all__ = [
    "Digest",
    "Dismissal",
    "EventLabel",
    "FigureLabel",
    "Form",
    "MissedPassage",
    "QuoteLabel",
    "Reply",
    "SourceLabel",
    "Statement",
]


def _id_of(prefix: str) -> BeforeValidator:
    """Takes ``3``, ``"3"`` and ``"F3"`` for the id ``f3``; any other text stays, to be found unknown."""

    def read(value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            return value
        written = str(value).strip().strip("⟦⟧[]").lower()
        return f"{prefix}{written}" if written.isdecimal() else written

    return BeforeValidator(read)


def _listed(value: Any) -> Any:
    """A list where one value stands, and none where there is an empty one."""
    if value is None or value == "":
        return []
    return value if isinstance(value, (list, tuple)) else [value]


def _listed_ids(value: Any) -> Any:
    """The same for ids, which may be written in one text: ``e1, f2``."""
    if isinstance(value, str) and "," in value:
        return [part.strip() for part in value.split(",") if part.strip()]
    return _listed(value)


def _own_id(prefix: str) -> tuple[BeforeValidator, AfterValidator]:
    """An id that the model gives out itself: its prefix and a number, so that no two kinds share one."""
    own_id = re.compile(rf"{prefix}\d{{1,6}}")

    def check(value: str) -> str:
        if not own_id.fullmatch(value):
            raise ValueError(f"an id here is {prefix} and a number, such as {prefix}1")
        return value

    return _id_of(prefix), AfterValidator(check)


_AsList = BeforeValidator(_listed)
_AsIds = BeforeValidator(_listed_ids)
_OwnSource, _OwnEvent, _OwnMissed = _own_id("p"), _own_id("e"), _own_id("m")

FigureId = Annotated[str, _id_of("f")]
QuoteId = Annotated[str, _id_of("q")]
EventId = Annotated[str, *_OwnEvent]
SourceIds = Annotated[list[Annotated[str, _id_of("p")]], _AsIds]
SentenceIds = Annotated[list[Annotated[str, _id_of("s")]], _AsIds]
DateIds = Annotated[list[Annotated[str, _id_of("d")]], _AsIds]
CitedIds = Annotated[list[Annotated[str, _id_of("")]], _AsIds]
"""Ids of anything: here a bare number would be a guess, and stays one, to be found unknown."""
Texts = Annotated[list[str], _AsList]

_NONE: Any = Field(default_factory=list, json_schema_extra={"default": []})
"""An empty list where none is given; a list as a default would be copied deeply each time."""


def _well_formed(value: Any) -> Any:
    """U+FFFD where a text, or one in a list, has half of a surrogate pair: no file can hold that."""
    if isinstance(value, str):
        return (
            value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )
    return [_well_formed(one) for one in value] if isinstance(value, list) else value


class Form(BaseModel):
    """Base of every form: unknown keys are ignored, null is the same as left out, texts are well-formed."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _clean(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return {key: _well_formed(value) for key, value in data.items() if value is not None}
        return data


class SourceLabel(Form):
    """Somebody who says something in the article."""

    id: Annotated[str, *_OwnSource]
    name: str
    words: str = ""
    kind: Literal["officials", "organisation", "named_person", "witness", "anonymous", "media"]


class FigureLabel(Form):
    """What a marked figure means."""

    id: FigureId
    measure: Measure
    scope: FigureScope = "incident"
    counted: str = ""
    of: str = ""
    place: str = ""
    when: DateIds = _NONE
    per: str = ""
    direction: Direction | None = None
    part_of: Annotated[str, _id_of("f")] = ""
    same_as: Annotated[str, _id_of("f")] = ""
    modality: Modality = "asserted"
    by: SourceIds = _NONE


class QuoteLabel(Form):
    """What a marked quotation is, and whose."""

    id: QuoteId
    kind: QuoteKind
    by: SourceIds = _NONE
    role: str = ""
    cue: str = ""
    when: DateIds = _NONE
    continues: Annotated[str, _id_of("q")] = ""
    about: str = ""


class EventLabel(Form):
    """A happening, and the sentences that carry it."""

    id: EventId
    in_: Annotated[SentenceIds, Field(alias="in")]
    what: str
    type: EventType
    actors: Texts = _NONE
    targets: Texts = _NONE
    place: str = ""
    when: DateIds = _NONE
    modality: Modality = "asserted"
    by: SourceIds = _NONE


class Statement(Form):
    """A sentence of the summary, and the ids of what carries it."""

    n: int | None = None
    cites: CitedIds
    text: str


class Dismissal(Form):
    """A marked figure or quotation that is none."""

    id: Annotated[str, _id_of("")]
    why: str = ""

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, data: Any) -> Any:
        return {"id": data} if isinstance(data, (str, int)) else data


class MissedPassage(Form):
    """A figure or a quotation that is not marked, word for word."""

    id: Annotated[str, *_OwnMissed]
    in_: Annotated[Annotated[str, _id_of("s")], Field(alias="in")] = ""
    text: str


class Reply(Form):
    """Everything that the model says of one article."""

    sources: list[SourceLabel] = _NONE
    missed: list[MissedPassage] = _NONE
    dismissed: list[Dismissal] = _NONE
    figures: list[FigureLabel] = _NONE
    quotes: list[QuoteLabel] = _NONE
    events: list[EventLabel] = _NONE
    contradictions: list[list[str]] = _NONE
    headline: Statement | None = None
    summary: list[Statement] = _NONE
    contested: list[Statement] = _NONE


class Digest(Form):
    """What the model makes of the parts of a long article."""

    same: list[list[str]] = _NONE
    """Groups of events that are one happening."""
    contradictions: list[list[str]] = _NONE
    headline: Statement | None = None
    summary: list[Statement] = _NONE
    contested: list[Statement] = _NONE
