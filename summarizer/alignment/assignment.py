"""Optimal assignment of rows to columns when few pairs come into question and each may stay alone."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["assign"]

_Edges = dict[int, list[tuple[int, int]]]
"""Of each row, the columns that come into question, with their costs."""


def assign(costs: Mapping[tuple[int, int], int], unmatched: int) -> dict[int, int]:
    """The cheapest matching of rows with columns, as column by row.

    The total counts the cost of each pair and ``unmatched`` for each row and each column left alone; a
    pair as dear as two left alone is not made. Of matchings that cost the same, the one whose pairs
    stand closest to the diagonal is taken (the least sum of squared differences of row and column), so
    that what comes in the same order stays in it.

    Shortest augmenting paths with potentials (R. Jonker and A. Volgenant, A shortest augmenting path
    algorithm for dense and sparse linear assignment problems, Computing 38, 1987), one connected
    component at a time. Whole numbers throughout: nothing is rounded, so equal costs are equal.

    Args:
        costs: The cost of each pair (row, column) that comes into question; not negative.
        unmatched: The cost of a row or a column that stays alone.
    """
    possible = {pair: cost for pair, cost in costs.items() if cost < 2 * unmatched}
    size = 1 + max((max(pair) for pair in possible), default=0)
    weight = size**3 + 1  # above any sum of squared differences: it decides between equal totals only
    edges: _Edges = {}
    for row, column in sorted(possible):
        tied = possible[row, column] * weight + (row - column) ** 2
        edges.setdefault(row, []).append((column, tied))
    found: dict[int, int] = {}
    for rows in _components(edges):
        if len(rows) == 1 and len(edges[rows[0]]) == 1:
            found[rows[0]] = edges[rows[0]][0][0]
        else:
            found.update(_solve(rows, edges, alone=2 * unmatched * weight, size=size))
    return found


def _components(edges: _Edges) -> Iterator[list[int]]:
    """The rows of each connected component, in order."""
    rows_of: dict[int, list[int]] = {}
    for row, row_edges in edges.items():
        for column, _ in row_edges:
            rows_of.setdefault(column, []).append(row)
    seen_rows: set[int] = set()
    seen_columns: set[int] = set()
    for start in edges:
        if start in seen_rows:
            continue
        seen_rows.add(start)
        component = [start]
        for row in component:  # grows while it is walked
            for column, _ in edges[row]:
                if column not in seen_columns:
                    seen_columns.add(column)
                    fresh = [other for other in rows_of[column] if other not in seen_rows]
                    seen_rows.update(fresh)
                    component += fresh
        yield sorted(component)


def _solve(rows: list[int], edges: _Edges, *, alone: int, size: int) -> dict[int, int]:
    """Match one component; staying alone is a column of the row's own, numbered from ``size``."""
    row_of: dict[int, int] = {}
    column_of: dict[int, int] = {}
    row_price = dict.fromkeys(rows, 0)
    column_price: dict[int, int] = {}
    for start in rows:
        distance: dict[int, int] = {}
        reached_from: dict[int, int] = {}
        settled: list[int] = []
        closed: set[int] = set()
        queue: list[tuple[int, int]] = []
        row, walked = start, 0
        while True:
            for column, cost in (*edges[row], (size + row, alone)):
                far = walked + cost - row_price[row] - column_price.get(column, 0)
                if column not in closed and far < distance.get(column, far + 1):
                    distance[column] = far
                    reached_from[column] = row
                    heappush(queue, (far, column))
            walked, end = heappop(queue)
            while end in closed:
                walked, end = heappop(queue)
            if end not in row_of:
                break
            closed.add(end)
            settled.append(end)
            row = row_of[end]
        row_price[start] += walked
        for column in settled:
            row_price[row_of[column]] += walked - distance[column]
            column_price[column] = column_price.get(column, 0) - walked + distance[column]
        _augment(end, start, reached_from, row_of, column_of)
    return {row: column for row, column in column_of.items() if column < size}


def _augment(
    end: int, start: int, reached_from: Mapping[int, int], row_of: dict[int, int], column_of: dict[int, int]
) -> None:
    """Turn the path from ``start`` to the free column ``end``: each row on it moves on to its next column."""
    column: int | None = end
    while column is not None:
        row = reached_from[column]
        row_of[column] = row
        left = column_of.get(row)
        column_of[row] = column
        column = None if row == start else left
