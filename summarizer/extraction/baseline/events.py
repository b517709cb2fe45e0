"""Events: sentences whose main verb is a happening, in the article's own words without who says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.extraction.baseline.circumstances import modality_of
from summarizer.extraction.baseline.dating import nearest_date
from summarizer.extraction.baseline.event_words import HAPPENING, TYPES
from summarizer.extraction.baseline.spoken import said_at
from summarizer.records import Event, EventType, Span
from summarizer.text.names import find_names

if TYPE_CHECKING:
    from summarizer.extraction.baseline.attribution import AttributionMap, Passage
    from summarizer.extraction.baseline.spoken import Spoken
    from summarizer.text.candidates import TextSentence
    from summarizer.text.segment import Segmented

__all__ = ["find_events"]

_MOST_WORDS = 25
_FEWEST_SENTENCE_WORDS = 6
_FEWEST_WORDS = 4
_SHORTEST_COVER = 20
"""Characters; a shorter stretch behind a cue says no happening."""
_MOST_ACTORS = 4
_SPACES = re.compile(r"\s+")
_TRIMMED_END = re.compile(r"[\s,;:—–-]+$")
_OPENERS = re.compile(
    r"^(?:But|And|However,?|Meanwhile,?|Still,|Also,?|Then,?)\s+|^\s*(?:that|it|there)\s+(?=was|were)"
)
_PLACED = re.compile(r"(?:in|at|near|from|of)\s(?:the\s)?$")
"""Before a name that is no actor: “in | Ostend”."""
_AT_PLACE = re.compile(r"\b(?:in|at|near|into|outside|across|around|through)\s(?:the\s)?$")


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
        what = _what(segmented.text[start:end])
        happening = HAPPENING.search(what)
        if happening is None or len(what.split()) < _FEWEST_WORDS:
            continue
        chain, kind = said_at(start, spoken, attributions)
        events.append(
            Event(
                id=f"e{len(events) + 1}",
                what=what,
                type=_type_of(what),
                actors=_actors(what[: happening.start()]),
                place=_place(what),
                when=nearest_date(segmented, start),
                modality=modality_of(what[: happening.end()]),
                attributed_to=chain,
                source_kind=kind,
                evidence=(Span(start=sentence.start, end=sentence.end, text=sentence.text),),
            )
        )
    return events


def _content(sentence: TextSentence, segmented: Segmented, passage: Passage | None) -> tuple[int, int] | None:
    """The stretch of a sentence that says what happened: what its cue covers, else all of it.

    None where most of it is quoted.
    """
    start, end = sentence.start, sentence.end
    quoted = segmented.quoted_within(start, end)
    if any(left <= start and end <= right + 2 for left, right in quoted):
        return None
    for attribution in passage.attributions if passage else ():
        cue = attribution.cue
        left, right = max(cue.cover[0], start), min(cue.cover[1], end)
        if cue.start < end and cue.end > start and right - left > _SHORTEST_COVER:
            start, end = left, right
            break
    inside = sum(max(0, min(right, end) - max(left, start)) for left, right in quoted)
    return (start, end) if inside * 2 < end - start and segmented.text[start:end].strip() else None


def _what(content: str) -> str:
    """The content as one sentence of at most 25 words, cut at the end of a clause."""
    words = _SPACES.sub(" ", content).strip(" ,;:—–").removeprefix("that ").strip()
    words = _OPENERS.sub("", words)
    pieces = words.split(" ")
    if len(pieces) > _MOST_WORDS:
        head = " ".join(pieces[:_MOST_WORDS])
        clause = max(head.rfind(", "), head.rfind("; "))
        words = head[:clause] if clause > len(head) // 3 else head
    words = _TRIMMED_END.sub("", words).rstrip(".")
    return (words[:1].upper() + words[1:] + ".") if words else ""


def _type_of(what: str) -> EventType:
    """The type with most of its words in the sentence, the earlier of the list on a tie."""
    best: EventType = "other"
    most = 0
    for type_, pattern in TYPES:
        count = len(pattern.findall(what))
        if count > most:
            best, most = type_, count
    return best


def _actors(before_verb: str) -> tuple[str, ...]:
    """The names before the happening verb that are no places."""
    actors = [name.text for name in find_names(before_verb) if not _PLACED.search(before_verb[: name.start])]
    return tuple(dict.fromkeys(actors))[:_MOST_ACTORS]


def _place(what: str) -> str | None:
    return next((name.text for name in find_names(what) if _AT_PLACE.search(what[: name.start])), None)
