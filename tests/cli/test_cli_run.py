"""Facts about ``summarizer run``: what it prints where, what it takes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_support import ARTICLE, call, isolate, write

from summarizer import extraction
from summarizer.cli import run as run_command
from summarizer.cli import run_report
from summarizer.errors import ExitCode, RunError
from summarizer.runs import engine

if TYPE_CHECKING:
    from summarizer.records import ArticleSummary, Document


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)


def test_a_run_ends_with_a_table_and_names_its_folder() -> None:
    """The table is data and stands on stdout; the folder is told on stderr."""
    write(Path("in/b.txt"))
    write(Path("in/a.txt"))
    done = call("run", "in")
    assert done.exit_code == ExitCode.DONE
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["document", "status", "events", "figures", "quotes", "findings", "time"]
    assert [line.split()[:2] for line in lines[1:]] == [["a", "ok"], ["b", "ok"]]
    assert "2 documents done in" in done.stderr
    assert done.stderr.rstrip().endswith("runs/baseline")
    assert Path("runs/baseline/results/a.json").exists()


def test_json_lines_come_instead_of_the_table() -> None:
    """With --json each document is one line that a program can read."""
    write(Path("a.txt"))
    done = call("run", "a.txt", "gone.txt", "--json", "-o", "out")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["id"], line["status"]) for line in lines] == [("a", "ok"), ("gone.txt", "failed")]
    assert set(lines[0]) == {"id", "status", "counts", "error", "path"}
    assert set(lines[0]["counts"]) == {"events", "figures", "quotes", "findings"}
    assert json.loads(Path(lines[0]["path"]).read_text())["document"]["id"] == "a"
    assert "there is no such file" in lines[1]["error"]


def test_some_failed_is_exit_four() -> None:
    """Failed documents are told in a sentence each, and the rest is done."""
    write(Path("a.txt"))
    write(Path("empty.txt"), "")
    done = call("run", "empty.txt", "a.txt", "gone.txt")
    assert done.exit_code == ExitCode.SOME_FAILED
    assert "summarizer: failed: empty.txt: there is no text in it" in done.stderr
    assert "summarizer: failed: gone.txt: there is no such file or folder" in done.stderr
    assert [line.split()[:2] for line in done.stdout.splitlines()[1:]] == [
        ["empty.txt", "failed"],
        ["a", "ok"],
        ["gone.txt", "failed"],
    ]


def test_quiet_says_only_what_went_wrong() -> None:
    """--quiet leaves stderr to failures."""
    write(Path("a.txt"))
    assert call("run", "a.txt", "-q").stderr == ""
    assert call("run", "a.txt", "gone.txt", "-q").stderr.startswith("summarizer: failed: gone.txt")


def test_only_and_limit_choose() -> None:
    """--only takes the documents of those ids, --limit the first so many."""
    for name in "abcd":
        write(Path(f"in/{name}.txt"))
    assert call("run", "in", "--only", "c", "--only", "b", "-o", "x").exit_code == ExitCode.DONE
    assert sorted(path.name for path in Path("x/results").iterdir()) == ["b.json", "c.json"]
    call("run", "in", "--limit", "3", "-o", "y")
    assert sorted(path.name for path in Path("y/results").iterdir()) == ["a.json", "b.json", "c.json"]


def test_only_finds_what_cannot_be_read() -> None:
    """A document that fails before it has an id is known by its path and by its file's name."""
    write(Path("in/empty.txt"), "")
    assert call("run", "in", "--only", "empty").exit_code == ExitCode.SOME_FAILED
    assert call("run", "in", "--only", "in/empty.txt").exit_code == ExitCode.SOME_FAILED


def test_an_unknown_id_is_exit_two() -> None:
    """--only with an id that no document has says so; those that there are are done."""
    write(Path("in/a.txt"))
    done = call("run", "in", "--only", "zz")
    assert done.exit_code == ExitCode.USAGE
    assert "--only 'zz': no document has that id" in done.stderr
    assert not Path("runs").exists()
    done = call("run", "in", "--only", "zz", "--only", "a")
    assert done.exit_code == ExitCode.USAGE
    assert Path("runs/baseline/results/a.json").exists()


def test_what_the_user_says_of_the_articles_wins() -> None:
    """Title, outlet, byline, date and address from flags stand in the result."""
    write(Path("a.txt"))
    call(
        *("run", "a.txt", "--title", "T", "--outlet", "O", "--byline", "B"),
        *("--published", "2023-11-02", "--url", "https://x.example"),
    )
    document = json.loads(Path("runs/baseline/results/a.json").read_text())["document"]
    assert [document[key] for key in ("title", "outlet", "byline", "published", "url")] == [
        "T", "O", "B", "2023-11-02", "https://x.example",
    ]  # fmt: skip


def test_standard_input_is_read() -> None:
    """A dash stands for standard input."""
    done = call("run", "-", stdin=ARTICLE)
    assert done.exit_code == ExitCode.DONE
    assert Path("runs/baseline/results/stdin.json").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'PATH...'"),
        (["a.txt", "--limit", "0"], "0 is not in the range x>=1"),
        (["a.txt", "--limit", "-3"], "-3 is not in the range x>=1"),
        (["a.txt", "-j", "0"], "0 is not in the range x>=1"),
        (["a.txt", "--nonesuch"], "No such option"),
        (["a.txt", "--published", "2023-13-01"], "write it as YYYY-MM-DD"),
        (["a.txt", "-m", "nonesuch"], "no provider serves a model called 'nonesuch'"),
        (["gone.txt"], "there is nothing to read: gone.txt: there is no such file or folder"),
        (["nothing"], "the folder holds no document"),
        (["a.txt", "-o", "a.txt"], "results cannot be written there"),
        (["a.txt", "-o", "a.txt/below"], "results cannot be written there"),
    ],
)
def test_what_cannot_be_asked_for_is_exit_two(arguments: list[str], message: str) -> None:
    """Usage, configuration and nothing to read: one sentence on stderr, nothing on stdout."""
    write(Path("a.txt"))
    Path("nothing").mkdir()
    done = call("run", *arguments)
    assert done.exit_code == ExitCode.USAGE
    assert message in done.stderr
    assert "summarizer: error: " in done.stderr
    assert done.stdout == ""


def test_an_unknown_setting_is_exit_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that nobody knows is refused, in a file or in the environment."""
    write(Path("a.txt"))
    write(Path("summarizer.toml"), "job = 2")
    done = call("run", "a.txt")
    assert done.exit_code == ExitCode.USAGE
    assert "summarizer.toml: there is no setting 'job'; did you mean 'jobs'?" in done.stderr
    Path("summarizer.toml").unlink()
    monkeypatch.setenv("SUMMARIZER_MODLE", "x")
    assert (
        "SUMMARIZER_MODLE: there is no setting 'modle'; did you mean 'model'?" in call("run", "a.txt").stderr
    )


def test_an_interrupt_is_exit_130(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the run with what is done, written and told."""

    def extract(document: Document, *, model: str) -> ArticleSummary:
        if document.info.id == "b":
            raise KeyboardInterrupt
        return extraction.extract(document, model=model)

    monkeypatch.setattr(engine, "extract", extract)
    for name in "abc":
        write(Path(f"in/{name}.txt"))
    done = call("run", "in")
    assert done.exit_code == ExitCode.INTERRUPTED
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["document", "a"]
    assert "interrupted; what is done is written" in done.stderr
    assert json.loads(Path("runs/baseline/run.json").read_text())["state"] == "interrupted"


def test_a_run_that_is_stopped_is_exit_three(monkeypatch: pytest.MonkeyPatch) -> None:
    """When results can no longer be written, the run stops before the end and says why."""
    write(Path("in/a.txt"))
    write(Path("in/b.txt"))
    Path("runs/baseline/results/b.json").mkdir(parents=True)
    done = call("run", "in")
    assert done.exit_code == ExitCode.STOPPED
    assert "b.json: cannot be written" in done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["document", "a"]


def test_a_reader_that_leaves_stops_the_run_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    """``run --json | head -1`` is no error worth a word: exit 3, manifest written."""

    def leave(value: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(run_report, "say_json", leave)
    monkeypatch.setattr(run_command, "drop_stdout", lambda: None)
    write(Path("in/a.txt"))
    write(Path("in/b.txt"))
    done = call("run", "in", "--json")
    assert (done.exit_code, done.output) == (ExitCode.STOPPED, "")
    assert json.loads(Path("runs/baseline/run.json").read_text())["state"] == "stopped"


def test_a_defect_below_a_command_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run error that showed before the start keeps its own exit code."""

    def refuse(*arguments: object, **options: object) -> None:
        raise RunError("no")

    monkeypatch.setattr(run_command, "run_documents", refuse)
    write(Path("a.txt"))
    assert call("run", "a.txt").exit_code == ExitCode.USAGE


def test_a_thousand_failures_are_not_all_told() -> None:
    """After ten sentences the rest is counted."""
    write(Path("many.jsonl"), "not json\n" * 30)
    done = call("run", "many.jsonl", "-q")
    assert done.exit_code == ExitCode.SOME_FAILED
    assert len(done.stderr.splitlines()) == 11
    assert done.stderr.splitlines()[-1].startswith("summarizer: failed: 20 more")


def test_two_runs_give_the_same_bytes() -> None:
    """Results and sources of one input are equal byte for byte, whatever the number of jobs."""
    for number in range(6):
        write(Path(f"in/{number}.txt"), f"{number} {ARTICLE}")
    call("run", "in", "-o", "one")
    call("run", "in", "-o", "two", "-j", "2")

    def contents(folder: str) -> dict[str, bytes]:
        parts = (Path(folder, "results"), Path(folder, "sources"))
        return {path.name: path.read_bytes() for part in parts for path in part.iterdir()}

    assert contents("one") == contents("two")
    assert len(contents("one")) == 12
