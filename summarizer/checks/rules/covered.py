"""Which attribution covers a place of a text."""

from __future__ import annotations

from bisect import bisect_right
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from summarizer.attribution import AttributionMap
    from summarizer.attribution.antecedents import Attribution
    from summarizer.checks.statements import Article

__all__ = ["Covered", "covered_of"]


class Covered:
    """Which attribution covers a place, asked many times of one text.

    Args:
        attributions: Who says what in the text.
    """

    def __init__(self, attributions: AttributionMap) -> None:
        self._attributions = attributions
        found = [
            (place, number, cue.cover)
            for place, passage in enumerate(attributions.told)
            for number, cue in enumerate(passage.cues)
        ]
        events = sorted(
            (offset, opens, index)
            for index, (_, _, cover) in enumerate(found)
            for offset, opens in zip(cover, (True, False), strict=True)
            if cover[0] < cover[1]
        )
        self._starts: list[int] = []
        self._first: list[tuple[int, int] | None] = []
        """The numbers of its passage and in it."""
        waiting: list[int] = []
        ended: set[int] = set()
        for offset, opens, index in events:
            if opens:
                heappush(waiting, index)
            else:
                ended.add(index)
            while waiting and waiting[0] in ended:
                heappop(waiting)
            self._starts.append(offset)
            self._first.append(found[waiting[0]][:2] if waiting else None)

    def _first_at(self, offset: int) -> tuple[int, int] | None:
        index = bisect_right(self._starts, offset) - 1
        return self._first[index] if index >= 0 else None

    def has(self, offset: int) -> bool:
        """Whether an attribution covers a place; whom it means is not asked."""
        return self._first_at(offset) is not None

    def at(self, offset: int) -> Attribution | None:
        """The first attribution that covers a place; None in the text's own voice."""
        first = self._first_at(offset)
        return self._attributions.passages[first[0]].attributions[first[1]] if first else None


@remembered(16)
def covered_of(article: Article) -> Covered:
    """Which attribution of an article covers a place."""
    return Covered(article.attributions)
