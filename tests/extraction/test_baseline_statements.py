"""An event's ``what``: one short sentence, or none."""

from __future__ import annotations

import pytest

from summarizer.extraction.baseline.statements import state


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("DHAKA, May 28 (Reuters) - A boat sank, killing 12 people", "A boat sank, killing 12 people."),
        ("NEW YORK (AP) — Two trains collided on Monday.", "Two trains collided on Monday."),
        ("on Monday that 40 people were killed", "40 people were killed."),
        ("But the army withdrew from the town,", "The army withdrew from the town."),
        ("claims that it had cut 400 jobs", "It had cut 400 jobs."),
    ],
)
def test_a_stretch_becomes_a_sentence(content: str, what: str) -> None:
    """Dateline, opening conjunction and what stands before the content are left out."""
    assert state(content) == what


@pytest.mark.parametrize(
    "content",
    ["killing 15 villagers, but", "which fell in the night again", "Will they resign now?", "a fire"],
)
def test_a_fragment_is_no_statement(content: str) -> None:
    """A participle, a relative clause, a question or two words say no happening."""
    assert state(content) is None


def test_a_long_sentence_is_cut_at_the_end_of_a_clause() -> None:
    """Of more than 25 words, those up to the last clause end are kept, or none of them."""
    long = "The storm flooded two hundred houses in the old town, while rescuers took families from their roofs by boat "
    assert state(long + "through the night and into the morning of the next day") == (
        "The storm flooded two hundred houses in the old town, while rescuers took families from their roofs by "
        "boat through the night."
    )
    assert state("word " * 40) is None
