"""Reads the runs that are compared: which results each has of an article, and the texts that they index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.errors import AlignmentError, RunError
from summarizer.review.model import RunInfo
from summarizer.runs import RunFiles, known_entries, read_result

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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
        self._asked: tuple[dict[str, None], dict[str | None, None], dict[str, None]] = ({}, {}, {})

    def paths(self, document: str) -> tuple[str, ...]:
        """The files of the results of an article."""
        return tuple(str(self.files.results / name) for name in self.results.get(document, ()))

    @property
    def repeats(self) -> int:
        """The most results of one article (K)."""
        return max(map(len, self.results.values()))

    def note(self, asked: Iterable[tuple[str, str | None, str]]) -> None:
        """Note by which models, prompts and schema versions results were made."""
        models, prompts, schemas = self._asked
        for model, prompt, schema in asked:
            models[model] = prompts[prompt] = schemas[schema] = None

    def info(self) -> RunInfo:
        """What is known of the run once its results have been noted."""
        models, prompts, schemas = self._asked
        return RunInfo(
            name=self.name,
            folder=str(self.folder),
            models=tuple(models),
            prompts=tuple(prompts),
            schemas=tuple(schemas),
            repeats=self.repeats,
            articles=len(self.results),
        )


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
