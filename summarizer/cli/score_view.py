"""How a scoring reads on a page: runs side by side, then article by article, then the mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.cli.tables import Column, say_table
from summarizer.cli.terminal import one_line, paint, say, wrapped
from summarizer.scoring.report import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.scoring.report import (
        ArticleScore,
        FieldShare,
        Measured,
        Mistake,
        RepeatScore,
        RunScore,
        ScoreReport,
        TypeScore,
    )

__all__ = ["show_report"]

_PLURALS = {"event": "events", "figure": "figures", "quote": "quotes"}
_MOST_IDS = 10
"""Ids that a sentence names; ``--json`` has all."""


def show_report(report: ScoreReport) -> None:
    """Write a scoring to standard output."""
    say(f"{report.articles} reference annotations in {one_line(report.references, 200)}")
    say()
    say_table([Column(""), *(Column(_heading(run)) for run in report.runs)], list(_whole(report)))
    for run in report.runs:
        say()
        say(paint(f"{_heading(run)}: article by article", bold=True))
        say_table(_ARTICLE_COLUMNS, list(_articles(run)))
        for sentence in _remarks(run):
            say(sentence)
        for mistake in run.mistakes:
            say()
            for line in _mistake(mistake):
                say(line)


def _heading(run: RunScore) -> str:
    repeats = f" (mean of {len(run.repeats)} repeats)" if len(run.repeats) > 1 else ""
    return one_line(run.run, 60) + repeats


def _whole(report: ScoreReport) -> Iterator[list[str]]:
    for name in TYPES:
        scores: list[TypeScore] = [getattr(run, _PLURALS[name]) for run in report.runs]
        yield [f"{_PLURALS[name]} precision", *(_measured(one.precision, _of_found(one)) for one in scores)]
        yield [f"{_PLURALS[name]} recall", *(_measured(one.recall, _of_expected(one)) for one in scores)]
        yield [f"{_PLURALS[name]} F1", *(_measured(one.f1) for one in scores)]
        for field in scores[0].fields:
            label = f"  {name} {field.replace('_', ' ')}"
            yield [label, *(_share(one.fields[field]) for one in scores)]


def _of_found(score: TypeScore) -> str:
    return f"{score.matched}/{score.matched + score.extra}"


def _of_expected(score: TypeScore) -> str:
    return f"{score.matched}/{score.matched + score.missed}"


def _measured(measured: Measured, counts: str = "") -> str:
    interval = "" if measured.interval is None else "[{:.2f}, {:.2f}]".format(*measured.interval)
    return "  ".join(part for part in (_number(measured.value), interval, counts) if part)


def _share(share: FieldShare) -> str:
    return f"{_number(share.share)}  {share.right}/{share.judged}"


def _number(value: float | None) -> str:
    return "    –" if value is None else f"{value:.3f}"


_ARTICLE_COLUMNS = (
    Column("document"),
    Column("status"),
    *(Column(f"{_PLURALS[name]} {part}", numeric=True) for name in TYPES for part in ("P", "R", "F1")),
    Column("missed", numeric=True),
    Column("extra", numeric=True),
)


def _articles(run: RunScore) -> Iterator[list[str]]:
    for repeat in run.repeats:
        suffix = f" (repeat {repeat.repeat})" if len(run.repeats) > 1 else ""
        for article in repeat.articles:
            yield _row(f"{one_line(article.document, 50)}{suffix}", article.status or "missing", article)
        if len(run.repeats) > 1:
            yield _row(f"all{suffix}", "", repeat)


def _row(name: str, status: str, scored: ArticleScore | RepeatScore) -> list[str]:
    scores = (scored.events, scored.figures, scored.quotes)
    cells = [_number(part.value).strip() for one in scores for part in (one.precision, one.recall, one.f1)]
    missed, extra = sum(one.missed for one in scores), sum(one.extra for one in scores)
    return [name, status, *cells, str(missed), str(extra)]


def _remarks(run: RunScore) -> Iterator[str]:
    """What the numbers do not say themselves."""
    if run.missing:
        yield f"not in the run, counted as all missed: {_ids(run.missing)}"
    if run.failed:
        yield f"failed, counted as all missed: {_ids(run.failed)}"
    lacking = sum(
        article.problem is not None and article.status is None and article.document not in run.missing
        for repeat in run.repeats
        for article in repeat.articles
    )
    if lacking:
        yield f"not in every repeat: {lacking} results, counted as all missed in the repeats that lack them"
    dismissed = run.figures.dismissed + run.quotes.dismissed
    if dismissed:
        missed = run.figures.missed + run.quotes.missed
        yield f"of the {missed} missed figures and quotes, {dismissed} were shown to the model and dismissed"
    optional = run.events.optional + run.figures.optional + run.quotes.optional
    if optional:
        yield f"{optional} matches with optional reference records count neither for nor against"
    if run.unreferenced:
        yield f"without a reference, left out: {_ids(run.unreferenced)}"


def _ids(ids: tuple[str, ...]) -> str:
    told = ", ".join(one_line(one, 60) for one in ids[:_MOST_IDS])
    return told if len(ids) <= _MOST_IDS else f"{told} and {len(ids) - _MOST_IDS} more"


def _mistake(mistake: Mistake) -> Iterator[str]:
    ids = " / ".join(one_line(one, 30) for one in (mistake.reference, mistake.result) if one)
    where = one_line(mistake.document, 60) + (f" (repeat {mistake.repeat})" if mistake.repeat > 1 else "")
    yield paint(f"{where}: {mistake.kind} {mistake.type} {ids}: {one_line(mistake.text, 120)}", bold=True)
    for wrong in mistake.fields:
        expected, found = one_line(wrong.expected, 100), one_line(wrong.found, 100)
        yield f"    {wrong.field.replace('_', ' ')}: {found}, reference {expected}"
    if mistake.note:
        yield f"    {one_line(mistake.note, 300)}"
    if mistake.source_line is not None:
        yield paint(wrapped(f"line {mistake.line}: {mistake.source_line}", "    "), dim=True)
