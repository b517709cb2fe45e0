"""Facts about running again over files that have not changed: what is decided is what it was without the cache."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.cli import main
from summarizer.errors import DocumentError
from summarizer.extraction.planned import planned_provenance
from summarizer.models import ModelOptions
from summarizer.reading import readings
from summarizer.reading.known import KnownDocument, KnownInfo
from summarizer.records import ArticleSummary, Document, DocumentInfo, Provenance
from summarizer.runs import RunFiles, RunOptions, run_documents
from summarizer.runs.entries import Fingerprints, entry_of, fingerprint_of
from summarizer.runs.files import digest_of
from summarizer.runs.outcomes import Maker, failed_result
from summarizer.runs.shards import move_unless_in_vain, store_lost

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "At least 45 people were killed, officials said."


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three files and three lines, one of them no article, written long ago."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(readings, "time_ns", lambda: time.time_ns() + 10**10)
    Path("in").mkdir()
    for name in ("a", "b", "c"):
        Path(f"in/{name}.txt").write_text(f"{TEXT} It was {name}.")
    lines = [json.dumps({"id": "l1", "text": f"{TEXT} 1."}), json.dumps({"id": "a", "text": "Twice."}), "{"]
    Path("in/lines.jsonl").write_text("\n".join(lines))


def run(capsys: pytest.CaptureFixture[str], *flags: str) -> tuple[int, list[dict[str, Any]], str]:
    """The command; its exit code, what it printed by line, and its messages."""
    with pytest.raises(SystemExit) as ended:
        main(["run", "in", "-m", "baseline", "-o", "out", "--json", *flags])
    said = capsys.readouterr()
    code = ended.value.code
    assert isinstance(code, int)
    return code, [json.loads(line) for line in said.out.splitlines()], said.err


def _delete_result() -> None:
    Path("out/results/b.json").unlink()


def _empty_result() -> None:
    Path("out/results/b.json").write_bytes(b"")


def _change_article() -> None:
    Path("in/b.txt").write_text("Another text.")


def _add_articles() -> None:
    Path("in/d.txt").write_text(TEXT)
    with Path("in/lines.jsonl").open("a") as file:
        file.write("\n" + json.dumps({"id": "l9", "text": TEXT}))


def _remove_article() -> None:
    Path("in/a.txt").unlink()


def _forget_manifest() -> None:
    Path("out/run.json").unlink()


def _change_much() -> None:
    _delete_result()
    _change_article()
    _add_articles()
    _remove_article()


CHANGES = (_delete_result, _empty_result, _change_article, _add_articles, _remove_article, _forget_manifest)
FLAGS = (
    "", "--redo", "--retry-failed", "--sample 2", "--shard 1/2", "--repeat 2", "--only l1", "--title Other",
    "--limit 3", "--dry-run",
)  # fmt: skip


@pytest.mark.parametrize(
    ("flags", "change"), [("", one) for one in CHANGES] + [(one, _change_much) for one in FLAGS]
)
def test_the_command_says_and_writes_the_same_without_the_cache(
    flags: str, change: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Whatever has changed since, and whatever is asked for."""
    found = []
    for name in ("with", "without"):
        shutil.copytree(tmp_path / "in", tmp_path / name / "in")
        monkeypatch.chdir(tmp_path / name)
        run(capsys)
        assert Path("out/.readings.sqlite").exists()
        change()
        if name == "without":
            Path("out/.readings.sqlite").unlink()
        code, lines, told = run(capsys, *flags.split())
        results = {path.name: path.read_bytes() for path in Path("out/results").iterdir()}
        found.append((code, lines, re.sub(r"in [\d.]+ s", "", told), results))
    assert found[0] == found[1]


def known(document_id: str, text: str, load: Any = None) -> KnownDocument:
    """An article that is only known."""
    document = Document(info=DocumentInfo(id=document_id), text=text)
    info = KnownInfo(document_id, None, None, None, None, digest_of(text), None)
    return KnownDocument(info, load or (lambda: document))


def test_what_is_done_is_not_read(tmp_path: Path) -> None:
    """A known article is read where its result is missing, and not where it stays."""
    run_documents([known("a", TEXT), known("b", TEXT)], tmp_path / "run")

    def fail() -> Document:
        raise AssertionError

    kept: list[str] = []
    options = RunOptions(on_kept=lambda _, entry: kept.append(entry.id))
    again = [known("a", TEXT, fail), known("b", "Other."), known("a", TEXT, fail)]
    finished = run_documents(again, tmp_path / "run", options=options)
    assert (kept, finished.counts.articles, finished.counts.failed) == (["a"], 3, 1)


def test_what_cannot_be_read_any_more_fails_alone(tmp_path: Path) -> None:
    """The good result of the same id stays, and the run goes on; also where several repeats are wanted."""
    run_documents([known("a", TEXT)], tmp_path / "run")
    gone = known("a", "Other.", lambda: DocumentError("a.txt", "it is gone", "look for it"))
    finished = run_documents([gone, known("b", TEXT)], tmp_path / "run", repeats=2)
    status = {entry.result: entry.status for entry in finished.articles}
    assert status == {"a.json": "ok", "a.txt.json": "failed", "b.json": "ok", "b.r2.json": "ok"}


WORDS = st.one_of(st.none(), st.text(max_size=5))


@given(WORDS, WORDS, WORDS, st.integers(1, 3), st.sampled_from([None, {"split": True, "verify_calls": 2}]))
@settings(max_examples=50)
def test_fingerprints_are_those_of_the_whole(
    title: str | None, outlet: str | None, byline: str | None, repeat: int, more: dict[str, Any] | None
) -> None:
    """Written in two parts, they are the digest of the same JSON object; that of a result is the same."""
    import hashlib  # noqa: PLC0415 - as the contract has it

    asked = planned_provenance(ModelOptions(model="openai/m"), repeat)
    provenance = asked.model_copy(update={"parameters": asked.parameters | (more or {})})
    info = DocumentInfo(id="a", title=title, outlet=outlet, byline=byline, sha256="0" * 64)
    parameters = {name: value for name, value in provenance.parameters.items() if name != "verify_calls"}
    parts = {
        "source": info.sha256, "told": [title, outlet, byline, None], "model": provenance.model,
        "prompt": provenance.prompt, "schema": provenance.schema_, "parameters": parameters, "repeat": repeat,
    }  # fmt: skip
    whole = hashlib.sha256(json.dumps(parts, sort_keys=True).encode("utf-8")).hexdigest()
    assert Fingerprints(provenance).of(info) == whole
    assert fingerprint_of(ArticleSummary(status="ok", document=info, provenance=provenance)) == whole


class Task:
    """A result that would take the place of a good one."""

    name = "a.json"
    article = Document(info=DocumentInfo(id="a"), text=TEXT)
    repeat = 1
    is_good = True


def test_a_failure_elsewhere_does_not_take_the_place_of_a_good_result(tmp_path: Path) -> None:
    """Neither a shard's failed result nor that of an article whose processes died is moved there."""
    shard, files = RunFiles(tmp_path / "shard"), RunFiles(tmp_path / "run")
    for one in (shard, files):
        one.create()
    (files.results / "a.json").write_text("good")
    failed = failed_result(DocumentInfo(id="a"), "a: failed", Maker("baseline"))
    entry = entry_of(failed, "other.json")
    assert move_unless_in_vain(shard, files, entry, Task()).result == "a.json"
    assert store_lost(Task(), files, Maker("baseline")).status == "failed"
    assert (files.results / "a.json").read_text() == "good"
    (shard.results / "other.json").write_text("better")
    better = entry_of(
        ArticleSummary(
            status="ok", document=failed.document, provenance=Provenance(model="m", origin="rules")
        ),
        "other.json",
    )
    assert move_unless_in_vain(shard, files, better, Task()).result == "a.json"
    assert (files.results / "a.json").read_text() == "better"
