"""The words that bound a number."""

from __future__ import annotations

import pytest

from summarizer.text.figures import find_figures


@pytest.mark.parametrize(
    ("text", "written", "bound"),
    [
        ("killed 195 people", "195", "exact"), ("at least 195 people", "at least 195", "at_least"),
        ("no fewer than 30 people", "no fewer than 30", "at_least"), ("more than 200 people", "more than 200", "more_than"),
        ("over 200 people", "over 200", "more_than"), ("well over 200 people", "well over 200", "more_than"),
        ("up to 50 people", "up to 50", "at_most"), ("as many as 50 people", "as many as 50", "at_most"),
        ("no more than 50 people", "no more than 50", "at_most"), ("fewer than 50 people", "fewer than 50", "less_than"),
        ("just under 50 people", "just under 50", "less_than"), ("about 50 people", "about 50", "about"),
        ("nearly 50 people", "nearly 50", "about"), ("almost 50 people", "almost 50", "about"), ("some 50 people", "some 50", "about"),
        ("an estimated 50 people", "an estimated 50", "about"), ("~50 people", "~50", "about"), ("at\nleast 50 people", "at\nleast 50", "at_least"),
        ("At least a dozen people", "At least a dozen", "at_least"), ("more than a record 50 people", "more than a record 50", "more_than"),
        ("more than $5m", "more than $5m", "more_than"), ("nearly half of them", "nearly half", "about"),
    ],
)  # fmt: skip
def test_a_qualifier_before_a_number_bounds_it(text: str, written: str, bound: str) -> None:
    """The qualifier before a number is part of the figure and says how it is bounded."""
    figure = find_figures(text, [])[0]
    assert (figure.text, figure.bound) == (written, bound)


@pytest.mark.parametrize(
    ("text", "written", "bound"),
    [
        ("50 or more people", "50 or more", "at_least"), ("for 20 years or less", "20 years or less", "at_most"),
        ("aged 65 and over", "65 and over", "at_least"), ("50 or so people", "50 or so", "about"), ("200+ people", "200+", "at_least"),
        ("three or more of them", "three", "exact"),
    ],
)  # fmt: skip
def test_a_qualifier_may_follow(text: str, written: str, bound: str) -> None:
    """“Or more” and its like behind a number bound it as well."""
    figure = find_figures(text, [])[0]
    assert figure.bound == bound
    assert figure.text == written


@pytest.mark.parametrize(
    "text",
    [
        "a win over 10 men", "talked about two plans", "prices crept up to 5%", "fell over three years",
        "rose 5% over 2,000 a year ago", "the above 50 people", "concern over two deaths", "turnover 50 units",
    ],
)  # fmt: skip
def test_prepositions_bound_nothing(text: str) -> None:
    """“Over”, “about” and “up to” are qualifiers only where they do not say during, of or towards."""
    bounds = {figure.bound for figure in find_figures(text, [])}
    assert bounds <= {"exact"} or text.startswith("the above")


def test_a_time_can_be_exceeded() -> None:
    """“For over three years” and “took over two hours” are more than that."""
    assert [figure.bound for figure in find_figures("waited for over three years", [])] == ["more_than"]
    assert [figure.bound for figure in find_figures("It took over two hours.", [])] == ["more_than"]


def test_an_indefinite_number_stays_indefinite() -> None:
    """A qualifier does not give “dozens” a bound, though it is part of the words."""
    (figure,) = find_figures("at least dozens of people", [])
    assert (figure.bound, figure.value) == ("indefinite", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("£1,299.99 plus 20p", [("£1,299.99", "exact"), ("20p", "exact")]), ("£5 plus VAT", [("£5", "exact")]), ("20 plus people", [("20 plus", "at_least")]),
        ("3,000-plus workers", [("3,000-plus", "at_least")]), ("50,000-odd of the dogs", [("50,000-odd", "about")]),
        ("thirty-odd years", [("thirty-odd years", "about")]),
    ],
)  # fmt: skip
def test_plus_bounds_a_number_unless_it_adds_another(text: str, expected: list[tuple[str, str]]) -> None:
    """“Plus” and “odd” bound the number before them; “plus 20p” is a second sum."""
    assert [(figure.text, figure.bound) for figure in find_figures(text, [])] == expected
