"""The words of a text with their dictionary forms, so that “closed”, “closing” and “closes” are one word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import simplemma

__all__ = ["Token", "lemma", "tokenise"]

_WORD = re.compile(r"[^\W_]+(?:[’'‑-][^\W_]+)*")
_CLITIC = re.compile(r"[’'](?:s|d|m|re|ve|ll)$|[’']$", re.IGNORECASE)
_NOT = re.compile(r"n[’']t$", re.IGNORECASE)
_SHORTEST_STEM = 3
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


@dataclass(frozen=True, slots=True)
class Token:
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
    tokens = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        if _NOT.search(word):
            split = match.end() - 3
            stem = text[match.start() : split] or word
            tokens.append(Token(match.start(), split, stem, stem.casefold(), lemma(word)))
            tokens.append(Token(split, match.end(), text[split : match.end()], "not", "not"))
            continue
        word = _CLITIC.sub("", word)
        stop = match.start() + len(word)
        if word:
            tokens.append(Token(match.start(), stop, word, word.casefold(), lemma(word)))
    return tokens
