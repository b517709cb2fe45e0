"""Finds the phrases of a word list in a text, in all the forms of their words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import lemma

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from summarizer.checks.lemmas import Token

__all__ = ["Hit", "Phrases"]

_GAP = "..."
_WIDEST_GAP = 10
"""Words that “...” in a phrase may stand for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: the name under which it is listed, its first and the number after its last word."""

    name: str
    first: int
    stop: int


@dataclass(frozen=True)
class Phrases:
    """Phrases under names; ``=word`` stands for one form only, ``...`` for up to ten words."""

    _by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, phrases: Iterable[str]) -> Phrases:
        """List ``phrases`` under ``name``."""
        for phrase in phrases:
            parts = tuple(_part(word) for word in phrase.split())
            if parts:
                self._by_first[parts[0]].append((name, parts))
        return self

    def may_stand(self, words: AbstractSet[str]) -> bool:
        """Whether the first word of a phrase is among ``words``: dictionary forms, and forms as ``=word``."""
        return not self._by_first.keys().isdisjoint(words)

    def find(self, tokens: Sequence[Token]) -> list[Hit]:
        """Every phrase in ``tokens``, in the order of their first words, the longest of one place first."""
        found = []
        for index, token in enumerate(tokens):
            here = [Hit(name, index, stop) for name, stop in self._at(tokens, index, token)]
            found += sorted(here, key=lambda hit: -hit.stop)
        return found

    def _at(self, tokens: Sequence[Token], index: int, token: Token) -> Iterator[tuple[str, int]]:
        for key in (token.lemma, f"={token.folded}"):
            for name, parts in self._by_first.get(key, ()):
                stop = _match(tokens, index + 1, parts[1:])
                if stop is not None:
                    yield name, stop


def _match(tokens: Sequence[Token], index: int, parts: tuple[str, ...]) -> int | None:
    """The number after the last word of ``parts`` where they stand at ``index``."""
    gap = False
    for part in parts:
        if part == _GAP:
            gap = True
            continue
        reach = range(index, min(index + 1 + _WIDEST_GAP * gap, len(tokens)))
        place = next((i for i in reach if part in {tokens[i].lemma, f"={tokens[i].folded}"}), None)
        if place is None:
            return None
        index, gap = place + 1, False
    return index


@lru_cache(maxsize=4096)
def _part(word: str) -> str:
    return word if word == _GAP or word.startswith("=") else lemma(word)
