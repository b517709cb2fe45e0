"""Compares one article from its stored results, in this process or another; what comes back is small."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from summarizer.errors import RunError
from summarizer.records import SCHEMA_VERSION, ArticleSummary
from summarizer.review.article import Decided, compare_article
from summarizer.review.model import SEVERITIES, Agreement, DiffCounts, MatrixRow
from summarizer.review.severity import SeverityRules
from summarizer.review.verdict import Tally
from summarizer.runs import read_result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

__all__ = ["ArticleLine", "ComparedArticle", "StoredArticle", "compare_stored", "json_line", "lost"]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """Where the results of an article stand."""

    document: str
    paths: tuple[tuple[str, ...], ...]
    """For each run the files of its results."""
    repeats: tuple[int, ...] = ()
    """For each run the most results that it has of any article."""


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article in short."""

    document: str
    state: str
    statuses: tuple[str | None, ...]
    critical: int
    major: int
    minor: int
    agreement: float | None
    """The least with any other run."""

    @property
    def full_state(self) -> str:
        """The state, with the status in each run where it could not be compared or these differ."""
        if self.state == "compared" and len(set(self.statuses)) == 1:
            return self.state
        return f"{self.state}: {', '.join(each or 'none' for each in self.statuses)}"


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """What is kept of an article that was compared."""

    json: bytes
    """The ``ArticleDiff``."""
    line: ArticleLine
    counts: DiffCounts
    agreement: tuple[Agreement, ...]
    tally: Tally
    ranks: tuple[int, ...]
    """Of each change, in order, its severity, 0 for the worst; -1 for an accepted one."""
    row: MatrixRow | None
    asked: tuple[tuple[tuple[str, str | None, str], ...], ...] = field(default=())
    """For each run model, prompt and schema version of each result."""


def compare_stored(article: StoredArticle, severities: SeverityRules, decided: Decided) -> ComparedArticle:
    """Compare what the runs have of an article.

    Args:
        article: The article.
        severities: How bad each kind of change is.
        decided: What reviewers decided, by change key.

    Raises:
        AlignmentError: Two results are of different source texts.
        CorruptResultError: A result cannot be read.
    """
    with _without_collector():  # what it made is gone by the end of the call, before the collector is back
        return _compared(article, severities, decided)


def _compared(article: StoredArticle, severities: SeverityRules, decided: Decided) -> ComparedArticle:
    results = [
        sorted((_read(Path(path)) for path in paths), key=lambda each: each.provenance.repeat)
        for paths in article.paths
    ]
    found, row = compare_article(article.document, results, severities, decided, article.repeats)
    tally = Tally()
    for change in found.changes:
        tally.add(change)
    between = [
        one.value
        for one in found.agreement
        if one.type == "all" and one.left_run != one.right_run and one.value is not None
    ]
    counts = found.counts
    return ComparedArticle(
        json=json_line(found),
        line=ArticleLine(
            found.document,
            found.state,
            found.statuses,
            critical=counts.critical,
            major=counts.major,
            minor=counts.minor,
            agreement=min(between, default=None),
        ),
        counts=counts,
        agreement=found.agreement,
        tally=tally,
        ranks=tuple(-1 if one.accepted else SEVERITIES.index(one.severity) for one in found.changes),
        row=row,
        asked=tuple(tuple(_asked(each) for each in one) for one in results),
    )


def lost(article: StoredArticle) -> ComparedArticle:
    """What becomes of an article whose process died: the end of the comparison.

    Raises:
        RunError: Always.
    """
    raise RunError(
        f"{article.document}: the process that compared it died, for want of memory or of a defect; "
        "compare it alone"
    )


def json_line(record: BaseModel) -> bytes:
    """A record as one line of JSON that a terminal can be shown: ASCII without controls."""
    text = record.model_dump_json(ensure_ascii=True, by_alias=True)
    return text.replace("\x7f", "\\u007f").encode()


def _asked(result: ArticleSummary) -> tuple[str, str | None, str]:
    provenance = result.provenance
    return provenance.model, provenance.prompt, provenance.schema_


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the collector of reference cycles from walking, over and over, records that hold none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read(path: Path) -> ArticleSummary:
    """A stored result: at once where it is of this very version, with all the care of the reader else."""
    try:
        result = ArticleSummary.model_validate_json(path.read_bytes(), strict=True)
    except (OSError, ValidationError):
        return read_result(path)
    return result if result.schema_version == SCHEMA_VERSION else read_result(path)
