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
from summarizer.runs import ArticleEntry, RunFiles, known_entries, read_result, unreadable_results
from summarizer.runs.names import id_of_name

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
    entries = known_entries(files)
    unreadable = unreadable_results(files, entries)
    names = sorted([*entries, *unreadable])
    if not names:
        raise RunError(f"{target}: holds no results; give a result file or the folder of a run")
    if document_id is None and len(names) > 1:
        _list(entries, unreadable, as_json=as_json)
        return ExitCode.DONE
    ids = {name: entries[name].id if name in entries else id_of_name(name) for name in names}
    name = names[0] if document_id is None else _find(ids, document_id, target)
    _show(read_result(files.results / name), as_json=as_json)
    return ExitCode.DONE


def _show(result: ArticleSummary, *, as_json: bool) -> None:
    if as_json:
        say_json(result.model_dump(mode="json", by_alias=True), indent=2)
        return
    for line in result_lines(result):
        say(line)


def _list(entries: dict[str, ArticleEntry], unreadable: dict[str, str], *, as_json: bool) -> None:
    """Print what a run holds, by file name, and why a result cannot be read."""
    names = sorted([*entries, *unreadable])
    if as_json:
        lines = {name: entry.model_dump(mode="json") for name, entry in entries.items()}
        for name, reason in unreadable.items():
            lines[name] = {"id": id_of_name(name), "result": name, "status": "unreadable", "error": reason}
        say_json([lines[name] for name in names], indent=2)
        return
    rows = {name: [one_line(one.id, 120), one.status, str(one.findings)] for name, one in entries.items()}
    rows |= {name: [one_line(id_of_name(name), 120), "unreadable", "–"] for name in unreadable}
    say_table(
        (Column("document"), Column("status"), Column("findings", numeric=True)),
        [rows[name] for name in names],
    )
    for reason in unreadable.values():
        say(f"summarizer: {one_line(reason, 500)}", err=True)


def _find(ids: dict[str, str], document_id: str, target: Path) -> str:
    """The file name of the last result of a document."""
    by_id = {found: name for name, found in ids.items()}
    if document_id in by_id:
        return by_id[document_id]
    close = get_close_matches(document_id, by_id, n=1)
    advice = f"did you mean {close[0]!r}?" if close else "leave the id out to see which there are"
    raise RunError(f"{target}: holds no result of {document_id!r}; {advice}")
