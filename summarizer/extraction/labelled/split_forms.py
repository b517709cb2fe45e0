"""The forms of a small model's answers, made for each request: closed to the ids and choices of that request.

An answer is an object with one field for each id that was asked, all of them required, so that a
constrained decoder can neither invent an id nor leave one out nor answer twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import ConfigDict, Field, create_model

from summarizer.extraction.labelled.reply import Form
from summarizer.records.base import EventType, Measure, Modality, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.text.candidates import FigureCandidate

__all__ = [
    "NONE",
    "ClosedForm",
    "event_form",
    "figure_form",
    "form_of_all",
    "measures_of",
    "quote_form",
    "summary_form",
]

NONE = "none"
"""The choice for a figure that is none, and for a sentence without an event."""
_LONGEST_EVENT = 200
"""Characters of an event in the schema: without a bound a small model runs on."""
_LONGEST_LINE = 240
_MOST_CITED = 3
_MOST_LINES = 3

_PERCENT = frozenset(("percent", "percentage point", "basis point"))
_TIME = frozenset(("second", "minute", "hour", "day", "night", "week", "month", "quarter", "year", "decade"))
_LENGTH = frozenset(("km", "m", "cm", "mm", "mile", "yard", "foot", "inch"))
_OF_PERCENT: tuple[Measure, ...] = ("share", "rate", "votes", "other")
_OF_MONEY: tuple[Measure, ...] = ("money", "price", "other")
_OF_TIME: tuple[Measure, ...] = ("duration", "age", "other")
_OF_LENGTH: tuple[Measure, ...] = ("distance", "other")
_OF_PEOPLE: tuple[Measure, ...] = (
    "killed", "injured", "missing", "captured", "displaced", "crossed", "forces", "population", "votes",
    "count", "other",
)  # fmt: skip
_ALL: tuple[Measure, ...] = get_args(Measure)


class ClosedForm(Form):
    """Base of these forms: what was not asked is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def measures_of(candidate: FigureCandidate) -> tuple[Measure, ...]:
    """What a figure with its unit can measure."""
    unit = candidate.unit or ""
    if unit in _PERCENT:
        return _OF_PERCENT
    if len(unit) == 3 and unit.isupper():
        return _OF_MONEY
    if unit in _TIME:
        return _OF_TIME
    if unit in _LENGTH:
        return _OF_LENGTH
    return _OF_PEOPLE if unit == "people" else _ALL


def figure_form(
    id_: str, measures: Sequence[str], sources: Sequence[str], dates: Sequence[str]
) -> type[Form]:
    """The form of one figure's labels; a field with a single choice is left out.

    Args:
        id_: The figure's id.
        measures: What it may measure.
        sources: Who may state it.
        dates: When it may hold.
    """
    return _made(f"Figure_{id_}", {"measure": (*measures, NONE), "by": sources, "when": dates})


def quote_form(id_: str, sources: Sequence[str]) -> type[Form]:
    """The form of one quotation's labels.

    Args:
        id_: The quotation's id.
        sources: Who may speak it.
    """
    return _made(f"Quote_{id_}", {"kind": get_args(QuoteKind), "by": sources})


def event_form(id_: str, sources: Sequence[str]) -> Any:
    """The form of one sentence's event, or of there being none.

    Args:
        id_: The sentence's id.
        sources: Who may say it.
    """
    nothing = _made(f"Nothing_{id_}", {"what": (NONE,)}, fewest=1)
    # Its sentence comes first: where the type did, a small model wrote the prompt's example after it.
    fields: dict[str, Any] = {"what": (_bounded(_LONGEST_EVENT), ...)}
    choices = {"type": get_args(EventType), "modality": get_args(Modality), "by": sources}
    fields |= {name: (_choice(values), ...) for name, values in choices.items() if len(values) > 1}
    event: Any = create_model(f"Event_{id_}", __base__=ClosedForm, **fields)
    return event | nothing


def form_of_all(name: str, forms: Mapping[str, Any]) -> type[Form]:
    """The form of an answer with one field for each id.

    Args:
        name: The form's name.
        forms: The form of each id's field.
    """
    fields: dict[str, Any] = {id_: (form, ...) for id_, form in forms.items()}
    made: type[Form] = create_model(name, __base__=ClosedForm, **fields)
    return made


def summary_form(ids: Sequence[str]) -> type[Form]:
    """The form of headline and summary.

    Args:
        ids: The records that may be cited.
    """
    cites: Any = Annotated[_LIST[_choice(ids)], Field(min_length=1, max_length=_MOST_CITED)]
    # The text comes first here too: cited first, records were named at random, and written about at length.
    fields: dict[str, Any] = {"text": (_bounded(_LONGEST_LINE), ...), "cites": (cites, ...)}
    line: Any = create_model("Line", __base__=ClosedForm, **fields)
    lines: Any = Annotated[_LIST[line], Field(min_length=1, max_length=_MOST_LINES)]
    whole: dict[str, Any] = {"headline": (line, ...), "summary": (lines, ...)}
    made: type[Form] = create_model("Summary", __base__=ClosedForm, **whole)
    return made


def _made(name: str, choices: Mapping[str, Sequence[str]], fewest: int = 2) -> type[Form]:
    fields: dict[str, Any] = {
        field: (_choice(values), ...) for field, values in choices.items() if len(values) >= fewest
    }
    made: type[Form] = create_model(name, __base__=ClosedForm, **fields)
    return made


_LITERAL: Any = Literal
_LIST: Any = list
"""Both are filled in with what is known at run time only."""


def _choice(values: Sequence[str]) -> Any:
    return _LITERAL[tuple(values)]


def _bounded(longest: int) -> Any:
    """A text whose bound stands in the schema alone: one that is a little longer does no harm."""
    return Annotated[str, Field(min_length=1, json_schema_extra={"maxLength": longest})]
