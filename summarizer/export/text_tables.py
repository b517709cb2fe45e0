"""Tables as text: JSON Lines, and CSV that a spreadsheet opens without obeying it."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.export.columns import Cell, Column, Kind, Row, Table

__all__ = ["CsvTable", "JsonLinesTable", "defused"]

_CHAIN_JOINT = " > "
_OBEYED = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the sign of a formula, also in full width and after white space."""
_OBEYED_SPACE = ("\t", "\r", "\n")
"""White space by which a cell may begin another one (OWASP, “CSV Injection”)."""
_OTHER_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")


class _TextTable:
    """A text file that takes rows."""

    def __init__(self, path: Path, table: Table) -> None:
        self._columns: tuple[Column, ...] = table.columns
        # The formats say themselves how a line ends.
        self._file: TextIO = path.open("w", encoding="utf-8", newline="")

    def close(self) -> None:
        """Close the file.

        Raises:
            OSError: The last rows cannot be written.
        """
        self._file.close()


class JsonLinesTable(_TextTable):
    """A JSON object a row and line, its keys in the order of the columns.

    Args:
        path: The file, which is overwritten.
        table: Which table it holds.

    Raises:
        OSError: The file cannot be written.
    """

    def write(self, row: Row) -> None:
        """Add a row."""
        values = {column.name: cell for column, cell in zip(self._columns, row, strict=True)}
        line = json.dumps(values, ensure_ascii=False, allow_nan=False)
        # Some readers of lines break them at these as well.
        self._file.write(_OTHER_LINE_BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n")


class CsvTable(_TextTable):
    """RFC 4180 in UTF-8 with a line of names.

    Null is an empty cell, a chain of sources is joined by `` > ``, any other list is a JSON array.

    Args:
        path: The file, which is overwritten.
        table: Which table it holds.

    Raises:
        OSError: The file cannot be written.
    """

    def __init__(self, path: Path, table: Table) -> None:
        super().__init__(path, table)
        self._writer = csv.writer(self._file, lineterminator="\r\n")
        self._writer.writerow([column.name for column in table.columns])

    def write(self, row: Row) -> None:
        """Add a row."""
        cells = (_csv_cell(cell, column.kind) for column, cell in zip(self._columns, row, strict=True))
        self._writer.writerow(list(cells))


def _csv_cell(cell: Cell, kind: Kind) -> str | float | None:
    if isinstance(cell, list):
        if kind == "chain":
            return defused(_CHAIN_JOINT.join(map(str, cell)))
        return json.dumps(cell, ensure_ascii=False)
    return defused(cell) if isinstance(cell, str) else cell


def defused(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would take it for a formula."""
    obeyed = text.startswith(_OBEYED_SPACE) or text.lstrip().startswith(_OBEYED)
    return f"'{text}" if obeyed else text
