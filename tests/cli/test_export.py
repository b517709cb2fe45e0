"""Facts about ``summarizer export``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from cli_support import call, isolate, write

from summarizer.errors import ExitCode

_TABLES = ("documents", "events", "figures", "quotes", "summaries", "checks")


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)
    write(Path("in/a.txt"))
    write(Path("in/b.txt"))
    assert call("run", "in", "-o", "runs/mine").exit_code == ExitCode.DONE


def test_a_run_becomes_tables_beside_it() -> None:
    """Without -o the tables go to a folder of exports with the run's name, and are listed with their rows."""
    done = call("export", "runs/mine", "--to", "csv")
    assert done.exit_code == ExitCode.DONE
    assert done.stdout == ""
    assert {path.name for path in Path("exports/mine").iterdir()} == {f"{name}.csv" for name in _TABLES}
    assert f"{Path('exports/mine/documents.csv')}: 2 rows" in done.stderr
    stored = json.loads(Path("runs/mine/run.json").read_text(encoding="utf-8"))["counts"]
    for name in ("events", "figures", "quotes"):
        with Path(f"exports/mine/{name}.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == stored[name] > 0


def test_tables_can_be_chosen() -> None:
    """Only the tables that are named are written, and a single one to the file that is named."""
    assert (
        call("export", "runs/mine", "--to", "jsonl", "-o", "out", "--tables", "quotes, figures").exit_code
        == 0
    )
    assert {path.name for path in Path("out").iterdir()} == {"quotes.jsonl", "figures.jsonl"}
    assert call("export", "runs/mine", "--to", "jsonl", "-o", "q.jsonl", "--tables", "quotes").exit_code == 0
    assert Path("q.jsonl").read_bytes() == Path("out/quotes.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["runs/mine"], "Missing option '--to'"),
        (["runs/mine", "--to", "xml"], "'xml' is not one of"),
        (["runs/none", "--to", "csv"], "holds no result that can be read; give the folder of a run"),
        (["runs/mine", "--to", "csv", "--tables", "quote"], "'quote': is no table; the tables are"),
        (["runs/mine", "--to", "csv", "--tables", ","], "names no table"),
        (["runs/mine", "--to", "jsonld", "--tables", "quotes"], "leave --tables out"),
        (["runs/mine", "--to", "csv", "-o", "x.csv"], "is a file, and there are 6 tables"),
    ],
)
def test_what_cannot_be_done_is_a_usage_error(arguments: list[str], sentence: str) -> None:
    """A sentence says what to do, the exit status is 2, and nothing is written."""
    done = call("export", *arguments)
    assert done.exit_code == ExitCode.USAGE
    assert sentence in done.stderr
    assert not [path for path in Path().rglob("*.csv") if path.is_file()]


def test_nothing_is_overwritten_without_force() -> None:
    """A second export is refused; with --force it replaces the first."""
    assert call("export", "runs/mine", "--to", "jsonld").exit_code == ExitCode.DONE
    before = Path("exports/mine/articles.jsonld").read_bytes()
    again = call("export", "runs/mine", "--to", "jsonld")
    assert again.exit_code == ExitCode.USAGE
    assert "is there already; replace it with --force" in again.stderr
    Path("exports/mine/articles.jsonld").write_text("old")
    forced = call("export", "runs/mine", "--to", "jsonld", "--force")
    assert forced.exit_code == ExitCode.DONE
    assert "2 articles" in forced.stderr
    assert Path("exports/mine/articles.jsonld").read_bytes() == before


def test_an_unreadable_result_is_named_and_the_exit_status_says_so() -> None:
    """The others are exported, a warning names the file without harm to the terminal, and the status is 4."""
    Path("runs/mine/results/b.json").write_text('{"schema_version": "1", "\\u001b[31m": 1}')
    done = call("export", "runs/mine", "--to", "csv")
    assert done.exit_code == ExitCode.SOME_FAILED
    assert "summarizer: warning: left out: " in done.stderr
    assert "b.json" in done.stderr
    assert "\x1b" not in done.stderr
    assert "documents.csv: 1 rows" in done.stderr


def test_help_says_what_a_spreadsheet_sees() -> None:
    """The help tells of the apostrophe before formulas and of the extra for Parquet."""
    text = " ".join(call("export", "--help").stdout.split())
    assert "gets an apostrophe before it; numbers stay numbers" in text
    assert "summarizer[parquet]" in text
