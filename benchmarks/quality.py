"""Scores the committed sets against reference annotations, and writes ``benchmarks/quality.md``.

``python -m benchmarks.quality --reference DIR``: each set is replayed offline from ``cassettes/`` into a
temporary run and scored with all its repeats. A set without recordings is left out, and the page says so.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from summarizer.runs import RunFiles, read_result
from summarizer.scoring import score_runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.scoring import ScoreReport
    from summarizer.scoring.report import Measured, RunScore, TypeScore

_ROOT = Path(__file__).parents[1]
_CASSETTES = _ROOT / "cassettes"
_PAGE = _ROOT / "benchmarks" / "quality.md"
_TYPES = ("events", "figures", "quotes")
_DONE = (0, 4)
"""Exit statuses of a run that came to its end: all done, or some documents failed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A set that may be replayed."""

    name: str
    recorded: bool = True
    options: tuple[str, ...] = ()
    """What the run was recorded with."""


_SMALL = "--split --constraint json_object --context-window 8192 --api-base http://127.0.0.1:8123/v1"

SETS = (
    Candidate("baseline", recorded=False),
    Candidate("smollm2-135m-instruct", options=tuple(_SMALL.split())),
    Candidate("relayed-large"),
)
"""The committed sets, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A set that was replayed and scored."""

    name: str
    score: RunScore
    findings: Counter[str]
    """Findings of all results, by severity."""
    results: int


def recordings(name: str) -> Path | None:
    """The folder of a set's recordings; None where there are none."""
    folders = (path for path in sorted(_CASSETTES.iterdir()) if any(path.glob("*.json")))
    return next((path for path in folders if unquote(path.name).rpartition("/")[2] == name), None)


def repeats_in(folder: Path) -> int:
    """How many repeats were recorded: each was asked with a seed of its own."""
    seeds = {1}
    for path in folder.glob("*.json"):
        interactions = json.loads(path.read_text(encoding="utf-8"))["interactions"]
        seeds.update(one["request"]["body"].get("seed", 1) for one in interactions)
    return max(seeds)


def replay(candidate: Candidate, run: Path) -> str | None:
    """Replay a set into a run folder; why it cannot be scored, or None."""
    model, repeats = candidate.name, 1
    if candidate.recorded:
        folder = recordings(candidate.name)
        if folder is None:
            return "there are no recordings of it"
        model, repeats = unquote(folder.name), repeats_in(folder)
    arguments = ["run", "seeds", "--model", model, "--repeat", str(repeats), "--output", str(run), "--quiet"]
    if candidate.recorded:
        arguments += ["--cassettes", _CASSETTES.name, "--recording", "replay", *candidate.options]
    done = subprocess.run(
        [sys.executable, "-m", "summarizer", *arguments],
        capture_output=True, text=True, check=False, cwd=_ROOT,
    )  # fmt: skip
    if done.returncode not in _DONE:
        return f"the replay ended with status {done.returncode}: {done.stderr.strip()[-300:]}"
    results = [read_result(path) for path in RunFiles(run).result_paths()]
    if all(result.status == "failed" for result in results):
        return f"its replay fails for every article ({(results[0].error or '').partition(';')[0]})"
    return None


def findings_of(run: Path) -> tuple[Counter[str], int]:
    """The findings of a run by severity, and the number of its results."""
    results = [read_result(path) for path in RunFiles(run).result_paths()]
    return Counter(check.severity for result in results for check in result.checks), len(results)


def main() -> int:
    """Replay, score and write the page."""
    parser = argparse.ArgumentParser(description="Score the committed sets.")
    parser.add_argument("--reference", type=Path, required=True, help="folder of the reference annotations")
    parser.add_argument("--output", type=Path, default=_PAGE, help="the page to write")
    arguments = parser.parse_args()
    replayed, skipped = [], []
    report: ScoreReport | None = None
    for candidate in SETS:
        with tempfile.TemporaryDirectory() as folder:
            run = Path(folder, "run")
            reason = replay(candidate, run)
            if reason is not None:
                skipped.append(f"`{candidate.name}` is left out: {reason}.")
                print(skipped[-1])
                continue
            report = score_runs([run], arguments.reference)
            replayed.append(Replayed(candidate.name, report.runs[0], *findings_of(run)))
            print(f"{candidate.name}: scored")
    if report is None:
        print("no set could be scored")
        return 1
    arguments.output.write_text("\n".join(page(replayed, skipped, report)) + "\n", encoding="utf-8")
    print(f"wrote {arguments.output}")
    return 0


def page(replayed: Sequence[Replayed], skipped: Sequence[str], report: ScoreReport) -> Iterator[str]:
    """The lines of the page."""
    yield "# Quality of the committed sets"
    yield ""
    yield (
        f"Scored against {report.articles} reference annotations by `make bench-quality "
        "BENCH_REFERENCE=folder` (`summarizer score`); the recorded sets are replayed from `cassettes/`, "
        "offline. In brackets the 95% interval over articles (bootstrap); of several repeats, the mean, and "
        "counts over all of them."
    )
    failing = [
        f"`{one.name}`: {len(one.score.failed)} articles failed in a repeat, and count as all missed in it"
        for one in replayed
        if one.score.failed
    ]
    for sentence in (*report.notes, *skipped, *failing):
        yield ""
        yield f"{sentence[0].upper()}{sentence[1:].rstrip('.')}."
    yield ""
    yield from _table(["", *(_heading(one) for one in replayed)], _rows(replayed))
    yield ""
    yield "## Fields of the matched records"
    yield ""
    yield from _table(["share right", *(one.name for one in replayed)], _field_rows(replayed))
    yield ""
    yield "## F1 by article"
    yield ""
    yield "Events, figures, quotes; a failed article has missed everything."
    yield ""
    yield from _table(["", *(one.name for one in replayed)], _article_rows(replayed))


def _heading(one: Replayed) -> str:
    repeats = len(one.score.repeats)
    return one.name if repeats == 1 else f"{one.name}, {repeats} repeats"


def _table(heading: list[str], rows: Iterator[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heading)} |"
    yield "|" + "---|" * len(heading)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _rows(replayed: Sequence[Replayed]) -> Iterator[list[str]]:
    for name in _TYPES:
        scores: list[TypeScore] = [getattr(one.score, name) for one in replayed]
        yield [f"{name}: precision", *(_cell(s.precision, s.matched, s.matched + s.extra) for s in scores)]
        yield [f"{name}: recall", *(_cell(s.recall, s.matched, s.matched + s.missed) for s in scores)]
        yield [f"{name}: F1", *(_cell(s.f1) for s in scores)]
    yield ["articles that failed", *(str(len(one.score.failed)) for one in replayed)]
    for severity in ("error", "warning"):
        label = f"findings of the checks a result: {severity}s"
        yield [label, *(f"{one.findings[severity] / one.results:.1f}" for one in replayed)]


def _cell(measured: Measured, part: int | None = None, whole: int | None = None) -> str:
    if measured.value is None:
        return "–"
    interval = "" if measured.interval is None else " [{:.2f}, {:.2f}]".format(*measured.interval)
    counts = "" if whole is None else f", {part}/{whole}"
    return f"{measured.value:.3f}{interval}{counts}"


def _field_rows(replayed: Sequence[Replayed]) -> Iterator[list[str]]:
    for name in _TYPES:
        scores: list[TypeScore] = [getattr(one.score, name) for one in replayed]
        for field in scores[0].fields:
            shares = [score.fields[field] for score in scores]
            yield [
                f"{name}: {field.replace('_', ' ')}",
                *(
                    "–" if one.share is None else f"{one.share:.3f}, {one.right}/{one.judged}"
                    for one in shares
                ),
            ]


def _article_rows(replayed: Sequence[Replayed]) -> Iterator[list[str]]:
    for place, article in enumerate(replayed[0].score.repeats[0].articles):
        cells = []
        for one in replayed:
            articles = [repeat.articles[place] for repeat in one.score.repeats]
            values = [[getattr(each, name).f1.value for each in articles] for name in _TYPES]
            cells.append(", ".join(_mean(each) for each in values))
        yield [article.document, *cells]


def _mean(values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{sum(known) / len(known):.2f}" if known else "–"


if __name__ == "__main__":
    sys.exit(main())
