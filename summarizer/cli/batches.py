"""``summarizer requests submit``, ``status`` and ``fetch``: files of requests at a provider."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from summarizer.cli.terminal import one_line, say, visible
from summarizer.errors import ConfigurationError, ExitCode
from summarizer.extraction import BASELINE
from summarizer.models import ModelOptions
from summarizer.models.batches import BatchService
from summarizer.models.wire import wire_model
from summarizer.runs import batches as runs
from summarizer.settings import resolve_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summarizer.models.batches import Batch

__all__ = ["fetch", "status", "submit"]

CommandT = TypeVar("CommandT", bound="Callable[..., Any]")
_UNNAMED = "any"
"""Stands for a model where the file of requests is gone: only the server's address matters then."""


def _for_provider(command: CommandT) -> CommandT:
    """The arguments that all three share."""
    for option in (
        click.option("--trust-config", is_flag=True, help="Let ./summarizer.toml name a server elsewhere."),
        click.option("--api-base", metavar="URL", help="Address of the server."),
        click.option("-m", "--model", help="Model that is asked (default: as the requests say)."),
        click.argument(
            "paths",
            nargs=-1,
            required=True,
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE...",
        ),
    ):
        command = option(command)
    return command


@click.command("submit", short_help="Have a provider answer files of requests.")
@_for_provider
@click.option("--again", is_flag=True, help="Submit, and pay, once more what was submitted already.")
def submit(*, paths: Sequence[Path], again: bool, **flags: Any) -> ExitCode:
    """Upload each FILE of requests and have it answered as a batch, within a day.

    A FILE that was submitted as it stands is not submitted again. What was submitted is noted in FILE's name
    with .batch.json. The key is that of OPENAI_API_KEY or SUMMARIZER_API_KEY.
    """
    with _service(paths, **flags) as service:
        say(f"summarizer: the articles' text goes to {one_line(service.address, 200)}", err=True)
        for path in paths:
            submitted = runs.submit(path, service, again=again)
            how = "submitted" if submitted.is_new else "was submitted before"
            say(f"{visible(str(path))}: {how} as {_told(submitted.batch)}")
    return ExitCode.DONE


@click.command("status", short_help="Ask how far a provider is.")
@_for_provider
def status(*, paths: Sequence[Path], **flags: Any) -> ExitCode:
    """Say how far the batches of each FILE of requests are.

    Exit status: 0 all answered, 3 some under way, 4 some failed.
    """
    with _service(paths, **flags) as service:
        asked = [(path, runs.submissions(path, service)) for path in paths]
    for path, found in asked:
        for _, batch in found:
            say(f"{visible(str(path))}: {_told(batch)}")
    return _ending([found[-1][1] for _, found in asked])


@click.command("fetch", short_help="Fetch the replies from a provider.")
@_for_provider
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), metavar="REPLIES",
    help="One file for all (default: for each FILE one beside it, named after its content).",
)  # fmt: skip
@click.option("--wait", is_flag=True, help="Wait until all are answered.")
@click.option(
    "--poll", type=click.FloatRange(min=0, min_open=True), default=60.0, metavar="SECONDS",
    help="Time between two questions while waiting (default: 60).",
)  # fmt: skip
def fetch(*, paths: Sequence[Path], target: Path | None, wait: bool, poll: float, **flags: Any) -> ExitCode:
    """Write the replies to each FILE of requests, and what failed, as far as they are there.

    Give what this writes to summarizer requests import. Exit status: 0 all answered, 3 some under way, 4 some
    failed.
    """
    if target is not None and target.resolve() in {path.resolve() for path in paths}:
        raise ConfigurationError(f"{target}: holds requests; name another file for the replies with -o")
    with _service(paths, **flags) as service:
        if wait:
            asked = partial(_batches_of, paths, service)
            runs.wait(asked, poll, lambda news: say(f"summarizer: {one_line(news, 300)}", err=True))
        found = {path: runs.submissions(path, service) for path in paths}
        wanted: dict[Path, list[Batch]] = {}
        for path, listed in found.items():
            for submission, batch in listed:
                if batch.output_file or batch.error_file:
                    into = target or runs.replies_file(path, submission.sha256)
                    wanted.setdefault(into, []).append(batch)
                else:
                    say(f"summarizer: {visible(str(path))}: nothing to fetch of {_told(batch)}", err=True)
        for into, batches in wanted.items():
            lines = runs.fetch(batches, service, into)
            say(f"{lines} replies and errors: {visible(str(into))}", err=True)
    return _ending([listed[-1][1] for listed in found.values()])


def _batches_of(paths: Sequence[Path], service: BatchService) -> list[Batch]:
    return [batch for path in paths for _, batch in runs.submissions(path, service)]


def _ending(batches: Sequence[Batch]) -> ExitCode:
    """What the latest batches of some files come to."""
    if any(batch.under_way for batch in batches):
        return ExitCode.STOPPED
    well = all(batch.status == "completed" and not batch.failed for batch in batches)
    return ExitCode.DONE if well else ExitCode.SOME_FAILED


def _told(batch: Batch) -> str:
    """A batch on one line: how it stands, how far it is, and why it failed."""
    counts = f"{batch.completed} of {batch.total} answered" + (
        f", {batch.failed} failed" if batch.failed else ""
    )
    parts = [batch.status, *([counts] if batch.total else []), *([batch.reason] if batch.reason else [])]
    return one_line(f"{batch.id} ({'; '.join(parts)})", 500)


def _service(
    paths: Sequence[Path], *, model: str | None, api_base: str | None, trust_config: bool
) -> BatchService:
    """The provider of some files of requests, to be opened."""
    flags = {"model": model, "api_base": api_base}
    settings = resolve_settings(flags, trust_project=trust_config).settings
    named = None if settings.model == BASELINE else settings.model
    asked = next((runs.model_of(path) for path in paths if path.exists()), None)
    if asked is None or (named is not None and wire_model(named) == asked):
        return BatchService(ModelOptions.of(settings, named or _UNNAMED))
    if model is not None:
        raise ConfigurationError(
            f"{paths[0]}: asks {one_line(asked)}, not {one_line(model)}; leave --model out, or export again"
        )
    return BatchService(ModelOptions.of(settings, asked))
