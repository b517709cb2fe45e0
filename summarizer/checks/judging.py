"""Judges every statement of a result: events' ``what``, headline, sentences and contested lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.checks.article_names import ArticleNames
from summarizer.checks.codes import make_finding
from summarizer.checks.rules import RULES
from summarizer.checks.statements import Article, Statement
from summarizer.checks.subjects import iter_records, iter_sentences
from summarizer.checks.support import unsupported
from summarizer.grounding import record_spans, stands
from summarizer.records import CheckCode, Event, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.statements import StatementKind
    from summarizer.checks.subjects import Subject
    from summarizer.records import ArticleSummary, Check, Span
    from summarizer.text.segment import Segmented

__all__ = ["check_statements", "findings_about"]

_UNREAL: frozenset[CheckCode] = frozenset({"planned-as-done"})
_SAID_BY_MODALITY: dict[Modality, frozenset[CheckCode]] = {
    "asserted": frozenset(),
    "planned": _UNREAL,
    "urged": _UNREAL,
    "possible": _UNREAL,
    "denied": frozenset({"planned-as-done", "negation-flipped"}),
}
"""What the ``what`` of an event need not say, as its ``modality`` does."""

_KINDS: dict[str, StatementKind] = {
    "event": "event",
    "the headline": "headline",
    "summary sentence": "sentence",
    "contested line": "contested",
}


def check_statements(
    result: ArticleSummary, segmented: Segmented, *, english: bool = True
) -> Iterator[Check]:
    """The findings of the classes factual and neutrality about what a result says in its own words.

    An event cites its evidence and the mentions of its sources; a sentence cites its evidence and every span
    of the records that it names. A headline or a contested line without any citation is held against the
    whole article.

    Args:
        result: The result of any model.
        segmented: What the rules found in the article, its furniture left out.
        english: Whether the rules about words know the article's language; numbers and names are compared
            in any.
    """
    article = Article(segmented, result.document.published)
    names = ArticleNames(segmented.text)
    spans_of = {
        subject.record: [span for _, span in record_spans(record)] for subject, record in iter_records(result)
    }
    for subject, record in iter_records(result):
        if isinstance(record, Event):
            statement = _statement(subject, spans_of[subject.record], article)
            findings = _findings(subject, statement, names, english=english)
            yield from (one for one in findings if one.code not in _SAID_BY_MODALITY[record.modality])
    before: Statement | None = None
    for subject, sentence in iter_sentences(result):
        cited = [*sentence.evidence, *(span for id_ in sentence.records for span in spans_of.get(id_, ()))]
        statement = _statement(subject, cited, article, before)
        yield from _findings(subject, statement, names, english=english)
        before = statement if statement.kind == "sentence" else None


def findings_about(
    statement: Statement, names: ArticleNames, *, english: bool = True
) -> Iterator[tuple[CheckCode, str]]:
    """The code and the problem of everything that is wrong with one statement.

    Args:
        statement: The statement and what it cites.
        names: The names of the whole article.
        english: Whether the rules about words apply.
    """
    yield from unsupported(statement, names)
    for rule in RULES if english else ():
        yield from rule(statement)


def _statement(
    subject: Subject, cited: list[Span], article: Article, before: Statement | None = None
) -> Statement:
    kind = _KINDS[subject.kind]
    standing = [(span.start, span.end) for span in cited if stands(span, article.segmented.text)]
    whole = not cited and kind in ("headline", "contested")
    evidence = article.whole if whole else article.evidence(standing)
    return Statement(subject.text, kind, evidence, article, before if kind == "sentence" else None)


def _findings(
    subject: Subject, statement: Statement, names: ArticleNames, *, english: bool
) -> Iterator[Check]:
    for code, problem in findings_about(statement, names, english=english):
        message = f"{problem}, in {subject}"
        yield make_finding(code, message, record=subject.record, sentence=subject.sentence)
