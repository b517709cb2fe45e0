"""Facts about the options of ``summarizer run`` that say what is done again, which part, and when to stop."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cli_support import ARTICLE, call, isolate, write

from summarizer.errors import ExitCode


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)
    for number in range(20):
        write(Path(f"in/{number:02}.txt"), f"{number} {ARTICLE}")


def rows(stdout: str) -> dict[str, str]:
    """The last column of the table, by document."""
    return {line.split()[0]: line.split()[-1] for line in stdout.splitlines()[1:]}


def test_what_was_done_before_is_told_in_one_line() -> None:
    """The table has every document; standard error says how many were there already."""
    call("run", "in", "--limit", "3")
    done = call("run", "in", "--limit", "5")
    assert "3 of 5 were done before (--redo does them again)" in done.stderr
    assert "2 documents done in" in done.stderr
    assert [name for name, time in rows(done.stdout).items() if time == "before"] == ["00", "01", "02"]
    assert "were done before" not in call("run", "in", "--limit", "5", "--redo").stderr
    assert call("run", "in", "--limit", "5", "-q").stderr == ""


def test_only_failures_are_tried_again() -> None:
    """--retry-failed leaves out what was never tried."""
    write(Path("in/00.txt"), "")
    assert call("run", "in", "--limit", "2").exit_code == ExitCode.SOME_FAILED
    write(Path("in/00.txt"))
    done = call("run", "in", "--retry-failed")
    assert done.exit_code == ExitCode.DONE
    assert "1 document done" in done.stderr
    assert "1 of 20 were done before; 18 of 20 were not tried before and are left out" in done.stderr


def test_shards_and_samples_take_a_part() -> None:
    """Two shards hold every document once; a sample has its size."""
    first = rows(call("run", "in", "--shard", "1/2", "-o", "one").stdout)
    second = rows(call("run", "in", "--shard", "2/2", "-o", "two").stdout)
    assert sorted([*first, *second]) == [f"{number:02}" for number in range(20)]
    assert len(rows(call("run", "in", "--sample", "7", "--seed", "3", "-o", "three").stdout)) == 7


def test_too_many_failures_are_exit_three() -> None:
    """The run stops, says why, and how to go on."""
    for number in range(20):
        write(Path(f"in/{number:02}.txt"), "")
    done = call("run", "in", "--max-failures", "2")
    assert done.exit_code == ExitCode.STOPPED
    assert "stopped: 3 of 3 articles failed, more than --max-failures allows" in done.stderr
    assert "the same command again goes on from there" in done.stderr
    assert len(rows(done.stdout)) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--redo", "--retry-failed"], "contradict each other"),
        (["--shard", "3/2"], "write which of how many, such as 1/4"),
        (
            ["--max-failures", "many"],
            "max_failures should be a number such as 20, or a share such as 5%, not",
        ),
        (["--max-failures", "101%"], "a share such as 5%, not"),
        (["--model", ""], "model should have at least 1 character"),
        (["--rpm", "0"], "rpm"),
    ],
)
def test_what_makes_no_sense_is_exit_two(arguments: list[str], message: str) -> None:
    """One sentence, and nothing is done."""
    done = call("run", "in", *arguments)
    assert done.exit_code == ExitCode.USAGE
    assert message in done.stderr
    assert not Path("runs").exists()


def test_a_folder_of_another_models_results_is_refused() -> None:
    """The sentence names both models and the way out; doing some again would mix the two in one folder."""
    call("run", "in", "--limit", "1", "-o", "out")
    result = Path("out/results/00.json")
    _call_it_anothers(result)
    for manifest in (True, False):
        if not manifest:
            Path("out/run.json").unlink()
        before = result.read_bytes()
        for more in ((), ("--dry-run",), ("--retry-failed",), ("--repeat", "2"), ("--redo", "--only", "00")):
            refused = call("run", "in", "-o", "out", *more)
            assert refused.exit_code == ExitCode.USAGE
            assert (
                "out: holds a result of other, and this run is with baseline; name another folder with -o, or "
                "delete that one" in refused.stderr
            )
        assert before == result.read_bytes()


def test_another_models_failures_may_be_replaced() -> None:
    """What has failed is of no worth, whoever failed."""
    shutil.rmtree("in")
    write(Path("in/a.txt"), "")
    call("run", "in", "-o", "out")
    _call_it_anothers(next(Path("out/results").iterdir()))
    write(Path("in/a.txt"))
    assert call("run", "in", "-o", "out").exit_code == ExitCode.DONE


def _call_it_anothers(result: Path) -> None:
    value = json.loads(result.read_text())
    assert value["provenance"]["model"] == "baseline"
    value["provenance"]["model"] = "other"
    result.write_text(json.dumps(value))
