"""Where in a text a date may begin: one scan that leaves out most words of dates that begin none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.text.dates.calendar import CALENDAR_MATCHERS
from summarizer.text.dates.quarters import QUARTER_MATCHERS
from summarizer.text.dates.relative import RELATIVE_MATCHERS
from summarizer.text.dates.vocabulary import CARDINALS, MONTHS, ORDINALS, WEEKDAYS
from summarizer.text.words import branches, has_odd_letters, small_letters, word_tree

if TYPE_CHECKING:
    from summarizer.text.dates.terms import Matcher

__all__ = ["MATCHERS", "date_starts"]

MATCHERS: dict[str, tuple[Matcher, ...]] = {
    word: tuple(
        matchers[word]
        for matchers in (QUARTER_MATCHERS, CALENDAR_MATCHERS, RELATIVE_MATCHERS)
        if word in matchers
    )
    for word in QUARTER_MATCHERS | CALENDAR_MATCHERS | RELATIVE_MATCHERS
}
"""The word that a date begins with, lower case, to what reads it, in order."""

_WORD_ENDS = "(?![a-z])"
_GAP = r"\s{1,5}"
"""No less than the longest space within a date."""


def _one_of(words: str, *more: str) -> str:
    """A pattern of what begins with one of the words."""
    return word_tree(dict.fromkeys((*words.split(), *more), ""))


_PERIODS = (
    "second minute hour day night week fortnight month quarter year decade centur morning afternoon evening "
    "spring summer autumn fall winter season term"
)
_COUNTS = "few several many couple some dozen number consecutive"
_AFTER_DETERMINER = _one_of(
    f"{_PERIODS} {_COUNTS} past last coming next fiscal financial calendar full half",
    *(*CARDINALS, *WEEKDAYS, *MONTHS),
)
_DETERMINED = rf"(?=[\s-]\s{{0,4}}(?:\d|{_AFTER_DETERMINER}))"
_NAMED_BEFORE = rf"(?={_GAP}{_one_of('day night morning afternoon evening week month year', *WEEKDAYS)})"
_PART_OF_YEAR = rf"(?=[\s-]\s{{0,4}}(?:quarter|half|day|of|\d|[a-z]+{_GAP}months))"
_TAILS = (
    dict.fromkeys(MATCHERS, _WORD_ENDS)
    | dict.fromkeys((*ORDINALS, "final"), _PART_OF_YEAR)
    | dict.fromkeys(("spring", "summer", "autumn", "fall", "winter"), rf"(?={_GAP}(?:of{_GAP})?[12])")
    | dict.fromkeys(("q", "h"), "(?=[1-4])")
    | dict.fromkeys(
        ("this", "last", "past", "coming", "current", "upcoming", "next", "previous"), _DETERMINED
    )
    | dict.fromkeys(("that", "same", "following"), _NAMED_BEFORE)
    | {
        "new": rf"(?={_GAP}year)",
        "day": rf"(?={_GAP}(?:after|before))",
        "recent": rf"(?={_GAP}[dwmyht])",
    }
)
"""What has to follow the words of dates, as their matchers have it at least."""
_DIGITS = (
    r"[0-9](?:[0-9]{3}(?![0-9])|[0-9]?(?![0-9])(?=\d?(?:st|nd|rd|th)?(?:s|\s{0,5}(?:[-–—‑/.&]|"
    + _one_of("day of to and or until through", *MONTHS)
    + "))))"
)
"""A year, or a day with a month or another number behind it; its second digit may be of another script."""
_START = re.compile(f"[^a-z0-9](?:{branches(_TAILS)}|{_DIGITS})")
"""The word or the digits that a date may begin with, in small letters, and what stands before them.

Matches are consumed: no other start lies within one as long as words are letters and digits only, and what
follows them is looked at and not taken.
"""
_ANY_WORD = branches(dict.fromkeys(MATCHERS, _WORD_ENDS))
_WORD = re.compile(f"[^a-z0-9](?:{_ANY_WORD}|(?:[0-9]{{1,2}}|[0-9]{{4}})(?![0-9]))")
"""The same without what has to follow."""


def date_starts(text: str) -> list[tuple[int, int]]:
    """Start and end of the words and digits that a date may begin with, in order.

    None begins within a word. What is left out has nothing behind it with which its matchers could match.
    """
    pattern = _WORD if has_odd_letters(text) else _START
    # One character is put before the text, and the patterns begin one before the word.
    return [(found.start(), found.end() - 1) for found in pattern.finditer("\n" + small_letters(text))]
