"""What became of people, by the casualty word nearest to their number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.records import Measure
    from summarizer.text.candidates import FigureCandidate

__all__ = ["CASUALTIES", "is_other", "measure_casualties"]

_WORDS: dict[Measure, str] = {
    "killed": r"""
        kill(?:s|ed|ing|ings)?|dead|d(?:ied|ies|ying)|deaths?|fatalit(?:y|ies)|toll|lives[ ]lost
        |lost[ ]their[ ]li(?:ves|fe)|lose[ ]their[ ]lives|claimed[ ]the[ ]lives|bodies|corpses|drown(?:ed|ing)
        |slain|slaughtered|massacred|murdered|electrocuted|asphyxiated|suffocated|perish(?:ed|ing)|martyred
        |beheaded|executed|hanged|fatally|gunned[ ]down|shot[ ]dead
        # “crushed to death”
        |\w+[ ]to[ ]death
    """,
    "injured": r"""
        injur(?:e[ds]?|ing|y|ies)|wound(?:s|ed|ing)|hurt|hospitali[sz]ed|poisoned|concussed|infect(?:ed|ions?)|sicken(?:ed|ing)
        |(?:falling|fallen|fell|taken)[ ]ill|maimed|treated[ ](?:for|in|at)
        |(?:taken|admitted|rushed)[ ]to[ ]hospitals?
    """,
    "missing": r"""
        missing|unaccounted[ ]for|trapped[ ]under|feared[ ]buried|(?:not|never)[ ](?:yet[ ])?been[ ]found
    """,
    "captured": r"""
        captur(?:e[ds]?|ing)|abduct(?:s|ed|ing)?|hostages?|kidnapp?(?:ed|ing)|taken[ ]prisoner
        |detain(?:s|ed|ing)?|arrest(?:s|ed|ing)?|prisoners?
    """,
    "displaced": r"""
        displac(?:e[ds]?|ing)|fle(?:e|es|d|eing)|mov(?:ed|ing)[ ](?:south|north|east|west)(?:wards?)?
        |evacuat(?:e[ds]?|ing|ions?)|evacuees?|homeless|refugees|uprooted
        |forced[ ](?:from|to[ ](?:leave|flee))|(?:taken|sought|took)[ ](?:shelter|refuge)
    """,
    "crossed": r"""
        (?<!red[ ])cross(?:ed|ing|es)?|border
        # “left Gaza”, “enter the country”
        |(?:left|leav(?:e|es|ing)|enter(?:s|ed|ing)?)[ ]
            (?:(?-i:[A-Z])\w*|the[ ](?:country|enclave|territory|strip)|for[ ](?-i:[A-Z])\w*)
    """,
}
CASUALTIES = frozenset(_WORDS)
"""The measures of what became of people."""

_WORD = re.compile(
    "|".join(rf"\b(?P<{measure}>{words})\b" for measure, words in _WORDS.items()), re.IGNORECASE | re.VERBOSE
)
_BACK = 70
_AHEAD = 60
"""Characters before and behind a number within which a casualty word counts."""
_BEHIND_PENALTY = 12
"""Characters that a word before the number counts as farther off than one behind it."""
_LONGEST_INSERTED = 140
_BREAK_BEFORE = re.compile(r"[;:]|\bwhile\b|\bbut\b|\band\b(?=\s+(?:\w+ed|left|cut|made|sent|drove|put)\s)")
_AT_AGE = re.compile(r"\b(?:died|dies|dead|death|killed)\b[^.;]{0,40}\b(?:at|aged|age)\s+(?:the age of\s+)?$")
"""“died in 1998 | at”: the number behind is an age."""
_BREAK_AFTER = re.compile(
    r"""
    [;:.]
    |,(?![ ]\d)
    |\bwhile\b
    |\bbut\b
    # “killed 3 | and at least 12 were hurt”
    |\band[ ](?=(?:at[ ]least[ ]|about[ ]|around[ ]|more[ ]than[ ]|over[ ])?\d)
    """,
    re.VERBOSE,
)
_INSERTED = re.compile(r"(?P<head>[^,.;]{0,40}),[^,.;]{3,80},(?=\s+(?:have|has|had|were|was|are)\b)")
"""“people, mostly civilians, have died”: what stands between the commas."""
_SAFE = re.compile(r"\b(?:unhurt|uninjured|unharmed|unscathed|survived|rescued|escaped)\b", re.IGNORECASE)
_OF_OTHERS = re.compile(r"\s+of\s+(?:its|their|his|her|the)\s+\d")
_BODIES = frozenset(("body", "corpse"))
_LOST = re.compile(r"\blost\s+$")
_LOVED = re.compile(
    r"\b(?:troops?|soldiers?|fighters|sons?|daughters?|child(?:ren)?|brothers?|sisters?|relatives|friends|parents"
    r"|grandchildren|members of (?:her|his|their) family)\b",
    re.IGNORECASE,
)
"""Whose loss is their death: “had lost 940 troops”."""
_KILLING = re.compile(r"\bkill(?:ed|ing|s)\s+$")
_HAVE_DIED = re.compile(
    r"[^.;]{0,60}?\b(?:have|has|had|were|was)\s+(?:also\s+|been\s+)?(?:killed|died|drowned|slaughtered|culled)\b"
)
"""“31 animals, …, had drowned”: what is said of more than people."""


def measure_casualties(figure: FigureCandidate, before: str, after: str) -> Measure | None:
    """The measure of the casualty word nearest to a number of people, within its clause.

    Args:
        figure: The number.
        before: Its sentence up to it.
        after: Its sentence behind it.
    """
    noun = figure.counted.text if figure.counted else ""
    if figure.unit in _BODIES:
        return "killed"
    if figure.unit not in (None, "people"):
        counted = figure.counted is not None and figure.counted.start >= figure.end
        died = counted and (_KILLING.search(before[-12:]) or _HAVE_DIED.match(after))
        return "killed" if died else None
    if figure.unit is None and figure.upper is not None:
        return None
    clause_after = _clause_after(after.replace(noun, "", 1) if noun else after)
    if is_other(clause_after):
        return _first(clause_after) if not _SAFE.search(clause_after) else None
    if not noun and _AT_AGE.search(before[-_BACK:]):
        return "age"
    if _LOST.search(before[-12:]) and _LOVED.search(noun):
        return "killed"
    around = _nearest(_BREAK_BEFORE.split(before[-_BACK:])[-1], clause_after)
    if not noun:
        return around
    return _first(noun.rpartition(" ")[2]) or around or _first(noun)


def is_other(after: str) -> bool:
    """Whether a bare number is of others than the casualties before it.

    “four | escaped unhurt”, “three | of its 19 wells”.
    """
    return _SAFE.search(after) is not None or _OF_OTHERS.match(after) is not None


def _nearest(clause_before: str, clause_after: str) -> Measure | None:
    preceding = list(_WORD.finditer(clause_before))
    gap = len(clause_before) - preceding[-1].end() if preceding else 0
    if preceding and gap <= 1:
        return _measure(preceding[-1])  # “killed | at least 86 people and sickened”
    following = _WORD.search(clause_after)
    if preceding and (following is None or gap + _BEHIND_PENALTY < following.start()):
        return _measure(preceding[-1])
    return _measure(following) if following else None


def _first(words: str) -> Measure | None:
    word = _WORD.search(words)
    return _measure(word) if word else None


def _clause_after(after: str) -> str:
    after = after[: _AHEAD + _LONGEST_INSERTED]
    inserted = _INSERTED.match(after)
    if inserted:
        after = after[: inserted.end("head")] + after[inserted.end() :]
    return _BREAK_AFTER.split(after[:_AHEAD], maxsplit=1)[0]


def _measure(word: re.Match[str]) -> Measure | None:
    return next((measure for measure in _WORDS if word[measure]), None)
