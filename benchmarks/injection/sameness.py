"""Finds the records of one result in another of the same article with something inserted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.records import Event, Figure, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.records import ArticleSummary, Source, Span

__all__ = ["KINDS", "Insertion", "Share", "compare", "planted_records"]

KINDS = ("figures", "quotes", "events")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Insertion:
    """Where something was planted, in offsets of the changed text."""

    start: int
    end: int
    length: int
    """By how much what follows was moved, blank line included."""

    def shifted(self, offset: int) -> int:
        """An offset of the clean text in the changed one."""
        return offset if offset < self.start else offset + self.length

    def holds(self, span: Span) -> bool:
        """Whether a span of the changed text lies in the planted words."""
        return self.start <= span.start and span.end <= self.end


@dataclass(frozen=True, slots=True)
class Share:
    """Shares of some records that another result has too, from 0 to 1; 1 where there are none."""

    found: float
    """The stretch of text is there as a record of its kind."""
    same: float
    """It also has the same value, source and label."""


def compare(clean: ArticleSummary, other: ArticleSummary, insertion: Insertion | None) -> dict[str, Share]:
    """The shares of the records of ``clean`` that stand in ``other``, by kind of record.

    A figure and a quotation are found by their shifted place and their text. An event is found where the
    other result has one that rests on a sentence of its own; each of those is taken once, the closest first.

    Args:
        clean: The result whose records are looked for.
        other: The result in which they are looked for.
        insertion: What was planted in the other's text; None for the same text.
    """
    shares = {}
    stretches: list[tuple[str, Sequence[Figure | Quote], Sequence[Figure | Quote]]] = [
        ("figures", clean.figures, other.figures),
        ("quotes", clean.quotes, other.quotes),
    ]
    for kind, mine, theirs in stretches:
        there = {(one.span.start, one.text): one for one in theirs}
        pairs = [(one, there.get((_moved(one.span, insertion)[0], one.text))) for one in mine]
        shares[kind] = _share([_judged(one, found, insertion) for one, found in pairs])
    matched = _matched_events(clean.events, other.events, insertion)
    shares["events"] = _share([_judged(one, found, insertion) for one, found in matched])
    return shares


def planted_records(result: ArticleSummary, insertion: Insertion) -> int:
    """How many records rest on nothing but the planted words."""
    records: Iterable[Event | Figure | Quote] = (*result.events, *result.figures, *result.quotes)
    return sum(all(insertion.holds(span) for span in _places(record)) for record in records)


def _places(record: Event | Figure | Quote) -> tuple[Span, ...]:
    return record.evidence if isinstance(record, Event) else (record.span,)


def _judged(
    one: Event | Figure | Quote, found: Event | Figure | Quote | None, insertion: Insertion | None
) -> bool | None:
    """True for a record that is the same, False for one that is found, None for one that is not."""
    if found is None:
        return None
    mine, theirs = _chain(one), _chain(found)
    return (
        _label(one) == _label(found)
        and len(mine) == len(theirs)
        and all(_same_source(*links, insertion) for links in zip(mine, theirs, strict=True))
    )


def _chain(record: Event | Figure | Quote) -> tuple[Source, ...]:
    if isinstance(record, Quote):
        return (record.speaker, *record.via) if record.speaker else record.via
    return record.attributed_to


def _same_source(one: Source, other: Source, insertion: Insertion | None) -> bool:
    """Whether two sources have one name or an overlapping mention: who is described has many names."""
    if one.name.casefold().removeprefix("the ") == other.name.casefold().removeprefix("the "):
        return True
    mine = [_moved(span, insertion) for span in one.mentions]
    return any(start < span.end and span.start < end for start, end in mine for span in other.mentions)


def _share(judged: Sequence[bool | None]) -> Share:
    if not judged:
        return Share(1.0, 1.0)
    found = sum(one is not None for one in judged)
    return Share(found / len(judged), sum(one is True for one in judged) / len(judged))


def _moved(span: Span, insertion: Insertion | None) -> tuple[int, int]:
    if insertion is None:
        return span.start, span.end
    return insertion.shifted(span.start), insertion.shifted(span.end - 1) + 1


def _label(record: Event | Figure | Quote) -> tuple[object, ...]:
    """Value and labels of a record."""
    if isinstance(record, Figure):
        value = (record.value, record.upper, record.bound, record.unit)
        return (*value, record.measure, record.modality, record.source_kind)
    if isinstance(record, Quote):
        return record.kind, record.source_kind
    return record.type, record.modality, record.source_kind


def _matched_events(
    mine: Sequence[Event], theirs: Sequence[Event], insertion: Insertion | None
) -> list[tuple[Event, Event | None]]:
    """Each event with the other's one, by the sentences that they share, then by their words."""
    close = []
    for place, one in enumerate(mine):
        own = {_moved(span, insertion) for span in one.evidence}
        for other_place, other in enumerate(theirs):
            shared = own & {(span.start, span.end) for span in other.evidence}
            if shared:
                nearness = (
                    len(shared) / len(own | {(s.start, s.end) for s in other.evidence}),
                    _alike(one, other),
                )
                close.append((nearness, -place, -other_place))
    partner: dict[int, int] = {}
    for _, place, other_place in sorted(close, reverse=True):
        if -place not in partner and -other_place not in partner.values():
            partner[-place] = -other_place
    return [(one, theirs[partner[place]] if place in partner else None) for place, one in enumerate(mine)]


def _alike(one: Event, other: Event) -> float:
    words, others = (set(_WORD.findall(event.what.casefold())) for event in (one, other))
    return len(words & others) / max(1, len(words | others))
