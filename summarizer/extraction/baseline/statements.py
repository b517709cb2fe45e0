"""An event's ``what``: a stretch of the article as one short sentence, or nothing where it is none."""

from __future__ import annotations

import re

__all__ = ["state"]

_MOST_WORDS = 25
_FEWEST_WORDS = 4
_SPACES = re.compile(r"\s+")
_DATELINE = re.compile(
    r"""
    (?:[A-Z][A-Z.'’-]+(?:\ [A-Z][A-Z.'’-]+){0,3}(?:,\ [A-Z][\w.]*(?:\ \d{1,2})?){0,2}\s*)?  # NEW YORK, May 28
    (?:\([A-Z][\w /]{1,24}\)\s*)?[-–—]+\s+                                              # (Reuters) -
    """,
    re.VERBOSE,
)
_OPENERS = re.compile(
    r"(?:But|And|However,?|Meanwhile,?|Still,|Also,?|Then,?)\s+|\s*(?:that|it|there)\s+(?=was|were)"
)
_DATE_THAT = re.compile(
    r"(?:claims|reports|allegations|suggestions)\s+that\s+"
    r"|(?:on|last|in|late|early|this|during|at|earlier|after|yesterday|today)\b[^,.;]{0,48}?\bthat\s+",
    re.IGNORECASE,
)
"""“(said) | on Monday that | 40 people were killed”: what stands between the cue and its content."""
_LOOSE_END = re.compile(
    r"(?:[\s,;:—–-]+|\b(?:and|but|or|nor|the|an?|of|for|to|in|on|at|while|which|that|who|as|when|with|after"
    r"|before|from|by|up|into|than|its|his|her|their|left|nearly|about|around))+$"
)
_CLAUSE_END = re.compile(
    r"[,;](?=\s)|\s(?=(?:and|but|while|after|before|which|who|as|when|because|despite)\s)"
)
_NO_SENTENCE = re.compile(
    r"(?:[a-z]+ing|which|who|whose|whom|that|because|than|of|of which|up|down|including|such as"
    r"|for|by|with|\d[\d.,]*)\b(?!\s+(?:people|million|billion|others|more|percent|per))",
    re.IGNORECASE,
)


def state(content: str) -> str | None:
    """The content of a stretch as one sentence of at most 25 words, in the article's own words.

    Dateline and opening conjunction are left out, and it is cut at the end of a clause only. None where
    what is left is a question, a fragment, or cannot be cut short.
    """
    words = _SPACES.sub(" ", content).strip(" ,;:—–").removeprefix("that ").strip()
    for opening in (_DATELINE, _OPENERS, _DATE_THAT):
        match = opening.match(words)
        if match and match.end() < len(words):
            words = words[match.end() :]
    words = _shortened(words)
    words = _LOOSE_END.sub("", words.rstrip(".")).rstrip(".")
    if len(words.split()) < _FEWEST_WORDS or words.endswith("?") or _NO_SENTENCE.match(words):
        return None
    return f"{words[:1].upper()}{words[1:]}."


def _shortened(words: str) -> str:
    """The words up to the last clause end that leaves at most 25 of them; nothing if there is none."""
    if len(words.split(" ")) <= _MOST_WORDS:
        return words
    fitting = ""
    for end in _CLAUSE_END.finditer(words):
        head = words[: end.start()]
        if len(head.split(" ")) > _MOST_WORDS:
            break
        fitting = head
    return fitting
