"""What contradicts itself in a reference annotation: the contract's models allow it, and its words do not."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from summarizer.records import Event, Figure, Quote
from summarizer.records.sense import contradictions
from summarizer.scoring.resolving import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.scoring.positions import Keys

__all__ = ["sense_faults"]

_LINKS = {"part_of": (Figure, "figure"), "same_as": (Figure, "figure"), "continues": (Quote, "quotation")}
"""Fields that name one other record, and what that record has to be."""


def sense_faults(records: Sequence[tuple[Keys, Event | Figure | Quote]], source: str) -> Iterator[Fault]:
    """The faults of an annotation's records, each by itself and in what they say of one another.

    Args:
        records: The records, and where each stands in the file.
        source: The source text.
    """
    known = {record.id: record for _, record in records}
    for keys, record in records:
        yield from _reference_faults(keys, record, known)
        yield from (Fault((*keys, *place), message) for place, message in contradictions(record, source))
    for name in _LINKS:
        yield from _circles(name, records, known)


def _reference_faults(
    keys: Keys, record: Event | Figure | Quote, known: Mapping[str, Event | Figure | Quote]
) -> Iterator[Fault]:
    """Ids that lead nowhere, to the record itself, or to a record of another kind."""
    named = ((name, getattr(record, name, None)) for name in _LINKS)
    disputed = getattr(record, "disputed_by", ())
    for name, other in chain(named, (("disputed_by", one) for one in disputed)):
        if other is None:
            continue
        if other == record.id:
            yield Fault((*keys, name), f"{other} refers to itself; name another record, or none")
        elif other not in known:
            yield Fault((*keys, name), f"there is no record {other}; name one, or none")
        elif name in _LINKS and not isinstance(known[other], _LINKS[name][0]):
            yield Fault((*keys, name), f"{other} is no {_LINKS[name][1]}; name one, or none")


def _circles(
    name: str,
    records: Sequence[tuple[Keys, Event | Figure | Quote]],
    known: Mapping[str, Event | Figure | Quote],
) -> Iterator[Fault]:
    """Records that lead back to themselves by way of others; each circle once, at its first record."""
    told: set[str] = set()
    for keys, record in records:
        way: list[str] = []
        step: str | None = record.id
        while step is not None and step not in way:
            way.append(step)
            step = getattr(known.get(step), name, None)
        if step == record.id and len(way) > 1 and told.isdisjoint(way):
            told.update(way)
            circle = " → ".join((*way, step))
            yield Fault((*keys, name), f"the records lead round in a circle ({circle}); take one of them out")
