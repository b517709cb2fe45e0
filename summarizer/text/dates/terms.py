"""The kinds of date that English names, and the days that each one stands for."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from summarizer.records import Precision

__all__ = [
    "UNKNOWN",
    "Ago",
    "Atom",
    "Day",
    "Interval",
    "Matcher",
    "Month",
    "Part",
    "Period",
    "Quarter",
    "Reference",
    "RelativeDay",
    "Rolling",
    "SameDay",
    "Term",
    "Unit",
    "Unresolved",
    "Weekday",
    "Years",
    "day_interval",
    "shift_months",
]

Unit = Literal["hour", "day", "week", "weekend", "month", "quarter", "year", "decade", "century"]
"""A stretch of the calendar, or the unit of a distance in time."""

Part = Literal["last", "this", "next", ""]
"""The word that says which weekday or month is meant; empty where none does."""

_MONTHS_IN: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN: dict[Unit, int] = {"day": 1, "week": 7, "weekend": 7}

_NEAR = 6
"""A date without a year is read against the tense when the other reading is this many times nearer."""


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, ISO 8601 or EDTF with an unknown year; an open end is null."""

    start: str | None
    end: str | None
    precision: Precision


UNKNOWN = Interval(None, None, "unknown")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a date phrase is read against."""

    published: date | None
    planned: bool = False
    """Whether the clause speaks of what is to come."""
    antecedent: date | None = None
    """The day that the text named last before the phrase."""


class Term(Protocol):
    """A date as the words name it, before anything is known of the publication date."""

    @property
    def grain(self) -> str:
        """What kind of date it is: two dates make a range when they are of one kind."""

    def resolve(self, reference: Reference) -> Interval:
        """The days that it stands for.

        Raises:
            ValueError: There is no such date (31 February).
            OverflowError: It lies outside the calendar.
        """


@dataclass(frozen=True, slots=True)
class Atom:
    """One date in the text, without what leads to it or joins it to another."""

    start: int
    end: int
    term: Term
    article: bool = False
    """Whether a “the” before it belongs to the phrase (“the third quarter”, not “the 2022 election”)."""


Matcher = Callable[[str, int, int], Atom | None]
"""Reads the date at the word ``text[start:end]``, if there is one."""


def day_interval(day: date) -> Interval:
    """One day."""
    return Interval(day.isoformat(), day.isoformat(), "day")


def shift_months(day: date, months: int) -> date:
    """``day`` moved by whole months, to the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _span(first: date, last: date, precision: Precision) -> Interval:
    return Interval(first.isoformat(), last.isoformat(), precision)


def _months(first: date, count: int, precision: Precision) -> Interval:
    return _span(first, shift_months(first, count) - timedelta(days=1), precision)


def _take_future(past: float, future: float, *, planned: bool) -> bool:
    """Whether the coming one of two dates is meant, by their distances and the tense of the clause."""
    if planned:
        return past == 0 or future <= past * _NEAR
    return future * _NEAR < past


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, with a year or without."""

    month: int
    day: int
    year: int | None = None
    grain: str = "day"

    def resolve(self, reference: Reference) -> Interval:
        """The day; without a year the nearest, rather past than coming unless the clause says so."""
        if self.year is not None:
            return day_interval(date(self.year, self.month, self.day))
        date(2000, self.month, self.day)  # raises where no year has such a day
        published = reference.published
        if published is None:
            written = f"XXXX-{self.month:02}-{self.day:02}"
            return Interval(written, written, "day")
        # Eight years on either side hold a 29 February, over a turn of the century too; the calendar
        # ends before that at its own ends.
        every_year = (self.month, self.day) != (2, 29) and 8 < published.year < 9992
        reach = 1 if every_year else 8
        years = range(published.year - reach, published.year + reach + 1)
        days = [date(y, self.month, self.day) for y in years if self.day <= monthrange(y, self.month)[1]]
        past = max(day for day in days if day <= published)
        future = min(day for day in days if day > published)
        if past == published:
            return day_interval(published)
        distances = ((published - past).days, (future - published).days)
        return day_interval(future if _take_future(*distances, planned=reference.planned) else past)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year, with a year or without."""

    month: int
    year: int | None = None
    part: Part = ""
    grain: str = "month"

    def resolve(self, reference: Reference) -> Interval:
        """The whole month; “late October” too, which has no agreed first day."""
        published = reference.published
        if self.year is not None:
            return _months(date(self.year, self.month, 1), 1, "month")
        if published is None:
            last = monthrange(2001, self.month)[1]
            written = f"XXXX-{self.month:02}"
            return Interval(f"{written}-01", f"{written}-{last}", "month") if not self.part else UNKNOWN
        past = (published.month - self.month) % 12
        if self.part == "last":
            offset = -(past or 12)
        elif self.part == "next":
            offset = 12 - past
        elif self.part == "this":
            offset = self.month - published.month
        elif past == 0:
            offset = 0
        else:
            offset = 12 - past if _take_future(past, 12 - past, planned=reference.planned) else -past
        return _months(shift_months(published.replace(day=1), offset), 1, "month")


@dataclass(frozen=True, slots=True)
class Years:
    """A year, or the years from one to another: a decade, a season, a fiscal year over two."""

    first: int
    last: int
    grain: str = "year"

    def resolve(self, reference: Reference) -> Interval:  # noqa: ARG002 - the protocol's signature
        """From the first day of the first year to the last day of the last."""
        precision: Precision = "year" if self.first == self.last else "range"
        return _span(date(self.first, 1, 1), date(self.last, 12, 31), precision)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter or a half of a calendar year."""

    number: int
    months: int
    year: int | None = None
    shift: int | None = None
    """Years from that of publication, where the words say “of last year”."""
    grain: str = "quarter"

    def resolve(self, reference: Reference) -> Interval:
        """The months of it; without a year the latest that has begun, or the coming one if planned."""
        published = reference.published
        year = self.year
        offset = (self.number - 1) * self.months + 1
        if year is None:
            if published is None:
                return UNKNOWN
            year = published.year + (self.shift or 0)
            if self.shift is None and date(year, offset, 1) > published and not reference.planned:
                year -= 1
        return _months(date(year, offset, 1), self.months, "range")


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday being 0."""

    number: int
    part: Part = ""
    weeks: int | None = None
    """Weeks from that of publication, where the words say “of last week”."""
    week_later: bool = False
    """Whether the words say “Monday week”: a week after the coming Monday."""
    grain: str = "weekday"

    def resolve(self, reference: Reference) -> Interval:
        """The last such day on or before publication, the next one for what is planned."""
        published = reference.published
        if published is None:
            return UNKNOWN
        behind = (published.weekday() - self.number) % 7
        ahead = -behind % 7
        if self.week_later:
            offset = (ahead or 7) + 7
        elif self.weeks is not None:
            offset = 7 * self.weeks + self.number - published.weekday()
        elif self.part == "last":
            offset = -(behind or 7)
        elif self.part == "next":
            offset = ahead or 7
        elif self.part == "this" and not reference.planned:
            offset = self.number - published.weekday()
        else:
            offset = ahead if reference.planned else -behind
        return day_interval(published + timedelta(days=offset))


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """A day counted from that of publication: yesterday, tonight, the day after tomorrow."""

    days: int
    grain: str = "relative"

    def resolve(self, reference: Reference) -> Interval:
        """The day, where the publication date is known."""
        if reference.published is None:
            return UNKNOWN
        return day_interval(reference.published + timedelta(days=self.days))


@dataclass(frozen=True, slots=True)
class SameDay:
    """A day counted from the one that the text named last: that day, the previous day."""

    days: int = 0
    grain: str = "relative"

    def resolve(self, reference: Reference) -> Interval:
        """The day, where the text named one that resolves."""
        if reference.antecedent is None:
            return UNKNOWN
        return day_interval(reference.antecedent + timedelta(days=self.days))


@dataclass(frozen=True, slots=True)
class Period:
    """This, the last or the next week, weekend, month, quarter, year, decade or century."""

    unit: Unit
    shift: int | None
    """How many of them from that of publication; null for the nearest one (“at the weekend”)."""
    grain: str = "period"

    def resolve(self, reference: Reference) -> Interval:
        """The whole calendar period; weeks run from Monday to Sunday."""
        published = reference.published
        if published is None:
            return UNKNOWN
        shift = self.shift or 0
        if self.unit in ("week", "weekend"):
            saturday_to_come = published.weekday() < 5 and not reference.planned  # Saturday
            if self.shift is None and saturday_to_come:
                shift = -1
            monday = published + timedelta(days=7 * shift - published.weekday())
            if self.unit == "week":
                return _span(monday, monday + timedelta(days=6), "week")
            return _span(monday + timedelta(days=5), monday + timedelta(days=6), "range")
        months = _MONTHS_IN[self.unit]
        index = (published.year * 12 + published.month - 1) // months + shift
        year, month = divmod(index * months, 12)
        precision: Precision = "month" if self.unit == "month" else "year" if self.unit == "year" else "range"
        return _months(date(year, month + 1, 1), months, precision)


@dataclass(frozen=True, slots=True)
class Rolling:
    """A stretch that ends or begins at publication: the past 24 hours, the next three weeks."""

    count: int
    unit: Unit
    forward: bool = False
    grain: str = "period"

    def resolve(self, reference: Reference) -> Interval:
        """From the day so long before publication to that of publication, or onwards from it."""
        published = reference.published
        if published is None or (self.forward and not reference.planned):
            # “They dominated the next four years” does not count from publication.
            return UNKNOWN
        far = _move(published, self.count if self.forward else -self.count, self.unit)
        return _span(published, far, "range") if self.forward else _span(far, published, "range")


@dataclass(frozen=True, slots=True)
class Ago:
    """A distance back from publication: 20 days ago, three weeks ago, two years ago."""

    count: int
    unit: Unit
    to_the_day: bool = False
    """Whether the words say “ago today”."""
    grain: str = "relative"

    def resolve(self, reference: Reference) -> Interval:
        """The day, week, month or year that lies so far back: no finer than the unit that was used."""
        published = reference.published
        if published is None or self.unit == "hour":
            return UNKNOWN
        if self.unit == "day" or self.to_the_day:
            return day_interval(_move(published, -self.count, self.unit))
        return Period(self.unit, -self.count).resolve(reference)


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A date phrase that names no particular days: weeks ago, since then, this season."""

    grain: str = "unresolved"

    def resolve(self, reference: Reference) -> Interval:  # noqa: ARG002 - the protocol's signature
        """Unknown."""
        return UNKNOWN


def _move(day: date, count: int, unit: Unit) -> date:
    if unit == "hour":
        return day + timedelta(days=-(-abs(count) // 24) * (1 if count > 0 else -1))
    if unit in _DAYS_IN:
        return day + timedelta(days=count * _DAYS_IN[unit])
    return shift_months(day, count * _MONTHS_IN[unit])
