"""Facts about ``summarizer requests``: from articles to a file of requests, and from replies to a run.

The replies are prepared texts for tests; they are no model's.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_support import call, isolate, write

from summarizer.errors import ExitCode

sys.path.insert(0, str(Path(__file__).parents[1] / "extraction" / "labelled"))
from labelled_support import GOOD, TEXT, without

NAME = "stand-in"


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)
    monkeypatch.setenv("SUMMARIZER_MODEL", NAME)


def lines_of(path: str) -> list[dict[str, Any]]:
    """The lines of a batch file."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def answer(requests: str, replies: str, *answers: dict[str, Any]) -> None:
    """Write a batch output file with prepared answers, last request first."""
    lines = []
    for request, content in zip(lines_of(requests), answers, strict=True):
        message = {"role": "assistant", "content": json.dumps(content)}
        body = {"choices": [{"message": message, "finish_reason": "stop"}]}
        lines.append({"custom_id": request["custom_id"], "response": {"status_code": 200, "body": body}})
    write(Path(replies), "".join(json.dumps(line) + "\n" for line in reversed(lines)))


def test_a_round_trip_gives_a_run_that_checks_and_replays() -> None:
    """Export, answer, import with recordings: the run is sound, and a replay gives the same records."""
    write(Path("in/ferry.txt"), TEXT)
    done = call(
        "requests", "export", "in", "-o", "out/requests.jsonl", "--repeat", "2", "--published", "2024-03-05"
    )
    assert (done.exit_code, done.stderr) == (
        ExitCode.DONE,
        "2 requests about 1 articles: out/requests.jsonl\n",
    )
    requests = lines_of("out/requests.jsonl")
    assert [(one["method"], one["url"], one["body"]["seed"]) for one in requests] == [
        ("POST", "/v1/chat/completions", 1),
        ("POST", "/v1/chat/completions", 2),
    ]
    answer("out/requests.jsonl", "out/replies.jsonl", GOOD, GOOD)
    done = call("requests", "import", "out/replies.jsonl", "-o", "run", "--record", "tapes")
    assert done.exit_code == ExitCode.DONE, done.output
    assert sorted(path.name for path in Path("run/results").iterdir()) == ["ferry.json", "ferry.r2.json"]
    assert call("check", "run").exit_code == ExitCode.DONE
    imported = json.loads(Path("run/results/ferry.json").read_text(encoding="utf-8"))
    assert imported["provenance"]["origin"] == "imported"
    assert not Path("out/requests.next.jsonl").exists()
    replay = ("--cassettes", "tapes", "--recording", "replay", "--published", "2024-03-05", "--repeat", "2")
    done = call("run", "in", "-o", "again", *replay)
    assert done.exit_code == ExitCode.DONE, done.output
    assert "goes to" not in done.stderr
    for name in ("ferry.json", "ferry.r2.json"):
        played = json.loads(Path("again/results", name).read_text(encoding="utf-8"))
        told = json.loads(Path("run/results", name).read_text(encoding="utf-8"))
        assert played["provenance"].pop("origin") == "recorded"
        assert told["provenance"].pop("origin") == "imported"
        assert played == told


def test_what_is_open_goes_into_the_next_round() -> None:
    """An invalid reply is asked for again, a repair is asked for next, and all files together make the run."""
    write(Path("ferry.txt"), TEXT)
    write(Path("lake.txt"), TEXT.replace("ferry", "boat"))
    call("requests", "export", "ferry.txt", "lake.txt", "-o", "requests.jsonl", "--published", "2024-03-05")
    answer("requests.jsonl", "replies.jsonl", without(figures=GOOD["figures"][:1]), {"summary": "x"})
    done = call("requests", "import", "replies.jsonl", "-o", "run")
    assert done.exit_code == ExitCode.STOPPED
    assert "0 results written: run" in done.stderr
    assert "2 requests are open: requests.next.jsonl" in done.stderr
    assert [one["custom_id"].split(".")[2] for one in lines_of("requests.next.jsonl")] == [
        "repair",
        "extract",
    ]
    repair = {"figures": GOOD["figures"][1:]}
    answer("requests.next.jsonl", "replies2.jsonl", repair, GOOD)
    done = call("requests", "import", "replies.jsonl", "replies2.jsonl", "-o", "run")
    assert done.exit_code == ExitCode.DONE, done.output
    assert not Path("requests.next.jsonl").exists()
    result = json.loads(Path("run/results/ferry.json").read_text(encoding="utf-8"))
    assert (len(result["figures"]), result["provenance"]["calls"], result["checks"]) == (5, 2, [])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "gone.txt", "-o", "r.jsonl"], "there is no such file or folder"),
        (
            ["export", "ferry.txt", "-o", "r.jsonl", "-m", "baseline"],
            "baseline is rules alone and asks nobody",
        ),
        (["import", "lonely/replies.jsonl", "-o", "run"], "no *.articles.jsonl is here"),
        (["import", "gone.jsonl", "-o", "run"], "does not exist"),
    ],
)
def test_what_cannot_be_asked_for_is_exit_two(arguments: list[str], message: str) -> None:
    """Each is one sentence that says what to do."""
    write(Path("ferry.txt"), TEXT)
    write(Path("lonely/replies.jsonl"), "")
    done = call("requests", *arguments)
    assert done.exit_code == ExitCode.USAGE
    assert message in done.stderr


def test_recordings_of_another_protocol_are_refused() -> None:
    """What would not replay is not recorded."""
    write(Path("ferry.txt"), TEXT)
    call("requests", "export", "ferry.txt", "-o", "r.jsonl", "-m", "anthropic/x", "--published", "2024-03-05")
    answer("r.jsonl", "replies.jsonl", GOOD)
    done = call("requests", "import", "replies.jsonl", "-o", "run", "-m", "anthropic/x", "--record", "tapes")
    assert done.exit_code == ExitCode.USAGE
    assert "another protocol" in done.stderr
    assert not Path("run").exists()


def test_a_malformed_line_is_warned_of() -> None:
    """The others are taken."""
    write(Path("ferry.txt"), TEXT)
    call("requests", "export", "ferry.txt", "-o", "r.jsonl", "--published", "2024-03-05")
    answer("r.jsonl", "replies.jsonl", GOOD)
    with Path("replies.jsonl").open("a", encoding="utf-8") as file:
        file.write("{\n")
    done = call("requests", "import", "replies.jsonl", "-o", "run")
    assert done.exit_code == ExitCode.DONE
    assert "replies.jsonl, line 2: this is no line of a batch output file" in done.stderr
