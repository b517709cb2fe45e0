"""Finds the phrases of a word list in a text, in all the forms of their words."""

from __future__ import annotations

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


class _Phrase(NamedTuple):
    """A phrase of the list: the number at which it is listed, its name, and its words."""

    number: int
    name: str
    parts: tuple[str, ...]
    words: frozenset[str]
    """Its words without gaps, and the one beside it: what a text must have for it to be looked for there."""


class Phrases:
    """Phrases under names; ``=word`` stands for one form only, ``...`` for up to ten words."""

    def __init__(self) -> None:
        self._phrases: list[_Phrase] = []
        self._by_longest: dict[str, list[_Phrase]] = {}
        """By their longest word, which a text has less often than the others."""
        self._longest: frozenset[str] = frozenset()

    def add(self, name: str, phrases: Iterable[str], *, beside: str = "") -> Phrases:
        """List ``phrases`` under ``name``.

        Args:
            name: The name.
            phrases: The phrases.
            beside: A word as ``=word``; of a text whose words are at hand and lack it, they are not asked.
        """
        for written in phrases:
            parts = tuple(_part(word) for word in written.split())
            words = frozenset(parts) - {_GAP}
            if words:
                words |= {beside} if beside else frozenset()
                phrase = _Phrase(len(self._phrases), name, parts, words)
                self._phrases.append(phrase)
                self._by_longest.setdefault(max(sorted(words), key=len), []).append(phrase)
        self._longest = frozenset(self._by_longest)
        return self

    def may_stand(self, words: AbstractSet[str]) -> bool:
        """Whether all words of a phrase are among ``words``: dictionary forms, and forms as ``=word``."""
        return not self._longest.isdisjoint(words) and bool(self._within(words))

    def first_words(self) -> frozenset[str]:
        """The words with which phrases begin: dictionary forms, and forms as ``=word``."""
        return frozenset(phrase.parts[0] for phrase in self._phrases)

    def find(self, tokens: Sequence[Token], words: AbstractSet[str] | None = None) -> list[Hit]:
        """Every phrase in ``tokens``, in the order of their first words, the longest of one place first.

        Args:
            tokens: The words of a text.
            words: The same words as ``may_stand`` takes them, or more; where they are at hand, the text is
                searched only for the phrases of which it has all words.
        """
        phrases = self._phrases if words is None else self._within(words)
        if not phrases:
            return []
        by_form, by_word = _by_first(phrases)
        # Most words are passed over. By number is quicker: 3 is in small letters, 4 as in a dictionary.
        if by_word:
            places = [
                place for place, token in enumerate(tokens) if token[4] in by_form or token[3] in by_word
            ]
        else:
            places = [place for place, token in enumerate(tokens) if token[4] in by_form]
        found: list[Hit] = []
        for place in places:
            _, _, _, folded, form = tokens[place]
            found += _at(tokens, place, [*by_form.get(form, ()), *by_word.get(folded, ())])
        return found

    def _within(self, words: AbstractSet[str]) -> list[_Phrase]:
        """The phrases all words of which are among ``words``, as they are listed."""
        longest = self._by_longest
        return sorted(
            [
                phrase
                for word in self._longest.intersection(words)
                for phrase in longest[word]
                if words >= phrase.words
            ]
        )


def _by_first(phrases: Iterable[_Phrase]) -> tuple[dict[str, list[_Phrase]], dict[str, list[_Phrase]]]:
    """Phrases by the dictionary form of their first word, and by the word where it is listed as ``=word``."""
    by_form: dict[str, list[_Phrase]] = {}
    by_word: dict[str, list[_Phrase]] = {}
    for phrase in phrases:
        first = phrase.parts[0]
        if first[0] == "=":
            by_word.setdefault(first[1:], []).append(phrase)
        else:
            by_form.setdefault(first, []).append(phrase)
    return by_form, by_word


def _at(tokens: Sequence[Token], index: int, phrases: Iterable[_Phrase]) -> list[Hit]:
    """The phrases that stand at a place of which the first word stands there, the longest first."""
    here = []
    for _, name, parts, _ in phrases:
        stop = _match(tokens, index + 1, parts[1:]) if len(parts) > 1 else index + 1
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
