"""Export: the results of a run as flat tables, or as JSON-LD, for other programs to read."""

from __future__ import annotations

from summarizer.export.exporting import FORMATS, Exported, export_run
from summarizer.export.tables import TABLES

__all__ = ["FORMATS", "TABLES", "Exported", "export_run"]
