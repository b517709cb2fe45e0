"""Aligns a passage with the source exactly, after normalising quotes, dashes, white space and ellipses.

Both texts become a string in which every such variant is one character and every word stands between two
marks. One plain substring search then finds the passage at word borders only; an offset map leads back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate, count
from operator import add

from summarizer.records import Span

__all__ = ["SourceIndex", "locate", "normalise"]

_MARK = "\ud800"
"""Stands at both borders of a word; a lone surrogate, because no decoded text can hold one."""

_SINGLE_QUOTES = "'`\u00b4\u2018\u2019\u201a\u201b\u2032\u2039\u203a"
_DOUBLE_QUOTES = '"\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u300c\u300d\u300e\u300f\uff02'
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SPACES = (
    "\t\n\v\f\r \x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_VARIANTS = [
    (variant, plain)
    for plain, variants in (("'", _SINGLE_QUOTES), ('"', _DOUBLE_QUOTES), ("-", _DASHES), (" ", _SPACES))
    for variant in variants
    if variant != plain
]
"""One character for one character, so that offsets stay as they are."""
_ASCII_VARIANTS = [(variant, plain) for variant, plain in _VARIANTS if variant.isascii()]


def _word(letters: str, letter: str) -> re.Pattern[str]:
    """A pattern of one word, from that of a run of its letters and that of a single one.

    A number is one word (“1,450”, “9/11”, “3.45”), and so is a negation (“can't”): no passage ends inside it.
    """
    number = rf"(?:(?<=\d)[.,:/](?=\d){letters})*"
    return re.compile(rf"({letters}(?:(?![.,:/'])|{number}(?:'t(?!{letter}))?))")


_ACCENT = r"[\u0300-\u036f]"
_WORD = _word(rf"(?:[^\W_]|{_ACCENT})[^\W_]*(?:{_ACCENT}[^\W_]*)*", rf"[^\W_]|{_ACCENT}")
_ASCII_WORD = _word("[0-9A-Za-z][0-9A-Za-z]*", "[0-9A-Za-z]")
"""The same of a text that has no other letters."""
_RUN = re.compile(r"  +|--+|\.\.\.|''")
"""What becomes one character; no word holds any of it."""
_SPACE_RUN = re.compile(r"  +")
_DASH_RUN = re.compile(r"--+")
_LONGEST_KEPT = 100
"""Characters of the longest passage whose form is remembered."""


def normalise(text: str) -> str:
    """``text`` in the form in which passages are compared: two texts are the same if their forms are."""
    return _kept_form(text) if len(text) <= _LONGEST_KEPT else _form(text)


def _form(text: str) -> str:
    return _single(_MARK.join(_pieces(text))).strip(" ")


def _pieces(text: str) -> list[str]:
    """The words of a text and, before, between and after them, what is none; each character in plain form."""
    for variant, plain in _ASCII_VARIANTS if text.isascii() else _VARIANTS:
        text = text.replace(variant, plain)
    return (_ASCII_WORD if text.isascii() else _WORD).split(text)


def _single(marked: str) -> str:
    """A text with one character in the place of each run."""
    single = _DASH_RUN.sub("-", _SPACE_RUN.sub(" ", marked))
    return single.replace("...", "…").replace("''", '"')


_kept_form = lru_cache(maxsize=1024)(_form)
"""The names of sources are looked for once for each record that has them."""


def locate(passage: str, source: str, *, near: int | None = None) -> Span | None:
    """Where ``passage`` stands in ``source``; see ``SourceIndex``, which is for more than one passage."""
    return SourceIndex(source).locate(passage, near=near)


class SourceIndex:
    """A source text, normalised once, in which passages are located.

    Quotation marks (single and double apart), dashes, runs of white space and ellipses may be written
    differently; every other character must be the same, in the same case. A passage that begins or ends
    with a letter or a digit must begin or end a word of the source. Building and each search are linear.

    Args:
        source: The source text that the spans will index.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        pieces = _pieces(source)
        borders = accumulate(map(len, pieces[:-1]))
        marked = _MARK.join(pieces)
        self._text = _single(marked)
        self._marks = list(map(add, borders, count()))
        """Places of the marks, before runs became one character."""
        self._runs: list[int] = []
        """Places in ``_text`` of what was a run."""
        self._shortened = [0]
        """For each run the characters that the ones before it have lost, and at last those of all."""
        for run in _RUN.finditer(marked):
            self._runs.append(run.start() - self._shortened[-1])
            self._shortened.append(self._shortened[-1] + run.end() - run.start() - 1)
        self._found: dict[str, tuple[list[int], list[int]]] = {}
        """Of each passage that was looked for, by its form: its places in the source, starts and ends."""

    def locate(self, passage: str, *, near: int | None = None) -> Span | None:
        """The span of ``passage``, or None where it does not stand in the source.

        Args:
            passage: The words as a model or a person copied them.
            near: Offset into the source; of several places the one that begins closest to it counts,
                else the first.
        """
        starts, ends = self._places_of(passage)
        if not starts:
            return None
        number = 0 if near is None else _closest(starts, near)
        return Span.of(self._source, starts[number], ends[number])

    def __contains__(self, passage: str) -> bool:
        """Whether ``locate`` finds a passage."""
        return bool(self._places_of(passage)[0])

    def _places_of(self, passage: str) -> tuple[list[int], list[int]]:
        needle = normalise(passage)
        if not needle or _MARK in passage:
            return [], []
        found = self._found.get(needle)
        if found is None:
            found = self._found[needle] = self._places(needle)
        return found

    def _places(self, needle: str) -> tuple[list[int], list[int]]:
        starts, ends = [], []
        text = self._text
        place = text.find(needle)
        while place >= 0:
            end = place + len(needle)
            starts.append(self._offset(place))
            ends.append(self._offset(end))
            place = text.find(needle, end)
        return starts, ends

    def _offset(self, place: int) -> int:
        """Offset into the source of what stands at a place of the normalised text."""
        marked = place + self._shortened[bisect_left(self._runs, place)]
        marks = bisect_left(self._marks, marked)
        if marks % 2 and self._text[place] != _MARK:
            # Inside a word its opening mark is counted too. Only a sign alone, such as the comma of “1,450”,
            # is ever found there.
            marks -= 1
        return marked - marks


def _closest(starts: list[int], near: int) -> int:
    """The number of the start that is closest to ``near``, and of two the first."""
    after = bisect_left(starts, near)
    if after == len(starts) or (after and near - starts[after - 1] <= starts[after] - near):
        return after - 1
    return after
