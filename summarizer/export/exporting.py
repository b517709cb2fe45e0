"""The way of an export: results are read one by one, written, and put in place together at the end."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from summarizer.errors import ConfigurationError, CorruptResultError, RunError
from summarizer.export.columns import is_storable
from summarizer.export.json_ld import JsonLdFile
from summarizer.export.parquet import ParquetTable, require_pyarrow
from summarizer.export.places import Staging, places_of
from summarizer.export.tables import TABLES
from summarizer.export.text_tables import CsvTable, JsonLinesTable
from summarizer.runs import RunFiles, read_result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from summarizer.export.columns import Row, Table
    from summarizer.records import ArticleSummary

__all__ = ["FORMATS", "Exported", "export_run"]

_JSON_LD = "jsonld"
_ARTICLES = "articles"
"""Name of the one file of JSON-LD, which has no tables."""


class _TableFile(Protocol):
    def write(self, row: Row) -> None: ...

    def close(self) -> None: ...


_TABLE_FILES: dict[str, Callable[[Path, Table], _TableFile]] = {
    "jsonl": JsonLinesTable,
    "parquet": ParquetTable,
    "csv": CsvTable,
}

FORMATS = (*_TABLE_FILES, _JSON_LD)
"""What can be written; also how the files' names end."""


@dataclass(slots=True)
class Exported:
    """What an export wrote."""

    results: int = 0
    """Results that were read."""
    unreadable: int = 0
    """Results that were left out because they cannot be read."""
    files: dict[Path, int] = field(default_factory=dict)
    """Rows in each file that was written; in JSON-LD, results."""


def export_run(
    folder: Path,
    format_: str,
    target: Path,
    *,
    tables: Sequence[str] = (),
    force: bool = False,
    on_unreadable: Callable[[CorruptResultError], None] | None = None,
) -> Exported:
    """Write the results of a run folder as flat tables, or as one JSON-LD document.

    Results come in the order of their file names, one in memory at a time; the same results give the
    same bytes. No file takes its place before all are whole.

    Args:
        folder: The run folder.
        format_: One of ``FORMATS``.
        target: A folder, made if need be; or a file, where one is written and its name ends as the
            format's do.
        tables: Names of ``TABLES``, none for all of them; JSON-LD has none.
        force: Whether files that are there already are replaced.
        on_unreadable: Called with what is wrong with a result that is left out.

    Raises:
        ConfigurationError: The format needs an extra; or the target does not do, is there already or cannot
            be written.
        RunError: The folder holds no result that can be read.
    """
    names = _names(format_, tables)
    staging = _staging(places_of(names, format_, target), force=force)
    exported = Exported()
    try:
        with staging:
            counts = _write(_results(folder), format_, names, staging.files, exported, on_unreadable)
            if not exported.results:
                raise RunError(f"{folder}: holds no result that can be read; give the folder of a run")
            staging.put_in_place()
    except OSError as error:
        raise _not_written(target, error) from error
    exported.files = dict(zip(staging.places, counts, strict=True))
    return exported


def _names(format_: str, tables: Sequence[str]) -> list[str]:
    """The names of the files to be written, without their endings."""
    if format_ == "parquet":
        require_pyarrow()
    unknown = [name for name in tables if name not in TABLES]
    if unknown:
        raise ConfigurationError(f"{unknown[0]!r}: is no table; the tables are {', '.join(TABLES)}")
    if format_ != _JSON_LD:
        return [name for name in TABLES if not tables or name in tables]
    if tables:
        raise ConfigurationError("jsonld: holds whole articles and has no tables; leave --tables out")
    return [_ARTICLES]


def _staging(places: Sequence[Path], *, force: bool) -> Staging:
    try:
        return Staging(places, force=force)
    except OSError as error:
        raise _not_written(places[0].parent, error) from error


def _not_written(path: Path, error: OSError) -> ConfigurationError:
    reason = error.strerror or str(error)
    return ConfigurationError(
        f"{error.filename or path}: cannot be written ({reason}); make room or choose another place with -o"
    )


def _results(folder: Path) -> Iterator[Path]:
    """The result files by name; only their names are held, as there may be a hundred thousand."""
    files = RunFiles(folder)
    try:
        names = [path.name for path in files.result_paths()]
    except OSError as error:
        raise RunError(f"{folder}: cannot be read ({error.strerror}); see to its permissions") from error
    return (files.results / name for name in names)


def _write(
    paths: Iterable[Path],
    format_: str,
    names: Sequence[str],
    files: Sequence[Path],
    exported: Exported,
    on_unreadable: Callable[[CorruptResultError], None] | None,
) -> list[int]:
    """Write every result that can be read; the rows of each file."""
    with closing(JsonLdFile(files[0]) if format_ == _JSON_LD else _Tables(format_, names, files)) as output:
        for path in paths:
            try:
                output.add(read_result(path), path)
            except CorruptResultError as error:
                exported.unreadable += 1
                if on_unreadable is not None:
                    on_unreadable(error)
            else:
                exported.results += 1
    return output.counts


class _Tables:
    """Tables that take results."""

    def __init__(self, format_: str, names: Sequence[str], files: Sequence[Path]) -> None:
        self._tables = [TABLES[name] for name in names]
        self.counts = [0 for _ in names]
        """Rows of each table."""
        with ExitStack() as opened:
            self._files = [
                opened.enter_context(closing(_TABLE_FILES[format_](file, table)))
                for file, table in zip(files, self._tables, strict=True)
            ]
            self._opened = opened.pop_all()

    def add(self, result: ArticleSummary, path: Path) -> None:
        """Add the rows of a result, all or none.

        Raises:
            CorruptResultError: A number in it is larger than tables hold.
            OSError: A row cannot be written.
        """
        rows = [list(table.rows(result)) for table in self._tables]
        for table, added in zip(self._tables, rows, strict=True):
            _refuse_large_numbers(table, added, path)
        for number, (file, added) in enumerate(zip(self._files, rows, strict=True)):
            for row in added:
                file.write(row)
            self.counts[number] += len(added)

    def close(self) -> None:
        """Close every file, whatever becomes of another.

        Raises:
            OSError: The end of one cannot be written.
        """
        self._opened.close()


def _refuse_large_numbers(table: Table, rows: Iterable[Row], path: Path) -> None:
    for row in rows:
        for column, cell in zip(table.columns, row, strict=True):
            if not isinstance(cell, str) and not is_storable(cell, column.kind):
                raise CorruptResultError(
                    f"{path}: {column.name} holds a number of more than 64 bits; run it again"
                )
