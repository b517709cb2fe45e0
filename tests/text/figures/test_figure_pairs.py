"""Two numbers that are one quantity: ranges, scores, shares."""

from __future__ import annotations

import pytest

from summarizer.text.figures import find_figures


def read(text: str) -> list[tuple[str, float | None, float | None, str]]:
    """Words, value, upper end and bound of the figures in ``text``."""
    return [(figure.text, figure.value, figure.upper, figure.bound) for figure in find_figures(text, [])]


@pytest.mark.parametrize(
    ("text", "written", "low", "high"),
    [
        ("for 3 to 4 days", "3 to 4 days", 3, 4), ("between 30 and 40 people", "between 30 and 40", 30, 40),
        ("between about 30 and 40 people", "between about 30 and 40", 30, 40), ("two or three people", "two or three", 2, 3),
        ("a $3-5m house", "$3-5m", 3_000_000, 5_000_000), ("two to three million people", "two to three million", 2_000_000, 3_000_000),
        ("two to three dozen people", "two to three dozen", 24, 36), ("two to three hundred thousand men", "two to three hundred thousand", 200_000, 300_000),
        ("200 to 300 thousand men", "200 to 300 thousand", 200_000, 300_000), ("2 to 12 000 km away", "2 to 12 000 km", 2, 12_000),
        ("ranging from 5 to 12 km", "5 to 12 km", 5, 12), ("10–12 km away", "10–12 km", 10, 12), ("about 10-12 km away", "about 10-12 km", 10, 12),
        ("a 10 to 12-year term", "10 to 12-year", 10, 12), ("Rs 1,500-1,800 crore", "Rs 1,500-1,800 crore", 1.5e10, 1.8e10),
        ("5 to 1.234.567 km off", "5 to 1.234.567 km", 5, 1_234_567), ("aged 16-24", "16-24", 16, 24), ("5% to 7% of them", "5% to 7%", 5, 7),
        ("5-7% of them", "5-7%", 5, 7), ("100 to 2 thousand men", "100 to 2 thousand", 100, 2000), ("-10 to -5C at night", "-10 to -5C", -10, -5), ("minus 10 to minus 5 degrees", "minus 10 to minus 5 degrees", -10, -5),
    ],
)  # fmt: skip
def test_two_ends_are_one_range(text: str, written: str, low: float, high: float) -> None:
    """A range is one figure: lower end, upper end, both in base units."""
    assert read(text) == [(written, low, high, "range")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It rose 3 to 40.", [3, 40]), ("rose by 3 to 40 points", [3, 40]), ("from 30 to 40 people", [30, 40]),
        ("He has 3 and 4 of them.", [3, 4]), ("5 or 500 people", [5, 500]), ("killed 12 – 5 of them children", [12, 5]),
    ],
)  # fmt: skip
def test_a_change_or_a_list_is_no_range(text: str, values: list[float]) -> None:
    """A change and what it came to, and two counts side by side, are two figures."""
    assert [value for _, value, _, _ in read(text)] == values


@pytest.mark.parametrize(
    ("text", "written", "first", "second"),
    [
        ("won 2-1 at home", "2-1", 2, 1), ("a 3–0 win", "3–0", 3, 0), ("won 10 to two", "10 to two", 10, 2),
        ("a 2-to-1 vote", "2-to-1", 2, 1), ("made 4-for-15 shots", "4-for-15", 4, 15), ("were 58 for 4 at tea", "58 for 4", 58, 4),
        ("ended on 245/6 after", "245/6", 245, 6), ("scored 8/10 for", "8/10", 8, 10),
    ],
)  # fmt: skip
def test_a_score_keeps_both_numbers(text: str, written: str, first: float, second: float) -> None:
    """A score or a vote is one figure with two numbers, in the order of the text."""
    assert read(text) == [(written, first, second, "exact")]


@pytest.mark.parametrize(
    ("text", "written", "percent"),
    [
        ("one in five people", "one in five", 20), ("One in 10 adults", "One in 10", 10), ("nine out of ten voters", "nine out of ten", 90),
        ("one-in-four odds", "one-in-four", 25), ("one child in five", "one child in five", 20), ("half of them", "half", 50),
        ("a third of the workforce", "a third", 33.33), ("two-thirds of voters", "two-thirds", 66.67), ("1/4 of the men", "1/4", 25),
        ("nearly one in three people", "nearly one in three", 33.33),
    ],
)  # fmt: skip
def test_a_share_is_in_percent(text: str, written: str, percent: float) -> None:
    """“One in five” and “half of” are shares, in percent."""
    (figure,) = find_figures(text, [])
    assert (figure.text, figure.value, figure.unit) == (written, percent, "percent")


@pytest.mark.parametrize("text", ["won two in four days", "three in five games", "one in 2 years"])
def test_two_numbers_over_a_time_are_no_share(text: str) -> None:
    """A count within so many days or games is not a share of them."""
    assert all(figure.unit != "percent" for figure in find_figures(text, []))


@pytest.mark.parametrize("text", ["a 4-4-2 line-up", "Article 5-2", "call 555-1234"])
def test_dashed_names_are_no_pairs(text: str) -> None:
    """Formations, articles and telephone numbers are neither ranges nor scores."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20-25,000 people", [("20-25,000", 20_000, 25_000, "range")]), ("1-2 million men", [("1-2 million", 10**6, 2 * 10**6, "range")]),
        ("95% CI 1.2-3.4", [("95%", 95, None, "exact"), ("1.2-3.4", 1.2, 3.4, "range")]), ("blood pressure of 140/90", []),
        ("scored 9/10", [("9/10", 9, 10, "exact")]),
    ],
)  # fmt: skip
def test_pairs_that_are_no_scores(text: str, expected: list[tuple[str, float, float | None, str]]) -> None:
    """A range shares its thousands, decimals are no score, and a blood pressure is no pair of points."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "percent"),
    [("one in a million people", 0.0001), ("1 in 250 people", 0.4), ("one in 2,500 births", 0.04)],
)
def test_small_shares_keep_their_figures(text: str, percent: float) -> None:
    """A share of one in any number has its value, however small."""
    (figure,) = find_figures(text, [])
    assert (figure.value, figure.unit) == (percent, "percent")


def test_one_in_a_year_is_no_share() -> None:
    """“About 1 in 2019” is a count in a year."""
    assert all(figure.unit != "percent" for figure in find_figures("found about 1 in 2019", []))
