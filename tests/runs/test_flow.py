"""Facts about runs with a model over HTTP: what is asked, what is waited for, and when a run stops early."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import pytest

from summarizer.errors import UnknownModelError
from summarizer.extraction import ModelExtractor
from summarizer.extraction.planned import planned_provenance
from summarizer.models import ModelOptions
from summarizer.reading import read_text
from summarizer.records import Document
from summarizer.runs import FinishedRun, RunOptions, Stop, read_result, run_documents, verify_run
from summarizer.runs.entries import fingerprint

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
from flow_support import GOOD, documents, number_in, run, text_of
from loopback import Answer, Loopback, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

def least(schema: dict[str, Any], named: dict[str, Any]) -> Any:
    """The first thing that a schema allows, and a sentence for a text."""
    schema = named[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    if "anyOf" in schema:
        return least(schema["anyOf"][0], named)
    if schema.get("type") == "object":
        return {name: least(part, named) for name, part in schema["properties"].items()}
    if schema.get("type") == "array":
        return [least(schema["items"], named)]
    return schema.get("const") or schema.get("enum", ["People were killed, officials said."])[0]


def in_parts(_: int, body: dict[str, Any]) -> Answer:
    """A small request is answered by its schema, the large one as ever."""
    form = body["response_format"]["json_schema"]
    is_small = form["name"] not in ("Reply", "Verdict")
    return Answer(json.dumps(least(form["schema"], form["schema"].get("$defs", {})))) if is_small else GOOD


def test_nothing_is_asked_twice_and_what_failed_is_asked_again(tmp_path: Path) -> None:
    """The second run asks about the one article that failed, the third about none."""
    is_broken = True

    def answer(_: int, body: dict[str, Any]) -> Answer:
        return Answer("boom", 400) if is_broken and number_in(body) == 2 else GOOD

    with serving(answer) as server:
        assert run(server, tmp_path, 5).counts.failed == 1
        is_broken = False
        before = len(server.requests)
        assert run(server, tmp_path, 5).kept == 4
        assert [number_in(body) for body in server.bodies[before:]] == [2]
        assert run(server, tmp_path, 5).kept == 5
        assert len(server.requests) == before + 1


@pytest.mark.parametrize(
    "change", [{"temperature": 0.5}, {"constraint": "json_object"}, {"context_window": 16_384}]
)
def test_another_way_of_asking_is_another_result(tmp_path: Path, change: dict[str, Any]) -> None:
    """A changed parameter asks again; an address, a timeout and a pace do not."""
    with serving(GOOD) as server:
        run(server, tmp_path, 1)
        assert run(server, tmp_path, 1, timeout=9.0, rpm=6000.0).kept == 1
        assert run(server, tmp_path, 1, **change).kept == 0


def test_a_changed_prompt_asks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The prompt's version is part of what decides."""
    with serving(GOOD) as server:
        run(server, tmp_path, 1)
        monkeypatch.setattr("summarizer.extraction.labelled.prompting.PROMPT_VERSION", "extract.v9")
        assert run(server, tmp_path, 1).kept == 0


@pytest.mark.parametrize("asked", [{}, {"split": True}, {"verify": True}, {"verify": True, "split": True}])
def test_what_is_planned_is_what_the_result_says(tmp_path: Path, asked: dict[str, Any]) -> None:
    """The fingerprint that is foreseen is the one that the result comes to have."""
    with serving(in_parts) as server:
        run(server, tmp_path, 1, **asked)
    stored = read_result(tmp_path / "results" / "d0.json")
    options = ModelOptions(model="openai/tiny", **asked)
    assert stored.status != "failed"
    assert fingerprint(stored.document, planned_provenance(options)) == fingerprint(
        stored.document, stored.provenance
    )


def test_one_wait_does_not_stall_the_others(tmp_path: Path) -> None:
    """While one call waits as long as its server asked for, all others are answered; the wait is capped."""
    answered: dict[int, float] = {}
    seen: list[int] = []

    def answer(_: int, body: dict[str, Any]) -> Answer:
        number = number_in(body)
        if number == 0 and not seen:
            seen.append(number)
            return Answer("slow down", 429, headers={"retry-after": "120"})
        answered[number] = time.monotonic()
        return GOOD

    with serving(answer) as server:
        finished = run(server, tmp_path, 12, jobs=4, retry_cap=1.5)
    assert finished.counts.ok == 12
    others = [at for number, at in answered.items() if number]
    assert answered[0] - max(others) > 0
    assert answered[0] - min(others) < 4


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer("bad key", 401), "refused the key"),
        (Answer("no such model", 404), "is not known there"),
        (Answer("insufficient_quota", 429), "has no quota left"),
    ],
)
def test_what_will_never_work_stops_the_run(tmp_path: Path, answer: Answer, reason: str) -> None:
    """After the first such answer nothing is begun; what was not begun has no result, and a good one stays."""
    stop = Stop()
    with serving(GOOD) as server:
        run(server, tmp_path, 1)
    with serving(answer) as server:
        finished = run(server, tmp_path, 50, jobs=8, run_options=RunOptions(stop=stop, redo=True))
        assert len(server.requests) <= 8
    assert finished.state == "stopped"
    assert reason in stop.reason
    assert finished.counts.ok == 1
    assert finished.counts.articles <= 9


def test_a_failure_does_not_take_the_place_of_a_good_result(tmp_path: Path) -> None:
    """Asked again in vain, the result of the same text stays as it was."""
    with serving(GOOD) as server:
        run(server, tmp_path, 2)
    before = (tmp_path / "results" / "d0.json").read_bytes()
    with serving(Answer("not JSON at all")) as server:
        finished = run(server, tmp_path, 2, run_options=RunOptions(redo=True))
        assert len(server.requests) >= 2
    assert (tmp_path / "results" / "d0.json").read_bytes() == before
    assert (finished.counts.ok, finished.counts.failed) == (2, 0)


def test_a_deadline_ends_one_article(tmp_path: Path) -> None:
    """It is failed with that reason; waiting for a turn does not count."""

    def answer(_: int, body: dict[str, Any]) -> Answer:
        return Answer(fault="hang") if number_in(body) == 1 else GOOD

    with serving(answer) as server:
        started = time.monotonic()
        finished = run(server, tmp_path, 6, 6, RunOptions(deadline=0.7), rpm=200.0)
    assert time.monotonic() - started > 1.2
    assert (finished.counts.ok, finished.counts.failed) == (5, 1)
    failed = read_result(tmp_path / "results" / "d1.json")
    assert "within the deadline of 0.7 s" in (failed.error or "")
    assert failed.provenance.calls == 1


def test_a_server_that_fails_is_waited_for(tmp_path: Path) -> None:
    """While it fails over everything the run pauses, probing with one call; then it goes on, without loss."""
    told: list[str] = []
    until = time.monotonic() + 1.5
    options = ModelOptions(model="openai/tiny", retries=4, retry_cap=0.05, patience=20.0, in_flight=8)

    def answer(_: int, __: dict[str, Any]) -> Answer:
        return Answer("boom", 500) if time.monotonic() < until else GOOD

    with (
        serving(answer) as server,
        ModelExtractor(_at(options, server.url), tell=told.append) as extractor,
    ):
        finished = run_documents(documents(30), tmp_path, model="openai/tiny", extractor=extractor, jobs=8)
        assert len(server.requests) < 30 + 20
    assert finished.counts.ok == 30
    assert ["is down" in told[0], "is back" in told[-1]] == [True, True]


def test_a_server_that_stays_away_stops_the_run(tmp_path: Path) -> None:
    """When the patience is over the run stops, and what was not begun has no result."""
    stop = Stop()
    finished = run("http://127.0.0.1:9", tmp_path, 40, 4, RunOptions(stop=stop), patience=0.8)
    assert finished.state == "stopped"
    assert "is down and did not come back within 0.8 s" in stop.reason
    assert finished.counts.articles <= 4


def test_a_request_to_stop_is_heard_while_the_server_is_down(tmp_path: Path) -> None:
    """Ctrl-C does not wait for the end of the patience."""
    stop = Stop()
    threading.Timer(0.8, lambda: stop.request("interrupted", interrupted=True)).start()
    started = time.monotonic()
    finished = run("http://127.0.0.1:9", tmp_path, 40, 4, RunOptions(stop=stop), patience=60.0)
    assert time.monotonic() - started < 10
    assert finished.state == "interrupted"


def test_recordings_are_not_paced(tmp_path: Path) -> None:
    """What is played goes out to nobody, so nothing holds it back."""
    options = ModelOptions(model="tiny", recording="replay", cassettes=str(tmp_path), rpm=1.0)
    with ModelExtractor(options) as extractor:
        assert extractor.flows == []
    with pytest.raises(UnknownModelError):
        ModelExtractor(ModelOptions(model=" "))


def _at(options: ModelOptions, url: str) -> ModelOptions:
    return replace(options, api_base=f"{url}/v1")


_LAUNCHER = """
import os, sys
from summarizer.cli import main
from summarizer.models.client import _packages
_packages()
for line in sys.stdin:
    arguments, told = line.rstrip().split("|")
    child = os.fork()
    if not child:
        os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        try:
            main(arguments.split(), standalone_mode=True)
        except SystemExit as end:
            os._exit(end.code or 0)
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class _Launcher:
    """Starts the program in processes that have the slow imports behind them."""

    def __init__(self, folder: Path, server: Loopback) -> None:
        self._told = folder / "told.txt"
        self._arguments = (
            f"run {folder}/in.jsonl -m openai/tiny --api-base {server.url}/v1 -o {folder}/run -j 6"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCHER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder
        )  # fmt: skip

    def start(self) -> int:
        """Start; the process's number."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{self._arguments}|{self._told}\n")
        self._process.stdin.flush()
        return int(self._line())

    def wait(self) -> tuple[int, str]:
        """Its exit status, and what it said on standard error."""
        return int(self._line()), self._told.read_text(encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=10)

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def _write_input(folder: Path, count: int) -> None:
    lines = (json.dumps({"id": f"d{number}", "text": text_of(number)}) for number in range(count))
    (folder / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")


def _slowly(_: int, __: dict[str, Any]) -> Answer:
    time.sleep(0.15)
    return GOOD


def _wait_for(server: Loopback, calls: int) -> None:
    until = time.monotonic() + 20
    while len(server.requests) < calls and time.monotonic() < until:
        time.sleep(0.01)


def test_ten_kills_lose_at_most_what_is_in_flight(tmp_path: Path) -> None:
    """Killed at ten random moments and started again, a run has each result once, whole."""
    _write_input(tmp_path, 60)
    chance = random.Random(1)  # noqa: S311 - no secret
    with serving(_slowly) as server, _Launcher(tmp_path, server) as launcher:
        for _ in range(10):
            before = len(server.requests)
            process = launcher.start()
            _wait_for(server, before + 1)
            time.sleep(chance.uniform(0, 0.35))
            os.kill(process, signal.SIGKILL)
            assert launcher.wait()[0] == -signal.SIGKILL
        launcher.start()
        code, told = launcher.wait()
        asked = [number_in(body) for body in server.bodies]
    assert code == 0, told
    assert set(asked) == set(range(60))
    assert len(asked) - 60 <= 6 * 10
    assert len(list((tmp_path / "run" / "results").iterdir())) == 60
    assert [verdict for verdict in verify_run(tmp_path / "run") if verdict.faults] == []
    assert list((tmp_path / "run").rglob("*.tmp")) == []


def test_one_interrupt_finishes_what_is_in_flight(tmp_path: Path) -> None:
    """The program says how to go on, ends with 130, and the next one skips what is done, in one line."""
    _write_input(tmp_path, 60)
    with serving(_slowly) as server, _Launcher(tmp_path, server) as launcher:
        process = launcher.start()
        _wait_for(server, 12)
        os.kill(process, signal.SIGINT)
        code, told = launcher.wait()
        asked = len(server.requests)
        results = len(list((tmp_path / "run" / "results").iterdir()))
        assert code == 130
        assert asked == results < 60
        assert "Ctrl-C again stops at once" in told
        assert "the same command again goes on from there" in told
        launcher.start()
        _, told = launcher.wait()
    assert f"{results} of 60 were done before" in told
    assert len(server.requests) == 60
