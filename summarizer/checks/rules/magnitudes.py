"""Amounts without digits, “dozens of” or “most of”, exchanged for others on the way into a summary."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import lemma, word_runs
from summarizer.checks.lists import load_list
from summarizer.checks.rules.figure_twins import any_of
from summarizer.text.words import as_matched, has_odd_letters, small_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.evidence import Evidence

__all__ = ["changed_amounts", "exchanged_magnitudes"]

_MOST_CLASSED = 200
"""Different magnitudes or shares of one text that are compared."""
_NEXT = re.compile(r"(?:\s+(?:the\s+)?[^\W\d_][\w’'-]*){1,4}")
_SCALES = {
    "few": (2, 12), "dozens": (12, 200), "hundreds": (100, 10_000), "thousands": (1000, 1_000_000),
    "tens_of_thousands": (10_000, 1_000_000),
    "hundreds_of_thousands": (100_000, 10_000_000), "millions": (1e6, 1e9), "tens_of_millions": (1e7, 1e9),
    "billions": (1e9, 1e12),
}  # fmt: skip
_PROMOTED = {
    "all": frozenset(["nearly_all", "most", "some"]),
    "nearly_all": frozenset(["most", "some"]),
    "most": frozenset(["some"]),
}
"""Shares without digits that say more than those of the source do."""
_SAYING_MORE = frozenset(_PROMOTED)
_STOP = frozenset(
    "of the a an and or in on at to for from by with who which that be have more than other".split()  # noqa: SIM905
)


def changed_amounts(text: str, cited: Evidence) -> Iterator[tuple[str, str]]:
    """Magnitudes and shares of a statement that the source has otherwise, each with the source’s words."""
    runs = word_runs(text)
    if not _telling("vague").isdisjoint(runs):
        yield from _changed_magnitudes(text, cited, "vague")
    if not _telling("shares", _SAYING_MORE).isdisjoint(runs):
        yield from _changed_shares(text, cited, "shares")


def exchanged_magnitudes(text: str, cited: Evidence) -> frozenset[str]:
    """The first words of magnitudes (“hundreds”) for which the source has another one (“dozens”)."""
    if _telling("vague").isdisjoint(word_runs(text)):
        return frozenset()
    return frozenset(words.split()[0].casefold() for words, _ in _changed_magnitudes(text, cited, "vague"))


@lru_cache(maxsize=4)
def _pattern(section: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """A pattern of any phrase of a section, to be matched against small letters or without regard to case."""
    return re.compile(rf"(?<![\w-])(?:{any_of(_classes(section))})(?![\w-])", flags)


@lru_cache(maxsize=2)
def _classes(section: str) -> dict[str, str]:
    """The phrases of a section, in small letters, with their classes."""
    return {
        " ".join(phrase.split()): name
        for name, listed in load_list("quantities")[section].items()
        for phrase in listed
    }


@lru_cache(maxsize=4)
def _telling(section: str, classes: frozenset[str] | None = None) -> frozenset[str]:
    """A word of each phrase of a section, or of some of its classes, for a quick look.

    Of each phrase, it is the word that most phrases have, so that the words are few and no “their”.
    """
    words_of = {phrase: word_runs(phrase) for phrase in _classes(section)}
    found_in = Counter(chain.from_iterable(words_of.values()))
    return frozenset(
        max(sorted(words - _STOP or words), key=lambda word: found_in[word])
        for phrase, words in words_of.items()
        if classes is None or _classes(section)[phrase] in classes
    )


def _classed(text: str, section: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every such phrase: words as written, its class, the dictionary forms of the words after it."""
    class_of = _classes(section)
    if has_odd_letters(text):
        found = _pattern(section, re.IGNORECASE).finditer(text)
    else:
        found = _pattern(section, re.NOFLAG).finditer(small_letters(text))
    for match in found:
        following = _NEXT.match(text, match.end())
        nouns = (
            frozenset(map(lemma, re.findall(r"[^\W\d_]+", following[0]))) - _STOP
            if following
            else frozenset()
        )
        words = text[match.start() : match.end()]
        shown = words + (following[0].split(" and ")[0] if following else "")
        yield " ".join(shown.split()[:6]), class_of[" ".join(as_matched(words).split())], nouns


def _once(found: Iterator[tuple[str, str, frozenset[str]]]) -> list[tuple[str, str, frozenset[str]]]:
    """The first of each class and noun, and not more than some hundred."""
    kept = {(name, nouns): (words, name, nouns) for words, name, nouns in reversed(list(found))}
    return list(reversed(kept.values()))[:_MOST_CLASSED]


def _changed_magnitudes(text: str, cited: Evidence, section: str) -> Iterator[tuple[str, str]]:
    """Magnitudes of the statement beside the words of the source that say another one of the same thing."""
    mine = [one for one in _once(_classed(text, section)) if one[2]]
    theirs = _once(_classed(cited.text, section)) if mine else []
    for words, name, nouns in mine:
        same = [(shown, other) for shown, other, counted in theirs if counted & nouns]
        if same and all(other != name for _, other in same) and not _stated(name, cited):
            yield words, same[0][0]


def _stated(magnitude: str, cited: Evidence) -> bool:
    low, high = _SCALES[magnitude]
    return any(low <= (one.value or 0) < high for one in cited.figures)


def _changed_shares(text: str, cited: Evidence, section: str) -> Iterator[tuple[str, str]]:
    """Shares without digits (“all the”) that say more than the source (“nearly all the”) does."""
    mine = [one for one in _once(_classed(text, section)) if one[1] in _PROMOTED and one[2]]
    theirs = _once(_classed(cited.text, section)) if mine else []
    for words, name, nouns in mine:
        same = [(shown, other) for shown, other, counted in theirs if _same_share(counted, nouns)]
        if same and all(other in _PROMOTED[name] for _, other in same):
            yield words, same[0][0]


def _same_share(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the words after two shares speak of the same group."""
    return bool(one) and bool(other) and len(one & other) * 2 >= min(len(one), len(other))
