"""Hides quotations, dates and short brackets, so that patterns see where they stand, not what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from summarizer.text.segment import Segmented

__all__ = ["HIDDEN", "Window", "hide"]

HIDDEN = "¤"
"""Stands for each character of a quotation while cues are looked for; no word character."""

_BRACKETED = re.compile(r"\([^()\n]{1,40}\)")
_MARGIN = " \u00a0\n\t,"


class Window(NamedTuple):
    """One stretch of an article, as it is written and as cues are looked for in it."""

    text: str
    """The whole source text."""
    hidden: str
    """The same with quotations, dates and short brackets hidden, character by character."""
    start: int
    end: int

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """The stretch without white space and commas around it."""
        phrase = self.hidden[start:end].lstrip(_MARGIN)
        start = max(start, end - len(phrase))
        return start, start + len(phrase.rstrip(_MARGIN))


def hide(segmented: Segmented) -> str:
    """The text with quotations as runs of ``HIDDEN``, dates and short brackets as runs of spaces."""
    text = segmented.text
    marks = [(quotation.start, quotation.end, HIDDEN) for quotation in segmented.quotations]
    marks += [(date.start, date.end, " ") for date in segmented.dates]
    if "(" in text:
        marks += [(*match.span(), " ") for match in _BRACKETED.finditer(text)]
    if not marks:
        return text
    pieces: list[str] = []
    position = 0
    for start, end, mark in sorted(marks):
        if start < position:
            continue
        pieces += (text[position:start], mark * (end - start))
        position = end
    pieces.append(text[position:])
    return "".join(pieces)
