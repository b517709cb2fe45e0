"""Counted years against named ones: anniversaries, distances, lengths, acts after a death."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checks.rules.contradiction_words import group, value_of
from summarizer.checks.rules.figure_twins import has_phrase, may_hold, plain_figures
from summarizer.text.figures.number_words import SMALL, TENS
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from summarizer.checks.statements import Statement

__all__ = ["check_years_apart"]

_YEAR = re.compile(r"(?<![\d.,$£€-])(?:1[5-9]|20)\d\d(?![\d%-]|[.,]\d|s\b)")
_LEAP_DAY = re.compile(r"\bleap\b|\b29\s+February\b|\bFebruary\s+29\b", re.IGNORECASE)
"""A day whose anniversaries come every fourth year."""
_ANNIVERSARY = re.compile(
    r"\b(?P<number>\d{1,3})(?:st|nd|rd|th)\s+(?:anniversary|birthday)\b|\b(?P<word>centenary|bicentenary)\b",
    re.IGNORECASE,
)
_STARTED = re.compile(
    r"\b(?:born|founded|established|opened|built|created|formed|launched|set\s+up|completed|inaugurated|begun|began|started|introduced|married)\b[^.;,\d]{0,40}?\b(?:in|on)\s+(?:\d{1,2}\s+)?(?:[A-Z][a-z]+\s+)?(?:\d{1,2},\s+)?$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(r"\s+(?:of|since)\b")
"""Behind an anniversary that is not that of the beginning."""
_NUMBERS = {**SMALL, **TENS}
_NUMBER_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_APART = re.compile(
    rf",?\s+(?:just\s+|only\s+)?(?P<number>\d{{1,3}}|{_NUMBER_WORDS})\s+years\s+(?P<way>after|before)\s+(?P<event>[^.;,\d]{{2,70}}?)\s+in\s+(?:[A-Z][a-z]+\s+)?$",
    re.IGNORECASE,
)
_OTHER_EVENT = re.compile(
    r"\b(?:and|but|that|planned|expected|due|said|until|from|which|who|when)\b", re.IGNORECASE
)
_NO_SUBJECT = frozenset(
    ["it", "and", "but", "which", "was", "were", "had", "been", "then", "finally", "only"]
)
"""Words before a verb that name nothing else that ends."""
_REACH = 80
_OTHER_LENGTH = re.compile(
    r"\b(?:years?[\s-]old|aged|after|before|interrupt\w*|suspend\w*|early|prematurely|short|cut|extend\w*|total|later|earlier|sentence\w*|first|second|two\s+terms|contract|reduced|paus\w*|until|plan\w*|released|broken|terminat\w*|abandon\w*|collaps\w*|halt\w*|again|ago|over\s+budget|delay\w*|renew\w*|served)\b",
    re.IGNORECASE,
)
_DIED = re.compile(
    r"\b(?:died|was\s+killed|drowned)\b[^.;,\d]{0,50}?\b(?:in|on)\s+(?:\d{1,2}\s+)?(?:[A-Z][a-z]+\s+)?(?:\d{1,2},\s+)?(?P<year>(?:1[5-9]|20)\d\d)\b"
)
_THEN = re.compile(
    r"(?:,\s+(?:and\s+|then\s+)?|\s+and\s+)(?:last\s+|later\s+)?(?P<act>gave|wrote|painted|composed|married|retired|resigned|won|joined|moved|directed|scored|sang|taught|founded|ran|signed|graduated|starred|played|appeared|took\s+office|was\s+elected|stood|conducted|coached|climbed|sailed)\b[^.;]{0,70}?\b(?:in|on)\s+(?:\d{1,2}\s+)?(?:[A-Z][a-z]+\s+)?(?:\d{1,2},\s+)?(?P<year>(?:1[5-9]|20)\d\d)\b"
)
_OF_OTHERS = re.compile(r"\b(?:that|which|who|whom)\b")
_SURVIVORS = re.compile(
    r"\b(?:whose|son|daughter|widow|wife|husband|father|mother|brother|sister|posthum\w*|team|club|he\s+replaced|successor)\b",
    re.IGNORECASE,
)


def check_years_apart(statement: Statement) -> str | None:
    """What is wrong where a number of years does not fit two years, or somebody acts after the death."""
    text = statement.text
    if text.count("20") + text.count("19") + text.count("18") < 2:
        return None
    years = list(_YEAR.finditer(text))
    if len(years) < 2:
        return None
    problem = _anniversary(text, years) if may_hold(text, "th ", "st ", "nd ", "rd ", "centenary") else None
    problem = problem or (_distance(text, years) if " years " in text else None)
    problem = problem or (_length(statement, years) if "year" in text and len(years) == 2 else None)
    return problem or (_after_death(text) if may_hold(text, "died", "killed", "drowned") else None)


def _anniversary(text: str, years: list[re.Match[str]]) -> str | None:
    """“Founded in 1970 … its 40th anniversary in 2024”."""
    told = _ANNIVERSARY.search(text)
    if told is None or len(years) != 2 or _LEAP_DAY.search(text):
        return None
    if _OF_ANOTHER.match(text, told.end()) or re.search(r"[’']s?\s$", text[: told.start()]):
        return None
    number = int(told["number"] or (100 if (told["word"] or "").casefold() == "centenary" else 200))
    started = [one for one in years if _STARTED.search(text[max(0, one.start() - _REACH) : one.start()])]
    if len(started) != 1:
        return None
    kept = next(one for one in years if one not in started)
    if abs(kept.start() - told.start()) > _REACH or ";" in text:
        return None
    real = int(kept.group()) - int(started[0].group())
    if abs(real - number) > 1:
        return f"from {started[0].group()} to {kept.group()} is {real} years, not “{told.group()}”"
    return None


def _distance(text: str, years: list[re.Match[str]]) -> str | None:
    """“Dissolved in 2003, eleven years after its founding in 2009”."""
    for first, second in pairwise(years):
        told = _APART.fullmatch(text, first.end(), second.start())
        if told is None or _OTHER_EVENT.search(told["event"]):
            continue
        word = as_matched(told["number"])
        number = int(_NUMBERS[word]) if word in _NUMBERS else int(word)
        real = int(first.group()) - int(second.group())
        wanted = number if as_matched(told["way"]) == "after" else -number
        if abs(real - wanted) > 1:
            return f"{first.group()} is not “{told['number']} years {told['way']}” {second.group()}"
    return None


def _length(statement: Statement, years: list[re.Match[str]]) -> str | None:
    """“The ten-year ban began in 2012 and ended in 2016”."""
    text = statement.text
    lengths = [one for one in plain_figures(statement) if one.unit == "year" and one.bound == "exact"]
    if len(lengths) != 1 or _OTHER_LENGTH.search(text) or value_of(lengths[0]) < 2:
        return None
    if "-" not in lengths[0].text and not _lasting().search(text[: lengths[0].start][-25:]):
        return None
    clauses = [
        re.split(r"[;.]\s|,\s|\sand\s", text[max(0, one.start() - _REACH) : one.start()])[-1] for one in years
    ]
    if not has_phrase(clauses[0], "order", "beginnings") or not has_phrase(clauses[1], "order", "endings"):
        return None
    between = re.split(r",\s|\sand\s", text[years[0].end() : years[1].start()])[-1]
    ended = has_phrase(between, "order", "endings")
    if ended is None or not set(between[: ended.start()].casefold().split()) <= _NO_SUBJECT:
        return None
    real = int(years[1].group()) - int(years[0].group())
    if real >= 0 and abs(real - value_of(lengths[0])) > 1:
        return f"from {years[0].group()} to {years[1].group()} is not “{lengths[0].text}”"
    return None


@lru_cache(maxsize=1)
def _lasting() -> re.Pattern[str]:
    """Before a length of time."""
    return re.compile(rf"\b(?:{group('order', 'lasting')})\s+$", re.IGNORECASE)


def _after_death(text: str) -> str | None:
    """“Who died in 2018, gave her last concert in 2019”."""
    died = _DIED.search(text)
    acted = _THEN.match(text, died.end()) if died else None
    if died is None or acted is None or _SURVIVORS.search(text) or _OF_OTHERS.search(acted.group()):
        return None
    if int(acted["year"]) > int(died["year"]):
        return f"“{acted['act']}” in {acted['year']} would come after the death in {died['year']}"
    return None
