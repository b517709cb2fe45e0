"""Finders: rules that find sentences, figures, quotations and dates in English news text."""

from __future__ import annotations

from summarizer.text.candidates import (
    DatePhrase,
    FigureCandidate,
    Quotation,
    Stretch,
    TextSentence,
)
from summarizer.text.dates import find_dates
from summarizer.text.figures import find_figures
from summarizer.text.quotations import find_quotations
from summarizer.text.sentences import split_sentences

__all__ = [
    "DatePhrase",
    "FigureCandidate",
    "Quotation",
    "Stretch",
    "TextSentence",
    "find_dates",
    "find_figures",
    "find_quotations",
    "split_sentences",
]
