"""The rules that judge one statement: each yields the code of a finding and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.checks.rules.bindings import check_bindings
from summarizer.checks.rules.broken_sentences import check_broken_sentences
from summarizer.checks.rules.grave_words import check_grave_words
from summarizer.checks.rules.nouns import check_nouns
from summarizer.checks.rules.quantities import (
    check_as_of,
    check_consistency,
    check_qualifiers,
    check_relative_dates,
)
from summarizer.checks.rules.quoted_words import check_quoted_words
from summarizer.checks.rules.reality import check_negation, check_plans
from summarizer.checks.rules.roles import check_roles
from summarizer.checks.rules.sourcing import check_casualties, check_claims, check_plural_sources
from summarizer.checks.rules.wording import check_capitals, check_labels, check_scare_quotes, check_verbs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["RULES"]

RULES: tuple[Callable[[Statement], Iterator[tuple[CheckCode, str]]], ...] = (
    check_labels,
    check_verbs,
    check_scare_quotes,
    check_capitals,
    check_claims,
    check_casualties,
    check_plural_sources,
    check_negation,
    check_plans,
    check_roles,
    check_quoted_words,
    check_broken_sentences,
    check_nouns,
    check_grave_words,
    check_bindings,
    check_qualifiers,
    check_as_of,
    check_consistency,
    check_relative_dates,
)
"""Every rule; they do not depend on one another."""
