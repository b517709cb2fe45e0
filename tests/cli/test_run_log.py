"""Facts about the log of ``summarizer run`` as JSON lines, about Ctrl-C, and about shell completion."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from cli_support import ARTICLE, call, isolate, write

from summarizer.cli.run_log import without_quotations
from summarizer.errors import ExitCode
from summarizer.reading.counting import count_documents
from summarizer.reading.listing import list_documents

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
from loopback import Answer, serving

KEY = "sk-averysecretkey123"
REPLY = json.dumps(
    {
        "sources": [{"id": "p1", "name": "officials", "kind": "officials"}],
        "events": [{"id": "e1", "in": ["s1"], "what": "People died.", "type": "disaster", "by": ["p1"]}],
        "figures": [{"id": "f1", "measure": "killed", "scope": "incident", "by": ["p1"]}],
        "summary": [{"cites": ["s1"], "text": "People were killed, officials said."}],
    }
)


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)


def logged(stderr: str) -> list[dict[str, Any]]:
    """The objects of a log, each of which has a name and a time."""
    lines = [json.loads(line) for line in stderr.splitlines()]
    assert all({"event", "time"} <= line.keys() for line in lines)
    return lines


TEXT = "At least {} people were killed in Jarrow, officials said."


def asked(url: str, *more: str) -> tuple[str, ...]:
    """The arguments of a run with a small model, logged as JSON."""
    base = ("run", "in", "-m", "openai/tiny", "--api-base", f"{url}/v1", "-o", "out", "--log-format", "json")
    return (*base, "--retries", "0", *more)


def test_a_log_is_an_object_a_line() -> None:
    """From the start over each article to the end, with the same facts as the words have."""
    write(Path("in/a.txt"))
    write(Path("in/b.txt"), "")
    done = call("run", "in", "--log-format", "json")
    lines = logged(done.stderr)
    assert [line["event"] for line in lines] == ["started", "article_done", "article_failed", "finished"]
    assert (lines[0]["articles"], lines[0]["model"]) == (2, "baseline")
    assert lines[1]["id"] == "a"
    assert "there is no text in it" in lines[2]["error"]
    assert [lines[3][name] for name in ("done", "failed", "kept", "exit_code")] == [1, 1, 0, 4]
    assert logged(call("run", "in", "--log-format", "json", "-q").stderr)[0]["event"] == "article_failed"


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_log_holds_no_article_text_and_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not that of an answer that is quoted in a failure."""
    monkeypatch.setenv("SUMMARIZER_API_KEY", KEY)
    write(Path("in/a.txt"), TEXT.format(45))
    with serving(Answer(f"I “think” that 45 died in Jarrow. {KEY}")) as server:
        done = call(*asked(server.url))
        table = json.loads(Path("out/run.json").read_text())["articles"][0]["error"]
    lines = logged(done.stderr)
    assert done.exit_code == ExitCode.SOME_FAILED
    assert "Jarrow" in table
    assert "Jarrow" not in done.stderr
    assert KEY not in done.stderr
    failed = next(line for line in lines if line["event"] == "article_failed")
    assert "no JSON object: “…”" in failed["error"]


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_credentials_in_an_address_are_not_told(form: str) -> None:
    """Neither when its server is waited for, nor when that was in vain."""
    for number in range(6):
        write(Path(f"in/{number}.txt"), TEXT.format(number + 40))
    url = "http://me:secretword@127.0.0.1:9"
    done = call(*asked(url, "--patience", "0.2", "-j", "6", "--log-format", form))
    assert done.exit_code == ExitCode.STOPPED
    assert "is down and did not come back" in done.stderr
    assert "secretword" not in done.output


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_log_tells_of_a_pause() -> None:
    """A server that is down is waited for: paused; once it is back: resumed."""
    for number in range(6):
        write(Path(f"in/{number}.txt"), TEXT.format(number + 40))

    def answer(number: int, _: dict[str, Any]) -> Answer:
        return Answer("down", 500) if number < 9 else Answer(REPLY)

    write(Path("summarizer.toml"), "retry_cap = 0.01\n")
    with serving(answer) as server:
        done = call(*asked(server.url, "-j", "6", "--retries", "4"))
    assert done.exit_code == ExitCode.DONE, done.stderr
    events = [line["event"] for line in logged(done.stderr)]
    assert events.index("paused") < events.index("resumed") < events.index("finished")


def test_an_error_is_an_object_too() -> None:
    """What ends a run before its end has its exit code in it."""
    write(Path("in/a.txt"))
    done = call("run", "in", "--only", "zz", "--log-format", "json")
    assert done.exit_code == ExitCode.USAGE
    assert [(line["event"], line["exit_code"]) for line in logged(done.stderr)] == [("error", 2)]


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("a: it's “one “two” three”; try the model's own", "a: it's “…”; try the model's own"),
        ("a: “cut off", "a: “…”"),
        ('ValueError: "x" and "y" in a.py', "ValueError: “…” in a.py"),
        ("KeyError: 'x y' in a.py", "KeyError: “…” in a.py"),
        ("a: nothing quoted", "a: nothing quoted"),
    ],
)
def test_quotations_are_left_out(sentence: str, left: str) -> None:
    """From the first mark to the last; an apostrophe is none."""
    assert without_quotations(sentence) == left


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("interrupts", [1, 2])
def test_the_second_interrupt_stops_at_once(interrupts: int) -> None:
    """The first one waits for the answers that are under way, the second does not; both end with 130."""
    for number in range(8):
        write(Path(f"in/{number}.txt"), TEXT.format(number + 40))

    main = threading.main_thread().ident or 0

    def answer(number: int, _: dict[str, Any]) -> Answer:
        if number == 1:
            for _turn in range(interrupts):
                signal.pthread_kill(main, signal.SIGINT)
                time.sleep(0.3)
        time.sleep(1.0)
        return Answer(REPLY)

    with serving(answer) as server:
        call(*asked(server.url, "--only", "0"))
        done = call(*asked(server.url, "-j", "2"))
        asked_ = len(server.requests)
    events = [line["event"] for line in logged(done.stderr)]
    results = len(list(Path("out/results").iterdir()))
    assert done.exit_code == ExitCode.INTERRUPTED
    assert "interrupted" in events
    assert "the same command again goes on from there" in done.stderr
    assert results == (asked_ if interrupts == 1 else 1)
    assert asked_ < 8


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("form", ["json", "text"])
def test_sigterm_ends_a_run_as_ctrl_c_does(times: int, form: str) -> None:
    """The first one waits for what is under way, a second one does not; the manifest says interrupted."""
    for number in range(8):
        write(Path(f"in/{number}.txt"), TEXT.format(number + 40))
    sent = threading.Event()

    def answer(number: int, _: dict[str, Any]) -> Answer:
        if number == 1:
            for turn in range(times):
                time.sleep(1.2 * turn)
                os.kill(process.pid, signal.SIGTERM)
                os.kill(process.pid, signal.SIGTERM)  # ``timeout`` sends it twice
            sent.set()
        time.sleep(1.0)
        return Answer(REPLY)

    with serving(answer) as server:
        command = [*asked(server.url, "-j", "2"), "--log-format", form]
        with subprocess.Popen(
            [sys.executable, "-m", "summarizer", *command], stderr=subprocess.PIPE, text=True
        ) as process:
            _, told = process.communicate(timeout=30)
        asked_ = len(server.requests)
    assert sent.is_set()
    assert process.returncode == ExitCode.TERMINATED
    assert json.loads(Path("out/run.json").read_text())["state"] == "interrupted"
    results = len(list(Path("out/results").iterdir()))
    assert results == asked_ if times == 1 else results < asked_
    assert asked_ < 8
    assert told.count("SIGTERM received: finishing what is under way") == 1
    assert told.count("ended by SIGTERM; what is done is written and stays") == 1
    if form == "json":
        assert [line["exit_code"] for line in logged(told) if line["event"] == "error"] == [143]


def test_the_number_of_documents_is_counted_fast(tmp_path: Path) -> None:
    """Files and lines are counted; what only reading could tell is not."""
    write(Path("in/a.txt"))
    write(Path("in/b.jsonl"), '{"text": "x"}\n' * 4 + '{"text": "x"}')
    assert count_documents(list_documents(["in", "gone.txt"])) == 7
    write(Path("c.json"), "[]")
    assert count_documents(list_documents(["in", "c.json"])) is None
    assert count_documents(list_documents(["-"])) is None
    write(Path("d.jsonl"), '{"text": "x"}\n'.encode("utf-16"))
    assert count_documents(list_documents(["d.jsonl"])) is None


def completed(shell: str, *words: str) -> list[str]:
    """What a shell is offered for the last word."""
    count = str(len(words)) if shell == "bash" else words[-1]
    variables = {
        "_SUMMARIZER_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(("summarizer", *words)),
        "COMP_CWORD": count,
    }
    program = Path(sys.executable).with_name("summarizer")
    done = subprocess.run(
        [program], env=os.environ | variables, capture_output=True, text=True, check=True, timeout=20
    )  # fmt: skip
    return done.stdout.splitlines()


def test_shells_are_offered_commands_options_and_values() -> None:
    """Commands without importing them, options of a command, and the values of an option."""
    assert completed("bash", "ru") == ["plain,run"]
    assert "plain,--max-cost" in completed("bash", "run", "--max")
    assert completed("bash", "run", "--log-format", "j") == ["plain,json"]
    assert any(line.startswith("plain\trun") or "run" in line for line in completed("fish", "ru"))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_names_the_program(shell: str) -> None:
    """Printed for each shell, and good bash where that is at hand."""
    script = call("completion", shell).stdout
    assert f"_SUMMARIZER_COMPLETE={shell}_complete" in script
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=script, text=True, check=True, timeout=10)
    assert call("completion", "csh").exit_code == ExitCode.USAGE


def test_the_parts_of_a_run_are_what_they_say() -> None:
    """A sample by seed is the same each time, and another by another seed."""
    for number in range(20):
        write(Path(f"in/{number:02}.txt"), f"{number} {ARTICLE}")

    def chosen(seed: str) -> list[str]:
        lines = call(
            "run", "in", "--sample", "5", "--seed", seed, "--json", "-o", f"s{seed}", "--redo"
        ).stdout
        return [json.loads(line)["id"] for line in lines.splitlines()]

    assert chosen("1") == chosen("1")
    assert chosen("1") != chosen("2")
