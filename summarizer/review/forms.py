"""The fields of a record as a form, and what was filled in checked against the contract and the source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

from pydantic import ValidationError

from summarizer.errors import UsageError
from summarizer.grounding import record_spans, sentence_spans, stands
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
from summarizer.records.sense import contradictions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic_core import ErrorDetails

__all__ = ["CORRECTABLE", "FORMS", "CorrectionError", "checked_correction"]

CORRECTABLE: dict[str, type[Event | Figure | Quote | Sentence]] = {
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


class CorrectionError(UsageError):
    """A correction does not hold.

    Args:
        faults: What is wrong, by field; the empty name is the whole.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        told = "; ".join(f"{field or 'the whole'}: {message}" for field, message in faults.items())
        super().__init__(f"the correction does not hold ({told})")
        self.faults = dict(faults)


def checked_correction(type_: str, correction: dict[str, Any], source: str | None) -> dict[str, Any]:
    """The correction as the contract writes it, without an id, as ``reference check`` would pass it.

    Args:
        type_: The type of the change.
        correction: The record as it was filled in.
        source: The source text, or None where it is not at hand: then nothing is compared with it.

    Raises:
        UsageError: Records of that type cannot be corrected.
        CorrectionError: It is no record of that type, contradicts itself, or does not stand in the source.
    """
    model = CORRECTABLE.get(type_)
    if model is None:
        raise UsageError(f"a {type_} cannot be corrected; accept or reject it")
    has_id = "id" in model.model_fields
    given = {**correction, "id": "corrected"} if has_id else correction
    try:
        # Through JSON, as annotations are read: numbers in quotation marks are no numbers.
        record = model.model_validate_json(json.dumps(given), strict=True)
    except ValidationError as error:
        raise CorrectionError(_by_field(map(_outside_the_contract, error.errors()))) from error
    if faults := _by_field(_faults(record, source)):
        raise CorrectionError(faults)
    value = record.model_dump(mode="json")
    value.pop("id", None)
    return value


def _by_field(faults: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, message in faults:
        found.setdefault(field, message)
    return found


def _outside_the_contract(error: ErrorDetails) -> tuple[str, str]:
    """What the contract does not allow, with the field that it stands in."""
    field = str(error["loc"][0]) if error["loc"] else ""
    if error["type"] == "string_pattern_mismatch":  # of the contract's strings only days have a pattern
        return field, f"“{str(error['input'])[:40]}” is no day; write it as 2024-10-07"
    if field == "span":
        return field, "it needs words of the article; select them in the source text"
    return field, f"{error['msg']}; mend it as the record contract says"


def _faults(record: Event | Figure | Quote | Sentence, source: str | None) -> Iterator[tuple[str, str]]:
    """What is wrong in a record that the contract allows, each with its field."""
    if source is not None:
        spans = sentence_spans(record) if isinstance(record, Sentence) else record_spans(record)
        for place, span in spans:
            if not stands(span, source):
                yield (
                    place.partition("[")[0].partition(".")[0],
                    f"the words at {span.start} do not stand there; select them anew",
                )
    if isinstance(record, Sentence):
        return
    if not isinstance(record, Event) and record.text != record.span.text:
        yield "span", "they are not the words of the record; select them anew"
    yield from ((str(place[0]), message) for place, message in contradictions(record, source))
