"""``summarizer show``: a stored result as a person reads it, every statement with its citations."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from summarizer.cli.reading_view import result_lines
from summarizer.cli.tables import Column, say_table
from summarizer.cli.terminal import one_line, say, say_json
from summarizer.errors import ExitCode, RunError
from summarizer.records import ArticleSummary
from summarizer.runs import ArticleEntry, RunFiles, known_entries, read_result

__all__ = ["command"]


@click.command("show", short_help="Show a result, with its citations.")
@click.argument("target", type=click.Path(path_type=Path), metavar="RESULT|RUN")
@click.argument("document_id", required=False, metavar="[ID]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, target: Path, document_id: str | None, as_json: bool) -> ExitCode:
    """Show a result file, or the result of the document ID in a run folder.

    A run folder with several results and no ID: what it holds.
    """
    if target.is_file():
        _show(read_result(target), as_json=as_json)
        return ExitCode.DONE
    files = RunFiles(target)
    entries = list(known_entries(files).values())
    if not entries:
        raise RunError(f"{target}: holds no results; give a result file or the folder of a run")
    if document_id is None and len(entries) > 1:
        _list(entries, as_json=as_json)
        return ExitCode.DONE
    entry = entries[0] if document_id is None else _find(entries, document_id, target)
    _show(read_result(files.results / entry.result), as_json=as_json)
    return ExitCode.DONE


def _show(result: ArticleSummary, *, as_json: bool) -> None:
    if as_json:
        say_json(result.model_dump(mode="json", by_alias=True), indent=2)
        return
    for line in result_lines(result):
        say(line)


def _list(entries: list[ArticleEntry], *, as_json: bool) -> None:
    if as_json:
        say_json([entry.model_dump(mode="json") for entry in entries], indent=2)
        return
    say_table(
        (Column("document"), Column("status"), Column("findings", numeric=True)),
        [[one_line(entry.id, 120), entry.status, str(entry.findings)] for entry in entries],
    )


def _find(entries: list[ArticleEntry], document_id: str, target: Path) -> ArticleEntry:
    by_id = {entry.id: entry for entry in entries}
    if document_id in by_id:
        return by_id[document_id]
    close = get_close_matches(document_id, by_id, n=1)
    advice = f"did you mean {close[0]!r}?" if close else "leave the id out to see which there are"
    raise RunError(f"{target}: holds no result of {document_id!r}; {advice}")
