"""Finds sentences of an article that speak to a language model; they inform, and block nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from summarizer.attribution.source_words import small_letters
from summarizer.checks.codes import make_finding
from summarizer.checks.lists import load_list
from summarizer.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    patterns = _that_may_stand(_patterns(), segmented.text)
    for sentence in segmented.sentences if patterns else ():
        near = _that_may_stand(patterns, sentence.text)
        kinds = [one.kind for one in near if one.expression.search(sentence.text[:_LONGEST])]
        if kinds:
            shown = " ".join(sentence.text.split())
            shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN].rsplit(' ', 1)[0]} …"
            message = (
                f"the article speaks to a language model ({', '.join(dict.fromkeys(kinds))}): “{shown}”; see"
                " that the summary does not follow it"
            )
            span = Span(start=sentence.start, end=sentence.end, text=sentence.text)
            yield make_finding("instruction-in-article", message, span=span)


class _Pattern(NamedTuple):
    kind: str
    expression: re.Pattern[str]
    needs: tuple[str, ...]
    """One of these stands, in small letters, in whatever the expression matches."""


def _that_may_stand(patterns: Iterable[_Pattern], text: str) -> list[_Pattern]:
    """Those of which a text has what they need."""
    small = small_letters(text)
    return [one for one in patterns if any(map(small.__contains__, one.needs))]


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(row["kind"], re.compile(row["expression"], re.IGNORECASE | re.DOTALL), tuple(row["needs"]))
        for row in load_list("instructions")["pattern"]
    )
