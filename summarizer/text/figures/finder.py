"""Finds quantities: every number or number word with its qualifier and its unit of measure."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from summarizer.text.candidates import FigureCandidate, Stretch
from summarizer.text.dates import find_clock_times, find_dates
from summarizer.text.figures.amounts import Amount, AmountReader, percent_of
from summarizer.text.figures.counted import Counted, counts_persons, find_counted
from summarizer.text.figures.exclusions import identifier_spans, is_label, is_uncounted_half, one_counts
from summarizer.text.figures.numerals import NUMBER_START, read_numeral
from summarizer.text.figures.pairs import Pair, read_pair
from summarizer.text.figures.qualifiers import read_qualifier_after, read_qualifier_before
from summarizer.text.figures.units import UNIT_AFTER, unit_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.records import Bound
    from summarizer.text.candidates import DatePhrase

__all__ = ["find_figures"]

_BETWEEN_BEFORE = re.compile(r"(?i)\bbetween[ \u00a0](?:about |around |some |roughly |an? estimated )?$")
_MAGNITUDE_BEFORE = re.compile(r"(?i)\bmagnitude[ \u00a0-](?:of[ \u00a0])?$")
_MAGNITUDE_AFTER = re.compile(r"(?i)[- \u00a0]magnitude\b")
_AGE_BEFORE = re.compile(
    r"(?:[A-Z][\w’'.-]*,[ \u00a0]|\b[Aa]ged[ \u00a0](?:between )?|\b[Aa]ges?[ \u00a0](?:of[ \u00a0]|between )?|[A-Z][a-z]+[ ]\("
    r"|\b[Aa]ges?[ ]\d{1,2}[ ]and[ ]|\b(?:when|since)[ ](?:he|she|they|I)[ ](?:was|were|turned)[ ]|\bturned[ ])$"
)
_AGE_AFTER = re.compile(r"(?:,|\)|\.(?:\s|$)|;|[ ](?:and|of|from|who|was|is|were|when|at|to)\b|$)")
_DURATION_IN_DATE = re.compile(
    r"(?i)[ \u00a0-](?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|centuries)\b"
)
_ZERO_NAME = re.compile(r"(?i)\b(?:ground|net|absolute|patient|sub|from|day|year|hour)[ \u00a0-]$")
_ZERO_AFTER = re.compile(r"(?i)[ -](?:tolerance|sum|hour|day|emissions?|gravity|carbon)|[ ]in[ ]on")
_SCORES_NOUN = re.compile(
    r"(?i)scores[ \u00a0](?:of[ \u00a0](?!\d)|more|were|are|have|killed|dead|injured|wounded|missing\b)|(?:tens|dozens|hundreds|thousands|lakhs|millions|crores|billions|trillions)"
)
_VERBED = re.compile(
    r"-(?!(?:legged|sided|bedroomed|bedded|store?yed|storied|headed|handed|wheeled|pronged|tiered|masted|armed|eyed|fingered|engined|seated|pointed)\b)[a-z]+ed\b"
)
_COMPOUND = re.compile(
    r"[-\u2010\u2011](?!plus|odd|to-|for-|and-)(?P<noun>[a-z]{2,}(?:[-\u2010\u2011]old)?)(?![\w-])"
)
_CASUALTY_BEFORE = re.compile(
    r"(?i)\b(?:kill(?:s|ed|ing)?|dead|d(?:ied|ies|ying)|deaths?|toll|injur(?:es?|ed|ing|ies)|wound(?:s|ed|ing)|missing|displac(?:es?|ed|ing)|evacuated|detained|arrest(?:s|ed)|captured|hospitali[sz]ed|casualties)\b[^.!?\n]{0,50}$"
)
_ENDS_PHRASE = re.compile(
    r"[.,;:!?)”\"]|[ \u00a0](?:in|on|at|were|was|since|had|have|and|or|of|from|by|to|dead|as)\b|\s*$"
)
_AND_A_HALF = re.compile(r"[ \u00a0]and[ \u00a0]a[ \u00a0]half\b", re.IGNORECASE)
_ONE_UNIT = re.compile(r"an?(?=[ \u00a0])", re.IGNORECASE)


def find_figures(text: str, dates: Sequence[DatePhrase] | None = None) -> list[FigureCandidate]:
    """Find the quantities that ``text`` states.

    Dates, clock times, ordinals, names and identifiers that hold digits, list counters and “one” that does not
    count are left out.

    Args:
        text: A whole article or a single sentence.
        dates: The date phrases of ``text``, where they are known already; else they are looked for.

    Returns:
        Quantities in the order of the text, not overlapping.
    """
    finder = _Finder(text, find_dates(text) if dates is None else dates)
    found: list[FigureCandidate] = []
    position = 0
    while match := NUMBER_START.search(text, position):
        figure, position = finder.read(match.start())
        if figure is not None and not (found and figure.start < found[-1].end):
            found.append(figure)
    return found


class _Spans:
    """Sorted stretches, asked whether an offset lies in one of them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if self._spans and start < self._spans[-1][1]:
                self._spans[-1] = (self._spans[-1][0], max(end, self._spans[-1][1]))
            else:
                self._spans.append((start, end))
        self._starts = [start for start, _ in self._spans]

    def end_at(self, offset: int) -> int | None:
        """End of the stretch that holds ``offset``, if any does."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self._spans[index][1]:
            return self._spans[index][1]
        return None


class _Finder:
    """Reads one quantity after the other from a text."""

    def __init__(self, text: str, dates: Sequence[DatePhrase]) -> None:
        self.text = text
        self.amounts = AmountReader(text)
        self.dates = _Spans((date.start, date.end) for date in dates)
        times = ((time.start, time.end) for time in find_clock_times(text))
        self.identifiers = _Spans([*identifier_spans(text), *times])

    def read(self, start: int) -> tuple[FigureCandidate | None, int]:
        """The quantity whose number begins at ``start``, and where to go on looking."""
        taken = self.identifiers.end_at(start)
        if taken is not None:
            return None, taken
        numeral = read_numeral(self.text, start)
        if numeral and start and self.text[start - 1].isalnum() and not self.amounts.read(numeral).shown:
            return None, numeral.end
        if numeral is None:
            return self._one_unit(start)
        dated = self.dates.end_at(start)
        if dated is not None and not _DURATION_IN_DATE.match(self.text, numeral.end):
            return None, numeral.end
        amount = self.amounts.read(numeral)
        pair = read_pair(self.amounts, amount)
        if (
            pair
            and self.dates.end_at(pair.amount.end - 1) is None
            and self.identifiers.end_at(pair.amount.end - 1) is None
        ):
            figure = None if self._is_named_pair(pair) else self._from_pair(pair, amount)
            return figure, max(pair.amount.end, numeral.end)
        if self._is_no_quantity(amount):
            return None, numeral.end
        figure = self._slashed(amount) if numeral.kind == "slashed" else self._candidate(amount)
        return figure, max(figure.end, numeral.end)

    # -- what is read ---------------------------------------------------------------------------------

    def _one_unit(self, start: int) -> tuple[FigureCandidate | None, int]:
        """“more than a year”, “a mile and a half”: “a” before a unit of measure counts one, if qualified."""
        text = self.text
        end = start + 1
        while end < len(text) and text[end].isalnum():
            end += 1
        if not _ONE_UNIT.match(text, start) or self.dates.end_at(start) is not None:
            return None, end
        unit = UNIT_AFTER.match(text, end)
        if unit is None or unit["letter"]:
            return None, end
        half = _AND_A_HALF.match(text, unit.end())
        qualifier = read_qualifier_before(text, start, end)
        if not half and (qualifier is None or text[qualifier.start : start].lower() == "some "):
            return None, end
        begin = qualifier.start if qualifier else start
        stop = half.end() if half else unit.end()
        return FigureCandidate(
            begin,
            stop,
            text[begin:stop],
            number=Stretch(start, stop if half else end, text[start : stop if half else end]),
            value=1.5 if half else 1,
            upper=None,
            bound=qualifier.bound if qualifier else "exact",
            unit=unit_code(unit["unit"]),
            counted=Stretch(unit.start("unit"), unit.end(), text[unit.start("unit") : unit.end()]),
        ), stop

    def _from_pair(self, pair: Pair, first: Amount) -> FigureCandidate | None:
        text, amount = self.text, pair.amount
        if pair.kind == "none":
            return None
        number = Stretch(first.numeral.start, amount.end, text[first.numeral.start : amount.end])
        if pair.kind == "share":
            return self._candidate(amount, number)
        if pair.kind == "score":
            return FigureCandidate(
                first.start,
                amount.end,
                text[first.start : amount.end],
                number,
                amount.value,
                pair.upper,
                "exact",
                None,
                None,
            )
        start, end = amount.start, amount.end
        between = _BETWEEN_BEFORE.search(text[max(0, start - 30) : start])
        qualifier = read_qualifier_before(text, start, end)
        start = (
            start - len(between[0])
            if between
            else qualifier.start
            if qualifier and qualifier.bound == "about"
            else start
        )
        counted = self._counted(amount)
        unit = (
            amount.unit or (counted.unit if counted else None) or ("year" if self._is_age(amount) else None)
        )
        return FigureCandidate(
            start,
            end,
            text[start:end],
            number,
            amount.value,
            pair.upper,
            "range",
            unit,
            counted.phrase if counted else None,
        )

    def _slashed(self, amount: Amount) -> FigureCandidate:
        """“1/4 of”, “3/4 mile” are shares and measures; “8/10” and “245/6” are scores."""
        text, numeral = self.text, amount.numeral
        number = Stretch(numeral.start, numeral.end, text[numeral.start : numeral.end])
        if amount.shown:
            return self._candidate(amount)
        if text[amount.end : amount.end + 3] == " of" and (amount.value or 0) < 1:
            return self._candidate(amount._replace(value=percent_of(amount.value or 0), unit="percent"))
        top = int(number.text.split("/")[0])
        return FigureCandidate(
            number.start, number.end, number.text, number, top, numeral.upper, "exact", None, None
        )

    def _candidate(self, amount: Amount, number: Stretch | None = None) -> FigureCandidate:
        text, numeral = self.text, amount.numeral
        start, end, unit = amount.start, amount.end, amount.unit
        counted = self._counted(amount)
        compound = None if amount.shown or number else _COMPOUND.match(text, end)
        if compound:
            end = compound.end()
            noun = Stretch(compound.start("noun"), compound.end(), compound["noun"])
            counted = Counted(noun, compound["noun"].removesuffix("ed"))
        if unit is None:
            unit, counted = self._unit(amount, counted)
        bound: Bound = "indefinite" if amount.value is None else "exact"
        if qualifier := read_qualifier_before(text, start, numeral.end):
            start = qualifier.start
        elif qualifier := read_qualifier_after(text, end):
            end = qualifier.end
        if qualifier and amount.value is not None:
            bound = qualifier.bound
        if number is None:
            number_end = numeral.end if amount.shown else max(numeral.end, amount.end)
            number = Stretch(numeral.start, number_end, text[numeral.start : number_end])
        return FigureCandidate(
            start,
            end,
            text[start:end],
            number,
            amount.value,
            None,
            bound,
            unit,
            counted.phrase if counted else None,
        )

    def _counted(self, amount: Amount) -> Counted | None:
        """The counted noun; for a unit of measure written as a word, that word."""
        if not amount.shown or amount.unit == "percent":
            return find_counted(self.text, amount.end, one=amount.value == 1)
        tail = self.text[amount.numeral.end : amount.end]
        word = tail.lstrip(" \u00a0-\n")
        if amount.unit is None or len(word) < 3 or not word[0].isalpha():
            return None
        start = amount.end - len(word)
        return Counted(Stretch(start, amount.end, word), amount.unit)

    def _unit(self, amount: Amount, counted: Counted | None) -> tuple[str | None, Counted | None]:
        """Unit of a bare number: a year of age, a magnitude, the counted noun, or persons where it is casualties."""
        text = self.text
        if self._is_age(amount):
            return "year", None
        before = text[max(0, amount.start - 64) : amount.start]
        if _MAGNITUDE_BEFORE.search(before) or _MAGNITUDE_AFTER.match(text, amount.end):
            return "magnitude", None
        if counted:
            return counted.unit, counted
        if counts_persons(text, amount.end):
            return "people", None
        if _CASUALTY_BEFORE.search(before) and _ENDS_PHRASE.match(text, amount.end):
            return "people", None
        return None, None

    # -- what is left out -----------------------------------------------------------------------------

    def _is_no_quantity(self, amount: Amount) -> bool:
        text, numeral = self.text, amount.numeral
        word = text[numeral.start : numeral.end].lower()
        before = text[max(0, numeral.start - 40) : numeral.start]
        measured = amount.shown or amount.end > numeral.end
        if numeral.kind == "fraction":
            idiom = is_uncounted_half(text, numeral)
            return idiom and not (amount.shown and text[numeral.end : numeral.end + 1] in "- ")
        if numeral.kind == "indefinite":
            return " " not in word and _SCORES_NOUN.match(text, numeral.start) is None
        if word == "zero":
            return _ZERO_NAME.search(before) is not None or _ZERO_AFTER.match(text, numeral.end) is not None
        if word == "one":
            bounded = read_qualifier_before(text, amount.start, numeral.end) is not None
            return not one_counts(text, numeral, amount.unit, bounded=bounded)
        if numeral.kind == "words" and _VERBED.match(text, numeral.end):
            return True
        if not is_label(text, numeral, measured=measured):
            return False
        return not (_MAGNITUDE_BEFORE.search(before) or self._is_age(amount))

    def _is_named_pair(self, pair: Pair) -> bool:
        """A dashed pair that is a house number or stands in a name."""
        after = self.text[pair.amount.end : pair.amount.end + 1]
        return (
            (pair.kind == "score"
            and after.isalpha())
            or is_label(self.text, pair.amount.numeral, measured=True)
        )

    def _is_age(self, amount: Amount) -> bool:
        if amount.shown or amount.numeral.kind != "digits" or not 0 < (amount.value or 0) < 120:
            return False
        before = self.text[max(0, amount.start - 30) : amount.start]
        match = _AGE_BEFORE.search(before)
        return match is not None and (
            _AGE_AFTER.match(self.text, amount.end) is not None or not match[0].endswith((", ", "("))
        )
