"""Facts about what a reply leaves to its readers: whose troops, and which people, are meant."""

from __future__ import annotations

from typing import Any

import pytest
from labelled_park import built

from summarizer.reading import Overrides, read_text
from summarizer.records import ArticleSummary

TEXT = (
    "Kenyan rangers entered the Tana delta on Monday.\n\n"
    "Rain fell.\n\n"
    "The rangers searched two villages there. They found no poachers, people who fled the villages said."
)


def result_of(**reply: Any) -> ArticleSummary:
    """What a reply about the rangers becomes."""
    return built(read_text(TEXT, id="x", overrides=Overrides(published="2024-06-06")), reply)


def event(what: str, sentences: list[str], **fields: Any) -> dict[str, Any]:
    """One event of a reply."""
    return {"id": "e1", "in": sentences, "what": what, "type": "other", **fields}


@pytest.mark.parametrize(
    ("what", "sentences", "evidence"),
    [
        ("Rangers in Kenya entered the delta.", ["s1"], [1]),
        ("Rain fell on the Kenyan rangers.", ["s2"], [1, 2]),
        ("The Kenyan rangers searched two villages.", ["s3"], [3]),
        ("Rangers searched two villages.", ["s3"], [3]),
    ],
)
def test_a_name_is_borrowed_from_the_sentence_right_before_and_no_other(
    what: str, sentences: list[str], evidence: list[int]
) -> None:
    """The sentence before joins the evidence where a name of the event stands only there."""
    result = result_of(events=[event(what, sentences)])
    spans = [span.start for span in result.events[0].evidence]
    starts = [TEXT.index(part) for part in ("Kenyan", "Rain", "The rangers", "They found")]
    assert spans == [starts[number - 1] for number in evidence]


def test_a_description_of_somebody_unnamed_is_tied_to_its_noun() -> None:
    """A source that the article never describes in these words has the mention of its noun."""
    source = {"id": "p1", "name": "people leaving the villages", "kind": "witness"}
    found = result_of(sources=[source], events=[event("No poachers were found.", ["s4"], by=["p1"])])
    mention = found.events[0].attributed_to[0].mentions[0]
    assert (mention.text, mention.start) == ("people", TEXT.index("people"))


def test_a_body_is_not_tied_to_a_part_of_its_name() -> None:
    """An organisation that the article does not name stays without a mention."""
    source = {"id": "p1", "name": "villages protection league", "kind": "organisation"}
    found = result_of(sources=[source], events=[event("No poachers were found.", ["s4"], by=["p1"])])
    assert found.events[0].attributed_to[0].mentions == ()
