"""Parts of a whole that a sentence opens with: “Of the 62 lorries that came, 75 carried flour”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.checks.rules.bindings import measures
from summarizer.checks.rules.figure_twins import ends_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_of_whole"]

_OF = re.compile(
    r"(?:(?:^|[,;:—–“\"(]\s*|\b(?:and|that|said)\s+)of|\bamong|\bout\s+of|\bfrom\s+among)\s+(?:(?:the|its|their|all|his|her|these|those|some)\s+)*$",
    re.IGNORECASE,
)
_ENDS_BEFORE = ("of", "among", "the", "its", "their", "all", "his", "her", "these", "those", "some")
"""With what the pattern of a whole ends."""
_REST = re.compile(r"\b(?:other|remaining|rest\s+of\s+the|another|further)\s+$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:than|from|years?|days?|compared|up|down|against|of)\s+(?:the\s+)?$|[$£€]\s?$", re.IGNORECASE
)
_REACH = 40
"""Characters before a number that say what it is of."""
_STOP = re.compile(r"[.;](?:\s|$)|\b(?:while|whereas|although|but)\b")
"""What ends the stretch in which the parts of a whole are told."""


def check_of_whole(statement: Statement) -> str | None:
    """A part larger than the whole of “of the …”, or parts with “the other …” that are more than it."""
    text = statement.text
    figures = statement.own.figures
    counts = [one for one in figures if _is_count(one)] if len(figures) > 1 else []
    for place, whole in enumerate(counts[:-1]):
        if not ends_with(text, whole.start, _ENDS_BEFORE) or not _OF.search(
            text[max(0, whole.start - _REACH) : whole.start]
        ):
            continue
        parts = list(_parts(text, whole, counts[place + 1 :]))
        if parts and _value(parts[0]) > _value(whole):
            return f"“{parts[0].text}” is told as part of “{whole.text}”, which is smaller"
        total = sum(_value(part) for part in parts)
        rest = any(_REST.search(text, max(0, part.start - _REACH), part.start) for part in parts[1:])
        if rest and len(parts) == len({part.text for part in parts}) == _PAIR and total > _value(whole):
            return f"“{parts[0].text}” and “{parts[1].text}” are more than “{whole.text}”, their whole"
    return None


_PAIR = 2


def _parts(text: str, whole: FigureCandidate, following: list[FigureCandidate]) -> Iterator[FigureCandidate]:
    end = _STOP.search(text, whole.end)
    for one in following:
        if end is not None and one.start > end.start():
            return
        if one.unit not in {None, whole.unit} or _ELSEWHERE.search(text, max(0, one.start - 12), one.start):
            continue
        yield one


def _is_count(figure: FigureCandidate) -> bool:
    if figure.value is None or figure.upper is not None or figure.unit in measures():
        return False
    return figure.value > 1 and figure.text[-1:].isalnum() and "-" not in figure.text


def _value(figure: FigureCandidate) -> float:
    return float(figure.value or 0)
