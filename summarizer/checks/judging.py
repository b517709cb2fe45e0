"""Judges every statement of a result: events' ``what``, headline, sentences and contested lines."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from summarizer.checks.codes import make_finding
from summarizer.checks.rules import RULES
from summarizer.checks.subjects import iter_sentences, of_event, records_of
from summarizer.checks.support import unsupported
from summarizer.grounding import spans_of, stands
from summarizer.records import CheckCode, Event, Modality

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.checks.statements import Judgements, Problems, Statement, StatementKind
    from summarizer.checks.subjects import Subject
    from summarizer.records import ArticleSummary, Check, Span

__all__ = ["check_statements", "problems_of"]

_Place: TypeAlias = "tuple[int, int] | None"
"""Start and end of a span that is cited; None where it does not stand in the article."""

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
    stated = list(_statements(result, judgements))
    problems = judgements.problems
    new = list(dict.fromkeys(one for _, one, _ in stated if one not in problems))
    problems |= zip(new, problems_of(new, english=english), strict=True)
    for subject, statement, unsaid in stated:
        for code, problem in problems[statement]:
            if code not in unsaid:
                message = f"{problem}, in {subject}"
                yield make_finding(code, message, record=subject.record, sentence=subject.sentence)


def problems_of(statements: Sequence[Statement], *, english: bool = True) -> list[Problems]:
    """What is wrong with each of some statements about one article.

    Each rule reads all of them before the next one does, with its words and patterns at hand.

    Args:
        statements: The statements and what they cite.
        english: Whether the rules about words apply.
    """
    found = [list(unsupported(one, one.article.names)) for one in statements]
    for rule in RULES if english else ():
        for statement, problems in zip(statements, found, strict=True):
            for problem in rule(statement):  # mostly none, for which ``extend`` would make room all the same
                problems.append(problem)
    return list(map(tuple, found))


def _statements(
    result: ArticleSummary, judgements: Judgements
) -> Iterator[tuple[Subject, Statement, frozenset[CheckCode]]]:
    """What a result says in its own words: where, the statement, the codes that do not count about it."""
    text = judgements.article.segmented.text
    places: dict[str, list[_Place]] = {}
    for record in records_of(result):
        cited = places[record.id] = _places(spans_of(record), text)
        if isinstance(record, Event):
            subject, unsaid = of_event(record), _SAID_BY_MODALITY[record.modality]
            yield subject, _statement(subject, cited, judgements), unsaid
    before: Statement | None = None
    for subject, sentence in iter_sentences(result):
        of_records = chain.from_iterable([places.get(id_, ()) for id_ in sentence.records])
        cited = [*_places(sentence.evidence, text), *of_records]
        statement = _statement(subject, cited, judgements, before)
        yield subject, statement, frozenset()
        before = statement if statement.kind == "sentence" else None


def _places(spans: Iterable[Span], text: str) -> list[_Place]:
    return [(span.start, span.end) if stands(span, text) else None for span in spans]


def _statement(
    subject: Subject, cited: list[_Place], judgements: Judgements, before: Statement | None = None
) -> Statement:
    kind = _KINDS[subject.kind]
    spans = None if not cited and kind in ("headline", "contested") else tuple(filter(None, cited))
    return judgements.statement(subject.text, kind, spans, before if kind == "sentence" else None)
