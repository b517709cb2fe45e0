"""Recognises dates that are counted from publication or from a day named before."""

from __future__ import annotations

import re
from typing import get_args

from summarizer.text.dates.terms import (
    Ago,
    Atom,
    Matcher,
    Month,
    Part,
    Period,
    RelativeDay,
    Rolling,
    SameDay,
    Term,
    Unit,
    Unresolved,
    Weekday,
)
from summarizer.text.dates.vocabulary import (
    CARDINALS,
    MONTHS,
    SPACE,
    TIME_OF_DAY,
    WEEKDAYS,
)
from summarizer.text.words import as_matched, word_set

__all__ = ["RELATIVE_MATCHERS"]

_NUMBER = (
    rf"(?:\d{{1,4}}|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[-\s])?"
    rf"(?:{'|'.join(sorted(CARDINALS, key=len, reverse=True))}))"
)
_VAGUE = rf"(?:a{SPACE})?(?:few|several|many|couple(?:{SPACE}of)?|some|dozen|number{SPACE}of)"
_UNIT = (
    r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|centurie)s?"
)
_PERIOD = (
    r"(?:morning|afternoon|evening|night|spring|summer|autumn|fall|winter|season|term|"
    rf"{_UNIT}|{'|'.join(WEEKDAYS)}|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DETERMINED = re.compile(
    rf"(?P<which>[A-Za-z]+){SPACE}(?:(?P<second>past|last|coming|next){SPACE})?"
    rf"(?:(?:fiscal|financial|calendar|full){SPACE})?"
    rf"(?:(?P<count>{_NUMBER}){SPACE}|(?P<vague>{_VAGUE}){SPACE})?"
    rf"(?:consecutive{SPACE})?(?P<unit>{_PERIOD})\b(?!-)",
    re.IGNORECASE,
)
_AGO = re.compile(
    rf"(?<![\w.,$£€-])(?:(?P<about>more{SPACE}than|less{SPACE}than|at{SPACE}least|about|around|over|nearly|almost|"
    rf"roughly|some|just|under|only|barely){SPACE})?"
    rf"(?:(?:(?P<count>{_NUMBER})|(?P<vague>{_VAGUE}|decades|centuries)|(?P<half>half{SPACE}an?))(?:{SPACE}|-))?"
    rf"(?P<unit>{_UNIT}){SPACE}$",
    re.IGNORECASE,
)
_DAY_WORDS = re.compile(TIME_OF_DAY)
_TOMORROW = re.compile(rf"day{SPACE}(?:after{SPACE}tomorrow|before{SPACE}yesterday)\b", re.IGNORECASE)
_NEAREST = re.compile(
    rf"\b(?:at|on|over|during|of|before|after|since|by|until|for|through|throughout|late|early|in){SPACE}the{SPACE}$",
    re.IGNORECASE,
)
_EDGE = re.compile(
    rf"\b(?:(?:end|start|beginning|middle|close|rest|remainder|course|turn|half|part){SPACE}of|"
    rf"(?:earlier|later|early|late){SPACE}in){SPACE}the{SPACE}$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(rf"\b(?:the|these|this|his|her|its|their){SPACE}$", re.IGNORECASE)
_STRETCH_BEFORE = re.compile(
    rf"\b(?:the|this|these|in|over|for|during|within|of|his|her|its|their){SPACE}$", re.IGNORECASE
)
_WEEKDAY_OF_WEEK = re.compile(
    rf",?{SPACE}(?:on{SPACE})?({'|'.join(WEEKDAYS)})\b{TIME_OF_DAY}(?!{SPACE}(?:and|or)\b)", re.IGNORECASE
)
_OF_DATE = re.compile(
    rf"{SPACE}of{SPACE}(?:the{SPACE})?(?:\d|(?:{'|'.join(MONTHS | WEEKDAYS)})\b)", re.IGNORECASE
)
_TODAY = re.compile(rf"{SPACE}today\b")
_CLOCK_UNIT = re.compile(r"second|minute|hour", re.IGNORECASE)
_OWN_DATE = re.compile(rf"{SPACE}(?:this|that|in|on|today|last)\b", re.IGNORECASE)
"""After “earlier”: a date of its own, so that “for three years earlier this month” is no distance."""

_EARLIER = re.compile(rf"{SPACE}(?:earlier|later|before)\b", re.IGNORECASE)
_ANAPHOR = re.compile(
    rf"(?P<which>[A-Za-z]+){SPACE}(?P<unit>day|night|morning|afternoon|evening|week|weekend|month|year|"
    rf"{'|'.join(WEEKDAYS)})\b(?!-)",
    re.IGNORECASE,
)

_BACK = word_set("last past previous")
_PARTS: dict[str, Part] = {
    "last": "last",
    "past": "last",
    "previous": "last",
    "this": "this",
    "current": "this",
}
_SHIFTS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
}
_UNITS: frozenset[str] = frozenset(get_args(Unit))
_DAY_NAMES = word_set("day night morning afternoon evening")
_SEASONS = word_set("spring summer autumn fall winter season term")
_LEFT = 64
"""Code points to the left in which the number of “three weeks ago” is looked for."""


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    return sum(CARDINALS[part] for part in re.split(r"[-\s]+", as_matched(word)))


def _match_determined(text: str, start: int, end: int) -> Atom | None:
    """“last week”, “this Friday”, “the past 24 hours”, “next October”, “the coming days”."""
    found = _DETERMINED.match(text, start)
    if found is None:
        return None
    which = text[start:end].lower()
    if found["second"]:
        which = as_matched(found["second"])
    left = text[max(0, start - 12) : start]
    term = _determined_term(which, found, the=bool(_ARTICLE.search(left)) or bool(found["second"]))
    if term is None or (which == "past" and not found["second"] and not _STRETCH_BEFORE.search(left)):
        return None
    if text.startswith(" of ", found.end()) and which in _BACK and term.grain == "period":
        return None
    stop = found.end()
    if isinstance(term, Period) and term.unit == "week":
        weekday = _WEEKDAY_OF_WEEK.match(text, stop)
        if weekday:
            return Atom(start, weekday.end(), Weekday(WEEKDAYS[as_matched(weekday[1])], weeks=term.shift))
    if term.grain == "weekday":
        timed = _DAY_WORDS.match(text, stop)
        stop = timed.end() if timed else stop
    return Atom(start, stop, term, article=True)


def _determined_term(which: str, found: re.Match[str], *, the: bool) -> Term | None:
    unit = as_matched(found["unit"])
    word = found["unit"]
    if unit in WEEKDAYS:
        if found["count"]:
            return None
        # “the previous Friday” is counted from a day named before.
        return (
            Unresolved()
            if the and which == "previous"
            else Weekday(WEEKDAYS[unit], _PARTS.get(which, "next"))
        )
    if unit in MONTHS:
        return (
            None if found["count"] or not word[0].isupper() else Month(MONTHS[unit], part=_month_part(which))
        )
    single = unit.rstrip("s").replace("centurie", "century")
    if single in ("minute", "second"):
        # The last minutes are those of a match, not those before publication.
        return None
    if found["count"]:
        return _rolling(which, _count(found["count"]), single)
    if found["vague"] or unit != single:
        return Unresolved() if unit != single and which != "this" else None
    if single in _DAY_NAMES:
        return _part_of_day(which, single)
    if single in _SEASONS:
        return Unresolved()
    if which in ("last", "next", "past", "coming") and the and single not in ("weekend", "quarter"):
        return _rolling(which, 1, single)
    return Period(_unit(single), _SHIFTS[which]) if single in _UNITS and single != "hour" else None


def _month_part(which: str) -> Part:
    return _PARTS.get(which, "next")


def _unit(word: str) -> Unit:
    """The unit of that name; its caller has made sure that there is one."""
    units: tuple[Unit, ...] = get_args(Unit)
    return units[units.index(word)]


def _part_of_day(which: str, unit: str) -> Term | None:
    if which == "this" and unit in ("morning", "afternoon", "evening"):
        return RelativeDay(0)
    if which == "last" and unit in ("night", "evening"):
        return RelativeDay(-1)
    return None


def _rolling(which: str, count: int, unit: str) -> Term | None:
    if which in ("this", "current"):
        return None
    if unit == "fortnight":
        count, unit = 2 * count, "week"
    if unit == "night":
        unit = "day"
    if unit not in _UNITS:
        return Unresolved() if unit in _SEASONS else None
    return Rolling(count, _unit(unit), forward=which not in _BACK)


def _match_ago(text: str, start: int, end: int) -> Atom | None:
    """“20 days ago”, “weeks ago”; “a day earlier” counts from the day named before."""
    word = text[start:end].lower()
    found = _AGO.search(text[max(0, start - _LEFT) : start])
    if found is None or (word != "ago" and not (found["count"] or found["vague"])):
        return None
    if word != "ago" and (_CLOCK_UNIT.match(found["unit"]) or _OWN_DATE.match(text, end)):
        return None
    begin = max(0, start - _LEFT) + found.start()
    unit = as_matched(found["unit"]).rstrip("s").replace("centurie", "century")
    if not found["count"] or found["about"] or unit not in _UNITS | {"fortnight"}:
        return Atom(begin, end, Unresolved())
    count = _count(found["count"])
    if word != "ago":
        term: Term = SameDay(count if word == "later" else -count) if unit == "day" else Unresolved()
    elif unit == "fortnight":
        term = Ago(14 * count, "day")
    else:
        to_the_day = _TODAY.match(text, end)
        end = to_the_day.end() if to_the_day else end
        term = Ago(count, _unit(unit), to_the_day=to_the_day is not None)
    return Atom(begin, end, term)


def _match_relative_day(text: str, start: int, end: int) -> Atom | None:
    """“today”, “yesterday morning”, “tonight”."""
    word = text[start:end]
    if word == "Today" and re.search(r"[A-Za-z,] $", text[max(0, start - 2) : start]):
        return None
    timed = _DAY_WORDS.match(text, end)
    days = {"yesterday": -1, "tomorrow": 1}.get(word.lower(), 0)
    return Atom(start, timed.end() if timed else end, RelativeDay(days))


def _match_same_day(text: str, start: int, end: int) -> Atom | None:
    """“that day”, “the same month”, “the previous day”, “the following week”."""
    which = text[start:end].lower()
    found = _ANAPHOR.match(text, start)
    if found is None or (which != "that" and not _ARTICLE.search(text[max(0, start - 8) : start])):
        return None
    days = {"previous": -1, "next": 1, "following": 1}.get(which, 0)
    unit = as_matched(found["unit"])
    return Atom(start, found.end(), SameDay(days) if unit in _DAY_NAMES else Unresolved(), article=True)


def _match_next_or_previous(text: str, start: int, end: int) -> Atom | None:
    """“the next day” counts from the day named before, “next week” from publication."""
    same = _match_same_day(text, start, end)
    if same is not None and same.term.grain == "relative":
        return same
    return _match_determined(text, start, end) or (same if text[start].lower() == "p" else None)


def _match_unit(text: str, start: int, end: int) -> Atom | None:
    """“at the weekend”, “the end of the year”, “the day before yesterday”."""
    if text[start:end].lower() == "day":
        found = _TOMORROW.match(text, start)
        days = -2 if found and found[0][-1] in "yY" else 2
        return Atom(start, found.end(), RelativeDay(days), article=True) if found else None
    left = text[max(0, start - 40) : start]
    if left.rstrip()[-3:].lower() != "the":
        return None  # with it both patterns end
    unit = _unit(text[start:end].lower())
    if unit == "weekend" and _NEAREST.search(left) and not _OF_DATE.match(text, end):
        return Atom(start, end, Period(unit, None), article=True)
    if _EDGE.search(left) and not _EARLIER.match(text, end) and not text.startswith(" of ", end):
        return Atom(start, end, Period(unit, 0), article=True)
    return None


def _match_then(text: str, start: int, end: int) -> Atom | None:
    """“since then”, “until then”."""
    if re.search(
        rf"\b(?:since|until|till|by|before){SPACE}$", text[max(0, start - 10) : start], re.IGNORECASE
    ):
        return Atom(start, end, Unresolved())
    return None


def _match_recent(text: str, start: int, end: int) -> Atom | None:  # noqa: ARG001 - one signature
    found = _RECENT.match(text, start)
    return Atom(start, found.end(), Unresolved(), article=True) if found else None


_RECENT = re.compile(rf"recent{SPACE}(?:days|weeks|months|years|decades|hours|times)\b")

RELATIVE_MATCHERS: dict[str, Matcher] = {
    **dict.fromkeys(("this", "last", "past", "coming", "current", "upcoming"), _match_determined),
    **dict.fromkeys(("next", "previous"), _match_next_or_previous),
    **dict.fromkeys(("that", "same", "following"), _match_same_day),
    **dict.fromkeys(("today", "yesterday", "tomorrow", "tonight"), _match_relative_day),
    **dict.fromkeys(("ago", "earlier", "later"), _match_ago),
    **dict.fromkeys(("day", "week", "weekend", "month", "quarter", "year", "decade", "century"), _match_unit),
    "then": _match_then,
    "recent": _match_recent,
}
"""The word at which a date is looked for, lower case, to what reads it."""
