"""Figures within a summary that cannot be true together."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import lemma
from summarizer.checks.rules.arithmetic import check_sums
from summarizer.checks.rules.comparison import check_comparison
from summarizer.checks.rules.coordinated_parts import check_coordinated_parts
from summarizer.checks.rules.direction import check_direction, may_rank
from summarizer.checks.rules.figure_twins import (
    any_of,
    counted_lemmas,
    has_digit,
    has_phrase,
    is_plain,
    phrases,
    stated_runs,
)
from summarizer.checks.rules.life_order import check_life_order
from summarizer.checks.rules.of_whole import check_of_whole
from summarizer.checks.rules.outcomes import check_outcomes
from summarizer.checks.rules.parts import check_parts
from summarizer.checks.rules.reckoning import check_reckoning
from summarizer.checks.rules.same_measure import check_same_measure
from summarizer.checks.rules.sequence import check_sequence
from summarizer.checks.rules.share_groups import check_share_groups
from summarizer.checks.rules.shares import check_shares
from summarizer.checks.rules.single_value import check_single_value
from summarizer.checks.rules.splits import check_splits
from summarizer.checks.rules.time_order import check_time_order
from summarizer.checks.rules.told_twice import check_told_twice
from summarizer.checks.rules.totals import check_totals
from summarizer.checks.rules.two_values import check_two_values
from summarizer.checks.rules.years_apart import check_years_apart
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_consistency"]

_SCORE = re.compile(r"\d+\s?(?:[-–—]|to)\s?\d+")
_BODY = re.compile(r"-(?:seat|member|strong|person|judge|justice|nation|juror)\b", re.IGNORECASE)
_AWAY = re.compile(r"\b(?:absent|abstain\w*|missing|away|not\s+voting)\b", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom\s+(?:\w+\s+){0,2}[$£€]?$", re.IGNORECASE)
_TO_FROM = re.compile(
    r"\bto\s+(?:(?:an?|about|around|just|only|over|under|nearly|record)\s+){0,2}[$£€]?$", re.IGNORECASE
)
_FROM = re.compile(r"[^,;.]{0,40}?,?\s+from\s+(?:\w+\s+){0,2}[$£€]?$", re.IGNORECASE)
_FACTOR = re.compile(
    r"(?:(?:more\s+than|nearly|almost|about|roughly|at\s+least|over)\s+)?\b(?P<word>doubled|tripled|trebled|quadrupled|halved)\b",
    re.IGNORECASE,
)
_FACTORS = {"doub": 2.0, "trip": 3.0, "treb": 3.0, "quad": 4.0, "halv": 0.5}
_LOOSE = 0.12
"""How far a change may lie from a word such as “doubled”."""
_NEAR = 60
_JOINING = "as|after|when|because|although|though|since|despite|following"
_ANOTHER = re.compile(rf"[;.]\s|\b(?:{_JOINING}|while|but|and)\b")
"""What begins another clause, and with it another quantity."""
_CLAUSE_BORDER = re.compile(rf"[;.]\s|,\s+(?:while|but|and)\s|\s(?:{_JOINING})\s")
_CLAUSE = 200
"""Characters before a number in which its verb stands."""
_TO = re.compile(r"^[^,;.]{0,40}?\bto\s+(?:\w+\s+){0,2}[$£€]?$", re.IGNORECASE)
_PERCENT = "percent"
_CHECKS = (
    check_of_whole,
    check_parts,
    check_coordinated_parts,
    check_shares,
    check_share_groups,
    check_direction,
    check_sequence,
    check_two_values,
    check_same_measure,
    check_single_value,
    check_comparison,
    check_time_order,
    check_splits,
    check_totals,
    check_outcomes,
    check_life_order,
    check_told_twice,
    check_reckoning,
    check_years_apart,
)


def check_consistency(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``inconsistent``: a part above its whole, shares above 100 %, an end before its beginning.

    Two values for one quantity count only where nothing lays them at the door of different sources or times.
    """
    figures = statement.own.figures
    if not figures and not has_digit(statement.text) and not may_rank(statement):
        return  # nothing is counted or dated: most statements
    problem = _of_figures(statement, figures) if figures else None
    if problem is not None:
        yield "inconsistent", problem
        return
    for check in _CHECKS:
        problem = check(statement)
        if problem is not None:
            yield "inconsistent", problem
            return


def _of_figures(statement: Statement, figures: list[FigureCandidate]) -> str | None:
    """What is wrong with votes, changes, leads and sums; a number alone is held against no other."""
    text, runs = statement.text, stated_runs(statement)
    problem = _votes(text, figures) if len(figures) > 1 else None
    if problem is None and len(figures) > 1 and "from" in runs:
        problem = _changes(text, figures)
    if problem is None and len(figures) > 2:
        problem = _leads(text, figures)
    return check_sums(text, figures, runs) if problem is None else problem


def _votes(text: str, figures: list[FigureCandidate]) -> str | None:
    """More votes than the body that votes has members."""
    scores = [
        one
        for one in figures
        if one.upper is not None and one.value is not None and _SCORE.fullmatch(one.text)
    ]
    if len(scores) != 1:
        return None
    members = set(phrases("bodies", "members"))
    bodies = [one for one in figures if is_plain(one) and counted_lemmas(one) & members]
    if len(bodies) != 1:
        return None
    if not {lemma(word) for word in re.findall(r"[^\W\d_]+", text)} & set(phrases("bodies", "voting")):
        return None
    body, score = bodies[0], scores[0]
    if (
        not _BODY.search(text, body.start)
        and not has_phrase(text, "bodies", "members")
        and body.unit != "people"
    ):
        return None
    if _AWAY.search(text, body.end, body.end + _NEAR):
        return None
    total = _value(score) + float(score.upper or 0)
    if total > _value(body) and body.bound == "exact":
        return f"“{score.text}” makes {total:g} votes, but “{body.text}” is smaller"
    return None


def _changes(text: str, figures: list[FigureCandidate]) -> str | None:
    """A change whose size or direction does not fit the two values that it is told with."""
    plain = [one for one in figures if is_plain(one)]
    for place, (first, last) in enumerate(pairwise(plain)):
        values = _change(text, first, last)
        if values is None:
            continue
        before, after = values
        clause = _CLAUSE_BORDER.split(text[max(0, first.start - _CLAUSE) : first.start])[-1]
        up, down = has_phrase(clause, "change", "up"), has_phrase(clause, "change", "down")
        shown = (
            f"“from {last.text} to {first.text}”"
            if after == _value(first)
            else f"“from {first.text} to {last.text}”"
        )
        if up and not down and after < before:
            return f"“{up.group()}” does not fit {shown}"
        if down and not up and after > before:
            return f"“{down.group()}” does not fit {shown}"
        factor = _factor(clause)
        if factor is not None and not _fits(factor[1], after / before, factor[0]):
            return f"“{factor[0]}” does not fit {shown}"
        sizes = [
            one
            for one in plain[max(0, place - 3) : place]
            if one.unit == _PERCENT
            and first.unit != _PERCENT
            and first.start - one.end < _NEAR
            and not _ANOTHER.search(text, one.end, first.start)
        ]
        told = sizes[0] if sizes else None
        if told is None or not (up or down):
            continue
        real = abs(after - before) / before * 100
        if abs(real - _value(told)) > max(1.5, 0.12 * _value(told)) and told.bound in {"exact", "about"}:
            return f"{shown} is a change of {real:.3g} per cent, not “{told.text}”"
    return None


def _change(text: str, first: FigureCandidate, last: FigureCandidate) -> tuple[float, float] | None:
    """The values before and after a change: “from 5 to 8”, “to 8 from 5”."""
    if last.start - first.end > _NEAR or not _same_scale(first, last):
        return None
    start, between = max(0, first.number.start - _NEAR), text[first.end : last.number.start]
    values: tuple[float, float] | None = None
    if _FROM_TO.search(text, start, first.number.start) and _TO.match(between):
        values = _value(first), _value(last)
    elif _TO_FROM.search(text, start, first.number.start) and _FROM.match(between):
        values = _value(last), _value(first)
    return values if values is not None and min(values) > 0 else None


def _factor(clause: str) -> tuple[str, float] | None:
    """A word such as “doubled” with its factor."""
    found = _FACTOR.search(clause)
    return None if found is None else (found.group(), _FACTORS[as_matched(found["word"])[:4]])


def _fits(factor: float, real: float, words: str) -> bool:
    if words.casefold().startswith("more"):
        return real >= factor if factor > 1 else real <= factor
    if not words.casefold().startswith(("doubl", "tripl", "trebl", "quadr", "halv")):
        return True
    return abs(real - factor) <= _LOOSE * factor


def _same_scale(first: FigureCandidate, last: FigureCandidate) -> bool:
    return (
        first.unit == last.unit
        or (first.unit is None and not first.number.text[-1:].isdigit())
        or last.unit is None
        or (first.unit is None and last.number.text[-1:].isdigit())
    )


def _leads(text: str, figures: list[FigureCandidate]) -> str | None:
    """A lead in points that is not the difference of the two shares."""
    percents = [one for one in figures if one.unit == _PERCENT and is_plain(one)]
    if len(percents) != 2:
        return None
    points = [one for one in figures if one.unit in {"point", "percentage point"} and is_plain(one)]
    if len(points) != 1 or _lead().search(text) is None:
        return None
    compared = re.search(r"\b(?:from|compared|earlier|previous|last|was|up|down)\b", text, re.IGNORECASE)
    if compared is not None or points[0].bound != "exact":
        return None
    real = abs(_value(percents[0]) - _value(percents[1]))
    if abs(real - _value(points[0])) > 1.01:
        shares = f"“{percents[0].text}” and “{percents[1].text}”"
        return f"{shares} are {real:g} points apart, not “{points[0].text} points”"
    return None


@lru_cache(maxsize=1)
def _lead() -> re.Pattern[str]:
    """A word of a lead."""
    return re.compile(rf"\b(?:{any_of(phrases('change', 'lead'))})\b", re.IGNORECASE)


def _value(figure: FigureCandidate) -> float:
    return float(figure.value or 0)
