"""Compares one article of two runs: pairs that differ, what only one has, and what is a model's own noise."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from summarizer.alignment import Alignment, Pair, align
from summarizer.review.comparing import (
    Difference,
    critical_in_some,
    field_stability,
    is_steady,
    presence_stability,
    references,
)
from summarizer.review.contents import change_key, side_record, title_of
from summarizer.review.findings import Found, findings_of, only_in
from summarizer.review.lines import SummaryLines, titles
from summarizer.review.model import (
    Change,
    ChangeKind,
    Presence,
    RecordPresence,
    SideRecord,
    Stability,
    SummaryDiff,
)
from summarizer.review.severity import worst
from summarizer.review.splits import find_parts
from summarizer.review.summaries import Naming
from summarizer.review.telling import Gained, Told, Whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.review.comparing import Comparer, InSome
    from summarizer.review.sides import Cluster, Item, Name, Side

__all__ = ["SideDiff", "compare_sides"]

_UNSTABLE: Stability = "unstable"
_KEPT_OF_PARTS = frozenset(("attribution", "modality", "date", "speaker", "measure", "unit", "bound"))
"""Of a record that was split, differences from its counterpart that do not follow from that."""


@dataclass(slots=True)
class SideDiff:
    """One article of two runs."""

    alignment: Alignment
    changes: list[Change] = field(default_factory=list)
    noise: list[Change] = field(default_factory=list)
    presence: list[RecordPresence] = field(default_factory=list)
    summary: SummaryDiff | None = None
    same_meaning: int = 0


def compare_sides(left: Side, right: Side, comparer: Comparer, runs: tuple[int, int] = (0, 1)) -> SideDiff:
    """Compare what two runs have of an article.

    Args:
        left: The one run's results.
        right: The other's.
        comparer: Compares records.
        runs: Places of the runs among all that are compared.

    Raises:
        AlignmentError: They are of different source texts.
    """
    return _Comparison(left, right, comparer, runs).diff()


class _Comparison:
    def __init__(self, left: Side, right: Side, comparer: Comparer, runs: tuple[int, int]) -> None:
        self.left, self.right, self.comparer, self.runs = left, right, comparer, runs
        self.repeats = (left.repeats, right.repeats)
        self.alignment = align(left.whole, right.whole)
        self.found = SideDiff(self.alignment)
        pairs = self.alignment.pairs
        both = [(pair.type, pair.left, pair.right) for pair in pairs if pair.left and pair.right]
        self.naming = Naming(left, right, {one: other for kind, one, other in both if kind != "sentence"})
        self.lines = SummaryLines(left, right, self.naming, comparer.severities)
        self._find_findings({(kind, one): (kind, other) for kind, one, other in both})

    def diff(self) -> SideDiff:
        pairs = self.alignment.pairs
        split = find_parts(pairs, self.left.clusters, self.right.clusters, wholes_are_left=True)
        merged = find_parts(pairs, self.right.clusters, self.left.clusters, wholes_are_left=False)
        parts = {("right", name, part) for (name, _), found in split.items() for part in found}
        parts |= {("left", name, part) for (name, _), found in merged.items() for part in found}
        for pair in pairs:
            self._note_presence(pair)
            if pair.left is not None and pair.right is not None:
                more_right = split.get((pair.type, pair.left), [])
                more_left = merged.get((pair.type, pair.right), [])
                self._compare_pair(pair, more_left, more_right)
            elif ("right", pair.type, pair.right) not in parts and (
                "left",
                pair.type,
                pair.left,
            ) not in parts:
                self._report_alone(pair)
        for each in self.gained.pop(None, []):
            self._report_finding(each)
        self._sum_up()
        return self.found

    def _find_findings(self, counterpart: Mapping[Name, Name]) -> None:
        ours, theirs = findings_of(self.left), findings_of(self.right)
        back = {other: one for one, other in counterpart.items()}
        self.gained: dict[Name | None, list[Gained]] = {}
        self.lost: dict[Name | None, list[Found]] = {}
        self.all_gained = only_in(theirs, ours, back)
        self.all_lost = only_in(ours, theirs, dict(counterpart))
        for found in self.all_gained:
            stability = presence_stability(found.present, self.right.repeats, self.left.repeats)
            severity = self.comparer.severities.of_finding(found.check)
            self.gained.setdefault(found.target, []).append(Gained(found, severity, stability))
        for found in self.all_lost:
            self.lost.setdefault(found.target, []).append(found)

    def _note_presence(self, pair: Pair) -> None:
        if max(self.repeats) == 1:
            return
        ours, theirs = self._present(pair)
        steady = [is_steady(each.present, each.of) or not each.present for each in (ours, theirs)]
        stability: Stability = (
            "unstable" if not all(steady) else "unknown" if min(self.repeats) == 1 else "stable"
        )
        self.found.presence.append(
            RecordPresence(
                type=pair.type,
                left=pair.left,
                right=pair.right,
                left_presence=ours,
                right_presence=theirs,
                stability=stability,
                left_run=self.runs[0],
                right_run=self.runs[1],
            )
        )

    def _present(self, pair: Pair) -> tuple[Presence, Presence]:
        left = self.left.clusters[pair.type, pair.left].members if pair.left is not None else ()
        right = self.right.clusters[pair.type, pair.right].members if pair.right is not None else ()
        return (
            Presence(present=len(left), of=self.left.repeats),
            Presence(present=len(right), of=self.right.repeats),
        )

    def _compare_pair(self, pair: Pair, more_left: list[str], more_right: list[str]) -> None:
        left = self.left.clusters[pair.type, pair.left or ""]
        right = self.right.clusters[pair.type, pair.right or ""]
        differences = [*self.comparer.differences(left.shown, right.shown)]
        if pair.type == "sentence":
            differences = list(self.lines.differences(differences, left, right))
        else:
            differences += self._links(left, right)
        whole: list[Whole] = []
        parts: tuple[tuple[ChangeKind, list[str], Side], ...] = (
            ("split", more_right, self.right),
            ("merged", more_left, self.left),
        )
        for kind, more, side in parts:
            if more:
                differences = [each for each in differences if each.kind in _KEPT_OF_PARTS]
                whole.append(self._parts(kind, pair, more, side))
        self.found.same_meaning += sum(each.kind == "same_meaning" for each in differences)
        judged = [
            (each, field_stability(each, left, right, self.repeats))
            for each in differences
            if each.severity is not None
        ]
        in_some = {} if whole else critical_in_some(left, right, self.comparer, self.repeats)
        for each, stability in judged:
            if stability != "unstable":
                in_some.pop(each.field, None)
        judged = [each for each in judged if each[0].field not in in_some]
        if in_some:
            self._report_in_some(pair, list(in_some.values()))
        name = (pair.type, right.id)
        gained, lost = self.gained.pop(name, []), self.lost.get((pair.type, left.id), [])
        for noise in (False, True):
            told = Told(
                fields=[each for each in judged if (each[1] == "unstable") == noise],
                wholes=[each for each in whole if (each[2] == "unstable") == noise and each[1] is not None],
                gained=[each for each in gained if (each.stability == "unstable") == noise],
                lost=lost,
                more=(more_left, more_right),
            )
            if told.severities:
                self._report(pair, told)

    def _parts(self, kind: ChangeKind, pair: Pair, more: list[str], side: Side) -> Whole:
        """That a record became several, or several one."""
        present = min(len(side.clusters[pair.type, each].members) for each in more)
        other = self.repeats[0] if side is self.right else self.repeats[1]
        return (
            kind,
            self.comparer.severities.of(pair.type, kind),
            presence_stability(present, side.repeats, other),
        )

    def _links(self, left: Cluster, right: Cluster) -> Iterator[Difference]:
        """References to other records that differ, whatever the records' ids are."""
        ours, theirs = references(left.shown.content), references(right.shown.content)
        for name, ids in ours.items():
            one = tuple(map(left.shown.reference, ids))
            other = tuple(map(right.shown.reference, theirs[name]))
            if (one or other) and self.naming.left(one) != self.naming.right(other):
                severity = self.comparer.severities.of(left.type, "link", name)
                words = titles(self.left, one), titles(self.right, other)
                values = (
                    [self.naming.left(_referred(each, name)) for each in left.members.values()],
                    [self.naming.right(_referred(each, name)) for each in right.members.values()],
                )
                yield Difference(name, "link", severity, *words, values=values)

    def _report_in_some(self, pair: Pair, found: Sequence[InSome]) -> None:
        """A critical difference that only some of the right repeats show: to be looked at, and no more."""
        fields = []
        for each in found:
            times = f"in {each.times} of {self.repeats[1]} repeats"
            note = f"{each.difference.note}; {times}" if each.difference.note else times
            fields.append((replace(each.difference, note=note), _UNSTABLE))
        self._report(pair, Told(fields=fields), found[0].item)

    def _report_alone(self, pair: Pair) -> None:
        """A record, or a line of the summary, that only one side has."""
        added = pair.left is None
        side, other = (self.right, self.left) if added else (self.left, self.right)
        cluster = side.clusters[pair.type, pair.right if added else pair.left]  # type: ignore[index]
        kind: ChangeKind = "added" if added else "removed"
        of_line = pair.type == "sentence"
        severity = (
            self.lines.alone(cluster, kind) if of_line else self.comparer.severities.of(pair.type, kind)
        )
        stability = presence_stability(len(cluster.members), side.repeats, other.repeats)
        gained = self.gained.pop((pair.type, cluster.id), []) if added else []
        told = Told(wholes=[] if severity is None else [(kind, severity, stability)], gained=gained)
        if told.severities:
            self._report(pair, told)

    def _report_finding(self, gained: Gained) -> None:
        """A finding about no record of the result, such as one about what it kept out."""
        if gained.severity is None:
            return
        check = gained.found.check
        change = Change(
            key=change_key(self.alignment.sha256, "finding", [], [check]),
            type="finding", kind="finding", severity=gained.severity, stability=gained.stability,
            left_run=self.runs[0], right_run=self.runs[1], title=check.message[:200],
            left_presence=Presence(present=0, of=self.left.repeats),
            right_presence=Presence(present=gained.found.present, of=self.right.repeats),
            findings_gained=(check,),
        )  # fmt: skip
        (self.found.noise if gained.stability == "unstable" else self.found.changes).append(change)

    def _report(self, pair: Pair, told: Told, in_some: Item | None = None) -> None:
        """Report a pair, or what stayed alone; of a difference in some repeats the record that shows it."""
        ours = self._records(self.left, pair, pair.left, told.more[0])
        theirs = self._records(self.right, pair, pair.right, told.more[1])
        if in_some is not None:
            theirs = (side_record(theirs[0].id, in_some.content),)
        findings = tuple(each.found.check for each in told.gained)
        present = self._present(pair)
        kind = told.kind
        change = Change(
            key=change_key(
                self.alignment.sha256,
                pair.type,
                ((ours, self.naming.left_places), (theirs, self.naming.right_places)),
                findings if kind == "finding" and not told.fields else (),
                in_some=in_some is not None,
            ),
            type=pair.type,
            kind=kind,
            severity=worst(told.severities),
            stability=told.stability,
            left_run=self.runs[0],
            right_run=self.runs[1],
            title=self._title(pair),
            left=ours,
            right=theirs,
            left_presence=present[0],
            right_presence=present[1],
            fields=tuple(told.changes),
            findings_gained=findings,
            findings_lost=tuple(each.check for each in told.lost),
        )
        is_noise = told.stability == "unstable" and in_some is None
        (self.found.noise if is_noise else self.found.changes).append(change)

    def _title(self, pair: Pair) -> str:
        """The left record in a few words; the right one of what was added."""
        if pair.left is not None:
            return title_of(self.left.clusters[pair.type, pair.left].shown.content)
        return title_of(self.right.clusters[pair.type, pair.right or ""].shown.content)

    def _records(
        self, side: Side, pair: Pair, name: str | None, more: Sequence[str]
    ) -> tuple[SideRecord, ...]:
        names = [] if name is None else [name, *more]
        contents = [(each, side.clusters[pair.type, each].shown) for each in names]
        return tuple(side_record(each, item.content) for each, item in contents)

    def _sum_up(self) -> None:
        gained = tuple(each.check for each in self.all_gained)
        lost = tuple(each.check for each in self.all_lost)
        told = self.lines.summed_up(self.runs)
        if any(
            (told.records_gained, told.records_lost, told.numbers_gained, told.numbers_lost, gained, lost)
        ):
            self.found.summary = told.model_copy(update={"findings_gained": gained, "findings_lost": lost})


def _referred(item: Item, name: str) -> list[str]:
    return [item.reference(each) for each in references(item.content)[name]]
