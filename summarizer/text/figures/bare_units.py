"""The unit of a number that stands without one: years of age, magnitudes, casualties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.text.figures.counted import counts_persons, find_counted
from summarizer.text.figures.nouns import is_person
from summarizer.text.figures.patterns import SPACE

if TYPE_CHECKING:
    from summarizer.text.figures.amounts import Amount

__all__ = ["counts_casualties", "follows_magnitude", "is_age", "is_magnitude"]

_AGED_BEFORE = re.compile(
    rf"""
    \b(?: [Aa]ged{SPACE}(?:between[ ])?
      | [Aa]ges?{SPACE}(?:of{SPACE}|between[ ])?
      | (?:when|since)[ ](?:he|she|they|I)[ ](?:was|were|turned)[ ]
      | turned[ ]
      | as[ ](?:young|old)[ ]as[ ]
    )$
    """,
    re.VERBOSE,
)
"""Before a number that is an age, whatever follows."""
_NAMED_BEFORE = re.compile(
    r"""
    (?: [A-Z][\w’'.-]*,[ \u00a0]                                        # “Jane Doe, 34, said”
      | [A-Z][a-z]+[ ]\(                                               # “Jane Doe (34)”
      | [A-Z][\w’'.-]*[ ]\([a-z][a-z ]{2,24}\),[ \u00a0]                  # “Jane Doe (pictured), 34, said”
      | \b[Aa]ge[sd]?[ ]\d{1,2}(?:,[ ]\d{1,2}){0,5}(?:,|,?[ ]and)[ ]    # “aged 12, 14 and 15”
    )$
    """,
    re.VERBOSE,
)
"""Before a number that is an age if the phrase ends after it."""
_PERSON_BEFORE = re.compile(r"\b(?P<person>[a-z]+),[ \u00a0]$")
"""“a passenger, 18, was hurt”, if the word means a person."""
_PRONOUN_BEFORE = re.compile(
    r"\b(?:(?:[Hh]e|[Ss]he|I)(?:[ ](?:was|is|am)|[’']s)|I[’']m)(?:[ ](?:only|just|now))?[ ]$"
)
"""“He was 82.”"""
_DIED_BEFORE = re.compile(r"\b(?:d(?:ied|ies|ying)|dead)[ ]at[ ](?:just[ ]|only[ ])?$", re.IGNORECASE)
"""“dies at 82”"""
_EARLIEST_DEATH = 13
"""Below it a number after “died at” may as well be the hour."""
_AGE_AFTER = re.compile(
    r"(?: , | \) | \.(?:\s|$) | ; | [ ](?:and|of|from|who|was|is|were|when|at|to)\b | $ )", re.VERBOSE
)
"""What has to follow a number after a name, for it to be an age."""
_SENTENCE_AFTER = re.compile(r"(?:,(?!\d)|[.!?;)](?!\d)|[ ](?:when|and(?![ ]\d)|but|years?[ ]old)\b|\s*$)")
_DEATH_AFTER = re.compile(r"(?:[,.!?;)](?!\d)|[ ](?:in|after|on|from|of|following|last|while)\b|\s*$)")
_ENDINGS_BEFORE_AGE = (
    *(
        ", ",
        ",\u00a0",
        "(",
        "ged ",
        "ged\u00a0",
        "ge ",
        "ges ",
        "between ",
        "age of ",
        " and ",
        " was ",
        " were ",
    ),
    *(" is ", " am ", "’m ", "'m ", "’s ", "'s ", "turned ", " at ", " as ", " only ", " just ", " now "),
)
"""How what those patterns match ends: where a number stands behind other words, they are not tried."""
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
    """Whether a bare number is somebody's age: “aged 12”, “Jane Doe, 34, said”, “He was 82”."""
    value, numeral = amount.value, amount.numeral
    if amount.shown or not isinstance(value, int) or not 0 < value < _OLDEST:
        return False
    before = text[max(0, amount.start - 44) : amount.start]
    if not before.endswith(_ENDINGS_BEFORE_AGE):
        return False
    if numeral.kind == "words" and numeral.value != 1:
        return _AGED_BEFORE.search(before) is not None and find_counted(text, amount.end) is None
    if numeral.kind != "digits":
        return False
    if _AGED_BEFORE.search(before):
        return True
    end = amount.end
    if _NAMED_BEFORE.search(before):
        return _AGE_AFTER.match(text, end) is not None
    if person := _PERSON_BEFORE.search(before):
        return text[end : end + 1] == "," and is_person(person["person"])
    if _PRONOUN_BEFORE.search(before):
        return _SENTENCE_AFTER.match(text, end) is not None
    late = value >= _EARLIEST_DEATH and _DIED_BEFORE.search(before) is not None
    return late and _DEATH_AFTER.match(text, end) is not None


def follows_magnitude(text: str, start: int) -> bool:
    """Whether “magnitude” stands before ``start``: “a magnitude-6.2 quake”, “a magnitude of 7”."""
    before = text[max(0, start - 16) : start]
    return "agn" in before.lower() and _MAGNITUDE_BEFORE.search(before) is not None


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
