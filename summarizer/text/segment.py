"""From an article's text to what the rules found in it, page furniture left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from summarizer.text.candidates import Stretch
from summarizer.text.dates import find_dates
from summarizer.text.figures import find_figures
from summarizer.text.quotations import find_quotations
from summarizer.text.sentences import find_paragraphs, split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.records import Span
    from summarizer.text.candidates import DatePhrase, FigureCandidate, Quotation, TextSentence

__all__ = ["MOST_CANDIDATES", "Segmented", "mask", "segment"]

MOST_CANDIDATES = 5000
"""Figures, and quotations, that an article may have; a text with more of them is a table, not news."""
_BLANK = "\u2029"
"""A paragraph separator: no sentence, quotation, figure or date runs over one."""


@dataclass(frozen=True, slots=True)
class Segmented:
    """An article's sentences and candidates; all offsets index the article's whole source text."""

    text: str
    sentences: tuple[TextSentence, ...]
    figures: tuple[FigureCandidate, ...]
    quotations: tuple[Quotation, ...]
    dates: tuple[DatePhrase, ...]
    truncated: bool = False
    """Whether there were more figures or quotations than are kept."""

    def sentence_index(self, offset: int) -> int | None:
        """Number of the sentence that holds ``offset``, or None between sentences."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        if index < 0 or offset >= self.sentences[index].end:
            return None
        return index

    def quoted_within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where quotations, marks included, reach into the stretch from ``start`` to ``end``."""
        first = bisect_right(self.quotations, start, key=lambda quotation: quotation.start)
        found = []
        for quotation in self.quotations[max(0, first - 1) :]:
            if quotation.start >= end:
                break
            if quotation.end > start:
                found.append((quotation.start, quotation.end))
        return found


def mask(text: str, furniture: Iterable[Span]) -> str:
    """``text`` with every furniture span blanked, character by character: offsets stay as they are."""
    pieces: list[str] = []
    position = 0
    for span in sorted(furniture, key=lambda span: span.start):
        if span.end <= position:
            continue
        start = max(span.start, position)
        pieces += (text[position:start], _BLANK * (span.end - start))
        position = span.end
    pieces.append(text[position:])
    return "".join(pieces)


_StretchT = TypeVar("_StretchT", bound=Stretch)


def _outside(found: list[_StretchT], aside: list[tuple[int, int]]) -> list[_StretchT]:
    """What was found without what a blank runs through: white space, to the finders, it may be."""
    kept = []
    for item in found:
        index = bisect_left(aside, (item.end, 0)) - 1
        if index < 0 or aside[index][1] <= item.start:
            kept.append(item)
    return kept


def segment(text: str, *, published: str | None = None, furniture: Iterable[Span] = ()) -> Segmented:
    """Find everything that the rules can find in ``text`` outside its furniture.

    Args:
        text: The source text.
        published: ISO 8601 date of publication, against which relative dates resolve.
        furniture: Spans of page furniture, in which nothing is looked for.
    """
    furniture = list(furniture)
    visible = mask(text, furniture) if furniture else text
    paragraphs = find_paragraphs(visible)
    dates = find_dates(visible, published)
    aside = sorted([(span.start, span.end) for span in furniture if span.start < span.end])
    if aside:
        dates = _outside(dates, aside)
    figures = find_figures(visible, dates)
    quotations = find_quotations(visible, paragraphs)
    if aside:
        figures, quotations = _outside(figures, aside), _outside(quotations, aside)
    return Segmented(
        text=text,
        sentences=tuple(split_sentences(visible, paragraphs)),
        figures=tuple(figures[:MOST_CANDIDATES]),
        quotations=tuple(quotations[:MOST_CANDIDATES]),
        dates=tuple(dates),
        truncated=max(len(figures), len(quotations)) > MOST_CANDIDATES,
    )
