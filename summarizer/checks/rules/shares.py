"""Shares of one whole: above all of it, more than 100 per cent together, or not what their numbers make."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import lemma
from summarizer.checks.lists import load_list
from summarizer.checks.rules.figure_twins import any_of, has_phrase, phrases, plain_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_shares"]

_NUMBERS = re.compile(r"\w\s+(?:out\s+of|of\s+every|in|in\s+every|of)\s+\w", re.IGNORECASE)
"""Within a share that is told as two numbers: “31 out of 27”."""
_OF_WHOLE = re.compile(
    r"\s*(?:of|among)\s+(?:the\s+|all\s+|its\s+|their\s+)?(?:[\w-]+\s+)?(?P<whole>[a-z]+)\b", re.IGNORECASE
)
_GROUP = re.compile(
    r"\s*(?:of|among)\s+(?P<group>(?:(?:the|all|those|its|their)\s+)?(?:[\w-]+\s+){0,2}?[\w-]+)",
    re.IGNORECASE,
)
_OR = re.compile(
    r"(?P<noun>[^,;.()–—]{0,60}?)\s*(?:[,(–—]\s*(?:or|that\s+is|i\.e\.|equal\s+to|equivalent\s+to|which\s+is)?|\bor\b)\s*(?:an?\s+|some\s+|about\s+)?"
)
_OF_THE = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:out\s+)?of\s+(?:the|its|their|all|his|her|those|these)?\s*(?:[\w-]+\s+){0,2}?"
)
_CONTINUED = re.compile(r"\s*(?:of\s+(?:them|those|the\s+total|all\b|the\s+whole)|[,.;)–—]|$)", re.IGNORECASE)
_PLACE = re.compile(r"(?:\s+(?!and\b|but\b|in\b)[a-z]+){0,4}\s+in\s+(?:the\s+)?(?P<place>[A-Z][\w-]+)")
_ANOTHER_TIME = re.compile(r"\b(?:in\s+(?:19|20)\d\d|again)\b")
_CAST = frozenset(["vote", "votes", "ballot", "ballots", "seats"])
_FUNCTION_WORDS = frozenset(
    [
        "that",
        "this",
        "them",
        "they",
        "would",
        "should",
        "said",
        "with",
        "about",
        "were",
        "have",
        "side",
        "voters",
    ]
)
_PERCENT = "percent"
_STRETCH = 70
"""Characters behind a share in which the answer stands that it was given."""
_HALF_UNIT = 0.5
_ABOUT = 1
"""Percent by which a share that is told as about a number may be less."""
_LOOSE = {"exact": 0.045, "about": 0.07, "nearly": 0.1}
"""How far a share of 1 may lie from what its numbers make, by what is said of it."""


def check_shares(statement: Statement) -> str | None:
    """What is wrong with the shares of a sentence; None where they can be."""
    text = statement.text
    plain = plain_figures(statement)
    percents = [one for one in plain if one.unit == _PERCENT]
    if not percents:
        return None
    for check in (_above_all, _exclusive, _opposites):
        problem = check(text, percents)
        if problem is not None:
            return problem
    return _of_numbers(text, plain)


def _above_all(text: str, percents: Sequence[FigureCandidate]) -> str | None:
    """A share of people above 100 %."""
    for one in percents:
        if _value(one) > 100 and _NUMBERS.search(one.text):
            return f"“{one.text}” is more than all of them"
        whole = _OF_WHOLE.match(text[one.end :])
        if whole and _value(one) > 100 and whole["whole"].casefold() in phrases("exclusive", "wholes"):
            return f"“{one.text}” is more than all of the {whole['whole']}"
    return None


def _exclusive(text: str, percents: Sequence[FigureCandidate]) -> str | None:
    """Answers or parties that exclude each other and make more than 100 %."""
    if len(percents) < 2 or not has_phrase(text, "exclusive", "cues"):
        return None
    if has_phrase(text, "exclusive", "overlapping") or _ANOTHER_TIME.search(
        text, percents[0].end, percents[-1].start
    ):
        return None
    if any(
        _other_group(text, one, other) or _other_place(text, one, other) for one, other in pairwise(percents)
    ):
        return None
    exact = [one for one in percents if one.bound == "exact" and _value(one) != 100]
    return _too_much(exact) if all(_value(one) <= 100 for one in percents) else None


def _opposites(text: str, percents: Sequence[FigureCandidate]) -> str | None:
    """Two opposite answers of one group: “58% would keep the tax, while 49% would scrap it”."""
    for first, second in pairwise(percents):
        if max(_value(first), _value(second)) > 100 or not {first.bound, second.bound} <= {"exact", "about"}:
            continue
        if has_phrase(text[first.start : second.end + _STRETCH], "exclusive", "overlapping") or _other_group(
            text, first, second
        ):
            continue
        one = text[max(first.end, second.start - 2 * _STRETCH) : second.start]
        other = text[second.end : second.end + _STRETCH]
        before = text[max(0, first.start - _STRETCH) : first.start]
        if _opposed(one, other) or _opposed(before, text[first.end : second.start]):
            problem = _too_much([first, second])
            if problem is not None:
                return problem
    return None


def _other_group(text: str, first: FigureCandidate, second: FigureCandidate) -> bool:
    """Whether the second share is of a group that the first one is not of: men and women."""
    groups = [_GROUP.match(text, one.end) for one in (first, second)]
    if groups[1] is not None and groups[1]["group"].split()[-1].casefold() in _CAST:
        return False
    if groups[1] is None:
        return False
    named = [lemma(group["group"].split()[-1]) for group in groups if group is not None]
    return len(set(named)) > 1 or groups[0] is None


def _other_place(text: str, first: FigureCandidate, second: FigureCandidate) -> bool:
    """Whether two shares are of two places: “53% of the vote in Ruse and 61% in Varna”."""
    places = [_PLACE.match(text, one.end) for one in (first, second)]
    return all(places) and len({place["place"] for place in places if place}) > 1


def _opposed(one: str, other: str) -> bool:
    """Whether two stretches give opposite answers, each one only."""
    for sides in load_list("quantities")["exclusive"]["opposites"]:
        left, right = (re.compile(rf"\b(?:{any_of(side)})\b", re.IGNORECASE) for side in sides)
        for here, there in ((left, right), (right, left)):
            said = there.search(other)
            if said is None or there.search(one) or here.search(other) or not here.search(one):
                continue
            if not _objects(other[said.end() :]) - _objects(one):
                return True
    return False


def _objects(words: str) -> set[str]:
    """What an answer is about: the longer words of its clause, in their dictionary forms."""
    clause = re.split(r"[.;:]|,\s|\s(?:according|in|said|who|and|but|while)\s", words)[0]
    return {lemma(word) for word in re.findall(r"[^\W\d_]{4,}", clause)} - _FUNCTION_WORDS


def _too_much(shares: Sequence[FigureCandidate]) -> str | None:
    """More than 100 %, beyond what rounding explains: half a unit of the last place for each share."""
    total = sum(map(_value, shares)) - sum(_ABOUT for one in shares if one.bound == "about")
    places = min((_places(one) for one in shares), default=0)
    if len(shares) > 1 and total > 100 + len(shares) * _HALF_UNIT * 10**-places + 1e-6:
        listed = ", ".join(one.number.text for one in shares)
        return f"the shares {listed} make {sum(map(_value, shares)):g} per cent together"
    return None


def _places(share: FigureCandidate) -> int:
    return len(share.number.text.partition(".")[2].rstrip("% "))


def _of_numbers(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A share beside the two numbers that it comes from: “30 of the 40 schools, or half of them”."""
    for told, share in pairwise(plain):
        beside = (
            _NUMBERS.search(told.text)
            and share.unit == told.unit == _PERCENT
            and _OR.fullmatch(text, told.end, share.start)
        )
        if (
            beside
            and not _may_be(_value(told) / 100, _value(share) / 100, share)
            and _CONTINUED.match(text, share.end)
        ):
            return f"“{told.text}” is {_value(told):.3g} per cent, not “{share.text}”"
    for part, whole, share in zip(plain, plain[1:], plain[2:], strict=False):
        if (
            share.unit != _PERCENT
            or _PERCENT in {part.unit, whole.unit}
            or not 0 < _value(part) <= _value(whole)
        ):
            continue
        if {part.bound, whole.bound} != {"exact"} or not _OF_THE.fullmatch(text, part.end, whole.start):
            continue
        apposed = _OR.fullmatch(text, whole.end, share.start)
        if apposed is None or not _CONTINUED.match(text, share.end):
            continue
        real = _value(part) / _value(whole)
        if not _may_be(real, _value(share) / 100, share):
            return f"“{part.text}” of “{whole.text}” is {real * 100:.3g} per cent, not “{share.text}”"
    return None


def _may_be(real: float, told: float, share: FigureCandidate) -> bool:
    """Whether a share may be told so."""
    if share.bound in {"more_than", "at_least"}:
        return real >= told - 0.005
    if share.bound in {"less_than", "at_most"}:
        return real <= told + 0.005
    loose = 0.011 if share.text[-1:] == "%" and share.bound == "exact" else _LOOSE.get(share.bound, 0.1)
    return abs(real - told) <= loose


def _value(figure: FigureCandidate) -> float:
    return float(figure.value or 0)
