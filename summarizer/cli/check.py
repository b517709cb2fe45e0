"""``summarizer check``: whether what is stored still holds, without a model."""

from __future__ import annotations

from pathlib import Path

import click

from summarizer.cli.terminal import one_line, paint, say, say_json, visible
from summarizer.errors import ExitCode
from summarizer.runs import verify_run

__all__ = ["command"]


@click.command("check", short_help="Verify the stored results of a run.")
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(*, run: Path, as_json: bool) -> ExitCode:
    """Verify every span and every finding of RUN's results against its stored sources.

    Exit status 1 if anything is ungrounded or no longer holds.
    """
    checked = 0
    faults = []
    for verdict in verify_run(run):
        checked += verdict.is_result
        for fault in verdict.faults:
            faults.append((verdict.document, fault))
            if not as_json:
                head = paint(one_line(f"{verdict.document}: {fault.where}", 120), bold=True)
                say(f"{head}: {one_line(fault.message, 500)} [{fault.kind}]")
    if as_json:
        lines = [
            {"document": document, "kind": fault.kind, "where": fault.where, "message": fault.message}
            for document, fault in faults
        ]
        say_json({"run": str(run), "checked": checked, "ok": not faults, "faults": lines}, indent=2)
    else:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        ending = count if faults else "every span and every finding holds"
        say(f"{visible(str(run))}: {checked} checked, {ending}", err=True)
    return ExitCode.GATE_FAILED if faults else ExitCode.DONE
