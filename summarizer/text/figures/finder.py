"""Finds quantities: every number or number word with its qualifier and its unit of measure."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from summarizer.text.candidates import FigureCandidate, Stretch
from summarizer.text.dates import find_clock_times, find_dates
from summarizer.text.figures.amounts import Amount, AmountReader
from summarizer.text.figures.arithmetic import percent_of
from summarizer.text.figures.bare_units import counts_casualties, is_age, is_magnitude
from summarizer.text.figures.counted import Counted, find_counted
from summarizer.text.figures.currencies import CURRENCY_WORDS, currency_code
from summarizer.text.figures.exclusions import is_blood_pressure, is_label, is_no_quantity
from summarizer.text.figures.identifiers import identifier_spans
from summarizer.text.figures.numerals import Numeral, read_numeral
from summarizer.text.figures.ordinals import ordinal_end
from summarizer.text.figures.pairs import Pair, read_pair
from summarizer.text.figures.patterns import BETWEEN_BEFORE, SPACE
from summarizer.text.figures.qualifiers import read_qualifier_after, read_qualifier_before
from summarizer.text.figures.starts import number_starts
from summarizer.text.figures.units import UNIT_AFTER, unit_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.records import Bound
    from summarizer.text.candidates import DatePhrase

__all__ = ["find_figures"]

_SIMPLE_DENOMINATORS = frozenset((2, 3, 4, 5, 6, 8, 16))
_RATED_BEFORE = re.compile(
    r"\b(?:rat(?:ed|ing)|scor(?:ed?|ing)|stars?|grade|mark|verdict|won|lost)\b[^.;]{0,12}$", re.IGNORECASE
)
_RATED_AFTER = re.compile(r"\s*(?:stars?|points?|rating|score)\b", re.IGNORECASE)
_DURATION_AFTER = re.compile(
    r"""[ \u00a0-]
    (?: seconds? | minutes? | hours? | days? | nights? | weeks? | weekends? | fortnights? | months?
      | quarters?
      | years? | decades? | centuries )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""After a number of a date phrase that is a quantity all the same: “in the last 24 hours”."""

_HYPHENS = ("-", "\u2010", "\u2011")
_COMPOUND_AFTER = re.compile(
    r"[-\u2010\u2011](?!plus|odd|to-|for-|and-)(?P<noun>[a-z]{2,}(?:[-\u2010\u2011]old)?)(?![\w-])"
)
"""“a two-goal lead”, “a 12-strong team”: the noun is a part of the figure."""
_AND_A_HALF = re.compile(rf"{SPACE}and{SPACE}a{SPACE}half\b", re.IGNORECASE)
_UNIT_AND_A_HALF = 48
"""Characters that hold a unit of measure and those words."""
_ARTICLE = re.compile(rf"an?(?={SPACE})", re.IGNORECASE)


def find_figures(text: str, dates: Sequence[DatePhrase] | None = None) -> list[FigureCandidate]:
    """Find the quantities that ``text`` states.

    Dates, clock times, ordinals, names and identifiers that hold digits, list counters and “one” that does
    not count are left out.

    Args:
        text: A whole article or a single sentence.
        dates: The date phrases of ``text``, where they are known already; else they are looked for.

    Returns:
        Quantities in the order of the text, not overlapping.
    """
    starts = number_starts(text)
    if not starts:
        return []
    in_digits = not all(text[start].isalpha() for start in starts)
    finder = _Finder(text, find_dates(text) if dates is None else dates, in_digits=in_digits)
    found: list[FigureCandidate] = []
    position = 0
    for start in starts:
        if start < position:
            continue
        figure, position = finder.read(start)
        if figure is not None and not (found and figure.start < found[-1].end):
            found.append(figure)
    return found


class _Spans:
    """Sorted stretches, asked whether an offset lies in one of them."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans: list[tuple[int, int]] = []
        for start, end in sorted(spans) if len(spans) > 1 else spans:
            if self._spans and start < self._spans[-1][1]:
                self._spans[-1] = (self._spans[-1][0], max(end, self._spans[-1][1]))
            else:
                self._spans.append((start, end))
        self._starts = [start for start, _ in self._spans]

    def end_at(self, offset: int) -> int | None:
        """End of the stretch that holds ``offset``, if any does."""
        if not self._starts:
            return None
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self._spans[index][1]:
            return self._spans[index][1]
        return None


class _Finder:
    """Reads one quantity after the other from a text."""

    def __init__(self, text: str, dates: Sequence[DatePhrase], *, in_digits: bool) -> None:
        self.text = text
        self.amounts = AmountReader(text)
        self.dates = _Spans([(date.start, date.end) for date in dates])
        identifiers = identifier_spans(text, in_digits=in_digits)
        if in_digits:
            identifiers += [(time.start, time.end) for time in find_clock_times(text)]
        self.identifiers = _Spans(identifiers)

    def read(self, start: int) -> tuple[FigureCandidate | None, int]:
        """The quantity whose number begins at ``start``, and where to go on looking."""
        taken = self.identifiers.end_at(start)
        if taken is not None:
            return None, taken
        numeral = read_numeral(self.text, start)
        if numeral is None:
            return self._one_unit(start)
        if self._is_dated(numeral):
            return None, numeral.end
        if ordinal := ordinal_end(self.text, numeral):
            return None, ordinal
        amount = self.amounts.read(numeral)
        # the 500 of “N500”, unless naira
        if start and self.text[start - 1].isalnum() and amount.start == start:
            return None, numeral.end
        pair = read_pair(self.amounts, amount)
        if pair and self._is_free(pair.amount.end - 1):
            return self._pair(pair, amount), max(pair.amount.end, numeral.end)
        if is_no_quantity(self.text, amount) or is_blood_pressure(numeral):
            return None, numeral.end
        figure = self._slashed(amount) if numeral.kind == "slashed" else self._single(amount)
        return figure, max(figure.end, numeral.end)

    def _is_dated(self, numeral: Numeral) -> bool:
        """Whether the number is part of a date; the 24 of “the last 24 hours” is a duration as well."""
        if self.dates.end_at(numeral.start) is None:
            return False
        return _DURATION_AFTER.match(self.text, numeral.end) is None

    def _is_free(self, offset: int) -> bool:
        return self.dates.end_at(offset) is None and self.identifiers.end_at(offset) is None

    # -- single numbers -------------------------------------------------------------------------------

    def _one_unit(self, start: int) -> tuple[FigureCandidate | None, int]:
        """“more than a year”, “a mile and a half”: “a” before a unit of measure counts one, if qualified."""
        text = self.text
        end = start + 1
        while end < len(text) and text[end].isalnum():
            end += 1
        if not _ARTICLE.match(text, start) or self.dates.end_at(start) is not None:
            return None, end
        qualifier = read_qualifier_before(text, start, end)
        if qualifier is None and "half" not in text[end : end + _UNIT_AND_A_HALF].lower():
            return None, end
        unit = UNIT_AFTER.match(text, end)
        if unit is None or unit["letter"]:
            return None, end
        half = _AND_A_HALF.match(text, unit.end())
        if not half and (qualifier is None or text[qualifier.start : start].lower() == "some "):
            return None, end
        stop = half.end() if half else unit.end()
        begin = qualifier.start if qualifier else start
        figure = FigureCandidate(
            begin,
            stop,
            text[begin:stop],
            number=self._stretch(start, half.end() if half else end),
            value=1.5 if half else 1,
            upper=None,
            bound=qualifier.bound if qualifier else "exact",
            unit=unit_code(unit["unit"]),
            counted=self._stretch(unit.start("unit"), unit.end()),
        )
        return figure, stop

    def _slashed(self, amount: Amount) -> FigureCandidate:
        """“1/4”, “3/4 mile” are shares and measures; “rated 4/5”, “8/10” and “245/6” are scores."""
        numeral = amount.numeral
        if amount.shown:
            return self._single(amount)
        simple = (amount.value or 0) < 1 and (numeral.upper or 0) in _SIMPLE_DENOMINATORS
        rated = _RATED_BEFORE.search(self.text, max(0, amount.start - 24), amount.start)
        stars = _RATED_AFTER.match(self.text, amount.end)
        of = self.text.startswith(" of", amount.end) and (amount.value or 0) < 1
        if of or (simple and not rated and not stars):
            return self._single(amount._replace(value=percent_of(amount.value or 0), unit="percent"))
        number = self._stretch(numeral.start, numeral.end)
        top = int(number.text.split("/")[0])
        return self._score(number, number, top, numeral.upper)

    def _single(self, amount: Amount, number: Stretch | None = None) -> FigureCandidate:
        """One amount with its qualifier, unit and counted noun.

        Args:
            amount: What was read.
            number: The stretch of the number itself, where it is not the amount's numeral (“one in five”).
        """
        text, numeral = self.text, amount.numeral
        start, end, unit = amount.start, amount.end, amount.unit
        counted = self._counted(amount)
        hyphened = text[end : end + 1] in _HYPHENS and not (amount.shown or number)
        compound = _COMPOUND_AFTER.match(text, end) if hyphened else None
        if compound:
            end = compound.end()
            noun = self._stretch(compound.start("noun"), compound.end())
            counted = Counted(noun, noun.text.removesuffix("ed"))
        if unit is None:
            unit, counted = self._bare_unit(amount, counted)
            if amount.value is None and counted and (money := self._money(counted)):
                end, unit = counted.phrase.end, money
        if qualifier := read_qualifier_before(text, start, numeral.end):
            start = qualifier.start
        elif qualifier := read_qualifier_after(text, end):
            end = qualifier.end
            if unit is None and not compound:
                end, unit, counted = self._after_qualifier(amount, end)
        bound: Bound = qualifier.bound if qualifier else "exact"
        if amount.value is None:
            bound = "indefinite"
        if number is None:
            number = self._stretch(numeral.start, numeral.end if amount.shown else amount.end)
        return FigureCandidate(
            start,
            end,
            text[start:end],
            number=number,
            value=amount.value,
            upper=None,
            bound=bound,
            unit=unit,
            counted=counted.phrase if counted else None,
        )

    def _counted(self, amount: Amount) -> Counted | None:
        """The counted noun; for a unit of measure written as a word, that word."""
        if not amount.shown or amount.unit == "percent":
            return find_counted(self.text, amount.end, one=amount.value == 1)
        if amount.unit is None or amount.word is None:
            return None
        word = self._stretch(*amount.word)
        return Counted(word, amount.unit) if len(word.text) > 2 and word.text[0].isalpha() else None

    def _money(self, counted: Counted) -> str | None:
        """The currency that an indefinite number counts: “millions of pounds”, but not “of pounds of tea”."""
        written = counted.phrase.text.lower()
        if written not in CURRENCY_WORDS or self.text.startswith(" of ", counted.phrase.end):
            return None
        return "GBP" if written == "pounds" else currency_code(written)

    def _after_qualifier(self, amount: Amount, end: int) -> tuple[int, str | None, Counted | None]:
        """Where the figure ends, unit and noun behind “thirty-odd *years*”, “3,000-plus *workers*”."""
        unit = UNIT_AFTER.match(self.text, end)
        if unit and unit["letter"] is None and unit["unit"].isalpha() and len(unit["unit"]) > 2:
            code = unit_code(unit["unit"]) or ""
            return unit.end(), code, Counted(self._stretch(*unit.span("unit")), code)
        counted = find_counted(self.text, end, one=amount.value == 1)
        return end, counted.unit if counted else None, counted

    def _bare_unit(self, amount: Amount, counted: Counted | None) -> tuple[str | None, Counted | None]:
        """Unit of a bare number: a year of age, a magnitude, the counted noun, or persons hurt."""
        if is_age(self.text, amount):
            return "year", None
        if is_magnitude(self.text, amount):
            return "magnitude", None
        if counted:
            return counted.unit, counted
        return "people" if counts_casualties(self.text, amount) else None, None

    # -- pairs ----------------------------------------------------------------------------------------

    def _pair(self, pair: Pair, first: Amount) -> FigureCandidate | None:
        amount = pair.amount
        if pair.kind == "none" or self._is_named_pair(pair):
            return None
        number = self._stretch(first.numeral.start, amount.end)
        if pair.kind == "share":
            return self._single(amount, number)
        if pair.kind == "score":
            return self._score(self._stretch(first.start, amount.end), number, amount.value, pair.upper)
        return self._range(pair, number)

    def _is_named_pair(self, pair: Pair) -> bool:
        """A dashed pair that is a house number or stands in a name."""
        if pair.kind == "score" and self.text[pair.amount.end : pair.amount.end + 1].isalpha():
            return True
        return is_label(self.text, pair.amount.numeral, measured=True)

    def _range(self, pair: Pair, number: Stretch) -> FigureCandidate:
        """“3 to 4 days”, “between 3 and 4”, “about 10-12”."""
        text, amount = self.text, pair.amount
        start = amount.start
        qualifier = read_qualifier_before(text, start, amount.end)
        if between := BETWEEN_BEFORE.search(text[max(0, start - 30) : start]):
            start -= len(between[0])
        elif qualifier and qualifier.bound == "about":
            start = qualifier.start
        counted = self._counted(amount)
        unit = amount.unit or (counted.unit if counted else None)
        if unit is None and is_age(text, amount):
            unit = "year"
        return FigureCandidate(
            start,
            amount.end,
            text[start : amount.end],
            number=number,
            value=amount.value,
            upper=pair.upper,
            bound="range",
            unit=unit,
            counted=counted.phrase if counted else None,
        )

    def _score(
        self, written: Stretch, number: Stretch, first: float | None, second: float | None
    ) -> FigureCandidate:
        return FigureCandidate(
            written.start,
            written.end,
            written.text,
            number=number,
            value=first,
            upper=second,
            bound="exact",
            unit=None,
            counted=None,
        )

    def _stretch(self, start: int, end: int) -> Stretch:
        return Stretch(start, end, self.text[start:end])
