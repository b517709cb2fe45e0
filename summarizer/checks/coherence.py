"""Whether an article's own records can be true together: parts, repeats, scopes and dates."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from summarizer.checks.codes import make_finding
from summarizer.checks.rules.derived import converted
from summarizer.checks.subjects import of_record, records_of
from summarizer.records import Figure, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.records import ArticleSummary, Check, Event, When

__all__ = ["check_coherence"]

_LOOSE = 0.1
"""How far apart two statements of one quantity may be where one of them is “about”."""
_WHOLE_SHARE = 100
_TEMPERATURE = "°F"
"""Of which no factor makes another unit."""


def check_coherence(result: ArticleSummary) -> Iterator[Check]:
    """``inconsistent``: records of one article that contradict each other or the article's date.

    A part larger than its whole; a share above 100%; a figure said to repeat another with a value that it
    cannot have; a running total as a part or a repeat of one happening; something told as happened and dated
    after the article; a date whose end is before its beginning. That sources differ is no contradiction.
    """
    figures = {figure.id: figure for figure in result.figures}
    published = result.document.published
    for record in records_of(result):
        problems: list[str] = []
        if record.when.start is not None:
            problems += _date_problems(record.when, published, _happened(record))
        if isinstance(record, Figure):
            problems += _figure_problems(record, figures)
        for problem in problems:
            subject = of_record(record)
            message = f"{problem}, in {subject}"
            yield make_finding("inconsistent", message, record=subject.record, span=subject.span)


def _figure_problems(figure: Figure, figures: dict[str, Figure]) -> Iterator[str]:
    if figure.measure == "share" and figure.value is not None and figure.value > _WHOLE_SHARE:
        yield f"a share of {figure.value:g}% is more than its whole"
    whole = figures.get(figure.part_of or "")
    if whole is not None:
        yield from _part_problems(figure, whole)
    same = figures.get(figure.same_as or "")
    if same is not None:
        yield from _repeat_problems(figure, same)


def _part_problems(part: Figure, whole: Figure) -> Iterator[str]:
    counted_alike = part.unit == whole.unit and "share" not in (part.measure, whole.measure)
    low, high = _least(part), _most(whole)
    if counted_alike and low is not None and high is not None and low > high:
        yield f"the part “{part.text}” is larger than its whole “{whole.text}” ({whole.id})"
    if part.scope == "cumulative" and whole.scope == "incident":
        yield f"the running total “{part.text}” is a part of one happening, “{whole.text}” ({whole.id})"


def _repeat_problems(figure: Figure, same: Figure) -> Iterator[str]:
    """What is wrong where one figure is to repeat another.

    The same quantity may be told of other nouns (“20 people”, “20 villagers”), in another unit of its kind
    (“20km (13 miles)”) or in another currency, whose rate is not known.
    """
    if figure.measure != same.measure or not (figure.measure == "count" or _may_convert(figure, same)):
        yield (
            f"“{figure.text}” is to repeat “{same.text}” ({same.id}), counting {figure.unit or 'nothing'}"
            f" ({figure.measure}), not {same.unit or 'nothing'} ({same.measure})"
        )
        return
    if _are_apart(figure, same):
        yield f"“{figure.text}” is said to repeat “{same.text}” ({same.id}), which is another quantity"
    if {figure.scope, same.scope} == {"incident", "cumulative"}:
        yield f"“{figure.text}” ({figure.scope}) is said to repeat “{same.text}” ({same.id}, {same.scope})"


def _may_convert(figure: Figure, same: Figure) -> bool:
    """Whether one unit may be the other's conversion; a figure without its noun may be of any unit."""
    units = {figure.unit, same.unit}
    return len(units) == 1 or None in units or figure.measure == "money" or _factor(figure, same) is not None


def _are_apart(figure: Figure, same: Figure) -> bool:
    """Whether no value is within the limits of both; what is told in another unit is rounded anew."""
    factor, slack = 1.0, 1.0
    if figure.unit != same.unit and figure.measure != "count":
        ratio = _factor(figure, same)
        if ratio is None or _TEMPERATURE in (figure.unit, same.unit):
            return False
        factor, slack = ratio, 1 + _LOOSE
    (low, high), (other_low, other_high) = _limits(figure, factor), _limits(same, 1.0)
    return high * slack < other_low or other_high * slack < low


def _limits(figure: Figure, factor: float) -> tuple[float, float]:
    low, high = _least(figure), _most(figure)
    return -inf if low is None else low * factor, inf if high is None else high * factor


def _factor(figure: Figure, same: Figure) -> float | None:
    """How many of the other's unit one of a figure's is; None where they are not of one kind."""
    return None if figure.unit is None or same.unit is None else converted(1.0, figure.unit, same.unit)


def _least(figure: Figure) -> float | None:
    """The smallest value that the figure allows; None where it sets no limit below."""
    if figure.value is None or figure.bound in ("at_most", "less_than", "indefinite"):
        return None
    return figure.value * (1 - _LOOSE) if figure.bound == "about" else figure.value


def _most(figure: Figure) -> float | None:
    """The largest value that the figure allows; None where it sets no limit above."""
    if figure.value is None or figure.bound in ("at_least", "more_than", "indefinite"):
        return None
    top = figure.value if figure.upper is None else max(figure.value, figure.upper)  # a score may be 3-0
    return top * (1 + _LOOSE) if figure.bound == "about" else top


def _happened(record: Event | Figure | Quote) -> bool:
    return isinstance(record, Quote) or record.modality == "asserted"


def _date_problems(when: When, published: str | None, happened: bool) -> Iterator[str]:  # noqa: FBT001 - a fact
    full = [day for day in (when.start, when.end) if day is not None and _is_full(day)]
    if len(full) == 2 and full[0] > full[1]:
        yield f"the date “{when.text}” ends before it begins ({full[0]} to {full[1]})"
    if happened and published and when.start and _is_full(when.start) and when.start[:10] > published[:10]:
        yield (
            f"it is told as happened, but “{when.text}” ({when.start}) is after the publication"
            f" ({published[:10]})"
        )


def _is_full(day: str) -> bool:
    return len(day) == len("2024-01-01") and day[:4].isdecimal()
