"""Speech that nobody in the source has spoken: in quotation marks, or in the first person."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.evidence import Evidence
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["check_quoted_words"]

_WORD = re.compile(r"\w+")
_OPENING = re.compile(r"(?:^|[:,]\s)(?:``|[‘“\"']{1,2})\s?(?=[A-Z])")
"""A mark that opens speech and is never closed, as where a speech runs over several sentences."""
_FIRST_PERSON = re.compile(
    r"(?:^|[^\w\s]\s*|\b[a-z]\w*\s)I(?:['’](?:m|ve|ll|d)|\s(?:am|was|have|had|do|did|don|will|would|can|could"
    r"|should|must|may|might|want|wanted|think|thought|feel|felt|know|knew|believe|believed|hope|hoped|love|loved))\b"
    r"|\b(?:my|myself)\b"
)
"""Somebody who speaks of himself. “I” is a numeral behind a name, and “we” may be everybody."""
_FEWEST_WORDS = 5
"""Words of the shortest speech that is judged; a shorter one may be a term or a title."""
_RUN = 3
"""Words in a row that are looked for in the source."""
_LEAST_SHARE = 0.5
"""Share of the runs of a speech that the source has; cuts, brackets and a changed pronoun leave most."""


def check_quoted_words(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``inconsistent``: speech most of which does not stand in the source in these words.

    Judged are quotations, what follows a mark that opens speech, and sentences in the first person.
    """
    for speech in _speeches(statement):
        words = _WORD.findall(speech.casefold())
        if len(words) < _FEWEST_WORDS or speech == speech.title():
            continue
        runs = [tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)]
        known = _runs(statement.article.whole)
        if sum(run in known for run in runs) < _LEAST_SHARE * len(runs):
            problem = (
                f"nobody says “{speech}” in the source in these words; quote it as it stands there,"
                " or tell what was said without quotation marks"
            )
            yield "inconsistent", problem


def _speeches(statement: Statement) -> Iterator[str]:
    if statement.own.quotations:
        for quotation in statement.own.quotations:
            yield quotation.inner.text
        return
    opening = _OPENING.search(statement.text)
    if opening is not None:
        yield statement.text[opening.end() :]
    elif _FIRST_PERSON.search(statement.text):
        yield statement.text


@lru_cache(maxsize=16)
def _runs(evidence: Evidence) -> frozenset[tuple[str, ...]]:
    """The runs of words of an article."""
    words = _WORD.findall(evidence.segmented.text.casefold())
    return frozenset(tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1))
