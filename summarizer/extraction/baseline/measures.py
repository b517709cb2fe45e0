"""What a figure measures: by its unit, its noun and the words around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.extraction.baseline.casualties import casualty_near

if TYPE_CHECKING:
    from summarizer.records import Measure
    from summarizer.text.candidates import FigureCandidate

__all__ = ["measure_of"]

_TIME_WORDS = """
    millisecond second minute hour day night week weekend fortnight month quarter year decade century
    millennium
"""
_TIME = frozenset(_TIME_WORDS.split())
_LENGTH_WORDS = "km m cm mm nm mile yard foot inch furlong micrometre light-year"
_LENGTH = frozenset(_LENGTH_WORDS.split()) | {"nautical mile"}
_TEMPERATURE = frozenset(("°C", "°F", "degree", "K"))
_OTHER_CODE_WORDS = """
    magnitude kg g mg tonne ton hectare acre km2 m2 m3 litre ml gallon barrel mph km/h knot m/s W kW MW GW kWh
    MWh GWh TWh byte kB MB GB TB Hz ppm
"""
_OTHER_CODES = frozenset(_OTHER_CODE_WORDS.split())
_OTHER_UNITS = frozenset(
    ("pound", "ounce", "carat", "microgram", "square mile", "square foot", "cubic foot", "time")
)
_PERCENT = frozenset(("percent", "percentage point", "basis point"))
_CURRENCY = re.compile(r"[A-Z]{3}|peso|franc|krone|dinar")
_CHANGE = re.compile(
    r"""\b(?:
        rate|inflation|interest|unemployment|growth|gr[eo]w[sn]?|rose|fell|rise|fall|risen|fallen
        |increase[ds]?|decrease[ds]?|decline[ds]?|up|down|drop(?:s|ped)?|gain(?:s|ed)?|jump(?:s|ed)?
        |climb(?:s|ed)?|slip(?:s|ped)?|yield|cut|raised?|wage|annual|year-on-year|faster|slower|surged?
        |plunged?|lower|higher
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PER_UNIT = re.compile(
    r"[ \u00a0](?:a|an|per|each|apiece)\b(?![ \u00a0](?:year|day|month|week|hour)\b)", re.IGNORECASE
)
"""“$4 a litre”, not “$4 an hour”."""
_PRICED = re.compile(
    r"\b(?:price[ds]?|shares?|stock|cost(?:s|ing)?|ticket|sold for|traded at|closed at|barrel)\b",
    re.IGNORECASE,
)
_HIGHEST_PRICE = 10**5
"""A sum from here on is money, whatever stands beside it."""
_AGED = re.compile(r"[- ]?(?:years?|months?|weeks?)?[- ]olds?\b", re.IGNORECASE)
_OLD = re.compile(r"[ -]olds?\b")
_VOTES = re.compile(r"\b(?:votes?|voted|ballots?|abstention|majority of)\b", re.IGNORECASE)
_SCORED = re.compile(r"\b(?:goal|point|run|wicket|try|tries|set|penalt(?:y|ies))s?\b", re.IGNORECASE)
_SCORE_UNITS = frozenset(("goal", "run", "wicket", "try"))
_FORCES = re.compile(
    r"""\b(?:
        troops?|soldiers?|tanks?|warplanes?|jets?|warships?|battalions?|brigades?|reservists?|drones?
        |missiles?|rockets?|fighters
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TROOPS = re.compile(r"\b(?:troops|soldiers|reservists)\b", re.IGNORECASE)
_POPULATION = re.compile(
    r"\b(?:population|inhabitants|home to|residents of|people live|live in)\b", re.IGNORECASE
)


def measure_of(figure: FigureCandidate, before: str, after: str) -> Measure:
    """What a figure measures.

    Args:
        figure: The quantity.
        before: Its sentence up to it.
        after: Its sentence behind it.
    """
    for rule in (_casualty, _percentage, _age, _by_unit, _money, _vote, _score, _other):
        measure = rule(figure, before, after)
        if measure:
            return measure
    return _counted(figure, before, after)


def _casualty(figure: FigureCandidate, before: str, after: str) -> Measure | None:
    """“Two workers were killed”."""
    if figure.unit not in (None, "people") or (figure.unit is None and figure.upper is not None):
        return None
    noun = _noun(figure)
    head = noun.rpartition(" ")[2]
    around = casualty_near("", head) or casualty_near(before, after.replace(noun, "", 1))
    return around or casualty_near("", noun)


def _percentage(figure: FigureCandidate, before: str, after: str) -> Measure | None:
    """“rose 3%” is a rate, “3% of voters” a share."""
    if figure.unit not in _PERCENT:
        return None
    if figure.unit != "percent":
        return "rate"
    whole = figure.counted is not None or after.lstrip().startswith(("of ", "share"))
    changes = _CHANGE.search(before[-60:]) or _CHANGE.search(after[:24])
    return "rate" if changes and not whole else "share"


def _age(figure: FigureCandidate, before: str, after: str) -> Measure | None:  # noqa: ARG001 - every rule takes both sides
    """“the 24-year-old”, “41 years old”."""
    aged = _AGED.search(figure.text) or _OLD.match(after)
    return "age" if aged or (figure.unit == "year" and figure.counted is None) else None


def _by_unit(figure: FigureCandidate, before: str, after: str) -> Measure | None:  # noqa: ARG001 - as above
    if figure.unit in _TIME:
        return "duration"
    if figure.unit in _LENGTH:
        return "distance"
    return "temperature" if figure.unit in _TEMPERATURE else None


def _money(figure: FigureCandidate, before: str, after: str) -> Measure | None:
    """“$4 a litre” is a price, “$4bn” money."""
    if not _CURRENCY.fullmatch(figure.unit or ""):
        return None
    priced = _PRICED.search(before[-30:]) and abs(figure.value or 0) < _HIGHEST_PRICE
    return "price" if priced or _PER_UNIT.match(after) else "money"


def _vote(figure: FigureCandidate, before: str, after: str) -> Measure | None:
    voted = figure.unit == "vote" or _VOTES.search(after[:20])
    return "votes" if voted or (figure.upper is not None and _VOTES.search(before[-40:])) else None


def _score(figure: FigureCandidate, before: str, after: str) -> Measure | None:  # noqa: ARG001 - as above
    """“3-1”, “two goals”."""
    result = figure.bound == "exact" and figure.upper is not None
    return "score" if result or figure.unit in _SCORE_UNITS else None


def _other(figure: FigureCandidate, before: str, after: str) -> Measure | None:  # noqa: ARG001 - as above
    """A weight, area, volume, speed, power or magnitude."""
    unit_of_measure = figure.counted is not None and figure.counted.end == figure.end
    return (
        "other" if figure.unit in _OTHER_CODES or (unit_of_measure and figure.unit in _OTHER_UNITS) else None
    )


def _counted(figure: FigureCandidate, before: str, after: str) -> Measure:
    """The measure of what is counted."""
    noun = _noun(figure)
    if _POPULATION.search(before[-30:]) or _POPULATION.search(after[:30]):
        return "population"
    if _TROOPS.search(noun) or (_FORCES.search(noun) and figure.unit != "people"):
        return "forces"
    return "score" if _SCORED.fullmatch(noun) else "count"


def _noun(figure: FigureCandidate) -> str:
    return figure.counted.text if figure.counted else ""
