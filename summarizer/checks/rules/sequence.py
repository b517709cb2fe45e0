"""Ends that come before their beginnings."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.rules.contradiction_words import ANOTHER_THING
from summarizer.checks.rules.figure_twins import has_digit, has_phrase, phrases, words_of
from summarizer.checks.rules.lengths import LENGTHS, is_length, lasts
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.checks.statements import Statement
    from summarizer.text import DatePhrase
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_sequence"]

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = (
    rf"(?:(?P<{{0}}d1>\d{{{{1,2}}}})(?:st|nd|rd|th)?\s+(?P<{{0}}m1>{_MONTH})|"
    rf"(?P<{{0}}m2>{_MONTH})\s+(?P<{{0}}d2>\d{{{{1,2}}}})(?!\d)(?:st|nd|rd|th)?)(?:,?\s+(?P<{{0}}y>(?:19|20)\d\d))?"
)
_RANGE = re.compile(
    rf"\b(?:from|between)\s+(?:\w+day,?\s+)?{_DAY.format('a')}\s+(?:to|until|till|and|through)\s+(?:\w+day,?\s+)?{_DAY.format('b')}"
)
_YEARS = re.compile(
    r"\b(?:from|between)\s+(?:\w+\s+)?((?:1[5-9]|20)\d\d)\s+(?:to|until|till|and|through)\s+(?:\w+\s+)?((?:1[5-9]|20)\d\d)\b(?!\s*(?:BC|people|homes))"
)
_LIVED = re.compile(r"\(((?:1[0-9]|20)\d\d)\s?[-–]\s?((?:1[0-9]|20)\d\d)\)(?!\s*BC)")
_CLOCK = (
    r"(?:(?=\d{{1,2}}(?:[.:]\d\d|\s*[ap]\.?m\b))(?P<{0}h>\d{{1,2}})(?:[.:](?P<{0}min>\d\d))?\s*(?P<{0}half>[ap]\.?m\b\.?)?"
    r"(?:\s+GMT|\s+local\s+time)?\s*,?\s+(?:on\s+)?)?"
)
_SPAN = re.compile(
    rf"\b(?:from|between)\s+{_CLOCK.format('a')}(?:\w+day,?\s+)?{_DAY.format('a')}\s+(?:to|until|till|and|through)\s+"
    rf"{_CLOCK.format('b')}(?:\w+day,?\s+)?{_DAY.format('b')}"
)
_SHORT_SPAN = re.compile(
    rf"\b(?:from|between)\s+(?P<first>\d{{1,2}})\s+(?:to|until|till|and|through)\s+(?P<last>\d{{1,2}})\s+{_MONTH}\b"
)
_LEADS_TO = re.compile(
    r"[-\s](?:[\w’'-]+\s+){0,6}"
    r"|[-\s]?(?:[\w’'-]+\s+){0,3}(?:[\w’'-]+)?,\s+(?:which\s+|that\s+)?(?:will\s+)?"
    r"(?:(?:lasts?|lasted|lasting|runs?|ran|running|held)\s+)?"
)
"""Between a length and its range: “a six-week strike, which lasted from 2 May …”."""
_INTERRUPTED = re.compile(
    r"\b(?:broken|interrupted|suspended|paused|halted|drawn|planned|prepared|announced|debated|discussed|delayed|postponed|before|ended)\b",
    re.IGNORECASE,
)
"""Words that tell that a range is not that of the whole length."""
_ANOTHER_CLAUSE = re.compile(r"\b(?:and|but|while)\b", re.IGNORECASE)
_LASTING = re.compile(
    r"\s*,?\s*(?:a\s+(?:total|period|span)\s+of|lasting|(?:or|for)(?:\s+a\s+total\s+of)?|after|which\s+is|that\s+is)\s+",
    re.IGNORECASE,
)
"""Between a range and its length: “from 2 May to 16 May, lasting six weeks”."""
_MONTH_YEARS = re.compile(
    rf"\b(?:from|between)\s+(?P<m1>{_MONTH})\s+(?P<y1>(?:19|20)\d\d)\s+(?:to|until|till|and|through)\s+(?P<m2>{_MONTH})\s+(?P<y2>(?:19|20)\d\d)\b"
)
_HALF_YEAR = 180
"""Days beyond which an earlier date without a year may be one of the next year."""
_ANCESTORS = re.compile(
    r"\b(?:father|mother|parents|grand\w+|family|founded\s+in|war|since|before|ancestor\w*|built|son|daughter|company|club|house|palace|theatre|festival|school|tells\s+of|story|stories|novel\s+about|fiction\w*|set\s+in|whose(?!\s+(?:first|last|debut|best|early|only|second|career|works?|novels?|books?|paintings?|operas?)\b))\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\bthe\s+(?:[\w’'-]+\s+){0,2}?(?:war|company|club|school|festival|theatre|house|palace)(?=,\s+(?:which|founded|opened|begun|started)\b"
    r"|\s+(?:began|started|opened|ended|closed)\b)",
    re.IGNORECASE,
)
"""A thing that itself begins and ends."""
_SUCCESSORS = re.compile(
    r"\b(?:after|before|following|replac\w+|old|former(?!(?-i:\s+(?:[a-z-]+\s+){1,4}[A-Z]))|previous|predecessor|successor|another|again|second|once|when\s+the|site|of\s+one|in\s+an?\s+building|bought|took\s+over|his\s+first|her\s+first|new)\b",
    re.IGNORECASE,
)
"""Words that tell that what ended is not what began."""
_PLUPERFECT = re.compile(r"\b(?:had|having)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[;.]\s")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ISO = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)$")
_STARTS = frozenset(["born", "beginnings"])
"""The lists of verbs with which a life or a thing begins."""
_MOST_STEPS = 6
"""Dates before one that it is compared with."""
_REACH = 60
"""Characters before a year in which the verb stands that it dates."""


def check_sequence(statement: Statement) -> str | None:
    """What is wrong where an end comes first; without years, only where the source has the two reversed."""
    text = statement.text
    if not has_digit(text):
        return None  # dates without digits are not compared
    spans = "from" in text or "between" in text
    problem = (_durations(statement) or _months(statement)) if spans else None
    if len(statement.own.dates) > 1:
        problem = problem or _steps(statement)
    problem = problem or (_lived(text) if "(" in text else None)
    if problem is None and spans:
        problem = _spans(statement)
    return _lives(statement) if problem is None and _may_order(statement.own.dates) else problem


def _lived(text: str) -> str | None:
    """The years of a life: “(1912-1897)”."""
    if (lived := _LIVED.search(text)) and int(lived[2]) < int(lived[1]):
        return f"“{lived.group()}” ends before it begins"
    return None


def _spans(statement: Statement) -> str | None:
    """A range of years or of days whose end comes first: “from 2012 to 2010”."""
    text = statement.text
    for match in _YEARS.finditer(text):
        if int(match[2]) < int(match[1]) and not _is_moved(text, match):
            return f"“{match.group()}” ends before it begins"
    for match in _RANGE.finditer(text):
        first, last = _day(match, "a"), _day(match, "b")
        if _is_moved(text, match):
            continue
        if match["ay"] and match["by"] and (match["by"], last) < (match["ay"], first):
            return f"“{match.group()}” ends before it begins"
        if first > last and (last, first) in _ranges(statement.article.segmented.text):
            return (
                f"“{match.group()}” ends before it begins; the source has the two dates the other way round"
            )
    return None


@remembered(256)
def _ranges(text: str) -> frozenset[tuple[tuple[int, int], tuple[int, int]]]:
    return frozenset((_day(match, "a"), _day(match, "b")) for match in _RANGE.finditer(text))


def _day(match: re.Match[str], which: str) -> tuple[int, int]:
    month = match[f"{which}m1"] or match[f"{which}m2"]
    return _MONTHS.index(month[:3].casefold()) + 1, int(match[f"{which}d1"] or match[f"{which}d2"])


def _months(statement: Statement) -> str | None:
    for match in _MONTH_YEARS.finditer(statement.text):
        first, last = (
            (int(match[f"y{end}"]), _MONTHS.index(match[f"m{end}"][:3].casefold())) for end in (1, 2)
        )
        if last < first and not _is_moved(statement.text, match):
            return f"“{match.group()}” ends before it begins"
    return None


def _is_moved(text: str, match: re.Match[str]) -> bool:
    """Whether a date is put off or brought forward to another: “moved from May 2025 to March 2025”."""
    if match.group()[:4].casefold() != "from":
        return False
    before = re.split(r"[,;.]\s", text[max(0, match.start() - _REACH) : match.start()])[-1]
    return has_phrase(before, "order", "moved") is not None


def _durations(statement: Statement) -> str | None:
    """A length that does not fit its beginning and end: “a 48-hour strike from 06:00 on 10 June …”."""
    text, figures = statement.text, statement.own.figures
    if not figures:
        return None
    for pattern, length_of in ((_SPAN, _length), (_SHORT_SPAN, _short_length), (_YEARS, _years_length)):
        for match in pattern.finditer(text):
            length, exact = length_of(match)
            for figure in _lengths_beside(text, figures, match):
                between = text[min(figure.end, match.end()) : max(figure.start, match.start())]
                if _INTERRUPTED.search(between) or (
                    "-" not in figure.text and _ANOTHER_CLAUSE.search(between)
                ):
                    continue
                if pattern is _YEARS and (figure.unit != "year" or match.group()[:4].casefold() != "from"):
                    continue
                if length is not None and not lasts(
                    length, float(figure.value or 0), figure.unit or "", exact=exact
                ):
                    return f"“{match.group()}” does not last “{figure.text}”"
    return None


def _lengths_beside(
    text: str, figures: Sequence[FigureCandidate], match: re.Match[str]
) -> Iterator[FigureCandidate]:
    """The lengths of time that are told right before a range or right behind it."""
    place = bisect_left(figures, match.start(), key=lambda figure: figure.start)
    behind = bisect_left(figures, match.end(), key=lambda figure: figure.start)
    before = figures[place - 1] if place else None
    after = figures[behind] if behind < len(figures) else None
    if (
        before is not None
        and match.start() - before.end < _REACH
        and is_length(before)
        and _LEADS_TO.fullmatch(text, before.end, match.start())
    ):
        yield before
    if after is not None and is_length(after) and _LASTING.fullmatch(text, match.end(), after.start):
        yield after


def _years_length(match: re.Match[str]) -> tuple[float | None, bool]:
    years = int(match[2]) - int(match[1])
    return (years * LENGTHS["year"] if years > 0 else None), False


def _length(match: re.Match[str]) -> tuple[float | None, bool]:
    """Days between two dates, and whether their times of day are known."""
    try:
        first, last = (
            datetime(
                int(match[f"{end}y"] or match["by"] or match["ay"] or 2023), *_day(match, end), tzinfo=UTC
            )
            for end in "ab"
        )
    except ValueError:
        return None, False
    if last < first and not match["ay"]:
        last = last.replace(year=last.year + 1) if (last.month, last.day) != (2, 29) else last
    hours = [_hour(match, end) for end in "ab"]
    days = (last - first).days
    if hours[0] is None or hours[1] is None:
        return days, False
    return days + (hours[1] - hours[0]) / 24, True


def _hour(match: re.Match[str], end: str) -> float | None:
    if match[f"{end}h"] is None:
        return None
    hour = int(match[f"{end}h"]) % 24
    half = (match[f"{end}half"] or "").casefold()
    if half:
        hour = hour % 12 + 12 * half.startswith("p")
    return hour + int(match[f"{end}min"] or 0) / 60


def _short_length(match: re.Match[str]) -> tuple[float | None, bool]:
    return float(int(match["last"]) - int(match["first"])), False


def _steps(statement: Statement) -> str | None:
    """A later step that is dated before an earlier one: charged on 2 May, arrested on 4 May."""
    text = statement.text
    dated: list[tuple[datetime, str, str, int]] = []
    for date in statement.own.dates:
        day = _calendar_day(date)
        verb = _step(date, text) if day is not None else None
        if day is None or verb is None:
            continue
        for earlier, step, words, place in dated[-_MOST_STEPS:]:
            first, last = sorted(((earlier, step, words), (day, verb[0], verb[1])), key=lambda one: one[0])
            wrong = any(
                first[1] in order and last[1] in order and order.index(first[1]) > order.index(last[1])
                for order in _orders()
            )
            if (
                wrong
                and (last[0] - first[0]).days < _HALF_YEAR
                and not _ANCESTORS.search(text, place, date.start)
            ):
                return f"“{first[2]}” is dated before “{last[2]}”, which comes first"
        dated.append((day, verb[0], verb[1], date.start))
    return None


@lru_cache(maxsize=1)
def _orders() -> list[list[str]]:
    """The steps that come one after another."""
    return [one.split(" < ") for one in phrases("order", "steps")]


def _calendar_day(date: DatePhrase) -> datetime | None:
    """The day of a date that stands with its month; the year does not count where it has none."""
    found = _ISO.match(date.when.start or "")
    if found is None or date.when.precision != "day" or date.when.start != date.when.end:
        return None
    if not re.search(r"\d", date.text):
        return None
    year = 2024 if found[1] == "XXXX" else int(found[1])
    try:
        return datetime(year, int(found[2]), int(found[3]), tzinfo=UTC)
    except ValueError:
        return None


def _step(date: DatePhrase, text: str) -> tuple[str, str] | None:
    """The step that a date belongs to: the last verb before it in its clause."""
    clause = re.split(r"[;.]\s|\band\b|\bbut\b|,\s", text[max(0, date.start - _REACH) : date.start])[-1]
    steps = {word for order in _orders() for word in order}
    words = [word for word in re.findall(r"[^\W\d_]+", clause) if word.casefold() in steps]
    return (words[-1].casefold(), words[-1]) if len(words) == 1 else None


def _lives(statement: Statement) -> str | None:
    """A birth after what the one born did, an opening after the closing, a length that does not fit them."""
    text, dates = statement.text, statement.own.dates
    dated = [(_days(date), date, _verbs(date, text)) for date in dates]
    for number, (first, here, starts) in enumerate(dated):
        if starts.keys().isdisjoint(_STARTS):
            continue
        for last, there, ends in dated[max(0, number - _MOST_STEPS) : number + _MOST_STEPS]:
            between = text[max(0, min(here.start, there.start) - _REACH) : max(here.start, there.start)]
            if _ANCESTORS.search(_SUBJECT.sub(" ", between)) or ANOTHER_THING.search(between):
                continue
            if (
                _before(last, first)
                and starts.get("born")
                and (ends.keys() & {"later_than_birth", "endings"})
            ):
                words = next(iter(ends.values()))
                return f"“{words}” in {_told(last)} would come before “{starts['born']}” in {_told(first)}"
            begun, ended = starts.get("beginnings"), ends.get("endings")
            if not begun or not ended or _SUCCESSORS.search(between):
                continue
            if _before(last, first) and (here.start < there.start or _PLUPERFECT.search(between)):
                return f"“{ended}” in {_told(last)} would come before “{begun}” in {_told(first)}"
            problem = _length_told(statement, here, there)
            if problem is not None:
                return problem
    return None


def _may_order(dates: Sequence[DatePhrase]) -> bool:
    """Whether one of some dates may come before another; alone, one that ends before it begins."""
    if len(dates) != 1:
        return bool(dates)
    alone = _days(dates[0])
    return _before(alone, alone)


def _before(last: tuple[str, str] | None, first: tuple[str, str] | None) -> bool:
    """Whether an end lies wholly before a beginning."""
    return last is not None and first is not None and last[1] < first[0]


def _length_told(statement: Statement, here: DatePhrase, there: DatePhrase) -> str | None:
    """A length before two days: “the three-week siege began on 3 June and ended on 9 June”."""
    first, last = _calendar_day(here), _calendar_day(there)
    if first is None or last is None or not here.start < there.start < here.end + _REACH:
        return None
    if last < first:
        return None
    for figure in statement.own.figures:
        near = figure.end <= here.start < figure.end + _REACH
        if near and "-" in figure.text and is_length(figure) and _told_days(figure) < _HALF_YEAR:
            days = float((last - first).days)
            if not lasts(days, float(figure.value or 0), figure.unit or "", exact=False):
                return f"from “{here.text}” to “{there.text}” is not “{figure.text}”"
    return None


def _told_days(figure: FigureCandidate) -> float:
    return float(figure.value or 0) * LENGTHS[figure.unit or "day"]


def _told(days: tuple[str, str] | None) -> str:
    """A day where it is one, else its year."""
    if days is None:
        return ""
    return days[0] if days[0] == days[1] else days[0][:4]


def _days(date: DatePhrase) -> tuple[str, str] | None:
    """The first and last day of a date phrase that names one year; the year counts where no day is told."""
    found = _YEAR.findall(date.text)
    if len(found) != 1:
        return None
    start, end = date.when.start or "", date.when.end or ""
    if _ISO.match(start) and _ISO.match(end) and start[:4] == found[0]:
        return start, end
    return f"{found[0]}-01-01", f"{found[0]}-12-31"


def _verbs(date: DatePhrase, text: str) -> dict[str, str]:
    """The verb that a date belongs to, by the lists that have it: the last one before it in its clause."""
    clause = _SENTENCE_END.split(text[max(0, date.start - _REACH) : date.start])[-1]
    found = [
        (match.end(), name, match.group())
        for name in ("born", "later_than_birth", "beginnings", "endings")
        for match in words_of("order", name, clause)
    ]
    place = max((end for end, _, _ in found), default=0)
    return {name: words for end, name, words in found if end == place}
