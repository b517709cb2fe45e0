"""How far runs agree: counted record by record, with intervals by resampling articles.

The agreement of two results is Dice's coefficient of their records: twice those that have a counterpart which
differs in nothing critical or major, by all records of both. Of repeats it is the mean over their pairs.
The percentile bootstrap of Efron and Tibshirani, “An Introduction to the Bootstrap” (1993), chapter 13, draws
whole articles, because the records of one article are not independent of each other.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product
from math import comb
from random import Random
from typing import TYPE_CHECKING, Literal, NamedTuple

from summarizer.review.model import Agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarizer.alignment import Pair
    from summarizer.review.comparing import Comparer
    from summarizer.review.sides import Cluster, Side

__all__ = ["FEW_ARTICLES", "AgreementSums", "agreement_between", "agreement_within", "least_p"]

FEW_ARTICLES = 20
"""Below so many articles a percentile interval is rough, and as a rule too narrow."""
_DRAWS = 1000
_FEWER_DRAWS = 400
_MANY_ARTICLES = 300
_SEED = 2023

Kind = Literal["all", "event", "figure", "quote", "sentence"]
_TYPES: tuple[Kind, ...] = ("all", "event", "figure", "quote", "sentence")


class _Sums(NamedTuple):
    records: float
    paired: float
    same: float


def agreement_between(
    left: Side, right: Side, pairs: Sequence[Pair], comparer: Comparer, runs: tuple[int, int]
) -> list[Agreement]:
    """How far the repeats of two runs agree on an article, each of the one with each of the other.

    Args:
        left: The one run's results.
        right: The other's.
        pairs: The alignment of the two.
        comparer: Compares records.
        runs: Places of the runs among all that are compared.
    """
    couples = [
        (left.clusters[pair.type, pair.left], right.clusters[pair.type, pair.right])
        for pair in pairs
        if pair.left is not None and pair.right is not None
    ]
    ways = list(product(range(left.repeats), range(right.repeats)))
    return _agreement(left, right, couples, ways, comparer, runs)


def agreement_within(side: Side, comparer: Comparer, run: int) -> list[Agreement]:
    """How far the repeats of one run agree with each other on an article; nothing for one repeat."""
    ways = list(combinations(range(side.repeats), 2))
    couples = [(each, each) for each in side.clusters.values()]
    return _agreement(side, side, couples, ways, comparer, (run, run)) if ways else []


def _agreement(
    left: Side,
    right: Side,
    couples: Iterable[tuple[Cluster, Cluster]],
    ways: Sequence[tuple[int, int]],
    comparer: Comparer,
    runs: tuple[int, int],
) -> list[Agreement]:
    paired, same = dict.fromkeys(_TYPES, 0), dict.fromkeys(_TYPES, 0)
    for ours, theirs in couples:
        for one, other in ways:
            a, b = ours.members.get(one), theirs.members.get(other)
            if a is not None and b is not None:
                paired[ours.type] += 2
                same[ours.type] += 2 * comparer.says_the_same(a, b)
    counts = _counts(left), _counts(right)
    found = []
    for kind in _TYPES:
        records = sum(counts[0][kind][one] + counts[1][kind][other] for one, other in ways)
        if kind == "all":
            both = [sum(each[name] for name in _TYPES[1:4]) for each in (paired, same)]
        else:
            both = [paired[kind], same[kind]]
        sums = _Sums(*(each / len(ways) for each in (records, *both)))
        found.append(_measured(kind, runs, sums))
    return found


def _counts(side: Side) -> dict[Kind, list[int]]:
    """How many records of each type each repeat has."""
    counts: dict[Kind, list[int]] = {kind: [0] * side.repeats for kind in _TYPES}
    for cluster in side.clusters.values():
        for place in cluster.members:
            counts[cluster.type][place] += 1
            counts["all"][place] += cluster.type != "sentence"
    return counts


def _measured(
    kind: Kind, runs: tuple[int, int], sums: _Sums, interval: tuple[float, float] | None = None
) -> Agreement:
    return Agreement(
        left_run=runs[0], right_run=runs[1], type=kind,
        records=round(sums.records, 4), paired=round(sums.paired, 4), same=round(sums.same, 4),
        value=_share(sums), interval=interval,
    )  # fmt: skip


def _share(sums: _Sums) -> float | None:
    return round(min(1.0, sums.same / sums.records), 6) if sums.records else None


class AgreementSums:
    """Takes the agreement of article after article, and sums it up."""

    def __init__(self) -> None:
        self._sums: Mapping[tuple[int, int, Kind], list[_Sums]]
        self._sums = defaultdict(list)

    def add(self, measured: Iterable[Agreement]) -> None:
        """Take one article's."""
        for one in measured:
            sums = _Sums(one.records, one.paired, one.same)
            self._sums[one.left_run, one.right_run, one.type].append(sums)

    def whole(self) -> Iterator[Agreement]:
        """The agreement over all articles, with intervals."""
        draws: dict[int, list[list[int]]] = {}
        for (left, right, kind), articles in self._sums.items():
            total = _Sums(*map(sum, zip(*articles, strict=True)))
            size = len(articles)
            if size not in draws:
                draws[size] = _resamples(size)
            yield _measured(kind, (left, right), total, _interval(articles, draws[size]))


def _resamples(articles: int) -> list[list[int]]:
    """The draws of places in a list of so many articles; the same ones every time, none for one article."""
    if articles < 2:
        return []
    random = Random(_SEED)  # noqa: S311 - a sample, not a secret
    draws = _DRAWS if articles <= _MANY_ARTICLES else _FEWER_DRAWS
    return [random.choices(range(articles), k=articles) for _ in range(draws)]


def _interval(articles: Sequence[_Sums], draws: Sequence[Sequence[int]]) -> tuple[float, float] | None:
    records = [each.records for each in articles]
    same = [each.same for each in articles]
    values = []
    for draw in draws:
        whole = sum(map(records.__getitem__, draw))
        if whole:
            values.append(min(1.0, sum(map(same.__getitem__, draw)) / whole))
    if not values:
        return None
    values.sort()
    last = len(values) - 1
    return round(values[round(0.025 * last)], 6), round(values[round(0.975 * last)], 6)


def least_p(left: int, right: int) -> float | None:
    """The least p of a two-sided permutation test of so many repeats against so many; None for one of either.

    Of all ways to deal the repeats to the two models the two most extreme ones remain: of three against three
    2 of 20.
    """
    if min(left, right) < 2:
        return None
    return min(1.0, 2 / comb(left + right, left))
