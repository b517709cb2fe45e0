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
        found = [one for passage in attributions.passages for one in passage.attributions]
        events = sorted(
            (place, opens, index)
            for index, one in enumerate(found)
            for place, opens in zip(one.cue.cover, (True, False), strict=True)
            if one.cue.cover[0] < one.cue.cover[1]
        )
        self._starts: list[int] = []
        self._first: list[Attribution | None] = []
        waiting: list[int] = []
        ended: set[int] = set()
        for place, opens, index in events:
            if opens:
                heappush(waiting, index)
            else:
                ended.add(index)
            while waiting and waiting[0] in ended:
                heappop(waiting)
            self._starts.append(place)
            self._first.append(found[waiting[0]] if waiting else None)

    def at(self, offset: int) -> Attribution | None:
        """The first attribution that covers a place; None in the text's own voice."""
        index = bisect_right(self._starts, offset) - 1
        return self._first[index] if index >= 0 else None


@remembered(16)
def covered_of(article: Article) -> Covered:
    """Which attribution of an article covers a place."""
    return Covered(article.attributions)
