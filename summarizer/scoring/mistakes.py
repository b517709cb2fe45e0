"""Lists the worst mistakes of a run, each with the line of the source that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

from summarizer.scoring.report import TYPES, Mistake, WrongField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.records import Span
    from summarizer.runs import RunFiles
    from summarizer.scoring.counting import Miss

__all__ = ["Candidate", "described", "worst"]

_GRAVE = frozenset({"value", "claim", "first_source", "speaker"})
"""Fields whose error misinforms: a number with the wrong value or source, words in the wrong mouth."""

_LONGEST_LINE = 300
"""Characters of a source line that are shown."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mistake, and where it was made."""

    document: str
    repeat: int
    digest: str
    """SHA-256 of the source text."""
    miss: Miss


def worst(candidates: Iterable[Candidate], count: int) -> list[Candidate]:
    """The worst of the mistakes, in order.

    First come wrong values, sources and speakers, the most wrong fields first; then what was missed; then
    what no reference has; then other wrong fields. Ties stand in the order of articles, repeats and source.

    Args:
        candidates: Mistakes of a run.
        count: How many to give.
    """
    return nsmallest(count, candidates, key=_gravity)


def described(candidates: Iterable[Candidate], files: RunFiles) -> tuple[Mistake, ...]:
    """The mistakes as they are shown.

    Args:
        candidates: Mistakes of a run.
        files: The run folder, which holds the source texts.
    """
    return tuple(
        _mistake(one, files.source_path(one.digest).read_bytes().decode("utf-8")) for one in candidates
    )


def _gravity(one: Candidate) -> tuple[int, int, str, int, int, int]:
    miss = one.miss
    wrong = {each.field for each in miss.wrong}
    if wrong & _GRAVE:
        rank = 0
    elif miss.result is None:
        rank = 1
    elif miss.reference is None:
        rank = 2
    else:
        rank = 3
    start = miss.span.start if miss.span else 0
    return rank, -len(miss.wrong), one.document, one.repeat, TYPES.index(miss.type), start


def _mistake(one: Candidate, source: str) -> Mistake:
    miss = one.miss
    line, words = _line(miss.span, source)
    return Mistake(
        kind="missed" if miss.result is None else "extra" if miss.reference is None else "wrong",
        document=one.document,
        repeat=one.repeat,
        type=miss.type,
        reference=miss.reference.id if miss.reference else None,
        result=miss.result.id if miss.result else None,
        text=miss.text,
        fields=tuple(
            WrongField(field=each.field, expected=each.expected, found=each.found) for each in miss.wrong
        ),
        note=miss.note,
        line=line,
        source_line=words,
    )


def _line(span: Span | None, source: str) -> tuple[int | None, str | None]:
    """The number of the line on which a span begins, and the line, cut around the span where it is long."""
    if span is None:
        return None, None
    begin = source.rfind("\n", 0, span.start) + 1
    end = source.find("\n", span.start)
    end = len(source) if end < 0 else end
    number = source.count("\n", 0, begin) + 1
    if end - begin <= _LONGEST_LINE:
        return number, source[begin:end].strip()
    cut = max(begin, span.start - _LONGEST_LINE // 3)
    stop = min(end, cut + _LONGEST_LINE)
    return number, f"{'…' if cut > begin else ''}{source[cut:stop].strip()}{'…' if stop < end else ''}"
