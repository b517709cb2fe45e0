"""Grounding: every span of a result against the source, and passages aligned to it exactly."""

from __future__ import annotations

from summarizer.grounding.index import SourceIndex, locate
from summarizer.grounding.spans import iter_spans, record_spans, sentence_spans, spans_of, stands, ungrounded

__all__ = [
    "SourceIndex",
    "iter_spans",
    "locate",
    "record_spans",
    "sentence_spans",
    "spans_of",
    "stands",
    "ungrounded",
]
