"""The six flat tables of a run: documents, events, figures, quotes, summary sentences and checks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from summarizer.export.columns import (
    Column,
    Row,
    Table,
    chain,
    integers,
    mention_cells,
    mention_columns,
    reals,
    span_cells,
    span_columns,
    spans_cells,
    spans_columns,
    strings,
    when_cells,
    when_columns,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.records import ArticleSummary, Source

__all__ = ["TABLES"]

_KEY = (*strings("document_id", "outlet", "published", "model"), *integers("repeat"))
"""Begins every row: which article's record it is, and who drew it."""


def _key(result: ArticleSummary) -> Row:
    document, provenance = result.document, result.provenance
    return (document.id, document.outlet, document.published, provenance.model, provenance.repeat)


_DOCUMENTS = (
    *_KEY,
    *strings("status", "error", "title", "byline", "url", "language", "sha256"),
    *integers("characters"),
    *strings("path"),
    Column("furniture_start", "integers"),
    Column("furniture_end", "integers"),
    *integers("events", "figures", "quotes", "sentences", "checks"),
    *strings("schema_version", "origin", "prompt", "parameters"),
    *integers("calls", "input_tokens", "output_tokens"),
    *reals("cost_usd"),
)


def _documents(result: ArticleSummary) -> Iterator[Row]:
    document, provenance = result.document, result.provenance
    yield (
        *_key(result),
        *(result.status, result.error, document.title, document.byline, document.url, document.language),
        *(document.sha256, document.characters, document.path),
        [span.start for span in document.furniture],
        [span.end for span in document.furniture],
        *(len(result.events), len(result.figures), len(result.quotes)),
        *(len(result.summary.sentences), len(result.checks)),
        *(result.schema_version, provenance.origin, provenance.prompt),
        json.dumps(provenance.parameters, ensure_ascii=False, sort_keys=True),
        *(provenance.calls, provenance.input_tokens, provenance.output_tokens, provenance.cost_usd),
    )


_STANDING = (
    *strings("modality"),
    Column("disputed_by", "strings"),
    *mention_columns("source"),
    *chain("attributed_to"),
    *strings("source_kind"),
)
"""How far a record holds: said by whom, and contradicted by what; ``source`` is the original source."""


def _standing(
    modality: str, disputed_by: Sequence[str], attributed_to: Sequence[Source], source_kind: str
) -> Row:
    original = attributed_to[0] if attributed_to else None
    names = [source.name for source in attributed_to]
    return (modality, list(disputed_by), *mention_cells(original), names, source_kind)


_EVENTS = (
    *_KEY,
    *strings("id", "what", "type"),
    Column("actors", "strings"),
    Column("targets", "strings"),
    *strings("place"),
    *when_columns(),
    *_STANDING,
    *spans_columns("evidence"),
)


def _events(result: ArticleSummary) -> Iterator[Row]:
    key = _key(result)
    for event in result.events:
        yield (
            *key,
            *(event.id, event.what, event.type, list(event.actors), list(event.targets), event.place),
            *when_cells(event.when),
            *_standing(event.modality, event.disputed_by, event.attributed_to, event.source_kind),
            *spans_cells(event.evidence),
        )


_FIGURES = (
    *_KEY,
    *strings("id", "text"),
    *reals("value", "upper"),
    *strings("bound", "unit", "counted", "measure", "scope", "per", "direction", "of", "place"),
    *when_columns(),
    *strings("part_of", "same_as"),
    *_STANDING,
    *span_columns(),
    *spans_columns("evidence"),
)


def _figures(result: ArticleSummary) -> Iterator[Row]:
    key = _key(result)
    for figure in result.figures:
        yield (
            *key,
            *(figure.id, figure.text, figure.value, figure.upper, figure.bound, figure.unit, figure.counted),
            *(figure.measure, figure.scope, figure.per, figure.direction, figure.of, figure.place),
            *when_cells(figure.when),
            *(figure.part_of, figure.same_as),
            *_standing(figure.modality, figure.disputed_by, figure.attributed_to, figure.source_kind),
            *span_cells(figure.span),
            *spans_cells(figure.evidence),
        )


_QUOTES = (
    *_KEY,
    *strings("id", "text", "kind"),
    *mention_columns("speaker"),
    *strings("speaker_role", "source_kind"),
    *chain("via"),
    *strings("cue"),
    *when_columns(),
    *strings("continues", "about"),
    *span_columns(),
)


def _quotes(result: ArticleSummary) -> Iterator[Row]:
    key = _key(result)
    for quote in result.quotes:
        yield (
            *key,
            *(quote.id, quote.text, quote.kind),
            *mention_cells(quote.speaker),
            *(quote.speaker_role, quote.source_kind, [source.name for source in quote.via], quote.cue),
            *when_cells(quote.when),
            *(quote.continues, quote.about),
            *span_cells(quote.span),
        )


_SUMMARIES = (
    *_KEY,
    *strings("part"),
    *integers("position"),
    *strings("sentence", "text"),
    Column("records", "strings"),
    *spans_columns("evidence"),
)


def _summaries(result: ArticleSummary) -> Iterator[Row]:
    key, summary = _key(result), result.summary
    headline = () if summary.headline is None else (summary.headline,)
    parts = (
        ("headline", "", headline),
        ("sentence", "s", summary.sentences),
        ("contested", "c", summary.contested),
    )
    for part, letter, sentences in parts:
        for position, sentence in enumerate(sentences, start=1):
            # The name by which a check calls it.
            name = f"{letter}{position}" if letter else part
            yield (
                *(*key, part, position, name, sentence.text, list(sentence.records)),
                *spans_cells(sentence.evidence),
            )


_CHECKS = (*_KEY, *strings("code", "class", "severity", "record", "sentence", "message"), *span_columns())


def _checks(result: ArticleSummary) -> Iterator[Row]:
    key = _key(result)
    for check in result.checks:
        yield (
            *key,
            *(check.code, check.class_, check.severity, check.record, check.sentence, check.message),
            *span_cells(check.span),
        )


TABLES = {
    table.name: table
    for table in (
        Table("documents", _DOCUMENTS, _documents),
        Table("events", _EVENTS, _events),
        Table("figures", _FIGURES, _figures),
        Table("quotes", _QUOTES, _quotes),
        Table("summaries", _SUMMARIES, _summaries),
        Table("checks", _CHECKS, _checks),
    )
}
"""Every table by its name."""
