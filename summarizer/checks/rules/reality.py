"""What was denied told as so, and what was planned or possible told as done."""

from __future__ import annotations

from summarizer.checks.rules.negation import check_negation
from summarizer.checks.rules.plans import check_plans

__all__ = ["check_negation", "check_plans"]
