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
    from collections.abc import Container, Iterable, Sequence

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


_ID_FIELDS = frozenset({"id", "by", "cites", "part_of", "same_as", "continues"})


def digested(reply: Reply, digest: Digest) -> Reply:
    """The joined reply with the digest's summary, and with the events that are one made one."""
    first_of = _firsts(digest.same, [event.id for event in reply.events])
    events: dict[str, EventLabel] = {}
    for event in reply.events:
        kept = first_of.get(event.id, event.id)
        if kept == event.id:
            events[kept] = event
        else:
            carriers = list(dict.fromkeys((*events[kept].in_, *event.in_)))[:_MOST_SENTENCES]
            events[kept] = events[kept].model_copy(update={"in_": carriers})

    def cite(statement: Statement) -> Statement:
        cites = list(dict.fromkeys(first_of.get(id_, id_) for id_ in statement.cites))
        return statement.model_copy(update={"cites": cites})

    pairs = [
        [first_of.get(id_, id_) for id_ in pair] for pair in (*reply.contradictions, *digest.contradictions)
    ]
    headline = digest.headline or reply.headline
    return reply.model_copy(
        update={
            "events": list(events.values()),
            "contradictions": pairs,
            "headline": cite(headline) if headline else None,
            "summary": [cite(one) for one in digest.summary or reply.summary],
            "contested": [cite(one) for one in digest.contested],
        }
    )


def _firsts(groups: Iterable[list[str]], ids: list[str]) -> dict[str, str]:
    """For each event that is another one, the first of them all, in the order of the article."""
    order = {id_: place for place, id_ in enumerate(ids)}
    first_of: dict[str, str] = {}

    def first(id_: str) -> str:
        while id_ in first_of:
            id_ = first_of[id_]
        return id_

    for group in groups:
        roots = sorted({first(id_) for id_ in group if id_ in order}, key=order.__getitem__)
        for root in roots[1:]:
            first_of[root] = roots[0]
    return {id_: first(id_) for id_ in first_of}


_LabelT = TypeVar("_LabelT", FigureLabel, QuoteLabel, EventLabel)


def repaired(reply: Reply, repair: Reply, faulty: Container[str]) -> Reply:
    """The reply with what a repair changes of what was found faulty, and with what is new in it.

    A record or a sentence without a finding stays as it was: a repair cannot spoil what is good.

    Args:
        reply: The first answer.
        repair: The answer to the findings.
        faulty: Ids of records, ``headline``, and ``summary 2`` or ``contested 1`` for sentences.
    """
    sources, repair = _with_own_sources(reply.sources, repair)
    labelled = {label.id for label in repair.figures} | {label.id for label in repair.quotes}
    known = {label.id for label in reply.figures} | {label.id for label in reply.quotes}
    dismissed = {one.id for one in repair.dismissed if one.id not in known or one.id in faulty} - labelled
    figures = [one for one in _replaced(reply.figures, repair.figures, faulty) if one.id not in dismissed]
    quotes = [one for one in _replaced(reply.quotes, repair.quotes, faulty) if one.id not in dismissed]
    return reply.model_copy(
        update={
            "sources": sources,
            "missed": list({one.id: one for one in (*repair.missed, *reply.missed)}.values()),
            "dismissed": [
                *(one for one in reply.dismissed if one.id not in labelled | dismissed),
                *(one for one in repair.dismissed if one.id in dismissed),
            ],
            "figures": figures,
            "quotes": quotes,
            "events": _replaced(reply.events, repair.events, faulty),
            "contradictions": [*reply.contradictions, *repair.contradictions],
            "headline": (repair.headline if "headline" in faulty else None) or reply.headline,
            "summary": _restated(reply.summary, repair.summary, "summary", faulty),
            "contested": _restated(reply.contested, repair.contested, "contested", faulty),
        }
    )


def _with_own_sources(old: list[SourceLabel], repair: Reply) -> tuple[list[SourceLabel], Reply]:
    """All sources, and the repair with new ids for those whose id the first answer gave to somebody else."""
    sources = {one.id: one for one in old}
    renamed: dict[str, str] = {}
    highest = max((int(id_[1:]) for id_ in sources), default=0) + len(repair.sources)
    named = {
        id_
        for chain in (
            *(label.by for label in repair.figures),
            *(label.by for label in repair.quotes),
            *(label.by for label in repair.events),
        )
        for id_ in chain
    }
    for number, one in enumerate(repair.sources, start=1):
        known = sources.get(one.id) if one.id in named else None  # alone it is a correction of the name
        if known is not None and known.name.casefold() != one.name.casefold():
            renamed[one.id] = f"p{highest + number}"
        id_ = renamed.get(one.id, one.id)
        sources[id_] = one.model_copy(update={"id": id_})
    if not renamed:
        return list(sources.values()), repair

    def rename(label: _LabelT) -> _LabelT:
        return label.model_copy(update={"by": [renamed.get(id_, id_) for id_ in label.by]})

    relabelled = {
        "figures": [rename(one) for one in repair.figures],
        "quotes": [rename(one) for one in repair.quotes],
        "events": [rename(one) for one in repair.events],
    }
    return list(sources.values()), repair.model_copy(update=relabelled)


def _replaced(old: Iterable[_LabelT], new: Iterable[_LabelT], faulty: Container[str]) -> list[_LabelT]:
    labels = {one.id: one for one in old}
    for one in new:
        if one.id not in labels or one.id in faulty:
            labels[one.id] = one
    return list(labels.values())


def _restated(
    old: Sequence[Statement], new: Sequence[Statement], field: str, faulty: Container[str]
) -> list[Statement]:
    """Sentences with the faulty ones replaced by number; without numbers they come in their order."""
    open_ = [number for number in range(1, len(old) + 1) if f"{field} {number}" in faulty]
    sentences = dict(enumerate(old, start=1))
    unnumbered = [one for one in new if one.n is None]
    for one in new:
        if one.n in open_:
            sentences[one.n] = one
    if len(unnumbered) == len(new) == len(open_):
        sentences |= dict(zip(open_, unnumbered, strict=True))
    return [sentences[number] for number in sorted(sentences)]
