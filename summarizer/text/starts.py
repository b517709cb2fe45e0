"""Where in a text dates and quantities may begin: one scan for both."""

from __future__ import annotations

import re

from summarizer.text.dates.starts import DATE_DIGITS, DATE_TAILS, date_starts
from summarizer.text.figures.starts import AFTER_CURRENCY, CURRENCY_LETTERS, NUMBER_TAILS, number_starts
from summarizer.text.figures.starts import DIGITS as NUMBER_DIGITS
from summarizer.text.words import has_odd_letters, small_letters, word_tree

__all__ = ["find_starts"]

_DATE_WORDS = frozenset(DATE_TAILS)
_ONLY_DATE_WORDS = _DATE_WORDS - NUMBER_TAILS.keys()
_TAILS = {
    word: "(?:{})".format("|".join(tails[word] for tails in (DATE_TAILS, NUMBER_TAILS) if word in tails))
    for word in DATE_TAILS | NUMBER_TAILS
}
_START = re.compile(f"[^a-z0-9](?=({word_tree(_TAILS)})|{NUMBER_DIGITS})")
"""Before what a date or a number may begin with. Each of the words has to end where it does, so that no more
than one of them stands at a place; every date in digits begins with a digit of a number."""


def find_starts(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """What ``date_starts`` and what ``number_starts`` finds in ``text``."""
    if has_odd_letters(text):
        return date_starts(text), number_starts(text)
    dates: list[tuple[int, int]] = []
    numbers: list[int] = []
    small = "\n" + small_letters(text)
    for found in _START.finditer(small):
        start = found.start()  # in ``text``, of what stands behind the character that was found
        word = found[1]
        if word is None:
            if digits := DATE_DIGITS.match(small, start + 1):
                dates.append((start, digits.end() - 1))
        elif word in _DATE_WORDS:
            dates.append((start, start + len(word)))
            if word in _ONLY_DATE_WORDS:
                continue
        before = small[start]
        if before.isalnum() or before == "_":
            continue
        if word in CURRENCY_LETTERS:
            if AFTER_CURRENCY.match(text, start + len(word)):
                numbers.append(start + len(word))
        elif not (before in ",." and start > 1 and text[start - 2].isdecimal()):  # it goes on a number
            numbers.append(start)
    return dates, numbers
