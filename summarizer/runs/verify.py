"""Verify a stored run without a model: every span and every finding, against the stored sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.checks import recheck
from summarizer.errors import CorruptResultError, RunError
from summarizer.records import ArticleSummary
from summarizer.runs.entries import ArticleEntry
from summarizer.runs.files import RunFiles, digest_of, load_record, read_result
from summarizer.runs.index import stored_entry
from summarizer.runs.manifest import Manifest
from summarizer.runs.names import result_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Fault", "Verdict", "verify_run"]

_OF_THE_FILE = ("seconds", "size")
"""What a line says of how its result was written, not of what it says."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a stored file is not what it should be."""

    kind: str
    """Such as ``missing-source``; ``document``, ``span`` or ``finding`` for what the checks find."""
    where: str
    """Path inside the result, or the name of a file."""
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What no longer holds in one stored file."""

    document: str
    """The document's id, or the file's name where it cannot be read."""
    faults: tuple[Fault, ...]
    is_result: bool = True
    """False for the manifest."""


def verify_run(folder: Path) -> Iterator[Verdict]:
    """Check every result of a run folder, and the manifest that lists them.

    Raises:
        RunError: The folder holds no result.
    """
    files = RunFiles(folder)
    names = set()
    for path in files.result_paths():
        names.add(path.name)
        yield _verify_result(files, path)
    manifest = _verify_manifest(files, names)
    if not names and not manifest.faults:
        raise RunError(f"{folder}: holds no results; give the folder of a run")
    if manifest.faults:
        yield manifest


def _verify_result(files: RunFiles, path: Path) -> Verdict:
    try:
        result = read_result(path)
    except CorruptResultError as error:
        return Verdict(path.name, (Fault(kind="unreadable-result", where=path.name, message=str(error)),))
    document = result.document
    faults: list[Fault] = []
    if path.name not in result_names(document.id, result.provenance.repeat):
        faults.append(
            Fault(
                kind="misnamed-result",
                where=path.name,
                message=f"{path.name} holds the result of another document, {document.id!r}",
            )
        )
    if document.sha256 is not None:
        faults += _verify_source(files, result, document.sha256)
    elif result.status != "failed":
        faults.append(
            Fault(kind="missing-source", where="document.sha256", message="the result names no source text")
        )
    return Verdict(document.id, tuple(faults))


def _verify_source(files: RunFiles, result: ArticleSummary, digest: str) -> list[Fault]:
    path = files.source_path(digest)
    # A digest comes out of a file that anybody may have changed: it must not lead out of the folder.
    if path.parent != files.sources or path.name != f"{digest}.txt" or not path.is_file():
        return [
            Fault(
                kind="missing-source",
                where=path.name,
                message=f"the source text {path.name} is not in the run folder",
            )
        ]
    try:
        source = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return [
            Fault(
                kind="source-mismatch",
                where=path.name,
                message=f"the source text is not UTF-8 ({error.reason})",
            )
        ]
    if digest_of(source) != digest:
        # Its spans may be right or wrong: of a source that was changed nothing more can be said.
        return [
            Fault(
                kind="source-mismatch",
                where=path.name,
                message="the source text is not the one that was summarised",
            )
        ]
    return [
        Fault(problem.kind, problem.where, problem.message)
        for problem in recheck(result, source)
        # A document that failed was never labelled: no findings can follow from its text.
        if not (result.status == "failed" and problem.kind == "finding")
    ]


def _verify_manifest(files: RunFiles, names: set[str]) -> Verdict:
    where = files.manifest.name
    if not files.manifest.exists():
        missing = Fault(kind="missing-manifest", where=where, message="the run has no manifest; run it again")
        return Verdict(where, (missing,) if names else (), is_result=False)
    try:
        manifest = load_record(Manifest, files.manifest)
    except CorruptResultError as error:
        return Verdict(
            where, (Fault(kind="unreadable-manifest", where=where, message=str(error)),), is_result=False
        )
    faults = tuple(fault for entry in manifest.articles for fault in _entry_faults(files, entry, names))
    return Verdict(where, faults, is_result=False)


def _entry_faults(files: RunFiles, entry: ArticleEntry, names: set[str]) -> list[Fault]:
    """What a line of the manifest says that its result does not."""
    if entry.result not in names:
        message = f"the manifest lists {entry.result}, which is not there"
        return [Fault(kind="missing-result", where=entry.result, message=message)]
    stored = stored_entry(files, entry.result)
    if stored is None:
        return []  # a result that cannot be read is a fault of its own
    differing = ", ".join(
        name
        for name in type(entry).model_fields
        if name not in _OF_THE_FILE and getattr(entry, name) != getattr(stored, name)
    )
    if not differing:
        return []
    message = f"the manifest's line for {entry.result} does not say what the result says: {differing}"
    return [Fault(kind="stale-line", where=entry.result, message=message)]
