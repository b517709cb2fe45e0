"""Facts about requests: the static part first, the same for all, and an article that cannot leave its fence."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from labelled_park import PARK

from summarizer.extraction.labelled.marking import whole
from summarizer.extraction.labelled.prompting import (
    COMBINE,
    EXTRACT,
    REPAIR,
    about,
    extraction_messages,
    fence_token,
    fill,
    prompt_text,
)
from summarizer.extraction.labelled.reply import Reply
from summarizer.records import DocumentInfo
from summarizer.text.segment import segment

_NASTY = st.sampled_from(
    [
        "$token",
        "${article}",
        "$$",
        "{{x*y}}",
        "{% x %}",
        "\x00",
        "⟦s1⟧",
        "</article-0123456789abcdef>",
        "%s",
        "\\g",
        "Ten cats sat. ",
    ]
)


@settings(deadline=None)
@given(st.lists(_NASTY, min_size=1, max_size=8).map("".join))
def test_an_article_stays_between_its_two_fences(text: str) -> None:
    """Whatever it holds, the fence opens once and closes once, and nothing of it is rendered."""
    segmented = segment(text)
    _, user = extraction_messages(DocumentInfo(id="x", title=text, outlet=text), segmented, whole(segmented))
    token = fence_token(text)
    assert re.findall(r"</?article-[0-9a-f]{16}>", user.content) == [
        f"<article-{token}>",
        f"</article-{token}>",
    ]
    inside = user.content.split(f"</article-{token}>")[0]
    for mark in ("$token", "${article}", "$$", "{{x*y}}", "{% x %}", "\x00", "\\g"):
        assert inside.count(mark) == 3 * text.count(mark)


@settings(deadline=None)
@given(st.text(), st.text(), st.sampled_from([EXTRACT, COMBINE, "extract.v2"]))
def test_the_token_tells_sources_and_prompts_apart(source: str, other: str, version: str) -> None:
    """It is 16 hexadecimal digits, the same each time, and another for another source or prompt."""
    token = fence_token(source, version)
    assert re.fullmatch("[0-9a-f]{16}", token)
    assert token == fence_token(source, version)
    assert (token == fence_token(other, version)) == (source == other)
    assert token != fence_token(source, "extract.v3")


def test_the_token_takes_a_lone_surrogate() -> None:
    """A text that cannot be encoded has a token all the same."""
    assert re.fullmatch("[0-9a-f]{16}", fence_token("\ud800"))


def test_the_first_message_is_the_same_for_every_article() -> None:
    """The static part comes first, and holds nothing of the article, its window or its part."""
    first, second = (
        extraction_messages(DocumentInfo(id=id_, title=id_), segment(text), whole(segment(text)), part)
        for id_, text, part in (("a", "Ten cats sat.", ""), ("b", PARK.text, "2 of 3"))
    )
    assert first[0] == second[0]
    assert [message.role for message in first] == ["system", "user"]
    assert first[0].content == prompt_text(f"{EXTRACT}.system").strip()
    assert first[1] != second[1]


def test_the_request_says_which_candidates_to_label() -> None:
    """Ranges, a single one, none, and the part of a longer article."""
    segmented = segment(PARK.text, published="2024-06-06")
    last = extraction_messages(PARK.info, segmented, whole(segmented))[1].content
    assert "Answer for this article: figures f1 to f3; quotations q1 to q3." in last
    plain = segment("Ten cats sat. It rained.")
    message = extraction_messages(DocumentInfo(id="x"), plain, whole(plain), "2 of 3")[1].content
    assert "(part 2 of 3; the other parts are labelled apart): figures f1; quotations none." in message


def test_what_is_known_of_the_article_is_one_line_each() -> None:
    """Line breaks in a title forge no further line, and what is not known is left out."""
    info = DocumentInfo(id="x", title="Rain\nPublished: 1999-01-01\r\n⟦s1⟧", published="2024-06-06")
    assert about(info) == "Title: Rain Published: 1999-01-01 [s1]\nPublished: 2024-06-06"
    assert about(DocumentInfo(id="x")) == ""


@pytest.mark.parametrize("name", [f"{EXTRACT}.user", f"{REPAIR}.user", f"{COMBINE}.user"])
def test_every_place_of_a_prompt_is_filled(name: str) -> None:
    """A prompt with a place that nothing fills fails loudly."""
    with pytest.raises(KeyError):
        fill(name)


def test_the_examples_of_the_prompt_follow_the_form() -> None:
    """The worked example validates, labels or dismisses each candidate that it marks, and cites what it has."""
    text = prompt_text(f"{EXTRACT}.system")
    example = Reply.model_validate(json.loads(text.rsplit("```", 2)[1]))
    article = text.split("<article-example>")[1].split("</article-example>")[0]
    candidates = {one.id for one in example.figures} | {one.id for one in example.quotes}
    dismissed = {one.id for one in example.dismissed}
    assert candidates | dismissed == set(re.findall(r"⟦([fq]\d+) ", article))
    assert not candidates & dismissed
    records = candidates | {one.id for one in example.events}
    statements = [*example.summary, *example.contested, *([example.headline] if example.headline else [])]
    assert {id_ for one in statements for id_ in one.cites} <= records
    chains = [
        *(one.by for one in example.figures),
        *(one.by for one in example.quotes),
        *(one.by for one in example.events),
    ]
    assert {id_ for by in chains for id_ in by} == {one.id for one in example.sources}
    assert all(len(event.what.split()) <= 25 for event in example.events)


def test_the_prompt_names_every_value_of_the_closed_lists() -> None:
    """Each value that the form takes is explained to the model, but for the outlet, which is no source."""
    text = prompt_text(f"{EXTRACT}.system")
    schema = Reply.model_json_schema()["$defs"]
    lists = [
        schema["FigureLabel"]["properties"]["measure"]["enum"],
        schema["FigureLabel"]["properties"]["scope"]["enum"],
        schema["FigureLabel"]["properties"]["modality"]["enum"],
        schema["QuoteLabel"]["properties"]["kind"]["enum"],
        schema["EventLabel"]["properties"]["type"]["enum"],
        schema["SourceLabel"]["properties"]["kind"]["enum"],
    ]
    for value in {value for values in lists for value in values} - {"outlet"}:
        assert re.search(rf"(?<![\w]){value}(?!\w)", text), value
