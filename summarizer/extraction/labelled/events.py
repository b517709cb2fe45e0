"""Makes event records: the model's sentence, on the sentences of the article that carry it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from summarizer.checks import make_finding
from summarizer.extraction.labelled.context import with_context
from summarizer.records import Event

if TYPE_CHECKING:
    from summarizer.extraction.labelled.grounded import Ground
    from summarizer.extraction.labelled.reply import EventLabel

__all__ = ["ground_events"]

_MOST_SENTENCES = 4


def ground_events(ground: Ground) -> list[Event]:
    """The events of the reply, in its order; one without a sentence of the article is kept out."""
    events: dict[str, Event] = {}
    for label in ground.reply.events:
        if label.id not in events:
            event = ground.once(label, partial(_event, label, ground))
            if event is not None:
                events[label.id] = event
    return list(events.values())


def _event(label: EventLabel, ground: Ground) -> Event | None:
    owner = f"event {label.id}"
    what = " ".join(label.what.split())
    sentences = ground.sentences(label.in_, owner, what)[:_MOST_SENTENCES]
    if not sentences:
        message = f"event {label.id}, “{what}”, names no sentence of the article that carries it"
        ground.findings.append(make_finding("span-not-found", message, record=label.id))
        return None
    carriers = with_context(what, sentences, ground.article)
    evidence = ground.evidence(carriers[:_MOST_SENTENCES])
    sources = ground.chain(label.by, sentences[0].start, evidence, label.id, f"{owner}, “{what}”")
    if sources is None:
        return None
    return Event(
        id=label.id,
        what=what,
        type=label.type,
        actors=tuple(dict.fromkeys(label.actors)),
        targets=tuple(dict.fromkeys(label.targets)),
        place=label.place or None,
        when=ground.when(label.when, owner, what),
        modality=label.modality,
        attributed_to=sources,
        source_kind=ground.kind(label.by),
        evidence=evidence,
    )
