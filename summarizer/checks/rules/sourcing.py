"""Claims and casualties without their source, and one source told as several."""

from __future__ import annotations

from summarizer.checks.rules.casualties import check_casualties
from summarizer.checks.rules.claims import check_claims
from summarizer.checks.rules.plural_sources import check_plural_sources

__all__ = ["check_casualties", "check_claims", "check_plural_sources"]
