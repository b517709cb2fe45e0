"""``summarizer schema``: the JSON Schemas of what is stored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.alignment import Alignment
from summarizer.cli.terminal import say, visible
from summarizer.errors import ExitCode, RunError
from summarizer.records import ArticleSummary
from summarizer.records.schema import render_schema
from summarizer.review.model import Diff
from summarizer.runs import Manifest, write_atomically
from summarizer.scoring import ScoreReport

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["SCHEMAS", "command"]

SCHEMAS: dict[str, type[BaseModel]] = {
    "article-summary": ArticleSummary,
    "run": Manifest,
    "alignment": Alignment,
    "score": ScoreReport,
    "diff": Diff,
}
"""What is stored, by the name of its schema."""


@click.command("schema", short_help="Print or write the JSON Schemas of what is stored.")
@click.argument("name", type=click.Choice(list(SCHEMAS)), default="article-summary")
@click.option(
    "--write", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Write all of them to DIR."
)
def command(*, name: str, folder: Path | None) -> ExitCode:
    """Print the JSON Schema of a result (article-summary), manifest (run), alignment, score or diff."""
    if folder is None:
        say(render_schema(SCHEMAS[name]).rstrip("\n"))
        return ExitCode.DONE
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RunError(f"{folder}: cannot be made ({error.strerror}); choose another folder") from error
    for each, model in SCHEMAS.items():
        path = folder / f"{each}.schema.json"
        write_atomically(path, render_schema(model).encode("utf-8"))
        say(f"wrote {visible(str(path))}", err=True)
    return ExitCode.DONE
