"""The words of a text with their dictionary forms, so that “closed”, “closing” and “closes” are one word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

import simplemma
from propcache.api import cached_property

from summarizer.text.remembered import remembered
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Known", "Token", "Words", "lemma", "tokenise", "word_runs", "words_in"]

_WORD = re.compile(r"[^\W_]+(?:[’'‑-][^\W_]+)*")
_APART = '\n\u00a0,."“”'
"""Frequent marks that no word has; with blanks they part a text into pieces, most of which are one word."""
_RUN = re.compile(r"[^\W_]+")
_CLITIC = re.compile(r"[’'](?:s|d|m|re|ve|ll)$|[’']$", re.IGNORECASE)
_NOT = re.compile(r"n[’']t$", re.IGNORECASE)
_SHORTEST_STEM = 3
_LONGEST_TEXT = 1000
"""Characters of the longest text whose words are remembered."""
_LONGEST_KEPT = 40
"""Letters of the longest piece that is remembered."""
_MOST_KEPT = 8192
"""Pieces that are remembered."""
_Forms: TypeAlias = "tuple[tuple[int, int, str, str, str], ...]"
"""The tokens of a piece: start and end in it, then as written, in small letters, as in a dictionary."""
_Read = TypeVar("_Read")
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
    return words_in(text).runs


class Words:
    """The words of a whole text, read once, from which the words of its stretches are taken.

    Much is only asked for its runs, so that its tokens are not made before they are asked for.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces = _pieces(text)
        self._vocabularies: dict[tuple[int, int], frozenset[str]] = {}

    @cached_property
    def runs(self) -> frozenset[str]:
        """The runs of letters and digits in small letters."""
        return frozenset(chain.from_iterable(map(_RUNS_OF.__getitem__, self._pieces)))

    @cached_property
    def _starts(self) -> list[int]:
        """Where each piece begins, and where one behind the last would."""
        return list(accumulate([len(piece) + 1 for piece in self._pieces], initial=0))

    @cached_property
    def _tokens(self) -> list[Token]:
        return [
            _new(Token, (start + first, start + last, written, folded, form))
            for start, tokens in zip(self._starts, map(_FORMS_OF.__getitem__, self._pieces), strict=False)
            for first, last, written, folded, form in tokens
        ]

    @cached_property
    def _firsts(self) -> list[int]:
        """How many tokens stand before each piece, and how many there are."""
        return list(accumulate(map(len, map(_FORMS_OF.__getitem__, self._pieces)), initial=0))

    def within(self, start: int, end: int) -> list[Token]:
        """The words of a stretch, as ``tokenise`` reads it; a piece that it cuts is read anew."""
        if start <= 0 and end >= len(self._text):
            return self._tokens.copy()
        first, stop = self._touched(start, end)
        if start >= end or first >= stop:
            return []
        starts, firsts = self._starts, self._firsts
        opened, cut = starts[first] < start, end < starts[stop] - 1
        if not (opened or cut):
            return self._tokens[firsts[first] : firsts[stop]]
        if stop - first == 1:
            return _read(self._text, start, end)
        head = _read(self._text, start, starts[first + 1] - 1) if opened else []
        tail = _read(self._text, starts[stop - 1], end) if cut else []
        return [*head, *self._tokens[firsts[first + opened] : firsts[stop - cut]], *tail]

    def vocabulary(self, start: int, end: int) -> frozenset[str]:
        """The dictionary form of each word of a stretch, and its own form as ``=word``; read once."""
        known = self._vocabularies.get((start, end))
        if known is None:
            pieces = self._pieces
            if start > 0 or end < len(self._text):
                first, stop = self._touched(start, end)
                pieces = pieces[first:stop]
                if pieces and (self._starts[first] < start or end < self._starts[stop] - 1):
                    pieces = _pieces(self._text[max(0, start) : max(0, end)])
            forms = chain.from_iterable(map(_VOCABULARY_OF.__getitem__, pieces))
            known = self._vocabularies[start, end] = frozenset(forms)
        return known

    def _touched(self, start: int, end: int) -> tuple[int, int]:
        """Number of the first piece that a stretch may touch, and of the first behind it."""
        starts = self._starts
        first = max(0, bisect_right(starts, start) - 1)
        return first, bisect_left(starts, end, 0, len(self._pieces))


_kept_words = remembered(1024)(Words)


def _placed(match: re.Match[str]) -> Sequence[Token]:
    """The tokens of a word, where it stands."""
    word, start = match.group(), match.start()
    return [
        _new(Token, (start + first, start + last, written, folded, form))
        for first, last, written, folded, form in _FORMS_OF[word]
    ]


def _pieces(text: str) -> list[str]:
    """A text in pieces with one character between each two; no word is in more than one."""
    for mark in _APART:
        text = text.replace(mark, " ")
    return text.split(" ")


def _read_piece(piece: str) -> _Forms:
    """What the words of a piece are read as."""
    if piece.isalnum():
        return ((0, len(piece), piece, piece.casefold(), lemma(piece)),)
    return tuple(
        (match.start() + start, match.start() + end, written, folded, form)
        for match in _WORD.finditer(piece)
        for start, end, written, folded, form in _read_word(match.group())
    )


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


def _read_vocabulary(piece: str) -> tuple[str, ...]:
    """The dictionary forms of the words of a piece, and their own forms as ``=word``."""
    forms = _FORMS_OF[piece]
    return (*[form[-1] for form in forms], *[f"={form[-2]}" for form in forms])


def _read_runs(piece: str) -> tuple[str, ...]:
    """The runs of letters and digits of a piece in small letters."""
    small = as_matched(piece)
    return (small,) if small.isalnum() else tuple(_RUN.findall(small))


class Known(dict[str, _Read]):
    """What pieces are read as, each read once; an lru_cache would touch its chain at every look.

    Args:
        read: Reads a piece.
    """

    def __init__(self, read: Callable[[str], _Read]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, piece: str) -> _Read:
        """Read a piece, and keep it unless it is too long; a full table is begun anew."""
        read = self._read(piece)
        if len(piece) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[piece] = read
        return read


_FORMS_OF = Known(_read_piece)
_VOCABULARY_OF = Known(_read_vocabulary)
_RUNS_OF = Known(_read_runs)
