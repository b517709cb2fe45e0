"""The words of each sentence that is cited, for a quick look whether a sentence is worth reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.checks.evidence import Evidence

__all__ = ["forms_of", "sentence_words"]


@remembered(1024)
def sentence_words(evidence: Evidence) -> list[tuple[str, frozenset[str]]]:
    """The text of each sentence that evidence touches, with its words.

    Each word stands there in its dictionary form, and in its own form as ``=word``. They are the words of
    the article, read once, so that a sentence need not be read for its clauses to know them. The list is
    not to be changed.
    """
    words = evidence.words
    return [(one.text, words.vocabulary(one.start, one.end)) for one in evidence.sentences]


def forms_of(words: Iterable[str]) -> frozenset[str]:
    """Some words as ``sentence_words`` has them, both as dictionary forms and as forms of their own."""
    listed = frozenset(words)
    return listed | {f"={word}" for word in listed}
