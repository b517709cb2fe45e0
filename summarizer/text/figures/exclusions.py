"""Numbers that are no quantities: they name a thing of a series, a road, a model, a year, or do not count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.text.figures.bare_units import follows_magnitude, is_age
from summarizer.text.figures.counted import find_counted
from summarizer.text.figures.counting_words import is_uncounted_half, one_counts
from summarizer.text.figures.patterns import SPACE
from summarizer.text.figures.qualifiers import read_qualifier_before
from summarizer.text.words import word_set

if TYPE_CHECKING:
    from summarizer.text.figures.amounts import Amount
    from summarizer.text.figures.numerals import Numeral

__all__ = ["is_blood_pressure", "is_label", "is_no_quantity"]

_LABELS = word_set(
    """
    article articles chapter section sections clause paragraph para schedule appendix annex title rule
    regulation amendment resolution proposition prop page pages p. pp. line verse psalm act scene part
    volume vol vol. issue edition episode season book table figure fig. chart item step question q phase
    stage type tier level grade class category cat group pool round heat game match race lap turn hole day
    week year night matchday gameweek set quarter period room suite flat apartment unit block building
    gate terminal platform pier runway hangar seat row cell bed ward bay zone area sector district
    precinct lot plot exit junction route highway interstate freeway motorway road bus train flight
    channel radio studio dock berth court lane car marker milepost
    number numbers no nos no. nos. nº version model mark mk
    series form code case bill directive protocol convention order pod isotope carbon vitamin omega
    windows track ext ext. extension hwy us rt.
    """
)
"""Words after which a number names one of a series."""

_SOFT_LABELS = word_set(
    """
    day week year night game match race lap turn hole set quarter period court car bus train line act part
    mark track book question point case bill order building block room road unit group class round heat
    form
    """
)
"""Those of them that may also stand before a quantity: “that night 200 people”."""

_FUNCTION_WORDS = word_set(
    """
    the a an in on at by to from for with of and or but nor as if when while after before since until
    during about around over under above below between among nearly almost some only just all both these
    those this that its his her their our my your more less fewer up down least most than then there here
    it he she they we i another other plus minus total today yesterday tomorrow now meanwhile however also
    still last next past first second roughly approximately exactly every each is are was were has have
    had not no out into within without against through across per via despite because so yet though
    although where how why what which who killing injuring wounding including leaving following using
    taking giving making seeing estimated monday tuesday wednesday thursday friday saturday sunday
    """
)
"""Words that are no name, though they open a sentence in a capital: “Nearly 300”, “Monday 12 people”."""

_NAMES_WITH_DIGITS = re.compile(r"(?:9/11|7/7|24/7|50/50|20/20|7/11|4x4|4[xX]4|360-degree)")
_FIGURE_AFTER = re.compile(r"[-‐‑]figures?\b", re.IGNORECASE)
_PREFIX_OF_AMOUNT = re.compile(
    r"\b(?:non|sub|mid|pre|post|under|over|plus|minus|a|per|of|the|to|magnitude|age|aged)-$", re.IGNORECASE
)
"""Hyphened words after which a number is still a number: “sub-5”, “magnitude-7”, “a-20”."""

_ADDRESS_AFTER = re.compile(
    rf"""
      {SPACE}(?:[A-Z][\w’'.]*{SPACE}){{1,3}}                         # “10 Downing Street”
      (?: Street | St | Avenue | Ave | Road | Rd | Lane | Drive | Boulevard | Blvd | Square | Place
        | Court | Way
        | Terrace | Crescent | Close | Quay | Parkway | Highway | Grove | Gardens | Mews | Row | Wharf
        | Alley )\b
    | {SPACE}(?:[NSEW]\.?[ ])?\d{{1,3}}(?:st|nd|rd|th){SPACE}(?:St|Ave|Street|Avenue|Road|Rd|Place|Pl)\b
    | {SPACE}(?:Avenue|Rue|Via|Calle|Avenida)[ ]                     # “36 Rue Cambon”
    """,
    re.VERBOSE,
)
_VERSION = re.compile(r"\d\.0(?![\d.])")
"""After a name: “Web 2.0”."""
_CAMEL_CASE = re.compile(r"[a-z][A-Z]")
_LONGER_NAME_BEFORE = re.compile(r"[A-Z][a-z]+[ ]$")
_PLACE_BEFORE = re.compile(rf"\b(?:[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Ff]or|[Ff]rom){SPACE}$")
_SURE_YEAR_BEFORE = re.compile(rf"\b(?:the|its|his|her|their|in|of){SPACE}$", re.IGNORECASE)
"""A year even where a noun follows that it could count: “the 2019 elections”."""

_SENTENCE_START = re.compile(
    r"""
    (?: ^ | [.!?:;][\"”’']?\s+ | \n\s*
      | [“\"‘'(\[•·–—-]\s?                                          # after an opening mark or a dash
    )$
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[A-Za-z]+")


_ZERO_NAME_BEFORE = re.compile(
    r"\b(?:ground|net|absolute|patient|sub|from|day|year|hour)[ \u00a0-]$", re.IGNORECASE
)
_ZERO_NAME_AFTER = re.compile(
    r"[ -](?:tolerance|sum|hour|day|emissions?|gravity|carbon)|[ ]in[ ]on", re.IGNORECASE
)
"""“ground zero”, “zero tolerance”, “zero in on”."""

_INDEFINITE_NOUN = re.compile(
    rf"""
      scores{SPACE}(?:of{SPACE}(?!\d)|more|were|are|have|killed|dead|injured|wounded|missing\b)
    | (?:tens|dozens|hundreds|thousands|lakhs|millions|crores|billions|trillions)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What is an indefinite number in one word; “scores” mostly is a verb or a result."""

_VERBED = re.compile(
    r"""
    -(?! (?: legged | sided | bedroomed | bedded | store?yed | storied | headed | handed | wheeled | pronged
           | tiered | masted | armed | eyed | fingered | engined | seated | pointed )\b )
    [a-z]+ed\b
    """,
    re.VERBOSE,
)
"""“a two-timed” verb or adjective holds no number; “four-wheeled” and “two-storeyed” count."""


def is_no_quantity(text: str, amount: Amount) -> bool:
    """Whether a number, read with what stands around it, states no quantity."""
    numeral = amount.numeral
    word = text[numeral.start : numeral.end].lower()
    if numeral.kind == "fraction":
        measured_by_word = amount.shown and text[numeral.end : numeral.end + 1] in "- "
        return not measured_by_word and is_uncounted_half(text, numeral)
    if numeral.kind == "indefinite":
        return " " not in word and word[0].isalpha() and _INDEFINITE_NOUN.match(text, numeral.start) is None
    if word == "zero":
        before = text[max(0, numeral.start - 40) : numeral.start]
        if _ZERO_NAME_BEFORE.search(before):
            return True
        return _ZERO_NAME_AFTER.match(text, numeral.end) is not None
    if word == "one":
        bounded = read_qualifier_before(text, amount.start, numeral.end) is not None
        return not one_counts(text, numeral, amount.unit, bounded=bounded)
    if numeral.kind == "words" and _VERBED.match(text, numeral.end):
        return True
    if _counts_digits(text, numeral):
        return True
    measured = amount.shown or amount.end > numeral.end
    if not is_label(text, numeral, measured=measured):
        return False
    return not (follows_magnitude(text, numeral.start) or is_age(text, amount))


def _counts_digits(text: str, numeral: Numeral) -> bool:
    """Whether a number tells how many digits another one has: “a six-figure sum”."""
    return _FIGURE_AFTER.match(text, numeral.end) is not None


def is_blood_pressure(numeral: Numeral) -> bool:
    """Whether a slashed pair is a blood pressure, “140/90”: neither a score nor one quantity."""
    top, bottom = numeral.value or 0, numeral.upper or 0
    return numeral.kind == "slashed" and 30 <= bottom < top <= 300


def is_label(text: str, numeral: Numeral, *, measured: bool) -> bool:
    """Whether a number names something instead of counting it.

    Args:
        text: The text.
        numeral: The number.
        measured: Whether a currency, a percent sign or a unit of measure stands with it.
    """
    before = text[max(0, numeral.start - 40) : numeral.start]
    if numeral.kind == "words":
        return _is_capital_word_name(text, numeral, before) or _is_numbered_thing(
            text, numeral, before, measured=measured
        )
    if _NAMES_WITH_DIGITS.match(text, numeral.start) or _is_glued(text, numeral, before, measured=measured):
        return True
    if numeral.scaled or measured:
        return False
    if _is_numbered_thing(text, numeral, before, measured=measured):
        return True
    if not numeral.plain:
        is_version = _VERSION.match(text, numeral.start) is not None
        return is_version and _follows_name(text, numeral, before)
    return (
        _ADDRESS_AFTER.match(text, numeral.end) is not None
        or _follows_name(text, numeral, before)
        or _is_year(text, numeral, before)
    )


def _word_before(text: str, position: int) -> str:
    """The word before a number, one space away; empty where there is none."""
    if position < 2 or text[position - 1] not in " \u00a0":
        return ""
    words = text[max(0, position - 24) : position - 1].rsplit(None, 1)
    return words[-1].lstrip("“\"‘'([") if words and not text[position - 2].isspace() else ""


def _is_numbered_thing(text: str, numeral: Numeral, before: str, *, measured: bool) -> bool:
    """“day three”, “Rule 5.07”, “page 12”; but “that day 200 people”, “in a game two fans”."""
    if measured or numeral.scaled or "," in text[numeral.start : numeral.end] or not before:
        return False
    if before[-1] in "#§" or before.endswith(("# ", "§ ")):
        return True
    label = _word_before(text, numeral.start)
    if label.lower() not in _LABELS:
        return False
    if label[0].isupper() or label.lower().startswith("no"):
        return True
    return label.lower() not in _SOFT_LABELS or find_counted(text, numeral.end) is None


def _is_glued(text: str, numeral: Numeral, before: str, *, measured: bool) -> bool:
    """Letters directly around the digits: F-16, COVID-19, 5G, 3D, 1080p, 1990s."""
    hyphened = before[-1:] in ("-", "\u2010", "\u2011", "/") and before[-2:-1].isalpha()
    if hyphened and not _PREFIX_OF_AMOUNT.search(before):
        return True
    if measured:
        return False
    prefixed = before.endswith(("mid-", "under-", "over-", "Under-", "Over-"))
    return prefixed or text[numeral.end : numeral.end + 1].isalpha()


def _follows_name(text: str, numeral: Numeral, before: str) -> bool:
    """A capitalised word right before plain digits: Boeing 737, Euro 2024, FTSE 100."""
    word = _word_before(text, numeral.start)
    if not word or not word[0].isalpha() or word[-1] in ',;:!?”")':
        return False
    if word[0].islower() and not _CAMEL_CASE.match(word):
        return False
    longer = before[: -len(word) - 1]
    if word.lower().strip(".") in _FUNCTION_WORDS and not _LONGER_NAME_BEFORE.search(longer):
        return False
    counted = find_counted(text, numeral.end)
    if counted is None:
        return True
    if counted.unit == "people":
        return False
    start = numeral.start - len(word) - 1
    return _PLACE_BEFORE.search(text[max(0, start - 12) : start]) is None


def _is_year(text: str, numeral: Numeral, before: str) -> bool:
    """“in 2023”, “the 1998 final”, and any four digits in that span that count nothing."""
    if numeral.end - numeral.start != 4 or not 1800 <= (numeral.value or 0) <= 2100:
        return False
    if find_counted(text, numeral.end) is None:
        return True
    return _SURE_YEAR_BEFORE.search(before) is not None


def _is_capital_word_name(text: str, numeral: Numeral, before: str) -> bool:
    """“Formula One”, “Big Ten”, “Ocean’s Eleven”: a capital in mid-sentence."""
    if not text[numeral.start].isupper():
        return False
    after = text[numeral.end : numeral.end + 2]
    if before[-1:] in "“‘\"'" and before and after[1:].isupper():  # the title of a work
        return True
    if _SENTENCE_START.search(before):
        return False
    return not (after[1:].isupper() and _is_title_case(before))


def _is_title_case(before: str) -> bool:
    """Whether the words before are all capitalised, as in a headline."""
    words = _WORD.findall(before)[-3:]
    return len(words) == 3 and all(word[0].isupper() for word in words)
