"""Reads one number, in digits or in words, at a place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["NUMBER_START", "Numeral", "read_numeral"]

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
SHORT_SCALES = {"mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12}
VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8, "⅜": 3 / 8}
DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8,
    "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip

_SPACE = r"[ \u00a0\u202f\u2009]"
_GAP = r"(?:[ \u00a0\u202f\u2009]|\n(?!\s))"
_HYPHEN = r"[-\u2010\u2011]"
_WORD = "|".join(sorted([*SMALL, *TENS, *SCALES], key=len, reverse=True))
_SCALE = "|".join(sorted([*SCALES, *SHORT_SCALES], key=len, reverse=True))
_VULGAR = "".join(VULGAR)
_INDEFINITE = r"tens|dozens|scores|hundreds|thousands|lakhs|millions|crores|billions|trillions"

NUMBER_START = re.compile(
    rf"(?:(?<!\w)(?<!\d[,.])|(?<=(?<!\w)[NRKP])(?=\d))(?:[\d{_VULGAR}]|\.\d|(?:an?|half|quarter|several|few|many|couple|{_INDEFINITE}|{_WORD})(?![A-Za-z]))",
    re.IGNORECASE,
)
"""Where a number may begin; cheap, so that the rest of the text costs one scan."""

# Group separators: a comma (also of lakhs: 1,50,000), a fixed or thin space, or a plain space before 000.
# The repeats are bounded so that no hostile run of groups is scanned from each of its members again.
_DIGITS = re.compile(
    rf"""(?:\d{{1,3}}(?:,\d{{2,3}}){{0,7}},\d{{3}}(?!\d)
        |\d{{1,3}}(?:[\u00a0\u202f\u2009]\d{{3}}){{1,7}}(?!\d)
        |\d{{1,3}}(?:[ ]\d{{3}}){{0,3}}[ ]000(?!\d)
        |\d{{1,3}}(?:\.\d{{3}}){{2,6}}(?![\d.])
        |\d++)
    (?P<decimals>\.\d++(?!\.?\d))?
    (?P<power>{_SPACE}?[x×]{_SPACE}?10(?:\^|\*\*)?[-−+]?\d{{1,2}}(?!\d)|e[-+]?\d{{1,3}}(?![\w.]))?
    (?:(?P<mixed>{_SPACE}?[{_VULGAR}])|{_SPACE}(?P<fraction>1/[2348]|3/[48]|2/3)(?![\d/]))?""",
    re.VERBOSE,
)
_SCALED = re.compile(rf"(?:{_GAP}|{_HYPHEN}|)(?P<scale>{_SCALE})(?![A-Za-z])", re.IGNORECASE)
_AND_A_HALF = re.compile(
    rf"(?:{_GAP}|-)and(?:{_GAP}|-)(?:a|one)(?:{_GAP}|-)(?P<part>half|quarter|third)\b(?!{_GAP}of\b)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"(?:(?:an?)(?=(?:{_GAP}|{_HYPHEN})(?:{'|'.join(SCALES)})\b)|{_WORD})"
    rf"(?:(?:{_GAP}|{_HYPHEN}|,{_GAP}|{_GAP}and{_GAP}|{_GAP}&{_GAP}){{1,2}}(?:{_WORD})\b){{0,14}}",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[A-Za-z]+|&")
_VAGUE = re.compile(
    rf"""(?:(?:several|a{_GAP}few|few|many|a{_GAP}couple(?:{_GAP}of)?|couple)(?:{_GAP}|{_HYPHEN})
            (?:hundred|thousand|dozen|million|billion)(?:{_GAP}(?:thousand|million|billion))?
        |(?:{_INDEFINITE})(?:{_GAP}(?:upon|and){_GAP}(?:{_INDEFINITE}))?
            (?:{_GAP}of{_GAP}(?:{_INDEFINITE})){{0,2}})(?![A-Za-z])""",
    re.IGNORECASE | re.VERBOSE,
)
_HALF_A = re.compile(
    rf"half(?:{_GAP}|{_HYPHEN})(?:an?{_GAP})?(?P<scale>dozen|hundred|thousand|million|billion|trillion)\b",
    re.IGNORECASE,
)
_FRACTION_WORDS = re.compile(
    rf"(?P<top>an?|one|two|three|four|five|six|seven|eight|nine)(?:{_GAP}|{_HYPHEN})"
    rf"(?P<bottom>{'|'.join(DENOMINATORS)})(?![A-Za-z])",
    re.IGNORECASE,
)
_POINT_PART = re.compile(
    rf"(?:an?{_GAP})?(?P<part>half|quarter)(?=(?:{_HYPHEN}|{_GAP}(?:of{_GAP}a{_GAP})?)(?:percentage(?:{_GAP}|{_HYPHEN}))?point\b)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?P<top>\d{1,3})/(?P<bottom>\d{1,3})(?![\d/])")
_LONGEST = 20
"""Digits in a row beyond which a number is an identifier."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: its end, its value, and what kind of writing it is."""

    start: int
    end: int
    value: float | int | None
    kind: str
    """``digits``, ``words``, ``indefinite``, ``fraction`` (of a whole) or ``slashed`` (``245/6``)."""
    scaled: bool = False
    """Whether a scale word or suffix (million, bn) is part of it."""
    plain: bool = False
    """Whether it is nothing but digits, so that it may be a year or an identifier."""
    upper: float | int | None = None
    """The second number of a slashed pair."""


def read_numeral(text: str, start: int) -> Numeral | None:
    """The number that begins at ``start``, or None.

    Percentages of a whole come as ``fraction`` with the share of one as value (``a third`` → 0.333…).
    """
    first = text[start]
    if first.isdigit() or first in VULGAR or first == ".":
        return _read_digits(text, start)
    for read in (_read_part_of_point, _read_half, _read_fraction, _read_vague, _read_words):
        numeral = read(text, start)
        if numeral is not None:
            return numeral
    return None


def _tidy(value: float) -> float | int:
    """The value as a whole number where it is one, without binary dust."""
    rounded = round(value, 10)
    return int(rounded) if float(rounded).is_integer() else rounded


def _read_digits(text: str, start: int) -> Numeral | None:
    slashed = _SLASHED.match(text, start)
    if slashed:
        return _read_slashed(slashed)
    if text[start] in VULGAR:
        return _scaled(text, start, start + 1, VULGAR[text[start]], plain=False)
    if text[start] == ".":
        end = start + 1
        while end < len(text) and end - start <= _LONGEST and text[end].isdecimal():
            end += 1
        return _scaled(text, start, end, float("0" + text[start:end]), plain=False)
    match = _DIGITS.match(text, start)
    if (
        match is None
        or match.end() - start > _LONGEST + 8
        or (not text[start : match.end()].isascii()
        and not _ascii_digits(text[start : match.end()]))
    ):
        return None
    body = text[start : match.end("decimals") if match["decimals"] else _body_end(match)]
    grouped = re.sub(r"[,\s]", "", body)
    if grouped.count(".") > 1:
        grouped = grouped.replace(".", "")
    value: float | int = float(grouped) if "." in grouped else int(grouped)
    if match["power"]:
        value = _raise(value, match["power"])
    if match["mixed"]:
        value += VULGAR[match["mixed"][-1]]
    if match["fraction"]:
        top, bottom = match["fraction"].split("/")
        value += int(top) / int(bottom)
    plain = body.isdecimal() and match.end() - start == len(body)
    return _scaled(text, start, match.end(), value, plain=plain)


def _ascii_digits(piece: str) -> bool:
    """Whether all digits of ``piece`` are ASCII: other scripts' digits are left alone."""
    return all(character.isascii() or not character.isalnum() or character in VULGAR for character in piece)


def _body_end(match: re.Match[str]) -> int:
    """Where the digits end that stand before a power or a fraction."""
    ends = [match.start(name) for name in ("power", "mixed") if match[name]]
    if match["fraction"]:
        ends.append(match.start("fraction") - 1)
    return min(ends, default=match.end())


def _raise(value: float, power: str) -> float:
    exponent = power.replace("−", "-").lstrip()
    digits = (
        exponent[1:] if exponent.startswith("e") else exponent.lstrip("x× ").removeprefix("10").lstrip("^*")
    )
    return value * 10.0 ** int(digits)


def _read_slashed(match: re.Match[str]) -> Numeral | None:
    top, bottom = int(match["top"]), int(match["bottom"])
    if 0 < top < bottom:
        return Numeral(match.start(), match.end(), top / bottom, "slashed", upper=bottom)
    return Numeral(match.start(), match.end(), top, "slashed", upper=bottom)


def _scaled(text: str, start: int, end: int, value: float, *, plain: bool) -> Numeral:
    """Digits with what multiplies them: “3.5 million”, “14.3bn”, “two and a half million”."""
    half = _AND_A_HALF.match(text, end)
    if half:
        value, end, plain = value + 1 / DENOMINATORS[half["part"].lower()], half.end(), False
    scaled = False
    for _ in range(2):  # “2 hundred thousand”, “1.5 lakh crore”
        match = _SCALED.match(text, end)
        if match is None:
            break
        word = match["scale"].lower()
        value *= SCALES.get(word) or SHORT_SCALES[word]
        end, scaled, plain = match.end(), True, False
    return Numeral(start, end, _tidy(value), "digits", scaled=scaled, plain=plain)


def _read_half(text: str, start: int) -> Numeral | None:
    match = _HALF_A.match(text, start)
    if match is None:
        return None
    return Numeral(start, match.end(), SCALES[match["scale"].lower()] // 2, "words", scaled=True)


def _read_part_of_point(text: str, start: int) -> Numeral | None:
    """“a quarter-point”, “half a percentage point”: a part of the unit, not of a whole."""
    match = _POINT_PART.match(text, start)
    return Numeral(start, match.end(), 1 / DENOMINATORS[match["part"].lower()], "words") if match else None


def _read_fraction(text: str, start: int) -> Numeral | None:
    match = _FRACTION_WORDS.match(text, start)
    if match:
        top = SMALL.get(match["top"].lower(), 1)
        bottom = DENOMINATORS[match["bottom"].lower()]
        # “two quarter-finals”, “one third party”: the singular is a fraction with “one” and “a” only.
        plural = match["bottom"].lower().endswith("s")
        if top < bottom and plural == (top > 1):
            return Numeral(start, match.end(), top / bottom, "fraction")
    if text[start : start + 4].lower() == "half":
        return Numeral(start, start + 4, 0.5, "fraction")
    return None


def _read_vague(text: str, start: int) -> Numeral | None:
    match = _VAGUE.match(text, start)
    return Numeral(start, match.end(), None, "indefinite") if match else None


def _read_words(text: str, start: int) -> Numeral | None:
    match = _WORDS.match(text, start)
    if match is None:
        return None
    value, end, scaled = _evaluate(text, match.start(), match.end())
    if end == start:
        return None
    half = _AND_A_HALF.match(text, end)
    if half and not scaled:
        more = _scaled(text, start, end, value, plain=False)
        return Numeral(start, more.end, more.value, "words", scaled=more.scaled)
    if half:  # “a million and a half”
        last = SCALES.get(re.split(r"[\s-]", text[start:end].lower())[-1], 1)
        part = last / DENOMINATORS[half["part"].lower()]
        return Numeral(start, half.end(), _tidy(value + part), "words", scaled=True)
    return Numeral(start, end, value, "words", scaled=scaled)


def _evaluate(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """Value of a run of number words, and where the part of it ends that is one number.

    The usual two-register reading: ``group`` holds what is below a thousand, ``total`` the rest.
    """
    total = group = 0
    last = start  # end of what has been taken in
    ceiling = 10**18  # the next scale has to be below this
    room = (
        1000  # what the group can still take: below 1000 all, after “twenty” a digit, after a digit nothing
    )
    scaled = False
    joined = False  # an “and” or comma is waiting for what it joins
    for piece in _PIECE.finditer(text, start, end):
        word = piece[0].lower()
        between = text[last : piece.start()]
        if word in ("and", "&"):
            joined = True
            continue
        if ("," in between and not total) or (joined and not scaled):
            break
        joined = False
        if word in ("a", "an"):
            group, room = 1, 1
        elif word in SMALL:
            number = SMALL[word]
            if number >= room or (room == 10 and number == 0) or (room <= 1):
                break
            group, room = group + number, 1
        elif word in TENS:
            if room < 100:
                break
            group, room = group + TENS[word], 10
        elif SCALES[word] in (100, 12):
            if not 0 < group < 100 or group % 100 == 0 or (word == "dozen" and group > 20):
                break
            group, room = group * SCALES[word], 100 if word == "hundred" else 1
            scaled = True
        else:
            scale = SCALES[word]
            if not group or scale >= ceiling:
                break
            total, group, room, ceiling, scaled = total + group * scale, 0, 1000, scale, True
        last = piece.end()
    return total + group, last, scaled
