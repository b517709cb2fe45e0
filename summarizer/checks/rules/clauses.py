"""A sentence read for its clauses: which words stand together, and which words are the same in two texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from propcache.api import cached_property

from summarizer.checks.lemmas import tokenise
from summarizer.checks.lists import load_list
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.checks.evidence import Evidence
    from summarizer.checks.lemmas import Token, Words
    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import Stretch

__all__ = [
    "AUXILIARIES",
    "FUNCTION_WORDS",
    "Reading",
    "overlap",
    "phrase_at",
    "read",
    "reading_of",
    "readings_of",
]

FUNCTION_WORDS = frozenset(load_list("clauses")["function_words"])
"""Words that say nothing about what a clause speaks of, and units of time and verbs of saying."""
AUXILIARIES = frozenset(load_list("clauses")["auxiliaries"])
_BREAKERS = frozenset(load_list("clauses")["breakers"])
_JOINING = frozenset(("and", "or"))
_BREAK_MARKS = re.compile(r"[;:—()!?…\[\]\n]|\s[–-]+\s|\.\s")
_COMMA = re.compile(r"[,，]")
_ASIDE = 4
"""Words between two commas up to which they are an aside, over which a clause goes on."""
_NO_PAST = frozenset(load_list("clauses")["no_past"])
_LONGEST_GAP = 3


@dataclass(eq=False)
class Reading:
    """One sentence: its words, the clause that each stands in, and the key by which each is compared.

    Clauses and keys are worked out when they are asked for: of most sentences, only the words are.
    """

    text: str
    """The text that it stands in; the places of its words index it."""
    tokens: tuple[Token, ...]
    start: int
    end: int
    """Where it begins and ends there."""

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """The number of the clause of each word."""
        return tuple(_clauses(self.text, self.tokens))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Empty for a word without content; one key for all words of a group of synonyms."""
        return tuple([self.key(index) for index in range(len(self.tokens))])

    def key(self, index: int) -> str:
        """The key of the word at a place: the first of its synonyms, its own form, empty if it says nothing.

        For a few words, it is quicker than ``keys``.
        """
        _, _, written, folded, form = self.tokens[index]
        if folded in FUNCTION_WORDS or form in FUNCTION_WORDS:
            return ""
        if index and written[:1].isupper():  # a name, not a word of a group
            return form
        groups, phrases = _groups()
        opening = _first_words(phrases)
        return groups.get(phrase_at(self.tokens, index, phrases) if form in opening else form, form)

    @cached_property
    def content(self) -> frozenset[str]:
        """The keys of the sentence."""
        return frozenset(key for key in self.keys if key)

    def clause_content(self, index: int) -> frozenset[str]:
        """The keys of the clause in which a word stands, without the word's own."""
        return self._keys_of_clauses[self.clauses[index]] - {self.keys[index]}

    @cached_property
    def _keys_of_clauses(self) -> dict[int, frozenset[str]]:
        keys: dict[int, set[str]] = {number: set() for number in self.clauses}
        for key, number in zip(self.keys, self.clauses, strict=True):
            if key:
                keys[number].add(key)
        return {number: frozenset(found) for number, found in keys.items()}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for index, key in enumerate(self.keys):
            places.setdefault(key, []).append(index)
        return places

    def places(self, key: str) -> list[int]:
        """Where the words with a key stand, in order."""
        return self._places.get(key, [])

    def folded(self, index: int) -> str:
        """The word at a place in small letters; empty outside the sentence."""
        return self.tokens[index].folded if 0 <= index < len(self.tokens) else ""

    def lemma(self, index: int) -> str:
        """The dictionary form of the word at a place; empty outside the sentence."""
        return self.tokens[index].lemma if 0 <= index < len(self.tokens) else ""

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it."""
        if index <= 0 or index >= len(self.tokens):
            return ""
        return self.text[self.tokens[index - 1].end : self.tokens[index].start]

    def is_past(self, index: int) -> bool:
        """Whether a word has a form of the past, or a participle's."""
        token = self.tokens[index]
        folded = token.folded
        if folded in _NO_PAST or folded == token.lemma or token.text.isupper():
            return False
        if folded.endswith("ed"):
            return True
        return not folded.endswith(("s", "ing", "er", "est", "ly", "n't")) and folded.isalpha()

    def words(self, start: int, end: int) -> str:
        """The text from one word to another, both included."""
        return self.text[self.tokens[start].start : self.tokens[end].end]


@remembered(4096)
def read(text: str) -> Reading:
    """Read one sentence."""
    return Reading(text, tuple(tokenise(text)), 0, len(text))


def reading_of(evidence: Evidence, sentence: Stretch) -> Reading:
    """Read one sentence of what is cited, by the words of its article, which are read already."""
    return _read_within(evidence.words, evidence.segmented.text, sentence.start, sentence.end)


@remembered(1024)
def _read_within(words: Words, text: str, start: int, end: int) -> Reading:
    return Reading(text, tuple(words.within(start, end)), start, end)


def readings_of(statement: Statement) -> list[Reading]:
    """The sentences that a statement cites, read."""
    return [reading_of(statement.cited, sentence) for sentence in statement.cited.sentences]


def overlap(one: Iterable[str], other: frozenset[str]) -> int:
    """How many keys two sets share."""
    return len(other.intersection(one))


def phrase_at(tokens: Sequence[Token], index: int, phrases: frozenset[str]) -> str:
    """The listed verb with particle that begins at a place (“shut it down”), or the bare dictionary form."""
    base = tokens[index].lemma
    if base not in _first_words(phrases):
        return base
    for step in range(1, _LONGEST_GAP + 1):
        if index + step >= len(tokens):
            break
        joined = f"{base} {tokens[index + step].folded}"
        if joined in phrases:
            return joined
    return base


@lru_cache(maxsize=8)
def _first_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in phrases)


@lru_cache(maxsize=1)
def _groups() -> tuple[dict[str, str], frozenset[str]]:
    known: dict[str, str] = {}
    for group in load_list("plans")["synonyms"]:
        for word in group:
            known.setdefault(word, group[0])
    return known, frozenset(word for word in known if " " in word)


def _clauses(text: str, tokens: Sequence[Token]) -> list[int]:
    """The number of the clause of each word; an aside between commas has a number of its own."""
    numbers: list[int] = []
    current = highest = 0
    before_aside: int | None = None
    previous = tokens[0].start if tokens else 0
    for index, (start, end, _, folded, _) in enumerate(tokens):
        gap, previous = text[previous:start], end
        if gap == " ":  # as nearly all are: neither a mark nor a comma
            pass
        elif _BREAK_MARKS.search(gap):
            highest += 1
            current, before_aside = highest, None
        elif _COMMA.search(gap):
            if before_aside is not None and numbers.count(current) <= _ASIDE:
                current, before_aside = before_aside, None
            else:
                before_aside = current
                highest += 1
                current = highest
        if index and (folded in _BREAKERS or (folded in _JOINING and _opens_clause(tokens, index))):
            highest += 1
            current, before_aside = highest, None
        numbers.append(current)
    return numbers


def _opens_clause(tokens: Sequence[Token], index: int) -> bool:
    """Whether the “and” or “or” at a place goes on with a clause that has a subject of its own."""
    if index + 2 >= len(tokens):
        return False
    after = [token.folded for token in tokens[index + 1 : index + 6]]
    if after[0] in {"he", "she", "it", "they", "we", "that", "there", "this"}:
        return True
    return any(word in AUXILIARIES and word not in {"be", "been", "being", "have"} for word in after[1:])
