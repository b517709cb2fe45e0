"""Numbers that go the other way than the words say: up from a higher one, at least above at most."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checks.rules.figure_twins import counted_lemmas, may_hold, plain_figures, stated_runs
from summarizer.text.figures.number_words import SMALL, TENS
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_direction", "may_rank"]

_NUMBERS = {**SMALL, **TENS}
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_UP_FROM = re.compile(
    r"[^,;.]{0,40}?[,(–—]\s*(?:which\s+(?:is|was)\s+)?(?:an?\s+)?(?:\w+\s+)?(?P<way>up|down|increase|rise|jump|fall|drop|decline|decrease)\s+"
    r"(?:sharply\s+|slightly\s+)?(?:from|on)\s+(?:the\s+|its\s+|about\s+|just\s+)?[$£€]?",
    re.IGNORECASE,
)
_RANK_WORDS = frozenset(["vote", "votes", "only", "just"])
_UP = frozenset(["up", "increase", "rise", "jump"])
_AND = re.compile(r"\s*,?\s*(?:and|or|but|to)\s+(?:an?\s+|the\s+)?", re.IGNORECASE)
_LIMITS = re.compile(
    r"\b(?P<least>minimum|lower\s+limit|floor|lowest)\b[^;.]{0,50}?\b(?P<most>maximum|upper\s+limit|ceiling|cap|highest)\b",
    re.IGNORECASE,
)
_VOTES_TO = re.compile(
    rf"\bby\s+(?P<first>\d[\d,]*|{'|'.join(_NUMBERS)})\s+votes?\s+to\s+(?P<second>\d[\d,]*|{'|'.join(_NUMBERS)})\b",
    re.IGNORECASE,
)
_REACH = 80
"""Characters before a score in which its verb stands."""
_LOST = re.compile(
    r"\b(?:los\w+|lost|fail\w*|(?:was|were|been|be)\s+(?:narrowly\s+)?(?:beaten|defeated|outvoted))\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:finish\w*|came|come|coming|placed|ranked|was|took|taking)\s+(?:in\s+)?(?:the\s+)?(?P<rank>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b(?!\s+time)",
    re.IGNORECASE,
)
_ONLY_AHEAD = re.compile(
    rf"\b(?:only|just)\s+(?:(?P<number>\d+|{'|'.join(_NUMBERS)})\s+[^;.]{{1,80}}?|(?P<named>[^\W\d_a-z][^;.]{{1,80}}?))"
    r"(?:,\s+)?\b(?:ahead\s+of|in\s+front\s+of|faster\s+than|above|better\s+than)\s+(?:him|her|them|it)\b",
    re.IGNORECASE,
)
_TIED = re.compile(
    r"\b(?:joint|jointly|tie|tied|equal|shared|disqualif\w+|promoted|demoted|penalt\w+|laps?|heats?|runs?|legs?|stages?|rounds?|halves|half)\b",
    re.IGNORECASE,
)
_NAME = r"(?:[A-Z][\w’'.-]*)(?:\s+(?:de|da|van|von|of|the|al|bin)\s+[A-Z][\w’'.-]*|\s+[A-Z][\w’'.-]*){0,3}"
_ONLY = re.compile(
    rf"(?<![\w’'.-])(?P<names>{_NAME}(?:,\s+{_NAME}){{1,12}},?\s+and\s+{_NAME}|{_NAME}\s+and\s+{_NAME})\s+(?:are|were|is|being|became|remain|remained)\s+"
    rf"(?:(?:also|now|still)\s+)?the\s+only\s+(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})\b"
)
_BETWEEN_NAMES = re.compile(r",\s+(?:and\s+)?|\s+and\s+")


def check_direction(statement: Statement) -> str | None:
    """What is wrong where a direction, a limit, a rank or a list contradicts its numbers."""
    text = statement.text
    plain = plain_figures(statement)
    for check in (_up_from, _limits) if len(plain) > 1 else ():
        problem = check(text, plain)
        if problem is not None:
            return problem
    if not may_rank(statement):
        return None
    return _votes_to(text) or _rank(text) or _only(text)


def may_rank(statement: Statement) -> bool:
    """Whether a statement has a word without which no votes, ranks or lists are held against each other.

    The three patterns have “votes”, “only” or “just”, and “the only” in them.
    """
    return not _RANK_WORDS.isdisjoint(stated_runs(statement))


def _up_from(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A value that is told as up from a higher one: “38 seats, up from 41”."""
    for now, before in pairwise(plain):
        if now.bound != "exact" or not (now.unit == before.unit or before.unit is None):
            continue
        found = _UP_FROM.fullmatch(text, now.end, before.start)
        if found is None:
            continue
        up = as_matched(found["way"]) in _UP
        if (
            before.bound == "exact"
            and (now.value or 0) != (before.value or 0)
            and up == (_value(now) < _value(before))
        ):
            return f"“{now.text}” is told as {found['way']} from “{before.text}”"
    return None


def _limits(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A least above its most: “at least €2,000 and at most €500”."""
    minimum = may_hold(text, "minimum")
    for first, second in pairwise(plain):
        if first.unit not in {None, second.unit} and second.unit is not None:
            continue
        if {first.bound, second.bound} == {"at_least", "at_most"} and _coordinated(text, first, second):
            least, most = (first, second) if first.bound == "at_least" else (second, first)
            if _value(least) > _value(most):
                return f"“{least.text}” is more than “{most.text}”"
        if not minimum or _value(first) <= _value(second):
            continue
        named = _LIMITS.search(text[max(0, first.start - 50) : second.start])
        if named and named["least"].casefold() == "minimum" and _ends(text, first, second):
            return f"the minimum, “{first.text}”, is above the maximum, “{second.text}”"
    return None


def _coordinated(text: str, first: FigureCandidate, second: FigureCandidate) -> bool:
    """Whether “and” or the like joins two figures that count the same thing."""
    start = first.counted.end if first.counted else first.end
    if start > second.start or not _AND.fullmatch(text, start, second.start):
        return False
    counted = counted_lemmas(first)
    return not counted or counted == counted_lemmas(second)


def _ends(text: str, first: FigureCandidate, second: FigureCandidate) -> bool:
    """Whether the words for the least and the most stand right before the two figures."""
    return bool(
        re.search(
            r"\bminimum(?:\s+\w+){0,2}\s+(?:of|is|was|at)\s+$", text[: first.start][-40:], re.IGNORECASE
        )
        and re.fullmatch(
            r"\s*,?\s*(?:and|with|to)\s+(?:an?\s+|the\s+|its\s+)?maximum(?:\s+(?:of|is|was|at))?\s*",
            text[first.end : second.start],
            re.IGNORECASE,
        )
    )


def _votes_to(text: str) -> str | None:
    """A vote that is carried or rejected by fewer votes than stood against."""
    for match in _VOTES_TO.finditer(text):
        first, second = _number(match["first"]), _number(match["second"])
        if first < second and not _LOST.search(text, max(0, match.start() - _REACH), match.start()):
            return f"“by {match['first']} votes to {match['second']}” has the smaller number first"
    return None


def _rank(text: str) -> str | None:
    """A rank that does not fit how many were ahead: “third, with only one runner ahead of her”."""
    ahead = _ONLY_AHEAD.search(text)
    if ahead is None or ahead["number"] is None:
        return None
    placed = list(_PLACED.finditer(text))
    if len(placed) != 1 or _TIED.search(text):
        return None
    rank = _ORDINALS.index(as_matched(placed[0]["rank"])) + 1
    before = _number(ahead["number"])
    return (
        None if rank == before + 1 else f"“{placed[0]['rank']}” has {rank - 1} ahead, not “{ahead['number']}”"
    )


def _only(text: str) -> str | None:
    """More names than are counted: “Fiji, Malta and Peru were the only two”."""
    for match in _ONLY.finditer(text):
        names = [name for name in _BETWEEN_NAMES.split(match["names"]) if name]
        if len(names) != _number(match["number"]):
            return f"“{match['names']}” are {len(names)}, not the only “{match['number']}”"
    return None


def _number(written: str) -> int:
    folded = as_matched(written)
    return int(_NUMBERS[folded]) if folded in _NUMBERS else int(folded.replace(",", ""))


def _value(figure: FigureCandidate) -> float:
    return float(figure.value or 0)
