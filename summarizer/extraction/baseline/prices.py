"""Whether a sum is the price of one thing or plain money."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.records import Measure
    from summarizer.text.candidates import FigureCandidate

__all__ = ["measure_sum"]

_CURRENCY = re.compile(r"[A-Z]{3}|peso|franc|krone|dinar")
_COINS = re.compile(r"\s+(?:bitcoins?|ether(?:eum)?)\b", re.IGNORECASE)
_BACK = 70
"""Characters before a sum that tell what it pays."""
_CLAUSE_BREAK = re.compile(r"[;:]|,\s+(?:while|but|and|with)\b")
_HIGHEST_PRICE = 10**5
"""A sum from here on is money, whatever is sold beside it."""

_PER_UNIT = re.compile(
    r"[ \u00a0-](?:(?:a|an|per)[ \u00a0-](?!year|day|month|week|hour|annum|night\b)|each\b|apiece\b)",
    re.IGNORECASE,
)
"""“$4 | a litre”, not “$4 | an hour”."""
_EXCHANGE = re.compile(
    r"\s+(?:to|against|per|for)\s+(?:the|one|a|every)\s+(?:[\w.]+\s)?(?:dollar|euro|pound|yen)\b",
    re.IGNORECASE,
)
"""“1,580 naira | to the dollar”."""
_GOODS = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:houses?|homes?|bungalow|flats?|apartments?|mansion|villa|cars?|yacht|watch|tickets?)\b"
)
"""“her £180,000 | bungalow”."""
_INCOME = re.compile(
    r"""\b(?:
        earn(?:s|ed|ings)?|profits?|loss(?:es)?|revenues?|dividends?|pays?|paid|paying|salary|wages?|income
        |compensation|ex[ ]gratia|fine[sd]?|bonus|grants?|award(?:s|ed)?|pensions?|benefits?|worth|total
        |budget|charge[ ]of|relief
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Before a sum that is money even where it is so much for each."""
_PRICED = re.compile(
    r"""\b(?:
        pric(?:e[ds]?|ing)|shares?|stock|tickets?|fares?|fees?|rents?|tolls?|barrel|ounce|brent|crude|bullion
        |gold|silver|copper|wheat
        |sold[ ](?:for|at)|sells?[ ](?:for|at)|selling[ ](?:for|at)|retail(?:s|ed|ing)?[ ](?:for|at)
        |trad(?:ed|ing)[ ](?:at|around|near)|(?:closed|settled|opened|quoted|capped)[ ]at
        |exchang(?:ed|ing)[ ]at
        |costs?|costing|charg(?:es|ed|ing)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CURRENCY_MOVED = re.compile(
    r"""\b(?:
        rupee|loonie|naira|yen|euro|dollar|pound|sterling|peso|lira|ro?uble|yuan|renminbi|rand|krona|shilling
        |cedi|bitcoin
    )\b[^.;]{0,40}\b(?:to|at)\s+$""",
    re.IGNORECASE | re.VERBOSE,
)
"""“the loonie fell to | 72.5 cents”."""


def measure_sum(figure: FigureCandidate, before: str, after: str) -> Measure | None:
    """The measure of a sum of money; None for any other figure.

    “$4 a litre” and “shares closed at $30” are prices; “$4bn” and “a dividend of $2 a share” are money.
    """
    if figure.unit is None and _COINS.match(after):
        return "money"
    if not _CURRENCY.fullmatch(figure.unit or ""):
        return None
    clause = _CLAUSE_BREAK.split(before[-_BACK:])[-1]
    if _EXCHANGE.match(after) or _CURRENCY_MOVED.search(clause) or _GOODS.match(after):
        return "price"
    if _INCOME.search(clause):
        return "money"
    priced = abs(figure.value or 0) < _HIGHEST_PRICE and _PRICED.search(clause)
    return "price" if priced or _PER_UNIT.match(after) else "money"
