"""Verifies a stored result against its stored source, without a model: every span and every finding."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from summarizer.checks.codes import CODES, COMPUTED, Rule
from summarizer.checks.outcome import check_result, kept_out
from summarizer.grounding import stands, ungrounded
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.records import ArticleSummary, Check, Figure
    from summarizer.text.candidates import FigureCandidate
    from summarizer.text.segment import Segmented

__all__ = ["Problem", "recheck"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which a stored result is not what it says."""

    kind: Literal["document", "span", "record", "finding"]
    where: str
    """Path inside the result, such as ``figures[3].span``; ``checks`` for a finding that is missing."""
    message: str


def recheck(result: ArticleSummary, source: str) -> list[Problem]:
    """Everything in a stored result that does not hold against its source.

    Every span has to stand in the source, and the source has to be the one that the result names. A figure
    whose span is a candidate's has the value that the candidate reads, no two records have the same id, and
    none refers to itself. Of the codes that ``check_result`` computes, every warning and info has to follow
    from the stored records, and whatever follows has to be stored; the wording of a message is free. A stored
    error speaks of something that it kept out, so nothing that is left can confirm it: it holds, as long as
    its span stands and what it speaks of is not in the result after all. No error may follow from the stored
    records.

    Args:
        result: The result as stored.
        source: The source text that it is stored with.
    """
    furniture = [span for span in result.document.furniture if stands(span, source)]
    segmented = segment(source, published=result.document.published, furniture=furniture)
    return [
        *_document_problems(result, source),
        *_span_problems(result, source),
        *_record_problems(result, segmented),
        *_finding_problems(result, segmented),
    ]


def _document_problems(result: ArticleSummary, source: str) -> Iterator[Problem]:
    document = result.document
    if document.sha256 is None:
        if source:
            yield Problem(
                "document", "document.sha256", "the result names no source, but a source is stored with it"
            )
        return
    digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
    if document.sha256 != digest:
        message = f"the source's SHA-256 is {digest}, not {document.sha256}"
        yield Problem("document", "document.sha256", message)
    if document.characters != len(source):
        message = f"the source has {len(source)} characters, not {document.characters}"
        yield Problem("document", "document.characters", message)


def _span_problems(result: ArticleSummary, source: str) -> Iterator[Problem]:
    for path, span in ungrounded(result, source):
        message = f"“{span.text}” does not stand at characters {span.start} to {span.end} of the source"
        yield Problem("span", path, message)


def _record_problems(result: ArticleSummary, segmented: Segmented) -> Iterator[Problem]:
    """What records say of themselves that cannot be: their value, their voice, whom they refer to."""
    read = {(item.start, item.end): item for item in segmented.figures}
    for place, figure in enumerate(result.figures):
        candidate = read.get((figure.span.start, figure.span.end))
        if candidate and _reading(candidate) != _reading(figure):
            message = f"“{figure.text}” reads {_reading(candidate)}, not {_reading(figure)}"
            yield Problem("record", f"figures[{place}].value", message)
    texts = [(f"figures[{place}].text", item.text, item.span) for place, item in enumerate(result.figures)]
    texts += [(f"quotes[{place}].text", item.text, item.span) for place, item in enumerate(result.quotes)]
    for where, text, span in texts:
        if text != span.text:
            yield Problem("record", where, f"“{text}” is not its span's text")
    seen: set[str] = set()
    for where, record_id, others in _references(result):
        if record_id in seen:
            yield Problem("record", f"{where}.id", f"{record_id} is the id of another record, too")
        seen.add(record_id)
        if record_id in others:
            yield Problem("record", where, f"{record_id} refers to itself")


def _reading(figure: Figure | FigureCandidate) -> str:
    """Value, upper end and bound, to compare and to show."""
    upper = "" if figure.upper is None else f" to {figure.upper:g}"
    return f"{'no value' if figure.value is None else f'{figure.value:.12g}'}{upper} ({figure.bound})"


def _references(result: ArticleSummary) -> Iterator[tuple[str, str, tuple[str | None, ...]]]:
    """Where each record refers to others: its place, its id, and theirs."""
    for place, event in enumerate(result.events):
        yield f"events[{place}]", event.id, event.disputed_by
    for place, figure in enumerate(result.figures):
        yield f"figures[{place}]", figure.id, (*figure.disputed_by, figure.part_of, figure.same_as)
    for place, quote in enumerate(result.quotes):
        yield f"quotes[{place}]", quote.id, (quote.continues,)


def _finding_problems(result: ArticleSummary, segmented: Segmented) -> Iterator[Problem]:
    following = check_result(result, segmented)
    expected = Counter(_key(check) for check in following)
    for place, check in enumerate(result.checks):
        where = f"checks[{place}]"
        if CODES[check.code] != Rule(check.class_, check.severity):
            message = f"a finding of code {check.code} is no {check.severity} of class {check.class_}"
            yield Problem("finding", where, message)
        if check.code not in COMPUTED:
            continue
        if expected[_key(check)]:
            expected[_key(check)] -= 1
        else:
            yield Problem(
                "finding", where, f"the stored finding no longer follows ({check.code}): {check.message}"
            )
    for check in following:
        if check.code in COMPUTED and expected[_key(check)]:
            expected[_key(check)] -= 1
            yield Problem(
                "finding", "checks", f"a finding follows that is not stored ({check.code}): {check.message}"
            )
    for subject in kept_out(result):
        yield Problem(
            "finding",
            f"{subject.record or subject.sentence}",
            f"an error keeps {subject}, out of the result, but it is in it",
        )


def _key(check: Check) -> tuple[str, str | None, str | None, int | None, int | None]:
    """What a finding is, whatever its words."""
    span = check.span
    return (
        check.code,
        check.record,
        check.sentence,
        None if span is None else span.start,
        None if span is None else span.end,
    )
