"""The checks for a plain text: strings in, findings out, without records or a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.checks.codes import make_finding, order_of
from summarizer.checks.judging import problems_of
from summarizer.checks.statements import Article, Statement
from summarizer.grounding import SourceIndex
from summarizer.text.remembered import forget
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.records import Check

__all__ = ["check_text"]


def check_text(
    summary: str, source: str, cited: Sequence[str] | None = None, *, published: str | None = None
) -> list[Check]:
    """Every finding of the classes factual and neutrality about a plain summary of a text, in a fixed order.

    Each sentence of the summary is judged against what is cited. The rules know English; in another
    language they find little or nothing.

    Args:
        summary: The summary, one sentence or more.
        source: The whole text that it summarises.
        cited: The sentences of ``source`` that the summary cites, as they stand there but for white space,
            quotation marks and dashes; the whole source when None. One that does not stand there is a
            finding, ``span-not-found``, and counts for nothing.
        published: ISO 8601 date of the source's publication, against which weekdays resolve.
    """
    article = Article(segment(source, published=published), published)
    findings: list[Check] = []
    evidence = article.whole
    if cited is not None:
        index = SourceIndex(source)
        spans = [(passage, index.locate(passage)) for passage in cited]
        evidence = article.evidence((span.start, span.end) for _, span in spans if span is not None)
        findings += [
            make_finding("span-not-found", f"the cited passage “{passage}” does not stand in the source")
            for passage, span in spans
            if span is None
        ]
    statements: list[Statement] = []
    for sentence in segment(summary, published=published).sentences:
        before = statements[-1] if statements else None
        statements.append(Statement(sentence.text, "sentence", evidence, article, before))
    for number, (statement, problems) in enumerate(
        zip(statements, problems_of(statements), strict=True), start=1
    ):
        findings += [
            make_finding(code, f"{problem}, in “{statement.text}”", sentence=f"s{number}")
            for code, problem in problems
        ]
    forget()
    return sorted(dict.fromkeys(findings), key=order_of)
