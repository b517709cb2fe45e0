"""Words that take a side, judge a speaker, doubt by quotation marks, or name a capital."""

from __future__ import annotations

from summarizer.checks.rules.capitals import check_capitals
from summarizer.checks.rules.labels import check_labels
from summarizer.checks.rules.saying_verbs import check_verbs
from summarizer.checks.rules.scare_quotes import check_scare_quotes

__all__ = ["check_capitals", "check_labels", "check_scare_quotes", "check_verbs"]
