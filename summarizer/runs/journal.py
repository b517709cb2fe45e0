"""The journal of a run that is under way: a line for each result, so that a killed run resumes at once.

It stands beside the manifest, which lists what was there when the run began, and goes when the run has
come to its end. Its first line says which manifest it goes with. ``{"again": NAME}`` says that a result is
about to be replaced: from then on only the file itself is to be believed. A torn last line is left out.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from summarizer.errors import RunError
from summarizer.runs.manifest import entries_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from summarizer.runs.entries import ArticleEntry

__all__ = ["Journal", "read_journal"]

_AGAIN = '{"again": '
_AT_ONCE = 500
"""Lines that are read at a time."""


class Journal:
    """Takes a line for each result; each is with the operating system when the call returns.

    Args:
        path: Its file, which is begun anew.
        started: The ``started`` of the manifest that it goes with.

    Raises:
        RunError: The file cannot be written.
    """

    def __init__(self, path: Path, started: str) -> None:
        self._path = path
        try:
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o644)
        except OSError as error:
            raise self._failure(error) from error
        self._write(json.dumps({"started": started}))

    def again(self, name: str) -> None:
        """The result of this file name is about to be replaced."""
        self._write(f"{_AGAIN}{json.dumps(name)}}}")

    def add(self, entry: ArticleEntry) -> None:
        """A result has been written."""
        self._write(entry.model_dump_json())

    def close(self) -> None:
        """Let go of the file, however often that is asked for."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _write(self, line: str) -> None:
        content = f"{line}\n".encode()
        try:
            while content:
                content = content[os.write(self._file, content) :]
        except OSError as error:
            raise self._failure(error) from error

    def _failure(self, error: OSError) -> RunError:
        reason = error.strerror
        return RunError(f"{self._path}: cannot be written ({reason}); make room or choose another place")


def read_journal(path: Path, started: str) -> Iterator[list[tuple[ArticleEntry, str]] | str] | None:
    """What a journal says, in its order.

    Args:
        path: Its file.
        started: The ``started`` of the manifest.

    Returns:
        Lines of results, each with its text as it stands in the journal, some at a time; and names of those
        that were about to be replaced. None where there is no journal, or one of another manifest.
    """
    try:
        with path.open(encoding="utf-8") as file:
            if file.readline() != json.dumps({"started": started}) + "\n":
                return None
    except (OSError, ValueError):
        return None
    return _lines(path)


def _lines(path: Path) -> Iterator[list[tuple[ArticleEntry, str]] | str]:
    texts: list[str] = []
    with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
        file.readline()
        for line in file:
            if not line.endswith("\n"):
                break
            again = _again(line)
            if again is None:
                texts.append(line)
            if texts and (again is not None or len(texts) == _AT_ONCE):
                yield entries_of(texts, "forbid")
                texts.clear()
            if again:
                yield again
    if texts:
        yield entries_of(texts, "forbid")


def _again(line: str) -> str | None:
    """The name of a result that was about to be replaced; None for another line, empty for a broken one."""
    if not line.startswith(_AGAIN):
        return None
    try:
        return str(json.loads(line)["again"])
    except (ValueError, KeyError):
        return ""
