"""Where dates, quantities and quotations may begin, with digits and letters of other scripts among them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text import find_dates, find_figures
from summarizer.text.quotations import find_quotations
from summarizer.text.segment import segment

PIECES = st.sampled_from(
    [
        *("2٣ May", "٣ May", "3 May", "2023", "20२3", "Q3", "h1", "last week", "the next day", "1990s"),
        *("a quarter", "second quarter", "N500", "Rs20bn", "r5", "a dozen", "a few", "few hundred", "one"),
        *(
            ".5",
            "1,234",
            "1.5",
            "½",
            "ſeven",
            "ſt",
            "K",
            "İ",
            "Monday",
            "fall of 2020",
            "new year",
            "several",
        ),
        *(" ", "\n", "\u00a0", "\u2009", "-", "–", "‑", "_", ".", ",", "é", "٣", "x", "“", "’"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=2), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "dates", "figures"),
    [
        ("They met on 2٣ May 2023.", ["on 2٣ May 2023"], []),
        ("It fell on ٣ May.", [], []),
        ("Some 2३ people died.", [], []),
        ("In 202٣ it rose.", [], []),
        ("ſeven men and 7 others left on 3 May.", ["on 3 May"], ["7"]),
        ("é5 men, _5 men, ٣5 men, x٣ 5 men", [], ["5"]),
        ("N500 was paid, q2 sales rose in the 2nd quarter", ["q2"], []),
        ("a quarter of 5 men", [], ["a quarter", "5"]),
    ],
)
def test_digits_and_letters_of_other_scripts_are_read_as_ever(
    text: str, dates: list[str], figures: list[str]
) -> None:
    """Only a day may have a second digit of another script; words in odd letters are read as their patterns do."""
    found = segment(text, published="2023-11-01")
    assert [one.text for one in found.dates] == dates
    assert [one.text for one in found.figures] == figures


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_segmented_text_has_what_the_finders_find(text: str) -> None:
    """A text is read alike as a whole and by each finder on its own."""
    found = segment(text)
    assert list(found.dates) == find_dates(text)
    assert list(found.figures) == find_figures(text)
    assert list(found.quotations) == find_quotations(text)


@pytest.mark.parametrize("text", ["It’s the bosses’ plan.", "the ٣' wall", "won't, can't, O'Neill's"])
def test_apostrophes_behind_letters_and_digits_open_nothing(text: str) -> None:
    """A single mark behind a letter or a digit of any script is no opening mark."""
    assert find_quotations(text) == []


@pytest.mark.parametrize("text", ["a ''quoted'' word", "–'quoted'", "a ‘quoted’ word"])
def test_single_marks_behind_anything_else_may_open(text: str) -> None:
    """Behind a dash or a space single marks, and two of them, open quotations."""
    assert [one.inner.text for one in find_quotations(text)] == ["quoted"]
