"""Markdown: the file is the source text; its front matter and its first heading say what it is."""

from __future__ import annotations

import re

from summarizer.reading.draft import Draft, Metadata
from summarizer.reading.metadata import label_metadata

__all__ = ["draft_markdown"]

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LONGEST_FRONT_MATTER = 20_000
_ENTRY = re.compile(r"^([A-Za-z][\w -]{1,30})[ \t]*:[ \t]*(\S.*)$", re.MULTILINE)
_HEADING = re.compile(r"\s*#[ \t]+([^\r\n]{1,400})(?:$|[\r\n])")
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")


def draft_markdown(text: str, document_id: str, path: str) -> Draft:
    """The draft of a Markdown file."""
    text = text.removeprefix("\ufeff")
    front, end = _front_matter(text)
    heading = _HEADING.match(text, end)
    title = _MARKUP.sub(lambda match: match[1] or "", heading[1].rstrip("# \t")).strip() if heading else None
    return Draft(
        document_id,
        text,
        path,
        metadata=front.or_else(Metadata(title=title or None)),
        furniture=((0, end),) if end else (),
    )


def _front_matter(text: str) -> tuple[Metadata, int]:
    """What a block between two ``---`` lines says, and where it ends; 0 without one."""
    opening = _FENCE.match(text)
    closing = _CLOSING.search(text, opening.end(), _LONGEST_FRONT_MATTER) if opening else None
    if not opening or not closing:
        return Metadata(), 0
    entries = _ENTRY.findall(text, opening.end(), closing.start())
    if not entries:
        return Metadata(), 0
    return label_metadata({key: _unquote(value) for key, value in entries}), closing.end()


def _unquote(value: str) -> str:
    """A YAML scalar, or a list of them in brackets, as plain text."""
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(filter(None, (_unquote(item) for item in value[1:-1].split(","))))
    for mark in "\"'":
        if len(value) > 1 and value[0] == value[-1] == mark:
            return value[1:-1].strip()
    return "" if value in ("null", "~", "|", ">") else value.partition(" #")[0].strip()
