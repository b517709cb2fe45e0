"""Labels figures: what they measure, as of when, who says so, and which is part of or the same as which."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from summarizer.extraction.baseline.casualties import CASUALTIES, is_other
from summarizer.extraction.baseline.circumstances import direction_of, modality_of, per_of, scope_of
from summarizer.extraction.baseline.dating import nearest_date
from summarizer.extraction.baseline.measures import measure_of
from summarizer.extraction.baseline.spoken import said_at
from summarizer.records import Figure, Span
from summarizer.text.candidates import Stretch
from summarizer.text.names import find_names

if TYPE_CHECKING:
    from summarizer.attribution.mapping import AttributionMap
    from summarizer.extraction.baseline.spoken import Spoken
    from summarizer.records import Measure
    from summarizer.text.candidates import FigureCandidate, TextSentence
    from summarizer.text.segment import Segmented

__all__ = ["label_figures"]

_NEW_VERB = re.compile(r"\band\s+(?:\w+ed|left|cut|made|sent|drove|put)\b")
"""“killed 23 people | and left | nearly 30 million without power”: another thing is told."""
_CONTEXT = 300
"""Characters of its sentence on each side that say what a figure measures."""
_PERCENTAGE_REACH = 300
"""Characters back within which a percentage says what the next one measures."""
_FIGURES_BACK = 6
_PART_BEFORE = re.compile(
    r"""
    (?:\bincluding|\bamong[ ](?:them|whom)|\bof[ ](?:whom|which|those|them))
    [ ,](?:[ ]?(?:at[ ]least|about|more[ ]than|over|around|some|nearly))?[ ]?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""“including at least | 40 children”."""
_PART_AFTER = re.compile(
    r"[ \u00a0]of (?:them|whom|which|those|the (?:dead|victims|total|injured))\b", re.IGNORECASE
)
"""“40% | of the dead”."""
_LIST_BREAK = re.compile(r"(?:,|\band)\s*$")
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|will|would|\w{3,}ed|said|says|left|went)\b", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?:\b(?:in|at|near|from|outside|across|inside|around|off)\s+(?:the\s+)?)$", re.IGNORECASE
)
_SMALLEST_REPEATED = 20
"""Up to here, the same number again may well be another figure."""


class _Statement(NamedTuple):
    """What makes two figures state the same."""

    value: float
    upper: float | None
    bound: str
    measure: str
    unit: str | None
    counted: str


def label_figures(segmented: Segmented, spoken: list[Spoken], attributions: AttributionMap) -> list[Figure]:
    """The figure records, in the order of the text."""
    figures: list[Figure] = []
    stated: dict[_Statement, str] = {}
    sentence: TextSentence | None = None
    places: list[Stretch] = []
    for number, candidate in enumerate(segmented.figures, start=1):
        index = segmented.sentence_index(candidate.start)
        shared = index is not None and sentence is segmented.sentences[index]
        if not shared:
            sentence = segmented.sentences[index] if index is not None else None
            places = _places(sentence) if sentence else []
        voice = said_at(candidate.start, spoken, attributions)
        figure = _label(
            f"f{number}",
            candidate,
            sentence,
            segmented,
            _last_percentage(figures, candidate),
            denied=voice.denied,
        ).model_copy(
            update={
                "place": _nearest_place(places, candidate),
                "attributed_to": voice.chain,
                "source_kind": voice.kind,
            }
        )
        if shared:
            figure = _relate(figure, candidate, figures[-1], segmented.figures[number - 2], segmented.text)
        figures.append(_link_repeat(figure, stated))
    return figures


def _last_percentage(figures: list[Figure], candidate: FigureCandidate) -> Measure | None:
    """What the percentage measures that stands shortly before."""
    if candidate.unit != "percent":
        return None
    for figure in reversed(figures[-_FIGURES_BACK:]):
        if candidate.start - figure.span.end > _PERCENTAGE_REACH:
            return None
        if figure.unit == "percent":
            return figure.measure
    return None


def _label(
    id_: str,
    candidate: FigureCandidate,
    sentence: TextSentence | None,
    segmented: Segmented,
    last_percentage: Measure | None,
    *,
    denied: bool,
) -> Figure:
    """What the words of its sentence tell of a figure."""
    text = segmented.text
    left = max(sentence.start, candidate.start - _CONTEXT) if sentence else candidate.start
    right = min(sentence.end, candidate.end + _CONTEXT) if sentence else candidate.end
    before, after = text[left : candidate.start], text[candidate.end : right]
    measure = measure_of(candidate, before, after, last_percentage=last_percentage)
    modality = modality_of(before, after, denied=denied)
    return Figure(
        id=id_,
        text=candidate.text,
        value=candidate.value,
        upper=candidate.upper,
        bound=candidate.bound,
        unit=candidate.unit,
        counted=candidate.counted.text if candidate.counted else None,
        measure=measure,
        scope=scope_of(measure, modality, text[left:right]),
        per=per_of(after),
        direction=direction_of(measure, before, after),
        when=nearest_date(segmented, candidate.start),
        modality=modality,
        span=Span.of(text, candidate.start, candidate.end),
        evidence=(Span.of(text, sentence.start, sentence.end),) if sentence else (),
    )


def _places(sentence: TextSentence) -> list[Stretch]:
    """The names behind a preposition of place, by their offsets in the article."""
    words = sentence.text
    return [
        Stretch(sentence.start + name.start, sentence.start + name.end, name.text)
        for name in find_names(words)
        if _PLACE.search(words[max(0, name.start - 14) : name.start])
    ]


def _nearest_place(places: list[Stretch], candidate: FigureCandidate) -> str | None:
    """The first place behind the figure, or else the last before it."""
    index = bisect_left(places, candidate.end, key=lambda place: place.start)
    if index < len(places) and places[index].end <= candidate.end + _CONTEXT:
        return places[index].text
    return places[index - 1].text if index and places[index - 1].start >= candidate.start - _CONTEXT else None


def _relate(
    figure: Figure, candidate: FigureCandidate, last: Figure, before: FigureCandidate, text: str
) -> Figure:
    """The figure with what it takes from the one before it in its sentence.

    Args:
        figure: The figure so far.
        candidate: Its words.
        last: The figure before.
        before: The words of the figure before.
        text: The source text.
    """
    update: dict[str, object] = {}
    if last.unit == "people" and figure.unit in ("people", "percent", None) and _is_part(candidate, text):
        update["part_of"] = last.part_of or last.id
        if figure.unit != "percent" and figure.measure == "count":
            update["measure"] = last.measure
    between = text[before.end : candidate.start]
    harmed = last.unit == "people" and last.measure in CASUALTIES
    if (
        harmed
        and not is_other(text[candidate.end : candidate.end + 30])
        and _is_like(figure, candidate, between)
    ):
        update["unit"] = "people"
        if figure.measure == "count":
            update["measure"] = last.measure
            update["scope"] = last.scope
    return figure.model_copy(update=update) if update else figure


def _is_part(candidate: FigureCandidate, text: str) -> bool:
    """“including 3,700 children”, “40% of them”: a part of the figure before."""
    if _PART_BEFORE.search(text[max(0, candidate.start - 24) : candidate.start]):
        return True
    return _PART_AFTER.match(text, candidate.end) is not None


def _is_like(figure: Figure, candidate: FigureCandidate, between: str) -> bool:
    """“killed 12 people, | nine in two houses”, “…and | three children”: of the kind of the figure before."""
    if candidate.counted is None and figure.unit in (None, "people") and figure.upper is None:
        return not _NEW_VERB.search(between)
    if figure.unit != "people" or figure.measure != "count":
        return False
    return _LIST_BREAK.search(between) is not None and not _VERB.search(between)


def _link_repeat(figure: Figure, stated: dict[_Statement, str]) -> Figure:
    """The same value, bound and measure of the same noun again is the same figure stated twice."""
    if figure.value is None or not figure.counted or figure.value <= _SMALLEST_REPEATED:
        return figure
    if figure.measure in ("duration", "age"):
        return figure
    statement = _Statement(
        figure.value, figure.upper, figure.bound, figure.measure, figure.unit, figure.counted.lower()
    )
    first = stated.setdefault(statement, figure.id)
    return figure if first == figure.id else figure.model_copy(update={"same_as": first})
