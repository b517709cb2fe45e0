"""Tests of summarizer.reading.furniture and menus: what is set aside, and above all what is not."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from growth_support import LIMIT, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.reading import read_text
from summarizer.records import Document
from summarizer.text.segment import mask

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
CLEAN = sorted((HERE / "clean").glob("*.txt"))


def read(path: Path) -> Document:
    """The document of a file."""
    return read_text(path.read_bytes().decode("utf-8"), id=path.stem)


def left_over(document: Document) -> list[str]:
    """The lines that are no furniture."""
    lines = mask(document.text, document.info.furniture).splitlines()
    return [line.strip() for line in lines if line.strip()]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_nothing_that_the_references_ask_for_lies_in_furniture(path: Path) -> None:
    """No required figure or quote of a seed's reference touches its furniture."""
    document = read(path)
    reference = json.loads((ROOT / "tests" / "reference" / f"{path.stem}.json").read_text(encoding="utf-8"))
    for record in reference["figures"] + reference["quotes"]:
        span = record["span"]
        touched = [s for s in document.info.furniture if s.start < span["end"] and span["start"] < s.end]
        assert record.get("optional") or not touched, (span, touched)


def test_seed_000_keeps_its_body_and_loses_its_page() -> None:
    """Seed 000 begins at its first sentence, keeps every paragraph, and loses menus, lists and footer."""
    document = read(SEEDS[0])
    lines = left_over(document)
    assert lines[0].startswith("Israeli troops have advanced")
    assert lines[1].endswith("showed on Thursday.")
    assert lines[2].startswith("The guerrilla-style combat")
    assert lines[-1].endswith("with her Egyptian passport in hand.")
    assert len(document.info.furniture) == 3
    body = document.text[
        document.text.index("Israeli troops have") : document.text.index("Source: Al Jazeera")
    ]
    kept = sum(len(line) for line in lines)
    assert kept >= len("".join(body.split("\n"))) - 330  # the “Keep reading” list and blank padding


@pytest.mark.parametrize("path", SEEDS[1:], ids=lambda path: path.stem[:3])
def test_other_seeds_lose_only_their_stamps(path: Path) -> None:
    """Seeds 001 to 004 lose a date line, a byline, a signature or a share line, and nothing else."""
    aside = {span.text for span in read(path).info.furniture}
    assert aside <= {
        "Friday 10 November 2023",
        "Nidal al-Mughrabi |",
        "date 2023-12-06",
        "(The Cradle)",
        "date 2023-11-02",
        "SHARE THIS ARTICLE ON",
    }


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean_articles_stay_untouched(path: Path) -> None:
    """An article without furniture has none found in it, whatever words it shares with menus and footers."""
    aside = [span.text for span in read(path).info.furniture if span.text != "By Lena Fox"]
    assert aside == []


PAGES = {
    "broadcaster": [
        "Flood warnings as river bursts its banks at Tarnbridge",
        "Image caption, The river Wend rose by 2.3m overnight",
        "BBC News, Tarnbridge",
        "Residents of 40 homes were told to leave after the river Wend burst its banks on Monday, the council said.",
        "Firefighters rescued three people from a car in Mill Lane. “The water came up within ten minutes,” said a neighbour.",
        "The Environment Agency has 14 flood warnings in place.",
    ],
    "broadsheet": [
        "Council tax to rise by 5% in most English counties, survey finds",
        "Leaders say services for children are near breaking point despite higher bills",
        "Helena Marsh and Tom Ferris",
        "Nearly three in four English county councils plan to raise council tax by the most the law allows, according to a survey of 38 authorities.",
        "The survey found that bills for a typical home would rise by £99 a year. “There is nothing left to cut,” said the leader of one council.",
        "A spokesperson for the department said councils would get £59.7bn next year, up 9%.",
    ],
    "agency": [
        "LISBON, Jan. 9, 2020 (Reuters) - Portugal's central bank raised its growth forecast for 2020 to 1.7% on Thursday, citing stronger exports.",
        "The bank had forecast 1.6% in October. Unemployment fell to 6.4%, it said.",
        '"Exports did better than we expected," Governor Rui Matos told reporters.',
    ],
    "glued": [
        "A small ferry sank off the western coast on Thursday and all 14 people on board were rescued, the coastguard said.",
        "The vessel, the Marian, was built in 1978.",
        "“We were lucky with the weather,” said the captain.",
    ],
    "cable": [
        "The Federal Reserve held its key rate at 5.25% to 5.5% on Wednesday and signaled two cuts this year.",
        '"Inflation is still too high," Chair Lena Ortiz said.',
        "Stocks rose after the announcement, with the S&P 500 up 0.9%.",
        "This story has been updated with additional developments.",
    ],
    "local": [
        "Man, 34, jailed for string of burglaries in Ashcombe",
        "A man who broke into 12 homes in three weeks has been jailed for four years.",
        "Daniel Crewe, 34, of Station Road, admitted burglary at Ashcombe Crown Court on Friday.",
        'Judge Anne Firth told him: "You caused misery to people in their own homes."',
        "He must also pay a surcharge of £190.",
        "Comments: Our rules",
        "We want our comments to be a lively and valuable part of our community.",
    ],
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_other_sites_lose_their_furniture(name: str) -> None:
    """Pages in the manner of other sites are left with headline, captions and paragraphs."""
    assert left_over(read(HERE / "pages" / f"{name}.txt")) == PAGES[name]


BODY = "The council voted by 12 to 9 on Tuesday to close the two libraries."


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "SHARE THIS ARTICLE ON",
        "Share on Facebook, Twitter and WhatsApp",
        "Listen to this article 5 min",
        "Follow us on Instagram",
        "Read more: What the cuts mean for you",
        "Sign up for our daily newsletter and get the news in your inbox.",
        "We use cookies to improve your experience. By continuing you accept them.",
        "312 Comments",
        "Tags: libraries, council, cuts",
        "© 2023 The Calder Post",
        "Getty Images",
        "Image source, PA Media",
        "We use cookies to analyse traffic, to show ads, and to remember your settings.",
        "Sign up for the Morning Mail newsletter",
        "By clicking the button you agree to our Terms of Use and our Privacy Policy.",
        "Get the best of the day's stories in your inbox.",
        "Follow Calder Post on Facebook for the latest news.",
        "Home | News | Politics | Sport",
        "News › UK › Politics",
        "4 min read",
    ],
)
def test_a_line_of_furniture_goes_between_paragraphs(line: str) -> None:
    """A line that only sites write is set aside wherever it stands, alone."""
    document = read_text(f"{BODY}\n\n{line}\n\n{BODY}")
    assert [span.text for span in document.info.furniture] == [line]


@pytest.mark.parametrize(
    "block",
    [
        "e-mail\n12\nshares\n58\nView comments",
        "Share full article\n212",
        "Related article\nBakery closes after 90 years",
        "Related article Storm hits the coast of Calder",
        "Read more from Calder:\nStorm hits the coast\nBakery closes after 90 years",
        "You Can Also Check:\nChennai AQI\nWeather in Chennai",
        "CNN values your feedback\n1. How relevant is this ad to you?\n2. Did you encounter any technical issues?",
        "News / City News / Council closes libraries",
        "AA + Text Size Small Medium Large",
        "Image caption,",
        "close panel",
        "Share page",
        "skip past newsletter promotion\nOur morning email breaks down the news of the day\nafter newsletter promotion",
        "Reporting by Jane Doe in Delhi; Editing by Max Moe",
        "___\n\nAP writer Jane Doe contributed to this report.",
        "Our Standards: The Thomson Reuters Trust Principles.",
        "A version of this article appears in print on June 3, 2025, Section A, Page 12 of the New York edition.",
        "Only $1 for 6 months",
        "Share or comment on this article: Council closes libraries",
        "Be the first to know",
        "The Post - Back to home",
    ],
)
def test_a_block_of_furniture_goes_between_paragraphs(block: str) -> None:
    """Counters, promotions, forms, trails and credits go as a whole, and nothing beside them."""
    document = read_text(f"{BODY}\n\n{block}\n\n{BODY}")
    assert [span.text for span in document.info.furniture] == [block]


@pytest.mark.parametrize(
    "block",
    [
        "Shares\n58",
        "Print\n12\nDigital\n40",
        "Likes\n3",
        "Rain\n62°",
        "Tags and collars",
        "Related article 5 of the treaty",
        "Subscribe to the view that tax is theft",
        "CNN contributed to the documentary, which won a prize in May.",
        "Reporting by clinics is slow; editing by hand takes days.",
        "Jane Roe was a reporter who covered the war for 20 years.",
        "Jane Roe is a reporter who has covered the war for 20 years.",
        "skip past newsletter promotion, the manual told its readers in June",
    ],
)
def test_a_table_or_a_sentence_is_no_block(block: str) -> None:
    """Figures below a word, and sentences that begin like credits, stay between paragraphs."""
    assert read_text(f"{BODY}\n\n{block}\n\n{BODY}\n\n{BODY}").info.furniture == ()


def test_the_author_box_and_the_weather_box_go() -> None:
    """A closing line about the author and a temperature above the text are furniture, a subject's life is not."""
    about = "Jane Doe is a senior reporter who has covered libraries for 7 years."
    text = f"62°\nMostly Cloudy\n\n{BODY}\n\n{BODY}\n\n{about}"
    assert left_over(read_text(text)) == [BODY, BODY]
    subject = "Jane Doe won the prize on Monday for her book on the war in the north."
    assert left_over(read_text(f"{subject}\n\n{BODY}\n\n{about}")) == [subject, BODY, about]


def test_a_box_above_the_headline_takes_no_headline_with_it() -> None:
    """Short headline and byline between a menu and a lone address are no entries of the menu."""
    text = (
        f"62°\nSunny\nNews\nSport\nLibraries to close\nBy Jane Doe\njane.doe@post.example\n\n{BODY}\n\n{BODY}"
    )
    info = read_text(text).info
    assert (info.title, info.byline) == ("Libraries to close", "Jane Doe")


def test_a_list_whose_links_stand_apart_goes_whole() -> None:
    """Headlines under a link heading go up to the next paragraph, though blank lines part them."""
    links = "More from The Post\n\nStorm hits the coast of Calder\n\nBakery closes after 90 years"
    assert left_over(read_text(f"{BODY}\n\n{links}\n\n{BODY}")) == [BODY, BODY]


def test_tags_below_the_text_go() -> None:
    """A list of tags below the last sentence is a footer."""
    assert left_over(read_text(f"{BODY}\n\n{BODY}\n\nTags\nLibraries\nCouncil")) == [BODY, BODY]


@pytest.mark.parametrize(
    "line",
    [
        "Photos: Israel targets Jabalia refugee camp",
        "VIDEO: Storm tears roof off stadium",
        "“Follow us on Instagram”",
        "Share prices fall",
        "Related trials go on",
        "Menu",
        "Comment",
        "Health",
        "Goals: Kane 12, 45",
        "Published on 2 March 2023 by the health board, the figures cover 11 counties.",
        "Home, sweet home",
        "Advertisement revenue fell by 9% last year, the firm said.",
        "Rovers 2-1 Albion",
        "Image caption, The river rose by 2.3m overnight",
        "All rights reserved by the treaty of 1871 must be honoured, the court ruled.",
        "Sign up for flood alerts by e-mail, the agency told residents on Monday.",
        "We use cookies to lure children, the baker joked.",
        "Sign up for the army newsletter and you get 40 emails, recruits complain.",
        "By signing up for the plan you agree to pay more for less, which is why 40 families left.",
        "Get a scan and the bill lands in your inbox the same day, which angers many patients.",
        "Follow the fight on Facebook and you see only one side of the war.",
        "Follow the money on Facebook",
        "We use cookies to thank our drivers at Christmas.",
        "Like many teenagers, she met him on Facebook and married him in June.",
        "By clicking on the link you agree to pay 40 pounds a month, police warned.",
        "Get one letter from the court in your inbox and you panic, a judge wrote in May.",
        "Registered in England in 1890, the club has never won the cup.",
        "Smoke rises over Gaza City on Tuesday [Handout via AP]",
    ],
)
def test_a_line_of_the_article_stays_between_paragraphs(line: str) -> None:
    """Sub-headings, captions, scores and sentences stay, whatever words they share with furniture."""
    assert read_text(f"{BODY}\n\n{line}\n\n{BODY}").info.furniture == ()


def test_a_list_of_links_leaves_the_sub_heading_below_it() -> None:
    """The line right above a paragraph is its heading, not the last link of the list before."""
    text = f"{BODY}\nMost read\nBakery to close\nBus route cut\nWhat happens next\n{BODY}"
    assert left_over(read_text(text)) == [BODY, "What happens next", BODY]


def test_a_list_heading_alone_leaves_the_sub_heading_below_it() -> None:
    """A link heading without links takes no sub-heading with it."""
    assert left_over(read_text(f"{BODY}\n\nRelated\n\nWhat happens next\n\n{BODY}"))[-2:] == [
        "What happens next",
        BODY,
    ]


def test_figures_below_the_last_sentence_stay() -> None:
    """A table below the text is no footer, though a line of furniture stands above it."""
    text = f"{BODY}\n\nAdvertisement\n\nUnemployment by region\nNorth 4.1%\nSouth 3.2%"
    assert left_over(read_text(text)) == [BODY, "Unemployment by region", "North 4.1%", "South 3.2%"]


def test_an_article_of_short_lines_is_no_menu() -> None:
    """A text without any sentence keeps its lines."""
    text = "Results of the day\n\nRovers 2\nAlbion 1\n\nUnited 0\nCity 0"
    assert read_text(text).info.furniture == ()


def test_camel_case_names_are_no_menu() -> None:
    """A sentence full of glued capitals is prose."""
    text = (
        "McDonald said YouTube, BlackRock, PayPal, TikTok, LinkedIn and FedEx bought iPhone and MacBook makers. "
        * 3
    )
    assert read_text(text).info.furniture == ()


def test_a_menu_glued_to_a_body_without_stamp_takes_only_the_menu() -> None:
    """Without a stamp to end it, the head of a glued page goes up to its last menu word."""
    text = (
        "HomeNewsSportWeatherOpinionMcDonald's to close 90 shops, the chain said on Monday. It blamed rents."
    )
    (span,) = read_text(text).info.furniture
    assert span.text == "HomeNewsSportWeatherOpinion"


words = st.sampled_from(
    [
        "News", "Sport", "Home", "Keep reading", "list of 2 items", "list 1 of 2", "end of list", "Published On ",
        "2 Nov 2023", "Share this article", "Most read", "© 2023 X", "a", " ", "\n", "\n\n", "\r\n", ". ", "said.",
        "Skip to content", "|", "By Jane Doe", "date 2023-12-06", "(X)", "“", "\u200f", "\x00", "\x1b[31m", "😀", "\u2028",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(min_size=1), st.lists(words, min_size=1).map("".join)))
def test_furniture_spans_are_exact_sorted_and_apart(text: str) -> None:
    """On any text, furniture spans hold the source's characters, in order, without overlaps."""
    document = read_text("x" + text)
    spans = document.info.furniture
    assert document.text == "x" + text
    assert all(span.stands_in(document.text) and span.text.strip() for span in spans)
    assert all(before.end < after.start for before, after in pairwise(spans))


@pytest.mark.parametrize(
    "unit",
    ["a", "a ", "“", "1", ",", "aA", "NewsSport", "2 Nov 2023", "Published On ", "list of 4 items1 of 4", " | ", "Most read\n", "A.B ", "News\n"],
)  # fmt: skip
def test_hostile_text_reads_in_a_moment(unit: str) -> None:
    """300,000 characters of anything, on one line or many, take no longer than their length says."""
    assert growth(read_text, unit, 300_000) < LIMIT
