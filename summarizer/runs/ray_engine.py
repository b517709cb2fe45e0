"""A run on many machines: shards as tasks of Ray, one pace for all. The only module that imports ray.

The run folder stays what it is: this process reads the articles, hands out shards, and moves their results
into the run as they come, so that one manifest and one journal know of everything. Workers are retried by
Ray where they die, and go on where the shard's own folder stands.
"""

from __future__ import annotations

import os
import socket
from collections import deque
from contextlib import ExitStack
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import ConfigurationError, RunError
from summarizer.runs.cutting import CutShard, Shards
from summarizer.runs.index import known_entries
from summarizer.runs.permits import Permits
from summarizer.runs.shard_worker import Outcome, Plan, work_on_shard
from summarizer.runs.shards import (
    drop,
    drop_if_empty,
    hold,
    id_of,
    move_unless_in_vain,
    shard_files,
    store,
    store_lost,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from types import TracebackType
    from typing import Self

    from summarizer.models import ModelOptions
    from summarizer.runs.entries import ArticleEntry
    from summarizer.runs.files import RunFiles
    from summarizer.runs.options import RunOptions, Stop
    from summarizer.runs.outcomes import Maker
    from summarizer.runs.shards import Task

__all__ = ["SHARD_SIZE", "RayEngine"]

SHARD_SIZE = 200
"""Articles of a shard, where nothing else is said."""

_MISSING = (
    '--engine ray: ray is not installed here; install it on each machine: pip install "summarizer[ray]"'
)
_RETRIES = 3
"""Further attempts at a shard whose worker died."""
_QUEUED = 2
"""Shards that wait for a worker, so that none waits for a shard."""
_LOOK = 0.5
"""Seconds between looks whether the run is to stop."""
_KNOCK = 10.0
"""Seconds for a cluster to answer at all."""
_IN_STORE = 200_000_000
"""Bytes for what is handed to workers, on a machine that starts Ray for itself."""


class RayEngine:
    """Has a run's shards worked on by Ray; to be opened before the run, and closed after it.

    Args:
        options: How the model is asked; ``rpm`` and ``tpm`` are limits of all workers together.
        jobs: Articles under way at a time in each worker.
        shard_size: Articles of a shard.
        address: ``HOST:PORT`` of a cluster, or ``auto``; None starts Ray on this machine alone, unless this
            process is connected already.
        tell: Takes a sentence when a server is down, and when it is back.

    Raises:
        ConfigurationError: The options cannot be had with Ray.
    """

    def __init__(
        self,
        options: ModelOptions,
        *,
        jobs: int = 1,
        shard_size: int = SHARD_SIZE,
        address: str | None = None,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        if options.recording in ("record", "refresh"):
            raise ConfigurationError(
                f"--recording {options.recording} is for one process; leave --engine ray out"
            )
        if address is not None and "://" in address:
            raise ConfigurationError(f"--address {address}: give HOST:PORT of the cluster, or auto")
        self._options = options
        self._jobs = jobs
        self._shard_size = shard_size
        self._address = address
        self._tell = tell or (lambda _: None)
        self._ray: Any = None
        self._permits: Any = None
        self._is_ours = False

    def __enter__(self) -> Self:
        """Connect to the cluster, or start Ray.

        Raises:
            ConfigurationError: Ray is not installed, or there is no cluster at the address.
        """
        self._ray = _package()
        self._connect()
        try:
            self._permits = self._actor()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._permits is not None:
            self._ray.kill(self._permits)
            self._permits = None
        if self._is_ours:
            self._ray.shutdown()
            self._is_ours = False

    def outcomes(
        self, tasks: Iterator[Task], files: RunFiles, maker: Maker, options: RunOptions
    ) -> Generator[tuple[int, ArticleEntry | None]]:
        """Have tasks worked on; see ``Elsewhere``.

        Raises:
            RunError: A worker cannot do it, or a result cannot be moved into the run.
        """
        crew = _Crew(self._ray, self._permits, self._plan(options), files, maker)
        shards = Shards(tasks, self._shard_size)
        waiting: deque[CutShard] = deque()
        try:
            while True:
                self._pass_on(options.stop)
                while len(crew.running) < crew.room():
                    shard = waiting.popleft() if waiting else next(shards, None)
                    if shard is None:
                        break
                    crew.submit(shard)
                for number, task, result in shards.unsent():
                    yield number, store(task, files, result)
                if not crew.running:
                    return
                for shard, reference in crew.ended():
                    try:
                        yield from crew.collect(shard, reference, options.stop)
                    except LookupError:
                        yield from crew.salvage(shard)
                        waiting.extend(shards.halves(shard))
        finally:
            crew.close()

    def _plan(self, options: RunOptions) -> Plan:
        cassettes = self._options.cassettes
        asked = replace(
            self._options,
            api_key=None,
            rpm=None,
            tpm=None,
            cassettes=None if cassettes is None else str(Path(cassettes).resolve()),
        )
        return Plan(
            asked,
            self._jobs,
            options.deadline,
            has_key=self._options.api_key is not None,
            version=version("summarizer"),
        )

    def _pass_on(self, stop: Stop) -> None:
        """Tell workers that the run is to stop, and the user what they have to say."""
        if stop.reason:
            self._permits.drain.remote()
        for sentence in self._ray.get(self._permits.told.remote()):
            self._tell(sentence)

    def _connect(self) -> None:
        ray = self._ray
        if ray.is_initialized():
            return
        quiet = {"logging_level": "ERROR", "log_to_driver": False}
        try:
            if self._address is not None:
                _knock(self._address)
                ray.init(address=self._address, **quiet)
            else:
                ray.init(address="local", include_dashboard=False, object_store_memory=_IN_STORE, **quiet)
        except (OSError, RuntimeError, ValueError, ray.exceptions.RayError) as error:
            reason = " ".join(str(error).split())[:200]
            where = f"--address {self._address}" if self._address else "--engine ray"
            raise ConfigurationError(
                f"{where}: Ray does not answer ({reason}); start it with ray start, or leave --address out"
            ) from error
        self._is_ours = True

    def _actor(self) -> Any:
        """What hands out permits, on this machine: no other machine's end takes it away."""
        ray = self._ray
        strategies = ray.util.scheduling_strategies
        here = strategies.NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=True)
        kind = ray.remote(Permits).options(
            num_cpus=0, max_restarts=-1, max_task_retries=-1, scheduling_strategy=here
        )
        return kind.remote(self._options.rpm, self._options.tpm)


class _Crew:
    """The shards that are with workers, and what becomes of them."""

    def __init__(self, ray: Any, permits: Any, plan: Plan, files: RunFiles, maker: Maker) -> None:
        self._ray = ray
        self._permits = permits
        self._files = files
        self._maker = maker
        self._plan = ray.put(plan)
        self._work = ray.remote(work_on_shard)
        self.running: dict[Any, CutShard] = {}
        """By reference to their outcomes."""

    def room(self) -> int:
        """Shards that may be with workers, or wait for one, by what the cluster has at the moment."""
        return max(1, int(self._ray.cluster_resources().get("CPU", 1))) + _QUEUED

    def submit(self, shard: CutShard) -> None:
        """Give a shard to a worker."""
        files = shard_files(self._files, shard.name)
        files.create()
        retries = _RETRIES if shard.is_first else 0
        work = self._work.options(num_cpus=1, max_retries=retries, scheduling_strategy="SPREAD")
        documents = [task.article for task in shard.tasks.values()]
        folder = str(files.folder.resolve())
        self.running[work.remote(documents, shard.repeat, folder, self._plan, self._permits)] = shard

    def ended(self) -> Iterator[tuple[CutShard, Any]]:
        """A shard that has come to an end, and its outcome's reference; none if that takes long."""
        references, _ = self._ray.wait(list(self.running), num_returns=1, timeout=_LOOK)
        for reference in references:
            yield self.running.pop(reference), reference

    def collect(
        self, shard: CutShard, reference: Any, stop: Stop
    ) -> Iterator[tuple[int, ArticleEntry | None]]:
        """Move a shard's results into the run.

        Raises:
            RunError: The worker could not work on it, or a result cannot be moved.
            LookupError: Its workers died; what they did is still to be moved.
        """
        errors = self._ray.exceptions
        try:
            outcome: Outcome = self._ray.get(reference)
        except errors.RayTaskError as error:
            reason = " ".join(str(error.cause).split())[:200]
            raise RunError(f"a worker cannot begin ({reason}); install summarizer on each machine") from error
        except errors.RayError as error:
            raise LookupError(shard.name) from error
        if outcome.error:
            raise RunError(outcome.error)
        if outcome.stopped:
            stop.request(outcome.stopped)
        files = shard_files(self._files, shard.name)
        lines = {entry.id: entry for entry in outcome.entries}
        for number, task in shard.tasks.items():
            entry = lines.get(id_of(task))
            if entry is None and not outcome.stopped:
                raise RunError(
                    f"{files.folder}: a worker left out {id_of(task)!r}; run the same command again"
                )
            if entry is None or (outcome.stopped and task.is_good and entry.status == "failed"):
                yield number, None
            else:
                yield number, move_unless_in_vain(files, self._files, entry, task)
        drop(files)

    def salvage(self, shard: CutShard) -> Iterator[tuple[int, ArticleEntry]]:
        """Move what dead workers have done, and give up on an article that was alone with them.

        What is left of the shard's tasks is still to be done.
        """
        self._permits.forget.remote(shard.name)
        files = shard_files(self._files, shard.name)
        with ExitStack() as holding:
            hold(files, holding)
            lines = {entry.id: entry for entry in known_entries(files).values()}
            for number, task in list(shard.tasks.items()):
                entry = lines.get(id_of(task))
                if entry is not None:
                    del shard.tasks[number]
                    yield number, move_unless_in_vain(files, self._files, entry, task)
        drop(files)
        if len(shard.tasks) == 1:
            number, task = shard.tasks.popitem()
            yield number, store_lost(task, self._files, self._maker)

    def close(self) -> None:
        """End what is with workers; what they have done by then stays in the shards' folders."""
        for reference in self.running:
            self._ray.cancel(reference, force=True)
        self.running.clear()
        drop_if_empty(self._files)


def _knock(address: str) -> None:
    """See whether anybody listens at an address: Ray itself would take minutes to find out.

    Raises:
        OSError: Nobody does.
        ValueError: It is no address.
    """
    if address == "auto":
        return
    host, colon, port = address.rpartition(":")
    if not colon or not port.isdecimal():
        raise ValueError("this is not HOST:PORT")
    with socket.create_connection((host, int(port)), _KNOCK):
        pass


def _package() -> Any:
    """Ray, told before it is imported to send no statistics of its use.

    Raises:
        ConfigurationError: It is not installed.
    """
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        import ray  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ConfigurationError(_MISSING) from error
    return ray
