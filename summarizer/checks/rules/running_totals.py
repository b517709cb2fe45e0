"""Running totals that the source dates, told without a date."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import lemma
from summarizer.checks.rules.figure_twins import (
    counted_lemmas,
    has_phrase,
    is_plain,
    may_tell,
    runs_of,
    stated_runs,
    told_phrase,
    twins,
    words_of,
)
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.evidence import Evidence
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode
    from summarizer.text import DatePhrase
    from summarizer.text.candidates import FigureCandidate, TextSentence

__all__ = ["check_as_of"]

_SUPERLATIVE = re.compile(
    r"\b(?:most|least|best|worst|first|only|(?P<word>\w{3,}est))\b(?=[^.;]{0,60}$)", re.IGNORECASE
)
"""Before “to date” or “so far” as a rank: “his largest film to date”."""
_RANKED_WITHIN = 80
"""Characters before it in which the superlative stands."""
_DISTANCE = re.compile(
    r"\s+(?:from|away|apart|as|that|behind|ahead|removed|north|south|east|west|out)\b", re.IGNORECASE
)
_UP_TO_DATE = re.compile(r"\b(?:up|keep|bring|brought|is|was)\s+$", re.IGNORECASE)
_DAYTIME = (
    r"(?:(?:early|late|mid)[\s-]+)?(?:the\s+)?(?:morning|afternoon|evening|night|noon|midday|midnight|"
    r"dawn|dusk|nightfall|sunset|sunrise|close|end|start|middle)"
)
_DATED = re.compile(
    rf"\b(?P<word>as\s+of|as\s+at|by|until|till|up\s+to(?:\s+and\s+including)?|through|up\s+until|at)\s+(?:the\s+)?(?:{_DAYTIME}\s+(?:of|on)?\s*)?(?:\d{{1,2}}(?:[.:]\d\d)?\s*(?:[ap]\.?m\.?|GMT|hours)?\s*(?:on\s+)?)?$",
    re.IGNORECASE,
)
"""Before a date, as the day up to which somebody has counted."""
_PREFIX = re.compile(r"^(?P<word>as\s+of|as\s+at|by|until|till|up\s+to|up\s+until|through)\s+", re.IGNORECASE)
_CLOCK = re.compile(
    rf"\b(?P<word>as\s+of|as\s+at|by|until)\s+(?:{_DAYTIME}|\d{{1,2}}(?:[.:]\d\d)?\s?(?:[ap]\.?m\b\.?|GMT|hours))(?!\s+(?:of|on|to)\b)",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\b(?:had|has|have)\b(?!\s+(?:to|until|till)\b)|\b\w+[’']ve\b", re.IGNORECASE)
_CLOCK_WORDS = frozenset(["as", "by", "until"])
_PERFECT_WORDS = frozenset(["had", "has", "have", "ve"])
_YEAR_TO = re.compile(r"\b(?:year|season|month|quarter|period|January|so\s+far)\s+$", re.IGNORECASE)
_SPLIT = re.compile(
    r";|,\s+(?:but|while|although|though|and\s+(?:it|he|she|they|the)\b)|\s[—–-]\s|,\s+(?:which|who|where)\b"
)
_DAY = re.compile(r"(?:\d{4}|XXXX)-(\d\d)(?:-(\d\d))?")
_BESIDE = re.compile(r"\s?[,(]\s?|\s")
"""Between two phrases for one day."""
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_FAR = 400
"""Characters around a figure in which its clause is looked for."""
_AGE_OR_TIME = frozenset(["year", "month", "week", "day", "hour", "minute", "time"])


def check_as_of(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``as-of-dropped``: a total that the source dates (“as of Friday”, “so far”), told without a date.

    A headline is too short for one, and the date of an event stands in its record. The statement before may
    carry the date as well.
    """
    if statement.kind in {"headline", "event"}:
        return
    told = [figure for figure in statement.own.figures if is_plain(figure)]
    told = [figure for figure in told if figure.unit not in _AGE_OR_TIME and figure.value not in {0, 1}]
    if not told or _keeps(statement):
        return
    if statement.before is not None and _marks(statement.before):
        return
    seen = set()
    for figure in told:
        key = (figure.value, figure.unit, counted_lemmas(figure))
        if key in seen:
            continue
        seen.add(key)
        mark = _common_mark(twins(figure, statement.cited), statement.cited)
        if mark is not None:
            phrase, date = mark
            if date is None or not _names_date(statement, date):
                yield (
                    "as-of-dropped",
                    f"“{figure.text}” is a running total that the source dates “{phrase}”; say so",
                )
                return


def _keeps(statement: Statement) -> bool:
    """Whether the words of a statement show that a number is still moving."""
    return (
        told_phrase(statement, "running", "kept") is not None
        or _marks(statement)
        or (not _CLOCK_WORDS.isdisjoint(stated_runs(statement)) and _counted_to(statement.text))
    )


def _marks(statement: Statement) -> bool:
    """Whether a statement has a phrase such as “so far”."""
    told = told_phrase(statement, "running", "markers") is not None
    return told and _marker_phrase(statement.text) is not None


def _marker_phrase(text: str) -> re.Match[str] | None:
    """A phrase such as “so far” in its sense of a running total."""
    for match in words_of("running", "markers", text):
        words = as_matched(match.group())
        if words.endswith("far") and _DISTANCE.match(text, match.end()):
            continue
        if words in {"so far", "to date", "as yet", "thus far"} and _ranks(text, match.start()):
            continue
        if words == "to date" and _UP_TO_DATE.search(text, 0, match.start()):
            continue
        return match
    return None


def _ranks(text: str, place: int) -> bool:
    """Whether a superlative stands before a place: “the largest … to date”, not “of forest so far”."""
    start = max(0, place - _RANKED_WITHIN)
    for match in _SUPERLATIVE.finditer(text[start:place]):
        if match["word"] is None or lemma(match["word"]) != match["word"].casefold():
            return True
    return False


def _counted_to(text: str) -> bool:
    match = _CLOCK.search(text)
    return match is not None and (
        match["word"].casefold().startswith("as") or _PERFECT.search(text) is not None
    )


def _common_mark(figures: list[FigureCandidate], evidence: Evidence) -> tuple[str, DatePhrase | None] | None:
    """What dates the first of some figures, where each of them is dated."""
    first: tuple[str, DatePhrase | None] | None = None
    for figure in figures:
        mark = _mark(figure, evidence)
        if mark is None:
            return None
        first = first or mark
    return first


def _mark(figure: FigureCandidate, evidence: Evidence) -> tuple[str, DatePhrase | None] | None:
    """What dates a figure of the source: the words, and the date where they name one."""
    index = evidence.segmented.sentence_index(figure.start)
    if index is None:
        return None
    sentence = evidence.segmented.sentences[index]
    start, end = _clause(sentence, figure)
    dates = _dates_within(evidence, start, end)
    text = _without(evidence.segmented.text, start, end, dates)
    runs = runs_of(text)
    marker = _marker_phrase(text) if may_tell(runs, "running", "markers") else None
    if marker is not None and not has_phrase(text[: marker.start()], "running", "to_come"):
        return " ".join(marker.group().split()), None
    clock = None if _CLOCK_WORDS.isdisjoint(runs) else _CLOCK.search(text)
    if not dates and clock is None:
        return None
    perfect = None if _PERFECT_WORDS.isdisjoint(runs) else _PERFECT.search(text)
    counted = perfect or (may_tell(runs, "running", "state") and has_phrase(text, "running", "state"))
    if not counted or (may_tell(runs, "running", "to_come") and has_phrase(text, "running", "to_come")):
        return None
    for date in dates:
        if not date.start <= figure.start < date.end:
            word = _up_to(date, evidence.segmented.text, start)
            if word is not None and _fits(word, text, evidence.segmented.text[start : date.start]):
                return " ".join(f"{word} {date.text}".split()) if not date.text.casefold().startswith(
                    word
                ) else date.text, date
    return (clock.group(), None) if clock is not None and perfect is not None else None


def _clause(sentence: TextSentence, figure: FigureCandidate) -> tuple[int, int]:
    """The part of a sentence, between semicolons and conjunctions, that holds a figure."""
    start, end = max(sentence.start, figure.start - _FAR), min(sentence.end, figure.end + _FAR)
    offset = start
    for match in _SPLIT.finditer(sentence.text[start - sentence.start : end - sentence.start]):
        place = offset + match.start()
        if place <= figure.start:
            start = offset + match.end()
        else:
            end = place
            break
    return start, end


def _dates_within(evidence: Evidence, start: int, end: int) -> list[DatePhrase]:
    dates = evidence.segmented.dates
    first = bisect_left(dates, start, key=lambda date: date.start)
    return list(dates[first : bisect_left(dates, end, key=lambda date: date.start)])


def _without(text: str, start: int, end: int, dates: list[DatePhrase]) -> str:
    """A stretch of a text with its dates blotted out, so that “3 May” is no “may”; offsets stay."""
    stretch = text[start:end]
    for date in dates:
        kept = _PREFIX.match(date.text)
        first = date.start - start + (kept.end() if kept else 0)
        last = min(date.end, end) - start
        stretch = stretch[:first] + "·" * (last - first) + stretch[last:]
    return stretch


def _up_to(date: DatePhrase, text: str, start: int) -> str | None:
    """The word that makes a date the end of a count."""
    inside = _PREFIX.match(date.text)
    if inside is not None:
        return " ".join(inside["word"].casefold().split())
    before = _DATED.search(text, max(start, date.start - 60), date.start)
    word = " ".join(before["word"].casefold().split()) if before is not None else None
    return None if word == "at" else word


def _fits(word: str, clause: str, before: str) -> bool:
    """Whether a date after this word ends a count rather than a plan or a stretch of time."""
    if word.startswith("as"):
        return True
    if word == "through":
        return _YEAR_TO.search(before) is not None or not before.strip()
    if re.search(
        r"\b(?:from|between|since)\s+(?:the\s+)?(?:\w+\s+){0,2}\d[^,;]{0,40}$", before, re.IGNORECASE
    ):
        return False
    state = re.search(
        r"\b(?:stood\s+at|reached|risen\s+to|rose\s+to|climbed\s+to|counted|tallied|recorded)\b", clause
    )
    perfect = _PERFECT.search(clause)
    if perfect is None:
        return state is not None
    return (
        re.search(r"\bto\s+(?!the\b|a\b|an\b|at\b)[a-z]+\s+(?:\w+\s+){0,3}$", before) is None
        or not before.strip()
    )


def _names_date(statement: Statement, date: DatePhrase) -> bool:
    """Whether a statement, or the one before it, names the day up to which was counted."""
    days = frozenset().union(*map(_days, _apposed(date, statement.cited)))
    for own in (statement.own, *([statement.before.own] if statement.before else [])):
        for one in own.dates:
            if days & _days(one):
                return True
    return False


def _apposed(date: DatePhrase, evidence: Evidence) -> list[DatePhrase]:
    """A date with those that stand right beside it, for the same day: “Saturday evening, 9 November”."""
    text = evidence.segmented.text
    return [
        one
        for one in evidence.dates
        if one.start == date.start
        or _BESIDE.fullmatch(
            text[one.end : date.start] if one.end <= date.start else text[date.end : one.start]
        )
    ]


def _days(date: DatePhrase) -> frozenset[str]:
    """The days of a phrase without their year, the months of one that names no day, and its weekdays."""
    days = set(_WEEKDAY.findall(date.text))
    for written in (date.when.start, date.when.end):
        found = _DAY.match(written or "")
        if found:
            days.add(found[1] if date.when.precision == "month" else f"{found[1]}-{found[2]}")
    return frozenset(days)
