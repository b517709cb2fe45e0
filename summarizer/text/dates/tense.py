"""Tells whether a date phrase stands in a clause that speaks of what is to come."""

from __future__ import annotations

import re

__all__ = ["is_planned"]

_BEFORE = 110
_AFTER = 90
"""Code points on either side in which the verb of the clause is looked for."""


def _by_first_letter(forms: str, letter: str = "{}") -> str:
    """A pattern of some forms, those with the same first letter together.

    Args:
        forms: The forms, in the order in which they are tried.
        letter: How their first letter is written.
    """
    rests: dict[str, list[str]] = {}
    for form in forms.split("|"):
        rests.setdefault(form[0], []).append(form[1:])
    return "|".join(f"{letter.format(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())


_CLAUSE = re.compile(
    # A character comes first, so that the search skips what is none.
    r"[.;:!?\n“”abws](?:(?<=[.;:!?])(?=[\s”\"’'])|(?<=[\n“”])|(?<!\w.)(?:"
    + _by_first_letter("but|while|after|who|which|whose|since|because|where", "(?<={})")
    + r")\b)"
)
"""What ends the clause that a date belongs to."""

_FUTURE = (
    r"will|shall|won't|would|must|may|might|could|can|should|plans?|planned|planning|intends?|scheduled|"
    r"slated|expected|expects?|due|set|going|aims?|hopes?|hoping|agreed|deadline|upcoming|ahead|invited|"
    r"extended|remanded|has\suntil|have\suntil|postponed|delayed|adjourned|vowed|promised|pledged|"
    r"is\s(?:also\s)?to\s[a-z]+|are\s(?:also\s)?to\s[a-z]+|be\s(?:also\s)?to\s[a-z]+|was\s(?:also\s)?to\s[a-z]+|"
    r"were\s(?:also\s)?to\s[a-z]+|begins?|starts?|opens?|resumes?|kicks?\soff|takes?\splace|"
    r"expires?|concludes?|goes|takes\seffect|comes\sinto|runs|airs|premieres|takes\son|play|plays"
)
_PAST = (
    r"said|says|told|was|were|had|did|met|won|lost|fell|rose|made|took|held|struck|hit|began|came|went|gave|"
    r"found|killed|died|left|saw|led|beat|sent|set\soff|became|ran|spoke|wrote|got|broke|shot|drove|flew"
)
_AUXILIARY = re.compile(
    r"\b(?:will|won't|shall|(?:is|are)\s(?:\w{2,12}\s)?(?:due|set|expected|scheduled|slated|to))\b|['’]ll\b"
)
"""What makes a clause speak of the future even after a subject: “The strike on Friday will …”."""
_UNMARKED = re.compile(r"\b(?:cut|shut|put|hurt|split|quit|burst|shed|spread|up|down)\b")
"""Words that may be the past verb of the clause, though nothing marks them as one."""
_JOINED = re.compile(r",|\band\b")
_UNTIL = re.compile(r"(?:up )?(?:until|till|by)\b", re.IGNORECASE)
_HAVING = re.compile(r"\b(?:has|have|['’](?:s|ve) got)\s$")
_TO_DO = re.compile(r"\sto\s[a-z]{2,}\b")
_HAD = re.compile(r"\bhad\s$")
_VERBS = re.compile(
    rf"\W(?:(?:{_by_first_letter(_FUTURE)}|(?P<past>{_by_first_letter(_PAST)}|[a-z]{{2,}}ed))\b|(?<=['’])ll\b)"
)
"""A verb that speaks of what is to come or, as ``past``, of what was, and the character before it."""
_INFINITIVE = re.compile(r"\b(?:be|been|being|is|are|get)\s(?:\w+\s)?$")


def is_planned(text: str, start: int, end: int) -> bool:
    """Whether the clause around ``text[start:end]`` speaks of what is to come.

    The last verb before the date decides (``will meet on Friday``, ``will be tried, police said on
    Friday``); at the head of a sentence, or after its subject, the first verb after it does
    (``On Friday he will``, ``The strike on Friday will``). A term that is set lies ahead (``has until
    Friday to pay``).
    """
    before = _clause_before(text, start)
    if text[start : start + 5].lower() == "since":
        return False
    if _UNTIL.match(text, start, end) and _sets_term(text, before, end):
        return True
    verbs = list(_VERBS.finditer("\n" + before))
    if verbs:
        return _last_is_future(before, verbs)
    after = "\n" + text[end : end + _AFTER]
    stop = _CLAUSE.search(after, 1)
    first = _VERBS.search(after, 0, stop.start() if stop else len(after))
    if first is None or first["past"] is not None:
        return False
    if not before.strip(" \t\u00a0\u202f\"'“‘(—–-"):
        return True
    if _UNMARKED.search(before):
        return False
    auxiliary = _AUXILIARY.search(after, 0, first.end())
    return auxiliary is not None and _JOINED.search(after, 0, auxiliary.start()) is None


def _sets_term(text: str, before: str, end: int) -> bool:
    """Whether somebody has until the date that ends at ``end``, or is given until then to do something."""
    if _HAVING.search(before):
        return True
    return _TO_DO.match(text, end) is not None and not _HAD.search(before)


def _clause_before(text: str, start: int) -> str:
    window = text[max(0, start - _BEFORE) : start]
    begin = 0
    for found in _CLAUSE.finditer(window):
        begin = found.end()
    return window[begin:]


def _last_is_future(clause: str, verbs: list[re.Match[str]]) -> bool:
    for verb in reversed(verbs):
        if verb["past"] is None:
            return True
        # “will be released on Friday”: the participle belongs to the auxiliary before it.
        if not _INFINITIVE.search(clause[: verb.start("past") - 1]):
            return False
    return False
