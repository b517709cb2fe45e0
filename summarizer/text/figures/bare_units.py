"""The unit of a number that stands without one: years of age, magnitudes, casualties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.text.figures.counted import counts_persons
from summarizer.text.figures.patterns import SPACE

if TYPE_CHECKING:
    from summarizer.text.figures.amounts import Amount

__all__ = ["counts_casualties", "follows_magnitude", "is_age", "is_magnitude"]

_AGE_BEFORE = re.compile(
    rf"""
    (?: [A-Z][\w’'.-]*,{SPACE}                                         # “Jane Doe, 34, said”
      | [A-Z][a-z]+[ ]\(                                               # “Jane Doe (34)”
      | \b[Aa]ged{SPACE}(?:between[ ])?
      | \b[Aa]ges?{SPACE}(?:of{SPACE}|between[ ])?
      | \b[Aa]ges?[ ]\d{{1,2}}[ ]and[ ]                                # “ages 4 and 7”
      | \b(?:when|since)[ ](?:he|she|they|I)[ ](?:was|were|turned)[ ]
      | \bturned[ ]
    )$
    """,
    re.VERBOSE,
)
_ENDINGS_BEFORE_AGE = ("ged", "ge", "ges", "between", "of", "and", "was", "were", "turned")
"""How what that pattern matches ends, if not in a comma or a bracket."""
_AFTER_NAME = (", ", "(")
_AGE_AFTER = re.compile(
    r"(?: , | \) | \.(?:\s|$) | ; | [ ](?:and|of|from|who|was|is|were|when|at|to)\b | $ )", re.VERBOSE
)
"""What has to follow a number after a name, for it to be an age."""
_OLDEST = 120

_MAGNITUDE_BEFORE = re.compile(rf"\bmagnitude[ \u00a0-](?:of{SPACE})?$", re.IGNORECASE)
_MAGNITUDE_AFTER = re.compile(r"[- \u00a0]magnitude\b", re.IGNORECASE)

_CASUALTY_BEFORE = re.compile(
    r"""
    \b(?: kill(?:s|ed|ing)? | dead | d(?:ied|ies|ying) | deaths? | toll | injur(?:es?|ed|ing|ies)
        | wound(?:s|ed|ing) | missing | displac(?:es?|ed|ing) | evacuated | detained | arrest(?:s|ed)
        | captured
        | hospitali[sz]ed | casualties )\b
    [^.!?\n]{0,50}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ENDS_PHRASE = re.compile(
    rf"""
      [.,;:!?)”\"]
    | {SPACE}(?:in|on|at|were|was|since|had|have|and|or|of|from|by|to|dead|as)\b
    | \s*$
    """,
    re.VERBOSE,
)


def is_age(text: str, amount: Amount) -> bool:
    """Whether a bare number is somebody's age: “aged 12”, “Jane Doe, 34, said”."""
    if amount.shown or amount.numeral.kind != "digits" or not 0 < (amount.value or 0) < _OLDEST:
        return False
    before = text[max(0, amount.start - 30) : amount.start]
    if not (before.endswith(("(", ", ", ",\u00a0")) or before[:-1].endswith(_ENDINGS_BEFORE_AGE)):
        return False
    match = _AGE_BEFORE.search(before)
    if match is None:
        return False
    return not match[0].endswith(_AFTER_NAME) or _AGE_AFTER.match(text, amount.end) is not None


def follows_magnitude(text: str, start: int) -> bool:
    """Whether “magnitude” stands before ``start``: “a magnitude-6.2 quake”, “a magnitude of 7”."""
    return _MAGNITUDE_BEFORE.search(text[max(0, start - 16) : start]) is not None


def is_magnitude(text: str, amount: Amount) -> bool:
    """Whether a number is an earthquake's magnitude: “a magnitude-6.2 quake”, “7.1 magnitude”."""
    return follows_magnitude(text, amount.start) or _MAGNITUDE_AFTER.match(text, amount.end) is not None


def counts_casualties(text: str, amount: Amount) -> bool:
    """Whether a number without a noun counts persons: “12 dead”, “a toll of 195”."""
    if counts_persons(text, amount.end):
        return True
    if not _ENDS_PHRASE.match(text, amount.end):
        return False
    return _CASUALTY_BEFORE.search(text[max(0, amount.start - 64) : amount.start]) is not None
