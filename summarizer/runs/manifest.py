"""The manifest of a run: what was asked for, what became of each article, what it took."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import Field

from summarizer.errors import CorruptResultError, OtherVersionError
from summarizer.records import SCHEMA_VERSION, ArticleSummary, Record, Status
from summarizer.runs.files import load_record, read_result

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.runs.files import RunFiles

__all__ = [
    "ArticleEntry",
    "Counts",
    "Manifest",
    "State",
    "Usage",
    "entry_of",
    "fingerprint_of",
    "known_entries",
    "stored_entry",
    "totals",
]

State = Literal["running", "done", "interrupted", "stopped"]
"""How a run stands, or how it ended."""

NumberT = TypeVar("NumberT", int, float)


class ArticleEntry(Record):
    """One line of the manifest: one article's result in short."""

    id: str
    """The document's id."""
    result: str
    """File name of the result in ``results/``."""
    status: Status
    error: str | None = None
    path: str | None = None
    """Where the article was read, as it was given."""
    sha256: str | None = None
    """Names the source text in ``sources/``; null when no text could be read."""
    fingerprint: str
    """SHA-256 over all that the result follows from; equal fingerprints make equal requests."""
    events: int = 0
    figures: int = 0
    quotes: int = 0
    findings: int = 0
    """Number of checks listed, of any severity."""
    calls: int = 0
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_usd: float | None = None
    seconds: float | None = None
    """Wall-clock time that the article took; null when it was not measured in this run."""


class Counts(Record):
    """How many there are in the whole run folder."""

    articles: int = 0
    ok: int = 0
    partial: int = 0
    failed: int = 0
    events: int = 0
    figures: int = 0
    quotes: int = 0
    findings: int = 0


class Usage(Record):
    """What the whole run folder took; a sum is null when one of its parts is not known."""

    calls: int = 0
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_usd: float | None = None


class Manifest(Record):
    """What stands in a run folder's ``run.json``; the only stored record that holds clock times."""

    schema_version: str = SCHEMA_VERSION
    program: str
    """Name and version of the program that wrote it."""
    state: State
    """How the latest run into the folder ended; ``running`` also after a crash."""
    model: str
    settings: dict[str, Any] = Field(default_factory=dict)
    """The settings of the latest run into the folder."""
    started: str
    """ISO 8601, UTC."""
    finished: str | None = None
    """ISO 8601, UTC; null while it runs."""
    seconds: float | None = None
    """Wall-clock time of the latest run into the folder."""
    counts: Counts = Counts()
    usage: Usage = Usage()
    articles: tuple[ArticleEntry, ...] = ()
    """Every result in the folder, by file name."""


def fingerprint_of(result: ArticleSummary) -> str:
    """SHA-256 over what a result follows from: the article as the model is told it, and how it is asked."""
    document, provenance = result.document, result.provenance
    parts = {
        "source": document.sha256,
        "told": [document.title, document.outlet, document.byline, document.published],
        "model": provenance.model,
        "prompt": provenance.prompt,
        "schema": provenance.schema_,
        "parameters": provenance.parameters,
        "repeat": provenance.repeat,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode("utf-8")).hexdigest()


def entry_of(result: ArticleSummary, name: str, *, seconds: float | None = None) -> ArticleEntry:
    """The manifest's line for a result.

    Args:
        result: The result.
        name: Its file name.
        seconds: Wall-clock time that it took, where it was measured.
    """
    provenance = result.provenance
    return ArticleEntry(
        id=result.document.id,
        result=name,
        status=result.status,
        error=result.error,
        path=result.document.path,
        sha256=result.document.sha256,
        fingerprint=fingerprint_of(result),
        events=len(result.events),
        figures=len(result.figures),
        quotes=len(result.quotes),
        findings=len(result.checks),
        calls=provenance.calls,
        input_tokens=provenance.input_tokens,
        output_tokens=provenance.output_tokens,
        cost_usd=provenance.cost_usd,
        seconds=None if seconds is None else round(seconds, 4),
    )


def known_entries(files: RunFiles) -> dict[str, ArticleEntry]:
    """What is known of the results in a run folder, by file name.

    The manifest's lines are trusted where the run that wrote them came to its end; otherwise, and
    where the manifest has no line, the result itself is read. Results that cannot be read have none.

    Raises:
        OtherVersionError: The manifest is another major version's.
    """
    listed: dict[str, ArticleEntry] = {}
    if files.manifest.exists():
        try:
            manifest = load_record(Manifest, files.manifest)
        except OtherVersionError:
            raise
        except CorruptResultError:
            pass
        else:
            if manifest.state != "running":
                listed = {entry.result: entry for entry in manifest.articles}
    entries: dict[str, ArticleEntry] = {}
    for path in files.result_paths():
        entry = listed.get(path.name) or stored_entry(files, path.name)
        if entry is not None:
            entries[path.name] = entry
    return entries


def stored_entry(files: RunFiles, name: str) -> ArticleEntry | None:
    """The line for a result as it stands on disk; None where there is no readable one."""
    try:
        return entry_of(read_result(files.results / name), name)
    except CorruptResultError:
        return None


def totals(entries: Iterable[ArticleEntry]) -> tuple[Counts, Usage]:
    """Sums over the lines of a manifest."""
    lines = list(entries)
    counts = Counts(
        articles=len(lines),
        **{status: sum(line.status == status for line in lines) for status in ("ok", "partial", "failed")},
        **{
            kind: sum(getattr(line, kind) for line in lines)
            for kind in ("events", "figures", "quotes", "findings")
        },
    )
    usage = Usage(
        calls=sum(line.calls for line in lines),
        input_tokens=_sum_if_known(line.input_tokens for line in lines),
        output_tokens=_sum_if_known(line.output_tokens for line in lines),
        cost_usd=_sum_if_known(line.cost_usd for line in lines),
    )
    return counts, usage


def _sum_if_known(values: Iterable[NumberT | None]) -> NumberT | None:
    total: NumberT | None = None
    for value in values:
        if value is None:
            return None
        total = value if total is None else total + value
    return total
