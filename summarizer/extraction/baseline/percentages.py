"""Whether a percentage is a rate (a change, a level such as inflation) or the share of a whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.records import Measure
    from summarizer.text.candidates import FigureCandidate

__all__ = ["measure_percentage"]

_POINTS = frozenset(("percentage point", "basis point"))
_SIGNED = re.compile(r"%|per[ \u00a0-]?cent|\bpct?\b", re.IGNORECASE)
"""What tells “30%” from “a third”."""
_BACK = 60
"""Characters before a percentage that tell what it is."""
_CLAUSE_BREAK = re.compile(r"[;:]|,\s+(?:while|but|and|with|compared|against)\b")

_OF_WHOLE = re.compile(r"\s*(?:of\b|share\b|stake\b|majority\b|funded\b|full\b|complete[d]?\b|empty\b)")
"""“34% | of the vote”, “a 12% | stake”."""
_CHANGE_BEHIND = re.compile(
    r"""\s*(?:[\w’'-]+\s+){0,2}?(?:
        rise|increase|growth|drop|fall|decline|decrease|jump|gain|surge|slump|slide|hike|cut|raise|reduction
        |rates?|interest|inflation|yield|returns?|discount|margin|tax(?:es)?|tariffs?|lev(?:y|ies)|dut(?:y|ies)
        |surcharge|higher|lower|faster|slower|more|less|fewer|better|worse|above|below|up|down|year-on-year
        |annual(?:ly|i[sz]ed)?
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""“6.4% | year-on-year rise”, “25% | tariffs”, “1.27% | lower”."""
_CHANGE_BEFORE = re.compile(
    r"""\b(?:
        # what is a rate by its nature
        rates?|inflation|interest|unemployment|jobless|growth|yields?|margins?|pace|attrition|mortgages?
        |tariffs?|tax|lev(?:y|ies)|dut(?:y|ies)|wages?|discount|cpi|gdp|annual|year-on-year|error|plus\s+or\s+minus
        # what goes up
        |gr[eo]w[sn]?|growing|rose|ris(?:e[sn]?|ing)|increas\w+|gain(?:s|ed|ing)?|jump\w*|climb\w*|surg\w+
        |soar\w*|advanc\w+|add(?:s|ed|ing)|rall(?:y|ied|ies)|rais(?:e[sd]?|ing)|hik(?:e[sd]?|ing)|up|higher
        |faster|expand\w*|boost\w*|edged|ticked|inched
        # what goes down
        |fell|fall(?:s|en|ing)?|drop\w*|declin\w+|decreas\w+|slip\w*|slid(?:e|ing)?|slump\w*|plung\w+|plummet\w*
        |tumbl\w+|sank|s[ui]nk(?:s|ing)?|shed(?:s|ding)?|lost|los(?:es|ing)|cut(?:s|ting)?|reduc\w+|trim\w*
        |shr[aui]nk\w*|contract(?:ed|ing|s)|eas(?:ed|es|ing)|dip(?:s|ped)?|lower(?:ed|ing)?|slower|slow(?:ed|s)
        |down|off
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CHANGE_BY = re.compile(_CHANGE_BEFORE.pattern + r"\s+(?:by\s+)?$", re.IGNORECASE | re.VERBOSE)
"""“fell by | a third”: a fraction is the share of something unless it changes like this."""
_SHARE_BEFORE = re.compile(
    r"""\b(?:
        turn-?out|account(?:s|ed|ing)?\s+for|stake|share|owns?|owned|holds?|vote[sd]?|voters|support(?:s|ed)?
        |approv\w+|favou?r(?:s|ed)?|opposed?|polls?|surveyed|respondents|mostly|chance|probability|likelihood
        |percentage|proportion|leads?|points?\s+ahead|capacity|humidity|contained
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LEAD = re.compile(
    r"\b(?:lead|leads|ahead|behind|margin(?! of error)|polls?|votes?|majority)\b", re.IGNORECASE
)
"""Points of a lead in a poll are points of a share."""


def measure_percentage(
    figure: FigureCandidate, before: str, after: str, *, last: Measure | None = None
) -> Measure:
    """The measure of a figure in percent, percentage points or basis points.

    “rose 3%” and “inflation of 3%” are rates, “3% of voters” is a share; where its own words do not tell,
    a percentage is what the last one was.

    Args:
        figure: The percentage.
        before: Its sentence up to it.
        after: Its sentence behind it.
        last: What the percentage before it measures, if there is one nearby.
    """
    if figure.unit in _POINTS:
        lead = figure.unit == "percentage point" and (
            _LEAD.search(before[-_BACK:]) or _LEAD.search(after[:20])
        )
        return "share" if lead else "rate"
    clause = _CLAUSE_BREAK.split(before[-_BACK:])[-1]
    if not _SIGNED.search(figure.text):
        return "rate" if _CHANGE_BY.search(clause) else "share"
    if _OF_WHOLE.match(after):
        return "share"
    if _CHANGE_BEHIND.match(after):
        return "rate"
    if figure.counted is not None:
        return "share"
    return _nearest(clause) or last or "share"


def _nearest(clause: str) -> Measure | None:
    """What the nearest telling word before a percentage makes of it."""
    change = max((match.end() for match in _CHANGE_BEFORE.finditer(clause)), default=-1)
    share = max((match.end() for match in _SHARE_BEFORE.finditer(clause)), default=-1)
    if change == share:
        return None
    return "rate" if change > share else "share"
