"""What ``summarizer run`` says of its results: a table or JSON lines, what went wrong, and what was kept."""

from __future__ import annotations

import json
import sys
from heapq import heappush, heappushpop
from typing import TYPE_CHECKING, TypeVar

from summarizer.cli.progress import in_part
from summarizer.cli.tables import Column, say_table
from summarizer.cli.terminal import one_line, say, say_json, visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from summarizer.cli.progress import Progress
    from summarizer.cli.run_log import RunLog
    from summarizer.reading.listing import Listing
    from summarizer.records import Status
    from summarizer.runs import ArticleEntry

__all__ = ["Report", "tell_passed_over"]

RowT = TypeVar("RowT")

_COLUMNS = (
    Column("document"),
    Column("status"),
    Column("events", numeric=True),
    Column("figures", numeric=True),
    Column("quotes", numeric=True),
    Column("findings", numeric=True),
    Column("time", numeric=True),
)
_TROUBLES_TOLD = 10
"""A thousand sentences help nobody; the run folder has them all."""
_MOST_ROWS = 500
_BEFORE = "before"
_NAMES_TOLD = 3


class Report:
    """Takes results as they come; it holds the first rows of the table, and sums.

    Args:
        folder: The run folder.
        progress: Counts the results and says so.
        listing: What the paths led to; None where nothing is to be said of what was not read.
        as_json: Print a JSON line for each document at once, and no table.
        second_reading: Sum up what the second readings took.
    """

    def __init__(
        self,
        folder: Path,
        progress: Progress,
        listing: Listing | None = None,
        *,
        as_json: bool,
        second_reading: bool,
    ) -> None:
        self._folder = folder
        self._progress = progress
        self.listing = listing
        self._as_json = as_json
        self._reading = _SecondReading() if second_reading else None
        self._rows: list[tuple[int, int, list[str]]] = []
        """Number of the document and of the result, negative for the heap, and the row."""
        self._taken = 0
        self._troubles = (_Troubles("failed"), _Troubles("partial"))

    def take(self, number: int, entry: ArticleEntry) -> None:
        """A result has been made."""
        self._progress.advance(entry)
        if self._reading is not None:
            self._reading.add(self._folder / "results" / entry.result)
        time = "–" if entry.seconds is None else f"{entry.seconds:.2f} s"
        self._say(number, entry, time)

    def keep(self, number: int, entry: ArticleEntry) -> None:
        """A result was there before and stays."""
        self._progress.keep(entry)
        self._say(number, entry, _BEFORE)

    def say_rows(self) -> None:
        """Print the table, of the documents in their order."""
        if self._as_json:
            return
        say_table(_COLUMNS, [row for _, _, row in sorted(self._rows, reverse=True)])
        if self._taken > len(self._rows):
            say(f"… {self._taken - len(self._rows)} more rows: summarizer show {self._folder}", err=True)

    def say_end(self, seconds: float, left_out: int, *, quiet: bool) -> None:
        """Say how it ended, unless only what went wrong is to be told.

        Args:
            seconds: What it took.
            left_out: Results that are missing and were not asked for.
            quiet: Say only why documents failed, or were done in part.
        """
        if not quiet:
            self.say_kept(left_out)
            usage = f"{self._progress.usage}" if self._progress.usage.calls else ""
            if usage:
                say(usage, err=True)
            say(f"{self._progress} in {seconds:.1f} s: {visible(str(self._folder))}", err=True)
            self.say_second_reading()
        self.say_troubles(quiet=quiet)

    def facts(self, left_out: int) -> dict[str, object]:
        """How it ended, for a program.

        Args:
            left_out: Results that are missing and were not asked for.
        """
        progress = self._progress
        counts = {"done": progress.done, "failed": progress.failed, "kept": progress.kept}
        partial = {"partial": progress.partial + progress.kept_partial, "left_out": left_out}
        return {"folder": str(self._folder)} | counts | partial | progress.usage.facts()

    def say_second_reading(self) -> None:
        """Say what the second readings took."""
        if self._reading is not None:
            say(f"second reading: {self._reading}", err=True)

    def say_troubles(self, *, quiet: bool) -> None:
        """Say why documents failed or are there in part, the first ones of each kind in a sentence each.

        Args:
            quiet: Leave out what to do about it.
        """
        for trouble in self._troubles:
            trouble.say(self._folder)
        if not quiet and (self._progress.partial or self._progress.kept_partial):
            say("what there is of partial documents is written; --retry-failed asks for them again", err=True)

    def say_kept(self, left_out: int) -> None:
        """Say what was not done, in one line.

        Args:
            left_out: Results that are missing and were not asked for.
        """
        all_ = self._taken + left_out
        kept = self._progress.kept
        part = in_part(self._progress.kept_partial, kept)
        parts = [f"{kept} of {all_} were done before{part}"] if kept else []
        parts += [f"{left_out} of {all_} were not tried before and are left out"] if left_out else []
        if parts:
            say(f"{'; '.join(parts)} (--redo does them again)" if kept else parts[0], err=True)

    def _say(self, number: int, entry: ArticleEntry, time: str) -> None:
        self._taken += 1
        for trouble in self._troubles:
            trouble.take(number, self._taken, entry)
        if self._as_json:
            say_json(_line(entry, self._folder))
            sys.stdout.flush()
            return
        if len(self._rows) < _MOST_ROWS or (-number, -self._taken) > self._rows[0][:2]:
            _first(self._rows, _MOST_ROWS, (-number, -self._taken, _row(entry, time)))


def tell_passed_over(listing: Listing | None, log: RunLog) -> None:
    """Say in one line how many files were not read, and the first of them; in another, what runs wrote."""
    if listing is None:
        return
    if paths := listing.passed_over:
        count = "1 file was" if len(paths) == 1 else f"{len(paths):,} files were"
        why = "of another kind, or links to nothing or to a folder"
        sentence = f"{count} not read ({why}): {_first_names(paths)}"
        log.tell(
            "not_read", sentence, files=len(paths), first=[visible(path) for path in paths[:_NAMES_TOLD]]
        )
    if runs := listing.runs:
        sentence = (
            f"what earlier runs wrote (run.json, results, sources) was not read in {_first_names(runs)}"
        )
        log.tell(
            "runs_not_read", sentence, folders=len(runs), first=[visible(run) for run in runs[:_NAMES_TOLD]]
        )


def _first_names(paths: Sequence[str]) -> str:
    names = ", ".join(visible(path) for path in paths[:_NAMES_TOLD])
    return f"{names}, …" if len(paths) > _NAMES_TOLD else names


def _first(kept: list[tuple[int, int, RowT]], size: int, one: tuple[int, int, RowT]) -> None:
    """Keep the first ones of a stream that comes in another order."""
    if len(kept) < size:
        heappush(kept, one)
    else:
        heappushpop(kept, one)


class _Troubles:
    """Why documents have a status, as many sentences as are told; and how many have it.

    Args:
        status: Their status.
    """

    def __init__(self, status: Status) -> None:
        self._status = status
        self._count = 0
        self._told: list[tuple[int, int, str]] = []
        """Number of the document and of the result, negative for the heap, and the sentence."""

    def take(self, number: int, taken: int, entry: ArticleEntry) -> None:
        """Note a result, if it has this status."""
        if entry.status == self._status:
            self._count += 1
            _first(self._told, _TROUBLES_TOLD, (-number, -taken, entry.error or entry.id))

    def say(self, folder: Path) -> None:
        """Say the sentences, and how many there are more."""
        for _, _, sentence in sorted(self._told, reverse=True):
            say(f"summarizer: {self._status}: {one_line(sentence, 500)}", err=True)
        if more := self._count - len(self._told):
            folder_ = visible(str(folder))
            say(f"summarizer: {self._status}: {more} more; summarizer show {folder_} lists them", err=True)


class _SecondReading:
    """What the second readings took together; unknown where a part of it is."""

    def __init__(self) -> None:
        self._taken: dict[str, float | None] = {}
        self._failed = 0

    def add(self, path: Path) -> None:
        """Add what a stored result says of its second reading."""
        parameters = json.loads(path.read_text(encoding="utf-8")).get("provenance", {}).get("parameters", {})
        self._failed += "verify_error" in parameters
        for name in ("calls", "input_tokens", "output_tokens", "cost_usd"):
            value, sum_ = parameters.get(f"verify_{name}", 0), self._taken.get(name, 0)
            self._taken[name] = None if value is None or sum_ is None else sum_ + value

    def __str__(self) -> str:
        tokens = [self._taken.get("input_tokens"), self._taken.get("output_tokens")]
        told = [f"{count:.0f}" if count is not None else "unknown" for count in tokens]
        cost = self._taken.get("cost_usd")
        price = "cost unknown" if cost is None else f"${cost:.4f}"
        ending = (
            f"; it failed for {self._failed} results, which say why in verify_error" if self._failed else ""
        )
        return (
            f"{self._taken.get('calls') or 0:.0f} calls, {told[0]} tokens in, {told[1]} out, {price}{ending}"
        )


def _row(entry: ArticleEntry, time: str) -> list[str]:
    counts = (entry.events, entry.figures, entry.quotes, entry.findings)
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
