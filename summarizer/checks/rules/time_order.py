"""Days and clock times in an impossible order: three days after a later day, a close before an opening."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checks.rules.figure_twins import has_digit, has_phrase, may_hold, stated_runs
from summarizer.text.figures.number_words import SMALL, TENS
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from summarizer.checks.statements import Statement
    from summarizer.text import DatePhrase

__all__ = ["check_time_order"]

_NUMBERS = {**SMALL, **TENS, "a": 1, "an": 1}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30.4, "year": 365.25}
_NUMBER_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_APART = re.compile(
    r"[^.;\d]{0,80}?\b(?:(?:just|only|some|about|exactly)\s+)?"
    rf"(?P<number>\d{{1,3}}|{_NUMBER_WORDS})\s+"
    r"(?P<unit>day|week|fortnight|month|year)s?\s+(?P<way>after|before)\s+(?P<event>[^.;\d]{2,90}?)\s*$",
    re.IGNORECASE,
)
_ANOTHER_DAY = re.compile(
    r"\b(?:that|due|planned|scheduled|expected|announc\w*|promis\w*|deadline|anniversary|ahead|until|from|by|birthday|to\s+be|would|will|and|but|while|not|told|warned|said|since|first\s+planned|original\w*)\b",
    re.IGNORECASE,
)
"""Words that tell that the second day is another than that of the event before it."""
_ISO = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)$")
_HALF_YEAR = 180
_CLOCK = (
    r"(?:at|by)\s+(?:about\s+|around\s+)?(?P<{0}h>\d{{1,2}})(?:[.:](?P<{0}m>\d\d))?\s*"
    r"(?P<{0}half>[ap]\.?m\b\.?)?"
)
_SAME_DAY = (
    r"(?:(?:on\s+)?(?:that|the\s+same)\s+(?:day|morning|afternoon|evening)"
    r"|later\s+(?:that|the\s+same)\s+day)\b"
)
_PARTS_OF_DAY = frozenset(["day", "morning", "afternoon", "evening"])
_CLOCKS = re.compile(
    rf"{_CLOCK.format('a')}(?P<between>[^.;]{{0,90}}?)\s{_CLOCK.format('b')}\s*,?\s+{_SAME_DAY}",
    re.IGNORECASE,
)
_TRAVEL = re.compile(
    r"\b(?:flights?|flew|flown|plane|planes|jet|aircraft|airport|air|local\s+time|landed|took\s+off|GMT|zone)\b",
    re.IGNORECASE,
)
_ANOTHER_EVENT = re.compile(
    r"\b(?:after|having|before|previous|earlier|day|night|following|had)\b", re.IGNORECASE
)
_DIED_IN = re.compile(
    r"\b(?:died|dies)\b[^.;\d]{0,40}?\bin\s+(?:[A-Z][a-z]+\s+)?(?P<year>1[5-9]\d\d|20\d\d)\b(?P<rest>[^.;]{0,90})"
)
_THEN_ACTED = re.compile(
    r"^,?\s+(?:and\s+)?(?:then\s+)?(?P<verb>wrote|painted|composed|recorded|married|retired|won|joined|moved|resigned|emigrated|played|directed|scored|sang|taught|founded|ran|signed|fled|graduated|enrolled|starred|conducted)\b"
    r"[^.;\d]{0,60}?\b(?:in|until)\s+(?:[A-Z][a-z]+\s+)?(?P<year>1[5-9]\d\d|20\d\d)\b"
)
_REACH = 60


def check_time_order(statement: Statement) -> str | None:
    """What is wrong where two days or two times of one day stand in an order that cannot be."""
    if not has_digit(statement.text):
        return None  # dates without digits are not compared
    problem = _distances(statement) if len(statement.own.dates) > 1 else None
    if problem is None and not _PARTS_OF_DAY.isdisjoint(stated_runs(statement)):
        problem = _clock_times(statement.text)
    return problem or _after_death(statement.text)


def _distances(statement: Statement) -> str | None:
    """A distance between two days: “collapsed on 1 June, three days after it was inspected on 4 June”."""
    text = statement.text
    for first, second in pairwise(statement.own.dates[:40]):
        days = _day(first), _day(second)
        told = _APART.fullmatch(text[first.end : second.start]) if None not in days else None
        if told is None or days[0] is None or days[1] is None or _ANOTHER_DAY.search(told["event"]):
            continue
        if ("XXXX" in (first.when.start or "")) != ("XXXX" in (second.when.start or "")):
            continue
        number = as_matched(told["number"])
        length = (_NUMBERS[number] if number in _NUMBERS else int(number)) * _DAYS[as_matched(told["unit"])]
        real = (days[0] - days[1]).days
        if abs(real) > _HALF_YEAR and "XXXX" in (first.when.start or ""):
            continue
        wanted = length if told["way"].casefold() == "after" else -length
        if real * wanted < 0:
            words = f"{told['number']} {told['unit']}{'s' if length > 1 else ''} {told['way']}"
            return (
                f"“{first.text}” is not “{words}” “{second.text}”, but {'before' if real < 0 else 'after'} it"
            )
    return None


def _day(date: DatePhrase) -> datetime | None:
    """The day of a date with its month; years do not count where none is told."""
    found = _ISO.match(date.when.start or "")
    if found is None or date.when.start != date.when.end or not re.search(r"\d", date.text):
        return None
    year = 2024 if found[1] == "XXXX" else int(found[1])
    try:
        return datetime(year, int(found[2]), int(found[3]), tzinfo=UTC)
    except ValueError:
        return None


def _clock_times(text: str) -> str | None:
    """A beginning and an end of one day: “opened at 8 p.m. … and closed at 7 a.m. the same day”."""
    if not may_hold(text, "that", "same"):
        return None  # “that day”, “the same day”
    for match in _CLOCKS.finditer(text):
        first, last = _hours(match, "a"), _hours(match, "b")
        between = match["between"]
        if first is None or last is None or last >= first or _ANOTHER_EVENT.search(between):
            continue
        before = re.split(r"[;.]\s", text[max(0, match.start() - _REACH) : match.start()])[-1]
        began, ended = has_phrase(before, "order", "day_begins"), has_phrase(between, "order", "day_ends")
        if began and ended and not has_phrase(between, "order", "day_begins") and not _TRAVEL.search(text):
            return f"“{ended.group()}” would come before “{began.group()}” on the same day"
    return None


def _hours(match: re.Match[str], which: str) -> float | None:
    """A time of the day in hours; None where morning or afternoon is not told."""
    hour, minutes = int(match[f"{which}h"]), match[f"{which}m"]
    half = (match[f"{which}half"] or "").casefold()
    if not half and minutes is None:
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    elif match[f"{'b' if which == 'a' else 'a'}half"] is not None:
        return None
    return hour + int(minutes or 0) / 60


def _after_death(text: str) -> str | None:
    """Somebody who acts after the year of the death: “who died in 1962, wrote his last book in 1971”."""
    if ("died" not in text and "dies" not in text) or "osthum" in text:
        return None
    for match in _DIED_IN.finditer(text):
        acted = _THEN_ACTED.match(match["rest"])
        if acted is None or re.search(r"\b(?:that|which|who|whom)\b", acted.group()):
            continue
        if acted.group().startswith(", and") and text[: match.start()].endswith("who "):
            continue  # the main clause goes on, about somebody else
        if int(acted["year"]) > int(match["year"]):
            return f"“{acted['verb']}” in {acted['year']} would come after the death in {match['year']}"
    return None
