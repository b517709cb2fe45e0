"""What there is to report of a pair of records: its fields, that it came or went, its findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.review.comparing import Difference
from summarizer.review.findings import Found
from summarizer.review.model import SEVERITIES, ChangeKind, ChangeSeverity, FieldChange, Stability
from summarizer.review.severity import worst

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Gained", "Told", "Whole"]

Whole = tuple[ChangeKind, ChangeSeverity | None, Stability]
"""How a record changed as a whole, how bad that is, and how sure."""


@dataclass(frozen=True, slots=True)
class Gained:
    """A finding that only the right side has, and how sure that is."""

    found: Found
    severity: ChangeSeverity | None
    stability: Stability


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to report of a pair, or of a record that stayed alone."""

    fields: Sequence[tuple[Difference, Stability]] = ()
    wholes: Sequence[Whole] = ()
    """That it was added, split and the like."""
    gained: Sequence[Gained] = ()
    lost: Sequence[Found] = ()
    more: tuple[Sequence[str], Sequence[str]] = ((), ())
    """Further records of the left side and of the right one that belong to it."""

    @property
    def severities(self) -> list[ChangeSeverity]:
        """Of each part that is to be reported."""
        found = [each.severity for each, _ in self.fields] + [each for _, each, _ in self.wholes]
        return [each for each in (*found, *(one.severity for one in self.gained)) if each is not None]

    @property
    def changes(self) -> list[FieldChange]:
        """The fields, the worst first."""
        return [_field_change(each) for each in self._differences]

    @property
    def kind(self) -> ChangeKind:
        """That of the whole, else that of the worst field, unless a finding is worse than any."""
        if self.wholes:
            return self.wholes[0][0]
        differences = self._differences
        if differences and (differences[0].severity or "minor") == worst(self.severities):
            return differences[0].kind
        return "finding"

    @property
    def _differences(self) -> list[Difference]:
        """The worst first."""
        return sorted((each for each, _ in self.fields), key=_rank)

    @property
    def stability(self) -> Stability:
        """The same for all parts of what is reported together."""
        found = [each for _, each in self.fields] + [each for _, _, each in self.wholes]
        return (*found, *(each.stability for each in self.gained))[0]


def _field_change(difference: Difference) -> FieldChange:
    return FieldChange(
        field=difference.field, kind=difference.kind, severity=difference.severity or "minor",
        left=difference.left, right=difference.right, note=difference.note,
    )  # fmt: skip


def _rank(difference: Difference) -> int:
    return SEVERITIES.index(difference.severity or "minor")
