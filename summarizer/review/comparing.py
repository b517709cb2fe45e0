"""Compares two records field by field, and a difference with the noise of the models themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.records import Figure, Quote, Sentence
from summarizer.review.fields import SOFT, field_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.review.fields import FieldRule
    from summarizer.review.model import ChangeKind, ChangeSeverity, Stability
    from summarizer.review.severity import SeverityRules
    from summarizer.review.sides import Cluster, Content, Item

__all__ = [
    "Comparer",
    "Difference",
    "critical_in_some",
    "field_stability",
    "is_steady",
    "presence_stability",
    "references",
]

_STEADY = 0.8
"""A record that stands in this share of a run's results is one that the model does find."""
_HARD = ("critical", "major")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two records differ."""

    field: str
    kind: ChangeKind
    severity: ChangeSeverity | None
    """None where it is not to be reported."""
    left: str | None
    right: str | None
    note: str | None = None
    rule: FieldRule | None = None
    """None for references to other records."""


class Comparer:
    """Compares records; each pair once.

    Args:
        severities: How bad each kind of change is.
    """

    def __init__(self, severities: SeverityRules) -> None:
        self.severities = severities
        self._known: dict[tuple[int, int], tuple[Difference, ...]] = {}
        self._held: list[Item] = []

    def forget(self) -> None:
        """Let go of the records of an article."""
        self._known.clear()
        self._held.clear()

    def differences(self, left: Item, right: Item) -> tuple[Difference, ...]:
        """The fields that differ, in form at least; references to other records left out."""
        if left is right:
            return ()
        key = id(left), id(right)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = tuple(self._differing(left, right))
            self._held += (left, right)  # an id is an object's own only while that lives
        return known

    def says_the_same(self, left: Item, right: Item) -> bool:
        """Whether two records differ in nothing critical or major."""
        return not any(each.severity in _HARD for each in self.differences(left, right))

    def typical(self, items: Sequence[Item]) -> Item:
        """The record with the most fields that others share; the first of several such."""
        if len(items) < 3:
            return items[0]
        rules = field_rules(items[0].type)
        counts = [Counter(repr(rule.take(item.content)) for item in items) for rule in rules]
        shared = [
            sum(count[repr(rule.take(item.content))] for rule, count in zip(rules, counts, strict=True))
            for item in items
        ]
        return items[shared.index(max(shared))]

    def _differing(self, left: Item, right: Item) -> Iterable[Difference]:
        one, other = left.content, right.content
        for rule in field_rules(left.type):
            ours, theirs = rule.take(one), rule.take(other)
            if ours == theirs:
                continue
            outcome = rule.compare(ours, theirs)
            if outcome.kind == "equal":
                continue
            severity = self.severities.of(left.type, outcome.kind, rule.field, outcome.rule)
            yield Difference(
                rule.field, outcome.kind, severity, rule.words(ours), rule.words(theirs), outcome.note, rule
            )


def references(content: Content) -> dict[str, tuple[str, ...]]:
    """The ids of other records that a record refers to, by field."""
    if isinstance(content, Sentence):
        return {"records": content.records}
    if isinstance(content, Quote):
        return {"continues": (content.continues,) if content.continues else ()}
    found = {"disputed_by": content.disputed_by}
    if isinstance(content, Figure):
        found["part_of"] = (content.part_of,) if content.part_of else ()
        found["same_as"] = (content.same_as,) if content.same_as else ()
    return found


def is_steady(present: int, of: int) -> bool:
    """Whether a record stands in nearly all of a run's results."""
    return present >= _STEADY * of


def presence_stability(present: int, of: int, other_of: int) -> Stability:
    """How sure it is that one run has a record of which no result of the other run has anything.

    Args:
        present: Results of the one run that have it.
        of: All its results.
        other_of: Results of the other run.
    """
    if not is_steady(present, of):
        return "unstable"
    return "unknown" if of == 1 or other_of == 1 else "stable"


def field_stability(
    difference: Difference, left: Cluster, right: Cluster, repeats: tuple[int, int]
) -> Stability:
    """Whether a difference is more than the noise of either model.

    It is not where a repeat of the one says what a repeat of the other says, or where a side lacks the
    record in some repeats. Of wording and of places of evidence a model that varies itself tells nothing.

    Args:
        difference: What differs between the two records as they are shown.
        left: All that the left run has of the record.
        right: All that the right one has.
        repeats: Results of either run.
    """
    rule = difference.rule
    ours, theirs = list(left.members.values()), list(right.members.values())
    if rule is not None and len(ours) + len(theirs) > 2:
        if any(_alike(rule, one, other) for one in ours for other in theirs):
            return "unstable"
        if difference.kind in SOFT and (_varies(rule, ours) or _varies(rule, theirs)):
            return "unstable"
    if not (is_steady(len(ours), repeats[0]) and is_steady(len(theirs), repeats[1])):
        return "unstable"
    if rule is None and max(repeats) > 1:
        return "unstable"  # references are compared between the shown records only
    return "unknown" if min(repeats) == 1 else "stable"


def critical_in_some(left: Cluster, right: Cluster, comparer: Comparer, repeats: tuple[int, int]) -> set[str]:
    """Fields that differ critically in some results of the right run only: all of the left one's agree.

    Args:
        left: What the left run has of the record; of fewer than two results nothing can be told.
        right: What the right run has of it.
        comparer: Compares records.
        repeats: Results of either run.
    """
    if repeats[0] < 2 or len(left.members) < repeats[0]:
        return set()
    varying = {name for each in left.members.values() for name in _critical(comparer, left.shown, each)}
    found = Counter(name for each in right.members.values() for name in _critical(comparer, left.shown, each))
    return {name for name, times in found.items() if times < repeats[1]} - varying


def _critical(comparer: Comparer, one: Item, other: Item) -> set[str]:
    return {each.field for each in comparer.differences(one, other) if each.severity == "critical"}


def _alike(rule: FieldRule, one: Item, other: Item) -> bool:
    ours, theirs = rule.take(one.content), rule.take(other.content)
    return bool(ours == theirs) or rule.compare(ours, theirs).kind in ("equal", "same_meaning")


def _varies(rule: FieldRule, items: Sequence[Item]) -> bool:
    return not all(_alike(rule, one, other) for one, other in combinations(items, 2))
