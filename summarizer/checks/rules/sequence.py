"""Ends that come before their beginnings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.checks.rules.figure_twins import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.statements import Statement
    from summarizer.text import DatePhrase

__all__ = ["check_sequence"]

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = (
    rf"(?:(?P<{{0}}d1>\d{{{{1,2}}}})(?:st|nd|rd|th)?\s+(?P<{{0}}m1>{_MONTH})|"
    rf"(?P<{{0}}m2>{_MONTH})\s+(?P<{{0}}d2>\d{{{{1,2}}}})(?:st|nd|rd|th)?)(?:,?\s+(?P<{{0}}y>(?:19|20)\d\d))?"
)
_RANGE = re.compile(
    rf"\b(?:from|between)\s+(?:\w+day,?\s+)?{_DAY.format('a')}\s+(?:to|until|till|and|through)\s+(?:\w+day,?\s+)?{_DAY.format('b')}"
)
_YEARS = re.compile(
    r"\b(?:from|between)\s+(?:\w+\s+)?((?:1[5-9]|20)\d\d)\s+(?:to|until|till|and|through)\s+(?:\w+\s+)?((?:1[5-9]|20)\d\d)\b(?!\s*(?:BC|people|homes))"
)
_ANCESTORS = re.compile(
    r"\b(?:father|mother|parents|grand\w+|family|founded\s+in|war|since|before|ancestor\w*|built|son|daughter|whose|company|club)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_REACH = 60
"""Characters before a year in which the verb stands that it dates."""


def check_sequence(statement: Statement) -> str | None:
    """What is wrong where an end comes first; without years, only where the source has the two reversed."""
    text = statement.text
    for match in _YEARS.finditer(text):
        if int(match[2]) < int(match[1]):
            return f"“{match.group()}” ends before it begins"
    for match in _RANGE.finditer(text):
        first, last = _day(match, "a"), _day(match, "b")
        if match["ay"] and match["by"] and (match["by"], last) < (match["ay"], first):
            return f"“{match.group()}” ends before it begins"
        if first > last and (last, first) in set(_ranges(statement.article.segmented.text)):
            return (
                f"“{match.group()}” ends before it begins; the source has the two dates the other way round"
            )
    return _lives(statement)


def _ranges(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for match in _RANGE.finditer(text):
        yield _day(match, "a"), _day(match, "b")


def _day(match: re.Match[str], which: str) -> tuple[int, int]:
    month = match[f"{which}m1"] or match[f"{which}m2"]
    return _MONTHS.index(month[:3].casefold()) + 1, int(match[f"{which}d1"] or match[f"{which}d2"])


def _lives(statement: Statement) -> str | None:
    """A birth after what the one born did, an opening after the closing."""
    text = statement.text
    dated = [
        (int(year), date.start, _verb(date, text))
        for date in statement.own.dates
        if (year := _year(date)) is not None
    ]
    for first, here, start in dated:
        for last, there, end in dated:
            between = text[max(0, min(here, there) - _REACH) : max(here, there)]
            if last >= first or start is None or end is None or _ANCESTORS.search(between):
                continue
            if (start[0] == "born" and end[0] in {"later_than_birth", "endings"}) or (
                start[0] == "beginnings" and end[0] == "endings"
            ):
                return f"“{end[1]}” in {last} would come before “{start[1]}” in {first}"
    return None


def _year(date: DatePhrase) -> str | None:
    found = _YEAR.findall(date.text)
    return found[0] if len(found) == 1 else None


def _verb(date: DatePhrase, text: str) -> tuple[str, str] | None:
    """The verb that a date belongs to: the last one before it in its clause, with its list."""
    clause = re.split(r"[;.]\s", text[max(0, date.start - _REACH) : date.start])[-1]
    found = [
        (match.start(), name, match.group())
        for name in ("born", "later_than_birth", "beginnings", "endings")
        for match in words_of("order", name, clause)
    ]
    if not found:
        return None
    place = max(start for start, _, _ in found)
    names = [(name, words) for start, name, words in found if start == place]
    return next((one for one in names if one[0] == "endings"), names[0])
