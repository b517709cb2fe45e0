"""Events: sentences whose main verb is a happening, in the article's own words without who says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.extraction.baseline.circumstances import modality_of
from summarizer.extraction.baseline.dating import nearest_date
from summarizer.extraction.baseline.event_words import HAPPENING, TYPES, VIOLENCE
from summarizer.extraction.baseline.spoken import said_at
from summarizer.extraction.baseline.statements import state
from summarizer.records import Event, EventType, Span
from summarizer.text.names import find_names

if TYPE_CHECKING:
    from summarizer.attribution.mapping import AttributionMap, Passage
    from summarizer.extraction.baseline.spoken import Spoken
    from summarizer.text.candidates import TextSentence
    from summarizer.text.segment import Segmented

__all__ = ["find_events"]

_FEWEST_SENTENCE_WORDS = 6
_SHORTEST_COVER = 20
"""Characters; a shorter stretch behind a cue says no happening."""
_MOST_ACTORS = 4
_PLACED = re.compile(r"\b(?:in|at|near|from|of)\s(?:the\s)?$", re.IGNORECASE)
"""Before a name that is no actor: “in | Ostend”."""
_AT_PLACE = re.compile(r"\b(?:in|at|near|into|outside|across|around|through)\s(?:the\s)?$", re.IGNORECASE)


def find_events(
    segmented: Segmented, spoken: list[Spoken], attributions: AttributionMap, *, title: str | None
) -> list[Event]:
    """The event records, in the order of the text: at most one a sentence."""
    events: list[Event] = []
    for sentence in segmented.sentences:
        if len(sentence.text.split()) < _FEWEST_SENTENCE_WORDS or sentence.text == title:
            continue
        content = _content(sentence, segmented, attributions.passage_at(sentence.start))
        if content is None:
            continue
        start, end = content
        what = state(segmented.text[start:end])
        happening = HAPPENING.search(what) if what else None
        if what is None or happening is None:
            continue
        voice = said_at(start, spoken, attributions)
        events.append(
            Event(
                id=f"e{len(events) + 1}",
                what=what,
                type=_type_of(what),
                actors=_actors(what[: happening.start()]),
                place=_place(what),
                when=nearest_date(segmented, start),
                modality=modality_of(what[: happening.end()], denied=voice.denied),
                attributed_to=voice.chain,
                source_kind=voice.kind,
                evidence=(Span(start=sentence.start, end=sentence.end, text=sentence.text),),
            )
        )
    return events


def _content(sentence: TextSentence, segmented: Segmented, passage: Passage | None) -> tuple[int, int] | None:
    """The stretch of a sentence that says what happened: what its cue covers, else all of it.

    None where most of it is quoted, or where there is nothing but who said so.
    """
    start, end = sentence.start, sentence.end
    quoted = segmented.quoted_within(start, end)
    if any(left <= start and end <= right + 2 for left, right in quoted):
        return None
    for attribution in passage.attributions if passage else ():
        cue = attribution.cue
        left, right = max(cue.cover[0], start), min(cue.cover[1], end)
        if cue.start >= end or cue.end <= start:
            continue
        if right - left <= _SHORTEST_COVER:
            return None
        start, end = left, right
        break
    inside = sum(max(0, min(right, end) - max(left, start)) for left, right in quoted)
    return (start, end) if inside * 2 < end - start and segmented.text[start:end].strip() else None


def _type_of(what: str) -> EventType:
    """The type with most of its words in the sentence, the earlier of the list on a tie."""
    best: EventType = "other"
    most = 0
    for type_, pattern in TYPES:
        count = len(pattern.findall(what))
        if count > most:
            best, most = type_, count
    return "attack" if best == "other" and VIOLENCE.search(what) else best


def _actors(before_verb: str) -> tuple[str, ...]:
    """The names before the happening verb that are no places."""
    actors = [name.text for name in find_names(before_verb) if not _PLACED.search(before_verb[: name.start])]
    return tuple(dict.fromkeys(actors))[:_MOST_ACTORS]


def _place(what: str) -> str | None:
    return next((name.text for name in find_names(what) if _AT_PLACE.search(what[: name.start])), None)
