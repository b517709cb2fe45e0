"""What became of people, by the casualty word nearest to their number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.records import Measure

__all__ = ["CASUALTIES", "casualty_near"]

_WORDS: dict[Measure, str] = {
    "killed": r"""
        kill(?:s|ed|ing|ings)?|dead|d(?:ied|ies|ying)|deaths?|fatalit(?:y|ies)|toll|lost[ ]their[ ]lives
        |lives[ ]lost|bodies|drowned|slain|shot[ ]dead|claimed[ ]the[ ]lives
    """,
    "injured": r"""
        injur(?:e[ds]?|ing|y|ies)|wound(?:s|ed|ing)|hurt|hospitali[sz]ed|infect(?:ed|ions?)|sickened
    """,
    "missing": r"missing|unaccounted[ ]for|trapped[ ]under|feared[ ]buried",
    "captured": r"""
        captur(?:e[ds]?|ing)|abduct(?:s|ed|ing)?|hostages?|kidnapp?(?:ed|ing)|taken[ ]prisoner
        |detain(?:s|ed|ing)?|arrest(?:s|ed|ing)?|prisoners?
    """,
    "displaced": r"""
        displac(?:e[ds]?|ing)|fle(?:e|es|d|eing)|mov(?:ed|ing)[ ](?:south|north|east|west)(?:wards?)?
        |evacuat(?:e[ds]?|ing|ions?)|homeless|refugees
    """,
    "crossed": r"cross(?:ed|ing|es)?|left[ ](?:gaza|the)|leave|entered|border",
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
_BREAK_BEFORE = re.compile(r"[;:]|\bwhile\b|\bbut\b")
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


def casualty_near(before: str, after: str) -> Measure | None:
    """The measure of the casualty word nearest to a number, within its clause.

    Args:
        before: The sentence up to the number.
        after: The sentence behind the number.
    """
    clause_before = _BREAK_BEFORE.split(before[-_BACK:])[-1]
    inserted = _INSERTED.match(after)
    if inserted:
        after = after[: inserted.end("head")] + after[inserted.end() :]
    clause_after = _BREAK_AFTER.split(after, maxsplit=1)[0][:_AHEAD]
    following = _WORD.search(clause_after)
    preceding = list(_WORD.finditer(clause_before))
    if preceding:
        gap = len(clause_before) - preceding[-1].end() + _BEHIND_PENALTY
        if following is None or gap < following.start():
            return _measure(preceding[-1])
    return _measure(following) if following else None


def _measure(word: re.Match[str]) -> Measure | None:
    return next((measure for measure in _WORDS if word[measure]), None)
