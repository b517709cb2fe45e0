"""Lines of two summaries: how a pair of them differs, and what one without a counterpart brings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from summarizer.records import Sentence
from summarizer.review.comparing import Difference
from summarizer.review.contents import title_of
from summarizer.review.model import SummaryDiff
from summarizer.review.sentences import are_close
from summarizer.review.summaries import SummaryFacts, number_words
from summarizer.review.wording import numbers_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from summarizer.review.model import ChangeKind, ChangeSeverity
    from summarizer.review.severity import SeverityRules
    from summarizer.review.sides import Cluster, Item, Side
    from summarizer.review.summaries import Naming

__all__ = ["SummaryLines", "titles"]


class SummaryLines:
    """The summaries of two sides.

    Args:
        left: The one side.
        right: The other.
        naming: What their records are called on both.
        severities: How bad each kind of change is.
    """

    def __init__(self, left: Side, right: Side, naming: Naming, severities: SeverityRules) -> None:
        self._left, self._right, self._naming, self._severities = left, right, naming, severities
        ours, theirs = SummaryFacts(left), SummaryFacts(right)
        left_ever, right_ever = naming.left(ours.records.ever), naming.right(theirs.records.ever)
        self._records_gained = {
            each for each in theirs.records.always if not naming.right([each]) <= left_ever
        }
        self._records_lost = {each for each in ours.records.always if not naming.left([each]) <= right_ever}
        self._numbers_gained = theirs.numbers.always - ours.numbers.ever
        self._numbers_lost = ours.numbers.always - theirs.numbers.ever

    def differences(self, found: Iterable[Difference], left: Cluster, right: Cluster) -> Iterator[Difference]:
        """Differences of a pair of lines: of its fields, of the numbers that it states, of what it cites.

        Where the two are worded nearly alike, they speak for themselves. Otherwise a number is another one
        only if the whole summaries differ in it, as it may stand in another line.
        """
        one, other = left.shown.content, right.shown.content
        if not isinstance(one, Sentence) or not isinstance(other, Sentence):
            return
        close = are_close(one.text, other.text)
        ours, theirs = (set(map(number_words, numbers_in(each.text))) for each in (one, other))
        gained, lost = theirs & self._numbers_gained, ours & self._numbers_lost
        told = False
        for each in found:
            if each.field == "text" and each.kind == "value" and not close and not (gained and lost):
                severity = self._severities.of("sentence", "reworded", each.field)
                yield Difference(each.field, "reworded", severity, each.left, each.right, None, each.rule)
                continue
            told = told or (each.field == "text" and each.kind != "reworded")
            yield each
        if bool(gained) != bool(lost) and not told:
            # Such numbers are stated in all results of one side and in none of the other's.
            values = [frozenset(lost)] * len(left.members), [frozenset(gained)] * len(right.members)
            severity = self._severities.of("sentence", "added" if gained else "removed", "numbers")
            words = ", ".join(sorted(lost)) or None, ", ".join(sorted(gained)) or None
            yield Difference(
                "numbers", "value", severity, *words, "only one summary states it", values=values
            )
        yield from self._citations(left, right)

    def _citations(self, left: Cluster, right: Cluster) -> Iterator[Difference]:
        """The records that only one of two lines cites."""
        one, other = _cited(left.shown), _cited(right.shown)
        ours, theirs = _each(self._naming.left, one), _each(self._naming.right, other)
        if sorted(ours) == sorted(theirs):
            return
        lost = [each for each, name in zip(one, ours, strict=True) if name not in theirs]
        gained = [each for each, name in zip(other, theirs, strict=True) if name not in ours]
        rule = "uncited" if one and not other else None
        # Whether anything is cited at all is told from noise better than what is.
        named = _anything if rule else frozenset
        notes = [f"{len(lost)} of {len(one)} no longer cited"] if lost else []
        notes += [f"{len(gained)} newly cited"] if gained else []
        yield Difference(
            "records",
            "link",
            self._severities.of("sentence", "link", "records", rule),
            titles(self._left, lost),
            titles(self._right, gained),
            f"none of {len(one)} is cited any more" if rule else "; ".join(notes),
            values=(
                [named(_each(self._naming.left, _cited(each))) for each in left.members.values()],
                [named(_each(self._naming.right, _cited(each))) for each in right.members.values()],
            ),
        )

    def alone(self, cluster: Cluster, kind: ChangeKind) -> ChangeSeverity | None:
        """How bad it is that only one summary has a line; less so where other lines say the same."""
        rule = None if self._brings(cluster, added=kind == "added") else "restated"
        return self._severities.of("sentence", kind, None, rule)

    def _brings(self, cluster: Cluster, *, added: bool) -> bool:
        """Whether a line says what the other summary does not; a headline or a dispute is nowhere else."""
        line = cluster.shown.content
        if not isinstance(line, Sentence) or cluster.id[0] != "s":
            return True
        numbers, records = set(map(number_words, numbers_in(line.text))), set(_cited(cluster.shown))
        if added:
            return bool(numbers & self._numbers_gained or records & self._records_gained)
        return bool(numbers & self._numbers_lost or records & self._records_lost)

    def summed_up(self, runs: tuple[int, int]) -> SummaryDiff:
        """What only one of the whole summaries cites and states."""
        return SummaryDiff(
            left_run=runs[0],
            right_run=runs[1],
            records_gained=tuple(sorted(self._records_gained)),
            records_lost=tuple(sorted(self._records_lost)),
            numbers_gained=tuple(sorted(self._numbers_gained)),
            numbers_lost=tuple(sorted(self._numbers_lost)),
        )


def titles(side: Side, names: Sequence[str]) -> str | None:
    """Records of a side in words."""
    known = {id_: each for (type_, id_), each in side.clusters.items() if type_ != "sentence"}
    return "; ".join(title_of(known[each].shown.content) for each in names if each in known) or None


def _each(called: Callable[[Iterable[str]], frozenset[str]], names: Iterable[str]) -> list[str]:
    """What records are called on both sides; those of one place are numbered, as they have one name."""
    seen = Counter[str]()
    found = []
    for each in names:
        (name,) = called([each])
        seen[name] += 1
        found.append(f"{name} ({seen[name]})")
    return found


def _anything(names: Iterable[str]) -> frozenset[str]:
    return frozenset(("cited",) if names else ())


def _cited(line: Item) -> list[str]:
    content = line.content
    return [line.reference(each) for each in content.records] if isinstance(content, Sentence) else []
