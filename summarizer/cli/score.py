"""``summarizer score``: how well runs match reference annotations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.cli.score_view import show_report
from summarizer.cli.terminal import one_line, say, say_json
from summarizer.errors import ExitCode
from summarizer.scoring import score_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["command"]


@click.command("score", short_help="Score runs against reference annotations.")
@click.argument("runs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RUN...")
@click.option(
    "--reference", "references", required=True, type=click.Path(path_type=Path), metavar="DIR",
    help="Folder of the reference annotations.",
)  # fmt: skip
@click.option(
    "--worst", type=click.IntRange(min=0), default=0, metavar="N", help="Show N mistakes of each run."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(*, runs: Sequence[Path], references: Path, worst: int, as_json: bool) -> ExitCode:
    """Score each RUN's records against the reference annotations in DIR, side by side.

    Precision, recall and F1 of events, figures and quotes with 95% intervals over articles, and of what
    matches the share right of each field. A reference article that a run lacks counts as all missed.
    """
    report = score_runs(runs, references, mistakes=worst)
    if as_json:
        say_json(report.model_dump(mode="json"), indent=2)
    else:
        show_report(report)
    for note in report.notes:
        say(f"summarizer: note: {one_line(note, 300)}", err=True)
    return ExitCode.DONE
