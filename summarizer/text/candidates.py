"""What the finders return: frozen values, each with the span that carries it.

Plain frozen dataclasses: a finder makes hundreds of them for an article, within a few milliseconds.
In every one of them ``source[start:end] == text``; offsets count code points, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.records import Bound, When

__all__ = ["DatePhrase", "FigureCandidate", "Quotation", "Stretch", "TextSentence"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text: offsets and the characters between them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TextSentence(Stretch):
    """One sentence, without the white space around it."""

    paragraph: int
    """Number of the paragraph that it stands in, from 0."""


@dataclass(frozen=True, slots=True)
class FigureCandidate(Stretch):
    """A quantity as written: qualifier, number and unit of measure, without the counted noun."""

    number: Stretch
    """The number itself: ``195`` in ``at least 195``, ``14.3bn`` in ``$14.3bn``."""
    value: float | int | None
    """In base units; a share is in percent; null for an indefinite such as “dozens”."""
    upper: float | int | None
    """The upper end of a range, or the second number of a score; else null."""
    bound: Bound
    unit: str | None
    """A singular noun or a standard code; ``people`` for any noun that means persons."""
    counted: Stretch | None
    """The counted noun phrase as written, where one follows."""


@dataclass(frozen=True, slots=True)
class Quotation(Stretch):
    """A passage in quotation marks, marks included."""

    inner: Stretch
    """What stands between the outer marks."""
    closed: bool
    """False where the closing mark is missing (a quotation that runs on over a paragraph break)."""


@dataclass(frozen=True, slots=True)
class DatePhrase(Stretch):
    """A date phrase, with the dates it resolves to."""

    when: When
    """The words as written, the resolved first and last day, and the precision."""
