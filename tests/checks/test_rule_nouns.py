"""The rule about words that say more than the source."""

from __future__ import annotations

import pytest

from summarizer.checks.rules.nouns import check_nouns
from summarizer.checks.statements import Article, Statement
from summarizer.text.segment import segment


def _codes(source: str, summary: str) -> list[str]:
    article = Article(segment(source))
    return [code for code, _ in check_nouns(Statement(summary, "sentence", article.whole, article))]


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        ("The raid killed 16 people, a doctor said.", "The raid killed 16 civilians, a doctor said."),
        (
            "A blast killed three people and injured 12, police said.",
            "A blast killed 12 people, police said.",
        ),
        ("Hail damaged 70 greenhouses near Almeria.", "Hail destroyed 70 greenhouses near Almeria."),
        (
            "Police arrested a man of 40 over the theft of a bus in Leith.",
            "A man of 40 was convicted over the theft of a bus in Leith.",
        ),
        ("About 200 demonstrators blocked the bridge.", "About 200 rioters blocked the bridge."),
        ("Eight sailors are missing after the ferry sank.", "Eight sailors died after the ferry sank."),
        (
            "Inspectors advised the hotel in Leith to close its pool.",
            "Inspectors ordered the hotel in Leith to shut its pool.",
        ),
    ],
)
def test_finds_stronger_words(source: str, summary: str) -> None:
    """A stronger word for the same number or the same thing is a finding."""
    assert _codes(source, summary) == ["upgraded-noun"]


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        ("The raid killed 16 civilians, a doctor said.", "The raid killed 16 people, a doctor said."),
        (
            "A blast killed three people and injured 12, police said.",
            "Three people died and 12 were hurt in a blast, police said.",
        ),
        (
            "He was arrested in May on charges he took $4m. He has denied the charges.",
            "The charges against him say he took $4m.",
        ),
        (
            "The mayor was told of the arrest, as was the nine-strong panel investigating the spies.",
            "The mayor and the nine-strong panel were told of the arrest.",
        ),
        ("Fire destroyed 70 greenhouses near Almeria.", "A blaze razed 70 greenhouses near Almeria."),
        (
            "A man was found guilty of the theft of a bus in Leith.",
            "A man was convicted of the theft of a bus in Leith.",
        ),
        (
            "A man suspected of the killing of a vet was held in Leith.",
            "The suspected killer of a vet was held in Leith.",
        ),
        (
            "Eight sailors are missing after the ferry sank.",
            "Eight sailors are unaccounted for after the ferry sank.",
        ),
    ],
)
def test_keeps_words_of_the_same_strength(source: str, summary: str) -> None:
    """A weaker word, a synonym and a hedged word are no finding."""
    assert _codes(source, summary) == []


@pytest.mark.parametrize("text", ["", "…", "Привет мир", "killed 12 people " * 2000])
def test_reads_any_text(text: str) -> None:
    """No text raises."""
    assert _codes(text, text) == []
