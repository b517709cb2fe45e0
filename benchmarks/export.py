"""What an export costs: seconds and peak memory for runs of some hundred and some thousand articles.

The runs are made of the seeds as ``baseline`` reads them, each many times with its letters exchanged, so
that no two articles are equal and compression has no easier task. Every export is a process of its own, so
that its peak is its own; the first line is a process that imports and writes nothing. Memory that is flat
shows as a peak that does not grow with the articles.

    python -m benchmarks.export [ARTICLES...]
"""

from __future__ import annotations

import multiprocessing
import random
import re
import resource
import string
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.export import FORMATS, export_run
from summarizer.extraction import extract
from summarizer.reading import read_paths
from summarizer.records import ArticleSummary, Document
from summarizer.runs import RunFiles
from summarizer.runs.files import dump_record

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

SEEDS = Path(__file__).parents[1] / "seeds"
SIZES = (300, 3000)
MEGABYTE = 1e6
KIBIBYTE = 1024
FREE_TEXT = {"text", "what", "name", "title", "message", "counted", "about", "cue", "place", "speaker_role"}


def templates() -> list[ArticleSummary]:
    """The seeds' results by rules."""
    documents = [document for document in read_paths([str(SEEDS)]) if isinstance(document, Document)]
    return [extract(document, model="baseline") for document in documents]


def write_run(folder: Path, articles: int, results: list[ArticleSummary]) -> None:
    """A run folder of that many articles."""
    files = RunFiles(folder)
    files.create()
    values = [result.model_dump(mode="python", by_alias=True) for result in results]
    for number in range(articles):
        letters = list(string.ascii_lowercase)
        random.Random(number).shuffle(letters)  # noqa: S311 - nothing secret
        value = exchanged(
            values[number % len(values)], str.maketrans(string.ascii_lowercase, "".join(letters))
        )
        value["document"]["id"] = f"article-{number:06}"
        files.store(f"article-{number:06}.json", dump_record(ArticleSummary.model_validate(value)), None)


def exchanged(value: Any, letters: dict[int, int], key: str = "") -> Any:
    """A record with the letters of its free text exchanged."""
    match value:
        case dict():
            return {key: exchanged(item, letters, key) for key, item in value.items()}
        case list() | tuple():
            return [exchanged(item, letters, key) for item in value]
        case str() if key in FREE_TEXT:
            return value.translate(letters)
    return value


def peak_memory() -> int:
    """The most memory that this process has held, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage tells on Linux begins with the peak of the process that started this one.
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii", errors="replace"))
        if found:
            return int(found[1]) * KIBIBYTE
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * KIBIBYTE


def measure(run: Path, format_: str | None, target: Path, to_parent: Connection) -> None:
    """Export in a process of its own; sends seconds, peak in bytes and bytes written."""
    started = time.perf_counter()
    exported = export_run(run, format_, target) if format_ else None
    seconds = time.perf_counter() - started
    peak = peak_memory()
    written = sum(path.stat().st_size for path in exported.files) if exported else 0
    to_parent.send((seconds, peak, written))


def main(sizes: list[int]) -> None:
    """Print a line for each format and number of articles."""
    print(
        f"{'articles':>8}  {'format':<8}  {'seconds':>7}  {'articles/s':>10}  {'peak MB':>7}  "
        f"{'written MB':>10}"
    )
    context = multiprocessing.get_context("spawn")
    results = templates()
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            run = Path(folder) / f"run-{size}"
            write_run(run, size, results)
            for format_ in (None, *FORMATS):
                receiver, sender = context.Pipe(duplex=False)
                target = Path(folder) / f"out-{size}-{format_}"
                process = context.Process(target=measure, args=(run, format_, target, sender))
                process.start()
                sender.close()
                seconds, peak, written = receiver.recv()
                process.join()
                speed = f"{size / seconds:10.0f}" if format_ else f"{'':>10}"
                print(
                    f"{size:8}  {format_ or 'nothing':<8}  {seconds:7.2f}  {speed}  {peak / MEGABYTE:7.1f}  "
                    f"{written / MEGABYTE:10.1f}",
                    flush=True,
                )


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(SIZES))
