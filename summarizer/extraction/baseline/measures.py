"""What a figure measures: by its unit, its noun and the words around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.extraction.baseline.casualties import measure_casualties
from summarizer.extraction.baseline.percentages import measure_percentage
from summarizer.extraction.baseline.prices import measure_sum
from summarizer.extraction.baseline.scores import measure_score

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
_SEASONS = frozenset(("season", "spring", "summer", "autumn", "winter"))
_OTHER_WORDS = """
    magnitude kg g mg tonne ton hectare acre km2 m2 m3 litre ml gallon barrel mph km/h knot m/s W kW MW GW kWh
    MWh GWh TWh byte kB MB GB TB Hz ppm pound ounce carat microgram
"""
_OTHER = frozenset(_OTHER_WORDS.split()) | {"square mile", "square foot", "cubic foot"}
"""Units of weight, area, volume, speed, power, data and the like."""
_PERCENT = frozenset(("percent", "percentage point", "basis point"))
_PART_OF_POINT = re.compile(r"\s+of\s+(?:a|one)\s+(?:percentage\s+)?point\b", re.IGNORECASE)
"""“a quarter | of a percentage point”."""
_AGED_TEXT = re.compile(r"[- ]?(?:years?|months?|weeks?)?[- ]olds?\b", re.IGNORECASE)
_OLD = re.compile(r"[ -](?:olds?|older|younger)\b")
_AGE_BEFORE = re.compile(
    r"""\b(?:
        # “aged | five”, “below the age of | five”, “ages ranging from | 1,400”
        age[sd]?(?:\s+(?:of|between|ranging\s+from))?
        # “a girl of | about three”, “since I was | eight”
        |(?:girl|boy|child|son|daughter|baby|toddler)\s+of
        |(?:since|when)\s+(?:I|he|she)\s+was
    )\s+$""",
    re.VERBOSE,
)
_NOW = re.compile(r",\s+(?:now|then)\s+$")
_CLOSED = re.compile(r"\s*[,)]")
"""“Scott Kelley, now | 50 | , has”."""
_AGE_UNITS = frozenset(("year", "month", "week"))
_ANGLE = re.compile(r"\b(?:tilt|angle|slop|latitude|longitude|rotat|inclin|lean|turn)\w*\b", re.IGNORECASE)
_QUAKE = re.compile(
    r"\b(?:quakes?|earthquakes?|aftershocks?|tremors?|magnitude|richter|temblor|measured\s+it)\b",
    re.IGNORECASE,
)
_MULTIPLIED = re.compile(
    r"\s+(?:more|less|as|higher|lower|larger|bigger|greater|faster|the|its|their|his|her|that|what|normal)\b"
)
"""“three times | the size”, not “three times | on Sunday”."""
_FACTOR = re.compile(r"\bfactor\s+of\s+$")
_PAST_SPAN = re.compile(
    r"\s+of\s+(?:the|his|her|its|their)\s+(?:past|last|next|first|previous)\s+[\w-]+\s+(?:years|months|weeks|days)\b"
)
"""“16 | of the past 20 years”."""
_VOTES = re.compile(r"\b(?:votes?|voted|ballots?|abstention|majority of)\b", re.IGNORECASE)
_DECIDED = re.compile(
    r"\b(?:approved?|reject(?:ed)?|motion|bill|amendment|senate|parliament|congress|mps|lawmakers|assembly"
    r"|ruled|judges|(?:high|supreme|appeals) court)\b",
    re.IGNORECASE,
)
"""Before a result that is no game's: “the Senate passed it 52-48”."""
_DECISION = 80
_VOTES_TO = re.compile(r"\bvotes?\s+(?:to|against)\s+$")
"""“389 votes to | 112”."""
_NOT_VOTING = re.compile(r"\b(?:not|n’t|n't|never)\s+vot|\beligible\b")
_FORCES = re.compile(
    r"""\b(?:
        troops?|soldiers?|tanks?|warplanes?|jets?|warships?|battalions?|brigades?|reservists?|fighters
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TROOPS = re.compile(r"\b(?:troops|soldiers|reservists)\b", re.IGNORECASE)
_POPULATED = re.compile(
    r"\b(?:city|town|village|country|nation|island|state|region|territory|province|district|community|enclave|suburb)"
    r"\s+of\s+$",
    re.IGNORECASE,
)
"""“a town of | 12,000”."""
_PER_HEADS = re.compile(r"\s+(?:[\w-]+\s+){0,3}?per\s+(?:\d|woman\b|capita\b|hundred\b|thousand\b)")
"""“12 cases | per 100,000 people”."""
_POPULATION = re.compile(
    r"\b(?:population|inhabitants|home to|residents of|people (?:live|living|on the planet|on earth)|live in"
    r"|eligible to vote|registered voters)\b",
    re.IGNORECASE,
)


def measure_of(
    figure: FigureCandidate, before: str, after: str, *, last_percentage: Measure | None = None
) -> Measure:
    """What a figure measures.

    Args:
        figure: The quantity.
        before: Its sentence up to it.
        after: Its sentence behind it.
        last_percentage: What the percentage before it measures, if there is one nearby.
    """
    if figure.unit in _PERCENT:
        return measure_percentage(figure, before, after, last=last_percentage)
    for rule in (_by_context, measure_casualties, _by_unit, measure_sum, _vote, measure_score, _counted):
        measure = rule(figure, before, after)
        if measure:
            return measure
    return "count"


def _by_context(figure: FigureCandidate, before: str, after: str) -> Measure | None:
    """What a bare number measures whose unit is only implied: an age, a span, a magnitude, a factor."""
    if _AGED_TEXT.search(figure.text) or _OLD.match(after):
        return "age"
    if figure.unit not in (None, *_AGE_UNITS) or (figure.unit is None and figure.counted is not None):
        return None
    if _AGE_BEFORE.search(before[-30:]) or (_NOW.search(before[-10:]) and _CLOSED.match(after)):
        return "age"
    if figure.unit is not None:
        return None
    if _PART_OF_POINT.match(after):
        return "rate"
    if _PAST_SPAN.match(after):
        return "duration"
    return "other" if _is_magnitude(figure, before) or _FACTOR.search(before[-20:]) else None


def _is_magnitude(figure: FigureCandidate, before: str) -> bool:
    """“aftershocks followed, the strongest of 5.8”."""
    return (
        "." in figure.number.text and 1 < (figure.value or 0) < 10 and _QUAKE.search(before[-80:]) is not None
    )


def _by_unit(figure: FigureCandidate, before: str, after: str) -> Measure | None:
    if figure.unit == "year" and figure.counted is None:
        return "age"  # “Joanna Pryce, 41,”
    if figure.unit in _TIME or figure.unit in _SEASONS:
        return "duration"
    if figure.unit in _LENGTH:
        return "distance"
    if figure.unit in _TEMPERATURE:
        angle = figure.unit == "degree" and (_ANGLE.search(before[-40:]) or _ANGLE.search(after[:30]))
        return "other" if angle else "temperature"
    if figure.unit == "time":
        return "other" if _MULTIPLIED.match(after) else "count"
    return "other" if figure.unit in _OTHER else None


def _vote(figure: FigureCandidate, before: str, after: str) -> Measure | None:
    """“by 389 votes to 112”, “voted 171 to 163”."""
    if _NOT_VOTING.search(after[:40]):
        return None
    if figure.unit == "vote" or _VOTES.search(after[:20]) or _VOTES_TO.search(before[-20:]):
        return "votes"
    if figure.upper is None:
        return None
    decided = figure.bound == "exact" and _DECIDED.search(before[-_DECISION:])
    return "votes" if decided or _VOTES.search(before[-40:]) else None


def _counted(figure: FigureCandidate, before: str, after: str) -> Measure:
    """The measure of what is counted."""
    noun = figure.counted.text if figure.counted else ""
    if _PER_HEADS.match(after):
        return "rate"
    if _POPULATED.search(before[-30:]) or _POPULATION.search(before[-30:]) or _POPULATION.search(after[:40]):
        return "population"
    return "forces" if _TROOPS.search(noun) or (_FORCES.search(noun) and figure.unit != "people") else "count"
