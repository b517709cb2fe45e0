"""What the tests of scoring share: an article with a right result, and folders made of such."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from summarizer.records import (
    ArticleSummary,
    DocumentInfo,
    Event,
    Figure,
    Provenance,
    Quote,
    Source,
    Span,
    When,
)
from summarizer.runs import RunFiles
from summarizer.runs.files import dump_record
from summarizer.scoring.drafting import draft_reference

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.scoring.report import RunScore

TEXT = (
    "A ferry sank off Port Hale on Monday.\n\n"
    "At least 12 people were killed, the coast guard told Reuters.\n\n"
    "Some 40 passengers were rescued by fishing boats.\n\n"
    "“The sea took her in minutes,” said Ann Lee, a survivor.\n\n"
    "The owner, Hale Lines, said it would pay $2m to the families.\n\n"
    "The harbour master called the crew “heroes” and closed the port until Friday.\n"
)
"""The article of all these tests."""

DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
MONDAY = When(text="on Monday", start="2024-03-04", end="2024-03-04", precision="day")


def at(words: str) -> Span:
    """The span of some words that stand once in the article."""
    assert TEXT.count(words) == 1, words
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def says(name: str, words: str | None = None) -> Source:
    """A source that the article names."""
    return Source(name=name, mentions=(at(words or name),))


def line(place: int) -> Span:
    """The span of one paragraph."""
    return at(TEXT.split("\n\n")[place].strip())


COAST_GUARD = says("coast guard")
REUTERS = says("Reuters")
OWNER = says("Hale Lines")

RESULT = ArticleSummary(
    status="ok",
    document=DocumentInfo(id="ferry", published="2024-03-05", sha256=DIGEST, characters=len(TEXT)),
    events=(
        Event(id="e1", what="A ferry sank off Port Hale.", type="accident", actors=("ferry",), place="Port Hale",
              when=MONDAY, evidence=(line(0),)),
        Event(id="e2", what="Fishing boats rescued passengers.", type="humanitarian", actors=("fishing boats",),
              evidence=(line(2),)),
        Event(id="e3", what="The owner is to pay the families of the dead.", type="business", actors=("Hale Lines",),
              modality="planned", attributed_to=(OWNER,), source_kind="organisation", evidence=(line(4),)),
        Event(id="e4", what="The harbour master closed the port.", type="order", actors=("harbour master",),
              place="Port Hale", evidence=(line(5),)),
    ),
    figures=(
        Figure(id="f1", text="At least 12", value=12, bound="at_least", unit="people", counted="people",
               measure="killed", when=MONDAY, attributed_to=(COAST_GUARD, REUTERS), source_kind="officials",
               span=at("At least 12"), evidence=(line(1),)),
        Figure(id="f2", text="Some 40", value=40, bound="about", unit="people", counted="passengers",
               measure="other", span=at("Some 40"), evidence=(line(2),)),
        Figure(id="f3", text="$2m", value=2_000_000, unit="USD", measure="money", scope="plan", modality="planned",
               attributed_to=(OWNER,), source_kind="organisation", span=at("$2m"), evidence=(line(4),)),
    ),
    quotes=(
        Quote(id="q1", text="The sea took her in minutes,", kind="direct", speaker=says("Ann Lee"),
              source_kind="witness", cue="said", span=at("The sea took her in minutes,")),
        Quote(id="q2", text="heroes", kind="term", speaker=says("harbour master"), source_kind="officials",
              cue="called", span=at("heroes")),
    ),
    provenance=Provenance(model="test-model", origin="rules"),
)  # fmt: skip
"""A result of the article that is right in everything."""


def changed(result: ArticleSummary, record_id: str, **update: Any) -> ArticleSummary:
    """The result with some fields of one record changed."""
    lists = {
        name: tuple(
            one.model_copy(update=update) if one.id == record_id else one for one in getattr(result, name)
        )
        for name in ("events", "figures", "quotes")
    }
    return result.model_copy(update=lists)


def without(result: ArticleSummary, record_id: str) -> ArticleSummary:
    """The result without one record."""
    lists = {
        name: tuple(one for one in getattr(result, name) if one.id != record_id)
        for name in ("events", "figures", "quotes")
    }
    return result.model_copy(update=lists)


def renamed(result: ArticleSummary, document: str, *, repeat: int = 1) -> ArticleSummary:
    """The result as that of another document, or of another repeat."""
    info = result.document.model_copy(update={"id": document})
    made_by = result.provenance.model_copy(update={"repeat": repeat})
    return result.model_copy(update={"document": info, "provenance": made_by})


def failed(result: ArticleSummary) -> ArticleSummary:
    """What is stored where the model gave no answer."""
    return ArticleSummary(
        status="failed", error="no answer came", document=result.document, provenance=result.provenance
    )


def write_run(folder: Path, *results: ArticleSummary, source: str = TEXT) -> Path:
    """A run folder of these results."""
    files = RunFiles(folder)
    files.create()
    for result in results:
        repeat = result.provenance.repeat
        suffix = f".r{repeat}" if repeat > 1 else ""
        files.store(f"{result.document.id}{suffix}.json", dump_record(result), source)
    return folder


def write_references(folder: Path, *results: ArticleSummary, optional: tuple[str, ...] = ()) -> Path:
    """A folder of annotations drafted from these results; the records of some ids are optional."""
    folder.mkdir(exist_ok=True)
    for result in results:
        value = draft_reference(result)
        for record in value["events"] + value["figures"] + value["quotes"]:
            record["optional"] = record["id"] in optional
        (folder / f"{result.document.id}.json").write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    return folder


def numbers(score: RunScore) -> dict[str, int]:
    """Every count of a run's score, by a name such as ``figures.value.right``."""
    found = {}
    for name in ("events", "figures", "quotes"):
        one = getattr(score, name)
        for count in ("matched", "missed", "extra", "optional", "dismissed"):
            found[f"{name}.{count}"] = getattr(one, count)
        for field, share in one.fields.items():
            found[f"{name}.{field}.right"] = share.right
            found[f"{name}.{field}.judged"] = share.judged
    return found
