"""What a run would do and take, found out without asking a model or writing a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import DocumentError
from summarizer.extraction.labelled.estimating import Estimate, estimate_load
from summarizer.models.cassettes import recording_path
from summarizer.reading.known import KnownDocument
from summarizer.records import Document
from summarizer.runs.files import RunFiles
from summarizer.runs.index import Index
from summarizer.runs.ledger import Ledger
from summarizer.runs.options import RunOptions, refuse_other_model
from summarizer.runs.outcomes import doubled, storable
from summarizer.runs.resume import Resume

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.models import ModelOptions

__all__ = ["PlannedRun", "plan_run"]

_PROBLEMS_KEPT = 10


@dataclass(slots=True)
class PlannedRun:
    """What a run would do; counts are of results, of which there may be several an article."""

    articles: int = 0
    """Documents, those that cannot be read too."""
    unreadable: int = 0
    """Documents that would fail at once."""
    problems: list[str] = field(default_factory=list)
    """Why the first of them would, a sentence each."""
    done: int = 0
    """Results that are there and would stay."""
    left_out: int = 0
    """Results that are missing and would not be asked for."""
    recorded: int = 0
    """Results that would be made from recordings."""
    unrecorded: int = 0
    """Results that would fail for want of a recording."""
    asked: int = 0
    """Results that a model would be asked for, or that rules would make."""
    low: Estimate = field(default_factory=Estimate)
    """What asking would take at least, as far as one can say."""
    expected: Estimate = field(default_factory=Estimate)
    high: Estimate = field(default_factory=Estimate)

    def refuse(self, error: DocumentError) -> None:
        """Count a document that would fail at once."""
        self.unreadable += 1
        if len(self.problems) < _PROBLEMS_KEPT:
            self.problems.append(str(error))


def plan_run(
    documents: Iterable[Document | KnownDocument | DocumentError],
    folder: str | Path,
    *,
    model: str,
    asked: ModelOptions | None = None,
    repeats: int = 1,
    options: RunOptions | None = None,
) -> PlannedRun:
    """Go through the documents as a run would, and sum up what it would take.

    Args:
        documents: Documents, and errors in the place of those that could not be read.
        folder: The run folder, which need not exist.
        model: Name of the model.
        asked: How it would be asked; None for ``baseline``.
        repeats: Results an article.
        options: What the run would do otherwise than by default.

    Raises:
        ConfigurationError: The folder holds another model's results.
        OtherVersionError: The folder is another major version's.
    """
    planned = PlannedRun()
    options = options or RunOptions()
    with Index() as index:
        ledger = Ledger(RunFiles(Path(folder)), index, model, {})
        refuse_other_model(ledger, Path(folder), model)
        resume = Resume(index, asked, repeats, options)
        for item in documents:
            planned.articles += 1
            if isinstance(item, DocumentError):
                planned.refuse(item)
                continue
            document = storable(item) if isinstance(item, Document) else item
            info = document.info
            if not ledger.claim_id(info.id):
                planned.refuse(doubled(info))
                continue
            missing = 0
            for repeat in range(1, repeats + 1):
                name = ledger.names.claim(info.id, repeat)
                if resume.is_done(info, name, repeat):
                    planned.done += 1
                elif resume.is_left_out(name, info.path):
                    planned.left_out += 1
                else:
                    missing += 1
            if missing:
                _add(planned, document, missing, asked)
    return planned


def _add(
    planned: PlannedRun, document: Document | KnownDocument, results: int, asked: ModelOptions | None
) -> None:
    """Add the results of an article that are still to be made."""
    if isinstance(document, KnownDocument):
        loaded = document.load()
        if isinstance(loaded, DocumentError):
            planned.refuse(loaded)
            return
        document = storable(loaded)
    if asked is not None and asked.recording in ("record", "replay"):
        if recording_path(asked, document.info.id).is_file():
            planned.recorded += results
            return
        if asked.recording == "replay":
            planned.unrecorded += results
            return
    planned.asked += results
    if asked is None:
        return
    low, expected, high = estimate_load(document, asked)
    for _ in range(results):
        planned.low += low
        planned.expected += expected
        planned.high += high
