"""Reads one number, in digits or in words, at a place in the text."""

from __future__ import annotations

import re
from math import gcd
from typing import NamedTuple

from summarizer.text.figures.arithmetic import times
from summarizer.text.figures.currencies import GLUED_CURRENCY
from summarizer.text.figures.number_words import (
    DENOMINATORS,
    FIRST_WORDS,
    INDEFINITE,
    NUMBER_WORDS,
    SCALES,
    SHORT_SCALES,
    SMALL,
    VULGAR,
    sum_words,
)
from summarizer.text.figures.patterns import GAP, HYPHEN, THIN_SPACE, alternatives, fold

__all__ = ["NUMBER_START", "Numeral", "read_numeral"]

_WORD = alternatives(NUMBER_WORDS)
_SCALE = alternatives([*SCALES, *SHORT_SCALES])
_VULGAR = "".join(VULGAR)

NUMBER_START = re.compile(
    rf"""
      (?<!\w)(?<!\d[,.])                                             # not within a word or a number
      (?:[0-9{_VULGAR}]|\.\d|(?i:{alternatives(FIRST_WORDS)})(?![A-Za-z]))
    | [0-9](?<=[A-Za-z].){GLUED_CURRENCY}                    # R500, Rs20bn: a currency in letters
    """,
    re.VERBOSE,
)
"""Where a number may begin."""

# The repeats are bounded so that no hostile run of groups is scanned from each of its members again.
_DIGITS = re.compile(
    rf"""
    (?: \d{{1,3}}(?:,\d{{2,3}}){{0,7}},\d{{3}}(?!\d)                     # 1,234,567 and, of lakhs, 1,50,000
      | \d{{1,3}}(?:[\u00a0\u202f\u2009]\d{{3}}){{1,7}}(?!\d)            # 1 234 567 with fixed or thin spaces
      | \d{{1,3}}(?:[ ]\d{{3}}){{0,3}}[ ]000(?!\d)                      # 12 000: a plain space before 000
      | \d{{1,3}}(?:\.\d{{3}}){{2,6}}(?![\d.])                           # 1.234.567
      | \d++
    )
    (?P<decimals>\.\d++(?!\.?\d))?
    (?P<power> (?<=\b10)\^[-−+]?\d{{1,2}}(?!\d)                             # 10^8
             | {THIN_SPACE}?[x×]{THIN_SPACE}?10(?:\^|\*\*)?[-−+]?\d{{1,2}}(?!\d)   # 3 x 10^8
             | e[-+]?\d{{1,2}}(?![\w.])                                            # 3e8
    )?
    (?: (?P<mixed>{THIN_SPACE}?[{_VULGAR}])                              # 2½
      | {THIN_SPACE}(?P<fraction>1/[2348]|3/[48]|2/3)(?![\d/])           # 2 1/2
    )?""",
    re.VERBOSE,
)
_ALONE = re.compile(
    r"[0-9]{1,28}+(?:\Z|(?=[]);:!?%\"”]|[.,](?!\d)|[ \u00a0-][efgijknoprsuvwyzEFGIJKNOPRSUVWYZ]))"
)
"""Nothing but digits: no separator, power, fraction or scale begins with what follows them."""
_DECIMALS = re.compile(r"\.[0-9]{1,20}")
_SLASHED = re.compile(r"(?P<top>[0-9]{1,3})/(?P<bottom>[0-9]{1,3})(?![\d/])")
_PLURAL_OF = re.compile(rf"s(?={GAP}of\b)")
_ROUND = re.compile(r"1[0,]*0\Z")
"""With that, “1,000s of people”: as many as “thousands” are."""
_GROUP_MARK = re.compile(r"[,\s]")
_POWER_OF_TEN = re.compile(r"(?:e|10|^)[*^]{0,2}(?P<exponent>[-−+]?\d+)$")
_SCALED = re.compile(rf"(?:{GAP}|{HYPHEN}|)(?P<scale>{_SCALE})(?![A-Za-z0-9])", re.IGNORECASE)
_AND_A_HALF = re.compile(
    rf"(?:{GAP}|-)and(?:{GAP}|-)(?:a|one)(?:{GAP}|-)(?P<part>half|quarter|third)\b(?!{GAP}of\b)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"""
    (?: (?:an?)(?=(?:{GAP}|{HYPHEN})(?:{"|".join(SCALES)})\b)            # “a hundred”
      | {_WORD}
    )
    (?: (?: {GAP} | {HYPHEN} | ,{GAP} | {GAP}and{GAP} | {GAP}&{GAP} ){{1,2}}
        (?:{_WORD})\b
    ){{0,14}}""",
    re.IGNORECASE | re.VERBOSE,
)
_VAGUE = re.compile(
    rf"""
    (?: (?:several|a{GAP}few|few|many|a{GAP}couple(?:{GAP}of)?|couple)(?:{GAP}|{HYPHEN})
        (?:hundred|thousand|dozen|million|billion)(?:{GAP}(?:thousand|million|billion))?  # “a few hundred”
      | (?:{INDEFINITE})(?:{GAP}(?:upon|and){GAP}(?:{INDEFINITE}))?                  # “dozens and dozens”
        (?:{GAP}of{GAP}(?:{INDEFINITE})){{0,2}}                                      # “tens of thousands”
    )(?![A-Za-z])""",
    re.IGNORECASE | re.VERBOSE,
)
_HALF_A = re.compile(
    rf"half(?:{GAP}|{HYPHEN})(?:an?{GAP})?(?P<scale>dozen|hundred|thousand|million|billion|trillion)\b",
    re.IGNORECASE,
)
_FRACTION_WORDS = re.compile(
    rf"(?P<top>an?|one|two|three|four|five|six|seven|eight|nine)(?:{GAP}|{HYPHEN})"
    rf"(?P<bottom>{'|'.join(DENOMINATORS)})(?![A-Za-z])",
    re.IGNORECASE,
)
_POINT_PART = re.compile(
    rf"(?:an?{GAP})?(?P<part>half|quarter)"
    rf"(?=(?:{HYPHEN}|{GAP})(?:percentage(?:{GAP}|{HYPHEN}))?point\b)",
    re.IGNORECASE,
)
_LONGEST = 28
"""Characters of a number in digits beyond which it is an identifier."""


class Numeral(NamedTuple):
    """A number as written: its end, its value, and what kind of writing it is."""

    start: int
    end: int
    value: float | int | None
    kind: str
    """``digits``, ``words``, ``indefinite``, ``fraction`` (of a whole) or ``slashed`` (``245/6``)."""
    scale: int = 1
    """What scale words or suffixes (million, bn) multiply its digits or words by; 1 without one."""
    plain: bool = False
    """Whether it is nothing but digits, so that it may be a year or an identifier."""
    upper: float | int | None = None
    """The second number of a slashed pair."""

    @property
    def scaled(self) -> bool:
        """Whether a scale word or suffix is part of it."""
        return self.scale > 1


def read_numeral(text: str, start: int) -> Numeral | None:
    """The number that begins at ``start``, or None.

    Percentages of a whole come as ``fraction`` with the share of one as value (``a third`` → 0.333…).
    """
    first = text[start]
    if first.isdigit() or first in VULGAR or first == ".":
        return _read_digits(text, start)
    if first in "aAhHqQ":
        numeral = _read_part_of_point(text, start) or _read_half(text, start)
        if numeral:
            return numeral
    return _read_fraction(text, start) or _read_vague(text, start) or _read_words(text, start)


def _tidy(value: float) -> float | int:
    """The value as a whole number where it is one, without binary dust."""
    rounded = round(value, 10)
    return int(rounded) if float(rounded).is_integer() else rounded


# -- digits -------------------------------------------------------------------------------------------


def _read_digits(text: str, start: int) -> Numeral | None:
    if alone := _ALONE.match(text, start):
        return Numeral(start, alone.end(), int(alone[0]), "digits", plain=True)
    if text[start] in VULGAR:
        return _scaled(text, start, start + 1, VULGAR[text[start]], plain=False)
    if text[start] == ".":
        decimals = _DECIMALS.match(text, start)
        if decimals is None:
            return None
        return _scaled(text, start, decimals.end(), float("0" + decimals[0]), plain=False)
    slashed = _SLASHED.match(text, start)
    if slashed:
        return _read_slashed(text, slashed)
    match = _DIGITS.match(text, start)
    if match is None or match.end() - start > _LONGEST or not _has_ascii_digits(match[0]):
        return None
    body = text[start : _body_end(match)]
    if _PLURAL_OF.match(text, match.end()) and _ROUND.match(body):
        return Numeral(start, match.end() + 1, None, "indefinite")
    plain = body.isdecimal() and match.end() - start == len(body)
    return _scaled(text, start, match.end(), _value_of_match(match, body), plain=plain)


def _value_of_match(match: re.Match[str], body: str) -> float | int:
    """The digits with their power of ten or their fraction."""
    value = _value_of_body(body)
    if match["power"]:
        value = _raise(1 if match["power"].startswith("^") else value, match["power"])
    if match["mixed"]:
        value += VULGAR[match["mixed"][-1]]
    if match["fraction"]:
        top, bottom = match["fraction"].split("/")
        value += int(top) / int(bottom)
    return value


def _has_ascii_digits(piece: str) -> bool:
    """Whether all digits of ``piece`` are ASCII: other scripts' digits are left alone."""
    return piece.isascii() or all(
        character.isascii() or not character.isalnum() or character in VULGAR for character in piece
    )


def _body_end(match: re.Match[str]) -> int:
    """Where the digits end that stand before a power or a fraction."""
    ends = [match.start(name) for name in ("power", "mixed") if match[name]]
    if match["fraction"]:
        ends.append(match.start("fraction") - 1)
    return min(ends, default=match.end())


def _value_of_body(body: str) -> float | int:
    """“1,234.5” → 1234.5; “1.234.567” → 1234567."""
    digits = _GROUP_MARK.sub("", body)
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    return float(digits) if "." in digits else int(digits)


def _raise(value: float, power: str) -> float:
    """``value`` times the power of ten that is written “ x 10^8”, “×10-3” or “e8”."""
    match = _POWER_OF_TEN.search(power)
    return times(value, _power_of_ten(match["exponent"])) if match else value


def _power_of_ten(exponent: str) -> float | int:
    power = int(exponent.replace("−", "-"))
    return 10**power if power >= 0 else float(f"1e{power}")


def _read_slashed(text: str, match: re.Match[str]) -> Numeral:
    """“3/4” is a part of one, “3/4 million” a number; “245/6” keeps both numbers."""
    top, bottom = int(match["top"]), int(match["bottom"])
    value = top / bottom if 0 < top < bottom else top
    scaled = _scaled(text, match.start(), match.end(), value, plain=False)
    if value < 1 and scaled.scale > 1:
        return scaled
    return Numeral(match.start(), match.end(), value, "slashed", upper=bottom)


def _scaled(text: str, start: int, end: int, value: float, *, plain: bool) -> Numeral:
    """Digits with what multiplies them: “3.5 million”, “14.3bn”, “two and a half million”."""
    half = _AND_A_HALF.match(text, end)
    if half:
        value, end, plain = value + 1 / DENOMINATORS[fold(half["part"])], half.end(), False
    scale = 1
    for _ in range(2):  # “2 hundred thousand”, “1.5 lakh crore”
        match = _SCALED.match(text, end)
        if match is None:
            break
        word = fold(match["scale"])
        scale *= SCALES.get(word) or SHORT_SCALES[word]
        end, plain = match.end(), False
    return Numeral(start, end, times(_tidy(value), scale), "digits", scale=scale, plain=plain)


# -- words --------------------------------------------------------------------------------------------


def _read_part_of_point(text: str, start: int) -> Numeral | None:
    """“a quarter-point”, “half percentage point”: a part of the unit, not of a whole."""
    match = _POINT_PART.match(text, start)
    return Numeral(start, match.end(), 1 / DENOMINATORS[fold(match["part"])], "words") if match else None


def _read_half(text: str, start: int) -> Numeral | None:
    """“half a million”, “half-dozen”: a number, no share."""
    match = _HALF_A.match(text, start)
    if match is None:
        return None
    scale = SCALES[fold(match["scale"])]
    return Numeral(start, match.end(), scale // 2, "words", scale=scale)


def _read_fraction(text: str, start: int) -> Numeral | None:
    """“two-thirds”, “a quarter”, “half”: a share of a whole."""
    match = _FRACTION_WORDS.match(text, start)
    if match:
        top = SMALL.get(fold(match["top"]), 1)
        bottom = DENOMINATORS[fold(match["bottom"])]
        # “two quarter-finals”, “one third party”: the singular is a fraction with “one” and “a” only.
        plural = fold(match["bottom"]).endswith("s")
        # “two quarters” are periods: nobody writes a fraction that can be reduced.
        if top < bottom and plural == (top > 1) and gcd(top, bottom) == 1:
            return Numeral(start, match.end(), top / bottom, "fraction")
    if text[start : start + 4].lower() == "half":
        return Numeral(start, start + 4, 0.5, "fraction")
    return None


def _read_vague(text: str, start: int) -> Numeral | None:
    """“dozens”, “tens of thousands”, “a few hundred”: an amount without a value."""
    match = _VAGUE.match(text, start)
    return Numeral(start, match.end(), None, "indefinite") if match else None


def _read_words(text: str, start: int) -> Numeral | None:
    """“sixteen”, “two hundred and five”, “a million and a half”."""
    match = _WORDS.match(text, start)
    if match is None:
        return None
    value, end, scale = sum_words(text, match.start(), match.end())
    if end == start:
        return None
    half = _AND_A_HALF.match(text, end)
    if half is None:
        return Numeral(start, end, value, "words", scale=scale)
    if scale == 1:
        more = _scaled(text, start, end, value, plain=False)
        return Numeral(start, more.end, more.value, "words", scale=more.scale)
    part = scale / DENOMINATORS[fold(half["part"])]
    return Numeral(start, half.end(), _tidy(value + part), "words", scale=scale)
