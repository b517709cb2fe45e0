"""Tests of the lead summary."""

from __future__ import annotations

import pytest
from extraction_support import summarized

from summarizer.extraction import extract
from summarizer.records import Document, DocumentInfo

SENTENCE = "Jane Smith opened the new bridge over the river in the town. "


@pytest.mark.parametrize(("sentences", "wanted"), [(1, 1), (30, 2), (60, 4), (200, 6)])
def test_length_follows_the_article(sentences: int, wanted: int) -> None:
    """The summary has one sentence for about 180 words, at least one and at most six."""
    assert len(summarized(SENTENCE * sentences).summary.sentences) == wanted


def test_sentences_cite_what_carries_them() -> None:
    """Every sentence cites its source sentence and the records that stand in it."""
    text = "A fire killed two people in Ostend on Tuesday. “We lost a lot,” Jane Smith said."
    result = summarized(text)
    (sentence,) = result.summary.sentences
    assert [span.text for span in sentence.evidence] == [sentence.text]
    assert sentence.records == ("e1", "f1")


def test_headings_are_no_sentences() -> None:
    """Short lines and lines without an end are left out while there is prose."""
    result = summarized(f"Bridge opens after long delay over the river\n\nBy Bob Lee\n\n{SENTENCE}")
    assert [sentence.text for sentence in result.summary.sentences] == [SENTENCE.strip()]


def test_headline_is_the_title() -> None:
    """The headline is the title where the text holds it, else the opening of the first sentence."""
    text = f"New bridge opens\n\n{SENTENCE}"
    titled = extract(Document(info=DocumentInfo(id="a", title="New bridge opens"), text=text))
    assert titled.summary.headline is not None
    assert titled.summary.headline.text == "New bridge opens"
    untitled = extract(Document(info=DocumentInfo(id="a"), text=SENTENCE * 2))
    assert untitled.summary.headline is not None
    assert untitled.summary.headline.text == SENTENCE.strip(" .")


def test_nothing_to_summarize() -> None:
    """A text without sentences has an empty summary."""
    result = extract(Document(info=DocumentInfo(id="a"), text=" \n "))
    assert (result.summary.headline, result.summary.sentences) == (None, ())
