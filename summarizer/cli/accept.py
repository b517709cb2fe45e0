"""``summarizer accept``: make a run the approved one, with which later runs are compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.cli.terminal import one_line, say, visible
from summarizer.errors import ExitCode
from summarizer.review.baselines import BASELINES, approve

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["command"]

_MOST_IDS = 10


@click.command("accept", short_help="Make a run the approved one.")
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--only", multiple=True, metavar="ID", help="Approve only this article; may be repeated.")
@click.option("--new-only", is_flag=True, help="Approve only articles that are not approved yet.")
@click.option(
    "--baselines", type=click.Path(path_type=Path, file_okay=False), default=Path(BASELINES), metavar="DIR",
    help=f"Folder of the approved run.  [default: {BASELINES}]",
)  # fmt: skip
def command(*, run: Path, only: Sequence[str], new_only: bool, baselines: Path) -> ExitCode:
    """Copy RUN's results to the folder of the approved run; summarizer diff RUN compares with it.

    Without --only and --new-only RUN replaces all that was approved before. Articles that failed, or whose
    results cannot be read, are left out: exit status 4.
    """
    done = approve(run, baselines, only=only, new_only=new_only)
    articles = "1 article" if len(done.taken) == 1 else f"{len(done.taken)} articles"
    say(f"{articles} approved: {visible(str(baselines))}", err=True)
    if done.dropped:
        say(f"no longer approved, as the run does not have them: {_listed(done.dropped)}", err=True)
    if done.failed:
        say(f"summarizer: failed and left out: {_listed(done.failed)}; run them again", err=True)
    if done.unreadable:
        say(f"summarizer: cannot be read and left out: {_listed(done.unreadable)}; run them again", err=True)
    return ExitCode.SOME_FAILED if done.failed or done.unreadable else ExitCode.DONE


def _listed(ids: Sequence[str]) -> str:
    told = ", ".join(one_line(each, 60) for each in ids[:_MOST_IDS])
    return told if len(ids) <= _MOST_IDS else f"{told} and {len(ids) - _MOST_IDS} more"
