"""Matches the records of two results of one article: computed once, read by the scorer and the diff."""

from __future__ import annotations

from summarizer.alignment.aligning import align
from summarizer.alignment.names import normalised_name, same_source
from summarizer.alignment.records import AlignedResult, Alignment, Pair, PairType
from summarizer.errors import AlignmentError

__all__ = [
    "AlignedResult",
    "Alignment",
    "AlignmentError",
    "Pair",
    "PairType",
    "align",
    "normalised_name",
    "same_source",
]
