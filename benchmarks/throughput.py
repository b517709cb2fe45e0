"""What a run keeps of a bare asyncio pool that makes the same calls through the same client, in the same run.

Both have the same number in flight and the same articles, in turns; the bare pool asks and throws away, ours
reads, finds, asks, grounds, checks and writes. Memory and resume are measured in processes of their own.

    python -m benchmarks.throughput [calls] [slow] [memory]
"""

from __future__ import annotations

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.slow_model import Behaviour, articles, serving
from summarizer.extraction import ModelExtractor, extract
from summarizer.extraction.labelled.marking import whole
from summarizer.extraction.labelled.prompting import extraction_messages
from summarizer.extraction.labelled.reply import Reply
from summarizer.models import ModelOptions, ModelRequest, loop
from summarizer.models.client import LiveClient
from summarizer.runs import RunFiles, engine, run_documents
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.records import ArticleSummary, Document

ROUNDS = 10
"""Articles for each one in flight: enough that the start counts for little."""


@dataclass(frozen=True)
class Case:
    """One comparison."""

    in_flight: int
    articles: int
    behaviour: Behaviour
    least: float
    """Part of the bare pool's throughput that is wanted."""


CALLS = (
    Case(64, 64 * ROUNDS, Behaviour(seconds=2.0), 0.95),
    Case(256, 256 * ROUNDS, Behaviour(seconds=5.0), 0.90),
)
SLOW = (Case(16, 100, Behaviour(seconds=0.5, slow_seconds=5.0), 1 / 1.1),)


def requests(count: int) -> Iterator[ModelRequest]:
    """The requests that a run makes."""
    for document in articles(count):
        segmented = segment(document.text, published=None, furniture=())
        messages = extraction_messages(document.info, segmented, whole(segmented))
        yield ModelRequest(
            document=document.info.id, purpose="extract", messages=messages, form=Reply, max_tokens=1000
        )


async def bare(case: Case, options: ModelOptions) -> None:
    """As many workers as may be in flight, and one queue."""
    queue = requests(case.articles)

    async def work(client: LiveClient) -> None:
        for request in queue:
            await client.ask(request)

    async with LiveClient(options) as client:
        client.flow = None
        await client.__aenter__()  # anew, without anything that holds calls back
        await asyncio.gather(*(work(client) for _ in range(case.in_flight)))


def ours(case: Case, options: ModelOptions) -> None:
    """Everything."""
    with tempfile.TemporaryDirectory() as folder, ModelExtractor(options) as extractor:
        run = run_documents(
            articles(case.articles), folder, model=options.model, extractor=extractor, jobs=case.in_flight
        )
        assert run.counts.ok == case.articles, run.counts  # noqa: S101


def compare(case: Case) -> None:
    """Measure one case and print it."""
    with serving(case.behaviour) as base:
        options = ModelOptions(model="openai/loopback", api_base=base, in_flight=case.in_flight)
        loop.run(bare(Case(4, 8, case.behaviour, 0), options))
        started = time.perf_counter()
        loop.run(bare(case, options))
        between = time.perf_counter()
        ours(case, options)
        ended = time.perf_counter()
    bare_time, our_time = between - started, ended - between
    print(
        f"{case.articles} articles, {case.in_flight} in flight, {case.behaviour.seconds:g} s"
        f"{f' ({case.behaviour.slow_seconds:g} s for one in ten)' if case.behaviour.slow_seconds else ''}: "
        f"bare {bare_time:.1f} s, ours {our_time:.1f} s, {bare_time / our_time:.1%} "
        f"(aim: {case.least:.0%})"
    )


def _as_if_killed(files: RunFiles) -> None:
    """Leave the folder as a run leaves it that was killed after its last result."""
    manifest = json.loads(files.manifest.read_bytes())
    lines = [json.dumps(entry) + "\n" for entry in manifest["articles"]]
    started = json.dumps({"started": manifest["started"]})
    files.journal.write_text(f"{started}\n{''.join(lines)}", encoding="utf-8")
    files.manifest.write_text(json.dumps({**manifest, "state": "running", "articles": []}), encoding="utf-8")


def take(count: int) -> None:
    """Run, once more as after a kill, and print seconds and peak memory of the first as JSON."""
    template = extract(next(articles(1)))

    def copied(document: Document, *, model: str) -> ArticleSummary:
        del model
        return template.model_copy(update={"document": document.info})

    vars(engine)["extract"] = copied  # what the rules take is not what is measured here
    with tempfile.TemporaryDirectory() as folder:
        documents: Iterator[Document] = islice(articles(count), count)
        started = time.perf_counter()
        run_documents(documents, folder)
        first = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        _as_if_killed(RunFiles(Path(folder)))
        started = time.perf_counter()
        again = run_documents(articles(count), folder)
        resumed = time.perf_counter() - started
    told = {"first": first, "resumed": resumed, "kept": again.kept, "megabytes": peak}
    print(json.dumps(told))


def memory() -> None:
    """Peak memory of 1,000 and 100,000 articles, and how long a second run over them takes."""
    found = {}
    for count in (1000, 100_000):
        command = [sys.executable, "-m", "benchmarks.throughput", "take", str(count)]
        found[count] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        one = found[count]
        print(
            f"{count} articles: {one['first']:.0f} s, {one['megabytes']:.0f} MB; "
            f"resume {one['resumed']:.1f} s with {one['kept']} kept"
        )
    print(f"memory {found[100_000]['megabytes'] / found[1000]['megabytes'] - 1:+.0%} (aim: at most +20%)")


def main() -> None:
    """Measure what is named, or all."""
    named = sys.argv[1:] or ["calls", "slow", "memory"]
    if named[0] == "take":
        take(int(named[1]))
        return
    for case in (*(CALLS if "calls" in named else ()), *(SLOW if "slow" in named else ())):
        compare(case)
    if "memory" in named:
        memory()


if __name__ == "__main__":
    main()
