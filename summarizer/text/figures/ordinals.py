"""Ordinals that begin as a number in words does: “twenty-first”, “one hundred and fifth”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.text.figures.patterns import SPACE

if TYPE_CHECKING:
    from summarizer.text.figures.numerals import Numeral

__all__ = ["ordinal_end"]

_UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_TEENS_AND_TENS = (
    "tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth"
    "|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth"
)
_AFTER_TENS = re.compile(rf"(?:-|{SPACE}(?!\w+-(?!century)))(?P<unit>{_UNITS})\b", re.IGNORECASE)
_AFTER_HUNDREDS = re.compile(
    rf"(?:-|(?:{SPACE}|-)and(?:{SPACE}|-))(?:{_UNITS}|{_TEENS_AND_TENS})\b", re.IGNORECASE
)
_SCALE = re.compile(rf"(?:-|{SPACE})(?:hundred|thousand|million|billion)th\b", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(rf"\ban?{SPACE}\Z", re.IGNORECASE)
_OWNER_BEFORE = re.compile(rf"\b(?:the|his|her|its|their|our|my|your|[\w’']+[’']s){SPACE}\Z", re.IGNORECASE)


def ordinal_end(text: str, numeral: Numeral) -> int | None:
    """Where the ordinal ends that a number in words is the beginning of; None where it is no ordinal.

    “A thirty-second spot” lasts that long; “her thirty-second birthday” is one of a row.
    """
    if numeral.kind != "words" or numeral.value is None:
        return None
    if match := _SCALE.match(text, numeral.end):
        return match.end()
    if numeral.value >= 100 and numeral.value % 100 == 0:
        match = _AFTER_HUNDREDS.match(text, numeral.end)
        return match.end() if match else None
    tens = numeral.value % 100
    match = _AFTER_TENS.match(text, numeral.end) if tens >= 20 and tens % 10 == 0 else None
    if match is None:
        return None
    before = text[max(0, numeral.start - 24) : numeral.start]
    hyphened = text[numeral.end] == "-"
    if hyphened and match["unit"].lower() == "second" and _ARTICLE_BEFORE.search(before):
        return None
    return match.end() if hyphened or _OWNER_BEFORE.search(before) else None
