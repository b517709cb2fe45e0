"""Facts about stored files: their bytes, and what is refused on reading."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import CorruptResultError, RunError
from summarizer.records import ArticleSummary, Check, DocumentInfo, Figure, Provenance, Source, Span
from summarizer.runs.files import RunFiles, dump_record, read_result, write_atomically

if TYPE_CHECKING:
    from pathlib import Path


def a_result(text: str = "45") -> ArticleSummary:
    """A result with a figure and a finding."""
    span = Span(start=0, end=len(text), text=text)
    return ArticleSummary(
        status="ok",
        document=DocumentInfo(id="a", title="“Tïtle”"),
        figures=(Figure(id="f1", text=text, value=45, span=span),),
        checks=(Check(code="inconsistent", class_="factual", severity="warning", message="m"),),
        provenance=Provenance(model="baseline", origin="rules"),
    )


def stored(path: Path, **changes: Any) -> Path:
    """A result file with some of its keys changed."""
    value = json.loads(dump_record(a_result())) | changes
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_a_result_is_stored_whole_and_sorted() -> None:
    """All fields are written, under the contract's names, sorted, readable, with a line end."""
    content = dump_record(a_result()).decode("utf-8")
    value = json.loads(content)
    assert content == json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert "“Tïtle”" in content
    assert value["checks"][0]["class"] == "factual"
    assert value["provenance"]["schema"] == "1"
    assert value["document"]["outlet"] is None
    assert value["events"] == []


@given(st.text())
@settings(max_examples=50, deadline=None)
def test_a_result_survives_storing(text: str) -> None:
    """Reading back what was written gives the same record, whatever the text."""
    content = dump_record(a_result(text))
    assert ArticleSummary.model_validate_json(content) == a_result(text)


def test_a_stored_result_is_read_back(tmp_path: Path) -> None:
    """A file with our own version is read strictly and equals what was written."""
    path = tmp_path / "a.json"
    write_atomically(path, dump_record(a_result()))
    assert read_result(path) == a_result()
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


def test_a_newer_minor_version_is_read_without_its_new_keys(tmp_path: Path) -> None:
    """Keys that a newer minor version adds are left out, at any depth."""
    document = {**DocumentInfo(id="a").model_dump(mode="json"), "mood": "new"}
    path = stored(tmp_path / "a.json", schema_version="1.3", novelty={"x": 1}, document=document)
    assert read_result(path).document.id == "a"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"novelty": 1}, "is not a stored ArticleSummary \\(novelty: Extra inputs"),
        ({"schema_version": "2"}, "has version 2 of the record contract, and this program reads version 1"),
        ({"schema_version": None}, "has version None"),
        ({"schema_version": "1.x"}, "is not a JSON object with a schema_version"),
        ({"figures": [{"id": "f1"}]}, "figures.0.text: Field required"),
    ],
)
def test_what_is_not_a_result_of_this_version_is_refused(
    tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    """An unknown key of our own version, another major version or a broken record is a clear error."""
    with pytest.raises(CorruptResultError, match=message):
        read_result(stored(tmp_path / "a.json", **changes))


@pytest.mark.parametrize("content", [b"", b"[1]", b"{", b"\xff", b"[" * 100_000, b"{}"])
def test_what_is_no_json_object_is_refused(tmp_path: Path, content: bytes) -> None:
    """A truncated, binary, empty or bottomless file is a clear error that names it."""
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(CorruptResultError, match=r"a\.json: is not a JSON object"):
        read_result(path)


def test_a_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    """A result that is not there is an error that names the file."""
    with pytest.raises(CorruptResultError, match=r"b\.json: cannot be read"):
        read_result(tmp_path / "b.json")


def test_a_source_keeps_its_line_ends(tmp_path: Path) -> None:
    """The source text is stored byte for byte: spans index it."""
    files = RunFiles(tmp_path)
    files.create()
    files.store("a.json", b"{}\n", "a\r\nb\rc\n\x0c“é”")
    (path,) = files.sources.iterdir()
    assert path.read_bytes().decode("utf-8") == "a\r\nb\rc\n\x0c“é”"


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    """Where the new file cannot take its place, the old one stays and the temporary one goes."""
    target = tmp_path / "a.json"
    target.mkdir()
    with pytest.raises(RunError, match=r"a\.json: cannot be written"):
        write_atomically(target, b"x")
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    """A run folder that cannot be made is one clear error."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(RunError, match="results cannot be written there"):
        RunFiles(tmp_path / "file" / "run").create()


def test_what_json_cannot_hold_is_not_written() -> None:
    """An infinity is an error, not an invalid file."""
    span = Span(start=0, end=1, text="9")
    figure = Figure(id="f1", text="9", span=span).model_copy(update={"value": float("inf")})
    with pytest.raises(ValueError, match="JSON compliant"):
        dump_record(a_result().model_copy(update={"figures": (figure,)}))


def test_a_record_without_validation_is_written_as_it_is() -> None:
    """A field that a record was made without is left out, as pydantic does it."""
    fields: dict[str, Any] = {"mentions": ()}
    assert json.loads(dump_record(Source.model_construct(**fields))) == {"mentions": []}
