"""Labels figures: what they measure, as of when, who says so, and which is part of or the same as which."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from summarizer.extraction.baseline.dating import nearest_date
from summarizer.extraction.baseline.measures import direction_of, measure_of, modality_of, per_of, scope_of
from summarizer.records import Figure, Source, SourceKind, Span
from summarizer.text.names import find_names

if TYPE_CHECKING:
    from summarizer.extraction.baseline.attribution import AttributionMap
    from summarizer.extraction.baseline.quotes import Spoken
    from summarizer.text.candidates import FigureCandidate, TextSentence
    from summarizer.text.segment import Segmented

__all__ = ["label_figures", "said_at"]

_PART_BEFORE = re.compile(
    r"(?i)(?:\bincluding|\bamong (?:them|whom)|\bof (?:whom|which|those|them))[ ,](?:[ ]?(?:at least|about|more than|over|around|some|nearly))?[ ]?$"
)
_PART_AFTER = re.compile(r"(?i)[ \u00a0]of (?:them|whom|which|those|the (?:dead|victims|total|injured))\b")
_Statement = tuple[float, float | None, str, str, str | None, str]
"""What makes two figures state the same: value, upper end, bound, measure, unit and counted noun."""
_CONTEXT = 300
"""Characters of its sentence on each side that say what a figure measures."""
_VERB = re.compile(r"(?i)\b(?:was|were|is|are|had|has|have|will|would|\w{3,}ed|said|says|left|went)\b")
_PLACE = re.compile(r"(?:\b(?:in|at|near|from|outside|across|inside|around|off)\s+(?:the\s+)?)$")


def said_at(
    offset: int, spoken: list[Spoken], attributions: AttributionMap
) -> tuple[tuple[Source, ...], SourceKind]:
    """The chain of sources that states what stands at ``offset``, and the kind of the original one."""
    index = bisect_right(spoken, offset, key=lambda item: item.quotation.inner.start) - 1
    item = spoken[index] if index >= 0 else None
    if item is not None and item.attribution is not None and offset < item.quotation.inner.end:
        return item.attribution.chain, item.attribution.kind
    attribution = attributions.at(offset)
    return (attribution.chain, attribution.kind) if attribution else ((), "outlet")


def label_figures(segmented: Segmented, spoken: list[Spoken], attributions: AttributionMap) -> list[Figure]:
    """The figure records, in the order of the text."""
    figures: list[Figure] = []
    stated: dict[_Statement, str] = {}
    previous: tuple[int, FigureCandidate, Figure] | None = None
    for number, candidate in enumerate(segmented.figures, start=1):
        index = segmented.sentence_index(candidate.start)
        sentence = segmented.sentences[index] if index is not None else None
        figure = _label(f"f{number}", candidate, sentence, segmented, spoken, attributions)
        if previous and index is not None and previous[0] == index:
            figure = _relate(figure, candidate, previous[2], previous[1], segmented.text)
        figure = _link_repeat(figure, stated)
        figures.append(figure)
        if index is not None:
            previous = (index, candidate, figure)
    return figures


def _label(
    id_: str,
    candidate: FigureCandidate,
    sentence: TextSentence | None,
    segmented: Segmented,
    spoken: list[Spoken],
    attributions: AttributionMap,
) -> Figure:
    text = segmented.text
    left = max(sentence.start, candidate.start - _CONTEXT) if sentence else candidate.start
    right = min(sentence.end, candidate.end + _CONTEXT) if sentence else candidate.end
    words = text[left:right]
    at = candidate.start - left
    before, after = words[:at], words[at + len(candidate.text) :]
    measure = measure_of(candidate, words, at)
    modality = modality_of(before, after)
    chain, kind = said_at(candidate.start, spoken, attributions)
    return Figure(
        id=id_,
        text=candidate.text,
        value=candidate.value,
        upper=candidate.upper,
        bound=candidate.bound,
        unit=candidate.unit,
        counted=candidate.counted.text if candidate.counted else None,
        measure=measure,
        scope=scope_of(measure, modality, words),
        per=per_of(after),
        direction=direction_of(measure, before, after),
        place=_place(words, at + len(candidate.text)),
        when=nearest_date(segmented, candidate.start),
        modality=modality,
        attributed_to=chain,
        source_kind=kind,
        span=Span.of(text, candidate.start, candidate.end),
        evidence=(Span.of(text, sentence.start, sentence.end),) if sentence else (),
    )


def _place(sentence: str, after: int) -> str | None:
    """The first name behind a preposition of place, after the figure or else before it."""
    names = [
        name for name in find_names(sentence) if _PLACE.search(sentence[max(0, name.start - 14) : name.start])
    ]
    following = [name for name in names if name.start >= after]
    chosen = following[0] if following else (names[-1] if names else None)
    return chosen.text if chosen else None


def _relate(
    figure: Figure, candidate: FigureCandidate, last: Figure, before: FigureCandidate, text: str
) -> Figure:
    """“including 3,700 children”, “40% of them”: a part of the figure before; “nine in two houses”: of its kind."""
    lead = text[max(0, candidate.start - 24) : candidate.start]
    part = _PART_BEFORE.search(lead) is not None or _PART_AFTER.match(text, candidate.end) is not None
    update: dict[str, object] = {}
    if part and last.unit == "people" and (figure.unit in ("people", "percent") or figure.unit is None):
        update["part_of"] = last.part_of or last.id
        if figure.unit in ("people", None) and figure.measure == "count":
            update["measure"] = last.measure
    casualties = ("killed", "injured", "missing", "captured", "displaced", "crossed")
    between = text[before.end : candidate.start]
    listed = re.search(r"(?:,|\band)\s*$", between) is not None and not _VERB.search(between)
    bare = candidate.counted is None and figure.unit in (None, "people") and figure.upper is None
    if (
        (bare or (listed and figure.unit == "people" and figure.measure == "count"))
        and last.unit == "people"
        and last.measure in casualties
        and before.end < candidate.start
    ):
        update.setdefault("unit", "people")
        if figure.measure == "count":
            update["measure"] = last.measure
            update["scope"] = last.scope
    return figure.model_copy(update=update) if update else figure


def _link_repeat(figure: Figure, stated: dict[_Statement, str]) -> Figure:
    """The same value, bound and measure of the same noun again is the same figure stated twice."""
    if figure.value is None or not figure.counted or figure.measure in {"duration", "age"} or figure.value <= 20:
        return figure
    key = (figure.value, figure.upper, figure.bound, figure.measure, figure.unit, figure.counted.lower())
    first = stated.setdefault(key, figure.id)
    return figure if first == figure.id else figure.model_copy(update={"same_as": first})
