"""Work on a stream of items of which each waits for somebody else: a bounded number in flight at a time."""

from __future__ import annotations

from concurrent.futures import Future, wait
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

__all__ = ["work_in_flight"]

ItemT = TypeVar("ItemT")
OutcomeT = TypeVar("OutcomeT")

_LOOK = 1.0
"""Seconds between looks for an interrupt, where a system does not end a wait by one."""
_TO_CANCEL = 5.0


def work_in_flight(
    items: Iterable[ItemT],
    start: Callable[[ItemT], Future[OutcomeT]],
    *,
    in_flight: int,
    in_order: bool = False,
) -> Generator[tuple[int, OutcomeT]]:
    """Start the work on each item, and hand over outcomes; no item waits for another one's end.

    What is in flight when the generator is closed is cancelled.

    Args:
        items: What to work on, taken only as fast as outcomes are.
        start: Starts the work on one item; an exception of it ends the stream.
        in_flight: Number of items that are under way at a time.
        in_order: Whether outcomes come in the order of the items, or as they are ready.

    Yields:
        The number of an item, from 0, and its outcome.
    """
    queue = enumerate(items)
    running: dict[Future[OutcomeT], int] = {}
    ended: SimpleQueue[Future[OutcomeT]] = SimpleQueue()
    ready: dict[int, OutcomeT] = {}
    due = 0
    try:
        while True:
            while len(running) + len(ready) < in_flight * (2 if in_order else 1):
                following = next(queue, None)
                if following is None:
                    break
                future = start(following[1])
                running[future] = following[0]
                future.add_done_callback(ended.put)
            if not running:
                break
            future = _first(ended)
            ready[running.pop(future)] = future.result()
            for index in sorted(ready):
                if in_order and index != due:
                    break
                yield index, ready.pop(index)
                due += 1
    finally:
        for future in running:
            future.cancel()
        wait(running, _TO_CANCEL)


def _first(ended: SimpleQueue[Future[OutcomeT]]) -> Future[OutcomeT]:
    while True:
        try:
            return ended.get(timeout=_LOOK)
        except Empty:
            continue
