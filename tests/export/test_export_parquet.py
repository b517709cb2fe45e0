"""Facts about Parquet: real types, zstd, row groups, and that pandas and DuckDB read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from export_support import COUNTS, FULL, SENTENCE, a_run

from summarizer.export import TABLES, export_run
from summarizer.export import parquet as parquet_module

if TYPE_CHECKING:
    from pathlib import Path

parquet = pytest.importorskip("pyarrow.parquet")

_TYPES = {
    "string": "string",
    "integer": "int64",
    "real": "double",
    "strings": "list<element: string>",
    "integers": "list<element: int64>",
    "chain": "list<element: string>",
}


@pytest.fixture(name="out")
def _out(tmp_path: Path) -> Path:
    export_run(a_run(tmp_path / "run"), "parquet", tmp_path / "out")
    return tmp_path / "out"


@pytest.mark.parametrize("name", TABLES)
def test_columns_have_their_types(out: Path, name: str) -> None:
    """Names, order and types are the table's, every column may be null, and zstd compresses it."""
    file = parquet.ParquetFile(out / f"{name}.parquet")
    fields = [(field.name, str(field.type)) for field in file.schema_arrow]
    assert fields == [(column.name, _TYPES[column.kind]) for column in TABLES[name].columns]
    assert all(field.nullable for field in file.schema_arrow)
    assert file.metadata.num_rows == COUNTS[name]
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_values_come_back(out: Path) -> None:
    """Numbers, nulls, lists and text are what was stored."""
    figures = parquet.read_table(out / "figures.parquet").to_pylist()[:4]
    assert [row["value"] for row in figures] == [195.0, 40.5, -5.0, None]
    assert figures[0]["attributed_to"] == ["Ann Lee", "Reuters"]
    assert figures[1]["attributed_to"] == []
    assert (figures[0]["span_start"], figures[0]["span_end"]) == (1, 13)
    assert figures[0]["evidence_text"] == [SENTENCE.text]
    assert parquet.read_table(out / "quotes.parquet").to_pylist()[0]["text"] == FULL.quotes[0].text
    documents = parquet.read_table(out / "documents.parquet").to_pylist()
    assert [row["cost_usd"] for row in documents] == [0.5, 0.5, None]


def test_types_do_not_follow_the_data(tmp_path: Path) -> None:
    """A run without a single record has the same columns and types."""
    empty = FULL.model_copy(update={"events": (), "figures": (), "quotes": (), "checks": ()})
    export_run(a_run(tmp_path / "run", empty), "parquet", tmp_path / "out")
    file = parquet.ParquetFile(tmp_path / "out" / "figures.parquet")
    assert file.metadata.num_rows == 0
    assert str(file.schema_arrow.field("value").type) == "double"
    assert len(file.schema_arrow) == len(TABLES["figures"].columns)


def test_rows_are_written_group_by_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are held no longer than until a group is full, and come out in the order they went in."""
    monkeypatch.setattr(parquet_module, "_ROWS_A_BATCH", 3)
    monkeypatch.setattr(parquet_module, "_BYTES_A_GROUP", 1)
    export_run(a_run(tmp_path / "run"), "parquet", tmp_path / "out", tables=["figures"])
    file = parquet.ParquetFile(tmp_path / "out" / "figures.parquet")
    assert [file.metadata.row_group(number).num_rows for number in range(3)] == [3, 3, 2]
    assert file.read().column("id").to_pylist() == ["f1", "f2", "f3", "f4"] * 2


def test_batches_share_a_group_until_it_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is small is one row group, however many batches it came in."""
    monkeypatch.setattr(parquet_module, "_ROWS_A_BATCH", 3)
    export_run(a_run(tmp_path / "run"), "parquet", tmp_path / "out", tables=["figures"])
    file = parquet.ParquetFile(tmp_path / "out" / "figures.parquet")
    assert file.metadata.num_row_groups == 1
    assert file.read().column("id").to_pylist() == ["f1", "f2", "f3", "f4"] * 2


def test_pandas_reads_it(out: Path) -> None:
    """Pandas sees numbers as numbers."""
    pandas = pytest.importorskip("pandas")
    figures = pandas.read_parquet(out / "figures.parquet")
    assert figures["value"].dtype == "float64"
    assert figures["span_start"].dtype == "int64"
    assert figures.groupby("repeat")["value"].sum().tolist() == [230.5, 230.5]


@pytest.mark.parametrize("format_", ["parquet", "jsonl", "csv"])
def test_duckdb_reads_every_format(tmp_path: Path, format_: str) -> None:
    """DuckDB finds the same rows and sums in each format, and joins the tables."""
    duckdb = pytest.importorskip("duckdb")
    export_run(a_run(tmp_path / "run"), format_, tmp_path / "out")
    tables = {name: f"'{tmp_path / 'out' / name}.{format_}'" for name in TABLES}
    counts = {name: duckdb.sql(f"select count(*) from {tables[name]}").fetchall()[0][0] for name in TABLES}  # noqa: S608
    assert counts == COUNTS
    joined = f"""
        select document_id, sum(value) from {tables["figures"]} join {tables["documents"]} using (document_id, repeat)
        where status = 'partial' group by document_id
    """  # noqa: S608 - the names are the test's own
    assert duckdb.sql(joined).fetchall() == [("a", 461.0)]
