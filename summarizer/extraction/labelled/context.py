"""Adds the sentence before to an event's evidence where only that one names who is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.checks.evidence import Evidence
from summarizer.checks.support import unsupported_names

if TYPE_CHECKING:
    from summarizer.checks.article_names import ArticleNames
    from summarizer.text.candidates import TextSentence
    from summarizer.text.segment import Segmented

__all__ = ["with_context"]


def with_context(
    what: str, sentences: list[TextSentence], segmented: Segmented, names: ArticleNames
) -> list[TextSentence]:
    """The sentences that carry ``what``, and those right before them that a name of it needs.

    “The troops entered the village” is about Israeli troops if the sentence before says so; a reader takes
    the name from there, so it belongs to the evidence. A name from further away, and a number from anywhere
    else, is not borrowed: the checks find those.

    Args:
        what: The statement.
        sentences: The sentences that it was said to stand on, in the order of the text.
        segmented: The article.
        names: The names of the article.
    """
    missing = _missing(what, sentences, segmented, names)
    for sentence in list(sentences):
        if not missing:
            break
        before = segmented.sentences.index(sentence) - 1
        if before < 0:
            continue
        wider = sorted({*sentences, segmented.sentences[before]}, key=lambda one: one.start)
        left = _missing(what, wider, segmented, names)
        if len(left) < len(missing):
            sentences, missing = wider, left
    return sentences


def _missing(
    what: str, sentences: list[TextSentence], segmented: Segmented, names: ArticleNames
) -> list[str]:
    return unsupported_names(
        what, Evidence(segmented, [(sentence.start, sentence.end) for sentence in sentences]), names
    )
