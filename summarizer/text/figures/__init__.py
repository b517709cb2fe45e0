"""The figure finder: numbers with their qualifiers, units and counted nouns."""

from __future__ import annotations

from summarizer.text.figures.finder import find_figures

__all__ = ["find_figures"]
