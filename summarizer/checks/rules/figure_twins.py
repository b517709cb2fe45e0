"""Lists of words and phrases as patterns, and figures of a statement beside those of what it cites."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import lemma
from summarizer.checks.lists import load_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.checks.evidence import Evidence
    from summarizer.text.candidates import FigureCandidate

__all__ = ["any_of", "counted_lemmas", "has_phrase", "is_plain", "phrases", "twins", "words_of"]

_TIME = frozenset(
    ["second", "minute", "hour", "day", "night", "week", "fortnight", "month", "quarter", "year", "decade"]
)
_SHARE = frozenset(["percent", "percentage point", "basis point"])
_EXPRESSIVE = 13
"""From this value on, a number alone tells that the same thing is counted."""


def phrases(section: str, key: str) -> tuple[str, ...]:
    """One list of ``quantities.toml``."""
    return tuple(load_list("quantities")[section][key])


def any_of(listed: Iterable[str]) -> str:
    """A pattern that matches any of the phrases, the longest first, over any white space."""
    ordered = sorted({phrase.casefold() for phrase in listed}, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)


@lru_cache(maxsize=64)
def _pattern(section: str, key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(phrases(section, key))})(?!\w|-\w)", re.IGNORECASE)


def has_phrase(text: str, section: str, key: str) -> re.Match[str] | None:
    """The first phrase of a list that stands in ``text`` as whole words."""
    return _pattern(section, key).search(text)


def words_of(section: str, key: str, text: str) -> Iterator[re.Match[str]]:
    """Every phrase of a list in ``text``."""
    return _pattern(section, key).finditer(text)


def counted_lemmas(figure: FigureCandidate) -> frozenset[str]:
    """The dictionary forms of the words of the counted noun phrase."""
    words = re.findall(r"[^\W\d_]+", figure.counted.text) if figure.counted else []
    return frozenset(map(lemma, words))


def is_plain(figure: FigureCandidate) -> bool:
    """Whether it is one number with a value, neither a range nor a score."""
    return figure.value is not None and figure.upper is None


def twins(figure: FigureCandidate, cited: Evidence) -> list[FigureCandidate]:
    """The figures of what is cited that state the same value of the same thing.

    Where a figure with the same unit or counted noun is there, only such count; else a large value is
    enough, or a single small one of which one side names no noun.
    """
    same = [one for one in cited.figures if _same_value(one, figure)]
    own = counted_lemmas(figure)
    strict = [
        one
        for one in same
        if (figure.unit and one.unit == figure.unit) or (own and counted_lemmas(one) & own)
    ]
    if strict:
        return strict
    loose = [one for one in same if _kind(one) == _kind(figure) or not (one.unit and figure.unit)]
    value = figure.value or 0
    if value >= _EXPRESSIVE or value != int(value):
        return loose
    return loose if len(same) == 1 and not (loose and loose[0].unit and figure.unit) else []


def _same_value(one: FigureCandidate, other: FigureCandidate) -> bool:
    if one.value is None or other.value is None or one.upper is not None:
        return False
    return abs(one.value - other.value) <= 1e-6 * max(abs(one.value), abs(other.value))


def _kind(figure: FigureCandidate) -> str:
    unit = figure.unit or ""
    if unit in _TIME:
        return "time"
    if unit in _SHARE:
        return "share"
    return "money" if unit.isupper() and len(unit) == 3 else "noun"
