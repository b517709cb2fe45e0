"""Which sentences of the source a statement speaks of: those that share the most of its words."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from summarizer.checks.rules.sentence_words import sentence_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from summarizer.checks.evidence import Evidence
    from summarizer.checks.lemmas import Token

__all__ = ["EMPTY", "closest", "content", "tokens_from", "vocabulary"]

_EMPTY_WORDS = """
    a an the and or but of in on at to for from by with as that this these those it its he she his her him
    they their them who which be have do will would can could may might should not no say tell after before
    when
    while there than then
    also more most one two was were is are been had has said over into up out about
    against during under between i we you us our my me if so such some any other all both
"""
EMPTY = frozenset(_EMPTY_WORDS.split())
"""Words that carry no meaning of their own, in their dictionary forms."""


def content(tokens: Iterable[Token]) -> frozenset[str]:
    """The dictionary forms of the words that carry meaning."""
    return frozenset([token.lemma for token in tokens]) - EMPTY


def closest(own: AbstractSet[str], evidence: Evidence, *, share: float = 0.75) -> list[list[Token]]:
    """The words of the cited sentences that share the most words with a statement, the best first.

    Args:
        own: The words of the statement that carry meaning, as ``content`` gives them.
        evidence: What it cites.
        share: How many of the words that the best one shares another has to share, too.
    """
    # A dictionary form never begins with “=”, and “own” has no word without meaning: what it shares with all
    # words of a sentence in both forms, it shares with those that carry meaning.
    scored = [
        (len(own & words), sentence)
        for sentence, (_, words) in zip(evidence.sentences, sentence_words(evidence), strict=True)
    ]
    best = max((score for score, _ in scored), default=0)
    if not best:
        return []
    near = [pair for pair in scored if pair[0] >= share * best]
    words = evidence.words
    return [words.within(one.start, one.end) for _, one in sorted(near, key=lambda pair: -pair[0])]


def tokens_from(evidence: Evidence, offset: int) -> int:
    """The number of the first word of what is cited that begins at an offset of its article, or later."""
    return bisect_left(evidence.tokens, offset, key=lambda token: token.start)


def vocabulary(evidence: Evidence) -> frozenset[str]:
    """The words of what is cited: the dictionary form of each, and its own form as ``=word``."""
    return evidence.vocabulary
