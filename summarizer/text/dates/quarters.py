"""Recognises parts of years and years by name: quarters, halves, seasons, fiscal years."""

from __future__ import annotations

import re

from summarizer.text.dates.ranges import days_of_month
from summarizer.text.dates.terms import Atom, Matcher, Quarter, Years
from summarizer.text.dates.vocabulary import CARDINALS, LOWER_CASE_WORDS, MONTHS, ORDINALS, SPACE, WHICH, YEAR
from summarizer.text.dates.years import EARLIEST_YEAR, LATEST_YEAR
from summarizer.text.words import as_matched

__all__ = ["QUARTER_MATCHERS"]

_PART_OF_YEAR = re.compile(
    rf"(?:{SPACE}|-)(?P<part>quarter|half)\b(?P<of>(?:,?{SPACE}(?:of{SPACE})?)(?:the{SPACE})?"
    rf"(?:(?:fiscal|financial)(?:{SPACE}year)?{SPACE})?(?:{YEAR}|(?P<which>this|last|next){SPACE}year\b"
    rf"|(?P<current>(?:current{SPACE})?year\b)))?"
)
_MONTHS_OF_YEAR = re.compile(
    rf"{SPACE}(?P<count>\d{{1,2}}|[a-z]{{3,6}}){SPACE}months{SPACE}(?:of|in){SPACE}(?:the{SPACE})?"
    rf"(?:(?:fiscal|financial)(?:{SPACE}year)?{SPACE})?"
    rf"(?:{YEAR}|(?P<which>this|last|next){SPACE}year\b|(?:current{SPACE})?year\b)",
    re.IGNORECASE,
)
_FINANCE = re.compile(
    r"[-\s](?:\w+\s){0,2}?(?:profits?|earnings|revenues?|results?|sales|net|loss(?:es)?|growth|gdp|reports?|"
    r"income|gross|figures|inflation|deliveries|bookings|guidance|performance|production|output|dividend)\b",
    re.IGNORECASE,
)
_SHORT_QUARTER = re.compile(
    rf"(?P<kind>[QqH])(?P<number>[1-4])\b(?:[-,]?{SPACE}?(?:of{SPACE})?(?:FY)?(?:{YEAR}|['’]?(?P<short>\d\d)\b))?"
)
_FISCAL = re.compile(
    rf"(?:fiscal|financial|calendar|FY)(?:{SPACE}?year)?{SPACE}?(?:ended{SPACE}|in{SPACE})?"
    r"(?P<year>\d{4}|['’]?\d\d)(?:[-–/](?P<last>\d{2,4}))?(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
_SEASON = re.compile(rf"(?:spring|summer|autumn|fall|winter){SPACE}(?:of{SPACE})?{YEAR}", re.IGNORECASE)
_MONTH_AFTERORDINAL_ENDING = re.compile(
    rf"{SPACE}(?:day{SPACE})?of{SPACE}(?P<month>[A-Za-z]{{3,9}})\b(?:,?{SPACE}(?:(?:in|of){SPACE})?{YEAR})?"
)


def _match_part_of_year(text: str, start: int, end: int) -> Atom | None:
    """“third quarter of 2023”, “first half of last year”, “fourth-quarter profit”; “the 7th of May”."""
    word = text[start:end].lower()
    stretch = _match_months_of_year(text, start, end)
    if stretch is not None:
        return stretch
    found = _PART_OF_YEAR.match(text, end)
    if found is None:
        month = _MONTH_AFTERORDINAL_ENDING.match(text, end)
        if (
            month
            and month["month"].lower() in MONTHS
            and word in ORDINALS
            and month["month"] not in LOWER_CASE_WORDS
        ):
            term = days_of_month(MONTHS[as_matched(month["month"])], str(ORDINALS[word]), None, month["year"])
            return Atom(start, month.end(), term, article=True)
        return None
    months = 3 if found["part"] == "quarter" else 6
    count = 12 // months
    number = count if word in ("final", "last") else ORDINALS.get(word, count + 1)
    if number > count or (word == "last" and not found["of"]):
        return None
    if not found["of"]:
        # Without a year it is a quarter of a match as often as of a business year.
        business = months == 3 and _FINANCE.match(text, found.end())  # a quarter
        return Atom(start, found.end(), Quarter(number, months), article=True) if business else None
    year = int(found["year"]) if found["year"] else None
    shift = None if year else WHICH[as_matched(found["which"])] if found["which"] else 0
    return Atom(start, found.end(), Quarter(number, months, year, shift), article=True)


def _match_months_of_year(text: str, start: int, end: int) -> Atom | None:
    """“first three months of 2025”, “last six months of last year”."""
    word = text[start:end].lower()
    found = _MONTHS_OF_YEAR.match(text, end) if word in ("first", "last", "final") else None
    if found is None:
        return None
    digits = as_matched(found["count"])
    count = int(digits) if digits.isdigit() else CARDINALS.get(digits, 0)
    if not 0 < count < 12 or (word != "first" and 12 % count):  # months of a year; its last parts are even
        return None
    year = int(found["year"]) if found["year"] else None
    shift = None if year else WHICH[as_matched(found["which"])] if found["which"] else 0
    number = 1 if word == "first" else 12 // count
    return Atom(start, found.end(), Quarter(number, count, year, shift), article=True)


def _match_short_quarter(text: str, start: int, end: int) -> Atom | None:  # noqa: ARG001 - one signature
    found = _SHORT_QUARTER.match(text, start)
    if found is None:
        return None
    months = 3 if found["kind"] in "Qq" else 6
    number = int(found["number"])
    year = int(found["year"]) if found["year"] else 2000 + int(found["short"]) if found["short"] else None
    if number * months > 12 or (months == 6 and year is None):  # months of a year, a half
        return None
    return Atom(start, found.end(), Quarter(number, months, year))


def _match_fiscal(text: str, start: int, end: int) -> Atom | None:  # noqa: ARG001 - one signature
    found = _FISCAL.match(text, start)
    if found is None:
        return None
    digits = found["year"].lstrip("'’")
    first = int(digits) if len(digits) == 4 else 2000 + int(digits)  # digits of a year
    last = first
    if found["last"]:
        last = first - first % 100 + int(found["last"][-2:])
    if not EARLIEST_YEAR <= first <= last <= LATEST_YEAR:
        return None
    return Atom(start, found.end(), Years(first, last))


def _match_season(text: str, start: int, end: int) -> Atom | None:  # noqa: ARG001 - one signature
    """A season of a year; only the year is certain, since seasons change with the hemisphere."""
    found = _SEASON.match(text, start)
    if found is None:
        return None
    year = int(found["year"])
    return Atom(start, found.end(), Years(year, year), article=True)


QUARTER_MATCHERS: dict[str, Matcher] = {
    **dict.fromkeys(ORDINALS, _match_part_of_year),
    **dict.fromkeys(("final", "last"), _match_part_of_year),
    **dict.fromkeys(("spring", "summer", "autumn", "fall", "winter"), _match_season),
    **dict.fromkeys(("fiscal", "financial", "calendar", "fy"), _match_fiscal),
    **dict.fromkeys(("q", "h"), _match_short_quarter),
}
"""The word that such a date begins with, lower case, to what reads it."""
