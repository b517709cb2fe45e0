"""Tells text in the Latin script from text in another: Arabic, Cyrillic, Chinese and the rest."""

from __future__ import annotations

import re

__all__ = ["mostly_not_latin"]

_SAMPLE = 20_000
"""Characters that are looked at: the script does not change after them."""
_FEWEST = 20
"""Letters of other scripts from which on they tell: fewer may be names in a short text."""
_LATIN = "A-Za-zªºÀ-ÖØ-öø-ʯᴀ-ᶿḀ-ỿⱠ-Ɀ꜠-ꟿꬰ-ꭤﬀ-ﬆＡ-Ｚａ-ｚ"
_ASCII = re.compile(r"[\x00-\x7f]+")
_OTHER_LETTER = re.compile(rf"[^\W\d_{_LATIN}]")
_LETTER = re.compile(r"[^\W\d_]")


def mostly_not_latin(text: str) -> bool:
    """Whether more than half of a text's letters are of scripts that no Western language is written in.

    Foreign names and a quoted sentence in an English article are far from that.
    """
    sample = text[:_SAMPLE]
    if sample.isascii():
        return False
    others = len(_OTHER_LETTER.findall(_ASCII.sub("", sample)))
    return others >= _FEWEST and 2 * others > len(_LETTER.findall(sample))
