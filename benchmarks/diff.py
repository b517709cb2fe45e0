"""How long it takes to compare two runs of 1,000 articles, in what memory, and what that loads.

``python -m benchmarks.diff [ARTICLES] [--left RUN] [--right RUN]`` copies results under other ids into two
run folders, and compares these with ``summarizer diff`` in a process of its own. Without runs given,
``baseline`` is run over the seeds, and for the right-hand run every third record is changed and every ninth
left out.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.extraction import extract
from summarizer.reading import read_paths
from summarizer.records import ArticleSummary, Document
from summarizer.runs import RunFiles, read_result
from summarizer.runs.entries import entry_of
from summarizer.runs.files import dump_record
from summarizer.runs.manifest import ManifestHead, entry_text, write_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROOT = Path(__file__).parents[1]
_SECONDS = 10.0
_MEGABYTES = 500.0
_PROCESSES = 5
"""The program's own and four that compare."""
_HEAVY = ("litellm", "instructor", "openai", "vcr", "tenacity", "trafilatura", "pypdf", "numpy", "scipy")

_SCRIPT = f"""
import sys
from summarizer.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    packages = [name for name in {_HEAVY!r} if name in sys.modules]
    print(f"heavy packages loaded: {{', '.join(packages) or 'none'}}", file=sys.stderr)
    raise
"""


def baseline_results() -> list[tuple[ArticleSummary, str]]:
    """What rules alone make of the seeds, with the texts."""
    seeds = [one for one in read_paths([str(_ROOT / "seeds")]) if isinstance(one, Document)]
    return [(extract(seed), seed.text) for seed in seeds]


def stored_results(run: Path) -> list[tuple[ArticleSummary, str]]:
    """The first repeats of a run, with their texts."""
    files = RunFiles(run)
    results = [read_result(path) for path in files.result_paths()]
    return [
        (each, files.source_path(each.document.sha256 or "").read_text(encoding="utf-8"))
        for each in results
        if each.provenance.repeat == 1
    ]


def changed(result: ArticleSummary) -> ArticleSummary:
    """A result with every third record changed and every ninth left out, in the name of another model."""
    value: dict[str, Any] = result.model_dump(mode="json", by_alias=True)
    for name, field in (("events", "what"), ("figures", "of"), ("quotes", "about")):
        for place, record in enumerate(value[name]):
            if place % 3 == 0:
                record[field] = f"{record[field] or ''} in other words"
        del value[name][::9]
    value["provenance"]["model"] = "other"
    return ArticleSummary.model_validate(value)


def write_run(folder: Path, results: Sequence[tuple[ArticleSummary, str]], count: int) -> None:
    """Copies of results under ids of their own, the same ones over and over."""
    files = RunFiles(folder)
    files.create()
    entries = []
    for number in range(count):
        result, text = results[number % len(results)]
        named = result.model_copy(
            update={"document": result.document.model_copy(update={"id": f"{number:05}"})}
        )
        name = f"{number:05}.json"
        files.store(name, dump_record(named), text if number < len(results) else None)
        entries.append(entry_text(entry_of(named, name)))
    write_manifest(
        files.manifest,
        ManifestHead(program="summarizer", state="done", model=results[0][0].provenance.model, started=""),
        entries,
    )


def measured(command: list[str]) -> Iterator[str]:
    """Run the program, and say what it took; the last line is what the limits are held against."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *command], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1, 3}:
        raise SystemExit(done.stderr)
    yield done.stderr.strip()
    yield f"{len(done.stdout)} characters printed"
    yield json.dumps({"seconds": round(seconds, 1), "megabytes": round(used.ru_maxrss / 1024)})


def main() -> int:
    """Measure and print; 1 if it took too long or too much memory."""
    parser = argparse.ArgumentParser(description="Time the comparison of two runs of many articles.")
    parser.add_argument("articles", type=int, nargs="?", default=1000)
    parser.add_argument("--left", type=Path, help="run folder whose results are copied")
    parser.add_argument("--right", type=Path, help="the other one")
    arguments = parser.parse_args()
    count: int = arguments.articles
    ours = stored_results(arguments.left) if arguments.left else baseline_results()
    theirs = (
        stored_results(arguments.right)
        if arguments.right
        else [(changed(result), text) for result, text in ours]
    )
    failed = False
    with tempfile.TemporaryDirectory() as place:
        left, right = Path(place, "left"), Path(place, "right")
        write_run(left, ours, count)
        write_run(right, theirs, count)
        for options in ([], ["--json"]):
            *lines, last = measured(["diff", str(left), str(right), *options])
            took = json.loads(last)
            print(f"summarizer diff {' '.join(options)}, {count} articles by two models")
            print("\n".join(lines))
            print(
                f"{took['seconds']} s, start of the program included; {took['megabytes']} MB in the largest "
                f"of up to {_PROCESSES} processes"
            )
            failed |= (
                took["seconds"] > _SECONDS * max(1.0, count / 1000)
                or took["megabytes"] * _PROCESSES > _MEGABYTES
            )
    print(f"limits: {_SECONDS:.0f} s for 1,000 articles, {_MEGABYTES:.0f} MB")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
