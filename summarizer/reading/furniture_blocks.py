"""Blocks of page furniture: lines that are furniture only together with their neighbours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.reading.lines import is_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.reading.lines import Line

__all__ = ["find_blocks"]

_LONGEST_PROMOTION = 20
"""Lines between the two ends of a promotion, and of a form for feedback."""
_PROMOTION_START = re.compile(r"skip past newsletter promotion|skip advertisement", re.IGNORECASE)
_PROMOTION_END = re.compile(r"after newsletter promotion|end of advertisement", re.IGNORECASE)

_FEEDBACK = re.compile(r"\S.{0,30} values your feedback\.?", re.IGNORECASE)
_FEEDBACK_ITEM = re.compile(
    r".*\b(?:ads?|video (?:player|content)|technical issues|other issues|feedback)\b.*"
    r"|submit|cancel|close|thank you!?",
    re.IGNORECASE,
)

_COUNT = re.compile(r"\(?\d{1,3}(?:[.,]?\d{1,3}){0,2}[kKmM]?\)?")
_SHARING = re.compile(
    r"e-?mail|share(?: full article| this| article| page)?|view comments?|tweet", re.IGNORECASE
)
_COUNTED = re.compile(r"shares|views|reactions|reads|comments?|likes?|save|print", re.IGNORECASE)
"""Furniture only beside a word that nothing but a page prints."""

_TEMPERATURE = re.compile(r"-?\d{1,3} ?° ?[CF]?")
_SKY = re.compile(
    r"(?:(?:mostly|partly|mainly|light|heavy|scattered) )?(?:cloudy|clouds|sunny|clear(?: sky)?|overcast|fair"
    r"|haze|fog(?:gy)?|mist|rain|snow|showers|drizzle|windy|thunderstorms?)",
    re.IGNORECASE,
)

_BIOGRAPHY = re.compile(
    r"(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})"
    r" (?:(?:covers|writes about|reports on) [^\n]{4,200}[.]|is (?:an?|the|our) (?:[\w'’&,-]+ ){0,7}"
    r"(?:reporter|correspondent|editor|writer|journalist|columnist|producer|contributor)s?\b"
    r"(?: (?:who|for|at|with|in|on|covering|based|and|specialising|specializing)\b|, )[^\n]{0,300}[.])"
)
_LAST_LINES = 12


def find_blocks(lines: Sequence[Line]) -> set[int]:
    """The indexes of lines that stand in a promotion, a form, a share counter, a weather or author box."""
    aside: set[int] = set()
    bodies = 0
    for index, line in enumerate(lines):
        text = line.text
        if len(text) > 60:  # no line that opens a block is longer
            bodies += is_body(text)
            continue
        if _PROMOTION_START.fullmatch(text):
            aside.update(_promotion(lines, index))
        elif _FEEDBACK.fullmatch(text):
            aside.update(_feedback(lines, index))
        elif not bodies and _TEMPERATURE.fullmatch(text):
            aside.update(_weather(lines, index))
    aside.update(_counters(lines))
    aside.update(_biographies(lines, bodies))
    return aside


def _promotion(lines: Sequence[Line], start: int) -> Iterator[int]:
    for index in range(start + 1, min(len(lines), start + _LONGEST_PROMOTION)):
        if _PROMOTION_END.fullmatch(lines[index].text):
            yield from range(start, index + 1)
            return


def _feedback(lines: Sequence[Line], start: int) -> Iterator[int]:
    yield start
    for index in range(start + 1, min(len(lines), start + _LONGEST_PROMOTION)):
        text = lines[index].text
        if len(text) > 90 or not _FEEDBACK_ITEM.fullmatch(text):  # no entry of the form is longer
            return
        yield index


def _weather(lines: Sequence[Line], index: int) -> Iterator[int]:
    for near in (index + 1, index - 1):
        if 0 <= near < len(lines) and _SKY.fullmatch(lines[near].text):
            yield from (index, near)


def _counters(lines: Sequence[Line]) -> Iterator[int]:
    """Runs of numbers and of words for sharing: “e-mail / 12 / shares / 58”."""
    run: list[int] = []
    for index in range(len(lines) + 1):
        text = lines[index].text if index < len(lines) else ""
        if 0 < len(text) <= 30 and any(form.fullmatch(text) for form in (_COUNT, _SHARING, _COUNTED)):
            run.append(index)
            continue
        if len(run) > 1:
            texts = [lines[place].text for place in run]
            if any(map(_SHARING.fullmatch, texts)) and any(map(_COUNT.fullmatch, texts)):
                yield from run
        run = []


def _biographies(lines: Sequence[Line], bodies: int) -> Iterator[int]:
    """Closing paragraphs about the authors, whom no paragraph above has mentioned."""
    if bodies <= 2:  # too short an article to tell
        return
    for index in range(len(lines) - 1, max(0, len(lines) - _LAST_LINES), -1):
        found = _BIOGRAPHY.fullmatch(lines[index].text)
        if found is None:
            if is_body(lines[index].text):
                return
            continue
        surname = found["name"].split()[-1]
        if not any(surname in line.text for line in lines[:index] if is_body(line.text)):
            yield index
