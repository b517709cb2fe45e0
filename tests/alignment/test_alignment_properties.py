"""What holds of any alignment: order, ids and sides play no part, and every record stands in one pair."""

from __future__ import annotations

from collections import Counter
from typing import Any

from alignment_support import renamed, results
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.alignment import Alignment, align
from summarizer.records import ArticleSummary, Event, Figure, Quote


def lines(article: ArticleSummary) -> dict[str, Any]:
    """The lines of a summary by the names that the checks give them."""
    summary = article.summary
    named: dict[str, Any] = {} if summary.headline is None else {"headline": summary.headline}
    named |= {f"s{number}": line for number, line in enumerate(summary.sentences, start=1)}
    return named | {f"c{number}": line for number, line in enumerate(summary.contested, start=1)}


def contents(article: ArticleSummary) -> dict[str, str]:
    """What each record says, by its id."""
    records: list[Event | Figure | Quote] = [*article.events, *article.figures, *article.quotes]
    return {each.id: each.model_dump_json(exclude={"id"}) for each in records}


def said(alignment: Alignment, left: ArticleSummary, right: ArticleSummary) -> Counter[Any]:
    """The pairs of records by what the records say, not by their ids."""
    ours, theirs = contents(left), contents(right)
    return Counter(
        (
            pair.type,
            None if pair.left is None else ours[pair.left],
            None if pair.right is None else theirs[pair.right],
            pair.cost,
            tuple(sorted(theirs[each] for each in pair.near_doubles)),
            tuple(sorted(ours[each] for each in pair.near_doubles_left)),
        )
        for pair in alignment.pairs
        if pair.type != "sentence"
    )


@given(left=results(), right=results(), data=st.data())
@settings(max_examples=60, deadline=None)
def test_neither_order_nor_ids_play_a_part(
    left: ArticleSummary, right: ArticleSummary, data: st.DataObject
) -> None:
    """Records in another order and under other ids are paired by the same contents at the same costs."""
    names = data.draw(st.permutations(sorted(contents(right))))
    other = renamed(
        right,
        {old: f"{new}-new" for old, new in zip(sorted(contents(right)), names, strict=True)},
        lambda records: data.draw(st.permutations(records)),
    )
    plain, changed = align(left, right), align(left, other)
    assert said(plain, left, right) == said(changed, left, other)
    assert [(pair.left, pair.right, pair.cost) for pair in plain.of_type("sentence")] == [
        (pair.left, pair.right, pair.cost) for pair in changed.of_type("sentence")
    ]


@given(left=results(), right=results(), data=st.data())
@settings(max_examples=40, deadline=None)
def test_order_alone_changes_not_even_the_ids(
    left: ArticleSummary, right: ArticleSummary, data: st.DataObject
) -> None:
    """The same records in another order give the same alignment, to the byte."""
    same = {name: name for name in contents(right)}
    other = renamed(right, same, lambda records: data.draw(st.permutations(records)))
    assert align(left, right).model_dump_json() == align(left, other).model_dump_json()


@given(article=results())
@settings(max_examples=60, deadline=None)
def test_a_result_is_aligned_with_itself_at_no_cost(article: ArticleSummary) -> None:
    """Each record and each line of the summary is paired with itself, at cost 0, doubles or not."""
    pairs = align(article, article).pairs
    assert all(pair.left == pair.right and pair.cost == 0 for pair in pairs)
    assert {pair.left for pair in pairs} == contents(article).keys() | lines(article).keys()


@given(left=results(), right=results())
@settings(max_examples=60, deadline=None)
def test_it_is_the_same_from_either_side(left: ArticleSummary, right: ArticleSummary) -> None:
    """Exchanging the two results exchanges the sides of each pair: as many, of the same kinds and costs.

    Which of several records without any words is the partner may differ.
    """
    forth = [
        (pair.type, pair.cost, pair.left is None, pair.right is None) for pair in align(left, right).pairs
    ]
    back = [
        (pair.type, pair.cost, pair.right is None, pair.left is None) for pair in align(right, left).pairs
    ]
    assert sorted(map(repr, forth)) == sorted(map(repr, back))


@given(left=results(), right=results())
@settings(max_examples=60, deadline=None)
def test_every_record_stands_in_exactly_one_pair(left: ArticleSummary, right: ArticleSummary) -> None:
    """Nothing is left out or used twice; a pair has a cost when both sides are there, and names its doubles once."""
    pairs = align(left, right).pairs
    for article, found in (
        (left, [pair.left for pair in pairs if pair.left is not None]),
        (right, [pair.right for pair in pairs if pair.right is not None]),
    ):
        assert Counter(found) == Counter([*contents(article), *lines(article)])
    for pair in pairs:
        assert (pair.cost is None) == (pair.left is None or pair.right is None)
        assert pair.right not in pair.near_doubles
        assert pair.left not in pair.near_doubles_left
        assert len(set(pair.near_doubles)) == len(pair.near_doubles)
