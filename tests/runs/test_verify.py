"""Facts about verification: every way in which a stored run may be wrong is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from summarizer.checks import Problem
from summarizer.errors import RunError
from summarizer.records import ArticleSummary, Document, DocumentInfo, Provenance
from summarizer.runs import engine, run_documents, verify, verify_run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run of two articles by a model that finds nothing."""

    def extract(document: Document, *, model: str) -> ArticleSummary:
        return ArticleSummary(
            status="ok", document=document.info, provenance=Provenance(model=model, origin="rules")
        )

    monkeypatch.setattr(engine, "extract", extract)
    monkeypatch.setattr(verify, "recheck", lambda result, source: [])
    folder = tmp_path / "run"
    run_documents(
        [Document(info=DocumentInfo(id=name), text=f"Text of {name}.") for name in ("a", "b")], folder
    )
    return folder


def kinds(run: Path) -> list[tuple[str, str]]:
    """The faults of a run: document and kind."""
    return [(verdict.document, fault.kind) for verdict in verify_run(run) for fault in verdict.faults]


def source_of(run: Path, name: str) -> Path:
    """The source file of a stored result."""
    result = json.loads((run / "results" / f"{name}.json").read_text())
    return run / "sources" / f"{result['document']['sha256']}.txt"


def test_a_sound_run_has_no_problems(run: Path) -> None:
    """Nothing is told of a run that nobody touched, failed documents included."""
    assert kinds(run) == []
    assert [verdict.document for verdict in verify_run(run)] == ["a", "b"]


def test_what_the_checks_find_is_told(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks see each result with its own source, and their problems are the run's faults."""

    def recheck(result: ArticleSummary, source: str) -> list[Problem]:
        return [Problem(kind="span", where="f1", message=f"{result.document.id} in {source}")]

    monkeypatch.setattr(verify, "recheck", recheck)
    assert [verdict.faults[0].message for verdict in verify_run(run)] == [
        "a in Text of a.",
        "b in Text of b.",
    ]


def test_a_failed_document_owes_no_findings(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was labelled in it, so that what its text would ask for is no fault; its spans still count."""
    path = run / "results" / "a.json"
    path.write_text(path.read_text().replace('"status": "ok"', '"status": "failed"'))
    problems = [
        Problem(kind="finding", where="checks", message="m"),
        Problem(kind="span", where="s", message="m"),
    ]
    monkeypatch.setattr(verify, "recheck", lambda result, source: problems)
    assert kinds(run) == [("a", "span"), ("b", "finding"), ("b", "span"), ("run.json", "stale-line")]


def test_a_missing_source_is_told(run: Path) -> None:
    """A result without its source text cannot be verified."""
    source_of(run, "a").unlink()
    assert kinds(run) == [("a", "missing-source")]


@pytest.mark.parametrize("content", [b"Text of A.", b"\xff\xfe", b""])
def test_a_changed_source_is_told(run: Path, content: bytes) -> None:
    """A source whose digest is not its name is not what was summarised."""
    source_of(run, "a").write_bytes(content)
    assert kinds(run) == [("a", "source-mismatch")]


def test_a_digest_that_is_a_path_is_not_followed(run: Path) -> None:
    """A result cannot have a file outside the folder read as its source."""
    path = run / "results" / "a.json"
    value = json.loads(path.read_text())
    value["document"]["sha256"] = "../run"
    path.write_text(json.dumps(value))
    assert kinds(run) == [("a.json", "unreadable-result")]


def test_an_unreadable_result_is_told(run: Path) -> None:
    """A broken result is a problem of its own and stops nothing."""
    (run / "results" / "a.json").write_text("{")
    assert kinds(run) == [("a.json", "unreadable-result")]


def test_a_result_under_another_name_is_told(run: Path) -> None:
    """A result stands in the file of its document's id."""
    (run / "results" / "a.json").rename(run / "results" / "c.json")
    assert kinds(run) == [("a", "misnamed-result"), ("run.json", "missing-result")]


def test_a_result_without_a_source_is_told(run: Path) -> None:
    """Only a failed document may do without a source."""
    path = run / "results" / "a.json"
    value = json.loads(path.read_text())
    value["document"]["sha256"] = None
    path.write_text(json.dumps(value))
    assert kinds(run) == [("a", "missing-source"), ("run.json", "stale-line")]
    value["status"] = "failed"
    path.write_text(json.dumps(value))
    assert kinds(run) == [("run.json", "stale-line")]


def test_a_line_that_says_something_else_than_its_result_is_told(run: Path) -> None:
    """The manifest's counts are those of the stored results."""
    manifest = json.loads((run / "run.json").read_text())
    manifest["articles"][0]["events"] = 99
    (run / "run.json").write_text(json.dumps(manifest))
    assert kinds(run) == [("run.json", "stale-line")]


def test_a_missing_or_broken_manifest_is_told(run: Path) -> None:
    """A run folder without a readable manifest is not whole."""
    (run / "run.json").write_text("{")
    assert kinds(run) == [("run.json", "unreadable-manifest")]
    (run / "run.json").unlink()
    assert kinds(run) == [("run.json", "missing-manifest")]


def test_a_folder_without_results_is_no_run(tmp_path: Path) -> None:
    """There is nothing to verify in an empty folder, or in none."""
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(RunError, match="holds no results"):
            list(verify_run(folder))
