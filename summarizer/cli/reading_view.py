"""How a result reads on a page: summary, records and findings, line by line, all of it made safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.cli.terminal import one_line, paint, visible, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.records import (
        ArticleSummary,
        Check,
        Event,
        Figure,
        Quote,
        Sentence,
        Source,
        SourceKind,
        When,
    )

__all__ = ["dates", "quantity", "result_lines"]

_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}
_DASH = "–"


def result_lines(result: ArticleSummary) -> Iterator[str]:
    """The lines of a result."""
    yield from _head(result)
    summary = result.summary
    yield from _section("Summary", (_sentence(each) for each in summary.sentences))
    yield from _section("Contested", (_sentence(each) for each in summary.contested))
    yield from _section("Events", (_event(each) for each in result.events))
    yield from _section("Figures", (_figure(each) for each in result.figures))
    yield from _section("Quotes", (_quote(each) for each in result.quotes))
    yield from _section("Findings", (_finding(each) for each in result.checks))


def quantity(value: float | None, upper: float | None, bound: str, unit: str | None) -> str:
    """A parsed quantity in short: ``at_least 195 people``."""
    number = _DASH if value is None else _number(value)
    if upper is not None:
        number += f" to {_number(upper)}"
    qualifier = "" if bound in {"exact", "range"} else bound
    return " ".join(part for part in (qualifier, number, one_line(unit) if unit else "") if part)


def dates(when: When) -> str | None:
    """The resolved dates in short; None where there are none."""
    if when.start == when.end:
        return when.start
    return f"{when.start or '…'} to {when.end or '…'}"


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) or value % 1 else f"{value:,.0f}"


def _head(result: ArticleSummary) -> Iterator[str]:
    headline = result.summary.headline
    title = headline.text if headline is not None else result.document.title
    if title:
        yield paint(wrapped(title + (_citation(headline) if headline is not None else "")), bold=True)
    document, provenance = result.document, result.provenance
    known = (
        document.id,
        document.outlet,
        document.byline,
        document.published,
        result.status,
        provenance.model,
    )
    yield paint(" · ".join(one_line(part) for part in known if part), dim=True)
    if result.error:
        yield paint(wrapped(result.error), fg="red")


def _section(heading: str, items: Iterable[list[str]]) -> Iterator[str]:
    for number, lines in enumerate(items):
        if number == 0:
            yield ""
            yield paint(heading, bold=True)
        yield from lines


def _citation(sentence: Sentence) -> str:
    cited = list(sentence.records) or [f"{span.start}–{span.end}" for span in sentence.evidence]
    return f" [{' '.join(cited)}]" if cited else ""


def _sentence(sentence: Sentence) -> list[str]:
    return [wrapped(sentence.text + _citation(sentence), "  ")]


def _event(event: Event) -> list[str]:
    facts = (event.type, _modality(event.modality), _when(event.when), event.place)
    return [
        _item(event.id, event.what),
        _facts(*facts),
        _facts(_says(event.attributed_to, event.source_kind), _disputed(event.disputed_by)),
    ]


def _figure(figure: Figure) -> list[str]:
    parsed = quantity(figure.value, figure.upper, figure.bound, figure.unit)
    per = f"per {figure.per}" if figure.per else None
    part = f"part of {figure.part_of}" if figure.part_of else None
    same = f"same as {figure.same_as}" if figure.same_as else None
    noun = f" {figure.counted}" if figure.counted and not _ends_with(figure.text, figure.counted) else ""
    about = f"of {figure.of}" if figure.of else None
    return [
        _item(figure.id, figure.text + noun),
        _facts(parsed, per, figure.direction, figure.measure, figure.scope, about, part, same),
        _facts(
            _says(figure.attributed_to, figure.source_kind),
            _modality(figure.modality),
            _when(figure.when),
            figure.place,
            _disputed(figure.disputed_by),
        ),
    ]


def _ends_with(text: str, words: str) -> bool:
    """Whether a text ends with some words, in whatever case."""
    wanted = words.casefold().split()
    return text.casefold().split()[-len(wanted) :] == wanted


def _quote(quote: Quote) -> list[str]:
    speaker = quote.speaker.name if quote.speaker is not None else "nobody named"
    role = f"{speaker}, {quote.speaker_role}" if quote.speaker_role else speaker
    via = f"via {_chain(quote.via)}" if quote.via else None
    follows = f"continues {quote.continues}" if quote.continues else None
    return [
        _item(quote.id, f"“{quote.text}”"),
        _facts(
            f"{role} ({quote.source_kind})",
            quote.cue,
            via,
            quote.kind,
            follows,
            _when(quote.when),
            quote.about,
        ),
    ]


def _finding(check: Check) -> list[str]:
    place = check.record or check.sentence or ""
    head = paint(f"  {check.severity}", fg=_COLOURS[check.severity])
    return [f"{head} {check.code} {one_line(place) + ': ' if place else ''}{one_line(check.message, 400)}"]


def _item(record_id: str, text: str) -> str:
    label = visible(record_id)
    return wrapped(f"{label}  {text}", "  ").replace(label, paint(label, fg="cyan"), 1)


def _facts(*facts: str | None) -> str:
    return paint(wrapped(" · ".join(fact for fact in facts if fact), "      "), dim=True)


def _says(chain: Iterable[Source], kind: SourceKind) -> str:
    names = _chain(chain)
    return f"says {names} ({kind})" if names else "says the outlet"


def _chain(chain: Iterable[Source]) -> str:
    return " via ".join(source.name for source in chain)


def _when(when: When) -> str | None:
    resolved = dates(when)
    return f"{when.text} ({resolved})" if when.text and resolved else resolved or when.text


def _modality(modality: str) -> str | None:
    return None if modality == "asserted" else modality


def _disputed(ids: tuple[str, ...]) -> str | None:
    return f"disputed by {' '.join(ids)}" if ids else None
