"""From the paths that were given to the files that are there: folders, globs, standard input."""

from __future__ import annotations

import glob
import os
from typing import TYPE_CHECKING, NamedTuple

from summarizer.errors import DocumentError, NothingToReadError
from summarizer.reading.building import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["STDIN", "SUFFIXES", "Listed", "list_documents"]

STDIN = "-"
"""The path that means standard input."""
SUFFIXES = frozenset(".txt .md .markdown .html .htm .xhtml .pdf .json .jsonl .ndjson".split())
"""What is read in a folder; a file that is given by its own name is read whatever its suffix."""
_WILDCARDS = frozenset("*?[")


class Listed(NamedTuple):
    """A file to read: where it is, and how it was given, with ``/`` between folders."""

    location: str
    path: str


def list_documents(paths: Sequence[str]) -> list[Listed | DocumentError]:
    """What the paths lead to, in their order; folders and globs sorted; no file twice.

    Raises:
        NothingToReadError: They lead to no document at all.
    """
    listed: list[Listed | DocumentError] = []
    seen: set[str] = set()
    for path in paths:
        for item in _expand(path):
            if isinstance(item, DocumentError):
                listed.append(item)
                continue
            place = STDIN if item.location == STDIN else os.path.realpath(item.location)
            if place not in seen:
                seen.add(place)
                listed.append(item)
    if not any(isinstance(item, Listed) for item in listed):
        raise NothingToReadError(_nothing(listed))
    return listed


def _nothing(listed: Sequence[Listed | DocumentError]) -> str:
    problems = [str(item) for item in listed if isinstance(item, DocumentError)]
    if not problems:
        return "no path was given; give files, folders, globs, or - for standard input"
    more = f" (and {len(problems) - 1} more such paths)" if len(problems) > 1 else ""
    return f"there is nothing to read: {problems[0]}{more}"


def _expand(path: str) -> Iterator[Listed | DocumentError]:
    if path == STDIN:
        yield Listed(STDIN, STDIN)
    elif os.path.isdir(path):
        yield from _or_none(path, _walk(path), "the folder holds no document")
    elif os.path.exists(path):
        yield _listed(path)
    elif _WILDCARDS.isdisjoint(path):
        yield DocumentError(shown(path) or "''", "there is no such file or folder", "check the path")
    else:
        yield from _or_none(path, _match(path), "no document matches it")


def _or_none(
    path: str, items: Iterator[Listed | DocumentError], problem: str
) -> Iterator[Listed | DocumentError]:
    none = True
    for item in items:
        none = False
        yield item
    if none:
        yield DocumentError(shown(path), problem, f"give {', '.join(sorted(SUFFIXES))} files")


def _walk(folder: str) -> Iterator[Listed | DocumentError]:
    """The documents below a folder, sorted by path; hidden files and folders are skipped."""
    files: list[str] = []
    errors: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [
            os.path.join(parent, name) for name in names if not name.startswith(".") and _is_known(name)
        ]
    yield from (_listed(path) for path in sorted(files, key=_parts) if os.path.isfile(path))
    for error in errors:
        yield DocumentError(
            shown(str(error.filename)),
            f"the folder cannot be listed ({error.strerror})",
            "check its permissions",
        )


def _match(pattern: str) -> Iterator[Listed | DocumentError]:
    """What a glob matches: documents, folders of them, and whatever has the suffix that it spells out."""
    suffix = os.path.splitext(pattern)[1]
    spelled = suffix.lower() if _WILDCARDS.isdisjoint(suffix) else None
    for path in sorted(glob.glob(pattern, recursive=True), key=_parts):
        if os.path.isdir(path):
            if "**" not in pattern:
                yield from _walk(path)
        elif _is_known(path) or (spelled and path.lower().endswith(spelled)):
            yield _listed(path)


def _listed(path: str) -> Listed:
    return Listed(path, path.replace(os.sep, "/"))


def _parts(path: str) -> list[str]:
    return path.split(os.sep)


def _is_known(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in SUFFIXES
