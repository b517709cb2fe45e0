"""What the model is told in a further turn: which findings it can mend, and the records of all parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.extraction.labelled.marking import defuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.extraction.labelled.reply import Reply
    from summarizer.records import ArticleSummary, Check, CheckCode
    from summarizer.text.segment import Segmented

__all__ = ["Fault", "faults_to_mend", "record_lines"]

_BEYOND_MENDING: frozenset[CheckCode] = frozenset(
    {"truncated", "language-unsupported", "instruction-in-article"}
)
"""What speaks of the article, not of the reply."""
_MOST_FAULTS = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding as the model is told it."""

    label: str
    """What it is about: an id, ``headline``, or ``summary 2``; empty for the reply as a whole."""
    line: str


def faults_to_mend(result: ArticleSummary, reply: Reply, segmented: Segmented) -> list[Fault]:
    """The findings of a checked result that the model can do something about.

    Args:
        result: The result, without what errors keep out of it.
        reply: What it was made from; sentences are named by their number there.
        segmented: What the rules found; candidates are named by their ids.
    """
    candidates = {
        (one.start, one.end): f"{prefix}{number}"
        for prefix, found in (("f", segmented.figures), ("q", segmented.quotations))
        for number, one in enumerate(found, start=1)
    }
    faults = (
        _fault(_label(check, reply, candidates), check)
        for check in result.checks
        if check.severity != "info" and check.code not in _BEYOND_MENDING
    )
    return list(dict.fromkeys(faults))[:_MOST_FAULTS]


def _fault(label: str, check: Check) -> Fault:
    """The line quotes the article, which stays untrusted: what looks like a mark or a fence is defused."""
    message = defuse(" ".join(check.message.split()))
    field, _, number = label.partition(" ")
    told = f'{field}, "n": {number}' if number else label
    return Fault(label, f"{told}: {message}" if told else message)


def _label(check: Check, reply: Reply, candidates: dict[tuple[int, int], str]) -> str:
    """What a finding is about, as the model knows it."""
    if check.record is not None:
        return check.record
    if check.sentence == "headline":
        return "headline"
    if check.sentence is not None:
        field, statements = (
            ("contested", reply.contested) if check.sentence.startswith("c") else ("summary", reply.summary)
        )
        for number, statement in enumerate(statements, start=1):
            if f"“{' '.join(statement.text.split())}”" in check.message:
                return f"{field} {number}"
        return field
    if check.span is not None:
        return candidates.get((check.span.start, check.span.end), "")
    return ""


def record_lines(reply: Reply, segmented: Segmented) -> Iterator[str]:
    """The records and summary sentences of an article's parts, a line each, defused like the article."""
    return (defuse(" ".join(line.split())) for line in _record_lines(reply, segmented))


def _record_lines(reply: Reply, segmented: Segmented) -> Iterator[str]:
    names = {source.id: source.name for source in reply.sources}

    def by(ids: list[str]) -> str:
        known = [names[id_] for id_ in ids if id_ in names]
        return f" [{' via '.join(known)}]" if known else ""

    figures = {f"f{number}": one.text for number, one in enumerate(segmented.figures, start=1)}
    figures |= {passage.id: passage.text for passage in reply.missed}
    quotations = {f"q{number}": one.text for number, one in enumerate(segmented.quotations, start=1)}
    for event in reply.events:
        yield f"{event.id} {event.what} ({event.type}, {event.modality}){by(event.by)}"
    for figure in reply.figures:
        if figure.id in figures:
            what = figure.counted or figure.of
            yield f"{figure.id} {figures[figure.id]} {what} ({figure.measure}){by(figure.by)}"
    for quote in reply.quotes:
        if quote.id in quotations:
            yield f"{quote.id} {quotations[quote.id]}{by(quote.by)}"
    for statement in reply.summary:
        yield f"summary of a part: {statement.text} ({', '.join(statement.cites)})"
