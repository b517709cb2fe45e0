"""Scores found stretches against annotated ones: precision, recall and F1 of spans and of values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Found", "Gold", "Score", "add_up", "score_figures"]

_TOLERANCE = 0.011
"""Relative difference up to which two values are the same: annotators round shares (66.67)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity that a finder found."""

    start: int
    end: int
    value: float | None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated quantity; an optional one counts neither for nor against."""

    start: int
    end: int
    value: float | None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over the annotated quantities that are not optional."""

    found: int = 0
    right_value: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def span_f1(self) -> float:
        """F1 of spans, by overlap, one to one."""
        return _f1(self.found, self.extra, self.missed)

    @property
    def value_f1(self) -> float:
        """F1 of spans whose value is right too: a wrong value is both an extra and a miss."""
        wrong = self.found - self.right_value
        return _f1(self.right_value, self.extra + wrong, self.missed + wrong)

    @property
    def recall(self) -> float:
        """Share of the annotated quantities that were found."""
        return self.found / max(1, self.found + self.missed)

    @property
    def value_recall(self) -> float:
        """Share of the annotated quantities that were found with the right value."""
        return self.right_value / max(1, self.found + self.missed)


def _f1(right: int, extra: int, missed: int) -> float:
    return 2 * right / max(1, 2 * right + extra + missed)


def _same_value(found: Found, gold: Gold) -> bool:
    if found.value is None or gold.value is None:
        return found.value is gold.value
    values = [found.value]
    if found.upper is not None:
        values.append((found.value + found.upper) / 2)  # some annotate a range by its middle
    return any(abs(value - gold.value) <= _TOLERANCE * max(abs(gold.value), 1e-9) for value in values)


def score_figures(found: Sequence[Found], gold: Sequence[Gold]) -> Score:
    """Pair found and annotated quantities of one text, each at most once, largest overlap first."""
    free = set(range(len(found)))
    hits = right = missed = 0
    for item in gold:
        overlapping = [i for i in free if found[i].start < item.end and item.start < found[i].end]
        if not overlapping:
            missed += not item.optional
            continue
        best = max(overlapping, key=lambda i: min(found[i].end, item.end) - max(found[i].start, item.start))
        free.discard(best)
        if not item.optional:
            hits += 1
            right += _same_value(found[best], item)
    return Score(hits, right, missed, len(free))


def add_up(scores: Sequence[Score]) -> Score:
    """The counts of many texts together."""
    return Score(
        sum(score.found for score in scores),
        sum(score.right_value for score in scores),
        sum(score.missed for score in scores),
        sum(score.extra for score in scores),
    )
