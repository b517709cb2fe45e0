"""The assignment is the cheapest there is, and of several cheapest always the same one."""

from __future__ import annotations

from itertools import combinations, permutations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.alignment.assignment import assign

_COSTS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(0, 12), max_size=25)


def price(chosen: dict[int, int], costs: dict[tuple[int, int], int], unmatched: int) -> tuple[int, int]:
    """What a matching of five rows with five columns costs, and how far its pairs stand from the diagonal."""
    pairs = sum(costs[pair] for pair in chosen.items())
    return pairs + unmatched * (10 - 2 * len(chosen)), sum(
        (row - column) ** 2 for row, column in chosen.items()
    )


def cheapest(costs: dict[tuple[int, int], int], unmatched: int) -> tuple[int, int]:
    """The least price of all matchings, by trying every one; pairs as dear as two left alone are not made."""
    worth = {pair: cost for pair, cost in costs.items() if cost < 2 * unmatched}
    return min(
        price(dict(zip(rows, columns, strict=True)), costs, unmatched)
        for size in range(6)
        for rows in combinations(range(5), size)
        for columns in permutations(range(5), size)
        if all(pair in worth for pair in zip(rows, columns, strict=True))
    )


@given(costs=_COSTS, unmatched=st.integers(0, 7))
def test_no_matching_is_cheaper(costs: dict[tuple[int, int], int], unmatched: int) -> None:
    """The total is the least there is, and among equals the least distance from the diagonal."""
    chosen = assign(costs, unmatched)
    assert len(set(chosen.values())) == len(chosen)
    assert chosen.items() <= costs.keys()
    assert price(chosen, costs, unmatched) == cheapest(costs, unmatched)


@given(costs=_COSTS, data=st.data())
def test_the_order_of_the_pairs_plays_no_part(costs: dict[tuple[int, int], int], data: st.DataObject) -> None:
    """The same costs in another order give the same matching."""
    shuffled = dict(data.draw(st.permutations(sorted(costs.items()))))
    assert assign(costs, 5) == assign(shuffled, 5)


def test_a_pair_gives_way_when_all_gain() -> None:
    """The best pair of all is not made when the others would then cost more: greedy choice is not enough."""
    assert assign({(0, 0): 1, (0, 1): 2, (1, 0): 2, (1, 1): 9}, 5) == {0: 1, 1: 0}


def test_what_is_too_dear_stays_alone() -> None:
    """A pair that costs as much as two records left alone is not made."""
    assert assign({(0, 0): 10, (1, 1): 9}, 5) == {1: 1}


def test_a_long_chain_moves_up_for_one_more() -> None:
    """A row that only one column will do makes four hundred others move on by one when nothing else serves all."""
    costs = {(row, row): 1 for row in range(400)} | {(row, row + 1): 2 for row in range(400)} | {(400, 0): 1}
    assert assign(costs, 500) == {row: row + 1 for row in range(400)} | {400: 0}
    assert assign(costs, 5) == {row: row for row in range(400)}
