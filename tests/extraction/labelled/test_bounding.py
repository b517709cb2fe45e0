"""Facts about the bounds of a reply: what is the same counts once, and what goes beyond is left out and told."""

from __future__ import annotations

from typing import Any

import pytest
from labelled_park import PARK, PARK_REPLY, PARK_TEXT, park_with
from labelled_support import extract

from summarizer.checks import apply_checks, recheck
from summarizer.extraction.labelled.bounding import bounded
from summarizer.extraction.labelled.reply import Reply
from summarizer.text.segment import segment

_PARK = segment(PARK_TEXT, published="2024-06-06")
_SAID = PARK_REPLY["summary"][0]


def events(count: int, **changed: Any) -> list[dict[str, Any]]:
    """The good events, and as many more; ``changed`` may tell them apart."""
    more = [{**PARK_REPLY["events"][0], "id": f"e{number}", **changed} for number in range(3, count + 3)]
    return [*PARK_REPLY["events"], *more]


def beyond(**changed: Any) -> list[str]:
    """What is told of the good reply with some fields changed."""
    return [check.message for check in bounded(Reply.model_validate(park_with(**changed)), _PARK)[1]]


def test_the_good_reply_is_within_its_bounds() -> None:
    """It stays the same object, so nothing that was made of it is made again."""
    reply = Reply.model_validate(PARK_REPLY)
    again, findings = bounded(reply, _PARK)
    assert again is reply
    assert findings == []


def test_events_that_say_the_same_count_once() -> None:
    """However often one comes, it is one record, and who cites another cites it; nothing is to be told."""
    last = {"cites": ["e502", "f1"], "text": _SAID["text"]}
    disputed = [["e400", "f3"], ["e401", "e402"]]
    reply = park_with(events=events(500), summary=[last], headline=last, contradictions=disputed)
    result, client = extract(reply, document=PARK)
    assert [event.id for event in result.events] == ["e1", "e2"]
    assert result.events[0].disputed_by == ("f3",)
    assert [one.records for one in result.summary.sentences] == [("e1", "f1")]
    assert [one.text for one in result.summary.contested] == [PARK_REPLY["contested"][0]["text"]]
    assert len(client.requests) == 1
    assert result.checks == ()


@pytest.mark.parametrize(
    "changed", [{"by": ["p5"]}, {"modality": "denied"}, {"in": ["s1", "s2"]}, {"place": "Ash"}, {"what": "It rained."}]
)  # fmt: skip
def test_events_that_differ_stay_two(changed: dict[str, Any]) -> None:
    """Who says it, whether it is denied, where it stands and where it was are part of what an event says."""
    reply, _ = bounded(Reply.model_validate(park_with(events=events(1, **changed))), _PARK)
    assert [event.id for event in reply.events] == ["e1", "e2", "e3"]


def test_of_events_with_one_id_the_first_still_counts() -> None:
    """A later one neither takes its place nor its sentences where doubles are made one."""
    other = {**PARK_REPLY["events"][0], "what": "It rained.", "in": ["s5"]}
    reply, _ = bounded(Reply.model_validate(park_with(events=[*events(1), other])), _PARK)
    assert [(event.id, event.in_) for event in reply.events] == [("e1", ["s1"]), ("e2", ["s6"])]


def test_events_beyond_all_measure_are_left_out() -> None:
    """The first stay; a warning, for which no repair is asked, says how many are gone, and a check keeps it."""
    many = [
        {**PARK_REPLY["events"][0], "id": f"e{number}", "type": "other", "place": f"Plot {number}"}
        for number in range(1, 301)
    ]
    result, client = extract(park_with(events=many), document=PARK)
    assert [event.id for event in result.events] == [f"e{number}" for number in range(1, 51)]
    assert [(check.code, check.severity, check.message) for check in result.checks] == [
        ("truncated", "warning", "left out of what the model says: 250 events; an article of 6 sentences may have 50")
    ]  # fmt: skip
    assert len(client.requests) == 1
    assert apply_checks(result, _PARK) == result
    assert recheck(result, PARK_TEXT) == []


def test_a_long_article_may_have_more() -> None:
    """Five events a sentence."""
    segmented = segment(PARK_TEXT * 10)
    most = 5 * len(segmented.sentences)
    many = [{**PARK_REPLY["events"][0], "id": f"e{number}", "place": str(number)} for number in range(1, 999)]
    reply, _ = bounded(Reply.model_validate({"events": many}), segmented)
    assert len(reply.events) == most > 250


def test_every_list_of_a_reply_has_a_bound() -> None:
    """Sources, missed passages, contradictions and their records, sentences and contested lines."""
    sources = [{"id": f"p{number}", "name": "council", "kind": "officials"} for number in range(1, 61)]
    missed = [{"id": f"m{number}", "text": "roots"} for number in range(1, 62)]
    messages = beyond(
        sources=sources,
        missed=missed,
        contradictions=[["f1", "f2"]] * 61 + [["f1"]],
        summary=[_SAID] * 53,
        contested=[_SAID] * 54,
    )
    told = "left out of what the model says"
    assert messages == [
        f"{told}: 10 sources; an article of 6 sentences may have 50",
        f"{told}: 11 missed passages; an article of 6 sentences may have 50",
        f"{told}: 12 contradictions; an article of 6 sentences may have 50",
        f"{told}: 3 sentences; a summary may have 50",
        f"{told}: 4 contested lines; a summary may have 50",
    ]
    group = [f"f{number}" for number in range(1, 26)]
    assert beyond(contradictions=[["f1", "f3"], group]) == [
        f"{told}: 5 ids in contradictions; a contradiction may have 20"
    ]


def test_a_repair_is_bounded_too() -> None:
    """What it adds counts with what was there."""
    wrong = {"cites": ["e1"], "text": "It was 77"}
    many = [
        {**PARK_REPLY["events"][0], "id": f"e{number}", "place": f"Plot {number}"} for number in range(3, 103)
    ]
    result, _ = extract(park_with(headline=wrong), {"events": many}, document=PARK)
    assert len(result.events) == 50
    assert [check.message for check in result.checks if check.code == "truncated"] == [
        "left out of what the model says: 52 events; an article of 6 sentences may have 50"
    ]


def test_references_to_nothing_are_told_up_to_a_number() -> None:
    """Two hundred each with its words, the others as how many they are."""
    cites = ["e1", "f1", *(f"e{number}" for number in range(1000, 2000))]
    result, _ = extract(park_with(headline={**PARK_REPLY["headline"], "cites": cites}), {}, document=PARK)
    told = [check.message for check in result.checks if check.code == "unknown-id"]
    assert len(told) == 201
    assert "800 further ids of the reply name nothing of this article, and were left out" in told
    assert result.summary.headline is not None
    assert recheck(result, PARK_TEXT) == []
