"""Segmentation: what the finders make of a text outside its furniture."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.records import Span
from summarizer.text.segment import MOST_CANDIDATES, Segmented, mask, segment

NEWS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "“We lost 12”, ",
                "at least 195 people ",
                "on Tuesday ",
                "$14.3bn ",
                "said. ",
                "\n\n",
                "two-thirds of ",
                "'a' ",
                "3-1 ",
                "J. Doe ",
            ]
        ),
        st.text(max_size=6),
    ),
    max_size=30,
).map("".join)


def spans_of(found: Segmented) -> list[tuple[int, int, str]]:
    """Every stretch of a segmentation, nested ones included."""
    stretches = [*found.sentences, *found.figures, *found.quotations, *found.dates]
    stretches += [figure.number for figure in found.figures]
    stretches += [figure.counted for figure in found.figures if figure.counted]
    stretches += [quotation.inner for quotation in found.quotations]
    return [(stretch.start, stretch.end, stretch.text) for stretch in stretches]


@settings(max_examples=100, deadline=None)
@given(NEWS)
def test_every_stretch_stands_in_the_text(text: str) -> None:
    """Whatever the text, each stretch carries exactly the characters between its offsets."""
    for start, end, words in spans_of(segment(text, published="2024-05-03")):
        assert text[start:end] == words


@settings(max_examples=60, deadline=None)
@given(NEWS, st.data())
def test_nothing_is_found_in_furniture(text: str, data: st.DataObject) -> None:
    """With any stretch set aside, what is found lies outside it and still indexes the whole text."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = segment(text, furniture=[Span.of(text, start, end)])
    for left, right, words in spans_of(found):
        assert text[left:right] == words
        assert right <= start or left >= end or start == end


def test_mask_keeps_every_offset() -> None:
    """Masking blanks the furniture, overlapping spans too, and moves nothing."""
    text = "Menu Home The article. Footer"
    furniture = [Span.of(text, 0, 9), Span.of(text, 5, 10), Span.of(text, 23, 29)]
    masked = mask(text, furniture)
    assert masked == "\u2029" * 10 + "The article. " + "\u2029" * 6


def test_sentence_index_is_none_between_sentences() -> None:
    """An offset is in the sentence that holds it, and in none between two of them."""
    found = segment("One ended.   Two began.")
    assert [found.sentence_index(offset) for offset in (0, 9, 11, 13, 22)] == [0, 0, None, 1, 1]
    assert found.sentence_index(99) is None


def test_quoted_within_gives_what_reaches_into_a_stretch() -> None:
    """A quotation counts where any part of it lies in the stretch."""
    text = "He said “one two” and “three”."
    found = segment(text)
    assert found.quoted_within(0, len(text)) == [(8, 17), (22, 29)]
    assert found.quoted_within(12, 14) == [(8, 17)]
    assert found.quoted_within(17, 22) == []


def test_a_text_of_numbers_is_cut_and_says_so() -> None:
    """Of more figures than any article has, the first are kept, and the segmentation says so."""
    found = segment("12 trees, " * (MOST_CANDIDATES + 1))
    assert (len(found.figures), found.truncated) == (MOST_CANDIDATES, True)
    assert not segment("12 trees, 14 trees.").truncated
