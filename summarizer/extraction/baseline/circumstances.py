"""The circumstances of a figure or an event: modality, scope, direction of a change, and per what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.extraction.baseline.casualties import CASUALTIES

if TYPE_CHECKING:
    from summarizer.records import Direction, FigureScope, Measure, Modality

__all__ = ["direction_of", "modality_of", "per_of", "scope_of"]

_PLANNED = re.compile(
    r"""\b(?:
        will|would|plans?[ ](?:to|for)|planned|due[ ]to|scheduled|set[ ]to|expected[ ]to|intends?[ ]to
        |aims?[ ]to|going[ ]to|propos(?:e[sd]?|al|ing)|by[ ]20[3-9]\d|about[ ]to
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_POSSIBLE = re.compile(
    r"\b(?:(?-i:may)|might|could|possibl[ey]|potentially|expects?|expected|likely|estimated to)\b",
    re.IGNORECASE,
)
_URGED = re.compile(
    r"""\b(?:
        urge[sd]?|call(?:s|ed|ing)?[ ]for|demand(?:s|ed|ing)?|should|must|ask(?:s|ed)?[ ]for
        |appeal(?:s|ed)?[ ]for
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DENIED = re.compile(r"\b(?:den(?:y|ies|ied)|did not say)\b", re.IGNORECASE)
_NONE_OF = re.compile(r"\b(?:none|neither) of (?:(?:its|the|their|his|her|those|these)\s+)?$", re.IGNORECASE)
"""“None of its | 300 soldiers were hurt”: what follows is said not to be so."""
_MODALITIES: tuple[tuple[Modality, re.Pattern[str]], ...] = (
    ("planned", _PLANNED),
    ("urged", _URGED),
    ("possible", _POSSIBLE),
    ("denied", _DENIED),
)
_AUXILIARY = re.compile(
    r"""[ \u00a0](?:[\w’'-]+[ \u00a0]){1,5}?
    (?P<aux>
        will|would|are[ ]to|is[ ]to|are[ ]due[ ]to|is[ ]due[ ]to|are[ ]set[ ]to|are[ ]expected[ ]to
        |are[ ]scheduled[ ]to|(?-i:may)|might|could
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""“12 | extra crews will” (arrive)."""
_CLAUSE_BREAK = re.compile(
    r"[;:]|,\s(?:while|but|and)\b|\b(?:while|after|that|saying|adding|insisting|arguing)\b"
)
_CLAUSE = 60
"""Characters of the clause before a figure or verb that tell its modality."""

_CUMULATIVE = re.compile(
    r"""\b(?:
        total|so[ ]far|toll|since|have[ ]been|has[ ]been|have[ ]died|has[ ](?:killed|risen|reached)
        |have[ ](?:fled|left)|to[ ]date|as[ ]of|by[ ](?:mid-)?[A-Z]\w+day|until[ ]now|in[ ]all|ensuing
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PERIOD = re.compile(
    r"""\b(?:
        over[ ]the[ ](?:past|last|next)
        |in[ ]the[ ](?:past|last|first|second|third|fourth|three|six|year|month|quarter)
        |during|per[ ](?:day|week|month|year)|a[ ]year|annual|quarterly|between
        |each[ ](?:day|week|month|year)|every
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_STATES = frozenset(("age", "distance", "population", "temperature", "price", "forces", "share", "rate"))
"""Measures of how things are, not of something that happens."""

_UP = re.compile(
    r"""\b(?:
        rose|rise[ns]?|rising|up|gr[eo]w[sn]?|gain(?:s|ed)?|increase[ds]?|jump(?:s|ed)?|climb(?:s|ed)?
        |surge[ds]?|soar(?:s|ed)?|higher|added|advance[ds]?|raised
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DOWN = re.compile(
    r"""\b(?:
        fell|fall(?:s|en|ing)?|down|drop(?:s|ped)?|decline[ds]?|decrease[ds]?|slip(?:s|ped)?|slump(?:s|ed)?
        |plunge[ds]?|lower|lost|shed|cut|shrank|reduced?|dipped
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CHANGING = frozenset(("rate", "money", "price", "share", "count"))
"""Measures that go up and down."""
_PER = re.compile(
    r"""[ \u00a0]?(?:per|a|an|each|/)[ \u00a0]?
    (?P<per>
        share|day|week|month|year|hour|minute|second|night|person|head|barrel|tonne|ton|litre|liter|gallon
        |kilo|kg|km|mile|ounce|vote|passenger|employee|household|capita|unit|game|match
    )\b(?![ \u00a0](?:earlier|ago|later|before|previously|from[ ]now|old)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_PER_NOUNS = {"capita": "person", "head": "person", "kilo": "kg", "liter": "litre"}


def modality_of(before: str, after: str = "", *, denied: bool = False) -> Modality:
    """Whether what stands between two contexts is so, or only planned, urged, possible or denied.

    Args:
        before: The words before it.
        after: The words behind it.
        denied: Whether the verb of its source denies it.
    """
    if denied or _NONE_OF.search(before[-_CLAUSE:]):
        return "denied"
    auxiliary = _AUXILIARY.match(after)
    if auxiliary:
        return "planned" if _PLANNED.search(auxiliary["aux"]) else "possible"
    clause = _CLAUSE_BREAK.split(before[-_CLAUSE:])[-1]
    return next((modality for modality, pattern in _MODALITIES if pattern.search(clause)), "asserted")


def scope_of(measure: Measure, modality: Modality, sentence: str) -> FigureScope:
    """The stretch that a figure speaks of."""
    if modality == "planned":
        return "plan"
    if measure == "duration" or (measure in ("rate", "money") and _PERIOD.search(sentence)):
        return "period"
    if measure in _STATES:
        return "state"
    return "cumulative" if measure in CASUALTIES and _CUMULATIVE.search(sentence) else "incident"


def direction_of(measure: Measure, before: str, after: str) -> Direction | None:
    """Which way a change goes; None where there is none."""
    if measure not in _CHANGING:
        return None
    near = before[-28:]
    up, down = _UP.search(near), _DOWN.search(near)
    if up is None and down is None:
        behind = after.lstrip()[:12]
        up, down = _UP.match(behind), _DOWN.match(behind)
    if (up is None) == (down is None):
        return None
    return "up" if up else "down"


def per_of(after: str) -> str | None:
    """What a rate or price is per."""
    match = _PER.match(after)
    return _PER_NOUNS.get(match["per"].lower(), match["per"].lower()) if match else None
