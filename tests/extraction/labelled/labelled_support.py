"""An invented article, replies about it, and a stand-in that hands out prepared answers (it is no model)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Literal, Self

from summarizer.extraction.labelled import extract_with_model
from summarizer.models import ModelOptions, ModelReply, Spent
from summarizer.reading import Overrides, read_text

if TYPE_CHECKING:
    from summarizer.models import ModelRequest
    from summarizer.records import ArticleSummary, Document

__all__ = ["ARTICLE", "GOOD", "OPTIONS", "StandIn", "extract", "without"]

TEXT = (
    "At least 12 people were killed when a ferry sank off Port Hale on Saturday, the coast guard said. "
    "“We heard a bang and then the lights went,” a passenger told Coast Radio.\n\n"
    "The Seamen's Union put the toll at 15 on Sunday and spoke of “criminal greed”. "
    "Blue Line, which runs two ferries on the route, said it would publish its papers on Monday. "
    "A sea of relatives gathered at the pier, and the harbour stayed closed for three days."
)
ARTICLE: Document = read_text(TEXT, id="ferry", overrides=Overrides(published="2024-03-05", outlet="Daily"))
OPTIONS = ModelOptions(model="stand-in")

GOOD: dict[str, Any] = {
    "sources": [
        {"id": "p1", "name": "coast guard", "kind": "officials"},
        {"id": "p2", "name": "passenger", "kind": "witness"},
        {"id": "p3", "name": "Coast Radio", "kind": "media"},
        {"id": "p4", "name": "Seamen's Union", "kind": "organisation"},
        {"id": "p5", "name": "Blue Line", "kind": "organisation"},
    ],
    "dismissed": [],
    "missed": [{"id": "m1", "in": "s5", "text": "A sea of"}],
    "figures": [
        {"id": "f1", "measure": "killed", "when": ["d1"], "by": ["p1"], "place": "off Port Hale"},
        {"id": "f2", "measure": "killed", "when": ["d2"], "by": ["p4"], "of": "the sinking"},
        {"id": "f3", "measure": "count", "scope": "state", "by": []},
        {"id": "f4", "measure": "duration", "scope": "period"},
        {"id": "m1", "measure": "count", "counted": "relatives"},
    ],
    "quotes": [
        {"id": "q1", "kind": "direct", "by": ["p2", "p3"], "cue": "told", "about": "the sinking"},
        {"id": "q2", "kind": "mixed", "by": ["p4"], "cue": "spoke"},
    ],
    "events": [
        {"id": "e1", "in": ["s1"], "what": "A ferry sank off Port Hale.", "type": "accident", "when": ["d1"], "by": ["p1"]},
        {"id": "e2", "in": ["s4"], "what": "Blue Line is to publish its papers.", "type": "business", "modality": "planned",
         "when": ["d3"], "by": ["p5"]},
    ],
    "contradictions": [["f1", "f2"]],
    "headline": {"cites": ["e1", "f1"], "text": "At least 12 dead as ferry sinks off Port Hale, coast guard says"},
    "summary": [
        {"cites": ["e1", "f1"], "text": "A ferry sank off Port Hale on Saturday, killing at least 12 people, the coast guard said."},
        {"cites": ["f2", "q2"], "text": "The Seamen's Union put the toll at 15 and spoke of “criminal greed”."},
    ],
    "contested": [{"cites": ["f1", "f2"], "text": "The toll: at least 12 according to the coast guard, 15 according to the Seamen's Union."}],
}  # fmt: skip


def without(*fields: str, **changed: Any) -> dict[str, Any]:
    """The good answer without some fields and with others changed."""
    return {name: value for name, value in GOOD.items() if name not in fields} | changed


class StandIn:
    """Hands out prepared answers in their order, and keeps the requests; an error is raised."""

    def __init__(self, *answers: dict[str, Any] | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[ModelRequest] = []

    @property
    def origin(self) -> Literal["live", "recorded", "imported"]:
        """As if it came by file."""
        return "imported"

    async def ask(self, request: ModelRequest) -> ModelReply:
        """The next answer."""
        self.requests.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return ModelReply(request.form.model_validate(answer), Spent(1, 100, 10, None))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        return


def extract(
    *answers: dict[str, Any] | Exception, document: Document = ARTICLE, options: ModelOptions = OPTIONS
) -> tuple[ArticleSummary, StandIn]:
    """The result of a document with prepared answers, and the stand-in with the requests."""
    client = StandIn(*answers)
    return asyncio.run(extract_with_model(document, client, options)), client
