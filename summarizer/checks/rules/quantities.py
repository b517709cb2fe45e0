"""The rules about quantities: bounds and dates of numbers, figures that cannot be true, relative dates."""

from __future__ import annotations

from summarizer.checks.rules.consistency import check_consistency
from summarizer.checks.rules.qualifiers import check_qualifiers
from summarizer.checks.rules.relative_dates import check_relative_dates
from summarizer.checks.rules.running_totals import check_as_of

__all__ = ["check_as_of", "check_consistency", "check_qualifiers", "check_relative_dates"]
