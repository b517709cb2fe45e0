"""How candidates look on a page: marks in the article's text, and a legend of what was parsed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from summarizer.cli.reading_view import dates, quantity
from summarizer.cli.terminal import one_line, paint, visible
from summarizer.text import DatePhrase, FigureCandidate, Quotation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.records import Document
    from summarizer.text.segment import Segmented

__all__ = ["Mark", "legend_row", "marked_text", "number_marks"]

_STYLES: dict[str, dict[str, Any]] = {
    "figure": {"fg": "green", "bold": True},
    "date": {"fg": "magenta"},
    "quotation": {"fg": "cyan"},
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate with the label that it bears on the page."""

    label: str
    kind: str
    candidate: FigureCandidate | DatePhrase | Quotation


def number_marks(found: Segmented) -> list[Mark]:
    """A mark for each candidate: ``f1 …`` figures, ``d1 …`` dates, ``q1 …`` quotations."""
    return [
        *(Mark(f"f{number}", "figure", each) for number, each in enumerate(found.figures, 1)),
        *(Mark(f"d{number}", "date", each) for number, each in enumerate(found.dates, 1)),
        *(Mark(f"q{number}", "quotation", each) for number, each in enumerate(found.quotations, 1)),
    ]


def marked_text(document: Document, marks: Sequence[Mark], *, colours: bool) -> Iterator[str]:
    """The article in pieces, candidates between ``⟦f1`` and ``⟧``.

    Args:
        document: The article.
        marks: Its candidates.
        colours: Whether page furniture is shown, dimmed; without colours it is left out.
    """
    text = document.text
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda mark: (mark.candidate.start, -mark.candidate.end)):
        opening[mark.candidate.start].append(mark)
        closing[mark.candidate.end].append(mark)
    aside = {span.start: span.end for span in document.info.furniture}
    cuts = sorted({0, len(text), *opening, *closing, *aside, *aside.values()})
    open_marks: list[Mark] = []
    aside_until = 0
    for cut, following in pairwise([*cuts, len(text)]):
        for mark in reversed(closing[cut]):
            open_marks.remove(mark)
            yield paint("⟧", **_STYLES[mark.kind])
        for mark in opening[cut]:
            open_marks.append(mark)
            yield paint(f"⟦{mark.label} ", **_STYLES[mark.kind])
        aside_until = max(aside_until, aside.get(cut, 0))
        piece = visible(text[cut:following])
        if cut < aside_until:
            yield paint(piece, dim=True) if colours else ""
        else:
            yield paint(piece, **_STYLES[open_marks[-1].kind]) if open_marks else piece


def legend_row(mark: Mark) -> list[str]:
    """The cells of a candidate's line: label, kind, text, value, and what else is known."""
    return [mark.label, mark.kind, *_parsed(mark.candidate)]


def _parsed(candidate: FigureCandidate | DatePhrase | Quotation) -> list[str]:
    match candidate:
        case FigureCandidate():
            value = quantity(candidate.value, candidate.upper, candidate.bound, candidate.unit)
            counted = candidate.counted.text if candidate.counted is not None else ""
            return [one_line(candidate.text, 40), value, one_line(counted, 40)]
        case DatePhrase():
            return [one_line(candidate.text, 40), dates(candidate.when) or "–", candidate.when.precision]
        case Quotation():
            length = f"{len(candidate.inner.text):,} characters"
            return [one_line(candidate.inner.text, 40), length, "" if candidate.closed else "not closed"]
