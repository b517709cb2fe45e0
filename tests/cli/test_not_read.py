"""Facts about what ``summarizer run`` says of files that it does not read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_support import call, isolate, write

from summarizer.errors import ExitCode

OTHERS = ("in/a.docx", "in/b.rtf", "in/c.epub", "in/d")


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)
    write(Path("in/good.txt"))


def told(stderr: str) -> list[str]:
    """The lines about files that were not read."""
    return [line for line in stderr.splitlines() if "not read" in line]


def test_files_that_are_not_read_are_one_line_and_no_error() -> None:
    """How many they are, and the first three names, with what a terminal obeys made harmless."""
    Path("in/\x1b[2J").touch()
    for path in OTHERS:
        Path(path).touch()
    done = call("run", "in")
    assert done.exit_code == ExitCode.DONE
    (line,) = told(done.stderr)
    assert line.startswith("summarizer: 5 files were not read (")
    assert line.endswith("[2J, in/a.docx, in/b.rtf, …")
    assert "\x1b" not in done.output


def test_a_single_one_is_named() -> None:
    """A link that leads nowhere is a file that was not read."""
    Path("in/gone.txt").symlink_to("nowhere")
    assert told(call("run", "in").stderr)[0].endswith(": in/gone.txt")
    assert told(call("run", "in", "--dry-run").stderr)[0].endswith(": in/gone.txt")


def test_a_program_gets_an_object() -> None:
    """The JSON log holds the number and the first names, before its last line."""
    for path in OTHERS:
        Path(path).touch()
    lines = [json.loads(line) for line in call("run", "in", "--log-format", "json").stderr.splitlines()]
    assert [line["event"] for line in lines][-2:] == ["not_read", "finished"]
    assert (lines[-2]["files"], lines[-2]["first"]) == (4, list(OTHERS[:3]))


@pytest.mark.parametrize("more", [("-q",), ("--only", "good")])
def test_who_asks_for_less_is_not_told(more: tuple[str, ...]) -> None:
    """Nothing is said where only failures are to be told, or one article was asked for by its id."""
    Path("in/notes.docx").touch()
    assert not told(call("run", "in", *more).stderr)


def test_a_run_that_only_fails_has_done_nothing() -> None:
    """The sum says failed, and does not say done."""
    Path("in/good.txt").write_text("")
    sums = [line for line in call("run", "in").stderr.splitlines() if " in 0." in line]
    assert [line.partition(" in ")[0] for line in sums] == ["1 document failed"]


@pytest.mark.parametrize("output", ["in", "in/sub", None])
def test_a_run_does_not_read_what_it_wrote(output: str | None) -> None:
    """The same command again finds the same articles, wherever its folder stands, and says so in one line."""
    write(Path("in/sub/more.txt"))
    command = ("run", "in" if output else ".", *(("-o", output) if output else ()))
    assert not told(call(*command).stderr)
    again = call(*command)
    assert again.exit_code == ExitCode.DONE
    assert "2 of 2 were done before" in again.stderr
    folder = output or "runs/baseline"
    line = f"summarizer: what earlier runs wrote (run.json, results, sources) was not read in {folder}"
    assert told(again.stderr) == [line]
    assert len(list(Path(folder, "sources").iterdir())) == 1  # both hold the same text
    (object_,) = (
        json.loads(line)
        for line in call(*command, "--log-format", "json").stderr.splitlines()
        if "runs_not_read" in line
    )
    assert (object_["folders"], object_["first"]) == (1, [folder])
