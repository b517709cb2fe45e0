"""Facts about a run on a cluster: two nodes on this machine, a loopback server, and what dies on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.errors import ConfigurationError
from summarizer.models import ModelOptions
from summarizer.records import Document, DocumentInfo
from summarizer.runs import RunOptions, ray_engine, run_documents, verify_run
from summarizer.runs.ray_engine import RayEngine
from summarizer.runs.shard_worker import work_on_shard

ray = pytest.importorskip("ray")
from benchmarks.ray_cluster import at_once, cluster_of_two, command, kill_a_worker, write_articles  # noqa: E402
from benchmarks.slow_model import Behaviour, serving, stats  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from summarizer.runs.shard_worker import Outcome, Plan

pytestmark = [pytest.mark.enable_socket, pytest.mark.filterwarnings("default")]

ARTICLES = 40
PER_SECOND = 20
BURST = 10
"""Calls that the server takes at once after a pause: a busy machine sends some late."""
JOBS = 4


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two nodes."""
    with cluster_of_two() as cluster:
        yield cluster


def start(cluster: Any, folder: Path, base: str, *more: str) -> subprocess.Popen[bytes]:
    """A run of all articles, at a limit that all workers share, in shards of ten."""
    flags = ("--engine", "ray", "--address", cluster.address, "--shard-size", "10", "-j", str(JOBS))
    limit = ("--rpm", str(60 * PER_SECOND), "-o", str(folder / "run"))
    return subprocess.Popen(
        command(folder, base, *flags, *limit, *more), cwd=folder, stdout=subprocess.DEVNULL
    )


def check(folder: Path, counted: dict[str, Any], repeated: int) -> None:
    """Each article once, in one run, within the limit, and at most so many calls made again."""
    manifest = json.loads((folder / "run" / "run.json").read_text(encoding="utf-8"))
    assert manifest["state"] == "done"
    assert manifest["counts"]["ok"] == len(manifest["articles"]) == ARTICLES
    assert len(list((folder / "run" / "results").iterdir())) == ARTICLES
    assert [fault for verdict in verify_run(folder / "run") for fault in verdict.faults] == []
    assert not (folder / "run" / "shards").exists()
    assert counted["refused"] == 0
    assert at_once(counted["times"]) <= PER_SECOND + BURST
    assert len(counted["articles"]) == ARTICLES
    assert ARTICLES <= counted["calls"] <= ARTICLES + repeated


def wait_for(condition: Any, seconds: float = 60.0) -> None:
    """Look until it is so."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_worker_that_is_killed_costs_no_article(cluster: Any, tmp_path: Path) -> None:
    """Its shard goes on elsewhere from where it was; the limit is kept all the time."""
    write_articles(tmp_path, ARTICLES)
    with serving(Behaviour(seconds=0.5, per_second=PER_SECOND, burst=BURST)) as base:
        run = start(cluster, tmp_path, base)
        wait_for(lambda: stats(base)["calls"] >= 12)
        assert kill_a_worker(cluster)
        assert run.wait(60) == 0
        check(tmp_path, stats(base), JOBS)


def test_a_driver_that_is_killed_goes_on_where_it_was(cluster: Any, tmp_path: Path) -> None:
    """What was done is not done again: neither shards that were merged nor those under way."""
    write_articles(tmp_path, ARTICLES)
    with serving(Behaviour(seconds=0.5, per_second=PER_SECOND, burst=BURST)) as base:
        run = start(cluster, tmp_path, base)
        wait_for(lambda: stats(base)["calls"] >= ARTICLES * 2 // 3)
        run.kill()
        run.wait()
        assert start(cluster, tmp_path, base).wait(60) == 0
        check(tmp_path, stats(base), 4 * JOBS)


def test_an_interrupt_ends_what_is_under_way_and_no_more(cluster: Any, tmp_path: Path) -> None:
    """One Ctrl-C lets workers finish their articles; the same command goes on without asking twice."""
    write_articles(tmp_path, ARTICLES)
    with serving(Behaviour(seconds=0.5, per_second=PER_SECOND, burst=BURST)) as base:
        run = start(cluster, tmp_path, base)
        wait_for(lambda: stats(base)["calls"] >= 10)
        run.send_signal(signal.SIGINT)
        assert run.wait(60) == 130
        manifest = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
        assert manifest["state"] == "interrupted"
        assert manifest["counts"]["ok"] == stats(base)["calls"] < ARTICLES
        assert start(cluster, tmp_path, base).wait(60) == 0
        check(tmp_path, stats(base), 0)


def test_an_article_that_kills_its_worker_fails_alone(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its shard is cut in two until it is alone; the other articles are done."""

    def die_of_poison(
        documents: list[Document], repeat: int, folder: str, plan: Plan, permits: Any
    ) -> Outcome:
        if any(document.info.id == "poison" for document in documents):
            os._exit(9)
        return work_on_shard(documents, repeat, folder, plan, permits)

    monkeypatch.setattr(ray_engine, "work_on_shard", die_of_poison)
    monkeypatch.setattr(ray_engine, "_RETRIES", 0)
    names = ["a", "b", "poison", "c"]
    documents = [
        Document(info=DocumentInfo(id=name), text=f"45 people were killed in {name}.") for name in names
    ]
    with RayEngine(ModelOptions(model="baseline"), address=cluster.address) as engine:
        run = run_documents(documents, tmp_path, options=RunOptions(elsewhere=engine))
        status = {entry.id: (entry.status, entry.error or "") for entry in run.articles}
    assert status.pop("poison")[1].startswith("poison: the process that summarised it died")
    assert status == dict.fromkeys(["a", "b", "c"], ("ok", ""))


def test_a_cluster_that_is_not_there_is_named() -> None:
    """An address at which nothing answers is a mistake of the command, told as such."""
    with pytest.raises(ConfigurationError, match=r"--address 127\.0\.0\.1:9: Ray does not answer"):
        RayEngine(ModelOptions(model="baseline"), address="127.0.0.1:9").__enter__()
    with pytest.raises(ConfigurationError, match="give HOST:PORT of the cluster"):
        RayEngine(ModelOptions(model="baseline"), address="ray://127.0.0.1:9")
