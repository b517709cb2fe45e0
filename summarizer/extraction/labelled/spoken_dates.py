"""Dates inside quotations: “last night” is the night before it was said, not before the article came out."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from summarizer.records import When
from summarizer.text import find_dates
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from summarizer.text.candidates import DatePhrase
    from summarizer.text.segment import Segmented

__all__ = ["leans_on_today", "spoken_when"]

_ANY_DAY = date(2023, 6, 14)
_LATER = timedelta(days=8)
_NAMED = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:\b|[a-z]{1,2}\b|uary|ruary|ch|il|ust|(?:t?em|o)ber)",
    re.IGNORECASE,
)
"""Weekdays and months."""


@remembered(256)
def leans_on_today(phrase: str) -> bool:
    """Whether what a date phrase means depends on the day on which it is used: “today”, “last night”.

    A weekday depends on it too, but is as a rule the same day for the speaker and the article.
    """
    if _NAMED.search(phrase):
        return False
    return _resolved(phrase, _ANY_DAY) != _resolved(phrase, _ANY_DAY + _LATER)


def spoken_when(phrase: DatePhrase, segmented: Segmented, said: dict[int, When]) -> When:
    """The meaning of a date phrase; in a quotation it is read from the day of speaking.

    Where that day is not known, the words stand alone: nothing is invented.

    Args:
        phrase: The phrase.
        segmented: What the rules found in the article.
        said: When each quotation was said, by its number from 0; those without a date are left out.
    """
    number = next(
        (
            index
            for index, quotation in enumerate(segmented.quotations)
            if quotation.start <= phrase.start and phrase.end <= quotation.end
        ),
        None,
    )
    if number is None or not leans_on_today(phrase.text):
        return phrase.when
    day = said.get(number, When())
    if day.precision == "day" and day.start is not None and not day.start.startswith("XXXX"):
        return _resolved(phrase.text, date.fromisoformat(day.start[:10])) or When(text=phrase.text)
    return When(text=phrase.text)


def _resolved(phrase: str, day: date) -> When | None:
    found = find_dates(phrase, published=day.isoformat())
    return found[0].when if len(found) == 1 else None
