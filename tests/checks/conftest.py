"""One small article with a clean result, for planting one violation at a time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

import pytest

from summarizer.records import (
    ArticleSummary,
    Check,
    DocumentInfo,
    Event,
    Figure,
    Provenance,
    Quote,
    Sentence,
    Source,
    Span,
    Summary,
    When,
)
from summarizer.text.segment import Segmented, segment

SOURCE = """Harbour fire in Ostend injures dozens of dock workers

OSTEND — At least 14 people were killed and 1,400 fled when a fire broke out at the port of Ostend on Tuesday, the Belgian interior ministry said.

Mayor Jane Smith said the warehouse “had no working alarm” and that half of the crews were on leave. “We lost friends,” Smith told the broadcaster VRT.

The United Nations offered help. Two ships, among them a Dutch F-16 carrier, left on 7 October 2025. Damage was put at $14.3 million."""

PUBLISHED = "2025-10-08"


@dataclass
class Article:
    """The article, and results about it."""

    source: str = SOURCE
    segmented: Segmented = field(init=False)

    def __post_init__(self) -> None:
        self.segmented = segment(self.source, published=PUBLISHED)

    def span(self, text: str) -> Span:
        """The span of the first place where ``text`` stands."""
        start = self.source.index(text)
        return Span.of(self.source, start, start + len(text))

    def sentence(self, opening: str) -> Span:
        """The span of the sentence that begins with ``opening``."""
        start = self.source.index(opening)
        ends = [one.end for one in self.segmented.sentences if one.start <= start < one.end]
        return Span.of(self.source, start, ends[0])

    def figure(self, text: str, id_: str, **changes: Any) -> Figure:
        """A figure of the article."""
        span = self.span(text)
        read = next((item for item in self.segmented.figures if item.start == span.start), None)
        values = {"value": read.value, "upper": read.upper, "bound": read.bound} if read else {}
        record = {"id": id_, "text": text, "span": span, "evidence": (span,), **values, **changes}
        return Figure.model_validate(record)

    def event(self, what: str, evidence: str, **changes: Any) -> Event:
        """An event with the sentence that begins with ``evidence``."""
        values = {"id": "e1", "what": what, "type": "disaster", "evidence": (self.sentence(evidence),)}
        return Event.model_validate({**values, **changes})

    def stated(self, text: str, *evidence: str, records: tuple[str, ...] = ()) -> Sentence:
        """A summary sentence that cites the sentences beginning with ``evidence``."""
        return Sentence(text=text, evidence=tuple(map(self.sentence, evidence)), records=records)

    def result(self, **changes: Any) -> ArticleSummary:
        """A clean result that accounts for every candidate."""
        ministry = Source(
            name="Belgian interior ministry", mentions=(self.span("Belgian interior ministry"),)
        )
        mayor = Source(name="Jane Smith", mentions=(self.span("Jane Smith"),))
        dismissed = [
            Check(
                code="dismissed-candidate", class_="coverage", severity="info", message="no figure", span=span
            )
            for span in self._other_figures()
        ]
        values: dict[str, Any] = {
            "status": "ok",
            "document": DocumentInfo(
                id="ostend",
                published=PUBLISHED,
                language="en",
                sha256=hashlib.sha256(self.source.encode()).hexdigest(),
                characters=len(self.source),
            ),
            "summary": Summary(
                headline=self.stated(
                    "Fire at the port of Ostend kills at least 14, ministry says", "At least 14"
                ),
                sentences=(
                    self.stated(
                        "At least 14 people died, the ministry said.", "At least 14", records=("f1", "e1")
                    ),
                    self.stated(
                        "Mayor Jane Smith said there was no working alarm.", "Mayor", records=("q1",)
                    ),
                    self.stated("Damage came to $14.3 million.", "Damage", records=("f4",)),
                ),
            ),
            "events": (
                self.event(
                    "A fire broke out at the port of Ostend.", "At least 14", attributed_to=(ministry,)
                ),
            ),
            "figures": (
                self.figure("At least 14", "f1", value=14, attributed_to=(ministry,)),
                self.figure(
                    "1,400",
                    "f2",
                    value=1400,
                    attributed_to=(ministry,),
                    when=When(text="on Tuesday", start=PUBLISHED, end=PUBLISHED, precision="day"),
                ),
                self.figure("half", "f3", value=50, attributed_to=(mayor,)),
                self.figure("$14.3 million", "f4", value=14_300_000),
            ),
            "quotes": (
                Quote(
                    id="q1",
                    text="had no working alarm",
                    kind="mixed",
                    speaker=mayor,
                    span=self.span("had no working alarm"),
                ),
                Quote(
                    id="q2",
                    text="We lost friends,",
                    kind="direct",
                    speaker=mayor,
                    span=self.span("We lost friends,"),
                    continues="q1",
                ),
            ),
            "checks": tuple(dismissed),
            "provenance": Provenance(model="test", origin="rules"),
        }
        return ArticleSummary.model_validate({**values, **changes})

    def _other_figures(self) -> list[Span]:
        taken = ("At least 14", "1,400", "half", "$14.3 million")
        return [
            Span.of(self.source, one.start, one.end)
            for one in self.segmented.figures
            if one.text not in taken
        ]


@pytest.fixture(scope="session")
def article() -> Article:
    """The article about a fire in Ostend."""
    return Article()
