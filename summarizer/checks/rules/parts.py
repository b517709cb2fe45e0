"""Parts that are larger than their whole: some of a number, a list in brackets, people of one workplace."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import lemma
from summarizer.checks.lists import load_list
from summarizer.checks.rules.figure_twins import (
    TIME_UNITS,
    any_of,
    counted_lemmas,
    has_digit,
    has_phrase,
    may_hold,
    phrases,
    plain_figures,
    stated_runs,
    stated_together,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_parts"]

_BOUNDED = r"(?:(?:at\s+least|about|around|some|only|just|nearly|as\s+many\s+as|[$£€])\s*)?"
_INCLUDING = re.compile(
    rf"(?:[,(–—-]\s*(?:among\s+(?:them|whom|these)|of\s+(?:whom|which|them|these))|(?:[,(–—-]\s*including|\bincludes?|\bincluded))\s+{_BOUNDED}$",
    re.IGNORECASE,
)
"""Before a part: “12 people were hurt, including 46 children”."""
_PART_WORDS = frozenset(["them", "whom", "which", "these", "those"])
"""Words of which one stands with a part behind its whole, but for “including” and its forms."""
_AFTER_PAUSE = re.compile(r"[,;(–—]\s*(?:and\s+|with\s+)?(?:\w+\s+)?$", re.IGNORECASE)
_OF_THEM = re.compile(
    r"(?:\s+(?!and\b|but\b)[\w-]+){0,3}\s+of\s+(?:them|whom|which|(?:those|these)(?!\s+(?:in|who|that|at|from|on|with|of|held|taken|born|sent|given|made|\w+(?:ed|ing))\b))\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"\s*(?:[\w-]+\s+){0,2}(?:out\s+of(?:\s+(?:the|its|their|his|her|a\s+total\s+of|all))?"
    r"|of\s+(?:(?:the|its|their|his|her|a\s+total\s+of|all)|(?:[\w-]+\s+){0,3}[\w-]+(?:[’']s|s[’'])))\s+(?:[\w-]+\s+){0,2}",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:^|[,;:]\s|\band\s|\bthat\s)(?:of|among|out\s+of)\s+(?:the\s+|its\s+|their\s+|all\s+)?$",
    re.IGNORECASE,
)
"""Before a whole that stands first: “Of the 30 flats, 34 …”."""
_THEN = re.compile(
    r"(?:\s+[\w’'-]+){0,4}?,\s+(?:only\s+|about\s+|some\s+)?|(?:\s+[\w’'-]+){0,3}?\s+(?:are|were|is|was)\s+(?:also\s+|some\s+)?",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\s*(?:,|and|or|to)\s+\w*\d", re.IGNORECASE)
_AND = re.compile(r"(?:\s+[\w-]+){0,2}\s+and\s+", re.IGNORECASE)
_OF_NOUN = re.compile(
    r"\s+(?:members\s+)?of\s+(?:the|its|their|that|his|her)\s+(?P<noun>[a-z]+)\b(?!\s+of\b|[’'-])"
)
_LIST = re.compile(
    r"[^.;:()\d]{0,40}?\s?(?:\((?P<in>[^()]{1,200})\)|(?::|\s[–—])\s(?P<open>[^.;:()–—]{1,200}))"
)
_LIST_MARKS = ("(", ":", "–", "—")
"""Marks that such a list begins with."""
_SEPARATOR = re.compile(r",\s*(?:and\s+|plus\s+)?|\s+and\s+|\s+plus\s+")
_WHERE = re.compile(
    r",?\s+(?:where|in\s+which|at\s+which|on\s+which|of\s+which|of\s+whom)\s+(?:the\s+other\s+)?",
    re.IGNORECASE,
)
_WHERE_WORDS = frozenset(["where", "which", "whom"])
_PASSIVE = re.compile(r"\s+(?:are|were|have|had|will\s+be|would\s+be)\s+\w+", re.IGNORECASE)
_CONTAINER = re.compile(r"(?P<noun>[a-z]+)\s+(?:of|with|for)\s+$", re.IGNORECASE)
_SIZE_LETTERS = ("employ", "work", "staff", "payroll")
"""Letters of which every phrase has some that says how many work at a place."""
_NUMBER_OF_SEATS = re.compile(
    r"\b(\d{1,3})[-\s]seat\b(?!s)|\b(?:all|of\s+the|of\s+its)\s+(\d{1,3})\s+seats\b|\b(\d{1,3})-member\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:w[io]n|wins|winning|t[ao]ke|taken|takes|taking|took|gain\w*|hold|holds|held|holding|secur\w+|got|gets|give|gives|gave|go|goes|went|has|have|keeps?|kept|captur\w+|claim\w*)\b",
    re.IGNORECASE,
)
_SEAT_WORDS = frozenset(["seat", "seats"])
_SEATS = re.compile(r"\bseats?\b", re.IGNORECASE)
_NOT_SHARED_OUT = re.compile(
    r"\b(?:from|needed|needs|majority|previous|previously|outgoing|currently|before|had|up|down)\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![\w.,$£€%-])(\d{1,3})(?![\w%]|[.,]\d|-|\s*(?:%|per\s?cent|years?|days?|months?|million|billion|points?|January|February|March|"
    r"April|May|June|July|August|September|October|November|December))"
)
_DATED = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+$"
)
_APART = frozenset(["percent", "percentage point", "time", "point"])
_PEOPLE = "people"
_FARTHEST = 90
"""Characters between a whole and its part."""
_BEFORE = 60
_ROUNDED = 1.005
"""By how much rounded amounts may pass their total."""


def check_parts(statement: Statement) -> str | None:
    """What is wrong where a part, or the sum of parts that share nothing, passes the whole."""
    text = statement.text
    plain = plain_figures(statement)
    if len(plain) > 1:
        problem = _of_pairs(text, plain, stated_runs(statement))
        if problem is not None:
            return problem
    if len(plain) > 2 and any(map(text.__contains__, _LIST_MARKS)):  # a whole and two parts
        problem = _listed(statement, plain)
        if problem is not None:
            return problem
    if stated_runs(statement).isdisjoint(_SEAT_WORDS) or not has_digit(text):
        return None
    return _seats(text)


def _of_pairs(text: str, plain: Sequence[FigureCandidate], runs: AbstractSet[str]) -> str | None:
    """What is wrong with a whole and a part; the costly patterns wait for a word that they all have."""
    problem = None
    if not runs.isdisjoint(_PART_WORDS) or may_hold(text, "includ"):
        problem = _some_of_them(text, plain)
    problem = problem or _out_of(text, plain) or _opened(text, plain) or _of_the_group(text, plain)
    if problem is None and not runs.isdisjoint(_WHERE_WORDS):
        problem = _where(text, plain)
    if problem is None and may_hold(text, *_SIZE_LETTERS):
        problem = _job_cuts(text, plain)
    return problem


def _some_of_them(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A part that is told behind its whole: “12 people were hurt, including 46 children”."""
    for place, part in enumerate(plain):
        whole = _whole_before(part, plain[:place])
        if whole is None:
            continue
        before = text[max(0, part.start - _BEFORE) : part.start]
        if not _INCLUDING.search(before) and not (
            _OF_THEM.match(text, part.end) and _AFTER_PAUSE.search(before)
        ):
            continue
        timed = whole.unit in TIME_UNITS and not _OF_THEM.match(text, part.end)
        if timed or (
            ";" in text[whole.end : part.start] and not (place == 1 and _OF_THEM.match(text, part.end))
        ):
            continue
        coordinated = [
            one
            for one in plain[:place]
            if one.end <= whole.start and _AND.fullmatch(text, one.end, whole.start)
        ]
        if coordinated and _value(part) <= sum(map(_value, [whole, *coordinated])):
            continue
        if _value(part) > _value(whole) and whole.bound not in {"at_least", "more_than"}:
            return f"“{part.text}” is told as part of “{whole.text}”, which is smaller"
        second = plain[place + 1] if place + 1 < len(plain) else None
        if second is None or not _AND.fullmatch(text, part.end, second.start) or not _exclude(part, second):
            continue
        total = _value(part) + _value(second)
        if total > _value(whole) and whole.bound == "exact":
            parts = f"“{part.text}” and “{second.text}”"
            return f"{parts} are told as parts of “{whole.text}”, but make {total:,.10g}"
    return None


def _whole_before(part: FigureCandidate, earlier: Sequence[FigureCandidate]) -> FigureCandidate | None:
    """The nearest figure before a part that it may be a part of; a part without a unit looks at one only."""
    for whole in reversed(earlier[-3:]):
        if part.start - whole.end > _FARTHEST:
            return None
        if _comparable(whole, part) or (whole.unit in TIME_UNITS and part.unit is None and len(earlier) == 1):
            return whole
        if part.unit is None:
            return None
    return None


def _out_of(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A part before its whole: “31 of the 27 lifts”, “31 out of 27”."""
    for part, whole in pairwise(plain):
        if whole.start - part.end > _FARTHEST or _value(part) <= _value(whole):
            continue
        if not _comparable(whole, part) or not _OUT_OF.fullmatch(text, part.end, whole.start):
            continue
        if whole.unit is None or part.unit is None or counted_lemmas(whole) & counted_lemmas(part):
            return f"“{part.text}” is told as part of “{whole.text}”, which is smaller"
    return None


def _opened(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A whole that opens the clause: “Of the 30 flats, 34 have been sold”."""
    for whole, part in pairwise(plain):
        if _value(part) <= _value(whole) or whole.bound != "exact" or not _comparable(whole, part):
            continue
        end = whole.counted.end if whole.counted else whole.end
        if end > part.start or part.start - end > _FARTHEST or part.unit in TIME_UNITS:
            continue
        alike = (
            _unit(part) is None
            or part.unit == whole.unit == _PEOPLE
            or counted_lemmas(part) == counted_lemmas(whole)
        )
        if _ALSO.match(text, part.end):
            continue
        told = _OPENING.search(text[max(0, whole.start - 30) : whole.start]) and _THEN.fullmatch(
            text, end, part.start
        )
        if told and alike:
            return f"“{part.text}” is told as part of “{whole.text}”, which is smaller"
    return None


def _of_the_group(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """Some of a group whose size is told: “a crew of 14 … 21 of the crew”."""
    for part in plain:
        named = _OF_NOUN.match(text, part.end)
        noun = lemma(named["noun"]) if named else ""
        sizes = [one for one in plain if one is not part and _is_size(one, noun, text)] if noun else []
        if len(sizes) != 1 or sizes[0].bound not in {"exact", "about", "at_most"}:
            continue
        if _value(part) > _value(sizes[0]):
            return f"“{part.text}” of the {noun} is more than the “{sizes[0].text}” that there are"
    return None


def _is_size(figure: FigureCandidate, noun: str, text: str) -> bool:
    """Whether a figure says how large the group ``noun`` is."""
    if figure.unit in _APART:
        return False
    words = re.findall(r"[^\W\d_]+", text[max(0, figure.start - 30) : figure.start])
    if words[-1:] == ["of"] and lemma(words[-2] if len(words) > 1 else "") == noun:
        return True
    counted = re.findall(r"[^\W\d_]+", figure.counted.text) if figure.counted else []
    return bool(counted) and lemma(counted[-1]) == noun and not _OF_NOUN.match(text, figure.end)


def _where(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """People of one place and some of them: “a school of 186 pupils where 214 are taught in Welsh”."""
    for whole, part in pairwise(plain):
        if _value(part) <= _value(whole) or whole.bound != "exact":
            continue
        noun = _CONTAINER.search(text[max(0, whole.start - 40) : whole.start])
        if noun is None or whole.counted is None or lemma(noun["noun"]) in phrases("parts", "places"):
            continue
        if part.counted is not None and not counted_lemmas(part) & counted_lemmas(whole):
            continue
        if _WHERE.fullmatch(text, whole.counted.end, part.start) and _PASSIVE.match(text, part.end):
            return f"“{part.text}” is told as part of “{whole.text}”, which is smaller"
    return None


def _job_cuts(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """More jobs lost at a place than it has."""
    people = [one for one in plain if one.unit in {None, "job", "post", "people", "role", "position"}]
    losses = [one for one in people if _stands(text, one, "loss")] if len(people) > 1 else []
    if len(losses) != 1 or losses[0].bound in {"at_most", "less_than"}:
        return None
    sizes = [one for one in people if one not in losses and _stands(text, one, "size")]
    if len(sizes) != 1 or has_phrase(text, "parts", "elsewhere"):
        return None
    loss, size = losses[0], sizes[0]
    if _value(loss) > _value(size) and size.bound in {"exact", "about", "less_than"}:
        return f"“{loss.text}” lose their jobs where there are only “{size.text}”"
    return None


def _stands(text: str, figure: FigureCandidate, name: str) -> bool:
    """Whether the words of a list stand right before a figure, or right behind it and its noun."""
    before, behind = _around(name)
    if behind.match(text, figure.counted.end if figure.counted else figure.end):
        return True
    return before.search(text[max(0, figure.start - _BEFORE) : figure.start]) is not None


@lru_cache(maxsize=2)
def _around(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a figure of a loss or a size, and what behind it."""
    before = re.compile(rf"\b(?:{any_of(phrases('parts', f'{name}_before'))})\s+(?:\w+\s+)?$", re.IGNORECASE)
    behind = re.compile(
        rf"\s+(?:of\s+(?:its|the|their)\s+(?:\w+\s+)?)?(?:{any_of(phrases('parts', f'{name}_after'))})\b",
        re.IGNORECASE,
    )
    return before, behind


def _listed(statement: Statement, plain: Sequence[FigureCandidate]) -> str | None:
    """A whole with all its parts in brackets or behind a colon: “45 cases (28 criminal, 19 civil)”."""
    text = statement.text
    for whole in plain[:-2]:
        if whole.bound != "exact" or whole.unit in _APART:
            continue
        found = _LIST.match(text, whole.counted.end if whole.counted else whole.end)
        if found is None:
            continue
        name = "in" if found["in"] else "open"
        parts = [one for one in plain if found.start(name) <= one.start and one.end <= found.end(name)]
        pieces = _SEPARATOR.split(found[name])
        alike = all(_comparable(whole, one) and one.bound == "exact" for one in parts)
        if len(parts) < 2 or len(parts) != len(pieces) or not alike:
            continue
        if not all(piece.lstrip().startswith(one.text) for piece, one in zip(pieces, parts, strict=True)):
            continue
        total = sum(map(_value, parts))
        if total > _value(whole) * (_ROUNDED if "." in whole.text else 1) and not stated_together(
            statement, [whole, *parts]
        ):
            listed = ", ".join(f"“{one.text}”" for one in parts)
            return f"{listed} are told as parts of “{whole.text}”, but make {total:,.10g}"
    return None


def _seats(text: str) -> str | None:
    """More seats won than a parliament has."""
    size = _NUMBER_OF_SEATS.search(text)
    if size is None:
        return None
    rest = (
        f"{text[: size.start()]} seats {text[size.end() :]}"
        if "seats" in size.group()
        else (f"{text[: size.start()]} {text[size.end() :]}")
    )
    if (
        not _SEATS.search(rest)
        or not _TAKEN.search(rest)
        or has_phrase(rest, "exclusive", "overlapping")
        or _NOT_SHARED_OUT.search(rest)
    ):
        return None
    whole = int(next(group for group in size.groups() if group))
    won = [
        int(one.group(1))
        for one in _BARE.finditer(rest)
        if not _DATED.search(rest[max(0, one.start() - 12) : one.start()])
    ]
    if sum(won) > whole:
        return f"{' + '.join(map(str, won))} seats are more than the {whole} that there are"
    return None


def _comparable(one: FigureCandidate, other: FigureCandidate) -> bool:
    first, second = _unit(one), _unit(other)
    if first in _APART or second in _APART:
        return False
    if first in TIME_UNITS or second in TIME_UNITS:
        return first == second
    return first == second or first is None or second is None


def _unit(figure: FigureCandidate) -> str | None:
    """The unit of a figure; none where people are only guessed at, without a noun."""
    return None if figure.unit == _PEOPLE and figure.counted is None else figure.unit


def _exclude(one: FigureCandidate, other: FigureCandidate) -> bool:
    """Whether nobody belongs to both groups: women and children."""
    first, second = counted_lemmas(one), counted_lemmas(other)
    groups: list[list[str]] = load_list("quantities")["kinds"]["people"]
    return any(first & set(group) and second & set(group) and first != second for group in groups)


def _value(figure: FigureCandidate) -> float:
    return float(figure.value or 0)
