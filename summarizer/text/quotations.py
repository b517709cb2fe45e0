"""Finds the passages in quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.text.candidates import Quotation, Stretch
from summarizer.text.quote_marks import has_marks, opening_mark, pair_marks
from summarizer.text.sentences import find_paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["find_quotations"]


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]] | None = None) -> list[Quotation]:
    """Find the passages in quotation marks in ``text``, outermost ones only, in order.

    A quotation never runs over a paragraph. Where its closing mark is missing, it ends with the
    paragraph (or before the next quotation) and is not ``closed``; a closing mark that nothing opened
    yields nothing. ``inner`` leaves out the white space that some languages set beside the marks; a
    quotation without words yields nothing.

    Args:
        text: The text.
        paragraphs: What ``find_paragraphs`` finds in it, where it is known already.
    """
    if not has_marks(text):
        return []
    if paragraphs is None:
        paragraphs = find_paragraphs(text)
    openings = [opening_mark(text, start, end) for start, end in paragraphs]
    quotations: list[Quotation] = []
    for (start, end), following in zip(paragraphs, [*openings[1:], ""], strict=False):
        for pair in pair_marks(text, start, end, following):
            inner = _stretch(text, pair.inner_start, pair.inner_end)
            if any(character.isalnum() for character in inner.text):
                quotations.append(
                    Quotation(pair.start, pair.end, text[pair.start : pair.end], inner, pair.closed)
                )
    return quotations


def _stretch(text: str, start: int, end: int) -> Stretch:
    """The stretch from ``start`` to ``end`` without the white space around it."""
    inner = text[start:end].lstrip()
    start = end - len(inner)
    inner = inner.rstrip()
    return Stretch(start, start + len(inner), inner)
