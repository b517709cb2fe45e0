"""Keeps what a reply adds within bounds that no honest one reaches; what goes beyond is left out and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from summarizer.checks import make_finding
from summarizer.checks.codes import LEFT_OUT
from summarizer.extraction.labelled.merging import digested
from summarizer.extraction.labelled.reply import Digest

if TYPE_CHECKING:
    from collections.abc import Hashable

    from summarizer.extraction.labelled.reply import EventLabel, Reply
    from summarizer.records import Check
    from summarizer.text.segment import Segmented

__all__ = ["bounded"]

_A_SENTENCE = 5
"""Events, sources, missed passages and contradictions for each sentence of the article; one is usual."""
_ALWAYS = 50
"""How many of each an article may have however short it is."""
_LINES = 50
"""Sentences, and contested lines, of a summary that is to have six."""
_IN_GROUP = 20
"""Records in a contradiction, which is to be a pair: each of them is shown with all the others."""

_Bounded: TypeAlias = "tuple[Reply, list[Check]]"


def bounded(reply: Reply, segmented: Segmented) -> _Bounded:
    """The reply without what is told twice or goes beyond all measure, and a finding for what was left out.

    Figures and quotations need no bound here, as each is a candidate of the article.

    Args:
        reply: What the model says of the article.
        segmented: What the rules found in it.
    """
    reply = _each_event_once(reply)
    count = len(segmented.sentences)
    most = max(_ALWAYS, _A_SENTENCE * count)
    article = f"an article of {count} sentence{'' if count == 1 else 's'}"
    update: dict[str, Any] = {}
    findings: list[Check] = []

    def cut(field: str, what: str, limit: int, owner: str) -> None:
        given = getattr(reply, field)
        if len(given) > limit:
            update[field] = given[:limit]
            findings.append(_left_out(len(given) - limit, what, limit, owner))

    cut("sources", "sources", most, article)
    cut("missed", "missed passages", most, article)
    cut("events", "events", most, article)
    cut("contradictions", "contradictions", most, article)
    cut("summary", "sentences", _LINES, "a summary")
    cut("contested", "contested lines", _LINES, "a summary")
    groups = update.get("contradictions", reply.contradictions)
    beyond = sum(len(group[_IN_GROUP:]) for group in groups)
    if beyond:
        update["contradictions"] = [group[:_IN_GROUP] for group in groups]
        findings.append(_left_out(beyond, "ids in contradictions", _IN_GROUP, "a contradiction"))
    return (reply.model_copy(update=update), findings) if update else (reply, findings)


def _left_out(count: int, what: str, limit: int, owner: str) -> Check:
    return make_finding("truncated", f"{LEFT_OUT}: {count} {what}; {owner} may have {limit}")


def _each_event_once(reply: Reply) -> Reply:
    """The reply with events that say the same made one, cited under the id of the first."""
    events: dict[str, EventLabel] = {}
    for event in reply.events:
        events.setdefault(event.id, event)
    alike: dict[Hashable, list[str]] = {}
    for event in events.values():
        alike.setdefault(_content(event), []).append(event.id)
    same = [ids for ids in alike.values() if len(ids) > 1]
    if not same:
        return reply
    once = reply.model_copy(update={"events": list(events.values())})
    return digested(once, Digest(same=same, contested=reply.contested))


def _content(event: EventLabel) -> Hashable:
    """What an event says: two parties may say the same of one happening, and one of them may deny it."""
    return (
        " ".join(event.what.split()),
        frozenset(event.in_),
        event.place,
        tuple(event.when),
        event.modality,
        tuple(event.by),
    )
