"""From an article's text to what the rules found in it, page furniture left out."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.text.dates import find_dates
from summarizer.text.figures import find_figures
from summarizer.text.quotations import find_quotations
from summarizer.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.records import Span
    from summarizer.text.candidates import DatePhrase, FigureCandidate, Quotation, TextSentence

__all__ = ["Segmented", "mask", "segment"]


@dataclass(frozen=True, slots=True)
class Segmented:
    """An article's sentences and candidates; all offsets index the article's whole source text."""

    text: str
    sentences: tuple[TextSentence, ...]
    figures: tuple[FigureCandidate, ...]
    quotations: tuple[Quotation, ...]
    dates: tuple[DatePhrase, ...]

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
    """``text`` with every furniture span blanked to line ends, so that offsets stay as they are."""
    pieces: list[str] = []
    position = 0
    for span in sorted(furniture, key=lambda span: span.start):
        if span.end <= position:
            continue
        start = max(span.start, position)
        pieces += (text[position:start], "\n" * (span.end - start))
        position = span.end
    pieces.append(text[position:])
    return "".join(pieces)


def segment(text: str, *, published: str | None = None, furniture: Iterable[Span] = ()) -> Segmented:
    """Find everything that the rules can find in ``text`` outside its furniture.

    Args:
        text: The source text.
        published: ISO 8601 date of publication, against which relative dates resolve.
        furniture: Spans of page furniture, in which nothing is looked for.
    """
    visible = mask(text, furniture)
    dates = find_dates(visible, published)
    return Segmented(
        text=text,
        sentences=tuple(split_sentences(visible)),
        figures=tuple(find_figures(visible, dates)),
        quotations=tuple(find_quotations(visible)),
        dates=tuple(dates),
    )
