"""Compares one article of all runs: each run with the first, and of three or more all with one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from summarizer.review.agreement import agreement_between, agreement_within
from summarizer.review.changes import SideDiff, compare_sides
from summarizer.review.comparing import Comparer
from summarizer.review.consensus import consensus_of
from summarizer.review.model import SEVERITIES, ArticleDiff, ArticleState, Change, DiffCounts, MatrixRow
from summarizer.review.sides import Side, merge

if TYPE_CHECKING:
    from summarizer.records import ArticleSummary, Status
    from summarizer.review.severity import SeverityRules

__all__ = ["Decided", "compare_article"]

Decided = Mapping[str, str]
"""What reviewers decided, by change key: ``accept``, ``reject`` or ``correct``."""

_WORST_FIRST: tuple[Status, ...] = ("failed", "partial", "ok")


def compare_article(
    document: str,
    results: Sequence[Sequence[ArticleSummary]],
    severities: SeverityRules,
    decided: Decided,
    repeats: Sequence[int] = (),
) -> tuple[ArticleDiff, MatrixRow | None]:
    """Compare what the runs have of an article.

    Args:
        document: The article's id.
        results: For each run its results, none where it has none.
        severities: How bad each kind of change is.
        decided: What reviewers decided.
        repeats: For each run the most results that it has of any article; none where that is not known.

    Returns:
        The comparison, and of three or more runs the article's row of the matrix.

    Raises:
        AlignmentError: Two results are of different source texts.
    """
    comparer = Comparer(severities)
    usable = [[each for each in one if each.status != "failed"] for one in results]
    sides = [merge(one, comparer.typical) if one else None for one in usable]
    agreement = [
        one for place, side in enumerate(sides) if side for one in agreement_within(side, comparer, place)
    ]
    found_of: list[SideDiff] = []
    for place, side in enumerate(sides[1:], start=1):
        if sides[0] is not None and side is not None:
            found = compare_sides(sides[0], side, comparer, (0, place))
            agreement += agreement_between(sides[0], side, found.alignment.pairs, comparer, (0, place))
            found_of.append(found)
    changes = _decided([each for found in found_of for each in found.changes], decided)
    known = [one for one in results if one]
    info = known[0][0].document
    consensus, row = consensus_of(document, sides, comparer) if len(sides) > 2 else ((), None)
    state: ArticleState = "missing" if len(known) < len(results) else "compared" if all(usable) else "failed"
    expected = repeats or [len(one) for one in results]
    partial = state == "compared" and _statuses_fell(results)
    lacking = state == "compared" and any(len(one) < most for one, most in zip(usable, expected, strict=True))
    article = ArticleDiff.model_construct(
        document=document,
        title=info.title,
        sha256=next((each.document.sha256 for one in known for each in one if each.document.sha256), None),
        state=state,
        statuses=tuple(_status(one) for one in results),
        changes=tuple(changes),
        noise=tuple(_decided([each for found in found_of for each in found.noise], decided)),
        presence=tuple(each for found in found_of for each in found.presence),
        summaries=tuple(found.summary for found in found_of if found.summary is not None),
        alignments=tuple(found.alignment for found in found_of),
        agreement=tuple(agreement),
        consensus=consensus,
        counts=_counts(sides, changes, found_of, state).model_copy(
            update={"lacking_repeats": int(lacking), "partial": int(partial)}
        ),
    )
    return article, row


def _status(results: Sequence[ArticleSummary]) -> Status | None:
    """The worst of the repeats' states."""
    return min((each.status for each in results), key=_WORST_FIRST.index, default=None)


def _statuses_fell(results: Sequence[Sequence[ArticleSummary]]) -> bool:
    """Whether a run has only a part of what the first one has whole."""
    first, *others = map(_status, results)
    return first == "ok" and "partial" in others


def _decided(changes: list[Change], decided: Decided) -> list[Change]:
    """The changes with what reviewers decided, the worst first."""
    changes.sort(key=lambda each: (SEVERITIES.index(each.severity), _start(each)))
    if not decided:
        return changes
    return [
        each.model_copy(update={"decision": decided[each.key], "accepted": decided[each.key] == "accept"})
        if each.key in decided
        else each
        for each in changes
    ]


def _start(change: Change) -> int:
    """Where in the article a change stands."""
    starts = [span.start for record in (*change.left, *change.right) for span in record.spans]
    return min(starts, default=0)


def _counts(
    sides: Sequence[Side | None], changes: Sequence[Change], found: Sequence[SideDiff], state: ArticleState
) -> DiffCounts:
    severities = Counter(change.severity for change in changes)
    of_records = Counter(change.kind for change in changes if change.type in ("event", "figure", "quote"))
    return DiffCounts(
        articles=1,
        compared=int(state == "compared"),
        changed=int(bool(changes)),
        missing=int(state == "missing"),
        failed=int(state == "failed"),
        records_left=_records(sides[0]),
        records_right=sum(map(_records, sides[1:])),
        critical=severities["critical"],
        major=severities["major"],
        minor=severities["minor"],
        accepted=sum(change.accepted for change in changes),
        added=of_records["added"],
        removed=of_records["removed"],
        same_meaning=sum(each.same_meaning for each in found),
        within_noise=sum(len(each.noise) for each in found),
        critical_in_some=sum(change.stability == "unstable" for change in changes),
        by_type=dict(sorted(Counter(change.type for change in changes).items())),
        by_kind=dict(sorted(Counter(change.kind for change in changes).items())),
        ungrounded=sum(map(_ungrounded, sides[1:])),
    )


def _records(side: Side | None) -> int:
    return 0 if side is None else sum(kind != "sentence" for kind, _ in side.clusters)


def _ungrounded(side: Side | None) -> int:
    """Grounding errors and warnings of the mean repeat, rounded up."""
    if side is None:
        return 0
    found = sum(
        check.class_ == "grounding" and check.severity != "info"
        for result in side.results
        for check in result.checks
    )
    return -(-found // side.repeats)
