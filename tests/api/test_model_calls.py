"""Facts about calls of a language model from Python: waiting, cancelling, forking, copying."""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from summarizer import ModelOptions, Summarizer, asummarize
from summarizer.errors import EmptyDocumentError, UnknownModelError
from summarizer.models import loop

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
from loopback import Answer, Loopback, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TEXT = "MOSCOW — At least 12 people were killed, officials said on Friday."
REPLY: dict[str, Any] = {
    "sources": [{"id": "p1", "name": "officials", "kind": "officials"}],
    "figures": [{"id": "f1", "measure": "killed", "when": ["d1"], "by": ["p1"]}],
    "events": [
        {"id": "e1", "in": ["s1"], "what": "At least 12 people were killed", "type": "attack", "by": ["p1"]}
    ],
    "headline": {"cites": ["s1"], "text": "At least 12 killed, officials say"},
    "summary": [{"cites": ["e1"], "text": "Officials said at least 12 people were killed on Friday."}],
}
GOOD = Answer(json.dumps(REPLY))


class Slow:
    """Answers the first request at once, and others when it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.asked = threading.Semaphore(0)

    def __call__(self, number: int, body: dict[str, Any]) -> Answer:
        """The good answer."""
        self.asked.release()
        if number:
            self.let_go.wait(10)
        return GOOD


@pytest.fixture
def slow() -> Iterator[tuple[Slow, Loopback, Summarizer]]:
    """A slow server, and a summarizer that has asked it once."""
    answer = Slow()
    with serving(answer) as server, at(server) as summarizer:
        summarizer.summarize(TEXT)
        answer.asked.acquire()
        yield answer, server, summarizer
        answer.let_go.set()


def at(server: Loopback, **others: Any) -> Summarizer:
    """A summarizer that asks the server, without retries."""
    options = ModelOptions(model="tiny", api_base=f"{server.url}/v1", retries=0, timeout=8, **others)
    return Summarizer("tiny", options=options)


def in_flight(summarizer: Summarizer) -> int:
    """Calls that wait for an answer."""
    return sum(extractor.pace.in_flight for extractor in summarizer._extractors.values())


def becomes(is_so: Callable[[], bool]) -> bool:
    """Whether something becomes so within 10 s."""
    end = time.monotonic() + 10
    while not is_so() and time.monotonic() < end:
        time.sleep(0.01)
    return is_so()


def test_cancelling_the_task_cancels_the_call(slow: tuple[Slow, Loopback, Summarizer]) -> None:
    """A wait that is given up leaves no call behind, and nothing that the end of the loop waits for."""
    answer, _, summarizer = slow

    async def main() -> None:
        task = asyncio.create_task(summarizer.asummarize(TEXT))
        assert await asyncio.to_thread(answer.asked.acquire, timeout=5)
        assert in_flight(summarizer) == 1
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(task, 0.1)

    begun = time.monotonic()
    asyncio.run(main())
    assert time.monotonic() - begun < 5
    assert becomes(lambda: in_flight(summarizer) == 0)


def test_a_call_that_is_cancelled_at_once_is_never_made(slow: tuple[Slow, Loopback, Summarizer]) -> None:
    """No request goes out for a task that was cancelled before its turn."""
    _, server, summarizer = slow

    async def busy() -> None:
        time.sleep(0.2)  # noqa: ASYNC251 - that is what is wanted: nothing else runs on that loop

    async def main() -> None:
        loop.submit(busy())
        task = asyncio.create_task(summarizer.asummarize(TEXT))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])

    asyncio.run(main())
    time.sleep(0.4)
    assert len(server.requests) == 1


def test_waiting_takes_no_thread(slow: tuple[Slow, Loopback, Summarizer]) -> None:
    """A hundred wait at once, though not one thread of the application's executor is free."""
    answer, server, summarizer = slow

    async def main() -> None:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        taken = asyncio.create_task(asyncio.to_thread(answer.let_go.wait, 10))
        tasks = [asyncio.create_task(summarizer.asummarize(TEXT)) for _ in range(100)]
        for _ in range(500):
            await asyncio.sleep(0.01)
            if in_flight(summarizer) == 100:
                break
        answer.let_go.set()
        assert {result.status for result in await asyncio.gather(*tasks)} == {"ok"}
        await taken

    asyncio.run(main())
    assert len(server.requests) == 101


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there are no such signals on Windows")
def test_what_a_signal_raises_cancels_the_call(slow: tuple[Slow, Loopback, Summarizer]) -> None:
    """An exception from a signal's handler ends the wait and the call."""
    _, _, summarizer = slow

    def stop(number: int, frame: object) -> None:
        raise InterruptedError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(InterruptedError):
            summarizer.summarize(TEXT)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert becomes(lambda: in_flight(summarizer) == 0)


def test_errors_of_an_awaited_call_are_those_of_a_plain_one() -> None:
    """What ``summarize`` raises, ``asummarize`` raises."""

    async def main() -> None:
        with pytest.raises(UnknownModelError, match="no provider serves"):
            await asummarize(TEXT, "nonesuch")
        with serving(GOOD) as server, at(server) as summarizer, pytest.raises(EmptyDocumentError):
            await summarizer.asummarize("")

    asyncio.run(main())


def test_a_copy_has_the_settings_and_a_connection_of_its_own() -> None:
    """A pickled summarizer asks the same model; closing one leaves the other open."""
    with serving(GOOD) as server, at(server) as summarizer:
        summarizer.summarize(TEXT)
        copied = pickle.loads(pickle.dumps(summarizer))  # noqa: S301 - its own
        assert copied == summarizer
        assert not copied._extractors
        assert copied.summarize(TEXT).status == "ok"
        copied.close()
        assert summarizer._extractors


@pytest.mark.parametrize("written", ["\\ud83d", "\ud83d"])
def test_half_of_a_surrogate_pair_in_an_answer_costs_nothing(written: str) -> None:
    """An emoji that the model cut in two becomes U+FFFD; the result can be written, after the usual calls."""
    headline = {"cites": ["s1"], "text": "At least 12 killed HALF, officials say"}
    content = json.dumps(REPLY | {"headline": headline})
    with serving(Answer(content)) as whole, at(whole) as summarizer:
        summarizer.summarize(TEXT)
    with serving(Answer(content.replace("HALF", written))) as server, at(server) as summarizer:
        result = summarizer.summarize(TEXT)
    assert result.summary.headline is not None
    assert result.summary.headline.text == "At least 12 killed \ufffd, officials say"
    assert json.loads(result.model_dump_json())["status"] == "ok"
    assert len(server.requests) == len(whole.requests)


_FORKING = """
import os, sys
from summarizer import ModelOptions, Summarizer

text, url = sys.argv[1:]
options = ModelOptions(model="tiny", api_base=url, retries=0, timeout=5)
used = Summarizer("tiny", options=options)
print(used.summarize(text).status, flush=True)
for asked in (used, Summarizer("tiny", options=options)):
    child = os.fork()
    if not child:
        print(asked.summarize(text).status, flush=True)
        sys.exit()
    os.waitpid(child, 0)
    print(used.summarize(text).status, flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_a_forks_child_asks_by_itself() -> None:
    """A child works, with its parent's summarizer or its own; its end leaves the parent's connection open."""
    with serving(GOOD) as server:
        command = [sys.executable, "-c", _FORKING, TEXT, f"{server.url}/v1"]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert (done.stdout.split(), done.stderr) == (["ok"] * 5, "")


def test_closing_waits_for_the_article_under_way(slow: tuple[Slow, Loopback, Summarizer]) -> None:
    """It needs the connection, and the recordings, that closing ends; an exception cancels it instead."""
    answer, _, summarizer = slow
    with ThreadPoolExecutor(2) as threads:
        article = threads.submit(summarizer.summarize, TEXT)
        assert answer.asked.acquire(timeout=5)
        closing = threads.submit(summarizer.close)
        time.sleep(0.3)
        assert not closing.done()
        answer.let_go.set()
        assert article.result(timeout=5).status == "ok"
        closing.result(timeout=5)
    assert summarizer.summarize(TEXT).status == "ok"
