"""Adds the sentence before to an event's evidence where only that one names who is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.checks.evidence import Evidence
from summarizer.checks.support import unsupported_names

if TYPE_CHECKING:
    from summarizer.extraction.labelled.grounded import ArticleGround
    from summarizer.text.candidates import TextSentence

__all__ = ["with_context"]


def with_context(what: str, sentences: list[TextSentence], article: ArticleGround) -> list[TextSentence]:
    """The sentences that carry ``what``, and those right before them that a name of it needs.

    “The troops entered the village” is about Israeli troops if the sentence before says so; a reader takes
    the name from there, so it belongs to the evidence. A name from further away, and a number from anywhere
    else, is not borrowed: the checks find those.

    Args:
        what: The statement.
        sentences: The sentences that it was said to stand on, in the order of the text.
        article: The article.
    """
    every = article.segmented.sentences
    missing = _missing(what, sentences, article)
    for sentence in list(sentences):
        if not missing:
            break
        before = every.index(sentence) - 1
        if before < 0:
            continue
        wider = sorted({*sentences, every[before]}, key=lambda one: one.start)
        left = _missing(what, wider, article)
        if len(left) < len(missing):
            sentences, missing = wider, left
    return sentences


def _missing(what: str, sentences: list[TextSentence], article: ArticleGround) -> list[str]:
    cited = Evidence(article.segmented, [(sentence.start, sentence.end) for sentence in sentences])
    return unsupported_names(what, cited, article.names)
