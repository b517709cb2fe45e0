"""``summarizer requests``: model requests written to a file, and replies read back into a run."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.terminal import one_line, say, visible
from summarizer.errors import ConfigurationError, ExitCode, NothingToReadError
from summarizer.extraction import BASELINE, NO_MODEL
from summarizer.models import ModelOptions
from summarizer.models.files import Replies
from summarizer.reading import Overrides, read_paths
from summarizer.runs.requests import articles_beside, export_requests, import_replies
from summarizer.settings import resolve_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.settings import Settings

__all__ = ["command"]


@click.group("requests", short_help="Write model requests to a file, and read replies back.")
def command() -> None:
    """Ask a model by file, in the OpenAI Batch format."""


@command.command("export", short_help="Write the requests of articles.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-m", "--model", help="Model that is to be asked.")
@click.option("-o", "--output", "target", required=True, type=click.Path(path_type=Path), metavar="FILE")
@click.option("--repeat", type=click.IntRange(min=1), default=1, metavar="K", help="Requests an article.")
@click.option("--verify", is_flag=True, default=None, help="Have each result read a second time.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Take the first N documents only.")
@click.option("--published", metavar="DATE", help="Publication date of the articles, YYYY-MM-DD.")
@click.option("--outlet", help="Outlet of the articles, whatever they say.")
def export(  # noqa: PLR0913 - one parameter for each option
    *,
    paths: Sequence[str],
    model: str | None,
    target: Path,
    repeat: int,
    verify: bool | None,
    limit: int | None,
    published: str | None,
    outlet: str | None,
) -> ExitCode:
    """Write the requests that the articles at PATH... need to FILE, a JSON object a line.

    Beside it goes FILE's name with .articles.jsonl, which the import needs.
    """
    settings, options = _resolve({"model": model, "verify": verify})
    documents = read_paths(
        paths,
        overrides=Overrides(published=published, outlet=outlet),
        max_bytes=settings.max_bytes,
        max_characters=settings.max_characters,
    )
    exported = export_requests(islice(documents, limit), target, options, repeats=repeat)
    for failure in exported.failures:
        say(f"summarizer: failed: {one_line(str(failure), 500)}", err=True)
    if not exported.articles:
        raise NothingToReadError("no article could be read; nothing is exported")
    say(f"{exported.requests} requests about {exported.articles} articles: {visible(str(target))}", err=True)
    return ExitCode.SOME_FAILED if exported.failures else ExitCode.DONE


@command.command("import", short_help="Read replies into a run.")
@click.argument(
    "replies", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="RUN")
@click.option("-m", "--model", help="Model that answered.")
@click.option(
    "--requests", "requested", type=click.Path(path_type=Path, exists=True), metavar="FILE",
    help="The exported requests, where they are in another folder than the replies.",
)  # fmt: skip
@click.option("--record", metavar="DIR", help="Turn the exchanges into recordings in DIR.")
@click.option("--verify", is_flag=True, default=None, help="Have each result read a second time.")
@click.option("--next", "following", type=click.Path(path_type=Path), metavar="FILE", help="What is open.")
def import_(
    *,
    replies: Sequence[Path],
    output: Path,
    model: str | None,
    requested: Path | None,
    record: str | None,
    verify: bool | None,
    following: Path | None,
) -> ExitCode:
    """Read REPLIES, in the OpenAI Batch output format, into the run folder RUN.

    Name all reply files so far. What they leave open goes to the next round's file.
    """
    settings, options = _resolve({"model": model, "verify": verify})
    options = replace(options, cassettes=record, recording="off")
    read = Replies()
    for path in replies:
        read.read(path.read_text(encoding="utf-8", errors="replace").splitlines(), str(path))
    for sentence in read.malformed:
        say(f"summarizer: warning: {one_line(sentence, 300)}", err=True)
    articles = articles_beside([requested] if requested else list(replies))
    described = settings.model_dump(exclude={"output", "cassettes", "recording", "api_base"})
    imported = import_replies(articles, read, output, options, settings=described)
    failed = [entry for entry in imported.entries if entry.status == "failed"]
    for entry in failed:
        say(f"summarizer: failed: {one_line(entry.error or entry.id, 500)}", err=True)
    for sentence in imported.waiting.values():
        say(f"summarizer: waiting: {one_line(sentence, 300)}", err=True)
    say(f"{len(imported.entries)} results written: {visible(str(output))}", err=True)
    if record:
        say(f"{imported.recorded} exchanges recorded: {visible(record)}", err=True)
    following = following or replies[0].with_name(_FOLLOWING)
    return _close(imported.pending, following, failed=bool(failed))


_FOLLOWING = "requests.next.jsonl"


def _close(pending: list[dict[str, Any]], following: Path, *, failed: bool) -> ExitCode:
    """Write the next round's file, or remove an old one."""
    if not pending:
        following.unlink(missing_ok=True)
        return ExitCode.SOME_FAILED if failed else ExitCode.DONE
    lines = (json.dumps(line, ensure_ascii=False) + "\n" for line in pending)
    try:
        following.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{following}: cannot be written ({error.strerror})") from error
    say(
        f"{len(pending)} requests are open: {visible(str(following))}; answer them, and import all reply "
        f"files again",
        err=True,
    )
    return ExitCode.STOPPED


def _resolve(flags: dict[str, Any]) -> tuple[Settings, ModelOptions]:
    settings = resolve_settings(flags).settings
    if settings.model is None:
        raise ConfigurationError(NO_MODEL)
    if settings.model == BASELINE:
        raise ConfigurationError("baseline is rules alone and asks nobody; name a model with --model")
    return settings, ModelOptions.of(settings, settings.model)
