"""Facts about ``--engine ray`` that hold without Ray too."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.cli.elsewhere import Where
from summarizer.errors import ConfigurationError
from summarizer.models import ModelOptions
from summarizer.records import Document, DocumentInfo
from summarizer.runs import RunFiles
from summarizer.runs.ray_engine import RayEngine
from summarizer.runs.shard_worker import Plan, work_on_shard

if TYPE_CHECKING:
    from summarizer.runs.shard_worker import Outcome

RULES = ModelOptions(model="baseline")
ARTICLE = Document(info=DocumentInfo(id="a"), text="At least 45 people were killed, officials said.")


class Reply:
    """What an actor answers at once."""

    def __init__(self, value: object) -> None:
        self._value = value

    def future(self) -> Reply:
        """Itself."""
        return self

    def result(self) -> object:
        """The answer."""
        return self._value


class Handle:
    """An actor of which every method answers the same."""

    def __init__(self, *, is_draining: bool = False) -> None:
        self._is_draining = is_draining

    def __getattr__(self, name: str) -> Any:
        return self

    def remote(self, *_: object) -> Reply:
        """Call."""
        return Reply(self._is_draining)


def plan_of_rules() -> Plan:
    """Rules alone, in the version that is installed."""
    return Plan(RULES, jobs=1, version=version("summarizer"))


def work(folder: Path, plan: Plan, *, is_draining: bool = False) -> Outcome:
    """Work on a shard of one article."""
    return work_on_shard([ARTICLE], 1, str(folder), plan, Handle(is_draining=is_draining))


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed it is told how; statistics of its use are off before it is imported."""
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "1")
    with pytest.raises(ConfigurationError, match=r'pip install "summarizer\[ray\]"'):
        RayEngine(RULES).__enter__()
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"


@pytest.mark.parametrize(
    ("flags", "named"), [({"address": "auto"}, "--address"), ({"shard_size": 5}, "--shard-size")]
)
def test_what_is_for_many_machines_needs_the_engine(flags: dict[str, Any], named: str) -> None:
    """A flag that would do nothing is refused."""
    with pytest.raises(ConfigurationError, match=f"{named} is for many machines; say --engine ray"):
        Where(**flags)


def test_recording_is_refused() -> None:
    """Recordings are written by one process."""
    with pytest.raises(ConfigurationError, match="--recording record is for one process"):
        RayEngine(replace(RULES, model="openai/m", cassettes="c", recording="record"))


def test_a_worker_makes_the_results_of_its_shard_once(tmp_path: Path) -> None:
    """A second attempt finds what the first one has made, and tells it alike."""
    RunFiles(tmp_path).create()
    first, second = (work(tmp_path, plan_of_rules()) for _ in range(2))
    assert (first.error, first.stopped) == ("", "")
    assert [entry.id for entry in first.entries] == ["a"]
    assert [entry.fingerprint for entry in second.entries] == [first.entries[0].fingerprint]


def test_a_worker_begins_nothing_in_a_run_that_is_to_stop(tmp_path: Path) -> None:
    """A shard that comes to its turn too late comes back empty."""
    RunFiles(tmp_path).create()
    outcome = work(tmp_path, plan_of_rules(), is_draining=True)
    assert (outcome.entries, outcome.stopped) == ((), "the run is to stop")


def test_a_machine_of_another_version_is_refused(tmp_path: Path) -> None:
    """Results of two versions do not get into one run."""
    assert "install the same version" in work(tmp_path, replace(plan_of_rules(), version="0.0")).error


def test_a_machine_without_the_key_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are not sent around: where one is missing, the error says so."""
    monkeypatch.delenv("SUMMARIZER_API_KEY", raising=False)
    assert "no SUMMARIZER_API_KEY" in work(tmp_path, replace(plan_of_rules(), has_key=True)).error


def test_a_machine_that_does_not_see_the_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder is not made where it is not mounted."""
    monkeypatch.setattr("summarizer.runs.shard_worker._APPEARS_WITHIN", 0.0)
    assert "mounted at the same path" in work(tmp_path / "gone", plan_of_rules()).error
    assert not (tmp_path / "gone").exists()


def test_an_address_is_no_run_folder() -> None:
    """Storage that is not mounted is refused before anything is written to a folder of that name."""
    with pytest.raises(ConfigurationError, match="mount that storage"):
        Where(engine="ray").crew(Path("s3://bucket/run"), RULES, 1, print)
