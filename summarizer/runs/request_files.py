"""The files of an exchange by file: requests in parts that a provider takes, and the articles beside them."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from typing import IO, TYPE_CHECKING, Any, Self

from pydantic import ValidationError

from summarizer.errors import ConfigurationError
from summarizer.records import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

__all__ = [
    "ARTICLES_SUFFIX",
    "MOST_BYTES",
    "MOST_REQUESTS",
    "Limits",
    "RequestParts",
    "Seen",
    "articles_beside",
    "models_beside",
    "articles_file",
    "replacing",
]

ARTICLES_SUFFIX = ".articles.jsonl"
"""Ends the name of the file that holds the articles of a requests file."""

MOST_REQUESTS = 50_000
MOST_BYTES = 200_000_000
"""What the hosted batch endpoints take as one file (OpenAI, Batch API: 50,000 requests and 200 MB)."""

_OWN_START = b'{"custom_id":'


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file of requests may hold."""

    requests: int = MOST_REQUESTS
    bytes: int = MOST_BYTES


class Seen:
    """A set of texts on disk: it takes the same memory however many there are."""

    def __init__(self) -> None:
        # A database without a name is private, stands in a temporary file, and goes when it is closed.
        self._database = sqlite3.connect("")
        self._database.executescript(
            "PRAGMA journal_mode = OFF; CREATE TABLE seen (text TEXT PRIMARY KEY) WITHOUT ROWID;"
        )

    def add(self, text: str) -> bool:
        """Add a text; whether it was new."""
        key = text.encode("utf-8", "surrogatepass")
        return self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount == 1

    def close(self) -> None:
        """Drop the set."""
        self._database.close()


class RequestParts:
    """Writes requests to one file, and to ``NAME.2.jsonl``, ``NAME.3.jsonl`` and so on where it is full.

    A context manager. The files take their names when it ends well, and parts that an earlier export left
    beyond them go; when it ends with an error, everything stays as it was.

    Args:
        target: The first file.
        limits: What one file may hold; a request that is too large by itself stands alone.

    Raises:
        ConfigurationError: A file cannot be written.
    """

    def __init__(self, target: Path, limits: Limits | None = None) -> None:
        self._target = target
        self._limits = limits or Limits()
        self._seen = Seen()
        self._file: IO[bytes] | None = None
        self._held = (0, 0)
        """Requests and bytes of the part under way."""
        self.paths: list[Path] = []
        """The parts, under the names that they get."""
        self.requests = 0
        self.oversized = 0
        """Requests that are larger by themselves than a file may be."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._seen.close()
        if self._file is not None:
            self._file.close()
        try:
            if kind is None:
                self._settle()
        except OSError as fault:
            raise _unwritable(self._target, fault) from fault
        finally:
            for path in self.paths:
                _temporary(path).unlink(missing_ok=True)

    def write(self, line: Mapping[str, Any]) -> bool:
        """Write a request, unless there is one of its id; articles with the same text share their requests.

        Returns:
            Whether it was written.
        """
        if not self._seen.add(line["custom_id"]):
            return False
        content = _encoded(line)
        requests, size = self._held
        full = requests >= self._limits.requests or (requests and size + len(content) > self._limits.bytes)
        try:
            if self._file is None or full:
                requests, size = self._begin()
            if self._file is not None:
                self._file.write(content)
        except OSError as error:
            raise _unwritable(self._target, error) from error
        self._held = (requests + 1, size + len(content))
        self.oversized += len(content) > self._limits.bytes
        self.requests += 1
        return True

    def _begin(self) -> tuple[int, int]:
        if self._file is not None:
            self._file.close()
        path = _part(self._target, len(self.paths) + 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.paths.append(path)
        self._file = _temporary(path).open("wb")
        return 0, 0

    def _settle(self) -> None:
        for path in self.paths:
            _temporary(path).replace(path)
        for number in count(len(self.paths) + 1):
            path = _part(self._target, number)
            if not _is_ours(path):
                return
            path.unlink()


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which takes the place of ``path`` when that ends well.

    Raises:
        ConfigurationError: It cannot be written.
    """
    temporary = _temporary(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = temporary.open("w+b")
        try:
            with file:
                yield file
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error


def articles_file(requests: Path) -> Path:
    """Where the articles of a requests file stand."""
    return requests.with_name(requests.stem + ARTICLES_SUFFIX)


def articles_beside(paths: Sequence[Path]) -> Iterator[Document]:
    """The articles that were exported with some files, each id once.

    A requests file has articles of its own; for any other file those of all exports in its folder are taken.

    Raises:
        ConfigurationError: There is no such file, or a line of one is no article.
    """
    found = sorted({file for path in paths for file in _articles_of(path)})
    if not found:
        raise ConfigurationError(
            f"{paths[0].parent}: no *{ARTICLES_SUFFIX} is here, which requests export writes beside the "
            f"requests; name the requests with --requests"
        )
    seen = Seen()
    try:
        for file in found:
            yield from (document for document in _articles(file) if seen.add(document.info.id))
    finally:
        seen.close()


def models_beside(paths: Sequence[Path]) -> set[str]:
    """The models that the requests ask whose articles ``articles_beside`` takes, if they are still there."""
    asked = set()
    for articles in {file for path in paths for file in _articles_of(path)}:
        requests = articles.with_name(articles.name.removesuffix(ARTICLES_SUFFIX) + ".jsonl")
        with suppress(OSError, ValueError, KeyError, TypeError), requests.open(encoding="utf-8") as lines:
            asked.add(str(json.loads(next(lines, ""))["body"]["model"]))
    return asked


def _articles_of(path: Path) -> list[Path]:
    first_part = path.with_name(re.sub(r"\.[0-9]+$", "", path.stem) + path.suffix)
    for own in (articles_file(path), articles_file(first_part)):
        if own.exists():
            return [own]
    return list(path.parent.glob(f"*{ARTICLES_SUFFIX}"))


def _articles(file: Path) -> Iterator[Document]:
    # By bytes: only a line feed ends a line, whatever other line breaks an article holds.
    try:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    yield Document.model_validate_json(line)
                except ValidationError as error:
                    raise ConfigurationError(
                        f"{file}, line {number}: this is no exported article; export the requests again"
                    ) from error
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be read ({error.strerror}); make it readable") from error


def _encoded(line: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(line, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # half of a surrogate pair stands as an escape
        return json.dumps(line).encode() + b"\n"


def _part(target: Path, number: int) -> Path:
    return target if number == 1 else target.with_name(f"{target.stem}.{number}{target.suffix}")


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def _is_ours(path: Path) -> bool:
    """Whether a file begins as a file of requests does; nobody's other file is removed."""
    try:
        with path.open("rb") as file:
            return file.read(len(_OWN_START)) == _OWN_START
    except OSError:
        return False


def _unwritable(target: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        f"{error.filename or target}: cannot be written ({error.strerror}); choose another place"
    )
