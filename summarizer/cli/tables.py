"""Tables: drawn on a terminal, plain aligned columns for everything else."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.cli.terminal import in_colour, is_terminal, say

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Column", "say_table"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and whether it holds numbers."""

    heading: str
    numeric: bool = False


def say_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Write a table whose cells have been made safe."""
    if is_terminal(sys.stdout):
        _draw(columns, rows)
        return
    headed = [[column.heading for column in columns], *rows]
    widths = [max(len(row[number]) for row in headed) for number in range(len(columns))]
    for row in headed:
        cells = (
            cell.rjust(width) if column.numeric else cell.ljust(width)
            for cell, width, column in zip(row, widths, columns, strict=True)
        )
        say("  ".join(cells).rstrip())


def _draw(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    # Rich takes time to import, and a pipe has no use for it.
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column.heading, justify="right" if column.numeric else "left", overflow="fold")
    for row in rows:
        # Text objects: square brackets in an article are no markup.
        table.add_row(*(Text(cell) for cell in row))
    Console(file=sys.stdout, no_color=not in_colour(sys.stdout), highlight=False).print(table)
