"""``summarizer export``: a run as flat tables or JSON-LD, for other programs to read."""

from __future__ import annotations

from pathlib import Path

import click

from summarizer.cli.terminal import one_line, say, visible
from summarizer.errors import CorruptResultError, ExitCode
from summarizer.export import FORMATS, TABLES, export_run

__all__ = ["command"]


@click.command("export", short_help="Write a run as tables or JSON-LD.")
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--to", "format_", required=True, type=click.Choice(FORMATS), help="What to write.")
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), metavar="DIR|FILE",
    help="Where to write it: a folder, or for one table a file.  [default: exports/ and RUN's name]",
)  # fmt: skip
@click.option("--tables", metavar="NAME,...", help=f"Which tables: {', '.join(TABLES)}.  [default: all]")
@click.option("--force", is_flag=True, help="Replace files that are there already.")
def command(*, run: Path, format_: str, target: Path | None, tables: str | None, force: bool) -> ExitCode:
    """Write the results of RUN as tables, a row for each record, or as one JSON-LD document.

    Every row begins with the article's id, outlet and date, the model and the repeat. Results that failed
    stand in the table of documents. A result that cannot be read is named and left out: exit status 4.

    parquet needs pip install 'summarizer[parquet]'. In csv, a chain of sources is joined by " > ", any other
    list is a JSON array, and text that a spreadsheet would take for a formula (it begins with = + - @, a tab
    or a carriage return) gets an apostrophe before it; numbers stay numbers. jsonld is in schema.org's terms:
    what an article says is a Claim about an Event or an Observation.
    """
    exported = export_run(
        run,
        format_,
        target or Path("exports") / (run.resolve().name or "run"),
        tables=_names(tables),
        force=force,
        on_unreadable=_warn,
    )
    unit = "articles" if format_ == "jsonld" else "rows"
    for path, count in exported.files.items():
        say(f"{visible(str(path))}: {count} {unit}", err=True)
    return ExitCode.SOME_FAILED if exported.unreadable else ExitCode.DONE


def _names(tables: str | None) -> list[str]:
    if tables is None:
        return []
    names = [name.strip() for name in tables.split(",") if name.strip()]
    if not names:
        raise click.BadParameter("names no table", param_hint="'--tables'")
    return names


def _warn(error: CorruptResultError) -> None:
    say(f"summarizer: warning: left out: {one_line(str(error), 500)}", err=True)
