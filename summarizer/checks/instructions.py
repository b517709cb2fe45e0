"""Finds sentences of an article that speak to a language model; they inform, and block nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.attribution.source_words import small_letters
from summarizer.checks.codes import make_finding
from summarizer.checks.lists import load_list
from summarizer.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.records import Check
    from summarizer.text.segment import Segmented

__all__ = ["check_instructions"]

_LONGEST = 1000
"""Characters of a sentence that are looked at."""
_SHOWN = 160
"""Characters of it that the finding quotes."""


def check_instructions(segmented: Segmented) -> Iterator[Check]:
    """``instruction-in-article``: sentences outside the page furniture that give a model orders.

    A finding says that somebody may have tried to steer the result, so that a reviewer looks; an article
    that reports such words has it too. What the model made of them shows in the other checks.
    """
    patterns = _patterns_for(segmented.text)
    for sentence in segmented.sentences if patterns else ():
        kinds = [kind for kind, pattern in patterns if pattern.search(sentence.text[:_LONGEST])]
        if kinds:
            shown = " ".join(sentence.text.split())
            shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN].rsplit(' ', 1)[0]} …"
            message = (
                f"the article speaks to a language model ({', '.join(dict.fromkeys(kinds))}): “{shown}”; see"
                " that the summary does not follow it"
            )
            span = Span(start=sentence.start, end=sentence.end, text=sentence.text)
            yield make_finding("instruction-in-article", message, span=span)


def _patterns_for(text: str) -> list[tuple[str, re.Pattern[str]]]:
    """Kind and pattern of what may stand in a text."""
    small = small_letters(text)
    return [(kind, pattern) for kind, pattern, needs in _patterns() if any(map(small.__contains__, needs))]


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (row["kind"], re.compile(row["expression"], re.IGNORECASE | re.DOTALL), tuple(row["needs"]))
        for row in load_list("instructions")["pattern"]
    )
