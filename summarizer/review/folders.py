"""Reads the runs that are compared: which results each has of an article, and the texts that they index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError

from summarizer.errors import AlignmentError, RunError
from summarizer.records import SCHEMA_VERSION, ArticleSummary
from summarizer.review.model import RunInfo
from summarizer.runs import RunFiles, known_entries, read_result

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["RunFolder", "open_runs", "read_texts", "require_same_texts"]


class RunFolder:
    """One run folder that is compared.

    Args:
        folder: The folder.
        name: What it is called, unlike the others.

    Raises:
        RunError: It is no run folder, or holds a result that cannot be read.
    """

    def __init__(self, folder: Path, name: str) -> None:
        if not folder.is_dir():
            raise RunError(f"{folder}: there is no such folder; give the folder of a run")
        self.folder, self.name = folder, name
        self.files = RunFiles(folder)
        entries = known_entries(self.files)
        for path in self.files.result_paths():
            if path.name not in entries:
                read_result(path)  # raises what is wrong with it
        if not entries:
            raise RunError(f"{folder}: holds no results; give the folder of a run")
        self.results: dict[str, list[str]] = {}
        """File names of the results of each article, by its id."""
        self.digests: dict[str, str] = {}
        """SHA-256 of each article's source text."""
        for name_, entry in sorted(entries.items()):
            self.results.setdefault(entry.id, []).append(name_)
            if entry.sha256 is not None:
                known = self.digests.setdefault(entry.id, entry.sha256)
                if known != entry.sha256:
                    raise AlignmentError(
                        entry.id, f"its results in {folder} are of different source texts", "run it again"
                    )
        self._seen: tuple[dict[str, None], dict[str | None, None], dict[str, None]] = ({}, {}, {})

    def read(self, document: str) -> list[ArticleSummary]:
        """The results of an article, by repeat.

        Raises:
            CorruptResultError: One cannot be read.
        """
        found = [_read(self.files.results / name) for name in self.results.get(document, ())]
        for result in found:
            provenance = result.provenance
            values = (provenance.model, provenance.prompt, provenance.schema_)
            for seen, value in zip(self._seen, values, strict=True):
                seen[value] = None  # type: ignore[index]
        return sorted(found, key=lambda result: result.provenance.repeat)

    def info(self) -> RunInfo:
        """What is known of the run after its articles have been read."""
        models, prompts, schemas = self._seen
        return RunInfo(
            name=self.name, folder=str(self.folder), models=tuple(models), prompts=tuple(prompts), schemas=tuple(schemas),
            repeats=max(map(len, self.results.values())), articles=len(self.results),
        )  # fmt: skip


def open_runs(folders: Sequence[Path]) -> list[RunFolder]:
    """Open run folders under short names, each of its own.

    Raises:
        RunError: One is no run folder.
    """
    names = [folder.resolve().name for folder in folders]
    if len(set(names)) < len(names):
        names = [str(folder) for folder in folders]
    taken: dict[str, int] = {}
    runs = []
    for folder, name in zip(folders, names, strict=True):
        taken[name] = taken.get(name, 0) + 1
        runs.append(RunFolder(folder, name if taken[name] == 1 else f"{name} ({taken[name]})"))
    return runs


def require_same_texts(runs: Sequence[RunFolder]) -> None:
    """Make sure that an id stands for the same source text in every run.

    Raises:
        AlignmentError: It does not.
    """
    first: dict[str, tuple[str, RunFolder]] = {}
    differing = []
    for run in runs:
        for document, digest in run.digests.items():
            known, other = first.setdefault(document, (digest, run))
            if known != digest:
                differing.append((document, other.name, run.name))
    if differing:
        document, one, other_name = differing[0]
        more = f" (and {len(differing) - 1} more articles)" if len(differing) > 1 else ""
        raise AlignmentError(
            document, f"the source text in {one} is not the one in {other_name}{more}",
            "compare runs over the same texts, or run the changed article again",
        )  # fmt: skip


def read_texts(runs: Sequence[RunFolder], digests: Iterable[str | None]) -> dict[str, str]:
    """Source texts by their SHA-256, from the first run that has each; one that none has is left out."""
    texts: dict[str, str] = {}
    for digest in digests:
        if digest is None or digest in texts:
            continue
        for run in runs:
            path = run.files.source_path(digest)
            try:
                texts[digest] = path.read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            break
    return texts


def _read(path: Path) -> ArticleSummary:
    """A stored result: at once where it is of this very version, with all the care of the reader else."""
    try:
        result = ArticleSummary.model_validate_json(path.read_bytes(), strict=True)
    except (OSError, ValidationError):
        return read_result(path)
    return result if result.schema_version == SCHEMA_VERSION else read_result(path)
