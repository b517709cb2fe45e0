"""Checks a reference annotation that a person has edited, against the contract and against its source."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from summarizer.grounding import record_spans, sentence_spans, stands
from summarizer.reading import read_paths
from summarizer.records import Document, Event
from summarizer.runs import RunFiles, known_entries, write_atomically
from summarizer.runs.files import digest_of
from summarizer.scoring.positions import line_of, places_of
from summarizer.scoring.references import AnnotationError, Reference, read_json
from summarizer.scoring.resolving import Fault, described, resolve_spans
from summarizer.scoring.sense import sense_faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from summarizer.records import Sentence
    from summarizer.scoring.positions import Keys
    from summarizer.scoring.references import ReferenceEvent, ReferenceFigure, ReferenceQuote

__all__ = ["Articles", "Finding", "Review", "review_reference"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, and where."""

    line: int
    """Line of the annotation's file, counted from 1."""
    where: str
    """Such as ``figures[2].span``."""
    message: str


@dataclass(frozen=True, slots=True)
class Review:
    """What a check of one annotation found."""

    path: Path
    document: str
    """The document's id."""
    findings: tuple[Finding, ...]
    resolved: int
    """Spans that were given as words and have one place in the source."""
    value: dict[str, Any]
    """The annotation with the offsets of those spans."""

    def write(self) -> None:
        """Put the annotation with its offsets into its file.

        Raises:
            RunError: The file cannot be written.
        """
        text = json.dumps(self.value, ensure_ascii=False, indent=1) + "\n"
        write_atomically(self.path, text.encode("utf-8"))


class Articles:
    """The source texts of a folder of articles, or of a run, by document id.

    Args:
        folder: The folder; None where annotations carry their texts themselves.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._texts: dict[str, str] | None = None

    def text(self, document: str) -> str:
        """The source text of a document.

        Raises:
            AnnotationError: There is none.
        """
        if self._folder is None:
            raise AnnotationError(
                f"{document}: its annotation does not carry the source text; name the folder of the "
                f"articles, or of a run, with --articles DIR"
            )
        if self._texts is None:
            self._texts = _run_texts(self._folder) or _article_texts(self._folder)
        if document not in self._texts:
            raise AnnotationError(f"{document}: {self._folder} holds no such article; name another folder")
        return self._texts[document]


def review_reference(path: Path, articles: Articles) -> Review:
    """Check one annotation; spans that it gives as words are resolved first.

    Args:
        path: Its file, which is not changed.
        articles: Where source texts are found.

    Raises:
        AnnotationError: The file holds no annotation at all, or there is no source text for it.
    """
    text, value = read_json(path)
    document = value.get("document")
    name = document.get("id") if isinstance(document, dict) else None
    if not isinstance(name, str):
        raise AnnotationError(f"{path}: names no document; give its id as document.id")
    source = value.get("source")
    if not isinstance(source, str):
        source = articles.text(name)
    resolution = resolve_spans(value, source)
    faults = resolution.faults
    unresolved = {
        fault.keys[:-1] if fault.keys[-1] in {"text", "snippet"} else fault.keys for fault in faults
    }
    try:
        # Through JSON: only so are arrays tuples, and numbers in quotation marks no numbers.
        reference = Reference.model_validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        faults += _contract_faults(error, unresolved)
    else:
        faults += _content_faults(reference, source)
    places = places_of(text)
    findings = {
        Finding(line_of(places, fault.keys), described(fault.keys), fault.message): None for fault in faults
    }
    ordered = sorted(findings, key=lambda finding: finding.line)
    return Review(path, name, tuple(ordered), resolution.resolved, value)


def _run_texts(folder: Path) -> dict[str, str]:
    files = RunFiles(folder)
    texts = {}
    for entry in known_entries(files).values():
        if entry.sha256 is not None:
            source = files.source_path(entry.sha256)
            if source.is_file():
                texts[entry.id] = source.read_bytes().decode("utf-8", errors="replace")
    return texts


def _article_texts(folder: Path) -> dict[str, str]:
    items = read_paths([str(folder)])
    return {item.info.id: item.text for item in items if isinstance(item, Document)}


def _contract_faults(error: ValidationError, unresolved: set[Keys]) -> Iterator[Fault]:
    """What the contract does not allow, but for what is missing in spans that were not resolved."""
    told: set[Keys] = set()
    for one in error.errors():
        keys = tuple(one["loc"])
        if keys and keys[-1] in {"float", "int"}:
            keys = keys[:-1]  # of a number, each form that it might have had is an error of its own
        if keys not in told and keys[:-1] not in unresolved:
            told.add(keys)
            yield Fault(keys, f"{one['msg']}; mend it as the record contract says")


def _content_faults(reference: Reference, source: str) -> Iterator[Fault]:
    digest = reference.document.sha256
    if digest is not None and digest != digest_of(source):
        yield Fault(
            ("document", "sha256"),
            "the source text is not the one that was annotated (its SHA-256 is another); find that text",
        )
    yield from _sentence_faults(reference, source)
    records = list(_records(reference))
    ids = Counter(record.id for _, record in records)
    for keys, record in records:
        if ids[record.id] > 1:
            yield Fault((*keys, "id"), f"{record.id} is the id of several records; give each its own")
        for place, span in record_spans(record):
            if not stands(span, source):
                yield Fault((*keys, *_keys(place)), _astray(span.text))
        if not isinstance(record, Event) and record.text != record.span.text:
            yield Fault((*keys, "text"), "it is not the text of the record's span; make the two the same")
    yield from sense_faults(records, source)


def _records(
    reference: Reference,
) -> Iterator[tuple[Keys, ReferenceEvent | ReferenceFigure | ReferenceQuote]]:
    yield from ((("events", place), record) for place, record in enumerate(reference.events))
    yield from ((("figures", place), record) for place, record in enumerate(reference.figures))
    yield from ((("quotes", place), record) for place, record in enumerate(reference.quotes))


def _sentence_faults(reference: Reference, source: str) -> Iterator[Fault]:
    summary = reference.summary
    ids = {record.id for _, record in _records(reference)}
    sentences: list[tuple[Keys, Sentence]] = []
    if summary.headline is not None:
        sentences.append((("summary", "headline"), summary.headline))
    for name, several in (("sentences", summary.sentences), ("contested", summary.contested)):
        sentences += [(("summary", name, place), one) for place, one in enumerate(several)]
    for keys, sentence in sentences:
        for place, span in sentence_spans(sentence):
            if not stands(span, source):
                yield Fault((*keys, *_keys(place)), _astray(span.text))
        for place_, record in enumerate(sentence.records):
            if record not in ids:
                yield Fault((*keys, "records", place_), f"there is no record {record}; name one, or none")


def _keys(path: str) -> Keys:
    """``speaker.mentions[0]`` as keys."""
    parts = path.replace("[", ".").replace("]", "").split(".")
    return tuple(int(part) if part.isdigit() else part for part in parts)


def _astray(words: str) -> str:
    cut = words[:80]
    return (
        f"“{cut}{'…' if cut != words else ''}” does not stand at those offsets; remove start and end, and "
        f"add a snippet where the words stand more than once"
    )
