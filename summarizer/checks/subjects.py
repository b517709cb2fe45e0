"""What a finding can be about: a record or a sentence of a result, and the words in which it says so."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from summarizer.records import Event, Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.records import ArticleSummary, Check, Quote, Sentence, Span

__all__ = [
    "Subject",
    "is_about",
    "iter_records",
    "iter_sentences",
    "of_event",
    "of_figure",
    "of_quote",
    "of_record",
    "records_of",
]


class Subject(NamedTuple):
    """A record or a sentence, as findings name it. As a string it is a phrase that holds the whole text."""

    kind: str
    text: str
    record: str | None = None
    sentence: str | None = None
    span: Span | None = None
    """The place of a figure or a quote itself; None for what is written, not found."""

    def __str__(self) -> str:
        name = self.kind if self.sentence == "headline" else f"{self.kind} {self.record or self.sentence}"
        return f"{name}, “{self.text}”"


def of_event(event: Event) -> Subject:
    """The subject of an event."""
    return Subject("event", event.what, record=event.id)


def of_figure(figure: Figure) -> Subject:
    """The subject of a figure."""
    return Subject("figure", figure.text, record=figure.id, span=figure.span)


def of_quote(quote: Quote) -> Subject:
    """The subject of a quote."""
    return Subject("quote", quote.text, record=quote.id, span=quote.span)


def of_record(record: Event | Figure | Quote) -> Subject:
    """The subject of any record."""
    if isinstance(record, Event):
        return of_event(record)
    return of_figure(record) if isinstance(record, Figure) else of_quote(record)


def records_of(result: ArticleSummary) -> Iterator[Event | Figure | Quote]:
    """Every event, figure and quote of ``result``, in this order."""
    return chain(result.events, result.figures, result.quotes)


def iter_records(result: ArticleSummary) -> Iterator[tuple[Subject, Event | Figure | Quote]]:
    """Every event, figure and quote of ``result``, in this order, with its subject."""
    for record in records_of(result):
        yield of_record(record), record


def iter_sentences(result: ArticleSummary) -> Iterator[tuple[Subject, Sentence]]:
    """The headline, the sentences and the contested lines of the summary, each with its subject."""
    summary = result.summary
    if summary.headline is not None:
        yield Subject("the headline", summary.headline.text, sentence="headline"), summary.headline
    for place, sentence in enumerate(summary.sentences, 1):
        yield Subject("summary sentence", sentence.text, sentence=f"s{place}"), sentence
    for place, sentence in enumerate(summary.contested, 1):
        yield Subject("contested line", sentence.text, sentence=f"c{place}"), sentence


def is_about(check: Check, subject: Subject) -> bool:
    """Whether ``check`` speaks of ``subject`` itself, not of one that had its id or place before.

    An error holds the text of what it keeps out. So it is about a thing of that id or place only if it
    holds the text of this thing; any other finding is about whatever has the id or the place.
    """
    if (check.record, check.sentence) != (subject.record, subject.sentence):
        return False
    return check.severity != "error" or f"“{subject.text}”" in check.message
