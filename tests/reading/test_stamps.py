"""Tests of summarizer.reading.stamps: which dates are dates of publication, and which are not."""

from __future__ import annotations

import pytest

from summarizer.reading import read_text
from summarizer.reading.stamps import parse_date

BODY = "The council voted by 12 to 9 on Tuesday to close the two libraries."
MORE = "Members said on 3 March 2019 that they would not go back on the plan."


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2 Nov 2023", "2023-11-02"),
        ("2 Nov 20232 Nov 2023", "2023-11-02"),
        ("Friday 10 November 2023", "2023-11-10"),
        ("Nov. 10, 2023", "2023-11-10"),
        ("September 1st, 2020", "2020-09-01"),
        ("the 3rd of May 2020", "2020-05-03"),
        ("2023-11-10", "2023-11-10"),
        ("2023/1/5", "2023-01-05"),
        ("25/12/2021", "2021-12-25"),
        ("12/25/2021", "2021-12-25"),
        ("5.5.2021", "2021-05-05"),
        ("10/11/2023", None),
        ("31 November 2023", None),
        ("29 Feb 2023", None),
        ("2023-13-45", None),
        ("10 November", None),
        ("in 2023", None),
        ("112 Nov 2023", None),
        ("2 Nov 20235", None),
        ("8 October 2", None),
        ("", None),
    ],
)
def test_only_full_unambiguous_dates_are_read(written: str, date: str | None) -> None:
    """A date needs day, month and year, has to exist, and must be the same day everywhere."""
    assert parse_date(written) == date


@pytest.mark.parametrize(
    "line",
    [
        "10 November 2023",
        "Friday 10 November 2023",
        "10 November 2023, 14:05 GMT",
        "Nov. 10, 2023",
        "Updated 5:32 PM EDT, Fri November 10, 2023",
        "PUBLISHED: 14:05 GMT, 10 November 2023 | UPDATED: 09:00 GMT, 11 November 2023",
        "Published 10 Nov 2023, updated 12 Nov 2023",
        "First published on Fri 10 Nov 2023 14.05 GMT",
        "By Jane Doe | 10 November 2023",
        "Politics | Nov 10, 2023 at 5 p.m.",
        "Date: 2023-11-10",
        "2023-11-10T14:05:00Z",
        "November 10, 2023 / 2:05 PM EST / Calder News",
        "Posted on: 10th November 2023 • 3 hours ago",
        "Published\n10 November 2023",
        "Updated 7:33 AM EDT, Fri November 10, 2023",
        "Published - November 10, 2023 10:45 pm IST",
        "Published: 10 Nov 2023, 10:45",
        "Published - November 10, 2023 10:45 pm IST - CHENNAI",
    ],
)
@pytest.mark.parametrize(
    "place", ["{line}\n\n{body}", "Libraries to close in spring\n\n{line}\n\n{body}\n\n{body}"]
)
def test_a_date_line_at_the_head_dates_the_article(line: str, place: str) -> None:
    """A line that is only a date, with label, time or a name between bars, is the date of publication."""
    document = read_text(place.format(line=line, body=BODY))
    assert document.info.published == "2023-11-10"
    assert line in [span.text for span in document.info.furniture]


@pytest.mark.parametrize(
    "text",
    [
        f"Published On 10 Nov 202310 Nov 2023{BODY}",
        f"A caption [Handout via AP]Published On 10 Nov 202310 Nov 2023{BODY}",
        f"Libraries to closeUpdated 10 November 2023{BODY}",
    ],
)
def test_a_stamp_glued_to_its_neighbours_dates_the_article(text: str) -> None:
    """A stamp is found where scraping has glued it to the caption before and the sentence after."""
    document = read_text(text)
    assert document.info.published == "2023-11-10"
    assert document.info.furniture[-1].text.endswith("2023")


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n\n{MORE}",
        f"Libraries to close\n\n{BODY} It was decided on 10 November 2023.",
        f"Published on 2 March 2023 by the health board, the figures cover 11 counties.\n\n{BODY}",
        f"Updated on 3 May 2020, the list has 4,200 names.\n\n{BODY}",
        f"The report (published on 2 March 2023) covers 11 counties.\n\n{BODY}",
        f"“Published 2 March 2023,” it said on the cover of the book.\n\n{BODY}",
        f"LONDON, Nov 10 (Reuters) - {BODY}",
        f"{BODY}\n\n© 2023 The Calder Post",
        f"Libraries to close\n\n10/11/2023\n\n{BODY}",
        f"{BODY}\n\n3 May 2019\n{BODY}\n\n10 May 2019\n{BODY}",
        f"Timeline\n\n3 May 2019\n{BODY}\n\n10 May 2019\n{BODY}",
        f"{BODY}\n\n{MORE}\n\n10 November 2023\n\n{BODY}",
        f"Photo: Calder, 10 November 2023\n\n{BODY}",
        f"31 November 2023\n\n{BODY}",
        f"{BODY}\n\nMost read\nBakery to close\nPublished 8 November 2023",
    ],
)
def test_a_date_of_the_narrative_never_dates_the_article(text: str) -> None:
    """Dates in sentences, captions, timelines, copyright lines and lists of other articles stay out."""
    assert read_text(text).info.published is None


def test_two_stamps_that_disagree_date_nothing() -> None:
    """Where a head carries two dates with nothing to choose by, neither is taken."""
    assert read_text(f"9 November 2023\n10 November 2023\n\n{BODY}").info.published is None


def test_the_first_publication_wins_over_an_update() -> None:
    """An article that says both when it was published and when updated is dated by the first."""
    text = f"Updated 12 November 2023\nPublished 10 November 2023\n\n{BODY}"
    assert read_text(text).info.published == "2023-11-10"


def test_an_agency_dateline_with_a_year_dates_the_article() -> None:
    """A dateline that gives the year is the date on which the report was filed."""
    text = f"WASHINGTON, Nov. 10, 2023 (AP) — {BODY}"
    assert read_text(text).info.published == "2023-11-10"


def test_a_labelled_date_below_the_text_dates_the_article() -> None:
    """A closing line “First published: …” counts where it is the only one."""
    assert read_text(f"{BODY}\n\n{MORE}\n\nFirst published: 10 November 2023").info.published == "2023-11-10"


def test_a_header_token_dates_the_article() -> None:
    """A “date 2023-12-06” at the very start is the date of publication, and no part of the article."""
    document = read_text(f" date 2023-12-06 {BODY}")
    assert document.info.published == "2023-12-06"
    assert [span.text for span in document.info.furniture] == ["date 2023-12-06"]


def test_a_labelled_date_below_the_text_is_no_part_of_the_article() -> None:
    """A closing date line is set aside, whether or not the head has said the same."""
    line = "Published - June 11, 2025 10:45 pm IST"
    document = read_text(f"Libraries to close\n\n{line}\n\n{BODY}\n\n{MORE}\n\n{line}")
    assert document.info.published == "2025-06-11"
    assert [span.text for span in document.info.furniture] == [line, line]
