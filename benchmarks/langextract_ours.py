"""This project's side of the comparison with langextract, and a bare client: each in a process of its own.

Run by ``benchmarks.langextract_peer``; ``ours`` finds, asks, grounds, checks and writes, ``bare`` sends the
bodies in a file through the openai package, one after the other, and does nothing with the answers.

    python -m benchmarks.langextract_ours ours|bare JOB.json
"""

from __future__ import annotations

import itertools
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.langextract_theirs import WARM_UP, Job, Told, begin_round, cpu_seconds, nothing_yet, stream
from summarizer.checks import Judgements, apply_checks
from summarizer.extraction import ModelExtractor
from summarizer.extraction.labelled import labelling
from summarizer.models import ModelOptions
from summarizer.records import Document, DocumentInfo
from summarizer.runs import read_result, run_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.records import ArticleSummary
    from summarizer.runs.entries import ArticleEntry
    from summarizer.text.segment import Segmented

_checking = [0.0]


def _timed_checks(
    result: ArticleSummary, segmented: Segmented, judgements: Judgements | None = None
) -> ArticleSummary:
    started = time.thread_time()
    try:
        return apply_checks(result, segmented, judgements)
    finally:
        _checking[0] += time.thread_time() - started


def measure(job: Job) -> Told:
    """Run the articles as ``summarize_many`` does, into a folder that is thrown away."""
    vars(labelling)["apply_checks"] = _timed_checks
    told = nothing_yet()
    _run(job, _documents([WARM_UP], [{}], 1, "WARM"), told)
    for _ in range(job["rounds"]):
        begin_round(told)
        _checking[0] = 0.0
        before, started = cpu_seconds(), time.perf_counter()
        taken = _run(job, _documents(job["texts"], job["infos"], job["count"]), told)
        told["cpu"].append(cpu_seconds() - before - taken)
        told["checks"].append(_checking[0])
        told["wall"] = time.perf_counter() - started - taken
    told["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return told


def _documents(
    texts: list[str], infos: list[dict[str, Any]], count: int, name: str = "ART"
) -> Iterator[Document]:
    for (article, text), info in zip(stream(texts, count, name), itertools.cycle(infos), strict=False):
        yield Document(info=DocumentInfo.model_validate({**info, "id": article}), text=text)


def _run(job: Job, documents: Iterator[Document], told: Told) -> float:
    """Everything; the seconds that looking at the results took afterwards."""
    options = ModelOptions(
        model="openai/loopback", api_base=job["base"], timeout=job["timeout"], retries=2, retry_cap=5.0
    )
    started = time.perf_counter()

    def note(_: int, entry: ArticleEntry) -> None:
        told["ready"].append(time.perf_counter() - started)
        if entry.status == "ok":
            told["records"][entry.id] = entry.figures + entry.quotes + entry.events
        elif entry.status == "failed":
            told["failed"].append(entry.id)
            told["error"] = entry.error or ""

    with tempfile.TemporaryDirectory() as folder:
        with ModelExtractor(options) as extractor:
            run_documents(
                documents,
                folder,
                model=options.model,
                extractor=extractor,
                jobs=job["in_flight"],
                on_result=note,
            )
        ended = time.process_time()
        paths = sorted((Path(folder) / "results").rglob("*.json"))
        told["stored"] = len(paths) - len(told["failed"])
        if len(paths) == 1:
            result = read_result(paths[0])
            said = [(one.text, "in the summary") for one in result.summary.sentences]
            said += [(one.what, "as an event") for one in result.events]
            found = [(one.code, f"{one.severity}: {one.message}") for one in result.checks]
            told["grounded"] = [*said, *found][:20]
        return time.process_time() - ended


def bare(job: dict[str, Any]) -> dict[str, list[float]]:
    """Send the bodies through the openai package; CPU seconds of each round."""
    import openai  # noqa: PLC0415 - the other side does without it

    client = openai.OpenAI(api_key="none", base_url=job["base"])
    bodies: list[dict[str, Any]] = job["bodies"]
    used = []
    for body in bodies[:5]:
        client.post("/chat/completions", body=body, cast_to=openai.types.chat.ChatCompletion)
    for _ in range(job["rounds"]):
        before = cpu_seconds()
        for body in bodies:
            client.post("/chat/completions", body=body, cast_to=openai.types.chat.ChatCompletion)
        used.append(cpu_seconds() - before)
    return {"cpu": used}


def main() -> None:
    """Do the job that the file says, and print what came of it."""
    job = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    print(json.dumps(bare(job) if sys.argv[1] == "bare" else measure(job)))


if __name__ == "__main__":
    main()
