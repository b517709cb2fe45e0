"""The days that date phrases resolve to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.text.dates import find_dates

THURSDAY = "2023-11-02"


def resolve(text: str, published: str | None = THURSDAY) -> tuple[str | None, str | None, str]:
    """First day, last day and precision of the one phrase in ``text``."""
    (phrase,) = find_dates(text, published)
    return phrase.when.start, phrase.when.end, phrase.when.precision


def day(text: str, published: str | None = THURSDAY) -> str | None:
    """The one day that the phrase in ``text`` resolves to."""
    start, end, precision = resolve(text, published)
    assert start == end
    assert precision == ("day" if start else "unknown")
    return start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Oct. 31, 2023", "2023-10-31"), ("on 31 October 2023", "2023-10-31"), ("2023-10-31", "2023-10-31"),
        ("10/31/2023", "2023-10-31"), ("31.10.2023", "2023-10-31"), ("Sept 5", "2023-09-05"),
        ("on the 7th of December 1941", "1941-12-07"), ("Christmas Day 2022", "2022-12-25"),
        ("on Monday", "2023-10-30"), ("on Thursday", "2023-11-02"), ("as of Wednesday", "2023-11-01"),
        ("last Thursday", "2023-10-26"), ("next Thursday", "2023-11-09"), ("this Friday", "2023-11-03"),
        ("on Friday last week", "2023-10-27"), ("next week on Tuesday", "2023-11-07"),
        ("20 days ago", "2023-10-13"), ("yesterday", "2023-11-01"), ("last night", "2023-11-01"),
        ("tonight", "2023-11-02"), ("the day before yesterday", "2023-10-31"), ("tomorrow", "2023-11-03"),
    ],
)  # fmt: skip
def test_a_day_resolves(text: str, expected: str) -> None:
    """A phrase that names one day resolves to it, weekdays to the last one before publication."""
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will meet on Friday.", "2023-11-03"),
        ("It will be released on Thursday.", "2023-11-02"),
        ("He is scheduled to appear in court on Monday.", "2023-11-06"),
        ("On Friday, Blinken will meet Abbas.", "2023-11-03"),
        ("The trial begins on Monday", "2023-11-06"),
        ("It plans to open on December 15", "2023-12-15"),
        ("The suspect will be tried, police said on Friday.", "2023-10-27"),
        ("On Friday, Biden said he will travel.", "2023-10-27"),
        ("The strike on Friday will affect 400 trains.", "2023-11-03"),
        ("The strike by nurses on Friday is due to end at noon.", "2023-11-03"),
        ("Schools shut on Monday will reopen.", "2023-10-30"),
        ("The vote on Tuesday was close and will matter.", "2023-10-31"),
        ("The bank on Wednesday said it will cut rates.", "2023-11-01"),
        ("400 would leave, after 320 people left on Wednesday.", "2023-11-01"),
    ],
)
def test_what_is_planned_lies_ahead(text: str, expected: str) -> None:
    """In a clause about what is to come, a weekday or day is the next one."""
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He has until Friday to pay.", (None, "2023-11-03", "range")),
        ("The judge gave them until Friday to answer.", (None, "2023-11-03", "range")),
        ("He had until Friday to pay.", (None, "2023-10-27", "range")),
        ("They must leave by Friday noon.", (None, "2023-11-03", "range")),
        ("It will be done by June.", (None, "2024-06-30", "range")),
        ("It aims to halve emissions by 2030.", (None, "2030-12-31", "range")),
        ("By 2019, 335 had left.", ("2019-01-01", "2019-12-31", "year")),
        ("By Wednesday, 335 had left.", ("2023-11-01", "2023-11-01", "day")),
    ],
)
def test_a_deadline_has_no_first_day(text: str, expected: tuple[str | None, str | None, str]) -> None:
    """A term that lies ahead ends on its date and begins nowhere; what was so by a day was so on it."""
    assert resolve(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They meet on Monday week.", "2023-11-13"),
        ("It began a week ago today.", "2023-10-26"),
        ("Two years ago today he left.", "2021-11-02"),
        ("25/12/2024", "2024-12-25"),
        ("He left the following day.", None),
        ("He left three days earlier.", None),
        ("She came the next morning.", None),
    ],
)
def test_a_day_counted_from_another_needs_that_day(text: str, expected: str | None) -> None:
    """A distance counts from publication only where its words do; otherwise it stays open."""
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on the weekend of May 25, 2024", ("2024-05-25", "2024-05-26", "range")),
        ("the weekend of May 27, 2024", ("2024-05-25", "2024-05-26", "range")),
        ("the weekend of May 23, 2024", ("2024-05-25", "2024-05-26", "range")),
        ("On the weekend of Friday, May 24, 2024,", ("2024-05-25", "2024-05-26", "range")),
        ("In the first three months of 2025", ("2025-01-01", "2025-03-31", "range")),
        ("the last six months of last year", ("2022-07-01", "2022-12-31", "range")),
        ("a meeting on the weekend of protests", ("2023-10-28", "2023-10-29", "range")),
    ],
)
def test_a_weekend_or_months_named_by_a_date(text: str, expected: tuple[str, str, str]) -> None:
    """A weekend is the one that holds its day or lies nearest; months of a year are counted out."""
    assert resolve(text) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024-01-05", "2023-12-20"),
        ("2023-12-20", "2023-12-20"),
        ("2023-12-06", "2023-12-20"),
        (None, "XXXX-12-20"),
    ],
)
def test_a_day_without_a_year_is_the_nearest(published: str | None, expected: str) -> None:
    """The publication date gives the year, and where there is none it stays open."""
    assert day("on December 20", published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Tuesday and Wednesday", ("2023-10-31", "2023-11-01", "range")),
        ("from October 28 to November 2", ("2023-10-28", "2023-11-02", "range")),
        ("December 28 to January 3, 2023", ("2022-12-28", "2023-01-03", "range")),
        ("between June and August 2022", ("2022-06-01", "2022-08-31", "range")),
        ("between 2019 and 2021", ("2019-01-01", "2021-12-31", "range")),
        ("in June last year", ("2022-06-01", "2022-06-30", "month")),
        ("They will stay for the next three weeks", ("2023-11-02", "2023-11-23", "range")),
        ("from 2011", ("2011-01-01", "2011-12-31", "year")),
        ("since Saturday", ("2023-10-28", None, "range")),
        ("until Wednesday", (None, "2023-11-01", "range")),
        ("before 2010", (None, "2009-12-31", "range")),
        ("after 2016", ("2017-01-01", None, "range")),
        ("the past 24 hours", ("2023-11-01", "2023-11-02", "range")),
        ("the last two days", ("2023-10-31", "2023-11-02", "range")),
        ("the 1990s", ("1990-01-01", "1999-12-31", "range")),
        ("in 1948", ("1948-01-01", "1948-12-31", "year")),
        ("mid-2023", ("2023-01-01", "2023-12-31", "year")),
        ("two years ago", ("2021-01-01", "2021-12-31", "year")),
        ("in late October", ("2023-10-01", "2023-10-31", "month")),
        ("last month", ("2023-10-01", "2023-10-31", "month")),
        ("in March", ("2023-03-01", "2023-03-31", "month")),
        ("earlier this week", ("2023-10-30", "2023-11-05", "week")),
        ("three weeks ago", ("2023-10-09", "2023-10-15", "week")),
        ("over the weekend", ("2023-10-28", "2023-10-29", "range")),
        ("Q3 2023", ("2023-07-01", "2023-09-30", "range")),
        ("the second half of last year", ("2022-07-01", "2022-12-31", "range")),
        ("in 2013-14", ("2013-01-01", "2014-12-31", "range")),
    ],
)
def test_a_stretch_resolves(text: str, expected: tuple[str | None, str | None, str]) -> None:
    """A range, week, month, quarter or year resolves to its first and last day."""
    assert resolve(text) == expected


@pytest.mark.parametrize(
    "text", ["on Monday", "last week", "today", "20 days ago", "this Friday", "since Saturday", "in Q3"]
)
def test_without_publication_relative_dates_stay_open(text: str) -> None:
    """Nothing is invented where the publication date is not known."""
    assert resolve(text, None) == (None, None, "unknown")


@pytest.mark.parametrize(
    "text",
    [
        "on 31 February",
        "30 Feb 2022",
        "05/06/2023",
        "dominated the next four years",
        "weeks ago",
        "9999 years ago",
        "31 June",
    ],
)
def test_what_cannot_be_known_stays_unknown(text: str) -> None:
    """An impossible, ambiguous or vague date resolves to nothing."""
    assert resolve(text) == (None, None, "unknown")


def test_that_day_is_the_day_named_before() -> None:
    """“Later that day” and “the previous day” count from the day that the text named last."""
    dates = find_dates(
        "He spoke on Sunday.\n\nShe left later that day, and they came the previous day.", THURSDAY
    )
    assert [phrase.when.start for phrase in dates] == ["2023-10-29", "2023-10-29", "2023-10-28"]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_safe(published: str) -> None:
    """At either end of the calendar a date is unknown rather than an error."""
    text = "last week, next week, in May, on 3 June, 20 days ago, tomorrow, next decade, at the weekend will open"
    assert len(find_dates(text, published)) == 8


REFERENCES = Path(__file__).parents[1] / "reference"

UNLIKE = {
    ("001", "last night"): "said in an undated video, so that the annotators left it open",
    ("000", "late October"): "found with its preposition, “in late October”",
}
"""Reference phrases that are found or resolved otherwise, and why."""

NO_DATES = (
    "for more than three weeks", "since it intensified its ground raid", "recently", "during the truce", "so far",
    "the second day of a stepped-up military offensive", "began with the truce", "In just 25 days of war",
    "since the commencement of the ground operation",
)  # fmt: skip
"""Reference phrases that are durations, adverbs or clauses."""


@pytest.mark.parametrize("path", sorted(REFERENCES.glob("*.json")), ids=lambda path: path.stem[:3])
def test_the_dates_of_the_references_resolve_alike(path: Path) -> None:
    """Every date phrase of a reference annotation is found in its article and resolves as annotated."""
    reference = json.loads(path.read_text(encoding="utf-8"))
    (article,) = (Path(__file__).parents[2] / "seeds").glob(f"{path.stem}.*")
    published = reference["document"].get("published")
    found = {
        (p.text, p.when.start, p.when.end) for p in find_dates(article.read_text(encoding="utf-8"), published)
    }
    records: list[dict[str, Any]] = reference["events"] + reference["figures"] + reference["quotes"]
    whens = [record["when"] for record in records if record["when"]["text"]]
    unlike = {
        when["text"]
        for when in whens
        if when["text"] not in NO_DATES and (when["text"], when["start"], when["end"]) not in found
    }
    assert unlike == {text for document, text in UNLIKE if path.stem.startswith(document)}
