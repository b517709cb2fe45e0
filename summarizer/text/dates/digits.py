"""Recognises dates that begin with digits: 31 October, 2023-10-31, 1990s, 2019-21."""

from __future__ import annotations

import re

from summarizer.text.dates.ranges import days_of_month
from summarizer.text.dates.terms import Atom, Day, Month, Term, Unresolved, Years
from summarizer.text.dates.vocabulary import (
    LOWER_CASE_WORDS,
    MONTHS,
    NOT_COUNTED,
    ORDINAL_ENDING,
    SPACE,
    TO,
    YEAR,
)
from summarizer.text.dates.years import EARLIEST_YEAR, LATEST_YEAR, is_year
from summarizer.text.words import as_matched, word_set

__all__ = ["match_number"]

_DAY_FIRST = re.compile(
    rf"(?P<day>[0-3]?\d){ORDINAL_ENDING}?(?:{TO}(?P<last>[0-3]?\d){ORDINAL_ENDING}?)?"
    rf"(?:{SPACE}(?:day{SPACE})?(?:of{SPACE})?|-)(?P<month>[A-Za-z]{{3,9}})\b"
    rf"(?:\.(?={SPACE}?\d))?(?:(?:,?{SPACE}|-)(?:(?:in|of){SPACE})?{YEAR}{NOT_COUNTED})?"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})([-/.])(?P<month>[01]?\d)\2(?P<day>[0-3]?\d)"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]|[./]\d)"
)
_ALL_DIGITS = re.compile(
    r"(?P<a>[0-3]?\d)(?P<mark>[-/.])(?P<b>[0-3]?\d)(?P=mark)(?P<year>(?:1[5-9]|20)\d\d|\d\d)(?![\w%-]|[./,]\d)"
)
_YEARS = re.compile(
    r"(?P<first>\d{4})(?:(?P<decade>['’]?s\b)|(?P<mark>[-–—‑/])(?P<last>\d{4}|\d{1,2})(?![\w%-]|[.,]\d))"
)
_SHORT_DECADE = re.compile(r"\d0s\b")
_STICKY = word_set("$ £ € # % + _ ₹ ¥ @ = . , : / \\")
_MONTH_AFTER_YEAR = re.compile(
    rf"{SPACE}(Jan(?:uary)?|Feb(?:ruary)?|April|June|July|Aug(?:ust)?|Sept(?:ember)?|"
    rf"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b(?!\.?{SPACE}\d)"
)
_COUNTED_AFTER = re.compile(rf"{SPACE}(?:people|men|women|homes|tonnes|km|miles|metres|points|votes)\b")


_CENTURY_TURNS = 50
"""Two digits below this are a year of the 2000s."""


def match_number(text: str, start: int, end: int) -> Atom | None:
    """The date that begins with the digits at ``text[start:end]``, if one does."""
    length = end - start
    if length not in (1, 2, 4) or (text[start - 1 : start] in _STICKY and start):
        return None
    if text[max(0, start - 2) : start - 1].isdigit() and text[start - 1] in ".,:/-":
        return None
    if length == 4:  # the digits of a year
        return _match_year(text, start, end)
    found = _DAY_FIRST.match(text, start)
    if found:
        word = found["month"]
        month = MONTHS.get(word.lower())
        if month and (word[0].isupper() or word not in LOWER_CASE_WORDS):
            term = days_of_month(month, found["day"], found["last"], found["year"])
            return Atom(start, found.end(), term, article=not text.startswith(found["day"] + " ", start))
    found = _ALL_DIGITS.match(text, start)
    if found:
        digits = _all_digits(int(found["a"]), int(found["b"]), found["year"], found["mark"])
        return Atom(start, found.end(), digits) if digits else None
    if text[start - 1 : start] in ("'", "’") and start and _SHORT_DECADE.match(text, start):
        first = int(text[start:end]) + (1900 if text[start] > "2" else 2000)
        return Atom(start - 1, end + 1, Years(first, first + 9), article=True)
    return None


def _all_digits(first: int, second: int, year: str, mark: str) -> Term | None:
    """10/31/2023 or 31.10.2023; unresolved where day and month could be either way round."""
    if len(year) == 2 and mark != "/":  # two digits: a score or a version otherwise
        return None
    full = int(year)
    if len(year) == 2:  # the century is the writer's own, or the one before
        full += 2000 if full < _CENTURY_TURNS else 1900
    if not (0 < first <= 31 and 0 < second <= 31):  # days of a month
        return None
    if mark == "." or first > 12 or first == second:  # months; points mean day first
        return Day(second, first, full)
    if second > 12:  # months of a year
        return Day(first, second, full)
    return Unresolved()


def _match_year(text: str, start: int, end: int) -> Atom | None:
    found = _YEAR_FIRST.match(text, start)
    if found:
        return Atom(start, found.end(), Day(int(found["month"]), int(found["day"]), int(found["year"])))
    if not EARLIEST_YEAR <= int(text[start:end]) <= LATEST_YEAR:
        return None
    found = _YEARS.match(text, start)
    if found:
        return _match_years(text, found)
    month = _MONTH_AFTER_YEAR.match(text, end)
    if month and month[1].lower() in MONTHS:
        return Atom(start, month.end(), Month(MONTHS[as_matched(month[1])], int(text[start:end])))
    if is_year(text, start, end):
        year = int(text[start:end])
        return Atom(start, end, Years(year, year))
    return None


def _match_years(text: str, found: re.Match[str]) -> Atom | None:
    """A decade, a season over two years, or a range of years."""
    first = int(found["first"])
    if found["decade"]:
        if first % 10 == 0 and not text[found.start() - 1 : found.start()].isdigit():
            span = 99 if first % 100 == 0 else 9
            return Atom(found.start(), found.end(), Years(first, first + span), article=True)
        if text[found.end("first")] != "s" and is_year(text, found.start(), found.end("first")):
            return Atom(found.start(), found.end("first"), Years(first, first))
        return None
    digits = found["last"]
    scale = 10 ** len(digits)
    last = first - first % scale + int(digits) if len(digits) < 4 else int(digits)  # a year
    if len(digits) == 2 and last < first and (first + 1) % 100 == int(digits):  # 1999-00
        last += 100
    counted = _COUNTED_AFTER.match(text, found.end())
    if not first < last <= LATEST_YEAR or last - first > 200 or counted:  # no longer a range of years
        month = int(digits)
        if len(digits) == 2 and 1 <= month <= 12 and found["mark"] == "-":  # 2015-03
            return Atom(found.start(), found.end(), Month(month, first))
        return None
    return Atom(found.start(), found.end(), Years(first, last))
