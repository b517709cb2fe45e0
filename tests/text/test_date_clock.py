"""Clock times, which other finders leave out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.dates import find_clock_times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 3 p.m. on", "3 p.m."),
        ("at 3pm", "3pm"),
        ("at 10:30,", "10:30"),
        ("by 10.30am it", "10.30am"),
        ("at 0800 GMT", "0800 GMT"),
        ("at 18:00 local time", "18:00 local time"),
        ("from 9 to 11 a.m. ET", "9 to 11 a.m. ET"),
        ("at 1830 hrs", "1830 hrs"),
        ("at 3 o’clock", "3 o’clock"),
    ],
)
def test_a_clock_time_is_found_with_its_zone(text: str, expected: str) -> None:
    """A time of day is found with its half of the day and its zone."""
    assert [found.text for found in find_clock_times(text)] == [expected]


@pytest.mark.parametrize(
    "text", ["2:05:30", "1.30", "$10.30", "3 pmol", "10 a minute", "2023", "1:234", "5 people"]
)
def test_other_numbers_are_no_clock_times(text: str) -> None:
    """Durations, decimals and sums are left alone."""
    assert find_clock_times(text) == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789:. apmGTlo’c-\u00a0\n", max_size=40))
def test_every_clock_time_holds_its_text(text: str) -> None:
    """On any text the times stand where they say."""
    for found in find_clock_times(text):
        assert text[found.start : found.end] == found.text
