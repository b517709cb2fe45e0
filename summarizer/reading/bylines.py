"""Who wrote an article, where a line above or below it is marked as saying so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.reading.lines import is_body
from summarizer.reading.menus import is_menu_word
from summarizer.reading.stamps import cut_stamp, head_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.reading.lines import Line

__all__ = ["find_byline"]

_BY = re.compile(
    r"(?:by|(?:written|words|story|report|analysis|reported) by|authors?)(?:\s?:)?\s+(?P<names>\S.*)",
    re.IGNORECASE,
)
_BAR = re.compile(r"(?P<names>[^|]{4,80}?)\s*\|")
_CREDITS = re.compile(r"\(?(?:Reporting|Writing|Reporting and writing) by (?P<names>[^;.()]{4,120})[;.)]")
_CUT = re.compile(r"\s*[|•·●(\[]|\s[–—-]\s|\s(?:in|for|at|from|of|FOR|For|IN)\s|\s*;|https?:|\S+@")
_JOINT = re.compile(r",? (?:and|&) |,\s*", re.IGNORECASE)
_NAME_WORD = re.compile(
    r"(?:[^\W\d_a-z][^\W\d_]*|(?:al|el|an|ar|as|ash|at|bin|de|d|l|o)[-’'][^\W\d_]+|[^\W\d_]\.)"
    r"(?:[-.’'][^\W\d_]+)*\.?"
)
_PARTICLE = re.compile(r"al|bin|ibn|bint|d[aei]|dos|della?|de[rn]|du|la|le|van|von|te[rn]|y|e|el|st")
_NOT_A_NAME = re.compile(
    r"(?i)\b(?:news|press|times|post|agency|correspondent|editor|reporter|writer|staff|bureau|chief|producer"
    r"|columnist|associated|reuters|ap|afp|bbc|cnn|team|desk|photographer|analyst|journalist|contributor|com)\b"
)
_ROLE_BEFORE = re.compile(
    r"(?:our |the )?(?:[a-z][a-z’'-]* ){0,4}(?:reporter|correspondent|editor|writer"
    r"|columnist|producer|journalist)s?,? (?=[A-Z])"
)
_PLACE = re.compile(r"\bin [A-Z]")
_LONGEST = 160
_CLOSING = 60
"""Lines at the end among which closing credits stand, with what follows them on the page."""
_LONGEST_NAME = 5
_FEWEST_WORDS = 2


def find_byline(
    lines: Sequence[Line], all_lines: Sequence[Line]
) -> tuple[str | None, tuple[int, int] | None]:
    """The authors as the article names them, and the offsets of a line that does only that.

    A name alone on its line is nobody's byline: it has to be marked, by “By” or a bar. Closing credits
    that say where each reporter was list those who helped, not the authors.

    Args:
        lines: The lines that are no furniture.
        all_lines: All lines: closing credits are furniture.
    """
    for line in head_of(lines):
        if len(line.text) > _LONGEST or is_body(line.text):
            continue
        match = _BY.fullmatch(line.text)
        names = _read_names(match["names"], marked=True) if match else None
        if names is None and (bar := _BAR.fullmatch(line.text)):
            names = _read_names(bar["names"], marked=False)
        if names:
            return names, (line.start, line.end)
    for line in reversed(all_lines[-_CLOSING:]):
        credit = _CREDITS.match(line.text)
        if (
            credit
            and not _PLACE.search(credit["names"])
            and (names := _read_names(credit["names"], marked=True))
        ):
            return names, (line.start, line.end) if credit.end() and line.text[0] == "(" else None
    return None, None


def _read_names(text: str, *, marked: bool) -> str | None:
    """The names at the start of ``text``; None if what stands there is none."""
    text = cut_stamp(_ROLE_BEFORE.sub("", text))
    cut = _CUT.search(text)
    text = text[: cut.start()] if cut else text
    text = text.strip(" ,.;:")
    end = 0
    for start, stop in _parts(text):
        name = text[start:stop].strip()
        if not _is_name(name) or (end and _NOT_A_NAME.search(name)):
            break
        if end and " " not in name and "," in text[end:start]:
            break  # a place or an outlet, no second author
        end = start + len(text[start:stop].rstrip())
    names = text[:end].strip()
    if not names or is_menu_word(names):
        return None
    if len(names.split()) >= _FEWEST_WORDS:
        return names if marked or not _NOT_A_NAME.search(names) else None
    return names if marked and names == text else None


def _parts(text: str) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    position = 0
    for match in _JOINT.finditer(text):
        parts.append((position, match.start()))
        position = match.end()
    return [*parts, (position, len(text))]


def _is_name(text: str) -> bool:
    words = text.split()
    if not 0 < len(words) <= _LONGEST_NAME:
        return False
    return all(
        _PARTICLE.fullmatch(word) or _NAME_WORD.fullmatch(word) for word in words
    ) and not _PARTICLE.fullmatch(words[-1])
