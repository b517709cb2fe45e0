"""One quantity told with two values, neither of which is laid at another source's door."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import lemma
from summarizer.checks.lists import load_list
from summarizer.checks.rules.figure_twins import counted_lemmas, has_phrase, is_plain

if TYPE_CHECKING:
    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_two_values"]

_DEFINITE = re.compile(r"\b(?:the|these|those|all|all\s+the|its|their)\s+$", re.IGNORECASE)
_TOLL = re.compile(
    r"\b(?:the|a)\s+(?:death\s+)?toll\s+(?:is|was|of|at|stands\s+at|stood\s+at|reached)\s+$", re.IGNORECASE
)
_TIME = frozenset(
    ["year", "month", "week", "day", "night", "hour", "minute", "second", "decade", "time", "percent"]
)
_WORD = re.compile(r"[^\W\d_]+")
_AFTER = 30
_SOURCE = re.compile(r"\b(?:said|says|according\s+to|announced|reported|told)\b", re.IGNORECASE)


def check_two_values(statement: Statement) -> str | None:
    """What is wrong where “the 52 deaths” follow on “killed 40 people” without a word of a revision."""
    if statement.before is None:
        return None
    text = statement.text
    if has_phrase(text, "running", "kept") or not _same_source(statement):
        return None
    earlier = [one for one in statement.before.own.figures if is_plain(one)]
    for figure in statement.own.figures:
        near = text[max(0, figure.start - 60) : figure.end + 40]
        if (
            not is_plain(figure)
            or figure.value == 1
            or figure.unit in _TIME
            or has_phrase(near, "kinds", "revised")
        ):
            continue
        before = text[: figure.start]
        if not (_DEFINITE.search(before) or _TOLL.search(before)):
            continue
        same = [one for one in earlier if _same_thing(one, statement.before.text, figure)]
        if same and all(one.value != figure.value for one in earlier):
            return f"“{figure.text}” and “{same[0].text}” are told of the same thing; only one can be right"
    return None


def _same_source(statement: Statement) -> bool:
    """Whether nobody is named in this sentence as a source who was not in the one before."""
    before = statement.before
    if before is None or not _SOURCE.search(statement.text):
        return True
    mine = {lemma(word) for word in _WORD.findall(_around_source(statement.text)) if len(word) > 2}
    theirs = {lemma(word) for word in _WORD.findall(before.text) if len(word) > 2}
    known = {
        "it",
        "he",
        "she",
        "they",
        "the",
        "say",
        "said",
        "accord",
        "according",
        "to",
        "also",
        "who",
        "have",
        "that",
    }
    return not mine - theirs - known or bool(
        re.search(r"\b(?:it|he|she|they)\s+said\b|said\s+(?:it|he|she|they)\b", statement.text)
    )


def _around_source(text: str) -> str:
    """The words right before “said”, or right after “according to”."""
    found = _SOURCE.search(text)
    if found is None:
        return ""
    if found.group().casefold().startswith("according"):
        return " ".join(text[found.end() : found.end() + _AFTER].split()[:3])
    return " ".join(re.split(r"[,.;]", text[: found.start()])[-1].split()[-3:])


def _same_thing(one: FigureCandidate, one_text: str, other: FigureCandidate) -> bool:
    first = counted_lemmas(one) | _verb_lemmas(one, one_text)
    second = counted_lemmas(other)
    if not second:
        return False
    groups: list[list[str]] = load_list("quantities")["kinds"]["same"]
    if any(second & set(group) and first & set(group) for group in groups):
        return True
    heads = counted_lemmas(one)
    return one.unit not in _TIME and bool(heads) and heads == second and one.unit == other.unit


def _verb_lemmas(figure: FigureCandidate, text: str) -> frozenset[str]:
    """The dictionary forms of the words right around a figure: “killed 40 people”, “40 were killed”."""
    around = f"{text[max(0, figure.start - 25) : figure.start]} {text[figure.end : figure.end + 40]}"
    return frozenset(map(lemma, _WORD.findall(around)))
