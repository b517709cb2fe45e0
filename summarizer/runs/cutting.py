"""Cuts a stream of tasks into shards, and a shard whose workers died into smaller ones."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from summarizer.records import ArticleSummary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.runs.shards import Task

__all__ = ["CutShard", "Shards"]


@dataclass(frozen=True, slots=True)
class CutShard:
    """Tasks that one worker gets, by their numbers in the run."""

    name: str
    tasks: dict[int, Task]
    is_first: bool = True
    """Whether it is tried again where its worker dies; else it is cut in two."""

    @property
    def repeat(self) -> int:
        """The repeat that all of them are."""
        return next(iter(self.tasks.values())).repeat


class Shards:
    """Cuts a stream of tasks into shards, each of one repeat; an iterator.

    Args:
        tasks: The tasks.
        size: Most tasks of a shard.
    """

    def __init__(self, tasks: Iterator[Task], size: int) -> None:
        self._tasks = enumerate(tasks)
        self._size = size
        self._open: dict[int, dict[int, Task]] = {}
        self._unsent: list[tuple[int, Task, ArticleSummary]] = []
        self._token = secrets.token_hex(4)
        self._numbers = count(1)

    def __next__(self) -> CutShard:
        for number, task in self._tasks:
            if isinstance(task.article, ArticleSummary):
                self._unsent.append((number, task, task.article))
                continue
            part = self._open.setdefault(task.repeat, {})
            part[number] = task
            if len(part) == self._size:
                return self.named(self._open.pop(task.repeat))
        if self._open:
            return self.named(self._open.popitem()[1])
        raise StopIteration

    def __iter__(self) -> Iterator[CutShard]:
        return self

    def unsent(self) -> Iterator[tuple[int, Task, ArticleSummary]]:
        """The tasks so far that need nobody's work, each once."""
        while self._unsent:
            yield self._unsent.pop()

    def halves(self, shard: CutShard) -> Iterator[CutShard]:
        """What is left of a shard whose workers died, in two: one article may be the cause."""
        left = list(shard.tasks.items())
        middle = (len(left) + 1) // 2
        for half in (left[:middle], left[middle:]):
            if half:
                yield replace(self.named(dict(half)), is_first=False)

    def named(self, tasks: dict[int, Task]) -> CutShard:
        """A shard of a name that no other has, of this run or another."""
        return CutShard(f"{self._token}-{next(self._numbers):06d}", tasks)
