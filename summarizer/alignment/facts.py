"""What is compared of a record: its place in the article, its words, its source, its labels."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from propcache.api import cached_property

from summarizer.alignment.words import content_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from summarizer.records import ArticleSummary, Event, Figure, Quote, Sentence, Source, Span, When

__all__ = [
    "Facts",
    "Stretch",
    "event_facts",
    "figure_facts",
    "in_order",
    "places",
    "precedes",
    "quote_facts",
    "sentence_facts",
]

Stretch = tuple[int, int]
"""Where something stands in the article: start and end, in characters."""


@dataclass(frozen=True, eq=False)
class Facts:
    """One record as it is compared; what a type does not have stays empty."""

    id: str
    describe: Callable[[], str]
    """Gives all that the record says, without ids."""
    place: tuple[Stretch, ...]
    """Where the record stands: a figure's or a quote's span, an event's evidence. Sorted, disjoint."""
    evidence: tuple[Stretch, ...]
    """The sentences around it."""
    words: frozenset[str]
    """What it says."""
    cast: frozenset[str] = frozenset()
    """Words for who and what takes part, and where; of a figure, for what is counted."""
    value: tuple[float | int | None, ...] = ()
    source: Source | None = None
    """The first source of the chain; a quote's speaker."""
    labels: tuple[str | None, ...] = ()
    """Values from closed lists, the one that says most first."""
    when: tuple[str | None, str | None] = (None, None)
    cited: frozenset[object] = frozenset()
    """Of a sentence: the records that it cites, named alike on both sides."""

    @cached_property
    def content(self) -> str:
        """All that the record says, without ids; equal contents are equal records. Made when asked for."""
        return self.describe()


def stretches(spans: Iterable[Span]) -> tuple[Stretch, ...]:
    """The spans as sorted stretches that neither touch nor overlap."""
    merged: list[Stretch] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def event_facts(event: Event, place_of: Mapping[str, object]) -> Facts:
    """What is compared of an event."""
    place = stretches(event.evidence)
    return Facts(
        id=event.id,
        describe=partial(_content, event, place_of, ("disputed_by",)),
        place=place,
        evidence=place,
        words=content_words(event.what),
        cast=frozenset().union(*map(content_words, (*event.actors, *event.targets, event.place or ""))),
        source=event.attributed_to[0] if event.attributed_to else None,
        labels=(event.type, event.modality),
        when=_when(event.when),
    )


def figure_facts(figure: Figure, place_of: Mapping[str, object]) -> Facts:
    """What is compared of a figure."""
    return Facts(
        id=figure.id,
        describe=partial(_content, figure, place_of, ("part_of", "same_as", "disputed_by")),
        place=stretches((figure.span,)),
        evidence=stretches(figure.evidence or (figure.span,)),
        words=content_words(figure.text),
        cast=frozenset().union(
            *map(content_words, filter(None, (figure.counted, figure.unit, figure.of, figure.place)))
        ),
        value=(figure.value, figure.upper),
        source=figure.attributed_to[0] if figure.attributed_to else None,
        labels=(figure.measure, figure.bound, figure.scope, figure.modality),
        when=_when(figure.when),
    )


def quote_facts(quote: Quote, place_of: Mapping[str, object]) -> Facts:
    """What is compared of a quote."""
    place = stretches((quote.span,))
    return Facts(
        id=quote.id,
        describe=partial(_content, quote, place_of, ("continues",)),
        place=place,
        evidence=place,
        words=content_words(quote.text),
        source=quote.speaker,
        labels=(quote.kind,),
        when=_when(quote.when),
    )


def sentence_facts(name: str, sentence: Sentence, cited: Mapping[str, object]) -> Facts:
    """What is compared of a line of a summary.

    Args:
        name: What the line is called, such as ``s1``.
        sentence: The line.
        cited: What each record is called on both sides, by its id.
    """
    place = stretches(sentence.evidence)
    records = frozenset(cited.get(each, each) for each in sentence.records)
    return Facts(
        id=name,
        describe=lambda: json.dumps([sentence.text, sorted(map(str, records))]),
        place=place,
        evidence=place,
        words=content_words(sentence.text),
        cited=records,
    )


def places(article: ArticleSummary) -> dict[str, object]:
    """What each record is, by its id, for those that refer to it: the same whatever the ids are."""
    named: dict[str, object] = {}
    for event in article.events:
        named[event.id] = ("event", stretches(event.evidence), event.what)
    for figure in article.figures:
        named[figure.id] = ("figure", figure.span.start, figure.span.end, figure.text)
    for quote in article.quotes:
        named[quote.id] = ("quote", quote.span.start, quote.span.end, quote.text)
    return named


def in_order(facts: Iterable[Facts]) -> list[Facts]:
    """The records in the order of the article; the order they came in and their ids play no part.

    Records that are equal in all but their ids are ordered by these.
    """
    at: dict[tuple[Stretch, ...], list[Facts]] = {}
    for each in facts:
        at.setdefault(each.place, []).append(each)
    ordered: list[Facts] = []
    for _, together in sorted(at.items()):
        if len(together) > 1:
            together.sort(key=lambda each: (each.content, each.id))
        ordered += together
    return ordered


def precedes(ones: Sequence[Facts], others: Sequence[Facts]) -> bool:
    """Whether the one list of records, in order, comes before the other by what it says."""
    our_places, their_places = [each.place for each in ones], [each.place for each in others]
    if our_places != their_places:
        return our_places < their_places
    return next(
        (
            one.content < other.content
            for one, other in zip(ones, others, strict=True)
            if one.content != other.content
        ),
        False,
    )


def _when(when: When) -> tuple[str | None, str | None]:
    return when.start, when.end


def _content(
    record: Event | Figure | Quote, place_of: Mapping[str, object], references: Sequence[str]
) -> str:
    named: list[object] = []
    for field in references:
        value = getattr(record, field)
        ids = (value,) if isinstance(value, str) else value or ()
        named.append(sorted(str(place_of.get(each, "")) for each in ids))
    return f"{record.model_dump_json(exclude={'id', *references})} {named}"
