"""Totals that do not follow from their factors: things at a price each, a rate over a time, a share."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checks.rules.contradiction_words import group, is_count, is_money, listed, value_of
from summarizer.checks.rules.figure_twins import figure_end, may_hold, plain_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_totals"]

_EACH = re.compile(
    r"(?:\s+[a-z]+)?\s*(?:each|apiece|(?:per|a)\s+(?:person|head|ticket|piece|copy|unit|household|pupil|family|child|night|seat))\b",
    re.IGNORECASE,
)
"""Behind a price: “€15 each”."""
_PRICED = re.compile(
    r"(?:\s+[^.;:()\d,]{0,50}?)?,?\s+(?:of|at|for|worth|costing|priced\s+at|paid|got|received|getting|paying|were\s+paid|holding|weighing|carrying|sold\s+for|sold\s+at|with)\s+(?:just\s+|only\s+|exactly\s+)?",
    re.IGNORECASE,
)
"""Between a count and the price of one: “120 fines of €15 each”."""
_PERIODS = ("day", "week", "month", "year", "hour", "night", "minute")
_RATE = re.compile(
    rf"(?:\s+[a-z-]+){{0,2}}?\s+(?:a|an|per|every|each)\s+(?P<period>{'|'.join(_PERIODS)})\b", re.IGNORECASE
)
_OVER = re.compile(r"\b(?:for|over|during|in)\s+(?:the\s+)?(?:exactly\s+|all\s+|full\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:\w+\s+){0,2}[$£€]?\d")
"""Before a number that is told on its own: “… a day, and 300 mm in all”."""
_REACH = 45
"""Characters before a total in which a word tells that it is one."""
_STRETCH = 220
"""Characters in which the numbers of one product stand."""
_BEHIND = 60
"""Characters behind them in which a word tells that something else comes in."""
_MARGIN = 0.03
"""By how much a rounded product may differ from what is told."""
_OF_GROUP = re.compile(r"\s+(?:of|out\s+of)\s+(?:(?:the|its|their|all)\s+)?(?:[\w-]+\s+){0,2}", re.IGNORECASE)
_OR_SHARE = re.compile(
    r"(?:\s+[^.;:()\d,]{0,60}?)?\s*(?:,\s+or\s+|\(|,\s+(?:that\s+is|equal\s+to|a\s+share\s+of),?\s+)(?:about\s+|some\s+)?"
)


def check_totals(statement: Statement) -> str | None:
    """What is wrong where a total is not the product of the numbers that it is told with."""
    text = statement.text
    plain = plain_figures(statement)
    if len(plain) < 3:
        return None  # two factors and what they make
    may_share = "%" in text or "per cent" in text or "percent" in text
    may_multiply = may_hold(text, "each", "apiece", " per ", " a ", "every")
    if not may_share and not may_multiply:
        return None
    problem = (_prices(text, plain) or _rates(text, plain)) if may_multiply else None
    return problem or (_share(text, plain) if may_share else None)


def _prices(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """So many things at a price each, and what they make together."""
    for count, price in pairwise(plain):
        if not is_count(count) or count.counted is None or value_of(count) < 2 or price.unit is None:
            continue
        if not _EACH.match(text, figure_end(price)) or not _PRICED.fullmatch(
            text, figure_end(count), price.start
        ):
            continue
        problem = _product(text, plain, count, price)
        if problem is not None:
            return problem
    return None


def _rates(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """So much a day, for so many days, and what that makes."""
    for rate in plain:
        told = _RATE.match(text, rate.end)
        if told is None or rate.unit == "percent":
            continue
        times = [
            one
            for one in plain
            if one.unit == told["period"].casefold()
            and one is not rate
            and _OVER.search(text[max(0, one.start - 25) : one.start])
        ]
        if len(times) == 1 and not _AND.search(text, rate.end):
            problem = _product(text, plain, times[0], rate)
            if problem is not None:
                return problem
    return None


def _product(
    text: str, plain: Sequence[FigureCandidate], count: FigureCandidate, price: FigureCandidate
) -> str | None:
    """What is wrong with the one total of the same unit as ``price``; None where there is none or it fits."""
    start, end = max(0, count.start - _STRETCH), price.end + _STRETCH
    alike = [one for one in plain if one not in (count, price) and one.unit == price.unit]
    if is_money(price) is False:
        alike = [one for one in alike if one.counted is None or price.counted is None or one.unit is not None]
    if len(alike) != 1 or {count.bound, price.bound} != {"exact"}:
        return None
    total = alike[0]
    if total.bound not in {"exact", "about"} or not start <= total.start <= end or not _is_total(text, total):
        return None
    first, last = min(count.start, price.start, total.start), max(count.end, price.end, total.end)
    if re.search(r"[.;]\s", text[first:last]) or listed("total", "unlike").search(
        text[first : last + _BEHIND]
    ):
        return None
    if any(first <= one.start < last for one in plain if one not in (count, price, total)):
        return None  # another number beside it
    real = value_of(count) * value_of(price)
    if abs(real - value_of(total)) <= _MARGIN * real + 0.5:
        return None
    return f"“{count.text}” times “{price.text}” is {real:,.10g}, not “{total.text}”"


def _is_total(text: str, figure: FigureCandidate) -> bool:
    if listed("total", "after").match(text[figure_end(figure) :].lstrip()):
        return True
    return _before().search(text[max(0, figure.start - _REACH) : figure.start]) is not None


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    """Right before a total."""
    words = group("total", "before")
    return re.compile(
        rf"\b(?:{words})\s+(?:(?:the\s+\w+|them|it|a|the|city|club|of|about|around|just)\s+){{0,4}}$",
        re.IGNORECASE,
    )


def _share(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """Some of a number, and the share that they are said to be: “45 of the 60 seats, or 60%”."""
    for part, whole, share in zip(plain, plain[1:], plain[2:], strict=False):
        if share.unit != "percent" or "percent" in {part.unit, whole.unit} or value_of(whole) == 0:
            continue
        if not is_count(part) or not is_count(whole) or not {part.bound, whole.bound} <= {"exact", "about"}:
            continue
        if not _OF_GROUP.fullmatch(text, part.end, whole.start):
            continue
        if not _OR_SHARE.fullmatch(text, figure_end(whole), share.start) or share.bound not in {
            "exact",
            "about",
        }:
            continue
        real = value_of(part) / value_of(whole) * 100
        if abs(real - value_of(share)) > max(1.5, 0.05 * real):
            return f"“{part.text}” of “{whole.text}” is {real:.3g} per cent, not “{share.text}”"
    return None
