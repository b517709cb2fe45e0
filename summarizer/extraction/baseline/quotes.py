"""Labels quotations: kind, speaker, who carried it, and which quotation goes on from which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.extraction.baseline.attribution import Attribution, AttributionMap
from summarizer.extraction.baseline.cues import Cue
from summarizer.extraction.baseline.dating import nearest_date
from summarizer.extraction.baseline.sources import read_speaker
from summarizer.records import Quote, QuoteKind, Source, SourceKind, Span, When

if TYPE_CHECKING:
    from summarizer.extraction.baseline.attribution import Passage
    from summarizer.text.candidates import Quotation
    from summarizer.text.segment import Segmented

__all__ = ["Spoken", "attribute_quotations", "label_quotes"]

_SENTENCE_END = re.compile(r"[.!?…,][)\]]?$")
_VERB = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|should|may|might|must|let|go|get|see|know|think|want|need|said|says|"
    r"\w+(?:’s|'s|n’t|n't|’re|'re|’ve|'ve|’ll|'ll|’m|'m)|\w{3,}ed|\w{3,}ing|came|went|made|took|gave|told|lost|won|saw|felt|kept|left|stop|fight|come|look|give|take|make)\b"
)
_ACTOR = re.compile(
    r"(?P<actor>(?:(?:the|its|an?)\s+)?(?:[A-Z][\w’'-]*|[A-Z]\.(?:[A-Z]\.)+|government|army|military|ministry|police|company|group|party|union|club)(?:\s+[A-Z][\w’'-]*){0,3})\s+"
    r"(?:has\s+|have\s+|had\s+)?(?P<verb>order(?:ed|s)|brand(?:ed|s)|label(?:l?ed|s)|term(?:ed|s)|deem(?:ed|s)|dub(?:bed|s)|consider(?:ed|s)|called|calls|described|describes|accused|accuses|denounced|condemned|hailed|dismissed|praised|criticised|criticized|vowed|warned|threatened)\b"
)
"""Who ordered, branded or called: the speaker of a fragment that no verb of saying introduces."""


_TITLE_BEFORE = re.compile(
    r"(?i)\b(?:book|novel|film|movie|album|song|single|show|series|play|paper|documentary|programme|program|painting|operation|codenamed|nicknamed|entitled|titled|known as|named|podcast|magazine|poem|musical|essay|for|in|on)\s*[,:]?\s*$"
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation and who speaks it."""

    quotation: Quotation
    attribution: Attribution | None
    continues: int | None
    """Index of the quotation that it goes on from."""
    tagged: bool
    """Whether its own passage names the speaker."""


def attribute_quotations(segmented: Segmented, attributions: AttributionMap) -> list[Spoken]:
    """Find the speaker of every quotation: before, after or around it, or from the one it goes on from."""
    spoken: list[Spoken] = []
    for index, quotation in enumerate(segmented.quotations):
        passage = attributions.passage_at(quotation.start)
        own = _own_attribution(quotation, passage)
        continued = _continued(spoken, index, quotation, passage, segmented, own)
        if own is not None:
            spoken.append(Spoken(quotation, own, continued, tagged=True))
        elif continued is not None:
            spoken.append(Spoken(quotation, spoken[continued].attribution, continued, tagged=False))
        else:
            context = _from_context(quotation, segmented, attributions)
            tagged = context is not None and context.cue.cover[1] == quotation.end and bool(context.cue.verb)
            spoken.append(Spoken(quotation, context, None, tagged=tagged))
    return spoken


def _own_attribution(quotation: Quotation, passage: Passage | None) -> Attribution | None:
    """The cue of the same passage that covers the quotation, else the nearest that touches it."""
    if passage is None or not passage.attributions:
        return None
    covering = [
        a
        for a in passage.attributions
        if a.cue.cover[0] <= quotation.start and quotation.end <= a.cue.cover[1]
    ]
    if covering:
        return covering[0]
    touching = [
        a for a in passage.attributions if a.cue.cover[0] < quotation.end and quotation.start < a.cue.cover[1]
    ]
    if touching:
        return touching[0]
    near = min(
        passage.attributions,
        key=lambda a: min(abs(a.cue.start - quotation.end), abs(quotation.start - a.cue.end)),
    )
    gap = min(abs(near.cue.start - quotation.end), abs(quotation.start - near.cue.end))
    return near if gap <= 120 else None


def _continued(
    spoken: list[Spoken],
    index: int,
    quotation: Quotation,
    passage: Passage | None,
    segmented: Segmented,
    own: Attribution | None,
) -> int | None:
    """Index of the quotation that this one goes on from, in the same paragraph or the next."""
    if not index or passage is None:
        return None
    last = spoken[-1]
    if last.attribution is None:
        return None
    between = segmented.text[last.quotation.end : quotation.start]
    if own is not None and not _same(own, last.attribution):
        return None
    if not last.quotation.closed and "\n" in between and not between.strip():
        return index - 1
    paragraphs = between.count("\n\n") or between.count("\n")
    if own is None and not between.strip():
        return index - 1
    if (
        own is None
        and paragraphs <= 1
        and _opens_paragraph(segmented.text, quotation.start)
        and _speechlike(quotation.inner.text)
    ):
        return index - 1
    if (
        own is not None
        and (paragraphs == 0 or paragraphs == 1)
        and not re.search(r"[.!?]\s+[A-Z]", between.replace("\n", " ")[:-1])
        and _speechlike(quotation.inner.text)
    ):
        return index - 1
    same_sentence = own is None and "\n" not in between and len(between) < 60
    return index - 1 if same_sentence and last.tagged and not re.search(r"[.!?]\s", between) else None


def _same(one: Attribution, other: Attribution) -> bool:
    return one.speaker.name == other.speaker.name or bool(
        set(one.speaker.mentions) & set(other.speaker.mentions)
    )


def _opens_paragraph(text: str, start: int) -> bool:
    return not text[:start].strip() or text[max(0, start - 12) : start].rstrip(" \u00a0\t").endswith("\n")


def _speechlike(text: str) -> bool:
    return len(text.split()) > 3 or _SENTENCE_END.search(text) is not None


def _from_context(
    quotation: Quotation, segmented: Segmented, attributions: AttributionMap
) -> Attribution | None:
    """A speaker named in the passage right before, for a quotation that opens the next sentence."""
    here = attributions.passage_at(quotation.start)
    if here is None:
        return None
    actors = list(_ACTOR.finditer(segmented.text, here.start, quotation.start))
    if actors:
        actor = actors[-1]
        speaker = read_speaker(segmented.text, actor.start("actor"), actor.end("actor"))
        if speaker:
            cue = Cue(
                speaker,
                None,
                None,
                actor["verb"],
                actor.start(),
                actor.end(),
                (),
                (actor.end(), quotation.end),
            )
            return Attribution((speaker.source(segmented.text),), speaker.kind, speaker.role, cue)
    if quotation.start - here.start > 12 and not _TITLE_BEFORE.search(
        segmented.text, max(here.start, quotation.start - 40), quotation.start
    ):
        cue = Cue(
            None,
            "",
            (here.start, here.start),
            "",
            quotation.start,
            quotation.start,
            (),
            (here.start, quotation.end),
        )
        subject = attributions.subject_before(quotation.start, here.start, cue)
        if subject is not None:
            return subject
    if not _speechlike(quotation.inner.text):
        return None
    before = attributions.passage_before(here)
    if (
        before is not None
        and before.attributions
        and before.paragraph >= here.paragraph - 1
        and quotation.start - here.start <= 1
    ):
        return before.attributions[-1]
    return None


def quote_kind(text: str, before: str) -> QuoteKind:
    """A sentence or more, part of one, or a word or label at arm's length."""
    words = text.split()
    sentence = text[:1].isupper() or text[:1] in "[(…'‘“\"¿¡0123456789"
    if len(words) <= 2 and not _SENTENCE_END.search(text) and not _VERB.search(text):
        return "term"
    opening = not before.strip() or before.rstrip().endswith((":", ",", ".", "!", "?", "\n", "—", "–"))
    if sentence and (_SENTENCE_END.search(text) or (opening and _VERB.search(text))):
        return "direct"
    return "mixed"


def label_quotes(segmented: Segmented, spoken: list[Spoken]) -> list[Quote]:
    """The quote records, in the order of the text."""
    text = segmented.text
    ids = [f"q{number}" for number in range(1, len(spoken) + 1)]
    quotes = []
    for index, item in enumerate(spoken):
        inner = item.quotation.inner
        attribution = item.attribution
        before = text[max(0, inner.start - 40) : inner.start - 1]
        speaker: Source | None = attribution.speaker if attribution else None
        kind: SourceKind = attribution.kind if attribution else "outlet"
        quotes.append(
            Quote(
                id=ids[index],
                text=inner.text,
                kind=quote_kind(inner.text, before),
                speaker=speaker,
                speaker_role=attribution.role if attribution else None,
                source_kind=kind,
                via=attribution.via if attribution else (),
                cue=attribution.cue.verb if attribution and item.tagged else None,
                when=nearest_date(segmented, attribution.cue.end) if attribution and item.tagged else When(),
                continues=ids[item.continues] if item.continues is not None else None,
                span=Span(start=inner.start, end=inner.end, text=inner.text),
            )
        )
    return quotes
