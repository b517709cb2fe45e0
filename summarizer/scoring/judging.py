"""Field by field, whether a matched record says what the reference says."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from summarizer.alignment import normalised_name, same_source
from summarizer.records import Event, Figure, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.records import Source, When

__all__ = ["FIELDS", "Judgement", "judge"]

_CHAIN = ("claim", "first_source", "later_sources")

FIELDS: dict[str, tuple[str, ...]] = {
    "event": ("type", "actors", "place", "when", "modality", *_CHAIN),
    "figure": (
        "value", "bound", "unit", "measure", "scope", "when", "modality", *_CHAIN, "source_kind"
    ),
    "quote": ("speaker", "via", "kind"),
}  # fmt: skip
"""What is judged of a record of each type, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether one field is right; what it should be and what it is are told where it is wrong."""

    field: str
    right: bool
    expected: str = ""
    found: str = ""


def judge(reference: Event | Figure | Quote, result: Event | Figure | Quote) -> Iterator[Judgement]:
    """Judge the fields of a matched pair.

    ``claim`` is whether anybody but the outlet says it. The chain behind it is judged where both have one, so
    that a claim told as a fact is one mistake and not three: ``first_source``, the original one; each link
    after it as one judgement of ``later_sources``, a link too many or too few being wrong; and of figures the
    ``source_kind``. Dates are right when the resolved ones are. Speakers and sources are compared by name and
    by the places that name them; actors and places by name.

    Args:
        reference: The reference's record.
        result: The result's record, of the same type.
    """
    if isinstance(reference, Figure) and isinstance(result, Figure):
        yield from _figure(reference, result)
    elif isinstance(reference, Quote) and isinstance(result, Quote):
        yield from _quote(reference, result)
    elif isinstance(reference, Event) and isinstance(result, Event):
        yield from _event(reference, result)


def _figure(reference: Figure, result: Figure) -> Iterator[Judgement]:
    right = _same_number(reference.value, result.value) and _same_number(reference.upper, result.upper)
    yield Judgement("value", right, *(() if right else (_amount(reference), _amount(result))))
    for name in ("bound", "measure", "scope", "modality"):
        yield _equal(name, getattr(reference, name), getattr(result, name))
    yield _equal("unit", _plain(reference.unit), _plain(result.unit))
    yield from _sourced(reference, result)
    if reference.attributed_to and result.attributed_to:
        yield _equal("source_kind", reference.source_kind, result.source_kind)


def _quote(reference: Quote, result: Quote) -> Iterator[Judgement]:
    yield _link("speaker", reference.speaker, result.speaker)
    links = list(zip_longest(reference.via, result.via))
    right = all(_same(*link) for link in links)
    yield Judgement("via", right, *(() if right else (_names(reference.via), _names(result.via))))
    yield _equal("kind", reference.kind, result.kind)


def _event(reference: Event, result: Event) -> Iterator[Judgement]:
    yield _equal("type", reference.type, result.type)
    expected, found = reference.actors, result.actors
    right = {normalised_name(one) for one in expected} == {normalised_name(one) for one in found}
    yield Judgement("actors", right, *(() if right else (_listed(expected), _listed(found))))
    right = normalised_name(reference.place or "") == normalised_name(result.place or "")
    yield Judgement("place", right, *(() if right else (reference.place or "–", result.place or "–")))
    yield _equal("modality", reference.modality, result.modality)
    yield from _sourced(reference, result)


def _sourced(reference: Event | Figure, result: Event | Figure) -> Iterator[Judgement]:
    """The date, and who says it."""
    expected, found = reference.when, result.when
    right = (expected.start, expected.end) == (found.start, found.end)
    yield Judgement("when", right, *(() if right else (_dates(expected), _dates(found))))
    chain, other = reference.attributed_to, result.attributed_to
    right = bool(chain) == bool(other)
    yield Judgement("claim", right, *(() if right else (_names(chain), _names(other))))
    if chain and other:
        for place, link in enumerate(zip_longest(chain, other)):
            yield _link("later_sources" if place else "first_source", *link)


def _link(name: str, expected: Source | None, found: Source | None) -> Judgement:
    right = _same(expected, found)
    return Judgement(name, right, *(() if right else (_name(expected), _name(found))))


def _same(expected: Source | None, found: Source | None) -> bool:
    if expected is None or found is None:
        return expected is found
    return same_source(expected, found)


def _equal(name: str, expected: str | None, found: str | None) -> Judgement:
    if expected == found:
        return Judgement(name, right=True)
    return Judgement(name, right=False, expected=expected or "–", found=found or "–")


def _same_number(expected: float | None, found: float | None) -> bool:
    if expected is None or found is None:
        return expected is found
    return math.isclose(expected, found, rel_tol=1e-9)


def _plain(word: str | None) -> str | None:
    return word.strip().casefold() if word else None


def _amount(figure: Figure) -> str:
    value = "no value" if figure.value is None else f"{figure.value:.12g}"
    return value if figure.upper is None else f"{value} to {figure.upper:.12g}"


def _dates(when: When) -> str:
    if when.start == when.end:
        return when.start or "no date"
    return f"{when.start or '…'} to {when.end or '…'}"


def _name(source: Source | None) -> str:
    return source.name if source else "–"


def _names(chain: Sequence[Source]) -> str:
    return " ← ".join(source.name for source in chain) or "the outlet itself"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "–"
