"""``summarizer candidates``: what the rules find in an article, marked where it stands."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.marking_view import legend_row, marked_text, number_marks
from summarizer.cli.tables import Column, say_table
from summarizer.cli.terminal import in_colour, one_line, paint, say, say_json, visible
from summarizer.errors import DocumentError, ExitCode
from summarizer.reading import Overrides, read_paths
from summarizer.settings import resolve_settings
from summarizer.text.segment import Segmented, segment

if TYPE_CHECKING:
    from summarizer.records import Document
    from summarizer.text import Stretch

__all__ = ["command"]


@click.command("candidates", short_help="Show what the rules find in an article.")
@click.argument("file")
@click.option("--published", metavar="DATE", help="Publication date of the article, YYYY-MM-DD.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an article.")
def command(*, file: str, published: str | None, as_json: bool) -> ExitCode:
    """Show the figures, dates and quotations that the rules find in FILE, marked in its text."""
    settings = resolve_settings().settings
    failed = False
    for document in read_paths(
        [file],
        overrides=Overrides(published=published),
        max_bytes=settings.max_bytes,
        max_characters=settings.max_characters,
    ):
        if isinstance(document, DocumentError):
            failed = True
            say(f"summarizer: failed: {visible(str(document))}", err=True)
        elif as_json:
            say_json(_as_json(document, _segmented(document)))
        else:
            _show(document, _segmented(document))
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _segmented(document: Document) -> Segmented:
    info = document.info
    return segment(document.text, published=info.published, furniture=info.furniture)


def _as_json(document: Document, found: Segmented) -> dict[str, Any]:
    return {
        "id": document.info.id,
        "published": document.info.published,
        "sentences": [asdict(each) for each in found.sentences],
        "figures": [asdict(each) for each in found.figures],
        "quotations": [asdict(each) for each in found.quotations],
        "dates": [{**_plain(each), "when": each.when.model_dump()} for each in found.dates],
        "furniture": [each.model_dump() for each in document.info.furniture],
    }


def _plain(stretch: Stretch) -> dict[str, Any]:
    return {"start": stretch.start, "end": stretch.end, "text": stretch.text}


def _show(document: Document, found: Segmented) -> None:
    marks = number_marks(found)
    say(paint(one_line(document.info.title or document.info.id, 200), bold=True))
    say("".join(marked_text(document, marks, colours=in_colour(sys.stdout))).strip("\n"))
    say()
    columns = (Column("mark"), Column("kind"), Column("text"), Column("value"), Column("more"))
    say_table(columns, [legend_row(mark) for mark in marks])
