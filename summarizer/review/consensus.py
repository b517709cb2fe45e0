"""Three or more runs of one article: what most of them say, and which of them stands alone where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from summarizer.review.contents import marked_spans, title_of
from summarizer.review.model import ConsensusRecord, MatrixRow
from summarizer.review.sides import Cluster, Content, Item, Side, merge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.records import ArticleSummary
    from summarizer.review.comparing import Comparer

__all__ = ["consensus_of"]

Reason = Literal["has", "lacks", "differs", "divided"]


def consensus_of(
    document: str, sides: Sequence[Side | None], comparer: Comparer
) -> tuple[tuple[ConsensusRecord, ...], MatrixRow]:
    """Where the runs do not agree on an article, and how far each of them agrees with most.

    A run has a record if at least half of its results have it. The consensus is what more than half the runs
    have, as the most typical of them has it; a run agrees with it where it differs in nothing critical or
    major.

    Args:
        document: The article's id.
        sides: For each run its results; None where it has none.
        comparer: Compares records.
    """
    places = [place for place, side in enumerate(sides) if side is not None]
    merged = merge([_usual(side) for side in sides if side is not None], comparer.typical) if places else None
    found: list[ConsensusRecord] = []
    sizes = dict.fromkeys(places, 0)
    agreed, alone = dict.fromkeys(places, 0), dict.fromkeys(places, 0)
    common = 0
    for cluster in merged.clusters.values() if merged else ():
        if cluster.type == "sentence":
            continue
        members = {places[place]: item for place, item in cluster.members.items()}
        for place in members:
            sizes[place] += 1
        agreeing = _largest(members, comparer)
        usual = 2 * len(members) > len(places)
        if usual:
            common += 1
            for place in agreeing:
                agreed[place] += 1
        if len(agreeing) == len(places):
            continue
        run, reason = _alone(members, agreeing, places)
        if run is not None:
            alone[run] += 1
        found.append(_record(cluster, members, agreeing, run=run, reason=reason, usual=usual))
    return tuple(found), MatrixRow(
        document=document,
        agreement=tuple(
            None
            if place not in sizes
            else round(2 * agreed[place] / (sizes[place] + common), 6)
            if sizes[place] + common
            else 1.0
            for place in range(len(sides))
        ),
        alone=tuple(alone.get(place, 0) for place in range(len(sides))),
    )


def _usual(side: Side) -> ArticleSummary:
    """A run's merged result with what at least half its results have."""
    kept = {name for name, each in side.clusters.items() if 2 * len(each.members) >= side.repeats}
    return side.whole.model_copy(
        update={
            "events": tuple(each for each in side.whole.events if ("event", each.id) in kept),
            "figures": tuple(each for each in side.whole.figures if ("figure", each.id) in kept),
            "quotes": tuple(each for each in side.whole.quotes if ("quote", each.id) in kept),
        }
    )


def _largest(members: dict[int, Item], comparer: Comparer) -> list[int]:
    """The most runs whose records say the same as one of them; of several such groups the first."""
    groups = [
        [place for place, other in members.items() if one is other or comparer.says_the_same(one, other)]
        for one in members.values()
    ]
    return max(groups, key=len)


def _alone(
    members: dict[int, Item], agreeing: Sequence[int], places: Sequence[int]
) -> tuple[int | None, Reason]:
    """The run that stands alone, if one does, and in what."""
    if len(places) < 3:
        return None, "divided"
    if len(members) == 1:
        return next(iter(members)), "has"
    if len(members) == len(places) - 1 == len(agreeing):
        return next(place for place in places if place not in members), "lacks"
    if len(members) == len(places) and len(agreeing) == len(places) - 1:
        return next(place for place in places if place not in agreeing), "differs"
    return None, "divided"


def _record(
    cluster: Cluster,
    members: dict[int, Item],
    agreeing: Sequence[int],
    *,
    run: int | None,
    reason: Reason,
    usual: bool,
) -> ConsensusRecord:
    content: Content = members[agreeing[0]].content
    return ConsensusRecord(
        type=cluster.type,
        title=title_of(content),
        runs=tuple(members),
        record=content.model_dump(mode="json", by_alias=True),
        spans=tuple(marked_spans(content)),
        consensus=usual,
        alone=run,
        reason=reason,
    )
