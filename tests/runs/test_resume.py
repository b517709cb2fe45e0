"""Facts about running again: only what is missing or has failed is done, and nothing is lost or paid twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.errors import ExitCode, RunError
from summarizer.extraction.baseline import RULES_VERSION
from summarizer.reading import read_text
from summarizer.runs import MaxFailures, RunOptions, Shard, Stop, known_entries, run_documents, sampled
from summarizer.runs.files import RunFiles, dump_record, read_result
from summarizer.runs.locking import locked
from summarizer.runs.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from summarizer.records import ArticleSummary, Document
    from summarizer.runs import ArticleEntry, FinishedRun

TEXT = "At least 45 people were killed in the flood, officials said."


def documents(count: int = 3, text: str = TEXT) -> list[Document]:
    """Articles that go well."""
    return [read_text(f"{text} It was day {number}.", id=f"d{number}") for number in range(count)]


def run(folder: Path, articles: list[Document], **options: Any) -> tuple[list[str], FinishedRun]:
    """Run; the ids that were done this time, and how it ended."""
    done: list[str] = []
    run = run_documents(
        articles,
        folder,
        on_result=lambda _, entry: done.append(entry.id),
        options=RunOptions(**options),
    )
    return done, run


def test_the_same_again_does_nothing(tmp_path: Path) -> None:
    """What is there of equal requests stays, byte for byte, and is told with its number in the input."""
    kept: list[tuple[int, str]] = []

    def keep(number: int, entry: ArticleEntry) -> None:
        kept.append((number, entry.id))

    run(tmp_path, documents())
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "results").iterdir()}
    done, finished = run(tmp_path, documents(), on_kept=keep)
    assert (done, finished.kept, finished.counts.articles) == ([], 3, 3)
    assert kept == [(0, "d0"), (1, "d1"), (2, "d2")]
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "results").iterdir()} == before


def test_what_is_missing_changed_or_empty_is_done(tmp_path: Path) -> None:
    """A result that is gone or empty, a new text, a new date and a new article are done; the rest stays."""
    run(tmp_path, documents(5))
    (tmp_path / "results" / "d1.json").unlink()
    (tmp_path / "results" / "d2.json").write_bytes(b"")
    articles = documents(6)
    articles[3] = read_text("Another text: 5 people died.", id="d3")
    info = articles[4].info.model_copy(update={"published": "2024-01-01"})
    articles[4] = articles[4].model_copy(update={"info": info})
    done, finished = run(tmp_path, articles)
    assert (done, finished.kept) == (["d1", "d2", "d3", "d4", "d5"], 1)


def changed(path: Path, old: str, new: str) -> None:
    """Replace a word in a file."""
    path.write_text(path.read_text().replace(old, new))


def test_what_no_longer_reads_as_a_result_is_done(tmp_path: Path) -> None:
    """Cut off, of another version, failed by its own word: done again, whatever the manifest says; once."""
    run(tmp_path, documents(5))
    results = tmp_path / "results"
    os.truncate(results / "d0.json", 500)
    changed(results / "d1.json", '"schema_version": "1"', '"schema_version": "2"')
    changed(results / "d2.json", '"status": "ok"', '"status": "failed"')
    os.truncate(results / "d3.json", 500)
    os.utime(results / "d3.json", (0, 0))
    assert sorted(known_entries(RunFiles(tmp_path))) == ["d2.json", "d4.json"]
    done, finished = run(tmp_path, documents(5))
    assert (done, finished.kept, finished.counts.failed) == (["d0", "d1", "d2", "d3"], 1, 0)
    assert run(tmp_path, documents(5))[0] == []


def test_what_was_cut_off_before_a_run_was_killed_is_done(tmp_path: Path) -> None:
    """A line of the journal is believed no more than one of the manifest."""
    run(tmp_path, documents(2))
    files = RunFiles(tmp_path)
    manifest = json.loads(files.manifest.read_text())
    lines = [json.dumps(entry) + "\n" for entry in manifest["articles"]]
    files.manifest.write_text(json.dumps({**manifest, "state": "running", "articles": []}))
    files.journal.write_text(json.dumps({"started": manifest["started"]}) + "\n" + "".join(lines))
    os.truncate(files.results / "d1.json", 500)
    os.utime(files.results / "d1.json", (0, 0))
    assert run(tmp_path, documents(2))[0] == ["d1"]


def test_what_was_written_before_the_manifest_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Results of the size that their line says, older than the manifest, are not opened; touched ones are."""
    run(tmp_path, documents(2))
    files = RunFiles(tmp_path)
    later = files.manifest.stat().st_mtime_ns + 1_000_000
    os.utime(files.manifest, ns=(later, later))
    opened: list[str] = []

    def read(path: Path) -> ArticleSummary:
        opened.append(path.name)
        return read_result(path)

    monkeypatch.setattr("summarizer.runs.index.read_result", read)
    assert (len(known_entries(files)), opened) == (2, [])
    os.utime(files.results / "d1.json", ns=(later, later))
    assert (len(known_entries(files)), opened) == (2, ["d1.json"])


def test_redo_does_everything_again(tmp_path: Path) -> None:
    """With ``redo`` nothing stays."""
    run(tmp_path, documents())
    done, finished = run(tmp_path, documents(), redo=True)
    assert (done, finished.kept) == (["d0", "d1", "d2"], 0)


def test_new_rules_redo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The version of the rules is part of the fingerprint, as the prompt's is."""
    run(tmp_path, documents())
    monkeypatch.setattr("summarizer.extraction.baseline.RULES_VERSION", f"{RULES_VERSION}x")
    assert run(tmp_path, documents())[0] == ["d0", "d1", "d2"]


def test_failed_ones_are_tried_again_alone_if_wanted(tmp_path: Path) -> None:
    """What failed is never kept; with ``retry_failed`` what is missing is left out."""
    articles = documents(2)
    broken = articles[1].model_copy(update={"text": "half \ud800 a pair"})
    assert run(tmp_path, [articles[0], broken])[1].counts.failed == 1
    done, finished = run(tmp_path, documents(4), retry_failed=True)
    assert (done, finished.kept, finished.left_out, finished.counts.failed) == (["d1"], 1, 2, 0)


@pytest.mark.parametrize("journal", [True, False])
def test_a_killed_run_goes_on(tmp_path: Path, journal: bool) -> None:  # noqa: FBT001 - a parameter
    """Results without a line, a torn line and temporary files do no harm; nothing done is done again."""
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from summarizer.reading import read_text\n"
        "from summarizer.runs import run_documents\n"
        "texts = [(f'd{n}', f'At least 45 people were killed. Day {n}.') for n in range(6)]\n"
        "def die(number, entry):\n"
        "    if number == 3:\n"
        "        Path(sys.argv[1], 'results', '.d4.json.1.tmp').write_text('{')\n"
        "        os.kill(os.getpid(), 9)\n"
        "run_documents([read_text(t, id=i) for i, t in texts], sys.argv[1], on_result=die)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert killed.returncode == -9
    files = RunFiles(tmp_path)
    assert json.loads(files.manifest.read_text())["state"] == "running"
    if journal:
        lines = files.journal.read_text().splitlines(keepends=True)
        assert len(lines) == 5
        files.journal.write_text("".join(lines[:-1]) + lines[-1][:20])
    else:
        files.journal.unlink()
    assert sorted(known_entries(files)) == ["d0.json", "d1.json", "d2.json", "d3.json"]
    articles = [read_text(f"At least 45 people were killed. Day {n}.", id=f"d{n}") for n in range(6)]
    done, finished = run(tmp_path, articles)
    assert (done, finished.kept, finished.state) == (["d4", "d5"], 4, "done")
    assert sorted(path.name for path in files.results.iterdir()) == [f"d{n}.json" for n in range(6)]
    assert not files.journal.exists()


def test_a_result_that_was_being_replaced_is_read_itself(tmp_path: Path) -> None:
    """A line of the manifest that a killed run has made untrue is not believed."""
    run(tmp_path, documents(1))
    files = RunFiles(tmp_path)
    manifest = json.loads(files.manifest.read_text())
    files.manifest.write_text(json.dumps({**manifest, "state": "running"}))
    new = documents(1, "Nobody was hurt.")
    run(tmp_path / "other", new)
    (files.results / "d0.json").write_bytes((tmp_path / "other" / "results" / "d0.json").read_bytes())
    files.journal.write_text(json.dumps({"started": manifest["started"]}) + '\n{"again": "d0.json"}\n')
    assert run(tmp_path, new)[0] == []


def test_a_second_run_on_a_folder_is_refused(tmp_path: Path) -> None:
    """While one run has the folder another one says so and does nothing; afterwards it works."""
    files = RunFiles(tmp_path)
    with locked(files), pytest.raises(RunError, match="another run is writing to this folder") as caught:
        run(tmp_path, documents())
    assert caught.value.exit_code is ExitCode.USAGE
    assert not files.manifest.exists()
    assert run(tmp_path, documents())[1].state == "done"


def test_the_manifest_is_written_as_a_stream_in_the_form_of_the_record(tmp_path: Path) -> None:
    """The bytes are those of the whole record; with no article at all, too."""
    for folder, articles in ((tmp_path / "some", documents()), (tmp_path / "none", [])):
        run(folder, articles)
        content = (folder / "run.json").read_bytes()
        assert content == dump_record(Manifest.model_validate_json(content))


def test_a_manifest_in_another_form_is_read(tmp_path: Path) -> None:
    """Written with other spaces and another order, it says the same."""
    run(tmp_path, documents())
    path = tmp_path / "run.json"
    path.write_text(json.dumps(dict(reversed(json.loads(path.read_text()).items()))))
    assert run(tmp_path, documents())[1].kept == 3


def test_too_many_failures_stop_the_run(tmp_path: Path) -> None:
    """Above the number nothing more is begun, what was not begun has no result, and the reason is told."""
    articles = [each.model_copy(update={"text": "half \ud800 a pair"}) for each in documents(10)]
    stop = Stop()
    done, finished = run(tmp_path, articles, max_failures=MaxFailures.parse("2"), stop=stop)
    assert (len(done), finished.state, finished.counts.articles) == (3, "stopped", 3)
    assert "3 of 3 articles failed" in stop.reason
    share = MaxFailures.parse("10%")
    assert [share.exceeded(2, 19), share.exceeded(2, 20), share.exceeded(3, 20)] == [False, False, True]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_request_to_stop_finishes_what_is_under_way(tmp_path: Path, jobs: int) -> None:
    """Nothing more is taken off the input, and what is under way has its result and its line."""
    stop, taken = Stop(), []

    def articles() -> Iterator[Document]:
        for each in documents(60):
            taken.append(each.info.id)
            yield each

    finished = run_documents(
        articles(),
        tmp_path,
        jobs=jobs,
        on_result=lambda *_: stop.request("enough", interrupted=True),
        options=RunOptions(stop=stop),
    )
    assert finished.state == "interrupted"
    assert len(taken) - 1 <= finished.counts.articles < 20
    assert len(list((tmp_path / "results").iterdir())) == finished.counts.articles


def test_shards_share_the_documents_out() -> None:
    """Each document belongs to one shard, whatever stands before it."""
    articles = documents(200)
    shards = [[each.info.id for each in Shard.parse(f"{n}/4").of(articles)] for n in range(1, 5)]
    assert sorted(name for shard in shards for name in shard) == sorted(each.info.id for each in articles)
    assert all(30 <= len(shard) <= 70 for shard in shards)
    assert [each.info.id for each in Shard(2, 4).of(reversed(articles))] == shards[1][::-1]


def test_a_sample_is_the_same_every_time() -> None:
    """It keeps the order, follows the seed, and a larger one holds a smaller one."""
    articles = documents(100)
    small, large, other = (
        [each.info.id for each in sampled(articles, size, seed)] for size, seed in ((10, 1), (20, 1), (10, 2))
    )
    assert set(small) < set(large)
    assert small != other
    assert small == [name for name in (each.info.id for each in articles) if name in small]
    assert {each.info.id for each in sampled(reversed(articles), 10, 1)} == set(small)
