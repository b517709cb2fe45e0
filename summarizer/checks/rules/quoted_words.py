"""Speech that nobody in the source has spoken: in quotation marks, or in the first person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import word_runs
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.evidence import Evidence
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["check_quoted_words"]

_WORD = re.compile(r"\w+")
_OPENING = re.compile(r"(?:^|[:,]\s)(?:``|[‘“\"']{1,2})\s?(?=[A-Z])")
"""A mark that opens speech and is never closed, as where a speech runs over several sentences."""
_MARK = re.compile("[`‘“\"']")
"""One of these stands in every such opening."""
_SPEAKER_WORDS = frozenset(("i", "my", "myself"))
_IOTA_BELOW = "\u0345"
_CUT_WORD = re.compile(r"\w\w")
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
        if len(words) < _FEWEST_WORDS or _stands(speech, statement.article.segmented.text):
            continue
        if speech == speech.title():
            continue
        runs = [_spaced(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)]
        known = _words_of(statement.article.whole)
        if sum(run in known for run in runs) < _LEAST_SHARE * len(runs):
            problem = (
                f"nobody says “{speech}” in the source in these words; quote it as it stands there,"
                " or tell what was said without quotation marks"
            )
            yield "inconsistent", problem


def _stands(speech: str, text: str) -> bool:
    """Whether a text has a speech as it is, cut out between words: then it has all runs of its words."""
    at = text.find(speech)
    end = at + len(speech)
    opening = text[at - 1 : at] + speech[:1] if at > 0 else ""
    return at >= 0 and not any(
        _CUT_WORD.search(edge.casefold()) for edge in (opening, text[end - 1 : end + 1])
    )


def _speeches(statement: Statement) -> Iterator[str]:
    if statement.own.quotations:
        for quotation in statement.own.quotations:
            yield quotation.inner.text
        return
    text = statement.text
    opening = _OPENING.search(text) if _MARK.search(text) else None
    if opening is not None:
        yield text[opening.end() :]
    elif _may_speak_of_himself(text) and _FIRST_PERSON.search(text):
        yield text


def _may_speak_of_himself(text: str) -> bool:
    """Whether a text has “I”, “my” or “myself” as a run of letters, in whatever case.

    Of all marks, only the iota below a letter is a letter in small letters, and would hide one.
    """
    return not _SPEAKER_WORDS.isdisjoint(word_runs(text)) or _IOTA_BELOW in text


@remembered(256)
def _words_of(evidence: Evidence) -> str:
    """The words of an article."""
    return _spaced(_WORD.findall(evidence.segmented.text.casefold()))


def _spaced(words: list[str]) -> str:
    """Words with one space before, between and behind them: those of a run stand so in those of its text."""
    return f" {' '.join(words)} "
