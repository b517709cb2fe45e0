"""Checks: findings about a result of any model, and whether a stored result still holds."""

from __future__ import annotations

from summarizer.checks.codes import CODES, COMPUTED, Rule, make_finding
from summarizer.checks.naming import may_be_one
from summarizer.checks.outcome import apply_checks, check_result
from summarizer.checks.plain import check_text
from summarizer.checks.recheck import Problem, recheck
from summarizer.checks.statements import Judgements

__all__ = [
    "CODES",
    "COMPUTED",
    "Judgements",
    "Problem",
    "Rule",
    "apply_checks",
    "check_result",
    "check_text",
    "make_finding",
    "may_be_one",
    "recheck",
]
