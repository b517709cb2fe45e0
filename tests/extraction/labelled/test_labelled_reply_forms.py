"""Facts about tolerance: what is off in a harmless way is taken, everything else is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from labelled_park import PARK, PARK_REPLY, changed_record, park_with
from labelled_support import extract
from pydantic import ValidationError

from summarizer.extraction.labelled.reply import Digest, FigureLabel, Reply

_FIELDS = {"figures": "f", "quotes": "q", "events": "e", "sources": "p"}


def spelled(id_: str) -> list[Any]:
    """Ways to write an id."""
    return [int(id_[1:]), id_[1:], id_, id_.upper(), f" {id_} ", f"⟦{id_}⟧", f"[{id_}]"]


@settings(deadline=None)
@given(st.data())
def test_ids_may_be_spelled_in_any_of_these_ways(data: st.DataObject) -> None:
    """Numbers, numeric strings, capitals and brackets lead to the same reply."""
    reply: dict[str, Any] = {
        field: [
            {**record, "id": data.draw(st.sampled_from(spelled(record["id"])))}
            for record in PARK_REPLY[field]
        ]
        for field in _FIELDS
    }
    for field in ("figures", "quotes", "events"):
        for record in reply[field]:
            for ids in {"by", "in", "when"} & record.keys():
                record[ids] = [data.draw(st.sampled_from(spelled(id_))) for id_ in record[ids]]
    assert Reply.model_validate(park_with(**reply)) == Reply.model_validate(PARK_REPLY)


@settings(deadline=None)
@given(st.lists(st.integers(1, 99), min_size=1, max_size=5))
def test_ids_of_a_list_may_stand_in_one_string(numbers: list[int]) -> None:
    """Separated by commas, with or without spaces, letters or not where only sentences can be meant."""
    event = {"id": "e1", "what": "x", "type": "other"}
    for separator in (",", ", ", " , "):
        for prefix in ("s", ""):
            ids = separator.join(f"{prefix}{number}" for number in numbers)
            reply = Reply.model_validate({"events": [{**event, "in": ids}]})
            assert reply.events[0].in_ == [f"s{number}" for number in numbers]


@pytest.mark.parametrize("cites", [[1, 1], ["1"], "1, 1", 1])
def test_a_number_alone_cites_nothing(cites: Any) -> None:
    """It may mean a record of any kind, or a sentence: it is an unknown id, and the line is left out."""
    said = {"cites": cites, "text": "Residents are angry"}
    result, _ = extract(park_with(headline=said), {}, document=PARK)
    assert result.summary.headline is None
    assert [check.message for check in result.checks if check.code == "unknown-id"] == [
        "“1” is no record of this article, but the headline, “Residents are angry”, refers to it"
    ]


def test_capital_ids_in_one_string_are_ids_too() -> None:
    """``E1, F2`` is read as ``e1, f2`` is."""
    assert Reply.model_validate({"summary": [{"cites": "E1, F2", "text": "x"}]}).summary[0].cites == [
        "e1",
        "f2",
    ]


@pytest.mark.parametrize(
    "field",
    ["place", "counted", "of", "per", "when", "by", "part_of", "same_as", "modality", "scope", "direction"],
)
def test_null_is_the_same_as_left_out(field: str) -> None:
    """For every field that may be left out."""
    label = {"id": "f1", "measure": "count"}
    assert FigureLabel.model_validate({**label, field: None}) == FigureLabel.model_validate(label)


@pytest.mark.parametrize("field", list(Reply.model_fields))
def test_null_is_no_list(field: str) -> None:
    """A whole list may be null, or missing."""
    assert Reply.model_validate({field: None}) == Reply()


def test_an_empty_string_is_an_empty_list() -> None:
    """``"by": ""`` means nobody: the figure stays, in the article's own voice."""
    result, _ = extract(changed_record("figures", 1, by="", when=""), {}, document=PARK)
    assert "f2" in {figure.id for figure in result.figures}


@pytest.mark.parametrize("id_", ["F3", " f3", "⟦f3⟧"])
def test_a_dismissal_may_be_spelled_as_any_id(id_: str) -> None:
    """The candidate is accounted for, or the reply is told that it is not."""
    reply = park_with(figures=PARK_REPLY["figures"][:2], contradictions=[], contested=[], dismissed=[id_])
    result, _ = extract(reply, {}, document=PARK)
    assert [check.code for check in result.checks] == ["dismissed-candidate"]


def test_words_are_not_split_at_commas() -> None:
    """Only lists of ids are; “1,200” is one target."""
    event = {"id": "e1", "in": "s1", "what": "x", "type": "other", "targets": "1,200"}
    assert Reply.model_validate({"events": [event]}).events[0].targets == ["1,200"]


def test_keys_that_nobody_asked_for_are_ignored() -> None:
    """At any level; they reach no record."""
    reply = park_with(
        thoughts="hm", figures=[{**one, "value": 99, "text": "99"} for one in PARK_REPLY["figures"]]
    )
    assert Reply.model_validate(reply) == Reply.model_validate(PARK_REPLY)
    assert Digest.model_validate({"notes": [1]}) == Digest()


@pytest.mark.parametrize(
    "wrong",
    [
        {"figures": [{"id": "f1", "measure": "dead"}]},
        {"figures": [{"id": "f1", "measure": "Killed"}]},
        {"figures": [{"id": "f1", "measure": "count", "modality": "likely"}]},
        {"figures": [{"id": "f1", "measure": "count", "scope": ""}]},
        {"figures": [{"id": True, "measure": "count"}]},
        {"figures": [{"id": ["f1"], "measure": "count"}]},
        {"figures": ["f1"]},
        {"quotes": [{"id": "q1", "kind": "indirect"}]},
        {"events": [{"id": "e1", "in": ["s1"], "what": "x", "type": "war"}]},
        {"events": [{"id": "e1", "in": [{"s": 1}], "what": "x", "type": "other"}]},
        {"sources": [{"id": "p1", "kind": "media"}]},
        {"summary": [{"text": "no citation"}]},
        {"summary": [{"cites": ["e1"]}]},
        {"contradictions": ["f1", "f2"]},
        {"missed": [{"id": "m1"}]},
        [],
        "x",
        None,
    ],
)
def test_what_is_of_another_form_is_refused(wrong: Any) -> None:
    """It is asked again rather than guessed at."""
    with pytest.raises(ValidationError):
        Reply.model_validate(wrong)
