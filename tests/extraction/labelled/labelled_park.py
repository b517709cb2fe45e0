"""A second invented article with its good reply, and the result of a reply without any call or check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.extraction.labelled.building import build_result
from summarizer.extraction.labelled.reply import Reply
from summarizer.reading import Overrides, read_text
from summarizer.records import Provenance
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from summarizer.records import ArticleSummary, Document

__all__ = ["PARK", "PARK_REPLY", "PARK_TEXT", "built", "changed_record", "park_with", "record_ids"]

PARK_TEXT = (
    "The council said on Monday that 14 lime trees in Mill Park had been felled. "
    "“We had no choice,” Mayor Ana Ruiz told the Gazette. “The roots were sick.”\n\n"
    "Residents spoke of “needless damage”, and about 200 people signed a petition on 3 June 2024. "
    "The Tree Trust counted 19 stumps on Tuesday, in the rain, and again on Wednesday. "
    "It said it would plant new trees in October."
)
PARK: Document = read_text(PARK_TEXT, id="park", overrides=Overrides(published="2024-06-06"))

PARK_REPLY: dict[str, Any] = {
    "sources": [
        {"id": "p1", "name": "council", "kind": "officials"},
        {"id": "p2", "name": "Ana Ruiz", "kind": "named_person"},
        {"id": "p3", "name": "Gazette", "kind": "media"},
        {"id": "p4", "name": "residents", "kind": "witness"},
        {"id": "p5", "name": "Tree Trust", "kind": "organisation"},
    ],
    "figures": [
        {"id": "f1", "measure": "count", "by": ["p1"], "place": "Mill Park", "when": ["d1"]},
        {"id": "f2", "measure": "count", "of": "petition", "when": ["d2"]},
        {"id": "f3", "measure": "count", "by": ["p5"], "when": ["d3", "d4"]},
    ],
    "quotes": [
        {"id": "q1", "kind": "direct", "by": ["p2", "p3"], "role": "Mayor", "cue": "told"},
        {"id": "q2", "kind": "direct", "by": ["p2", "p3"], "continues": "q1"},
        {"id": "q3", "kind": "mixed", "by": ["p4"], "cue": "spoke"},
    ],
    "events": [
        {"id": "e1", "in": ["s1"], "what": "Lime trees in Mill Park were felled.", "type": "other", "by": ["p1"]},
        {"id": "e2", "in": ["s6"], "what": "The Tree Trust is to plant new trees.", "type": "other", "modality": "planned", "when": ["d5"], "by": ["p5"]},
    ],
    "contradictions": [["f1", "f3"]],
    "headline": {"cites": ["e1", "f1"], "text": "Council says 14 lime trees were felled in Mill Park"},
    "summary": [
        {"cites": ["e1", "f1"], "text": "The council said that 14 lime trees in Mill Park had been felled."},
        {"cites": ["f2"], "text": "About 200 people signed a petition."},
    ],
    "contested": [{"cites": ["f1", "f3"], "text": "The count: 14 trees according to the council, 19 stumps according to the Tree Trust."}],
}  # fmt: skip


def park_with(**changed: Any) -> dict[str, Any]:
    """The good reply about the park with some of its fields changed."""
    return PARK_REPLY | changed


def changed_record(field: str, number: int, /, **changed: Any) -> dict[str, Any]:
    """The good reply about the park with one of its records changed."""
    records = list(PARK_REPLY[field])
    records[number] = {**records[number], **changed}
    return park_with(**{field: records})


def built(document: Document, reply: dict[str, Any]) -> ArticleSummary:
    """What a reply becomes before the checks: records grounded, links resolved."""
    info = document.info
    segmented = segment(document.text, published=info.published, furniture=info.furniture)
    provenance = Provenance(model="stand-in", origin="imported")
    return build_result(info, segmented, Reply.model_validate(reply), provenance)


def record_ids(result: ArticleSummary) -> list[str]:
    """The ids of all records: events, figures, quotes."""
    events, figures = [one.id for one in result.events], [one.id for one in result.figures]
    return [*events, *figures, *(one.id for one in result.quotes)]
