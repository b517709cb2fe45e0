"""The files of a run folder: results and sources written atomically, and read back with suspicion."""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from summarizer.errors import CorruptResultError, OtherVersionError, RunError
from summarizer.records import SCHEMA_VERSION, ArticleSummary, Record
from summarizer.runs.names import RESULT_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "RunFiles",
    "check_version",
    "digest_of",
    "dump_record",
    "load_record",
    "read_result",
    "replacing",
    "write_atomically",
]


RecordT = TypeVar("RecordT", bound=BaseModel)

_TEMPORARY = ".tmp"
_LEFT_BEHIND = re.compile(r"\..+\.\d+\.tmp")
_AS_IT_IS = frozenset({str, int, bool, type(None)})
"""Types of values that every encoder writes alike."""


def digest_of(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal.

    Raises:
        UnicodeEncodeError: The text holds half of a surrogate pair.
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def dump_record(record: BaseModel) -> bytes:
    """The JSON of a record as it is stored: all fields, sorted keys, the same bytes every time.

    Raises:
        ValueError: It holds what JSON or UTF-8 cannot: an infinity, half of a surrogate pair.
    """
    try:
        return to_json(_in_order(record), indent=2) + b"\n"  # what is compiled writes the same, sooner
    except (ValueError, KeyError):  # a field is missing where a record was made without validation
        return _written_out(record.model_dump(mode="json", by_alias=True))


def _in_order(value: Any) -> Any:
    """What stands for ``value`` in JSON, with the keys of all its objects in order.

    Raises:
        ValueError: It holds something that two encoders may write differently: a number with an exponent, or
            what is no number; or a value of another type than records are made of.
    """
    kind: Any = type(value)
    keys = _keys(kind)
    if keys:
        own = value.__dict__
        return {key: one if type(one := own[name]) in _AS_IT_IS else _in_order(one) for key, name in keys}
    if kind is tuple or kind is list:
        return [one if type(one) in _AS_IT_IS else _in_order(one) for one in value]
    if kind is dict and all(type(key) is str for key in value):
        return {key: one if type(one := value[key]) in _AS_IT_IS else _in_order(one) for key in sorted(value)}
    written = repr(value)
    if kind is not float or "e" in written or "n" in written:
        raise ValueError(written)
    return value


@cache
def _keys(kind: type[Any]) -> list[tuple[str, str]]:
    """The names of a record's fields in JSON, in order, each with the field's own; none for another type.

    None for a record that somebody else derived, which is written as what it is derived from.
    """
    is_ours = issubclass(kind, Record) and kind.__module__.startswith("summarizer.")
    fields = kind.model_fields if is_ours else {}
    return sorted((field.alias or name, name) for name, field in fields.items())


def _written_out(value: dict[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    return f"{text}\n".encode()


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` so that a reader sees the old file or the new one, never a part.

    Raises:
        RunError: The file cannot be written.
    """
    with replacing(path) as file:
        file.write(content)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, that takes its place whole when the block has come to its end.

    Raises:
        RunError: The file cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}{_TEMPORARY}")
    try:
        try:
            with temporary.open("wb") as file:
                yield file
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(f"{path}: cannot be written ({reason}); make room or choose another place") from error


def load_record(model: type[RecordT], path: Path) -> RecordT:
    """Read a stored record of this major version of the contract.

    Keys that the contract does not name are refused, except in a newer minor version, where they are
    left out.

    Raises:
        OtherVersionError: The file follows another major version of the contract.
        CorruptResultError: The file is not what its name says.
    """
    try:
        content = path.read_bytes()
        version = json.loads(content)["schema_version"]
        newer = check_version(version, path)
        return model.model_validate_json(content, strict=True, extra="ignore" if newer else "forbid")
    except OSError as error:
        raise CorruptResultError(f"{path}: cannot be read ({error.strerror}); run it again") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise CorruptResultError(
            f"{path}: is not a stored {model.__name__} ({place}: {first['msg']}); run it again"
        ) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise CorruptResultError(
            f"{path}: is not a JSON object with a schema_version; run it again"
        ) from error


def check_version(version: object, path: Path) -> bool:
    """Whether a stored record follows a newer minor version of the contract than this program does.

    Raises:
        OtherVersionError: It follows another major version.
    """
    major, _, minor = str(version).partition(".")
    own_major, _, own_minor = SCHEMA_VERSION.partition(".")
    if major != own_major:
        raise OtherVersionError(
            f"{path}: has version {version} of the record contract, and this program reads version "
            f"{own_major}; read it with the program that wrote it"
        )
    return int(minor or 0) > int(own_minor or 0)


def read_result(path: Path) -> ArticleSummary:
    """Read one stored result.

    Raises:
        CorruptResultError: The file is not a result of this major version.
    """
    return load_record(ArticleSummary, path)


class RunFiles:
    """Where the parts of a run folder stand.

    Args:
        folder: The run folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = folder / "run.json"
        self.journal = folder / "journal.jsonl"
        self.lock = folder / ".lock"
        self.readings = folder / ".readings.sqlite"
        """What was found in the articles' files: a cache, which may be thrown away."""
        self.results = folder / "results"
        self.sources = folder / "sources"

    def create(self) -> None:
        """Make the folder and make sure that it can be written to.

        Raises:
            RunError: It cannot.
        """
        try:
            self.results.mkdir(parents=True, exist_ok=True)
            self.sources.mkdir(exist_ok=True)
            for folder in (self.folder, self.results, self.sources):
                probe = folder / f".probe.{os.getpid()}.tmp"
                probe.touch()
                probe.unlink()
        except OSError as error:
            reason = error.strerror or str(error)
            raise RunError(
                f"{self.folder}: results cannot be written there ({reason}); choose another folder with -o"
            ) from error

    def result_paths(self) -> Iterator[Path]:
        """The result files, by name."""
        if self.results.is_dir():
            yield from sorted(
                path
                for path in self.results.iterdir()
                if path.suffix == RESULT_SUFFIX and not path.name.startswith(".")
            )

    def results_there(self) -> Iterator[tuple[str, int, int]]:
        """File name, bytes and time of last change (ns) of each result that is not empty, in no order."""
        if not self.results.is_dir():
            return
        with os.scandir(self.results) as found:
            for one in found:
                if not one.name.endswith(RESULT_SUFFIX) or one.name.startswith(".") or not one.name.isascii():
                    continue
                status = one.stat()
                if status.st_size:
                    yield one.name, status.st_size, status.st_mtime_ns

    def size(self, name: str) -> int | None:
        """Bytes of the result of that file name; None where there is none."""
        try:
            return (self.results / name).stat().st_size
        except OSError:
            return None

    def sweep(self) -> None:
        """Remove the temporary files that a killed run has left; only with the folder's lock."""
        for folder in (self.folder, self.results, self.sources):
            with os.scandir(folder) as found:
                stale = [one.path for one in found if _LEFT_BEHIND.fullmatch(one.name)]
            for path in stale:
                Path(path).unlink(missing_ok=True)

    def source_path(self, digest: str) -> Path:
        """Where the source text of that SHA-256 stands."""
        return self.sources / f"{digest}.txt"

    def store(self, name: str, content: bytes, source: str | None) -> None:
        """Write the source, then the result that its spans index.

        Args:
            name: File name of the result.
            content: The dumped result.
            source: The source text, or None where none could be read.

        Raises:
            RunError: A file cannot be written.
        """
        if source is not None:
            write_atomically(self.source_path(digest_of(source)), source.encode("utf-8"))
        write_atomically(self.results / name, content)
