"""What the tests of exports share: results with everything in them, and a run folder that holds them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

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
from summarizer.runs import RunFiles
from summarizer.runs.files import dump_record

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "=At least 195 people, 40% of them children, were killed on Wednesday, Ann Lee said, Reuters reported. "
    "“-We “will”\u2028 rebuild,” said the mayor.\r\nTemperatures fell to -5 degrees."
)


def span_of(text: str) -> Span:
    """The first place where the source says that."""
    start = TEXT.index(text)
    return Span.of(TEXT, start, start + len(text))


ANN = Source(name="Ann Lee", mentions=(span_of("Ann Lee"), span_of("the mayor")))
REUTERS = Source(name="Reuters", mentions=(span_of("Reuters"),))
SENTENCE = span_of(TEXT[: TEXT.index(" “")])
WEDNESDAY = When(text="on Wednesday", start="2023-11-01", end="2023-11-01", precision="day")
OCTOBER = When(text="7 October", start="XXXX-10-07", end="XXXX-10-07", precision="day")

EVENT = Event(
    id="e1", what="=HYPERLINK(1) A flood killed people.", type="disaster", actors=("@the river",), targets=("a", "b"),
    place="Ash", when=WEDNESDAY, modality="possible", disputed_by=("e2",), attributed_to=(ANN, REUTERS),
    source_kind="named_person", evidence=(SENTENCE,),
)  # fmt: skip
OTHER_EVENT = Event(id="e2", what="Nobody died.", type="other", when=OCTOBER, modality="denied")
FIGURES = (
    Figure(id="f1", text="At least 195", value=195, bound="at_least", unit="people", counted="people", measure="killed",
           when=WEDNESDAY, attributed_to=(ANN, REUTERS), source_kind="named_person",
           span=span_of("At least 195"), evidence=(SENTENCE,)),
    Figure(id="f2", text="40%", value=40.5, unit="percent", of="dead", measure="share", per="share", part_of="f1",
           direction="up", place="Ash", span=span_of("40%"), evidence=(SENTENCE,)),
    Figure(id="f3", text="-5", value=-5, upper=-2.5, bound="range", unit="celsius", measure="temperature",
           span=span_of("-5"), when=OCTOBER),
    Figure(id="f4", text="fell", bound="indefinite", span=span_of("fell")),
)  # fmt: skip
QUOTES = (
    Quote(id="q1", text="-We “will”\u2028 rebuild,", kind="direct", speaker=ANN, speaker_role="mayor",
          source_kind="named_person", via=(REUTERS,), cue="said", about="rebuilding", span=span_of("-We “will”\u2028 rebuild,")),
    Quote(id="q2", text="will", kind="term", continues="q1", span=span_of("will")),
)  # fmt: skip

FULL = ArticleSummary(
    status="partial",
    document=DocumentInfo(
        id="a", title='+1 "quoted", with comma\nand line', outlet="The Paper", published="2023-11-02", language="en",
        url="https://paper.example/a", byline="By B", sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        characters=len(TEXT), path="in/a.txt", furniture=(span_of("degrees."),),
    ),
    summary=Summary(
        headline=Sentence(text="Flood kills 195", records=("f1",)),
        sentences=(
            Sentence(text="At least 195 died, Ann Lee said.", evidence=(SENTENCE,), records=("f1", "e1")),
            Sentence(text="She spoke.", records=("q1",)),
        ),
        contested=(Sentence(text="Whether anybody died.", records=("e1", "e2")),),
    ),
    events=(EVENT, OTHER_EVENT),
    figures=FIGURES,
    quotes=QUOTES,
    checks=(
        Check(code="inconsistent", class_="factual", severity="warning", record="f1", message="two figures"),
        Check(code="scare-quotes", class_="neutrality", severity="info", message="\tx", span=span_of("will")),
    ),
    provenance=Provenance(
        model="some/model", origin="live", prompt="v1", parameters={"b": 1, "a": "ü"}, calls=2, input_tokens=10, cost_usd=0.5
    ),
)  # fmt: skip
"""A result in which every field of the contract is used."""

FAILED = ArticleSummary(
    status="failed", error="b: no valid answer came; ask again", document=DocumentInfo(id="b"),
    provenance=Provenance(model="some/model", origin="live"),
)  # fmt: skip

COUNTS = {"documents": 3, "events": 4, "figures": 8, "quotes": 4, "summaries": 8, "checks": 4}
"""Rows of each table of ``a_run``."""


def a_run(folder: Path, *results: ArticleSummary) -> Path:
    """A run folder with these results; without any, one full result twice, and a failed one."""
    again = FULL.model_copy(update={"provenance": FULL.provenance.model_copy(update={"repeat": 2})})
    files = RunFiles(folder)
    files.create()
    for result in results or (FULL, again, FAILED):
        repeat = result.provenance.repeat
        name = result.document.id + (".json" if repeat == 1 else f".r{repeat}.json")
        files.store(name, dump_record(result), TEXT if result.document.sha256 else None)
    return folder
