"""Facts about ``summarizer diff`` and ``accept``: what they print and write, their gates and exit statuses."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from diff_support import TEXT, call, result_value, write_run
from test_diff_planted import records_of

from summarizer import settings
from summarizer.records.schema import render_schema
from summarizer.review import comparison
from summarizer.review.model import Diff

HEAVY = ("litellm", "instructor", "openai", "vcr", "tenacity", "trafilatura", "rich")


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "user_file", lambda: tmp_path / "user" / "config.toml")
    monkeypatch.setenv("NO_COLOR", "1")


def runs(changes: dict[str, dict[str, Any]] | None = None, **provenance: Any) -> None:
    """Two runs of two articles; in the second one's first article some records are changed."""
    other = result_value(model="two", **provenance)
    for name, fields in (changes or {}).items():
        records_of(other)[name].update(fields)
    write_run(Path("a"), [result_value(), result_value(document="other")])
    write_run(Path("b"), [other, result_value(document="other", model="two", **provenance)])


def as_json(*arguments: str) -> Diff:
    """The JSON of a comparison, as the published records."""
    return Diff.model_validate_json(call("diff", *arguments, "--json").stdout, strict=True)


def test_json_is_of_the_published_schema() -> None:
    """It reads back strictly, and has the fields that ``summarizer schema diff`` names."""
    runs({"f1": {"value": 501}})
    diff = as_json("a", "b")
    schema = json.loads(call("schema", "diff").stdout)
    assert schema == json.loads(render_schema(Diff))
    assert set(json.loads(call("diff", "a", "b", "--json").stdout)) == set(schema["required"])
    assert [(each.document, len(each.changes)) for each in diff.articles] == [("other", 0), ("story", 1)]
    assert (diff.counts.critical, diff.counts.articles, diff.verdict.safe) == (1, 2, "unclear")
    assert [run.models for run in diff.runs] == [("one",), ("two",)]


def test_the_verdict_comes_first_and_the_source_line_under_each_change() -> None:
    """Both values of the field, and the line of the article."""
    runs({"f1": {"value": 501}})
    lines = call("diff", "a", "b").stdout.splitlines()
    assert lines[0].startswith("Unclear: 1 critical change")
    place = next(number for number, line in enumerate(lines) if line.startswith("critical figure value"))
    assert lines[place + 1].strip() == "value: 105 → 501"
    assert lines[place + 2].strip().startswith("story, line 1: Officials in Alvik said at least 105")


def test_equal_runs_are_safe() -> None:
    """Status 0, and no change."""
    runs()
    done = call("diff", "a", "b", "--fail-on", "minor", "--min-agreement", "1", "--max-added", "0")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "Safe: no change.")


def test_another_prompt_or_schema_version_is_said_before_the_verdict() -> None:
    """It stands on the first line."""
    runs({}, prompt="p2")
    first, second = call("diff", "a", "b").stdout.splitlines()[:2]
    assert "a and b have different prompts, p1 and p2" in first
    assert second == "Safe: no change."


@pytest.mark.parametrize(
    ("changes", "gates", "code_"),
    [
        ({"f1": {"value": 501}}, ["--fail-on", "critical"], 1),
        ({"f1": {"bound": "exact"}}, ["--fail-on", "critical"], 0),
        ({"f1": {"bound": "exact"}}, ["--fail-on", "major"], 1),
        ({"q5": {"about": "losses"}}, ["--fail-on", "major"], 0),
        ({"q5": {"about": "losses"}}, ["--fail-on", "minor"], 1),
        ({"f1": {"value": 501}}, ["--min-agreement", "0.999"], 1),
        ({"f1": {"value": 501}}, ["--min-agreement", "0.98"], 0),
        ({"f1": {"value": 501}}, ["--max-added", "0", "--max-removed", "0", "--max-ungrounded", "0"], 0),
    ],
)
def test_gates_decide_the_exit_status(
    changes: dict[str, dict[str, Any]], gates: list[str], code_: int
) -> None:
    """The same verdict stands in the JSON."""
    runs(changes)
    assert call("diff", "a", "b", *gates).exit_code == code_
    verdict = as_json("a", "b", *gates).verdict
    assert (verdict.exit_code, verdict.outcome) == (code_, "failed" if code_ else "passed")


def test_records_lost_and_ungrounded_ones_trip_their_gates() -> None:
    """Each limit is held against what there is."""
    other = result_value(model="two")
    other["quotes"] = other["quotes"][:-2]
    other["checks"] = [
        {
            "code": "source-not-found",
            "class": "grounding",
            "severity": "warning",
            "record": "f1",
            "message": "Nobody.",
        }
    ]
    write_run(Path("a"), [result_value()])
    write_run(Path("b"), [other])
    assert call("diff", "a", "b", "--max-removed", "1").exit_code == 1
    assert call("diff", "a", "b", "--max-removed", "2").exit_code == 0
    assert call("diff", "b", "a", "--max-added", "1").exit_code == 1
    assert call("diff", "a", "b", "--max-ungrounded", "0").exit_code == 1
    assert call("diff", "a", "b", "--max-ungrounded", "1").exit_code == 0


def test_wording_of_summaries_trips_no_gate() -> None:
    """Not even one that allows nothing minor."""
    other = result_value(model="two")
    other["summary"]["headline"]["text"] = "Along the coast there were fires."
    write_run(Path("a"), [result_value()])
    write_run(Path("b"), [other])
    assert as_json("a", "b").counts.minor == 1
    assert call("diff", "a", "b", "--fail-on", "minor").exit_code == 0


def test_what_a_reviewer_accepted_trips_no_gate() -> None:
    """The decision is found by the change's key, and goes stale with it."""
    runs({"f1": {"value": 501}})
    (change,) = as_json("a", "b").articles[1].changes
    decision = {
        "key": change.key, "decision": "accept", "reviewer": "Ann", "at": "2024-03-05T10:00:00Z",
        "document": "story", "type": "figure",
    }  # fmt: skip
    Path("decisions.jsonl").write_text(json.dumps(decision) + "\n", encoding="utf-8")
    diff = as_json("a", "b", "--fail-on", "minor")
    assert (diff.verdict.exit_code, diff.counts.accepted, diff.articles[1].changes[0].accepted) == (
        0,
        1,
        True,
    )
    runs({"f1": {"value": 502}})
    assert call("diff", "a", "b", "--fail-on", "minor").exit_code == 1
    Path("decisions.jsonl").write_text(json.dumps(decision | {"decision": "reject"}) + "\n", encoding="utf-8")
    runs({"f1": {"value": 501}})
    assert as_json("a", "b").verdict.safe == "no"


def test_an_article_missing_or_failed_on_one_side_makes_it_incomplete() -> None:
    """A class of its own, status 3, and no change."""
    failed = {
        "status": "failed", "error": "no answer", "document": {"id": "lost"},
        "provenance": {"model": "two", "origin": "live"},
    }  # fmt: skip
    lost = result_value(document="lost")
    write_run(Path("a"), [result_value(), result_value(document="gone"), lost])
    write_run(Path("b"), [result_value(model="two"), failed])
    diff = as_json("a", "b")
    assert {each.document: each.state for each in diff.articles} == {
        "story": "compared", "gone": "missing", "lost": "failed",
    }  # fmt: skip
    assert (diff.verdict.exit_code, diff.counts.missing, diff.counts.failed) == (3, 1, 1)
    assert call("diff", "a", "b").exit_code == 3


def test_one_id_of_two_texts_is_an_error() -> None:
    """Status 2 and a sentence that names the article."""
    other = TEXT.replace("Monday", "Friday")
    write_run(Path("a"), [result_value()])
    write_run(Path("b"), [result_value(other)], [other])
    done = call("diff", "a", "b")
    assert done.exit_code == 2
    assert "story: the source text in a is not the one in b" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["diff"], "RUN"),
        (["diff", "a", "nowhere"], "nowhere: there is no such folder"),
        (["diff", "a"], "baselines: there is no approved run"),
        (["diff", "a", "b", "--min-agreement", "2"], "--min-agreement"),
        (["diff", "a", "b", "--severity", "s.toml"], "s.toml: there is no kind of change 'loud'"),
        (["diff", "a", "b", "--json", "--markdown", "-"], "both print"),
        (["accept", "nowhere"], "nowhere: holds no results"),
        (["accept", "a", "--only", "else"], "has no article 'else'"),
    ],
)
def test_bad_input_is_a_usage_error(arguments: list[str], words: str) -> None:
    """Status 2, one sentence on standard error, nothing on standard output."""
    runs()
    Path("s.toml").write_text('[severity]\nloud = "major"\n', encoding="utf-8")
    done = call(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr


def test_severities_come_from_a_file() -> None:
    """A table of kinds and of fields."""
    runs({"f1": {"value": 501}})
    Path("s.toml").write_text('[diff.severity]\n"figure.value" = "minor"\n', encoding="utf-8")
    assert as_json("a", "b", "--severity", "s.toml").counts.minor == 1


def test_an_accepted_run_is_what_a_run_alone_is_compared_with() -> None:
    """Copied whole; a later diff finds what changed, and the diff itself writes nothing."""
    runs({"f1": {"value": 501}})
    assert call("accept", "a").exit_code == 0
    before = {path: path.read_bytes() for path in Path("baselines").rglob("*") if path.is_file()}
    diff = as_json("b")
    assert (diff.baseline, diff.counts.critical, diff.verdict.exit_code) == (True, 1, 0)
    assert call("diff", "a", "--fail-on", "minor").exit_code == 0
    assert before == {path: path.read_bytes() for path in Path("baselines").rglob("*") if path.is_file()}
    faults = json.loads(call("check", "baselines", "--json").stdout)["faults"]
    assert {each["kind"] for each in faults} <= {"finding"}  # the files are whole; the records are invented
    assert not [path for path in Path().iterdir() if path.name.startswith(".baselines")]


def test_an_approved_article_that_is_gone_fails_and_a_new_one_does_not() -> None:
    """Until the run is approved again; ``--only`` and ``--new-only`` take a part."""
    write_run(Path("a"), [result_value(), result_value(document="old")])
    write_run(Path("b"), [result_value(), result_value(document="new")])
    call("accept", "a")
    diff = as_json("b")
    assert [(gate.name, gate.passed) for gate in diff.gates] == [("approved-articles", False)]
    assert diff.verdict.exit_code == 1
    call("accept", "b", "--new-only")
    names = {path.name for path in Path("baselines/results").iterdir()}
    assert names == {"story.json", "old.json", "new.json"}
    call("accept", "b")
    assert {path.name for path in Path("baselines/results").iterdir()} == {"story.json", "new.json"}
    write_run(Path("c"), [result_value(), result_value(document="new"), result_value(document="newest")])
    diff = as_json("c")
    assert (diff.verdict.exit_code, diff.counts.missing) == (0, 1)
    assert any("1 of the run's articles is not approved yet" in note for note in diff.notes)


def test_an_approval_that_was_killed_between_its_two_steps_is_made_good() -> None:
    """The run that had been moved aside is the approved one again."""
    runs()
    call("accept", "a")
    Path("baselines").rename(".baselines.before")
    assert as_json("b").verdict.exit_code == 0
    assert Path("baselines/results/story.json").is_file()


def test_an_approval_that_fails_leaves_what_was_approved() -> None:
    """A source text that is not there ends it before anything is replaced."""
    runs({"f1": {"value": 501}})
    call("accept", "a")
    before = Path("baselines/results/story.json").read_bytes()
    next(Path("b/sources").iterdir()).unlink()
    done = call("accept", "b")
    assert done.exit_code == 2
    assert "what was approved before stays" in done.stderr
    assert Path("baselines/results/story.json").read_bytes() == before
    assert not [path for path in Path().iterdir() if path.name.startswith(".baselines")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"status": "ok"', '"status": "failed"', "failed and left out: story; run them again"),
        ('"schema_version": "1"', '"schema_version": "2"', "cannot be read and left out: story; run them"),
        ('"status"', "", "cannot be read and left out: story; run them"),
    ],
)
def test_what_has_failed_or_cannot_be_read_is_not_approved(old: str, new: str, message: str) -> None:
    """The result itself says so, not the manifest; what was approved of the article stays; exit status 4."""
    runs({"f1": {"value": 501}})
    call("accept", "a")
    before = Path("baselines/results/story.json").read_bytes()
    call("accept", "b", "--baselines", "run")  # with a manifest
    path = Path("run/results/story.json")
    path.write_text(path.read_text().replace(old, new))
    done = call("accept", "run")
    assert (done.exit_code, message in done.stderr) == (4, True)
    assert done.stderr.startswith("1 article approved: baselines")
    assert Path("baselines/results/story.json").read_bytes() == before
    assert call("diff", "a").exit_code == 0


def test_a_run_of_which_nothing_can_be_approved_replaces_nothing() -> None:
    """What was approved stays, articles that the run does not have among it."""
    runs()
    call("accept", "a")
    write_run(Path("c"), [result_value()])
    Path("c/results/story.json").write_text("{")
    done = call("accept", "c")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (4, "0 articles approved: baselines")
    assert sorted(path.name for path in Path("baselines/results").iterdir()) == ["other.json", "story.json"]


def test_several_processes_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The JSON of two processes is that of one, byte for byte."""
    runs({"f1": {"value": 501}})
    printed = []
    for jobs in (1, 2):
        monkeypatch.setattr(comparison, "_WORTH_PROCESSES", 2)
        with comparison.Comparison([Path("a"), Path("b")], comparison.DiffOptions(jobs=jobs)) as compared:
            file = io.BytesIO()
            compared.write_json(file)
            printed.append(file.getvalue())
            assert [each.document for each in compared.worst] == ["story"]
    assert printed[0] == printed[1]


def test_a_partial_approval_leaves_the_rest_as_it_was() -> None:
    """Only the article that is named is taken over."""
    runs({"f1": {"value": 501}, "f2": {"value": 9}})
    call("accept", "a")
    call("accept", "b", "--only", "other")
    assert as_json("b").counts.critical == 2
    call("accept", "b", "--only", "story")
    assert as_json("b").counts.critical == 0


def test_neither_model_packages_nor_rich_are_imported() -> None:
    """For a comparison that goes into a pipe, and for an approval."""
    runs({"f1": {"value": 501}})
    script = (
        "import sys\nfrom summarizer.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"found = [name for name in {HEAVY!r} if name in sys.modules]\nassert not found, found\n"
    )
    for arguments in (["diff", "a", "b"], ["accept", "a"]):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr


def test_of_three_runs_there_is_a_matrix() -> None:
    """A row for each article, and who stands alone."""
    runs({"f1": {"value": 501}})
    write_run(Path("c"), [result_value(model="three"), result_value(document="other", model="three")])
    out = call("diff", "a", "b", "c").stdout
    assert "Agreement with the consensus" in out
    assert "story: b alone says otherwise of figure at least 105" in out
    diff = as_json("a", "b", "c")
    assert [(row.document, row.alone) for row in diff.matrix] == [("other", (0, 0, 0)), ("story", (0, 1, 0))]
    assert {(change.left_run, change.right_run) for change in diff.articles[1].changes} == {(0, 1)}


def test_a_path_that_is_not_there_is_named_by_review() -> None:
    """It is not taken for a run that is to be compared with an approved one."""
    done = call("review", "nowhere")
    assert (done.exit_code, "nowhere: there is no such file or folder" in done.stderr) == (2, True)
