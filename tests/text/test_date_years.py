"""Four digits: a year, or a quantity."""

from __future__ import annotations

import pytest

from summarizer.text.dates import find_dates


@pytest.mark.parametrize(
    "text",
    [
        "in 2023", "of 2019", "in 1948", "the 2022 election", "his 1998 film", "2023's budget", "(2019)",
        "Euro 2024", "a 2019 study", "the class of 2022", "back in 2003", "The 2024 Paris Olympics",
        "the 2019 elections", "2023 was the hottest year", "in 2020 prices rose", "by 2030,", "her classic 1939 film",
    ],
)  # fmt: skip
def test_a_year_is_found(text: str) -> None:
    """The words on either side make four digits a year."""
    (phrase,) = find_dates(text)
    assert phrase.when.precision == "year"


@pytest.mark.parametrize(
    "text",
    [
        "2,023 people", "2023 people died", "killed 1200 people", "2000 workers", "the 2000 workers", "$2000",
        "2000 km", "2000km away", "of 2000 troops", "between 1900 and 2000 people", "Resolution 1701",
        "at 1900 GMT", "about 1800 homes", "12.2023", "worth 1998 dollars", "1200 dead", "No 2023",
    ],
)  # fmt: skip
def test_a_quantity_is_no_year(text: str) -> None:
    """Four digits that count, measure or name something are not a year."""
    assert find_dates(text) == []
