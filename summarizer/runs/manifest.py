"""The manifest of a run: what was asked for, what became of each article, what it took."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, ValidationError

from summarizer.errors import CorruptResultError, OtherVersionError
from summarizer.records import SCHEMA_VERSION, Record
from summarizer.runs.entries import ArticleEntry, Counts, Usage
from summarizer.runs.files import check_version, load_record, replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

__all__ = [
    "ArticleEntry",
    "Manifest",
    "ManifestHead",
    "State",
    "entry_text",
    "read_manifest",
    "write_manifest",
]

State = Literal["running", "done", "interrupted", "stopped"]
"""How a run stands, or how it ended."""

_OPENING = '{\n  "articles": ['


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
    value = entry.model_dump(mode="json", by_alias=True)
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


def read_manifest(path: Path, take: Callable[[ArticleEntry, str], None]) -> ManifestHead | None:
    """Read a manifest as a stream.

    Args:
        path: Its file.
        take: Called with each line that can be read, and its text; before the head is known.

    Returns:
        All but the articles; None where there is no manifest, or none that can be read.

    Raises:
        OtherVersionError: It is another major version's.
    """
    try:
        with path.open(encoding="utf-8") as file:
            is_own = file.read(len(_OPENING)) == _OPENING
            head = _read_own(file, path, take) if is_own else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return head or _read_whole(path, take)


def _read_own(
    file: Iterator[str], path: Path, take: Callable[[ArticleEntry, str], None]
) -> ManifestHead | None:
    """Read a manifest in the form that ``write_manifest`` gives it; None for another form."""
    lines: list[str] = []
    for line in file:
        if line in ("  ],\n", "],\n"):
            break
        lines.append(line)
        if line in ("    },\n", "    }\n"):
            text = "".join(lines).strip().removesuffix(",")
            lines.clear()
            try:
                take(ArticleEntry.model_validate_json(text, strict=True, extra="ignore"), text)
            except ValidationError:
                continue
    rest = "{" + "".join(file)
    version = json.loads(rest)["schema_version"]
    extra: Literal["ignore", "forbid"] = "ignore" if check_version(version, path) else "forbid"
    try:
        return ManifestHead.model_validate_json(rest, strict=True, extra=extra)
    except ValidationError:
        return None


def _read_whole(path: Path, take: Callable[[ArticleEntry, str], None]) -> ManifestHead | None:
    try:
        manifest = load_record(Manifest, path)
    except OtherVersionError:
        raise
    except CorruptResultError:
        return None
    for entry in manifest.articles:
        take(entry, entry_text(entry))
    return ManifestHead.model_validate(manifest.model_dump(exclude={"articles"}, by_alias=True))
