"""Finds numbers, names and dates in a statement that do not stand in what the statement cites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.checks.evidence import calendar_words
from summarizer.checks.naming import copies_names, fold, name_words, stands_for
from summarizer.checks.numbers import is_copy
from summarizer.checks.rules.unstated import number_problems
from summarizer.text.names import find_names, is_ordinary, opens_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.article_names import ArticleNames
    from summarizer.checks.evidence import Evidence
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["unsupported", "unsupported_dates", "unsupported_names"]

_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_TITLE_CASE = 0.7
"""Share of the longer words with a capital from which on a text is a title, and capitals say nothing."""
_FEWEST_WORDS = 4
_NOT_CITED = "stands in nothing that is cited; cite where it stands or leave it out"


def unsupported(statement: Statement, names: ArticleNames) -> Iterator[tuple[CheckCode, str]]:
    """``number-unsupported``, ``derived-number``, ``name-unsupported``: what the evidence does not state.

    Args:
        statement: The statement and what it cites.
        names: The names of the whole article.
    """
    text, cited = statement.text, statement.cited
    if is_copy(text, cited.text):
        return
    for code, number, calculation in number_problems(statement):
        yield code, f"the number “{number}” {_computed(calculation) or _NOT_CITED}"
    for kind, words in (
        ("name", unsupported_names(text, cited, names)),
        ("date", unsupported_dates(text, cited)),
    ):
        for word in dict.fromkeys(words):
            yield "name-unsupported", f"the {kind} “{word}” {_NOT_CITED}"


def unsupported_names(text: str, evidence: Evidence, article: ArticleNames) -> list[str]:
    """The names of ``text`` of which a word stands in the cited spans in no form.

    Args:
        text: The statement.
        evidence: What it cites.
        article: The names of the article. They tell a name where a capital alone says little, at the opening
            of a sentence and in a title, and whose short form a cited span has.

    A name may also stand right beside a span that is part of a sentence, as who a source is stands beside its
    mention: “Ann Lee, head of the Tree Trust”.
    """
    if copies_names(evidence.names, text):
        return []
    in_title = _is_title(text)
    unsupported = []
    for name in find_names(text, known=article):
        words = name_words(name.text)
        if in_title:
            words = [word for word in words if fold(word) in article]
        elif (
            words
            and name.text.startswith(words[0])
            and is_ordinary(words[0])
            and opens_sentence(text, name.start)
        ):
            words = words if fold(words[0]) in article else words[1:]
        glued = len(words) > 1 and name.text in evidence.text  # to the word before: “co-starsBob Saget”
        if not (
            glued
            or stands_for(evidence.names, words)
            or article.shortens(words, evidence.names)
            or stands_for(evidence.introduced, words)
        ):
            unsupported.append(name.text)
    return unsupported


def unsupported_dates(text: str, evidence: Evidence) -> list[str]:
    """The weekdays and months of ``text`` that the cited spans neither name nor resolve to."""
    return [word for word, key in calendar_words(text) if key not in evidence.calendar]


def _computed(calculation: str) -> str:
    """What is wrong with a number that follows from the numbers cited; empty without a calculation."""
    reason = f"was computed ({calculation}) and is not stated; give the numbers as they are cited"
    return calculation and reason


def _is_title(text: str) -> bool:
    words = _LONG_WORD.findall(text)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _FEWEST_WORDS and capitals >= _TITLE_CASE * len(words)
