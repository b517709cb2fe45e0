"""How a run goes about its documents, beyond what and where to."""

from __future__ import annotations

import re
import signal
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from summarizer.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path
    from types import FrameType

    from summarizer.runs.costs import Budget
    from summarizer.runs.entries import ArticleEntry
    from summarizer.runs.files import RunFiles
    from summarizer.runs.ledger import Ledger
    from summarizer.runs.outcomes import Maker
    from summarizer.runs.shards import Task

__all__ = ["Elsewhere", "MaxFailures", "RunOptions", "Stop", "refuse_other_model"]

_SHARE_FROM = 20
"""Articles done from which on a share of failures says something."""
_SAME_SIGNAL = 1.0
"""Seconds within which a further SIGTERM is the same one: ``timeout`` sends it twice."""


@dataclass(frozen=True, slots=True)
class MaxFailures:
    """How many articles may fail before the run stops."""

    number: int | None = None
    share: float | None = None
    """Of all that are done, from 0 to 1; looked at from 20 articles on."""

    @classmethod
    def parse(cls, text: str) -> MaxFailures:
        """Read ``20`` or ``5%``.

        Raises:
            ConfigurationError: It is neither.
        """
        if re.fullmatch(r"[0-9]+", text):
            return cls(number=int(text))
        if re.fullmatch(r"[0-9]+(\.[0-9]+)?%", text) and float(text[:-1]) <= 100:
            return cls(share=float(text[:-1]) / 100)
        raise ConfigurationError(f"--max-failures {text}: write a number, such as 20, or a share, such as 5%")

    def exceeded(self, failed: int, done: int) -> bool:
        """Whether too many have failed."""
        if self.number is not None:
            return failed > self.number
        return self.share is not None and done >= _SHARE_FROM and failed > self.share * done


class Stop:
    """Whether a run is to begin nothing more, and why; what is under way comes to its end."""

    def __init__(self) -> None:
        self.reason = ""
        """Why, as a sentence without a full stop; empty while the run goes on."""
        self.interrupted = False
        """Whether somebody wanted it so, by Ctrl-C or by SIGTERM."""
        self.terminated = False
        """Whether that was by SIGTERM."""
        self._listeners: list[Callable[[], None]] = []

    def request(self, reason: str, *, interrupted: bool = False) -> None:
        """Begin nothing more; the first reason stays."""
        if self.reason:
            return
        self.reason = reason
        self.interrupted = interrupted
        for listener in self._listeners:
            listener()

    def on_request(self, listener: Callable[[], None]) -> None:
        """Have something called when the run is to stop, from whichever thread wants it so."""
        self._listeners.append(listener)

    @contextmanager
    def at_interrupt(self, tell: Callable[[], None]) -> Iterator[None]:
        """Take the first Ctrl-C or SIGTERM for a request; the second is a ``KeyboardInterrupt``.

        Args:
            tell: Says so to whoever sent it.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        first = 0.0
        """When the first one came."""

        def take(number: int, _frame: FrameType | None) -> None:
            nonlocal first
            if not first:
                first = monotonic()
                signal.signal(signal.SIGINT, before[signal.SIGINT])
                self.terminated = number == signal.SIGTERM
                self.request("ended by SIGTERM" if self.terminated else "interrupted", interrupted=True)
                tell()
            elif monotonic() - first > _SAME_SIGNAL:
                self.terminated = True
                raise KeyboardInterrupt

        # None stands for a handler that is not Python's.
        before = {
            number: signal.signal(number, take) or signal.SIG_DFL
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


class Elsewhere(Protocol):
    """Has the work of a run done by others."""

    def outcomes(
        self, tasks: Iterator[Task], files: RunFiles, maker: Maker, options: RunOptions
    ) -> Generator[tuple[int, ArticleEntry | None]]:
        """Have tasks worked on.

        Args:
            tasks: What is to be done.
            files: The run folder, which the results are in when their lines are handed over.
            maker: Who makes the results.
            options: How the run goes about its documents.

        Yields:
            The number of a task, from 0, and its line; None of what was not done, as the run is to stop.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """What may be done otherwise than by default."""

    redo: bool = False
    """Do again what is done already."""
    retry_failed: bool = False
    """Do only what has failed before or was done in part, and nothing that is missing."""
    deadline: float | None = None
    """Seconds that one article may take with a language model; None for no bound."""
    max_failures: MaxFailures | None = None
    """How many articles may fail before the run stops; None for any number."""
    stop: Stop = field(default_factory=Stop)
    """Stops the run from outside, and says afterwards why it stopped."""
    budget: Budget | None = None
    """What the run may cost; None for any sum."""
    on_kept: Callable[[int, ArticleEntry], None] | None = None
    """Called with a document's number in the input, and the line of a result that stays as it is."""
    only_repeat: int | None = None
    """Make this one of the repeats alone; None makes all."""
    elsewhere: Elsewhere | None = None
    """Does the work; None does it in this process, or in processes of its own."""


def refuse_other_model(ledger: Ledger, folder: Path, model: str) -> None:
    """See to it that a run folder holds one model's results, also where they are to be done again.

    Doing only some of them again would leave a folder of two models. Failed ones are of no worth, whoever
    made them.

    Args:
        ledger: The books of the run that is to begin.
        folder: The run folder.
        model: Name of the run's model.

    Raises:
        ConfigurationError: It holds another model's.
    """
    held = ledger.done()
    holder = ledger.holder() if held else None
    if holder not in (None, model):
        results = "a result" if held == 1 else f"{held} results"
        raise ConfigurationError(
            f"{folder}: holds {results} of {holder}, and this run is with {model}; name another folder "
            f"with -o, or delete that one"
        )
