"""The checks for a plain text: strings in, findings out, without records or a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.checks.codes import make_finding, order_of
from summarizer.checks.judging import findings_about
from summarizer.checks.statements import Article, Statement
from summarizer.grounding import SourceIndex
from summarizer.text.remembered import forget
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    before: Statement | None = None
    for number, sentence in enumerate(segment(summary, published=published).sentences, start=1):
        statement = Statement(sentence.text, "sentence", evidence, article, before)
        findings += _findings(statement, f"s{number}")
        before = statement
    forget()
    return sorted(dict.fromkeys(findings), key=order_of)


def _findings(statement: Statement, label: str) -> Iterator[Check]:
    for code, problem in findings_about(statement, statement.article.names):
        yield make_finding(code, f"{problem}, in “{statement.text}”", sentence=label)
