"""Progress on standard error: a bar on a terminal, a plain line every ten seconds elsewhere."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from shutil import get_terminal_size
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from summarizer.cli.terminal import in_colour, is_terminal, say
from summarizer.cli.usage import RunUsage, shortened

if TYPE_CHECKING:
    from types import TracebackType

    from summarizer.cli.run_log import RunLog
    from summarizer.extraction import ModelExtractor
    from summarizer.runs import ArticleEntry

__all__ = ["Progress", "in_part"]

_SECONDS_BETWEEN_LINES = 10.0
_LOOK = 1.0
"""Seconds between looks at the pace."""
_WINDOW = 30.0
"""Seconds over which the rate is measured."""
_CHANGE = 1.25
"""Factor from which on another pace is worth telling."""
_BAR_WIDTH, _SHORT_BAR_WIDTH = 24, 10
_WIDE = 110
"""Columns of a terminal from which on the bar is long."""


class Progress:
    """Counts documents as they are done and says so; a context manager.

    Args:
        log: How things are said.
        total: Documents that there are, those that were done before too; None where that is not known.
        repeats: Results an article.
    """

    def __init__(self, log: RunLog, total: int | None = None, repeats: int = 1) -> None:
        self.done = 0
        """Documents that came to a result, whole or in part."""
        self.partial = 0
        """Those among them that came to a part of it."""
        self.failed = 0
        """Documents that did not."""
        self.kept = 0
        """Documents that were done before."""
        self.kept_partial = 0
        """Those among them that were done in part."""
        self.usage = RunUsage()
        self.log = log
        self.total = None if total is None else total * repeats
        """Results that there will be, those that were there before too; None where that is not known."""
        self._extractor: ModelExtractor | None = None
        self._told_rate: float | None = None
        self._stack = ExitStack()
        self._recent: list[tuple[float, int]] = [(monotonic(), 0)]
        """Times, and documents that were behind it by then, of the last while."""
        self._over = Event()

    def __enter__(self) -> Self:
        if not self.log.quiet and not self.log.as_json and is_terminal(sys.stderr):
            self._stack.enter_context(self._live())
        elif not self.log.quiet:
            thread = Thread(target=self._tick, name="summarizer-progress", daemon=True)
            thread.start()
            self._stack.callback(thread.join)
            self._stack.callback(self._over.set)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def watch(self, extractor: ModelExtractor) -> None:
        """Show how fast a model is asked, too."""
        self._extractor = extractor

    def advance(self, entry: ArticleEntry) -> None:
        """Count a document that is done or has failed."""
        if entry.status == "failed":
            self.failed += 1
        else:
            self.done += 1
            self.partial += entry.status == "partial"
        self.usage.add(entry)
        if self._extractor is not None:
            self.usage.cached_tokens = self._extractor.cached_tokens
        now = monotonic()
        if now - self._recent[-1][0] >= _LOOK:
            self._recent.append((now, self._ended))
            while len(self._recent) > 2 and now - self._recent[1][0] > _WINDOW:
                self._recent.pop(0)
        self.log.article(entry)

    def keep(self, entry: ArticleEntry) -> None:
        """Count a document that was done before."""
        self.kept += 1
        if entry.status == "partial":
            self.kept_partial += 1
            self.log.kept(entry)

    def line(self) -> str:
        """How things stand, in one line."""
        rate = self._rate()
        parts = [self._counted()]
        parts += [f"{self.failed:,} failed"] if self.failed else []
        parts += [f"{rate:.1f}/s" if rate >= 1 else f"{rate * 60:.1f}/min"] if rate else []
        left = self._left(rate)
        parts += [f"{_clock(left)} left"] if left is not None else []
        pace = self._extractor.pace if self._extractor is not None else None
        if pace is not None:
            parts.append("waiting for the server" if pace.paused else f"{pace.in_flight} in flight")
        parts += [self.usage.least_cost] if self.usage.calls else []
        parts += [f"{shortened(tokens)} tokens"] if (tokens := self.usage.tokens) else []
        return " · ".join(parts)

    def __str__(self) -> str:
        if self.failed and not self.done:
            return f"{_documents(self.failed)} failed"
        part = in_part(self.partial, self.done)
        return f"{_documents(self.done)} done{part}" + (f", {self.failed} failed" if self.failed else "")

    def __rich__(self) -> Any:
        """What stands on the terminal just now."""
        from rich.progress_bar import ProgressBar  # noqa: PLC0415 - rich takes time to import
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        width = _BAR_WIDTH if get_terminal_size().columns >= _WIDE else _SHORT_BAR_WIDTH
        bar = ProgressBar(self.total, self._ended + self.kept, width=width, pulse=self.total is None)
        table = Table.grid(padding=(0, 1))
        table.add_column(min_width=width)
        table.add_column(no_wrap=True, overflow="ellipsis")
        table.add_row(bar, Text(self.line()))
        return table

    def _live(self) -> Any:
        from rich.console import Console  # noqa: PLC0415 - rich takes time to import
        from rich.live import Live  # noqa: PLC0415

        console = Console(stderr=True, no_color=not in_colour(sys.stderr), highlight=False, markup=False)
        # What goes to a file through standard output must not turn up on the terminal instead.
        both = is_terminal(sys.stdout)
        return Live(self, console=console, transient=True, refresh_per_second=4, redirect_stdout=both)

    def _tick(self) -> None:
        due = monotonic() + _SECONDS_BETWEEN_LINES
        while not self._over.wait(min(_LOOK, _SECONDS_BETWEEN_LINES)):
            if self.log.as_json:
                self._tell_rate()
            elif monotonic() >= due:
                say(self.line(), err=True)
                due = monotonic() + _SECONDS_BETWEEN_LINES

    def _tell_rate(self) -> None:
        """Tell a pace that has changed; a pace that only grows from the start is not limited yet."""
        pace = self._extractor.pace if self._extractor is not None else None
        if pace is None or not pace.rate:
            return
        told = self._told_rate or pace.rate
        falls, rises = pace.rate * _CHANGE < told, pace.rate > told * _CHANGE
        self._told_rate = told if self._told_rate is not None else pace.rate
        if falls or rises:
            self._told_rate = pace.rate
            self.log.note(
                "rate_changed", calls_per_second=round(pace.rate, 3), calls_in_flight=pace.in_flight
            )

    @property
    def _ended(self) -> int:
        return self.done + self.failed

    def _counted(self) -> str:
        done = self.done + self.kept
        if self.total is None or done + self.failed > self.total:
            return f"{done:,} done"
        return f"{done:,} of {self.total:,} done"

    def _rate(self) -> float:
        """Documents a second over the last while."""
        then, ended = self._recent[0]
        passed = monotonic() - then
        return (self._ended - ended) / passed if passed > 0 else 0.0

    def _left(self, rate: float) -> float | None:
        """Seconds until all is done at this rate; None where that is not known."""
        if self.total is None or not rate:
            return None
        return max(0, self.total - self._ended - self.kept) / rate


def in_part(partial: int, done: int) -> str:
    """How many of those that are done are so in part, to be put behind their number; empty for none."""
    if not partial:
        return ""
    return " (in part)" if done == 1 else f" ({partial} of them in part)"


def _documents(count: int) -> str:
    return f"{count} document" if count == 1 else f"{count} documents"


def _clock(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
