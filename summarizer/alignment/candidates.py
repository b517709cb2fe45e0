"""Which pairs of records come into question at all: those that share place, value or telling words."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from summarizer.alignment.facts import Facts

__all__ = ["candidates"]

_FEW = 36
"""Up to so many pairs all are looked at."""
_CROWDED = 100
"""Pairs that a place or a value may make before only neighbours in the article are paired by it."""
_NEIGHBOURS = 6
"""How many records on either side of the like place count as neighbours."""
_TELLING = 16
"""Pairs that a word may make: one that makes more tells nothing."""
_CELL = 200
"""Characters of the cells by which places are found; about a sentence."""


def candidates(left: Sequence[Facts], right: Sequence[Facts]) -> Iterable[tuple[int, int]]:
    """The pairs (left index, right index) that may be one; both lists in the order of the article.

    Few records are all compared with each other. Of many, those are that share a cell of the article, a
    value, all their words, or a word that few records have; where very many share a cell or a value, only
    neighbours in the article are. So a long article costs little more than its length.
    """
    if len(left) * len(right) <= _FEW:
        return [(row, column) for row in range(len(left)) for column in range(len(right))]
    found: set[tuple[int, int]] = set()
    for keys in (_cells, _statement):
        for rows, columns in _sharing(left, right, keys):
            if len(rows) * len(columns) <= _CROWDED:
                found.update((row, column) for row in rows for column in columns)
            else:
                found.update(_neighbours(rows, columns, left, right))
                found.update((row, column) for column, row in _neighbours(columns, rows, right, left))
    for rows, columns in _sharing(left, right, _words):
        if len(rows) * len(columns) <= _TELLING:
            found.update((row, column) for row in rows for column in columns)
    return sorted(found)


def _cells(facts: Facts) -> Iterable[object]:
    return {cell for start, end in facts.evidence for cell in range(start // _CELL, end // _CELL + 1)}


def _statement(facts: Facts) -> Iterable[object]:
    """What is stated: a value where there is one, else all the words."""
    return (facts.value if facts.value and facts.value[0] is not None else facts.words,)


def _words(facts: Facts) -> Iterable[object]:
    return facts.words | facts.cited


def _sharing(
    left: Sequence[Facts], right: Sequence[Facts], keys: Callable[[Facts], Iterable[object]]
) -> Iterator[tuple[list[int], list[int]]]:
    """The rows and the columns that have a key in common."""
    rows, columns = _by_key(left, keys), _by_key(right, keys)
    for key, sharing in rows.items():
        if key in columns:
            yield sharing, columns[key]


def _by_key(records: Sequence[Facts], keys: Callable[[Facts], Iterable[object]]) -> dict[object, list[int]]:
    grouped: dict[object, list[int]] = {}
    for index, facts in enumerate(records):
        for key in keys(facts):
            grouped.setdefault(key, []).append(index)
    return grouped


def _neighbours(
    ones: Sequence[int], others: Sequence[int], facts: Sequence[Facts], other_facts: Sequence[Facts]
) -> Iterator[tuple[int, int]]:
    """Each of ``ones`` with the few of ``others`` that stand about where it stands."""
    starts = [other_facts[other].place[:1] for other in others]
    for one in ones:
        middle = bisect_left(starts, facts[one].place[:1])
        for other in others[max(0, middle - _NEIGHBOURS) : middle + _NEIGHBOURS]:
            yield one, other
