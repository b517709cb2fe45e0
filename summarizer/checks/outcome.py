"""What follows from the findings: those that hold for a result, and the result without what errors keep out.

An error keeps its record or sentence out, so in a settled result every error speaks of something that is
not there. It cannot be computed again from what is left; it is kept as it is. Everything else of the codes
that are computed here is computed anew each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from summarizer.checks.codes import COMPUTED, DOUBTED, LEFT_OUT, order_of
from summarizer.checks.coherence import check_coherence
from summarizer.checks.coverage import check_candidates, check_dates, check_language, check_length
from summarizer.checks.crediting import check_credit
from summarizer.checks.grounded import check_ids, check_sources, check_spans
from summarizer.checks.instructions import check_instructions
from summarizer.checks.judging import check_statements
from summarizer.checks.statements import Judgements
from summarizer.checks.subjects import is_about, iter_records, iter_sentences, of_event, of_figure, of_quote
from summarizer.grounding import stands
from summarizer.records import Event, Figure, Quote, Summary
from summarizer.text.remembered import forget

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

    from summarizer.checks.subjects import Subject
    from summarizer.records import ArticleSummary, Check, Sentence
    from summarizer.text.segment import Segmented

__all__ = ["apply_checks", "check_result", "kept_out"]

_Linked = TypeVar("_Linked", Event, Figure, Quote)


def check_result(result: ArticleSummary, segmented: Segmented) -> tuple[Check, ...]:
    """Every finding that holds for ``result``, in a fixed order, whatever the order of ``result.checks``.

    Of the findings that the result already has, those stay that are not computed here, and errors about
    what is no longer in the result. A failed result has no others.

    Args:
        result: The result of any model.
        segmented: What the rules found in the article, its furniture left out.
    """
    try:
        return _checked(result, Judgements(segmented, result.document.published))
    finally:
        forget()


def apply_checks(
    result: ArticleSummary, segmented: Segmented, judgements: Judgements | None = None
) -> ArticleSummary:
    """``result`` with its findings, and without the records and sentences that an error keeps out.

    References to what was kept out are cleared, and later sentences move up. A sentence that loses what
    carried a name or a number of it is kept out as well, so the outcome has no error about anything in it;
    applying the checks again changes nothing.

    Args:
        result: The result of any model.
        segmented: What the rules found in the article, its furniture left out.
        judgements: What was judged of an earlier result of the same article, and is not judged again.
    """
    judgements = judgements or Judgements(segmented, result.document.published)
    try:
        while True:
            result = result.model_copy(update={"checks": _checked(result, judgements)})
            result = _with_grounded_furniture(result, segmented.text)
            out = kept_out(result)
            if not out:
                return result
            result = _without(result, out)
    finally:
        forget()


def kept_out(result: ArticleSummary) -> list[Subject]:
    """The records and sentences of ``result`` that one of its own errors keeps out."""
    errors: dict[tuple[str | None, str | None], list[Check]] = {}
    for check in result.checks:
        if check.severity == "error":
            errors.setdefault((check.record, check.sentence), []).append(check)
    if not errors:
        return []
    return [
        subject
        for subject, _ in (*iter_records(result), *iter_sentences(result))
        if any(is_about(check, subject) for check in errors.get((subject.record, subject.sentence), ()))
    ]


def _checked(result: ArticleSummary, judgements: Judgements) -> tuple[Check, ...]:
    findings = list(_staying(result))
    if result.status != "failed":
        findings += _computed(result, judgements)
    grounded = (_grounded(check, judgements.article.segmented.text) for check in findings)
    return tuple(sorted(dict.fromkeys(grounded), key=order_of))


def _computed(result: ArticleSummary, judgements: Judgements) -> Iterator[Check]:
    article, segmented = judgements.article, judgements.article.segmented
    yield from check_ids(result)
    yield from check_spans(result, segmented.text)
    yield from check_sources(result, article)
    yield from check_candidates(result, segmented)
    yield from check_length(segmented)
    unknown_language = list(check_language(result.document, segmented.text))
    yield from unknown_language
    yield from check_statements(result, judgements, english=not unknown_language)
    if not unknown_language:
        yield from check_credit(result)
        yield from check_instructions(segmented)
    yield from check_coherence(result)
    yield from check_dates(result)


def _staying(result: ArticleSummary) -> Iterator[Check]:
    """The findings of a result that are not computed here, or are about what is no longer in it."""
    subjects: list[Subject] = []
    if result.checks:
        subjects = [subject for subject, _ in (*iter_records(result), *iter_sentences(result))]
    for check in result.checks:
        if _stays(check, subjects):
            yield check


def _stays(check: Check, subjects: Collection[Subject]) -> bool:
    if check.code not in COMPUTED or check.message.startswith(DOUBTED):
        return True
    if check.code == "truncated" and check.message.startswith(LEFT_OUT):
        return True
    return check.severity == "error" and not any(is_about(check, subject) for subject in subjects)


def _grounded(check: Check, source: str) -> Check:
    """The finding without a span that does not stand: nothing is presented as if it could be found."""
    if check.span is None or stands(check.span, source):
        return check
    return check.model_copy(update={"span": None})


def _with_grounded_furniture(result: ArticleSummary, source: str) -> ArticleSummary:
    furniture = tuple(span for span in result.document.furniture if stands(span, source))
    if len(furniture) == len(result.document.furniture):
        return result
    document = result.document.model_copy(update={"furniture": furniture})
    return result.model_copy(update={"document": document})


def _without(result: ArticleSummary, out: Iterable[Subject]) -> ArticleSummary:
    """``result`` without some records and sentences, the references to them, and the warnings about them."""
    gone = set(out)
    events = [event for event in result.events if of_event(event) not in gone]
    figures = [figure for figure in result.figures if of_figure(figure) not in gone]
    quotes = [quote for quote in result.quotes if of_quote(quote) not in gone]
    stay = {event.id for event in events} | {figure.id for figure in figures} | {quote.id for quote in quotes}
    lost = {subject.record for subject in gone if subject.record is not None} - stay
    sentences = [
        (subject, sentence.model_copy(update={"records": _less(sentence.records, lost)}))
        for subject, sentence in iter_sentences(result)
        if subject not in gone
    ]
    summary, labels = _summary(sentences)
    return result.model_copy(
        update={
            "summary": summary,
            "events": tuple(_unlinked(event, lost) for event in events),
            "figures": tuple(_unlinked(figure, lost) for figure in figures),
            "quotes": tuple(_unlinked(quote, lost) for quote in quotes),
            "checks": tuple(_relabelled(result.checks, lost, labels)),
        }
    )


def _summary(sentences: Iterable[tuple[Subject, Sentence]]) -> tuple[Summary, dict[str, str]]:
    """A summary of some sentences of another, and the new label of each old one."""
    labels: dict[str, str] = {}
    headline: Sentence | None = None
    numbered: dict[str, list[Sentence]] = {"s": [], "c": []}
    for subject, sentence in sentences:
        label = subject.sentence or ""
        if label == "headline":
            headline, labels[label] = sentence, label
            continue
        alike = numbered[label[0]]
        alike.append(sentence)
        labels[label] = f"{label[0]}{len(alike)}"
    return Summary(headline=headline, sentences=tuple(numbered["s"]), contested=tuple(numbered["c"])), labels


def _relabelled(checks: Iterable[Check], lost: Container[str], labels: Mapping[str, str]) -> Iterator[Check]:
    """Findings with the labels that sentences have now; an error stands for all others about its thing."""
    for check in checks:
        if check.severity == "error":
            yield check
        elif check.record not in lost and (check.sentence is None or check.sentence in labels):
            label = None if check.sentence is None else labels[check.sentence]
            yield check if label == check.sentence else check.model_copy(update={"sentence": label})


def _unlinked(record: _Linked, lost: Container[str]) -> _Linked:
    """``record`` without its references to lost ones."""
    cleared: dict[str, Any] = {
        field: None
        for field in ("part_of", "same_as", "continues")
        if getattr(record, field, None) is not None and getattr(record, field) in lost
    }
    disputed_by: tuple[str, ...] = getattr(record, "disputed_by", ())
    if _less(disputed_by, lost) != disputed_by:
        cleared["disputed_by"] = _less(disputed_by, lost)
    return record.model_copy(update=cleared) if cleared else record


def _less(ids: tuple[str, ...], lost: Container[str]) -> tuple[str, ...]:
    return tuple(id_ for id_ in ids if id_ not in lost)
