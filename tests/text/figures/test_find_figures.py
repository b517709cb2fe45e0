"""What holds for every figure, in any text: exact spans, order, the same answer twice, linear time."""

from __future__ import annotations

import pytest
from growth_support import LIMIT, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.dates import find_dates
from summarizer.text.figures import find_figures

TOKENS = (
    "1", "2", "5", "12", "34", "57", "100", "250", "1,200", "12,345", "000", "1998", "2023", "3.5", ".5",
    "1/2", "8/10", "245/6", "½", "2½", "1,50,000", "’90s", "-5", "−3", "2-1", "4-4-2", "0800", "12:30",
    "one", "two", "three", "six", "ten", "eleven", "twenty-one", "hundred", "thousand", "million", "dozen",
    "half", "quarter", "third", "a", "an", "two-thirds", "several", "few", "dozens", "hundreds", "scores",
    "zero", "bn", "m", "k", "%", "percent", "points", "$", "£", "€", "Rs", "US$", "N", "R", "USD", "euros",
    "pounds", "pence", "pennies", "p", "c", "cents", "km", "miles", "mph", "kg", "feet", "inches", "in",
    "ft", "°C", "C", "F", "years", "year-old", "months", "hours", "second", "minutes", "days", "old", "-",
    "–", "to", "or", "and", "for", "of", "out", ",", ".", ";", ":", "(", ")", "'", "’", "“", "#", "+", "~",
    "<", "≥", "×", "e6", "x10^3", "at", "least", "more", "than", "over", "under", "about", "some", "up",
    "odd", "people", "killed", "dead", "goals", "from", "between", "by", "rose", "aged", "magnitude",
    "Page", "Boeing", "day", "a.m.", "past", "No.", "٣", "ſix", "fİve", "K", "µ", "\0", "\u200f", "😀", "①",
    "²",
)  # fmt: skip
SEPARATORS = ("", " ", " ", " ", " ", "\u00a0", "\n", "-", ", ")
NUMBERISH = st.lists(st.tuples(st.sampled_from(TOKENS), st.sampled_from(SEPARATORS)), max_size=25).map(
    lambda pairs: "".join(token + separator for token, separator in pairs)
)
TEXTS = st.one_of(NUMBERISH, st.text(st.characters(exclude_categories=["Cs"]), max_size=80))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_every_stretch_holds_its_text(text: str) -> None:
    """A figure, its number and its counted noun stand at their offsets, the number within the figure."""
    for figure in find_figures(text):
        assert text[figure.start : figure.end] == figure.text != ""
        number, counted = figure.number, figure.counted
        assert text[number.start : number.end] == number.text != ""
        assert figure.start <= number.start < number.end <= figure.end
        if counted is not None:
            assert text[counted.start : counted.end] == counted.text != ""
            assert counted.start >= number.start


@settings(max_examples=100, deadline=None)
@given(NUMBERISH)
def test_figures_of_number_words_hold_their_text(text: str) -> None:
    """On text of nothing but numbers, signs and units the spans hold, and begin and end in no white space."""
    for figure in find_figures(text, []):
        assert text[figure.start : figure.end] == figure.text
        assert figure.text == figure.text.strip()
        assert figure.start <= figure.number.start < figure.number.end <= figure.end


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_figures_stand_in_order_without_overlap(text: str) -> None:
    """Each figure begins where the one before has ended, or later."""
    end = 0
    for figure in find_figures(text):
        assert figure.start >= end
        end = figure.end


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_figures(text: str) -> None:
    """Figures depend on the text alone, and known dates only save looking for them."""
    found = find_figures(text)
    assert find_figures(text) == found
    assert find_figures(text, find_dates(text)) == found


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_values_agree_with_bounds(text: str) -> None:
    """Only an indefinite number has no value, only a range or a score has an upper one, a range rises."""
    for figure in find_figures(text):
        assert (figure.value is None) == (figure.bound == "indefinite")
        if figure.bound == "range":
            assert figure.value is not None
            assert figure.upper is not None
        if figure.upper is not None:
            assert figure.bound in ("range", "exact")


@pytest.mark.parametrize(
    "unit",
    [
        "1", "1,11", "1-", ",1", "1 000 ", "1\u00a0", "1/2 ", "1 - ", "-1 ", "3 to ", "A 5 ", "A-1 ", "(1) ", "\n1. ", "12:30 ",
        "one ", "one-", "one of them ", "one in five ", "half ", "a half a ", "twenty ", "two and ", "thousands of ", "a@",
        "$1bn ", "$3-5m ", "at least 5 ", "May 5, ", "5 five ", "6'2\" ", "(1) a (2) b ", "Sections 66C, ", "1+1 ", "5m from 3 million ", "aged 5, ",
        "A.2.", "one hundred and ", "1 of the ", "é", "a",
    ],
)  # fmt: skip
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """12,000 characters of any one number or near-number take no longer than their length says."""
    assert growth(lambda text: find_figures(text, []), unit, 12_000) < LIMIT


def test_an_empty_text_has_no_figures() -> None:
    """Nothing is found in nothing."""
    assert find_figures("") == []
