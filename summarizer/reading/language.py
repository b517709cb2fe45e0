"""A light check of whether a text is English; every other language is left open."""

from __future__ import annotations

import re

from summarizer.text.scripts import mostly_not_latin

__all__ = ["guess_language"]

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = re.compile(
    r"the|of|and|to|in|a|is|that|for|it|was|on|with|as|by|at|from|be|has|have|had|are|were|not|this|but|his|her|he"
    r"|she|they|their|an|which|will|would|said|who|after|been|its|we|you|i|or"
)
_FOREIGN = re.compile(
    r"der|die|das|und|den|dem|ist|nicht|mit|von|ein|eine|le|la|les|des|et|est|une|dans|que|pour|el|los|las|del|por"
    r"|con|una|il|lo|gli|che|di|per|non|het|een|van|en|niet|og|av|som|det|på|och|att|är|em|um|uma|não"
)
_LEAST_SHARE = 0.15
_LEAST_WORDS = 5


def guess_language(text: str) -> str | None:
    """``en`` if the text is in the Latin script and English function words carry it, else None."""
    if mostly_not_latin(text):
        return None
    words = [word.casefold() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < _LEAST_WORDS:
        return None
    english = sum(_ENGLISH.fullmatch(word) is not None for word in words)
    foreign = sum(_FOREIGN.fullmatch(word) is not None for word in words)
    return "en" if english >= _LEAST_SHARE * len(words) and english > 2 * foreign else None
