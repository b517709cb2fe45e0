"""Work on a stream of items with a bounded number in flight, in this process or in several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

from summarizer.errors import RunError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

__all__ = ["work_through"]

ItemT = TypeVar("ItemT")
OutcomeT = TypeVar("OutcomeT")

_IN_FLIGHT_PER_PROCESS = 4
"""Enough that no process waits for the next item, few enough that memory stays flat."""


def work_through(
    items: Iterable[ItemT],
    work: Callable[[ItemT], OutcomeT],
    *,
    lost: Callable[[ItemT], OutcomeT],
    jobs: int = 1,
    in_order: bool = False,
) -> Generator[tuple[int, OutcomeT]]:
    """Apply ``work`` to each item, taking items only as fast as outcomes are taken.

    Args:
        items: What to work on; with several jobs they and the outcomes are pickled.
        work: What to do; an exception that it raises ends the stream.
        lost: Gives the outcome of an item whose process died with it.
        jobs: Number of processes; 1 works in this one.
        in_order: Whether outcomes come in the order of the items, or as they are ready.

    Yields:
        The number of an item, from 0, and its outcome.

    Raises:
        RunError: No worker process can start.
    """
    if jobs == 1:
        for index, item in enumerate(items):
            yield index, work(item)
        return
    pool = _Pool(items, work, lost=lost, jobs=jobs)
    try:
        yield from pool.in_order() if in_order else pool.as_ready()
    finally:
        pool.close()


class _Pool(Generic[ItemT, OutcomeT]):
    def __init__(
        self,
        items: Iterable[ItemT],
        work: Callable[[ItemT], OutcomeT],
        *,
        lost: Callable[[ItemT], OutcomeT],
        jobs: int,
    ) -> None:
        self._queue = enumerate(items)
        self._work = work
        self._lost = lost
        self._jobs = jobs
        self._running: dict[Future[OutcomeT], tuple[int, ItemT]] = {}
        self._ready: dict[int, OutcomeT] = {}
        self._executor = _processes(jobs)

    def as_ready(self) -> Iterator[tuple[int, OutcomeT]]:
        while self._advance():
            while self._ready:
                yield self._ready.popitem()

    def in_order(self) -> Iterator[tuple[int, OutcomeT]]:
        due = 0
        while self._advance():
            while due in self._ready:
                yield due, self._ready.pop(due)
                due += 1

    def close(self) -> None:
        """Let what runs come to its end, and drop what only waits."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _advance(self) -> bool:
        """Fill the window and wait for an outcome; False when there is nothing left to do."""
        window = self._jobs * _IN_FLIGHT_PER_PROCESS
        while len(self._running) + len(self._ready) < window:
            following = next(self._queue, None)
            if following is None:
                break
            self._submit(following)
        if self._running:
            finished, _ = wait(self._running, return_when=FIRST_COMPLETED)
            for future in finished:
                self._collect(future)
        return bool(self._running or self._ready)

    def _submit(self, numbered: tuple[int, ItemT]) -> None:
        try:
            future = self._executor.submit(self._work, numbered[1])
        except BrokenProcessPool:
            self._work_apart()
            future = self._executor.submit(self._work, numbered[1])
        self._running[future] = numbered

    def _collect(self, future: Future[OutcomeT]) -> None:
        if future not in self._running:  # it was done again, apart
            return
        try:
            outcome = future.result()
        except BrokenProcessPool:
            self._work_apart()
            return
        index, _ = self._running.pop(future)
        self._ready[index] = outcome

    def _work_apart(self) -> None:
        """After a process died, find the item that it died of: each one in flight alone."""
        self.close()
        interrupted = list(self._running.items())
        self._running.clear()
        for future, (index, item) in interrupted:
            if future.done() and not future.cancelled() and future.exception() is None:
                self._ready[index] = future.result()
                continue
            with _processes(1) as alone:
                try:
                    self._ready[index] = alone.submit(self._work, item).result()
                except BrokenProcessPool:
                    self._ready[index] = self._lost(item)
        self._executor = _processes(self._jobs)


def _processes(count: int) -> ProcessPoolExecutor:
    # A fork of a process with threads (a progress bar, a notebook) may hang: fork from a clean server.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if hasattr(context, "set_forkserver_preload"):
        context.set_forkserver_preload(["summarizer.runs"])
    executor = ProcessPoolExecutor(count, mp_context=context, initializer=_ignore_interrupts)
    try:
        with _interrupts_held_back():
            executor.submit(int).result()
    except BrokenProcessPool as error:
        raise RunError(
            "no worker process can start; use one job, or put what your script runs under "
            "if __name__ == '__main__':"
        ) from error
    return executor


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    # What is started meanwhile inherits the mask: the initializer comes too late for an interrupt that
    # falls into a new process's imports. Windows has no such mask.
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ignore_interrupts() -> None:
    # Ctrl-C reaches the whole process group; the parent decides what is finished and what is dropped.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # So may SIGTERM; one that came while the processes were started is dropped, but the pool ends them by it.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A parent that was killed leaves its workers waiting for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
