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


def two_articles() -> list[dict[str, Any]]:
    """Export two articles; their requests."""
    write(Path("ferry.txt"), TEXT)
    write(Path("lake.txt"), TEXT.replace("ferry", "boat"))
    call("requests", "export", "ferry.txt", "lake.txt", "-o", "r.jsonl", "--published", "2024-03-05")
    return lines_of("r.jsonl")


def test_what_is_odd_about_replies_is_told_and_costs_nothing() -> None:
    """Doubled, failing and unknown ones in several files: the good ones make the run, the rest is counted."""
    requests = two_articles()
    answer("r.jsonl", "replies1.jsonl", GOOD, GOOD)
    answer("r.jsonl", "replies2.jsonl", without(summary=[]), GOOD)
    failed = {"custom_id": requests[0]["custom_id"], "response": None, "error": {"message": "expired"}}
    strange = {"custom_id": "stranger\x1b[31m", "response": None, "error": {"message": "too late"}}
    write(Path("errors.jsonl"), json.dumps(failed) + "\n" + json.dumps(strange) + "\n")
    done = call("requests", "import", "errors.jsonl", "replies1.jsonl", "replies2.jsonl", "-o", "run")
    assert done.exit_code == ExitCode.DONE, done.output
    assert "2 replies are further ones to the same requests; the first valid one counts" in done.stderr
    assert "1 requests failed there: stranger␛[31m ({'message': 'too late'})" in done.stderr
    assert "1 replies are to requests that these articles do not have: stranger␛[31m;" in done.stderr
    assert "2 results written: run" in done.stderr
    result = json.loads(Path("run/results/ferry.json").read_text(encoding="utf-8"))
    assert len(result["summary"]["sentences"]) == 2


def test_partial_replies_make_a_partial_run_and_a_next_round_in_parts() -> None:
    """What is answered is written; a failed and a missing request go on, and stale parts go."""
    requests = two_articles()
    failed = {"custom_id": requests[0]["custom_id"], "response": {"status_code": 429, "body": "slow down"}}
    write(Path("replies.jsonl"), json.dumps(failed) + "\n")
    done = call("requests", "import", "replies.jsonl", "-o", "run", "--max-requests", "1")
    assert done.exit_code == ExitCode.STOPPED
    assert f"1 requests failed there: {requests[0]['custom_id']} (slow down)" in done.stderr
    assert "requests are open: 2 files, requests.next.jsonl to requests.next.2.jsonl" in done.stderr
    assert lines_of("requests.next.jsonl") + lines_of("requests.next.2.jsonl") == requests
    answer("requests.next.jsonl", "replies2.jsonl", GOOD)
    done = call("requests", "import", "replies.jsonl", "replies2.jsonl", "-o", "run")
    assert done.exit_code == ExitCode.STOPPED
    assert "1 results written: run" in done.stderr
    assert lines_of("requests.next.jsonl") == requests[1:]
    assert not Path("requests.next.2.jsonl").exists()


def test_repeats_that_nobody_answered_can_be_asked_for() -> None:
    """Replies to the first of two repeats alone make one result an article, unless told otherwise."""
    write(Path("ferry.txt"), TEXT)
    export = ("requests", "export", "ferry.txt", "-o", "r.jsonl", "--published", "2024-03-05")
    call(*export, "--repeat", "2")
    second = lines_of("r.jsonl")[1]
    call(*export)
    answer("r.jsonl", "replies.jsonl", GOOD)
    assert call("requests", "import", "replies.jsonl", "-o", "run").exit_code == ExitCode.DONE
    done = call("requests", "import", "replies.jsonl", "-o", "run", "--repeat", "2")
    assert done.exit_code == ExitCode.STOPPED
    assert lines_of("requests.next.jsonl") == [second]


def test_many_sentences_are_cut_to_the_first() -> None:
    """Of 25 articles that wait, 20 are named and 5 counted."""
    for number in range(25):
        write(Path(f"in/{number}.txt"), f"At least {number} people were killed on the pier, police said.")
    call("requests", "export", "in", "-o", "r.jsonl", "--published", "2024-03-05")
    write(Path("replies.jsonl"), "")
    done = call("requests", "import", "replies.jsonl", "-o", "run")
    assert done.stderr.count("summarizer: waiting: ") == 21
    assert "summarizer: waiting: and 5 more" in done.stderr


def test_replies_are_not_overwritten_by_the_next_round() -> None:
    """A file that is read is refused as the one to write to."""
    two_articles()
    answer("r.jsonl", "replies.jsonl", GOOD, GOOD)
    before = Path("replies.jsonl").read_bytes()
    done = call("requests", "import", "replies.jsonl", "-o", "run", "--next", "./replies.jsonl")
    assert done.exit_code == ExitCode.USAGE
    assert "holds replies that are to be read" in done.stderr
    assert Path("replies.jsonl").read_bytes() == before


def test_the_model_of_the_exported_requests_is_taken_where_none_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It stands in each request; one that is named comes first; where the requests differ, none is taken."""
    write(Path("in/ferry.txt"), TEXT)
    call("requests", "export", "in", "-m", "asked", "-o", "out/requests.jsonl")
    answer("out/requests.jsonl", "out/replies.jsonl", GOOD)
    monkeypatch.delenv("SUMMARIZER_MODEL")
    arguments = ("requests", "import", "out/replies.jsonl", "-o")
    done = call(*arguments, "run")
    assert (done.exit_code, done.stderr) == (ExitCode.DONE, "1 results written: run\n")
    result = json.loads(Path("run/results/ferry.json").read_text())
    manifest = json.loads(Path("run/run.json").read_text())
    told = (result["provenance"]["model"], manifest["model"], manifest["settings"]["model"])
    assert told == ("asked", "asked", "asked")
    assert call(*arguments, "named", "-m", "openai/asked").exit_code == ExitCode.DONE
    assert json.loads(Path("named/run.json").read_text())["model"] == "openai/asked"
    Path("out/replies.jsonl").rename("replies.jsonl")
    there = call("requests", "import", "replies.jsonl", "--requests", "out/requests.jsonl", "-o", "there")
    assert there.exit_code == ExitCode.DONE
    for model in ("one", "two"):
        call("requests", "export", "in", "-m", model, "-o", f"{model}.jsonl")
    several = call("requests", "import", "replies.jsonl", "-o", "none")
    assert (several.exit_code, "ask one and two" in several.stderr) == (ExitCode.USAGE, True)


def test_a_model_that_was_not_asked_is_refused() -> None:
    """Where the settings name another model than the requests ask, nothing is imported under its name."""
    write(Path("in/ferry.txt"), TEXT)
    done = call("requests", "export", "in", "-m", "asked", "-o", "requests.jsonl")
    assert done.exit_code == ExitCode.DONE, done.output
    write(Path("replies.jsonl"), "")
    done = call("requests", "import", "replies.jsonl", "-o", "run")
    assert done.exit_code == ExitCode.USAGE
    assert f"ask asked, and the model that is set here is {NAME}" in " ".join(done.stderr.split())
    assert not Path("run").exists()
