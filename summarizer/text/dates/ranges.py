"""Dates joined into ranges: from one to another, since, until, before, after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from summarizer.text.dates.terms import (
    UNKNOWN,
    Day,
    Interval,
    Month,
    Quarter,
    Reference,
    Term,
    Weekday,
    Years,
)

__all__ = ["InYear", "Range", "days_of_month", "follows_directly", "may_join", "open_range"]

_MIXED = frozenset({"day", "month", "year", "quarter"})
"""Grains that may be mixed in one range: from May 2020 to 2022."""


@dataclass(frozen=True, slots=True)
class Range:
    """From the beginning of one date to the end of another."""

    first: Term
    last: Term
    grain: str = "range"

    def resolve(self, reference: Reference) -> Interval:
        """First day of the first, last day of the last; a year given once holds for both."""
        first, last = _share_year(self.first, self.last)
        begins = first.resolve(reference)
        ends = last.resolve(reference)
        if begins.start is None or ends.end is None:
            return UNKNOWN
        if ends.end < begins.start:
            ends = _following(last, begins.start)
        if ends.end is None or ends.end < begins.start:
            return UNKNOWN
        return Interval(begins.start, ends.end, "range")


@dataclass(frozen=True, slots=True)
class InYear:
    """A day or month of the last, this or the next year, counted from that of publication."""

    term: Day | Month
    shift: int
    grain: str = "dated"

    def resolve(self, reference: Reference) -> Interval:
        """The day or month in that year, where the publication date is known."""
        if reference.published is None:
            return UNKNOWN
        return replace(self.term, year=reference.published.year + self.shift).resolve(reference)


def _share_year(first: Term, last: Term) -> tuple[Term, Term]:
    dated = (Day, Month, Quarter)
    if isinstance(first, dated) and first.year is None:
        if isinstance(last, (Day, Month)) and isinstance(first, (Day, Month)) and last.year is not None:
            return replace(first, year=last.year - (first.month > last.month)), last
        if isinstance(last, Quarter) and isinstance(first, Quarter):
            return replace(first, year=last.year, shift=last.shift), last
    return first, last


def _following(last: Term, start: str) -> Interval:
    """``last`` as the first such date after ``start``, where its words leave the year or week open."""
    if start.startswith("XXXX"):
        return UNKNOWN
    begins = date.fromisoformat(start)
    if isinstance(last, Weekday) and not last.part and last.weeks is None:
        return last.resolve(Reference(begins, planned=True))
    if isinstance(last, (Day, Month)) and last.year is None:
        same_year = replace(last, year=begins.year).resolve(Reference(None))
        if same_year.end is not None and same_year.end >= start:
            return same_year
        return replace(last, year=begins.year + 1).resolve(Reference(None))
    return UNKNOWN


def days_of_month(month: int, first: str, last: str | None, year: str | None) -> Term:
    """A day, or the days from one to another of a month, from the digits as written."""
    number = int(year) if year else None
    day = Day(month, int(first), number)
    return Range(day, Day(month, int(last), number)) if last else day


def may_join(first: Term, last: Term) -> bool:
    """Whether two dates can be the ends of one range."""
    return first.grain == last.grain or (first.grain in _MIXED and last.grain in _MIXED)


def follows_directly(first: Term, last: Term) -> bool:
    """Whether ``last`` names the day, month or year after ``first``: “on Tuesday and Wednesday”."""
    if isinstance(first, Weekday) and isinstance(last, Weekday):
        return (first.number + 1) % 7 == last.number and not last.part
    if isinstance(first, Month) and isinstance(last, Month):
        return first.month % 12 + 1 == last.month and (first.year is None or first.year == last.year)
    if isinstance(first, Years) and isinstance(last, Years):
        return first.last + 1 == last.first
    if isinstance(first, Day) and isinstance(last, Day):
        reference = Reference(date(2001, 1, 1))
        try:
            ends = Range(first, replace(last, year=last.year or first.year)).resolve(reference)
        except (ValueError, OverflowError):  # one of them is no day, as 29 February of most years
            return False
        if ends.start is None or ends.end is None:
            return False
        return date.fromisoformat(ends.end) - date.fromisoformat(ends.start) == timedelta(days=1)
    return False


def open_range(interval: Interval, preposition: str) -> Interval:
    """What “since”, “until”, “before” or “after” leave of a resolved date; any other word leaves it."""
    start, end = interval.start, interval.end
    if start is None or end is None:
        return interval
    if preposition == "from":
        return Interval(start, None, "range")
    if preposition == "until":
        return Interval(None, end, "range")
    if start.startswith("XXXX"):
        return interval
    if preposition == "before":
        return Interval(None, (date.fromisoformat(start) - timedelta(days=1)).isoformat(), "range")
    if preposition == "after":
        return Interval((date.fromisoformat(end) + timedelta(days=1)).isoformat(), None, "range")
    return interval
