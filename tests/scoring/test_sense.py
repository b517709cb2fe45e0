"""Facts about annotations that contradict themselves: each contradiction is named, at its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from scoring_support import RESULT, TEXT

from summarizer.scoring.drafting import draft_reference
from summarizer.scoring.reviewing import Articles, review_reference

if TYPE_CHECKING:
    from pathlib import Path


def found(folder: Path, value: dict[str, Any]) -> list[tuple[str, str]]:
    """Where the check of an annotation finds something, and what."""
    path = folder / "ferry.json"
    path.write_text(json.dumps(value | {"source": TEXT}, indent=1), encoding="utf-8")
    return [(one.where, one.message) for one in review_reference(path, Articles(None)).findings]


@pytest.fixture
def value() -> dict[str, Any]:
    """An annotation that holds."""
    return draft_reference(RESULT)


@pytest.mark.parametrize(
    ("change", "where", "words"),
    [
        ({"bound": "range", "value": 40, "upper": 12}, "upper", "ends at 12, below its start, 40"),
        ({"bound": "range", "upper": None}, "upper", "a range has an upper end"),
        ({"bound": "indefinite", "value": 40}, "value", "has no value"),
        ({"value": None}, "value", "without a value it is indefinite"),
        ({"part_of": "e1"}, "part_of", "e1 is no figure"),
        ({"same_as": "q1"}, "same_as", "q1 is no figure"),
        (
            {"attributed_to": [{"name": "p7"}], "source_kind": "officials"},
            "attributed_to[0]",
            "stands nowhere",
        ),
        (
            {"attributed_to": [{"name": " "}], "source_kind": "officials"},
            "attributed_to[0]",
            "stands nowhere",
        ),
    ],
)
def test_a_figure_that_contradicts_itself_is_named(
    change: dict[str, Any], where: str, words: str, tmp_path: Path, value: dict[str, Any]
) -> None:
    """Its range runs backwards, its value does not fit its bound, it leads to what is no figure, or to nobody."""
    value["figures"][1].update(change)
    ((place, message),) = found(tmp_path, value)
    assert place == f"figures[1].{where}"
    assert words in message


def test_a_score_and_a_fall_are_no_reversed_range(tmp_path: Path, value: dict[str, Any]) -> None:
    """Two numbers that are no range stand as they are written."""
    value["figures"][1].update(bound="exact", value=40, upper=12)
    assert found(tmp_path, value) == []


def test_a_source_without_a_mention_may_stand_in_the_article(tmp_path: Path, value: dict[str, Any]) -> None:
    """Its name is enough where it is written there."""
    value["figures"][1].update(attributed_to=[{"name": "Ann Lee"}], source_kind="witness")
    assert found(tmp_path, value) == []


@pytest.mark.parametrize(
    ("field", "records"), [("part_of", "figures"), ("same_as", "figures"), ("continues", "quotes")]
)
def test_a_circle_is_told_once(field: str, records: str, tmp_path: Path, value: dict[str, Any]) -> None:
    """Two records that each lead to the other are one fault, with the way round."""
    first, second = value[records][:2]
    first[field], second[field] = second["id"], first["id"]
    ((place, message),) = found(tmp_path, value)
    assert place == f"{records}[0].{field}"
    assert f"({first['id']} → {second['id']} → {first['id']})" in message


def test_what_leads_into_a_circle_is_not_in_it(tmp_path: Path, value: dict[str, Any]) -> None:
    """Of three records, one of which leads to the other two that go round, the two are named."""
    one, two, three = value["figures"][:3]
    one["part_of"], two["part_of"], three["part_of"] = two["id"], three["id"], two["id"]
    assert [place for place, _ in found(tmp_path, value)] == ["figures[1].part_of"]


@pytest.mark.parametrize("change", [{"speaker": None}, {"source_kind": "outlet"}])
def test_a_quotation_has_a_speaker_or_is_the_outlets(
    change: dict[str, Any], tmp_path: Path, value: dict[str, Any]
) -> None:
    """The kind of a source says something of somebody who is named."""
    value["quotes"][0].update(change, via=[])
    assert [place for place, _ in found(tmp_path, value)] == ["quotes[0].source_kind"]


def test_a_quotation_outside_the_text_is_named(tmp_path: Path, value: dict[str, Any]) -> None:
    """Offsets past the end of the article hold no words."""
    words = value["quotes"][0]["span"]["text"]
    start = len(TEXT) + 10
    value["quotes"][0]["span"] = {"start": start, "end": start + len(words), "text": words}
    assert [place for place, _ in found(tmp_path, value)] == ["quotes[0].span"]
