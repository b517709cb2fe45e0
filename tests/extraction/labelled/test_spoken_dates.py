"""Relative dates within quotations."""

from __future__ import annotations

import pytest

from summarizer.extraction.labelled.spoken_dates import leans_on_today, spoken_when
from summarizer.records import When
from summarizer.text.segment import segment

TEXT = "Mayor Ann Lee spoke on Monday. “The bridge fell last night,” she said. Work began last week."
SEGMENTED = segment(TEXT, published="2024-05-10")
PHRASES = {phrase.text: phrase for phrase in SEGMENTED.dates}


@pytest.mark.parametrize(
    ("phrase", "leans"),
    [("today", True), ("last night", True), ("in the last two days", True), ("this week", True),
     ("on Monday", False), ("7 October", False), ("in 2019", False), ("3 May 2024", False)],
)  # fmt: skip
def test_words_that_lean_on_the_day_of_speaking(phrase: str, *, leans: bool) -> None:
    """Relative words do; weekdays and calendar dates are read as the article's."""
    assert leans_on_today(phrase) is leans


def test_a_quoted_relative_date_is_read_from_the_day_of_speaking() -> None:
    """“last night”, said on Monday, is the night to Monday."""
    said = {0: When(text="on Monday", start="2024-05-06", end="2024-05-06", precision="day")}
    assert spoken_when(PHRASES["last night"], SEGMENTED, said).start == "2024-05-05"


def test_a_quoted_relative_date_of_an_undated_quotation_stays_open() -> None:
    """Without a day of speaking only the words stand."""
    assert spoken_when(PHRASES["last night"], SEGMENTED, {}) == When(text="last night")


def test_other_dates_keep_their_meaning() -> None:
    """Outside quotations a relative date is the article's own."""
    phrase = PHRASES["last week"]
    assert spoken_when(phrase, SEGMENTED, {}) == phrase.when
