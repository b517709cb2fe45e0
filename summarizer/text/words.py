"""Word lists, written as one string, and how a text is searched for their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["as_matched", "branches", "has_odd_letters", "small_letters", "word_set", "word_tree"]

_SMALL_ELSEWHERE = ("\u0130", "\u212a")
"""“İ”, whose small form is two characters, and the Kelvin sign, whose small form is an ASCII letter."""
_ODD_LETTERS = "\u017f\u0130\u0131\u212a"


def has_odd_letters(text: str) -> bool:
    """Whether there are letters that are an s, an i or a k to a pattern that ignores case: “ſ”, “ı”.

    Of such a text its small letters do not tell what those patterns match.
    """
    return not text.isascii() and any(map(text.__contains__, _ODD_LETTERS))


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written as one string."""
    return frozenset(words.split())


def small_letters(text: str) -> str:
    """``text`` in small letters, every offset as it is; an ASCII letter only where one stood before.

    “İ” and the Kelvin sign become a mark that is no letter.
    """
    if not text.isascii():
        for letter in _SMALL_ELSEWHERE:
            text = text.replace(letter, "\u00b7")
    return text.lower()


def as_matched(text: str) -> str:
    """A text in small letters, so that what a pattern finds in it in any case stands there letter by letter.

    A pattern for which case does not count takes “İ” and “ı” for “i”, “ſ” for “s” and the sign of the kelvin
    for “k”.
    """
    return text.lower() if text.isascii() else text.replace("İ", "i").replace("ı", "i").casefold()


def word_tree(tails: Mapping[str, str]) -> str:
    """A pattern of words that share their beginnings, the longest first, as they are written.

    Matched against small letters, it is the quickest way to tell which words of a text are of a long list:
    every alternative begins with another letter.

    Args:
        tails: The words, and a pattern of what follows each of them.
    """
    rests = _by_first_letter(tails)
    return f"(?:{_alternatives(rests)})" if len(rests) > 1 else _alternatives(rests)


def branches(tails: Mapping[str, str]) -> str:
    """What ``word_tree`` gives without the group around it, to which other alternatives may be added."""
    return _alternatives(_by_first_letter(tails))


def _alternatives(rests: Mapping[str, Mapping[str, str]]) -> str:
    return "|".join(
        re.escape(first) + word_tree(rest) if first else rest[""] for first, rest in rests.items()
    )


def _by_first_letter(tails: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The rests of words and their tails, by what the words begin with, the longest first."""
    rests: dict[str, dict[str, str]] = {}
    for word in sorted(tails, reverse=True):
        rests.setdefault(word[:1], {})[word[1:]] = tails[word]
    return rests
