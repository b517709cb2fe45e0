"""Where in a text a quantity may begin: one scan that leaves out most of what begins none."""

from __future__ import annotations

import re

from summarizer.text.figures.currencies import GLUED_CURRENCY, GLUED_LETTERS
from summarizer.text.figures.number_words import DENOMINATORS, FIRST_WORDS, SCALES, VULGAR
from summarizer.text.figures.numerals import NUMBER_START
from summarizer.text.figures.units import UNIT_NAMES
from summarizer.text.words import branches, has_odd_letters, small_letters, word_tree

__all__ = ["number_starts"]

_GAP = r"[ \u00a0\u202f\u2009\n\u2010\u2011-]"
"""What may stand between “a” and a word of a quantity, no more than three times."""
_AFTER_ARTICLE = word_tree(
    dict.fromkeys(
        ["few", "couple", *SCALES, *DENOMINATORS, *(re.split("[ -]", name)[0] for name in UNIT_NAMES)], ""
    )
)
"""“a dozen”, “a third”, “a few hundred”, “a mile and a half”: without one of these, “a” is an article."""
_CURRENCY_LETTERS = frozenset(map(str.lower, GLUED_LETTERS))
_START = re.compile(
    r"[^a-z0-9_](?=([0-9{}]|\.\d|{}))(?<!\w)".format(
        "".join(VULGAR),
        branches(
            dict.fromkeys(_CURRENCY_LETTERS, "(?=[0-9])")
            | dict.fromkeys(FIRST_WORDS, "(?![a-z])")
            | dict.fromkeys(("a", "an"), f"{_GAP}{{1,3}}{_AFTER_ARTICLE}")
            | dict.fromkeys(
                ("several", "few", "many", "couple"), f"{_GAP}(?:hundred|thousand|dozen|million|billion)"
            )
        ),
    )
)
"""Before a number, in small letters, with what has to follow some words; or before letters for a currency."""
_AFTER_CURRENCY = re.compile(rf"[0-9](?<=[A-Za-z].){GLUED_CURRENCY}")
_NUMBER_AHEAD = re.compile(f"(?={NUMBER_START.pattern})", NUMBER_START.flags)


def number_starts(text: str) -> list[int]:
    """Offsets where a number may begin, in order; “a” and “few” only before a word that makes them one.

    No quantity begins anywhere else where ``NUMBER_START`` matches: without such a word after it, an article
    is read neither as a number nor as one unit of measure.
    """
    if has_odd_letters(text):
        return [found.start() for found in _NUMBER_AHEAD.finditer(text)]
    starts: list[int] = []
    for found in _START.finditer("\n" + small_letters(text)):
        start = found.start()  # of the number in ``text``, which is one character behind
        if found[1] in _CURRENCY_LETTERS:
            end = found.end(1) - 1
            if _AFTER_CURRENCY.match(text, end):
                starts.append(end)
        elif not _goes_on_number(text, start):
            starts.append(start)
    return starts


def _goes_on_number(text: str, start: int) -> bool:
    """Whether a digit and its separator stand before ``start``."""
    return start > 1 and text[start - 1] in ",." and text[start - 2].isdecimal()
