"""Splits text into sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.text.candidates import TextSentence


def split_sentences(text: str) -> list[TextSentence]:
    """Split ``text`` into sentences."""
    raise NotImplementedError(text)
