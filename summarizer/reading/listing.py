"""From the paths that were given to the files that are there: folders, globs, standard input."""

from __future__ import annotations

import glob
import os
import re
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import DocumentError, NothingToReadError
from summarizer.reading.building import shown
from summarizer.reading.path_list import PathList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["STDIN", "SUFFIXES", "Listing", "find_documents", "list_documents"]

STDIN = "-"
"""The path that means standard input."""
SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".json", ".jsonl", ".ndjson")
"""What is read in a folder; a file that is given by its own name is read whatever its suffix."""
_KNOWN = frozenset(SUFFIXES)
_WILDCARDS = frozenset("*?[")
_OPENING = 100
_MANIFEST = re.compile(rb'\s*\{\s*"articles":\s*\[')
"""How a run's ``run.json`` begins; another program's file of that name makes no run folder."""
_OF_A_RUN = frozenset({"run.json", "journal.jsonl", "results", "sources", "shards"})
"""What a run writes into its folder, hidden files left out."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What paths lead to."""

    documents: PathList
    """The files, in their order, and an error in the place of a path that leads to none."""
    passed_over: tuple[str, ...]
    """What stands in the folders and is not read, sorted: files of another kind, links that lead nowhere or
    to a folder elsewhere. Hidden files and what runs wrote are none of them."""
    runs: tuple[str, ...] = ()
    """Folders that a run was written into, sorted: what it wrote is not read, what stands beside it is."""


@dataclass(slots=True)
class _Met:
    """What was met on the way to the files."""

    passed_over: dict[str, str] = field(default_factory=dict)
    """Paths of what is not read, as they were met, by where they lead."""
    may_repeat: bool = False
    """Whether one file may have been met twice."""
    output: Path | None = None
    """The run folder that is to be written to."""
    runs: dict[str, str] = field(default_factory=dict)
    """Run folders, as they were met, by where they lead."""


def list_documents(paths: Sequence[str]) -> list[str | DocumentError]:
    """The files that the paths lead to, in their order; folders and globs sorted; no file twice.

    Each is as it was given, with ``/`` between folders.

    Raises:
        NothingToReadError: They lead to no document at all.
    """
    return list(find_documents(paths).documents)


def find_documents(paths: Sequence[str], output: Path | None = None) -> Listing:
    """As ``list_documents``, and what was passed over on the way.

    What a run wrote is read only where it is named itself, such as the run's ``sources``.

    Args:
        paths: Files, folders, patterns, or ``-``.
        output: The run folder that is to be written to; what a run wrote there is not read, though named:
            a shell puts it among the names for ``articles/*``.

    Raises:
        NothingToReadError: The paths lead to no document at all.
    """
    met = _Met(may_repeat=len(paths) > 1, output=output)
    listed = PathList(_expand_all(paths, met))
    if len(listed) == len(listed.errors):
        raise NothingToReadError(_nothing(listed.errors, met))
    runs = tuple(sorted(met.runs.values()))
    if not (met.may_repeat or met.passed_over):
        return Listing(listed, (), runs)
    seen: set[str] = set()
    once = PathList(_first_ones(listed, seen))
    left = sorted(path for place, path in met.passed_over.items() if not _is_read(place, path, seen))
    return Listing(once, tuple(left), runs)


def _first_ones(items: Iterable[str | DocumentError], seen: set[str]) -> Iterator[str | DocumentError]:
    """What leads to no file that was met before."""
    for item in items:
        if isinstance(item, str):
            place = STDIN if item == STDIN else os.path.realpath(item)
            if place in seen:
                continue
            seen.add(place)
        yield item


def _is_read(place: str, path: str, seen: set[str]) -> bool:
    """Whether what was passed over is read by another name: a file, or something in a folder."""
    return place in seen or (path.endswith("/") and any(one.startswith(f"{place}{os.sep}") for one in seen))


def _nothing(listed: Sequence[str | DocumentError], met: _Met) -> str:
    if not listed and met.runs:
        return f"there is nothing to read but what a run wrote into {min(met.runs.values())}; give articles"
    if not listed:
        return "no path was given; give files, folders, globs, or - for standard input"
    more = f" (and {len(listed) - 1} more such paths)" if len(listed) > 1 else ""
    return f"there is nothing to read: {listed[0]}{more}"


def _expand_all(paths: Sequence[str], met: _Met) -> Iterator[str | DocumentError]:
    for path in paths:
        try:
            yield from _expand(path, met)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            yield DocumentError(shown(path), f"the path cannot be read ({reason})", "check the path")


def _expand(path: str, met: _Met) -> Iterator[str | DocumentError]:
    if path == STDIN:
        yield STDIN
    elif not path:
        yield DocumentError("''", "the path is empty", "check the path")
    elif _is_written_here(Path(path), met):
        return
    elif Path(path).is_dir():
        yield from _or_none(path, _walk(path, met), "the folder holds no document")
    elif Path(path).exists():
        yield Path(path).as_posix()
    elif _WILDCARDS.isdisjoint(path):
        yield DocumentError(shown(path), "there is no such file or folder", "check the path")
    else:
        yield from _or_none(path, _match(path, met), "no document matches it")


def _or_none(path: str, items: Iterator[str | DocumentError], problem: str) -> Iterator[str | DocumentError]:
    none = True
    for item in items:
        none = False
        yield item
    if none:
        yield DocumentError(shown(path), problem, f"give {', '.join(SUFFIXES)} files")


def _walk(folder: str, met: _Met) -> Iterator[str | DocumentError]:
    """The documents below a folder, sorted by path; hidden ones and what runs wrote are skipped."""
    errors: list[OSError] = []
    top = Path(folder)
    # Of each folder on the way down, what is still to be gone through; more are never in memory.
    levels = [_entries(top, top, met, errors)]
    while levels:
        entry = next(levels[-1], None)
        if entry is None:
            levels.pop()
        elif isinstance(entry, Path):
            levels.append(_entries(entry, top, met, errors))
        else:
            yield entry
    for error in errors:
        yield DocumentError(
            shown(str(error.filename)),
            f"the folder cannot be listed ({error.strerror})",
            "check its permissions",
        )


def _entries(folder: Path, top: Path, met: _Met, errors: list[OSError]) -> Iterator[str | Path]:
    """The documents in a folder, and the folders in it that may hold more, sorted by name."""
    names: list[str] = []
    others: dict[str, bool] = {}
    """What is no plain file of a known kind, and whether it is a folder."""
    try:
        with os.scandir(folder) as found:
            for one in found:
                if one.name.startswith("."):
                    continue
                names.append(one.name)
                if not (_is_known(one.name) and one.is_file(follow_symlinks=False)):
                    others[one.name] = _is_folder(one)
    except OSError as error:
        errors.append(error)
    if "run.json" in names and _is_run(folder):
        _note_run(folder, met)
        names = [name for name in names if name not in _OF_A_RUN]
    names.sort(key=os.path.normcase)
    start = "" if folder == Path() else folder.as_posix().rstrip("/") + "/"
    for name in names:
        is_folder = others.get(name)
        if is_folder is None:
            yield f"{start}{name}"
        elif is_folder:
            yield from _to_descend(folder / name, top, met)
        else:
            yield from _if_regular(folder / name, met, errors)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _to_descend(folder: Path, top: Path, met: _Met) -> Iterator[Path]:
    if not folder.is_symlink():
        yield folder
    elif not folder.resolve().is_relative_to(top.resolve()):
        _pass_over(folder, met)


def _if_regular(file: Path, met: _Met, errors: list[OSError]) -> Iterator[str]:
    """A link to a document; a pipe or a device would never end."""
    try:
        is_read = _is_known(file.name) and file.is_file()
    except OSError as error:
        errors.append(error)
        return
    if is_read:
        met.may_repeat = True
        yield file.as_posix()
    else:
        _pass_over(file, met)


def _match(pattern: str, met: _Met) -> Iterator[str | DocumentError]:
    """What a glob matches: documents, folders of them, and whatever has the suffix that it spells out."""
    suffix = Path(pattern).suffix
    spelled = suffix if suffix and _WILDCARDS.isdisjoint(suffix) else None
    met.may_repeat = True
    named = _run_of(Path(*takewhile(_WILDCARDS.isdisjoint, Path(pattern).parts)))
    # Path.glob refuses absolute patterns.
    for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207
        path = Path(match)
        run = _run_of(path)
        if _is_written_here(path, met):
            continue
        if run is not None and run != named:
            _note_run(run, met)
        elif path.is_dir():
            if "**" not in pattern:
                yield from _walk(match, met)
        elif _is_known(match) or path.suffix == spelled:
            yield path.as_posix()
        else:
            _pass_over(path, met)


def _pass_over(path: Path, met: _Met) -> None:
    """Note what is not read; a link counts as what it leads to, which may be read by another name."""
    try:
        place = os.path.realpath(path) if path.exists() else os.path.abspath(path)  # noqa: PTH100 - of a link itself
    except OSError:
        place = str(path)
    met.passed_over[place] = f"{path.as_posix()}/" if path.is_dir() else path.as_posix()


def _is_run(folder: Path) -> bool:
    """Whether a folder holds what an earlier run wrote: its results are no articles."""
    manifest = folder / "run.json"
    if not (manifest.is_file() and (folder / "results").is_dir()):
        return False
    try:
        with manifest.open("rb") as file:
            return _MANIFEST.match(file.read(_OPENING)) is not None
    except OSError:
        return False


def _run_of(path: Path) -> Path | None:
    """The folder of the run that wrote a file or folder; None where no run did."""
    parts = (one for one in (path, *path.parents) if one.name in _OF_A_RUN)
    return next((one.parent for one in parts if _is_run(one.parent)), None)


def _is_written_here(path: Path, met: _Met) -> bool:
    """Whether a run wrote a file or folder into the folder that is to be written to; it is noted then."""
    run = None if met.output is None else _run_of(path)
    if run is None or os.path.realpath(run) != os.path.realpath(met.output or run):
        return False
    _note_run(run, met)
    return True


def _note_run(folder: Path, met: _Met) -> None:
    met.runs.setdefault(os.path.realpath(folder), folder.as_posix())


def _is_known(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in _KNOWN  # noqa: PTH122 - many times sooner
