"""Finds passages in quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.text.candidates import Quotation


def find_quotations(text: str) -> list[Quotation]:
    """Find the passages in quotation marks in ``text``."""
    raise NotImplementedError(text)
