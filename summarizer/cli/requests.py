"""``summarizer requests``: model requests written to a file, and replies read back into a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from summarizer.cli import batches
from summarizer.cli.progress import in_part
from summarizer.cli.terminal import one_line, say, visible
from summarizer.errors import ConfigurationError, ExitCode
from summarizer.extraction import BASELINE, NO_MODEL
from summarizer.models import ModelOptions
from summarizer.models.files import Replies
from summarizer.reading import Overrides, read_paths
from summarizer.runs.request_files import (
    MOST_BYTES,
    MOST_REQUESTS,
    Limits,
    RequestParts,
    articles_beside,
    models_beside,
)
from summarizer.runs.requests import export_requests, import_replies
from summarizer.settings import resolve_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summarizer.models.files import Tally
    from summarizer.settings import Settings

__all__ = ["command"]

CommandT = TypeVar("CommandT", bound="Callable[..., Any]")
_FOLLOWING = "requests.next.jsonl"
_TOLD = 20
"""Sentences of a kind that are told; a thousand help nobody."""


def _limited(command: CommandT) -> CommandT:
    """How large a file of requests may be."""
    for option in (
        click.option(
            "--max-bytes", "part_bytes", type=click.IntRange(min=1), default=MOST_BYTES, metavar="N",
            help="Most bytes of a file of requests (default: 200 MB).",
        ),
        click.option(
            "--max-requests", "part_requests", type=click.IntRange(min=1), default=MOST_REQUESTS, metavar="N",
            help="Most requests in a file (default: 50,000); what is more goes to FILE.2.jsonl and so on.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


@click.group("requests", short_help="Write model requests to a file, and read replies back.")
def command() -> None:
    """Ask a model by file, in the OpenAI Batch format: export, submit, fetch, import."""


command.add_command(batches.submit)
command.add_command(batches.status)
command.add_command(batches.fetch)


@command.command("export", short_help="Write the requests of articles.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-m", "--model", help="Model that is to be asked.")
@click.option("-o", "--output", "target", required=True, type=click.Path(path_type=Path), metavar="FILE")
@click.option("--repeat", type=click.IntRange(min=1), default=1, metavar="K", help="Requests an article.")
@click.option("--split/--no-split", default=None, help="Ask in several small requests, for a small model.")
@click.option("--verify", is_flag=True, default=None, help="Have each result read a second time.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Take the first N documents only.")
@click.option("--published", metavar="DATE", help="Publication date of the articles, YYYY-MM-DD.")
@click.option("--outlet", help="Outlet of the articles, whatever they say.")
@_limited
def export(  # noqa: PLR0913 - one parameter for each option
    *,
    paths: Sequence[str],
    model: str | None,
    target: Path,
    repeat: int,
    split: bool | None,
    verify: bool | None,
    limit: int | None,
    published: str | None,
    outlet: str | None,
    part_requests: int,
    part_bytes: int,
) -> ExitCode:
    """Write the requests that the articles at PATH... need to FILE, a JSON object a line.

    Beside it goes FILE's name with .articles.jsonl, which the import needs. What one file may not hold goes
    to further ones: requests.jsonl, requests.2.jsonl and so on.
    """
    settings, options = _resolve({"model": model, "split": split, "verify": verify})
    documents = read_paths(
        paths,
        overrides=Overrides(published=published, outlet=outlet),
        max_bytes=settings.max_bytes,
        max_characters=settings.max_characters,
    )
    teller = _Teller()
    exported = export_requests(
        islice(documents, limit), target, options,
        repeats=repeat, limits=Limits(part_requests, part_bytes), tell=teller,
    )  # fmt: skip
    teller.close()
    _warn_of_large(exported.oversized)
    say(
        f"{exported.requests} requests about {exported.articles} articles: {_listed(exported.paths)}",
        err=True,
    )
    return ExitCode.SOME_FAILED if exported.failures else ExitCode.DONE


@command.command("import", short_help="Read replies into a run.")
@click.argument(
    "replies", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="RUN")
@click.option("-m", "--model", help="Model that answered (default: as set, or as the requests say).")
@click.option(
    "--requests", "requested", type=click.Path(path_type=Path, exists=True), metavar="FILE",
    help="The exported requests, where they are in another folder than the replies.",
)  # fmt: skip
@click.option("--record", metavar="DIR", help="Turn the exchanges into recordings in DIR.")
@click.option("--split/--no-split", default=None, help="Ask in several small requests, for a small model.")
@click.option("--verify", is_flag=True, default=None, help="Have each result read a second time.")
@click.option("--next", "following", type=click.Path(path_type=Path), metavar="FILE", help="What is open.")
@click.option(
    "--repeat", type=click.IntRange(min=1), metavar="K",
    help="Results an article (default: as many as have replies).",
)  # fmt: skip
@_limited
def import_(  # noqa: PLR0913 - one parameter for each option
    *,
    replies: Sequence[Path],
    output: Path,
    model: str | None,
    requested: Path | None,
    record: str | None,
    split: bool | None,
    verify: bool | None,
    following: Path | None,
    repeat: int | None,
    part_requests: int,
    part_bytes: int,
) -> ExitCode:
    """Read REPLIES, in the OpenAI Batch output format, into the run folder RUN.

    Name all reply files so far, in any order. What they leave open goes to the next round's file.
    """
    exported = [requested] if requested else list(replies)
    settings, options = _resolve({"model": model, "split": split, "verify": verify}, exported)
    options = replace(options, cassettes=record, recording="off")
    if model is None:
        _refuse_another_model(exported, options.model)
    following = following or replies[0].with_name(_FOLLOWING)
    if following.resolve() in {path.resolve() for path in replies}:
        raise ConfigurationError(f"{following}: holds replies that are to be read; name another --next")
    described = settings.model_dump(exclude={"output", "cassettes", "recording", "api_base"})
    articles = articles_beside(exported)
    teller = _Teller()
    with Replies() as read, RequestParts(following, Limits(part_requests, part_bytes)) as parts:
        for path in replies:
            read.read(path)
        read.repeats = repeat or read.repeats
        imported = import_replies(
            articles, read, output, options, following=parts, settings=described, tell=teller
        )
        tally = read.tally()
    teller.close()
    _tell_of_replies(tally)
    _warn_of_large(parts.oversized)
    part = in_part(imported.partial, imported.results)
    say(f"{imported.results} results written{part}: {visible(str(output))}", err=True)
    if record:
        say(f"{imported.recorded} exchanges recorded: {visible(record)}", err=True)
    if imported.waiting:
        say(
            f"{parts.requests} requests are open: {_listed(parts.paths)}; answer them, and import all reply "
            f"files again",
            err=True,
        )
        return ExitCode.STOPPED
    return ExitCode.SOME_FAILED if imported.failed or imported.partial else ExitCode.DONE


class _Teller:
    """Says the first sentences about articles, of each kind, and counts the others."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()

    def __call__(self, kind: Literal["failed", "partial", "waiting"], sentence: str) -> None:
        self._count[kind] += 1
        if self._count[kind] <= _TOLD:
            say(f"summarizer: {kind}: {one_line(sentence, 300 if kind == 'waiting' else 500)}", err=True)

    def close(self) -> None:
        """Say how many more there were."""
        for kind, count in self._count.items():
            if count > _TOLD:
                say(f"summarizer: {kind}: and {count - _TOLD} more", err=True)


def _tell_of_replies(tally: Tally) -> None:
    """Say what is odd about the reply files."""
    for sentence in tally.faults:
        say(f"summarizer: warning: {one_line(sentence, 300)}", err=True)
    if tally.malformed > len(tally.faults):
        more = tally.malformed - len(tally.faults)
        say(f"summarizer: warning: and {more} more lines of another format", err=True)
    if tally.doubled:
        say(
            f"summarizer: {tally.doubled} replies are further ones to the same requests; the first valid one "
            f"counts",
            err=True,
        )
    if tally.failing:
        named = one_line("; ".join(tally.failures), 500)
        say(f"summarizer: warning: {tally.failing} requests failed there: {named}", err=True)
    if tally.unknown:
        named = one_line(", ".join(tally.strangers), 500)
        say(
            f"summarizer: warning: {tally.unknown} replies are to requests that these articles do not have: "
            f"{named}; name all reply files, and the --model, --split and --verify of the export",
            err=True,
        )


def _warn_of_large(count: int) -> None:
    if count:
        say(
            f"summarizer: warning: {count} requests are larger than --max-bytes by themselves and stand "
            f"alone; a provider may refuse them",
            err=True,
        )


def _listed(paths: Sequence[Path]) -> str:
    """Some files: the first, and the last of several."""
    shown = [visible(str(path)) for path in paths]
    return shown[0] if len(shown) == 1 else f"{len(shown)} files, {shown[0]} to {shown[-1]}"


def _refuse_another_model(paths: list[Path], model: str) -> None:
    """A model that nobody named on the command line has to be the one that was asked."""
    others = sorted(one for one in models_beside(paths) if model != one and not model.endswith(f"/{one}"))
    if others:
        raise ConfigurationError(
            f"the requests beside {paths[0]} ask {others[0]}, and the model that is set here is {model}; "
            f"name the one that answered with --model"
        )


def _resolve(flags: dict[str, Any], exported: Sequence[Path] = ()) -> tuple[Settings, ModelOptions]:
    """The settings; where no model is set, that of the exported requests.

    Args:
        flags: What the command line sets.
        exported: The requests, or what stands beside them.

    Raises:
        ConfigurationError: No model is set, and the requests do not name one alone; or it is baseline.
    """
    settings = resolve_settings(flags).settings
    model = settings.model
    if model is None:
        asked = sorted(models_beside(exported))
        if len(asked) > 1:
            raise ConfigurationError(
                f"the requests beside {exported[0]} ask {' and '.join(asked)}; name the one that answered "
                f"with --model"
            )
        if not asked:
            raise ConfigurationError(NO_MODEL)
        model = asked[0]
        settings = settings.model_copy(update={"model": model})
    if model == BASELINE:
        raise ConfigurationError("baseline is rules alone and asks nobody; name a model with --model")
    return settings, ModelOptions.of(settings, model)
