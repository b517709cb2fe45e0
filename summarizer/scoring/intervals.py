"""Precision, recall and F1 from counts, and their intervals by resampling articles.

The percentile bootstrap of Efron and Tibshirani, “An Introduction to the Bootstrap” (1993), chapter 13:
articles are drawn with replacement, as many as there are, and the middle 95% of what the draws give is the
interval. Articles are the unit because the records of one article are not independent of each other.
"""

from __future__ import annotations

from random import Random
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from summarizer.scoring.report import Measured

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FEW_ARTICLES", "Counts", "Rates", "measured", "rates", "resamples"]

FEW_ARTICLES = 20
"""Below so many articles a percentile interval is rough, and as a rule too narrow."""

_DRAWS = 1000
_SEED = 2023


class Counts(NamedTuple):
    """What one article of one repeat has of one type."""

    matched: int
    missed: int
    extra: int


class Rates(NamedTuple):
    """Precision, recall and F1; None where there is nothing to divide by."""

    precision: float | None
    recall: float | None
    f1: float | None


def rates(matched: int, missed: int, extra: int) -> Rates:
    """The three of one set of counts."""
    return Rates(
        _share(matched, matched + extra),
        _share(matched, matched + missed),
        _share(2 * matched, 2 * matched + extra + missed),
    )


def resamples(articles: int) -> list[list[int]]:
    """The draws of places in a list of so many articles; the same ones every time, none for one article."""
    if articles < 2:
        return []
    random = Random(_SEED)  # noqa: S311 - a sample, not a secret
    return [random.choices(range(articles), k=articles) for _ in range(_DRAWS)]


def measured(repeats: Sequence[Sequence[Counts]], draws: Sequence[Sequence[int]]) -> tuple[Measured, ...]:
    """Precision, recall and F1 over all articles, as the mean of the repeats, with their intervals.

    Args:
        repeats: For each repeat the counts of each article, in the same order.
        draws: What ``resamples`` gave for so many articles; empty for no intervals.
    """
    columns = [[list(column) for column in zip(*counts, strict=True)] for counts in repeats]
    whole = _mean([rates(*map(sum, parts)) for parts in columns])
    drawn = [
        _mean([rates(*(sum(map(part.__getitem__, draw)) for part in parts)) for parts in columns])
        for draw in draws
    ]
    return tuple(
        Measured(value=value, interval=_middle([one[place] for one in drawn]))
        for place, value in enumerate(whole)
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(several: Sequence[Rates]) -> Rates:
    columns = ([value for value in column if value is not None] for column in zip(*several, strict=True))
    return Rates(*(fmean(values) if values else None for values in columns))


def _middle(values: Sequence[float | None]) -> tuple[float, float] | None:
    """The middle 95% of the values that there are."""
    ordered = sorted(value for value in values if value is not None)
    if not ordered:
        return None
    last = len(ordered) - 1
    return ordered[round(0.025 * last)], ordered[round(0.975 * last)]
