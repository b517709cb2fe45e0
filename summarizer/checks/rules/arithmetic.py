"""Sums within one sentence that cannot be right: parts, votes, margins, fractions, ages, ranges."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checks.rules.figure_twins import counted_lemmas, is_plain, phrases
from summarizer.text.figures.number_words import SMALL, TENS
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_sums"]

_WORDS = {**SMALL, **TENS}
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_APPOSED = re.compile(
    r"\s*(?P<mark>[,:(–—]|\s-\s)\s*(?P<made>(?:made\s+up\s+of|comprising|consisting\s+of|namely)\s+)?"
)
_LISTED = re.compile(r"\s*,?\s*(?:and|plus|as\s+well\s+as)\s+|\s*,\s*")
_CARRYING = "passed|approved|adopted|carried|backed|ratified|endorsed|cleared|upheld|accepted|agreed"
_CARRIED = re.compile(
    rf"\b(?:{_CARRYING})\b[^.;]{{0,80}}?\b(?P<first>{_NUMBER})(?:\s+votes?)?(?:\s?[-–]\s?|\s+to\s+|\s+(?:in\s+favou?r|for)\b(?:\s+(?:and|to)|,)\s+)"
    rf"(?P<second>{_NUMBER})\b(?!\s*(?:%|per))",
    re.IGNORECASE,
)
_BALLOT = re.compile(r"\b(?:votes?|voted|in\s+favou?r|against|majority)\b", re.IGNORECASE)
_NOT_CARRIED = re.compile(
    r"\b(?:not|never|reject\w*|fail\w*|defeat\w*|despite|opposed|threw\s+out|overturn\w*|advis\w*|from)\b",
    re.IGNORECASE,
)
_MARGIN = re.compile(
    rf"\bby\s+(?:a\s+margin\s+of\s+)?(?P<margin>{_NUMBER})\s+(?P<unit>points?|goals?|votes?)\b[,:]?\s*\(?\s*"
    rf"(?P<first>{_NUMBER})(?:\s+votes)?(?:\s?[-–]\s?|\s+to\s+)(?P<second>{_NUMBER})\b",
    re.IGNORECASE,
)
_OR = re.compile(
    r"(?:\s+[\w’'-]+){0,3}\s*(?:[,(–—]|\s-\s)\s*(?:or|that\s+is|i\.e\.|equal\s+to|equivalent\s+to|which\s+is|some)\s+(?:(?:about|some|around|just)\s+)?"
)
_OF_THE = re.compile(r"\s+of\s+(?:the|its|their|all|his|her|those|these)\s+(?:[\w-]+\s+){0,2}")
_BETWEEN = re.compile(r"\bbetween\s+(?:about\s+|around\s+|[$£€]\s?)?$", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:gap|difference|choice|link|distinction|swing|split|divided?|shared|match|game|vote|distance|years?|sessions?)\s+between\s+\S*\s*$",
    re.IGNORECASE,
)
_AND_ONLY = re.compile(r"(?:\s+[a-z%]+)?\s+and\s+(?:[$£€]\s?)?")
_BORN = re.compile(r"\bborn\b[^.;]{0,40}?\b(?P<year>1[5-9]\d\d|20\d\d)\b", re.IGNORECASE)
_DIED = re.compile(r"\b(?:died|killed|death)\b[^.;]{0,60}?\b(?P<year>1[5-9]\d\d|20\d\d)\b", re.IGNORECASE)
_ANOTHER_PERSON = re.compile(r"\b(?:whose|mother|father|parents?|wife|husband|son|daughter|brother|sister)\b")
_AGED = re.compile(r"\b(?:aged|at\s+the\s+age\s+of|at\s+age)\s+(?P<age>\d{1,3})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)\b")
_PEOPLE_AGED = re.compile(
    rf"\b(?P<count>{_NUMBER})\s+(?:[a-z-]+\s+)?(?:men|women|people|boys|girls|children|teenagers|brothers|sisters|suspects|youths|victims),?"
    r"\s+(?:all\s+)?aged\s+(?P<ages>\d{1,3}(?:,\s\d{1,3})*,?\s+and\s+\d{1,3})\b(?!\s*(?:to|-|–|months))",
    re.IGNORECASE,
)
_TOTAL_BEFORE = re.compile(
    r"\b(?:a|combined|the|overall)\s+total\s+(?:of|to)\s+(?:[$£€]\s?)?$", re.IGNORECASE
)
_TOTAL_AFTER = re.compile(r"(?:\s+[a-z]+)?\s+(?:in\s+total|in\s+all|altogether)\b", re.IGNORECASE)
_INCLUDED = re.compile(
    r"\b(?:including|of\s+(?:whom|them|which)|among|after|from|out\s+of|each|some\s+of)\b", re.IGNORECASE
)
_NEAR = 140
"""Characters in which the numbers of one sum stand."""
_CARRIED_WORDS = frozenset(_CARRYING.split("|"))
_UNITS = frozenset(["point", "points", "goal", "goals", "vote", "votes"])
"""What margins are counted in."""
_TELLING = _CARRIED_WORDS | _UNITS | {"born", "aged"}
"""Words of which a sum has one that is told without figures before and behind it."""


def check_sums(text: str, figures: Sequence[FigureCandidate], runs: AbstractSet[str]) -> str | None:
    """What is wrong where numbers of one sentence do not add up; None where they may.

    Args:
        text: The sentence.
        figures: Its figures.
        runs: Its runs of letters and digits, in small letters.
    """
    plain = [one for one in figures if is_plain(one)] if len(figures) > 1 else []
    for check in (_apposed, _totals, _shares_of, _reversed_ranges) if len(plain) > 1 else ():
        problem = check(text, plain)
        if problem is not None:
            return problem
    if _TELLING.isdisjoint(runs):
        return None
    for sum_of, words in (
        (_carried, _CARRIED_WORDS),
        (_margins, _UNITS),
        (_ages, {"born"}),
        (_people_aged, {"aged"}),
    ):
        problem = None if runs.isdisjoint(words) else sum_of(text)
        if problem is not None:
            return problem
    return None


def _apposed(text: str, figures: Sequence[FigureCandidate]) -> str | None:
    """People with a list of who they are, which makes more: “33 people, 31 pupils and six teachers”."""
    for whole, first, second in zip(figures, figures[1:], figures[2:], strict=False):
        if whole.unit != "people" or {first.unit, second.unit} != {"people"} or whole.bound != "exact":
            continue
        generic = frozenset(phrases("kinds", "generic"))
        named = counted_lemmas(whole)
        kinds = [counted_lemmas(first), counted_lemmas(second)]
        if not named & generic or not all(kinds) or any(kind & generic for kind in kinds):
            continue
        opening = _APPOSED.fullmatch(text, _end(whole), first.start)
        if opening is None or not _LISTED.fullmatch(text, _end(first), second.start):
            continue
        total = _value(first) + _value(second)
        if total > _value(whole):
            parts = f"“{first.text}” and “{second.text}”"
            return f"{parts} are told as making up “{whole.text}”, but make {total:,.10g}"
    return None


def _totals(text: str, figures: Sequence[FigureCandidate]) -> str | None:
    """Two numbers and a total that is smaller than their sum."""
    for first, second, total in zip(figures, figures[1:], figures[2:], strict=False):
        near = total.end - first.start <= _NEAR and {first.unit, second.unit} == {total.unit}
        if not near or {first.bound, second.bound, total.bound} != {"exact"}:
            continue
        told = _TOTAL_BEFORE.search(text, max(0, total.start - 40), total.number.start) or _TOTAL_AFTER.match(
            text, total.end
        )
        stretch = text[first.start : total.start]
        if not told or _INCLUDED.search(stretch) or " and " not in text[first.end : second.start]:
            continue
        real = _value(first) + _value(second)
        if _value(total) < real * 0.99 - 0.5:
            return f"“{first.text}” and “{second.text}” make {real:,.10g}, not “{total.text}”"
    return None


def _shares_of(text: str, figures: Sequence[FigureCandidate]) -> str | None:
    """A share of a number, and what it comes to: “40% of the 200 pupils, or 90”."""
    for share, whole, part in zip(figures, figures[1:], figures[2:], strict=False):
        if share.unit != "percent" or whole.unit == "percent" or part.unit not in {None, whole.unit}:
            continue
        if not _OF_THE.fullmatch(text, share.end, whole.start) or not _OR.fullmatch(
            text, whole.end, part.start
        ):
            continue
        real = _value(share) / 100 * _value(whole)
        exact = share.bound in {"exact", "about"} and part.bound in {"exact", "about"}
        if exact and abs(real - _value(part)) > max(1.5, 0.03 * real, 0.01 * _value(whole)):
            return f"“{share.text}” of “{whole.text}” is {real:,.4g}, not “{part.text}”"
    return None


def _reversed_ranges(text: str, figures: Sequence[FigureCandidate]) -> str | None:
    """A range whose lower end is the higher number: “between 40 and 30 people”."""
    for first, last in pairwise(figures):
        if last.unit is None or last.start - first.end > 25 or _value(first) <= _value(last):
            continue
        if first.unit not in {None, last.unit} or (first.unit is None and not first.text[-1:].isdigit()):
            continue
        before = max(0, first.start - 45)
        if not _BETWEEN.search(text, before, first.start) or _APART.search(text, before, first.start):
            continue
        scaled = re.search(r"[a-z]$", last.number.text) and not re.search(r"[a-z]$", first.number.text)
        if not scaled and _AND_ONLY.fullmatch(text, first.end, last.number.start):
            return f"“between {first.text} and {last.text}” has its higher end first"
    return None


def _carried(text: str) -> str | None:
    """A motion that is told as carried with fewer votes than against it."""
    for match in _CARRIED.finditer(text):
        start = max(0, match.start() - 60)
        if _NOT_CARRIED.search(text, start, match.end()) or not _BALLOT.search(
            text, match.start(), match.end() + 20
        ):
            continue
        first, second = _number(match["first"]), _number(match["second"])
        if first < second:
            words = " ".join(match.group().split())[-60:]
            return f"“{words}” is told as carried, with {first:,} votes for and {second:,} against"
    return None


def _margins(text: str) -> str | None:
    for match in _MARGIN.finditer(text):
        real = abs(_number(match["first"]) - _number(match["second"]))
        if real != _number(match["margin"]):
            return f"“{match.group()}” is a difference of {real:,}"
    return None


def _ages(text: str) -> str | None:
    """An age that does not fit the years of birth and death."""
    born, died, aged = _BORN.search(text), _DIED.search(text), _AGED.findall(text)
    if _ANOTHER_PERSON.search(text):
        return None
    if born is None or died is None or len(aged) != 1 or len(_YEAR.findall(text)) != 2:
        return None
    lived = int(died["year"]) - int(born["year"])
    if lived >= 0 and int(aged[0]) not in {lived, lived - 1}:
        return f"born in {born['year']} and dead in {died['year']} is no age of “{aged[0]}”"
    return None


def _people_aged(text: str) -> str | None:
    """More ages than people: “two men aged 23, 31 and 40”."""
    for match in _PEOPLE_AGED.finditer(text):
        ages = re.findall(r"\d+", match["ages"])
        if len(ages) > _number(match["count"]):
            return f"“{match.group()}” gives {len(ages)} ages"
    return None


def _end(figure: FigureCandidate) -> int:
    return max(figure.end, figure.counted.end if figure.counted else 0)


def _value(figure: FigureCandidate) -> float:
    return float(figure.value or 0)


def _number(written: str) -> int:
    folded = as_matched(written)
    return int(_WORDS[folded]) if folded in _WORDS else int(folded.replace(",", ""))
