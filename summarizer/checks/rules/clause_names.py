"""Reads a sentence for its names, once for all statements that are held against it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.attribution.source_words import TITLED
from summarizer.checks.naming import fold, name_forms, name_words
from summarizer.checks.rules.overlap import words_of_sentence
from summarizer.checks.rules.parties import Clause
from summarizer.text.names import find_names

if TYPE_CHECKING:
    from collections.abc import Container

__all__ = ["read_clause"]


def read_clause(text: str, known: Container[str] = ()) -> Clause:
    """The words and the names of one sentence.

    Args:
        text: The sentence.
        known: Folded words that are names where they open a sentence.
    """
    return _clause(text, frozenset(word for word in _doubtful(text) if word in known))


class _Asked:
    """Knows no word, and remembers which were asked for."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def __contains__(self, word: object) -> bool:
        self.words.append(str(word))
        return False


@lru_cache(maxsize=2048)
def _doubtful(text: str) -> tuple[str, ...]:
    """The words of a sentence that are names only where they are known as such."""
    asked = _Asked()
    find_names(text, known=asked)
    return tuple(asked.words)


@lru_cache(maxsize=2048)
def _clause(text: str, known: frozenset[str]) -> Clause:
    tokens, _ = words_of_sentence(text)
    at = {token.start: number for number, token in enumerate(tokens)}
    names = {}
    for name in find_names(text, known=known):
        first = at.get(name.start)
        if first is None:
            continue
        stop = first
        while stop < len(tokens) and tokens[stop].start < name.end:
            stop += 1
        words = [fold(word) for word in name_words(name.text)]
        plain = [word for word in words if word not in TITLED] or words
        if plain:
            names[first] = (stop, frozenset(form for word in plain for form in name_forms(word)))
    return Clause(text, tokens, names)
