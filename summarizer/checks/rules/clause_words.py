"""What a word is to the parties of a verb, by its form: a preposition, an auxiliary, a break."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list
from summarizer.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "AND",
    "AUXILIARY",
    "BREAK",
    "DETERMINER",
    "DETERMINERS",
    "FREE",
    "HARD_BREAK",
    "NO_VERB",
    "OR",
    "PREPOSITION",
    "PRONOUN",
    "SAYING",
    "WHO",
    "adverbs",
    "prepositions",
    "word_classes",
]

# What a word is, as one number, so that a walk over words asks a single question of each.
PREPOSITION = 1
BREAK = 2
HARD_BREAK = 4
"""Any break but “that” and “as”, over which what is behind a verb goes on."""
PRONOUN = 8
SAYING = 16
AUXILIARY = 32
DETERMINER = 64
AND = 128
OR = 256
WHO = 512
NO_VERB = 1024
"""A word that is never a verb."""
FREE = 2048
"""The first number that a reader of words may use for what he finds himself; then its double, and so on."""

_AUXILIARY_WORDS = word_set(
    """
    be have do will would can could may might shall should must to not
    """
)
DETERMINERS = word_set(
    """
    a an the his her its their our my your this that these those some no
    """
)
_CLOSED = frozenset(
    ["and", "or", "not", "very", "also", "who", "which", "there", "then", "than", "so", "such"]
)


@lru_cache(maxsize=1)
def word_classes() -> tuple[dict[str, int], dict[str, int]]:
    """What words are: by their forms, and by their dictionary forms."""
    clause = load_list("roles")["clause"]
    breaks = frozenset(clause["breaks"])
    forms = _marked(
        (PREPOSITION, prepositions()),
        (BREAK, breaks),
        (HARD_BREAK, breaks - {"that", "as"}),
        (PRONOUN, clause["pronouns"]),
        (DETERMINER, DETERMINERS),
        (AND, ["and"]),
        (OR, ["or"]),
        (WHO, ["who", "which"]),
        (NO_VERB, prepositions() | breaks | DETERMINERS | _CLOSED),
    )
    saying = load_list("roles")["saying"]["verbs"]
    return forms, _marked((SAYING, saying), (AUXILIARY, _AUXILIARY_WORDS))


def _marked(*classes: tuple[int, Iterable[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for mark, words in classes:
        for word in words:
            found[word] = found.get(word, 0) | mark
    return found


@lru_cache(maxsize=1)
def adverbs() -> frozenset[str]:
    """Words that may stand between a verb and what belongs to it."""
    return frozenset(load_list("roles")["clause"]["adverbs"])


@lru_cache(maxsize=1)
def prepositions() -> frozenset[str]:
    """The prepositions in front of a name that is then neither subject nor object."""
    return frozenset(load_list("roles")["clause"]["prepositions"])
