"""Renders an article for the model: numbered sentences, marked candidates, between fences.

The text itself stays as it is but for what looks like a mark or like a fence. Taking the marks out again
gives the article outside its furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.records import Span
    from summarizer.text.candidates import Stretch
    from summarizer.text.segment import Segmented

__all__ = ["CLOSE", "OPEN", "Window", "defuse", "mark_up", "whole"]

OPEN, CLOSE = "⟦", "⟧"
_LOOK_ALIKES = str.maketrans({OPEN: "[", CLOSE: "]"})
_FENCE = re.compile(r"<(?=/?\s*article-[0-9a-f]{4,})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Window:
    """The sentences of an article that one request shows: all of them, or some in a row."""

    first: int
    """Number of the first sentence, from 0."""
    last: int
    """Number of the sentence after the last."""
    start: int
    """Offset at which the window begins."""
    end: int
    """Offset at which it ends, exclusive."""

    def holds(self, stretch: Stretch) -> bool:
        """Whether a stretch begins inside the window."""
        return self.start <= stretch.start < self.end


def whole(segmented: Segmented) -> Window:
    """The window over the whole article."""
    return Window(0, len(segmented.sentences), 0, len(segmented.text))


def defuse(text: str) -> str:
    """``text`` with other brackets where it looks like a fence or a mark: one character for one."""
    if "<" in text:
        text = _FENCE.sub("‹", text)
    return text.translate(_LOOK_ALIKES) if OPEN in text or CLOSE in text else text


def mark_up(segmented: Segmented, furniture: Iterable[Span], window: Window) -> str:
    """The article as the model sees it, without fences.

    Args:
        segmented: What the rules found.
        furniture: Spans that are left out.
        window: The part that is shown.
    """
    text = defuse(segmented.text)
    hidden = sorted((span.start, span.end) for span in furniture)
    marks = sorted(_marks(segmented, window))
    pieces: list[str] = []
    place = window.start
    for offset, _, mark in marks:
        pieces += (_visible(text, place, offset, hidden), mark)
        place = offset
    pieces.append(_visible(text, place, window.end, hidden))
    return "".join(pieces).strip()


def _marks(segmented: Segmented, window: Window) -> Iterable[tuple[int, tuple[int, ...], str]]:
    """Every mark with its offset and its rank among those of the same offset: closings come first."""
    for number in range(window.first, window.last):
        yield segmented.sentences[number].start, (1, 0), f"{OPEN}s{number + 1}{CLOSE} "
    for rank, (prefix, candidates) in enumerate(
        (("q", segmented.quotations), ("d", segmented.dates), ("f", segmented.figures)), start=1
    ):
        for number, candidate in enumerate(candidates, start=1):
            if not window.holds(candidate):
                continue
            end = min(candidate.end, window.end)
            yield candidate.start, (1, rank, -end), f"{OPEN}{prefix}{number} "
            yield end, (0, -candidate.start, -rank), CLOSE


def _visible(text: str, start: int, end: int, hidden: list[tuple[int, int]]) -> str:
    """What stands between two offsets, outside the hidden stretches."""
    pieces: list[str] = []
    for from_, to in hidden:
        if to <= start or from_ >= end:
            continue
        pieces.append(text[start : max(start, from_)])
        start = max(start, min(to, end))
    pieces.append(text[start:end])
    return "".join(pieces)
