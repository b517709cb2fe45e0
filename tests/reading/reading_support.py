"""Folders of documents for the tests of reading."""

from __future__ import annotations

from pathlib import Path

from summarizer.errors import DocumentError, SummarizerError
from summarizer.reading import MAX_BYTES, MAX_CHARACTERS, read_paths
from summarizer.records import Document

TEXT = "The council voted by 12 to 9 on Tuesday to close the two libraries."


def read_all(
    *paths: Path | str, max_bytes: int = MAX_BYTES, max_characters: int = MAX_CHARACTERS
) -> tuple[list[Document], list[DocumentError]]:
    """The documents and the errors that the paths give."""
    items = list(
        read_paths([str(path) for path in paths], max_bytes=max_bytes, max_characters=max_characters)
    )
    documents = [item for item in items if isinstance(item, Document)]
    return documents, [item for item in items if isinstance(item, DocumentError)]


def write(path: str, content: str | bytes = TEXT) -> Path:
    """Write a file, and the folders above it."""
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def one_sentence(error: SummarizerError) -> bool:
    """Whether a message is one line that a person can read."""
    return "\n" not in str(error) and str(error).isprintable() and len(str(error)) < 400
