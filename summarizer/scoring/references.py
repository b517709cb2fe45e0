"""Reference annotations: the records that a careful editor would accept, one JSON file a document."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from summarizer.errors import UsageError
from summarizer.records import (
    SCHEMA_VERSION,
    ArticleSummary,
    DocumentInfo,
    Event,
    Figure,
    Provenance,
    Quote,
    Record,
    Summary,
)
from summarizer.scoring.positions import line_of, places_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "AnnotationError",
    "Reference",
    "ReferenceEvent",
    "ReferenceFigure",
    "ReferenceQuote",
    "as_result",
    "iter_references",
    "parse_reference",
    "read_json",
    "read_reference",
]


class AnnotationError(UsageError):
    """A reference annotation cannot be used as it stands."""


class ReferenceEvent(Event):
    """An event of a reference."""

    optional: bool = False
    """Whether it may be left out without loss; it is not wrong when present."""


class ReferenceFigure(Figure):
    """A figure of a reference."""

    optional: bool = False
    """Whether it may be left out without loss; it is not wrong when present."""


class ReferenceQuote(Quote):
    """A quotation of a reference."""

    optional: bool = False
    """Whether it may be left out without loss; it is not wrong when present."""


class Reference(Record):
    """What an article should become.

    The headline and the contested lines of its summary may be without citations; no summary is scored by its
    words.
    """

    schema_version: str = SCHEMA_VERSION
    document: DocumentInfo
    """Of it, ``id`` names the article; ``sha256``, where it is known, the text that the spans index."""
    source: str | None = None
    """The source text itself, for a file that is to stand alone."""
    summary: Summary = Summary()
    events: tuple[ReferenceEvent, ...] = ()
    figures: tuple[ReferenceFigure, ...] = ()
    quotes: tuple[ReferenceQuote, ...] = ()


def as_result(reference: Reference, document: DocumentInfo | None = None) -> ArticleSummary:
    """The reference in the form of a result, to be set against one.

    Args:
        reference: The annotation.
        document: What a result knows of the article, where it knows more than the annotation.
    """
    return ArticleSummary(
        status="ok",
        document=document or reference.document,
        summary=reference.summary,
        events=reference.events,
        figures=reference.figures,
        quotes=reference.quotes,
        provenance=Provenance(model="reference", origin="rules"),
    )


def iter_references(folder: Path) -> Iterator[Reference]:
    """The annotations in a folder (``*.json``), by file name, each read when it is asked for.

    Raises:
        AnnotationError: There is no such folder, or no annotation in it, or one that cannot be used, or two
            of one document.
    """
    if not folder.is_dir():
        problem = "is not a folder" if folder.exists() else "there is no such folder"
        raise AnnotationError(f"{folder}: {problem}; give the folder of the reference annotations")
    paths: dict[str, Path] = {}
    for path in sorted(folder.glob("*.json")):
        reference = read_reference(path)
        name = reference.document.id
        if name in paths:
            raise AnnotationError(f"{path}: annotates {name!r}, as {paths[name]} does; remove one of them")
        paths[name] = path
        yield reference
    if not paths:
        raise AnnotationError(
            f"{folder}: holds no reference annotation (*.json); draft one with: summarizer reference new"
        )


def read_reference(path: Path) -> Reference:
    """Read one annotation.

    Raises:
        AnnotationError: It cannot be read, or does not follow the contract.
    """
    try:
        reference = Reference.model_validate_json(path.read_bytes().removeprefix(BOM_UTF8), strict=True)
    except (OSError, ValidationError):
        pass  # read once more, slowly, to say what is wrong and where
    else:
        if reference.schema_version == SCHEMA_VERSION:
            return reference
    text, value = read_json(path)
    return parse_reference(path, text, value)


def read_json(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of an annotation and the JSON object in it.

    Raises:
        AnnotationError: It cannot be read, or holds no JSON object of this major version of the contract.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        value = json.loads(text)
    except OSError as error:
        raise AnnotationError(f"{path}: cannot be read ({error.strerror}); check its name") from error
    except json.JSONDecodeError as error:
        raise AnnotationError(
            f"{path}, line {error.lineno}: this is not JSON ({error.msg}); mend it there"
        ) from error
    except (ValueError, RecursionError) as error:
        raise AnnotationError(f"{path}: this is not JSON in UTF-8 ({error}); restore it") from error
    if not isinstance(value, dict):
        raise AnnotationError(f"{path}: holds no JSON object; a reference annotation is one")
    version = str(value.get("schema_version", SCHEMA_VERSION))
    if version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise AnnotationError(
            f"{path}: follows version {version} of the record contract, and this program reads version "
            f"{SCHEMA_VERSION}; read it with a program of that version"
        )
    return text, value


def parse_reference(path: Path, text: str, value: dict[str, Any]) -> Reference:
    """The annotation in a JSON text; keys of a newer minor version are left out.

    Args:
        path: The file, for messages.
        text: What stands in it.
        value: The JSON object in it.

    Raises:
        AnnotationError: It does not follow the contract.
    """
    try:
        newer = value.get("schema_version", SCHEMA_VERSION) != SCHEMA_VERSION
        return Reference.model_validate_json(text, strict=True, extra="ignore" if newer else "forbid")
    except ValidationError as error:
        first = error.errors()[0]
        keys = tuple(first["loc"])
        where = ".".join(map(str, keys)) or "the whole"
        raise AnnotationError(
            f"{path}, line {line_of(places_of(text), keys)}: {where}: {first['msg']}; mend it, and try: "
            f"summarizer reference check {path.name}"
        ) from error
