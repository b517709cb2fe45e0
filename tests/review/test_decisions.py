"""Facts about decisions: a file that only grows, carried forward, imported, worked into results."""

from __future__ import annotations

import getpass
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from page_support import figure, small_diff, value_change
from pydantic import ValidationError

from summarizer.errors import UsageError
from summarizer.records import ArticleSummary, DocumentInfo, Provenance, Sentence, Summary
from summarizer.review.corrections import corrected_result
from summarizer.review.decisions import (
    Decision,
    append_decisions,
    import_decisions,
    load_decisions,
    now,
    reviewer_name,
)
from summarizer.review.forms import CORRECTABLE, FORMS, CorrectionError, checked_correction
from summarizer.review.model import ArticleDiff, Change
from summarizer.review.standing import Subjects, standing

if TYPE_CHECKING:
    from pathlib import Path

_KEY = "a" * 32
_TEXT = "At least 195 people were killed, officials said. It took 20 days. Later it was 200."


def _decision(**values: Any) -> Decision:
    given = {
        "key": _KEY, "decision": "accept", "reviewer": "Ann", "at": "2026-01-02T03:04:05Z", "document": "a0",
        "type": "figure", "left": "old-model", "right": "new-model", **values,
    }  # fmt: skip
    return Decision(**given)


def test_the_last_line_counts(tmp_path: Path) -> None:
    """Of several decisions about a change the last one counts, and undo leaves none."""
    path = tmp_path / "decisions.jsonl"
    assert load_decisions(path) == {}
    append_decisions(path, [_decision(), _decision(decision="reject", reason="wrong")])
    assert load_decisions(path) == {_KEY: _decision(decision="reject", reason="wrong")}
    append_decisions(path, [_decision(decision="undo")])
    assert load_decisions(path) == {}
    assert len(path.read_text(encoding="utf-8").splitlines()) == 3


def test_a_decision_is_one_line_whatever_it_says(tmp_path: Path) -> None:
    """Line breaks of any kind in a reason do not break the line, and the reason reads back whole."""
    path = tmp_path / "decisions.jsonl"
    reason = "first\nsecond\u2028third\x85fourth\r\x1b[31m"
    append_decisions(path, [_decision(reason=reason)])
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1
    assert load_decisions(path)[_KEY].reason == reason


def test_a_file_without_its_last_line_break_goes_on_with_a_new_line(tmp_path: Path) -> None:
    """What an editor left without a line break at its end does not swallow the next decision."""
    path = tmp_path / "decisions.jsonl"
    append_decisions(path, [_decision()])
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    append_decisions(path, [_decision(key="b" * 32)])
    assert list(load_decisions(path)) == [_KEY, "b" * 32]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("<<<<<<< HEAD", "line 2: is no decision"),
        ('{"key": "a"}', "line 2: is no decision"),
        (json.dumps({**_decision().model_dump(), "decision": "maybe"}), "decision: Input should be"),
        (json.dumps({**_decision().model_dump(), "schema_version": "2"}), "schema_version: Input should be"),
    ],
)
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, line: str, sentence: str) -> None:
    """A line that cannot be read stops everything, with its number: decisions are never lost silently."""
    path = tmp_path / "decisions.jsonl"
    append_decisions(path, [_decision()])
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    with pytest.raises(UsageError, match=sentence):
        load_decisions(path)


def test_a_correction_belongs_to_correct() -> None:
    """A decision to correct holds a correction, and no other one does."""
    with pytest.raises(ValidationError, match="belongs to the decision 'correct'"):
        _decision(decision="correct")
    with pytest.raises(ValidationError, match="belongs to the decision 'correct'"):
        _decision(correction={})


def test_an_import_takes_what_is_newer(tmp_path: Path) -> None:
    """A decision from elsewhere replaces an older one, never a newer one, and is not taken twice."""
    path, other = tmp_path / "decisions.jsonl", tmp_path / "other.jsonl"
    append_decisions(path, [_decision(), _decision(key="b" * 32, at="2026-03-01T00:00:00Z")])
    append_decisions(
        other,
        [
            _decision(decision="reject", at="2026-02-01T00:00:00Z"),
            _decision(key="b" * 32, decision="reject"),
            _decision(key="c" * 32),
        ],
    )
    first = import_decisions(path, other)
    assert (first.taken, first.known, first.older) == (2, 0, 1)
    assert [each.decision for each in load_decisions(path).values()] == ["reject", "accept", "accept"]
    assert import_decisions(path, other).taken == 0
    with pytest.raises(UsageError, match="there is no such file"):
        import_decisions(path, tmp_path / "none.jsonl")


def test_an_import_leaves_out_corrections_that_do_not_hold(tmp_path: Path) -> None:
    """What a page without a server could not check is checked on its way in; the others are taken."""
    path, other = tmp_path / "decisions.jsonl", tmp_path / "other.jsonl"
    record = figure(_TEXT, "At least 195", 195).model_dump(mode="json", exclude={"id"})
    invented = {**record, "attributed_to": [{"name": "Dr. Nobody", "mentions": []}], "source_kind": "witness"}
    given = {"decision": "correct", "sha256": "5" * 64}
    append_decisions(
        other,
        [
            _decision(correction=record, **given),
            _decision(key="b" * 32, title="toll", correction={**record, "value": None}, **given),
            _decision(key="c" * 32, correction=invented, **given),
        ],
    )
    found = import_decisions(path, other, {"5" * 64: _TEXT})
    assert (found.taken, len(found.refused)) == (1, 2)
    assert found.refused[0].startswith("a0, toll: the correction does not hold (value: without a value")
    assert "stands nowhere in the article" in found.refused[1]
    assert list(load_decisions(path)) == [_KEY]
    assert import_decisions(path, other).taken == 1


def test_a_decision_holds_while_its_change_does() -> None:
    """A key that is there applies; one that is gone is stale, but not where other models are compared."""
    diff, _ = small_diff(1)
    subjects = Subjects(("old-model", "new-model"))
    list(subjects.passing(diff.articles))
    kept = _decision(key=diff.articles[0].changes[0].key, left="another", right="pair")
    gone, other = _decision(key="b" * 32), _decision(key="c" * 32, right="another")
    found = standing({each.key: each for each in (kept, gone, other)}, subjects)
    assert (found.applied, found.stale, found.elsewhere) == ((kept,), (gone,), (other,))


def test_the_reviewer_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is git's, else the user's."""
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "Ann Lee")
    if shutil.which("git"):
        assert reviewer_name() == "Ann Lee"
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(getpass, "getuser", lambda: "ann")
    assert reviewer_name() == "ann"
    assert _decision(at=now()).at.endswith("Z")


def test_the_form_has_every_field_that_is_not_a_reference() -> None:
    """What can be corrected is every field of the contract but ids, references, and words that a span has."""
    left_out = {"id", "disputed_by", "part_of", "same_as", "continues", "records"}
    for type_, model in CORRECTABLE.items():
        fields = {field["name"] for field in FORMS[type_]}
        with_span = {"text"} if "span" in model.model_fields else set()
        assert fields == set(model.model_fields) - left_out - with_span


def test_a_correction_must_stand_in_the_source() -> None:
    """A span with other words than the source's, an unknown field, a finding: each is refused with a reason."""
    record = figure(_TEXT, "At least 195", 195).model_dump(mode="json")
    assert checked_correction("figure", record, _TEXT)["value"] == 195
    assert "id" not in checked_correction("figure", record, _TEXT)
    with pytest.raises(UsageError, match="do not stand there"):
        checked_correction("figure", record, "x" + _TEXT)
    with pytest.raises(UsageError, match="bound: Input should be"):
        checked_correction("figure", {**record, "bound": "roughly"}, _TEXT)
    with pytest.raises(UsageError, match="Extra inputs"):
        checked_correction("figure", {**record, "colour": "red"}, _TEXT)
    with pytest.raises(UsageError, match="accept or reject"):
        checked_correction("finding", {}, _TEXT)


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        (
            {"attributed_to": [{"name": "Dr. Nobody"}], "source_kind": "witness"},
            "attributed_to",
            "stands nowhere",
        ),
        ({"source_kind": "witness"}, "source_kind", "outlet if nobody is named"),
        ({"bound": "range"}, "upper", "a range has an upper end"),
        ({"value": "195"}, "value", "valid number"),
        ({"text": "195 people"}, "span", "not the words of the record"),
        ({"span": None}, "span", "select them in the source text"),
        ({"when": {"start": "7 October"}}, "when", "“7 October” is no day; write it as 2024-10-07"),
        ({"when": {"start": "2024-01-02", "end": "2024-01-01"}}, "when", "before it starts"),
    ],
)
def test_a_correction_is_checked_as_an_annotation_is(
    change: dict[str, Any], field: str, message: str
) -> None:
    """What ``reference check`` would name in a record is named in its correction, at its field."""
    record = figure(_TEXT, "At least 195", 195).model_dump(mode="json")
    with pytest.raises(CorrectionError) as caught:
        checked_correction("figure", {**record, **change}, _TEXT)
    assert list(caught.value.faults) == [field]
    assert message in caught.value.faults[field]


def _result(*figures: Any, sentences: tuple[Sentence, ...] = ()) -> ArticleSummary:
    return ArticleSummary(
        status="ok",
        document=DocumentInfo(id="a0"),
        summary=Summary(sentences=sentences),
        figures=figures,
        provenance=Provenance(model="new-model", origin="rules"),
    )


def _corrected(result: ArticleSummary, changes: tuple[Change, ...], *made: Decision) -> ArticleSummary:
    article = ArticleDiff(document="a0", state="compared", statuses=("ok", "ok"), changes=changes)
    return corrected_result(result, article, {each.key: each for each in made})


def test_what_was_rejected_gives_way() -> None:
    """A rejected change brings the left record back under the right one's id; an accepted one stays."""
    right, wrong = figure(_TEXT, "At least 195", 195), figure(_TEXT, "195", 159)
    days = figure(_TEXT, "20 days", 20).model_copy(update={"id": "f2", "part_of": "f1"})
    result = _result(wrong, days, sentences=(Sentence(text="159.", records=("f1", "f2")),))
    change = value_change("toll", right, wrong)
    assert _corrected(result, (change,), _decision(key=change.key)) == result
    rejected = _corrected(result, (change,), _decision(key=change.key, decision="reject"))
    assert rejected.figures == (right, days)
    assert rejected.summary == result.summary


def test_what_was_added_wrongly_goes_with_its_references() -> None:
    """Rejecting an added record takes it out, and no other record refers to it any more."""
    extra = figure(_TEXT, "200", 200)
    days = figure(_TEXT, "20 days", 20).model_copy(
        update={"id": "f2", "part_of": "f1", "disputed_by": ("f1",)}
    )
    result = _result(extra, days, sentences=(Sentence(text="200.", records=("f1", "f2")),))
    change = value_change("come", None, extra)
    done = _corrected(result, (change,), _decision(key=change.key, decision="reject"))
    assert [(each.id, each.part_of, each.disputed_by) for each in done.figures] == [("f2", None, ())]
    assert done.summary.sentences[0].records == ("f2",)


def test_what_was_lost_comes_back() -> None:
    """Rejecting a loss adds the left record with an id of its own."""
    kept, lost = figure(_TEXT, "20 days", 20), figure(_TEXT, "200", 200)
    change = value_change("gone", lost, None)
    done = _corrected(_result(kept), (change,), _decision(key=change.key, decision="reject"))
    assert [(each.id, each.text) for each in done.figures] == [("f1", "20 days"), ("f2", "200")]


def test_a_correction_takes_the_place() -> None:
    """A corrected record stands where the right one stood, with its id."""
    wrong = figure(_TEXT, "195", 159)
    change = value_change("toll", figure(_TEXT, "At least 195", 195), wrong)
    correction = figure(_TEXT, "200", 200).model_dump(mode="json", exclude={"id"})
    made = _decision(key=change.key, decision="correct", correction=correction)
    done = _corrected(_result(wrong), (change,), made)
    assert [(each.id, each.text, each.value) for each in done.figures] == [("f1", "200", 200)]
