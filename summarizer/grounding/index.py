"""Aligns a passage with the source exactly, after normalising quotes, dashes, white space and ellipses.

Both texts become a string in which every such variant is one character. A plain substring search then finds
the passage; it counts where it begins and ends at word borders, and an offset map leads back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from propcache.api import cached_property

from summarizer.records import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SourceIndex", "locate", "normalise"]

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

_LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
_WORD = re.compile(rf"{_LETTER}+(?:(?<=\d)[.,:/](?=\d){_LETTER}+)*(?:'t(?!{_LETTER}))?")
"""A number is one word (“1,450”, “9/11”, “3.45”), and so is a negation (“can't”): none is cut."""
_GOES_ON = re.compile(rf"(?<={_LETTER}){_LETTER}|(?<=\d)[.,:/]\d|(?<=\d[.,:/])\d")
"""Stands where a word goes on that is no negation."""
_LETTERS = re.compile(rf"{_LETTER}*")
_RUN = re.compile(r"  +|--+|\.\.\.|''")
"""What becomes one character; no word holds any of it."""
_SPACE_RUN = re.compile(r"  +")
_DASH_RUN = re.compile(r"--+")
_MOST_IN_VAIN = 10_000_000
"""Characters that are compared with one passage in places where it would cut a word, until it is given up: a
long one that is made of repetitions would be compared for ever, others come nowhere near."""
_LONGEST_KEPT = 100
"""Characters of the longest passage whose form is remembered."""


def normalise(text: str) -> str:
    """``text`` in the form in which passages are compared: two texts are the same if their forms are."""
    return _kept_form(text) if len(text) <= _LONGEST_KEPT else _form(text)


def _form(text: str) -> str:
    return _single(_plain(text)).strip(" ")


def _plain(text: str) -> str:
    """A text with each character in its plain form."""
    for variant, plain in _ASCII_VARIANTS if text.isascii() else _VARIANTS:
        text = text.replace(variant, plain)
    return text


def _single(plain: str) -> str:
    """A text with one character in the place of each run."""
    single = _DASH_RUN.sub("-", _SPACE_RUN.sub(" ", plain))
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
    with a letter or a digit must begin or end a word of the source. Building and each search are linear; a
    long passage of repetitions that would cut words in very many places is given up as not there.

    Args:
        source: The source text that the spans will index.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        plain = _plain(source)
        self._text = _single(plain)
        self._runs: list[int] = []
        """Places in ``_text`` of what was a run."""
        self._shortened = [0]
        """For each run the characters that the ones before it have lost, and at last those of all."""
        for run in _RUN.finditer(plain):
            self._runs.append(run.start() - self._shortened[-1])
            self._shortened.append(self._shortened[-1] + run.end() - run.start() - 1)
        self._found: dict[str, tuple[list[int], list[int]]] = {}
        """Of each passage that was looked for, by its form: its places in the source, starts and ends."""
        self._spans: dict[tuple[int, int], Span] = {}
        """The spans that were given: a source is named again and again at the same place."""

    def locate(self, passage: str, *, near: int | None = None, within: Sequence[Span] = ()) -> Span | None:
        """The span of ``passage``, or None where it does not stand in the source.

        Args:
            passage: The words as a model or a person copied them.
            near: Offset into the source; of several places the one that begins closest to it counts,
                else the first.
            within: Stretches of the source; places in the first that has any come before all others.
        """
        starts, ends = self._places_of(passage)
        if not starts:
            return None
        if len(starts) > 1:
            for one in within:
                inside = [place for place in zip(starts, ends, strict=True) if one.holds(*place)]
                if inside:
                    starts, ends = map(list, zip(*inside, strict=True))
                    break
        number = 0 if near is None else _closest(starts, near)
        place = starts[number], ends[number]
        span = self._spans.get(place)
        if span is None:
            span = self._spans[place] = Span.of(self._source, *place)
        return span

    def __contains__(self, passage: str) -> bool:
        """Whether ``locate`` finds a passage."""
        return bool(self._places_of(passage)[0])

    def _places_of(self, passage: str) -> tuple[list[int], list[int]]:
        needle = normalise(passage)
        if not needle:
            return [], []
        found = self._found.get(needle)
        if found is None:
            found = self._found[needle] = self._places(needle)
        return found

    def _places(self, needle: str) -> tuple[list[int], list[int]]:
        starts, ends = [], []
        text, in_vain = self._text, 0
        is_sign = len(needle) == 1 and not _LETTERS.fullmatch(needle)  # alone it may stand inside a word
        place = text.find(needle)
        while place >= 0 and in_vain <= _MOST_IN_VAIN:
            end = place + len(needle)
            if is_sign or not (self._is_in_word(place) or self._is_in_word(end)):
                starts.append(self._offset(place))
                ends.append(self._offset(end))
            else:
                in_vain += len(needle)
                end = max(place + 1, next(_LETTERS.finditer(text, place)).end())
            place = text.find(needle, end)
        return starts, ends

    def _is_in_word(self, place: int) -> bool:
        """Whether a word goes on from before a place to behind it."""
        if _GOES_ON.match(self._text, place):
            return True
        return self._text.find("'t", max(0, place - 1), place + 2) >= 0 and place in self._in_negations

    @cached_property
    def _in_negations(self) -> frozenset[int]:
        """The places right before and behind the apostrophes of negations."""
        ends = [word.end() for word in _WORD.finditer(self._text) if word.group().endswith("'t")]
        return frozenset([end - back for end in ends for back in (1, 2)])

    def _offset(self, place: int) -> int:
        """Offset into the source of what stands at a place of the normalised text."""
        return place + self._shortened[bisect_left(self._runs, place)]


def _closest(starts: list[int], near: int) -> int:
    """The number of the start that is closest to ``near``, and of two the first."""
    after = bisect_left(starts, near)
    if after == len(starts) or (after and near - starts[after - 1] <= starts[after] - near):
        return after - 1
    return after
