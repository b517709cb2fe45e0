"""From a draft to a document: what is refused, what is found in the text, what the user overrides."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from summarizer.errors import EmptyDocumentError, MalformedError, TooLargeError
from summarizer.reading.furniture import find_furniture, merge_spans
from summarizer.reading.language import guess_language
from summarizer.reading.lines import split_lines
from summarizer.reading.metadata import find_metadata
from summarizer.records import Document, DocumentInfo, Span

if TYPE_CHECKING:
    from summarizer.reading.draft import Draft, Overrides

__all__ = ["build", "refuse_text", "shown"]

_LONGEST_ID = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BOM = "\ufeff"


def shown(name: str) -> str:
    """A document's name as an error message can carry it: printable characters only."""
    if name.isprintable():
        return name
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in name)


def build(draft: Draft, *, overrides: Overrides, max_characters: int) -> Document:
    """Make the document of a draft.

    Raises:
        EmptyDocumentError: There is no text in it.
        TooLargeError: The text is longer than ``max_characters``.
        MalformedError: Its id, its text or what is said about it cannot be stored.
    """
    name = shown(draft.path or draft.id)
    _refuse_id(draft.id, name)
    text = draft.text.removeprefix(_BOM)
    furniture = draft.furniture if text is draft.text else tuple((s - 1, e - 1) for s, e in draft.furniture)
    refuse_text(text, name, max_characters)
    lines = split_lines(text)
    aside = merge_spans(text, [*find_furniture(text, lines), *furniture])
    found, header = find_metadata(text, lines, aside)
    metadata = overrides.as_metadata().or_else(draft.metadata).or_else(found)
    spans = merge_spans(text, [*aside, *header])
    return Document(
        info=DocumentInfo(
            id=draft.id,
            title=metadata.title,
            outlet=metadata.outlet,
            byline=metadata.byline,
            published=metadata.published,
            url=metadata.url,
            language=metadata.language or guess_language(text),
            sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
            characters=len(text),
            path=draft.path,
            furniture=tuple(Span.of(text, start, end) for start, end in spans),
        ),
        text=text,
    )


def _refuse_id(document_id: str, name: str) -> None:
    if not document_id.strip() or len(document_id) > _LONGEST_ID:
        raise MalformedError(
            name,
            f"its id has {len(document_id)} characters" if document_id.strip() else "its id is empty",
            f"give it an id of 1 to {_LONGEST_ID} characters",
        )
    if _CONTROL.search(document_id) or _SURROGATE.search(document_id):
        raise MalformedError(
            name, "its id holds control characters or broken Unicode", "give it an id of printable characters"
        )


def refuse_text(text: str, name: str, max_characters: int) -> None:
    """Raise the DocumentError that fits where ``text`` cannot be an article: too long, broken or empty."""
    if len(text) > max_characters:
        raise TooLargeError(
            name,
            f"its text has {len(text):,} characters, more than the {max_characters:,} allowed",
            "raise the setting max_characters (SUMMARIZER_MAX_CHARACTERS) to read it",
        )
    surrogate = _SURROGATE.search(text)
    if surrogate:
        raise MalformedError(
            name,
            f"its text holds half a character (U+{ord(surrogate[0]):04X}) at offset {surrogate.start()}",
            "write the character whole or remove it",
        )
    if not any(not character.isspace() and character.isprintable() for character in text):
        raise EmptyDocumentError(name, "there is no text in it", "leave it out or give it its article")
