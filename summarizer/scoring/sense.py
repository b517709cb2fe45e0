"""What contradicts itself in a reference annotation: the contract's models allow it, and its words do not."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from summarizer.records import Event, Figure, Quote
from summarizer.scoring.resolving import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.records import Source
    from summarizer.scoring.positions import Keys

__all__ = ["sense_faults"]

_MOST_SENTENCES = 4
"""Spans that may carry an event."""
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
        yield from _own_faults(keys, record)
        for place, one in _sources(record):
            if not one.mentions and (not one.name.strip() or one.name not in source):
                message = f"“{one.name[:80]}” stands nowhere in the article; give a mention, or mend the name"
                yield Fault((*keys, *place), message)
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


def _own_faults(keys: Keys, record: Event | Figure | Quote) -> Iterator[Fault]:
    """What does not fit together in one record."""
    if isinstance(record, Event) and not 1 <= len(record.evidence) <= _MOST_SENTENCES:
        message = f"an event has the spans of one to four sentences, not {len(record.evidence)}; choose them"
        yield Fault((*keys, "evidence"), message)
    if isinstance(record, Quote):
        chain_, field = (record.speaker, *record.via) if record.speaker else record.via, "speaker"
    else:
        chain_, field = record.attributed_to, "attributed_to"
    if bool(chain_) != (record.source_kind != "outlet"):
        message = f"it is outlet if nobody is named in {field}, and only then; mend one of the two"
        yield Fault((*keys, "source_kind"), message)
    when = record.when
    if when.start and when.end and when.start > when.end:
        yield Fault((*keys, "when"), f"it ends on {when.end}, before it starts; mend one of the two dates")
    if isinstance(record, Figure):
        yield from _bound_faults(keys, record)


def _bound_faults(keys: Keys, figure: Figure) -> Iterator[Fault]:
    """Values that do not fit their bound. The two numbers of a score or of a change stand as written."""
    if figure.bound == "indefinite":
        if figure.value is not None:
            yield Fault((*keys, "value"), "an indefinite figure has no value; take it out, or mend the bound")
        return
    if figure.value is None:
        yield Fault((*keys, "value"), "without a value it is indefinite; give the value, or mend the bound")
    elif figure.bound == "range" and figure.upper is None:
        yield Fault((*keys, "upper"), "a range has an upper end; give it, or mend the bound")
    elif figure.bound == "range" and figure.upper is not None and figure.upper < figure.value:
        message = f"the range ends at {figure.upper:g}, below its start, {figure.value:g}; change them round"
        yield Fault((*keys, "upper"), message)


def _sources(record: Event | Figure | Quote) -> Iterator[tuple[Keys, Source]]:
    """The sources of a record, and where in it they stand."""
    if isinstance(record, Quote):
        if record.speaker is not None:
            yield ("speaker",), record.speaker
        yield from ((("via", place), one) for place, one in enumerate(record.via))
    else:
        yield from ((("attributed_to", place), one) for place, one in enumerate(record.attributed_to))
