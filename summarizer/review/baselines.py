"""The approved run: a folder that is laid out as any run folder, and changes only when somebody approves."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.errors import RunError, UsageError
from summarizer.records import ArticleSummary
from summarizer.runs import ArticleEntry, RunFiles, known_entries, read_result, unreadable_results
from summarizer.runs.index import Index
from summarizer.runs.manifest import ManifestHead, read_manifest, write_manifest
from summarizer.runs.names import id_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["BASELINES", "Approved", "approve", "approved_run"]

BASELINES = "baselines"
"""Folder of the approved run where no other is named."""


@dataclass(frozen=True, slots=True)
class Approved:
    """What became of an approval."""

    taken: tuple[str, ...]
    """Articles whose results are approved now."""
    dropped: tuple[str, ...]
    """Articles that were approved and are no longer in the run."""
    failed: tuple[str, ...]
    """Articles left out because a result of theirs has failed."""
    unreadable: tuple[str, ...]
    """Articles left out because a result of theirs cannot be read."""


def approved_run(folder: Path) -> Path:
    """The folder of the approved run.

    Raises:
        UsageError: There is none.
    """
    recover(folder)
    if not (folder / "results").is_dir():
        raise UsageError(
            f"{folder}: there is no approved run; approve one with summarizer accept RUN, or name two runs"
        )
    return folder


def approve(run: Path, folder: Path, *, only: Sequence[str] = (), new_only: bool = False) -> Approved:
    """Make a run, or some of its articles, the approved one.

    The new folder is made beside the old one and then takes its place, so that a reader sees the one or the
    other. A run that is approved as a whole replaces all that was approved before.

    Args:
        run: The run folder.
        folder: Folder of the approved run.
        only: The articles to approve, by id; all where none is named.
        new_only: Whether to take only articles that are not approved yet.

    Raises:
        RunError: The run cannot be read, or the folder not be written.
        UsageError: The run has not one of those articles.
    """
    source = RunFiles(run)
    entries = known_entries(source) if run.is_dir() else {}
    left = unreadable_results(source, entries)
    unreadable = {id_of_name(name) for name in left}
    ids = {entry.id for entry in entries.values()} | unreadable
    if not ids:
        raise RunError(f"{run}: holds no results; give the folder of a run")
    missing = [name for name in only if name not in ids]
    if missing:
        raise UsageError(f"{run}: has no article {', '.join(map(repr, missing))}; leave --only out for all")
    recover(folder)
    before = known_entries(RunFiles(folder)) if folder.is_dir() else {}
    approved = {entry.id for entry in before.values()}
    failed = {entry.id for entry in entries.values() if entry.status == "failed"}
    wanted = set(only) or ids
    chosen = wanted - failed - unreadable
    chosen -= approved if new_only else set()
    whole = not only and not new_only
    kept = {
        name: entry
        for name, entry in before.items()
        if entry.id not in chosen and not (whole and entry.id not in ids and name not in left)
    }
    taken = {name: entry for name, entry in entries.items() if entry.id in chosen}
    if taken:
        _require_no_clash(kept, taken)
        _replace(folder, source, RunFiles(folder), kept, taken)
    else:
        kept = before  # what is approved goes only for something else
    return Approved(
        taken=tuple(sorted(chosen)),
        dropped=tuple(sorted(approved - {entry.id for entry in (*kept.values(), *taken.values())})),
        failed=tuple(sorted(failed & wanted - unreadable)),
        unreadable=tuple(sorted(unreadable & wanted)),
    )


def recover(folder: Path) -> None:
    """Put the approved run back that a killed approval had moved aside."""
    aside = _aside(folder)
    if aside.is_dir() and not folder.exists():
        aside.rename(folder)


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.before")


def _require_no_clash(kept: Mapping[str, ArticleEntry], taken: Mapping[str, ArticleEntry]) -> None:
    known = {name.casefold(): entry.id for name, entry in kept.items()}
    for name, entry in taken.items():
        owner = known.get(name.casefold(), entry.id)
        if owner != entry.id:
            raise UsageError(
                f"{name}: is the file of {owner!r} and of {entry.id!r}; approve the run as a whole"
            )


def _replace(
    folder: Path,
    source: RunFiles,
    old: RunFiles,
    kept: Mapping[str, ArticleEntry],
    taken: Mapping[str, ArticleEntry],
) -> None:
    fresh = RunFiles(folder.with_name(f".{folder.name}.{os.getpid()}.tmp"))
    try:
        shutil.rmtree(fresh.folder, ignore_errors=True)
        fresh.create()
        for files, entries in ((old, kept), (source, taken)):
            for name, entry in entries.items():
                shutil.copyfile(files.results / name, fresh.results / name)
                if entry.sha256 is not None:
                    shutil.copyfile(files.source_path(entry.sha256), fresh.source_path(entry.sha256))
        _write_manifest(fresh, source, [*kept.values(), *taken.values()])
        _keep_other_files(old, fresh)
        aside = _aside(folder)
        shutil.rmtree(aside, ignore_errors=True)
        if folder.exists():
            folder.rename(aside)
        try:
            fresh.folder.rename(folder)
        except OSError:
            recover(folder)
            raise
        shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise RunError(
            f"{folder}: cannot be written ({error.strerror or error}); what was approved before stays"
        ) from error
    finally:
        shutil.rmtree(fresh.folder, ignore_errors=True)


def _keep_other_files(old: RunFiles, fresh: RunFiles) -> None:
    """Take along what somebody has put beside the results, such as a README."""
    if not old.folder.is_dir():
        return
    for path in old.folder.iterdir():
        own = path in (old.results, old.sources, old.manifest, old.journal, old.lock)
        if path.is_file() and not own:
            shutil.copyfile(path, fresh.folder / path.name)


def _write_manifest(fresh: RunFiles, source: RunFiles, entries: Iterable[ArticleEntry]) -> None:
    head = read_manifest(source.manifest, lambda *_: None)
    with Index() as index:
        for entry in entries:
            index.put(entry)
        counts, usage = index.totals()
        if head is None:
            head = _head_of(fresh)
        write_manifest(
            fresh.manifest,
            head.model_copy(update={"counts": counts, "usage": usage, "state": "done"}),
            index.texts(),
        )


def _head_of(files: RunFiles) -> ManifestHead:
    """A manifest's head for a run that has none."""
    result: ArticleSummary = read_result(next(files.result_paths()))
    return ManifestHead(program="summarizer", state="done", model=result.provenance.model, started="")
