"""The date that goes with a place in the text: the nearest one in its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from summarizer.records import When

if TYPE_CHECKING:
    from summarizer.text.candidates import DatePhrase
    from summarizer.text.segment import Segmented

__all__ = ["dates_within", "nearest_date"]

_JOINT = re.compile(r",|\band\b")
_JOINT_COST = 30
"""Characters that a joint counts for between a date and what stands behind it."""
_CLAUSE_BORDER = re.compile(r"\b(?:after|before|while|when|but|although|though|and)\b|;")

_DATELINE_PLACE = re.compile(r"[A-Z][A-Z.'’ -]{2,30},\s(?:[A-Z][\w.]*,\s)?")
_DATELINE_END = re.compile(r"\s*(?:\([A-Z][\w /]{1,24}\)\s*)?[-–—]")


def dates_within(segmented: Segmented, start: int, end: int) -> list[DatePhrase]:
    """The date phrases between two offsets, in order."""
    first = bisect_left(segmented.dates, start, key=lambda date: date.start)
    found = []
    for date in segmented.dates[first:]:
        if date.start >= end:
            break
        found.append(date)
    return found


def nearest_date(segmented: Segmented, offset: int) -> When:
    """The date nearest to ``offset`` in its sentence; of two as near, the one behind it."""
    index = segmented.sentence_index(offset)
    if index is None:
        return When()
    sentence = segmented.sentences[index]
    dates = [
        date
        for date in dates_within(segmented, sentence.start, sentence.end)
        if not _is_dateline(segmented.text, sentence.start, date)
    ]
    if not dates:
        return When()
    return min(dates, key=lambda date: _distance(segmented.text, offset, date)).when


def _is_dateline(text: str, start: int, date: DatePhrase) -> bool:
    """Whether a date says where and when the report was filed: “DHAKA, May 28 (Reuters) -”."""
    return (
        _DATELINE_PLACE.fullmatch(text, start, date.start) is not None
        and _DATELINE_END.match(text, date.end) is not None
    )


def _distance(text: str, offset: int, date: DatePhrase) -> float:
    """Characters between, more of them across a clause border and for a date that stands before."""
    before = date.end <= offset
    between = text[date.end : offset] if before else text[offset : date.start]
    crossing = 60 if _CLAUSE_BORDER.search(between) else 0
    crossing += _JOINT_COST if before and _JOINT.search(between) else 0
    return len(between) * (1.5 if before else 1) + crossing
