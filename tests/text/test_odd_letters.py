"""Facts about letters that patterns take for “i”, “s” and “k”: they break nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.checks import check_text
from summarizer.reading import read_text
from summarizer.text import find_dates, find_figures
from summarizer.text.segment import segment

ODD = {"i": "ıİ", "I": "ıİ", "s": "ſ", "S": "ſ", "k": "\u212a", "K": "\u212a"}
SENTENCES = (
    "Six weeks ago, on 6 June this year, an estimated 5k people fled within sixty miles of the first site.",
    "The third of at least six ships, sixty metres wide, sank last Sunday in the second week of this month.",
    "In the six months since 15 April last year it lost $5k, six per cent less than in the first six weeks.",
    "Founded in 2003, six years after its sixth strike in 1997, it sold some six million disks in this decade.",
    "Sixteen killed and six missing since Easter Sunday, officials said; “six, sixty”, this first minister said.",
)


@st.composite
def oddly_written(draw: st.DrawFn) -> str:
    """One of the sentences, with such letters in some places."""
    text = draw(st.sampled_from(SENTENCES))
    places = draw(st.sets(st.sampled_from([at for at, letter in enumerate(text) if letter in ODD])))
    return "".join(
        draw(st.sampled_from(ODD[letter])) if at in places else letter for at, letter in enumerate(text)
    )


@settings(deadline=None)
@given(oddly_written(), oddly_written())
def test_a_text_with_such_letters_is_read_and_judged(article: str, summary: str) -> None:
    """What is found stands where it says, and the checks come to an end."""
    segmented = segment(article, published="2024-06-15")
    for found in (*segmented.dates, *segmented.figures, *segmented.quotations):
        assert article[found.start : found.end] == found.text
    assert find_figures(summary) == list(segment(summary).figures)
    assert all(check.message for check in check_text(summary, article))


@pytest.mark.parametrize(
    "text",
    [
        "This ſtood for thıs year, since 6 June thiſ year.",
        "It fell ſeven weeks ago, fıve days ago and 5\u212a times.",
        "An estımated 40 people, the sıxth time.",
        "The ship is 30 metres wıde.",
        "She finished thİrd, with only one runner ahead of her.",
        "The team finished fİfth among four entrants.",
        "They met on 5ſeptember, 5 ſept 2023 and the firſt of ſeptember, on ſunday laſt week.",
    ],
)
def test_a_word_is_looked_up_as_its_pattern_found_it(text: str) -> None:
    """Where a pattern takes “ı” for “i”, so does the table behind it."""
    assert all(text[one.start : one.end] == one.text for one in find_dates(text, published="2024-06-15"))
    assert isinstance(check_text(text, text), list | tuple)


def test_a_month_of_a_date_line_is_looked_up_as_its_pattern_found_it() -> None:
    """So that the article can be read, and its date be known."""
    text = "Harbour closed\nPublished 5 ſept 2023\n\nThe harbour was closed, officials said."
    assert read_text(text).info.published == "2023-09-05"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Both fell on 2023-02-29 and 2023-03-01.", [None, "2023-03-01"]),
        ("It was on February 29 or March 1, 2023.", ["2020-02-29", "2023-03-01"]),
        ("It was on 29 February 2023 and 1 March.", [None, "2023-03-01"]),
    ],
)
def test_a_day_that_does_not_exist_is_joined_to_none(text: str, days: list[str | None]) -> None:
    """29 February of a common year has no day after it; what stands beside it is read by itself."""
    assert [one.when.start for one in find_dates(text, published="2023-05-01")] == days
