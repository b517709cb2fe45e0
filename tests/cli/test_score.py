"""Facts about ``summarizer score``: what it prints, its JSON, its errors, and what it imports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_support import ARTICLE, call, isolate, write

from summarizer.errors import ExitCode
from summarizer.records.schema import render_schema
from summarizer.scoring import ScoreReport

HEAVY = ("litellm", "instructor", "openai", "vcr", "tenacity", "trafilatura", "rich")


@pytest.fixture(autouse=True)
def _runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of two articles, and annotations drafted from it with faults put in."""
    isolate(monkeypatch, tmp_path)
    write(Path("articles/a.txt"), ARTICLE)
    write(Path("articles/b.txt"), ARTICLE.replace("195", "215"))
    assert call("run", "articles", "-o", "run", "-q").exit_code == ExitCode.DONE
    Path("references").mkdir()
    for name in ("a", "b"):
        call("reference", "new", f"run/results/{name}.json", "-o", f"references/{name}.json")
    value = json.loads(Path("references/a.json").read_text(encoding="utf-8"))
    value["figures"][0] |= {"measure": "injured", "value": 7}
    value["quotes"][0]["speaker"] = {"name": "Bob Ray", "mentions": []}
    Path("references/a.json").write_text(json.dumps(value), encoding="utf-8")


def scored(*arguments: str) -> dict[str, Any]:
    """The first run's part of the JSON."""
    done = call("score", "run", "--reference", "references", "--json", *arguments)
    assert done.exit_code == ExitCode.DONE, done.output
    report: dict[str, Any] = json.loads(done.stdout)["runs"][0]
    return report


def test_json_is_a_report_of_the_published_schema() -> None:
    """It reads back as a report, has all fields of the schema, and counts the planted faults."""
    done = call("score", "run", "--reference", "references", "--json", "--worst", "9")
    report = ScoreReport.model_validate_json(done.stdout, strict=True)
    schema = json.loads(call("schema", "score").stdout)
    assert schema == json.loads(render_schema(ScoreReport))
    assert set(json.loads(done.stdout)) == set(schema["required"])
    (run,) = report.runs
    assert (report.schema_version, report.articles, run.model) == ("1", 2, "baseline")
    fields = run.figures.fields
    assert [(fields[name].right, fields[name].judged) for name in ("value", "measure", "bound")] == [
        (1, 2), (1, 2), (2, 2),
    ]  # fmt: skip
    assert (run.quotes.fields["speaker"].right, run.quotes.fields["speaker"].judged) == (1, 2)
    assert {one.type for one in run.mistakes} == {"figure", "quote"}


def test_the_table_has_rates_counts_and_intervals_side_by_side() -> None:
    """Two runs make two columns; each article has a line in each run's part."""
    done = call("score", "run", "run", "--reference", "references")
    assert done.exit_code == ExitCode.DONE
    lines = done.stdout.splitlines()
    assert lines[0] == "2 reference annotations in references"
    (recall,) = [line for line in lines if line.startswith("figures recall")]
    assert recall.count("1.000  [1.00, 1.00]  2/2") == 2
    (value,) = [line for line in lines if "figure value" in line]
    assert value.count("0.500  1/2") == 2
    assert sum(line.startswith("a  ") for line in lines) == 2
    assert "2 articles are few" in done.stderr


def test_worst_shows_what_went_wrong_with_the_source_line() -> None:
    """Both values, and the line of the article that they are about."""
    done = call("score", "run", "--reference", "references", "--worst", "1")
    assert "a: wrong figure" in done.stdout
    assert "value: 195, reference 7" in done.stdout
    assert "measure: killed, reference injured" in done.stdout
    assert "line 1: At least 195 people were killed" in done.stdout
    assert "Bob Ray" not in done.stdout
    assert "wrong" not in call("score", "run", "--reference", "references").stdout


def test_what_is_missing_failed_or_left_out_is_said() -> None:
    """Each with the ids of the articles."""
    call("reference", "new", "run/results/a.json", "-o", "references/c.json")
    value = json.loads(Path("references/c.json").read_text(encoding="utf-8"))
    value["document"]["id"] = "c"
    Path("references/c.json").write_text(json.dumps(value), encoding="utf-8")
    Path("references/b.json").unlink()
    done = call("score", "run", "--reference", "references")
    assert "not in the run, counted as all missed: c" in done.stdout
    assert "without a reference, left out: b" in done.stdout
    assert scored()["missing"] == ["c"]


def test_article_text_is_made_safe_for_the_terminal() -> None:
    """Escape sequences in a text or an annotation are shown as signs."""
    write(Path("articles/a.txt"), ARTICLE.replace("people", "people\x1b[31m"))
    call("run", "articles", "-o", "other", "-q")
    call("reference", "new", "other/results/a.json", "-o", "references/other.json")
    value = json.loads(Path("references/other.json").read_text(encoding="utf-8"))
    value["figures"][0] |= {"value": 7, "unit": "\x1b[2J"}
    Path("references/a.json").write_text(json.dumps(value), encoding="utf-8")
    Path("references/other.json").unlink()
    done = call("score", "other", "--reference", "references", "--worst", "3")
    assert done.exit_code == ExitCode.DONE
    assert "\x1b" not in done.stdout
    assert "␛[2j" in done.stdout.casefold()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("score", "nowhere", "--reference", "references"), "nowhere: there is no such folder"),
        (("score", "run", "--reference", "nowhere"), "nowhere: there is no such folder"),
        (("score", "run", "--reference", "articles"), "holds no reference annotation"),
        (("score", "run"), "--reference"),
        (("score", "--reference", "references"), "RUN"),
        (("score", "run", "--reference", "references", "--worst", "-1"), "--worst"),
    ],
)
def test_bad_input_is_a_usage_error(arguments: tuple[str, ...], words: str) -> None:
    """Status 2, one sentence with what is wrong on standard error, nothing on standard output."""
    done = call(*arguments)
    assert done.exit_code == ExitCode.USAGE
    assert words in done.stderr
    assert not done.stdout


def test_a_changed_source_text_is_a_usage_error() -> None:
    """An article that was changed after it was annotated is named, with what to do."""
    write(Path("articles/a.txt"), ARTICLE.replace("flood", "storm"))
    call("run", "articles", "-o", "later", "-q")
    done = call("score", "later", "--reference", "references")
    assert done.exit_code == ExitCode.USAGE
    assert "error: a: its reference in references is of another source text" in done.stderr
    assert "annotate this one anew" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "run", "--reference", "references", "--worst", "5", "--json"],
        ["reference", "check", "references/b.json", "--articles", "run"],
        ["reference", "new", "run/results/a.json"],
    ],
)
def test_no_heavy_package_is_imported(arguments: list[str]) -> None:
    """Neither scoring nor the work on annotations needs litellm, vcr or the format libraries."""
    script = (
        "import sys\nfrom summarizer.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"found = [name for name in {HEAVY!r} if name in sys.modules]\nassert not found, found\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
