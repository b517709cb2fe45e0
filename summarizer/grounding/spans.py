"""Walks every span of a result, each with the path that leads to it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from summarizer.records import Event, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.records import ArticleSummary, Figure, Sentence, Source, Span, Summary

__all__ = ["iter_spans", "record_spans", "sentence_spans", "spans_of", "stands", "ungrounded"]


def stands(span: Span, source: str) -> bool:
    """Whether ``source`` reaches as far as ``span`` and carries exactly its characters there."""
    return span.end <= len(source) and source[span.start : span.end] == span.text


def iter_spans(result: ArticleSummary) -> Iterator[tuple[str, Span]]:
    """Every span of ``result`` with its path, such as ``figures[3].span``, in the order of the contract."""
    yield from _numbered("document.furniture", result.document.furniture)
    yield from _summary_spans(result.summary)
    records: chain[tuple[str, int, Event | Figure | Quote]] = chain(
        (("events", place, event) for place, event in enumerate(result.events)),
        (("figures", place, figure) for place, figure in enumerate(result.figures)),
        (("quotes", place, quote) for place, quote in enumerate(result.quotes)),
    )
    for field, place, record in records:
        for path, span in record_spans(record):
            yield f"{field}[{place}].{path}", span
    for place, check in enumerate(result.checks):
        if check.span is not None:
            yield f"checks[{place}].span", check.span


def record_spans(record: Event | Figure | Quote) -> Iterator[tuple[str, Span]]:
    """Every span of one event, figure or quote, with its path inside the record."""
    if not isinstance(record, Event):
        yield "span", record.span
    if isinstance(record, Quote):
        if record.speaker is not None:
            yield from _numbered("speaker.mentions", record.speaker.mentions)
        yield from _mentions("via", record.via)
    else:
        yield from _numbered("evidence", record.evidence)
        yield from _mentions("attributed_to", record.attributed_to)


def spans_of(record: Event | Figure | Quote) -> list[Span]:
    """The spans that ``record_spans`` gives, without their paths."""
    if isinstance(record, Quote):
        speaker = () if record.speaker is None else record.speaker.mentions
        return [record.span, *speaker, *[span for one in record.via for span in one.mentions]]
    own = () if isinstance(record, Event) else (record.span,)
    return [*own, *record.evidence, *[span for one in record.attributed_to for span in one.mentions]]


def sentence_spans(sentence: Sentence) -> Iterator[tuple[str, Span]]:
    """Every span of one sentence of a summary, with its path inside the sentence."""
    return _numbered("evidence", sentence.evidence)


def ungrounded(result: ArticleSummary, source: str) -> list[tuple[str, Span]]:
    """The spans of ``result`` that do not stand in ``source``, each with its path."""
    return [(path, span) for path, span in iter_spans(result) if not stands(span, source)]


def _summary_spans(summary: Summary) -> Iterator[tuple[str, Span]]:
    if summary.headline is not None:
        yield from _prefixed("summary.headline", sentence_spans(summary.headline))
    for field, sentences in (("sentences", summary.sentences), ("contested", summary.contested)):
        for place, sentence in enumerate(sentences):
            yield from _prefixed(f"summary.{field}[{place}]", sentence_spans(sentence))


def _mentions(path: str, sources: Iterable[Source]) -> Iterator[tuple[str, Span]]:
    for place, source in enumerate(sources):
        yield from _numbered(f"{path}[{place}].mentions", source.mentions)


def _numbered(path: str, spans: Iterable[Span]) -> Iterator[tuple[str, Span]]:
    return ((f"{path}[{place}]", span) for place, span in enumerate(spans))


def _prefixed(prefix: str, spans: Iterable[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    return ((f"{prefix}.{path}", span) for path, span in spans)
