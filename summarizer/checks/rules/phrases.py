"""Finds the phrases of a word list in a text, in all the forms of their words."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from summarizer.checks.lemmas import lemma

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from summarizer.checks.lemmas import Token

__all__ = ["Hit", "Phrases"]

_GAP = "..."
_WIDEST_GAP = 10
"""Words that “...” in a phrase may stand for."""


class Hit(NamedTuple):
    """A phrase found: the name under which it is listed, its first and the number after its last word."""

    name: str
    first: int
    stop: int


@dataclass(frozen=True)
class Phrases:
    """Phrases under names; ``=word`` stands for one form only, ``...`` for up to ten words."""

    _by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)
    """By the dictionary form of their first word: the name of each, and its other words."""
    _by_word: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)
    """By their first word, where it stands for one form only."""

    def add(self, name: str, phrases: Iterable[str]) -> Phrases:
        """List ``phrases`` under ``name``."""
        for phrase in phrases:
            parts = tuple(_part(word) for word in phrase.split())
            if parts and parts[0].startswith("="):
                self._by_word.setdefault(parts[0][1:], []).append((name, parts[1:]))
            elif parts:
                self._by_first.setdefault(parts[0], []).append((name, parts[1:]))
        return self

    def may_stand(self, words: AbstractSet[str]) -> bool:
        """Whether the first word of a phrase is among ``words``: dictionary forms, and forms as ``=word``."""
        return not self._by_first.keys().isdisjoint(words) or any(
            f"={word}" in words for word in self._by_word
        )

    def first_words(self) -> frozenset[str]:
        """The words with which phrases begin: dictionary forms, and forms as ``=word``."""
        return frozenset((*self._by_first, *(f"={word}" for word in self._by_word)))

    def find(self, tokens: Sequence[Token]) -> list[Hit]:
        """Every phrase in ``tokens``, in the order of their first words, the longest of one place first."""
        forms, words = self._by_first, self._by_word
        places = [
            index for index, (_, _, _, folded, form) in enumerate(tokens) if form in forms or folded in words
        ]
        return [hit for index in places for hit in self._at(tokens, index, tokens[index])]

    def _at(self, tokens: Sequence[Token], index: int, token: Token) -> list[Hit]:
        here = []
        for name, parts in (*self._by_first.get(token.lemma, ()), *self._by_word.get(token.folded, ())):
            stop = _match(tokens, index + 1, parts)
            if stop is not None:
                here.append(Hit(name, index, stop))
        return sorted(here, key=_stop_first) if len(here) > 1 else here


def _stop_first(hit: Hit) -> int:
    return -hit.stop


def _match(tokens: Sequence[Token], index: int, parts: tuple[str, ...]) -> int | None:
    """The number after the last word of ``parts`` where they stand at ``index``."""
    gap = False
    for part in parts:
        if part == _GAP:
            gap = True
            continue
        stop = min(index + 1 + _WIDEST_GAP * gap, len(tokens))
        while index < stop and not _is(tokens[index], part):
            index += 1
        if index >= stop:
            return None
        index, gap = index + 1, False
    return index


def _is(token: Token, part: str) -> bool:
    return token.folded == part[1:] if part[0] == "=" else token.lemma == part


@lru_cache(maxsize=4096)
def _part(word: str) -> str:
    return word if word == _GAP or word.startswith("=") else lemma(word)
