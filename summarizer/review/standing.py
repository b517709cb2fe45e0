"""What can be decided in a comparison, and which earlier decisions still hold for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from summarizer.records import Record
from summarizer.review.decisions import Decision, now

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from summarizer.review.decisions import Outcome
    from summarizer.review.model import ArticleDiff

__all__ = ["Standing", "Subject", "Subjects", "standing"]


class Standing(Record):
    """Which decisions still hold for a comparison."""

    applied: tuple[Decision, ...] = ()
    """Their change is there, unchanged."""
    stale: tuple[Decision, ...] = ()
    """The same models on the same article no longer differ in this way."""
    elsewhere: tuple[Decision, ...] = ()
    """About articles or models that are not compared here."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision about a change says of it, so that the file can be read alone."""

    document: str
    sha256: str | None
    type: str
    title: str
    left: str
    right: str

    def decision(
        self, key: str, outcome: Outcome, reviewer: str, reason: str, correction: dict[str, Any] | None
    ) -> Decision:
        """A decision about it, taken now.

        Raises:
            pydantic.ValidationError: A value is none that a decision can have.
        """
        return Decision(
            key=key, decision=outcome, reviewer=reviewer, at=now(), reason=reason, correction=correction,
            document=self.document, sha256=self.sha256, type=self.type, title=self.title,
            left=self.left, right=self.right,
        )  # fmt: skip


@dataclass(slots=True)
class Subjects:
    """The changes of a comparison, gathered as its articles pass."""

    models: tuple[str, ...]
    """Of each run, joined."""
    changes: dict[str, Subject] = field(default_factory=dict)
    """By key."""
    documents: set[str] = field(default_factory=set)
    noise: set[str] = field(default_factory=set)
    """Keys of differences within a model's noise, which are no changes and yet still there."""

    def passing(self, articles: Iterable[ArticleDiff]) -> Iterator[ArticleDiff]:
        """The same articles, gathered on the way."""
        for article in articles:
            self.documents.add(article.document)
            self.noise.update(change.key for change in article.noise)
            for change in article.changes:
                self.changes[change.key] = Subject(
                    article.document,
                    article.sha256,
                    change.type,
                    change.title[:300],
                    self.models[change.left_run],
                    self.models[change.right_run],
                )
            yield article

    def of(self, decision: Decision) -> Literal["applied", "stale", "elsewhere"]:
        """Whether a decision holds here."""
        if decision.key in self.changes or decision.key in self.noise:
            return "applied"
        same_models = {decision.left, decision.right} <= set(self.models)
        return "stale" if same_models and decision.document in self.documents else "elsewhere"


def standing(decisions: Mapping[str, Decision], subjects: Subjects) -> Standing:
    """Which decisions hold for a comparison, which have gone stale, and which are about something else."""
    found: dict[str, list[Decision]] = {"applied": [], "stale": [], "elsewhere": []}
    for decision in decisions.values():
        found[subjects.of(decision)].append(decision)
    return Standing(**{place: tuple(each) for place, each in found.items()})
