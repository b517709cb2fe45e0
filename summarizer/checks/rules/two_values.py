"""One quantity told with two values, neither of which is laid at another source's door."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import lemma
from summarizer.checks.lists import load_list
from summarizer.checks.rules.figure_twins import counted_lemmas, ends_with, figure_end, has_phrase, is_plain

if TYPE_CHECKING:
    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_two_values"]

_DEFINITE = re.compile(r"\b(?:the|these|those|all|all\s+the|its|their)\s+$", re.IGNORECASE)
_TOLL = re.compile(
    r"\b(?:the|a)\s+(?:death\s+)?toll\s+(?:is|was|of|at|stands\s+at|stood\s+at|reached)\s+$", re.IGNORECASE
)
_ENDS_BEFORE = ("the", "these", "those", "all", "its", "their", "is", "was", "of", "at", "reached")
"""With what the patterns of a definite number and of a toll end."""
_TIME = frozenset(
    ["year", "month", "week", "day", "night", "hour", "minute", "second", "decade", "time", "percent"]
)
_WORD = re.compile(r"[^\W\d_]+")
_AFTER = 30
_REFERS_BACK = re.compile(
    r"(?:\s+(?P<verb>[a-z]+(?:ed|en|ld|nt|ght)|raised|made|won|lost))?(?:\s+(?:that|the\s+same)\s+(?:day|night|evening|morning|afternoon|week|month|year|time)|\s+there|\s+then"
    r"|\s+(?:at|in|by)\s+(?:it|the\s+(?:event|sale|auction|attack|fire|crash|raid|blast|storm|strike|accident|incident)))?"
    r"(?=\s*[,.;]|\s*$|\s+(?:will|would|is|are|was|were|has|have|had|can|could|may|might|goes|go)\b)"
)
"""Behind a number that points back to one before it."""
_OF_ITS = re.compile(r"\s+of\s+(?:its|their|his|her)\s+(?P<owner>[a-z]+)\b")
_MOST_EARLIER = 4
_SOURCE = re.compile(r"\b(?:said|says|according\s+to|announced|reported|told)\b", re.IGNORECASE)


def check_two_values(statement: Statement) -> str | None:
    """What is wrong where “the 52 deaths” follow on “killed 40 people” without a word of a revision."""
    figures = [one for one in statement.own.figures if is_plain(one)]
    within = _within_sentence(statement.text, figures) if len(figures) > 1 else None
    if within is not None or not figures or statement.before is None:
        return within
    earlier = [one for one in statement.before.own.figures if is_plain(one)]
    if not earlier:
        return None
    problem = _after_earlier(statement.text, figures, statement.before.text, earlier)
    if problem is None or has_phrase(statement.text, "running", "kept") or not _same_source(statement):
        return None
    return problem


def _after_earlier(
    text: str, figures: list[FigureCandidate], before_text: str, earlier: list[FigureCandidate]
) -> str | None:
    """A value of this sentence that is not that of the same thing in the sentence before."""
    for figure in figures:
        if figure.value == 1 or figure.unit in _TIME:
            continue
        if not ends_with(text, figure.start, _ENDS_BEFORE):
            continue
        before = text[: figure.start]
        if not (_DEFINITE.search(before) or _TOLL.search(before)):
            continue
        if has_phrase(text[max(0, figure.start - 60) : figure.end + 40], "kinds", "revised"):
            continue
        if _is_of_another(text[figure_end(figure) :], before_text):
            continue
        same = [
            one
            for one in earlier
            if _same_thing(one, before_text, figure)
            and _same_body(text[figure.end :], before_text[one.end :], figure)
        ]
        if same and all(one.value != figure.value for one in earlier):
            return f"“{figure.text}” and “{same[0].text}” are told of the same thing; only one can be right"
    return None


def _is_of_another(behind: str, before_text: str) -> bool:
    """Whether what is counted belongs to something that the sentence before does not name: “of its staff”."""
    owner = _OF_ITS.match(behind)
    return owner is not None and owner["owner"] not in before_text


def _within_sentence(text: str, figures: list[FigureCandidate]) -> str | None:
    """Two values in one sentence: “raised $3m, and the $2m raised that evening will …”."""
    for place, figure in enumerate(figures):
        if figure.value == 1 or figure.unit in _TIME:
            continue
        if not ends_with(text, figure.start, _ENDS_BEFORE) or not _DEFINITE.search(
            text[max(0, figure.start - 40) : figure.start]
        ):
            continue
        if not _REFERS_BACK.match(text, max(figure.end, figure.counted.end if figure.counted else 0)):
            continue
        earlier = figures[max(0, place - _MOST_EARLIER) : place]
        if any(one.value == figure.value for one in earlier):
            continue
        told = next((one for one in earlier if _same_told(one, figure, text)), None)
        if told is None or has_phrase(text[told.end : figure.start], "kinds", "revised"):
            continue
        if not _DEFINITE.search(text[max(0, told.start - 40) : told.start]):
            return f"“{figure.text}” and “{told.text}” are told of the same thing; only one can be right"
    return None


def _same_told(one: FigureCandidate, other: FigureCandidate, text: str) -> bool:
    """Whether two numbers of a sentence have one unit and one verb."""
    if one.unit is None or one.unit != other.unit:
        return False
    behind = _REFERS_BACK.match(text, max(other.end, other.counted.end if other.counted else 0))
    verb = behind["verb"] if behind else None
    if verb:
        return lemma(verb) in _verb_lemmas(one, text)
    return other.unit.islower() and _same_thing(one, text, other)


def _same_body(behind: str, behind_other: str, figure: FigureCandidate) -> bool:
    """Whether two compounds stand before one noun: “the nine-member board … the 11-member board”."""
    if "-" not in figure.text:
        return True
    words, others = (
        {lemma(word) for word in _WORD.findall(one[:_AFTER])[:2]} for one in (behind, behind_other)
    )
    return bool(words & others)


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
