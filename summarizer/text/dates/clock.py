"""Finds clock times, which are neither dates nor quantities."""

from __future__ import annotations

import re

from summarizer.text.candidates import Stretch

__all__ = ["find_clock_times"]

_GAP = r"[^\S\n]?"
_HALF_OF_DAY = rf"{_GAP}(?:[ap]\.m\.|[ap]m\b|[AP]\.M\.|[AP]M\b)"
_ZONE = (
    rf"(?:{_GAP}\(?(?:GMT|UTC|BST|CET|CEST|EET|EST|EDT|ET|CST|CDT|MST|MDT|PST|PDT|PT|IST|JST|AEST|AEDT|SAST|MSK)"
    rf"(?:[+-]\d{{1,2}})?\b\)?|[^\S\n]local{_GAP}time\b)"
)
_MINUTES = r"[:.][0-5]\d"
_CLOCK = re.compile(
    # A digit comes first, so that the search skips from digit to digit.
    r"[0-9](?<![\w.,:$£€#+/-][0-9])"
    # What stands behind the digits of any of the forms, since most numbers are none.
    r"(?=\d{0,3}(?:[:.]\d|[^\S\n]?(?:[-–]|to|[apAP]\.?[mM]|\(?[A-Z][A-Z]|hrs|hours|local|o['’]c)))(?:"
    rf"\d?(?:{_MINUTES})?(?:{_GAP}(?:-|–|to){_GAP}\d{{1,2}}(?:{_MINUTES})?)?{_HALF_OF_DAY}{_ZONE}?"
    rf"|\d?:[0-5]\d(?![\d:]|\.\d)(?:{_GAP}(?:hrs|hours)\b)?{_ZONE}?"
    rf"|\d?\.[0-5]\d{_ZONE}"
    rf"|\d[0-5]\d(?:{_GAP}(?:hrs|hours)\b{_ZONE}?|{_ZONE})"
    rf"|\d?{_GAP}o['’]clock\b)"
)


def find_clock_times(text: str) -> list[Stretch]:
    """Find the clock times in ``text``, with their zone: ``3 p.m.``, ``10.30am``, ``0800 GMT``.

    A time with seconds (``2:05:30``) is a duration as often as a time of day, and is left out.
    """
    return [Stretch(found.start(), found.end(), found[0]) for found in _CLOCK.finditer(text)]
