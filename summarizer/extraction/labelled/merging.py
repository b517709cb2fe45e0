"""Puts replies together: those of an article's parts, the digest of them, and what a repair sends back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from summarizer.extraction.labelled.reply import (
    Digest,
    EventLabel,
    FigureLabel,
    QuoteLabel,
    Reply,
    SourceLabel,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["digested", "joined", "repaired"]

_ID = re.compile(r"([pem])(\d+)")
_MOST_SENTENCES = 4


def joined(replies: Sequence[Reply]) -> Reply:
    """One reply of those about an article's parts: their own ids are renumbered, candidates keep theirs."""
    parts = [_renumbered(reply, 1000 * number) for number, reply in enumerate(replies)]
    lists = {
        field: [one for part in parts for one in getattr(part, field)]
        for field in Reply.model_fields
        if field != "headline"
    }
    headline = next((part.headline for part in parts if part.headline), None)
    return Reply.model_validate({**lists, "headline": headline})


def _renumbered(reply: Reply, offset: int) -> Reply:
    """The reply with ``offset`` added to every id that the model gave out itself."""

    def shift(value: object) -> object:
        if isinstance(value, str):
            match = _ID.fullmatch(value)
            return f"{match[1]}{int(match[2]) + offset}" if match and offset else value
        if isinstance(value, list):
            return [shift(one) for one in value]
        if isinstance(value, dict):
            return {key: shift(one) if key in _ID_FIELDS else one for key, one in value.items()}
        return value

    data = reply.model_dump(by_alias=True)
    return Reply.model_validate(
        {
            field: [shift(one) for one in value] if isinstance(value, list) else shift(value)
            for field, value in data.items()
        }
    )


_ID_FIELDS = frozenset({"id", "by", "cites"})


def digested(reply: Reply, digest: Digest) -> Reply:
    """The joined reply with the digest's summary, and with the events that are one made one."""
    first_of: dict[str, str] = {}
    for group in digest.same:
        ids = [id_ for id_ in group if id_.startswith("e")]
        for id_ in ids[1:]:
            first_of[id_] = first_of.get(ids[0], ids[0])
    events: dict[str, EventLabel] = {}
    for event in reply.events:
        kept = first_of.get(event.id, event.id)
        if kept in events and kept != event.id:
            carriers = list(dict.fromkeys((*events[kept].in_, *event.in_)))[:_MOST_SENTENCES]
            events[kept] = events[kept].model_copy(update={"in_": carriers})
        else:
            events[event.id] = event

    def cite(statement: Statement) -> Statement:
        cites = list(dict.fromkeys(first_of.get(id_, id_) for id_ in statement.cites))
        return statement.model_copy(update={"cites": cites})

    pairs = [
        [first_of.get(id_, id_) for id_ in pair] for pair in (*reply.contradictions, *digest.contradictions)
    ]
    return reply.model_copy(
        update={
            "events": list(events.values()),
            "contradictions": pairs,
            "headline": cite(digest.headline) if digest.headline else reply.headline,
            "summary": [cite(one) for one in digest.summary] or reply.summary,
            "contested": [cite(one) for one in digest.contested],
        }
    )


_LabelT = TypeVar("_LabelT", SourceLabel, FigureLabel, QuoteLabel, EventLabel)


def repaired(reply: Reply, repair: Reply) -> Reply:
    """The reply with what a repair changes: records by id, sentences by number, new dismissals."""
    labelled = {label.id for label in repair.figures} | {label.id for label in repair.quotes}
    dismissed = {one.id for one in repair.dismissed} - labelled
    return reply.model_copy(
        update={
            "sources": _replaced(reply.sources, repair.sources),
            "missed": list({one.id: one for one in (*reply.missed, *repair.missed)}.values()),
            "dismissed": [
                *(one for one in reply.dismissed if one.id not in labelled | dismissed),
                *(one for one in repair.dismissed if one.id in dismissed),
            ],
            "figures": [one for one in _replaced(reply.figures, repair.figures) if one.id not in dismissed],
            "quotes": [one for one in _replaced(reply.quotes, repair.quotes) if one.id not in dismissed],
            "events": _replaced(reply.events, repair.events),
            "contradictions": [*reply.contradictions, *repair.contradictions],
            "headline": repair.headline or reply.headline,
            "summary": _restated(reply.summary, repair.summary),
            "contested": _restated(reply.contested, repair.contested),
        }
    )


def _replaced(old: Iterable[_LabelT], new: Iterable[_LabelT]) -> list[_LabelT]:
    return list({**{one.id: one for one in old}, **{one.id: one for one in new}}.values())


def _restated(old: Sequence[Statement], new: Sequence[Statement]) -> list[Statement]:
    """Sentences with some of them replaced by number; one without a number goes to the end.

    A repair that gives no numbers and as many sentences as there were means all of them.
    """
    if new and len(new) == len(old) and all(one.n is None for one in new):
        return list(new)
    sentences = dict(enumerate(old, start=1))
    for one in new:
        number = one.n if one.n in sentences else max(sentences, default=0) + 1
        sentences[number or 1] = one
    return [sentences[number] for number in sorted(sentences)]
