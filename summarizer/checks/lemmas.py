"""The words of a text with their dictionary forms, so that “closed”, “closing” and “closes” are one word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import simplemma

from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Token", "Words", "lemma", "tokenise", "word_runs", "words_in"]

_WORD = re.compile(r"[^\W_]+(?:[’'‑-][^\W_]+)*")
_BETWEEN = re.compile(f"({_WORD.pattern})")
"""Splits a text into what stands between its words, and the words, by turns."""
_RUN = re.compile(r"[^\W_]+")
_AS_I = str.maketrans({"İ": "i", "ı": "i"})
"""Letters that a pattern takes for “i” where case does not count."""
_CLITIC = re.compile(r"[’'](?:s|d|m|re|ve|ll)$|[’']$", re.IGNORECASE)
_NOT = re.compile(r"n[’']t$", re.IGNORECASE)
_SHORTEST_STEM = 3
_LONGEST_TEXT = 1000
"""Characters of the longest text whose words are remembered."""
_LONGEST_KEPT = 40
"""Letters of the longest word that is remembered."""
_MOST_KEPT = 8192
"""Words that are remembered."""
_Forms: TypeAlias = "tuple[tuple[int, int, str, str, str], ...]"
"""The tokens of a word: start and end in it, then as written, in small letters, as in a dictionary."""
_FORMS = {
    "": "",  # of “n’t” written by itself
    "won": "win", "left": "leave", "found": "find", "felt": "feel", "lay": "lie", "lain": "lie",
    "saw": "see", "ground": "ground", "wound": "wound", "wounded": "wound", "rose": "rise", "fell": "fall",
    "shot": "shoot", "bound": "bind", "bore": "bear", "met": "meet", "led": "lead", "dead": "dead",
    "won't": "will", "can't": "can", "cannot": "can", "an": "a", "further": "further", "does": "do",
    "people": "people", "police": "police", "building": "building", "meeting": "meeting",
    "evening": "evening", "morning": "morning", "housing": "housing", "training": "train",
    "opening": "open", "closing": "close", "bombing": "bomb", "shooting": "shoot", "killing": "kill",
    "hearing": "hearing", "offering": "offer", "buying": "buy", "selling": "sell", "lying": "lie",
    "dying": "die", "leaving": "leave", "fighting": "fight", "saying": "say",
}  # fmt: skip
"""Forms that a dictionary reads as another word, or as a word of its own."""


class Token(NamedTuple):
    """A word of a text with its place; a possessive ending is no part of it."""

    start: int
    end: int
    text: str
    folded: str
    lemma: str

    @property
    def capitalised(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[:1].isupper()


_new = tuple.__new__
"""Makes a token of its parts without counting them."""


@lru_cache(maxsize=8192)
def lemma(word: str) -> str:
    """The dictionary form of an English word, in small letters; the word itself where none is known.

    The form does not depend on the part of speech: “the closing” and “closing” are both “close”. Forms come
    from simplemma's English dictionary and a short list of what news uses otherwise.
    """
    folded = _NOT.sub("", _CLITIC.sub("", word.casefold().replace("’", "'")))
    if folded in _FORMS:
        return _FORMS[folded]
    known = simplemma.lemmatize(folded, lang="en").casefold()
    if known != folded or not folded.endswith("ing") or len(folded) < _SHORTEST_STEM + 3:
        return known
    stem = folded[:-3]
    candidates = [f"{stem}e", stem]
    if stem[-1] == stem[-2]:
        candidates.insert(0, stem[:-1])
    return next((one for one in candidates if simplemma.is_known(one, lang="en")), folded)


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of a stretch of ``text``, in order; offsets index the whole text. “n't” is the word “not”."""
    stop = len(text) if end is None else end
    return _kept_words(text).within(start, stop) if len(text) <= _LONGEST_TEXT else _read(text, start, stop)


def words_in(text: str) -> Words:
    """The words of a text, read once while it is remembered."""
    return _kept_words(text) if len(text) <= _LONGEST_TEXT else Words(text)


def _read(text: str, start: int, end: int) -> list[Token]:
    return [token for match in _WORD.finditer(text, start, end) for token in _placed(match)]


def word_runs(text: str) -> frozenset[str]:
    """The runs of letters and digits of a text in small letters: a quick look for what may stand in it."""
    return _kept_runs(text) if len(text) <= _LONGEST_TEXT else _runs(text)


def _runs(text: str) -> frozenset[str]:
    plain = text if text.isascii() else text.translate(_AS_I)
    return frozenset(_RUN.findall(plain.casefold()))


_kept_runs = remembered(1024)(_runs)


class Words:
    """The words of a whole text, read once, from which the words of its stretches are taken.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._vocabularies: dict[tuple[int, int], frozenset[str]] = {}
        parts = _BETWEEN.split(text)
        borders = list(accumulate(map(len, parts)))
        self._starts = borders[:-1:2]
        self._ends = borders[1::2]
        read = list(map(_FORMS_OF.__getitem__, parts[1::2]))
        self._firsts = [0, *accumulate(map(len, read))]
        self._tokens = [
            _new(Token, (start + first, start + last, written, folded, form))
            for start, tokens in zip(self._starts, read, strict=True)
            for first, last, written, folded, form in tokens
        ]

    def within(self, start: int, end: int) -> list[Token]:
        """The words of a stretch, as ``tokenise`` reads it; a word that it cuts is read anew."""
        first, stop = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if start >= end or first >= stop:
            return []
        opened, cut = self._starts[first] < start, self._ends[stop - 1] > end
        if not (opened or cut):
            return self._tokens[self._firsts[first] : self._firsts[stop]]
        if stop - first == 1:
            return _read(self._text, start, end)
        head = _read(self._text, start, self._ends[first]) if opened else []
        tail = _read(self._text, self._starts[stop - 1], end) if cut else []
        return [*head, *self._tokens[self._firsts[first + opened] : self._firsts[stop - cut]], *tail]

    def vocabulary(self, start: int, end: int) -> frozenset[str]:
        """The dictionary form of each word of a stretch, and its own form as ``=word``; read once."""
        known = self._vocabularies.get((start, end))
        if known is None:
            tokens = self.within(start, end)
            forms = [token.lemma for token in tokens] + [f"={token.folded}" for token in tokens]
            known = self._vocabularies[start, end] = frozenset(forms)
        return known


_kept_words = remembered(1024)(Words)


def _placed(match: re.Match[str]) -> Sequence[Token]:
    """The tokens of a word, where it stands."""
    word, start = match.group(), match.start()
    return [
        _new(Token, (start + first, start + last, written, folded, form))
        for first, last, written, folded, form in _FORMS_OF[word]
    ]


def _read_word(word: str) -> _Forms:
    """What a word is read as: offsets in it, as written, in small letters, as in a dictionary."""
    if _NOT.search(word):
        split = len(word) - len("n't")
        stem = word[:split] or word
        return (
            (0, split, stem, stem.casefold(), lemma(word)),
            (split, len(word), word[split:], "not", "not"),
        )
    word = _CLITIC.sub("", word)
    return ((0, len(word), word, word.casefold(), lemma(word)),) if word else ()


class _FormsOf(dict[str, "_Forms"]):
    """What words are read as, each read once; an lru_cache would touch its chain at every look."""

    def __missing__(self, word: str) -> _Forms:
        """Read a word, and keep it unless it is too long; a full table is begun anew."""
        forms = _read_word(word)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[word] = forms
        return forms


_FORMS_OF = _FormsOf()
