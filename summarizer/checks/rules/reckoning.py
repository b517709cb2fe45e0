"""Reckonings in passing: a sum “in all”, so many “more than”, “twice the”, a rate for two periods."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checks.rules.contradiction_words import is_count, is_money, value_of
from summarizer.checks.rules.figure_twins import TIME_UNITS, figure_end, may_hold, plain_figures
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_reckoning"]

_AND = re.compile(r"(?:\s+of\s+[a-z]+)?,?\s+and\s+", re.IGNORECASE)
_THEN_TOTAL = re.compile(
    r"(?:\s+[^.;:()\d,]{0,40}?)?,\s+(?:(?:making|or|giving|bringing\s+the\s+total\s+to)\s+)?(?:a\s+total\s+of\s+)?",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"(?:\s+[a-z]+){0,2}?\s+(?:in\s+all|in\s+total|altogether|all\s+told)\s*(?:[.,;:)]|$)", re.IGNORECASE
)
_LISTED_BEFORE = re.compile(r"(?:\d|,\s|\band\s|\bplus\s)[^.;]{0,25}$")
_MORE_THAN = re.compile(
    r"(?:\s+(?!of\b)[a-z]+){0,2}?\s+(?P<word>more|fewer|less|above|below|over|under|higher|lower|short\s+of)(?:\s+[a-z]+)?(?:\s+than)?\s+(?P<base>(?:(?:the|its|their|his|her|a|last|previous|old|earlier|permitted|legal|official|maximum|planned)\s+){0,2}(?:[a-z]+\s+){0,3}?(?:of|was|had|at)\s+|(?:the|a)\s+)$",
    re.IGNORECASE,
)
_UPWARDS = frozenset(["more", "above", "over", "higher"])
_COMMA = re.compile(r"(?:\s+[^.;:()\d]{0,45}?)?,\s+(?:or\s+|that\s+is\s+)?$")
_TIMES = {
    "twice": 2.0,
    "double": 2.0,
    "three times": 3.0,
    "triple": 3.0,
    "four times": 4.0,
    "five times": 5.0,
    "ten times": 10.0,
    "half": 0.5,
    "a third of": 1 / 3,
    "a quarter of": 0.25,
}
_FACTORS = "|".join(_TIMES).replace(" ", r"\s+")
_TIMES_AS = re.compile(
    rf"(?:\s+[^.;:()\d]{{0,40}}?)?,\s+(?:exactly\s+|or\s+)?(?P<factor>{_FACTORS})\s+(?:as\s+(?:many|much|large|long|high)\s+as\s+)?(?:the|its|a|last\s+year[’']s)\s+(?:[a-z]+\s+){{0,3}}?(?:of\s+)?$",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"(?:\s+[^.;:()\d,]{0,40}?)?,\s+(?P<word>more|fewer|less|higher|lower|longer|shorter|larger|smaller|warmer|colder|taller|heavier|older|younger|faster|bigger|up|down)\s+(?:than|on|from)\s+(?:the\s+|last\s+year[’']s\s+|its\s+|his\s+|her\s+)(?:[a-z]+\s+){0,3}?(?:of\s+)?$",
    re.IGNORECASE,
)
_DOWNWARDS = frozenset(["fewer", "less", "lower", "shorter", "smaller", "colder", "younger", "down"])
_EITHER_WAY = frozenset(["faster", "bigger"])
_A_PERIOD = re.compile(
    r"(?:\s+[a-z]+){0,3}?\s+(?:an?|per|each|every)\s+(?P<period>hour|day|week|month|year)\b", re.IGNORECASE
)
_OR_A_PERIOD = re.compile(r",?\s+or\s+(?:about\s+|some\s+|around\s+)?[$£€]?", re.IGNORECASE)
_RATES = {
    ("day", "week"): (5, 7), ("day", "month"): (20, 31), ("day", "year"): (200, 366),
    ("week", "month"): (4, 5), ("week", "year"): (40, 53), ("month", "year"): (10, 14),
    ("hour", "day"): (6, 24), ("hour", "week"): (30, 168),
}  # fmt: skip
"""How many of the first period go into the second: working time at the least, all of it at the most."""
_LOOSE = 0.03
_ROUGH = 0.15
"""By how much rounded numbers may miss what is reckoned from them."""


def check_reckoning(statement: Statement) -> str | None:
    """What is wrong where numbers of one sentence do not come out as it says."""
    text = statement.text
    plain = plain_figures(statement)
    if len(plain) < 2:
        return None
    problem = None
    if may_hold(text, "total", "in all", "altogether", "all told"):
        problem = _sum(text, plain)
    if problem is None and may_hold(
        text, "more", "fewer", "less ", "above", "below", "over ", "under ", "higher", "lower", "short of"
    ):
        problem = _difference(text, plain)
    if (
        problem is None
        and ", " in text
        and may_hold(
            text,
            " than ",
            "twice",
            "double",
            "times",
            "triple",
            "half",
            "a third",
            "a quarter",
            ", up ",
            ", down ",
        )
    ):
        problem = _multiple(text, plain) or _than(text, plain)
    if problem is None and " or " in text:
        problem = _periods(text, plain)
    return problem


def _sum(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """Two counts and what they make in all."""
    for first, second, total in zip(plain, plain[1:], plain[2:], strict=False):
        if not all(map(is_count, (first, second, total))) or {first.bound, second.bound, total.bound} != {
            "exact"
        }:
            continue
        if not _AND.fullmatch(text, figure_end(first), second.start):
            continue
        between = _THEN_TOTAL.fullmatch(text, figure_end(second), total.start)
        if between is None or not ("total of" in between.group() or _IN_ALL.match(text, total.end)):
            continue
        real = value_of(first) + value_of(second)
        more = real < value_of(total) and _LISTED_BEFORE.search(text[max(0, first.start - 30) : first.start])
        if real != value_of(total) and not more:
            return f"“{first.text}” and “{second.text}” make {real:,.10g}, not “{total.text}”"
    return None


def _difference(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A number, by how much it passes another, and that: “140 people, 40 more than its capacity of 120”."""
    for one, change, base in zip(plain, plain[1:], plain[2:], strict=False):
        if (
            not _same(one, base)
            or change.unit not in {None, one.unit}
            or "percent" in {one.unit, change.unit}
        ):
            continue
        if {one.bound, change.bound, base.bound} != {"exact"} or not _COMMA.fullmatch(
            text, one.end, change.start
        ):
            continue
        told = _MORE_THAN.fullmatch(text, change.end, base.start)
        if told is None:
            continue
        sign = 1 if told["word"].casefold() in _UPWARDS else -1
        real = value_of(base) + sign * value_of(change)
        if abs(real - value_of(one)) > _LOOSE * value_of(change) + (
            0.01 if "." in one.text + base.text else 0
        ):
            return f"“{change.text} {told['word']}” than “{base.text}” is {real:,.10g}, not “{one.text}”"
    return None


def _multiple(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A number and how many times another it is: “900 cars, twice the 600 of April”."""
    for one, base in pairwise(plain):
        told = _TIMES_AS.fullmatch(text, one.end, base.start) if _same(one, base) else None
        if told is None or not {one.bound, base.bound} <= {"exact", "about"}:
            continue
        real = value_of(base) * _TIMES[" ".join(as_matched(told["factor"]).split())]
        if abs(real - value_of(one)) > _ROUGH * real:
            return f"“{one.text}” is not “{told['factor']}” “{base.text}”"
    return None


def _than(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A number told as more than a greater one: “38 goals, more than the 41 of last year”."""
    for one, base in pairwise(plain):
        told = _THAN.fullmatch(text, one.end, base.start) if _same(one, base) else None
        if told is None or {one.bound, base.bound} != {"exact"} or one.unit in TIME_UNITS:
            continue
        word = told["word"].casefold()
        wrong = value_of(one) >= value_of(base) if word in _DOWNWARDS else value_of(one) <= value_of(base)
        if word not in _EITHER_WAY and wrong and one.value != base.value:
            return f"“{one.text}” is not “{word}” than “{base.text}”"
    return None


def _periods(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """One rate for two periods: “€50 a day, or €2,000 a week”."""
    for one, other in pairwise(plain):
        first, second = _A_PERIOD.match(text, one.end), _A_PERIOD.match(text, other.end)
        if first is None or second is None or not _OR_A_PERIOD.fullmatch(text, first.end(), other.start):
            continue
        periods = (as_matched(first["period"]), as_matched(second["period"]))
        if not _same(one, other) or value_of(one) == 0:
            continue
        swapped = periods not in _RATES
        limits = _RATES.get(periods[::-1] if swapped else periods)
        low, high = (other, one) if swapped else (one, other)
        if limits is None or value_of(low) == 0:
            continue
        ratio = value_of(high) / value_of(low)
        if not limits[0] * (1 - _ROUGH) <= ratio <= limits[1] * (1 + _ROUGH):
            return f"“{one.text}” a {periods[0]} is not “{other.text}” a {periods[1]}"
    return None


def _same(one: FigureCandidate, other: FigureCandidate) -> bool:
    """Whether two figures may be of one kind: one unit, or one of them a bare number."""
    if is_money(one) or is_money(other):
        return one.unit == other.unit
    return one.unit == other.unit or None in {one.unit, other.unit}
