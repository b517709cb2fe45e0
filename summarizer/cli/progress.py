"""Progress on standard error: a moving line on a terminal, now and then a plain one elsewhere."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from time import monotonic
from typing import TYPE_CHECKING, Self

from summarizer.cli.terminal import in_colour, is_terminal, one_line, say

if TYPE_CHECKING:
    from types import TracebackType

    from rich.status import Status

    from summarizer.runs import ArticleEntry

__all__ = ["Progress"]

_SECONDS_BETWEEN_LINES = 10.0


class Progress:
    """Counts documents as they are done and says so.

    Args:
        quiet: Say nothing.
    """

    def __init__(self, *, quiet: bool) -> None:
        self.done = 0
        self.failed = 0
        self._quiet = quiet
        self._status: Status | None = None
        self._stack = ExitStack()
        self._due = monotonic() + _SECONDS_BETWEEN_LINES

    def __enter__(self) -> Self:
        if not self._quiet and is_terminal(sys.stderr):
            from rich.console import Console  # noqa: PLC0415 - rich takes time to import

            console = Console(stderr=True, no_color=not in_colour(sys.stderr), highlight=False, markup=False)
            self._status = self._stack.enter_context(console.status("reading"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def advance(self, entry: ArticleEntry) -> None:
        """Count a document that is done."""
        self.done += 1
        self.failed += entry.status == "failed"
        if self._quiet:
            return
        if self._status is not None:
            from rich.text import Text  # noqa: PLC0415 - imported already with the status line

            self._status.update(Text(f"{self} · {one_line(entry.id, 40)}"))
        elif monotonic() >= self._due:
            say(str(self), err=True)
            self._due = monotonic() + _SECONDS_BETWEEN_LINES

    def __str__(self) -> str:
        noun = "document" if self.done == 1 else "documents"
        return f"{self.done} {noun} done" + (f", {self.failed} failed" if self.failed else "")
