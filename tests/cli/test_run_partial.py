"""Facts about results that are there only in part: they are told of, asked again if wanted, and not lost."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_support import call, isolate, write

from summarizer.errors import ExitCode

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
from loopback import Answer, serving

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

GOOD = {
    "sources": [{"id": "p1", "name": "officials", "kind": "officials"}],
    "events": [{"id": "e1", "in": ["s1"], "what": "People died.", "type": "disaster", "by": ["p1"]}],
    "figures": [{"id": "f1", "measure": "killed", "scope": "incident", "by": ["p1"]}],
    "summary": [{"cites": ["s1"], "text": "People were killed, officials said."}],
}
BAD = GOOD | {"summary": [{"cites": [], "text": "In 1888 it was 77."}]}
"""No sentence of its summary holds."""


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)


def articles(count: int) -> None:
    """As many articles, from a0 on."""
    for number in range(count):
        write(Path(f"in/a{number}.txt"), f"At least {number + 40} people were killed, officials said.")


def bad_about(*numbers: int) -> Callable[[int, dict[str, Any]], Answer]:
    """Answers well, but about articles of these numbers, whose summary does not hold."""

    def answer(_: int, body: dict[str, Any]) -> Answer:
        asked = body["messages"][1]["content"]
        return Answer(json.dumps(BAD if any(f"{number + 40}⟧" in asked for number in numbers) else GOOD))

    return answer


def run(answer: Callable[[int, dict[str, Any]], Answer] | Answer, *more: str) -> tuple[Result, int]:
    """A run over the articles, and how many calls it made."""
    with serving(answer) as server:
        base = ("run", "in", "-m", "openai/tiny", "--api-base", f"{server.url}/v1", "-o", "out")
        return call(*base, "--retries", "0", *more), len(server.requests)


def test_a_partial_result_is_named_with_its_reason_and_counts() -> None:
    """At the end, quiet or not, as failures are; the sum says how many, and the exit status that not all is well."""
    articles(3)
    done, _ = run(bad_about(1))
    assert done.exit_code == ExitCode.SOME_FAILED
    why = "summarizer: partial: a1: no sentence of the summary by openai/tiny is carried by the article"
    assert why in done.stderr
    assert "3 documents done (1 of them in part) in" in done.stderr
    assert "--retry-failed asks for them again" in done.stderr
    quiet, _ = run(bad_about(1), "--redo", "-q")
    assert quiet.exit_code == ExitCode.SOME_FAILED
    assert [
        line for line in quiet.stderr.splitlines() if why not in line and "text goes to" not in line
    ] == []


def test_a_partial_result_that_stays_is_named_too() -> None:
    """The same command again asks nothing, and does not look as if all were well."""
    articles(3)
    run(bad_about(1))
    done, calls = run(bad_about())
    assert (done.exit_code, calls) == (ExitCode.SOME_FAILED, 0)
    assert "3 of 3 were done before (1 of them in part)" in done.stderr
    assert "summarizer: partial: a1: no sentence" in done.stderr


def test_partial_results_are_asked_again_alone_if_wanted() -> None:
    """--retry-failed asks for what is there in part, not for what is whole or was never tried."""
    articles(2)
    run(bad_about(1))
    articles(3)
    assert "left out          1" in run(bad_about(), "--retry-failed", "--dry-run")[0].stdout
    done, calls = run(bad_about(), "--retry-failed")
    assert (done.exit_code, calls) == (ExitCode.DONE, 1)
    assert json.loads(Path("out/results/a1.json").read_text(encoding="utf-8"))["status"] == "ok"
    assert not Path("out/results/a2.json").exists()


def test_a_retry_that_fails_leaves_the_partial_result() -> None:
    """Byte for byte; the failure is told."""
    articles(2)
    run(bad_about(1))
    before = Path("out/results/a1.json").read_bytes()
    done, _ = run(Answer("not JSON at all"), "--retry-failed")
    assert done.exit_code == ExitCode.SOME_FAILED
    assert "summarizer: failed: a1: openai/tiny" in done.stderr
    assert Path("out/results/a1.json").read_bytes() == before
    assert json.loads(Path("out/run.json").read_text(encoding="utf-8"))["counts"]["partial"] == 1


def test_many_partial_results_are_not_all_told() -> None:
    """Ten sentences, and how many more there are."""
    articles(12)
    done, _ = run(bad_about(*range(12)))
    assert done.stderr.count("summarizer: partial: a") == 10
    assert "summarizer: partial: 2 more; summarizer show out lists them" in done.stderr


def test_a_log_tells_of_partial_results() -> None:
    """As done, with status and error; one that stays as kept; their number at the end; in a quiet log too."""
    articles(2)
    asked = ("--log-format", "json")
    events = [json.loads(line) for line in run(bad_about(1), *asked)[0].stderr.splitlines()]
    (partial,) = [one for one in events if one.get("status") == "partial"]
    assert (partial["event"], partial["id"]) == ("article_done", "a1")
    assert "no sentence of the summary" in partial["error"]
    assert [events[-1][name] for name in ("done", "partial", "failed", "exit_code")] == [2, 1, 0, 4]
    events = [json.loads(line) for line in run(bad_about(), *asked)[0].stderr.splitlines()]
    (kept,) = [one for one in events if one.get("status") == "partial"]
    assert (kept["event"], kept["id"], "no sentence" in kept["error"]) == ("article_kept", "a1", True)
    assert [events[-1][name] for name in ("done", "partial", "kept", "exit_code")] == [0, 1, 2, 4]
    quiet = run(bad_about(1), *asked, "-q", "--redo")[0].stderr.splitlines()
    assert [json.loads(line)["event"] for line in quiet] == ["sending", "article_done"]


def test_an_import_tells_of_partial_results() -> None:
    """As a run does."""
    articles(1)
    call("requests", "export", "in", "-m", "openai/tiny", "-o", "r.jsonl")
    custom_id = json.loads(Path("r.jsonl").read_text(encoding="utf-8"))["custom_id"]
    body = {"choices": [{"message": {"content": json.dumps(BAD)}, "finish_reason": "stop"}]}
    write(Path("replies.jsonl"), json.dumps({"custom_id": custom_id, "response": {"body": body}}))
    done = call("requests", "import", "replies.jsonl", "-m", "openai/tiny", "-o", "out")
    if done.exit_code == ExitCode.STOPPED:  # the checks ask for a repair
        repair = json.loads(Path("requests.next.jsonl").read_text(encoding="utf-8"))["custom_id"]
        replies = [json.dumps({"custom_id": one, "response": {"body": body}}) for one in (custom_id, repair)]
        write(Path("replies.jsonl"), "\n".join(replies))
        done = call("requests", "import", "replies.jsonl", "-m", "openai/tiny", "-o", "out")
    assert done.exit_code == ExitCode.SOME_FAILED
    assert "summarizer: partial: a0: no sentence of the summary" in done.stderr
    assert "1 results written (in part): out" in done.stderr
