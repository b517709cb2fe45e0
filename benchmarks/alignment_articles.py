"""Articles with known records, for measuring alignment: the annotated seeds, and invented ones.

An invented article is a round of local news in which everything has a worded twin: each happening can be said
in a second way with other words, each source be named otherwise, so that a variant's truth is known.
"""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarizer.records import (
    ArticleSummary,
    DocumentInfo,
    Event,
    Figure,
    Provenance,
    Quote,
    Source,
    Span,
    Summary,
)

__all__ = ["Base", "annotated", "invented"]

_ROOT = Path(__file__).parents[1]
_PARAPHRASES = Path(__file__).parent / "alignment_paraphrases.json"


@dataclass(frozen=True)
class Base:
    """An article with its records, and another wording for each event, by its id."""

    text: str
    result: ArticleSummary
    reworded: dict[str, str]


def annotated() -> list[Base]:
    """The seeds with their reference annotations; their events are reworded by hand."""
    reworded: dict[str, dict[str, str]] = json.loads(_PARAPHRASES.read_text(encoding="utf-8"))
    found: list[Base] = []
    for path in sorted((_ROOT / "tests" / "reference").glob("*.json")):
        text = (_ROOT / "seeds" / f"{path.stem}.txt").read_bytes().decode("utf-8-sig")
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for record in (*stored["events"], *stored["figures"], *stored["quotes"]):
            record.pop("optional", None)
        result = ArticleSummary.model_validate(
            {
                "status": "ok",
                "document": stored["document"] | {"sha256": _digest(text), "characters": len(text)},
                "provenance": Provenance(model="reference", origin="rules"),
            }
            | {key: stored[key] for key in ("summary", "events", "figures", "quotes")}
        )
        found.append(Base(text, result, reworded[path.stem[:3]]))
    return found


def invented(seed: int, sentences: int = 24) -> Base:
    """An invented article of so many sentences; the same seed gives the same article."""
    writer = _Writer(random.Random(seed))  # noqa: S311 - reproducible, nothing secret
    for _ in range(sentences):
        writer.write_sentence()
    return writer.finish(f"invented-{seed}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True)
class _Happening:
    """Something that happens in an invented article, said twice in different words."""

    clause: str
    what: str
    reworded: str
    type: str
    counted: str
    measure: str


_HAPPENINGS = (
    _Happening(
        "the council in {place} closed {n} libraries",
        "The council in {place} closed libraries.",
        "Local government shut reading rooms.",
        "politics",
        "libraries",
        "count",
    ),
    _Happening(
        "a fire at a warehouse in {place} injured {n} people",
        "A warehouse fire in {place} injured people.",
        "Several persons were hurt as a storage building burned in {place}.",
        "accident",
        "people",
        "injured",
    ),
    _Happening(
        "{n} bus drivers in {place} walked out over pay",
        "Bus drivers in {place} walked out over pay.",
        "Public transport staff went on strike for higher wages.",
        "labour",
        "bus drivers",
        "count",
    ),
    _Happening(
        "police arrested {n} men in {place} after a burglary",
        "Police arrested men in {place} after a burglary.",
        "Officers detained suspected thieves.",
        "crime",
        "men",
        "captured",
    ),
    _Happening(
        "floods forced {n} families in {place} from their homes",
        "Floods forced families in {place} from their homes.",
        "High water drove households out in {place}.",
        "disaster",
        "families",
        "displaced",
    ),
    _Happening(
        "the hospital in {place} admitted {n} patients with measles",
        "The hospital in {place} admitted patients with measles.",
        "Clinics took in the infected for treatment.",
        "health",
        "patients",
        "count",
    ),
    _Happening(
        "a factory in {place} cut {n} jobs",
        "A factory in {place} cut jobs.",
        "A manufacturer laid off workers.",
        "business",
        "jobs",
        "count",
    ),
    _Happening(
        "{n} protesters marched through {place} against the bypass",
        "Protesters marched through {place} against the bypass.",
        "Opponents of a new road demonstrated.",
        "protest",
        "protesters",
        "count",
    ),
    _Happening(
        "a court in {place} fined the operator {n} dollars",
        "A court in {place} fined the operator.",
        "Judges imposed a penalty on the company in {place}.",
        "legal",
        "dollars",
        "money",
    ),
    _Happening(
        "the mayor of {place} ordered {n} schools to close",
        "The mayor of {place} ordered schools to close.",
        "Pupils were sent home on the instruction of the city's leader.",
        "order",
        "schools",
        "count",
    ),
    _Happening(
        "storm damage left {n} households in {place} without power",
        "Storm damage left households in {place} without power.",
        "Homes went dark when the wind tore lines down.",
        "disaster",
        "households",
        "count",
    ),
    _Happening(
        "the theatre in {place} cancelled {n} performances",
        "The theatre in {place} cancelled performances.",
        "The playhouse called shows off.",
        "culture",
        "performances",
        "count",
    ),
)
_PLACES = ("Northport", "Aldermere", "Castle Row", "Vennby", "Lower Quay", "Hesse Green")
_NUMBERS = (3, 4, 7, 12, 15, 40, 60, 120, 300)
_SPEAKERS = (
    ("the fire service", "organisation"),
    ("Northport's authorities", "officials"),
    ("Mayor Ada Brandt", "officials"),
    ("two residents", "witness"),
    ("the Harbour Union", "organisation"),
    ("a spokesman for the operator", "organisation"),
)
_WORDS = (
    "We have asked for help since the spring",
    "Nobody told us anything",
    "This is what we warned about for years",
    "The decision was right and we stand by it",
    "It was all over within minutes",
    "Nobody was in danger at any time",
    "a scandal",
    "a great success",
)


@dataclass
class _Writer:
    """Writes an invented article and notes its records as it goes."""

    chance: random.Random
    text: str = ""
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    reworded: dict[str, str] = field(default_factory=dict)

    def write_sentence(self) -> None:
        """One sentence: one or two happenings, often with their source; or somebody's words."""
        if self.chance.random() < 0.25:
            self._write_quote()
            return
        start = len(self.text)
        source: tuple[Source, ...] = ()
        kind = "outlet"
        if self.chance.random() < 0.6:
            name, kind = self.chance.choice(_SPEAKERS)
            opening = name[0].upper() + name[1:]
            source = (Source(name=name, mentions=(Span(start=start, end=start + len(name), text=opening),)),)
            self.text += f"{opening} said "
        happenings = self.chance.sample(_HAPPENINGS, self.chance.choice((1, 1, 2)))
        noted = []
        for number, happening in enumerate(happenings):
            self.text += " and " if number else ""
            noted.append((happening, *self._write_clause(happening)))
        self.text += ".\n"
        evidence = (Span.of(self.text, start, len(self.text) - 1),)
        for happening, place, value, span in noted:
            self._note(
                happening, place, (value, span), {"attributed_to": source, "source_kind": kind}, evidence
            )

    def finish(self, name: str) -> Base:
        """The article as written so far."""
        document = DocumentInfo(id=name, sha256=_digest(self.text), characters=len(self.text), language="en")
        result = ArticleSummary(
            status="ok",
            document=document,
            summary=Summary(),
            events=tuple(self.events),
            figures=tuple(self.figures),
            quotes=tuple(self.quotes),
            provenance=Provenance(model="invented", origin="rules"),
        )
        return Base(self.text, result, self.reworded)

    def _write_clause(self, happening: _Happening) -> tuple[str, int, Span]:
        place, value = self.chance.choice(_PLACES), self.chance.choice(_NUMBERS)
        clause = happening.clause.format(place=place, n=value)
        start = len(self.text) + clause.index(str(value))
        self.text += clause
        return place, value, Span.of(self.text, start, start + len(str(value)))

    def _note(
        self,
        happening: _Happening,
        place: str,
        figure: tuple[int, Span],
        said: dict[str, Any],
        evidence: tuple[Span, ...],
    ) -> None:
        value, span = figure
        name = f"e{len(self.events) + 1}"
        shared = {"place": place, "evidence": evidence, **said}
        self.events.append(
            Event.model_validate(
                {"id": name, "what": happening.what.format(place=place), "type": happening.type, **shared}
            )
        )
        self.reworded[name] = happening.reworded.format(place=place)
        self.figures.append(
            Figure.model_validate(
                {
                    "id": f"f{len(self.figures) + 1}",
                    "text": span.text,
                    "value": value,
                    "counted": happening.counted,
                    "measure": happening.measure,
                    "span": span,
                    **shared,
                }
            )
        )

    def _write_quote(self) -> None:
        name, kind = self.chance.choice(_SPEAKERS)
        words = self.chance.choice(_WORDS)
        term = words.startswith("a ")
        self.text += "It was “" if term else "“"
        start = len(self.text)
        self.text += words
        span = Span.of(self.text, start, len(self.text))
        self.text += "”, " if term else ",” "
        mention = len(self.text)
        self.text += f"{name} said.\n"
        source = Source(name=name, mentions=(Span.of(self.text, mention, mention + len(name)),))
        self.quotes.append(
            Quote.model_validate(
                {
                    "id": f"q{len(self.quotes) + 1}",
                    "text": words,
                    "kind": "term" if term else "direct",
                    "speaker": source,
                    "source_kind": kind,
                    "cue": "said",
                    "span": span,
                }
            )
        )
