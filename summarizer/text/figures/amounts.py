"""Reads a number together with its currency, percent sign or unit of measure."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.text.figures.counted import find_counted
from summarizer.text.figures.numerals import Numeral, read_numeral
from summarizer.text.figures.units import (
    CURRENCY_AFTER,
    CURRENCY_BEFORE,
    MINOR,
    PERCENT_AFTER,
    UNIT_AFTER,
    currency_code,
    unit_code,
)

__all__ = ["Amount", "AmountReader", "percent_of"]

_LETTER_SCALE = re.compile(r"(?P<letter>[mMkKbBT])(?![A-Za-z0-9/&’'])")
_LETTER_SCALES = {"m": 10**6, "k": 10**3, "b": 10**9, "t": 10**12}
_METRES_NEAR = re.compile(
    r"(?i)\b(?:metres?|meters?|height|tall|high|deep|wide|long|length|depth|elevation|span|above|jump|throw|vault|race|sprint"
    r"|hurdles|freestyle|butterfly|backstroke|breaststroke|relay|final|mast|wall|tower|tides?|waves?|swell)\b"
)
_COUNTRY_DOLLARS = re.compile(
    r"(?i)\b(?:figures|amounts|prices|values|sums)\b[^.\n]{0,40}?"
    r"\bin (australian|canadian|new zealand|hong kong|singapore|jamaican|taiwan) dollars\b"
)
_WEIGHT_NEAR = re.compile(r"(?i)\b(?:weigh\w*|weight|heav\w+|lift\w*|lbs?|fish|baby|bag|sack)\b")
_MINUS = re.compile(r"(?:^|[\s(])(?P<sign>(?P<range>plus or )?minus[ \u00a0]|[-−])$", re.IGNORECASE)
_OF_A = re.compile(r"(?:[ \u00a0]of)?[ \u00a0]an?(?=[ \u00a0])")
_SECOND_PART = re.compile(r"(?:,?[ \u00a0](?:and[ \u00a0])?|-)(?=\d|[a-z])")
_SMALLER = {
    "foot": ("inch", 12), "hour": ("minute", 60), "minute": ("second", 60), "year": ("month", 12), "pound": ("ounce", 16),
}  # fmt: skip
"""Units that are written in two parts, with the smaller one and how many of it make the larger."""
_INCHES = re.compile(r"[ \u00a0-]?in\b\.?")


class Amount(NamedTuple):
    """A number with the unit of measure around it."""

    numeral: Numeral
    start: int
    end: int
    value: float | int | None
    unit: str | None
    shown: bool
    """Whether a currency, percent sign or unit of measure is written with it."""


def whole(value: float) -> float | int:
    """The value as an integer where it is one, without binary dust."""
    value = round(value, 6)
    return int(value) if float(value).is_integer() else value


def percent_of(part: float) -> float | int:
    """A part of one as a share in percent, to two decimals."""
    return whole(round(part * 100, 2))


class AmountReader:
    """Reads amounts of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        country = _COUNTRY_DOLLARS.search(text) if "ollars" in text else None
        self.dollar = currency_code("dollar", country[1]) if country else "USD"

    def read(self, numeral: Numeral) -> Amount:
        """The number with its currency, percent sign or unit."""
        text, start, end, value = self.text, numeral.start, numeral.end, numeral.value
        before = CURRENCY_BEFORE.search(text[max(0, start - 8) : start]) if numeral.kind == "digits" else None
        if before and not (before["weak"] and not (numeral.scaled or "," in text[start:end])):
            return self._with_currency_before(numeral, before)
        start, value = self._sign(numeral)
        if percent := PERCENT_AFTER.match(text, end):
            return Amount(numeral, start, percent.end(), value, _percent_unit(percent[0].lower()), shown=True)
        if numeral.kind == "fraction":
            return self._fraction(numeral)
        if after := CURRENCY_AFTER.match(text, end):
            amount = self._with_currency_after(numeral, start, value, after)
            if amount:
                return amount
        scaled_end, scaled = self._letter_scale(numeral, value, sure=False)
        if scaled_end > end:
            return Amount(numeral, start, scaled_end, scaled, None, shown=False)
        unit = UNIT_AFTER.match(text, end)
        if unit and self._is_unit(unit, numeral):
            return self._two_parts(
                Amount(numeral, start, unit.end(), value, unit_code(unit["unit"]), shown=True)
            )
        return Amount(numeral, start, end, value, None, shown=False)

    def currency_width(self, at: int) -> int:
        """Width of a currency sign that stands at ``at``, right before digits; else 0."""
        for width in (1, 2, 3, 4):
            following = self.text[at + width : at + width + 1]
            if following.isdigit() and CURRENCY_BEFORE.search(self.text[at : at + width]):
                return width
        return 0

    # -- currencies ---------------------------------------------------------------------------------

    def _with_currency_before(self, numeral: Numeral, before: re.Match[str]) -> Amount:
        written = before["sign"] or before["letters"] or before["weak"]
        end, value = self._letter_scale(numeral, numeral.value, sure=True)
        value = -value if before["minus"] and value else value
        code = self.dollar if written == "$" else currency_code(written)
        return Amount(numeral, numeral.start - len(before[0]), end, value, code, shown=True)

    def _with_currency_after(
        self, numeral: Numeral, start: int, value: float | None, match: re.Match[str]
    ) -> Amount | None:
        text = self.text
        if match["minor"]:
            return self._hundredths(numeral, start, match.end(), match["minor"])
        if match["sign"] or match["code"]:
            code = currency_code(match["sign"] or match["code"])
            return Amount(numeral, start, match.end(), value, code, shown=True)
        name = match["name"].lower()
        if name in MINOR or name.removesuffix("s") in MINOR:
            return self._hundredths(numeral, start, match.end(), name.removesuffix("s"), match["nation"])
        if name.startswith("pound") and "sterling" not in name and not match["nation"]:
            near = text[max(0, match.start() - 60) : match.end() + 40]
            hyphen = text[match.start()] in "-\u2010\u2011"
            heavy = hyphen or _WEIGHT_NEAR.search(near) or not (numeral.scaled or "£" in text)
            return Amount(numeral, start, match.end(), value, "pound" if heavy else "GBP", shown=True)
        code = currency_code(match["name"], match["nation"])
        if name in ("dollar", "dollars") and not match["nation"]:
            code = self.dollar
        return Amount(numeral, start, match.end(), value, code, shown=True)

    def _hundredths(
        self, numeral: Numeral, start: int, end: int, written: str, nation: str | None = None
    ) -> Amount | None:
        """Pence and cents, in the currency's base unit."""
        text = self.text
        if numeral.value is None or numeral.kind not in ("digits", "words"):
            return None
        if written == "p" and numeral.kind != "digits":
            return None
        if written == "c" and (numeral.kind != "digits" or "cent" not in text):
            return None
        code = currency_code("dollar", nation) if nation else MINOR[written]
        if code == "USD" and not nation:
            code = "EUR" if "€" in text and "$" not in text else self.dollar
        return Amount(numeral, start, end, whole(numeral.value / 100), code, shown=True)

    # -- scales, signs, units -----------------------------------------------------------------------

    def _letter_scale(
        self, numeral: Numeral, value: float | None, *, sure: bool
    ) -> tuple[int, float | int | None]:
        """The m, k and b of “$3m”, “10k” and “5m people”; ``sure`` after a currency sign."""
        end = numeral.end
        match = (
            None
            if numeral.scaled or value is None or numeral.kind != "digits"
            else _LETTER_SCALE.match(self.text, end)
        )
        if match is None or value is None:
            return end, value
        letter = match["letter"]
        if not sure and not self._is_letter_scale(letter, value, match.end()):
            return end, value
        return match.end(), whole(value * _LETTER_SCALES[letter.lower()])

    def _is_letter_scale(self, letter: str, value: float, end: int) -> bool:
        if letter in "kK":
            return letter == "k" or value >= 10  # 4K and 8K are picture sizes
        counted = find_counted(self.text, end)
        if letter in "mM":
            near = self.text[max(0, end - 60) : end + 30]
            return _METRES_NEAR.search(near) is None and (counted is not None or isinstance(value, float))
        return counted is not None

    def _sign(self, numeral: Numeral) -> tuple[int, float | int | None]:
        """Where the number begins with its minus sign, and its value with it."""
        match = _MINUS.search(self.text[max(0, numeral.start - 15) : numeral.start])
        if match is None or numeral.value is None or numeral.kind not in ("digits", "words"):
            return numeral.start, numeral.value
        return numeral.start - len(match["sign"]), numeral.value if match["range"] else -numeral.value

    def _fraction(self, numeral: Numeral) -> Amount:
        """A share in percent; but “half an hour”, “half-mile” and “a quarter of a mile” are measures."""
        text, end, share = self.text, numeral.end, numeral.value or 0
        article = _OF_A.match(text, end)
        half = text[numeral.start : end].lower().endswith(("half", "quarter"))
        unit = UNIT_AFTER.match(text, article.end() if article else end)
        direct = text[end : end + 1] == "-" or (text[end : end + 1] == " " and half)
        if unit and unit["letter"] is None and (article or direct):
            return Amount(
                numeral, numeral.start, unit.end(), whole(share), unit_code(unit["unit"]), shown=True
            )
        cent = re.compile(r" (?:of )?a cent\b").match(text, end)
        if cent:
            return Amount(numeral, numeral.start, cent.end(), whole(share / 100), self.dollar, shown=True)
        return Amount(numeral, numeral.start, end, percent_of(share), "percent", shown=False)

    def _is_unit(self, match: re.Match[str], numeral: Numeral) -> bool:
        """Whether what follows a number is really its unit: “30 C” and “two second” may not be."""
        written, text = match["unit"], self.text
        spaced = text[match.start()] in " \u00a0\u202f\u2009\n"
        if match["letter"]:
            if numeral.kind != "digits" or (spaced and written in "LWK"):
                return False
            return written not in "CF" or abs(numeral.value or 0) <= 5000
        lower = written.lower()
        if lower == "in":
            return not spaced and numeral.kind == "digits" and text[match.start()] == "i"
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
        written = UNIT_AFTER.match(self.text, rest.end)
        inches = _INCHES.match(self.text, rest.end) if unit == "inch" else None
        if written and unit_code(written["unit"]) == unit:
            end = written.end()
        elif inches:
            end = inches.end()
        elif unit == "inch" and joint[0] == "-":
            end = rest.end
        else:
            return amount
        return amount._replace(end=end, value=whole(amount.value * factor + rest.value), unit=unit)


def _percent_unit(written: str) -> str:
    if "basis" in written or written.strip().startswith("bp"):
        return "basis point"
    return "percentage point" if "point" in written or "pp" in written or "pts" in written else "percent"
