"""Finds date phrases and resolves them against the publication date."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.text.candidates import DatePhrase


def find_dates(text: str, published: str | None = None) -> list[DatePhrase]:
    """Find the date phrases in ``text``."""
    raise NotImplementedError((text, published))
