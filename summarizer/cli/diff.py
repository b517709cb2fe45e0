"""``summarizer diff``: what changes when another model, or another run, takes over."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.diff_view import show_comparison
from summarizer.cli.terminal import drop_stdout, say, visible
from summarizer.errors import ConfigurationError, ExitCode, RunError, UsageError
from summarizer.review.baselines import BASELINES, approved_run
from summarizer.review.comparison import Comparison, DiffOptions
from summarizer.review.markdown import render_markdown
from summarizer.review.model import SEVERITIES
from summarizer.review.severity import SeverityRules, read_severities
from summarizer.review.verdict import Gates
from summarizer.runs import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["command"]

_PAGE = "summarizer.review.page"
_DECISIONS = "summarizer.review.decisions"
_MOST_PROCESSES = 4
_IN_A_COMMENT = 200
"""Changes that a comment may have room for."""


@click.command("diff", short_help="Compare runs, and say whether the new one is safe.")
@click.argument("runs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RUN...")
@click.option(
    "--fail-on", type=click.Choice(SEVERITIES), help="Fail on changes of this severity or a worse one."
)
@click.option(
    "--min-agreement", type=click.FloatRange(0, 1), metavar="X",
    help="Fail below this agreement of events, figures and quotes, from 0 to 1.",
)  # fmt: skip
@click.option("--max-added", type=click.IntRange(min=0), metavar="N", help="Fail above N records gained.")
@click.option("--max-removed", type=click.IntRange(min=0), metavar="N", help="Fail above N records lost.")
@click.option(
    "--max-ungrounded", type=click.IntRange(min=0), metavar="N",
    help="Fail above N grounding errors and warnings in the new run.",
)  # fmt: skip
@click.option("--top", type=click.IntRange(min=0), default=20, metavar="N", help="Show the N worst changes.")
@click.option(
    "--severity", "severities", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="TOML file with a table [severity] of other severities.",
)  # fmt: skip
@click.option(
    "--decisions", type=click.Path(path_type=Path, dir_okay=False), default=Path("decisions.jsonl"),
    metavar="FILE", help="Decisions of reviewers; accepted changes pass.  [default: decisions.jsonl]",
)  # fmt: skip
@click.option(
    "--baselines", type=click.Path(path_type=Path, file_okay=False), default=Path(BASELINES), metavar="DIR",
    help=f"The approved run, for one RUN alone.  [default: {BASELINES}]",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the whole comparison as one JSON object.")
@click.option("--markdown", metavar="FILE", help="Write a comment for a pull request; - prints it.")
@click.option("--html", metavar="FILE", help="Write a page to review the changes on.")
def command(
    *,
    runs: Sequence[Path],
    top: int,
    severities: Path | None,
    decisions: Path,
    baselines: Path,
    **asked: Any,
) -> ExitCode:
    """Compare the first RUN with each of the others; one RUN alone with the approved one.

    Records of the two runs are matched by what they say, not by ids or order. Where runs have repeats
    (run --repeat 3), differences within a model's own noise are counted, not reported. What a reviewer has
    accepted, and noise, trips no gate. The wording of summaries never does.

    Exit status: 0 no gate failed, 1 a gate failed, 2 usage, 3 an article could not be compared.
    """
    as_json, markdown, html = (asked.pop(name) for name in ("as_json", "markdown", "html"))
    if as_json and markdown == "-":
        raise UsageError("--json and --markdown - both print; name a file for one of them")
    decided = _decisions(decisions)
    is_baseline = len(runs) == 1
    options = DiffOptions(
        severities=read_severities(severities) if severities else SeverityRules(),
        decided={key: each.decision for key, each in decided.items()},
        gates=Gates(**asked),
        worst=max(top, _IN_A_COMMENT if markdown else 0),
        baseline=is_baseline,
        jobs=min(_MOST_PROCESSES, os.cpu_count() or 1),
    )
    with Comparison([approved_run(baselines), *runs] if is_baseline else runs, options) as comparison:
        if html:
            _write(Path(html), _page(comparison, decided))
        code = ExitCode(comparison.head.verdict.exit_code)
        if markdown and markdown != "-":
            _write(Path(markdown), _comment(comparison))
        try:
            if as_json:
                sys.stdout.flush()
                comparison.write_json(sys.stdout.buffer)
            elif markdown == "-":
                say(_comment(comparison).rstrip("\n"))
            else:
                show_comparison(comparison, top)
            sys.stdout.flush()
        except BrokenPipeError:
            drop_stdout()  # a reader that has seen enough changes no verdict
        return code


def _decisions(path: Path) -> Mapping[str, Any]:
    """Decisions of reviewers, by change key."""
    if find_spec(_DECISIONS) is None:
        return {}
    known: Mapping[str, Any] = import_module(_DECISIONS).load_decisions(path)
    return known


def _comment(comparison: Comparison) -> str:
    texts = comparison.texts(each.sha256 for each in comparison.worst)
    return render_markdown(comparison.head, comparison.worst, comparison.lines, texts)


def _page(comparison: Comparison, decided: Mapping[str, Any]) -> str:
    if find_spec(_PAGE) is None:
        raise ConfigurationError("--html: this installation has no page to write; use --markdown or --json")
    diff = comparison.whole()
    texts = comparison.texts(article.sha256 for article in diff.articles if article.changes)
    page: str = import_module(_PAGE).render_page(diff, texts, decided)
    return page


def _write(path: Path, text: str) -> None:
    if path.is_dir():
        raise RunError(f"{path}: is a folder; name a file")
    write_atomically(path, text.encode("utf-8", "backslashreplace"))
    say(f"wrote {visible(str(path))}", err=True)
