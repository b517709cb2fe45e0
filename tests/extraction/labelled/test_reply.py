"""Facts about the form of a reply: what is meant is taken, what is of another form is refused."""

from __future__ import annotations

from typing import Any

import pytest
from labelled_support import GOOD, without
from pydantic import ValidationError

from summarizer.extraction.labelled.reply import Reply


def test_ids_may_be_numbers_or_single() -> None:
    """``3``, ``"3"`` and ``"F3"`` mean f3; one id may stand where a list is due; null is left out."""
    reply = Reply.model_validate(
        {
            "figures": [{"id": 3, "measure": "killed", "by": "p1", "when": None, "part_of": 2}, {"id": "F4", "measure": "age"}],
            "quotes": [{"id": "1", "kind": "term", "by": 2}],
            "events": [{"id": 1, "in": "s1, s2", "what": "x", "type": "other", "extra": 1}],
            "summary": [{"cites": "E1, F2", "text": "x"}],
            "dismissed": ["f1", {"id": "f2"}],
        }
    )  # fmt: skip
    assert [figure.id for figure in reply.figures] == ["f3", "f4"]
    assert (reply.figures[0].by, reply.figures[0].when, reply.figures[0].part_of) == (["p1"], [], "f2")
    assert (reply.quotes[0].id, reply.quotes[0].by) == ("q1", ["p2"])
    assert reply.events[0].in_ == ["s1", "s2"]
    assert reply.summary[0].cites == ["e1", "f2"]
    assert [one.id for one in reply.dismissed] == ["f1", "f2"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"figures": [{"id": "f1", "measure": "wounded"}]},
        {"figures": [{"measure": "killed"}]},
        {"events": [{"id": "e1", "what": "x", "type": "other"}]},
        {"sources": [{"id": "p1", "name": "x", "kind": "government"}]},
        {"summary": "one sentence"},
        {"figures": {"f1": {}}},
    ],
)
def test_another_form_is_refused(wrong: dict[str, Any]) -> None:
    """A value outside a closed list, a missing id or a wrong shape does not validate."""
    with pytest.raises(ValidationError):
        Reply.model_validate(wrong)


def test_half_of_a_surrogate_pair_is_replaced() -> None:
    """What no file can hold becomes U+FFFD, wherever a text stands; whole pairs and other letters stay."""
    reply = Reply.model_validate(
        {
            "sources": [{"id": "p1", "name": "a\ud83d", "kind": "media"}],
            "events": [
                {"id": "e1", "in": "s1", "what": "ü \U0001f600", "type": "other", "actors": ["\udc00b"]}
            ],
            "contradictions": [["f1", "\ud83d"]],
            "dismissed": ["f\ud83d"],
            "\ud83d": "unknown",
        }
    )
    assert reply.sources[0].name == "a\ufffd"
    assert (reply.events[0].what, reply.events[0].actors) == ("ü \U0001f600", ["\ufffdb"])
    assert reply.contradictions == [["f1", "\ufffd"]]
    assert reply.model_dump_json()


def test_defaults_are_left_out_when_a_reply_is_told_again() -> None:
    """What goes back into a conversation holds no default and no empty field."""
    told = Reply.model_validate(GOOD).model_dump_json(by_alias=True, exclude_defaults=True)
    assert '"asserted"' not in told
    assert '"place":""' not in told
    assert Reply.model_validate_json(told) == Reply.model_validate(without())
