"""Tests of span walking and of exact alignment."""

from __future__ import annotations

from typing import Any

import pytest
from growth_support import LIMIT, growth
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarizer.grounding import SourceIndex, iter_spans, locate, record_spans, spans_of, ungrounded
from summarizer.grounding.index import normalise
from summarizer.records import (
    ArticleSummary,
    Check,
    DocumentInfo,
    Event,
    Figure,
    Provenance,
    Quote,
    Sentence,
    Source,
    Span,
    Summary,
)

SOURCE = "0123456789"
ONE = Span.of(SOURCE, 1, 2)


def full_result(span: Span) -> ArticleSummary:
    """A result with ``span`` in every place where a span can be."""
    sentence = Sentence(text="x", evidence=(span, span))
    source = Source(name="x", mentions=(span,))
    return ArticleSummary(
        status="ok",
        document=DocumentInfo(id="x", furniture=(span,)),
        summary=Summary(headline=sentence, sentences=(sentence,), contested=(sentence,)),
        events=(Event(id="e1", what="x", type="other", evidence=(span,), attributed_to=(source, source)),),
        figures=(Figure(id="f1", text="1", span=span, evidence=(span,), attributed_to=(source,)),),
        quotes=(Quote(id="q1", text="1", kind="term", span=span, speaker=source, via=(source,)),),
        checks=(
            Check(code="dismissed-candidate", class_="coverage", severity="info", message="x", span=span),
        ),
        provenance=Provenance(model="x", origin="rules"),
    )


def spans_in(value: Any) -> int:
    """How many spans a dumped result holds anywhere."""
    if isinstance(value, dict):
        return 1 if value.keys() == {"start", "end", "text"} else sum(map(spans_in, value.values()))
    return sum(map(spans_in, value)) if isinstance(value, list | tuple) else 0


def test_every_span_is_walked_once() -> None:
    """No span of a result with spans in every field escapes the walk, and none is walked twice."""
    result = full_result(ONE)
    assert len(list(iter_spans(result))) == spans_in(result.model_dump(exclude={"events": {0: {"when"}}}))


def test_paths_lead_to_their_spans() -> None:
    """A path names the field and the place of its span."""
    assert [path for path, _ in iter_spans(full_result(ONE))] == [
        "document.furniture[0]",
        "summary.headline.evidence[0]",
        "summary.headline.evidence[1]",
        "summary.sentences[0].evidence[0]",
        "summary.sentences[0].evidence[1]",
        "summary.contested[0].evidence[0]",
        "summary.contested[0].evidence[1]",
        "events[0].evidence[0]",
        "events[0].attributed_to[0].mentions[0]",
        "events[0].attributed_to[1].mentions[0]",
        "figures[0].span",
        "figures[0].evidence[0]",
        "figures[0].attributed_to[0].mentions[0]",
        "quotes[0].span",
        "quotes[0].speaker.mentions[0]",
        "quotes[0].via[0].mentions[0]",
        "checks[0].span",
    ]


def test_ungrounded_spans_are_named() -> None:
    """A span with other characters, or beyond the end of the source, is ungrounded; one that stands is not."""
    assert ungrounded(full_result(ONE), SOURCE) == []
    assert len(ungrounded(full_result(Span(start=1, end=2, text="x")), SOURCE)) == 17
    assert len(ungrounded(full_result(Span(start=99, end=99, text="")), SOURCE)) == 17


@pytest.mark.parametrize(
    ("passage", "source", "found"),
    [
        ("45", "1,450 and 45", "45"),
        ('"He said so..."', "x “He  said\u00a0so…” y", "“He  said\u00a0so…”"),
        ("«Non»", 'dit "Non" hier', '"Non"'),
        ("pages 3-4", "pages 3–4", "pages 3–4"),
        ("a - b", "a — b", "a — b"),
        ("a…b", "a...b", "a...b"),
        ("it's", "it’s", "it’s"),
        ("two lines", "two\r\nlines", "two\r\nlines"),
        (" padded ", "a padded b", "padded"),
        ("Israel", "Israel’s", "Israel"),
        ("36", "a 36-year-old", "36"),
        ("...", "well...", "..."),
        ("``so''", "“so”", "“so”"),
    ],
)
def test_variants_of_writing_are_found(passage: str, source: str, found: str) -> None:
    """Quotes, dashes, white space and ellipses may differ; the span has the source's own characters."""
    span = locate(passage, source)
    assert span is not None
    assert span.text == found
    assert span.stands_in(source)


@pytest.mark.parametrize(
    ("passage", "source"),
    [
        ("45", "54"),
        ("45", "1450"),
        ("450", "1,450"),
        ("1", "1.5"),
        ("11", "9/11"),
        ("did resign", "did not resign"),
        ("he can", "he can’t"),
        ("Will", "will"),
        ("5'", '5"'),
        ("cat", "cats"),
        ("e", "e\u0301"),
        ("", "text"),
        ("  ", "text"),
        ("\ud800", "a"),
    ],
)
def test_nothing_else_is_the_same(passage: str, source: str) -> None:
    """Other digits, other words, another case and parts of words are never found."""
    assert locate(passage, source) is None


def test_the_place_nearest_to_the_hint_counts() -> None:
    """Of several places the first is found, or the one that begins closest to ``near``."""
    index = SourceIndex("ten, ten and ten")
    assert [index.locate("ten", near=near) for near in (None, 0, 4, 8, 99)] == [
        Span(start=start, end=start + 3, text="ten") for start in (0, 0, 5, 5, 13)
    ]


VARIANTS = ("'’‘`", '"“”«»„', "-–—−", " \u00a0\n\t")
TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab1'’“\"- .…,\0\u200f\u0301é😀"), st.characters(exclude_categories=["Cs"])
    ),
    max_size=60,
)


def variants_of(letter: str) -> str:
    """The characters that count as the same as ``letter``."""
    return next((same for same in VARIANTS if letter in same), letter)


@given(source=TEXT, data=st.data())
@settings(max_examples=100, deadline=None)
def test_any_words_of_the_source_are_found_again(source: str, data: st.DataObject) -> None:
    """Words cut from the source, with marks and spaces rewritten, are found where the normal form is the same."""
    words = source.split()
    first = data.draw(st.integers(0, len(words)))
    passage = " ".join(words[first : data.draw(st.integers(first, len(words)))])
    rewritten = "".join(data.draw(st.sampled_from(variants_of(letter))) for letter in passage)
    span = locate(rewritten, source)
    assert (span is None) == (not passage)
    if span is not None:
        assert span.stands_in(source)
        assert normalise(span.text) == normalise(passage)


@given(passage=TEXT, source=TEXT, near=st.none() | st.integers(-5, 70))
@example(passage="..", source="...", near=None)
@example(passage="-", source="--", near=1)
@settings(max_examples=100, deadline=None)
def test_whatever_is_found_stands_there(passage: str, source: str, near: int | None) -> None:
    """A located span has the source's characters at its place and the passage's normal form."""
    span = locate(passage, source, near=near)
    if span is not None:
        assert source[span.start : span.end] == span.text
        assert normalise(span.text) == normalise(passage)


@pytest.mark.parametrize("unit", ['"', "1", "a ", ",", " ", "a", "x ab "])
def test_hostile_sources_take_linear_time(unit: str) -> None:
    """150,000 characters of one thing are indexed and searched in no more time than their length says."""

    def work(source: str) -> None:
        index = SourceIndex(source)
        for passage in (unit * 5_000, "x ab x a" * 1_000, "b", unit):
            index.locate(passage, near=len(source) // 2)

    assert growth(work, unit, 150_000) < LIMIT


def test_a_passage_of_repetitions_is_found_behind_places_that_it_would_cut() -> None:
    """Places that are tried in vain, inside a longer number, do not end the search."""
    passage = ":".join("0" * 20)
    source = f"Scores: {'0:' * 100}9 in all. The last set was {passage} there."
    span = locate(passage, source)
    assert span is not None
    assert span.start == source.rindex(passage)


def test_a_copied_span_is_checked_where_it_is_used() -> None:
    """A span that was changed without validation is refused by the record that takes it."""
    changed = Span(start=0, end=1, text="x").model_copy(update={"text": "xyz"})
    with pytest.raises(ValueError, match="holds 1 characters"):
        Source(name="a", mentions=(changed,))


@given(st.text(alphabet="ab 1,.'“-", max_size=12), st.text(alphabet="ab 1,.'\"–", max_size=4))
def test_a_passage_is_in_the_index_where_it_is_located(source: str, passage: str) -> None:
    """What the index holds is what it locates."""
    index = SourceIndex(source)
    assert (passage in index) is (index.locate(passage) is not None)


def test_the_spans_of_a_record_are_those_that_have_a_path() -> None:
    """Without their paths the spans of every kind of record come in the same order."""
    result = full_result(ONE)
    sources = tuple(
        Source(name="x", mentions=(Span.of(SOURCE, place, place + 1), Span.of(SOURCE, place + 1, place + 2)))
        for place in (3, 6)
    )
    quote = result.quotes[0].model_copy(update={"speaker": sources[0], "via": sources[1:]})
    said = {"attributed_to": sources}
    event, figure = (one.model_copy(update=said) for one in (result.events[0], result.figures[0]))
    for record in (event, figure, quote, quote.model_copy(update={"speaker": None})):
        assert spans_of(record) == [span for _, span in record_spans(record)]
