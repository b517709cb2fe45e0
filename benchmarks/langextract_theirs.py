"""langextract's side of the comparison: articles in; seconds, memory and results out; a process of its own.

Run by ``benchmarks.langextract_peer`` with an interpreter that has langextract, which need not have this
project: the standard library is all that is imported before langextract itself.

    PYTHON -m benchmarks.langextract_theirs JOB.json
"""

from __future__ import annotations

import importlib
import itertools
import json
import resource
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "MISSING",
    "VERSION",
    "WARM_UP",
    "Job",
    "Told",
    "begin_round",
    "cpu_seconds",
    "measure",
    "nothing_yet",
    "stream",
]

VERSION = "1.7.1"
MISSING = 3
"""Exit code where that version, or the openai package that it asks with, is not installed."""
WARM_UP = "At least 195 people were killed in a flood on Wednesday, officials said."
"""An article to begin with, which the server answers at once and does not count."""
_PROMPT = "Extract figures, quotes and events of the news article, in order of appearance; use exact text."
_SAMPLE = "Three people were hurt in the fire, the mayor said. “It could have been worse,” she said."


class Job(TypedDict):
    """What one side is to do."""

    base: str
    """Address of the server, with ``/v1``."""
    texts: list[str]
    """Articles, taken in turn."""
    infos: list[dict[str, Any]]
    """What reading them found out about each (date, furniture); langextract has no place for it."""
    count: int
    """Articles to run."""
    rounds: int
    """How often they are run, after a short article that is not measured."""
    in_flight: int
    """Calls in flight."""
    timeout: float
    """Seconds that one call may take."""


class Told(TypedDict):
    """What came of it."""

    cpu: list[float]
    """CPU seconds of each round, user and system."""
    checks: list[float]
    """CPU seconds of the checks among them; 0 where there are none."""
    wall: float
    """Seconds of the last round."""
    megabytes: float
    """Peak memory of the process."""
    records: dict[str, int]
    """Number of records by article, of the articles returned as good in the last round."""
    failed: list[str]
    """Articles that are marked as failed."""
    stored: int
    """Results on disk at the end, of good articles."""
    ready: list[float]
    """Seconds after which each article's result was there."""
    error: str
    """What the call raised, or what an article's failure is put down to; empty if nothing."""
    grounded: list[tuple[str, str]]
    """Up to twenty records or findings: what the model said, and what became of it."""


def stream(texts: list[str], count: int, name: str = "ART") -> Iterator[tuple[str, str]]:
    """Articles by name, numbered from 1, each of which tells its number in its last sentence."""
    for number, text in zip(range(1, count + 1), itertools.cycle(texts), strict=False):
        yield f"{name}-{number:06d}", f"{text.rstrip()}\n\nIt is {name}-{number:06d}."


def nothing_yet() -> Told:
    """What is told before anything has run."""
    return Told(
        cpu=[],
        checks=[],
        wall=0.0,
        megabytes=0.0,
        records={},
        failed=[],
        stored=0,
        ready=[],
        error="",
        grounded=[],
    )


def begin_round(told: Told) -> None:
    """Forget the results of the round before."""
    told["records"] = {}
    told["failed"] = []
    told["stored"] = 0
    told["ready"] = []
    told["error"] = ""
    told["grounded"] = []


def cpu_seconds() -> float:
    """What this process has used, all threads, user and system."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measure(job: Job) -> Told:
    """Run the articles through langextract as its documentation shows it, and store what it returns."""
    told = nothing_yet()
    _run(job, stream([WARM_UP], 1, "WARM"), told)
    for _ in range(job["rounds"]):
        begin_round(told)
        before, started = cpu_seconds(), time.perf_counter()
        _run(job, stream(job["texts"], job["count"]), told)
        told["cpu"].append(cpu_seconds() - before)
        told["checks"].append(0.0)
        told["wall"] = time.perf_counter() - started
    told["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return told


def _run(job: Job, articles: Iterable[tuple[str, str]], told: Told) -> None:
    """``extract`` with its defaults, workers and batch raised alike where more is to be in flight."""
    langextract = importlib.import_module("langextract")
    data: Any = importlib.import_module("langextract.data")
    extraction = data.Extraction
    sample = [
        extraction(extraction_class="figure", extraction_text="Three people", attributes={"by": "mayor"}),
        extraction(extraction_class="event", extraction_text="Three people were hurt in the fire"),
        extraction(extraction_class="quote", extraction_text="“It could have been worse,”"),
    ]
    started = time.perf_counter()
    try:
        results = langextract.extract(
            (data.Document(text=text, document_id=name) for name, text in articles),
            prompt_description=_PROMPT,
            examples=[data.ExampleData(text=_SAMPLE, extractions=sample)],
            model_id="gpt-4o-mini",
            api_key="none",
            model_url=job["base"],
            max_workers=job["in_flight"],
            batch_length=job["in_flight"],
            language_model_params={"timeout": job["timeout"]},
            show_progress=False,
        )
    except Exception as error:  # noqa: BLE001 - what it raises is what is measured
        told["error"] = f"{type(error).__name__}: {error}"
        return
    with tempfile.TemporaryDirectory() as folder:
        langextract.io.save_annotated_documents(
            iter(results), output_dir=folder, output_name="results.jsonl", show_progress=False
        )
        with (Path(folder) / "results.jsonl").open(encoding="utf-8") as lines:
            told["stored"] = sum(1 for _ in lines)
    seconds = time.perf_counter() - started
    told["ready"] = [seconds] * len(results)
    told["records"] = {one.document_id: len(one.extractions) for one in results}
    records = itertools.chain.from_iterable(one.extractions for one in results)
    told["grounded"] = [(one.extraction_text, _where(one, results[0].text)) for one in records][:20]


def _where(extraction: Any, text: str) -> str:
    """Where langextract says that a record stands, and how it says so."""
    place = extraction.char_interval
    if place is None:
        return "not grounded"
    status = extraction.alignment_status.value
    return f"{status} at “{text[place.start_pos : place.end_pos]}”"


def main() -> None:
    """Do the job that the file says, and print what came of it."""
    try:
        importlib.import_module("openai")
        is_there = version("langextract") == VERSION
    except ImportError:
        is_there = False
    if not is_there:
        sys.exit(MISSING)
    job: Job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(json.dumps(measure(job)))


if __name__ == "__main__":
    main()
