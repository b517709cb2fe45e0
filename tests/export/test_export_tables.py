"""Facts about flat tables as text: what stands in a row, and what a spreadsheet does not obey."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest
from export_support import COUNTS, EVENT, FULL, SENTENCE, a_run
from hypothesis import given
from hypothesis import strategies as st

from summarizer.export import TABLES, export_run
from summarizer.export.text_tables import defused

if TYPE_CHECKING:
    from pathlib import Path


def json_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def csv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize("format_", ["jsonl", "csv"])
def test_every_record_is_one_row(tmp_path: Path, format_: str) -> None:
    """Each table has a row for each record of each result, whatever line breaks its text holds."""
    exported = export_run(a_run(tmp_path / "run"), format_, tmp_path / "out")
    read = json_rows if format_ == "jsonl" else csv_rows
    found = {name: len(read(tmp_path / "out" / f"{name}.{format_}")) for name in TABLES}
    assert found == COUNTS == {path.stem: rows for path, rows in exported.files.items()}
    assert exported.results == 3
    assert exported.unreadable == 0


@pytest.mark.parametrize("name", TABLES)
def test_columns_have_one_name_and_every_row_fills_them(name: str) -> None:
    """No column's name occurs twice, and a row has a cell for each, of its column's type or null."""
    table = TABLES[name]
    assert len({column.name for column in table.columns}) == len(table.columns)
    types: dict[str, type | tuple[type, ...]] = {"string": str, "integer": int, "real": (int, float)}
    rows = list(table.rows(FULL))
    assert rows
    for row in rows:
        for column, cell in zip(table.columns, row, strict=True):
            assert cell is None or isinstance(cell, types.get(column.kind, list)), column


@pytest.mark.parametrize(
    ("name", "record"),
    [("events", FULL.events[0]), ("figures", FULL.figures[0]), ("quotes", FULL.quotes[0]), ("checks", FULL.checks[0])],
)  # fmt: skip
def test_no_field_of_a_record_is_lost(name: str, record: Any) -> None:
    """Each field of a record has its column, or columns that begin with its name."""
    columns = [column.name for column in TABLES[name].columns]
    for field in record.model_dump(by_alias=True):
        assert any(column == field or column.startswith(f"{field}_") for column in columns), field


def test_an_event_is_flattened(tmp_path: Path) -> None:
    """The original source stands in ``source``, the whole chain in order, evidence as three lists."""
    export_run(a_run(tmp_path / "run"), "jsonl", tmp_path / "out")
    row = json_rows(tmp_path / "out" / "events.jsonl")[0]
    key = ["document_id", "outlet", "published", "model", "repeat", "id"]
    assert list(row)[:6] == key
    assert [row[name] for name in key] == ["a", "The Paper", "2023-11-02", "some/model", 1, "e1"]
    assert row["what"] == EVENT.what
    assert row["source"] == "Ann Lee"
    assert row["attributed_to"] == ["Ann Lee", "Reuters"]
    assert row["source_mention_text"] == ["Ann Lee", "the mayor"]
    assert (row["when_start"], row["when_precision"]) == ("2023-11-01", "day")
    assert (row["evidence_start"], row["evidence_end"]) == ([0], [SENTENCE.end])
    assert row["evidence_text"] == [SENTENCE.text]


def test_nothing_is_null_and_text_is_whole_in_json(tmp_path: Path) -> None:
    """A value that is not there is null, a number is a number, and text is as it was stored."""
    export_run(a_run(tmp_path / "run"), "jsonl", tmp_path / "out")
    figures = json_rows(tmp_path / "out" / "figures.jsonl")[:4]
    assert [row["value"] for row in figures] == [195, 40.5, -5, None]
    assert [row["source"] for row in figures] == ["Ann Lee", None, None, None]
    assert json_rows(tmp_path / "out" / "quotes.jsonl")[0]["text"] == FULL.quotes[0].text
    assert json_rows(tmp_path / "out" / "documents.jsonl")[0]["title"] == FULL.document.title
    summaries = json_rows(tmp_path / "out" / "summaries.jsonl")[:4]
    assert [row["sentence"] for row in summaries] == ["headline", "s1", "s2", "c1"]
    assert summaries[1]["records"] == ["f1", "e1"]


def test_a_failed_result_is_a_document_and_nothing_else(tmp_path: Path) -> None:
    """It stands among the documents with its status and its error, and has no records."""
    export_run(a_run(tmp_path / "run"), "jsonl", tmp_path / "out")
    rows = json_rows(tmp_path / "out" / "documents.jsonl")
    assert [(row["document_id"], row["repeat"], row["status"]) for row in rows] == [
        ("a", 1, "partial"), ("a", 2, "partial"), ("b", 1, "failed"),
    ]  # fmt: skip
    assert rows[2]["error"] == "b: no valid answer came; ask again"
    for name in TABLES.keys() - {"documents"}:
        assert {row["document_id"] for row in json_rows(tmp_path / "out" / f"{name}.jsonl")} == {"a"}


def test_csv_is_harmless_in_a_spreadsheet(tmp_path: Path) -> None:
    """Text that begins like a formula gets an apostrophe; a negative number does not."""
    export_run(a_run(tmp_path / "run"), "csv", tmp_path / "out")
    event = csv_rows(tmp_path / "out" / "events.csv")[0]
    assert event["what"] == f"'{EVENT.what}"
    assert event["attributed_to"] == "Ann Lee > Reuters"
    assert event["actors"] == '["@the river"]'
    assert event["evidence_start"] == "[0]"
    figures = csv_rows(tmp_path / "out" / "figures.csv")
    assert [(row["text"], row["value"], row["upper"]) for row in figures[2:4]] == [
        ("'-5", "-5", "-2.5"), ("fell", "", ""),
    ]  # fmt: skip
    assert csv_rows(tmp_path / "out" / "quotes.csv")[0]["text"] == f"'{FULL.quotes[0].text}"
    assert csv_rows(tmp_path / "out" / "checks.csv")[1]["message"] == "'\tx"
    assert csv_rows(tmp_path / "out" / "documents.csv")[0]["title"] == f"'{FULL.document.title}"


def test_a_chain_that_begins_like_a_formula_is_defused(tmp_path: Path) -> None:
    """The names of sources are the article's too."""
    source = EVENT.attributed_to[0].model_copy(update={"name": "=cmd()"})
    event = EVENT.model_copy(update={"attributed_to": (source,)})
    export_run(a_run(tmp_path / "run", FULL.model_copy(update={"events": (event,)})), "csv", tmp_path / "out")
    row = csv_rows(tmp_path / "out" / "events.csv")[0]
    assert (row["source"], row["attributed_to"]) == ("'=cmd()", "'=cmd()")


def test_csv_follows_rfc_4180(tmp_path: Path) -> None:
    """UTF-8 without a mark, lines that end in CR LF, a line of names, quotation marks doubled."""
    export_run(a_run(tmp_path / "run"), "csv", tmp_path / "out")
    content = (tmp_path / "out" / "documents.csv").read_bytes()
    assert content.startswith(b"document_id,outlet,published,model,repeat,status,error,title,")
    assert content.endswith(b"\r\n")
    assert b'"\'+1 ""quoted"", with comma\nand line"' in content


@given(st.text())
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    """After defusing no text begins as a formula does, and taking the apostrophe off gives it back."""
    safe = defused(text)
    assert not safe.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not safe.startswith(("\t", "\r", "\n"))
    assert safe in (text, f"'{text}")


@pytest.mark.parametrize("text", ["  =1+1", "\xa0@SUM(A1)", "＝1", "＋1", "－1", "＠x", "\nplain", "\n=1"])
def test_a_formula_after_white_space_or_in_full_width_is_defused(text: str) -> None:
    """An apostrophe goes before it; text with such a sign further on stays as it is."""
    assert defused(text) == f"'{text}"
    assert defused(f"x{text}") == f"x{text}"
