"""Pairs the records of one type at the least cost in all, and turns the outcome into stored pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.alignment.assignment import assign
from summarizer.alignment.candidates import candidates
from summarizer.alignment.costs import UNIT
from summarizer.alignment.facts import Facts, in_order, precedes
from summarizer.alignment.records import Pair, PairType
from summarizer.alignment.words import Rarity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from summarizer.alignment.facts import Stretch

__all__ = ["match"]

_Costs = dict[tuple[int, int], int]

_NEARLY = UNIT * 12 // 100
"""What costs at most this much more would have fitted nearly as well."""


def match(
    type_: PairType,
    left: Iterable[Facts],
    right: Iterable[Facts],
    *,
    cost: Callable[[Facts, Facts, Rarity], int],
    unmatched: int,
) -> list[Pair]:
    """Pair records of one type; the pairs come in the order of the article.

    From whichever side it is asked, the same work is done, so that the outcome is the same.

    Args:
        type_: What the records are.
        left: The records of the one result.
        right: The records of the other.
        cost: The cost of a pair, in millionths.
        unmatched: The cost of a record that stays alone; a pair of twice this or more is not made.
    """
    ones, others = in_order(left), in_order(right)
    turned = precedes(others, ones)
    rows, columns = (others, ones) if turned else (ones, others)
    rarity = Rarity(each.words | each.cast for each in (*ones, *others))
    costs = {
        (row, column): cost(rows[row], columns[column], rarity) for row, column in candidates(rows, columns)
    }
    costs = {pair: each for pair, each in costs.items() if each < 2 * unmatched}
    column_of = assign(costs, unmatched)
    if turned:
        costs = {(column, row): each for (row, column), each in costs.items()}
        column_of = {column: row for row, column in column_of.items()}
    return list(_pairs(type_, _Matched(ones, others, costs, column_of)))


@dataclass(frozen=True, slots=True)
class _Matched:
    """The records of one type with their pairing; both lists in the order of the article."""

    left: Sequence[Facts]
    right: Sequence[Facts]
    costs: _Costs
    """Of the pairs that could be made."""
    column_of: Mapping[int, int]


def _pairs(type_: PairType, matched: _Matched) -> Iterator[Pair]:
    """The pairs, and the records that stayed alone, in the order of the article."""
    own = {pair: matched.costs[pair] for pair in matched.column_of.items()}
    own_of_row = {row: cost for (row, _), cost in own.items()}
    own_of_column = {column: cost for (_, column), cost in own.items()}
    doubles, doubles_left = _near_doubles(matched.costs, own_of_row, own_of_column)
    for row, column in _in_article_order(matched):
        left = None if row is None else matched.left[row]
        right = None if column is None else matched.right[column]
        cost = None if row is None or column is None else own[row, column] / UNIT
        yield Pair(
            type=type_,
            left=left and left.id,
            right=right and right.id,
            cost=cost,
            near_doubles=[matched.right[each].id for each in doubles.get(row, ()) if each != column],
            near_doubles_left=[matched.left[each].id for each in doubles_left.get(column, ()) if each != row],
        )


def _near_doubles(
    costs: _Costs, own_of_row: Mapping[int, int], own_of_column: Mapping[int, int]
) -> tuple[dict[int | None, list[int]], dict[int | None, list[int]]]:
    """The columns that fit each row nearly as well as its own or better, and the rows for each column.

    A record that stayed alone is measured by what its rival fits instead.
    """
    doubles: dict[int | None, list[int]] = {}
    doubles_left: dict[int | None, list[int]] = {}
    for (row, column), cost in sorted(costs.items(), key=lambda each: (each[1], each[0])):
        of_row, of_column = own_of_row.get(row), own_of_column.get(column)
        if cost <= _NEARLY + _first(of_row, of_column):
            doubles.setdefault(row, []).append(column)
        if cost <= _NEARLY + _first(of_column, of_row):
            doubles_left.setdefault(column, []).append(row)
    return doubles, doubles_left


def _first(own: int | None, instead: int | None) -> int:
    return own if own is not None else instead or 0


def _in_article_order(matched: _Matched) -> list[tuple[int | None, int | None]]:
    """Every row and every column once, by where the first of a pair stands."""
    places: list[tuple[tuple[int | None, int | None], tuple[Stretch, ...]]] = []
    for row, facts in enumerate(matched.left):
        column = matched.column_of.get(row)
        both = (facts.place,) if column is None else (facts.place, matched.right[column].place)
        places.append(((row, column), min(both)))
    taken = frozenset(matched.column_of.values())
    places += [
        ((None, column), facts.place) for column, facts in enumerate(matched.right) if column not in taken
    ]
    return [pair for pair, _ in sorted(places, key=lambda each: each[1])]
