"""The subject with which a sentence opens: the first name in it, or a group without a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from summarizer.attribution.sources import read_speaker
from summarizer.text.names import find_names

if TYPE_CHECKING:
    from summarizer.attribution.sources import Speaker

__all__ = ["DATELINE", "Opening", "read_opening"]

DATELINE = re.compile(r"[A-Z]{4,}(?:[ ][A-Z]+)*\b")
"""“PORTLAND”."""
_DATELINE_END = re.compile(
    r"[^.!?()\n]{0,60}\([A-Z][\w ]{1,20}\)\s+[-—–]\s+|[A-Z]{3}[A-Z ]*(?:, [\w. ]{2,20})?(?::| [-—–])\s+"
)
"""“PORTLAND, Nov 13 (Reuters) - ”, “MUMBAI: ”."""
_MODIFYING = re.compile(
    r"(?: (?!(?:of|in|on|at|for|to|from|by|and|with|the|that|as)\b)[a-z][\w-]*){1,3} (?=[A-Z])"
)
"""Behind a name that only describes another: “U.S. | home-goods retailer Harlow Pike”."""
_POSSESSED = re.compile(
    r"[’']s(?:\s(?!(?:is|are|was|were|has|have|had|will|would|could|can|did|does|do|said|says|\w+ed)\b)[a-z][\w-]*){1,4}"
)
"""“Australia | ’s privacy watchdog” (has fined)."""
_SUBJECT_NAME_WITHIN = 90
"""Characters of a sentence within which the name of its subject begins."""
_SUBJECT_REACH = 240
"""Characters of a sentence in which the name of its subject is looked for."""
_OPENING_GROUP = re.compile(
    r"(?:The |An? |Its |His |Her |Their )?"
    r"(?:(?!(?:said|says|told|that|it|he|she|they|we|which|who)\b)[\w’'-]+ ){0,3}?"
    r"(?:police|officials?|ministry|government|company|army|military"
    r"|court|council|group|union|bank|authorities|prosecutors|firm|team|agency|party|president|minister)\b",
    re.IGNORECASE,
)
"""A group that opens a sentence without a name: “Police | arrested 12 people, saying …”."""


class Opening(NamedTuple):
    """How a sentence opens."""

    start: int
    """Where it begins behind its dateline."""
    name: int | None
    """Where its first name begins."""
    speaker: Speaker | None
    """Whom that name means, else the group that opens the sentence, which has no role."""


def read_opening(text: str, start: int, offset: int) -> Opening:
    """How the sentence that begins at ``start`` opens, read up to ``offset``."""
    dateline = _DATELINE_END.match(text, start, offset)
    start = dateline.end() if dateline else start
    words = text[start : min(offset, start + _SUBJECT_REACH)]
    names = (
        name
        for name in find_names(words)
        if name.start < _SUBJECT_NAME_WITHIN
        and not DATELINE.match(name.text)
        and not _MODIFYING.match(words, name.end)
    )
    name = next(names, None)
    if name is None:
        opening = _OPENING_GROUP.match(text, start, offset)
        speaker = read_speaker(text, *opening.span()) if opening else None
        return Opening(start, None, speaker._replace(role=None) if speaker else None)
    possessed = _POSSESSED.match(words, name.end)
    end = possessed.end() if possessed else name.end
    return Opening(start, start + name.start, read_speaker(text, start + name.start, start + end))
