"""Counts what one result matches, misses and adds, and what its matched records say wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.alignment import align
from summarizer.records import Event, Figure, Quote, Summary
from summarizer.scoring.intervals import Counts
from summarizer.scoring.judging import Judgement, judge
from summarizer.scoring.references import ReferenceEvent, ReferenceFigure, ReferenceQuote, as_result
from summarizer.scoring.report import TYPES, ScoredType

if TYPE_CHECKING:
    from summarizer.records import ArticleSummary, Check, Span
    from summarizer.scoring.references import Reference

__all__ = ["ArticleTally", "Miss", "TypeTally", "tally_absent", "tally_article"]

ReferenceRecord = ReferenceEvent | ReferenceFigure | ReferenceQuote
ResultRecord = Event | Figure | Quote


@dataclass(slots=True)
class TypeTally:
    """The counts of one type of records, in one article or several."""

    matched: int = 0
    missed: int = 0
    extra: int = 0
    optional: int = 0
    dismissed: int = 0
    right: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)

    @property
    def counts(self) -> Counts:
        """What precision and recall follow from."""
        return Counts(self.matched, self.missed, self.extra)

    def add(self, other: TypeTally) -> None:
        """Count another tally in."""
        self.matched += other.matched
        self.missed += other.missed
        self.extra += other.extra
        self.optional += other.optional
        self.dismissed += other.dismissed
        self.right.update(other.right)
        self.judged.update(other.judged)


@dataclass(frozen=True, slots=True)
class Miss:
    """One pair that went wrong: of the two records one may be None."""

    type: ScoredType
    reference: ReferenceRecord | None
    result: ResultRecord | None
    wrong: tuple[Judgement, ...] = ()
    note: str | None = None

    @property
    def span(self) -> Span | None:
        """Where it stands in the source."""
        record = self.reference or self.result
        if isinstance(record, Event):
            return record.evidence[0] if record.evidence else None
        return record.span if record else None

    @property
    def text(self) -> str:
        """The record's own words."""
        record = self.reference or self.result
        if record is None:
            return ""
        return record.what if isinstance(record, Event) else record.text


@dataclass(slots=True)
class ArticleTally:
    """What one article's result comes to, by type."""

    types: dict[ScoredType, TypeTally] = field(default_factory=lambda: {name: TypeTally() for name in TYPES})
    misses: list[Miss] = field(default_factory=list)


def tally_absent(reference: Reference) -> ArticleTally:
    """An article without a result: every record that is not optional is missed."""
    tally = ArticleTally()
    for name, records in _expected(reference).items():
        tally.types[name].missed = sum(not record.optional for record in records.values())
    return tally


def tally_article(reference: Reference, result: ArticleSummary) -> ArticleTally:
    """Count one result against the reference of its article.

    A match with an optional reference record counts neither for nor against, whatever its fields say.

    Args:
        reference: The annotation; its spans have to stand in the result's source text.
        result: A result that has not failed.
    """
    expected, found = _expected(reference), _found(result)
    tally = ArticleTally()
    left = as_result(reference, result.document).model_copy(update={"summary": Summary()})
    for pair in align(left, result.model_copy(update={"summary": Summary()})).pairs:
        if pair.type == "sentence":
            continue
        one = expected[pair.type][pair.left] if pair.left is not None else None
        other = found[pair.type][pair.right] if pair.right is not None else None
        _count(tally, pair.type, one, other, result)
    return tally


def _count(
    tally: ArticleTally,
    name: ScoredType,
    expected: ReferenceRecord | None,
    found: ResultRecord | None,
    result: ArticleSummary,
) -> None:
    counts = tally.types[name]
    if expected is None:
        counts.extra += 1
        tally.misses.append(Miss(name, None, found))
    elif expected.optional:
        counts.optional += found is not None
    elif found is None:
        counts.missed += 1
        finding = _explanation(expected, result)
        counts.dismissed += finding is not None and finding.code == "dismissed-candidate"
        note = f"{finding.code}: {finding.message}" if finding else None
        tally.misses.append(Miss(name, expected, None, note=note))
    else:
        counts.matched += 1
        judgements = list(judge(expected, found))
        counts.judged.update(one.field for one in judgements)
        counts.right.update(one.field for one in judgements if one.right)
        wrong = tuple(one for one in judgements if not one.right)
        if wrong:
            tally.misses.append(Miss(name, expected, found, wrong))


def _expected(reference: Reference) -> dict[ScoredType, dict[str, ReferenceRecord]]:
    return {
        "event": {one.id: one for one in reference.events},
        "figure": {one.id: one for one in reference.figures},
        "quote": {one.id: one for one in reference.quotes},
    }


def _found(result: ArticleSummary) -> dict[ScoredType, dict[str, ResultRecord]]:
    return {
        "event": {one.id: one for one in result.events},
        "figure": {one.id: one for one in result.figures},
        "quote": {one.id: one for one in result.quotes},
    }


def _explanation(expected: ReferenceRecord, result: ArticleSummary) -> Check | None:
    """The finding by which the result accounts for the words of a missed figure or quotation."""
    if isinstance(expected, Event):
        return None
    for check in result.checks:
        accounts = check.code == "dismissed-candidate" or check.severity == "error"
        if accounts and check.span is not None and _coincide(check.span, expected.span):
            return check
    return None


def _coincide(one: Span, other: Span) -> bool:
    """Whether two spans share more than half of what they cover: one may hold quotation marks or a unit."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > max(one.end, other.end) - min(one.start, other.start)
