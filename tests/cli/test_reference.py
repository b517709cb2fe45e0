"""Facts about ``summarizer reference``: drafts from results, and checks of edited annotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_support import ARTICLE, call, isolate, write

from summarizer.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = Path("a.json")


@pytest.fixture(autouse=True)
def _drafted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)
    write(Path("articles/a.txt"), ARTICLE)
    call("run", "articles", "-o", "run", "-q")
    assert call("reference", "new", "run/results/a.json", "-o", FILE).exit_code == ExitCode.DONE


def edit(change: Callable[[dict[str, Any]], object]) -> None:
    """Edit the draft."""
    value = json.loads(FILE.read_text(encoding="utf-8"))
    change(value)
    FILE.write_text(json.dumps(value, indent=1), encoding="utf-8")


def test_a_draft_is_the_same_on_standard_output() -> None:
    """It is printed without -o, and is what the file holds."""
    printed = call("reference", "new", "run/results/a.json")
    assert json.loads(printed.stdout) == json.loads(FILE.read_text(encoding="utf-8"))


def test_an_unedited_draft_holds() -> None:
    """Checked against the articles or against the run, with status 0."""
    for folder in ("articles", "run"):
        done = call("reference", "check", FILE, "--articles", folder)
        assert (done.exit_code, done.stdout) == (ExitCode.DONE, "")
        assert "a.json: it holds" in done.stderr


def test_faults_are_named_with_file_line_and_place() -> None:
    """Status 1, one line for each, and the same in JSON."""
    edit(lambda value: value["figures"][0].update(measure="drowned"))
    done = call("reference", "check", FILE, "--articles", "articles")
    assert done.exit_code == ExitCode.GATE_FAILED
    lines = FILE.read_text(encoding="utf-8").splitlines()
    number = next(place for place, line in enumerate(lines, 1) if "drowned" in line)
    assert done.stdout.startswith(f"a.json, line {number}: figures[0].measure: ")
    value = json.loads(call("reference", "check", FILE, "--articles", "articles", "--json").stdout)
    assert value["ok"] is False
    (finding,) = value["files"][0]["findings"]
    assert (finding["line"], finding["where"]) == (number, "figures[0].measure")


def test_spans_given_as_words_need_write() -> None:
    """Without --write the file stays and the status is 1; with it the offsets are put in, and it holds."""
    edit(
        lambda value: value["figures"][0].update(
            span={"text": "At least 195", "snippet": "At least 195 people"}
        )
    )
    before = FILE.read_bytes()
    done = call("reference", "check", FILE, "--articles", "articles")
    assert done.exit_code == ExitCode.GATE_FAILED
    assert "the offsets of 1 spans are found, to be put in with --write" in done.stderr
    assert FILE.read_bytes() == before
    assert call("score", "run", "--reference", ".").exit_code == ExitCode.USAGE
    assert call("reference", "check", FILE, "--articles", "articles", "--write").exit_code == ExitCode.DONE
    span = json.loads(FILE.read_text(encoding="utf-8"))["figures"][0]["span"]
    assert span == {"start": 0, "end": 12, "text": "At least 195"}
    assert call("reference", "check", FILE, "--articles", "articles").exit_code == ExitCode.DONE
    assert call("score", "run", "--reference", ".").exit_code == ExitCode.DONE


def test_ambiguous_words_are_named_and_left() -> None:
    """With --write the other spans are put in, and the ambiguous one stays as it was."""

    def change(value: dict[str, Any]) -> None:
        value["figures"][0]["span"] = {"text": "At least 195"}
        value["quotes"][0]["span"] = {"text": "the"}

    edit(change)
    done = call("reference", "check", FILE, "--articles", "articles", "--write")
    assert done.exit_code == ExitCode.GATE_FAILED
    assert "quotes[0].span: “the” stands at several places" in done.stdout
    value = json.loads(FILE.read_text(encoding="utf-8"))
    assert value["figures"][0]["span"]["end"] == 12
    assert value["quotes"][0]["span"] == {"text": "the"}


def test_a_file_that_carries_its_source_needs_no_articles() -> None:
    """The text under ``source`` is what the spans index."""
    edit(lambda value: value.update(source=ARTICLE))
    assert call("reference", "check", FILE).exit_code == ExitCode.DONE
    edit(lambda value: value.update(source=ARTICLE.replace("195", "196")))
    done = call("reference", "check", FILE)
    assert done.exit_code == ExitCode.GATE_FAILED
    assert "document.sha256" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("new", "run"), "run: is not a file; give a result file"),
        (("new", "run/results/b.json"), "is not a file"),
        (("new", "run/run.json"), "is not a stored ArticleSummary"),
        (("new", "run/results/a.json", "-o", "a.json"), "a.json: is there already and may hold edits"),
        (("new", "run/results/a.json", "-o", "no/b.json"), "no: there is no such folder"),
        (("check", "b.json", "--articles", "articles"), "b.json: cannot be read"),
        (("check", "articles/a.txt", "--articles", "articles"), "line 1: this is not JSON"),
        (("check", "a.json"), "name the folder of the articles, or of a run, with --articles DIR"),
        (("check", "a.json", "--articles", "nowhere"), "nowhere"),
        (("check",), "FILE"),
    ],
)
def test_bad_input_is_a_usage_error(arguments: tuple[str, ...], words: str) -> None:
    """Status 2 with what is wrong and what to do; an existing file is never written over."""
    before = FILE.read_bytes()
    done = call("reference", *arguments)
    assert done.exit_code == ExitCode.USAGE
    assert words in done.stderr
    assert FILE.read_bytes() == before


def test_a_failed_result_makes_no_draft() -> None:
    """There is nothing to correct in it."""
    path = Path("run/results/a.json")
    value = json.loads(path.read_text(encoding="utf-8"))
    value |= {"status": "failed", "error": "no answer"}
    path.write_text(json.dumps(value), encoding="utf-8")
    done = call("reference", "new", path)
    assert done.exit_code == ExitCode.USAGE
    assert "a: failed and holds nothing to correct" in done.stderr
