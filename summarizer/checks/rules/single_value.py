"""One value told twice: the age of one person, the number of the dead, one dimension, the peak of one day."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checks.rules.figure_twins import (
    figure_end,
    has_phrase,
    plain_figures,
    stated_runs,
    stated_together,
)
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_single_value"]

_NAME = r"[^\W\d_a-z][\w’'-]+"
_APPOSED = re.compile(rf"(?:{_NAME}\s+){{0,4}}(?P<last>{_NAME})\s?[,(]\s*(?:aged\s+)?$")
_CLOSED = re.compile(r"\s*(?:[,.;)]|$)")
_DIED_AGED = re.compile(
    r"\b(?:died|dies|dead|passed\s+away|killed|death)\b[^.;]{0,60}?\b(?:aged|at\s+the\s+age\s+of|at\s+age|at)\s+$",
    re.IGNORECASE,
)
_YEAR_OLD_ACTS = re.compile(
    r"\s*(?:[,.;]|$|(?:will|would|was|is|has|had|who|also|said|says|told|won|scored|made|took|became|joined|did|and|can|could|may|must|died|denied|admitted|left|plans|hopes)\b)"
)
_OTHERS = re.compile(
    r"\b(?:brother|sister|son|daughter|wife|husband|father|mother|partner|friend|twin|colleague|rival|co-accused|and\s+(?:[A-Z][\w’'-]+\s+)?[A-Z][\w’'-]+,\s+\d|years?\s+(?:ago|later|earlier)|was\s+jailed\s+at|in\s+(?:19|20)\d\d|then|when|whose|while|mate|cousin|victim|man|woman|boy|girl|against|beat|his|her|their|murder\w*|killing|attack\w*|death\s+of)\b"
)
_THE = re.compile(r"(?:[,;.]\s*|\band\s+|\bbut\s+|[,;]\s+(?:and|but)\s+)the\s+$", re.IGNORECASE)
_ALL_OF_THEM = re.compile(r"\b(?:all|all\s+of\s+the|all\s+the|the)\s+(?:\w+\s+)?$", re.IGNORECASE)
_OF_THOSE = re.compile(
    r"\s*(?P<of>of\s+(?:the|those)\s+)?(?P<noun>dead|killed|deaths|fatalities|victims|who\s+died|who\s+were\s+killed|bodies|injured|wounded|arrested|detained|detainees|hostages|survivors|missing|rescued)\b(?!\s+(?:in|at|on|from|by|over|during|since|and|under|women|men|children|civilians|soldiers)\b)",
    re.IGNORECASE,
)
_KINDS = {
    "dead": "death", "killed": "death", "deaths": "death", "fatalities": "death", "victims": "death",
    "who died": "death", "bodies": "death", "who were killed": "death", "injured": "injury",
    "wounded": "injury", "arrested": "arrest", "detained": "arrest", "detainees": "arrest",
    "rescued": "rescue", "missing": "missing", "hostages": "hostage", "survivors": "survive",
}  # fmt: skip
_TOLD = {
    "death": re.compile(
        r"\b(?:kill(?:ed|s|ing)?|claim(?:ed|ing|s)?\s+the\s+lives\s+of)\s+(?:at\s+least\s+)?$"
        r"|^[^,.;\d]{0,40}?\b(?:dead|died|were\s+killed|was\s+killed|lost\s+their\s+lives|deaths)\b",
        re.IGNORECASE,
    ),
    "injury": re.compile(
        r"\b(?:injur(?:ed|ing)|wound(?:ed|ing)|hurt)\s+$|^[^,.;\d]{0,30}?\b(?:injured|were\s+hurt|wounded)\b",
        re.IGNORECASE,
    ),
    "arrest": re.compile(
        r"\b(?:arrest(?:ed|s|ing)|detain(?:ed|s|ing))\s+$"
        r"|^[^,.;\d]{0,30}?\b(?:were\s+arrested|were\s+detained|arrested)\b",
        re.IGNORECASE,
    ),
    "rescue": re.compile(r"\b(?:rescu(?:ed|es|ing))\s+$|^[^,.;\d]{0,30}?\bwere\s+rescued\b", re.IGNORECASE),
}  # fmt: skip
_DIMENSIONS = {
    "length": "long",
    "height": "high|tall",
    "width": "wide|across",
    "depth": "deep",
    "weight": "heavy",
}
_SIZES = frozenset(["length", "height", "width", "depth"])
_DIMENSION = re.compile(
    r"\b(?:its|the|whose|that|this)\s+(?:total\s+|full\s+|overall\s+|entire\s+)?(?P<noun>length|height|width|depth)\s+of\s+(?:about\s+)?$",
    re.IGNORECASE,
)
_PEAK = {
    "high": re.compile(r"\b(?:high|peaked|peak|maximum|hottest|topped\s+out|highest)\b", re.IGNORECASE),
    "low": re.compile(r"\b(?:low|minimum|lowest|coldest|bottomed\s+out)\b", re.IGNORECASE),
}
_THAT_DAY = re.compile(
    r"\s+(?:on\s+)?(?:that|the\s+same)\s+(?:day|night|morning|afternoon|evening|date)\b", re.IGNORECASE
)
_PARTS_OF_DAY = frozenset(["day", "night", "morning", "afternoon", "evening", "date"])
_BEFORE = 70


def check_single_value(statement: Statement) -> str | None:
    """What is wrong where one thing that has one value has two, and no other time or source is named."""
    plain = plain_figures(statement)
    if not plain:
        return None
    text, runs = statement.text, stated_runs(statement)
    if len(plain) > 1:
        problem = _ages(text, plain) or (None if runs.isdisjoint(_SIZES) else _dimensions(text, plain))
        if problem is not None:
            return problem
        toll = _same_people(text, plain)
        if toll is not None and not stated_together(statement, toll):
            return f"“{toll[1].text}” are told as all of those, but “{toll[0].text}” are told before"
    before = statement.before.text if statement.before is not None else ""
    earlier = plain_figures(statement.before) if statement.before is not None else []
    peaks = None if runs.isdisjoint(_PARTS_OF_DAY) else _peaks(before, earlier, text, plain)
    return peaks or _age_later(before, earlier, text, plain)


def _ages(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """Two ages of one person: “Carlo Bendini, 67, … has died at the age of 76”."""
    ages = [one for one in plain if one.unit == "year" and one.upper is None and 0 < _value(one) < 120]
    named = [(one, _APPOSED.search(text[max(0, one.start - _BEFORE) : one.start])) for one in ages]
    persons = [(one, name) for one, name in named if name is not None and _CLOSED.match(text, one.end)]
    for (first, one), (second, other) in pairwise(persons):
        same = one["last"] == other["last"] and " " not in other.group().strip(" ,(")
        if same and first.value != second.value and not _OTHERS.search(text, first.end, second.start):
            return f"{one['last']} is told as “{first.text}” and as “{second.text}”; only one can be right"
    if len(persons) != 1:
        return None
    first, name = persons[0]
    for second in ages:
        if second.start <= first.end or second.value == first.value:
            continue
        between = text[first.end : second.start]
        died = (
            _DIED_AGED.search(between)
            and not _OTHERS.search(between.replace("his family", ""))
            and _CLOSED.match(text, second.end)
        )
        if died or _is_the_year_old(text, first, second):
            return f"{name['last']} is told as “{first.text}” and as “{second.text}”; only one can be right"
    return None


def _is_the_year_old(text: str, first: FigureCandidate, second: FigureCandidate) -> bool:
    """Whether the second age points back to the person of the first: “the 47-year-old will also …”."""
    definite = _THE.search(text[max(0, second.start - 10) : second.start])
    old = re.match(r"\d{1,3}[-\s]year[-\s]old\b", text[second.start : second.start + 20], re.IGNORECASE)
    if not definite or not old or _OTHERS.search(text, first.end, second.start):
        return False
    return _YEAR_OLD_ACTS.match(text, second.start + old.end()) is not None


def _age_later(
    before: str, earlier: Sequence[FigureCandidate], text: str, plain: Sequence[FigureCandidate]
) -> str | None:
    """An age in this sentence that is not that of the one person of the sentence before."""
    if not earlier or not text.startswith("The"):
        return None
    ages = [
        one
        for one in earlier
        if one.unit == "year" and _APPOSED.search(before[max(0, one.start - _BEFORE) : one.start])
    ]
    if (
        len(ages) != 1
        or len([one for one in earlier if one.unit == "year"]) != 1
        or not _CLOSED.match(before, ages[0].end)
    ):
        return None
    first = plain[0]
    old = re.match(r"The\s+\d{1,3}[-\s]year[-\s]old\b", text)
    if old is None or first.value == ages[0].value or not _YEAR_OLD_ACTS.match(text, old.end()):
        return None
    if _OTHERS.search(before, ages[0].end):
        return None
    return f"“{first.text}” and “{ages[0].text}” are told of one person; only one can be right"


def _same_people(
    text: str, plain: Sequence[FigureCandidate]
) -> tuple[FigureCandidate, FigureCandidate] | None:
    """All of the dead, and another number of them: “killed 34 people and that all 29 of the dead …”."""
    for place, second in enumerate(plain):
        named = _OF_THOSE.match(text, second.end)
        if named is None:
            continue
        lead = _ALL_OF_THEM.search(text[max(0, second.start - 25) : second.start])
        if lead is None or (named["of"] and not lead.group().casefold().startswith("all")):
            continue
        kind = _KINDS[" ".join(as_matched(named["noun"]).split())]
        told = _TOLD.get(kind)
        if told is None:
            continue
        for first in plain[max(0, place - 3) : place]:
            if first.unit not in {None, "people"} or first.bound != "exact" or first.value == second.value:
                continue
            between = text[first.end : second.start]
            behind = told.search(text[figure_end(first) : second.start])
            said = told.search(text[max(0, first.start - 30) : first.start]) or (
                behind and behind.start() == 0
            )
            if (
                said
                and not has_phrase(between, "kinds", "revised")
                and not re.search(r"\b(?:missing|injured|wounded|hurt)\b", between)
            ):
                return first, second
    return None


def _dimensions(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """Two values of one dimension: “420 metres long, and its length of 380 metres”."""
    for second in plain:
        named = _DIMENSION.search(text[max(0, second.start - 40) : second.start])
        if named is None:
            continue
        adjective = re.compile(rf"\s+(?:{_DIMENSIONS[as_matched(named['noun'])]})\b", re.IGNORECASE)
        for first in plain:
            between = text[min(first.end, second.end) : max(first.start, second.start)]
            if first is second or first.unit != second.unit or first.value == second.value:
                continue
            if adjective.match(text, first.end) and not has_phrase(between, "measures", "contrast"):
                values = f"“{first.text}” and “{second.text}”"
                return f"{values} are both told as the {named['noun']}; only one can be right"
    return None


def _peaks(
    before: str, earlier: Sequence[FigureCandidate], text: str, plain: Sequence[FigureCandidate]
) -> str | None:
    """Two peaks of one day: “the high was 41.8C … it peaked at 39.6C that day”."""
    for number, second in enumerate(plain):
        if second.unit is None or not _THAT_DAY.match(text, second.end):
            continue
        candidates = [(one, before) for one in earlier] + [(one, text) for one in plain[:number]]
        for name, peak in _PEAK.items():
            if not peak.search(text[max(0, second.start - _BEFORE) : second.start]):
                continue
            for first, words in candidates:
                told = peak.search(words[max(0, first.start - _BEFORE) : first.start])
                if told and first.unit == second.unit and first.value != second.value:
                    return f"“{first.text}” and “{second.text}” are both told as the {name} of one day"
    return None


def _value(figure: FigureCandidate) -> float:
    return float(figure.value or 0)
