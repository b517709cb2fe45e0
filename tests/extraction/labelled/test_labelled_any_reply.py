"""Facts about any reply at all: what it becomes is grounded, closed, and stable under its own checks."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from labelled_park import PARK, PARK_TEXT, built, park_with, record_ids
from labelled_support import extract

from summarizer.checks import check_result, recheck
from summarizer.grounding import ungrounded
from summarizer.text.segment import segment

_IDS = st.sampled_from(
    ["f1", "f2", "f3", "f4", "q1", "q2", "q3", "q4", "e1", "e2", "e3", "p1", "p2", "p5", "p6", "s1", "s6", "s7", "d1", "d4", "d6",
     "m1", "m2", "x", "", "f0", "f٣", "s99999999"]
)  # fmt: skip
_LISTS = st.lists(_IDS, max_size=4)
_WORDS = st.sampled_from(["council", "the council", "Ruiz", "14", "14 lime", "no choice", "needless damage", "Ana Ruiz and the council", "", "“", "…", "ruiz"]) | st.text(max_size=8)  # fmt: skip
_REPLIES = st.fixed_dictionaries(
    {
        "sources": st.lists(st.fixed_dictionaries({"id": st.sampled_from(["p1", "p2", "p9"]), "name": _WORDS, "words": _WORDS, "kind": st.sampled_from(["officials", "media"])})),
        "missed": st.lists(st.fixed_dictionaries({"id": st.sampled_from(["m1", "m2"]), "in": _IDS, "text": _WORDS}), max_size=3),
        "dismissed": _LISTS,
        "figures": st.lists(st.fixed_dictionaries({
            "id": _IDS, "measure": st.sampled_from(["killed", "share", "count"]), "by": _LISTS, "when": _LISTS, "part_of": _IDS, "same_as": _IDS,
            "counted": _WORDS})),
        "quotes": st.lists(st.fixed_dictionaries({"id": _IDS, "kind": st.just("mixed"), "by": _LISTS, "continues": _IDS, "cue": _WORDS, "when": _LISTS})),
        "events": st.lists(st.fixed_dictionaries({
            "id": st.sampled_from(["e1", "e2", "e3"]), "in": _LISTS, "what": st.sampled_from(["Trees fell.", "12 trees fell in Rome."]),
            "type": st.just("other"), "by": _LISTS})),
        "contradictions": st.lists(_LISTS, max_size=3),
        "headline": st.fixed_dictionaries({"cites": _LISTS, "text": _WORDS}),
        "summary": st.lists(st.fixed_dictionaries({"cites": _LISTS, "text": st.sampled_from(["Trees fell.", "The council said 14 lime trees fell.", "It was 99."])}), min_size=1, max_size=3),
        "contested": st.lists(st.fixed_dictionaries({"cites": _LISTS, "text": st.just("Ruiz disagrees.")}), max_size=2),
    }
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(_REPLIES)
def test_whatever_a_reply_says_the_result_is_grounded_and_closed(reply: dict[str, Any]) -> None:
    """Every span stands, every reference leads to a record of the result, and no record has an unlisted source."""
    result = built(PARK, reply)
    assert ungrounded(result, PARK_TEXT) == []
    known = set(record_ids(result))
    assert len(known) == len(record_ids(result))
    for figure in result.figures:
        assert {*figure.disputed_by, figure.part_of, figure.same_as} - {None} <= known - {figure.id}
    for quote in result.quotes:
        assert quote.continues in {None, *known} - {quote.id}
    for event in result.events:
        assert set(event.disputed_by) <= known - {event.id}
        assert 1 <= len(event.evidence) <= 4
    for sentence in (*result.summary.sentences, *result.summary.contested):
        assert set(sentence.records) <= known
    listed = {source["id"] for source in reply["sources"]}
    for field, prefix in (("figures", "f"), ("quotes", "q")):
        labels: dict[str, dict[str, Any]] = {}
        for label in reply[field]:
            labels.setdefault(label["id"], label)
        claims = {
            id_ for id_, label in labels.items() if id_.startswith(prefix) and not set(label["by"]) <= listed
        }
        assert reply["missed"] or not claims & known


@settings(deadline=None, max_examples=100)
@given(_REPLIES, _REPLIES)
def test_the_checked_result_is_stable(reply: dict[str, Any], repair: dict[str, Any]) -> None:
    """Checking a finished result again finds nothing new, and the recheck of a stored one is clean."""
    whole = park_with(
        **{
            field: reply[field]
            for field in ("figures", "missed", "contradictions", "headline", "summary", "contested")
        }
    )
    result, client = extract(whole, repair, document=PARK)
    segmented = segment(PARK_TEXT, published=PARK.info.published)
    assert check_result(result, segmented) == result.checks
    assert recheck(result, PARK_TEXT) == []
    assert len(client.requests) <= 2
