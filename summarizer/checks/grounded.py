"""Finds what a result refers to that is not there: ids, spans, and sources that the article does not name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.checks.codes import make_finding
from summarizer.checks.lemmas import lemma
from summarizer.checks.naming import name_words, stands_for
from summarizer.checks.subjects import iter_sentences, of_record, records_of
from summarizer.grounding import record_spans, sentence_spans, spans_of, stands
from summarizer.records import Event, Figure, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.statements import Article
    from summarizer.checks.subjects import Subject
    from summarizer.records import ArticleSummary, Check, Source, Span

__all__ = ["check_ids", "check_sources", "check_spans"]

_CONTENT_WORD = re.compile(r"[^\W_]{4,}")
"""Shorter words of a source's name, such as “an” or “for”, say nothing about it."""
_PLAIN_NAME = re.compile(r"[A-Za-z ,()'’-]+")
"""Names without points, which may make one word of two, as in “U.S.”."""
_MARKS = " \u00a0\n,;:.!?()\"'“”‘’–—-"
"""Characters that are no letters in any form of a text, and part its words in each."""
_BORDERS = frozenset(("", *_MARKS))
"""What stands right before and behind what is set off; nothing where the text begins or ends."""


def check_ids(result: ArticleSummary) -> Iterator[Check]:
    """``unknown-id``: references to records that are not in the result, or of the wrong kind."""
    kinds = dict.fromkeys([event.id for event in result.events], "event")
    kinds.update(dict.fromkeys([figure.id for figure in result.figures], "figure"))
    kinds.update(dict.fromkeys([quote.id for quote in result.quotes], "quote"))
    for record in records_of(result):
        for field, id_, kind in _references(record):
            if kinds.get(id_) is None or (kind is not None and kinds[id_] != kind):
                subject = of_record(record)
                message = (
                    f"{field} of {subject} names “{id_}”, which is no {kind or 'record'} of this article"
                )
                yield make_finding("unknown-id", message, record=subject.record, span=subject.span)
    for subject, sentence in iter_sentences(result):
        for id_ in sentence.records:
            if id_ not in kinds:
                message = f"“{id_}” is no record of this article, but is cited by {subject}"
                yield make_finding("unknown-id", message, sentence=subject.sentence)


def check_spans(result: ArticleSummary, source: str) -> Iterator[Check]:
    """``span-not-found``: spans and texts that do not stand where they say, and lines that cite nothing.

    The finding about a figure or a quote has its place, where that stands: so its candidate is accounted for.
    """
    for record in records_of(result):
        if [span for span in spans_of(record) if not stands(span, source)]:
            missing = [(path, span) for path, span in record_spans(record) if not stands(span, source)]
            yield from _missing(of_record(record), missing)
        if not isinstance(record, Event) and record.span.text != record.text:
            subject = of_record(record)
            message = f"the span of {subject}, holds other words: “{record.span.text}”"
            yield make_finding("span-not-found", message, record=subject.record, span=subject.span)
    for subject, sentence in iter_sentences(result):
        if not (sentence.evidence or sentence.records):
            message = f"{subject}, cites nothing; cite what carries it"
            yield make_finding("span-not-found", message, sentence=subject.sentence)
        missing = [(path, span) for path, span in sentence_spans(sentence) if not stands(span, source)]
        yield from _missing(subject, missing)
    others = [(f"document.furniture[{place}]", span) for place, span in enumerate(result.document.furniture)]
    others += [("a finding", check.span) for check in result.checks if check.span is not None]
    for place, span in others:
        if not stands(span, source):
            yield make_finding("span-not-found", f"{_misplaced(span)}, as {place} has it")


def check_sources(result: ArticleSummary, article: Article) -> Iterator[Check]:
    """``source-not-found``: sources without a mention, or named in words that the article does not have."""
    problems: dict[tuple[str, bool], str | None] = {}
    for record in records_of(result):
        for one in _sources(record):
            key = (one.name, bool(one.mentions))
            if key not in problems:
                problems[key] = _source_problem(one, article)
            problem = problems[key]
            if problem:
                subject = of_record(record)
                message = f"the source “{one.name}” {problem}, in {subject}"
                yield make_finding("source-not-found", message, record=subject.record, span=subject.span)


def _missing(subject: Subject, spans: list[tuple[str, Span]]) -> Iterator[Check]:
    for path, span in spans:
        message = f"{_misplaced(span)}, as {path} of {subject} has it"
        yield make_finding(
            "span-not-found",
            message,
            record=subject.record,
            sentence=subject.sentence,
            span=subject.span,
        )


def _misplaced(span: Span) -> str:
    return f"“{span.text}” does not stand at characters {span.start} to {span.end} of the source"


def _references(record: Event | Figure | Quote) -> Iterator[tuple[str, str, str | None]]:
    """Field, id and the kind of record that the field must name, None for any."""
    if isinstance(record, Quote):
        if record.continues is not None:
            yield "continues", record.continues, "quote"
        return
    for id_ in record.disputed_by:
        yield "disputed_by", id_, None
    if isinstance(record, Figure):
        if record.part_of is not None:
            yield "part_of", record.part_of, "figure"
        if record.same_as is not None:
            yield "same_as", record.same_as, None


def _sources(record: Event | Figure | Quote) -> tuple[Source, ...]:
    if not isinstance(record, Quote):
        return record.attributed_to
    return record.via if record.speaker is None else (record.speaker, *record.via)


def _source_problem(source: Source, article: Article) -> str | None:
    """What is wrong with a source, if anything is.

    Where all words of a plain name stand in the article as they are written, so do the forms in which names
    are compared, and ``stands_for`` finds each.
    """
    if not source.mentions:
        return "has no mention in the article; name it in the article's words"
    text, plain = article.segmented.text, _PLAIN_NAME.fullmatch(source.name)
    if plain and _stands_set_off(source.name, text):
        return None
    words = name_words(source.name)
    if plain and all(_stands_set_off(word, text) for word in words):
        return None
    facts = article.whole.names
    if stands_for(facts, words):
        return None
    strange = [word for word in _CONTENT_WORD.findall(source.name) if not stands_for(facts, [word])]
    if strange:
        lemmas = {lemma(word) for word in facts.words}
        strange = [word for word in strange if lemma(word) not in lemmas]
    if strange:
        return f"is named in words that the article does not have (“{strange[0]}”); use the article's words"
    return None


def _stands_set_off(words: str, text: str) -> bool:
    """Whether words stand in a text as they are written, set off: each of them is a word there."""
    place = text.find(words)
    while place >= 0:
        end = place + len(words)
        if text[max(0, place - 1) : place] in _BORDERS and text[end : end + 1] in _BORDERS:
            return True
        place = text.find(words, place + 1)
    return False
