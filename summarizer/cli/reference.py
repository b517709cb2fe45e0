"""``summarizer reference``: reference annotations drafted from results, and checked after editing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.cli.terminal import one_line, paint, say, say_json, visible
from summarizer.errors import ExitCode, RunError, UsageError
from summarizer.runs import read_result, write_atomically
from summarizer.scoring.drafting import draft_reference
from summarizer.scoring.reviewing import Articles, review_reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.scoring.reviewing import Review

__all__ = ["command"]


@click.group("reference", short_help="Draft and check reference annotations.")
def command() -> None:
    """Make the reference annotations that runs are scored against."""


@command.command("new", short_help="Write a result as a draft annotation.")
@click.argument("result", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: standard output."
)
def new(*, result: Path, output: Path | None) -> ExitCode:
    """Write RESULT, a result file of a run, as a draft annotation for a person to correct."""
    if not result.is_file():
        raise RunError(f"{result}: is not a file; give a result file, such as runs/NAME/results/ID.json")
    draft = draft_reference(read_result(result))
    if output is None:
        say_json(draft, indent=1)
        return ExitCode.DONE
    if output.exists():
        raise UsageError(f"{output}: is there already and may hold edits; name another file or remove it")
    if not output.parent.is_dir():
        raise UsageError(f"{output.parent}: there is no such folder; make it first")
    write_atomically(output, (json.dumps(draft, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    say(f"wrote {visible(str(output))}; correct it, then: summarizer reference check", err=True)
    return ExitCode.DONE


@command.command("check", short_help="Check annotations that were edited.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--articles", type=click.Path(path_type=Path, exists=True), metavar="DIR",
    help="Folder of the articles, or of a run of them.",
)  # fmt: skip
@click.option("--write", is_flag=True, help="Put the offsets of spans given as words into the files.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(*, files: Sequence[Path], articles: Path | None, write: bool, as_json: bool) -> ExitCode:
    """Check each annotation FILE against the record contract and its source text.

    A span may be given as its words alone, {"text": ...}, with a longer "snippet" that stands once where the
    words do not. Exit status 1 if anything is to be mended, or resolved with --write.
    """
    texts = Articles(articles)
    reviews = [review_reference(path, texts) for path in files]
    for review in reviews:
        if write and review.resolved:
            review.write()
    open_ones = sum(_is_open(review, written=write) for review in reviews)
    if as_json:
        say_json(
            {"ok": not open_ones, "files": [_as_json(review, written=write) for review in reviews]}, indent=2
        )
    else:
        for review in reviews:
            _show(review, written=write)
    return ExitCode.GATE_FAILED if open_ones else ExitCode.DONE


def _is_open(review: Review, *, written: bool) -> bool:
    """Whether something is left to do before the annotation can be used."""
    return bool(review.findings) or (review.resolved > 0 and not written)


def _as_json(review: Review, *, written: bool) -> dict[str, object]:
    return {
        "file": str(review.path),
        "document": review.document,
        "ok": not _is_open(review, written=written),
        "resolved": review.resolved,
        "written": written and review.resolved > 0,
        "findings": [
            {"line": finding.line, "where": finding.where, "message": finding.message}
            for finding in review.findings
        ],
    }


def _show(review: Review, *, written: bool) -> None:
    name = one_line(str(review.path), 200)
    for finding in review.findings:
        head = paint(f"{name}, line {finding.line}: {one_line(finding.where, 100)}", bold=True)
        say(f"{head}: {one_line(finding.message, 500)}")
    ending = f"{len(review.findings)} to mend" if review.findings else "it holds"
    if review.resolved:
        done = "written" if written else "to be put in with --write"
        ending += f"; the offsets of {review.resolved} spans are found, {done}"
    say(f"{name}: {ending}", err=True)
