"""What a flat table is made of: typed columns, in an order that does not change."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from summarizer.records import ArticleSummary, Source, Span, When

__all__ = [
    "Cell",
    "Column",
    "Kind",
    "Row",
    "Table",
    "chain",
    "integers",
    "is_storable",
    "mention_cells",
    "mention_columns",
    "reals",
    "span_cells",
    "span_columns",
    "spans_cells",
    "spans_columns",
    "strings",
    "when_cells",
    "when_columns",
]

Kind = Literal["string", "integer", "real", "strings", "integers", "chain"]
"""Type of a column; ``chain`` is a list of sources from the original outwards. Any cell but a list's may
be null."""

Cell = str | int | float | None | list[str] | list[int]
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Table:
    """One flat table: its columns, and the rows that a result adds to it."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[ArticleSummary], Iterable[Row]]
    """The rows of one result, each with as many cells as there are columns."""


_WHOLE = range(-(2**63), 2**63)
_LARGEST_REAL = sys.float_info.max


def is_storable(cell: Cell, kind: Kind) -> bool:
    """Whether a cell's numbers fit what readers of tables hold: 64 bits, whole or floating."""
    if isinstance(cell, list):
        return all(isinstance(item, str) or item in _WHOLE for item in cell)
    if kind == "real" and isinstance(cell, int):
        return abs(cell) <= _LARGEST_REAL
    return not isinstance(cell, int) or cell in _WHOLE


def strings(*names: str) -> tuple[Column, ...]:
    """Columns of text."""
    return tuple(Column(name, "string") for name in names)


def integers(*names: str) -> tuple[Column, ...]:
    """Columns of whole numbers."""
    return tuple(Column(name, "integer") for name in names)


def reals(*names: str) -> tuple[Column, ...]:
    """Columns of numbers that may have a fraction."""
    return tuple(Column(name, "real") for name in names)


def chain(name: str) -> tuple[Column, ...]:
    """A column of sources, from the original outwards."""
    return (Column(name, "chain"),)


def span_columns() -> tuple[Column, ...]:
    """Columns of the span that is the record itself."""
    return integers("span_start", "span_end") + strings("span_text")


def span_cells(span: Span | None) -> Row:
    """Start, end (code points, end exclusive) and text of a span."""
    return (None, None, None) if span is None else (span.start, span.end, span.text)


def spans_columns(name: str) -> tuple[Column, ...]:
    """Columns of several spans: three lists that are equally long."""
    return (
        Column(f"{name}_start", "integers"),
        Column(f"{name}_end", "integers"),
        Column(f"{name}_text", "strings"),
    )


def spans_cells(spans: Iterable[Span]) -> Row:
    """Starts, ends and texts of several spans."""
    held = tuple(spans)
    return ([span.start for span in held], [span.end for span in held], [span.text for span in held])


def mention_columns(name: str) -> tuple[Column, ...]:
    """Columns of one source: its name, and the spans that name or describe it."""
    return strings(name) + spans_columns(f"{name}_mention")


def mention_cells(source: Source | None) -> Row:
    """Name and mentions of a source."""
    return (None, [], [], []) if source is None else (source.name, *spans_cells(source.mentions))


def when_columns() -> tuple[Column, ...]:
    """Columns of a date: as written, resolved (ISO 8601 or EDTF), and how finely it is known."""
    return strings("when_text", "when_start", "when_end", "when_precision")


def when_cells(when: When) -> Row:
    """A date as written and as resolved."""
    return (when.text, when.start, when.end, when.precision)
