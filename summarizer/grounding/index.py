"""Aligns a passage with the source exactly, after normalising quotes, dashes, white space and ellipses.

Both texts become a string in which every such variant is one character and every word stands between two
marks. One plain substring search then finds the passage at word borders only; an offset map leads back.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import lru_cache

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
_VARIANTS = str.maketrans(
    {
        **dict.fromkeys(_SINGLE_QUOTES, "'"),
        **dict.fromkeys(_DOUBLE_QUOTES, '"'),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_SPACES, " "),
    }
)
"""One character for one character, so that offsets stay as they are."""

# A number is one word (“1,450”, “9/11”, “3.45”), and so is a negation (“can't”): no passage ends inside it.
_LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
_WORD = re.compile(rf"{_LETTER}+(?:(?<=\d)[.,:/](?=\d){_LETTER}+)*(?:'t(?!{_LETTER}))?")
_UNIT = re.compile(
    rf"(?P<word>{_WORD.pattern})"
    r"|(?P<one>\ +|-+|\.\.\.|'')"
    r"|[^\w\ \-.'\u0300-\u036f]+|."
)
_MARKED = rf"{_MARK}\g<0>{_MARK}"
_SPACE_RUN = re.compile(r"  +")
_DASH_RUN = re.compile(r"--+")
_LONGEST_KEPT = 100
"""Characters of the longest passage whose form is remembered."""
_ONE = {" ": " ", "-": "-", ".": "…", "'": '"'}


def normalise(text: str) -> str:
    """``text`` in the form in which passages are compared: two texts are the same if their forms are."""
    return _kept_form(text) if len(text) <= _LONGEST_KEPT else _form(text)


def _form(text: str) -> str:
    """What ``_normalise`` makes of a text, without the places of its units."""
    marked = _WORD.sub(_MARKED, text.translate(_VARIANTS))
    single = _DASH_RUN.sub("-", _SPACE_RUN.sub(" ", marked))
    return single.replace("...", "…").replace("''", '"').strip(" ")


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
        self._text, self._places, self._starts, self._ends = _normalise(source)

    def locate(self, passage: str, *, near: int | None = None) -> Span | None:
        """The span of ``passage``, or None where it does not stand in the source.

        Args:
            passage: The words as a model or a person copied them.
            near: Offset into the source; of several places the one that begins closest to it counts,
                else the first.
        """
        needle = normalise(passage)
        if not needle or _MARK in passage:
            return None
        place = self._text.find(needle)
        if place < 0:
            return None
        if near is not None:
            place = self._closest(needle, place, near)
        return Span.of(self._source, self._start(place), self._end(place + len(needle) - 1))

    def _closest(self, needle: str, first: int, near: int) -> int:
        best = first
        place = first
        while place >= 0:
            start = self._start(place)
            if abs(start - near) < abs(self._start(best) - near):
                best = place
            if start >= near:
                break
            place = self._text.find(needle, place + len(needle))
        return best

    def _start(self, place: int) -> int:
        unit = bisect_right(self._places, place) - 1
        start, end = self._starts[unit], self._ends[unit]
        return min(start + place - self._places[unit], end)

    def _end(self, place: int) -> int:
        """Source offset after the normalised character at ``place``."""
        unit = bisect_right(self._places, place) - 1
        if self._places[unit + 1] == place + 1:
            return self._ends[unit]
        return min(self._starts[unit] + place - self._places[unit] + 1, self._ends[unit])


def _normalise(text: str) -> tuple[str, array[int], array[int], array[int]]:
    """The normalised text, and for each of its units the place there and its start and end in ``text``.

    After the places of the units stands the length of the normalised text.
    """
    pieces: list[str] = []
    places, starts, ends = array("q"), array("q"), array("q")
    place = 0
    for match in _UNIT.finditer(text.translate(_VARIANTS)):
        piece = match.group()
        if match.lastgroup == "word":
            piece = f"{_MARK}{piece}{_MARK}"
        elif match.lastgroup == "one":
            piece = _ONE[piece[0]]
        pieces.append(piece)
        places.append(place)
        starts.append(match.start())
        ends.append(match.end())
        place += len(piece)
    places.append(place)
    return "".join(pieces), places, starts, ends
