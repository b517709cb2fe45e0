"""Who speaks each quotation, which goes on from which, and who states what stands at any place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.attribution.antecedents import Attribution
from summarizer.attribution.cues import Cue
from summarizer.attribution.sources import read_speaker
from summarizer.attribution.subjects import Reference

if TYPE_CHECKING:
    from summarizer.attribution.mapping import AttributionMap, Passage
    from summarizer.records import Source, SourceKind
    from summarizer.text.candidates import Quotation
    from summarizer.text.segment import Segmented

__all__ = ["SENTENCE_END", "Spoken", "Voice", "attribute_quotations", "said_at"]

SENTENCE_END = re.compile(r"[.!?…,][)\]]?$")
"""How a quotation of a whole sentence ends."""
_NEXT_SENTENCE = re.compile(r"[.!?]\s+[A-Z]")
_ENDED_SENTENCE = re.compile(r"[.!?]\s")
_MARGIN = " \u00a0\t"
_REACH = 120
"""Characters between a quotation and a cue of its passage that does not cover it."""
_ACTOR_REACH = 300
_ACTOR = re.compile(
    r"""
    (?P<actor>
        (?:(?:the|its|an?)\s+)?
        (?:
            [A-Z][\w’'-]*
            |[A-Z]\.(?:[A-Z]\.)+
            |government|army|military|ministry|police|company|group|party|union|club
        )
        (?:\s+[A-Z][\w’'-]*){0,3}
    )\s+
    (?:has\s+|have\s+|had\s+)?
    (?P<verb>
        order(?:ed|s)|brand(?:ed|s)|label(?:l?ed|s)|term(?:ed|s)|deem(?:ed|s)|dub(?:bed|s)|consider(?:ed|s)
        |called|calls|described|describes|accused|accuses|denounced|condemned|hailed|dismissed|praised
        |criticised|criticized|vowed|warned|threatened
    )\b
    """,
    re.VERBOSE,
)
"""Who ordered, branded or called: the speaker of a fragment that no verb of saying introduces."""
_TITLE_BEFORE = re.compile(
    r"""\b(?:
        book|novel|film|movie|album|song|single|show|series|play|paper|documentary|programme|program|painting
        |operation|codenamed|nicknamed|entitled|titled|known[ ]as|named|podcast|magazine|poem|musical|essay
        |for|in|on
    )\s*[,:]?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""“the film | ‘Jaws’”: what stands before a title, which nobody speaks."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation and who speaks it."""

    quotation: Quotation
    attribution: Attribution | None
    continues: int | None
    """Index of the quotation that it goes on from."""
    tagged: bool
    """Whether its own passage names the speaker."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who states something: the chain of sources, empty for the outlet, and the kind of the first of them."""

    chain: tuple[Source, ...] = ()
    kind: SourceKind = "outlet"
    denied: bool = False
    """Whether the verb of the source denies it."""


def attribute_quotations(segmented: Segmented, attributions: AttributionMap) -> list[Spoken]:
    """Find the speaker of every quotation: before, after or around it, or from the one it goes on from."""
    spoken: list[Spoken] = []
    for quotation in segmented.quotations:
        passage = attributions.passage_at(quotation.start)
        own = _own_attribution(quotation, passage)
        goes_on = (
            passage is not None and bool(spoken) and _goes_on(spoken[-1], quotation, segmented.text, own)
        )
        continues = len(spoken) - 1 if goes_on else None
        if own is not None:
            spoken.append(Spoken(quotation, own, continues, tagged=True))
        elif goes_on:
            spoken.append(Spoken(quotation, spoken[-1].attribution, continues, tagged=False))
        else:
            context = _from_context(quotation, segmented, attributions)
            tagged = context is not None and context.cue.cover[1] == quotation.end and bool(context.cue.verb)
            spoken.append(Spoken(quotation, context, None, tagged=tagged))
    return spoken


def said_at(offset: int, spoken: list[Spoken], attributions: AttributionMap) -> Voice:
    """In whose voice what stands at ``offset`` is said: a quotation's, a cue's, or the outlet's own."""
    covering = attributions.at(offset)
    index = bisect_right(spoken, offset, key=lambda item: item.quotation.inner.start) - 1
    item = spoken[index] if index >= 0 and offset < spoken[index].quotation.inner.end else None
    attribution = (item.attribution if item is not None else None) or covering
    if attribution is None:
        return Voice()
    return Voice(attribution.chain, attribution.kind, denied=covering is not None and covering.denies)


def _own_attribution(quotation: Quotation, passage: Passage | None) -> Attribution | None:
    """The cue of the same passage that covers the quotation, else the nearest that touches it."""
    if passage is None or not passage.attributions:
        return None
    for attribution in passage.attributions:
        start, end = attribution.cue.cover
        if start <= quotation.start and quotation.end <= end:
            return attribution
    for attribution in passage.attributions:
        start, end = attribution.cue.cover
        if start < quotation.end and quotation.start < end:
            return attribution
    near = min(passage.attributions, key=lambda attribution: _gap(attribution.cue, quotation))
    return near if _gap(near.cue, quotation) <= _REACH else None


def _gap(cue: Cue, quotation: Quotation) -> int:
    return min(abs(cue.start - quotation.end), abs(quotation.start - cue.end))


def _goes_on(last: Spoken, quotation: Quotation, text: str, own: Attribution | None) -> bool:
    """Whether a quotation goes on from the last one, in the same paragraph or the next.

    Args:
        last: The quotation before.
        quotation: The quotation.
        text: The source text.
        own: The attribution that the quotation's own passage gives it.
    """
    if last.attribution is None or (own is not None and not _same_speaker(own, last.attribution)):
        return False
    between = text[last.quotation.end : quotation.start]
    if not between.strip() and (own is None or (not last.quotation.closed and "\n" in between)):
        return True
    paragraphs = between.count("\n\n") or between.count("\n")
    speechlike = _is_speechlike(quotation.inner.text)
    if own is not None:
        between = between.replace("\n", " ")[:-1]
        return paragraphs <= 1 and speechlike and not _NEXT_SENTENCE.search(between)
    if paragraphs <= 1 and speechlike and _opens_paragraph(text, quotation.start):
        return True
    near = "\n" not in between and len(between) < 60
    return near and last.tagged and not _ENDED_SENTENCE.search(between)


def _same_speaker(one: Attribution, other: Attribution) -> bool:
    if one.speaker.name == other.speaker.name:
        return True
    return not set(one.speaker.mentions).isdisjoint(other.speaker.mentions)


def _opens_paragraph(text: str, start: int) -> bool:
    return text[max(0, start - 12) : start].rstrip(_MARGIN).endswith("\n")


def _is_speechlike(text: str) -> bool:
    return len(text.split()) > 3 or SENTENCE_END.search(text) is not None


def _from_context(
    quotation: Quotation, segmented: Segmented, attributions: AttributionMap
) -> Attribution | None:
    """A speaker named in the same sentence or the passage right before, without a verb of saying."""
    here = attributions.passage_at(quotation.start)
    if here is None:
        return None
    named = _actor(quotation, here, segmented.text) or _sentence_subject(
        quotation, here, segmented.text, attributions
    )
    if named is not None:
        return named
    before = attributions.passage_before(here)
    if before is None or not before.attributions or not _is_speechlike(quotation.inner.text):
        return None
    follows = before.paragraph >= here.paragraph - 1 and quotation.start - here.start <= 1
    return before.attributions[-1] if follows else None


def _actor(quotation: Quotation, here: Passage, text: str) -> Attribution | None:
    """“The army has ordered a ‘complete evacuation’”: the nearest who did so."""
    left = max(here.start, quotation.start - _ACTOR_REACH)
    actors = list(_ACTOR.finditer(text, left, quotation.start))
    if not actors:
        return None
    actor = actors[-1]
    speaker = read_speaker(text, *actor.span("actor"))
    if speaker is None:
        return None
    cue = Cue(speaker, actor["verb"], *actor.span(), cover=(actor.end(), quotation.end))
    return Attribution((speaker.source(text),), speaker.kind, speaker.role, cue)


def _sentence_subject(
    quotation: Quotation, here: Passage, text: str, attributions: AttributionMap
) -> Attribution | None:
    """The subject of the sentence that a quotation stands in, unless the quotation is a title."""
    before = max(here.start, quotation.start - 40)
    if quotation.start - here.start <= 12 or _TITLE_BEFORE.search(text, before, quotation.start):
        return None
    shared = Reference("", here.start, here.start)
    cue = Cue(shared, "", quotation.start, quotation.start, cover=(here.start, quotation.end))
    return attributions.subject_of(here.start, quotation.start, cue)
