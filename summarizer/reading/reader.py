"""Reads documents: a stream in which one document's failure is a value among the others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from summarizer.errors import DocumentError, DuplicateIdError
from summarizer.reading.building import build, shown
from summarizer.reading.draft import NO_OVERRIDES, Draft, Overrides
from summarizer.reading.files import FileReader
from summarizer.reading.firsts import Firsts
from summarizer.reading.known import KnownDocument
from summarizer.reading.listing import list_documents
from summarizer.reading.rereading import Found, Rereader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from summarizer.reading.readings import Readings
    from summarizer.records import Document

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "read_again", "read_paths", "read_text"]

MAX_BYTES = 10_000_000
"""Bytes of the largest file, and of the longest JSON line, that is read by default."""
MAX_CHARACTERS = 2_000_000
"""Characters of the longest text that is read by default."""


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
    files = FileReader(max_bytes, max_characters, stdin)
    finish = partial(build, overrides=overrides, max_characters=max_characters)
    listed = list_documents(paths)
    return _read((Found(draft) for item in listed for draft in files.drafts(item)), finish)


def read_again(
    listed: Iterable[str | DocumentError],
    readings: Readings,
    *,
    overrides: Overrides = NO_OVERRIDES,
    max_bytes: int = MAX_BYTES,
    max_characters: int = MAX_CHARACTERS,
) -> Iterator[Document | KnownDocument | DocumentError]:
    """As ``read_paths``, but what has not changed since an earlier reading is only named.

    Args:
        listed: What ``list_documents`` gives.
        readings: What earlier readings found, told the same overrides and limits; takes what this one finds.
        overrides: What is known of the documents; wins over what is found in each.
        max_bytes: The largest file, and the longest JSON line, that is read.
        max_characters: The longest text that is read.
    """
    finish = partial(build, overrides=overrides, max_characters=max_characters)
    rereader = Rereader(FileReader(max_bytes, max_characters), readings, finish)
    with Firsts() as firsts:
        yield from _settle((one for item in listed for one in rereader.found(item)), finish, firsts)


def _read(found: Iterable[Found], finish: Callable[[Draft], Document]) -> Iterator[Document | DocumentError]:
    with Firsts() as firsts:
        for one in _settle(found, finish, firsts):
            if not isinstance(one, KnownDocument):
                yield one


def _settle(
    found: Iterable[Found], finish: Callable[[Draft], Document], firsts: Firsts
) -> Iterator[Document | KnownDocument | DocumentError]:
    """Build what is not known, and refuse the second of two that have one id."""
    for one in found:
        draft = one.draft
        if isinstance(draft, DocumentError):
            yield draft
            continue
        place = draft.info if isinstance(draft, KnownDocument) else draft
        path = shown(place.path or place.id)
        first = firsts.get(place.id)
        if first is not None:
            one.keep(None)
            yield DuplicateIdError(
                path,
                f"{first} has the same id, {shown(place.id)}",
                "rename one of the two or give each its own id",
            )
            continue
        if isinstance(draft, KnownDocument):
            firsts.add(place.id, path)
            yield draft
            continue
        try:
            document = finish(draft)
        except DocumentError as error:
            one.keep(None)
            yield error
            continue
        firsts.add(place.id, path)
        one.keep(document.info)
        yield document
