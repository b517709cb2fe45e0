"""The order of a life or a thing: returns before ends, reports before disasters, too long a service."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checks.rules.contradiction_words import group, listed, value_of
from summarizer.checks.rules.figure_twins import plain_figures

if TYPE_CHECKING:
    from summarizer.checks.statements import Statement
    from summarizer.text import DatePhrase
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_life_order"]

_ISO = re.compile(r"\d{4}-\d\d-\d\d$")
_CLAUSE = re.compile(r"[;.]\s|,\s+|\s(?:and|but|while)\s")
_NEW_SUBJECT = re.compile(r"\b(?:and|but|while)\s+(?:the|an?|its|their|another)\s", re.IGNORECASE)
_SAME_SUBJECT = re.compile(
    r"\b(?:was|were|is|are|be|been|being|had|has|having|and|but|then|it|which|that|finally|only|soon|fully|partly|later"
    r"|officially|permanently|temporarily|formally|after|since|first)$",
    re.IGNORECASE,
)
"""Before a verb that goes on about the same thing."""
_REACH = 70
"""Characters before a date in which the verb stands that it dates."""
_FIRST = re.compile(
    r"\bfirst\s+(?:[a-z]+\s+)?(?:[a-z]+ed|built|brought|dug|lit|held|sold|made|run|flown|shown)\b(?:\s+(?:up|out|on))?",
    re.IGNORECASE,
)
"""A beginning, whatever is done: “coal was first brought up”."""
_HAD = re.compile(r"\b(?:having|had|after|since|following)\b", re.IGNORECASE)
_EVENT_OF = re.compile(
    r"\b(?:into|on|about|of|for|to)\s+(?:the|a|an|last|its|their)\s+(?:[\w’'-]+\s+){0,4}?$", re.IGNORECASE
)
_AHEAD = re.compile(
    r"\b(?:risk|plan(?:s|ned|ning)?|prepar\w*|warn\w*|forecast\w*|predict\w*|earlier|previous\w*|first|before|ahead|future|could|would|until|again|since|repeated|later|another|also|not|prevent\w*|updat\w*|revis\w*|renam\w*|reprint\w*|as\s+an?)\b",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"(?:,\s(?P<bare>\d{1,2})(?=,)|\baged?\s+(?P<aged>\d{1,2})\b(?!\s*(?:and|to|or|-|–))|\b(?P<old>\d{1,2})[\s-]years?[\s-]old\b)",
    re.IGNORECASE,
)
_NOT_HIS = re.compile(
    r"\b(?:combined|between\s+them|together|parents?|father|mother|husband|wife|whose|faces?|sentence\w*|jail\w*|prison|ban|banned|record|for\s+the\s+next|until|since|that|which|those|son|daughter|built|founded|old\s+building|tradition|would|will|may|could|up\s+to|total)\b",
    re.IGNORECASE,
)
_THEN_AGED = re.compile(
    r"\b(?:first|when|began|begun|start\w*|join\w*|since|later|ago|death|died|at\s+the\s+age|retire\w*|was\s+then)\b",
    re.IGNORECASE,
)
"""Words that tell that an age is not that of today."""
_YEARS_AS = re.compile(
    r"\s+(?:as|of\s+service|in\s+the\s+job|in\s+office|in\s+the\s+post|behind\s+the)\b", re.IGNORECASE
)
_FOR = re.compile(
    r"\bfor\s+(?:(?:the\s+(?:past|last)|some|about|more\s+than|nearly|almost|over)\s+)?$", re.IGNORECASE
)
_YOUNGEST = 8
"""Years of age below which nobody works, serves or is married."""
_BORN = re.compile(
    r"\bborn\b[^.;\d]{0,40}?(?:\d{1,2}\s+)?(?:[A-Z][a-z]+\s+)?(?:\d{1,2},\s+)?(?P<year>1[5-9]\d\d|20\d\d)\b"
)
_RELATIVE = re.compile(
    r"\b(?:whose|mother|father|parents?|wife|husband|bride|son|daughter|brother|sister|grand\w+|partner)\b",
    re.IGNORECASE,
)
"""Somebody else whose age may be told."""
_AGE_THEN = re.compile(
    r"\b(?:in|on)\s+(?:\d{1,2}\s+)?(?:[A-Z][a-z]+\s+)?(?:\d{1,2},\s+)?(?P<after>1[5-9]\d\d|20\d\d),?\s+(?:at\s+the\s+age\s+of|at\s+age|aged)\s+(?P<age>\d{1,3})\b"
    r"|\b(?:at\s+the\s+age\s+of|at\s+age|aged)\s+(?P<age2>\d{1,3}),?\s+(?:in|on)\s+(?:\d{1,2}\s+)?(?:[A-Z][a-z]+\s+)?(?:\d{1,2},\s+)?(?P<after2>1[5-9]\d\d|20\d\d)\b"
)


def check_life_order(statement: Statement) -> str | None:
    """What is wrong where dates or ages of one life or thing cannot be."""
    text = statement.text
    problem = _service(statement) if " years" in text else None
    problem = problem or (_age_then(text) if "born" in text else None)
    if problem is not None or len(statement.own.dates) < 2:
        return problem
    return _stages(statement) or _reports(statement)


def _stages(statement: Statement) -> str | None:
    """A thing that shuts before it opens, or reopens before it shuts."""
    text = statement.text
    dated = [(span, date, _stage(text, date)) for date in statement.own.dates if (span := _days(date))]
    for (span, here, stage), (other, there, following) in pairwise(dated):
        if stage is None or following is None:
            continue
        between = text[max(0, here.start - _REACH) : there.start]
        if _NEW_SUBJECT.search(text, here.end, there.start) or not _continues(
            text, here, following[1], there
        ):
            continue
        if ". " in text[here.end : there.start] or ";" in text[here.end : there.start]:
            continue
        told, had = (stage[0], following[0]), _HAD.search(text[here.end : there.start]) is not None
        wrong = (
            (told in {("begun", "ended"), ("begun", "again")} and other[1] < span[0] and not had)
            or (told == ("ended", "again") and other[1] < span[0] and not had)
            or (
                told in {("ended", "begun"), ("again", "ended"), ("again", "begun")}
                and had
                and span[1] < other[0]
            )
        )
        if wrong and not _of_two(between, stage[1], following[1], had=had):
            first, last = (stage[1], following[1]) if not had else (following[1], stage[1])
            return f"“{last}” is dated before “{first}”, which must come first"
    return None


def _continues(text: str, here: DatePhrase, verb: str, there: DatePhrase) -> bool:
    """Whether the second verb has the subject of the first: no noun of its own stands right before it."""
    start = text.rfind(verb, here.end, there.start)
    before = text[here.end : max(start, here.end)].rstrip()
    return not before or before.endswith(",") or _SAME_SUBJECT.search(before) is not None


def _of_two(between: str, first: str, second: str, *, had: bool) -> bool:
    """Whether words tell that two dates are those of two things, or of plans."""
    rest = between.replace(first, " ").replace(second, " ")
    if had:
        rest = _HAD.sub(" ", rest)
    return listed("life", "another").search(rest) is not None


def _stage(text: str, date: DatePhrase) -> tuple[str, str] | None:
    """The stage in the life of a thing that a date belongs to: the last verb before it in its clause."""
    clause = _CLAUSE.split(text[max(0, date.start - _REACH) : date.start])[-1]
    found = [
        (match.end(), name, match.group())
        for name in ("begun", "ended", "again")
        for match in listed("life", name).finditer(clause)
    ]
    found += [(match.end(), "begun", match.group()) for match in _FIRST.finditer(clause)]
    if not found:
        return None
    last = max(found)
    return last[1], last[2]


def _days(date: DatePhrase) -> tuple[str, str] | None:
    """The first and last day of a date that names its year."""
    start, end = date.when.start or "", date.when.end or ""
    years = re.findall(r"(?:1[5-9]|20)\d\d", date.text)
    if len(years) != 1 or not _ISO.match(start) or not _ISO.match(end) or start[:4] != years[0]:
        return None
    return start, end


def _reports(statement: Statement) -> str | None:
    """A report that is older than the disaster that it is about."""
    text = statement.text
    if listed("life", "reports").search(text) is None or listed("life", "disasters").search(text) is None:
        return None
    dated = [(span, date) for date in statement.own.dates if (span := _days(date))]
    if len(dated) != 2:
        return None
    events = [(span, date) for span, date in dated if _is_disaster(text, date)]
    if len(events) != 1:
        return None
    told = next((span, date) for span, date in dated if (span, date) not in events)
    first, last = sorted((told[1].start, events[0][1].start))
    if _AHEAD.search(text, max(0, first - _REACH), last + _REACH // 2):
        return None
    clause = re.split(r"[;.]\s", text[max(0, told[1].start - _REACH) : told[1].start])[-1]
    verb = listed("life", "published").search(clause)
    event = events[0]
    if verb is None or told[0][1] >= event[0][0] or event[1].start < told[1].start < event[1].end:
        return None
    return f"“{verb.group()}” {told[1].text} would come before what it is about, “{event[1].text}”"


def _is_disaster(text: str, date: DatePhrase) -> bool:
    """Whether a date is that of a disaster: “the November 2021 flood”, “the flood of November 2021”."""
    if _attributive().match(text, date.end) and re.search(r"\b(?:the|a|an)\s+$", text[: date.start][-6:]):
        return True
    opening = re.match(r"(?:in|on)\b", date.text, re.IGNORECASE)
    before = text[max(0, date.start - _REACH) : date.start] + (opening.group() if opening else "")
    return _dated_event().search(before) is not None


@lru_cache(maxsize=1)
def _attributive() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:[\w’'-]+\s+){{0,3}}?(?:{group('life', 'disasters')})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _dated_event() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:into|on|about|of)\s+(?:the|a|an)\s+(?:[\w’'-]+\s+){{0,4}}?(?:{group('life', 'disasters')})"
        r"(?:\s+(?:in|at|on|near|off|of)\s+(?:the\s+)?(?-i:[A-Z])[\w’'-]*(?:\s+(?-i:[A-Z])[\w’'-]*){0,3})?\s+(?:in|on|of)\s*$",
        re.IGNORECASE,
    )


def _service(statement: Statement) -> str | None:
    """Somebody who has served or been married for longer than the age allows."""
    text = statement.text
    ages = [int(next(group for group in match.groups() if group)) for match in _AGED.finditer(text)]
    if len(ages) != 1 or _THEN_AGED.search(text):
        return None
    years = [one for one in plain_figures(statement) if _is_service(text, one)]
    if len(years) != 1 or _NOT_HIS.search(_around(text, years[0])):
        return None
    if value_of(years[0]) > ages[0] - _YOUNGEST and value_of(years[0]) != ages[0]:
        return f"“{years[0].text}” of it do not fit an age of {ages[0]}"
    return None


def _is_service(text: str, figure: FigureCandidate) -> bool:
    """Whether a figure tells for how many years somebody did a work."""
    if figure.unit != "year" or "-" in figure.text or "old" in text[figure.end : figure.end + 5]:
        return False
    if figure.counted is None or figure.text.isdigit() or not figure.text.endswith(("years", "year")):
        return False
    told = _FOR.search(text[max(0, figure.start - 30) : figure.start]) or _YEARS_AS.match(text, figure.end)
    before = re.split(r"[;.]\s", text[max(0, figure.start - _REACH) : figure.start])[-1]
    return told is not None and listed("life", "worked").search(before) is not None


def _around(text: str, figure: FigureCandidate) -> str:
    """The clause of a figure."""
    before = re.split(r"[,;.]\s", text[: figure.start])[-1]
    behind = re.split(r"[,;.](?:\s|$)", text[figure.end :])[0]
    return f"{before} {behind}"


def _age_then(text: str) -> str | None:
    """An age in a year that does not fit the year of birth."""
    born = _BORN.findall(text)
    if len(born) != 1 or _RELATIVE.search(text):
        return None
    for match in _AGE_THEN.finditer(text):
        year, age = int(match["after"] or match["after2"]), int(match["age"] or match["age2"])
        if year - int(born[0]) not in {age, age + 1} and year >= int(born[0]):
            return f"born in {born[0]} is no age of “{age}” in {year}"
    return None
