"""Lengths of time: what a figure tells of one, and what may be told of a stretch of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.text.candidates import FigureCandidate

__all__ = ["LENGTHS", "is_length", "lasts"]

LENGTHS = {"hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "month": 30.4, "year": 365.25}
"""Units of time in days."""


def is_length(figure: FigureCandidate) -> bool:
    """Whether a figure is one exact length of time."""
    return (
        figure.value is not None
        and figure.upper is None
        and figure.bound == "exact"
        and (figure.unit or "") in LENGTHS
    )


def lasts(days: float, told: float, unit: str, *, exact: bool) -> bool:
    """Whether a stretch of time may be told with a number of units."""
    if unit == "hour":
        return not exact or abs(days * 24 - told) <= 1
    if unit in {"day", "night"}:
        return -0.6 <= told - days <= 1.5
    margin = {"week": 4.0, "month": 31.0, "year": 366.0}[unit]
    return abs(days - told * LENGTHS[unit]) <= margin
