"""How a comparison reads on a terminal: the verdict, the numbers behind it, the worst changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.cli.tables import Column, say_table
from summarizer.cli.terminal import one_line, paint, say, wrapped
from summarizer.review.excerpts import differing_parts, source_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.review.comparison import ArticleLine, Comparison, WorstChange
    from summarizer.review.model import Agreement, Change, DiffHead, MatrixRow

__all__ = ["show_comparison"]

_COLOURS = {"critical": "red", "major": "yellow", "minor": "blue"}
_VERDICT_COLOURS = {"yes": "green", "no": "red", "unclear": "yellow"}
_LONGEST_VALUE = 100
_MOST_ARTICLES = 30
_MOST_STANDING_ALONE = 20


def show_comparison(comparison: Comparison, top: int) -> None:
    """Write a comparison to standard output.

    Args:
        comparison: The comparison.
        top: How many of the worst changes to show.
    """
    head = comparison.head
    _show_verdict(head)
    _show_agreement(head)
    worst = comparison.worst[:top]
    texts = comparison.texts(each.sha256 for each in worst)
    for number, each in enumerate(worst):
        if not number:
            say()
            say(paint(f"The worst changes ({len(worst)} of {_changes(head)})", bold=True))
        _show_change(each, texts, head)
    if head.matrix:
        _show_matrix(comparison)
    _show_articles(comparison.lines)
    for note in head.notes:
        say(f"note: {one_line(note, 400)}")


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"


def _changes(head: DiffHead) -> int:
    counts = head.counts
    return counts.critical + counts.major + counts.minor - counts.accepted


def _show_verdict(head: DiffHead) -> None:
    for sentence in head.differing:
        say(paint(f"warning: {one_line(sentence, 600)}", fg="yellow"))
    verdict = head.verdict
    say(paint(one_line(verdict.headline, 400), bold=True, fg=_VERDICT_COLOURS[verdict.safe]))
    for reason in verdict.reasons:
        say(f"  {one_line(reason, 400)}")
    for place, run in enumerate(head.runs):
        repeats = f", {run.repeats} repeats" if run.repeats > 1 else ""
        what = "approved" if head.baseline and not place else "against" if place else "from"
        told = f"{run.name}: {', '.join(run.models) or 'no model'}{repeats}, {_articles(run.articles)}"
        say(f"  {what} {one_line(told, 300)}")
    if head.gates:
        say()
        columns = (Column("gate"), Column("limit"), Column("found"), Column(""))
        rows = [
            [each.name, each.limit, each.found, "passed" if each.passed else "failed"] for each in head.gates
        ]
        say_table(columns, rows)


def _show_agreement(head: DiffHead) -> None:
    columns = [Column("agreement"), Column("all"), Column("events"), Column("figures"), Column("quotes")]
    pairs: dict[tuple[int, int], dict[str, Agreement]] = {}
    for one in head.agreement:
        pairs.setdefault((one.left_run, one.right_run), {})[one.type] = one
    names = [one_line(run.name, 30) for run in head.runs]
    rows = []
    for (left, right), found in pairs.items():
        label = (
            f"{names[left]} with itself (noise)" if left == right else f"{names[left]} with {names[right]}"
        )
        rows.append([label, *(_measured(found.get(kind)) for kind in ("all", "event", "figure", "quote"))])
    if rows:
        say()
        say_table(columns, rows)


def _measured(one: Agreement | None) -> str:
    if one is None or one.value is None:
        return "–"
    interval = "" if one.interval is None else "  [{:.2f}, {:.2f}]".format(*one.interval)
    return f"{one.value:.3f}{interval}"


def _show_change(one: WorstChange, texts: Mapping[str, str], head: DiffHead) -> None:
    change = one.change
    label = paint(change.severity, fg=_COLOURS[change.severity], bold=True)
    run = f" in {one_line(head.runs[change.right_run].name, 30)}" if len(head.runs) > 2 else ""
    say()
    say(f"{label} {change.type} {change.kind.replace('_', ' ')}{run}: {one_line(change.title, 120)}")
    for line in _details(change):
        say(f"    {line}")
    place = source_line(change, texts.get(one.sha256 or ""))
    where = one_line(one.document, 60)
    if place is None:
        say(paint(f"    {where}", dim=True))
    else:
        say(paint(wrapped(f"{where}, line {place[0]}: {place[1]}", "    "), dim=True))


def _details(change: Change) -> Iterator[str]:
    for each in change.fields:
        note = f" ({each.note})" if each.note else ""
        left, right = differing_parts(each.left, each.right, _LONGEST_VALUE)
        values = f"{one_line(left, _LONGEST_VALUE)} → {one_line(right, _LONGEST_VALUE)}"
        yield f"{each.field.replace('_', ' ')}: {values}{note}"
    for check in change.findings_gained:
        yield f"new finding {check.code}: {one_line(check.message, 200)}"
    ours, theirs = change.left_presence, change.right_presence
    if max(ours.of, theirs.of) > 1:
        told = {
            "stable": "more than the models' own noise",
            "unstable": "may well be noise: few repeats of the new run show it",
            "unknown": "may be noise: a side has one repeat"
            if min(ours.of, theirs.of) == 1
            else "may be noise: most repeats of the new run show it, and not all",
        }[change.stability]
        present = f"{ours.present} of {ours.of} results against {theirs.present} of {theirs.of}"
        yield f"record in {present}; {told}"


def _show_matrix(comparison: Comparison) -> None:
    head = comparison.head
    names = [one_line(run.name, 20) for run in head.runs]
    say()
    say(paint("Agreement with the consensus (records in which the run stands alone)", bold=True))
    columns = [Column("article"), *(Column(name, numeric=True) for name in names)]
    say_table(columns, [_matrix_row(row) for row in head.matrix[:_MOST_ARTICLES]])
    if len(head.matrix) > _MOST_ARTICLES:
        say(f"{_articles(len(head.matrix) - _MOST_ARTICLES)} more: --json has them")
    ways = {"has": "alone has", "lacks": "alone lacks", "differs": "alone says otherwise of"}
    told = 0
    for article in comparison.articles() if any(any(row.alone) for row in head.matrix) else ():
        for record in article.consensus:
            if record.alone is None or told >= _MOST_STANDING_ALONE:
                continue
            told += 1
            place = f"{one_line(article.document, 40)}: {names[record.alone]} {ways[record.reason]}"
            say(f"  {place} {record.type} {one_line(record.title, 100)}")
        if told >= _MOST_STANDING_ALONE:
            break


def _matrix_row(row: MatrixRow) -> list[str]:
    cells = [
        "–" if value is None else f"{value:.2f} ({alone})"
        for value, alone in zip(row.agreement, row.alone, strict=True)
    ]
    return [one_line(row.document, 50), *cells]


def _show_articles(lines: Sequence[ArticleLine]) -> None:
    changed = [one for one in lines if one.full_state != "compared" or one.critical or one.major or one.minor]
    if not changed:
        return
    # What could not be compared first, then the worst.
    ordered = sorted(
        changed, key=lambda one: (one.state == "compared", -one.critical, -one.major, -one.minor)
    )
    say()
    columns = [Column("article"), Column("state")]
    columns += [Column(name, numeric=True) for name in ("critical", "major", "minor", "agreement")]
    say_table(columns, [_row(one) for one in ordered[:_MOST_ARTICLES]])
    if len(ordered) > _MOST_ARTICLES:
        say(f"{_articles(len(ordered) - _MOST_ARTICLES)} more with changes: --json has them")


def _row(one: ArticleLine) -> list[str]:
    agreement = "–" if one.agreement is None else f"{one.agreement:.3f}"
    return [
        one_line(one.document, 50),
        one.full_state,
        str(one.critical),
        str(one.major),
        str(one.minor),
        agreement,
    ]
