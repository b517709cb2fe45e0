"""Run folders: written as the documents come, read and verified years later."""

from __future__ import annotations

from summarizer.runs.engine import run_documents
from summarizer.runs.entries import ArticleEntry
from summarizer.runs.files import RunFiles, read_result, write_atomically
from summarizer.runs.flight import work_in_flight
from summarizer.runs.index import known_entries, unreadable_results
from summarizer.runs.ledger import FinishedRun
from summarizer.runs.manifest import Manifest
from summarizer.runs.names import default_folder, folder_of
from summarizer.runs.options import MaxFailures, RunOptions, Stop
from summarizer.runs.outcomes import (
    Maker,
    attempt,
    attempt_async,
    failed_result,
    lost_process,
    unreadable,
    with_digest,
)
from summarizer.runs.pool import work_through
from summarizer.runs.selection import Shard, sampled
from summarizer.runs.verify import Fault, Verdict, verify_run

__all__ = [
    "ArticleEntry",
    "Fault",
    "FinishedRun",
    "Maker",
    "Manifest",
    "MaxFailures",
    "RunFiles",
    "RunOptions",
    "Shard",
    "Stop",
    "Verdict",
    "attempt",
    "attempt_async",
    "default_folder",
    "failed_result",
    "folder_of",
    "known_entries",
    "lost_process",
    "read_result",
    "run_documents",
    "sampled",
    "unreadable",
    "unreadable_results",
    "verify_run",
    "with_digest",
    "work_in_flight",
    "work_through",
    "write_atomically",
]
