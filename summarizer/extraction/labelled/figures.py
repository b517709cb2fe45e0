"""Makes figure records: the rules' span, value and bound with the model's labels."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from summarizer.checks import make_finding
from summarizer.records import Figure, Span
from summarizer.text import find_figures
from summarizer.text.candidates import FigureCandidate, Stretch

if TYPE_CHECKING:
    from summarizer.extraction.labelled.grounded import Ground
    from summarizer.extraction.labelled.reply import FigureLabel, MissedPassage
    from summarizer.records import Measure

__all__ = ["ground_figures", "missed_figure"]

_ARTICLE = re.compile(r"an?\b", re.IGNORECASE)
_PERSONS: frozenset[Measure] = frozenset({"killed", "injured", "missing", "captured"})
_PERSONS_OR_NOTHING: frozenset[Measure] = frozenset({"displaced", "crossed", "population"})
_HARM_NOUNS = frozenset(
    {
        "body", "casualty", "corpse", "dead", "death", "fatality", "injury", "life", "soul", "toll", "victim",
        "wound",
    }
)  # fmt: skip
"""Units by which a count of people is written: “22,000 injuries”."""


def ground_figures(ground: Ground, candidates: dict[str, FigureCandidate]) -> list[Figure]:
    """The figures that the reply labels, in the order of the text.

    Args:
        ground: The article and the reply.
        candidates: The figures that may be labelled, by id: those marked, and those missed and found.
    """
    labels: dict[str, FigureLabel] = {}
    listed = {passage.id for passage in ground.reply.missed}
    for label in ground.reply.figures:
        if label.id in candidates:
            labels.setdefault(label.id, label)
        elif label.id not in listed:  # a missed one that was not found has its finding
            ground.unknown(label.id, "a label", label.measure, "figure")
    figures = (
        ground.once(label, partial(_figure, label, candidates[id_], ground)) for id_, label in labels.items()
    )
    return sorted(
        (figure for figure in figures if figure), key=lambda figure: (figure.span.start, figure.span.end)
    )


def _figure(label: FigureLabel, candidate: FigureCandidate, ground: Ground) -> Figure | None:
    owner = f"figure {label.id}"
    span = Span(start=candidate.start, end=candidate.end, text=candidate.text)
    within = ground.tellings(candidate)
    sources = ground.chain(label.by, candidate.start, within, label.id, f"{owner}, “{candidate.text}”")
    if sources is None:
        return None
    counted = _counted(label, candidate, ground)
    return Figure(
        id=label.id,
        text=candidate.text,
        value=candidate.value,
        upper=candidate.upper,
        bound=candidate.bound,
        unit=_unit(label, candidate, counted),
        counted=counted,
        measure=label.measure,
        scope=label.scope,
        per=label.per or None,
        direction=label.direction,
        of=label.of or None,
        place=label.place or None,
        when=ground.when(label.when, owner, candidate.text),
        part_of=label.part_of or None,
        same_as=label.same_as or None,
        modality=label.modality,
        attributed_to=sources,
        source_kind=ground.kind(label.by),
        span=span,
        evidence=ground.sentence_span(candidate.start),
    )


def _unit(label: FigureLabel, candidate: FigureCandidate, counted: str | None) -> str | None:
    """People where the measure says so and the written noun does not: “killed 33”, “22,000 injuries”.

    Of a bare number, the noun that the model found elsewhere: “*homes* … a total of 80,000”.
    """
    unit = candidate.unit
    if unit is None and label.measure == "count" and counted:
        read = find_figures(f"2 {counted}")
        unit = read[0].unit if read else None
    if label.measure in _PERSONS and (unit is None or unit in _HARM_NOUNS):
        return "people"
    if label.measure in _PERSONS_OR_NOTHING and unit is None:
        return "people"
    return unit


def _counted(label: FigureLabel, candidate: FigureCandidate, ground: Ground) -> str | None:
    """The counted noun in the article's words; the model's only where it stands there."""
    written = candidate.counted.text if candidate.counted else None
    if not label.counted or written == label.counted:
        return written
    found = ground.located(label.counted, candidate.start)
    sentence = ground.sentence_span(candidate.start)
    if found is None or not sentence or abs(found.start - candidate.start) > len(sentence[0].text):
        return written
    return found.text


def missed_figure(passage: MissedPassage, near: int | None, ground: Ground) -> FigureCandidate | None:
    """A figure that the rules overlooked, read by the same rules; None, and a finding, if it is not there.

    Of a passage in which the rules read no number (“scores”) the value stays null, and the bound indefinite.
    """
    span = ground.located(passage.text, near)
    if span is None:
        message = (
            f"the missed passage “{passage.text}” does not stand in the article; copy it letter by letter"
        )
        ground.findings.append(make_finding("span-not-found", message, record=passage.id))
        return None
    return _read(span) or FigureCandidate(
        span.start,
        span.end,
        span.text,
        number=Stretch(span.start, span.end, span.text),
        value=None,
        upper=None,
        bound="indefinite",
        unit=None,
        counted=None,
    )


def _read(span: Span) -> FigureCandidate | None:
    """The one number that the rules read in a passage; “a year” is one year, once somebody says so."""
    article = _ARTICLE.match(span.text)
    text, shift = span.text, span.start
    read = _values(text)
    if not read and article:
        text, shift = f"one{text[article.end() :]}", span.start + article.end() - len("one")
        read = _values(text)
    if len(read) != 1:
        return None
    one = read[0]
    counted = one.counted and _moved(one.counted, shift)
    start, end = max(one.start + shift, span.start), one.end + shift
    number_start = max(one.number.start + shift, span.start)
    written = span.text[start - span.start : end - span.start]
    number = written[number_start - start : one.number.end + shift - start]
    return FigureCandidate(
        start,
        end,
        written,
        number=Stretch(number_start, one.number.end + shift, number),
        value=one.value,
        upper=one.upper,
        bound=one.bound,
        unit=one.unit,
        counted=counted,
    )


def _values(text: str) -> list[FigureCandidate]:
    return [one for one in find_figures(text) if one.value is not None]


def _moved(stretch: Stretch, shift: int) -> Stretch:
    return Stretch(stretch.start + shift, stretch.end + shift, stretch.text)
