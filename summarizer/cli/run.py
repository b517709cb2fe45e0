"""``summarizer run``: articles into a run folder, and a table of what became of them."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from time import perf_counter
from typing import TYPE_CHECKING, Any, get_args

import click

from summarizer.cli.choice import Choice
from summarizer.cli.elsewhere import Where, where_options
from summarizer.cli.progress import Progress
from summarizer.cli.run_log import RunLog
from summarizer.cli.run_report import Report, tell_passed_over
from summarizer.cli.terminal import drop_stdout, one_line
from summarizer.errors import (
    ConfigurationError,
    ExitCode,
    NothingToReadError,
    RunError,
    SummarizerError,
)
from summarizer.extraction import BASELINE, ModelExtractor, check_model
from summarizer.models import ModelOptions
from summarizer.models.failures import without_secrets
from summarizer.models.hosts import host_of
from summarizer.reading import Overrides
from summarizer.reading.counting import count_documents
from summarizer.reading.listing import find_documents
from summarizer.reading.reader import read_again
from summarizer.reading.readings import Readings
from summarizer.runs import (
    MaxFailures,
    RunFiles,
    RunOptions,
    Shard,
    Stop,
    default_folder,
    folder_of,
    run_documents,
    sampled,
)
from summarizer.settings import Constraint, LogFormat, Recording, resolve_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from summarizer.cli.choice import Item
    from summarizer.runs.costs import Budget
    from summarizer.settings import Settings

__all__ = ["command"]

_GO_ON = "what is done is written and stays; the same command again goes on from there"
_FINISHING = "finishing what is under way; Ctrl-C again stops at once"
_TERMINATING = "SIGTERM received: finishing what is under way; a second one stops at once"
_REPLACED = "an earlier result of this id, made from another text, was replaced; use -o to keep both"
_ARTICLES_IN_FLIGHT = 4
"""With a language model, where ``jobs`` is not set."""


@click.command("run", short_help="Summarise articles into a run folder.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option("-m", "--model", help="Model that labels what the rules find.")
@click.option("--api-base", metavar="URL", help="Address of the model's server.")
@click.option("--cassettes", metavar="DIR", help="Folder of recorded exchanges with models.")
@click.option("--recording", type=click.Choice(get_args(Recording)), help="What becomes of the exchanges.")
@click.option("--constraint", type=click.Choice(get_args(Constraint)), help="How the form is told.")
@click.option("--context-window", type=click.IntRange(min=4096), metavar="TOKENS", help="Prompt and answer.")
@click.option("--timeout", type=float, metavar="SECONDS", help="Longest time for one call.")
@click.option("--retries", type=click.IntRange(min=0), metavar="N", help="Attempts after one that failed.")
@click.option("--rpm", type=float, metavar="N", help="Most calls a minute (default: learned).")
@click.option("--tpm", type=float, metavar="N", help="Most tokens a minute.")
@click.option("--deadline", type=float, metavar="SECONDS", help="Longest time for one article.")
@click.option("--patience", type=float, metavar="SECONDS", help="Longest wait for a server that is down.")
@click.option("--dry-run", is_flag=True, help="Say what it would do and cost; ask and write nothing.")
@click.option("--max-cost", type=float, metavar="USD", help="Begin nothing that would make it cost more.")
@click.option("--price-in", type=float, metavar="USD", help="Price of a million tokens of prompts.")
@click.option("--price-out", type=float, metavar="USD", help="Price of a million tokens of answers.")
@click.option("--max-failures", metavar="N|P%", help="Stop when more articles than that have failed.")
@click.option("--redo", is_flag=True, help="Do again what is done already.")
@click.option("--retry-failed", is_flag=True, help="Do only what has failed before, or was done in part.")
@click.option("--split/--no-split", default=None, help="Ask in several small requests, for a small model.")
@click.option("--verify", is_flag=True, default=None, help="Have each result read a second time.")
@click.option("--verify-model", metavar="MODEL", help="Who reads it (default: the same model).")
@click.option("--repeat", type=click.IntRange(min=1), default=1, metavar="K", help="Results an article.")
@click.option("--trust-config", is_flag=True, help="Let ./summarizer.toml name a server elsewhere.")
@click.option("-o", "--output", metavar="DIR", help="Run folder (default: runs/ and the model's name).")
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Articles under way at a time.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Take the first N documents only.")
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="Take N documents by chance.")
@click.option("--seed", type=int, default=0, metavar="S", help="Makes another choice for --sample.")
@click.option("--shard", metavar="I/N", help="Take the I-th of N parts, each for a run folder of its own.")
@where_options
@click.option("--only", multiple=True, metavar="ID", help="Take the document of this id only (repeatable).")
@click.option("--title", help="Title of the articles, whatever they say.")
@click.option("--outlet", help="Outlet of the articles, whatever they say.")
@click.option("--byline", help="Author of the articles, whatever they say.")
@click.option("--published", metavar="DATE", help="Publication date of the articles, YYYY-MM-DD.")
@click.option("--url", help="Address of the articles.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON line for each document as it is done.")
@click.option("--log-format", type=click.Choice(get_args(LogFormat)), help="Messages, or JSON lines.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
def command(  # noqa: PLR0913 - one parameter for each option
    *,
    paths: Sequence[str],
    repeat: int,
    trust_config: bool,
    redo: bool,
    retry_failed: bool,
    sample: int | None,
    seed: int,
    shard: str | None,
    where: Where,
    limit: int | None,
    only: Sequence[str],
    title: str | None,
    outlet: str | None,
    byline: str | None,
    published: str | None,
    url: str | None,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
    **flags: Any,
) -> ExitCode:
    """Summarise the articles at PATH... into a run folder.

    PATH is a file (.txt, .md, .html, .pdf, .json, .jsonl), a folder, a pattern, or - for standard input.

    The same command again does only what is missing or has failed; what was done in part is asked again with
    --retry-failed. Ctrl-C finishes what is under way; a second one stops at once.
    """
    if redo and retry_failed:
        raise ConfigurationError("--redo and --retry-failed contradict each other; leave one out")
    settings = resolve_settings(flags, trust_project=trust_config).settings
    overrides = Overrides(title=title, outlet=outlet, byline=byline, published=published, url=url)
    options = ModelOptions.of(settings, settings.model or "")
    check_model(settings.model, options)
    plan = _Plan(
        settings,
        options,
        repeat,
        redo=redo,
        retry_failed=retry_failed,
        max_failures=MaxFailures.parse(settings.max_failures) if settings.max_failures else None,
        where=where,
    )
    listing = find_documents(paths, plan.folder)
    choice = Choice(only)
    total = None if quiet or dry_run else count_documents(listing.documents)
    told = None if quiet or only else listing
    limits = {"max_bytes": settings.max_bytes, "max_characters": settings.max_characters}
    readings = Readings(RunFiles(plan.folder).readings, overrides, limits, writes=not dry_run)
    click.get_current_context().with_resource(readings)
    chosen = choice.of(read_again(listing.documents, readings, overrides=overrides, **limits))
    if shard is not None:
        part = Shard.parse(shard)
        chosen, total = part.of(chosen), None if total is None else round(total / part.count)
    if sample is not None:
        chosen = sampled(chosen, sample, seed)
    log = RunLog(as_json=settings.log_format == "json", quiet=quiet)
    if dry_run:
        tell_passed_over(told, log)
        return _plan_only(islice(chosen, limit), plan, as_json=as_json)
    bounds = [bound for bound in (total, limit, sample, len(only)) if bound]
    progress = Progress(log, min(bounds) if total is not None else None, repeat)
    report = Report(plan.folder, progress, told, as_json=as_json, second_reading=options.verify)
    try:
        return _run(islice(chosen, limit), choice, plan, report, progress)
    except SummarizerError as error:
        if not log.as_json:
            raise
        log.fail(str(error), error.exit_code)
        return error.exit_code


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a run is to do."""

    settings: Settings
    options: ModelOptions
    repeats: int
    redo: bool = False
    retry_failed: bool = False
    max_failures: MaxFailures | None = None
    where: Where = field(default_factory=Where)
    stop: Stop = field(default_factory=Stop)

    @property
    def asked(self) -> ModelOptions | None:
        """How the model is asked; None for rules alone."""
        return None if self.options.model == BASELINE else self.options

    @property
    def jobs(self) -> int:
        return self.settings.jobs or (1 if self.options.model == BASELINE else _ARTICLES_IN_FLIGHT)

    @property
    def folder(self) -> Path:
        return folder_of(self.settings.output) if self.settings.output else default_folder(self.options.model)

    def described(self) -> dict[str, Any]:
        """The settings as the manifest keeps them, without credentials in an address."""
        values = self.settings.model_dump(exclude={"output"}) | {"jobs": self.jobs, "repeat": self.repeats}
        if values["api_base"]:
            values["api_base"] = without_secrets(values["api_base"], self.options)
        return values

    def extractor(self, tell: Callable[[str], None]) -> AbstractContextManager[ModelExtractor | None]:
        """What asks the model, to be opened; None for rules alone."""
        if self.options.model == BASELINE:
            return nullcontext()
        return ModelExtractor(replace(self.options, in_flight=self.jobs), tell=tell)

    def budget(self) -> Budget | None:
        """What the run may cost; None where there is no limit, or nothing to pay for."""
        limit = self.settings.max_cost
        if limit is None or self.asked is None or self.options.recording == "replay":
            return None
        from summarizer.runs.costs import Budget, prices_of  # noqa: PLC0415 - for those who set it

        return Budget(limit, self.options, prices_of(self.options))

    def run_options(self, report: Report | None = None) -> RunOptions:
        """How the run goes about its documents."""
        return RunOptions(
            redo=self.redo,
            retry_failed=self.retry_failed,
            deadline=self.settings.deadline,
            max_failures=self.max_failures,
            stop=self.stop,
            budget=self.budget() if report else None,
            on_kept=report.keep if report else None,
        )

    def announce(self, log: RunLog) -> None:
        """Say once where the articles' text goes, before any of it does."""
        if self.options.model == BASELINE:
            return
        asked = [self.options]
        if self.options.verify and self.options.verify_model not in (None, self.options.model):
            asked.append(replace(self.options, model=self.options.verify_model or ""))
        for options in asked:
            host = host_of(options)
            if host is not None:
                model = one_line(options.model, 80)
                sentence = f"the articles' text goes to {one_line(host, 100)} (model {model})"
                log.tell("sending", sentence, host=host, model=options.model)


def _plan_only(documents: Iterator[Item], plan: _Plan, *, as_json: bool) -> ExitCode:
    """Say what the run would do and cost."""
    from summarizer.cli.dry_run import say_planned  # noqa: PLC0415 - for those who ask
    from summarizer.runs.planning import plan_run  # noqa: PLC0415

    planned = plan_run(
        documents,
        plan.folder,
        model=plan.options.model,
        asked=plan.asked,
        repeats=plan.repeats,
        options=plan.run_options(),
    )
    say_planned(planned, plan.options, plan.folder, as_json=as_json)
    return ExitCode.DONE


def _run(
    documents: Iterator[Item],
    choice: Choice,
    plan: _Plan,
    report: Report,
    progress: Progress,
) -> ExitCode:
    first = next(documents, None)
    if first is None:
        raise (
            choice.unmet()
            if choice.missing
            else NothingToReadError(
                "no document belongs to this shard; leave --shard out, or take fewer parts"
            )
        )
    started = perf_counter()
    log = progress.log
    log.note(
        "started",
        model=plan.options.model,
        folder=str(plan.folder),
        articles=progress.total,
        jobs=plan.jobs,
        max_cost=plan.settings.max_cost,
    )
    with progress:
        code, ending, left_out = _work(chain([first], documents), plan, report, progress)
    report.say_rows()
    tell_passed_over(report.listing, log)
    if not ending and (progress.failed or progress.partial or progress.kept_partial):
        code = ExitCode.SOME_FAILED
    seconds = perf_counter() - started
    if log.as_json:
        log.note("finished", **report.facts(left_out), seconds=round(seconds, 3), exit_code=int(code))
    else:
        report.say_end(seconds, left_out, quiet=log.quiet)
    if ending:
        log.fail(without_secrets(ending, plan.options), code)
    elif choice.missing:
        raise choice.unmet()
    return code


def _work(
    documents: Iterator[Item], plan: _Plan, report: Report, progress: Progress
) -> tuple[ExitCode, str, int]:
    """Run the documents; the exit code, the sentence for what ended the run early, and what was left out."""
    stop, log = plan.stop, progress.log
    extractor: ModelExtractor | None = None

    def tell(sentence: str) -> None:
        paused = extractor is not None and extractor.pace.paused
        log.tell("paused" if paused else "resumed", without_secrets(sentence, plan.options))

    try:
        options = plan.run_options(report)
        with (
            plan.extractor(tell) as extractor,
            plan.where.crew(plan.folder, plan.options, plan.jobs, tell) as elsewhere,
            stop.at_interrupt(
                lambda: log.tell("interrupted", _TERMINATING if stop.terminated else _FINISHING)
            ),
        ):
            if extractor is not None:
                progress.watch(extractor)
            finished = run_documents(
                _announced(documents, plan, log),
                plan.folder,
                model=plan.options.model,
                extractor=extractor,
                repeats=plan.repeats,
                jobs=plan.jobs,
                on_result=report.take,
                on_replaced=lambda entry: log.tell(
                    "replaced", f"{one_line(entry.id, 80)}: {_REPLACED}", prefix="warning: ", id=entry.id
                ),
                settings=plan.described(),
                options=replace(options, elsewhere=elsewhere),
            )
    except KeyboardInterrupt:
        why = "ended by SIGTERM" if stop.terminated else "interrupted"
        return _interrupted(stop), f"{why}; {_GO_ON}; --limit or --only takes fewer at a time", 0
    except BrokenPipeError:
        drop_stdout()
        raise click.exceptions.Exit(ExitCode.STOPPED) from None
    except RunError as error:
        if error.exit_code is not ExitCode.STOPPED:
            raise
        return ExitCode.STOPPED, f"{error}; {_GO_ON}", 0
    if not stop.reason:
        return ExitCode.DONE, "", finished.left_out
    code = _interrupted(stop) if stop.interrupted else ExitCode.STOPPED
    return code, f"{'' if stop.interrupted else 'stopped: '}{stop.reason}; {_GO_ON}", finished.left_out


def _announced(documents: Iterator[Item], plan: _Plan, log: RunLog) -> Iterator[Item]:
    """The documents; where they go is said before the first one is handed over."""
    plan.announce(log)
    yield from documents


def _interrupted(stop: Stop) -> ExitCode:
    return ExitCode.TERMINATED if stop.terminated else ExitCode.INTERRUPTED
