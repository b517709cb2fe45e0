"""Facts about shards that an earlier run has left behind: nothing of them is lost, and nothing done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer.errors import RunError
from summarizer.records import Document, DocumentInfo
from summarizer.runs import FinishedRun, RunFiles, RunOptions, read_result, run_documents, verify_run
from summarizer.runs.index import Index
from summarizer.runs.ledger import Ledger
from summarizer.runs.locking import locked
from summarizer.runs.shards import adopt

if TYPE_CHECKING:
    from pathlib import Path


def documents(*names: str) -> list[Document]:
    """Articles of these ids, each of another text."""
    text = "At least 45 people were killed in {}, officials said."
    return [Document(info=DocumentInfo(id=name), text=text.format(name)) for name in names]


def shard(folder: Path, name: str, *ids: str) -> Path:
    """A shard that a worker has done."""
    run_documents(documents(*ids), folder / "shards" / name)
    return folder / "shards" / name


def entries(run: FinishedRun) -> dict[str, str]:
    """Status by id."""
    return {entry.id: entry.status for entry in run.articles}


def faults(folder: Path) -> list[str]:
    """What does not hold in a run folder."""
    return [fault.message for verdict in verify_run(folder) for fault in verdict.faults]


def test_what_is_left_behind_is_taken_in_and_not_done_again(tmp_path: Path) -> None:
    """Results of two shards are kept, what is in none is done, and one manifest lists all."""
    shard(tmp_path, "x-1", "a", "b")
    shard(tmp_path, "x-2", "c")
    run = run_documents(documents("a", "b", "c", "d"), tmp_path)
    assert run.kept == 3
    assert entries(run) == dict.fromkeys("abcd", "ok")
    assert not (tmp_path / "shards").exists()
    assert faults(tmp_path) == []


@pytest.mark.parametrize("moved", ["source", "both"])
def test_a_merge_that_was_cut_off_is_taken_up(tmp_path: Path, moved: str) -> None:
    """A crash between any two steps of a merge costs no result, and makes none twice."""
    left = shard(tmp_path, "x-1", "a", "b")
    (tmp_path / "results").mkdir()
    (tmp_path / "sources").mkdir()
    digest = read_result(left / "results" / "a.json").document.sha256
    (left / "sources" / f"{digest}.txt").rename(tmp_path / "sources" / f"{digest}.txt")
    if moved == "both":
        (left / "results" / "a.json").rename(tmp_path / "results" / "a.json")
    run = run_documents(documents("a", "b"), tmp_path)
    assert run.kept == 2
    assert entries(run) == {"a": "ok", "b": "ok"}
    assert faults(tmp_path) == []


def test_names_that_differ_in_capitals_stay_apart(tmp_path: Path) -> None:
    """Two shards may use one file name for two articles; the run does not."""
    shard(tmp_path, "x-1", "A")
    shard(tmp_path, "x-2", "a")
    run = run_documents(documents("A", "a"), tmp_path)
    assert run.kept == 2
    names = [path.name for path in RunFiles(tmp_path).result_paths()]
    assert len({name.casefold() for name in names}) == 2
    assert faults(tmp_path) == []


def test_a_failure_takes_no_good_results_place(tmp_path: Path) -> None:
    """What failed in a shard is dropped where the run has a result that has not failed."""
    run_documents(documents("a"), tmp_path)
    broken = Document(info=DocumentInfo(id="a"), text="half \ud800 a pair")
    run_documents([broken], tmp_path / "shards" / "x-1")
    run = run_documents(documents("a"), tmp_path)
    assert run.kept == 1
    assert entries(run) == {"a": "ok"}


def test_a_shard_that_is_written_to_is_not_taken(tmp_path: Path) -> None:
    """A worker that has outlived its run is waited for, and named when it does not end."""
    files = RunFiles(shard(tmp_path, "x-1", "a"))
    whole = RunFiles(tmp_path)
    with Index() as index, locked(files), pytest.raises(RunError, match="another run is writing"):
        adopt(whole, Ledger(whole, index, "baseline", {}), longest=0.0)
    assert (files.results / "a.json").exists()


def test_one_of_several_repeats_can_be_made_alone(tmp_path: Path) -> None:
    """A shard makes the repeat that it is for, under that repeat's file name, and no other."""
    options = RunOptions(only_repeat=2)
    run = run_documents(documents("a"), tmp_path, repeats=2, options=options)
    assert [entry.result for entry in run.articles] == ["a.r2.json"]
