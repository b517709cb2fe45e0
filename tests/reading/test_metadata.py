"""Tests of summarizer.reading.metadata and bylines: what a plain text says about itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.reading import read_text
from summarizer.reading.language import guess_language
from summarizer.reading.metadata import split_site_title

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BODY = "The council voted by 12 to 9 on Tuesday to close the two libraries."


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda path: path.stem[:3])
def test_seeds_say_what_the_references_say(path: Path) -> None:
    """Title, outlet, date and language of each seed are those of its reference."""
    expected = json.loads((ROOT / "tests" / "reference" / f"{path.stem}.json").read_text(encoding="utf-8"))[
        "document"
    ]
    found = read_text(path.read_bytes().decode("utf-8"), id=path.stem).info
    assert {field: getattr(found, field) for field in expected} == expected


def test_the_byline_of_seed_002_is_read() -> None:
    """A name before a bar is the byline, and no part of the article."""
    text = next((ROOT / "seeds").glob("002*")).read_bytes().decode("utf-8")
    assert read_text(text).info.byline == "Nidal al-Mughrabi"


@pytest.mark.parametrize(
    ("name", "title", "outlet", "byline", "published"),
    [
        ("broadcaster", "Flood warnings as river bursts its banks at Tarnbridge", None, "Marjorie Oakley", "2022-02-14"),
        ("broadsheet", "Council tax to rise by 5% in most English counties, survey finds", "The Sentinel", None, "2023-03-02"),
        ("local", "Man, 34, jailed for string of burglaries in Ashcombe", None, "Priya Nair", "2021-06-05"),
        ("agency", None, "Reuters", "Ana Sousa", "2020-01-09"),
        ("glued", None, None, None, "2022-08-11"),
        ("cable", "Fed holds rates steady, signals two cuts", "CNN Business", "Dana Whitlow", "2024-03-20"),
    ],
)  # fmt: skip
def test_pages_of_other_sites_say_what_they_are(
    name: str, title: str | None, outlet: str | None, byline: str | None, published: str | None
) -> None:
    """Pages in the manner of other sites give title, outlet, byline and date where they show them."""
    info = read_text((HERE / "pages" / f"{name}.txt").read_text(encoding="utf-8")).info
    assert (info.title, info.outlet, info.byline, info.published) == (title, outlet, byline, published)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("business", "YouTube and BlackRock back McKenzie chip fund"),
        ("courts", "Bus driver cleared over crash that killed two"),
        ("menu_feature", "A new menu for school dinners"),
        ("science", "Telescope finds water on distant planet"),
        ("sport", "Late goal sends Rovers through"),
        ("timeline", "Timeline: how the strike unfolded"),
        ("weather", "Snow to fall across the north"),
    ],
)
def test_clean_articles_give_their_title_and_no_more(name: str, title: str) -> None:
    """An article that shows only a headline gives that; date and outlet stay open."""
    info = read_text((HERE / "clean" / f"{name}.txt").read_text(encoding="utf-8")).info
    assert (info.title, info.outlet, info.published, info.language) == (title, None, None, "en")


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("by Jane Doe", "Jane Doe"),
        ("By JANE DOE, Associated Press", "JANE DOE"),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("By Jane Doe, John Roe and Max van der Berg", "Jane Doe, John Roe and Max van der Berg"),
        ("By Jane Doe | 10 November 2023", "Jane Doe"),
        ("By Jane Doe in Gaza", "Jane Doe"),
        ("By Jane Doe, Political Correspondent", "Jane Doe"),
        ("By JANE DOE FOR THE DAILY POST", "JANE DOE"),
        ("By Seán O'Brien-Ní Shúilleabháin", "Seán O'Brien-Ní Shúilleabháin"),
        ("Written by J. K. Doe", "J. K. Doe"),
        ("Author: Ludwig von Doe", "Ludwig von Doe"),
        ("By Reuters", "Reuters"),
        ("By Nidal al-Mughrabi and Hatem Khaled", "Nidal al-Mughrabi and Hatem Khaled"),
        ("Nidal al-Mughrabi |", "Nidal al-Mughrabi"),
        ("World News |", None),
        ("Jane Doe", None),
        ("By the numbers", None),
        ("By 2030, all of it", None),
        ("BBC News |", None),
        ("By our own correspondent", None),
        ("By Jane Doe and John Roe, CNN", "Jane Doe and John Roe"),
        ("By Sadiq Mustapha, Minna", "Sadiq Mustapha"),
        ("By Jane Doe For The Post", "Jane Doe"),
        ("By political reporter Jake Evans", "Jake Evans"),
        ("Reporting by John Smith in Delhi", None),
    ],
)
def test_a_byline_is_read_where_it_is_marked(line: str, byline: str | None) -> None:
    """A name counts as a byline after “By” or before a bar, without its outlet, role or place."""
    text = f"Libraries to close in spring\n\n{line}\n\n{BODY}"
    assert read_text(text).info.byline == byline


def test_credits_below_the_text_give_the_byline() -> None:
    """An agency's closing credits name the reporters, and are no part of the article."""
    info = read_text(f"{BODY}\n\n(Reporting by Jane Doe and John Roe; editing by Max Moe)").info
    assert info.byline == "Jane Doe and John Roe"
    assert info.furniture[0].text.startswith("(Reporting by")


def test_credits_with_places_are_no_byline() -> None:
    """Closing credits that say where each reporter was list those who helped; they are furniture all the same."""
    info = read_text(f"{BODY}\n\nReporting by Jane Doe in Delhi; Editing by Max Moe").info
    assert info.byline is None
    assert [span.text[:12] for span in info.furniture] == ["Reporting by"]


@pytest.mark.parametrize(
    ("title", "footer", "expected"),
    [
        ("Libraries to close in spring | Local news | The Post", "", ("Libraries to close in spring", "The Post")),
        ("Libraries to close in spring | Reuters", "", ("Libraries to close in spring", "Reuters")),
        ("Libraries to close in spring - BBC News", "", ("Libraries to close in spring", "BBC News")),
        ("Libraries to close in spring - Calderwatch", "© 2020 Calderwatch Ltd", ("Libraries to close in spring", "Calderwatch")),
        ("Libraries to close in spring | Jane Doe", "", ("Libraries to close in spring", None)),
        ("Libraries to close in spring | Jane Doe | Opinion", "", ("Libraries to close in spring", None)),
        ("Libraries to close in spring - what we know", "", ("Libraries to close in spring - what we know", None)),
        ("Libraries to close in spring", "", ("Libraries to close in spring", None)),
        ("News | The Post", "", ("News | The Post", None)),
    ],
)  # fmt: skip
def test_the_tail_of_a_page_title_names_the_outlet(
    title: str, footer: str, expected: tuple[str, str | None]
) -> None:
    """A page title's tail is cut; its last part is the outlet if it is no section and no writer."""
    assert split_site_title(title, footer) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Libraries to close in spring\n\n{BODY}", "Libraries to close in spring"),
        (f"Libraries to close in spring\n{BODY}", "Libraries to close in spring"),
        (f"Will the libraries close?\n\n{BODY}", "Will the libraries close?"),
        (f"date 2023-11-02 Storm news LIVE updates: {BODY}", "Storm news LIVE updates"),
        (f"Storm live: {BODY}", None),
        (f"{BODY}\n\n{BODY}", None),
        (f"They voted on Tuesday.\n\n{BODY}", None),
        (f"Libraries,\n\n{BODY}", None),
        (f"Sadiq Mustapha, Minna\n\n{BODY}", None),
        (f"1. Nvidia on deck\n\n{BODY}", None),
        (f"The Post - Back to home\nLibraries to close in spring\n\n{BODY}", "Libraries to close in spring"),
        (f"62°\nMostly Cloudy\nLibraries to close in spring\n\n{BODY}", "Libraries to close in spring"),
        (
            f"Libraries to close in spring\nBy political reporter Jake Evans\n\n{BODY}",
            "Libraries to close in spring",
        ),
        ("Libraries to close in spring", None),
        (BODY, None),
        (
            f"Home\nNews\nSport\nWeather\n\nLibraries to close in spring\n\n{BODY}",
            "Libraries to close in spring",
        ),
    ],
)
def test_the_first_short_line_is_the_title(text: str, title: str | None) -> None:
    """A short line without a full stop above the text is its title, menus and stamps left out."""
    assert read_text(text).info.title == title


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"{BODY}\n\n(The Cradle)", "The Cradle"),
        (f"{BODY}\n\n(The Cradle)\n\n© 2023 The Cradle", "The Cradle"),
        (f"{BODY}\n\n(AP PHOTO)", None),
        (f"{BODY}\n\n(ends)", None),
        (f"{BODY} (The Cradle)", None),
        (f"{BODY}\n\n© 2023 Some Holding plc", None),
        (f"LONDON (AP) — {BODY}", "AP"),
        (f"BEIJING, Nov 10 (Xinhua) -- {BODY}", "Xinhua"),
    ],
)
def test_the_outlet_is_read_where_the_text_is_signed(text: str, outlet: str | None) -> None:
    """A name in brackets below the text, or the agency of a dateline, is the outlet; an owner is not."""
    assert read_text(text).info.outlet == outlet


def test_a_header_of_labelled_lines_is_metadata() -> None:
    """Lines such as “Title: …” at the start say what the article is and are set aside."""
    header = "Title: Libraries to close\nAuthor: Jane Doe\nDate: 2 Nov 2023\nSource: The Post\nURL: https://x.example/"
    info = read_text(f"{header}\n\n{BODY}").info
    assert (info.title, info.byline, info.published) == ("Libraries to close", "Jane Doe", "2023-11-02")
    assert (info.outlet, info.url) == ("The Post", "https://x.example/")
    assert [span.text for span in info.furniture] == [header]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        (
            "Der Rat stimmte am Dienstag mit 12 zu 9 für die Schließung der beiden Büchereien in der Stadt.",
            None,
        ),
        (
            "Le conseil a voté mardi par 12 voix contre 9 la fermeture de deux bibliothèques de la ville.",
            None,
        ),
        ("Het was een dag in de stad en hij was in het water.", None),
        ("東京で地震が発生した。", None),
        ("Word.", None),
        ("", None),
    ],
)
def test_english_is_known_and_nothing_else_is_guessed(text: str, language: str | None) -> None:
    """A text that English function words carry is English; of any other nothing is said."""
    assert guess_language(text) == language


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1).map(lambda text: "x" + text))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    """Title, outlet and byline are the text's own words, on any text."""
    info = read_text(text).info
    for value in (info.title, info.outlet, info.byline):
        assert value is None or value in text
