"""Parts that are coordinated behind their whole and make more than it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list
from summarizer.checks.rules.figure_twins import (
    TIME_UNITS,
    any_of,
    counted_lemmas,
    ends_with,
    figure_end,
    has_phrase,
    phrases,
    plain_figures,
    stated_together,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_coordinated_parts", "exclude_each_other"]

_BETWEEN = re.compile(
    r"(?P<noun>[^.;:()\d]{0,60}?)(?:,\s+|\s+and\s+|,\s+and\s+|\s+plus\s+)(?:the\s+other\s+)?[$£€]?"
)
_WITHIN = 90
"""Characters between a whole and its first part."""
_TAIL = 45
"""Characters behind a part in which it is told of what kind it is."""
_OPENING = re.compile(
    r"(?:^|[,;:]\s|\bthat\s)(?:of|among|out\s+of)\s+(?:the\s+|its\s+|their\s+|all\s+)?$", re.IGNORECASE
)
_THEN = re.compile(r"(?:\s+[\w’'-]+){0,6}?,\s+")
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|which|those|these)\b")
_PREPOSITION = re.compile(
    r"\s+(?:[\w-]+\s+)?(?P<word>from\b|for\b|in\s+(?=[A-Z]))(?!\s+(?:all|total|both|each)\b)"
)
_DEMONYM = re.compile(
    r"\s+(?:(?:were|was|are|is|came)\s+)?(?P<name>[A-Z][a-z]+(?:ish|ese|ian|ean|nch|tch|an|ani|aqi|ali|wi))\b(?!\s+[A-Z])"
)
_PERCENT = frozenset(["percent", "percentage point", "basis point", "point", "time"])
_PEOPLE = "people"
_ROUNDED = 1.005
"""By how much rounded amounts may pass their total."""


def check_coordinated_parts(statement: Statement) -> str | None:
    """What is wrong where the parts of a whole are listed in one breath and make more than it."""
    plain = plain_figures(statement)
    if len(plain) < 2:
        return None
    text = statement.text
    for place, whole in enumerate(plain[:-1]):
        if whole.bound != "exact" or whole.unit in _PERCENT or whole.unit in TIME_UNITS:
            continue
        first = plain[place + 1]
        if first.start - figure_end(whole) > _WITHIN:
            continue
        parts = _parts_behind(text, whole, plain[place + 1 :])
        if not parts:
            continue
        total = sum(map(_value, parts))
        if total > _value(whole) * (_ROUNDED if "." in whole.text else 1) and not stated_together(
            statement, [whole, *parts]
        ):
            listed = ", ".join(f"“{one.text}”" for one in parts)
            return f"{listed} are told as parts of “{whole.text}”, but make {total:,.10g}"
    return None


def _parts_behind(
    text: str, whole: FigureCandidate, later: Sequence[FigureCandidate]
) -> list[FigureCandidate]:
    """The parts of a whole that may be added up: a full list, or kinds that exclude each other."""
    lead = text[figure_end(whole) : later[0].start]
    linked = ends_with(lead, len(lead.rstrip("$£€")), _link_ends())
    if linked and _link("complete").fullmatch(lead):
        chain = _chain(text, whole, later, strict=False)
        return chain if len(chain) > 1 or (chain and _same_kind(whole, chain[0])) else []
    opened = _OPENING.search(text[max(0, whole.start - 30) : whole.start]) and _THEN.fullmatch(lead)
    generic = counted_lemmas(whole) & set(phrases("kinds", "generic"))
    apposed = _OF_THEM.match(text, later[0].end) if lead.endswith(", ") else None
    listed = generic and lead == ", "
    if not opened and not apposed and not listed and not (linked and _link("loose").fullmatch(lead)):
        return []
    chain = _chain(text, whole, later, strict=True)
    apart = len(chain) > 1 and all(exclude_each_other(text, *pair) for pair in combinations(chain, 2))
    shared_out = not opened and not apposed and not listed and _one_preposition(text, chain)
    return chain if apart or shared_out else []


@lru_cache(maxsize=1)
def _link_ends() -> tuple[str, ...]:
    """The last words of what stands between a whole and its first part."""
    links = (*phrases("composition", "complete"), *phrases("composition", "loose"))
    return tuple({"of", *(phrase.split()[-1] for phrase in links)})


@lru_cache(maxsize=2)
def _link(name: str) -> re.Pattern[str]:
    """Between a whole and its first part: “…, made up of”."""
    return re.compile(
        rf"[^.;:()\d]{{0,60}}?(?:,\s+|\s+|,\s+which\s+)(?:{any_of(phrases('composition', name))})"
        r"\s+(?:of\s+)?[$£€]?",
        re.IGNORECASE,
    )


def _chain(
    text: str, whole: FigureCandidate, later: Sequence[FigureCandidate], *, strict: bool
) -> list[FigureCandidate]:
    """The first of the later figures and those that are coordinated with it, all of the whole's kind."""
    chain: list[FigureCandidate] = []
    for one in later:
        if one.bound != "exact" or not _alike(whole, one, strict=strict):
            break
        if chain:
            between = _BETWEEN.fullmatch(text, chain[-1].end, one.start)
            if between is None or has_phrase(between["noun"], "composition", "breaks"):
                break
        chain.append(one)
    return chain


def _alike(whole: FigureCandidate, part: FigureCandidate, *, strict: bool) -> bool:
    """Whether a part may be of the kind of the whole: people words are one kind, no unit is the whole's."""
    if part.unit in _PERCENT or part.unit in TIME_UNITS:
        return False
    money = [(one.unit or "").isupper() and len(one.unit or "") == 3 for one in (whole, part)]
    if any(money):
        return whole.unit == part.unit
    if whole.unit == part.unit or None in {whole.unit, part.unit}:
        return True
    return not strict and _PEOPLE not in {whole.unit, part.unit}


def _same_kind(whole: FigureCandidate, part: FigureCandidate) -> bool:
    return whole.unit == part.unit and whole.unit is not None


def _one_preposition(text: str, parts: Sequence[FigureCandidate]) -> bool:
    """Whether one noun is shared out by one word: “15 players from Japan and 11 from abroad”."""
    if len(parts) < 2 or any(one.counted is not None for one in parts[1:]):
        return False
    found = [_PREPOSITION.match(text, figure_end(one)) for one in parts]
    return None not in found and len({one["word"] for one in found if one}) == 1


def exclude_each_other(text: str, one: FigureCandidate, other: FigureCandidate) -> bool:
    """Whether nobody belongs to both of two counted groups: women and men, alive and dead, two nations."""
    groups: list[list[str]] = load_list("quantities")["kinds"]["people"]
    first, second = counted_lemmas(one), counted_lemmas(other)
    if any(first & set(group) and second & set(group) and first != second for group in groups):
        return True
    tails = [text[one.end : min(other.start, one.end + _TAIL)], text[other.end : other.end + _TAIL]]
    tails = [re.split(r"[,.;]|\sand\s", tail)[0] for tail in tails]
    for group in load_list("quantities")["composition"]["opposite_kinds"]:
        found = [{word for word in group if re.search(rf"\b{word}\b", tail)} for tail in tails]
        if all(found) and not found[0] & found[1]:
            return True
    names = [_DEMONYM.match(text, figure.end) for figure in (one, other)]
    return None not in names and len({name["name"] for name in names if name}) == 2


def _value(figure: FigureCandidate) -> float:
    return float(figure.value or 0)
