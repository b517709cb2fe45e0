"""One measure of one thing told twice in a sentence: two final costs, two lengths, two scores, two tolls."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import lemma
from summarizer.checks.lists import load_list
from summarizer.checks.rules.figure_twins import (
    any_of,
    has_phrase,
    may_hold,
    phrases,
    plain_figures,
    stated_runs,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_same_measure"]

_BEFORE = 60
_DEFINITE = re.compile(
    r"\b(?:the|this|that|its|their|his|her|whose)\s+(?P<words>(?:[\w-]+\s+){0,3}?)(?P<noun>[a-z]+)\s+"
    r"(?:of|at|was|is|were|came\s+to|stood\s+at|stands\s+at|reached|totalled|totaled)\s+(?:just\s+|about\s+)?$",
    re.IGNORECASE,
)
"""The words that name what a value is of: “the final cost of £340m”."""
_NAMED = re.compile(
    r"(?P<words>(?:[\w’'-]+\s+){0,3}?)(?P<noun>[a-z]+)\s+"
    r"(?:of|at|was|is|were|came\s+to|stood\s+at|stands\s+at|reached|totalled|totaled)\s+(?:just\s+|about\s+)?$",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"\s+(?:[\w-]+\s+){0,2}?[a-z]+", re.IGNORECASE)
_FULL = re.compile(r"\b(?:the|its|their)\s+(?:full|whole|entire|total)\s+$", re.IGNORECASE)
_FULL_WORDS = frozenset(["full", "whole", "entire", "total"])
_ANOTHER = re.compile(r"\b(?:an?|and|of|its|their|his|her|for|in|on|to)\b", re.IGNORECASE)
"""Words that begin another noun phrase: “its chief a fine”."""
_OWNER = re.compile(r"\s+(?:of|for|in|at|on)\s+(?!which\b|its\b|their\b|the\s+same\b)", re.IGNORECASE)
_SCORE = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}")
_WINS = re.compile(
    r"\b(?:beat|beats|beaten|beating|defeat\w*|won|win|wins|winning|drew|draw|draws|lost|lose|loses|losing|final\s+score|victory|full[\s-]time|thrash\w*|overcame|hammer\w*|edged)\b",
    re.IGNORECASE,
)
_FINAL_SCORE = re.compile(
    r"\s+(?:final|full-time|winning)\s+(?:score|result|scoreline)\b|\s+(?:score|scoreline|result|win|victory|defeat)\b(?!\s+(?:over|against|at|in)\b)",
    re.IGNORECASE,
)
_FINAL_BEFORE = re.compile(
    r"\b(?:final|full-time|winning)\s+(?:score|result|scoreline)\s+(?:of|was|is|being)\s+$|\b(?:ended|finished|finishing|ending)\s+(?:at\s+)?$",
    re.IGNORECASE,
)
_WON_SEATS = re.compile(
    r"\b(?:won|win|wins|winning|secured|took|taken|takes|gained|captured)\s+$", re.IGNORECASE
)
_ITS = re.compile(r"\b(?:its|their)\s+$", re.IGNORECASE)
_TOLL = re.compile(r"\btoll\s+(?:of|was|is|stands\s+at|stood\s+at|reached|at)\s+$", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|says|according|told|put|claimed|reported|counted)\b", re.IGNORECASE)
_DIED = re.compile(r"\s+(?:\w+\s+){0,2}?(?:died|were\s+killed|deaths|dead|fatalities)\b", re.IGNORECASE)


def check_same_measure(statement: Statement) -> str | None:
    """What is wrong where one measure has two values and nothing tells of a revision or comparison."""
    text, figures = statement.text, statement.own.figures
    if len(figures) < 2:
        return None
    plain = plain_figures(statement)
    if len(plain) > 1:
        problem = (
            (None if _nouns().isdisjoint(statement.own.vocabulary) else _named(text, plain))
            or (None if _FULL_WORDS.isdisjoint(stated_runs(statement)) else _full(text, plain))
            or _seats(text, plain)
            or (_tolls(text, plain) if may_hold(text, "toll") else None)
        )
        if problem is not None:
            return problem
    return _scores(text, figures)


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """The nouns of measures, as dictionary forms; the noun of a measure stands between blanks."""
    return frozenset(phrases("measures", "nouns"))


def _named(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """Two values with one name: “a final cost of £310m … the final cost of £340m”."""
    for place, second in enumerate(plain):
        named = _DEFINITE.search(text[max(0, second.start - _BEFORE) : second.start])
        if named is None or _ANOTHER.search(named["words"]) or _OWNER.match(text, second.end):
            continue
        noun = lemma(named["noun"])
        if noun not in _nouns():
            continue
        qualities = _qualities(named["words"], text, second)
        for first in plain[max(0, place - 3) : place]:
            if first.unit != second.unit or first.value == second.value or _compared(text, first, second):
                continue
            if _measures(text, first, noun) == qualities and qualities is not None:
                return (
                    f"“{first.text}” and “{second.text}” are both told as the {noun}; only one can be right"
                )
    return None


def _measures(text: str, figure: FigureCandidate, noun: str) -> str | None:
    """Which of several values of a measure a figure is: the final, the plain one; None for another thing."""
    before = text[max(0, figure.start - _BEFORE) : figure.start]
    named = _NAMED.search(before)
    if named is not None and lemma(named["noun"]) == noun:
        return _qualities(named["words"], text, figure)
    for pattern in load_list("quantities")["measures"]["verbs"].get(noun, []):
        verb = re.search(
            rf"\b(?P<words>(?:[\w-]+\s+){{0,3}}?){pattern}\s+(?:just\s+|about\s+)?$", before, re.IGNORECASE
        )
        if verb is not None:
            return _qualities(verb.group(), text, figure)
    return None


def _qualities(words: str, text: str, figure: FigureCandidate) -> str | None:
    """The class of the words that limit a measure; None where a word makes it another measure."""
    quality = ""
    for name, pattern in _quality_words():
        if pattern.search(words):
            quality = name
    behind = text[figure.end : figure.end + 30]
    return (
        None if has_phrase(behind, "measures", "other") or has_phrase(words, "measures", "other") else quality
    )


@lru_cache(maxsize=1)
def _quality_words() -> list[tuple[str, re.Pattern[str]]]:
    """The classes of the words that limit a measure, with the words of each."""
    return [
        (name, re.compile(rf"\b(?:{any_of(listed)})\b", re.IGNORECASE))
        for name, listed in load_list("quantities")["measures"]["qualities"].items()
    ]


def _compared(text: str, first: FigureCandidate, second: FigureCandidate) -> bool:
    between = text[first.end : second.start]
    return has_phrase(between, "measures", "contrast") is not None or bool(
        re.search(r"\b(?:19|20)\d\d\b", between)
    )


def _full(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """The size of a thing and its full size: “the 96-kilometre pipeline … the full 64 kilometres”."""
    for place, second in enumerate(plain):
        if not _FULL.search(text[max(0, second.start - 30) : second.start]) or second.unit is None:
            continue
        for first in plain[max(0, place - 3) : place]:
            between = text[first.end : second.start]
            compound = "-" in first.text and first.unit == second.unit and _COMPOUND.match(text, first.end)
            if compound and first.value != second.value and not has_phrase(between, "measures", "contrast"):
                return f"“{first.text}” and the full “{second.text}” are not the same; only one can be right"
    return None


def _seats(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """Seats won, and those who sit on them: “won 41 seats … with its 38 members”."""
    seats = [one for one in plain if one.unit == "seat" and _WON_SEATS.search(text[: one.start][-20:])]
    for won in seats[:1] if len(seats) == 1 else []:
        for other in plain:
            words = re.findall(r"[^\W\d_]+", other.counted.text) if other.counted else []
            held = words and lemma(words[-1]) in phrases("measures", "sitting")
            if other.start <= won.end or not held or not _ITS.search(text[: other.start][-10:]):
                continue
            if other.value != won.value and not has_phrase(text[won.end :], "measures", "outgoing"):
                return f"“{won.text} seats” were won, but “{other.text}” sit on them; only one can be right"
    return None


def _tolls(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A death toll, and more deaths than that."""
    for place, toll in enumerate(plain):
        if not _TOLL.search(text[max(0, toll.start - 30) : toll.start]) or toll.bound != "exact":
            continue
        for died in plain[place + 1 : place + 3]:
            more = float(died.value or 0) > float(toll.value or 0) and died.unit in {None, "people", "death"}
            if (
                more
                and _DIED.match(text, died.end)
                and not _compared(text, toll, died)
                and not _SAID.search(text, toll.end, died.start)
            ):
                return f"“{died.text}” died, but the toll is told as “{toll.text}”"
    return None


def _scores(text: str, figures: Sequence[FigureCandidate]) -> str | None:
    """Two final scores of one match."""
    scores = [one for one in figures if one.upper is not None and _SCORE.fullmatch(one.text)]
    if len(scores) != 2 or has_phrase(text, "measures", "other_scores"):
        return None
    first, second = scores
    same = {first.value, first.upper} == {second.value, second.upper}
    final = [
        bool(
            _FINAL_SCORE.match(text, one.end)
            or _FINAL_BEFORE.search(text[max(0, one.start - 40) : one.start])
        )
        for one in scores
    ]
    told = [
        mark or bool(_WINS.search(text[max(0, one.start - _BEFORE) : one.start]))
        for mark, one in zip(final, scores, strict=True)
    ]
    if same or not any(final) or not all(told):
        return None
    return f"“{first.text}” and “{second.text}” are both told as the final score; only one can be right"
