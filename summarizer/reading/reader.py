"""Reads documents: a stream in which one document's failure is a value among the others."""

from __future__ import annotations

import os
import re
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from summarizer.errors import DocumentError, DuplicateIdError, EmptyDocumentError, TooLargeError
from summarizer.reading.building import build, shown
from summarizer.reading.decoding import decode, decode_html, wide_encoding
from summarizer.reading.draft import NO_OVERRIDES, Draft, Overrides
from summarizer.reading.json_records import draft_json, draft_json_lines, parse_json, read_lines
from summarizer.reading.listing import STDIN, list_documents
from summarizer.reading.markdown import draft_markdown
from summarizer.reading.pdf import draft_pdf
from summarizer.reading.web_page import draft_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.records import Document

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "read_paths", "read_text"]

MAX_BYTES = 10_000_000
"""Bytes of the largest file, and of the longest JSON line, that is read by default."""
MAX_CHARACTERS = 2_000_000
"""Characters of the longest text that is read by default."""
_STDIN_ID = "stdin"
_MARKDOWN = (".md", ".markdown")
_HTML = (".html", ".htm", ".xhtml")
_JSON_LINES = (".jsonl", ".ndjson")


def read_text(
    text: str,
    *,
    id: str = "text",  # noqa: A002 - it is what the contract calls it
    path: str | None = None,
    overrides: Overrides = NO_OVERRIDES,
    max_characters: int = MAX_CHARACTERS,
) -> Document:
    """The document of a text in memory: nothing but a leading byte order mark is dropped from it.

    Args:
        text: The article.
        id: What to call it; any printable string of up to 200 characters.
        path: Where it came from.
        overrides: What is known of it; wins over what is found.
        max_characters: The longest text that is read.

    Raises:
        EmptyDocumentError: There is no text in it.
        TooLargeError: It is longer than ``max_characters``.
        MalformedError: Its id or its text cannot be stored.
    """
    return build(Draft(id, text, path), overrides=overrides, max_characters=max_characters)


def read_paths(
    paths: Sequence[str],
    *,
    overrides: Overrides = NO_OVERRIDES,
    max_bytes: int = MAX_BYTES,
    max_characters: int = MAX_CHARACTERS,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | DocumentError]:
    """Read the documents at the paths, one after the other.

    Args:
        paths: Files, folders (read recursively), globs, or ``-`` for standard input.
        overrides: What is known of the documents; wins over what is found in each.
        max_bytes: The largest file, and the longest JSON line, that is read.
        max_characters: The longest text that is read.
        stdin: What ``-`` reads; standard input by default.

    Returns:
        Documents, and an error in the place of each that cannot be read.

    Raises:
        NothingToReadError: The paths lead to no document at all; raised by the call itself.
        TypeError: ``paths`` is a single path.
    """
    if isinstance(paths, (str, bytes)):
        raise TypeError("read_paths takes many paths: put the one in a list")
    listed = list_documents(paths)
    reader = _Reader(max_bytes, max_characters, stdin)
    drafts = chain.from_iterable(reader.drafts(item) for item in listed)
    return _build_all(drafts, overrides, max_characters)


def _build_all(
    drafts: Iterable[Draft | DocumentError], overrides: Overrides, max_characters: int
) -> Iterator[Document | DocumentError]:
    first: dict[str, str] = {}
    for draft in drafts:
        if isinstance(draft, DocumentError):
            yield draft
            continue
        path = shown(draft.path or draft.id)
        if draft.id in first:
            yield DuplicateIdError(
                path,
                f"{first[draft.id]} has the same id, {shown(draft.id)}",
                "rename one of the two or give each its own id",
            )
            continue
        try:
            document = build(draft, overrides=overrides, max_characters=max_characters)
        except DocumentError as error:
            yield error
            continue
        first[draft.id] = path
        yield document


_OBJECT_LINES = re.compile(r"^\s*\{\s*\"(?:id|text|title|url|published)\"\s*:.*\"text\"\s*:", re.MULTILINE)
"""A line that is an article's JSON object: what stands before it may be broken, but is no prose."""


class _Reader:
    """Takes drafts out of files, within the limits."""

    def __init__(self, max_bytes: int, max_characters: int, stdin: BinaryIO | None) -> None:
        self._max_bytes = max_bytes
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
            reason = getattr(error, "strerror", None) or type(error).__name__
            yield DocumentError(
                shown(item), f"it cannot be read ({reason})", "check the file and its permissions"
            )

    def _read_file(self, path: str) -> Iterator[Draft | DocumentError]:
        file = Path(path)
        stem, suffix = file.stem, file.suffix.lower()
        with file.open("rb") as stream:
            if suffix in _JSON_LINES:
                wide = wide_encoding(stream.peek(4)[:4])
                lines = read_lines(stream, self._max_bytes, wide)
                yield from draft_json_lines(lines, stem, path, max_bytes=self._max_bytes)
                return
            data = self._read_all(stream, shown(path), os.fstat(stream.fileno()).st_size)
        name = shown(path)
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

    def _read_stdin(self) -> Iterator[Draft | DocumentError]:
        """Standard input: JSON, JSON Lines, HTML or PDF where it clearly is, else text."""
        if self._stdin is None and sys.stdin is None:
            raise EmptyDocumentError(_STDIN_ID, "standard input is closed", "pipe an article into it")
        stream = self._stdin if self._stdin is not None else sys.stdin.buffer
        first = stream.readline(self._max_bytes + 1)
        if first.lstrip().startswith(b"{") and _is_article(first):
            lines = chain([first], read_lines(stream, self._max_bytes))
            yield from draft_json_lines(lines, _STDIN_ID, _STDIN_ID, max_bytes=self._max_bytes)
            return
        data = self._read_all(stream, _STDIN_ID, 0, first)
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
            yield from draft_json_lines(kept, _STDIN_ID, _STDIN_ID, max_bytes=self._max_bytes)
        else:
            yield Draft(_STDIN_ID, text, _STDIN_ID)

    def _read_all(self, stream: BinaryIO, name: str, size: int, start: bytes = b"") -> bytes:
        """All of a stream's bytes; more than the limit are never read."""
        data = start if size > self._max_bytes else start + stream.read(self._max_bytes + 1 - len(start))
        if size > self._max_bytes or len(data) > self._max_bytes:
            known = f"{size:,} bytes" if size > self._max_bytes else "more bytes"
            raise TooLargeError(
                name,
                f"it has {known}, more than the {self._max_bytes:,} allowed",
                "raise the setting max_bytes (SUMMARIZER_MAX_BYTES) to read it",
            )
        return data


def _is_article(data: bytes) -> bool:
    """Whether bytes are a JSON object with a text, or an array that begins with one."""
    try:
        value = parse_json(decode(data, _STDIN_ID).removeprefix("\ufeff"), _STDIN_ID)
    except DocumentError:
        return False
    if isinstance(value, list):
        value = value[0] if value else None
    return isinstance(value, dict) and isinstance(value.get("text"), str)
