"""Tables as Parquet, by pyarrow, which is an extra: typed columns, compressed by zstd, in row groups."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from summarizer.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.export.columns import Cell, Kind, Row, Table

__all__ = ["ParquetTable", "require_pyarrow"]

_ROWS_A_BATCH = 1024
"""So many rows are held as Python's objects, which take several times what Arrow's columns do."""
_BYTES_A_GROUP = 8 * 2**20
"""So much of columns is held in memory, for each of six tables, before a row group is written."""


def require_pyarrow() -> None:
    """Make sure that Parquet can be written.

    Raises:
        ConfigurationError: pyarrow is not installed.
    """
    try:
        import_module("pyarrow.parquet")
    except ImportError as error:
        raise ConfigurationError(
            "parquet: writing Parquet needs an extra that is not installed; "
            "run: pip install 'summarizer[parquet]'"
        ) from error


class ParquetTable:
    """A Parquet file that takes rows, and writes them group by group.

    Args:
        path: The file, which is overwritten.
        table: Which table it holds.

    Raises:
        ConfigurationError: pyarrow is not installed.
        OSError: The file cannot be written.
    """

    def __init__(self, path: Path, table: Table) -> None:
        require_pyarrow()
        self._arrow: Any = import_module("pyarrow")
        types = self._types()
        fields = [self._arrow.field(column.name, types[column.kind]) for column in table.columns]
        self._schema = self._arrow.schema(fields)
        self._cells: list[list[Cell]] = [[] for _ in fields]
        self._batches: list[Any] = []
        self._real = [column.kind == "real" for column in table.columns]
        parquet: Any = import_module("pyarrow.parquet")
        self._file = path.open("wb")
        self._writer = parquet.ParquetWriter(self._file, self._schema, compression="zstd")

    def write(self, row: Row) -> None:
        """Add a row.

        Raises:
            OSError: A group of rows cannot be written.
        """
        for held, cell, real in zip(self._cells, row, self._real, strict=True):
            # A whole number among fractions becomes what its column is.
            held.append(float(cell) if real and isinstance(cell, int) else cell)
        if len(self._cells[0]) >= _ROWS_A_BATCH:
            self._pack()
            if sum(batch.nbytes for batch in self._batches) >= _BYTES_A_GROUP:
                self._write_group()

    def close(self) -> None:
        """Write what is left, and the end of the file.

        Raises:
            OSError: It cannot be written.
        """
        with self._file, self._writer:
            self._pack()
            self._write_group()

    def _pack(self) -> None:
        """Turn the rows that are held into columns."""
        if not self._cells[0]:
            return
        arrays = [
            self._arrow.array(cells, type=field.type)
            for cells, field in zip(self._cells, self._schema, strict=True)
        ]
        self._batches.append(self._arrow.RecordBatch.from_arrays(arrays, schema=self._schema))
        for cells in self._cells:
            cells.clear()

    def _write_group(self) -> None:
        if self._batches:
            group = self._arrow.Table.from_batches(self._batches)
            self._writer.write_table(group, row_group_size=group.num_rows)
            self._batches.clear()

    def _types(self) -> dict[Kind, Any]:
        text, whole = self._arrow.string(), self._arrow.int64()
        texts = self._arrow.list_(text)
        return {
            "string": text,
            "integer": whole,
            "real": self._arrow.float64(),
            "strings": texts,
            "integers": self._arrow.list_(whole),
            "chain": texts,
        }
