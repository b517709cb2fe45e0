"""Gates and the verdict: whether the right-hand runs can take the place of the left one, and why."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

from summarizer.review.model import SEVERITIES, Agreement, ChangeSeverity, DiffCounts, Gate, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.review.model import Change

__all__ = ["Gates", "Tally", "judge"]


@dataclass(frozen=True, slots=True)
class Gates:
    """Conditions that a comparison has to meet; None for one that was not asked for."""

    fail_on: ChangeSeverity | None = None
    """No change of this severity or a worse one."""
    min_agreement: float | None = None
    """Least agreement of events, figures and quotes with each other run, from 0 to 1; less is allowed where
    the repeats of one of the two runs agree no better with each other."""
    max_added: int | None = None
    """Most records gained."""
    max_removed: int | None = None
    """Most records lost."""
    max_ungrounded: int | None = None
    """Most grounding errors and warnings of the right-hand results."""


@dataclass(slots=True)
class Tally:
    """Changes that count: those that no reviewer accepted."""

    critical: int = 0
    major: int = 0
    minor: int = 0
    wording: int = 0
    """Of the minor ones, lines of summaries that are only worded otherwise: they trip no gate."""
    added: int = 0
    removed: int = 0
    proven: int = 0
    """Critical ones that are more than noise for certain: both sides have repeats."""
    in_some: int = 0
    """Critical ones that only some repeats of the new run show: counted apart, and they trip no gate."""
    rejected: int = 0
    """Changes that a reviewer rejected or corrected."""

    def add(self, change: Change) -> None:
        """Count a change."""
        if change.accepted:
            return
        self.rejected += change.decision in ("reject", "correct")
        if change.stability == "unstable":
            self.in_some += 1
            return
        setattr(self, change.severity, getattr(self, change.severity) + 1)
        self.wording += change.type == "sentence" and change.kind == "reworded" and change.severity == "minor"
        self.proven += change.severity == "critical" and change.stability == "stable"
        if change.type in ("event", "figure", "quote"):
            self.added += change.kind == "added"
            self.removed += change.kind == "removed"

    def merge(self, other: Tally) -> None:
        """Add the counts of another article."""
        for each in fields(Tally):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    def of_at_least(self, severity: ChangeSeverity) -> int:
        """Changes of a severity or a worse one, wording of summaries left out."""
        worse = SEVERITIES[: SEVERITIES.index(severity) + 1]
        found: int = sum(getattr(self, each) for each in worse)
        return found - (self.wording if "minor" in worse else 0)


def judge(
    gates: Gates,
    tally: Tally,
    counts: DiffCounts,
    agreement: Sequence[Agreement],
    *,
    names: Sequence[str],
    gone: Sequence[str] | None = None,
) -> tuple[tuple[Gate, ...], Verdict]:
    """Hold a comparison against its gates.

    Args:
        gates: What was asked for.
        tally: The changes that count.
        counts: How much there is of what.
        agreement: Between the runs, over all articles.
        names: What the runs are called.
        gone: Approved articles that the run no longer has; None where no approved run is compared with.
    """
    # With an approved run, an article that only it has fails a gate, and one that it lacks is new.
    held = tuple(_gates(gates, tally, counts, agreement, gone))
    failed = [gate for gate in held if not gate.passed]
    lacking = (
        counts.failed + counts.lacking_repeats + counts.partial + (counts.missing if gone is None else 0)
    )
    outcome: Literal["passed", "failed", "incomplete"] = "passed"
    if failed:
        outcome = "failed"
    elif lacking or any(gate.found == _NOTHING for gate in held):
        outcome = "incomplete"
    safe, headline = _safety(tally, counts, failed=bool(failed), lacking=lacking)
    exit_codes: dict[str, Literal[0, 1, 3]] = {"passed": 0, "failed": 1, "incomplete": 3}
    reasons = (*(gate.message for gate in failed), *_reasons(tally, counts), *_noise_floor(agreement, names))
    return held, Verdict(
        outcome=outcome, exit_code=exit_codes[outcome], safe=safe, headline=headline, reasons=reasons
    )


_IN_SOME = "critical difference"
_NOTHING = "nothing to measure"
_ROUNDING = 1e-6


def _gates(
    gates: Gates,
    tally: Tally,
    counts: DiffCounts,
    agreement: Sequence[Agreement],
    gone: Sequence[str] | None,
) -> Iterator[Gate]:
    if gates.fail_on is not None:
        found = tally.of_at_least(gates.fail_on)
        worse = "" if gates.fail_on == "critical" else " or worse"
        yield Gate(
            name="fail-on", limit=gates.fail_on, found=str(found), passed=not found,
            message=f"{_some(found, 'change')} of severity {gates.fail_on}{worse}; none allowed",
        )  # fmt: skip
    if gates.min_agreement is not None:
        yield _agreement_gate(gates.min_agreement, agreement)
    limits: tuple[tuple[Literal["max-added", "max-removed", "max-ungrounded"], int | None, int, str], ...] = (
        ("max-added", gates.max_added, tally.added, "record gained"),
        ("max-removed", gates.max_removed, tally.removed, "record lost"),
        ("max-ungrounded", gates.max_ungrounded, counts.ungrounded, "grounding finding"),
    )
    for name, limit, found, words in limits:
        if limit is not None:
            noun, _, rest = words.partition(" ")
            told = f"{_some(found, noun)} {rest}" if name != "max-ungrounded" else _some(found, words)
            yield Gate(
                name=name, limit=str(limit), found=str(found), passed=found <= limit,
                message=f"{told}; at most {limit} allowed",
            )  # fmt: skip
    if gone is not None:
        named = (": " if gone else "") + ", ".join(gone[:5]) + (" …" if len(gone) > 5 else "")
        yield Gate(
            name="approved-articles", limit="0", found=str(len(gone)), passed=not gone,
            message=f"{_some(len(gone), 'approved article')} no longer in the run{named}",
        )  # fmt: skip


def _agreement_gate(least: float, agreement: Sequence[Agreement]) -> Gate:
    known = {
        (one.left_run, one.right_run): one.value
        for one in agreement
        if one.type == "all" and one.value is not None
    }
    # Of each two runs their agreement, and what the noisier of the two agrees with itself on.
    values = [
        (value, min((known[run, run] for run in runs if (run, run) in known), default=None))
        for runs, value in known.items()
        if runs[0] != runs[1]
    ]
    if not values:
        return Gate(
            name="min-agreement", limit=f"{least:g}", found=_NOTHING, passed=True,
            message="there is nothing of which the agreement could be measured",
        )  # fmt: skip
    failing = [(value, floor) for value, floor in values if value < least and not _is_noise(value, floor)]
    found, noise = min(failing or values, key=lambda each: each[0])
    told = "" if noise is None else f"; a run's own repeats agree on {noise:.1%}"
    return Gate(
        name="min-agreement", limit=f"{least:g}", found=f"{found:.4f}", passed=not failing,
        message=f"agreement of {found:.1%}; at least {least:.1%} asked for{told}",
    )  # fmt: skip


def _is_noise(value: float, floor: float | None) -> bool:
    """Whether runs agree as well as the repeats of the noisier one do, but for the rounding of shares."""
    return floor is not None and value >= floor - _ROUNDING


def _safety(
    tally: Tally, counts: DiffCounts, *, failed: bool, lacking: int
) -> tuple[Literal["yes", "no", "unclear"], str]:
    if failed:
        return "no", "Not safe: a gate failed."
    if tally.rejected:
        return "no", f"Not safe: a reviewer rejected {_some(tally.rejected, 'change')}."
    if tally.proven:
        return "no", f"Not safe: {_some(tally.proven, 'critical change')} beyond the models' own noise."
    if not counts.compared:
        return "unclear", "Unclear: no article could be compared."
    unclear = next(_unclear(tally, lacking), None)
    if unclear is not None:
        return "unclear", f"Unclear: {unclear}."
    if tally.minor:
        return "yes", f"Safe: {_some(tally.minor, 'minor change')}, nothing worse."
    if counts.accepted:
        return "yes", "Safe: every change has been accepted."
    return "yes", "Safe: no change."


def _unclear(tally: Tally, lacking: int) -> Iterator[str]:
    """What somebody has to look at, the worst first."""
    if tally.critical:
        told = _some(tally.critical, "critical change")
        yield f"{told}, which may be noise: a side has one repeat, or its repeats disagree"
    if tally.in_some:
        yield f"{_some(tally.in_some, _IN_SOME)} in some repeats of the new run only"
    if lacking:
        yield f"{_some(lacking, 'article')} could not be compared in full"
    if tally.major:
        yield f"{_some(tally.major, 'major change')} to look at"


def _reasons(tally: Tally, counts: DiffCounts) -> Iterator[str]:
    found = [(tally.critical, "critical"), (tally.major, "major"), (tally.minor, "minor")]
    if any(count for count, _ in found):
        parts = ", ".join(f"{count} {name}" for count, name in found if count)
        total = sum(count for count, _ in found)
        yield f"{_some(total, 'change')} ({parts}) in {_some(counts.changed, 'article')} of {counts.articles}"
    if counts.added or counts.removed:
        yield f"{_some(counts.added, 'record')} gained, {counts.removed} lost"
    if counts.accepted:
        yield f"{_some(counts.accepted, 'change')} accepted by a reviewer"
    if counts.within_noise:
        yield f"{_some(counts.within_noise, 'difference')} within a model's own noise, not counted as changes"
    if tally.in_some:
        yield f"{_some(tally.in_some, _IN_SOME)} in some repeats of the new run only; no gate counts them"
    if counts.lacking_repeats:
        yield f"{_some(counts.lacking_repeats, 'article')} with repeats that failed or are missing"
    if counts.partial:
        yield f"{_some(counts.partial, 'article')} only in part (status partial), whole in the first run"
    if counts.missing:
        yield f"{_some(counts.missing, 'article')} not in every run"
    if counts.failed:
        yield f"{_some(counts.failed, 'article')} failed in a run"


def _noise_floor(agreement: Sequence[Agreement], names: Sequence[str]) -> Iterator[str]:
    """How far each run agrees with the first, beside how far the two agree with themselves."""
    found = {(one.left_run, one.right_run): one.value for one in agreement if one.type == "all"}
    for (left, right), value in found.items():
        floor = [(run, found.get((run, run))) for run in (left, right)]
        own = ", ".join(f"{names[run]} with itself on {each:.1%}" for run, each in floor if each is not None)
        if left != right and value is not None and own:
            yield f"{names[left]} and {names[right]} agree on {value:.1%} of the records; {own}"


def _some(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
