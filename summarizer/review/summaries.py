"""What the summaries of two runs cite and count: which records and numbers only one of them has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from propcache.api import cached_property

from summarizer.review.contents import places_of
from summarizer.review.wording import numbers_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from summarizer.records import Sentence
    from summarizer.review.sides import Side

__all__ = ["Cited", "Naming", "SummaryFacts", "number_words"]


class Naming:
    """What the records of two merged results are called on both sides.

    Args:
        left: The one side.
        right: The other.
        partner: The right record of each left one that has a counterpart.
    """

    def __init__(self, left: Side, right: Side, partner: Mapping[str, str]) -> None:
        self.right_places = places_of(right.whole)
        self.left_places = places_of(left.whole)
        self._left = {
            id_: self.right_places.get(partner.get(id_, ""), place) for id_, place in self.left_places.items()
        }

    def left(self, names: Iterable[str]) -> frozenset[str]:
        """What left records are called."""
        return frozenset(self._left.get(each, each) for each in names)

    def right(self, names: Iterable[str]) -> frozenset[str]:
        """What right records are called."""
        return frozenset(self.right_places.get(each, each) for each in names)


@dataclass(frozen=True, slots=True)
class Cited:
    """What is in a side's summaries: in any of its repeats, and in each."""

    ever: frozenset[str]
    always: frozenset[str]


class SummaryFacts:
    """The summaries of one side's repeats."""

    def __init__(self, side: Side) -> None:
        self._side = side

    @cached_property
    def records(self) -> Cited:
        """The records that are cited, by their ids in the merged result."""
        return _cited(
            frozenset(named.get(each, each) for line in lines for each in line.records)
            for lines, named in zip(self._lines, self._side.named, strict=True)
        )

    @cached_property
    def numbers(self) -> Cited:
        """The numbers that are stated."""
        return _cited(
            frozenset(number_words(each) for line in lines for each in numbers_in(line.text))
            for lines in self._lines
        )

    @property
    def _lines(self) -> Iterable[tuple[Sentence, ...]]:
        for result in self._side.results:
            summary = result.summary
            headline = (summary.headline,) if summary.headline else ()
            yield (*headline, *summary.sentences, *summary.contested)


def number_words(number: float) -> str:
    """A number in digits."""
    return f"{number:.12g}"


def _cited(repeats: Iterable[frozenset[str]]) -> Cited:
    each = list(repeats)
    return Cited(frozenset().union(*each), frozenset.intersection(*each))
