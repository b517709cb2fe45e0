"""From the paths that were given to the files that are there: folders, globs, standard input."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import DocumentError, NothingToReadError
from summarizer.reading.building import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["STDIN", "SUFFIXES", "list_documents"]

STDIN = "-"
"""The path that means standard input."""
SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".json", ".jsonl", ".ndjson")
"""What is read in a folder; a file that is given by its own name is read whatever its suffix."""
_WILDCARDS = frozenset("*?[")


def list_documents(paths: Sequence[str]) -> list[str | DocumentError]:
    """The files that the paths lead to, in their order; folders and globs sorted; no file twice.

    Each is as it was given, with ``/`` between folders.

    Raises:
        NothingToReadError: They lead to no document at all.
    """
    listed: list[str | DocumentError] = []
    seen: set[str] = set()
    for item in _expand_all(paths):
        if isinstance(item, str):
            place = STDIN if item == STDIN else os.path.realpath(item)
            if place in seen:
                continue
            seen.add(place)
        listed.append(item)
    if not any(isinstance(item, str) for item in listed):
        raise NothingToReadError(_nothing(listed))
    return listed


def _nothing(listed: Sequence[str | DocumentError]) -> str:
    if not listed:
        return "no path was given; give files, folders, globs, or - for standard input"
    more = f" (and {len(listed) - 1} more such paths)" if len(listed) > 1 else ""
    return f"there is nothing to read: {listed[0]}{more}"


def _expand_all(paths: Sequence[str]) -> Iterator[str | DocumentError]:
    for path in paths:
        try:
            yield from _expand(path)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            yield DocumentError(shown(path), f"the path cannot be read ({reason})", "check the path")


def _expand(path: str) -> Iterator[str | DocumentError]:
    if path == STDIN:
        yield STDIN
    elif not path:
        yield DocumentError("''", "the path is empty", "check the path")
    elif Path(path).is_dir():
        yield from _or_none(path, _walk(path), "the folder holds no document")
    elif Path(path).exists():
        yield Path(path).as_posix()
    elif _WILDCARDS.isdisjoint(path):
        yield DocumentError(shown(path), "there is no such file or folder", "check the path")
    else:
        yield from _or_none(path, _match(path), "no document matches it")


def _or_none(path: str, items: Iterator[str | DocumentError], problem: str) -> Iterator[str | DocumentError]:
    none = True
    for item in items:
        none = False
        yield item
    if none:
        yield DocumentError(shown(path), problem, f"give {', '.join(SUFFIXES)} files")


def _walk(folder: str) -> Iterator[str | DocumentError]:
    """The documents below a folder, sorted by path; hidden ones and run folders are skipped."""
    files: list[Path] = []
    errors: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=errors.append):
        shown_folders = [name for name in folders if not name.startswith(".")]
        folders[:] = [name for name in shown_folders if not _is_run(Path(parent, name))]
        files += [Path(parent, name) for name in names if not name.startswith(".") and _is_known(name)]
    # A pipe or a device in a folder would never end.
    for file in sorted(files):
        try:
            regular = file.is_file()
        except OSError as failure:
            errors.append(failure)
            continue
        if regular:
            yield file.as_posix()
    for error in errors:
        yield DocumentError(
            shown(str(error.filename)),
            f"the folder cannot be listed ({error.strerror})",
            "check its permissions",
        )


def _match(pattern: str) -> Iterator[str | DocumentError]:
    """What a glob matches: documents, folders of them, and whatever has the suffix that it spells out."""
    suffix = Path(pattern).suffix
    spelled = suffix if suffix and _WILDCARDS.isdisjoint(suffix) else None
    # Path.glob refuses absolute patterns.
    for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207
        path = Path(match)
        if path.is_dir():
            if "**" not in pattern:
                yield from _walk(match)
        elif _is_known(match) or path.suffix == spelled:
            yield path.as_posix()


def _is_run(folder: Path) -> bool:
    """Whether a folder holds what an earlier run wrote: its results are no articles."""
    return (folder / "run.json").is_file() and (folder / "results").is_dir()


def _is_known(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES
