"""The lines of a text, and which of them read like an article's body."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Line", "is_body", "split_lines"]

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_LONG = 220
"""Characters from which a line is body whatever it ends in."""
_SENTENCE_WORDS = 7
"""Words from which a line that ends like a sentence is one."""


class Line(NamedTuple):
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    text: str
    gap: bool
    """Whether a blank line, or the start of the text, precedes it."""


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank."""
    lines: list[Line] = []
    previous = 0
    for match in _LINE.finditer(text):
        raw = match[0]
        bare = raw.strip()
        if not bare:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        gap = not lines or _has_blank_line(text, previous, start)
        previous = start + len(bare)
        lines.append(Line(start, previous, bare, gap))
    return lines


def is_body(text: str) -> bool:
    """Whether a line's text reads like running prose, not like a heading or a menu."""
    if len(text) >= _LONG:
        return " " in text
    return _SENTENCE_END.search(text[-8:]) is not None and len(text.split(None, 7)) >= _SENTENCE_WORDS


def _has_blank_line(text: str, start: int, end: int) -> bool:
    return text.count("\n", start, end) > 1 or text.count("\r", start, end) > 1
