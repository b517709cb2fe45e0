"""Which fields of two records are compared, and what kind of change a difference in each is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.alignment import same_source
from summarizer.alignment.words import content_words
from summarizer.review.sentences import are_close, told_otherwise
from summarizer.review.wording import (
    amount,
    chain_words,
    date_words,
    names_kind,
    normalised,
    numbers_in,
    text_kind,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summarizer.records import Event, Figure, Source, Span
    from summarizer.review.model import ChangeKind

    Roles = tuple[Sequence[str], Sequence[str]]
    """Actors and targets."""

__all__ = ["SOFT", "FieldRule", "Outcome", "field_rules"]

SOFT: frozenset[ChangeKind] = frozenset(("reworded", "span", "link"))
"""Kinds of which a model that varies in them itself tells nothing by varying."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How two values of a field compare."""

    kind: ChangeKind
    note: str | None = None
    """What makes it worse than others of its kind, or less bad."""
    rule: str | None = None
    """The severity rule that it follows instead of its kind's."""


_EQUAL = Outcome("equal")
_CLAIM_TO_FACT = "a claim became a fact"
_FACT_TO_CLAIM = "a fact became a claim"
_EXCHANGED = "actors and targets were exchanged"
_SIGN = "the direction turned"
_QUOTATION = "the words of the quotation differ"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How one field is taken from a record, compared and put into words."""

    field: str
    take: Callable[[Any], Any]
    compare: Callable[[Any, Any], Outcome]
    words: Callable[[Any], str | None]
    near: Callable[[Any, Any], bool] | None = None
    """Of whole sentences, whether two are so alike that what they say differently shows; None for a field in
    which it always does."""


def field_rules(type_: str) -> Sequence[FieldRule]:
    """The rules for records of a type; references to other records are compared elsewhere."""
    return _RULES[type_]


def _labelled(kind: ChangeKind) -> Callable[[Any, Any], Outcome]:
    """A value from a closed list: equal, or of that kind."""
    outcome = Outcome(kind)
    return lambda left, right: _EQUAL if left == right else outcome


def _text(left: str | None, right: str | None) -> Outcome:
    return Outcome(text_kind(left, right))


def _unit(left: str | None, right: str | None) -> Outcome:
    if left == right:
        return _EQUAL
    one, other = (normalised(each or "").removesuffix("s") for each in (left, right))
    return Outcome("same_meaning" if one == other else "unit")


def _direction(left: str | None, right: str | None) -> Outcome:
    return _EQUAL if left == right else Outcome("value", _SIGN)


def _named(kind: ChangeKind) -> Callable[[str | None, str | None], Outcome]:
    def compare(left: str | None, right: str | None) -> Outcome:
        if not (left and right):
            return _one_sided(kind)
        return Outcome(names_kind((left,), (right,), kind))

    return compare


def _counted(left: str | None, right: str | None) -> Outcome:
    """What a figure counts: with no word in common it is another thing, “boats” and “people”."""
    kind = text_kind(left, right)
    ours, theirs = content_words(left or ""), content_words(right or "")
    if kind == "reworded" and ours and theirs and ours.isdisjoint(theirs):
        return Outcome("label", "another thing is counted", rule="counted")
    return Outcome(kind)


def _about(left: str | None, right: str | None) -> Outcome:
    """Whom or what a figure is about, said freely: with half of the words in common it is the same."""
    outcome = _named("participant")(left, right)
    ours, theirs = content_words(left or ""), content_words(right or "")
    shares = bool(ours and theirs) and 2 * len(ours & theirs) >= min(len(ours), len(theirs))
    return Outcome("reworded") if outcome.kind == "participant" and shares else outcome


def _participants(left: Sequence[str], right: Sequence[str]) -> Outcome:
    return Outcome(names_kind(left, right, "participant")) if left and right else _one_sided("participant")


def _roles(event: Event) -> Roles:
    return event.actors, event.targets


def _actors(left: Roles, right: Roles) -> Outcome:
    if _are_exchanged(left, right):
        return Outcome("participant", _EXCHANGED)
    return _EQUAL if left[0] == right[0] else _participants(left[0], right[0])


def _targets(left: Roles, right: Roles) -> Outcome:
    """How targets differ; an exchange is told with the actors."""
    if left[1] == right[1] or _are_exchanged(left, right):
        return _EQUAL
    return _participants(left[1], right[1])


def _are_exchanged(left: Roles, right: Roles) -> bool:
    """Whether who acted and who was acted on changed places; where a side was empty, one of the two."""
    if _same_names(left[0], right[0]) or _same_names(left[1], right[1]):
        return False
    crossed = (left[0], right[1]), (left[1], right[0])
    moved = [bool(one) and _same_names(one, other) for one, other in crossed]
    return any(moved) and all(
        same or not (one and other) for same, (one, other) in zip(moved, crossed, strict=True)
    )


def _same_names(left: Sequence[str], right: Sequence[str]) -> bool:
    return names_kind(left, right, "participant") != "participant"


def _role_words(place: int) -> Callable[[Roles], str | None]:
    """In words the actors (0) or the targets (1)."""
    return lambda roles: _listed(roles[place])


def _one_sided(kind: ChangeKind) -> Outcome:
    return Outcome(kind, "only one side names it", rule="detail")


def _amounts(left: tuple[float | None, ...], right: tuple[float | None, ...]) -> Outcome:
    if left == right or all(map(_same_number, left, right)):
        return _EQUAL
    return Outcome("value")


def _same_number(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return left is right
    return math.isclose(left, right, rel_tol=1e-9)


def _what(left: str, right: str) -> Outcome:
    kind = text_kind(left, right)
    if kind != "reworded":
        return Outcome(kind)
    if are_close(left, right):
        told = told_otherwise(left, right)
        return Outcome(*told) if told else Outcome("reworded")
    ours, theirs = numbers_in(left), numbers_in(right)
    if ours - theirs and theirs - ours:
        return Outcome("value", "a number in the sentence differs")
    return Outcome("reworded")


def _quotation(left: str, right: str) -> Outcome:
    kind = text_kind(left, right)
    return Outcome(kind, _QUOTATION if kind == "reworded" else None)


def _when(left: Any, right: Any) -> Outcome:
    if left == right:
        return _EQUAL
    if (left.start, left.end) != (right.start, right.end):
        return Outcome("date")
    if left.precision != right.precision:
        return Outcome("label")
    return _text(left.text, right.text)


def _chain(left: Sequence[Source], right: Sequence[Source]) -> Outcome:
    if left == right:
        return _EQUAL
    if not right:
        return Outcome("attribution", _CLAIM_TO_FACT)
    if not left:
        return Outcome("attribution", _FACT_TO_CLAIM)
    return _sources(left, right, "attribution")


def _via(left: Sequence[Source], right: Sequence[Source]) -> Outcome:
    return _EQUAL if left == right else _sources(left, right, "attribution")


def _speaker(left: Source | None, right: Source | None) -> Outcome:
    if left == right:
        return _EQUAL
    return _sources((left,) if left else (), (right,) if right else (), "speaker")


def _sources(left: Sequence[Source], right: Sequence[Source], kind: ChangeKind) -> Outcome:
    if len(left) != len(right) or not all(map(same_source, left, right)):
        return Outcome(kind)
    if [each.name for each in left] != [each.name for each in right]:
        return Outcome("same_meaning")
    return Outcome("span")


def _places(left: Sequence[Span], right: Sequence[Span]) -> Outcome:
    if left == right or _stretches(left) == _stretches(right):
        return _EQUAL
    return Outcome("span")


def _line_places(left: Sequence[Span], right: Sequence[Span]) -> Outcome:
    """The evidence of a summary's line, which may be gone altogether."""
    if left and not right:
        return Outcome("span", "no evidence is left", rule="uncited")
    return _places(left, right)


def _own_place(left: tuple[Span, str], right: tuple[Span, str]) -> Outcome:
    """The place of a record's own words: that other words stand elsewhere goes without saying."""
    (one, said), (other, now) = left, right
    if (one.start, one.end) == (other.start, other.end) or normalised(said) != normalised(now):
        return _EQUAL
    return Outcome("span")


def _stretches(spans: Sequence[Span]) -> set[tuple[int, int]]:
    return {(span.start, span.end) for span in spans}


def _place_words(spans: Sequence[Span]) -> str | None:
    return " … ".join(span.text for span in sorted(spans, key=lambda each: each.start)) or None


def _listed(names: Sequence[str]) -> str | None:
    return ", ".join(names) or None


def _plain(value: Any) -> str | None:
    return None if value is None else str(value)


def _field(name: str, compare: Callable[[Any, Any], Outcome], words: Any = _plain, **more: Any) -> FieldRule:
    return FieldRule(name, lambda record: getattr(record, name), compare, words, **more)


def _amount_of(figure: Figure) -> tuple[float | None, float | None]:
    return figure.value, figure.upper


_OWN_PLACE = FieldRule(
    "span", lambda record: (record.span, record.text), _own_place, lambda value: value[0].text
)
_COMMON = (
    _field("modality", _labelled("modality")),
    _field("attributed_to", _chain, chain_words),
    _field("source_kind", _labelled("label")),
    _field("when", _when, lambda when: date_words(when) or when.text),
    _field("place", _named("place")),
    _field("evidence", _places, _place_words),
)

_RULES: dict[str, tuple[FieldRule, ...]] = {
    "event": (
        _field("what", _what, near=are_close),
        _field("type", _labelled("label")),
        FieldRule("actors", _roles, _actors, _role_words(0)),
        FieldRule("targets", _roles, _targets, _role_words(1)),
        *_COMMON,
    ),
    "figure": (
        FieldRule("value", _amount_of, _amounts, lambda value: amount(*value)),
        _field("text", _text),
        _field("bound", _labelled("bound")),
        _field("unit", _unit),
        _field("per", _unit),
        _field("direction", _direction),
        _field("measure", _labelled("measure")),
        _field("scope", _labelled("label")),
        _field("counted", _counted),
        _field("of", _about),
        _OWN_PLACE,
        *_COMMON,
    ),
    "quote": (
        _field("text", _quotation),
        _field("speaker", _speaker, lambda speaker: speaker and speaker.name),
        _field("via", _via, chain_words),
        _field("kind", _labelled("label")),
        _field("source_kind", _labelled("label")),
        _field("speaker_role", _text),
        _field("cue", _text),
        _field("about", _text),
        _field("when", _when, lambda when: date_words(when) or when.text),
        _OWN_PLACE,
    ),
    "sentence": (
        _field("text", _what, near=are_close),
        _field("evidence", _line_places, _place_words),
    ),
}
