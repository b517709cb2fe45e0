"""Numbers that state no quantity: names, years, times, counters, a “one” or a “half” that does not count."""

from __future__ import annotations

import pytest

from summarizer.text.figures import find_figures


def words(text: str) -> list[str]:
    """The words of the figures in ``text``, its dates found."""
    return [figure.text for figure in find_figures(text)]


@pytest.mark.parametrize(
    "text",
    [
        "F-16 jets", "the G7 leaders", "the 9/11 attacks", "COVID-19 cases", "a 5G network", "a 4K film", "Boeing 737 jets",
        "the FTSE 100 fell", "Euro 2024", "an iPhone 15 was", "in Formula One", "the Big Ten", "a 24/7 service", "Channel 4 said",
        "under-21 football", "Chelsea’s No. 10 shirt", "Highway 61", "page 12", "Rule 5.07", "on day three", "Article 50",
        "10 Downing Street", "36 Rue Cambon", "#1", "§ 12", "ground zero", "zero tolerance", "a ten-pinned alley",
    ],
)  # fmt: skip
def test_names_that_hold_digits_are_no_figures(text: str) -> None:
    """A number that names a thing, or one of a series, counts nothing."""
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("that night 200 people", ["200"]), ("In Gaza 200 people died", ["200"]), ("Nearly 300 died", ["Nearly 300"]),
        ("On Monday 12 people died", ["12"]), ("a sub-5 minute mile", ["5 minute"]), ("zero deaths", ["zero"]),
        ("In Leeds 12 homes burned", ["12"]),
    ],
)  # fmt: skip
def test_quantities_beside_such_words_are_kept(text: str, expected: list[str]) -> None:
    """Where a noun is counted, a name or a label before the number does not matter."""
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in 2023", "the 2019 elections", "on 7 October", "on May 5, 2021", "the 1990s", "the ’90s", "since 1998 he", "by 2030",
        "at 12:30", "at 9am", "at 10.30 p.m.", "at 3 o’clock", "at 1830 GMT", "at half past nine", "at ten to three",
        "the 53rd minute", "a third time", "his 2nd goal",
    ],
)  # fmt: skip
def test_dates_times_and_ordinals_are_no_figures(text: str) -> None:
    """Dates, clock times and ordinals are not quantities."""
    assert words(text) == []


def test_a_duration_in_a_date_is_a_figure() -> None:
    """“In the last 24 hours” is a date phrase that states a quantity as well."""
    assert words("killed in the last 24 hours") == ["24 hours"]


@pytest.mark.parametrize(
    "text",
    [
        "call 0800 123 456", "+44 20 7946 0958", "(555) 123-4567", "555-1234", "text 70007", "visit www.a5.com/12",
        "https://x.org/3/4", "write to a12@b3.org", "version 1.2.3", "at 192.168.0.1", "@user5", "on 12/34/56",
    ],
)  # fmt: skip
def test_addresses_and_telephone_numbers_are_no_figures(text: str) -> None:
    """Digits of telephone numbers, addresses and versions count nothing."""
    assert words(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "1. Go\n2. Stay",
        "(1) Go\n(2) Stay",
        "to: 1) go; 2) stay",
        "• 3. wait",
        "1 of 12Caption",
        "  1) go",
        "ii) stay",
    ],
)
def test_list_counters_are_no_figures(text: str) -> None:
    """The counters of lists and galleries are not quantities."""
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("one dead in fire", "one"), ("at least one person died", "at least one"), ("one year later", "one year"),
        ("He had one goal and two assists.", "one"), ("killing one and injuring two", "one"), ("by one vote", "one"),
        ("a one-goal lead", "one-goal"), ("one man was killed", "one"), ("more than one day", "more than one day"),
        ("fired one missile", "one"), ("killed two people in Leeds and one in York", "one"), ("14 aces, one of them clocked", "one"),
        ("a one-day strike", "one-day"),
    ],
)  # fmt: skip
def test_one_that_counts(text: str, written: str) -> None:
    """“One” is a figure where it is a count: beside a unit, a qualifier, a casualty or another count."""
    assert written in words(text)


@pytest.mark.parametrize(
    "text",
    [
        "no one came", "one of the best", "the one who left", "one day he left", "one another", "on the one hand", "a new one",
        "one-sided", "one-off", "this one", "one could say", "the big one", "each one", "one’s own", "everyone", "one thing",
        "one official said", "which one",
    ],
)  # fmt: skip
def test_one_that_does_not_count(text: str) -> None:
    """“One” as a pronoun, in an idiom or as an instance of its kind is no figure."""
    assert words(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "in the second half", "at half-time", "the first half was", "a half-hearted try", "an hour and a half ago", "the other half",
        "a third party", "a quarter of growth", "in the third quarter", "the half’s best chance",
    ],
)  # fmt: skip
def test_parts_that_are_no_shares(text: str) -> None:
    """A half of a game, a third in a row and a quarter of a year are no shares."""
    assert all(figure.unit != "percent" for figure in find_figures(text))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("half of the men", "half"), ("fell by a third", "a third"), ("half the town", "half"), ("nearly half", "nearly half"),
        ("a quarter of voters", "a quarter"), ("a third were children", "a third"), ("more than two-thirds of them", "more than two-thirds"),
    ],
)  # fmt: skip
def test_parts_that_are_shares(text: str, written: str) -> None:
    """A part of something stated is a share."""
    assert [figure.text for figure in find_figures(text) if figure.unit == "percent"] == [written]


def test_scores_is_an_amount_only_of_something() -> None:
    """“Scores of people” is an indefinite number, “he scores” and “the scores” are not."""
    assert words("Scores of people fled.") == ["Scores"]
    assert words("He scores for fun; the scores say so.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Call 911 or 999", "at 14 Elm Grove", "at 3701 W. 119th St.", "at mile marker 140", "scored at 45+4", "a variant (BA.2.86)",
        "the PMAY-U 2.0 scheme", "the 2.40 at Ascot", "Sections 66C and 66D", "Section 5A", "a 4K video", "a 1080p video",
        "You can (1) go or (2) stay", "the r29 weekend", "profits doubled and then halved", "a six-figure sum", "a 5-figure offer",
    ],
)  # fmt: skip
def test_further_names_and_counters_are_no_figures(text: str) -> None:
    """Addresses, emergency numbers, stoppage time, versions, sections and inline counters count nothing."""
    assert [figure.text for figure in find_figures(text, [])] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Call 20 people", [20]), ("14 elm groves", [14]), ("200+ people", [200]), ("the 2.40 figure", [2.4]), ("costs 80p now", [0.8]),
        ("In Leeds 5.0 tonnes", [5]), ("articles on 12 and 14 men", [12, 14]), ("the U.S. 5 people", [5]), ("35C and 36C", [35, 36]),
        ("One dose is 93% effective", [1, 93]), ("one point from a possible 15", [1, 15]), ("one point of view", []),
    ],
)  # fmt: skip
def test_quantities_like_them_are_kept(text: str, values: list[float]) -> None:
    """What only looks like such a name is a quantity."""
    assert [figure.value for figure in find_figures(text, [])] == values
