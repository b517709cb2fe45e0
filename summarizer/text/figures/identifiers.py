"""Digits that are part of something else: addresses, telephone numbers, clock times, list counters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["identifier_spans"]

_IDENTIFIER_START = re.compile(
    r"""
    [0-9(+’'‘]
    (?: (?<=[(+’'‘])(?=\d)
      | (?:(?<!\d\d)|(?=\d{0,3}:\d\d))
        (?: (?=\d*(?:[)]?[ +–/:.-][(]?\d | [ ]?[aApPo] | [A-Z]))       # what follows its digits
          | (?<=0)\d\d
          | (?<=[A-Zlextgfs][.\ ].)                                    # “call 999”, “Sections 6”, “BA.2”
        )
    )
    """,
    re.VERBOSE,
)
"""Where the next pattern may match: at the first digit of a run, or within it before a clock time's colon,
if there is around the run what every form of an identifier has."""
_IDENTIFIER = re.compile(
    r"""
    (?:
       # telephone numbers: +44 20 7946 0958, 0800-123-4567, (555) 123-4567, 555-1234
       (?<![\d.])\+?\d{1,4}[- .]\(?\d{2,4}\)?[- .]\d{3,4}[- .]\d{3,4}(?!\d)
     | (?<![\d.,$£€])\d{4,5}[- ]\d{3}[- ]\d{3,4}(?!\d)
     | (?<![\d.,])\(?\d{3}\)?[- .]\d{3}[-.]\d{4}(?!\d)
     | (?<![\d.,$£€])\d{3}-\d{4}(?![\d-])
       # records, formations, other calendars' dates: 12-4-1, 4-4-2, 12/34/56
     | (?<![\d.,])\d{1,5}(?:[-–/]\d{1,5}){2,6}(?!\d)
       # versions and network addresses, but not 1.000.000
     | (?<![\d.,])\d{1,3}(?:\.\d{1,3}){2,3}(?!\d)(?<!\.000)
       # clock times, race times, ratios: 12:30, 2:05:30.5
     | \d{1,4}(?::\d{2}){1,2}(?:\.\d+)?
       # numbers that begin with a zero: 0800 123 456, 007
     | (?<![\w.,])0\d{2,}(?:\ \d{3,}){0,4}(?!\d)
       # 9am, 10.30 p.m., 3 o’clock
     | (?<!\w)\d{1,2}(?::\d{2}|\.\d{2})?\ ?(?:[aApP]\.?[mM]\b\.?|o[’']clock)
       # the ’90s, a '57 Chevy
     | (?<!\w)[’'‘]\d\ds?\b
       # call 999, text 70007
     | (?: (?<=[Cc]all\ ) | (?<=[Dd]ial\ ) | (?<=[Pp]hone\ ) | (?<=[Tt]ext\ ) | (?<=[Rr]ing\ )
         | (?<=[Rr]ef\ ) )
       \d{3,6}(?!\d|,\d)(?:\ or\ \d{3,6}(?!\d|,\d))?
       # stoppage time: 45+4
     | (?<![\d.,])\d{1,3}\+\d{1,2}(?![\d.,]?\d)
       # virus variants: BA.2.86, JN.1
     | (?: (?<=\b[A-Z]\.) | (?<=\b[A-Z]{2}\.) | (?<=\b[A-Z]{3}\.) )\d{1,3}(?:\.\d{1,3}){0,3}(?![\d,])
       # the lines of a picture: 1080p
     | (?<!\w)(?:480|720|1080|1440|2160|4320)p\b
       # the 2.40 at Ascot
     | (?<=\bthe\ )\d{1,2}\.[0-5]\d(?=\ (?:at|from|to|train|race|express)\ )
       # Sections 66C and 66D
     | (?: (?<=[Ss]ection\ ) | (?<=[Aa]rticle\ ) | (?<=[Cc]lause\ ) )\d{1,4}[A-Z]{1,2}\b
     | (?: (?<=[Ss]ections\ ) | (?<=[Aa]rticles\ ) | (?<=[Cc]lauses\ ) )
       \d{1,4}[A-Z]{0,2}\b(?:(?:,\ |,?\ and\ |\ or\ )\d{1,4}[A-Z]{0,2}\b(?![.,]?\d)){0,8}
    )""",
    re.VERBOSE,
)
_COUNTER_FORM = r"""
    [ \t\u00a0]*
    (?: \(?\d{1,2}[.)]                                    # 1. 2) (3)
      | [ivx]+\)                                          # iv)
    )
    (?=[ \t\u00a0]+\S)
    """
_FIRST_COUNTER = re.compile(_COUNTER_FORM, re.VERBOSE)
_COUNTER = re.compile(rf"[\n:;•](?:(?<=\n)|[ \u00a0]){_COUNTER_FORM}", re.VERBOSE)
_FURNITURE_COUNTER = re.compile(r"[0-9](?<!\w.)\d{0,2} of \d{1,3}(?=[A-Z])")
"""“1 of 12Caption”: the counter of a picture gallery, glued to what it counts."""

_OF_DIGITS = re.compile(r" of \d")

_INLINE_COUNTER = re.compile(r"(?<!\S)\([1-9]\)(?=[ ](?!and\b|or\b|for\b|in\b)[a-z])")
"""“You can (1) go or (2) stay”."""

_HOUR = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|midnight|noon"
_HOUR_AFTER = re.compile(
    rf"""
    (?P<word>past|to)[ ](?:{_HOUR})\b
    (?![ ](?:people|million|per|votes?|years|[a-z]+s\b))      # not “about ten to twelve people”
    """,
    re.VERBOSE,
)
_MINUTES_BEFORE = {
    "past": re.compile(r"\b(?:half|quarter|ten|five|twenty|twenty-five|\d{1,2})[ ]$"),
    "to": re.compile(
        r"""
        \b(?:[Aa]t|around|about|until|before|after|since|just|just[ ]after)[ ]
        (?:quarter|ten|five|twenty|twenty-five)[ ]$
        """,
        re.VERBOSE,
    ),
}
"""With the hour after them: “half past nine”, “at ten to three”."""
_MINUTES = ("quarter ", "ten ", "five ", "twenty ")
"""With one of them the second of those patterns ends."""

_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,500}|(?<!\w)[#@]\w+")
_MAIL_ADDRESS = re.compile(r"[\w.+-]{0,64}@[\w-]{1,64}\.\w{2,}")
_LONGEST_MAIL_NAME = 64


def identifier_spans(text: str, *, in_digits: bool) -> list[tuple[int, int]]:
    """Where digits are part of addresses, telephone numbers, times, versions or list counters.

    Args:
        text: The text.
        in_digits: Whether a number of the text begins with a digit. If none does, those forms matter that a
            number in words may stand in: times in words, and addresses.
    """
    spans = [*_clock_phrases(text), *(_spans_of_digits(text) if in_digits else ())]
    if "http" in text or "www." in text or "#" in text or "@" in text:
        spans += [match.span() for match in _WEB_ADDRESS.finditer(text)]
        spans += _mail_addresses(text)
    return spans


def _spans_of_digits(text: str) -> list[tuple[int, int]]:
    """Those of the spans that no number word begins in."""
    spans = list(_digit_groups(text))
    if counter := _FIRST_COUNTER.match(text):
        spans.append(counter.span())
    if "\n" in text or ":" in text or ";" in text or "•" in text:
        spans += [match.span() for match in _COUNTER.finditer(text)]
    if _OF_DIGITS.search(text):
        spans += [match.span() for match in _FURNITURE_COUNTER.finditer(text)]
    if 0 <= text.find("(1)") < text.rfind("(2)"):
        spans += _inline_counters(text)
    return spans


def _inline_counters(text: str) -> Iterator[tuple[int, int]]:
    """The counters of a list within a sentence; “Bale (2) scored” twice."""
    for match in _INLINE_COUNTER.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()].split()
        if not (before and before[-1][0].isupper()):
            yield match.span()


def _digit_groups(text: str) -> Iterator[tuple[int, int]]:
    """Telephone numbers, dates in digits, versions, clock times."""
    end = 0
    for start in _IDENTIFIER_START.finditer(text):
        if start.start() < end:
            continue
        match = _IDENTIFIER.match(text, start.start())
        if match:
            end = match.end()
            yield match.span()


def _clock_phrases(text: str) -> Iterator[tuple[int, int]]:
    """Clock times in words: “half past nine”."""
    if not ("past " in text or ("to " in text and any(map(text.__contains__, _MINUTES)))):
        return
    for hour in _HOUR_AFTER.finditer(text):
        earliest = max(0, hour.start() - 24)
        minutes = _MINUTES_BEFORE[hour["word"]].search(text, earliest, hour.start())
        if minutes:
            yield minutes.start(), hour.end()


def _mail_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Found from the “@” backwards: a search forwards would read each long word from each of its letters."""
    position = text.find("@")
    while position >= 0:
        start = position
        earliest = max(0, position - _LONGEST_MAIL_NAME)
        while start > earliest and (text[start - 1].isalnum() or text[start - 1] in "_.+-"):
            start -= 1
        match = _MAIL_ADDRESS.match(text, start)
        if match:
            yield match.span()
        position = text.find("@", position + 1)
