"""A run as one JSON-LD document, written as a stream: the context, and in ``@graph`` a node a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from summarizer.export.graph import CONTEXT, nodes_of

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.records import ArticleSummary

__all__ = ["JsonLdFile"]


class JsonLdFile:
    """A JSON-LD document that takes results.

    Args:
        path: The file, which is overwritten.

    Raises:
        OSError: The file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.counts = [0]
        """Results in the file."""
        self._file = path.open("w", encoding="utf-8", newline="")
        self._file.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [')
        self._joint = "\n"

    def add(self, result: ArticleSummary, _: Path) -> None:
        """Add the nodes of a result.

        Raises:
            OSError: They cannot be written.
        """
        for node in nodes_of(result):
            self._file.write(self._joint + json.dumps(node, ensure_ascii=False, allow_nan=False))
            self._joint = ",\n"
        self.counts[0] += 1

    def close(self) -> None:
        """Write the end of the document.

        Raises:
            OSError: It cannot be written.
        """
        with self._file:
            self._file.write("\n]}\n")
