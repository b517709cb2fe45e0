"""The words that numbers are written with, and what a run of them adds up to."""

from __future__ import annotations

import re

from summarizer.text.figures.patterns import fold

__all__ = [
    "DENOMINATORS",
    "FIRST_WORDS",
    "INDEFINITE",
    "NUMBER_WORDS",
    "SCALES",
    "SHORT_SCALES",
    "SMALL",
    "TENS",
    "VULGAR",
    "sum_words",
]

SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 100, "dozen": 12, "thousand": 10**3, "lakh": 10**5, "lakhs": 10**5, "million": 10**6,
    "crore": 10**7, "crores": 10**7, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
}  # fmt: skip
SHORT_SCALES = {
    "mn": 10**6, "mln": 10**6, "cr": 10**7, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
"""Scales as they are written behind digits only: “14.3bn”."""
VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8, "⅜": 3 / 8}
DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8,
    "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip
NUMBER_WORDS = (*SMALL, *TENS, *SCALES)
INDEFINITE = r"tens|dozens|scores|hundreds|thousands|lakhs|millions|crores|billions|trillions"
FIRST_WORDS = (
    *("a", "an", "half", "quarter", "several", "few", "many", "couple"),
    *INDEFINITE.split("|"),
    *NUMBER_WORDS,
)
"""Words that a number may begin with."""

_BELOW_100 = SMALL | TENS
_PIECE = re.compile(r"[^\W\d_]+|&")
_NO_CEILING = 10**18


def sum_words(text: str, start: int, end: int) -> tuple[int, int, int]:
    """What the number words in ``text[start:end]`` come to, as far as they are one number.

    Returns:
        The value, where the part that is one number ends (``start`` if none is), and the scale that it ends
        in: 100 for “two hundred”, 1 without one. “two hundred, three” gives 200, ending before the comma.
    """
    single = _BELOW_100.get(text[start:end].lower())
    if single is not None:
        return single, end, 1
    total = _Total()
    last = start
    joined = False  # an “and” is waiting for what it joins
    for piece in _PIECE.finditer(text, start, end):
        word = fold(piece[0])
        if word in ("and", "&"):
            joined = True
            continue
        listed = "," in text[last : piece.start()] and not total.above
        if listed or (joined and total.scale == 1) or not total.take(word):
            break
        joined = False
        last = piece.end()
    return total.above + total.group, last, total.scale


class _Total:
    """A sum of number words in two registers: the group below a thousand, and what stands above it."""

    def __init__(self) -> None:
        self.above = 0
        self.group = 0
        self.scale = 1
        """The last scale words in a row, multiplied: 100,000 in “two hundred thousand”."""
        self._after_scale = False
        self._room = 1000
        """What the group still takes is below this: 1000 at first, 10 after “twenty”, 1 after a digit."""
        self._ceiling = _NO_CEILING
        """The next scale has to be below this: no “two million billion”."""

    def take(self, word: str) -> bool:
        """Take in the next word; False if it does not go on the same number."""
        if word in ("a", "an"):
            self.group, self._room = 1, 1
            return True
        if word in SCALES:
            return self._take_scale(word)
        self._after_scale = False
        return self._take_small(SMALL[word]) if word in SMALL else self._take_tens(TENS[word])

    def _take_small(self, number: int) -> bool:
        if number >= self._room or self._room <= 1 or (self._room == 10 and number == 0):
            return False
        self.group, self._room = self.group + number, 1
        return True

    def _take_tens(self, number: int) -> bool:
        if self._room < 100:
            return False
        self.group, self._room = self.group + number, 10
        return True

    def _take_scale(self, word: str) -> bool:
        scale = SCALES[word]
        taken = self._multiply_group(word) if scale < 1000 else self._close_group(scale)
        if taken:
            self.scale = self.scale * scale if self._after_scale else scale
            self._after_scale = True
        return taken

    def _multiply_group(self, word: str) -> bool:
        """“three hundred”, “two dozen”; nobody writes “thirty dozen”."""
        if not 0 < self.group < 100 or (word == "dozen" and self.group > 20):
            return False
        self.group, self._room = self.group * SCALES[word], 100 if word == "hundred" else 1
        return True

    def _close_group(self, scale: int) -> bool:
        """“three hundred thousand”: the group goes above, and a new one begins; also “one lakh crore”."""
        if self._after_scale and not self.group and self._ceiling < scale < _NO_CEILING:
            self.above, self._ceiling = self.above * scale, 1
            return True
        if not self.group or scale >= self._ceiling:
            return False
        self.above += self.group * scale
        self.group, self._room, self._ceiling = 0, 1000, scale
        return True
