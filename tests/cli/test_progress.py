"""Facts about what a person sees of a run under way, on a terminal and in a log."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from summarizer.cli import progress as progress_module
from summarizer.cli.progress import Progress
from summarizer.cli.run_log import RunLog
from summarizer.cli.terminal import say
from summarizer.cli.usage import RunUsage, shortened
from summarizer.extraction import Pace
from summarizer.runs import ArticleEntry

if TYPE_CHECKING:
    from summarizer.extraction import ModelExtractor


class Terminal(io.StringIO):
    """A stream that says that a person reads it."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """It is one."""
        return True


def an_entry(status: str = "ok", **taken: Any) -> ArticleEntry:
    """A line of a manifest."""
    values = {"id": "[bold]\x1b[2Jx", "result": "a.json", "status": status, "fingerprint": ""}
    return ArticleEntry.model_validate(values | taken)


def watching(pace: Pace) -> ModelExtractor:
    """What asks a model at a pace, and has had 7 tokens from a cache."""
    return cast("ModelExtractor", SimpleNamespace(pace=pace, cached_tokens=7))


def plain() -> RunLog:
    """Sentences."""
    return RunLog(as_json=False, quiet=False)


def test_the_line_has_all_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done of how many, failures, rate, time left, calls in flight, cost and tokens."""
    now = 0.0
    monkeypatch.setattr(progress_module, "monotonic", lambda: now)
    progress = Progress(plain(), 101)
    progress.watch(watching(Pace(3, 50.0)))
    progress.keep(an_entry())
    for number in range(20):
        now = (number + 1) * 0.5
        failed = number == 0
        taken = {"calls": 1, "input_tokens": 1000, "output_tokens": 200, "cost_usd": 0.01}
        progress.advance(an_entry("failed" if failed else "ok", **taken))
    line = "20 of 101 done · 1 failed · 2.0/s · 0:40 left · 3 in flight · $0.2000 · 24.0k tokens"
    assert progress.line() == line
    progress.watch(watching(Pace(paused=True)))
    assert "waiting for the server" in progress.line()


def test_without_a_total_there_is_no_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where more come than were counted."""
    now = 0.0
    monkeypatch.setattr(progress_module, "monotonic", lambda: now)
    for total in (None, 1):
        now = 0.0
        progress = Progress(plain(), total)
        now = 60.0
        progress.advance(an_entry())
        progress.advance(an_entry())
        assert progress.line() == "2 done · 2.0/min" + (" · 0:00 left" if total else "")


def test_a_terminal_shows_a_bar_and_messages_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar moves, stays on one line, shows nothing of an article, and gives way to messages."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    screen, data = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sys, "stdout", data)
    with Progress(plain(), 3) as progress:
        progress.advance(an_entry(calls=1, input_tokens=123_456, output_tokens=1_000, cost_usd=0.25))
        say("a message", err=True)
        say("data")
    shown = screen.getvalue()
    assert "━" in shown
    assert "1 of 3 done" in shown
    assert "\x1b[2K" + "a message" in shown
    assert "\x1b[2J" not in shown
    assert data.getvalue() == "data\n"


def test_a_log_gets_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain line every so often, also while nothing comes to its end; none when all is quick or quiet."""
    with Progress(plain(), 3) as progress:
        progress.advance(an_entry())
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(progress_module, "_SECONDS_BETWEEN_LINES", 0.05)
    with Progress(plain(), 3) as progress:
        progress.advance(an_entry())
        progress._over.wait(0.3)
    lines = capsys.readouterr().err.splitlines()
    assert 2 <= len(lines) <= 6
    assert all(line.startswith("1 of 3 done · ") for line in lines)
    with Progress(RunLog(as_json=False, quiet=True), 3) as progress:
        progress._over.wait(0.12)
    assert capsys.readouterr() == ("", "")


def test_a_pace_is_told_once_it_falls(capsys: pytest.CaptureFixture[str]) -> None:
    """Small changes are not told."""
    progress = Progress(RunLog(as_json=True, quiet=False))
    for rate in (50.0, 52.0, 30.0, 29.0, 45.0):
        progress.watch(watching(Pace(2, rate)))
        progress._tell_rate()
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert '"calls_per_second": 30.0' in told[0]
    assert '"calls_per_second": 45.0' in told[1]


def test_sums_say_what_is_not_known() -> None:
    """A sum with something unknown in it is told as such, and is null for a program."""
    usage = RunUsage()
    usage.add(an_entry())
    assert usage.facts()["calls"] == 0
    usage.add(an_entry(calls=1, input_tokens=10, output_tokens=5, cost_usd=0.5))
    assert str(usage) == "1 call, 10 tokens in, 5 tokens out, $0.5000"
    usage.add(an_entry(calls=2))
    assert str(usage) == "3 calls, 10 tokens in, 5 tokens out, $0.5000, unknown for 1; tokens unknown for 1"
    assert (usage.facts()["cost_usd"], usage.facts()["cost_usd_known"]) == (None, 0.5)
    assert usage.least_cost == "≥ $0.5000"
    assert [shortened(count) for count in (950, 12_345, 1_234_567)] == ["950", "12.3k", "1.2M"]


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ("", "0 documents done"),
        ("ok", "1 document done"),
        ("ok ok", "2 documents done"),
        ("failed", "1 document failed"),
        ("failed failed", "2 documents failed"),
        ("ok failed failed", "1 document done, 2 failed"),
        ("partial", "1 document done (in part)"),
        ("ok partial ok failed", "3 documents done (1 of them in part), 1 failed"),
    ],
)
def test_what_has_failed_is_not_called_done(statuses: str, told: str) -> None:
    """The sum at the end counts each document once: as done, or as failed."""
    progress = Progress(plain())
    for status in statuses.split():
        progress.advance(an_entry(status))
    assert str(progress) == told
