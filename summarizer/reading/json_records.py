"""JSON and JSON Lines: objects with a ``text`` and what else is known of the article."""

from __future__ import annotations

import io
import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from summarizer.errors import DocumentError, EmptyDocumentError, MalformedError, TooLargeError
from summarizer.reading.building import shown
from summarizer.reading.decoding import decode
from summarizer.reading.draft import Draft, Metadata, parse_iso_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["draft_json", "draft_json_line", "draft_json_lines", "no_article", "parse_json", "read_lines"]

_FIELDS = ("title", "outlet", "byline", "published", "url", "language")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ADVICE = "correct it"


def draft_json(value: Any, stem: str, path: str) -> Iterator[Draft | DocumentError]:
    """The drafts of a parsed JSON file: of its one object, or of each in its array.

    An object without an ``id`` is called by the file's stem, one of an array by ``stem:number``.
    """
    if not isinstance(value, list):
        yield _draft(value, stem, path)
        return
    if not value:
        yield no_article(path)
    for number, item in enumerate(value, start=1):
        yield _draft(item, f"{stem}:{number}", f"{path}:{number}")


def draft_json_lines(
    lines: Iterable[bytes], stem: str, path: str, *, max_bytes: int
) -> Iterator[Draft | DocumentError]:
    """The drafts of a JSON Lines file, line by line; a broken line costs only itself.

    Args:
        lines: The file's lines, as ``read_lines`` gives them.
        stem: What an object without an ``id`` is called by, with its line's number.
        path: The file as it was given.
        max_bytes: The longest line, in bytes.
    """
    empty = True
    for number, line in enumerate(lines, start=1):
        draft = draft_json_line(line, number, stem, path, max_bytes=max_bytes)
        if draft is not None:
            empty = False
            yield draft
    if empty:
        yield no_article(path)


def draft_json_line(
    line: bytes, number: int, stem: str, path: str, *, max_bytes: int
) -> Draft | DocumentError | None:
    """The draft of one line of a JSON Lines file; None of one with nothing in it.

    Args:
        line: The line, as ``read_lines`` gives it.
        number: Its number, from 1.
        stem: What an object without an ``id`` is called by, with its line's number.
        path: The file as it was given.
        max_bytes: The longest line, in bytes.
    """
    place = f"{path}:{number}"
    if len(line) > max_bytes:
        return TooLargeError(
            shown(place),
            f"the line is longer than the {max_bytes:,} bytes allowed",
            "raise the setting max_bytes (SUMMARIZER_MAX_BYTES) to read it",
        )
    try:
        text = decode(line, shown(place)).removeprefix("\ufeff")
        return _draft(parse_json(text, shown(place)), f"{stem}:{number}", place) if text.strip() else None
    except DocumentError as error:
        return error


def no_article(path: str) -> EmptyDocumentError:
    """The error for a file that holds no article."""
    return EmptyDocumentError(shown(path), "there is no article in it", 'write a {"text": "…"} for each')


def parse_json(text: str, name: str) -> Any:
    """The value of a JSON text.

    Raises:
        MalformedError: It is not JSON.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        problem = f"it is not valid JSON ({error.msg}, line {error.lineno}, column {error.colno})"
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, or brackets nested without end.
        problem = f"it is not JSON that can be read ({type(error).__name__})"
    raise MalformedError(name, problem, _ADVICE)


def _draft(value: Any, default_id: str, path: str) -> Draft | DocumentError:
    name = shown(path)
    if not isinstance(value, dict):
        return MalformedError(name, f"it is {_kind(value)}, not an object", 'write {"text": "…"}')
    try:
        number = value.get("id")
        counted = isinstance(number, int) and not isinstance(number, bool)
        document_id = str(number) if counted else _string(value, "id", name)
        text = _string(value, "text", name)
        found = {field: _optional(value, field, name) for field in _FIELDS}
    except MalformedError as error:
        return error
    if text is None:
        return MalformedError(name, "it has no field text", "give it the article's text as a string")
    published = found["published"]
    if published is not None:
        found["published"] = parse_iso_date(published)
        if found["published"] is None:
            return MalformedError(
                name, f"its field published is {published[:40]!r}, not a date", "write it as YYYY-MM-DD"
            )
    return Draft(default_id if document_id is None else document_id, text, path, Metadata(**found))


def _optional(value: dict[str, Any], field: str, name: str) -> str | None:
    text = _string(value, field, name)
    return text.strip() or None if text is not None else None


def _string(value: dict[str, Any], field: str, name: str) -> str | None:
    text = value.get(field)
    if text is None:
        return None
    if not isinstance(text, str):
        raise MalformedError(name, f"its field {field} is {_kind(text)}, not a string", _ADVICE)
    if field != "id" and _SURROGATE.search(text):
        raise MalformedError(
            name,
            f"its field {field} holds half a character (a lone surrogate)",
            "write the character whole or remove it",
        )
    return text


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    kinds = {list: "an array", dict: "an object", str: "a string", int: "a number", float: "a number"}
    return kinds.get(type(value), "null")


def read_lines(stream: BinaryIO, limit: int, encoding: str | None = None) -> Iterator[bytes]:
    """The stream's lines as UTF-8; of one longer than ``limit`` bytes only the first ``limit + 1``.

    Args:
        stream: What to read.
        limit: The longest line, in bytes.
        encoding: ``utf-16`` or ``utf-32`` where the stream begins with the byte order mark of one.
    """
    read: Callable[[int], bytes] = stream.readline
    wide = None
    if encoding is not None:
        wide = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="\n")
        read = partial(_read_wide_line, wide)

    try:
        while line := read(limit + 1):
            yield line
            while len(line) > limit and not line.endswith(b"\n"):
                line = read(limit + 1)
    finally:
        if wide is not None:
            # The stream is its opener's to close.
            wide.detach()


def _read_wide_line(stream: io.TextIOWrapper, size: int) -> bytes:
    return stream.readline(size).encode("utf-8", "replace")
