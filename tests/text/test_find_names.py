"""Tests of the name finder."""

from __future__ import annotations

import pytest
from growth_support import LIMIT, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.names import find_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gaza City residents have fled.", ["Gaza City"]),
        ("Residents have fled to Rafah.", ["Rafah"]),
        ("The talks in The Hague and Israel's reply", ["Hague", "Israel"]),
        ("Nidal al-Mughrabi met Ludwig van Beethoven.", ["Nidal al-Mughrabi", "Ludwig van Beethoven"]),
        ("the US-led force and the U.S. Army under Mr. Smith", ["US", "U.S. Army", "Mr. Smith"]),
        ("held in the U.S. Officials said", ["U.S."]),
        ("the Bank of England and Johnson & Johnson", ["Bank of England", "Johnson & Johnson"]),
        ("J. K. Rowling and O’Brien’s book", ["J. K. Rowling", "O’Brien"]),
        ("On Tuesday, 7 October, it rained.", []),
        ("I'm sure. It's late. Don't go. They've left.", []),
        ("He said: “Not bad,” she said: “Hamas did.”", ["Hamas"]),
        ("Senior Hamas leaders met.", ["Hamas"]),
        ("Israeli tanks moved.", ["Israeli"]),
        ("Collector shows labels. Violinist plays. Gilchrist bats. Hector waits.", ["Gilchrist", "Hector"]),
        ("Port-au-Prince and Tel Al-Hawa", ["Port-au-Prince", "Tel Al-Hawa"]),
        ("WHO staff asked who knew.", ["WHO"]),
        ("Şükrü Erdoğan spoke.", ["Şükrü Erdoğan"]),
        ("It hit Covid-19 wards of the NHS.", ["Covid-19", "NHS"]),
    ],
)
def test_names_are_found(text: str, names: list[str]) -> None:
    """Capitalised phrases are names; ordinary openers, dates and pronouns are not."""
    assert [name.text for name in find_names(text)] == names


def test_a_known_word_is_a_name_at_the_opening() -> None:
    """An ordinary word that opens a sentence is a name where the caller knows it as one."""
    assert find_names("Apples fell.") == []
    assert [name.text for name in find_names("Apples fell.", known={"apples"})] == ["Apples"]


@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("AbÉ. -'’\n\0\u200f“US"), st.characters(exclude_categories=["Cs"])
        ),
        max_size=80,
    )
)
@settings(max_examples=100, deadline=None)
def test_offsets_hold_on_any_text(text: str) -> None:
    """Every name stands at its offsets, in order and without overlap."""
    end = 0
    for name in find_names(text):
        assert text[name.start : name.end] == name.text != ""
        assert name.start >= end
        end = name.end


@pytest.mark.parametrize("unit", ['"', "A", "A ", "Aa ", "A.", "A-", "A'", "1", ",", "a"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """150,000 characters of one thing take no longer than their length says."""
    assert growth(find_names, unit, 150_000) < LIMIT
