"""A verb of saying in a statement: its entry in the list, and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from summarizer.checks.lists import load_list

if TYPE_CHECKING:
    from summarizer.checks.lemmas import Token

__all__ = ["LETTERS", "Place", "Verb", "finite", "first_forms", "has_finite", "is_day", "verbs"]

_HARD_STOP = re.compile(r"[;:!?—–]")
LETTERS = 4
"""Letters that a past form in “-ed” has at least one more than."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of one verb of the list, with its entry."""

    words: tuple[str, ...]
    entry: dict[str, Any]

    def has(self, key: str) -> bool:
        """Whether the entry sets a flag."""
        return bool(self.entry.get(key))

    def phrases(self, key: str) -> tuple[tuple[str, ...], ...]:
        """One list of the entry, each phrase split into words."""
        return _split(tuple(self.entry.get(key, ())))


@dataclass(frozen=True, slots=True)
class Place:
    """A verb in a statement: the words, and the place of its first and behind its last one."""

    text: str
    tokens: list[Token]
    first: int
    after: int
    cited: str = ""
    """The article's words."""

    def behind(self, count: int) -> list[str]:
        """Words behind the verb, to the end of its clause."""
        found = []
        previous = self.tokens[self.after - 1].end
        for token in self.tokens[self.after : self.after + count]:
            if _HARD_STOP.search(self.text[previous : token.start]):
                break
            found.append("May" if token.text == "May" else token.folded)
            previous = token.end
        return found

    def before(self, count: int) -> list[str]:
        """Words in front of the verb."""
        return [token.folded for token in self.tokens[max(0, self.first - count) : self.first]]

    def gap(self, index: int) -> str:
        """What stands between a word and the one behind it."""
        stop = self.tokens[index + 1].start if index + 1 < len(self.tokens) else len(self.text)
        return self.text[self.tokens[index].end : stop]


def has_finite(words: list[str]) -> bool:
    """Whether one of the words may be the verb of a clause."""
    return any(word in finite() or (word.endswith("ed") and len(word) > LETTERS) for word in words)


def is_day(word: str) -> bool:
    """Whether a word names a day or a month."""
    return word.endswith("day") or word in {"tonight", "yesterday"} or word in _months()


@lru_cache(maxsize=1)
def _months() -> frozenset[str]:
    return frozenset(
        [
            "january",
            "february",
            "march",
            "april",
            "May",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "jan",
            "feb",
            "mar",
            "apr",
            "aug",
            "sep",
            "sept",
            "oct",
            "nov",
            "dec",
        ]
    )


@lru_cache(maxsize=1)
def finite() -> frozenset[str]:
    """Verbs that tell a clause from a thing, but for past forms in “-ed”."""
    return frozenset(load_list("verbs")["finite"]["words"])


@lru_cache(maxsize=128)
def _split(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)


@lru_cache(maxsize=1)
def first_forms() -> frozenset[str]:
    """The first words of the verbs, as a vocabulary has them: ``=word``."""
    return frozenset(f"={word}" for word in verbs())


@lru_cache(maxsize=1)
def verbs() -> dict[str, list[Verb]]:
    """The verbs by the first word of each form, the longest form first."""
    found: dict[str, list[Verb]] = {}
    for entry in load_list("verbs")["verb"]:
        for form in entry["forms"]:
            words = tuple(form.split())
            found.setdefault(words[0], []).append(Verb(words, entry))
    for verbs in found.values():
        verbs.sort(key=lambda verb: -len(verb.words))
    return found
