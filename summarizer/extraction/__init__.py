"""From a document to its records: the model is chosen by name, here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.errors import UnknownModelError
from summarizer.extraction.baseline import summarize_by_rules

if TYPE_CHECKING:
    from summarizer.records import ArticleSummary, Document

__all__ = ["BASELINE", "check_model", "extract"]

BASELINE = "baseline"
"""Name of the model that is rules alone: no network, no key."""


def check_model(model: str) -> None:
    """Raise UnknownModelError unless something here can serve ``model``."""
    if model != BASELINE:
        raise UnknownModelError(f"no model is called {model!r} here; the one there is: {BASELINE}")


def extract(document: Document, *, model: str = BASELINE) -> ArticleSummary:
    """Turn one document into its grounded, checked result.

    Args:
        document: The article as read.
        model: Name of the model that labels what the rules find.

    Raises:
        UnknownModelError: Nothing here can serve ``model``.
    """
    check_model(model)
    return summarize_by_rules(document)
