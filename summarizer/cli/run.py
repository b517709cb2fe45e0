"""``summarizer run``: articles into a run folder, and a table of what became of them."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path, PurePath
from time import perf_counter
from typing import TYPE_CHECKING, Any, get_args

import click

from summarizer.cli.elsewhere import Where, where_options
from summarizer.cli.progress import Progress
from summarizer.cli.run_report import Report
from summarizer.cli.terminal import drop_stdout, one_line, say, visible
from summarizer.errors import ConfigurationError, DocumentError, ExitCode, NothingToReadError, RunError
from summarizer.extraction import BASELINE, ModelExtractor, check_model
from summarizer.models import ModelOptions
from summarizer.models.client import host_of
from summarizer.models.failures import without_secrets
from summarizer.reading import Overrides, read_paths
from summarizer.runs import MaxFailures, RunOptions, Shard, Stop, default_folder, run_documents, sampled
from summarizer.settings import Constraint, Recording, resolve_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.records import Document
    from summarizer.runs import ArticleEntry
    from summarizer.settings import Settings

__all__ = ["command"]

_GO_ON = "what is done is written and stays; the same command again goes on from there"
_ARTICLES_IN_FLIGHT = 4
"""With a language model, where ``jobs`` is not set."""


@click.command("run", short_help="Summarise articles into a run folder.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
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
@click.option("--max-failures", metavar="N|P%", help="Stop when more articles than that have failed.")
@click.option("--redo", is_flag=True, help="Do again what is done already.")
@click.option("--retry-failed", is_flag=True, help="Do only what has failed before.")
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
    as_json: bool,
    quiet: bool,
    **flags: Any,
) -> ExitCode:
    """Summarise the articles at PATH... into a run folder.

    PATH is a file (.txt, .md, .html, .pdf, .json, .jsonl), a folder, a pattern, or - for standard input.

    The same command again does only what is missing or has failed. Ctrl-C finishes what is under way; a
    second one stops at once.
    """
    if redo and retry_failed:
        raise ConfigurationError("--redo and --retry-failed contradict each other; leave one out")
    settings = resolve_settings(flags, trust_project=trust_config).settings
    overrides = Overrides(title=title, outlet=outlet, byline=byline, published=published, url=url)
    options = ModelOptions.of(settings, settings.model or "")
    check_model(settings.model, options)
    documents = read_paths(
        paths,
        overrides=overrides,
        max_bytes=settings.max_bytes,
        max_characters=settings.max_characters,
    )
    failures = settings.max_failures
    plan = _Plan(
        settings,
        options,
        repeat,
        redo=redo,
        retry_failed=retry_failed,
        max_failures=MaxFailures.parse(failures) if failures else None,
        where=where,
    )
    choice = _Choice(only)
    chosen = choice.of(documents)
    if shard is not None:
        chosen = Shard.parse(shard).of(chosen)
    if sample is not None:
        chosen = sampled(chosen, sample, seed)
    return _run(islice(chosen, limit), choice, plan, as_json=as_json, quiet=quiet)


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
    def jobs(self) -> int:
        return self.settings.jobs or (1 if self.options.model == BASELINE else _ARTICLES_IN_FLIGHT)

    @property
    def folder(self) -> Path:
        return Path(self.settings.output) if self.settings.output else default_folder(self.options.model)

    def described(self) -> dict[str, Any]:
        """The settings as the manifest keeps them, without credentials in an address."""
        values = self.settings.model_dump(exclude={"output"}) | {"jobs": self.jobs, "repeat": self.repeats}
        if values["api_base"]:
            values["api_base"] = without_secrets(values["api_base"], self.options)
        return values

    def extractor(self) -> AbstractContextManager[ModelExtractor | None]:
        """What asks the model, to be opened; None for rules alone."""
        if self.options.model == BASELINE:
            return nullcontext()
        return ModelExtractor(replace(self.options, in_flight=self.jobs), tell=_tell)

    def run_options(self, report: Report) -> RunOptions:
        """How the run goes about its documents."""
        return RunOptions(
            redo=self.redo,
            retry_failed=self.retry_failed,
            deadline=self.settings.deadline,
            max_failures=self.max_failures,
            stop=self.stop,
            on_kept=report.keep,
        )

    def announce(self) -> None:
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
                say(f"summarizer: the articles' text goes to {one_line(host, 100)} (model {model})", err=True)


class _Choice:
    """The documents that ``--only`` names; all of them where it names none."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._all = not ids
        self.missing = dict.fromkeys(ids)

    def of(self, documents: Iterator[Document | DocumentError]) -> Iterator[Document | DocumentError]:
        if self._all:
            yield from documents
            return
        for document in documents:
            met = _names(document) & self.missing.keys()
            for name in met:
                del self.missing[name]
            if met:
                yield document
            if not self.missing:
                return

    def unmet(self) -> NothingToReadError:
        """The error for ids that no document has."""
        names = ", ".join(repr(name) for name in self.missing)
        return NothingToReadError(f"--only {names}: no document has that id; leave --only out to see the ids")


def _names(document: Document | DocumentError) -> set[str]:
    """What a document may be asked for by; one that cannot be read has a path and no id yet."""
    if isinstance(document, DocumentError):
        return {document.document, PurePath(document.document).stem}
    return {document.info.id}


def _run(
    documents: Iterator[Document | DocumentError],
    choice: _Choice,
    plan: _Plan,
    *,
    as_json: bool,
    quiet: bool,
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
    folder = plan.folder
    started = perf_counter()
    with Progress(quiet=quiet) as progress:
        report = Report(folder, progress, as_json=as_json, second_reading=plan.options.verify)
        code, ending, left_out = _work(chain([first], documents), folder, plan, report)
    report.say_rows()
    if not quiet:
        report.say_kept(left_out)
        say(f"{progress} in {perf_counter() - started:.1f} s: {visible(str(folder))}", err=True)
        report.say_second_reading()
    report.say_failures()
    if ending:
        say(f"summarizer: error: {visible(ending)}", err=True)
        return code
    if choice.missing:
        raise choice.unmet()
    return ExitCode.SOME_FAILED if progress.failed else code


def _work(
    documents: Iterator[Document | DocumentError], folder: Path, plan: _Plan, report: Report
) -> tuple[ExitCode, str, int]:
    """Run the documents; the exit code, the sentence for what ended the run early, and what was left out."""
    stop = plan.stop
    try:
        plan.announce()
        crew = plan.where.crew(plan.options, plan.jobs, _tell)
        with plan.extractor() as extractor, crew as elsewhere, stop.at_interrupt(_tell_interrupt):
            finished = run_documents(
                documents,
                folder,
                model=plan.options.model,
                extractor=extractor,
                repeats=plan.repeats,
                jobs=plan.jobs,
                on_result=report.take,
                on_replaced=_tell_replaced,
                settings=plan.described(),
                options=replace(plan.run_options(report), elsewhere=elsewhere),
            )
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED, f"interrupted; {_GO_ON}; --limit or --only takes fewer at a time", 0
    except BrokenPipeError:
        drop_stdout()
        raise click.exceptions.Exit(ExitCode.STOPPED) from None
    except RunError as error:
        if error.exit_code is not ExitCode.STOPPED:
            raise
        return ExitCode.STOPPED, f"{error}; {_GO_ON}", 0
    if not stop.reason:
        return ExitCode.DONE, "", finished.left_out
    code = ExitCode.INTERRUPTED if stop.interrupted else ExitCode.STOPPED
    return code, f"{'' if stop.interrupted else 'stopped: '}{stop.reason}; {_GO_ON}", finished.left_out


def _tell(sentence: str) -> None:
    say(f"summarizer: {one_line(sentence, 300)}", err=True)


def _tell_interrupt() -> None:
    _tell("finishing what is under way; Ctrl-C again stops at once")


def _tell_replaced(entry: ArticleEntry) -> None:
    say(
        f"summarizer: warning: {one_line(entry.id, 80)}: an earlier result of this id, made from another "
        "text, was replaced; use -o to keep both",
        err=True,
    )
