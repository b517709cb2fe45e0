"""Who says what in English news text: cues, their sources, and the stretches that they cover."""

from __future__ import annotations

from summarizer.attribution.mapping import AttributionMap, Passage

__all__ = ["AttributionMap", "Passage"]
