"""Facts about ``summarizer diff`` on runs with repeats: what lacks, what is noise, and what is told of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from diff_support import call, result_value, write_run
from test_diff_command import as_json, runs
from test_diff_planted import records_of

from summarizer import settings


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "user_file", lambda: tmp_path / "user" / "config.toml")
    monkeypatch.setenv("NO_COLOR", "1")


def repeated(folder: str, *changes: dict[str, dict[str, Any]], lacking: int = 0) -> None:
    """A run of two articles with a repeat for each argument, the last ones of the second article lacking."""
    values = []
    for number, change in enumerate(changes, start=1):
        values.append(result_value(repeat=number))
        for name, fields in change.items():
            records_of(values[-1])[name].update(fields)
    second = [result_value(document="other", repeat=number + 1) for number in range(len(changes) - lacking)]
    write_run(Path(folder), [*values, *second])


def test_a_run_that_lacks_a_repeat_makes_it_incomplete() -> None:
    """Status 3 and a note, on either side; a whole run of as many repeats is complete."""
    repeated("a", {}, {}, {})
    repeated("b", {}, {}, {}, lacking=1)
    for one, other in (("a", "b"), ("b", "a")):
        diff = as_json(one, other)
        assert (diff.verdict.exit_code, diff.verdict.safe, diff.counts.lacking_repeats) == (3, "unclear", 1)
        assert any("a run lacks repeats" in note for note in diff.notes)
    assert call("diff", "a", "a").exit_code == 0


def test_a_repeat_that_failed_makes_it_incomplete() -> None:
    """The others are compared all the same."""
    repeated("a", {}, {})
    failed = {
        "status": "failed", "error": "no answer", "document": {"id": "other"},
        "provenance": {"model": "one", "origin": "live", "repeat": 2},
    }  # fmt: skip
    write_run(
        Path("c"),
        [*(result_value(repeat=number) for number in (1, 2)), result_value(document="other"), failed],
    )
    diff = as_json("a", "c")
    assert (diff.verdict.exit_code, diff.counts.compared, diff.counts.lacking_repeats) == (3, 2, 1)


def test_noise_does_not_trip_the_agreement_gate() -> None:
    """A noisy run against itself passes; a change beyond the noise fails."""
    repeated("a", {"f1": {"value": 7}}, {"f1": {"value": 8}}, {"f1": {"value": 9}})
    assert call("diff", "a", "a", "--min-agreement", "1").exit_code == 0
    many = {f"f{number}": {"value": 9000 + number} for number in range(2, 12)}
    repeated("b", many, many, many)
    done = call("diff", "a", "b", "--min-agreement", "0.95")
    assert done.exit_code == 1
    assert "a run's own repeats agree on" in done.stdout


def test_critical_differences_of_some_new_repeats_are_told_and_trip_no_gate() -> None:
    """The verdict is unclear, and the record is named on the terminal and in the comment."""
    repeated("a", {}, {}, {})
    repeated("b", {}, {"f1": {"value": 501}}, {})
    words = "1 critical difference in some repeats of the new run only"
    done = call("diff", "a", "b", "--fail-on", "minor")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, f"Unclear: {words}.")
    assert "critical figure value: at least 105 boats" in done.stdout
    assert "value: 105 → 501 (in 1 of 3 repeats)" in done.stdout
    comment = call("diff", "a", "b", "--markdown", "-").stdout
    assert words in comment
    assert "(in 1 of 3 repeats): <code>105</code> → <code>501</code>" in comment


def test_once_accepted_a_critical_difference_of_some_repeats_is_safe() -> None:
    """The decision about it holds."""
    repeated("a", {}, {}, {})
    repeated("b", {}, {"f1": {"value": 501}}, {})
    (change,) = [each for article in as_json("a", "b").articles for each in article.changes]
    decision = {
        "key": change.key, "decision": "accept", "reviewer": "Ann", "at": "2024-03-05T10:00:00Z",
        "document": "story", "type": "figure",
    }  # fmt: skip
    Path("decisions.jsonl").write_text(json.dumps(decision) + "\n", encoding="utf-8")
    assert as_json("a", "b").verdict.safe == "yes"


def test_what_most_new_repeats_say_trips_the_gates() -> None:
    """Two of three repeats against three that agree: a critical change that may be noise."""
    repeated("a", {}, {}, {})
    changed = {"f1": {"value": 501}}
    repeated("b", changed, changed, {})
    assert call("diff", "a", "b", "--fail-on", "critical").exit_code == 1
    done = call("diff", "a", "b")
    assert done.stdout.splitlines()[0].startswith("Unclear: 1 critical change, which may be noise")
    assert "most repeats of the new run show it, and not all" in done.stdout


def test_an_article_that_became_partial_makes_it_incomplete() -> None:
    """Status 3, and the statuses in the table; one that was partial before does not."""
    part = result_value(model="two") | {"status": "partial", "error": "part 2 had no answer"}
    write_run(Path("a"), [result_value()])
    write_run(Path("b"), [part])
    done = call("diff", "a", "b")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        3,
        "Unclear: 1 article could not be compared in full.",
    )
    assert "compared: ok, partial" in done.stdout
    assert as_json("a", "b").counts.partial == 1
    assert call("diff", "b", "b").exit_code == call("diff", "b", "a").exit_code == 0


@pytest.mark.parametrize("form", [[], ["--json"], ["--markdown", "-"]])
def test_a_closed_output_does_not_change_the_exit_status(form: list[str]) -> None:
    """A gate that failed fails although nobody reads to the end."""
    runs({"f1": {"value": 501}})
    script = "import sys\nfrom summarizer.cli import main\nmain(sys.argv[1:])\n"
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-c", script, "diff", "a", "b", "--fail-on", "critical", *form],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")
