"""What a statement cites: the numbers, names and dates that its cited spans state."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from contextlib import suppress
from datetime import date as date_type
from itertools import chain, starmap
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from propcache.api import cached_property

from summarizer.checks.lemmas import words_in
from summarizer.checks.naming import NameFacts, joined_facts
from summarizer.checks.numbers import NumberFacts, number_facts
from summarizer.text import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.checks.lemmas import Token, Words
    from summarizer.text import DatePhrase
    from summarizer.text.candidates import FigureCandidate, Quotation, TextSentence
    from summarizer.text.segment import Segmented

__all__ = ["Evidence", "calendar_words"]

_NAMED_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"
    r"|(?:January|February|April|June|July|August|September|October|November|December)\b"
    r"|(?<=\d[ \xa0])(?:March|May)\b|(?:March|May)(?=[ \xa0]\d)"
    r"|(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Ll]ast|[Nn]ext|[Ll]ate|[Ee]arly)[ \xa0](?P<month>March|May)\b)"
)
"""Weekdays and months in full; “March” and “May” only where they can be nothing else."""
_OF_A_DAY = re.compile("day|Janua|Febru|March|April|May|June|July|Augus|Septe|Octob|Novem|Decem")
"""Letters without which no weekday and no month is named: a search for plain letters is quick."""
_BESIDE = 60
"""Characters beside a mention in which stands who that is."""
_KEY = 3
"""Letters that tell weekdays and months apart."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KEYS = frozenset((*_WEEKDAYS, *_MONTHS))
_DAY_OR_MONTH = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:days?)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may"
    r"|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_ISO_DAY = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_Found = TypeVar("_Found", bound=Stretch)


class Evidence:
    """What some cited spans of an article state together; each kind is worked out when it is asked for.

    Args:
        segmented: The article, with the figures and dates that the finders found in it.
        spans: Start and end of each cited stretch of the source.
        whole: The evidence of the whole article, where its words are read once for all stretches of it.
    """

    def __init__(
        self, segmented: Segmented, spans: Iterable[tuple[int, int]], whole: Evidence | None = None
    ) -> None:
        self._segmented = segmented
        self._whole = whole
        self._spans = _merged(spans)

    @cached_property
    def text(self) -> str:
        """The cited words, one span a line."""
        return "\n".join(self._segmented.text[start:end] for start, end in self._spans)

    @cached_property
    def names(self) -> NameFacts:
        """The words of the spans, as names are compared."""
        return joined_facts(self.text, [self._segmented.text[start:end] for start, end in self._spans])

    @cached_property
    def introduced(self) -> NameFacts:
        """The words right beside the spans, in their sentences: “*Ann Lee*, head of the Tree Trust”.

        The mention of a source is such a span, and what stands beside it is who that is.
        """
        beside = []
        for start, end in self._spans:
            number = self._segmented.sentence_index(start)
            if number is not None:
                sentence = self._segmented.sentences[number]
                left, right = max(sentence.start, start - _BESIDE), min(sentence.end, end + _BESIDE)
                beside.append(self._segmented.text[left:right])
        return joined_facts("\n".join(beside), beside)

    @cached_property
    def numbers(self) -> NumberFacts:
        """What the spans state in numbers."""
        return number_facts(self.text, self.figures, self.dates)

    @cached_property
    def calendar(self) -> frozenset[str]:
        """The weekdays and months that the spans name or resolve to, by their first three letters."""
        return frozenset(_calendar(self.names.capitalised, self.dates))

    @cached_property
    def dates(self) -> list[DatePhrase]:
        """The date phrases in the spans."""
        return self._inside(self._segmented.dates)

    @cached_property
    def figures(self) -> list[FigureCandidate]:
        """The figures in the spans."""
        return self._inside(self._segmented.figures)

    @cached_property
    def quotations(self) -> list[Quotation]:
        """The quotations in the spans."""
        return self._inside(self._segmented.quotations)

    @cached_property
    def sentences(self) -> list[TextSentence]:
        """The sentences that the spans touch, each whole."""
        return self._inside(self._segmented.sentences)

    @cached_property
    def tokens(self) -> list[Token]:
        """The words of the spans, in order, with their places in the article."""
        return list(chain.from_iterable(starmap(self.words.within, self._spans)))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The dictionary form of each word of the spans, and its own form as ``=word``."""
        return frozenset().union(*starmap(self.words.vocabulary, self._spans))

    @cached_property
    def words(self) -> Words:
        """The words of the whole text."""
        return words_in(self._segmented.text) if self._whole is None else self._whole.words

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each stretch, in order, those that overlap as one."""
        return tuple(self._spans)

    @property
    def segmented(self) -> Segmented:
        """The article, or the text of the statement itself."""
        return self._segmented

    def _inside(self, found: Sequence[_Found]) -> list[_Found]:
        """The candidates that overlap a cited span; they stand in order and do not overlap each other."""
        inside: list[_Found] = []
        if not found:
            return inside
        stop = 0
        for start, end in self._spans:
            first = max(stop, bisect_right(found, start, key=_start) - 1)
            stop = bisect_left(found, end, lo=first, key=_start)
            inside += [one for one in found[first:stop] if start < one.end]
        return inside


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if merged and start < merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def calendar_words(text: str) -> list[tuple[str, str]]:
    """The weekdays and months that ``text`` names, each with the key by which they are compared."""
    if _OF_A_DAY.search(text) is None:
        return []
    named = [match["month"] or match.group() for match in _NAMED_DAY.finditer(text)]
    return [(word, word[:_KEY].casefold()) for word in named]


def _calendar(words: Iterable[str], dates: Iterable[DatePhrase]) -> Iterator[str]:
    """The keys of the weekdays and months that evidence names, or that its dates resolve to."""
    yield from (word[:_KEY] for word in words if word[:_KEY] in _KEYS and _DAY_OR_MONTH.fullmatch(word))
    for date in dates:
        for written in {date.when.start, date.when.end} - {None}:
            iso = _ISO_DAY.match(written or "")
            if iso and iso["month"]:
                yield _MONTHS[int(iso["month"]) - 1]
        if date.when.start == date.when.end and date.when.precision == "day":
            yield from _weekday(date.when.start)


def _weekday(written: str | None) -> Iterator[str]:
    with suppress(ValueError):  # a day without a year falls on no weekday
        yield _WEEKDAYS[date_type.fromisoformat(written or "").weekday()]


_start = attrgetter("start")
