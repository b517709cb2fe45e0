"""Tests of whom pronouns and descriptions mean."""

from __future__ import annotations

import pytest
from extraction_support import attributions, chains


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Mayor Jane Smith spoke on Monday. She said two had died.", ["Jane Smith"]),
        ("Belgian police said two had died. They said three were hurt.", ["Belgian police"]),
        ("The interior ministry said two had died. It said three were hurt.", ["interior ministry"]),
        ("A fire official said two had died. The official said three were hurt.", ["fire official"]),
        ("Bob Lee, the coach, said two had left. The coach said three would.", ["Bob Lee"]),
        ("Police said two had died. The 24-year-old Jane Smith fled. She said three had.", ["Jane Smith"]),
        ("The mayor’s office said two had died. The statement said three had fled.", ["mayor’s office"]),
        (
            "Truck maker Brandt Motors will close a plant. The company said 40 jobs would go.",
            ["Brandt Motors"],
        ),
        ("Jane Smith spoke on Monday. Smith said two had died.", ["Jane Smith"]),
        ("Jane Smith said two had died. Smith said three had fled.", ["Jane Smith"]),
        ("A brigade commander said two had died. “We hold,” he said.", ["brigade commander"]),
    ],
)
def test_last_source_is_meant(text: str, chain: list[str]) -> None:
    """A pronoun, a description or a surname alone means the nearest that fits, under the full name."""
    assert chains(text)[-1] == chain


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The interior ministry said two had died. The health ministry said three were hurt.",
            "health ministry",
        ),
        ("Bo Lee, the chancellor, said no. The shadow chancellor said yes.", "shadow chancellor"),
    ],
)
def test_another_one_is_not_meant(text: str, name: str) -> None:
    """A description that tells a body or an office from another does not mean that other."""
    assert chains(text)[-1] == [name]


def test_antecedent_keeps_both_mentions() -> None:
    """A source meant by a pronoun keeps the mention of its name and gains the pronoun's."""
    text = "The interior ministry said two had died. It said three were hurt."
    mentions = attributions(text)[1].speaker.mentions
    assert [mention.text for mention in mentions] == ["interior ministry", "It"]


def test_nobody_is_invented() -> None:
    """A pronoun without anybody before it names nobody."""
    assert chains("She said two had died.") == []
