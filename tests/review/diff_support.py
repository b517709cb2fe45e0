"""Runs to compare: an invented article with many records, and copies of its result with changes in them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner, Result

from summarizer.cli import main
from summarizer.records import ArticleSummary
from summarizer.runs import RunFiles
from summarizer.runs.files import dump_record
from summarizer.runs.names import result_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PLACES = (
    "Alvik",
    "Borden",
    "Cresta",
    "Dunmore",
    "Elsby",
    "Farrow",
    "Garth",
    "Holm",
    "Ivel",
    "Jarrow",
    "Kelso",
    "Lund",
    "Morro",
    "Nesby",
    "Orsk",
    "Pelham",
    "Quorn",
    "Rosta",
    "Selby",
    "Tarn",
)
THINGS = ("boats", "barns", "bridges", "buses", "cranes", "doors", "farms", "gates", "kilns", "mills")

Value = dict[str, Any]


def article_text() -> str:
    """Three sentences for each place, no two alike."""
    parts = []
    for number, place in enumerate(PLACES):
        thing = THINGS[number % 10]
        parts.append(
            f"Officials in {place} said at least {number * 7 + 105} {thing} burned on Monday.\n"
            f"“We lost our {thing} near {place} harbour,” the mayor of {place} told the {place} Gazette.\n"
            f"Crews reached {place} by evening and cleared the roads of {thing}.\n"
        )
    return "\n".join(parts)


TEXT = article_text()


def span(text: str, words: str, start: int = 0) -> Value:
    """Where words stand, from a place on."""
    found = text.index(words, start)
    return {"start": found, "end": found + len(words), "text": words}


def line(text: str, words: str) -> Value:
    """The line on which words stand."""
    place = text.index(words)
    begin = text.rfind("\n", 0, place) + 1
    return span(text, text[begin : text.index("\n", place)])


def source(text: str, name: str, sentence: Value) -> Value:
    """A source that the sentence names."""
    return {"name": name, "mentions": [span(text, name, sentence["start"])]}


def result_value(text: str = TEXT, document: str = "story", **provenance: Any) -> Value:
    """A result with a figure, a quote and an event for each place, and a summary, as it is stored."""
    events, figures, quotes = [], [], []
    when = {"text": "on Monday", "start": "2024-03-04", "end": "2024-03-04", "precision": "day"}
    for number, place in enumerate(PLACES, start=1):
        if f"Officials in {place} said" not in text:
            continue
        thing = THINGS[(number - 1) % 10]
        said = line(text, f"Officials in {place} said")
        quoted = line(text, f"near {place} harbour")
        reached = line(text, f"Crews reached {place}")
        count = (number - 1) * 7 + 105
        figures.append(
            {
                "id": f"f{number}",
                "text": f"at least {count}",
                "value": count,
                "bound": "at_least",
                "unit": "building",
                "counted": thing,
                "measure": "count",
                "scope": "incident",
                "direction": "up",
                "when": when,
                "attributed_to": [source(text, f"Officials in {place}", said)],
                "source_kind": "officials",
                "span": span(text, f"at least {count}", said["start"]),
                "evidence": [said],
            }
        )
        words = f"We lost our {thing} near {place} harbour,"
        quotes.append(
            {
                "id": f"q{number}",
                "text": words,
                "kind": "direct",
                "speaker": source(text, f"the mayor of {place}", quoted),
                "speaker_role": "mayor",
                "source_kind": "named_person",
                "via": [source(text, f"{place} Gazette", quoted)],
                "cue": "told",
                "about": f"the fire near {place}",
                "span": span(text, words, quoted["start"]),
            }
        )
        events.append(
            {
                "id": f"e{number}",
                "what": f"Crews cleared {number + 20} roads of {thing} around {place}.",
                "type": "accident",
                "actors": [f"{place} crews"],
                "targets": [f"{place} roads"],
                "place": place,
                "when": when,
                "modality": "asserted",
                "evidence": [reached],
                "attributed_to": [source(text, f"Officials in {place}", said)] if number % 2 else [],
                "source_kind": "officials" if number % 2 else "outlet",
            }
        )
    cited = [events[0], events[1], events[2], events[3]]
    return {
        "schema_version": "1",
        "status": "ok",
        "document": {
            "id": document,
            "title": f"Fire in {document}",
            "sha256": digest(text),
            "characters": len(text),
        },
        "summary": {
            "headline": {"text": "Fires burned along the coast.", "evidence": cited[0]["evidence"]},
            "sentences": [
                {
                    "text": f"The crews worked, as {each['what']}",
                    "evidence": each["evidence"],
                    "records": [each["id"]],
                }
                for each in cited
            ],
        },
        "events": events,
        "figures": figures,
        "quotes": quotes,
        "checks": [],
        "provenance": {"model": "one", "origin": "imported", "prompt": "p1"} | provenance,
    }


def digest(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def result(value: Mapping[str, Any]) -> ArticleSummary:
    """The stored value as a record."""
    return ArticleSummary.model_validate(value)


def write_run(folder: Path, values: Sequence[Mapping[str, Any]], texts: Sequence[str] = (TEXT,)) -> Path:
    """A run folder with those results and texts."""
    files = RunFiles(folder)
    files.create()
    for text in texts:
        files.source_path(digest(text)).write_text(text, encoding="utf-8", newline="")
    for value in values:
        record = result(value)
        name = result_names(record.document.id, record.provenance.repeat)[0]
        files.store(name, dump_record(record), None)
    return folder


def call(*arguments: str) -> Result:
    """Call the program; an exception that is not an exit is the test's to see."""
    done = CliRunner().invoke(main, list(arguments))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert "Traceback" not in done.output
    return done
