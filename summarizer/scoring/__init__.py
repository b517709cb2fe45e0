"""Scoring: how well results match reference annotations, and how those annotations are made and checked."""

from __future__ import annotations

from summarizer.scoring.references import AnnotationError, Reference, iter_references, read_reference
from summarizer.scoring.report import ScoreReport
from summarizer.scoring.scoring import score_runs

__all__ = [
    "AnnotationError",
    "Reference",
    "ScoreReport",
    "iter_references",
    "read_reference",
    "score_runs",
]
