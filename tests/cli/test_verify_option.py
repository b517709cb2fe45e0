"""Facts about ``--verify``: what the program says and writes of a second reading, live, by file and replayed.

The replies are prepared texts for tests; they are no model's.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_support import call, isolate, write

from summarizer.checks.codes import DOUBTED
from summarizer.errors import ExitCode

sys.path.insert(0, str(Path(__file__).parents[1] / "extraction" / "labelled"))
sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
from labelled_support import GOOD, TEXT
from loopback import Answer, Loopback, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
NAME = "stand-in"
VERDICT = {"doubts": [{"id": "s2", "kind": "content", "why": "the article says 15"}, {"id": "f99"}]}
DAY = ("--published", "2024-03-05")


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)
    monkeypatch.setenv("SUMMARIZER_MODEL", NAME)
    write(Path("in/ferry.txt"), TEXT)


def is_second(body: dict[str, Any]) -> bool:
    """Whether a request asks for a second reading."""
    return "fact checker" in body["messages"][0]["content"]


def answer(_number: int, body: dict[str, Any]) -> Answer:
    """The labels, or the verdict where one is asked for."""
    return Answer(json.dumps(VERDICT if is_second(body) else GOOD))


def result(folder: str) -> dict[str, Any]:
    """The result of a run's one article."""
    stored: dict[str, Any] = json.loads(Path(folder, "results/ferry.json").read_text(encoding="utf-8"))
    return stored


def doubted(folder: str) -> list[str | None]:
    """The sentences or records that the second reading doubted."""
    found = (check for check in result(folder)["checks"] if check["message"].startswith(DOUBTED))
    return [check["record"] or check["sentence"] for check in found]


def run_at(server: Loopback, *arguments: str) -> tuple[ExitCode, str]:
    """Run the article at a server; the exit code, and what was said."""
    done = call(
        "run", "in", "-o", "run", "--api-base", f"{server.url}/v1", "--retries", "0", *DAY, *arguments
    )
    return ExitCode(done.exit_code), done.stderr


def test_a_run_says_what_the_second_reading_took() -> None:
    """Calls, tokens and price; the doubts stand in the result, and the run still checks."""
    with serving(answer) as server:
        code, said = run_at(server, "--verify")
    assert code == ExitCode.DONE
    assert "second reading: 1 calls, 5 tokens in, 2 out, cost unknown\n" in said
    assert doubted("run") == ["s2"]
    assert call("check", "run").exit_code == ExitCode.DONE


def test_without_the_flag_nothing_is_read_twice_or_said() -> None:
    """One request an article."""
    with serving(answer) as server:
        code, said = run_at(server, "--verify-model", "other")
    assert code == ExitCode.DONE
    assert [is_second(body) for body in server.bodies] == [False]
    assert "second reading" not in said


def test_another_model_reads_it_and_is_announced() -> None:
    """Where the text goes is said for both models, before it goes."""
    with serving(answer) as server:
        code, said = run_at(server, "--verify", "--verify-model", "other")
    assert code == ExitCode.DONE
    assert [(body["model"], is_second(body)) for body in server.bodies] == [(NAME, False), ("other", True)]
    assert "(model stand-in)" in said
    assert "(model other)" in said
    assert f"{DOUBTED} by other (content): the article says 15" in result("run")["checks"][0]["message"]


def test_a_second_reading_that_fails_is_said_and_costs_nothing_else() -> None:
    """The result stays, the exit code too, and the run says how many failed."""

    def broken(number: int, body: dict[str, Any]) -> Answer:
        return Answer("down", status=500) if is_second(body) else answer(number, body)

    with serving(broken) as server:
        code, said = run_at(server, "--verify")
    assert code == ExitCode.DONE
    assert (
        "second reading: 1 calls, unknown tokens in, unknown out, cost unknown; it failed for 1 results"
        in said
    )
    assert (result("run")["status"], len(result("run")["summary"]["sentences"])) == ("ok", 2)
    assert "has a server that fails" in result("run")["provenance"]["parameters"]["verify_error"]
    assert doubted("run") == []


def test_the_baseline_reads_nothing_a_second_time() -> None:
    """Naming it for that is a mistake, told before anything is asked."""
    done = call("run", "in", "-o", "run", "--verify", "--verify-model", "baseline")
    assert done.exit_code == ExitCode.USAGE
    assert "baseline is rules alone and reads nothing a second time" in done.stderr


def reply_to(requests: str, replies: str) -> list[str]:
    """Answer a requests file; the purposes of its requests."""
    lines = [json.loads(line) for line in Path(requests).read_text(encoding="utf-8").splitlines()]
    answered = []
    for line in lines:
        message = {"role": "assistant", "content": json.dumps(VERDICT if is_second(line["body"]) else GOOD)}
        body = {"choices": [{"message": message, "finish_reason": "stop"}], "model": line["body"]["model"]}
        answered.append({"custom_id": line["custom_id"], "response": {"status_code": 200, "body": body}})
    write(Path(replies), "".join(json.dumps(line) + "\n" for line in answered))
    return [line["custom_id"].split(".")[2] for line in lines]


@pytest.mark.parametrize("other", [None, "other"])
def test_by_file_it_is_asked_in_the_next_round_and_replays(
    monkeypatch: pytest.MonkeyPatch, other: str | None
) -> None:
    """Labels first, the verdict next; a file goes to one model, which the findings name as the reader."""
    if other is not None:
        monkeypatch.setenv("SUMMARIZER_VERIFY_MODEL", other)
    call("requests", "export", "in", "-o", "requests.jsonl", "--verify", *DAY)
    assert reply_to("requests.jsonl", "replies.jsonl") == ["extract"]
    importing = ("requests", "import", "--verify", "-o", "run", "--record", "tapes")
    done = call(*importing, "replies.jsonl")
    assert done.exit_code == ExitCode.STOPPED
    assert "0 results written" in done.stderr
    assert reply_to("requests.next.jsonl", "replies2.jsonl") == ["verify"]
    done = call(*importing, "replies.jsonl", "replies2.jsonl")
    assert done.exit_code == ExitCode.DONE, done.output
    assert doubted("run") == ["s2"]
    assert result("run")["provenance"]["parameters"]["verify"] == NAME
    assert result("run")["provenance"]["calls"] == 2
    monkeypatch.delenv("SUMMARIZER_VERIFY_MODEL", raising=False)
    replay = ("--cassettes", "tapes", "--recording", "replay", *DAY)
    done = call("run", "in", "-o", "again", "--verify", *replay)
    assert done.exit_code == ExitCode.DONE, done.output
    assert "second reading: 1 calls" in done.stderr
    assert result("again")["checks"] == result("run")["checks"]


def test_by_file_without_the_flag_one_round_is_enough() -> None:
    """Nothing of a second reading is asked for."""
    call("requests", "export", "in", "-o", "requests.jsonl", *DAY)
    reply_to("requests.jsonl", "replies.jsonl")
    done = call("requests", "import", "replies.jsonl", "-o", "run")
    assert done.exit_code == ExitCode.DONE
    assert "verify" not in result("run")["provenance"]["parameters"]


def test_the_setting_may_stand_in_a_file() -> None:
    """``verify`` and ``verify_model`` are settings like the others."""
    write(Path("summarizer.toml"), 'verify = true\nverify_model = "other"\n')
    with serving(answer) as server:
        code, _ = run_at(server)
    assert code == ExitCode.DONE
    assert [body["model"] for body in server.bodies] == [NAME, "other"]
