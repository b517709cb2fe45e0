"""Tests of the sentence splitter, by a list of hard cases that was written before the code."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from growth_support import LIMIT, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.sentences import find_paragraphs, split_sentences

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
REFERENCES = sorted((HERE.parent / "reference").glob("*.json"))
CASES = [
    json.loads(line) for line in (HERE / "sentence_cases.jsonl").read_text(encoding="utf-8").splitlines()
]

# Bodies of scraped pages start mid-line; these references' spans do not begin or end a sentence of the raw page.
GLUED_TO_FURNITURE = {
    ("000_b26e2dcee2274f46", 832),
    ("000_b26e2dcee2274f46", 950),
    ("000_b26e2dcee2274f46", 1104),
    ("003_0a181ee2eaf9e584", 17),
    ("004_89f57da07f91dd22", 53),
}

WORDS = (
    "He left Mr U.S p.m No 10 3.5 . ... … ? ! “ ” \" ' ‘ ’ ( ) \x00 \u200f 😀 。 「 」 « » iPhone said , --"
)
PIECES = [
    *WORDS.split(),
    *[" ", " ", ". ", "\n", "\n\n", "\r\n"],
]
PROSE = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
TEXTS = st.one_of(PROSE, st.text(max_size=200))

OFFICER = "The officer said the road to the north was closed to all traffic on Monday"


def texts(source: str) -> list[str]:
    """The texts of the sentences of ``source``."""
    return [sentence.text for sentence in split_sentences(source)]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_hard_cases(case: dict[str, list[str]]) -> None:
    """Each hard case splits into the sentences that were written down for it."""
    assert texts(str(case["text"])) == case["sentences"]


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_sentences_are_exact_ordered_and_cover_every_character(source: str) -> None:
    """Sentences carry their exact text, stand in order, never overlap, and leave out nothing but white space."""
    sentences = split_sentences(source)
    assert all(source[s.start : s.end] == s.text == s.text.strip() != "" for s in sentences)
    assert all(first.end <= second.start for first, second in pairwise(sentences))
    assert all(first.paragraph <= second.paragraph for first, second in pairwise(sentences))
    assert sum(len("".join(s.text.split())) for s in sentences) == len("".join(source.split()))
    assert sentences == split_sentences(source)


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_no_sentence_crosses_a_blank_line(source: str) -> None:
    """A blank line always ends a sentence and its paragraph."""
    first, second = split_sentences(source), split_sentences(source + "\n\nThen.")
    assert [s.text for s in second[:-1]] == [s.text for s in first] or source.strip() == ""
    assert second[-1].text == "Then."


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda path: path.stem[:3])
def test_evidence_of_the_references_is_whole_sentences(reference: Path) -> None:
    """Every evidence span of the references starts where a sentence starts and ends where one ends."""
    source = (SEEDS / f"{reference.stem}.txt").read_text(encoding="utf-8-sig")
    annotated = json.loads(reference.read_text(encoding="utf-8"))
    spans = {
        (span["start"], span["end"])
        for record in annotated["events"] + annotated["figures"]
        for span in record["evidence"]
        if (reference.stem, span["start"]) not in GLUED_TO_FURNITURE
    }
    sentences = split_sentences(source)
    assert {start for start, _ in spans} <= {sentence.start for sentence in sentences}
    assert {end for _, end in spans} <= {sentence.end for sentence in sentences}


def test_short_quotation_stays_whole() -> None:
    """A quotation of several sentences stays with its tag while the whole is at most 300 characters."""
    source = "“We saw it. We ran. We hid,” she said. Then she left."
    assert texts(source) == ["“We saw it. We ran. We hid,” she said.", "Then she left."]


def test_long_quotation_is_cut_at_its_sentence_ends() -> None:
    """Beyond 300 characters a quotation is cut at its sentence ends, the last piece with its tag."""
    source = f"“{OFFICER}. {OFFICER}. {OFFICER}. {OFFICER}. {OFFICER},” he said."
    assert texts(source) == [f"“{OFFICER}.", *[f"{OFFICER}."] * 3, f"{OFFICER},” he said."]


def test_long_quotation_keeps_short_pieces_with_their_neighbours() -> None:
    """No cut leaves a piece of fewer than 40 characters."""
    source = f"“No. {OFFICER}. {OFFICER}. {OFFICER}. {OFFICER}. Never,” he said."
    assert min(len(text) for text in texts(source)) >= 40
    assert texts(source)[0] == f"“No. {OFFICER}."


def test_stray_mark_costs_no_more_than_a_merge_of_300_characters() -> None:
    """An unmatched quotation mark never glues a long stretch of sentences together."""
    source = "A stray “mark. " + f"{OFFICER}. " * 20
    assert max(len(text) for text in texts(source)) <= 300


def test_paragraphs_are_numbered_by_line_and_blank_line() -> None:
    """Every line of text that is not hard-wrapped is a paragraph of its own, numbered from 0."""
    source = "Headline\n\n\nOne. Two.\nThree.\r\n \r\nFour."
    assert [s.paragraph for s in split_sentences(source)] == [0, 1, 1, 2, 3]


def test_hard_wrapped_lines_are_joined() -> None:
    """Lines wrapped at 60 to 100 characters are one paragraph, which ends at a short line or a blank one."""
    source = (
        "The council voted on Tuesday to close the old bridge for six months while\n"
        "engineers replace the steel cables that have carried traffic since it was\n"
        "opened in 1931. Drivers will have to cross further north.\n"
        "Ferries.\n"
        "\n"
        "The work will cost about $12 million, most of which the state has agreed to\n"
        "pay.\n"
    )
    paragraphs = [source[start:end] for start, end in find_paragraphs(source)]
    assert [paragraph.split()[-1] for paragraph in paragraphs] == ["north.", "Ferries.", "pay."]
    assert texts(source)[0].endswith("opened in 1931.")
    assert [sentence.paragraph for sentence in split_sentences(source)] == [0, 0, 1, 2]


def test_headlines_of_similar_length_are_not_joined() -> None:
    """Lines that begin with capitals are headlines or paragraphs, however alike their lengths."""
    lines = [f"{OFFICER} {number}" for number in range(1, 8)]
    assert texts("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "unit",
    [
        "“",
        "”",
        '"',
        "'",
        "‘",
        "\n",
        " ",
        "a",
        ".",
        ". ",
        "A. ",
        ".a",
        "?! ",
        "“a. ",
        "(",
        "[a. ",
        "a\n",
        "ab.Bc",
        '?" Aa',
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """One character or a short pattern, 15,000 times, takes no longer than its length says."""
    assert growth(split_sentences, unit, 15_000 * len(unit)) < LIMIT
