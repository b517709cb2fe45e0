"""What it costs to take two records for the same: the place first; then value, words, source, labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.alignment.names import same_source
from summarizer.alignment.words import Rarity, difference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.alignment.facts import Facts, Stretch

__all__ = ["UNIT", "event_cost", "figure_cost", "quote_cost", "sentence_cost"]

UNIT = 1_000_000
"""Costs are whole millionths: equal costs are exactly equal, in whatever order they are added."""

_SAME_SENTENCE = 0.7
"""Places apart in the same sentence differ by this, places in different ones by 1."""


def figure_cost(left: Facts, right: Facts, rarity: Rarity) -> int:
    """The cost of taking two figures for the same statement."""
    return _millionths(
        0.50 * _apart(left, right)
        + 0.20 * _value_difference(left, right)
        + 0.08 * difference(left.words, right.words, rarity)
        + 0.06 * difference(left.cast, right.cast, rarity)
        + 0.06 * (left.labels[0] != right.labels[0])
        + 0.02 * (left.labels[1:] != right.labels[1:])
        + 0.05 * _source_difference(left, right)
        + 0.03 * (left.when != right.when)
    )


def event_cost(left: Facts, right: Facts, rarity: Rarity) -> int:
    """The cost of taking two events for the same happening."""
    return _millionths(
        0.34 * _apart(left, right)
        + 0.34 * difference(left.words, right.words, rarity)
        + 0.14 * difference(left.cast, right.cast, rarity)
        + 0.07 * (left.labels[0] != right.labels[0])
        + 0.02 * (left.labels[1:] != right.labels[1:])
        + 0.05 * _source_difference(left, right)
        + 0.04 * (left.when != right.when)
    )


def quote_cost(left: Facts, right: Facts, rarity: Rarity) -> int:
    """The cost of taking two quotes for the same passage."""
    return _millionths(
        0.60 * _apart(left, right)
        + 0.25 * difference(left.words, right.words, rarity)
        + 0.10 * _source_difference(left, right)
        + 0.05 * (left.labels != right.labels)
    )


def sentence_cost(left: Facts, right: Facts, rarity: Rarity) -> int:
    """The cost of taking two lines of summaries for the same statement; what one lacks does not count."""
    parts = [(0.35, difference(left.words, right.words, rarity))]
    if left.cited and right.cited:
        parts.append((0.40, 1 - 2 * len(left.cited & right.cited) / (len(left.cited) + len(right.cited))))
    if left.place and right.place:
        parts.append((0.25, _apart(left, right)))
    return _millionths(sum(weight * part for weight, part in parts) / sum(weight for weight, _ in parts))


def _millionths(cost: float) -> int:
    return round(cost * UNIT)


def _apart(left: Facts, right: Facts) -> float:
    """How far the places of two records are from being one, from 0 to 1."""
    if left.place == right.place:
        return 0.0
    common = _common(left.place, right.place)
    if common:
        one, other = _length(left.place), _length(right.place)
        # By the union, and twice by the shorter: “195” in “at least 195” is nearly the same place.
        return 1.0 - (common / (one + other - common) + 2 * common / min(one, other)) / 3
    return _SAME_SENTENCE if _common(left.evidence, right.evidence) else 1.0


def _common(left: Sequence[Stretch], right: Sequence[Stretch]) -> int:
    """How many characters two lists of disjoint stretches share."""
    common = 0
    for start, end in left:
        for other_start, other_end in right:
            if start < other_end and other_start < end:
                common += min(end, other_end) - max(start, other_start)
    return common


def _length(place: Sequence[Stretch]) -> int:
    return sum(end - start for start, end in place)


def _value_difference(left: Facts, right: Facts) -> float:
    """Nothing for equal values; half for one of two ends, or for two indefinite figures of other words."""
    if left.value == right.value:
        return 0.0 if left.value[0] is not None or left.words == right.words else 0.5
    return 0.5 if left.value[0] is not None and left.value[0] == right.value[0] else 1.0


def _source_difference(left: Facts, right: Facts) -> float:
    if left.source is None or right.source is None:
        return 0.0 if left.source is right.source else 0.7
    return 0.0 if same_source(left.source, right.source) else 1.0
