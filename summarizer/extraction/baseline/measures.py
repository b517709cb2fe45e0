"""What a figure measures, and over what stretch: by the words around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.records import Direction, FigureScope, Measure, Modality

if TYPE_CHECKING:
    from summarizer.text.candidates import FigureCandidate

__all__ = ["direction_of", "measure_of", "modality_of", "per_of", "scope_of"]

_CASUALTIES: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("killed", re.compile(r"(?i)\b(?:kill(?:s|ed|ing|ings)?|dead|d(?:ied|ies|ying)|deaths?|fatalit(?:y|ies)|toll|lost their lives|lives lost|bodies|drowned|slain|shot dead|claimed the lives)\b")),
    ("injured", re.compile(r"(?i)\b(?:injur(?:e[ds]?|ing|y|ies)|wound(?:s|ed|ing)|hurt|hospitali[sz]ed|infect(?:ed|ions?)|sickened)\b")),
    ("missing", re.compile(r"(?i)\b(?:missing|unaccounted for|trapped under|feared buried)\b")),
    ("captured", re.compile(r"(?i)\b(?:captur(?:e[ds]?|ing)|abduct(?:s|ed|ing)?|hostages?|kidnapp?(?:ed|ing)|taken prisoner|detain(?:s|ed|ing)?|arrest(?:s|ed|ing)?|prisoners?)\b")),
    ("displaced", re.compile(r"(?i)\b(?:displac(?:e[ds]?|ing)|fle(?:e|es|d|eing)|mov(?:ed|ing) (?:south|north|east|west)(?:wards?)?|evacuat(?:e[ds]?|ing|ions?)|homeless|refugees)\b")),
    ("crossed", re.compile(r"(?i)\b(?:cross(?:ed|ing|es)?|left (?:gaza|the)|leave|entered|border)\b")),
)  # fmt: skip
_TIME = frozenset(
    ["second", "minute", "hour", "day", "night", "week", "fortnight", "month", "quarter", "year", "decade", "century", "weekend", "millisecond", "millennium"]
)
_LENGTH = frozenset(["km", "m", "cm", "mm", "nm", "mile", "yard", "foot", "inch", "furlong", "micrometre", "light-year"]) | {
    "nautical mile"
}
_TEMPERATURE = frozenset(("°C", "°F", "degree", "K"))
_OTHER_CODES = frozenset(
    ["kg", "g", "mg", "tonne", "ton", "hectare", "acre", "km2", "m2", "m3", "litre", "ml", "gallon", "barrel", "mph", "km/h", "knot", "m/s", "W", "kW", "MW", "GW", "kWh", "MWh", "GWh", "TWh", "byte", "kB", "MB", "GB", "TB", "Hz", "ppm"]
)
_OTHER_UNITS = frozenset(
    ("pound", "ounce", "carat", "microgram", "square mile", "square foot", "cubic foot", "time")
)
_CURRENCY = re.compile(r"[A-Z]{3}$|^(?:peso|franc|krone|dinar)$")
_RATE_NEAR = re.compile(
    r"(?i)\b(?:rate|inflation|interest|unemployment|growth|gr[eo]w[sn]?|rose|fell|rise|fall|risen|fallen|increase[ds]?|decrease[ds]?|decline[ds]?|up|down|drop(?:s|ped)?|gain(?:s|ed)?|jump(?:s|ed)?|climb(?:s|ed)?|slip(?:s|ped)?|yield|cut|raised?|wage|annual|year-on-year|faster|slower|surged?|plunged?|lower|higher)\b"
)
_PRICE_AFTER = re.compile(
    r"(?i)[ \u00a0](?:a|an|per|each|apiece)\b(?![ \u00a0](?:year|day|month|week|hour)\b)"
)
_PRICE_NEAR = re.compile(
    r"(?i)\b(?:price[ds]?|shares?|stock|cost(?:s|ing)?|ticket|sold for|traded at|closed at|barrel)\b"
)
_AGED = re.compile(r"(?i)[- ]?(?:years?|months?|weeks?)?[- ]olds?\b")
_VOTES = re.compile(r"(?i)\b(?:votes?|voted|ballots?|abstention|majority of)\b")
_SCORE = re.compile(r"(?i)\b(?:goal|point|run|wicket|try|tries|set|penalt(?:y|ies))s?\b")
_FORCES = re.compile(
    r"(?i)\b(?:troops?|soldiers?|tanks?|warplanes?|jets?|warships?|battalions?|brigades?|reservists?|drones?|missiles?|rockets?|fighters)\b"
)
_POPULATION = re.compile(r"(?i)\b(?:population|inhabitants|home to|residents of|people live|live in)\b")
_PLANNED = re.compile(
    r"(?i)\b(?:will|would|plans? (?:to|for)|planned|due to|scheduled|set to|expected to|intends? to|aims? to|going to|propos(?:e[sd]?|al|ing)|target(?:s|ing)?|forecasts?|by 20[3-9]\d|to be|about to)\b"
)
_POSSIBLE = re.compile(
    r"(?i)\b(?:may|might|could|possibl[ey]|potentially|expects?|expected|likely|estimated to)\b"
)
_URGED = re.compile(
    r"(?i)\b(?:urge[sd]?|call(?:s|ed|ing)? for|demand(?:s|ed|ing)?|should|must|ask(?:s|ed)? for|appeal(?:s|ed)? for)\b"
)
_DENIED = re.compile(r"(?i)\b(?:den(?:y|ies|ied)|rejected|dismissed|disputed)\b")
_AUXILIARY = re.compile(
    r"(?i)[ \u00a0](?:[\w’'-]+[ \u00a0]){1,5}?(?P<aux>will|would|are to|is to|are due to|is due to|are set to|are expected to|are scheduled to|may|might|could)\b"
)
_CUMULATIVE = re.compile(
    r"(?i)\b(?:total|so far|toll|since|have been|has been|have died|has (?:killed|risen|reached)|have (?:fled|left)|to date|as of|by (?:mid-)?[A-Z]\w+day|until now|in all|ensuing)\b"
)
_PERIOD = re.compile(
    r"(?i)\b(?:over the (?:past|last|next)|in the (?:past|last|first|second|third|fourth|three|six|year|month|quarter)|during|per (?:day|week|month|year)|a year|annual|quarterly|between|each (?:day|week|month|year)|every)\b"
)
_UP = re.compile(
    r"(?i)\b(?:rose|rise[ns]?|rising|up|gr[eo]w[sn]?|gain(?:s|ed)?|increase[ds]?|jump(?:s|ed)?|climb(?:s|ed)?|surge[ds]?|soar(?:s|ed)?|higher|added|advance[ds]?|raised)\b"
)
_DOWN = re.compile(
    r"(?i)\b(?:fell|fall(?:s|en|ing)?|down|drop(?:s|ped)?|decline[ds]?|decrease[ds]?|slip(?:s|ped)?|slump(?:s|ed)?|plunge[ds]?|lower|lost|shed|cut|shrank|reduced?|dipped)\b"
)
_PER = re.compile(
    r"(?i)[ \u00a0]?(?:per|a|an|each|/)[ \u00a0]?(?P<per>share|day|week|month|year|hour|minute|second|night|person|head|barrel|tonne|ton|litre|liter|gallon|kilo|kg|km|mile|ounce|vote|passenger|employee|household|capita|unit|game|match)\b"
)
_PER_WORD = {"annum": "year", "capita": "person", "head": "person", "kilo": "kg", "liter": "litre"}


def measure_of(figure: FigureCandidate, sentence: str, at: int) -> Measure:
    """What a figure measures.

    Args:
        figure: The quantity.
        sentence: The sentence that it stands in.
        at: Where in the sentence it stands.
    """
    unit = figure.unit or ""
    before, after = sentence[:at], sentence[at + len(figure.text) :]
    if unit == "people" or not unit:
        noun = figure.counted.text if figure.counted else ""
        head = noun.rpartition(" ")[2]
        casualty = _casualty("", head) or _casualty(before, after.replace(noun, "", 1)) or _casualty("", noun)
        if casualty and (unit == "people" or figure.upper is None):
            return casualty
    if unit in ("percent", "percentage point", "basis point"):
        counted = figure.counted is not None or after.lstrip().startswith(("of ", "share"))
        change = _RATE_NEAR.search(before[-60:]) or _RATE_NEAR.search(after[:24])
        return "rate" if unit != "percent" or (change and not counted) else "share"
    if (
        _AGED.search(figure.text)
        or (unit == "year" and figure.counted is None)
        or re.match(r"[ -]olds?\b", after)
    ):
        return "age"
    if unit in _TIME:
        return "duration"
    if unit in _LENGTH:
        return "distance"
    if unit in _TEMPERATURE:
        return "temperature"
    if _CURRENCY.fullmatch(unit):
        per_unit = _PRICE_AFTER.match(after) is not None
        return (
            "price"
            if per_unit or (_PRICE_NEAR.search(before[-30:]) and abs(figure.value or 0) < 10**5)
            else "money"
        )
    if (
        unit == "vote"
        or _VOTES.search(after[:20])
        or (figure.upper is not None and _VOTES.search(before[-40:]))
    ):
        return "votes"
    if (figure.bound == "exact" and figure.upper is not None) or unit in ("goal", "run", "wicket", "try"):
        return "score"
    if (
        unit == "magnitude"
        or (figure.counted is not None and figure.counted.end == figure.end and unit in _OTHER_UNITS)
        or unit in _OTHER_CODES
    ):
        return "other"
    return _counted_measure(figure, before, after)


_INSERTED = re.compile(r"(?P<head>[^,.;]{0,40}),[^,.;]{3,80},(?=\s+(?:have|has|had|were|was|are)\b)")
"""“people, mostly civilians, have died”: what stands between the commas."""


def _counted_measure(figure: FigureCandidate, before: str, after: str) -> Measure:
    noun = figure.counted.text if figure.counted else ""
    if _POPULATION.search(before[-30:]) or _POPULATION.search(after[:30]):
        return "population"
    if noun and _FORCES.search(noun) and figure.unit != "people":
        return "forces"
    if noun and re.search(r"(?i)\b(?:troops|soldiers|reservists)\b", noun):
        return "forces"
    if noun and _SCORE.fullmatch(noun):
        return "score"
    return "count"


def _casualty(before: str, after: str) -> Measure | None:
    """The casualty word nearest to the figure, within its clause."""
    clause_before = re.split(r"[;:]|\bwhile\b|\bbut\b", before)[-1][-70:]
    inserted = _INSERTED.match(after)
    if inserted:
        after = after[: inserted.end("head")] + after[inserted.end() :]
    clause_after = re.split(
        r"[;:.]|,(?! \d)|\bwhile\b|\bbut\b|\band (?=(?:at least |about |around |more than |over )?\d)", after
    )[0][:60]
    best: tuple[int, Measure] | None = None
    for measure, pattern in _CASUALTIES:
        following = pattern.search(clause_after)
        preceding = None
        for preceding in pattern.finditer(clause_before):  # noqa: B007 - the last one is the nearest
            pass
        distances = []
        if following:
            distances.append(following.start())
        if preceding:
            distances.append(len(clause_before) - preceding.end() + 12)
        if distances and (best is None or min(distances) < best[0]):
            best = (min(distances), measure)
    return best[1] if best else None


def scope_of(measure: Measure, modality: Modality, sentence: str) -> FigureScope:
    """The stretch that a figure speaks of."""
    if modality == "planned":
        return "plan"
    if measure in ("duration",) or (measure in ("rate", "money") and _PERIOD.search(sentence)):
        return "period"
    if measure in ("age", "distance", "population", "temperature", "price", "forces"):
        return "state"
    if measure in ("killed", "injured", "missing", "captured", "displaced", "crossed"):
        return "cumulative" if _CUMULATIVE.search(sentence) else "incident"
    return "state" if measure in ("share", "rate") else "incident"


def modality_of(before: str, after: str = "") -> Modality:
    """Whether what stands between ``before`` and ``after`` is said to be so, planned, urged, possible or denied."""
    auxiliary = _AUXILIARY.match(after)
    if auxiliary:
        return "planned" if _PLANNED.search(auxiliary["aux"]) else "possible"
    clause = re.split(r"[;:]|,\s(?:while|but|and)\b|\b(?:while|after|that)\b", before)[-1][-60:]
    for modality, pattern in (
        ("planned", _PLANNED),
        ("urged", _URGED),
        ("possible", _POSSIBLE),
        ("denied", _DENIED),
    ):
        if pattern.search(clause):
            return modality  # type: ignore[return-value]  # the four names are members of Modality
    return "asserted"


def direction_of(measure: Measure, before: str, after: str) -> Direction | None:
    """Which way a change goes; None where there is none."""
    if measure not in ("rate", "money", "price", "share", "count"):
        return None
    near = before[-28:]
    up, down = _UP.search(near), _DOWN.search(near)
    if up is None and down is None:
        up, down = _UP.match(after.lstrip()[:12]), _DOWN.match(after.lstrip()[:12])
    if (up is None) == (down is None):
        return None
    return "up" if up else "down"


def per_of(after: str) -> str | None:
    """What a rate or price is per."""
    match = _PER.match(after)
    return _PER_WORD.get(match["per"].lower(), match["per"].lower()) if match else None
