"""Facts about what stops a run with a model, and what still happens once it is to stop."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from summarizer.runs import RunOptions, Stop

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
from flow_support import GOOD, REPLY, number_in, run
from loopback import Answer, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PAGE = Answer(raw=b"<html><body>Please log in</body></html>")
ELSEWHERE = Answer(raw=b"", status=302, headers={"location": "http://127.0.0.1:9/x"})


@pytest.mark.parametrize("answer", [PAGE, ELSEWHERE, Answer("no", 403)])
def test_what_turns_away_one_article_after_the_other_stops_the_run(tmp_path: Path, answer: Answer) -> None:
    """Three articles are enough to say that the way in is wrong; a long batch is not failed."""
    stop = Stop()
    with serving(answer) as server:
        finished = run(server, tmp_path, 50, jobs=1, run_options=RunOptions(stop=stop))
        assert len(server.requests) == 3
    assert (finished.state, finished.counts.failed) == ("stopped", 3)
    assert "--api-base" in stop.reason or "SUMMARIZER_API_KEY" in stop.reason


@pytest.mark.parametrize("answer", [PAGE, ELSEWHERE, Answer("no", 403)])
def test_one_article_that_is_turned_away_first_stops_nothing(tmp_path: Path, answer: Answer) -> None:
    """Two pages before the first answer, and one behind it, fail those articles alone."""
    with serving(lambda _, body: answer if number_in(body) in (0, 1, 4) else GOOD) as server:
        finished = run(server, tmp_path, 6, jobs=1)
    assert (finished.state, finished.counts.ok, finished.counts.failed) == ("done", 3, 3)


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        (Answer(fault="hang"), {"timeout": 0.8, "retries": 4}),
        (Answer("boom", 500), {"retries": 200, "retry_cap": 0.2}),
        (Answer("slow down", 429, headers={"retry-after": "120"}), {"retries": 4, "retry_cap": 120.0}),
        (Answer("not JSON at all"), {}),
        (Answer('{"summary"', finish="length"), {}),
    ],
)
def test_once_a_run_is_to_stop_nothing_is_tried_again(
    tmp_path: Path, answer: Answer, asked: dict[str, Any]
) -> None:
    """What is under way ends, no further attempt begins, and the article is begun by the next run."""
    stop = Stop()
    is_broken = True
    at_stop = []

    def end() -> None:
        at_stop.append(len(server.requests))
        stop.request("enough")

    def slowly(_: int, body: dict[str, Any]) -> Answer:
        if not is_broken or number_in(body) == 0:
            return GOOD
        if not stop.reason:
            threading.Timer(0.4, end).start()
            if answer.status == 200 and not answer.fault:
                time.sleep(0.8)
        return answer

    started = time.monotonic()
    with serving(slowly) as server:
        finished = run(server, tmp_path, 4, jobs=1, run_options=RunOptions(stop=stop), **asked)
        assert time.monotonic() - started < 20
        assert len(server.requests) == at_stop[0]
        assert (finished.counts.ok, finished.counts.failed) == (1, 0)
        is_broken = False
        assert run(server, tmp_path, 4).counts.ok == 4


def test_an_article_that_was_answered_ends_as_ever(tmp_path: Path) -> None:
    """Its repair, a question of its own, is still asked once the run is to stop."""
    stop = Stop()
    faulty = Answer(REPLY.replace("People were killed", "99 people were killed"))

    def answer(number: int, _: dict[str, Any]) -> Answer:
        if not number:
            stop.request("enough")
        return GOOD if number else faulty

    with serving(answer) as server:
        finished = run(server, tmp_path, 3, jobs=1, run_options=RunOptions(stop=stop))
        assert len(server.requests) == 2
    assert finished.counts.articles == 1
    assert finished.counts.failed == 0


