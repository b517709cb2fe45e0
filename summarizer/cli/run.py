"""``summarizer run``: articles into a run folder, and a table of what became of them."""

from __future__ import annotations

import json
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path, PurePath
from time import perf_counter
from typing import TYPE_CHECKING, Any, get_args

import click

from summarizer.cli.progress import Progress
from summarizer.cli.tables import Column, say_table
from summarizer.cli.terminal import drop_stdout, one_line, say, say_json, visible
from summarizer.errors import DocumentError, ExitCode, NothingToReadError, RunError
from summarizer.extraction import BASELINE, ModelExtractor, check_model
from summarizer.models import ModelOptions
from summarizer.models.client import host_of
from summarizer.models.failures import without_secrets
from summarizer.reading import Overrides, read_paths
from summarizer.runs import default_folder, run_documents
from summarizer.settings import Constraint, Recording, resolve_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from summarizer.records import Document
    from summarizer.runs import ArticleEntry
    from summarizer.settings import Settings

__all__ = ["command"]

_COLUMNS = (
    Column("document"),
    Column("status"),
    Column("events", numeric=True),
    Column("figures", numeric=True),
    Column("quotes", numeric=True),
    Column("findings", numeric=True),
    Column("time", numeric=True),
)
_ARTICLES_IN_FLIGHT = 4
"""With a language model, where ``jobs`` is not set."""
_FAILURES_TOLD = 20
"""A thousand sentences help nobody; the run folder has them all."""


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
@click.option("--verify", is_flag=True, default=None, help="Have each result read a second time.")
@click.option("--verify-model", metavar="MODEL", help="Who reads it (default: the same model).")
@click.option("--repeat", type=click.IntRange(min=1), default=1, metavar="K", help="Results an article.")
@click.option("--trust-config", is_flag=True, help="Let ./summarizer.toml name a server elsewhere.")
@click.option("-o", "--output", metavar="DIR", help="Run folder (default: runs/ and the model's name).")
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Articles under way at a time.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Take the first N documents only.")
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
    """
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
    choice = _Choice(only)
    plan = _Plan(settings, options, repeat)
    return _run(islice(choice.of(documents), limit), choice, plan, as_json=as_json, quiet=quiet)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a run is to do."""

    settings: Settings
    options: ModelOptions
    repeats: int

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
        return nullcontext() if self.options.model == BASELINE else ModelExtractor(self.options)

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
        raise choice.unmet()
    folder = plan.folder
    done: list[tuple[int, ArticleEntry]] = []
    started = perf_counter()
    with Progress(quiet=quiet) as progress:

        def take(index: int, entry: ArticleEntry) -> None:
            done.append((index, entry))
            progress.advance(entry)
            if as_json:
                say_json(_line(entry, folder))
                sys.stdout.flush()

        code, ending = _work(chain([first], documents), folder, plan, take)
    entries = [entry for _, entry in sorted(done, key=lambda pair: pair[0])]
    if not as_json:
        say_table(_COLUMNS, [_row(entry) for entry in entries])
    if not quiet:
        say(f"{progress} in {perf_counter() - started:.1f} s: {visible(str(folder))}", err=True)
    if plan.options.verify and not quiet:
        say(f"second reading: {_second_reading(entries, folder)}", err=True)
    _tell_failures(entries)
    if ending:
        say(f"summarizer: error: {visible(ending)}", err=True)
        return code
    if choice.missing:
        raise choice.unmet()
    return ExitCode.SOME_FAILED if progress.failed else code


def _work(
    documents: Iterator[Document | DocumentError],
    folder: Path,
    plan: _Plan,
    take: Callable[[int, ArticleEntry], None],
) -> tuple[ExitCode, str]:
    """Run the documents; the exit code, and the sentence for what ended the run early."""
    try:
        plan.announce()
        with plan.extractor() as extractor:
            run_documents(
                documents,
                folder,
                model=plan.options.model,
                extractor=extractor,
                repeats=plan.repeats,
                jobs=plan.jobs,
                on_result=take,
                on_replaced=_tell_replaced,
                settings=plan.described(),
            )
    except KeyboardInterrupt:
        return (
            ExitCode.INTERRUPTED,
            "interrupted; what is done is written and stays; --limit or --only takes fewer at a time",
        )
    except BrokenPipeError:
        drop_stdout()
        raise click.exceptions.Exit(ExitCode.STOPPED) from None
    except RunError as error:
        if error.exit_code is not ExitCode.STOPPED:
            raise
        return ExitCode.STOPPED, str(error)
    return ExitCode.DONE, ""


def _tell_replaced(entry: ArticleEntry) -> None:
    say(
        f"summarizer: warning: {one_line(entry.id, 80)}: an earlier result of this id, made from another "
        "text, was replaced; use -o to keep both",
        err=True,
    )


def _second_reading(entries: Sequence[ArticleEntry], folder: Path) -> str:
    """What the second readings took together; unknown where a part of it is."""
    taken: dict[str, float | None] = {}
    for entry in entries:
        text = (folder / "results" / entry.result).read_text(encoding="utf-8") if entry.result else "{}"
        parameters = json.loads(text).get("provenance", {}).get("parameters", {})
        for name in ("calls", "input_tokens", "output_tokens", "cost_usd"):
            value, sum_ = parameters.get(f"verify_{name}", 0), taken.get(name, 0)
            taken[name] = None if value is None or sum_ is None else sum_ + value
    tokens = [taken.get("input_tokens"), taken.get("output_tokens")]
    told = [f"{count:g}" if count is not None else "unknown" for count in tokens]
    cost = taken.get("cost_usd")
    price = "cost unknown" if cost is None else f"${cost:.4f}"
    return f"{taken.get('calls') or 0:g} calls, {told[0]} tokens in, {told[1]} out, {price}"


def _row(entry: ArticleEntry) -> list[str]:
    counts = (entry.events, entry.figures, entry.quotes, entry.findings)
    time = "–" if entry.seconds is None else f"{entry.seconds:.2f} s"
    return [one_line(entry.id, 60), entry.status, *map(str, counts), time]


def _line(entry: ArticleEntry, folder: Path) -> dict[str, object]:
    return {
        "id": entry.id,
        "status": entry.status,
        "counts": {
            "events": entry.events,
            "figures": entry.figures,
            "quotes": entry.quotes,
            "findings": entry.findings,
        },
        "error": entry.error,
        "path": str(folder / "results" / entry.result),
    }


def _tell_failures(entries: Sequence[ArticleEntry]) -> None:
    failures = [entry.error or entry.id for entry in entries if entry.status == "failed"]
    for failure in failures[:_FAILURES_TOLD]:
        say(f"summarizer: failed: {one_line(failure, 500)}", err=True)
    if len(failures) > _FAILURES_TOLD:
        say(f"summarizer: failed: {len(failures) - _FAILURES_TOLD} more; show the run to see which", err=True)
