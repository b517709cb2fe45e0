"""Puts offsets to spans that an annotation gives as words alone.

In place of ``{"start": 812, "end": 824, "text": "at least 195"}`` an annotator may write
``{"text": "at least 195"}`` where those words stand once in the article, and elsewhere
``{"text": "at least 195", "snippet": "at least 195 Palestinians"}`` with a longer passage that stands once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from summarizer.grounding import SourceIndex
from summarizer.records import Span

if TYPE_CHECKING:
    from summarizer.scoring.positions import Keys

__all__ = ["Fault", "Resolution", "described", "resolve_spans"]

_LISTS = ("evidence", "mentions", "furniture")
_MOST_WORDS_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that an annotation's editor has to mend."""

    keys: Keys
    message: str
    """What is wrong, and what to do."""


@dataclass(slots=True)
class Resolution:
    """What became of the spans without offsets."""

    resolved: int = 0
    faults: list[Fault] = field(default_factory=list)


def described(keys: Keys) -> str:
    """The way to a value, such as ``figures[2].span``."""
    words = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
    return words.removeprefix(".") or "the whole"


def resolve_spans(value: dict[str, Any], source: str) -> Resolution:
    """Give offsets to every span in ``value`` that has none, or has a snippet; ``value`` is changed.

    Quotation marks, dashes and white space may be written differently from the source; the span's text
    becomes the source's. Words that stand nowhere or at several places are faults, and left as they are.

    Args:
        value: The JSON object of an annotation.
        source: The source text.
    """
    resolver = _Resolver(source)
    resolver.walk(value, ())
    return resolver.resolution


class _UnresolvedError(Exception):
    """A span's words do not lead to one place."""

    def __init__(self, keys: Keys, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(keys, message)


class _Resolver:
    def __init__(self, source: str) -> None:
        self.resolution = Resolution()
        self._source = source
        self._index: SourceIndex | None = None

    def walk(self, value: Any, keys: Keys) -> None:
        """Resolve the spans in ``value``, which stands at ``keys``."""
        if isinstance(value, list):
            for place, one in enumerate(value):
                self.walk(one, (*keys, place))
        elif isinstance(value, dict):
            if _is_span(keys):
                self._resolve(value, keys)
                return
            for key, one in value.items():
                self.walk(one, (*keys, key))

    def _resolve(self, span: dict[str, Any], keys: Keys) -> None:
        if span.get("start") is not None and span.get("end") is not None and "snippet" not in span:
            return
        try:
            found = self._found(span, keys)
        except _UnresolvedError as error:
            self.resolution.faults.append(error.fault)
        else:
            span.pop("snippet", None)
            span.update(start=found.start, end=found.end, text=found.text)
            self.resolution.resolved += 1

    def _found(self, span: dict[str, Any], keys: Keys) -> Span:
        words, snippet = span.get("text"), span.get("snippet")
        if not isinstance(words, str) or not words.strip():
            raise _UnresolvedError(
                (*keys, "text"), "a span without offsets needs its words as text; give them"
            )
        if snippet is None:
            advice = "add a snippet: a longer passage around the one that is meant"
            return self._only(words, keys, advice)
        if not isinstance(snippet, str) or not snippet.strip():
            raise _UnresolvedError((*keys, "snippet"), "a snippet is words of the article; mend or remove it")
        around = self._only(snippet, (*keys, "snippet"), "make the snippet longer")
        places = _places(words, SourceIndex(around.text), around.text)
        if not places:
            message = f"{_shown(words)} does not stand in its snippet; mend one of the two"
            raise _UnresolvedError(keys, message)
        if len(places) > 1:
            message = f"{_shown(words)} stands several times in its snippet; choose another one"
            raise _UnresolvedError(keys, message)
        return Span.of(self._source, around.start + places[0].start, around.start + places[0].end)

    def _only(self, words: str, keys: Keys, advice: str) -> Span:
        """The one place of some words in the source."""
        if self._index is None:
            self._index = SourceIndex(self._source)
        places = _places(words, self._index, self._source)
        if not places:
            message = f"{_shown(words)} does not stand in the source text; copy it from the article as it is"
            raise _UnresolvedError(keys, message)
        if len(places) > 1:
            lines = " and ".join(str(self._source.count("\n", 0, place.start) + 1) for place in places)
            message = f"{_shown(words)} stands at several places (first and last: lines {lines}); {advice}"
            raise _UnresolvedError(keys, message)
        return places[0]


def _is_span(keys: Keys) -> bool:
    if not keys:
        return False
    return keys[-1] == "span" or (len(keys) > 1 and isinstance(keys[-1], int) and keys[-2] in _LISTS)


def _places(words: str, index: SourceIndex, text: str) -> list[Span]:
    """The places of some words: none, the only one, or the first and the last."""
    first = index.locate(words)
    if first is not None:
        last = index.locate(words, near=len(text))
        return [first] if last is None or last == first else [first, last]
    start, last_start = text.find(words), text.rfind(words)  # words that begin or end inside one
    return [Span.of(text, place, place + len(words)) for place in sorted({start, last_start} - {-1})]


def _shown(words: str) -> str:
    cut = words[:_MOST_WORDS_SHOWN]
    return f"“{cut}{'…' if cut != words else ''}”"
