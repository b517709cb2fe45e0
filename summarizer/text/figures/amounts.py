"""Reads a number together with its currency, percent sign or unit of measure."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.text.figures.arithmetic import hundredth, percent_of, times, whole
from summarizer.text.figures.counted import find_counted
from summarizer.text.figures.currencies import (
    CURRENCY_AFTER,
    CURRENCY_WORDS,
    MINOR,
    currency_code,
    read_currency_before,
)
from summarizer.text.figures.numerals import Numeral, read_numeral
from summarizer.text.figures.patterns import SPACE, fold
from summarizer.text.figures.units import MEASURE_WORDS, PERCENT_AFTER, UNIT_AFTER, percent_unit, unit_code
from summarizer.text.words import as_matched, word_set

__all__ = ["Amount", "AmountReader"]

_COUNTRY_DOLLARS = re.compile(
    r"""
    \b(?:figures|amounts|prices|values|sums)\b[^.\n]{0,40}?
    \bin[ ](australian|canadian|new[ ]zealand|hong[ ]kong|singapore|jamaican|taiwan)[ ]dollars\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""“All figures in Canadian dollars”: what a bare $ is in this text."""

_NO_UNIT_AFTER = ",.;:)]?!"
"""Right after a number these, or the end of the text, leave it without a unit."""

_WORD_AFTER = re.compile(r"[ \u00a0]([A-Za-z]++)(?![^\x00-\x7f])")
_GOING_ON = CURRENCY_WORDS | MEASURE_WORDS | word_set("below in out to and or for")
"""Words that make more of a number: without one of them, the word after a space is none of its unit, nor
does it join a second number to it."""

_LETTER_SCALE = re.compile(r"(?P<letter>[mMkKbBT])(?![A-Za-z0-9/&’'])")
_LETTER_SCALES = {"m": 10**6, "k": 10**3, "b": 10**9, "t": 10**12}
_METRES_NEAR = re.compile(
    r"""
    \b(?: metres? | meters? | height | tall | high | deep | wide | long | length | depth | elevation
        | span | above
        | jump | throw | vault | races? | sprint(?:s|ers?)? | hurdles | freestyle | butterfly | backstroke
        | breaststroke | relay | finals? | semi-finals? | heats? | titles? | champions? | runners? | swimmers?
        | mast | wall | tower | tides? | waves? | swell
    )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Words around an m that is metres: “a 60m wall”."""

_MILLION = r"(?:million|billion|mn|bn)\b"
_MILLION_BEFORE = re.compile(
    rf"{_MILLION}[^.;\n\d]{{0,16}}{SPACE}(?:from|to|and|or|than|with|against|of){SPACE}[\d.,]+m\Z"
)
_MILLION_AFTER = re.compile(
    rf"{SPACE}(?:to|and|or|from|out{SPACE}of|of){SPACE}(?:[a-z]+{SPACE})?[\d.,]+{SPACE}?{_MILLION}"
)
"""A figure in millions that an m is paired with: “to 500 million from 400m”."""
_M_AFTER = re.compile(rf"{SPACE}(?:to|and|or){SPACE}[\d.,]+m\b")
"""With persons behind it: “from 300m to 400m people”."""

_WEIGHT_NEAR = re.compile(
    r"\b(?:weigh\w*|weight|heav\w+|lift\w*|lbs?|fish|baby|bag|sack)\b",
    re.IGNORECASE,
)
"""Words around pounds that are a weight."""

_MINUS = re.compile(
    rf"(?:^|[\s(])(?P<sign>(?P<range>plus[ ]or[ ])?minus{SPACE}|[-−])\Z",
    re.IGNORECASE,
)
_OF_A = re.compile(rf"(?:{SPACE}of)?{SPACE}an?(?={SPACE})")
_A_CENT = re.compile(r" (?:of )?a cent\b")
_SECOND_PART = re.compile(rf"(?:,?{SPACE}(?:and{SPACE})?|-)(?=\d|[a-z])")
_SMALLER = {
    "foot": ("inch", 12),
    "hour": ("minute", 60),
    "minute": ("second", 60),
    "year": ("month", 12),
    "pound": ("ounce", 16),
    "stone": ("pound", 14),
}
"""Units that are written in two parts, with the smaller one and how many of it make the larger."""
_FEET_AND_INCHES = re.compile(r"(?<![\w.,][3-8])(?<=[3-8])['’′][ ]?(\d|1[01])(?:[\"”″]|''|’’)")
_BELOW_ZERO = re.compile(rf"{SPACE}below{SPACE}zero\b")
_INCHES = re.compile(r"[ \u00a0-]?in\b\.?")


_PLURAL_AFTER = re.compile(rf"{SPACE}[a-z]+s\b")
_POUNDS_AFTER = re.compile(rf"st{SPACE}?\d{{1,2}}{SPACE}?lbs?\b")


def _is_tight(text: str, numeral: Numeral, unit: str) -> bool:
    """Whether letters glued to digits are a unit: “16st”, “1st 3lb” and “48MP”, but not “21st”."""
    if numeral.kind != "digits" or unit != "st":
        return numeral.kind == "digits"
    ordinal = text[numeral.end - 1] == "1" and text[numeral.end - 2 : numeral.end] != "11"
    return not ordinal or _POUNDS_AFTER.match(text, numeral.end) is not None


def _name_span(match: re.Match[str]) -> tuple[int, int]:
    """Where the name of a currency stands, its nation included."""
    return match.start("nation" if match["nation"] else "name"), match.end("name")


class Amount(NamedTuple):
    """A number with the unit of measure around it."""

    numeral: Numeral
    start: int
    end: int
    value: float | int | None
    unit: str | None
    shown: bool
    """Whether a currency, percent sign or unit of measure is written with it."""
    word: tuple[int, int] | None = None
    """Where the unit or the currency stands, if it is written as a word: “months”, “Swiss francs”."""
    alone: bool = False
    """Whether what stands right after it is known to be no part of the quantity, nor of a pair of numbers."""


class AmountReader:
    """Reads amounts of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        country = _COUNTRY_DOLLARS.search(text) if "ollars" in text else None
        self.dollar = currency_code("dollar", country[1]) if country else "USD"

    def read(self, numeral: Numeral, *, money: bool = False) -> Amount:
        """The number with its currency, percent sign or unit.

        Args:
            numeral: The number.
            money: Whether it is known to be money, so that an m is a million: the second number of “$3-5m”.
        """
        amount = self._read(numeral, money=money)
        if amount.alone or amount.value is None or not (zero := _BELOW_ZERO.match(self.text, amount.end)):
            return amount
        return amount._replace(end=zero.end(), value=-abs(amount.value), shown=True)

    def _read(self, numeral: Numeral, *, money: bool) -> Amount:
        text, end = self.text, numeral.end
        before = self._currency_before(numeral)
        if before:
            return before
        start, value = self._sign(numeral)
        if numeral.kind != "fraction" and self._is_alone(end):
            return Amount(numeral, start, end, value, None, shown=False, alone=True)
        if percent := PERCENT_AFTER.match(text, end):
            return Amount(numeral, start, percent.end(), value, percent_unit(percent[0]), shown=True)
        if numeral.kind == "fraction":
            return self._fraction(numeral)
        if after := CURRENCY_AFTER.match(text, end):
            amount = self._with_currency_after(numeral, start, value, after)
            if amount:
                return amount
        scaled_end, scaled = self._letter_scale(numeral, value, sure=money)
        if scaled_end > end:
            after = CURRENCY_AFTER.match(text, scaled_end)
            amount = self._with_currency_after(numeral, start, scaled, after) if after else None
            return amount or Amount(numeral, start, scaled_end, scaled, None, shown=False)
        if height := _FEET_AND_INCHES.match(text, end):
            return self._height(numeral, height)
        unit = UNIT_AFTER.match(text, end)
        if unit and self._is_unit(unit, numeral):
            code = unit_code(unit["unit"])
            amount = Amount(numeral, start, unit.end(), value, code, shown=True, word=unit.span("unit"))
            return self._two_parts(amount)
        return Amount(numeral, start, end, value, None, shown=False)

    def _is_alone(self, end: int) -> bool:
        """Whether a mark or a word follows with which no unit, no share and no second number begins."""
        if self.text[end : end + 1] in _NO_UNIT_AFTER:
            return True
        word = _WORD_AFTER.match(self.text, end)
        return word is not None and word[1].lower() not in _GOING_ON

    def _height(self, numeral: Numeral, inches: re.Match[str]) -> Amount:
        """“6'2"”: one amount in inches."""
        value = (numeral.value or 0) * 12 + int(inches[1])
        return Amount(numeral, numeral.start, inches.end(), value, "inch", shown=True)

    def currency_width(self, at: int) -> int:
        """Width of a currency sign that stands at ``at``, right before digits; else 0."""
        for width in (1, 2, 3, 4):
            following = self.text[at + width : at + width + 1]
            if following.isdigit() and read_currency_before(self.text[at : at + width]):
                return width
        return 0

    # -- currencies ---------------------------------------------------------------------------------

    def _currency_before(self, numeral: Numeral) -> Amount | None:
        """“$14.3bn”, “Rs 500”, “-£2m”."""
        text, start = self.text, numeral.start
        if numeral.kind != "digits":
            return None
        before = read_currency_before(text[max(0, start - 8) : start])
        if before is None or (before["weak"] and not (numeral.scaled or "," in text[start : numeral.end])):
            return None
        written = before["sign"] or before["letters"] or before["weak"]
        end, value = self._letter_scale(numeral, numeral.value, sure=True)
        value = -value if before["minus"] and value else value
        code = self.dollar if written == "$" else currency_code(written)
        return Amount(numeral, start - len(before[0]), end, value, code, shown=True)

    def _with_currency_after(
        self, numeral: Numeral, start: int, value: float | None, match: re.Match[str]
    ) -> Amount | None:
        """“5 euros”, “20 million Canadian dollars”, “50p”, “30 pounds”."""
        end = match.end()
        if match["minor"]:
            return self._hundredths(numeral, start, match, match["minor"])
        if match["sign"] or match["code"]:
            code = currency_code(match["sign"] or match["code"])
            return Amount(numeral, start, end, value, code, shown=True)
        name = fold(match["name"])
        minor = name if name in MINOR else name.removesuffix("s")
        if minor in MINOR:
            return self._hundredths(numeral, start, match, minor)
        if name.startswith("pound") and "sterling" not in name and not match["nation"]:
            code = "pound" if self._is_weight(numeral, match) else "GBP"
        elif name in ("dollar", "dollars") and not match["nation"]:
            code = self.dollar
        else:
            code = currency_code(match["name"], match["nation"])
        return Amount(numeral, start, end, value, code, shown=True, word=_name_span(match))

    def _is_weight(self, numeral: Numeral, pounds: re.Match[str]) -> bool:
        """Whether pounds are a weight: “a 12-pound baby”, or no £ in the text."""
        text = self.text
        if text[pounds.start()] in "-\u2010\u2011":
            return True
        if _WEIGHT_NEAR.search(text[max(0, pounds.start() - 60) : pounds.end() + 40]):
            return True
        return not (numeral.scaled or "£" in text)

    def _hundredths(self, numeral: Numeral, start: int, match: re.Match[str], written: str) -> Amount | None:
        """Pence and cents, in the currency's base unit."""
        text, nation = self.text, match["nation"]
        if numeral.value is None or numeral.kind not in ("digits", "words"):
            return None
        if written in ("p", "c") and numeral.kind != "digits":
            return None
        if written == "c" and "cent" not in text:
            return None
        code = currency_code("dollar", nation) if nation else MINOR[written]
        if code == "USD" and not nation:
            code = "EUR" if "€" in text and "$" not in text else self.dollar
        word = _name_span(match) if match["name"] else None
        return Amount(numeral, start, match.end(), hundredth(numeral.value), code, shown=True, word=word)

    # -- scales, signs, units -----------------------------------------------------------------------

    def _letter_scale(
        self, numeral: Numeral, value: float | None, *, sure: bool
    ) -> tuple[int, float | int | None]:
        """The m, k and b of “$3m”, “10k” and “5m people”; ``sure`` after a currency sign."""
        end = numeral.end
        if numeral.scaled or value is None or numeral.kind != "digits":
            return end, value
        match = _LETTER_SCALE.match(self.text, end)
        if match is None or not (sure or self._is_letter_scale(match["letter"], value, match.end())):
            return end, value
        return match.end(), times(value, _LETTER_SCALES[as_matched(match["letter"])])

    def _is_letter_scale(self, letter: str, value: float, end: int) -> bool:
        if letter in "kK":
            return letter == "k" or value >= 10  # 4K and 8K are picture sizes
        counted = find_counted(self.text, end) is not None or isinstance(value, float)
        if letter not in "mM":
            return counted
        before, after = self.text[max(0, end - 60) : end], self.text[end : end + 30]
        if _METRES_NEAR.search(before + after):
            return False
        if counted or letter == "M" or _MILLION_BEFORE.search(before) or _MILLION_AFTER.match(after):
            return True
        paired = _M_AFTER.match(after)
        persons = find_counted(self.text, end + paired.end()) if paired else None
        return persons is not None and persons.unit == "people"

    def _sign(self, numeral: Numeral) -> tuple[int, float | int | None]:
        """Where the number begins with its minus sign, and its value with it."""
        before = self.text[max(0, numeral.start - 15) : numeral.start]
        if numeral.value is None or numeral.kind not in ("digits", "words") or before[-1:].isalnum():
            return numeral.start, numeral.value
        match = _MINUS.search(before) if before[-1:] in "-−" or before[-6:-1].lower() == "minus" else None
        if match is None:
            return numeral.start, numeral.value
        return numeral.start - len(match["sign"]), numeral.value if match["range"] else -numeral.value

    def _fraction(self, numeral: Numeral) -> Amount:
        """A share in percent; but “half an hour”, “half-mile”, “a quarter of a mile” are measures."""
        text, start, end, share = self.text, numeral.start, numeral.end, numeral.value or 0
        article = _OF_A.match(text, end)
        half = text[start:end].lower().endswith(("half", "quarter"))
        unit = UNIT_AFTER.match(text, article.end() if article else end)
        direct = text[end : end + 1] == "-" or (text[end : end + 1] == " " and half)
        if unit and unit["letter"] is None and (article or direct):
            code, word = unit_code(unit["unit"]), unit.span("unit")
            return Amount(numeral, start, unit.end(), whole(share), code, shown=True, word=word)
        point = PERCENT_AFTER.match(text, article.end()) if article else None
        if point:  # “half a per cent”, “a quarter of a percentage point”
            return Amount(numeral, start, point.end(), whole(share), percent_unit(point[0]), shown=True)
        if cent := _A_CENT.match(text, end):
            return Amount(numeral, start, cent.end(), whole(share / 100), self.dollar, shown=True)
        return Amount(numeral, start, end, percent_of(share), "percent", shown=False)

    def _is_unit(self, match: re.Match[str], numeral: Numeral) -> bool:
        """Whether what follows a number is really its unit: “30 C” and “two second” may not be."""
        written, text = match["unit"], self.text
        spaced = text[match.start()] in " \u00a0\u202f\u2009\n"
        if match["letter"]:
            if numeral.kind != "digits" or (spaced and written in "LWK"):
                return False
            if written == "K" and isinstance(numeral.value, int) and numeral.value < 10:
                return False  # a 4K film, a 5K run
            return written not in "CF" or abs(numeral.value or 0) <= 5000
        lower = written.lower()
        if lower == "in":
            return not spaced and numeral.kind == "digits" and text[match.start()] == "i"
        if lower in ("st", "mp"):
            return not spaced and written in ("st", "MP") and _is_tight(text, numeral, lower)
        if lower == "stone":
            return _PLURAL_AFTER.match(text, match.end()) is None  # “12 stone walls” are walls
        if lower in ("second", "quarter") and spaced and numeral.value != 1:
            return False
        return len(lower) > 2 or numeral.kind == "digits"

    def _two_parts(self, amount: Amount) -> Amount:
        """“six feet two inches”, “12 years and eight months”: one amount, in the smaller unit."""
        smaller = _SMALLER.get(amount.unit or "")
        joint = _SECOND_PART.match(self.text, amount.end) if smaller else None
        if smaller is None or joint is None or amount.value is None:
            return amount
        unit, factor = smaller
        rest = read_numeral(self.text, joint.end())
        if rest is None or rest.value is None or rest.kind == "fraction" or not rest.value < factor:
            return amount
        end = self._end_of_second_part(rest, unit, hyphened=joint[0] == "-")
        if end is None:
            return amount
        return amount._replace(end=end, value=whole(amount.value * factor + rest.value), unit=unit)

    def _end_of_second_part(self, rest: Numeral, unit: str, *, hyphened: bool) -> int | None:
        """Where the smaller unit of an amount in two parts ends: “2 inches”, “2in”, “six-foot-2”."""
        written = UNIT_AFTER.match(self.text, rest.end)
        if written and unit_code(written["unit"]) == unit:
            return written.end()
        if unit != "inch":
            return None
        if inches := _INCHES.match(self.text, rest.end):
            return inches.end()
        return rest.end if hyphened else None
