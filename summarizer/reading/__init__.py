"""Reading: from files, folders, globs, standard input or plain strings to documents."""

from __future__ import annotations

from summarizer.reading.building import refuse_text
from summarizer.reading.draft import NO_OVERRIDES, Overrides
from summarizer.reading.reader import MAX_BYTES, MAX_CHARACTERS, read_paths, read_text

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "NO_OVERRIDES",
    "Overrides",
    "read_paths",
    "read_text",
    "refuse_text",
]
