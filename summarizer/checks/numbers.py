"""The numbers that a text states, as values, so that “two”, “2” and “2.0” are the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress, count
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import Known, word_runs
from summarizer.checks.lists import load_list
from summarizer.text import find_figures
from summarizer.text.dates import find_clock_times
from summarizer.text.figures.number_words import SMALL, TENS
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from summarizer.text import DatePhrase, FigureCandidate

__all__ = [
    "NumberFacts",
    "Stated",
    "clock_minutes",
    "copies_numbers",
    "is_copy",
    "number_facts",
    "stated_numbers",
    "supports",
    "tells_known_time",
]

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?", re.ASCII)
_NAMED = re.compile(r"(?<!\w)[^\W\d_]++[-‐‑]?\d\w*")
"""A name that holds digits: ``F-16``, ``G7``, ``Covid-19``; also ``mid-2024``, which is none."""
_CODE = re.compile(r"[^\W\d_a-z]{1,3}[-‐‑]?\d")
"""How a name begins whose digits count nothing: ``F-16``, ``G7``, not ``Under-17`` or ``mid-2024``."""
_ISO_NUMBERS = re.compile(r"\d+")

_ORDINAL_WORDS = {
    word: value
    for value, word in enumerate(
        ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"), 3
    )
}
_CARDINAL_WORDS = SMALL | TENS
_IMPLIED: dict[str, tuple[float, ...]] = {
    **{word: (value,) for word, value in (_CARDINAL_WORDS | _ORDINAL_WORDS).items()},
    **dict.fromkeys(("single", "sole", "once", "first", "lone"), (1,)),
    **dict.fromkeys(("both", "pair", "couple", "twice", "double", "duo", "twin", "twins", "second"), (2,)),
    **dict.fromkeys(("brace", "doubled", "doubling"), (2,)),
    **dict.fromkeys(("trio", "triple", "tripled", "treble", "thrice", "triplets"), (3,)),
    **dict.fromkeys(("nil", "no", "none", "goalless", "scoreless", "nobody"), (0,)),
    "half": (50, 0.5, 2),
    "halves": (50, 2),
    "quarter": (25, 0.25),
    "quarters": (25, 4),
    "third": (3, 33.333333),
    "fortnight": (14, 2),
    "dozen": (12,),
    "decade": (10,),
    "century": (100,),
    "hundred": (100,),
    "thousand": (1000,),
    "million": (1_000_000,),
    "billion": (1_000_000_000,),
}
"""What a word of the evidence states: more than a figure finder would count, so that nobody is accused."""
_NUMERIC = frozenset(
    [
        *_CARDINAL_WORDS,
        *_ORDINAL_WORDS,
        "half",
        "quarter",
        "quarters",
        "third",
        "thirds",
        "dozen",
        "dozens",
        "scores",
    ]
    + [
        f"{scale}{plural}"
        for scale in ("hundred", "thousand", "million", "billion", "trillion")
        for plural in ("", "s")
    ]
) - {"zero", "one"}
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_END = re.compile(r"(?![^\W_]|[.,:/]\d)")
"""Where a word or a number can end: “14” does not end inside “14,000”."""
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINAL_WORDS)})\b(?!-)", re.IGNORECASE)

_MAGNITUDES: tuple[tuple[str, float, float], ...] = (
    ("hundreds of thousands", 100_000, 10_000_000),
    ("tens of thousands", 10_000, 1_000_000),
    ("hundreds of millions", 1e8, 1e10),
    ("tens of millions", 1e7, 1e9),
    ("billions", 1e9, 1e12),
    ("millions", 1e6, 1e9),
    ("thousands", 1000, 1_000_000),
    ("hundreds", 100, 10_000),
    ("dozens", 12, 200),
    ("scores", 20, 200),
)
"""Indefinite quantities, and between which values a number of the evidence bears them out."""

_CLOCK = re.compile(r"(?P<hour>\d{1,2}?)(?:[:.]?(?P<minute>\d\d))?(?!\d)\s?(?:(?P<half>[apAP])\.?[mM])?")
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_SMALLEST_ROUNDED = 10
_ROUNDED = {"about": (0.9, 1.05), "more_than": (1.0, 1.2), "less_than": (0.85, 1.0)}
"""How far from a rounded value, by its rounding word, the exact one may lie."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A number as a text states it."""

    text: str
    values: tuple[float, ...] = ()
    """Each of them must be stated by the evidence; both ends of a range."""
    digits: tuple[float, ...] = ()
    """The bare numbers in its digits, where no word scales them: they bear it out as well."""
    name: str | None = None
    """A name that holds digits, in the form in which names are compared."""
    magnitude: tuple[str, float, float] | None = None
    """The words of an indefinite quantity, and between which values they hold."""
    start: int = -1
    """Where it begins in its text."""
    figure: FigureCandidate | None = None
    """The figure that it was read from, if it was."""


@dataclass(frozen=True, slots=True)
class NumberFacts:
    """What a stretch of evidence states in numbers."""

    values: AbstractSet[float]
    names: AbstractSet[str]
    magnitudes: AbstractSet[str]
    calendar: AbstractSet[float] = frozenset()
    """The numbers of its dates: they bear out a date, not a count."""
    figures: tuple[FigureCandidate, ...] = ()
    clock: AbstractSet[int] = frozenset()
    """Its clock times, in minutes of the day."""


def stated_numbers(text: str, figures: Sequence[FigureCandidate] | None = None) -> list[Stated]:
    """The numbers that ``text`` states: quantities, digits, ordinals and names that hold digits.

    Args:
        text: A statement.
        figures: All quantities in it, where they are known already; else they are looked for.
    """
    if _has_no_numbers(text):
        return []  # most statements: the finder need not look
    figures = find_figures(text) if figures is None else figures
    taken = {offset for figure in figures for offset in range(figure.start, figure.end)}
    stated = [one for one in map(_of_figure, figures) if one is not None]
    for pattern, read in ((_NAMED, _of_name), (_DIGITS, _of_digits), (_ORDINAL, _of_ordinal)):
        free = [match for match in pattern.finditer(text) if taken.isdisjoint(range(*match.span()))]
        stated += [replace(read(match.group()), start=match.start()) for match in free]
        taken.update(offset for match in free for offset in range(*match.span()))
    return stated


def number_facts(text: str, figures: Iterable[FigureCandidate], dates: Iterable[DatePhrase]) -> NumberFacts:
    """What ``text`` states in numbers, with the figures and dates that were found in it."""
    values: set[float] = set()
    scaled: set[str] = set()
    figures = tuple(figures)
    for figure in figures:
        values.update(_rounded(value) for value in (figure.value, figure.upper) if value is not None)
        if not _is_bare(figure.number.text):
            scaled.update(_DIGITS.findall(figure.number.text))
    calendar: set[float] = set()
    undated = text
    for date in dates:
        calendar.update(_date_numbers(date))
        calendar.update(map(_value, _DIGITS.findall(date.text)))
        undated = undated.replace(date.text, " ")
    names: set[str] = set()
    if _DIGIT.search(text):
        names.update(map(_name_key, _NAMED.findall(text)))
        plain = _NAMED.sub(lambda match: " " if _CODE.match(match.group()) else match.group(), undated)
        values.update(_value(digits) for digits in _DIGITS.findall(plain) if digits not in scaled)
    folded = text.casefold()
    for word in _IMPLIED.keys() & set(_WORD.findall(folded)):
        values.update(_IMPLIED[word])
    values.update(_worded(folded))
    magnitudes = {words for words, _, _ in _MAGNITUDES if words in folded}
    return NumberFacts(values, names, magnitudes, calendar, figures, clock_minutes(text))


def clock_minutes(text: str) -> frozenset[int]:
    """The clock times of a text, in minutes of the day: ``5.30pm`` and ``17:30`` are the same."""
    if not _DIGIT.search(text):
        return frozenset()
    return frozenset(minute for time in find_clock_times(text) for minute in _minutes(time.text))


def tells_known_time(text: str, stated: Stated, facts: NumberFacts) -> bool:
    """Whether a number is part of a clock time that the evidence states, in whatever style."""
    for time in find_clock_times(text):
        if time.start <= stated.start < time.end:
            minutes = list(_minutes(time.text))
            return bool(minutes) and facts.clock >= set(minutes)
    return False


def copies_numbers(evidence: str, text: str) -> bool:
    """Whether every number of ``text`` stands, with the word after it, in ``evidence`` as it is.

    The quick answer for the usual case, and for a text without numbers; where it is no, the values decide.
    """
    if _has_no_numbers(text):
        return True
    cited = f" {' '.join(evidence.casefold().split())} "
    tokens = text.casefold().split()
    for index in compress(count(), map(_TELLS_NUMBER.__getitem__, tokens)):
        words = f" {' '.join(tokens[index : index + 2])}".rstrip(".,;:!?”\"' ")
        place = cited.find(words)
        if place < 0 or not _END.match(cited, place + len(words)):
            return False
    return True


def _tells_number(token: str) -> bool:
    """Whether what stands between blanks is a number, or has one in it."""
    return _DIGIT.search(token) is not None or not _NUMERIC.isdisjoint(_WORD.findall(token))


_TELLS_NUMBER = Known(_tells_number)


def is_copy(text: str, evidence: str) -> bool:
    """Whether the whole of ``text`` stands in ``evidence``, and breaks off no word or number there."""
    place = evidence.find(text)
    if place < 0 or not _END.match(evidence, place + len(text)):
        return False
    return place == 0 or not (evidence[place - 1].isalnum() or evidence[place - 1] in ".,")


def supports(facts: NumberFacts, stated: Stated) -> bool:
    """Whether the evidence behind ``facts`` states the number."""
    if stated.name is not None and (stated.name in facts.names or not stated.digits):
        return stated.name in facts.names
    if stated.magnitude is not None:
        words, low, high = stated.magnitude
        return words in facts.magnitudes or any(low <= value < high for value in facts.values)
    known = facts.values if _counts(stated) else facts.values | facts.calendar
    if stated.values and known >= set(stated.values):
        return True
    if stated.digits and known >= set(stated.digits):
        return True
    return stated.figure is not None and any(_rounds(stated.figure, one) for one in facts.figures)


def _counts(stated: Stated) -> bool:
    """Whether a number counts or measures something: the day of a month does not bear it out."""
    figure = stated.figure
    if figure is None or (figure.unit is None and figure.counted is None):
        return False
    return not all(_FIRST_YEAR <= value <= _LAST_YEAR for value in stated.values)


def _rounds(figure: FigureCandidate, exact: FigureCandidate) -> bool:
    """Whether a figure with a rounding word is a rounder form of an exact one: “about 4,000” for 4,012."""
    if figure.value is None or exact.value is None or figure.upper is not None:
        return False
    alike = figure.unit == exact.unit or figure.unit is None or exact.unit is None
    if not alike or figure.value < _SMALLEST_ROUNDED or not _rounder(figure.value, exact.value):
        return False
    low, high = _ROUNDED.get(figure.bound, (1.0, 1.0))
    return low * figure.value < exact.value < high * figure.value


def _rounder(value: float, exact: float) -> bool:
    return len(f"{value:.10g}".strip("0.").replace(".", "")) < len(
        f"{exact:.10g}".strip("0.").replace(".", "")
    )


def _worded(folded: str) -> Iterator[float]:
    """The numbers that words such as “hat-trick” and “a fortnight” state."""
    table, pattern = _words()
    for match in pattern.finditer(folded):
        yield from table[" ".join(match.group().split())]


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, list[float]], re.Pattern[str]]:
    table: dict[str, list[float]] = load_list("quantities")["words"]["stated"]
    listed = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
    return table, re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])")


def _minutes(written: str) -> Iterator[int]:
    """The minutes of the day of a clock time; none where it is a range."""
    found = _CLOCK.match(written)
    if found is None or re.search(r"\d\s?(?:-|–|to)\s?\d", written):
        return
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").casefold()
    if half:
        hour = hour % 12 + 12 * (half == "p")
    yield hour % 24 * 60 + minute


def _of_figure(figure: FigureCandidate) -> Stated | None:
    number = figure.number.text
    if figure.value is None:
        folded = number.casefold()
        magnitude = next((row for row in _MAGNITUDES if row[0] in folded), None)
        if magnitude is None:
            return None
        return Stated(figure.text, magnitude=magnitude, start=figure.start, figure=figure)
    values = tuple(_rounded(value) for value in (figure.value, figure.upper) if value is not None)
    if values == (1,) and not any(map(str.isdigit, number)):
        return None  # “one” may stand for “a man”: it is not worth an accusation
    digits = tuple(map(_value, _DIGITS.findall(number))) if _is_bare(number) else ()
    return Stated(figure.text, values=values, digits=digits, start=figure.start, figure=figure)


def _has_no_numbers(text: str) -> bool:
    if _DIGIT.search(text):
        return False
    return _NUMERIC.isdisjoint(word_runs(text) if text.isascii() else _WORD.findall(text.casefold()))


def _of_name(name: str) -> Stated:
    digits = () if _CODE.match(name) else tuple(map(_value, _DIGITS.findall(name)))
    return Stated(name, name=_name_key(name), digits=digits)


def _of_digits(digits: str) -> Stated:
    return Stated(digits, values=(_value(digits),))


def _of_ordinal(word: str) -> Stated:
    return Stated(word, values=(_ORDINAL_WORDS[as_matched(word)],))


def _is_bare(number: str) -> bool:
    """Whether no word or letter scales the digits of a number."""
    return not any(map(str.isalpha, number))


def _date_numbers(date: DatePhrase) -> Iterator[float]:
    for day in (date.when.start, date.when.end):
        if day is not None:
            yield from (float(part) for part in _ISO_NUMBERS.findall(day))


def _value(digits: str) -> float:
    return _rounded(float(digits.replace(",", "")))


def _rounded(value: float) -> float:
    return round(float(value), 6)


def _name_key(name: str) -> str:
    key = re.sub(r"[-‐‑]", "", name).casefold()
    return re.sub(r"^u(?:nder)?(\d+)s?$", r"u\1", key)  # “U17s” is “Under-17”
