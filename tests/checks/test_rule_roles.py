"""The rule about who did it to whom."""

from __future__ import annotations

import pytest

from summarizer.checks.rules.roles import check_roles
from summarizer.checks.statements import Article, Statement
from summarizer.text.segment import segment


def _codes(source: str, summary: str) -> list[str]:
    article = Article(segment(source))
    return [code for code, _ in check_roles(Statement(summary, "sentence", article.whole, article))]


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        (
            "Harwick Steel sued Lindmoor Rail over a late delivery.",
            "Lindmoor Rail sued Harwick Steel over a late delivery.",
        ),
        ("Oslo lost 2-0 to Bergen in the cup on Sunday.", "Oslo beat Bergen 2-0 in the cup on Sunday."),
        ("Kenya sold 40 tonnes of tea to Poland in May.", "Poland sold 40 tonnes of tea to Kenya in May."),
        (
            "Ada Brandt was replaced by Tom Keel as head of the museum.",
            "Ada Brandt replaced Tom Keel as head of the museum.",
        ),
        ("Chile lent Peru $30m for the tunnel in 2019.", "Peru lent Chile $30m for the tunnel in 2019."),
        (
            "Ines Roth said Paul Vane had hidden the invoices.",
            "Paul Vane said Ines Roth had hidden the invoices.",
        ),
        ("Lumo is to be taken over by Karva, it said.", "Lumo is to take over Karva, it said."),
        (
            "The plan was criticised sharply by Ines Roth. Paul Vane, criticised sharply by Ines Roth, left.",
            "Paul Vane criticised Ines Roth sharply.",
        ),
        (
            "Ines Roth told the court that Paul Vane had handed him 30 coins in a park.",
            "Paul Vane was handed 30 coins in a park by Ines Roth, the court heard.",
        ),
    ],
)
def test_finds_two_names_exchanged(source: str, summary: str) -> None:
    """Two names on the wrong sides of a verb are a finding."""
    assert _codes(source, summary) == ["roles-swapped"]


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        (
            "Harwick Steel sued Lindmoor Rail over a late delivery.",
            "Lindmoor Rail was sued by Harwick Steel over a late delivery.",
        ),
        ("Oslo lost 2-0 to Bergen in the cup on Sunday.", "Bergen beat Oslo 2-0 in the cup on Sunday."),
        (
            "Kenya sold 40 tonnes of tea to Poland in May.",
            "Poland bought 40 tonnes of tea from Kenya in May.",
        ),
        (
            "Ada Brandt was replaced by Tom Keel as head of the museum.",
            "Tom Keel took over from Ada Brandt as head of the museum.",
        ),
        (
            "Chile lent Peru $30m for the tunnel in 2019.",
            "Peru borrowed $30m from Chile for the tunnel in 2019.",
        ),
        (
            "Ines Roth backed a report by the Harwick Institute which said rents had doubled.",
            "Ines Roth backs Harwick Institute report that rents have doubled.",
        ),
        ("Ines Roth met Paul Vane in Vienna on Friday.", "Paul Vane met Ines Roth in Vienna on Friday."),
        (
            "Ines Roth accused Paul Vane of lying. Paul Vane accused Ines Roth of theft.",
            "Paul Vane accused Ines Roth of theft.",
        ),
        (
            "Varvara left her feeding ground to cross the Pacific Ocean and down the coast to Baja, Mexico.",
            "Varvara left her feeding ground and crossed the Pacific Ocean to Baja, Mexico.",
        ),
    ],
)
def test_keeps_converse_and_passive(source: str, summary: str) -> None:
    """The same roles in other words, or a mutual relation, are no finding."""
    assert _codes(source, summary) == []


@pytest.mark.parametrize("text", ["", "…", "Привет мир", "A B " * 5000])
def test_reads_any_text(text: str) -> None:
    """No text raises."""
    assert _codes(text, text) == []
