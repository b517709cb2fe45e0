"""A run on a cluster of two nodes on this machine, against two plain processes that take a part each.

First under a limit of calls that all workers share, with one worker killed on the way: whether each result is
there once, and whether the server ever had to refuse. Then without a limit: articles a second, from the first
call to the last and in all, of Ray and of ``--shard 1/2`` and ``2/2`` with as many calls in flight.

    python -m benchmarks.ray_cluster [ARTICLES]
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.slow_model import Behaviour, articles, serving, stats
from summarizer.runs import verify_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["at_once", "cluster_of_two", "command", "kill_a_worker", "write_articles"]

PER_SECOND = 25
BURST = 10
"""Calls that the server takes at once after a pause: two fifths of a second's."""
IN_FLIGHT = 256
SLOTS = 4
"""Workers of the cluster."""
SECONDS = 0.5
NODE = {"num_cpus": 2, "object_store_memory": 100_000_000, "include_dashboard": False}


@contextmanager
def cluster_of_two() -> Iterator[Any]:
    """Two nodes of two workers each on this machine."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - told before to send no statistics

    cluster = Cluster(initialize_head=True, head_node_args=NODE)
    try:
        cluster.add_node(**NODE)
        cluster.wait_for_nodes()
        yield cluster
    finally:
        cluster.shutdown()


def command(folder: Path, base: str, *more: str) -> list[str]:
    """A run over the folder's articles."""
    return [
        *(sys.executable, "-m", "summarizer", "run", str(folder / "articles.jsonl"), "-q"),
        *("-m", "openai/loopback", "--api-base", base, *more),
    ]


def write_articles(folder: Path, count: int) -> None:
    """As many short articles in one file."""
    lines = (json.dumps({"id": one.info.id, "text": one.text}) for one in articles(count))
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")


def kill_a_worker(cluster: Any) -> int:
    """Kill one process of the cluster that works on a shard; its number, 0 where there is none."""
    for node in cluster.list_all_nodes():
        raylet = node.all_processes["raylet"][0].process.pid
        for line in Path(f"/proc/{raylet}/task").glob("*/children"):
            for child in map(int, line.read_text().split()):
                if "work_on_shard" in Path(f"/proc/{child}/cmdline").read_text(errors="replace"):
                    os.kill(child, signal.SIGKILL)
                    return child
    return 0


def at_once(times: Sequence[float], seconds: float = 1.0) -> int:
    """Most calls that came within any ``seconds``."""
    ordered = sorted(times)
    return max(bisect_right(ordered, start + seconds) - number for number, start in enumerate(ordered))


def under_a_limit(cluster: Any, folder: Path, count: int) -> None:
    """Run with a limit, kill a worker halfway, and print what is there."""
    with serving(Behaviour(seconds=SECONDS, spread=0.3, per_second=PER_SECOND, burst=BURST)) as base:
        flags = ("--engine", "ray", "--address", cluster.address, "--rpm", str(60 * PER_SECOND))
        started = time.perf_counter()
        run = subprocess.Popen(
            command(folder, base, *flags, "-j", str(IN_FLIGHT // SLOTS), "-o", str(folder / "limited")),
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )
        while run.poll() is None and stats(base)["calls"] < count // 2:
            time.sleep(0.1)
        killed = kill_a_worker(cluster)
        code = run.wait()
        seconds = time.perf_counter() - started
        counted = stats(base)
    target = folder / "limited"
    manifest = json.loads((target / "run.json").read_text(encoding="utf-8"))
    found = [json.loads(path.read_text(encoding="utf-8")) for path in (target / "results").iterdir()]
    faults = [fault for verdict in verify_run(target) for fault in verdict.faults]
    asked, times = counted["articles"], counted["times"]
    rate = (len(times) - 1) / (times[-1] - times[0])
    print(
        f"limit of {PER_SECOND} a second, worker {killed} killed: exit {code}, {seconds:.1f} s, "
        f"{len(found)} results of {len({one['document']['id'] for one in found})} articles, "
        f"{len(manifest['articles'])} lines, state {manifest['state']}, {len(faults)} faults, "
        f"manifests {len(list(target.rglob('run.json')))}"
    )
    print(
        f"calls {counted['calls']}, refused {counted['refused']}, {rate:.1f} a second, at most "
        f"{at_once(times)} within a second (limit {PER_SECOND} and a burst of {BURST}), "
        f"{sum(asked.values()) - len(asked)} made again (bound {IN_FLIGHT // SLOTS})"
    )


def unlimited(name: str, folder: Path, count: int, runs: Sequence[Sequence[str]]) -> float:
    """Run some commands side by side; prints and returns articles a second while calls are made."""
    with serving(Behaviour(seconds=SECONDS)) as base:
        started = time.perf_counter()
        running = [
            subprocess.Popen(command(folder, base, *flags), cwd=folder, stdout=subprocess.DEVNULL)
            for flags in runs
        ]
        codes = [one.wait() for one in running]
        seconds = time.perf_counter() - started
        counted = stats(base)
    times = counted["times"]
    rate = float((len(times) - 1) / (times[-1] - times[0]))
    print(
        f"{name}: {rate:.0f} articles a second while calls were made, {count / seconds:.0f} in all "
        f"({seconds:.1f} s), exits {codes}, {len(counted['articles'])} articles, {counted['calls']} calls"
    )
    return rate


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder, count)
        plain = [
            ("--shard", f"{part}/2", "-j", str(IN_FLIGHT // 2), "-o", str(folder / f"part{part}"))
            for part in (1, 2)
        ]
        with cluster_of_two() as cluster:
            under_a_limit(cluster, folder, count)
            by_ray = unlimited(
                "Ray, two nodes",
                folder,
                count,
                [
                    (
                        *("--engine", "ray", "--address", cluster.address),
                        *("-j", str(IN_FLIGHT // SLOTS), "-o", str(folder / "ray")),
                    )
                ],
            )
        by_processes = unlimited("two processes", folder, count, plain)
    print(f"Ray keeps {by_ray / by_processes:.0%} of two processes")


if __name__ == "__main__":
    main()
