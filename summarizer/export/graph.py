"""One result as linked data: the article, its claims and quotations, and the summary, in schema.org's terms.

What an article says is a ``Claim`` that is ``about`` an ``Event`` or an ``Observation``: modality, source and
evidence belong to the saying, so that nothing claimed, planned or denied stands there as a fact. Only a
``named_person`` is typed ``Person``: whether another source is a person or an organisation is not known.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.records import ArticleSummary, Event, Figure, Quote, Sentence, Source, Span, When

__all__ = ["CONTEXT", "nodes_of"]

Node = dict[str, Any]

CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "cito": "http://purl.org/spar/cito/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "url": {"@type": "https://schema.org/URL"},
    "datePublished": {"@type": "https://schema.org/Date"},
    "startDate": {"@type": "https://schema.org/Date"},
    "endDate": {"@type": "https://schema.org/Date"},
    "observationDate": {"@type": "https://schema.org/Date"},
    "actionStatus": {"@type": "@vocab"},
    "oa:start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "oa:end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}
"""Prefixes and types of values: schema.org, the Web Annotation vocabulary (``oa``) for spans, and the
Citation Typing Ontology (``cito``) for what contradicts what. Nothing has to be fetched to read it."""


def nodes_of(result: ArticleSummary) -> list[Node]:
    """The article, how its records were made, and its summary; of a failed result no records."""
    return _Graph(result).nodes()


class _Graph:
    """Builds the nodes of one result."""

    def __init__(self, result: ArticleSummary) -> None:
        self._result = result
        document = result.document
        self._article = _name("article", document.id, document.sha256)
        provenance = result.provenance
        self._made = (provenance.model, provenance.prompt, provenance.parameters, provenance.repeat)

    def nodes(self) -> list[Node]:
        result = self._result
        if result.status == "failed":
            return [self._article_node([]), self._action_node([])]
        parts = [
            *(self._event(event) for event in result.events),
            *(self._figure(figure) for figure in result.figures),
            *(self._quote(quote) for quote in result.quotes),
        ]
        summary = self._summary()
        made = [*parts, summary] if summary else parts
        return [self._article_node(parts), self._action_node(made), *([summary] if summary else [])]

    def _article_node(self, parts: list[Node]) -> Node:
        document = self._result.document
        digest = document.sha256 and {
            "@type": "PropertyValue",
            "propertyID": "SHA-256",
            "value": document.sha256,
        }
        return _node(
            "NewsArticle",
            self._article,
            identifier=[document.id, digest] if digest else document.id,
            headline=document.title,
            publisher=self._outlet(),
            creditText=document.byline,
            datePublished=_day(document.published),
            url=document.url,
            inLanguage=document.language,
            hasPart=parts,
        )

    def _action_node(self, made: list[Node]) -> Node:
        result, provenance = self._result, self._result.provenance
        failed = result.status == "failed"
        return _node(
            "CreateAction",
            self._of("action"),
            name=f"repeat {provenance.repeat}",
            description=result.status,
            actionStatus="FailedActionStatus" if failed else "CompletedActionStatus",
            error={"@type": "Thing", "description": result.error} if result.error else None,
            instrument={"@type": "SoftwareApplication", "name": provenance.model},
            object={"@id": self._article},
            result=[{"@id": node["@id"]} for node in made],
        )

    def _event(self, event: Event) -> Node:
        # An action has an agent and an object; an event alone has neither.
        acts = bool(event.actors or event.targets)
        happening = _node(
            ["Event", "Action"] if acts else "Event",
            name=event.what,
            keywords=[_term("event type", event.type)],
            agent=[_thing(name) for name in event.actors],
            object=[_thing(name) for name in event.targets],
            location=_place(event.place),
            startDate=_day(event.when.start),
            endDate=_day(event.when.end),
        )
        return self._claim(event, event.what, happening, [])

    def _figure(self, figure: Figure) -> Node:
        about = [_thing(figure.of or figure.counted)] if figure.of or figure.counted else []
        when = figure.when
        quantity = _node(
            "Observation",
            name=figure.text,
            variableMeasured=figure.measure,
            observationAbout=[*about, *([_place(figure.place)] if figure.place else [])],
            observationDate=_day(when.start) if when.start == when.end else None,
            measurementDenominator=_node("StatisticalVariable", name=figure.per) if figure.per else None,
            unitText=figure.unit or figure.counted,
            subjectOf=self._passages([figure.span]),
            **_values(figure),
        )
        terms = [_term("bound", figure.bound), _term("scope", figure.scope)]
        if figure.direction:
            terms.append(_term("direction", figure.direction))
        # A bare number claims nothing: the sentences that hold it do.
        text = " ".join(span.text for span in figure.evidence) or figure.text
        return self._claim(figure, text, quantity, terms)

    def _claim(self, record: Event | Figure, text: str, about: Node, terms: list[Node]) -> Node:
        chain = record.attributed_to
        return _node(
            "Claim",
            self._of(record.id),
            identifier=record.id,
            text=text,
            creator=self._source(chain[0], record.source_kind) if chain else self._outlet(),
            isBasedOn=self._carried_by(chain[1:]),
            keywords=[
                _term("modality", record.modality),
                _term("source kind", record.source_kind),
                *terms,
            ],
            temporalCoverage=_coverage(record.when),
            about=about,
            citation=self._passages(record.evidence),
            **{"cito:isDisputedBy": [{"@id": self._of(other)} for other in record.disputed_by]},
        )

    def _quote(self, quote: Quote) -> Node:
        speaker = self._source(quote.speaker, quote.source_kind) if quote.speaker else None
        if speaker is not None and quote.speaker_role:
            speaker["description"] = quote.speaker_role
        return _node(
            "Quotation",
            self._of(quote.id),
            identifier=quote.id,
            text=quote.text,
            spokenByCharacter=speaker,
            isBasedOn=self._carried_by(quote.via),
            keywords=[_term("quote kind", quote.kind), _term("source kind", quote.source_kind)],
            temporalCoverage=_coverage(quote.when),
            about=_thing(quote.about) if quote.about else None,
            citation=self._passages([quote.span]),
        )

    def _summary(self) -> Node | None:
        summary = self._result.summary
        headline = [summary.headline] if summary.headline else []
        parts = [
            *self._sentences("headline", headline),
            *self._sentences("sentence", summary.sentences),
            *self._sentences("contested point", summary.contested),
        ]
        if not parts:
            return None
        return _node(
            "CreativeWork",
            self._of("summary"),
            genre="summary",
            headline=summary.headline.text if summary.headline else None,
            isBasedOn={"@id": self._article},
            hasPart=parts,
        )

    def _sentences(self, genre: str, sentences: Sequence[Sentence]) -> list[Node]:
        return [
            _node(
                "CreativeWork",
                genre=genre,
                position=position,
                text=sentence.text,
                citation=[
                    *({"@id": self._of(record)} for record in sentence.records),
                    *self._passages(sentence.evidence),
                ],
            )
            for position, sentence in enumerate(sentences, start=1)
        ]

    def _carried_by(self, carriers: Sequence[Source]) -> Node | None:
        """The works that it came through, the outermost first, each based on the one before."""
        work: Node | None = None
        for carrier in carriers:
            work = _node("CreativeWork", creator=self._source(carrier), isBasedOn=work)
        return work

    def _source(self, source: Source, kind: str | None = None) -> Node:
        return _node(
            "Person" if kind == "named_person" else "Thing",
            name=source.name,
            subjectOf=self._passages(source.mentions),
        )

    def _outlet(self) -> Node | None:
        outlet = self._result.document.outlet
        return _node("Organization", name=outlet) if outlet else None

    def _passages(self, spans: Iterable[Span]) -> list[Node]:
        """Stretches of the article's source text, in code points, as Web Annotation counts them."""
        return [
            _node(
                ["CreativeWork", "oa:SpecificResource"],
                text=span.text,
                **{
                    "oa:hasSource": {"@id": self._article},
                    "oa:hasSelector": {
                        "@type": "oa:TextPositionSelector",
                        "oa:start": span.start,
                        "oa:end": span.end,
                    },
                },
            )
            for span in spans
        ]

    def _of(self, part: str) -> str:
        return _name("part", self._article, *self._made, part)


def _name(*parts: Any) -> str:
    """A name that is the same for the same parts every time, and no other's."""
    return uuid5(NAMESPACE_URL, json.dumps(parts, sort_keys=True)).urn


def _node(type_: str | list[str], id_: str | None = None, /, **properties: Any) -> Node:
    """A node without what is null or empty."""
    node: Node = {"@type": type_} if id_ is None else {"@type": type_, "@id": id_}
    node.update((key, value) for key, value in properties.items() if value not in (None, "", []))
    return node


def _term(name_of_list: str, value: str) -> Node:
    """A word of one of the contract's closed lists."""
    return _node("DefinedTerm", name=value, inDefinedTermSet=_node("DefinedTermSet", name=name_of_list))


def _thing(name: str | None) -> Node:
    return _node("Thing", name=name)


def _place(name: str | None) -> Node | None:
    return _node("Place", name=name) if name else None


def _values(figure: Figure) -> Node:
    """The value as schema.org bounds one; the exact sense of the bound is a keyword of the claim."""
    match figure.bound:
        case "at_least" | "more_than":
            return {"minValue": figure.value, "maxValue": figure.upper}
        case "at_most" | "less_than":
            return {"maxValue": figure.value}
        case "range":
            return {"minValue": figure.value, "maxValue": figure.upper}
        case _:
            return {"value": figure.value, "maxValue": figure.upper}


def _day(text: str | None) -> str | None:
    """A date that ISO 8601 knows; null for EDTF and for days that no calendar has."""
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        return None


def _coverage(when: When) -> str | None:
    """The dates as an interval of ISO 8601, open ends as ``..``."""
    if when.start == when.end:
        return when.start
    return f"{when.start or '..'}/{when.end or '..'}"
