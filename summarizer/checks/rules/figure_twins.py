"""Lists of words and phrases as patterns, and figures of a statement beside those of what it cites."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from summarizer.checks.lemmas import lemma, word_runs
from summarizer.checks.lists import load_list
from summarizer.text.remembered import remembered
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.checks.evidence import Evidence
    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = [
    "TIME_UNITS",
    "any_of",
    "counted_lemmas",
    "ends_with",
    "figure_end",
    "figures_of",
    "has_digit",
    "has_phrase",
    "is_plain",
    "may_hold",
    "may_tell",
    "phrases",
    "plain_figures",
    "runs_of",
    "stated_runs",
    "stated_together",
    "told_phrase",
    "twins",
    "words_of",
]

TIME_UNITS = frozenset(
    ["second", "minute", "hour", "day", "night", "week", "fortnight", "month", "quarter", "year", "decade"]
)
"""Units of time, as figures have them."""
_SHARE = frozenset(["percent", "percentage point", "basis point"])
_MOST_TWINS = 60
"""Figures of one value that are looked at in what is cited."""
_MOST_FIGURES = 60
"""Figures of a statement that are held against each other."""
_NO_WORDS: frozenset[str] = frozenset()
_EXPRESSIVE = 13
"""From this value on, a number alone tells that the same thing is counted."""


_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_IOTA = "\N{COMBINING GREEK YPOGEGRAMMENI}"
"""The one sign that is no letter and becomes one in small letters, where it would lengthen a run."""
_RUN = re.compile(r"[^\W_]+")
_Letters: TypeAlias = "dict[str, _Letters]"
"""The letters that phrases go on with, each with those that follow on it."""
_END = ""
"""In the place of a letter, where a phrase ends."""


def has_digit(text: str) -> bool:
    """Whether a digit stands in a text: without one, no pattern that has a digit in it can match."""
    return _DIGIT.search(text) is not None


def may_hold(text: str, *letters: str) -> bool:
    """Whether any of some letters in a row stands in a text, in any case: a quick look before a pattern."""
    return any(map(as_matched(text).__contains__, letters))


def runs_of(text: str) -> list[str]:
    """The runs of letters and digits of a text, each as ``as_matched`` has it."""
    if text.isascii():
        return _RUN.findall(text.lower())
    return as_matched(" ".join(_RUN.findall(text))).split()


@remembered(256)
def stated_runs(statement: Statement) -> frozenset[str]:
    """The runs of letters and digits of a statement, as ``as_matched`` has them.

    A pattern with a whole word in it, in whatever case, cannot match a statement without that run: a look
    for several of them at once, far quicker than any pattern.
    """
    text = statement.text
    return word_runs(text) if _IOTA not in text else frozenset(runs_of(text))


def ends_with(text: str, place: int, words: tuple[str, ...]) -> bool:
    """Whether the letters before a place, and the white space before it, are those of one of some words.

    They may be the last letters of a longer word. A look before a pattern that ends so; the words have ten
    letters at the most.
    """
    return as_matched(text[:place].rstrip()[-10:]).endswith(words)


def phrases(section: str, key: str) -> tuple[str, ...]:
    """One list of ``quantities.toml``."""
    return tuple(load_list("quantities")[section][key])


def any_of(listed: Iterable[str]) -> str:
    """A pattern that matches any of the phrases, the longest first, over any white space.

    Phrases that begin alike share the pattern of what they begin with, so that a place in a text is not
    compared with each of them.
    """
    tree: _Letters = {}
    for phrase in listed:
        node = tree
        for letter in " ".join(phrase.casefold().split()):
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _branches(tree)


def _branches(tree: _Letters) -> str:
    """The pattern of what phrases go on with; what goes on comes before what ends."""
    branches = [
        (r"\s+" if letter == " " else re.escape(letter)) + _branches(following)
        for letter, following in tree.items()
        if letter != _END
    ]
    if not branches or (len(branches) == 1 and _END not in tree):
        return "".join(branches)
    return f"(?:{'|'.join(branches)})" + ("?" if _END in tree else "")


@lru_cache(maxsize=64)
def _pattern(section: str, key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(phrases(section, key))})(?!\w|-\w)", re.IGNORECASE)


def has_phrase(text: str, section: str, key: str) -> re.Match[str] | None:
    """The first phrase of a list that stands in ``text`` as whole words."""
    return _pattern(section, key).search(text)


def told_phrase(statement: Statement, section: str, key: str) -> re.Match[str] | None:
    """The first phrase of a list in a statement; it is not looked for without a word of any of them."""
    told = may_tell(stated_runs(statement), section, key)
    return has_phrase(statement.text, section, key) if told else None


def may_tell(runs: Iterable[str], section: str, key: str) -> bool:
    """Whether a word is among the runs of a text without which no phrase of a list stands in it."""
    return not _telling(section, key).isdisjoint(runs)


@lru_cache(maxsize=64)
def _telling(section: str, key: str) -> frozenset[str]:
    """The longest word of each phrase of a list."""
    return frozenset(max(runs_of(phrase), key=len) for phrase in phrases(section, key))


def words_of(section: str, key: str, text: str) -> Iterator[re.Match[str]]:
    """Every phrase of a list in ``text``."""
    return _pattern(section, key).finditer(text)


def counted_lemmas(figure: FigureCandidate) -> frozenset[str]:
    """The dictionary forms of the words of the counted noun phrase."""
    return frozenset(map(lemma, _WORD.findall(figure.counted.text))) if figure.counted else _NO_WORDS


def is_plain(figure: FigureCandidate) -> bool:
    """Whether it is one number with a value, neither a range nor a score."""
    return figure.value is not None and figure.upper is None


@remembered(256)
def plain_figures(statement: Statement) -> list[FigureCandidate]:
    """The first single numbers of a statement, as many as a sentence may hold; not to be changed."""
    return [
        one for one in statement.own.figures[:_MOST_FIGURES] if one.value is not None and one.upper is None
    ]


def figure_end(figure: FigureCandidate) -> int:
    """Where a figure ends, with the noun that it counts."""
    return max(figure.end, figure.counted.end if figure.counted else 0)


def stated_together(statement: Statement, figures: Iterable[FigureCandidate]) -> bool:
    """Whether one sentence of what is cited states all the numbers, so that they may overlap there."""
    if statement.text in statement.cited.text:
        return False
    wanted = {one.value for one in figures}
    stated: dict[int | None, set[float | int | None]] = {}
    for one in statement.cited.figures:
        stated.setdefault(statement.cited.segmented.sentence_index(one.start), set()).add(one.value)
    return any(wanted <= values for values in stated.values())


def twins(figure: FigureCandidate, cited: Evidence) -> list[FigureCandidate]:
    """The figures of what is cited that state the same value of the same thing.

    Where a figure with the same unit or counted noun is there, only such count; else a large value is
    enough, or a single small one of which one side names no noun.
    """
    value, unit = figure.value, figure.unit
    same = [] if value is None else figures_of(value, cited)[:_MOST_TWINS]
    if value is None or not same or (unit and all(one.unit == unit for one in same)):
        return same
    own = counted_lemmas(figure)
    strict = [one for one in same if (unit and one.unit == unit) or (own and counted_lemmas(one) & own)]
    if strict:
        return strict
    loose = [one for one in same if _kind(one.unit) == _kind(unit) or not (one.unit and unit)]
    if value >= _EXPRESSIVE or value != int(value):
        return loose
    return loose if len(same) == 1 and not (loose and loose[0].unit and unit) else []


def figures_of(value: float, cited: Evidence) -> list[FigureCandidate]:
    """The single figures of what is cited that have a value, in order."""
    return _by_value(cited).get(_value_key(value), [])


@remembered(256)
def _by_value(cited: Evidence) -> dict[str, list[FigureCandidate]]:
    """The single figures of what is cited, by their values."""
    figures: dict[str, list[FigureCandidate]] = {}
    for one in cited.figures:
        if one.value is not None and one.upper is None:
            figures.setdefault(_value_key(one.value), []).append(one)
    return figures


def _value_key(value: float) -> str:
    return f"{value:.8g}"


def _kind(named: str | None) -> str:
    unit = named or ""
    if unit in TIME_UNITS:
        return "time"
    if unit in _SHARE:
        return "share"
    return "money" if unit.isupper() and len(unit) == 3 else "noun"
