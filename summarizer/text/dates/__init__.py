"""The date finder: date phrases and what they resolve to."""

from __future__ import annotations

from summarizer.text.dates.finder import find_clock_times, find_dates

__all__ = ["find_clock_times", "find_dates"]
