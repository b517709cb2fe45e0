"""From files and standard input to drafts, by what they hold."""

from __future__ import annotations

import os
import re
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from summarizer.errors import DocumentError, EmptyDocumentError, TooLargeError
from summarizer.reading.building import shown
from summarizer.reading.decoding import decode, decode_html, wide_encoding
from summarizer.reading.draft import Draft
from summarizer.reading.json_records import draft_json, draft_json_lines, parse_json, read_lines
from summarizer.reading.listing import STDIN
from summarizer.reading.markdown import draft_markdown
from summarizer.reading.pdf import draft_pdf
from summarizer.reading.web_page import draft_page

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["JSON_LINES", "FileReader", "unreadable_file"]

JSON_LINES = (".jsonl", ".ndjson")
"""Suffixes of files with an article a line."""
_STDIN_ID = "stdin"
_MARKDOWN = (".md", ".markdown")
_HTML = (".html", ".htm", ".xhtml")
_OBJECT_LINES = re.compile(r"^\s*\{\s*\"(?:id|text|title|url|published)\"\s*:.*\"text\"\s*:", re.MULTILINE)
"""A line that is an article's JSON object: what stands before it may be broken, but is no prose."""


class FileReader:
    """Takes drafts out of files, within the limits.

    Args:
        max_bytes: The largest file, and the longest JSON line, that is read.
        max_characters: The longest text that is read.
        stdin: What ``-`` reads; standard input by default.
    """

    def __init__(self, max_bytes: int, max_characters: int, stdin: BinaryIO | None = None) -> None:
        self.max_bytes = max_bytes
        self._max_characters = max_characters
        self._stdin = stdin

    def drafts(self, item: str | DocumentError) -> Iterator[Draft | DocumentError]:
        """The drafts of one file; what cannot be read is an error among them."""
        if isinstance(item, DocumentError):
            yield item
            return
        try:
            if item == STDIN:
                yield from self._read_stdin()
            else:
                yield from self._read_file(item)
        except DocumentError as error:
            yield error
        except (OSError, ValueError) as error:
            yield unreadable_file(item, error)

    def drafts_of(self, data: bytes, path: str) -> Iterator[Draft | DocumentError]:
        """The drafts of a file without lines, by its suffix.

        Args:
            data: What is in it.
            path: The file.

        Raises:
            DocumentError: It cannot be read as what it is.
        """
        stem, suffix, name = Path(path).stem, Path(path).suffix.lower(), shown(path)
        if suffix == ".pdf":
            yield draft_pdf(data, stem, path, max_characters=self._max_characters)
        elif suffix in _HTML:
            yield draft_page(decode_html(data, name), stem, path)
        elif suffix in _MARKDOWN:
            yield draft_markdown(decode(data, name), stem, path)
        elif suffix == ".json":
            yield from draft_json(parse_json(decode(data, name).removeprefix("\ufeff"), name), stem, path)
        else:
            yield Draft(stem, decode(data, name), path)

    def read_all(self, stream: BinaryIO, name: str, size: int, start: bytes = b"") -> bytes:
        """All of a stream's bytes; more than the limit are never read.

        Args:
            stream: What to read.
            name: What to call it.
            size: The file's size in bytes, as far as it is known.
            start: What has been read of it.

        Raises:
            TooLargeError: There are more.
        """
        data = start if size > self.max_bytes else start + stream.read(self.max_bytes + 1 - len(start))
        if size > self.max_bytes or len(data) > self.max_bytes:
            known = f"{size:,} bytes" if size > self.max_bytes else "more bytes"
            raise TooLargeError(
                name,
                f"it has {known}, more than the {self.max_bytes:,} allowed",
                "raise the setting max_bytes (SUMMARIZER_MAX_BYTES) to read it",
            )
        return data

    def _read_file(self, path: str) -> Iterator[Draft | DocumentError]:
        file = Path(path)
        with file.open("rb") as stream:
            if file.suffix.lower() in JSON_LINES:
                wide = wide_encoding(stream.peek(4)[:4])
                lines = read_lines(stream, self.max_bytes, wide)
                yield from draft_json_lines(lines, file.stem, path, max_bytes=self.max_bytes)
                return
            data = self.read_all(stream, shown(path), os.fstat(stream.fileno()).st_size)
        yield from self.drafts_of(data, path)

    def _read_stdin(self) -> Iterator[Draft | DocumentError]:
        """Standard input: JSON, JSON Lines, HTML or PDF where it clearly is, else text."""
        if self._stdin is None and sys.stdin is None:
            raise EmptyDocumentError(_STDIN_ID, "standard input is closed", "pipe an article into it")
        stream = self._stdin if self._stdin is not None else sys.stdin.buffer
        first = stream.readline(self.max_bytes + 1)
        if first.lstrip().startswith(b"{") and _is_article(first):
            lines = chain([first], read_lines(stream, self.max_bytes))
            yield from draft_json_lines(lines, _STDIN_ID, _STDIN_ID, max_bytes=self.max_bytes)
            return
        data = self.read_all(stream, _STDIN_ID, 0, first)
        opening = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        if opening.startswith(b"%pdf-"):
            yield draft_pdf(data, _STDIN_ID, _STDIN_ID, max_characters=self._max_characters)
            return
        if opening.startswith((b"<!doctype html", b"<html")):
            yield draft_page(decode_html(data, _STDIN_ID), _STDIN_ID, _STDIN_ID)
            return
        text = decode(data, _STDIN_ID)
        if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")) and _is_article(data):
            yield from draft_json(parse_json(text.removeprefix("\ufeff"), _STDIN_ID), _STDIN_ID, _STDIN_ID)
        elif _OBJECT_LINES.search(text):
            kept = data.splitlines(keepends=True)
            yield from draft_json_lines(kept, _STDIN_ID, _STDIN_ID, max_bytes=self.max_bytes)
        else:
            yield Draft(_STDIN_ID, text, _STDIN_ID)


def _is_article(data: bytes) -> bool:
    """Whether bytes are a JSON object with a text, or an array that begins with one."""
    try:
        value = parse_json(decode(data, _STDIN_ID).removeprefix("\ufeff"), _STDIN_ID)
    except DocumentError:
        return False
    if isinstance(value, list):
        value = value[0] if value else None
    return isinstance(value, dict) and isinstance(value.get("text"), str)


def unreadable_file(path: str, error: OSError | ValueError) -> DocumentError:
    """The error for a file that the system does not hand over.

    Args:
        path: The file.
        error: What the system says.
    """
    reason = getattr(error, "strerror", None) or type(error).__name__
    return DocumentError(shown(path), f"it cannot be read ({reason})", "check the file and its permissions")
