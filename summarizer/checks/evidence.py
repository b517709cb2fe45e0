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

_OPENS = r"(?<!\w.)"
"""Behind a first letter, where a word begins: first letters are found quicker than borders of words."""
_NAMED_DAY = re.compile(
    rf"M{_OPENS}ondays?\b|T{_OPENS}(?:ue|hur)sdays?\b|W{_OPENS}ednesdays?\b|F{_OPENS}ridays?\b|S{_OPENS}(?:atur|un)days?\b"
    rf"|J{_OPENS}(?:anuary|une|uly)\b|F{_OPENS}ebruary\b|A{_OPENS}(?:pril|ugust)\b|S{_OPENS}eptember\b|O{_OPENS}ctober\b"
    rf"|N{_OPENS}ovember\b|D{_OPENS}ecember\b|M{_OPENS}(?:arch|ay)(?=[ \xa0]\d)"
    rf"|M{_OPENS}(?:(?<=\d[ \xa0]M)|(?<=\b[Ii]n[ \xa0]M)|(?<=\b[Oo]f[ \xa0]M)"
    r"|(?<=\b(?:[Ll]ast|[Nn]ext|[Ll]ate)[ \xa0]M)|(?<=\b(?:[Ss]ince|[Uu]ntil|[Ee]arly)[ \xa0]M))(?:arch|ay)\b"
)
"""Weekdays and months in full; “March” and “May” only where they can be nothing else."""
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
        return "\n".join(self._passages)

    @cached_property
    def _passages(self) -> list[str]:
        """The cited words, span by span."""
        return [self._segmented.text[start:end] for start, end in self._spans]

    @cached_property
    def names(self) -> NameFacts:
        """The words of the spans, as names are compared."""
        return joined_facts(self.text, self._passages)

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
        if len(self._spans) == 1:
            return self.words.within(*self._spans[0])
        return list(chain.from_iterable(starmap(self.words.within, self._spans)))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The dictionary form of each word of the spans, and its own form as ``=word``."""
        if len(self._spans) == 1:
            return self.words.vocabulary(*self._spans[0])
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
        if self._spans == [(0, len(self._segmented.text))]:
            return list(found)
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
    return [(word, word[:_KEY].casefold()) for word in _NAMED_DAY.findall(text)]


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
