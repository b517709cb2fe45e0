"""What a worker does with a shard: the same run as ever, into the shard's own folder, at a shared pace."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import RunError, SummarizerError
from summarizer.extraction import BASELINE, ModelExtractor
from summarizer.runs.engine import run_documents
from summarizer.runs.files import RunFiles
from summarizer.runs.options import RunOptions, Stop
from summarizer.runs.outcomes import defect
from summarizer.runs.permits import SharedPacer, SharedTokens
from summarizer.runs.shards import hold
from summarizer.settings import KEY_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models import ModelOptions
    from summarizer.models.flow import Flow
    from summarizer.records import Document
    from summarizer.runs.entries import ArticleEntry
    from summarizer.runs.permits import News

__all__ = ["Outcome", "Plan", "work_on_shard"]

_LOOK = 0.5
"""Seconds between looks whether the run is to stop."""
_WARM = threading.Event()
"""Set once this process has made a call."""
_APPEARS_WITHIN = 10.0
"""Seconds for a new folder to show on another machine."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How every shard of a run is worked on; it holds no key."""

    options: ModelOptions
    """Without a key: each machine has its own in the environment."""
    jobs: int
    """Articles under way at a time in each worker."""
    deadline: float | None = None
    has_key: bool = False
    """Whether there is a key for the model's server where the run was started."""
    version: str = ""
    """Of the program there."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a shard."""

    entries: tuple[ArticleEntry, ...] = ()
    """The shard's lines, one for each result that is there."""
    stopped: str = ""
    """Why it was stopped before the end; empty where it was not."""
    error: str = ""
    """Why it could not be worked on at all."""


def work_on_shard(
    documents: Sequence[Document], repeat: int, folder: str, plan: Plan, permits: Any
) -> Outcome:
    """Make the results of a shard; those that an earlier attempt has made stay.

    Args:
        documents: Its articles.
        repeat: Number of the repeat that is to be made.
        folder: Its folder, which is there already.
        plan: How it is worked on.
        permits: Handle of the actor that hands out permits.
    """
    try:
        _refuse_strangers(Path(folder), plan)
        return _work(documents, repeat, RunFiles(Path(folder)), plan, permits)
    except SummarizerError as error:
        return Outcome(error=f"{error} (on {socket.gethostname()})")
    except Exception as error:  # noqa: BLE001 - its class may not be known where the run was started
        return Outcome(error=defect(f"a worker on {socket.gethostname()}", error))


def _work(documents: Sequence[Document], repeat: int, files: RunFiles, plan: Plan, permits: Any) -> Outcome:
    holder = files.folder.name
    permits.forget.remote(holder)
    entries: list[ArticleEntry] = []
    stop = Stop()
    options = RunOptions(
        deadline=plan.deadline,
        stop=stop,
        only_repeat=repeat,
        on_kept=lambda _, entry: entries.append(entry),
    )
    with ExitStack() as stack:
        stack.callback(lambda: permits.forget.remote(holder))
        with ExitStack() as waiting:
            hold(files, waiting)  # whoever was cut off may not have ended yet
        stack.enter_context(_watching(permits, stop))
        run_documents(
            documents,
            files.folder,
            model=plan.options.model,
            extractor=_extractor(stack, plan, permits, holder),
            repeats=repeat,
            jobs=1 if plan.options.model == BASELINE else plan.jobs,
            on_result=lambda _, entry: entries.append(entry),
            options=options,
        )
    return Outcome(tuple(entries), stop.reason)


def _refuse_strangers(folder: Path, plan: Plan) -> None:
    """See to it that this machine can do what is asked of it.

    Raises:
        RunError: It cannot.
    """
    if plan.version != version("summarizer"):
        raise RunError(
            f"this machine has version {version('summarizer')} of summarizer, and the run was started with "
            f"{plan.version}; install the same version on each machine"
        )
    if plan.has_key and not os.environ.get(KEY_VARIABLE):
        raise RunError(
            f"this machine has no {KEY_VARIABLE}, and keys are not sent around; set it there before ray start"
        )
    until = time.monotonic() + _APPEARS_WITHIN
    while not folder.is_dir():
        if time.monotonic() > until:
            raise RunError(
                f"{folder}: is not there on this machine; put the run folder on storage that each machine "
                f"has mounted at the same path"
            )
        time.sleep(_LOOK)


def _extractor(stack: ExitStack, plan: Plan, permits: Any, holder: str) -> ModelExtractor | None:
    """What asks the model, opened, at the pace that all share; None for rules alone."""
    if plan.options.model == BASELINE:
        return None
    options = replace(plan.options, api_key=os.environ.get(KEY_VARIABLE) or None, in_flight=plan.jobs)
    extractor = ModelExtractor(options, tell=permits.tell.remote)
    for flow in extractor.flows:
        _share(flow, permits, holder)
    return stack.enter_context(extractor)


def _share(flow: Flow, permits: Any, holder: str) -> None:
    pacer = SharedPacer(_Remote(permits), flow.model, holder, flow.wake, _WARM)
    flow.share(pacer, SharedTokens(pacer))


class _Remote:
    """Permits that an actor hands out.

    Args:
        permits: Its handle.
    """

    def __init__(self, permits: Any) -> None:
        self._permits = permits

    async def take(self, model: str, holder: str, most: int, tokens: float, debt: float) -> tuple[int, float]:
        """As ``Permits.take``."""
        granted = self._permits.take.remote(model, holder, most, tokens, debt)
        count, now = await asyncio.wrap_future(granted.future())
        return int(count), float(now)

    def report(self, model: str, holder: str, news: Sequence[News], debt: float, unused: int) -> None:
        """As ``Permits.report``, without waiting for it."""
        self._permits.report.remote(model, holder, news, debt, unused)


@contextmanager
def _watching(permits: Any, stop: Stop) -> Iterator[None]:
    """Look now and then whether the run is to stop."""
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            if permits.is_draining.remote().future().result():
                stop.request("the run is to stop")
                return
            over.wait(_LOOK)

    if permits.is_draining.remote().future().result():
        stop.request("the run is to stop")
    thread = threading.Thread(target=watch, name="summarizer-stop", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
