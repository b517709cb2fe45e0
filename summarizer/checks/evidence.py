"""What a result's statements cite: each cited span is read once for its numbers, names and dates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from contextlib import suppress
from datetime import date as date_type
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from summarizer.checks.naming import NameFacts, name_facts
from summarizer.checks.numbers import NumberFacts, number_facts
from summarizer.text import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.text import DatePhrase
    from summarizer.text.segment import Segmented

__all__ = ["Evidence", "Facts", "calendar_words"]

_NAMED_DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"
    r"|\b(?:January|February|April|June|July|August|September|October|November|December)\b"
    r"|(?<=\d[ \xa0])(?:March|May)\b|\b(?:March|May)(?=[ \xa0]\d)"
    r"|\b(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Ll]ast|[Nn]ext|[Ll]ate|[Ee]arly)[ \xa0](?P<month>March|May)\b"
)
"""Weekdays and months in full; “March” and “May” only where they can be nothing else."""
_DAY_OR_MONTH = re.compile(
    r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b",
    re.IGNORECASE,
)
_KEY = 3
"""Letters that tell weekdays and months apart."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO_DAY = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_WORD = re.compile(r"[^\W\d_]+")
_Found = TypeVar("_Found", bound=Stretch)


@dataclass(frozen=True, slots=True)
class Facts:
    """What some cited spans state."""

    numbers: NumberFacts
    names: NameFacts
    calendar: frozenset[str]
    """Weekdays and months, named or resolved, by their first three letters."""


class Evidence:
    """The cited spans of one article; what a span states is worked out once.

    Args:
        segmented: The article, with the figures and dates that the finders found in it.
    """

    def __init__(self, segmented: Segmented) -> None:
        self._segmented = segmented
        self._figure_starts = [figure.start for figure in segmented.figures]
        self._date_starts = [date.start for date in segmented.dates]
        self._read: dict[tuple[int, int], Facts] = {}

    def facts(self, spans: Iterable[tuple[int, int]]) -> Facts:
        """What the stretches ``spans`` of the source state together."""
        read = [self._facts(start, end) for start, end in sorted(set(spans))]
        return Facts(
            NumberFacts(
                frozenset().union(*(one.numbers.values for one in read)),
                frozenset().union(*(one.numbers.names for one in read)),
                frozenset().union(*(one.numbers.magnitudes for one in read)),
            ),
            NameFacts(
                "\n".join(one.names.text for one in read),
                frozenset().union(*(one.names.words for one in read)),
                frozenset().union(*(one.names.capitalised for one in read)),
            ),
            frozenset().union(*(one.calendar for one in read)),
        )

    def __contains__(self, folded: object) -> bool:
        """Whether a case-folded word is a name of the article: with a capital inside a sentence, never without."""
        if not isinstance(folded, str) or folded in self._words:
            return False
        return any(form in self._words for form in (folded.capitalize(), folded.upper())) and bool(
            re.search(
                rf"(?i:[\w,;]|\b(?:mr|mrs|ms|dr)\.)[ \xa0](?:{folded.capitalize()}|{folded.upper()})\b",
                self._segmented.text,
            )
        )

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._segmented.text))

    def _facts(self, start: int, end: int) -> Facts:
        known = self._read.get((start, end))
        if known is None:
            text = self._segmented.text[start:end]
            figures = _inside(self._segmented.figures, self._figure_starts, start, end)
            dates = _inside(self._segmented.dates, self._date_starts, start, end)
            known = Facts(
                number_facts(text, figures, dates), name_facts(text), frozenset(_calendar(text, dates))
            )
            self._read[start, end] = known
        return known


def calendar_words(text: str) -> list[tuple[str, str]]:
    """The weekdays and months that ``text`` names, each with the key by which they are compared."""
    named = [match["month"] or match.group() for match in _NAMED_DAY.finditer(text)]
    return [(word, word[:_KEY].casefold()) for word in named]


def _calendar(text: str, dates: Iterable[DatePhrase]) -> Iterator[str]:
    """The keys of the weekdays and months that evidence names, or that its dates resolve to."""
    for word in _DAY_OR_MONTH.findall(text):
        yield word[:_KEY].casefold()
    for date in dates:
        for written in {date.when.start, date.when.end} - {None}:
            iso = _ISO_DAY.match(written or "")
            if iso and iso["month"]:
                yield _MONTHS[int(iso["month"]) - 1]
        if date.when.start == date.when.end and date.when.precision == "day":
            yield from _weekday(date.when.start)


def _weekday(written: str | None) -> Iterator[str]:
    with suppress(ValueError):  # a day without a year falls on no weekday
        yield _WEEKDAYS[date_type.fromisoformat(written or "").weekday()]


def _inside(found: Sequence[_Found], starts: Sequence[int], start: int, end: int) -> list[_Found]:
    """The candidates that overlap the stretch from ``start`` to ``end``; they stand in order."""
    first = bisect_right(starts, start) - 1
    return [one for one in found[max(first, 0) : bisect_left(starts, end)] if one.end > start]
