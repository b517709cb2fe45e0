"""Tests of the contract's table of findings."""

from __future__ import annotations

from typing import get_args

from summarizer.checks import CODES, COMPUTED, Rule, make_finding
from summarizer.records import CheckClass, CheckCode, Severity

TABLE = {
    "grounding": ("unknown-id span-not-found", "source-not-found", ""),
    "coverage": ("", "unlabelled-candidate truncated language-unsupported", "dismissed-candidate"),
    "factual": (
        "number-unsupported name-unsupported derived-number negation-flipped planned-as-done upgraded-noun",
        "qualifier-changed roles-swapped plural-source inconsistent",
        "as-of-dropped date-unresolved",
    ),
    "neutrality": (
        "claim-without-source loaded-label",
        "judging-verb scare-quotes casualty-without-source",
        "capital-for-government",
    ),
    "safety": ("", "instruction-in-article", ""),
}


def test_the_table_covers_every_code_once() -> None:
    """Every code of the records has its class and severity in the table, and nothing else has."""
    assert CODES.keys() == set(get_args(CheckCode))
    assert CODES.keys() > COMPUTED


def test_the_table_is_the_contracts() -> None:
    """Each code has the class and the severity that the contract gives it."""
    assert TABLE.keys() == set(get_args(CheckClass))
    assert {
        code: Rule(class_, severity)  # type: ignore[arg-type]  # the names are compared with the typed ones
        for class_, columns in TABLE.items()
        for severity, codes in zip(get_args(Severity), columns, strict=True)
        for code in codes.split()
    } == CODES


def test_a_finding_takes_class_and_severity_from_the_table() -> None:
    """A finding is made from its code alone."""
    finding = make_finding("loaded-label", "x", sentence="s1")
    assert (finding.class_, finding.severity, finding.sentence) == ("neutrality", "error", "s1")
