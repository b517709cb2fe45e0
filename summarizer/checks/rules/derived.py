"""Numbers that what is cited does not state, but that follow from its numbers by arithmetic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list
from summarizer.checks.rules.figure_twins import counted_lemmas, has_phrase, may_hold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.evidence import Evidence
    from summarizer.text.candidates import FigureCandidate

__all__ = ["computed_ratios", "converted", "derivation"]

_MOST = 40
"""Figures of what is cited that are looked at; sums of three and four take the nearest dozen."""
_FEW = 12
_CONTEXT = 45
"""Characters around a figure in which a word says how it came about."""
_RATIO_WORDS = {
    2.0: re.compile(
        r"\b(?:doubl(?:ed|es|ing)|twice\s+(?:as\s+(?:many|much|likely|\w+\s+as)|the)|twofold|double\s+(?:the|that|those|what))\b",
        re.IGNORECASE,
    ),
    3.0: re.compile(
        r"\b(?:tripl(?:ed|es|ing)|trebl(?:ed|es|ing)|threefold|triple\s+(?:the|that|those|what))\b",
        re.IGNORECASE,
    ),
    4.0: re.compile(r"\b(?:quadrupl(?:ed|es|ing)|fourfold)\b", re.IGNORECASE),
    0.5: re.compile(r"\b(?:halv(?:ed|es|ing)|half\s+(?:as|the\s+number|what|that))\b", re.IGNORECASE),
}
_IN_RATIO_WORDS = ("doubl", "twice", "fold", "tripl", "trebl", "quadrupl", "halv", "half")
"""Letters without which no such word stands in a text."""
_RATIO_STATED = {
    2.0: re.compile(r"doubl|twice|twofold|two-fold|two\s+times|100\s?(?:%|per)", re.IGNORECASE),
    3.0: re.compile(
        r"tripl|trebl|threefold|three-fold|three\s+times|3\s+times|200\s?(?:%|per)", re.IGNORECASE
    ),
    4.0: re.compile(r"quadrupl|fourfold|four-fold|four\s+times|300\s?(?:%|per)", re.IGNORECASE),
    0.5: re.compile(r"hal[fv]|50\s?(?:%|per)|fifty\s+per|double|twice", re.IGNORECASE),
}
_BORN = re.compile(r"\bborn\b[^.;]{0,40}?\b(1[89]\d\d|20\d\d)\b", re.IGNORECASE)
_CURRENCY = re.compile(r"^[A-Z]{3}$|^(?:peso|franc|dinar|krone)$")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A figure that nothing states, the words around it, and the figures that it may follow from."""

    figure: FigureCandidate
    around: str
    parts: list[FigureCandidate]
    cited: Evidence


def derivation(figure: FigureCandidate, text: str, cited: Evidence) -> str | None:
    """The calculation that gives a figure of ``text`` from the numbers of what is cited, if one is plausible.

    Args:
        figure: A figure that nothing cited states.
        text: The statement that it stands in.
        cited: What the statement cites.
    """
    value = figure.value
    if value is None or figure.upper is not None or value <= 0:
        return None
    parts = [one for one in cited.figures if one.value is not None and one.value > 0][:_MOST]
    around = text[max(0, figure.start - _CONTEXT) : figure.end + _CONTEXT]
    asked = _Asked(figure, around, parts, cited)
    for calculate in (
        _of_years,
        _of_units,
        _of_currency,
        _of_share,
        _of_ratio,
        _of_average,
        _of_difference,
        _of_sum,
    ):
        found = calculate(asked)
        if found is not None:
            return f"{found} = {_shown(value)}"
    return None


def computed_ratios(text: str, cited: Evidence) -> Iterator[tuple[str, str]]:
    """Words such as “doubled” that the source does not use, with the two numbers behind them."""
    if not may_hold(text, *_IN_RATIO_WORDS):
        return
    for ratio, pattern in _RATIO_WORDS.items():
        match = pattern.search(text)
        if match is None or _RATIO_STATED[ratio].search(cited.text):
            continue
        for one, other in _pairs(cited.figures[:_MOST], cited):
            if _value(one) != _value(other) and _near(
                _value(one) / _value(other), max(ratio, 1 / ratio), 0.03
            ):
                yield match.group(), f"{_shown(_value(one))} ÷ {_shown(_value(other))}"
                break


def _of_years(asked: _Asked) -> str | None:
    """Years between two dates, or an age from a year of birth."""
    value = _value(asked.figure)
    aged = asked.figure.unit == "year" or has_phrase(asked.around, "derived", "age") is not None
    if not aged or value != int(value):
        return None
    years = sorted(
        {
            int(day[:4])
            for date in asked.cited.dates
            for day in (date.when.start, date.when.end)
            if day and day[:4].isdigit()
        }
    )
    born = [int(year) for year in _BORN.findall(asked.cited.text)]
    for first, last in combinations(sorted({*years, *born}), 2):
        if last - first == value or (first in born and last - first - 1 == value):
            return f"{last} − {first}"
    return None


def _of_units(asked: _Asked) -> str | None:
    """A measure in another unit: kilometres as miles, Fahrenheit as Celsius."""
    value = _value(asked.figure)
    for part in asked.parts:
        if part.unit == asked.figure.unit or part.unit is None or asked.figure.unit is None:
            continue
        other = converted(_value(part), part.unit, asked.figure.unit)
        if other is not None and _near(other, value, 0.06) and not _everyday(part, asked.figure):
            return f"{_shown(_value(part))} {part.unit} in {asked.figure.unit}"
    return None


def _everyday(part: FigureCandidate, figure: FigureCandidate) -> bool:
    """Whether two units of time say exactly the same in everyday words: 48 hours, two days."""
    table = load_list("quantities")["convert"]["time"]
    return part.unit in table and _value(figure) > 60


def converted(value: float, unit: str, other: str) -> float | None:
    """A value of one unit in another; None where they are not of one kind."""
    if (unit, other) == ("°F", "°C"):
        return (value - 32) / 1.8
    if (unit, other) == ("°C", "°F"):
        return value * 1.8 + 32
    for table in load_list("quantities")["convert"].values():
        if unit in table and other in table:
            return float(value * table[unit] / table[other])
    return None


def _of_currency(asked: _Asked) -> str | None:
    """An amount in a currency that the source does not use."""
    if asked.figure.unit is None or not _CURRENCY.match(asked.figure.unit):
        return None
    money = [one for one in asked.parts if one.unit and _CURRENCY.match(one.unit)]
    if not money or any(one.unit == asked.figure.unit for one in money):
        return None
    return f"{_shown(_value(money[0]))} {money[0].unit} in {asked.figure.unit}"


def _of_share(asked: _Asked) -> str | None:
    """A share of a whole, the rest of a share, growth in percent."""
    if asked.figure.unit != "percent":
        return None
    value = _value(asked.figure)
    margin = 0.51 if value == int(value) else 0.06
    for part in asked.parts:
        if part.unit == "percent" and abs(100 - _value(part) - value) < 1e-6:
            return f"100 − {_shown(_value(part))}"
    counts = [one for one in asked.parts if one.unit not in {"percent", "percentage point"}]
    for larger, smaller in _pairs(counts, asked.cited):
        high, low = _value(larger), _value(smaller)
        if high == low:
            continue
        if abs(low / high * 100 - value) <= margin:
            return f"{_shown(low)} ÷ {_shown(high)} × 100"
        for change, base in ((high - low, low), (high - low, high)):
            if abs(change / base * 100 - value) <= margin:
                return f"{_shown(change)} ÷ {_shown(base)} × 100"
    return None


def _of_ratio(asked: _Asked) -> str | None:
    """How often one number holds another."""
    if asked.figure.unit != "time" and has_phrase(asked.around, "derived", "ratio") is None:
        return None
    value = _value(asked.figure)
    for larger, smaller in _pairs(asked.parts, asked.cited):
        if (
            _near(_value(larger) / _value(smaller), value, 0.05 if asked.figure.unit == "time" else 0.01)
            and value > 1
        ):
            return f"{_shown(_value(larger))} ÷ {_shown(_value(smaller))}"
    return None


def _of_average(asked: _Asked) -> str | None:
    """A mean of two to four numbers, or a number for each day, month or head."""
    if has_phrase(asked.around, "derived", "average") is None:
        return None
    value = _value(asked.figure)
    alike = [one for one in asked.parts if _alike(one, asked.figure)][:_FEW]
    for size in (2, 3, 4):
        for chosen in combinations(alike, size):
            if _near(sum(map(_value, chosen)) / size, value, 0.005):
                return f"({' + '.join(_shown(_value(one)) for one in chosen)}) ÷ {size}"
    divisors = [*(_value(one) for one in asked.parts), *load_list("quantities")["times"]["divisors"]]
    for part in alike:
        for divisor in divisors:
            if divisor > 1 and _near(_value(part) / divisor, value, 0.01):
                return f"{_shown(_value(part))} ÷ {_shown(divisor)}"
    return None


def _of_difference(asked: _Asked) -> str | None:
    """What is left of one number after another."""
    if has_phrase(asked.around, "derived", "difference") is None:
        return None
    value = _value(asked.figure)
    for larger, smaller in _pairs(
        [one for one in asked.parts if _alike(one, asked.figure) or _points_between(one, asked.figure)],
        asked.cited,
    ):
        if abs(_value(larger) - _value(smaller) - value) < 1e-6 * value:
            return f"{_shown(_value(larger))} − {_shown(_value(smaller))}"
    return None


def _of_sum(asked: _Asked) -> str | None:
    """A sum of two to four numbers, or of a number taken several times."""
    value = _value(asked.figure)
    total = has_phrase(asked.around, "derived", "sum") is not None
    alike = [one for one in asked.parts if _alike(one, asked.figure) and _value(one) < value]
    for size in (2, 3, 4):
        for chosen in combinations(alike if size == 2 else alike[:_FEW], size):
            same = any(
                one.unit == asked.figure.unit or counted_lemmas(one) & counted_lemmas(asked.figure)
                for one in chosen
            )
            if abs(sum(map(_value, chosen)) - value) < 1e-6 * value and (
                total or (asked.figure.unit is not None and same)
            ):
                return " + ".join(_shown(_value(one)) for one in chosen)
    for one, other in combinations(asked.parts[:_FEW], 2) if total else ():
        if min(_value(one), _value(other)) > 1 and abs(_value(one) * _value(other) - value) < 1e-6 * value:
            return f"{_shown(_value(one))} × {_shown(_value(other))}"
    return None


def _pairs(
    figures: list[FigureCandidate], cited: Evidence
) -> Iterator[tuple[FigureCandidate, FigureCandidate]]:
    """Two figures of the same kind that stand in one sentence or in the next, the larger first."""
    for one, other in combinations([figure for figure in figures if (figure.value or 0) > 0][:_MOST], 2):
        places = cited.segmented.sentence_index(one.start), cited.segmented.sentence_index(other.start)
        near = None in places or abs((places[0] or 0) - (places[1] or 0)) <= 1
        if near and _alike(one, other):
            yield (one, other) if _value(one) >= _value(other) else (other, one)


def _alike(one: FigureCandidate, other: FigureCandidate) -> bool:
    return one.unit == other.unit or one.unit is None or other.unit is None


def _points_between(part: FigureCandidate, figure: FigureCandidate) -> bool:
    """Whether a figure in points may lie between shares: “seven points lower”."""
    return figure.unit == "percentage point" or (figure.unit == "point" and part.unit == "percent")


def _value(figure: FigureCandidate) -> float:
    return float(figure.value or 0)


def _near(value: float, other: float, share: float) -> bool:
    return abs(value - other) <= share * abs(other)


def _shown(value: float) -> str:
    return f"{value:,.10g}" if value == int(value) else f"{value:,.4g}"
