"""Judges every statement of a result: events' ``what``, headline, sentences and contested lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.checks.codes import make_finding
from summarizer.checks.rules import RULES
from summarizer.checks.statements import Statement
from summarizer.checks.subjects import iter_records, iter_sentences
from summarizer.checks.support import unsupported
from summarizer.grounding import record_spans, stands
from summarizer.records import CheckCode, Event, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.article_names import ArticleNames
    from summarizer.checks.statements import Judged, Judgements, StatementKind
    from summarizer.checks.subjects import Subject
    from summarizer.records import ArticleSummary, Check, Span

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
    result: ArticleSummary, judgements: Judgements, *, english: bool = True
) -> Iterator[Check]:
    """The findings of the classes factual and neutrality about what a result says in its own words.

    An event cites its evidence and the mentions of its sources; a sentence cites its evidence and every span
    of the records that it names. A headline or a contested line without any citation is held against the
    whole article.

    Args:
        result: The result of any model.
        judgements: The article, with what was judged of it before.
        english: Whether the rules about words know the article's language; numbers and names are compared
            in any.
    """
    spans_of = {
        subject.record: [span for _, span in record_spans(record)] for subject, record in iter_records(result)
    }
    for subject, record in iter_records(result):
        if isinstance(record, Event):
            _, problems = _judged(subject, spans_of[subject.record], judgements, None, english=english)
            findings = _findings(subject, problems)
            yield from (one for one in findings if one.code not in _SAID_BY_MODALITY[record.modality])
    before: Statement | None = None
    for subject, sentence in iter_sentences(result):
        cited = [*sentence.evidence, *(span for id_ in sentence.records for span in spans_of.get(id_, ()))]
        statement, problems = _judged(subject, cited, judgements, before, english=english)
        yield from _findings(subject, problems)
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


def _judged(
    subject: Subject, cited: list[Span], judgements: Judgements, before: Statement | None, *, english: bool
) -> Judged:
    article = judgements.article
    kind = _KINDS[subject.kind]
    standing = tuple((span.start, span.end) for span in cited if stands(span, article.segmented.text))
    spans = None if not cited and kind in ("headline", "contested") else standing
    before = before if kind == "sentence" else None

    def judge() -> Judged:
        evidence = article.whole if spans is None else article.evidence(spans)
        statement = Statement(subject.text, kind, evidence, article, before)
        return statement, tuple(findings_about(statement, article.names, english=english))

    return judgements.of((subject.text, kind, spans, before, english), judge)


def _findings(subject: Subject, problems: tuple[tuple[CheckCode, str], ...]) -> Iterator[Check]:
    for code, problem in problems:
        message = f"{problem}, in {subject}"
        yield make_finding(code, message, record=subject.record, sentence=subject.sentence)
