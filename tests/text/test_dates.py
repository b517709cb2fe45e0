"""Which phrases are dates, and where they begin and end."""

from __future__ import annotations

import pytest
from growth_support import LIMIT, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.dates import find_dates

PUBLISHED = "2023-11-02"
"""A Thursday."""


def phrases(text: str) -> list[str]:
    """The words of the phrases found."""
    return [phrase.text for phrase in find_dates(text, PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came on Monday.", ["on Monday"]),
        ("Two hits on Tuesday and Wednesday killed many", ["on Tuesday and Wednesday"]),
        ("displaced since 7 October, it said", ["since 7 October"]),
        ("killed as of Wednesday, 40%", ["as of Wednesday"]),
        ("shelled it all through Wednesday night but", ["all through Wednesday night"]),
        ("told AFP on Monday, December 4, that", ["on Monday, December 4"]),
        ("By mid-Wednesday, 335 had left", ["By mid-Wednesday"]),
        ("in the city on Oct. 31, 2023. In just 25 days", ["on Oct. 31, 2023"]),
        ("ran from May 3 to May 9 and", ["from May 3 to May 9"]),
        ("between 2019 and 2021", ["between 2019 and 2021"]),
        ("7–9 October 2023", ["7–9 October 2023"]),
        ("Oct. 31-Nov. 2", ["Oct. 31-Nov. 2"]),
        ("on the 7th of December", ["on the 7th of December"]),
        ("on\u00a07\u202fOctober", ["on\u00a07\u202fOctober"]),
        ("on October\n7 it", ["on October\n7"]),
        ("until New Year’s Eve", ["until New Year’s Eve"]),
        ("in the third quarter of 2023", ["in the third quarter of 2023"]),
        ("Q3 2023 revenue rose", ["Q3 2023"]),
        ("over the past 24 hours", ["over the past 24 hours"]),
        ("in the early 1990s", ["in the early 1990s"]),
        ("in fiscal 2021", ["in fiscal 2021"]),
        ("earlier this week", ["earlier this week"]),
        ("left 20 days ago.", ["20 days ago"]),
        ("by the end of last month", ["by the end of last month"]),
        ("a winner in the 2022-23 season", ["2022-23"]),
        ("on Tuesday (Oct. 31) in Paris", ["on Tuesday (Oct. 31)"]),
        ("on Tuesday of last week", ["on Tuesday of last week"]),
        ("in June last year,", ["in June last year"]),
        ("jailed for three years earlier this month", ["earlier this month"]),
        ("has been quiet since then", ["since then"]),
    ],
)
def test_a_phrase_takes_in_all_its_words(text: str, expected: list[str]) -> None:
    """A phrase holds the preposition, the date, what is joined to it, and nothing else."""
    assert phrases(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Friday’s attack", ["Friday"]),
        ("since the October 7 attack", ["October 7"]),
        ("after the 2022 election", ["2022"]),
        ("on the eve of Saturday's vote", ["Saturday"]),
        ("a Wednesday statement said", ["Wednesday"]),
    ],
)
def test_an_attribute_stands_without_its_preposition(text: str, expected: list[str]) -> None:
    """The preposition before “Friday’s attack” belongs to the attack, not to the date."""
    assert phrases(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "it may rain",
        "May I ask why?",
        "Theresa May resigned.",
        "It was rejected by May, an aide of Theresa May said.",
        "They march on the capital.",
        "March of the penguins",
        "the March on Washington",
        "the Sunday Times said",
        "the Mail on Sunday reported",
        "Black Friday sales",
        "the Good Friday Agreement",
        "Sheffield Wednesday won",
        "meets every Friday",
        "it was on a Monday",
        "Jan Smith and June Brown",
        "wait a second",
        "the 25th day",
        "for three weeks",
        "20 days of war",
        "at 3 p.m.",
        "9/11 victims",
        "a 7-4 win",
        "in the second quarter, he scored",
        "USA Today reported",
        "during the truce",
        "in the last 14 minutes of the match",
        "three minutes later",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    """Names, verbs, durations, recurrences and clock times are not dates."""
    assert phrases(text) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "published", "in", "2", "’", "-2020-"])
def test_a_text_without_a_date_yields_nothing(text: str) -> None:
    """Scraps of text neither raise nor yield a phrase."""
    assert phrases(text) == []


def test_a_paragraph_break_ends_a_phrase() -> None:
    """A date never runs over a blank line into the next paragraph."""
    assert phrases("on Monday\n\nOctober 7 was") == ["on Monday", "October 7"]


_PIECES = st.sampled_from(
    ["on ", "Monday", "October", " 7", ", ", "2023", "May ", "the ", "last ", "week", " to ", "-", "’s", "\u00a0",
     "\x00", "\u200f", "😀", "20 days ago", "é", "(", ")", "and ", "31/12/2023", "Q3 ", "1990s", "\n", "٣", "in "]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=30).map("".join))
def test_every_span_holds_its_text(text: str) -> None:
    """On any text the phrases stand where they say, in order, without overlap."""
    position = 0
    for phrase in find_dates(text, PUBLISHED):
        assert text[phrase.start : phrase.end] == phrase.text == phrase.when.text
        assert phrase.start >= position
        assert phrase.end > phrase.start
        position = phrase.end


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=12))
def test_any_publication_date_is_taken(published: str) -> None:
    """A publication date that is none leaves relative dates unresolved, and never raises."""
    assert [phrase.text for phrase in find_dates("on Monday", published)] == ["on Monday"]


@pytest.mark.parametrize(
    "unit", ["1", " ", "a", ",", '"', "1 ", "2020 ", "this ", "by May ", "ago ", "\u00a0"]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """A long line of one thing costs no more than its length says."""
    assert growth(lambda text: find_dates(text, PUBLISHED), unit, 60_000) < LIMIT
