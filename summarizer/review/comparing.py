"""Compares two records field by field, and a difference with the noise of the models themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from operator import eq
from typing import TYPE_CHECKING, Any, NamedTuple

from summarizer.records import Figure, Quote, Sentence, Source, Span
from summarizer.review.fields import SOFT, field_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from summarizer.review.fields import FieldRule
    from summarizer.review.model import ChangeKind, ChangeSeverity, Stability
    from summarizer.review.severity import SeverityRules
    from summarizer.review.sides import Cluster, Content, Item

__all__ = [
    "Comparer",
    "Difference",
    "InSome",
    "critical_in_some",
    "field_stability",
    "is_steady",
    "presence_stability",
    "references",
]

_STEADY = 0.8
"""A record that stands in this share of a run's results is one that the model does find."""
_HARD: tuple[ChangeSeverity, ChangeSeverity] = ("critical", "major")


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
    values: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]] | None = None
    """Where there is no rule, what each repeat of either side has of it, named alike on both sides."""


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
        """The record that says what most say; of several such the first.

        It differs from the fewest others in what is critical, then in what is major, then in any field.
        """
        if len(items) < 3:
            return items[0]
        apart = [[0, 0] for _ in items]
        for (place, one), (further, other) in combinations(enumerate(items), 2):
            found = [each.severity for each in self.differences(one, other)]
            for rank, severity in enumerate(_HARD):
                apart[place][rank] += found.count(severity)
                apart[further][rank] += found.count(severity)
        rules = field_rules(items[0].type)
        counts = [Counter(repr(rule.take(item.content)) for item in items) for rule in rules]
        shared = [
            sum(count[repr(rule.take(item.content))] for rule, count in zip(rules, counts, strict=True))
            for item in items
        ]
        return min(zip(apart, shared, items, strict=True), key=lambda each: (each[0], -each[1]))[2]

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
            words = rule.words(ours), rule.words(theirs)
            if words[0] == words[1] and outcome.kind == "span":
                words = _with_places(words[0], ours), _with_places(words[1], theirs)
            yield Difference(rule.field, outcome.kind, severity, *words, outcome.note, rule)


def _with_places(words: str | None, value: object) -> str:
    """Words with the places at which they stand: only these tell two equal ones apart."""
    return f"{words or ''} (at {', '.join(map(str, sorted(_starts(value)))) or 'no place'})".strip()


def _starts(value: object) -> Iterator[int]:
    if isinstance(value, Span):
        yield value.start
    elif isinstance(value, Source):
        yield from _starts(value.mentions)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _starts(each)


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
    record in some repeats; unless it is critical or major and more than half of the right run's repeats say
    what none of the left run's does: then it is a change that is not sure (``unknown``). Of wording and of
    places of evidence a model that varies itself tells nothing.

    Args:
        difference: What differs between the two records as they are shown.
        left: All that the left run has of the record.
        right: All that the right one has.
        repeats: Results of either run.
    """
    members = list(left.members.values()), list(right.members.values())
    values: tuple[Sequence[Any], Sequence[Any]] = difference.values or members
    ours, theirs = values
    alike: Callable[[Any, Any], bool] = eq
    if difference.rule is not None:
        alike = partial(_alike, difference.rule, difference.kind)
    hard = difference.severity in _HARD
    other = sum(not any(alike(one, each) for one in ours) for each in theirs)
    usual = hard and 2 * other > repeats[1] and 2 * len(ours) > repeats[0]
    noise: Stability = "unknown" if usual else "unstable"
    if len(ours) + len(theirs) > 2:
        if other < len(theirs):
            return noise
        if difference.kind in SOFT and (_varies(alike, ours) or (not hard and _varies(alike, theirs))):
            return "unstable"
    if not (is_steady(len(ours), repeats[0]) and is_steady(len(theirs), repeats[1])):
        return noise
    return "unknown" if min(repeats) == 1 else "stable"


class InSome(NamedTuple):
    """A field that differs critically in some results of the right run only."""

    difference: Difference
    item: Item
    """The first record that shows it."""
    times: int
    """Results of the right run that show it."""


def critical_in_some(
    left: Cluster, right: Cluster, comparer: Comparer, repeats: tuple[int, int]
) -> dict[str, InSome]:
    """Fields that differ critically in some results of the right run only: all of the left one's agree.

    Args:
        left: What the left run has of the record; where a result of it lacks the record, nothing can be told.
        right: What the right run has of it.
        comparer: Compares records.
        repeats: Results of either run.
    """
    if len(left.members) < repeats[0] or repeats[1] < 2:
        return {}
    varying = {each.field for one in left.members.values() for each in _critical(comparer, left.shown, one)}
    found: dict[str, list[tuple[Difference, Item]]] = {}
    for item in right.members.values():
        for each in _critical(comparer, left.shown, item):
            found.setdefault(each.field, []).append((each, item))
    return {
        name: InSome(*those[0], len(those))
        for name, those in found.items()
        if len(those) < repeats[1] and name not in varying
    }


def _critical(comparer: Comparer, one: Item, other: Item) -> Iterator[Difference]:
    """Critical differences; of sentences worded quite otherwise none, as they tell nothing of each other."""
    for each in comparer.differences(one, other):
        if each.severity == "critical" and each.rule is not None:
            near = each.rule.near
            if near is None or near(*_taken(each.rule, one, other)):
                yield each


def _taken(rule: FieldRule, one: Item, other: Item) -> tuple[Any, Any]:
    return rule.take(one.content), rule.take(other.content)


def _alike(rule: FieldRule, kind: ChangeKind, one: Item, other: Item) -> bool:
    """Whether two records do not differ in that way; sentences need to be near each other to tell."""
    ours, theirs = _taken(rule, one, other)
    if ours == theirs:
        return True
    found = rule.compare(ours, theirs).kind
    if found in ("equal", "same_meaning"):
        return True
    return bool(rule.near and kind not in SOFT and found in SOFT and rule.near(ours, theirs))


def _varies(alike: Callable[[Any, Any], bool], values: Sequence[Any]) -> bool:
    return not all(alike(one, other) for one, other in combinations(values, 2))
