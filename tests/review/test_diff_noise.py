"""Facts about repeats: what is a model's own noise, what is more, and what cannot be told."""

from __future__ import annotations

from typing import Any

import pytest
from diff_support import result, result_value
from test_diff_planted import records_of

from summarizer.review.agreement import least_p
from summarizer.review.article import compare_article
from summarizer.review.model import ArticleDiff
from summarizer.review.severity import SeverityRules

Value = dict[str, Any]


def repeats(*changes: dict[str, Value]) -> list[Value]:
    """As many results as there are arguments, each with some records changed; None leaves a record out."""
    values = []
    for number, change in enumerate(changes, start=1):
        value = result_value(repeat=number)
        for name, fields in change.items():
            records_of(value)[name].update(fields)
        values.append(value)
    return values


def compared(*runs: list[Value]) -> ArticleDiff:
    """The comparison of runs with repeats."""
    return compare_article("story", [[result(each) for each in run] for run in runs], SeverityRules(), {})[0]


def without(value: Value, name: str) -> Value:
    """A result without one record."""
    for field in ("events", "figures", "quotes"):
        value[field] = [each for each in value[field] if each["id"] != name]
    return value


def test_a_value_that_a_model_gives_itself_is_noise() -> None:
    """A value that is among the other side's is counted, not reported."""
    diff = compared(repeats({}, {"f1": {"value": 501}}, {}), repeats(*[{"f1": {"value": 501}}] * 3))
    assert not diff.changes
    assert [(each.type, each.stability) for each in diff.noise] == [("figure", "unstable")]
    assert diff.counts.within_noise == 1


def test_a_value_that_no_repeat_of_the_other_model_gives_is_stable() -> None:
    """Three against three, all alike within and unlike between."""
    diff = compared(repeats({}, {}, {}), repeats(*[{"f1": {"value": 501}}] * 3))
    (change,) = diff.changes
    assert (change.kind, change.stability, change.severity) == ("value", "stable", "critical")
    assert (change.left_presence.present, change.right_presence.of) == (3, 3)


def test_wording_that_varies_within_a_model_is_noise() -> None:
    """A model that says it otherwise every time says nothing by saying it otherwise again."""
    said = [{"q5": {"about": words}} for words in ("the losses", "what was lost", "all that burned")]
    assert not compared(repeats(*said), repeats({}, {}, {})).changes
    steady = compared(repeats(*[said[0]] * 3), repeats({}, {}, {}))
    assert [(each.kind, each.stability) for each in steady.changes] == [("reworded", "stable")]


def test_with_one_repeat_nothing_can_be_told() -> None:
    """A difference is reported as unknown, unless the other side's repeats have both values."""
    changed: dict[str, Value] = {"f1": {"value": 501}}
    (change,) = compared(repeats({}), repeats(changed)).changes
    assert change.stability == "unknown"
    (change,) = compared(repeats({}, {}, {}), repeats(changed)).changes
    assert change.stability == "unknown"
    assert not compared(repeats({}, changed, {}), repeats(changed)).changes


def test_a_record_that_stands_in_some_repeats_is_noise() -> None:
    """Present in one of three and in none of three; in three of three and none of three it is a change."""
    gone = [without(value, "q20") for value in repeats({}, {}, {})]
    once = [without(value, "q20") for value in repeats({}, {})] + repeats({}, {}, {})[2:]
    diff = compared(once, gone)
    assert not diff.changes
    assert [(each.kind, each.left_presence.present) for each in diff.noise] == [("removed", 1)]
    (presence,) = [each for each in diff.presence if each.right is None]
    assert (presence.left_presence.present, presence.left_presence.of, presence.stability) == (
        1,
        3,
        "unstable",
    )
    (change,) = compared(repeats({}, {}, {}), gone).changes
    assert (change.kind, change.stability) == ("removed", "stable")


def test_every_record_has_its_presence_on_both_sides() -> None:
    """The 60 records and the five lines of the summary, each in three of three."""
    diff = compared(repeats({}, {}, {}), repeats({}, {}))
    assert len(diff.presence) == 65
    assert {(each.left_presence.present, each.right_presence.present) for each in diff.presence} == {(3, 2)}


def test_the_typical_repeat_is_shown() -> None:
    """A change shows what two of three say, not what the first one says."""
    left = repeats({"f1": {"value": 7, "bound": "exact"}}, {}, {})
    (change,) = compared(left, repeats(*[{"f1": {"value": 501}}] * 3)).changes
    assert change.left[0].record["value"] == 105


def test_agreement_within_a_model_is_the_noise_floor() -> None:
    """One of 60 records that one of three repeats has otherwise: two of three pairs differ in it."""
    diff = compared(repeats({"f1": {"value": 7}}, {}, {}), repeats({}, {}, {}))
    within = {
        each.left_run: each.value
        for each in diff.agreement
        if each.type == "all" and each.left_run == each.right_run
    }
    assert within == {0: pytest.approx(1 - 2 / 3 / 60, abs=1e-4), 1: 1.0}
    (between,) = [
        each.value for each in diff.agreement if each.type == "all" and each.left_run != each.right_run
    ]
    assert between == pytest.approx(1 - 1 / 3 / 60, abs=1e-4)


@pytest.mark.parametrize(
    ("left", "right", "least"), [(3, 3, 0.1), (4, 4, 2 / 70), (1, 3, None), (2, 2, 1 / 3)]
)
def test_no_significance_that_the_repeats_cannot_carry(left: int, right: int, least: float | None) -> None:
    """Three against three cannot go below p = 0.1."""
    assert least_p(left, right) == (None if least is None else pytest.approx(least))


def test_of_three_runs_it_is_said_who_stands_alone_where() -> None:
    """One has a record that no other has, one lacks one, one says something else."""
    extra = result_value()
    extra["figures"][0] |= {"value": 9}
    lacking = without(result_value(), "q20")
    more = result_value()
    more["events"].append(
        dict(more["events"][0])
        | {"id": "e99", "what": "A ferry ran aground.", "actors": [], "targets": [], "place": None}
    )
    more["events"][-1]["evidence"] = [more["figures"][9]["span"]]
    article, row = compare_article(
        "story", [[result(each)] for each in (extra, lacking, more)], SeverityRules(), {}
    )
    assert [(each.type, each.reason, each.alone, each.consensus) for each in article.consensus] == [
        ("figure", "differs", 0, True), ("quote", "lacks", 1, True), ("event", "has", 2, False),
    ]  # fmt: skip
    assert row is not None
    assert row.alone == (1, 1, 1)
    assert all(value is not None and 0.97 < value < 1 for value in row.agreement)


def test_a_critical_difference_in_a_part_of_the_new_repeats_is_counted() -> None:
    """It is to be looked at, whichever repeat is the first; of a left side that varies itself nothing is told."""
    changed: dict[str, Value] = {"f1": {"value": 501}}
    for left, right in (
        (repeats({}, {}, {}), repeats({}, changed, {})),
        (repeats({}, {}, {}), repeats(changed, {}, {})),
        (repeats({}, {}), repeats(changed, {})),
        (repeats({}), repeats({}, changed, {})),
    ):
        diff = compared(left, right)
        (change,) = diff.changes
        assert (change.stability, change.severity, diff.counts.critical_in_some) == (
            "unstable",
            "critical",
            1,
        )
        assert (change.left[0].record["value"], change.right[0].record["value"]) == (105, 501)
        assert not diff.noise
    assert compared(repeats({}, changed, {}), repeats({}, changed, {})).counts.critical_in_some == 0
    stable = compared(repeats({}, {}, {}), repeats(changed, changed, changed))
    assert (len(stable.changes), stable.counts.critical_in_some) == (1, 0)


def test_what_most_right_repeats_say_and_no_left_one_is_a_change() -> None:
    """Of critical and major differences; a minor one that not all repeats show is noise."""
    right = repeats({"f1": {"value": 501}}, {"f1": {"value": 501}}, {"f2": {"counted": "x"}})
    (change,) = compared(repeats({}, {}, {}), right).changes
    assert (change.kind, change.stability, change.severity) == ("value", "unknown", "critical")
    lacking = [
        *repeats({"f1": {"value": 501}}, {"f1": {"value": 501}}),
        without(repeats({}, {}, {})[2], "f1"),
    ]
    (change,) = compared(repeats({}, {}, {}), lacking).changes
    assert (change.kind, change.stability) == ("value", "unknown")
    for fields, found in (({"bound": "exact"}, ["bound"]), ({"scope": "cumulative"}, [])):
        diff = compared(repeats({}, {}, {}), repeats({"f1": fields}, {"f1": fields}, {}))
        assert [each.kind for each in diff.changes] == found


def test_a_citation_that_no_repeat_of_the_new_run_has_is_a_change() -> None:
    """What all repeats of either run cite is compared repeat by repeat."""
    right = repeats({}, {}, {})
    for value in right:
        value["summary"]["sentences"][0]["records"] = []
    (change,) = compared(repeats({}, {}, {}), right).changes
    assert (change.kind, change.severity, change.stability) == ("link", "major", "stable")
    assert not compared(repeats({}, {}, {}), [right[0], *repeats({}, {}, {})[1:]]).changes
