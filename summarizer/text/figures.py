"""Finds quantities."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.text.candidates import FigureCandidate


def find_figures(text: str) -> list[FigureCandidate]:
    """Find the quantities in ``text``."""
    raise NotImplementedError(text)
