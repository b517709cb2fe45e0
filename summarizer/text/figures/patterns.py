"""Pieces of patterns that several modules of the figure finder share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["BETWEEN_BEFORE", "GAP", "HYPHEN", "LINE_GAP", "SPACE", "THIN_SPACE", "alternatives", "fold"]

SPACE = r"[ \u00a0]"
"""A space between two words of a line; typesetters put a no-break space beside numbers."""

THIN_SPACE = r"[ \u00a0\u202f\u2009]"
"""A space between a number and its sign or unit, which may also be a thin one."""

LINE_GAP = r"[ \u00a0\n]"
"""A space or a line end between two words of a phrase."""

GAP = rf"(?:{THIN_SPACE}|\n(?!\s))"
"""Any space, or one line end, between two words of a number; never a paragraph break."""

HYPHEN = r"[-\u2010\u2011]"
"""A hyphen; text from PDF files has the two code points that are nothing else."""

BETWEEN_BEFORE = re.compile(
    rf"\bbetween{SPACE}(?:about[ ]|around[ ]|some[ ]|roughly[ ]|an?[ ]estimated[ ])?\Z", re.IGNORECASE
)
"""What stands before the first number of “between about 3 and 4”."""

_WHITE = re.compile(r"\s")
_ODD_LETTERS = {ord("ı"): "i", 0x307: None}  # case folding makes an i and a combining dot of “İ”


def alternatives(words: Iterable[str], *, space: str = "[ ]") -> str:
    """A pattern of the words in either case, the longest first, so that “sixteen” is not read as “six”.

    They are grouped by their first letter, of which both cases are spelt out: it rules out most words of a
    text, at a fraction of what a hundred alternatives cost. The rest follows the flags of the pattern around.

    Args:
        words: Words and phrases, in lower case.
        space: A pattern for the space between the words of a phrase.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", space))
    return "|".join(
        rf"(?-i:[{re.escape(first)}{re.escape(first.upper())}])(?:{'|'.join(rest)})"
        for first, rest in rests.items()
    )


def fold(written: str) -> str:
    """Lower case, with one space for each white space: how tables of words are asked.

    Patterns that ignore case take “ſ” for an s and “İ” for an i, so that those are made plain as well.
    """
    if written.isascii() and written.isalpha():
        return written.lower()
    if not written.isascii():
        written = written.casefold().translate(_ODD_LETTERS)
    return _WHITE.sub(" ", written).lower()
