"""Which stretch of its sentence a cue attributes to its source: what follows, precedes or surrounds it."""

from __future__ import annotations

import re

from summarizer.attribution.hiding import HIDDEN
from summarizer.attribution.saying import THAT_OR_QUOTATION

__all__ = ["find_cover"]

_CONTENT = re.compile(r"[\w¤]")
_ARTICLE_END = re.compile(r"\b(?:the|a|an|one|another)$", re.IGNORECASE)
_LONGEST_ARTICLE = len("another")
_CLAUSE_BREAK_BEFORE = re.compile(
    r"(?:[;:—–]|,?\s(?:while|but|and|whereas|although|though|as|that|after|because))$"
)
_LONGEST_BREAK = len(", although")
_LABELLING = re.compile(r"\bas$")
_PUT_IT = re.compile(r"\s*(?:it|him|her|them)?\s*,")
"""“‘a day of rage’, as protesters | called it,”."""
_QUOTATION_AFTER = re.compile(r"\s*(?:[\w ]{0,30})?[,:]?\s*¤")
_GOES_ON = re.compile(r"\s*,\s+\w")
"""“reserves, he noted | , had risen”."""
_CONTRAST = re.compile(r",\s+(?:while|whereas|although|though)\b")
_CLAUSE_AFTER = re.compile(
    r"""\s*(?!(?:
        on|in|at|from|to|via|through|during|after|before|late|early|by|over|earlier|later|last|this|yesterday
        |today|tonight|separately|again|there|as|when|while|with|without|following|outside|inside|about
    )\b)\w""",
    re.VERBOSE,
)
"""What follows a verb of saying as its content: no tag such as “on Friday” or “in a statement”."""


def find_cover(
    hidden: str, cue: tuple[int, int], floor: int, ceiling: int, *, closing: bool
) -> tuple[int, int]:
    """What a cue attributes: what follows a source that opens a clause, what precedes one that closes it.

    Args:
        hidden: The text with quotations hidden.
        cue: Where the cue begins and ends.
        floor: Where the cue before it ends, or the sentence begins.
        ceiling: Where the next cue begins, or the sentence ends.
        closing: Whether the cue stands behind what it attributes unless it opens the sentence.
    """
    start, end = cue
    following, preceding = (end, ceiling), (floor, start)
    before = hidden[floor:start].rstrip()
    article = _ARTICLE_END.search(before, max(0, len(before) - _LONGEST_ARTICLE))
    before = before[: article.start()].rstrip() if article else before
    after = hidden[end:ceiling]
    if before.endswith("as") and _LABELLING.search(before) and _PUT_IT.match(after):
        return preceding
    leading = not _CONTENT.search(before) or _CLAUSE_BREAK_BEFORE.search(
        before, max(0, len(before) - _LONGEST_BREAK)
    )
    if leading and _CONTENT.search(after):
        return following
    if _QUOTATION_AFTER.match(after) and HIDDEN in before:
        return (floor, ceiling)  # a tag in the middle of a quotation
    if THAT_OR_QUOTATION.match(after) and not before.endswith(HIDDEN):
        return following  # “In Ostend, he said that”
    if before.endswith(",") and _GOES_ON.match(after):
        contrast = _CONTRAST.search(after)  # “reserves, he noted, had risen, | while the naira fell”
        return (floor, end + contrast.start() if contrast else ceiling)
    if before.endswith(",") and not closing and _CLAUSE_AFTER.match(after):
        return following  # “At the camp, she said she had”
    return preceding if closing or before.endswith((",", HIDDEN, "—", "–")) else following
