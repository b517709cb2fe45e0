"""What the rules judge: one statement, beside what it cites and the article that it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from summarizer.attribution import AttributionMap
from summarizer.checks.evidence import Evidence
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.text.segment import Segmented

__all__ = ["Article", "Statement", "StatementKind"]

StatementKind = Literal["event", "headline", "sentence", "contested"]
"""What a statement is; of an event's ``what``, the source stands in the record, not in the words."""


class Article:
    """An article as statements about it are judged against it.

    Args:
        segmented: What the rules found in it.
        published: ISO 8601 date of publication, where known.
    """

    def __init__(self, segmented: Segmented, published: str | None = None) -> None:
        self.segmented = segmented
        self.published = published

    @cached_property
    def whole(self) -> Evidence:
        """The whole article as evidence."""
        return Evidence(self.segmented, [(0, len(self.segmented.text))])

    @cached_property
    def attributions(self) -> AttributionMap:
        """Who says what in it."""
        return AttributionMap(self.segmented, None)

    def evidence(self, spans: Iterable[tuple[int, int]]) -> Evidence:
        """Some stretches of it as evidence."""
        return Evidence(self.segmented, spans)


@dataclass(frozen=True)
class Statement:
    """One statement of a result, or one sentence of a plain summary.

    ``own`` reads the statement in the way in which ``cited`` reads the article: words, figures, dates,
    quotations; the offsets of each index its own text.
    """

    text: str
    kind: StatementKind
    cited: Evidence
    """What it cites; the whole article where it cites nothing."""
    article: Article
    before: Statement | None = field(default=None, repr=False)
    """The statement before it in the same summary, to which a pronoun may point."""

    @cached_property
    def own(self) -> Evidence:
        """The statement's own words, read like an article."""
        return Evidence(segment(self.text, published=self.article.published), [(0, len(self.text))])

    @cached_property
    def attributions(self) -> AttributionMap:
        """Who says what in the statement itself."""
        return AttributionMap(self.own.segmented, None)

    def in_quotation(self, start: int, end: int) -> bool:
        """Whether a stretch of the statement stands within quotation marks."""
        return any(one.start <= start and end <= one.end for one in self.own.quotations)
