"""How long it takes to score 1,000 articles, and which heavy packages that loads.

``python -m benchmarks.scoring [ARTICLES] [--reference DIR]`` runs ``baseline`` over the seeds, copies
results and reference annotations under other ids, and scores the copies with ``summarizer score`` in a
process of its own. The annotations are made from the results, with records left out and fields changed, or
come from ``--reference``.
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
from summarizer.records import Document
from summarizer.runs import run_documents
from summarizer.scoring.drafting import draft_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.records import ArticleSummary

_ROOT = Path(__file__).parents[1]
_LIMIT = 10.0
"""Seconds that 1,000 articles may take."""
_HEAVY = (
    "litellm", "instructor", "openai", "vcr", "tenacity", "trafilatura", "pypdf", "rich", "numpy", "scipy",
    "rapidfuzz", "networkx",
)  # fmt: skip

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


def copies(seeds: list[Document], count: int) -> Iterator[Document]:
    """``count`` articles with ids of their own, the seeds over and over."""
    for number in range(count):
        seed = seeds[number % len(seeds)]
        yield seed.model_copy(update={"info": seed.info.model_copy(update={"id": f"{number:05}"})})


def annotation_of(result: ArticleSummary, folder: Path | None) -> dict[str, Any]:
    """The annotation of an article: the one in ``folder``, or one made from the result with faults put in."""
    if folder is not None:
        value: dict[str, Any] = json.loads(
            (folder / f"{result.document.id}.json").read_text(encoding="utf-8")
        )
        return value
    value = draft_reference(result)
    for name in ("events", "figures", "quotes"):
        records = value[name]
        del records[::5]  # found, but no part of the reference
        for place, record in enumerate(records):
            record["optional"] = place % 4 == 1
        for figure in records[::3] if name == "figures" else ():
            figure["measure"], figure["attributed_to"], figure["source_kind"] = "other", [], "outlet"
    for line in value["summary"]["sentences"] + value["summary"]["contested"]:
        line["records"] = []
    return value


def write_annotations(folder: Path, values: list[dict[str, Any]], count: int) -> None:
    """As many annotations, each of the article of its number."""
    for number in range(count):
        value = values[number % len(values)]
        value["document"]["id"] = f"{number:05}"
        (folder / f"{number:05}.json").write_text(json.dumps(value), encoding="utf-8")


def main() -> int:
    """Measure and print; 1 if it took too long."""
    parser = argparse.ArgumentParser(description="Time the scoring of many articles.")
    parser.add_argument("articles", type=int, nargs="?", default=1000)
    parser.add_argument("--reference", type=Path, help="real annotations of the seeds, to be copied")
    arguments = parser.parse_args()
    count: int = arguments.articles
    seeds = [one for one in read_paths([str(_ROOT / "seeds")]) if isinstance(one, Document)]
    values = [annotation_of(extract(seed), arguments.reference) for seed in seeds]
    with tempfile.TemporaryDirectory() as place:
        run, references = Path(place, "run"), Path(place, "references")
        references.mkdir()
        run_documents(copies(seeds, count), run)
        write_annotations(references, values, count)
        command = ["score", str(run), "--reference", str(references), "--json", "--worst", "20"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _SCRIPT, *command], capture_output=True, text=True, check=True
        )
        seconds = time.perf_counter() - started
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
    score = json.loads(done.stdout)["runs"][0]
    three = [score[name] for name in ("events", "figures", "quotes")]
    required = sum(one["matched"] + one["missed"] for one in three)
    f1 = ", ".join(f"{one['f1']['value']:.3f}" for one in three)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    print(f"{count} articles, {required} required reference records; F1 of events, figures, quotes: {f1}")
    print(
        f"{seconds:.1f} s, start of the program included ({cpu:.1f} s of CPU, {used.ru_maxrss / 1024:.0f} MB)"
    )
    print(done.stderr.strip())
    limit = _LIMIT * max(1.0, count / 1000)
    print(f"limit: {limit:.0f} s")
    return int(seconds > limit)


if __name__ == "__main__":
    sys.exit(main())
