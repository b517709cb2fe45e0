"""The manifest of a run: what was asked for, what became of each article, what it took."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, TextIO

from pydantic import Field, TypeAdapter, ValidationError

from summarizer.errors import CorruptResultError, OtherVersionError
from summarizer.records import SCHEMA_VERSION, Record
from summarizer.runs.entries import ArticleEntry, Counts, Usage
from summarizer.runs.files import check_version, load_record, replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

__all__ = [
    "ArticleEntry",
    "Manifest",
    "ManifestHead",
    "State",
    "entries_of",
    "entry_text",
    "entry_text_of_line",
    "read_manifest",
    "write_manifest",
]

State = Literal["running", "done", "interrupted", "stopped"]
"""How a run stands, or how it ended."""

_OPENING = '{\n  "articles": ['
_BETWEEN = "\n    },\n"
"""Between two articles: no string of theirs can hold a line break."""
_LAST = "\n    }\n  ],\n"
_BLOCK = 1 << 18
"""Characters of a manifest that are read at a time."""
_ENTRIES = TypeAdapter(list[ArticleEntry])


class ManifestHead(Record):
    """What stands in a run folder's ``run.json`` of the run as a whole."""

    schema_version: str = SCHEMA_VERSION
    program: str
    """Name and version of the program that wrote it."""
    state: State
    """How the latest run into the folder ended; ``running`` also after a crash."""
    model: str
    settings: dict[str, Any] = Field(default_factory=dict)
    """The settings of the latest run into the folder."""
    started: str
    """ISO 8601, UTC."""
    finished: str | None = None
    """ISO 8601, UTC; null while it runs."""
    seconds: float | None = None
    """Wall-clock time of the latest run into the folder."""
    counts: Counts = Counts()
    usage: Usage = Usage()


class Manifest(ManifestHead):
    """What stands in a run folder's ``run.json``; the only stored record that holds clock times."""

    articles: tuple[ArticleEntry, ...] = ()
    """Every result in the folder, by file name."""


def entry_text(entry: ArticleEntry) -> str:
    """A line of the manifest as it stands in the file: a flat object, keys sorted, indented by four."""
    return _indented(entry.model_dump(mode="json", by_alias=True))


def entry_text_of_line(entry: ArticleEntry, line: str) -> str:
    """The same of a line that was read, sooner.

    Args:
        entry: The line.
        line: What it was read from, in another form.
    """
    value = json.loads(line)
    return _indented(value) if len(value) == len(ArticleEntry.model_fields) else entry_text(entry)


def _indented(value: dict[str, Any]) -> str:
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",\n      ", ": ")
    )
    return f"{{\n      {text[1:-1]}\n    }}"


def write_manifest(path: Path, head: ManifestHead, articles: Iterable[str]) -> None:
    """Write a manifest as a stream: the same bytes as ``dump_record`` of the whole would give.

    Args:
        path: Its file.
        head: All but the articles.
        articles: Their lines by file name, as ``entry_text`` gives them.

    Raises:
        RunError: The file cannot be written.
    """
    rest = json.dumps(
        head.model_dump(mode="json", by_alias=True),
        ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False,
    )  # fmt: skip
    with replacing(path) as file:
        file.write(_OPENING.encode())
        between = "\n    "
        for text in articles:
            file.write(f"{between}{text}".encode())
            between = ",\n    "
        closing = "]" if between == "\n    " else "\n  ]"
        file.write(f"{closing},{rest[1:]}\n".encode())


def read_manifest(path: Path, take: Callable[[list[tuple[ArticleEntry, str]]], None]) -> ManifestHead | None:
    """Read a manifest as a stream.

    Args:
        path: Its file.
        take: Called with lines that can be read and their texts, some at a time; before the head is known.

    Returns:
        All but the articles; None where there is no manifest, or none that can be read.

    Raises:
        OtherVersionError: It is another major version's.
    """
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            is_own = file.read(len(_OPENING)) == _OPENING
            head = _read_own(file, path, take) if is_own else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return head or _read_whole(path, take)


def entries_of(texts: list[str], extra: Literal["ignore", "forbid"]) -> list[tuple[ArticleEntry, str]]:
    """Lines of JSON texts, each with its text; what is no line is left out.

    Args:
        texts: A JSON object each.
        extra: What becomes of keys that a line does not have.
    """
    try:
        entries = _ENTRIES.validate_json(f"[{','.join(texts)}]", strict=True, extra=extra)
    except ValidationError:
        entries = []
    if len(entries) == len(texts):
        return list(zip(entries, texts, strict=True))
    return [(entry, text) for text in texts for entry in _entry_of(text, extra)]


def _entry_of(text: str, extra: Literal["ignore", "forbid"]) -> list[ArticleEntry]:
    try:
        return [ArticleEntry.model_validate_json(text, strict=True, extra=extra)]
    except ValidationError:
        return []


def _read_own(
    file: TextIO, path: Path, take: Callable[[list[tuple[ArticleEntry, str]]], None]
) -> ManifestHead | None:
    """Read a manifest in the form that ``write_manifest`` gives it; None for another form."""
    rest = file.read(_BLOCK)
    if rest.startswith("],\n"):
        rest = rest.removeprefix("],\n")
    else:
        while (last := rest.find(_LAST)) < 0:
            *whole, rest = rest.split(_BETWEEN)
            take(entries_of([f"{text.strip()}\n    }}" for text in whole], "ignore"))
            block = file.read(_BLOCK)
            if not block:
                return None
            rest += block
        *whole, final = rest[:last].split(_BETWEEN)
        take(entries_of([f"{text.strip()}\n    }}" for text in (*whole, final)], "ignore"))
        rest = rest[last + len(_LAST) :]
    rest = "".join(chain("{", [rest], file))
    version = json.loads(rest)["schema_version"]
    extra: Literal["ignore", "forbid"] = "ignore" if check_version(version, path) else "forbid"
    try:
        return ManifestHead.model_validate_json(rest, strict=True, extra=extra)
    except ValidationError:
        return None


def _read_whole(path: Path, take: Callable[[list[tuple[ArticleEntry, str]]], None]) -> ManifestHead | None:
    try:
        manifest = load_record(Manifest, path)
    except OtherVersionError:
        raise
    except CorruptResultError:
        return None
    take([(entry, entry_text(entry)) for entry in manifest.articles])
    return ManifestHead.model_validate(manifest.model_dump(exclude={"articles"}, by_alias=True))
