"""The word list of contradictions as patterns, and the small looks that their readers share."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list
from summarizer.checks.rules.bindings import measures
from summarizer.checks.rules.figure_twins import any_of

if TYPE_CHECKING:
    from summarizer.text.candidates import FigureCandidate

__all__ = ["ANOTHER_THING", "group", "is_compound", "is_count", "is_money", "listed", "value_of"]

ANOTHER_THING = re.compile(
    r"(?:;|\b(?:and|but|while))\s+(?:the|an?)\s+(?:[\w’'-]+\s+){1,6}(?:opened|closed|shut|began|ended)\b"
)
"""Another thing, told of behind the first: “… and the exhibition closed”."""


def listed(section: str, key: str) -> re.Pattern[str]:
    """The phrases of one list of ``contradictions.toml`` as whole words."""
    return _pattern(section, key)


@lru_cache(maxsize=32)
def _pattern(section: str, key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{group(section, key)})(?!\w|-\w)", re.IGNORECASE)


def group(section: str, key: str) -> str:
    """A pattern for the phrases of one list, to be put into another."""
    return any_of(load_list("contradictions")[section][key])


def value_of(figure: FigureCandidate) -> float:
    """The value of a plain figure."""
    return float(figure.value or 0)


def is_money(figure: FigureCandidate) -> bool:
    """Whether a figure is a sum of money: its unit is the code of a currency."""
    unit = figure.unit or ""
    return len(unit) == len("EUR") and unit.isupper()


def is_compound(figure: FigureCandidate) -> bool:
    """Whether a number stands before its noun with a hyphen: “nine-member”."""
    return "-" in figure.text.replace(figure.number.text, "")


def is_count(figure: FigureCandidate) -> bool:
    """Whether a figure counts things or people: no measure, no money, no fraction, no compound."""
    if figure.unit in measures() or is_money(figure) or is_compound(figure):
        return False
    return value_of(figure) == int(value_of(figure)) and figure.text[-1:].isalnum()
