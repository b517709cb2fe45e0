"""Facts about a run on a cluster that is bound by what it may cost, and about failures that come after a success."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.runs import verify_run

pytest.importorskip("ray")
from benchmarks.ray_cluster import cluster_of_two, command, write_articles
from benchmarks.slow_model import Behaviour, serving, stats

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.enable_socket, pytest.mark.filterwarnings("default")]

COST = 1.2e-3
"""US dollars of one article: 1,000 tokens in and 100 out at the prices given."""
PRICES = ("--price-in", "1", "--price-out", "2")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two nodes."""
    with cluster_of_two() as cluster:
        yield cluster


def run(cluster: Any, folder: Path, base: str, *more: str) -> tuple[int, str, dict[str, Any]]:
    """Run all articles, in shards of five; the exit code, the messages, the manifest."""
    flags = ("--engine", "ray", "--address", cluster.address, "--shard-size", "5", "-o", str(folder / "run"))
    arguments = command(folder, base, *flags, *more)
    ended = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    manifest = json.loads((folder / "run" / "run.json").read_text(encoding="utf-8"))
    return ended.returncode, ended.stderr, manifest


def test_a_limit_of_cost_is_kept(cluster: Any, tmp_path: Path) -> None:
    """No shard is handed out that would go beyond it, those that were come to their end, and so does the next run."""
    write_articles(tmp_path, 120)
    with serving(Behaviour()) as base:
        limit = 60 * COST
        code, told, manifest = run(cluster, tmp_path, base, *PRICES, "--max-cost", str(limit))
        assert code == 3
        assert "--max-cost" in told
        assert manifest["state"] == "stopped"
        done = manifest["counts"]["ok"]
        assert 5 <= done == len(manifest["articles"]) == stats(base)["calls"]
        assert manifest["usage"]["cost_usd"] == pytest.approx(done * COST)
        assert manifest["usage"]["cost_usd"] <= limit
        code, _, manifest = run(cluster, tmp_path, base, *PRICES, "--max-cost", "10")
        assert (code, manifest["state"], manifest["counts"]["ok"]) == (0, "done", 120)
        assert stats(base)["calls"] == 120


def test_a_failure_does_not_take_the_place_of_a_good_result(cluster: Any, tmp_path: Path) -> None:
    """What was good stays, on disk and in the manifest, when the same articles fail again on the cluster."""
    write_articles(tmp_path, 6)
    with serving(Behaviour()) as base:
        assert run(cluster, tmp_path, base)[0] == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "run" / "results").iterdir()}
    with serving(Behaviour(seconds=20)) as base:
        code, _, manifest = run(cluster, tmp_path, base, "--redo", "--deadline", "1")
    assert code == 4
    assert {path.name: path.read_bytes() for path in (tmp_path / "run" / "results").iterdir()} == before
    assert manifest["counts"]["ok"] == 6
    assert [fault for verdict in verify_run(tmp_path / "run") for fault in verdict.faults] == []
