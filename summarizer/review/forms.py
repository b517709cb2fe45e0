"""The fields of a record as a form, and what was filled in checked against the contract and the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pydantic import ValidationError

from summarizer.errors import UsageError
from summarizer.records import Event, Figure, Quote, Sentence
from summarizer.records.base import (
    Bound,
    Direction,
    EventType,
    FigureScope,
    Measure,
    Modality,
    Precision,
    QuoteKind,
    SourceKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.records import Record

__all__ = ["CORRECTABLE", "FORMS", "checked_correction"]

CORRECTABLE: dict[str, type[Record]] = {
    "event": Event,
    "figure": Figure,
    "quote": Quote,
    "sentence": Sentence,
}
"""What can be corrected, by the type of the change."""


def _choice(name: str, options: Any, *, empty: bool = False) -> dict[str, Any]:
    return {"name": name, "widget": "choice", "options": ([""] if empty else []) + list(get_args(options))}


def _field(name: str, widget: str) -> dict[str, Any]:
    return {"name": name, "widget": widget}


_CLAIM = [
    _choice("modality", Modality),
    _field("attributed_to", "sources"),
    _choice("source_kind", SourceKind),
]
_WHEN = {"name": "when", "widget": "when", "options": list(get_args(Precision))}

FORMS: dict[str, list[dict[str, Any]]] = {
    "event": [
        _field("what", "words"),
        _choice("type", EventType),
        _field("actors", "list"),
        _field("targets", "list"),
        _field("place", "word"),
        _WHEN,
        *_CLAIM,
        _field("evidence", "spans"),
    ],
    "figure": [
        _field("span", "place"),
        _field("value", "number"),
        _field("upper", "number"),
        _choice("bound", Bound),
        _field("unit", "word"),
        _field("counted", "word"),
        _choice("measure", Measure),
        _choice("scope", FigureScope),
        _field("per", "word"),
        _choice("direction", Direction, empty=True),
        _field("of", "word"),
        _field("place", "word"),
        _WHEN,
        *_CLAIM,
        _field("evidence", "spans"),
    ],
    "quote": [
        _field("span", "place"),
        _choice("kind", QuoteKind),
        _field("speaker", "source"),
        _field("speaker_role", "word"),
        _choice("source_kind", SourceKind),
        _field("via", "sources"),
        _field("cue", "word"),
        _WHEN,
        _field("about", "word"),
    ],
    "sentence": [_field("text", "words"), _field("evidence", "spans")],
}
"""By type the fields that can be corrected, in their order, and how each is filled in; references to other
records are kept as they are."""


def checked_correction(type_: str, correction: dict[str, Any], source: str | None) -> dict[str, Any]:
    """The correction as the contract writes it, without an id.

    Args:
        type_: The type of the change.
        correction: The record as it was filled in.
        source: The source text, or None where it is not at hand: then spans are not compared with it.

    Raises:
        UsageError: It is no record of that type, or a span of it does not stand in the source.
    """
    model = CORRECTABLE.get(type_)
    if model is None:
        raise UsageError(f"a {type_} cannot be corrected; accept or reject it")
    has_id = "id" in model.model_fields
    given = {**correction, "id": "corrected"} if has_id else correction
    try:
        record = model.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise UsageError(f"the correction is no {type_} ({place}: {first['msg']}); mend it") from error
    value = record.model_dump(mode="json")
    if source is not None:
        for span in _spans(value):
            if source[span["start"] : span["end"]] != span["text"]:
                raise UsageError(
                    f"the correction names words at {span['start']} that do not stand there; select them anew"
                )
    value.pop("id", None)
    return value


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            yield value
        else:
            for item in value.values():
                yield from _spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from _spans(item)
