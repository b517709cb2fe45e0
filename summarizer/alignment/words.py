"""The words of a text as they are compared: folded, without the commonest, cut to their stems."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Rarity", "content_words", "difference"]

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s\b)?")
_COMMON_WORDS = """
    a an the and or but nor of in on at to for from by with without as into onto over under after before
    during since until while is are was were be been being am has have had having do does did will would
    shall should can could may might must it its he she they them their his her hers this that these those
    there here which who whom whose what when where than then so also not no such up out off about
    said say says saying according told
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_ENDINGS = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ers", "er", "ed", "es", "ly", "s", "e",
)  # fmt: skip
_SHORTEST_STEM = 3
_LONGEST_STEM = 7
_NUMBER = 2
"""A number says as much as so many words."""
_UNIT = 1000
"""Weights are whole numbers: their sums do not depend on the order of the words."""


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """The stems of a text's words; numbers as they stand, without the commas between thousands."""
    folded = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", text).casefold())
    found = _WORD.findall(folded)
    return frozenset(_stem(word) for word in found if word not in _COMMON)


@lru_cache(maxsize=32768)
def _stem(word: str) -> str:
    """A crude stem: enough to find “shelled” in “shelling”, and for other languages no worse than none."""
    if word[0].isdigit():
        return word.replace(",", "")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word[:_LONGEST_STEM]


class Rarity:
    """How much each word says: the less, the more records of the article it stands in.

    Inverse document frequency (K. Spärck Jones, A statistical interpretation of term specificity,
    Journal of Documentation 28, 1972), the records of both results being the documents.

    Args:
        texts: The words of each record.
    """

    def __init__(self, texts: Iterable[frozenset[str]]) -> None:
        counted = Counter[str]()
        number = 0
        for words in texts:
            counted.update(words)
            number += 1
        by_count = {count: round(_UNIT * math.log(1 + number / count)) for count in set(counted.values())}
        self._weights = {
            word: by_count[count] * (_NUMBER if word[0].isdigit() else 1) for word, count in counted.items()
        }
        self._summed: dict[frozenset[str], int] = {}

    def weight(self, words: frozenset[str]) -> int:
        """The summed weight of words."""
        known = self._summed.get(words)
        if known is None:
            known = self._summed[words] = sum(map(self._weights.__getitem__, words))
        return known


def difference(left: frozenset[str], right: frozenset[str], rarity: Rarity) -> float:
    """How much the words of two records differ, from 0 to 1: one less their weighted Dice coefficient.

    Two records without words do not differ.
    """
    if left == right:
        return 0.0
    if left.isdisjoint(right):
        return 1.0
    both = rarity.weight(left) + rarity.weight(right)
    return 1.0 - 2 * rarity.weight(left & right) / both
