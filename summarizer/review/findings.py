"""Findings of the checks on either side: which are about which record, and which only one side has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.review.wording import normalised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarizer.alignment import PairType
    from summarizer.records import Check
    from summarizer.review.sides import Name, Side

__all__ = ["Found", "findings_of", "only_in"]

Signature = tuple[object, ...]


@dataclass(slots=True)
class Found:
    """A finding, and in how many of a run's results it stands."""

    check: Check
    target: Name | None
    """The record or line that it is about, by its name in the merged result; None for what became none."""
    present: int = 0


def findings_of(side: Side) -> dict[Signature, Found]:
    """The findings of a run's results of an article, each once."""
    types = {id_: type_ for type_, id_ in side.clusters if type_ != "sentence"}
    found: dict[Signature, Found] = {}
    for place, result in enumerate(side.results):
        seen: set[Signature] = set()
        for check in result.checks:
            target = _target(check, side.named[place], side.lines[place], types)
            signature = _signature(check, target)
            if signature not in seen:
                seen.add(signature)
                found.setdefault(signature, Found(check, target)).present += 1
    return found


def _target(
    check: Check, named: Mapping[str, str], lines: Mapping[str, str], types: Mapping[str, PairType]
) -> Name | None:
    if check.record is not None:
        name = named.get(check.record, check.record)
        type_ = types.get(name)
        if type_ is not None:
            return type_, name
    if check.sentence is not None and check.severity != "error":  # an error has kept the line out
        line = lines.get(check.sentence)
        return None if line is None else ("sentence", line)
    return None


def _signature(check: Check, target: Name | None) -> Signature:
    if target is not None:
        return check.code, target
    return check.code, (check.span.start, check.span.end) if check.span else normalised(check.message)


def only_in(
    ours: Mapping[Signature, Found], theirs: Mapping[Signature, Found], name_of: Mapping[Name, Name]
) -> list[Found]:
    """The findings of the one side that the other does not have.

    Args:
        ours: The findings of the one side.
        theirs: Those of the other.
        name_of: What the one side's records are called on the other side, where they have a counterpart.
    """
    return [
        found
        for signature, found in ours.items()
        if (signature if found.target is None else (signature[0], name_of.get(found.target))) not in theirs
    ]
