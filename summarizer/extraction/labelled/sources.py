"""Finds the sources that a reply names in the article, each record's with the mention nearest to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

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
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?(?= \w)")
_NAME = re.compile(r"\b[A-Z][\w-]*(?= [a-z])")
_UNNAMED = frozenset(("witness", "anonymous"))
_CONTENT = 4
"""Letters from which on a word of a description says something."""

_Forms: TypeAlias = tuple[str, ...]
"""Ways to write the same words, all of which stand in the article."""


class _Known(NamedTuple):
    """A source as it is shown, and what is looked for to find its mentions."""

    name: str
    wordings: tuple[_Forms, ...]
    """Each of them is a mention."""


class SourceTable:
    """The sources of a reply by their ids.

    Args:
        labels: The sources as the model listed them; of two with one id the later counts.
        index: The article in which they are looked for.
    """

    def __init__(self, labels: Iterable[SourceLabel], index: SourceIndex) -> None:
        self._labels = {label.id: label for label in labels}
        self._index = index
        self._known: dict[str, _Known] = {}
        """What was worked out for sources of earlier chains: most are named by more than one record."""

    def unknown(self, ids: Iterable[str]) -> list[str]:
        """The ids that the reply does not list."""
        return [id_ for id_ in ids if id_ not in self._labels]

    def labels(self, ids: Iterable[str]) -> list[SourceLabel | None]:
        """What the reply says of the sources of a chain."""
        return [self._labels.get(id_) for id_ in ids]

    def kind(self, ids: Sequence[str]) -> SourceKind:
        """The kind of the original source of a chain; ``outlet`` where there is none."""
        known = [id_ for id_ in ids if id_ in self._labels]
        return self._labels[known[0]].kind if known else "outlet"

    def chain(self, ids: Iterable[str], near: int, within: Sequence[Span] = ()) -> tuple[Source, ...]:
        """The sources of a chain, with mentions in the first stretch that has one, or nearest to ``near``."""
        sources = []
        for id_ in dict.fromkeys(ids):
            if id_ in self._labels:
                known = self._known.get(id_)
                if known is None:
                    known = self._known[id_] = self._look_up(self._labels[id_])
                sources.append(Source(name=known.name, mentions=self._mentions(known.wordings, near, within)))
        return tuple(sources)

    def _mentions(self, wordings: tuple[_Forms, ...], near: int, within: Sequence[Span]) -> tuple[Span, ...]:
        found = {self._nearest(forms, near, within) for forms in wordings}
        return tuple(sorted(found, key=lambda span: span.start))

    def _nearest(self, forms: _Forms, near: int, within: Sequence[Span]) -> Span:
        spans = [span for form in forms if (span := self._index.locate(form, near=near, within=within))]

        def distance(span: Span) -> tuple[int, int]:
            holding = (number for number, one in enumerate(within) if one.holds(span.start, span.end))
            return next(holding, len(within)), abs(span.start - near)

        return spans[0] if len(spans) == 1 else min(spans, key=distance)

    def _look_up(self, label: SourceLabel) -> _Known:
        """Which words to look for: whether some stand in the article does not depend on where it is read."""
        for words in dict.fromkeys((label.words, label.name)):
            if wordings := self._wordings(words):
                return _Known(_name(label), wordings)
        return _Known(_name(label), self._described(label))

    def _described(self, label: SourceLabel) -> tuple[_Forms, ...]:
        """The noun that a description of somebody unnamed is about: “people | moving south”."""
        if label.kind not in _UNNAMED:
            return ()
        words = _ARTICLE.sub("", label.name.strip()).split()
        shorter = [words[:count] for count in range(len(words) - 1, 0, -1)]
        shorter += [words[start:] for start in range(1, len(words))]
        for part in shorter:
            if any(len(word) >= _CONTENT for word in part) and (forms := self._standing(" ".join(part))):
                return (forms,)
        return ()

    def _wordings(self, words: str) -> tuple[_Forms, ...]:
        """The words together or, where they do not stand so, each of the parts that “and” joins."""
        words = _ARTICLE.sub("", words.strip())
        if not words:
            return ()
        if together := self._standing(words):
            return (together,)
        parts = [self._standing(_ARTICLE.sub("", part)) for part in _JOINTS.split(words) if part]
        return tuple(parts) if len(parts) > 1 and all(parts) else ()

    def _standing(self, words: str) -> _Forms:
        """The ways to write the words that stand in the article: capital letter first or not, “’s” or not."""
        forms = [words, *_with_or_without_possessive(words)]
        forms += [form[:1].swapcase() + form[1:] for form in forms]
        return tuple([form for form in forms if form in self._index])


def _with_or_without_possessive(words: str) -> list[str]:
    """“Gaza’s authorities” for “Gaza authorities”, and the other way round."""
    without = [words[: sign.start()] + words[sign.end() :] for sign in _POSSESSIVE.finditer(words)]
    names = [words[: name.end()] + "’s" + words[name.end() :] for name in _NAME.finditer(words)]
    return without + names


def _name(label: SourceLabel) -> str:
    return _ARTICLE.sub("", " ".join(label.name.split())) or label.name
