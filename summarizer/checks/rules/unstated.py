"""Numbers of a statement that nothing cited states, and whether they were computed from what it states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.checks.numbers import copies_numbers, stated_numbers, supports, tells_known_time
from summarizer.checks.rules.derived import computed_ratios, derivation
from summarizer.checks.rules.qualifiers import exchanged_magnitudes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.evidence import Evidence
    from summarizer.checks.numbers import Stated
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["number_problems", "unstated"]

_NAME = r"[A-Z][\w’'-]*(?:\s(?:(?:of|de|da|the|al|van|von)\s)?[A-Z][\w’'-]*){0,4}"
_LIST = re.compile(rf"{_NAME}(?:,?\s(?:and|&)\s{_NAME}|(?:,\s{_NAME}){{1,5}},?\s(?:and|&)\s{_NAME})")
_ONE = r"(?:an?|his|her|their|one|another|the)\s[a-z][\w-]*(?:\s[a-z][\w-]*)?"
_SINGLES = re.compile(rf"\b{_ONE}(?:(?:,\s{_ONE}){{0,4}},?\sand\s{_ONE})", re.IGNORECASE)
_ITEM = re.compile(r",\s(?:and\s)?|\sand\s|\s&\s")
_MOST_LISTED = 6


def unstated(statement: Statement) -> list[Stated]:
    """The numbers of a statement whose value the cited spans do not state."""
    text, cited = statement.text, statement.cited
    if copies_numbers(cited.text, text):
        return []
    own = statement.own.segmented
    return [
        stated
        for stated in stated_numbers(text, None if own.truncated else own.figures)
        if not supports(cited.numbers, stated)
        and not tells_known_time(text, stated, cited.numbers)
        and not _counts_listed(stated, cited.text)
    ]


def number_problems(statement: Statement) -> Iterator[tuple[CheckCode, str, str]]:
    """``number-unsupported`` or ``derived-number``: the code, the words of the number, the calculation.

    A magnitude (“hundreds”) for which the source has another (“dozens”) is a changed qualifier instead.
    """
    text, cited = statement.text, statement.cited
    seen = set()
    for stated in unstated(statement):
        if stated.text in seen or (stated.magnitude and _exchanged(stated, text, cited)):
            continue
        seen.add(stated.text)
        calculation = None if stated.figure is None else derivation(stated.figure, text, cited)
        yield ("derived-number" if calculation else "number-unsupported"), stated.text, calculation or ""
    for words, calculation in computed_ratios(text, cited):
        yield "derived-number", words, calculation


def _exchanged(stated: Stated, text: str, cited: Evidence) -> bool:
    """Whether the source has another magnitude for the same thing."""
    return stated.text.split()[0].casefold() in exchanged_magnitudes(text, cited)


def _counts_listed(stated: Stated, text: str) -> bool:
    """Whether a small number counts what the source lists by name: “three countries” for “A, B and C”."""
    figure = stated.figure
    if figure is None or figure.value is None or figure.upper is not None or figure.counted is None:
        return False
    if not 1 < figure.value <= _MOST_LISTED:
        return False
    return any(
        len(_ITEM.split(match.group())) == figure.value
        for pattern in (_LIST, _SINGLES)
        for match in pattern.finditer(text)
    )
