"""Groups that make up one whole with shares above 100 per cent; counts beside a share or a majority."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list
from summarizer.checks.rules.figure_twins import (
    figure_end,
    has_phrase,
    may_hold,
    plain_figures,
    stated_together,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_share_groups"]

_PERCENT = "percent"
_COPULA = re.compile(
    r"\b(?:is|are|was|were|being|of|comprises|comprised|has|had|came\s+from|comes\s+from)\s+(?:(?:now|thus|about|some)\s+)?$",
    re.IGNORECASE,
)
_SORT = re.compile(r"\s+(?P<sort>(?!of\b|in\b|from\b|among\b|on\b|off\b)[A-Za-z][\w’'-]*(?:\s+[\w’'-]+)?)")
_LISTED = re.compile(r",\s+|\s+and\s+|,\s+and\s+")
_ENDED = re.compile(r"\s*(?:[,.;)–—]|$)")
_TAIL = 60
_COMPARING = re.compile(
    r"\b(?:[a-z]+(?:er|ly)|more|less|likely|complete|full|sure|certain|effective|accurate|true|up|down|below|above|of|off|owned|efficient|safe|lower|higher|better|worse|ready|finished|booked|behind|ahead|compliant|capacity|reliable|correct|successful|recyclable|recycled|tax|duty|tariff|tariffs|interest|discount)\b"
)
_GROUP = re.compile(r"\s+(?:of|among)\b|\s+in\s+(?:men|women|boys|girls|adults|children)\b")
_PLACED = re.compile(r"\s+in\b")
_ALL_OF = re.compile(
    r"\s+of\s+(?:the\s+|its\s+|all\s+)?(?:population|people|residents|inhabitants|citizens|country|homes|schools|jobs|voters|members|staff|workers|patients|pupils|students)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\s+(?:do|did|does|would|had|have|are|were|could|can|will|said\s+they\s+(?:do|did|would|had))\s+not\s*(?:[,.;]|$)"
)
_BY = re.compile(r"\bby\s+(?:about\s+)?$")
_NAMED = re.compile(
    r"(?:^|[\s,])(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)\s+(?:on|at|with|won|got|took|polled|had|has|received)\s+$"
)
_REST = re.compile(r"(?P<of>[^,;.()]{0,40}?)(?:,\s+|\s+and\s+|,\s+and\s+|\s+while\s+|,\s+while\s+|\s+but\s+)")
_OF_PEOPLE = re.compile(
    r"[^.;:()\d]{0,70}?(?:,|[–—(])\s*(?:or\s+|which\s+(?:is|was|makes|made)\s+|that\s+is\s+|giving\s+|making\s+|for\s+)?(?:an?|the|its)\s+"
    r"(?P<noun>(?:[\w-]+\s+){0,2}[\w-]+?)\s+(?:of|at)\s+(?:(?:about|around|just|only|some)\s+)?$",
    re.IGNORECASE,
)
_OF_THE = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:out\s+)?of\s+(?:(?:the|its|their|all|his|her|those|these)\s+)?(?:[\w-]+\s+){0,2}?",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    r"\s+of\s+(?:the|its|their|all|his|her|those|these)\s+(?:[\w-]+\s+){0,2}?", re.IGNORECASE
)
_NEXT = re.compile(r"\s*[,(–—]\s*(?:or\s+|some\s+|that\s+is\s+)?$")
_CLOSED = re.compile(
    r"(?:\s+(?:people|in\s+all|in\s+total|altogether|of\s+them|of\s+the\s+total))?\s*[,)–—]|\s+(?:in\s+all|altogether)\b"
)
_MAJORITY = re.compile(
    r"\b(?:an?\s+(?:clear\s+|large\s+|slim\s+|narrow\s+|small\s+|vast\s+)?majority|most|more\s+than\s+half|over\s+half)\s+of\s+(?:the|its|their)\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_HALF_UNIT = 0.5
_LOOSE_PERCENT = 1.1


def check_share_groups(statement: Statement) -> str | None:
    """What is wrong with shares of groups that exclude each other, or with a share beside its numbers."""
    plain = plain_figures(statement)
    if len(plain) < 2:
        return None
    text = statement.text
    percents = [one for one in plain if one.unit == _PERCENT]
    for check in (_composition, _opposite_groups, _ballot, _party_list):
        problem = check(text, percents) if len(percents) > 1 else None
        if problem is not None:
            return problem
    problem = _rate(text, plain) or _share_then_count(text, plain) if percents else None
    if problem is not None:
        return problem
    problem_figures = _majority(text, plain) if may_hold(text, "majority", "most", "half") else None
    if problem_figures is None or stated_together(statement, problem_figures):
        return None
    whole, part = problem_figures
    return f"“{part.text}” are no majority of “{whole.text}”"


def _composition(text: str, percents: Sequence[FigureCandidate]) -> str | None:
    """What something consists of: “the district is 58% Albanian, 45% Macedonian and 6% Turkish”."""
    place = 0
    while place < len(percents) - 1:
        first = percents[place]
        chain = (
            _sorts(text, percents[place:])
            if _COPULA.search(text[max(0, first.start - 30) : first.start])
            else []
        )
        if len(chain) > 1:
            sorts = [_SORT.match(text, one.end) for one in chain]
            named = [sort["sort"] for sort in sorts if sort]
            alike = (
                len(chain) > 2 or all(name[:1].isupper() for name in named) or _opposed(named[0], named[1])
            )
            if alike and not any(_COMPARING.search(name) for name in named):
                return _too_much(chain)
        place += max(1, len(chain))
    return None


def _sorts(text: str, percents: Sequence[FigureCandidate]) -> list[FigureCandidate]:
    """Shares in a row, each with one or two words behind it that say of what sort it is."""
    chain: list[FigureCandidate] = []
    for number, one in enumerate(percents):
        sort = _SORT.match(text, one.end)
        if sort is None or one.bound != "exact" or _value(one) > 100:
            return []
        chain.append(one)
        following = percents[number + 1] if number + 1 < len(percents) else None
        if following is not None and any(
            _LISTED.fullmatch(text, end, following.start)
            for end in (sort.end(), one.end + 1 + len(sort["sort"].split()[0]))
        ):
            continue
        ended = _ENDED.match(text, sort.end()) or _ENDED.match(
            text, one.end + 1 + len(sort["sort"].split()[0])
        )
        return chain if ended and len(chain) > 1 else []
    return []


def _opposite_groups(text: str, percents: Sequence[FigureCandidate]) -> str | None:
    """Two kinds of which each excludes the other: “64% lives in cities and 47% in the countryside”."""
    for number, (first, second) in enumerate(pairwise(percents)):
        exact = {first.bound, second.bound} <= {"exact", "about"}
        if not exact or max(_value(first), _value(second)) > 100 or second.start - first.end > 2 * _TAIL:
            continue
        between = text[first.end : second.start]
        if _GROUP.match(text, second.end) or re.search(r"[;.]\s", between) or not _REST.search(between):
            continue
        if _PLACED.match(text, second.end) and not _ALL_OF.match(between):
            continue
        upto = percents[number + 2].start if number + 2 < len(percents) else len(text)
        behind = re.split(
            r"[,.;]|\s(?:and|but|while|according|in\s+a)\s", text[second.end : min(upto, second.end + _TAIL)]
        )[0]
        near = text[max(0, first.start - _TAIL) : second.end + _TAIL]
        of_group = re.match(r"\s+of\s+(?:the\s+)?(?P<group>[\w-]+)", between)
        rest = between[of_group.end() :] if of_group else between
        negated = of_group is not None and _NOT.match(text, second.end)
        if (_opposed(rest, behind) or negated) and not has_phrase(near, "exclusive", "overlapping_groups"):
            problem = _too_much([first, second])
            if problem is not None:
                return problem
    return None


def _ballot(text: str, percents: Sequence[FigureCandidate]) -> str | None:
    """The two sides of a vote: “by 61% to 47%”."""
    for first, second in pairwise(percents):
        by = _BY.search(text[max(0, first.start - 30) : first.start])
        if (
            by
            and max(_value(first), _value(second)) <= 100
            and text[first.end : second.start].strip() == "to"
        ):
            problem = _too_much([first, second])
            if problem is not None and has_phrase(text, "exclusive", "votes"):
                return problem
    return None


def _party_list(text: str, percents: Sequence[FigureCandidate]) -> str | None:
    """The parties of a poll, each named before its share: “Labour on 41%, the Greens on 37% and …”."""
    if len(percents) < 3 or not has_phrase(text, "exclusive", "votes"):
        return None
    named = [_NAMED.search(text[max(0, one.start - 60) : one.start]) for one in percents]
    names = {name["name"] for name in named if name}
    exact = all(one.bound == "exact" and _value(one) <= 100 for one in percents)
    other = has_phrase(text, "exclusive", "overlapping") or has_phrase(
        text, "exclusive", "overlapping_groups"
    )
    return _too_much(percents) if exact and len(names) == len(percents) and not other else None


def _opposed(one: str, other: str) -> bool:
    """Whether two stretches name two kinds of one list, each one only."""
    lists = load_list("quantities")
    for group in [*lists["composition"]["opposite_kinds"], *lists["exclusive"]["answers"]]:
        first, second = (
            {word for word in group if re.search(rf"\b{word}\b", words)} for words in (one, other)
        )
        if len(first) == 1 and len(second) == 1 and first != second:
            return True
    return False


def _too_much(shares: Sequence[FigureCandidate]) -> str | None:
    """More than 100 per cent, beyond what rounding and “about” explain."""
    places = min(len(one.number.text.partition(".")[2].rstrip("% ")) for one in shares)
    loose = len(shares) * _HALF_UNIT * 10**-places + sum(2 for one in shares if one.bound == "about")
    total = sum(map(_value, shares))
    if total > 100 + loose + 1e-6:
        listed = ", ".join(one.number.text for one in shares)
        return f"the shares {listed} make {total:g} per cent together"
    return None


def _rate(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A count of a whole with the rate that it makes: “900 of the 1,000 members, a turnout of 40%”."""
    for part, whole, share in zip(plain, plain[1:], plain[2:], strict=False):
        counts = _PERCENT not in {part.unit, whole.unit} and share.unit == _PERCENT
        exact = {part.bound, whole.bound} == {"exact"} and share.bound in {"exact", "about"}
        if not counts or not exact or not 0 < _value(part) <= _value(whole):
            continue
        if not _OF_THE.fullmatch(text, part.end, whole.start):
            continue
        told = _OF_PEOPLE.fullmatch(text, figure_end(whole), share.start)
        if told is None or not has_phrase(told["noun"], "exclusive", "rates"):
            continue
        real = _value(part) / _value(whole) * 100
        loose = _LOOSE_PERCENT if share.bound == "exact" and share.text[-1:] == "%" else 6
        if min(abs(real - _value(share)), abs(100 - real - _value(share))) > loose:
            return f"“{part.text}” of “{whole.text}” is {real:.3g} per cent, not “{share.text}”"
    return None


def _share_then_count(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A share of a number, and how many those are: “a third of the 90 pupils, 45, were ill”."""
    for share, whole, part in zip(plain, plain[1:], plain[2:], strict=False):
        counts = share.unit == _PERCENT and not {_PERCENT} & {whole.unit, part.unit}
        exact = {whole.bound, part.bound} == {"exact"} and share.bound in {"exact", "about"}
        if not counts or not exact or part.unit not in {None, whole.unit}:
            continue
        if not _SHARE_OF.fullmatch(text, share.end, whole.start) or not _NEXT.fullmatch(
            text, figure_end(whole), part.start
        ):
            continue
        real = _value(share) / 100 * _value(whole)
        if _CLOSED.match(text, figure_end(part)) and abs(real - _value(part)) > max(1.5, 0.1 * real):
            return f"“{share.text}” of “{whole.text}” is {real:,.4g}, not “{part.text}”"
    return None


def _majority(text: str, plain: Sequence[FigureCandidate]) -> tuple[FigureCandidate, FigureCandidate] | None:
    """Most of a number, with a count that is less than half: “a majority of the 50 delegates, 22, …”."""
    for whole, part in pairwise(plain):
        most = _MAJORITY.search(text[max(0, whole.start - 60) : whole.start])
        near = _NEXT.fullmatch(text, figure_end(whole), part.start) and _CLOSED.match(text, figure_end(part))
        if most and near and not {_PERCENT} & {whole.unit, part.unit} and 2 * _value(part) <= _value(whole):
            return whole, part
    return None


def _value(figure: FigureCandidate) -> float:
    return float(figure.value or 0)
