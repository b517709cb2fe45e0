"""``summarizer review``: a page to go through the differences on, and the decisions that were made there."""

from __future__ import annotations

import webbrowser
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.review_input import Compared, SourceTexts, opened, write_references
from summarizer.cli.terminal import one_line, say, visible
from summarizer.errors import ExitCode, RunError
from summarizer.review.baselines import BASELINES
from summarizer.review.decisions import DECISIONS_FILE, import_decisions, load_decisions, reviewer_name
from summarizer.review.page import build_page
from summarizer.review.server import ReviewServer
from summarizer.review.standing import standing
from summarizer.runs import RunFiles, write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.review.decisions import Decision
    from summarizer.review.page import Page

__all__ = ["command"]

_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)
_STALE_SHOWN = 10


@click.command("review", short_help="Go through the differences, and decide.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[DIFF | RUN...]")
@click.option(
    "--decisions", type=_FILE, default=Path(DECISIONS_FILE), metavar="FILE",
    help=f"Where decisions are kept.  [default: {DECISIONS_FILE}]",
)  # fmt: skip
@click.option("--reviewer", metavar="NAME", help="Who decides.  [default: git's user.name, or the user]")
@click.option("--html", type=_FILE, metavar="FILE", help="Write the page to a file instead of serving it.")
@click.option("--import", "imported", type=_FILE, metavar="FILE", help="Take decisions exported from a page.")
@click.option(
    "--export-references", "references", type=_FOLDER, metavar="DIR",
    help="Write the articles that were decided on as draft annotations.",
)  # fmt: skip
@click.option(
    "--baselines", type=_FOLDER, default=Path(BASELINES), metavar="DIR",
    help=f"The approved run, for one RUN alone.  [default: {BASELINES}]",
)  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port of the page.  [default: any]")
@click.option("--open/--no-open", "show", default=False, help="Open the page in the browser.")
def command(
    *,
    paths: Sequence[Path],
    decisions: Path,
    reviewer: str | None,
    html: Path | None,
    imported: Path | None,
    references: Path | None,
    **asked: Any,
) -> ExitCode:
    """Serve a page on this machine on which the changes between runs are accepted, rejected or corrected.

    DIFF is a file that diff --json wrote; of several RUNs each is compared with the first, and one RUN alone
    with the approved one. Each decision is written to the file of decisions as it is made, and holds for as
    long as its change stays the same. Ctrl-C ends.

    With --html the page is a file of its own that needs no network; it keeps decisions in the browser and
    exports them as a file, which --import reads. A correction that does not hold is not taken, and the exit
    status is 1; name the RUNs too, so that it is held against the articles.
    """
    done = ExitCode.DONE
    if imported is not None and _import(decisions, imported, paths):
        done = ExitCode.GATE_FAILED
    if not paths:
        if imported is None:
            raise click.UsageError("name a DIFF, or the RUNs to compare")
        return done
    decided = load_decisions(decisions)
    serves = html is None and references is None and imported is None
    who = " ".join((reviewer or reviewer_name()).split())
    with ExitStack() as stack:
        compared = opened(paths, asked["baselines"], decided, stack)
        texts = compared.texts()
        page = build_page(compared.head, compared.articles(), texts, who if serves else None)
        _tell_standing(page, decided)
        if html is not None:
            _write(html, page.with_decisions(decided))
        if references is not None:
            _write_references(references, compared, decided)
    if serves:
        _serve(ReviewServer(page, texts, decisions, who, port=asked["port"]), decisions, show=asked["show"])
    return done


def _import(decisions: Path, imported: Path, paths: Sequence[Path]) -> int:
    """Take decisions; corrections that do not hold are told and left out, and counted."""
    texts = SourceTexts([RunFiles(path) for path in paths if path.is_dir()])
    found = import_decisions(decisions, imported, texts)
    said = [f"{found.taken} taken"]
    if found.known:
        said.append(f"{found.known} known already")
    if found.older:
        said.append(f"{found.older} older than what is there")
    if found.refused:
        said.append(f"{len(found.refused)} not taken, as the correction does not hold; mend it on the page:")
    say(f"{visible(str(decisions))}: {', '.join(said)}", err=True)
    for each in found.refused:
        say(f"  {one_line(each, 500)}", err=True)
    return len(found.refused)


def _tell_standing(page: Page, decided: Mapping[str, Decision]) -> None:
    """Say which decisions no longer hold."""
    found = standing(decided, page.subjects)
    if found.applied:
        say(f"{len(found.applied)} of {len(page.subjects.changes)} changes are decided already", err=True)
    if found.stale:
        say(f"summarizer: note: stale, as their change is no longer the same: {len(found.stale)}", err=True)
    for each in found.stale[:_STALE_SHOWN]:
        line = f"{each.document}: {each.decision} by {each.reviewer}: {each.title}"
        say(f"  {one_line(line, 110)}", err=True)


def _write(path: Path, page: str) -> None:
    if not path.parent.is_dir():
        raise RunError(f"{path.parent}: there is no such folder; make it first")
    write_atomically(path, page.encode())
    say(f"wrote {visible(str(path))}; it needs no network", err=True)


def _write_references(folder: Path, compared: Compared, decided: Mapping[str, Decision]) -> None:
    written = write_references(folder, compared, decided)
    say(
        f"{visible(str(folder))}: {written} draft annotations; check them with: summarizer reference check",
        err=True,
    )


def _serve(server: ReviewServer, decisions: Path, *, show: bool) -> None:
    say(server.url)
    say(f"decisions go to {visible(str(decisions))}; Ctrl-C ends", err=True)
    if show:
        webbrowser.open(server.url)
    with suppress(KeyboardInterrupt):
        server.serve()
    say(f"{server.decided} decisions written to {visible(str(decisions))}", err=True)
