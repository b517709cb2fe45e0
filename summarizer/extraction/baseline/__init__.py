"""The ``baseline`` model: rules alone, no network; the floor that every model must beat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.attribution.mapping import AttributionMap
from summarizer.checks import apply_checks
from summarizer.extraction.baseline.events import find_events
from summarizer.extraction.baseline.figures import label_figures
from summarizer.extraction.baseline.quotes import label_quotes
from summarizer.extraction.baseline.spoken import attribute_quotations
from summarizer.extraction.baseline.summary import summarize_lead
from summarizer.records import ArticleSummary, Provenance
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from summarizer.records import Document

__all__ = ["RULES_VERSION", "summarize_by_rules"]

RULES_VERSION = "1"
"""Version of the rules, kept with each result: a change of rules is a change of model."""


def summarize_by_rules(document: Document) -> ArticleSummary:
    """Label what the rules find in ``document``, and check the result like any model's."""
    info = document.info
    segmented = segment(document.text, published=info.published, furniture=info.furniture)
    attributions = AttributionMap(segmented, info.outlet)
    spoken = attribute_quotations(segmented, attributions)
    quotes = label_quotes(segmented, spoken)
    figures = label_figures(segmented, spoken, attributions)
    events = find_events(segmented, spoken, attributions, title=info.title)
    result = ArticleSummary(
        status="ok",
        document=info,
        summary=summarize_lead(segmented, events, figures, quotes, title=info.title),
        events=tuple(events),
        figures=tuple(figures),
        quotes=tuple(quotes),
        provenance=Provenance(
            model="baseline",
            origin="rules",
            parameters={"rules": RULES_VERSION},
            input_tokens=0,
            output_tokens=0,
            cost_usd=0.0,
        ),
    )
    return apply_checks(result, segmented)
