"""A number that counts something else than in the source: “three weeks” where it has “three matches”."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_bindings", "measures"]

_PEOPLE = "people"


def check_bindings(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``number-unsupported`` where the value stands in what is cited, but never with what is counted here.

    A number is accused only if the source counts what it counts too, with another number, or if it counts
    time, length, weight, money or a share, which no writer adds by himself. A number without a noun may count
    anything.
    """
    for figure in statement.own.figures:
        if figure.value is None or figure.unit is None or statement.in_quotation(figure.start, figure.end):
            continue
        cited = statement.cited.figures
        alike = [one for one in cited if one.value == figure.value and one.upper == figure.upper]
        if not alike or any(_fits(figure.unit, one.unit) for one in alike):
            continue
        elsewhere = [one for one in cited if one.unit == figure.unit]
        if statement.text[figure.number.start : _end(figure)].casefold() in statement.cited.text.casefold():
            continue
        if not _accusable(figure.unit, alike, elsewhere):
            continue
        told = statement.text[figure.start : _end(figure)]
        words = statement.cited.segmented.text[alike[0].start : _end(alike[0])]
        yield (
            "number-unsupported",
            f"the source does not have “{told}”: its number counts something else there, “{words}”",
        )


def _fits(unit: str, other: str | None) -> bool:
    return other is None or unit == other or any(unit in one and other in one for one in _same())


def _accusable(unit: str, alike: list[FigureCandidate], elsewhere: list[FigureCandidate]) -> bool:
    if unit in measures():
        return True
    if unit == _PEOPLE or any(one.unit == _PEOPLE for one in alike):
        return all(one.unit in measures() for one in alike)
    return bool(elsewhere)


def _end(figure: FigureCandidate) -> int:
    return figure.end if figure.counted is None else max(figure.end, figure.counted.end)


@lru_cache(maxsize=1)
def measures() -> frozenset[str]:
    """The units of time, length, weight, money and shares."""
    return frozenset(load_list("units")["measures"])


@lru_cache(maxsize=1)
def _same() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(one) for one in load_list("units")["same"])
