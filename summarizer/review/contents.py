"""A record as a comparison keeps it: whole, with its spans, a title, and a key of what it says."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from summarizer.records import Event, Figure, Quote, Sentence
from summarizer.review.model import MarkedSpan, SideRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Literal

    from summarizer.records import ArticleSummary, Check, Source, Span
    from summarizer.review.sides import Content

    Role = Literal["text", "evidence", "mention"]

__all__ = ["change_key", "marked_spans", "places_of", "side_record", "title_of"]

_REFERENCES = ("disputed_by", "part_of", "same_as", "continues", "records")
_LONGEST_TITLE = 160


def side_record(name: str, content: Content) -> SideRecord:
    """A record, whole, under the name that it has in a comparison."""
    return SideRecord.model_construct(
        id=name, record=content.model_dump(mode="json", by_alias=True), spans=tuple(marked_spans(content))
    )


def marked_spans(content: Content) -> Iterator[MarkedSpan]:
    """Where a record stands: its own words, its evidence, its sources."""
    if isinstance(content, Figure | Quote):
        yield _marked("text", content.span)
    if not isinstance(content, Quote):
        yield from (_marked("evidence", span) for span in content.evidence)
    for source in _sources(content):
        yield from (_marked("mention", span) for span in source.mentions)


def _marked(role: Role, span: Span) -> MarkedSpan:
    return MarkedSpan(start=span.start, end=span.end, role=role)


def _sources(content: Content) -> tuple[Source, ...]:
    if isinstance(content, Sentence):
        return ()
    if isinstance(content, Quote):
        return content.via if content.speaker is None else (content.speaker, *content.via)
    return content.attributed_to


def title_of(content: Content) -> str:
    """A record in a few words."""
    if isinstance(content, Event):
        title = content.what
    elif isinstance(content, Figure):
        counted = None if content.text.endswith(content.counted or "\n") else content.counted
        title = " ".join(filter(None, (content.text, counted, f"({content.measure})")))
    else:
        title = content.text
    flat = " ".join(title[: 4 * _LONGEST_TITLE].split())
    return flat if len(flat) <= _LONGEST_TITLE else f"{flat[: _LONGEST_TITLE - 1]}…"


def places_of(result: ArticleSummary) -> dict[str, str]:
    """What each record is called where others refer to it: by its place, whatever its id is."""
    named = {
        each.id: f"event {sorted((span.start, span.end) for span in each.evidence)}" for each in result.events
    }
    named |= {each.id: f"figure {each.span.start} {each.span.end}" for each in result.figures}
    return named | {each.id: f"quote {each.span.start} {each.span.end}" for each in result.quotes}


def change_key(
    sha256: str | None,
    type_: str,
    sides: Iterable[tuple[Sequence[SideRecord], Mapping[str, str]]],
    findings: Sequence[Check] = (),
    *,
    in_some: bool = False,
) -> str:
    """The key of a change: it stays while source, type and the contents of both sides do.

    Args:
        sha256: Of the source text.
        type_: What has changed.
        sides: For either side its records, and what the records that they refer to are called.
        findings: New findings, where the change consists in them.
        in_some: Whether it is a change of some repeats only, beside which another one may have its contents.
    """
    contents = [
        sorted(_content(each.record, names) for each in records) if records else []
        for records, names in sides
    ]
    told = sorted(f"{check.code} {check.message}" for check in findings)
    told += ["in some repeats"] if in_some else []
    value = json.dumps([sha256, type_, contents, told], ensure_ascii=True)
    return hashlib.sha256(value.encode()).hexdigest()[:32]


def _content(record: Mapping[str, Any], names: Mapping[str, str]) -> str:
    said = {name: value for name, value in record.items() if name != "id"}
    for name in _REFERENCES:
        value = said.get(name)
        if value:
            ids = [value] if isinstance(value, str) else value
            said[name] = sorted(names.get(each, "") for each in ids)
    if "evidence" in said:
        said["evidence"] = sorted((span["start"], span["end"]) for span in said["evidence"])
    return json.dumps(said, sort_keys=True, ensure_ascii=True)
