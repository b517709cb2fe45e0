"""Facts about planted changes: each is found in its class and severity, and nothing else is."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from diff_support import TEXT, line, result, result_value, source, span

from summarizer.records import ArticleSummary
from summarizer.review.article import compare_article
from summarizer.review.model import ArticleDiff
from summarizer.review.severity import SeverityRules
from summarizer.review.wording import numbers_in

Value = dict[str, Any]
Plant = tuple[str, Callable[[Value], None], str, str]
"""The record's id, what is done to it, and the kind and severity that are to be found."""


def put(**fields: Any) -> Callable[[Value], None]:
    """Overwrite fields."""
    return lambda record: record.update(fields)


def _other_evidence(record: Value) -> None:
    record["evidence"] = [span(TEXT, "by evening and cleared", record["evidence"][0]["start"])]


def _cut_quote(record: Value) -> None:
    record["text"] = record["text"].replace("We lost our", "We sold our")


def _other_mention(record: Value) -> None:
    record["span"] = span(TEXT, record["span"]["text"].split()[-1], record["span"]["start"])
    record["text"] = record["span"]["text"]


STEELMAKER = {"name": "the steelmaker Aria", "mentions": []}
ISRAELI_ARMY = source(TEXT, "Jarrow Gazette", line(TEXT, "near Jarrow harbour")) | {"name": "Israeli army"}

PLANTS: list[Plant] = [
    ("f1", put(value=501), "value", "critical"),
    ("f2", put(value=1120), "value", "critical"),
    ("f3", put(value=None), "value", "critical"),
    ("f4", put(upper=900), "value", "critical"),
    ("f5", put(direction="down"), "value", "critical"),
    ("f6", put(value=-140), "value", "critical"),
    ("e1", lambda record: record.update(what=record["what"].replace("21", "91")), "value", "critical"),
    ("f7", put(unit="people"), "unit", "critical"),
    ("f8", put(unit=None), "unit", "critical"),
    ("f9", put(per="day"), "unit", "critical"),
    ("f10", put(bound="exact"), "bound", "major"),
    ("f11", put(bound="at_most"), "bound", "major"),
    ("f12", put(measure="injured"), "measure", "major"),
    ("f13", put(measure="killed"), "measure", "major"),
    ("f14", put(attributed_to=[STEELMAKER]), "attribution", "critical"),
    ("f15", put(attributed_to=[]), "attribution", "critical"),
    ("e3", put(attributed_to=[]), "attribution", "critical"),
    ("e4", put(attributed_to=[STEELMAKER]), "attribution", "critical"),
    ("q1", put(via=[STEELMAKER]), "attribution", "critical"),
    ("e5", put(modality="planned"), "modality", "major"),
    ("e6", put(modality="denied"), "modality", "major"),
    ("f16", put(modality="possible"), "modality", "major"),
    ("e7", lambda record: record.update(what=record["what"].replace("cleared", "did not clear")), "modality", "major"),
    ("q2", put(speaker=STEELMAKER), "speaker", "critical"),
    ("q3", put(speaker=None), "speaker", "critical"),
    ("e8", put(when={"text": "on Monday", "start": "2024-03-11", "end": "2024-03-11", "precision": "day"}), "date", "major"),
    ("f17", put(when={"text": None, "start": None, "end": None, "precision": "unknown"}), "date", "major"),
    ("e9", _other_evidence, "span", "minor"),
    ("q4", _cut_quote, "reworded", "critical"),
    ("e10", put(what="30 roads round Jarrow were made free of mills by crews."), "reworded", "minor"),
    ("q5", put(about="what was lost"), "reworded", "minor"),
    ("f18", put(counted="vessels"), "label", "major"),
    ("e17", lambda record: record.update(actors=record["targets"], targets=record["actors"]), "participant", "major"),
    ("q10", put(via=[ISRAELI_ARMY]), "attribution", "critical"),
    ("e11", put(type="disaster"), "label", "minor"),
    ("q6", put(kind="mixed"), "label", "minor"),
    ("f19", put(scope="cumulative"), "label", "minor"),
    ("e12", put(actors=["Volunteers"]), "participant", "major"),
    ("e13", put(place="Brest"), "place", "major"),
    ("e14", put(place=None), "place", "minor"),
    ("f20", put(part_of="f1"), "link", "minor"),
]  # fmt: skip

SILENT: list[tuple[str, Callable[[Value], None]]] = [
    ("q7", lambda record: record.update(cue="TOLD")),
    ("e15", lambda record: record.update(what=record["what"].upper().replace(" ", "  "))),
    ("q8", lambda record: record["speaker"].update(name="The Mayor of Holm")),
    ("e16", lambda record: record.update(actors=["the Pelham crews"])),
]
"""Changes of form that mean the same: counted, never reported."""


def compared(left: Value, right: Value, rules: SeverityRules | None = None) -> ArticleDiff:
    """The comparison of two stored results."""
    return compare_article("story", [[result(left)], [result(right)]], rules or SeverityRules(), {})[0]


def found_in(diff: ArticleDiff) -> list[tuple[str, str, str]]:
    """Record, kind and severity of each change."""
    return sorted(
        (
            (change.left or change.right)[0].id if change.type != "finding" else "finding",
            change.kind,
            change.severity,
        )
        for change in diff.changes
    )


def records_of(value: Value) -> dict[str, Value]:
    """The records by id."""
    return {record["id"]: record for name in ("events", "figures", "quotes") for record in value[name]}


def disguised(value: Value, seed: int) -> Value:
    """The same result with the records shuffled and all ids given anew."""
    chance = random.Random(seed)  # noqa: S311 - a shuffle, not a secret
    value = deepcopy(value)
    names = {}
    for field in ("events", "figures", "quotes"):
        chance.shuffle(value[field])
        for number, record in enumerate(value[field]):
            names[record["id"]] = f"{field[0]}{number + 300}"
    for record in records_of(value).values():
        record["id"] = names[record["id"]]
        for link in ("part_of", "same_as", "continues"):
            if record.get(link):
                record[link] = names[record[link]]
        record["disputed_by"] = (
            [names[each] for each in record.get("disputed_by", [])] if "disputed_by" in record else []
        )
        if record["id"].startswith("q"):
            del record["disputed_by"]
    for sentence in value["summary"]["sentences"]:
        sentence["records"] = [names[each] for each in sentence.get("records", [])]
    return value


@pytest.mark.parametrize("plant", PLANTS, ids=[f"{name}-{kind}" for name, _, kind, _ in PLANTS])
def test_a_planted_change_is_found_alone(plant: Plant) -> None:
    """In its class and severity, with nothing beside it."""
    name, change, kind, severity = plant
    other = result_value()
    change(records_of(other)[name])
    diff = compared(result_value(), disguised(other, 3))
    assert found_in(diff) == [(name, kind, severity)]


def test_all_planted_changes_together_are_found_and_none_invented() -> None:
    """Forty and more changes in one copied result, its records shuffled and renumbered."""
    other = result_value()
    records = records_of(other)
    expected = [(name, kind, severity) for name, _, kind, severity in PLANTS]
    for name, change, _, _ in PLANTS:
        change(records[name])
    for name, change in SILENT:
        change(records[name])
    other["quotes"] = [each for each in other["quotes"] if each["id"] != "q20"]
    other["events"] = [each for each in other["events"] if each["id"] != "e20"]
    expected += [("q20", "removed", "major"), ("e20", "removed", "major")]
    left = result_value()
    left["events"] = [each for each in left["events"] if each["id"] != "e19"]
    expected.append(("e19", "added", "major"))
    diff = compared(left, other)
    assert found_in(diff) == sorted(expected)
    assert len(expected) >= 40
    assert diff.counts.same_meaning == len(SILENT)
    assert (diff.counts.added, diff.counts.removed) == (1, 2)


@pytest.mark.parametrize("seed", range(5))
def test_order_and_ids_make_no_difference(seed: int) -> None:
    """Shuffled records under other ids give no change, whatever refers to them."""
    value = result_value()
    records_of(value)["f3"] |= {"part_of": "f2", "same_as": "f5", "disputed_by": ["e4"]}
    records_of(value)["q3"]["continues"] = "q2"
    diff = compared(value, disguised(value, seed))
    assert (diff.changes, diff.noise, diff.summaries) == ((), (), ())
    assert [each.value for each in diff.agreement if each.type == "all"] == [1.0]


def test_a_key_depends_neither_on_ids_nor_on_order() -> None:
    """It stays while the contents of both sides do, and goes when one of them changes."""
    other = result_value()
    records_of(other)["f1"]["value"] = 501
    keys = {compared(result_value(), disguised(other, seed)).changes[0].key for seed in range(4)}
    assert len(keys) == 1
    records_of(other)["f1"]["value"] = 502
    assert compared(result_value(), other).changes[0].key not in keys


def test_a_record_that_became_two_is_one_change() -> None:
    """Split in one direction, merged in the other; neither counts as gained or lost."""
    other = result_value()
    event = records_of(other)["e2"]
    event["what"] = "Crews cleared 22 roads of barns."
    second = deepcopy(event) | {"id": "e99", "what": "Crews worked around Borden."}
    whole = result_value()
    records_of(whole)["e2"]["what"] = "Crews cleared 22 roads of barns, and crews worked around Borden."
    other["events"].append(second)
    assert found_in(compared(whole, other)) == [("e2", "split", "minor")]
    merged = compared(other, whole)
    assert [(change.kind, len(change.left), len(change.right)) for change in merged.changes] == [
        ("merged", 2, 1)
    ]
    assert (merged.counts.added, merged.counts.removed) == (0, 0)


@pytest.mark.parametrize(
    ("code", "class_", "level", "severity"),
    [
        ("qualifier-changed", "factual", "warning", "critical"),
        ("source-not-found", "grounding", "warning", "critical"),
        ("judging-verb", "neutrality", "warning", "minor"),
    ],
)
def test_a_new_finding_makes_a_change(code: str, class_: str, level: str, severity: str) -> None:
    """Critical where its class is grounding or factual; a finding that went away is no change."""
    other = result_value()
    check = {"code": code, "class": class_, "severity": level, "record": "e2", "message": "It says too much."}
    other["checks"] = [check]
    diff = compared(result_value(), other)
    assert found_in(diff) == [("e2", "finding", severity)]
    assert [each.code for each in diff.changes[0].findings_gained] == [code]
    assert not compared(other, result_value()).changes


def test_a_finding_about_what_was_kept_out_is_a_change_of_its_own() -> None:
    """It belongs to no record; of the same one in other words nothing is said."""
    other = result_value()
    check = {
        "code": "number-unsupported",
        "class": "factual",
        "severity": "error",
        "message": "“54” is nowhere.",
    }
    other["checks"] = [check]
    assert found_in(compared(result_value(), other)) == [("finding", "finding", "critical")]
    respelt = deepcopy(other)
    respelt["checks"] = [check | {"message": '"54"  is nowhere.'}]
    assert not compared(other, respelt).changes


def test_a_worse_finding_makes_a_harmless_change_critical() -> None:
    """Wording alone is minor; with a factual finding it is not."""
    other = result_value()
    records_of(other)["e10"]["what"] = "30 roads round Jarrow were made free of mills by crews."
    other["checks"] = [
        {
            "code": "roles-swapped",
            "class": "factual",
            "severity": "warning",
            "record": "e10",
            "message": "Swapped.",
        }
    ]
    (change,) = compared(result_value(), other).changes
    assert (change.kind, change.severity, change.fields[0].severity) == ("finding", "critical", "minor")


def test_wording_of_a_summary_is_minor_and_its_numbers_are_not() -> None:
    """Other words are minor; a number that became another is critical; a dropped sentence is major."""
    other = result_value()
    other["summary"]["sentences"][0]["text"] = (
        "The crews were at work and cleared 21 roads of boats near Alvik."
    )
    assert [(each.type, each.kind, each.severity) for each in compared(result_value(), other).changes] == [
        ("sentence", "reworded", "minor")
    ]
    other = result_value()
    other["summary"]["sentences"][1]["text"] = other["summary"]["sentences"][1]["text"].replace("22", "32")
    diff = compared(result_value(), other)
    assert [(each.type, each.kind, each.severity) for each in diff.changes] == [
        ("sentence", "value", "critical")
    ]
    assert (diff.summaries[0].numbers_gained, diff.summaries[0].numbers_lost) == (("32",), ("22",))
    other = result_value()
    del other["summary"]["sentences"][3]
    diff = compared(result_value(), other)
    assert [(each.type, each.kind, each.severity) for each in diff.changes] == [
        ("sentence", "removed", "major")
    ]
    assert diff.summaries[0].records_lost == ("e4",)


def test_a_number_is_read_as_such() -> None:
    """Digits and words alike, with their scale; an ordinal is none."""
    assert numbers_in("1,400 of 2.5 million, and twenty-one more by the 53rd") == {1400, 2_500_000, 21}
    assert numbers_in("sixteen at 12.5%") == {16, 12.5}


def test_severities_can_be_set() -> None:
    """By kind, by field of a type, and to nothing at all."""
    other = result_value()
    records_of(other)["f1"]["value"] = 501
    records_of(other)["q5"]["about"] = "what was lost"
    rules = SeverityRules({"figure.value": "minor", "reworded": "ignore"})
    assert found_in(compared(result_value(), other, rules)) == [("f1", "value", "minor")]
    _cut_quote(records_of(other)["q4"])
    assert ("q4", "reworded", "critical") in found_in(compared(result_value(), other, rules))


def test_both_sides_are_in_the_json_whole() -> None:
    """Records with all their fields, spans that stand in the text, and an alignment."""
    other = result_value()
    records_of(other)["f1"]["value"] = 501
    diff = ArticleDiff.model_validate_json(compared(result_value(), other).model_dump_json(by_alias=True))
    (change,) = diff.changes
    assert (change.left[0].record["value"], change.right[0].record["value"]) == (105, 501)
    assert {TEXT[each.start : each.end] for each in change.left[0].spans} >= {
        "at least 105",
        "Officials in Alvik",
    }
    assert (change.fields[0].left, change.fields[0].right) == ("105", "501")
    assert len(diff.alignments[0].pairs) == 65
    assert isinstance(result(result_value()), ArticleSummary)


@pytest.mark.parametrize("exchanged", [False, True])
def test_an_only_actor_that_became_the_target_is_one_major_change(*, exchanged: bool) -> None:
    """Where the other role was empty too; an actor that is merely not named any more is a minor one."""
    left, right = result_value(), result_value()
    records_of(left)["e1"].update(targets=[])
    records_of(right)["e1"].update(actors=[], targets=["Alvik crews"] if exchanged else [])
    (change,) = compared(left, right).changes
    assert [(each.field, each.kind) for each in change.fields] == [("actors", "participant")]
    assert change.severity == ("major" if exchanged else "minor")


def test_what_is_counted_is_worded_otherwise_while_a_word_is_shared() -> None:
    """“garden gates” for “gates” is minor; without a word in common another thing is counted."""
    other = result_value()
    records_of(other)["f18"]["counted"] = "garden gates"
    assert found_in(compared(result_value(), other)) == [("f18", "reworded", "minor")]
