"""What the tests of the review page share: a small comparison, and a browser where there is one."""

from __future__ import annotations

import hashlib
import shutil
import threading
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.records import Figure, Source, Span
from summarizer.review.model import (
    ArticleDiff,
    Change,
    Diff,
    DiffCounts,
    FieldChange,
    MarkedSpan,
    Presence,
    RunInfo,
    SideRecord,
    Verdict,
)
from summarizer.review.page import build_page
from summarizer.review.server import ReviewServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
HOSTILE = (
    "😀 <script>window.harmed = 1</script></script><!-- **bold** [a](javascript:1) \x1b[31mred\x07\n"
    "\u202eplainly reversed\u202c مرحبا بالعالم 👩\u200d👩\u200d👧 <img src=x onerror=window.harmed=2>\n"
    + "x" * 10_000
    + "\r\n𝒜 flood killed at least 195 people, 😀 officials said. It took 20 days.\u2028 {{data}} &amp;"
)
"""An article that tries everything, with what is counted behind astral characters."""


def figure(source: str, words: str, value: float, *, speaker: str | None = None) -> Figure:
    """A figure where its words stand in the source."""
    at = source.index(words)
    by = source.index(speaker) if speaker else 0
    said = (Source(name=speaker, mentions=(Span.of(source, by, by + len(speaker)),)),) if speaker else ()
    return Figure(
        id="f1",
        text=words,
        value=value,
        unit="people",
        measure="killed",
        attributed_to=said,
        source_kind="officials" if said else "outlet",
        span=Span.of(source, at, at + len(words)),
    )


def side(record: Figure) -> SideRecord:
    """A record with where it stands."""
    spans = [MarkedSpan(start=record.span.start, end=record.span.end, role="text")]
    for source in record.attributed_to:
        spans += [MarkedSpan(start=each.start, end=each.end, role="mention") for each in source.mentions]
    return SideRecord(id=record.id, record=record.model_dump(mode="json"), spans=tuple(spans))


def value_change(name: str, left: Figure | None, right: Figure | None) -> Change:
    """A figure that is another one, came or went; ``name`` makes its key."""
    both = left is not None and right is not None
    value = FieldChange(field="value", kind="value", severity="critical", left="195", right="<b>159</b>")
    return Change(
        key=hashlib.sha256(name.encode()).hexdigest()[:32],
        type="figure",
        kind="value" if both else "removed" if left else "added",
        severity="critical" if both else "major",
        stability="unknown",
        left_run=0,
        right_run=1,
        title=f"<i>{name}</i>",
        left=(side(left),) if left else (),
        right=(side(right),) if right else (),
        left_presence=Presence(present=int(left is not None), of=1),
        right_presence=Presence(present=int(right is not None), of=1),
        fields=(value,) if both else (),
    )


def small_diff(articles: int = 3) -> tuple[Diff, dict[str, str]]:
    """Two runs that differ in three ways on each article, and the texts; one more article is unchanged."""
    texts: dict[str, str] = {}
    compared = []
    for number in range(articles):
        text = f"{HOSTILE} Article {number}."
        digest = hashlib.sha256(text.encode()).hexdigest()
        texts[digest] = text
        claim = figure(text, "at least 195", 195, speaker="officials")
        fact = figure(text, "195", 159)
        days = figure(text, "20 days", 20)
        compared.append(
            ArticleDiff(
                document=f"a{number}",
                title=f"Flood {number} </title><script>window.harmed = 3</script>",
                sha256=digest,
                state="compared",
                statuses=("ok", "ok"),
                changes=(
                    value_change(f"toll {number}", claim, fact),
                    value_change(f"gone {number}", days, None),
                    value_change(f"come {number}", None, days),
                ),
            )
        )
    compared.append(ArticleDiff(document="same", state="compared", statuses=("ok", "ok")))
    return Diff(
        runs=(run("old"), run("new")), verdict=_VERDICT, counts=_COUNTS, articles=tuple(compared)
    ), texts


def run(name: str) -> RunInfo:
    """A run with a model of its own."""
    return RunInfo(
        name=name,
        folder=name,
        models=(f"{name}-model",),
        prompts=("p1",),
        schemas=("1",),
        repeats=1,
        articles=4,
    )


_COUNTS = DiffCounts(articles=4, compared=4, changed=3, critical=3, major=6)
_VERDICT = Verdict(
    outcome="failed",
    exit_code=1,
    safe="no",
    headline="No: 3 critical changes.",
    reasons=("3 values changed",),
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReviewServer]:
    """A server on a free port, with its file of decisions beside it."""
    diff, texts = small_diff()
    page = build_page(diff, diff.articles, texts, "Ann Lee")
    started = ReviewServer(page, texts, tmp_path / "decisions.jsonl", "Ann Lee")
    thread = threading.Thread(target=started.serve)
    thread.start()
    yield started
    started.stop()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium; tests that need it are skipped where there is none.

    It ends with its module, as its event loop is in the way of tests that start one of their own.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no chromium on this machine")
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=chromium, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A page of its own, wide, without any network but loopback; it must not meet an error."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(5000)
    page = context.new_page()
    page.wrong, page.asked = [], []
    context.route("**/*", lambda route: _only_here(route, page))
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda message: page.wrong.append(message.text) if message.type == "error" else None)
    yield page
    wrong = page.wrong
    context.close()
    assert wrong == []


def _only_here(route: Any, page: Any) -> None:
    page.asked.append(route.request.url)
    if route.request.url.startswith(("file:", "http://127.0.0.1:")):
        route.continue_()
    else:
        route.abort()
