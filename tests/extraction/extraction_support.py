"""Short articles through the rules, for the tests of the extraction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.attribution.mapping import AttributionMap
from summarizer.extraction import extract
from summarizer.reading import read_text
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from summarizer.attribution.antecedents import Attribution
    from summarizer.records import ArticleSummary, Figure

PUBLISHED = "2025-10-08"


def summarized(text: str) -> ArticleSummary:
    """The result of the rules for a text."""
    return extract(read_text(text, id="article"))


def attributions(text: str, outlet: str | None = None) -> list[Attribution]:
    """The attributions of a text in order."""
    found = AttributionMap(segment(text, published=PUBLISHED), outlet)
    return [attribution for passage in found.passages for attribution in passage.attributions]


def chains(text: str) -> list[list[str]]:
    """The names in the chains of a text in order."""
    return [[source.name for source in one.chain] for one in attributions(text)]


def covered(text: str, number: int = 0) -> str:
    """The stretch that an attribution of a text covers, without punctuation around it."""
    start, end = attributions(text)[number].cue.cover
    return text[start:end].strip(" ,.")


def figure(text: str, words: str) -> Figure:
    """The figure of a text whose own words are ``words``."""
    return next(one for one in summarized(text).figures if one.text == words)
