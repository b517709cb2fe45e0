"""What contradicts itself in one record, or stands nowhere in its article, though the models allow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.records.extracted import Event, Figure, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.records.base import Source

__all__ = ["contradictions"]

_Place = tuple[str | int, ...]
"""The way to a value inside the record: keys of objects and places in arrays."""
_MOST_SENTENCES = 4
"""Spans that may carry an event."""


def contradictions(record: Event | Figure | Quote, source: str | None) -> Iterator[tuple[_Place, str]]:
    """What is wrong in a record, each with its place in it; references to other records are not looked at.

    Args:
        record: The record.
        source: The source text, or None where it is not at hand: then names are not looked for in it.
    """
    yield from _own(record)
    if source is None:
        return
    for place, one in _sources(record):
        if not one.mentions and (not one.name.strip() or one.name not in source):
            yield place, f"“{one.name[:80]}” stands nowhere in the article; give a mention, or mend the name"


def _own(record: Event | Figure | Quote) -> Iterator[tuple[_Place, str]]:
    """What does not fit together in it."""
    if isinstance(record, Event) and not 1 <= len(record.evidence) <= _MOST_SENTENCES:
        message = f"an event has the spans of one to four sentences, not {len(record.evidence)}; choose them"
        yield ("evidence",), message
    if isinstance(record, Quote):
        chain, field = (record.speaker, *record.via) if record.speaker else record.via, "speaker"
    else:
        chain, field = record.attributed_to, "attributed_to"
    if bool(chain) != (record.source_kind != "outlet"):
        yield (
            ("source_kind",),
            f"it is outlet if nobody is named in {field}, and only then; mend one of the two",
        )
    when = record.when
    if when.start and when.end and when.start > when.end:
        yield ("when",), f"it ends on {when.end}, before it starts; mend one of the two dates"
    if isinstance(record, Figure):
        yield from _bound(record)


def _bound(figure: Figure) -> Iterator[tuple[_Place, str]]:
    """Values that do not fit their bound. The two numbers of a score or of a change stand as written."""
    if figure.bound == "indefinite":
        if figure.value is not None:
            yield ("value",), "an indefinite figure has no value; take it out, or mend the bound"
        return
    if figure.value is None:
        yield ("value",), "without a value it is indefinite; give the value, or mend the bound"
    elif figure.bound == "range" and figure.upper is None:
        yield ("upper",), "a range has an upper end; give it, or mend the bound"
    elif figure.bound == "range" and figure.upper is not None and figure.upper < figure.value:
        message = f"the range ends at {figure.upper:g}, below its start, {figure.value:g}; change them round"
        yield ("upper",), message


def _sources(record: Event | Figure | Quote) -> Iterator[tuple[_Place, Source]]:
    """The sources of a record, and where in it they stand."""
    if isinstance(record, Quote):
        if record.speaker is not None:
            yield ("speaker",), record.speaker
        yield from ((("via", place), one) for place, one in enumerate(record.via))
    else:
        yield from ((("attributed_to", place), one) for place, one in enumerate(record.attributed_to))
