"""Finds the sources that a reply names in the article, each record's with the mention nearest to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.records import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.extraction.labelled.reply import SourceLabel
    from summarizer.grounding import SourceIndex
    from summarizer.records import SourceKind

__all__ = ["SourceTable"]

_JOINTS = re.compile(r"\s*,\s+and\s+|\s+and\s+|\s*,\s+")
_ARTICLE = re.compile(r"^(?:the|[Aa]n?)\s+")
"""“The” with a capital belongs to a name: “The Cradle”."""
_UNNAMED = frozenset(("witness", "anonymous"))
_CONTENT = 4
"""Letters from which on a word of a description says something."""


class SourceTable:
    """The sources of a reply by their ids.

    Args:
        labels: The sources as the model listed them; of two with one id the later counts.
        index: The article in which they are looked for.
    """

    def __init__(self, labels: Iterable[SourceLabel], index: SourceIndex) -> None:
        self._labels = {label.id: label for label in labels}
        self._index = index

    def unknown(self, ids: Iterable[str]) -> list[str]:
        """The ids that the reply does not list."""
        return [id_ for id_ in ids if id_ not in self._labels]

    def kind(self, ids: Sequence[str]) -> SourceKind:
        """The kind of the original source of a chain; ``outlet`` where there is none."""
        known = [id_ for id_ in ids if id_ in self._labels]
        return self._labels[known[0]].kind if known else "outlet"

    def chain(self, ids: Iterable[str], near: int) -> tuple[Source, ...]:
        """The sources of a chain, with the mentions nearest to ``near``."""
        return tuple(
            Source(name=_name(self._labels[id_]), mentions=self._mentions(self._labels[id_], near))
            for id_ in dict.fromkeys(ids)
            if id_ in self._labels
        )

    def _mentions(self, label: SourceLabel, near: int) -> tuple[Span, ...]:
        for words in dict.fromkeys((label.words, label.name)):
            found = self._locate(words, near)
            if found:
                return found
        return self._described(label, near)

    def _described(self, label: SourceLabel, near: int) -> tuple[Span, ...]:
        """Where the noun stands that a description of somebody unnamed is about: “people | moving south”."""
        if label.kind not in _UNNAMED:
            return ()
        words = _ARTICLE.sub("", label.name.strip()).split()
        shorter = [words[:count] for count in range(len(words) - 1, 0, -1)]
        shorter += [words[start:] for start in range(1, len(words))]
        for part in shorter:
            if any(len(word) >= _CONTENT for word in part):
                found = self._either_case(" ".join(part), near)
                if found is not None:
                    return (found,)
        return ()

    def _locate(self, words: str, near: int) -> tuple[Span, ...]:
        words = _ARTICLE.sub("", words.strip())
        if not words:
            return ()
        together = self._either_case(words, near)
        if together is not None:
            return (together,)
        parts = [part for part in _JOINTS.split(words) if part]
        found = [self._either_case(_ARTICLE.sub("", part), near) for part in parts]
        if len(parts) < 2 or None in found:
            return ()
        return tuple(sorted({span for span in found if span}, key=lambda span: span.start))

    def _either_case(self, words: str, near: int) -> Span | None:
        """Where the words stand, with a small or a capital letter first."""
        swapped = words[:1].swapcase() + words[1:]
        spans = [self._index.locate(form, near=near) for form in (words, swapped)]
        found = [span for span in spans if span is not None]
        return min(found, key=lambda span: abs(span.start - near), default=None)


def _name(label: SourceLabel) -> str:
    return _ARTICLE.sub("", " ".join(label.name.split())) or label.name
