"""Parts of a run that are worked on elsewhere, each in a run folder of its own, and how they become one.

A shard stands in ``shards/`` of the run folder, under a name that no other shard ever has. Its results are
moved, source first, one by one, and the run's journal knows of each before it is touched: a merge that
was cut off is taken up by whatever run comes next, with or without other machines.
"""

from __future__ import annotations

import shutil
import time
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Protocol

from summarizer.errors import CorruptResultError, RunError
from summarizer.records import ArticleSummary, Document, DocumentInfo
from summarizer.runs.entries import entry_of
from summarizer.runs.files import RunFiles, dump_record, read_result
from summarizer.runs.locking import locked
from summarizer.runs.outcomes import failed_result, info_of, lost_process

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.runs.entries import ArticleEntry
    from summarizer.runs.ledger import Ledger
    from summarizer.runs.outcomes import Maker

__all__ = [
    "Task",
    "adopt",
    "drop",
    "drop_if_empty",
    "hold",
    "id_of",
    "move",
    "move_unless_in_vain",
    "shard_files",
    "store",
    "store_lost",
]

_FOLDER = "shards"
_LONGEST_HOLD = 120.0
"""Seconds to wait for whoever still writes to a shard: a machine that was cut off is noticed late."""
_LOOK = 0.5


class Task(Protocol):
    """One result that is to be made."""

    @property
    def name(self) -> str:
        """File name of the result."""
        ...

    @property
    def article(self) -> Document | ArticleSummary:
        """What to summarise, or the failed result of what could not be read."""
        ...

    @property
    def repeat(self) -> int:
        """Number of the repeat, from 1."""
        ...

    @property
    def is_good(self) -> bool:
        """Whether the result would take the place of one that has not failed."""
        ...


def shard_files(files: RunFiles, name: str) -> RunFiles:
    """The run folder of a shard.

    Args:
        files: The run that it is a part of.
        name: Its name.
    """
    return RunFiles(files.folder / _FOLDER / name)


def hold(files: RunFiles, holding: ExitStack, longest: float = _LONGEST_HOLD) -> None:
    """Lock a shard, once nobody else writes to it.

    Args:
        files: The shard.
        holding: Lets go of it.
        longest: Seconds to wait.

    Raises:
        RunError: It is still held.
    """
    until = time.monotonic() + longest
    while True:
        try:
            holding.enter_context(locked(files))
        except RunError:
            if time.monotonic() > until:
                raise
            time.sleep(_LOOK)
        else:
            return


def move(shard: RunFiles, files: RunFiles, entry: ArticleEntry, name: str) -> ArticleEntry:
    """Move a result of a shard, and its source before it, into the run.

    Args:
        shard: The shard.
        files: The run.
        entry: The shard's line for the result.
        name: Its file name in the run.

    Returns:
        The run's line for it.

    Raises:
        RunError: A file cannot be moved.
    """
    try:
        if entry.sha256 is not None:
            source = shard.source_path(entry.sha256)
            if source.exists():  # else another article of the same text has brought it
                source.replace(files.source_path(entry.sha256))
        (shard.results / entry.result).replace(files.results / name)
    except OSError as error:
        raise RunError(
            f"{shard.results / entry.result}: cannot be moved to {files.results} ({error.strerror}); "
            f"mend that, and run the same command again"
        ) from error
    return entry.model_copy(update={"result": name})


def move_unless_in_vain(shard: RunFiles, files: RunFiles, entry: ArticleEntry, task: Task) -> ArticleEntry:
    """Move a result into the run, but no failed one to the place of a good one of the same text.

    Args:
        shard: The shard.
        files: The run.
        entry: The shard's line for the result.
        task: What it is the result of.

    Returns:
        The run's line for it; the result is not there where it would have been in vain.

    Raises:
        RunError: A file cannot be moved.
    """
    if task.is_good and entry.status == "failed":
        return entry.model_copy(update={"result": task.name})
    return move(shard, files, entry, task.name)


def adopt(files: RunFiles, ledger: Ledger, longest: float = _LONGEST_HOLD) -> None:
    """Take in the results of shards that an earlier run has left behind.

    Args:
        files: The run, whose lock is held.
        ledger: Its books.
        longest: Seconds to wait for a worker that has outlived that run.

    Raises:
        RunError: A shard is still being written to, or a file cannot be moved.
    """
    folder = files.folder / _FOLDER
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if not path.is_dir():
            continue
        shard = RunFiles(path)
        with ExitStack() as holding:
            hold(shard, holding, longest)
            for result in shard.result_paths():
                _adopt_result(shard, result, files, ledger)
        drop(shard)
    drop_if_empty(files)


def _adopt_result(shard: RunFiles, path: Path, files: RunFiles, ledger: Ledger) -> None:
    try:
        result = read_result(path)
    except CorruptResultError:
        return
    name = ledger.names.claim(result.document.id, result.provenance.repeat)
    is_good = ledger.begin(name)
    if is_good and result.status == "failed":
        ledger.leave(name)
        return
    ledger.record(move(shard, files, entry_of(result, path.name), name))


def id_of(task: Task) -> str:
    """The id of a task's article."""
    return info_of(task.article).id


def drop(shard: RunFiles) -> None:
    """Remove the folder of a shard whose results have been moved."""
    shutil.rmtree(shard.folder, ignore_errors=True)


def drop_if_empty(files: RunFiles) -> None:
    """Remove a run's folder of shards once there are none."""
    with suppress(OSError):
        (files.folder / _FOLDER).rmdir()


def store(task: Task, files: RunFiles, result: ArticleSummary) -> ArticleEntry:
    """Write a failed result that needs nobody's work; the run's line for it."""
    files.store(task.name, dump_record(result), None)
    return entry_of(result, task.name)


def store_lost(task: Task, files: RunFiles, maker: Maker) -> ArticleEntry:
    """The line for an article of which every process has died; its failed result is written.

    Not so where that would take the place of a good one of the same text.
    """
    info = info_of(task.article)
    result = failed_result(DocumentInfo(id=info.id, path=info.path), lost_process(info.id), maker)
    return entry_of(result, task.name) if task.is_good else store(task, files, result)
