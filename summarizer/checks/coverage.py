"""Finds what a result leaves open: unlabelled candidates, unresolved dates, a language without rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from summarizer.checks.codes import make_finding
from summarizer.checks.subjects import of_record, records_of
from summarizer.records import Span
from summarizer.text.scripts import mostly_not_latin
from summarizer.text.segment import MOST_CANDIDATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.records import ArticleSummary, Check, DocumentInfo
    from summarizer.text import Stretch
    from summarizer.text.segment import Segmented

__all__ = ["check_candidates", "check_dates", "check_language", "check_length", "english_share"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FUNCTION_WORDS_LIST = """
    the of and to that for with by at from it his have has not said are they were this who will which had
    their been its would after be but about when there than
"""
_FUNCTION_WORDS = frozenset(_FUNCTION_WORDS_LIST.split())
"""Frequent English words that are no frequent words of another language of the press."""
_FEWEST_WORDS = 40
"""Words from which on the share of function words tells English."""
_MOST_WORDS = 2000
"""Words that are looked at: the language does not change after them."""
_ENGLISH_SHARE = 0.08
"""English news keeps above 0.12, other languages below 0.03."""


def check_candidates(result: ArticleSummary, segmented: Segmented) -> Iterator[Check]:
    """``unlabelled-candidate``: figures and quotations that no record, dismissal or error accounts for."""
    spoken_for = _accounted(result, segmented)
    for kind, candidates, taken in (
        ("figure", segmented.figures, [figure.span for figure in result.figures]),
        ("quotation", segmented.quotations, [quote.span for quote in result.quotes]),
    ):
        covered = _Covered([*taken, *spoken_for[kind]])
        for candidate in candidates:
            if candidate not in covered:
                message = f"nothing accounts for the {kind} “{candidate.text}”; label it or dismiss it"
                span = Span(start=candidate.start, end=candidate.end, text=candidate.text)
                yield make_finding("unlabelled-candidate", message, span=span)


def check_length(segmented: Segmented) -> Iterator[Check]:
    """``truncated``: more candidates than an article may have, of which only the first are looked at."""
    if segmented.truncated:
        message = f"the text has more than {MOST_CANDIDATES} figures or quotations; only the first are taken"
        yield make_finding("truncated", message)


def check_dates(result: ArticleSummary) -> Iterator[Check]:
    """``date-unresolved``: records whose date is written, with neither of its ends known."""
    reason = "" if result.document.published else "; a publication date would help"
    for record in records_of(result):
        when = record.when
        if when.text and when.start is None and when.end is None:
            subject = of_record(record)
            message = f"the date “{when.text}” is not resolved to a day, in {subject}{reason}"
            yield make_finding("date-unresolved", message, record=subject.record, span=subject.span)


def check_language(document: DocumentInfo, text: str) -> Iterator[Check]:
    """``language-unsupported``: a document in another language, by its script, its tag or else its words."""
    if mostly_not_latin(text):
        message = (
            "most of its letters are of a script that English is not written in, but the rules know English"
            " only; read with care"
        )
        yield make_finding("language-unsupported", message)
        return
    language = document.language
    if language:
        if re.split("[-_]", language)[0].casefold() not in {"en", "eng"}:
            message = f"the article is in “{language}”, but the rules know English only; read with care"
            yield make_finding("language-unsupported", message)
        return
    known, total = _function_words(text)
    if total >= _FEWEST_WORDS and known < _ENGLISH_SHARE * total:
        message = (
            f"only {known} of the first {total} words are frequent English ones, but the rules know"
            " English only; read with care"
        )
        yield make_finding("language-unsupported", message)


def english_share(text: str) -> float | None:
    """The share of frequent English words in a text, none in another script; None if too short to tell."""
    if mostly_not_latin(text):
        return 0.0
    known, total = _function_words(text)
    return None if total < _FEWEST_WORDS else known / total


def _function_words(text: str) -> tuple[int, int]:
    """How many of the first words are frequent English ones, and of how many."""
    words = [word.casefold() for word in _WORD.findall(text)[:_MOST_WORDS]]
    return sum(map(_FUNCTION_WORDS.__contains__, words)), len(words)


class _Covered:
    """Whether a stretch overlaps any of some spans; answers in logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted((span.start, span.end) for span in spans if span.text)
        self._starts = [start for start, _ in ordered]
        self._reaches = list(accumulate((end for _, end in ordered), max))

    def __contains__(self, stretch: Stretch) -> bool:
        before = bisect_left(self._starts, stretch.end)
        return before > 0 and self._reaches[before - 1] > stretch.start


def _accounted(result: ArticleSummary, segmented: Segmented) -> dict[str, list[Span]]:
    """The spans of what was dismissed, or kept out by an error, by the kind of candidate that they stood for.

    A finding does not say what its candidate was. Whatever coincides with a quotation was the quotation, and
    leaves the figures inside open; anything else was a figure.
    """
    quotations = {(one.start, one.end) for one in segmented.quotations}
    quotations.update((one.inner.start, one.inner.end) for one in segmented.quotations)
    figures = {(one.start, one.end) for one in segmented.figures}
    spans: dict[str, list[Span]] = {"figure": [], "quotation": []}
    for check in result.checks:
        if check.span is None or not (check.code == "dismissed-candidate" or check.severity == "error"):
            continue
        place = (check.span.start, check.span.end)
        if place in quotations:
            spans["quotation"].append(check.span)
        if place in figures or place not in quotations:
            spans["figure"].append(check.span)
    return spans
