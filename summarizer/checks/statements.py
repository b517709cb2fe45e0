"""What the rules judge: one statement, beside what it cites and the article that it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from propcache.api import cached_property

from summarizer.attribution import AttributionMap
from summarizer.checks.article_names import ArticleNames
from summarizer.checks.evidence import Evidence
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.records import CheckCode
    from summarizer.text.segment import Segmented

__all__ = ["Article", "Judgements", "Problems", "Statement", "StatementKind"]

StatementKind = Literal["event", "headline", "sentence", "contested"]
"""What a statement is; of an event's ``what``, the source stands in the record, not in the words."""

Cited: TypeAlias = "tuple[str, StatementKind, tuple[tuple[int, int], ...] | None, Statement | None]"
"""Text, kind, what is cited (None for the whole article), the statement before."""
Problems: TypeAlias = "tuple[tuple[CheckCode, str], ...]"
"""The code and the problem of everything that is wrong with a statement."""


class Article:
    """An article as statements about it are judged against it.

    Args:
        segmented: What the rules found in it.
        published: ISO 8601 date of publication, where known.
    """

    def __init__(self, segmented: Segmented, published: str | None = None) -> None:
        self.segmented = segmented
        self.published = published
        self._cited: dict[tuple[tuple[int, int], ...], Evidence] = {}

    @cached_property
    def whole(self) -> Evidence:
        """The whole article as evidence."""
        return Evidence(self.segmented, [(0, len(self.segmented.text))])

    @cached_property
    def names(self) -> ArticleNames:
        """The names in it."""
        return ArticleNames(self.segmented.text)

    @cached_property
    def attributions(self) -> AttributionMap:
        """Who says what in it."""
        return AttributionMap(self.segmented, None)

    def evidence(self, spans: Iterable[tuple[int, int]]) -> Evidence:
        """Some stretches of it as evidence, the same whenever the same stretches are asked for."""
        evidence = Evidence(self.segmented, spans, self.whole)
        return self._cited.setdefault(evidence.spans, evidence)


@dataclass(frozen=True, eq=False)
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


class Judgements:
    """An article with the statements about it that were judged, so that none is judged twice.

    Args:
        segmented: What the rules found in the article, its furniture left out.
        published: ISO 8601 date of publication, where known.
    """

    def __init__(self, segmented: Segmented, published: str | None = None) -> None:
        self.article = Article(segmented, published)
        self.problems: dict[Statement, Problems] = {}
        """What is wrong with each statement that was judged."""
        self._statements: dict[Cited, Statement] = {}

    def statement(
        self,
        text: str,
        kind: StatementKind,
        spans: tuple[tuple[int, int], ...] | None,
        before: Statement | None = None,
    ) -> Statement:
        """A statement about the article, the same one whenever it is made again.

        Args:
            text: What it says.
            kind: What it is.
            spans: Start and end of each stretch that it cites; None for the whole article.
            before: The statement before it in the same summary.
        """
        cited = (text, kind, spans, before)
        known = self._statements.get(cited)
        if known is None:
            evidence = self.article.whole if spans is None else self.article.evidence(spans)
            known = self._statements[cited] = Statement(text, kind, evidence, self.article, before)
        return known
