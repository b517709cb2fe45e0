"""Facts about runs: what becomes of each document, and that no failure costs another."""

from __future__ import annotations

import filecmp
import json
import os
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.errors import (
    DocumentError,
    DuplicateIdError,
    EmptyDocumentError,
    ExitCode,
    RunError,
    UnknownModelError,
)
from summarizer.reading import read_text
from summarizer.records import ArticleSummary, Document, DocumentInfo, Figure, Provenance, Span
from summarizer.runs import engine, read_result, run_documents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from summarizer.runs import ArticleEntry


def a_document(document_id: str = "a", text: str = "At least 45 people.", **info: Any) -> Document:
    """A document with a text that goes well."""
    return Document(info=DocumentInfo(id=document_id, **info), text=text)


def extract_in_test(document: Document, *, model: str) -> ArticleSummary:
    """A model with moods: the text says what goes wrong."""
    match document.text:
        case "refuse":
            raise DocumentError(document.info.id, "it is refused", "leave it out")
        case "crash":
            raise KeyError("unforeseen \x1b[31m")
        case "die":
            os._exit(9)
        case "interrupt":
            raise KeyboardInterrupt
    value = float("inf") if document.text == "infinite" else 45.0
    span = Span.of(document.text, 0, 1)
    return ArticleSummary(
        status="ok",
        document=document.info,
        figures=(Figure(id="f1", text=span.text, value=value, span=span),),
        provenance=Provenance(model=model, origin="rules", calls=1, input_tokens=10, cost_usd=0.5),
    )


@pytest.fixture(autouse=True)
def _model_in_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "extract", extract_in_test)


def result_of(folder: Path, name: str) -> ArticleSummary:
    """A stored result of a run."""
    return read_result(folder / "results" / f"{name}.json")


def manifest_of(folder: Path) -> dict[str, Any]:
    """The stored manifest of a run."""
    value: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return value


def test_a_run_folder_holds_manifest_results_and_sources(tmp_path: Path) -> None:
    """One result an article, its source named by its digest, and a manifest that adds it all up."""
    returned = run_documents(
        [a_document("a", path="in/a.txt"), a_document("b", "Other\r\n")], tmp_path, settings={"jobs": 1}
    )
    result = result_of(tmp_path, "a")
    assert result.document.sha256 is not None
    assert result.document.characters == 19
    assert (tmp_path / "sources" / f"{result.document.sha256}.txt").read_bytes() == b"At least 45 people."
    manifest = manifest_of(tmp_path)
    assert {name: value for name, value in manifest.items() if name != "articles"} == json.loads(
        returned.head.model_dump_json()
    )
    assert manifest["articles"] == [json.loads(entry.model_dump_json()) for entry in returned.articles]
    assert manifest["state"] == "done"
    assert manifest["program"] == f"summarizer {version('summarizer')}"
    assert manifest["settings"] == {"jobs": 1}
    assert manifest["counts"] | {"quotes": 0} == {
        "articles": 2, "ok": 2, "partial": 0, "failed": 0, "events": 0, "figures": 2, "quotes": 0, "findings": 0,
    }  # fmt: skip
    assert manifest["usage"] == {"calls": 2, "input_tokens": 20, "output_tokens": None, "cost_usd": 1.0}
    assert [entry["result"] for entry in manifest["articles"]] == ["a.json", "b.json"]
    assert manifest["started"] <= manifest["finished"]


def test_failures_are_results_and_cost_no_other(tmp_path: Path) -> None:
    """What cannot be read, is refused, or brings out a defect gets a failed result with its sentence."""
    seen: list[tuple[int, str, str]] = []

    def take(index: int, entry: ArticleEntry) -> None:
        seen.append((index, entry.id, entry.status))

    documents: list[Document | DocumentError] = [
        EmptyDocumentError("in/e.txt", "it holds no text", "give it some"),
        a_document("r", "refuse"),
        a_document("c", "crash"),
        a_document("i", "infinite"),
        a_document("s", "half \ud800 a pair"),
        a_document("fine"),
    ]
    run_documents(documents, tmp_path, on_result=take)
    assert seen == [
        (0, "in/e.txt", "failed"),
        (1, "r", "failed"),
        (2, "c", "failed"),
        (3, "i", "failed"),
        (4, "s", "failed"),
        (5, "fine", "ok"),
    ]
    assert result_of(tmp_path, "in%2Fe.txt").error == "in/e.txt: it holds no text; give it some"
    assert result_of(tmp_path, "r").error == "r: it is refused; leave it out"
    crash = result_of(tmp_path, "c")
    assert crash.error is not None
    assert crash.error.startswith("c: KeyError: 'unforeseen")
    assert "test_engine.py:" in crash.error
    assert "this is a defect in summarizer: please report it" in crash.error
    assert crash.document.sha256 is not None
    assert (tmp_path / "sources" / f"{crash.document.sha256}.txt").exists()
    assert "defect" in (result_of(tmp_path, "i").error or "")
    assert "surrogate pair" in (result_of(tmp_path, "s").error or "")
    assert manifest_of(tmp_path)["counts"]["failed"] == 5


def test_a_dead_worker_process_costs_its_document_only(tmp_path: Path) -> None:
    """An article that kills its process gets a failed result; all others are done."""
    documents = [a_document(f"d{number}", "die" if number == 3 else "fine") for number in range(12)]
    manifest = run_documents(documents, tmp_path, jobs=2)
    assert [entry.id for entry in manifest.articles if entry.status == "failed"] == ["d3"]
    assert "the process that summarised it died" in (result_of(tmp_path, "d3").error or "")


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Results and sources are the same byte for byte, with one process or with several."""
    documents = [a_document(f"d{number}", f"{number} people") for number in range(20)]
    run_documents(documents, tmp_path / "one")
    run_documents(documents, tmp_path / "two", jobs=2)
    for part in ("results", "sources"):
        names = sorted(path.name for path in (tmp_path / "one" / part).iterdir())
        assert names == sorted(path.name for path in (tmp_path / "two" / part).iterdir())
        assert (
            filecmp.cmpfiles(tmp_path / "one" / part, tmp_path / "two" / part, names, shallow=False)[0]
            == names
        )


def test_a_second_document_of_an_id_does_not_replace_the_first(tmp_path: Path) -> None:
    """The second one is a failed result under its path, or under a numbered name where it has none."""
    run_documents(
        [
            a_document("a", "first", path="x/a.txt"),
            a_document("a", "second", path="y/a.txt"),
            a_document("a", "third"),
            DuplicateIdError("a", "it is there twice", "rename it"),
        ],
        tmp_path,
    )
    assert result_of(tmp_path, "a").document.path == "x/a.txt"
    assert "another document of this run has the id 'a' too" in (result_of(tmp_path, "y%2Fa.txt").error or "")
    assert result_of(tmp_path, "a%20%282%29").status == "failed"
    assert result_of(tmp_path, "a%20%283%29").error == "a: it is there twice; rename it"


def test_hostile_ids_stay_in_the_folder(tmp_path: Path) -> None:
    """An id that is a path, empty or undecodable names a file in ``results`` and nothing else."""
    ids = ["../../x", "", "/etc/passwd", "nul\x00", "C:\\x", "\udce9", "a" * 5000, "A", "a"]
    run_documents([a_document(each) for each in ids], tmp_path / "run")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run"]
    assert len(list((tmp_path / "run" / "results").iterdir())) == len(ids)
    assert manifest_of(tmp_path / "run")["counts"]["ok"] == len(ids)


def test_a_second_run_replaces_its_own_and_keeps_the_rest(tmp_path: Path) -> None:
    """Results of other documents stay, in the folder and in the manifest; those given are done again."""
    run_documents([a_document("a"), a_document("b")], tmp_path)
    run_documents([a_document("b", "new"), a_document("c")], tmp_path)
    manifest = manifest_of(tmp_path)
    assert [entry["id"] for entry in manifest["articles"]] == ["a", "b", "c"]
    assert result_of(tmp_path, "b").document.characters == 3
    assert manifest["counts"]["articles"] == 3


@pytest.mark.parametrize("damage", ["delete", "corrupt", "crash"])
def test_a_manifest_is_rebuilt_from_the_results(tmp_path: Path, damage: str) -> None:
    """Where the manifest is gone, broken or left by a run that crashed, the results themselves count."""
    run_documents([a_document("a"), a_document("b")], tmp_path)
    path = tmp_path / "run.json"
    if damage == "delete":
        path.unlink()
    elif damage == "corrupt":
        path.write_text("{")
    else:
        path.write_text(json.dumps({**manifest_of(tmp_path), "state": "running", "articles": []}))
    (tmp_path / "results" / "junk.json").write_text("junk")
    run_documents([a_document("c")], tmp_path)
    assert [entry["id"] for entry in manifest_of(tmp_path)["articles"]] == ["a", "b", "c"]


def test_a_folder_of_another_major_version_is_left_alone(tmp_path: Path) -> None:
    """A run that follows another contract is refused before anything is written."""
    run_documents([a_document("a")], tmp_path)
    (tmp_path / "run.json").write_text(json.dumps({**manifest_of(tmp_path), "schema_version": "2"}))
    with pytest.raises(RunError, match="has version 2 of the record contract"):
        run_documents([a_document("b")], tmp_path)
    assert not (tmp_path / "results" / "b.json").exists()


def test_a_failure_goes_once_its_document_can_be_read(tmp_path: Path) -> None:
    """The failed result under a path is dropped when that path gives a document."""
    run_documents([EmptyDocumentError("in/a.txt", "it holds no text", "give it some")], tmp_path)
    run_documents([a_document("a", path="in/a.txt")], tmp_path)
    assert [path.name for path in (tmp_path / "results").iterdir()] == ["a.json"]
    assert [entry["id"] for entry in manifest_of(tmp_path)["articles"]] == ["a"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupt_keeps_what_is_done(tmp_path: Path, jobs: int) -> None:
    """Ctrl-C ends the run with a manifest of everything that was written."""

    def interrupt(index: int, entry: ArticleEntry) -> None:
        if index == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_documents([a_document(f"d{n}") for n in range(50)], tmp_path, jobs=jobs, on_result=interrupt)
    manifest = manifest_of(tmp_path)
    assert manifest["state"] == "interrupted"
    written = sorted(path.name for path in (tmp_path / "results").iterdir())
    assert [entry["result"] for entry in manifest["articles"]] == written
    assert 4 <= len(written) < 50


def test_a_folder_that_fills_up_stops_the_run(tmp_path: Path) -> None:
    """When results can no longer be written the run stops, says so, and keeps what is done."""

    def documents() -> Iterator[Document]:
        yield a_document("a")
        (tmp_path / "results" / "b.json").mkdir()
        yield a_document("b")

    with pytest.raises(RunError, match=r"b\.json: cannot be written") as caught:
        run_documents(documents(), tmp_path)
    assert caught.value.exit_code is ExitCode.STOPPED
    assert manifest_of(tmp_path)["state"] == "stopped"
    assert manifest_of(tmp_path)["counts"]["articles"] == 1


def test_an_unknown_model_or_folder_is_refused_before_any_work(tmp_path: Path) -> None:
    """Neither takes a document off the input."""
    documents = iter([a_document()])
    with pytest.raises(UnknownModelError):
        run_documents(documents, tmp_path, model="nonesuch")
    (tmp_path / "file").write_text("x")
    with pytest.raises(RunError) as caught:
        run_documents(documents, tmp_path / "file")
    assert caught.value.exit_code is ExitCode.USAGE
    assert next(documents) == a_document()


def test_equal_fingerprints_mean_equal_requests(tmp_path: Path) -> None:
    """The fingerprint follows text and date, not where the article was read."""
    run_documents(
        [
            a_document("a", "x", path="in/a.txt"),
            a_document("b", "x"),
            a_document("c", "y"),
            a_document("d", "x", published="2023-11-02"),
        ],
        tmp_path,
    )
    a, b, c, d = (entry["fingerprint"] for entry in manifest_of(tmp_path)["articles"])
    assert a == b
    assert len({a, c, d}) == 3


def test_memory_does_not_grow_with_the_articles(tmp_path: Path) -> None:
    """A thousand articles of 100 KB each are never held at the same time."""
    import tracemalloc  # noqa: PLC0415 - it slows what runs beside it

    def documents() -> Iterator[Document]:
        for number in range(1000):
            yield a_document(f"d{number}", f"{number} " * 20_000)

    tracemalloc.start()
    try:
        run_documents(documents(), tmp_path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 12_000_000


def test_a_replaced_result_of_another_text_is_told(tmp_path: Path) -> None:
    """A second run may replace a result, but where the text is another one the caller is told."""
    replaced: list[str] = []
    for text in ("Police said 4 died.", "Police said 4 died.", "Police said 5 died."):
        documents = [read_text(text, id="a")]
        run_documents(documents, tmp_path, on_replaced=lambda entry: replaced.append(entry.id))
    assert replaced == ["a"]
