"""Reads a sentence for its names, once for all statements that are held against it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from summarizer.attribution.source_words import TITLED
from summarizer.checks.naming import fold, name_forms, name_words
from summarizer.checks.rules.parties import Clause
from summarizer.text.names import doubtful_openers, name_spans
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from summarizer.checks.evidence import Evidence
    from summarizer.checks.lemmas import Token, Words
    from summarizer.checks.rules.parties import Names
    from summarizer.text.candidates import Stretch

__all__ = ["clause_of", "read_clause"]

_START = itemgetter(0)


def read_clause(evidence: Evidence, sentence: Stretch, known: Container[str] = ()) -> Clause:
    """The words and the names of one sentence; the names are looked for when they are asked for.

    Args:
        evidence: What the sentence is taken from.
        sentence: The sentence.
        known: Folded words that are names where they open a sentence.
    """

    def names(tokens: Sequence[Token]) -> Names:
        return _names(tokens, sentence.text, sentence.start, known)

    span = (sentence.start, sentence.end)
    return Clause(evidence.segmented.text, evidence.words, span, names)


def clause_of(evidence: Evidence, sentence: Stretch, known: Container[str] = ()) -> Clause:
    """As ``read_clause``, read once for all statements that cite the sentence and know its names alike."""
    names = frozenset([word for word in doubtful_openers(sentence.text) if word in known])
    return _clause(evidence.words, evidence.segmented.text, sentence.start, sentence.end, names)


@remembered(2048)
def _clause(words: Words, text: str, start: int, end: int, known: frozenset[str]) -> Clause:
    def names(tokens: Sequence[Token]) -> Names:
        return _names(tokens, text[start:end], start, known)

    return Clause(text, words, (start, end), names)


def _names(tokens: Sequence[Token], sentence: str, offset: int, known: Container[str]) -> Names:
    """The names of a sentence that begin with one of its words.

    Args:
        tokens: Its words.
        sentence: Its text.
        offset: Where it begins in the text that the places of its words index.
        known: Folded words that are names where they open it.
    """
    names: Names = {}
    for start, end in name_spans(sentence, known):
        first = bisect_right(tokens, offset + start, key=_START) - 1
        if first < 0 or tokens[first].start != offset + start:
            continue
        forms = _forms(sentence[start:end])
        if forms:
            names[first] = (bisect_left(tokens, offset + end, key=_START), forms)
    return names


@lru_cache(maxsize=4096)
def _forms(name: str) -> frozenset[str]:
    """The words of a name without titles, each in the form that stands for all of its forms."""
    words = [fold(word) for word in name_words(name)]
    plain = [word for word in words if word not in TITLED] or words
    return frozenset().union(*map(name_forms, plain))
