"""A group and what it is split into: parts above their whole, and full lists that do not make it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import lemma
from summarizer.checks.lists import load_list
from summarizer.checks.rules.contradiction_words import (
    group,
    is_compound,
    is_count,
    is_money,
    listed,
    value_of,
)
from summarizer.checks.rules.coordinated_parts import exclude_each_other
from summarizer.checks.rules.figure_twins import (
    any_of,
    counted_lemmas,
    figure_end,
    plain_figures,
    stated_together,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_splits"]

_OF_THOSE = re.compile(
    r"(?:\s+(?!and\b|or\b|but\b)[\w-]+){0,2}?\s+of\s+(?:(?P<them>them|whom|which)\b|(?:those|these)\b(?!\s+(?:in|who|that|at|from|on|with|of|held|taken|born|sent|given|made|\w+(?:ed|ing))\b)(?:\s+(?P<noun>[a-z]+))?)",
    re.IGNORECASE,
)
"""Behind a part that points back to its whole: “31 of those vessels”."""
_PLURAL = re.compile(
    r"\b(?!(?:was|has|is|his|its|as|this|us|does|thus|plus|across|news)\b)[a-z]{2,}(?<!s)s\b"
)
_OF_THE = re.compile(
    r"(?:^|[,;:—–“]\s*|\b(?:and|but|that|said)\s+)(?:of|out\s+of|among)\s+(?:(?:the|its|their|all|those|these)\s+){0,2}$",
    re.IGNORECASE,
)
_PREDICATE = 60
"""Characters behind a part in which it is told what became of it."""
_BORDER = re.compile(r"[,;.:]|\s(?:and|while|but|with|after|before|when|because)\s")
_OF_WHICH = re.compile(
    r"(?:,\s*|\s+)of\s+(?:which|this|that|it|the\s+(?:sum|total|cost|money))\b", re.IGNORECASE
)
_WITH = re.compile(r",\s+with\s+")
_STRETCH = re.compile(r"[^.;:()]{0,70}")
_PAUSE = re.compile(r"(?:\s+[^.;:()\d,]{0,50}?)?(?:,\s+(?:and\s+)?|\s+and\s+)[^.;:()\d]{0,40}")
_ITEM_END = re.compile(r"\s*(?:[.;,)–—]|$)")
_BETWEEN_ITEMS = re.compile(r"\s*,\s+(?:and\s+)?|\s+and\s+")
_SHARED_OUT = re.compile(r"\b(?:split|divided)\b", re.IGNORECASE)
_OF_A_NUMBER = re.compile(r"\s+of\s+(?:the|its|their|his|her|those|these)\s+(?:[a-z]+\s+)?", re.IGNORECASE)
_OTHER = re.compile(r"\bthe\s+(?:other|remaining)\s+$", re.IGNORECASE)
_BETWEEN_REST = re.compile(
    r"[.;]\s|\b(?:another|one|a\s+(?:second|third)|some|several|including)\b", re.IGNORECASE
)
_APPOSED = frozenset([", ", ": ", " – ", " — ", " ("])
"""Between a group and a list of its parts that has no word before it."""
_ROUNDED = 1.02
"""By how much rounded sums of money may pass their total."""
_WHOLE_AND_PARTS = 3
"""Numbers of a whole with two parts."""
_FARTHEST = 110
"""Characters between a whole and its first part."""


def check_splits(statement: Statement) -> str | None:
    """What is wrong where a group and what it is split into cannot both be true."""
    text = statement.text
    plain = plain_figures(statement)
    problem = _of_those(statement, plain) if plain and (" of th" in text or " of wh" in text) else None
    if problem is not None or len(plain) < _WHOLE_AND_PARTS:
        return problem
    if "the other" in text or "the remaining" in text:
        problem = _the_other(text, plain)
    return (
        problem
        or _outcomes(statement, plain)
        or _whole_list(statement, plain)
        or (_shared_money(statement, plain) if "of " in text or ", with " in text else None)
    )


def _of_those(statement: Statement, plain: Sequence[FigureCandidate]) -> str | None:
    """More of “those” than there is of anything that they can be."""
    text = statement.text
    for place, part in enumerate(plain):
        told = _OF_THOSE.match(text, part.end) if is_count(part) else None
        if told is None or part.bound not in {"exact", "at_least", "more_than"}:
            continue
        earlier, before = list(plain[:place]), text[: part.start]
        if not earlier and statement.before is not None and not _PLURAL.search(before):
            earlier, before = plain_figures(statement.before), statement.before.text
        wholes = [one for one in earlier if is_count(one) and one.counted is not None]
        if not wholes or len(wholes) != len(earlier) or wholes[-1].bound not in {"exact", "about"}:
            continue
        behind = before[figure_end(wholes[-1]) :]
        same = told["noun"] is not None and lemma(told["noun"]) in counted_lemmas(wholes[-1])
        if ";" in behind or (not same and _PLURAL.search(behind)) or len(behind) > _FARTHEST:
            continue
        if value_of(part) > sum(map(value_of, wholes)):
            return f"“{part.text}” is told as part of “{wholes[-1].text}”, which is smaller"
    return None


def _the_other(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """Some of a number, and “the other” so many, that do not make it: “three of the four … the other two”."""
    for part, whole, rest in zip(plain, plain[1:], plain[2:], strict=False):
        counts = is_count(part) and is_count(whole) and is_count(rest)
        if not counts or {part.bound, whole.bound, rest.bound} != {"exact"}:
            continue
        if not _OF_A_NUMBER.fullmatch(text, part.end, whole.start):
            continue
        if not _OTHER.search(text[whole.end : rest.start]) or _BETWEEN_REST.search(
            text[whole.end : rest.start]
        ):
            continue
        total = value_of(part) + value_of(rest)
        if total != value_of(whole):
            return f"“{part.text}” and “the other {rest.text}” make {total:,.10g}, not “{whole.text}”"
    return None


def _outcomes(statement: Statement, plain: Sequence[FigureCandidate]) -> str | None:
    """Parts of “of the …” of which each excludes the others, and that are more than the whole."""
    text = statement.text
    for place, whole in enumerate(plain[:-2]):
        if not is_count(whole) or whole.bound not in {"exact", "about"}:
            continue
        if not _OF_THE.search(text[max(0, whole.start - 30) : whole.start]):
            continue
        parts = [one for one in plain[place + 1 :] if is_count(one) and one.bound == "exact"]
        classes = [_class(text, one, parts) for one in parts]
        known = [(one, kind) for one, kind in zip(parts, classes, strict=True) if kind is not None]
        if len(known) < 2 or len({kind for _, kind in known}) < len(known):
            continue
        if len({question for _, (question, _) in known}) > 1:
            continue  # what is true of one may be true of the other
        stretch = text[figure_end(whole) : known[-1][0].end + _PREDICATE]
        if ";" in stretch or ". " in stretch or listed("split", "overlap").search(stretch):
            continue
        total = sum(value_of(one) for one, _ in known)
        if total > value_of(whole) and not stated_together(statement, [whole, *(one for one, _ in known)]):
            told = " and ".join(f"“{one.text}”" for one, _ in known)
            return f"{told} are told as parts of “{whole.text}”, but make {total:,.10g}"
    return None


def _class(text: str, part: FigureCandidate, parts: Sequence[FigureCandidate]) -> tuple[int, int] | None:
    """The question and the answer that a part is told with, up to the next part or clause."""
    end = min([one.start for one in parts if one.start > part.start] + [part.end + _PREDICATE])
    words = _BORDER.split(text[part.end : end])[0]
    found = [kind for kind, pattern in _classes().items() if pattern.search(words)]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1)
def _classes() -> dict[tuple[int, int], re.Pattern[str]]:
    """The pattern of the words of each outcome, by its question and its place among the answers."""
    outcomes = load_list("contradictions")["split"]["outcomes"]
    return {
        (question, answer): re.compile(rf"\b(?:{any_of(words)})\b", re.IGNORECASE)
        for question, answers in enumerate(outcomes)
        for answer, words in enumerate(answers)
    }


def _whole_list(statement: Statement, plain: Sequence[FigureCandidate]) -> str | None:
    """A group with the full list of its parts, each with a number: “240 students, made up of …”."""
    text = statement.text
    for place, whole in enumerate(plain[:-2]):
        if whole.bound != "exact" or not (is_count(whole) or is_money(whole) or is_compound(whole)):
            continue
        lead = text[figure_end(whole) : plain[place + 1].start]
        apposed = lead in _APPOSED
        if len(lead) > _FARTHEST or not (apposed or _complete().fullmatch(lead)):
            continue
        parts = _list_of(text, whole, plain[place + 1 :])
        total, size = sum(map(value_of, parts)), value_of(whole)
        if _SHARED_OUT.search(lead) and any(one.unit != whole.unit for one in parts):
            continue  # pupils in teams, guests in hotels
        if not parts or abs(total - size) <= (size * (_ROUNDED - 1) if is_money(whole) else 0):
            continue
        if apposed and (total < size or not _exclusive(text, parts)):
            continue
        if not stated_together(statement, [whole, *parts]):
            told = " and ".join(f"“{one.text}”" for one in parts)
            return f"{told} are told as making up “{whole.text}”, but make {total:,.10g}"
    return None


def _list_of(text: str, whole: FigureCandidate, later: Sequence[FigureCandidate]) -> list[FigureCandidate]:
    """The whole list of parts that the later figures begin with; empty where it is none or holds more."""
    parts = [later[0]]
    for one in later[1:]:
        if not _BETWEEN_ITEMS.fullmatch(text, figure_end(parts[-1]), one.start):
            break
        parts.append(one)
    if len(parts) < _WHOLE_AND_PARTS - 1 or not _ITEM_END.match(text, figure_end(parts[-1])):
        return []
    for one in parts:
        alike = one.unit == whole.unit if is_money(whole) else is_count(one)
        if not alike or one.bound != "exact" or one.counted is None:
            return []
    return [] if _alike(parts) else parts


def _exclusive(text: str, parts: Sequence[FigureCandidate]) -> bool:
    """Whether each of some parts excludes all the others."""
    return all(exclude_each_other(text, *two) for two in combinations(parts, 2))


def _alike(parts: Sequence[FigureCandidate]) -> bool:
    """Whether two parts count the same thing, so that something else tells them apart."""
    return any(counted_lemmas(one) == counted_lemmas(other) for one, other in combinations(parts, 2))


@lru_cache(maxsize=1)
def _complete() -> re.Pattern[str]:
    """Between a group and the full list of its parts, with a place or a date before it."""
    return re.compile(
        r"[^.;:()]{0,80}?(?:,\s+|\s+)(?:which\s+)?(?:is\s+|are\s+|was\s+|were\s+)?"
        rf"(?:{group('split', 'complete')})\s+[$£€]?",
        re.IGNORECASE,
    )


def _has_payer(text: str, before: FigureCandidate, amount: FigureCandidate) -> bool:
    """Whether a word of paying stands between two amounts, or right behind the second."""
    payers = listed("split", "payers")
    if payers.search(text[before.end : amount.start]):
        return True
    return payers.match(text, amount.end + 1) is not None


def _shared_money(statement: Statement, plain: Sequence[FigureCandidate]) -> str | None:
    """A sum of money and who paid what of it: parts above it, alone or together."""
    text = statement.text
    for whole, first in pairwise(plain):
        if (
            not is_money(whole)
            or first.unit != whole.unit
            or whole.bound not in {"exact", "about", "less_than"}
        ):
            continue
        behind = text[whole.end : first.start]
        of_which = _OF_WHICH.match(behind)
        if (of_which is None and _WITH.match(behind) is None) or not _STRETCH.fullmatch(behind):
            continue
        if of_which is not None and value_of(first) > value_of(whole) * _ROUNDED:
            return f"“{first.text}” is told as part of “{whole.text}”, which is smaller"
        seconds = [one for one in plain if one.start > first.end][:1]
        for second in seconds:
            stretch = text[first.start : second.end + _PREDICATE].split(". ")[0]
            paid = _has_payer(text, whole, first) and (
                _has_payer(text, first, second) or _ITEM_END.match(text, second.end)
            )
            if second.unit != whole.unit or not paid or not _PAUSE.fullmatch(text, first.end, second.start):
                continue
            if listed("split", "overlap").search(text[whole.end :]) or {first.bound, second.bound} != {
                "exact"
            }:
                continue
            total = value_of(first) + value_of(second)
            if total > value_of(whole) * _ROUNDED and "in interest" not in stretch:
                return (
                    f"“{first.text}” and “{second.text}” are told as parts of “{whole.text}”, "
                    f"but make {total:,.10g}"
                )
    return None
