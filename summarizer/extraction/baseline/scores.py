"""Which figures are the scores of a game: results, points, runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.records import Measure
    from summarizer.text.candidates import FigureCandidate

__all__ = ["measure_score"]

_SCORED_WORDS = """
    goal run wicket try touchdown four six boundary homer birdie bogey eagle three-pointer basket penalty
    conversion
"""
_SCORED = frozenset(_SCORED_WORDS.split())
_SETS = re.compile(r"sets?", re.IGNORECASE)
_INDEX = re.compile(
    r"""\b(?:
        index(?:es)?|indices|average|benchmark|composite|dow|ftse|nasdaq|s&p|nikkei|dax|cac|sensex|nifty
        |hang[ ]seng|stoxx|kospi|tsx|asx
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Before points that are no score: “the Sensex shed 690 points”."""
_INDEX_AT = re.compile(rf"{_INDEX.pattern}[^.;]*\b(?:to|at)\s+$", re.IGNORECASE | re.VERBOSE)
"""“the Dow rose 120 points to | 34,500”."""
_SMALLEST_INDEX = 1000
_REACH = 80
_PAR = re.compile(r"[ -](?:under|over)[ -]par\b", re.IGNORECASE)
_POLL = re.compile(r"\b(?:polls?|polling|candidates?|elections?|voters?|votes?|ballots?)\b", re.IGNORECASE)
_CUE = re.compile(
    r"""\b(?:
        # “was out for | 147”, “lbw for | 22”
        (?:out|lbw|bowled|caught|stumped|dismissed|declar(?:ed|ing))\s+(?:for|at|on)
        |(?:unbeaten|not\s+out|stranded|dropped)\s+on
        # “averages | 58”, “a lead of | 262”
        |card(?:ed|ing)\s+an?|averag(?:ed|es|ing)|(?:first-innings\s+)?lead\s+of
    )\s+$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Before a number that nothing counts."""


def measure_score(figure: FigureCandidate, before: str, after: str) -> Measure | None:
    """The measure of a game's numbers; None for any other figure.

    “3-1”, “two goals” and “out for 147” are scores; points of an index are not, points of a poll are a share.
    """
    if figure.unit == "point":
        if figure.value != round(figure.value or 0) or _INDEX.search(before[-60:]):
            return "other"
        return "share" if _POLL.search(before) or _POLL.search(after) else "score"
    if (figure.bound == "exact" and figure.upper is not None) or figure.unit in _SCORED:
        return "score"
    if figure.counted is not None:
        return "score" if _SETS.fullmatch(figure.counted.text) else None
    if figure.unit is not None:
        return None
    if _CUE.search(before[-40:]) or _PAR.match(after):
        return "score"
    large = (figure.value or 0) >= _SMALLEST_INDEX or "." in figure.number.text
    return "other" if large and _INDEX_AT.search(before[-_REACH:]) else None
