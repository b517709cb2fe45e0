"""The quote records: kind, speaker, who carried it, when it was said, and which goes on from which."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.extraction.baseline.dating import nearest_date
from summarizer.extraction.baseline.spoken import SENTENCE_END
from summarizer.records import Quote, QuoteKind, Span, When

if TYPE_CHECKING:
    from summarizer.extraction.baseline.spoken import Spoken
    from summarizer.text.segment import Segmented

__all__ = ["label_quotes", "quote_kind"]

_VERB = re.compile(
    r"""\b(?:
        is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|should|may|might|must
        |let|go|get|see|know|think|want|need|said|says|came|went|made|took|gave|told|lost|won|saw|felt|kept
        |left|stop|fight|come|look|give|take|make
        |\w+(?:’s|'s|n’t|n't|’re|'re|’ve|'ve|’ll|'ll|’m|'m)
        |\w{3,}ed|\w{3,}ing
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SHORT = 3
"""Words up to which what goes on is a part of a sentence."""
_OPENING = "[(…'‘“\"¿¡0123456789"
"""What a whole sentence may begin with besides a capital."""
_SPEECH_OPENING = (":", ",", ".", "!", "?", "\n", "—", "–")
"""What stands before a quotation of a whole sentence."""


def quote_kind(text: str, before: str, *, goes_on: bool = False) -> QuoteKind:
    """A sentence or more, part of one, or a word or label at arm's length.

    Args:
        text: What stands between the marks.
        before: Some of the text before the opening mark.
        goes_on: Whether it goes on from a quotation of its sentence: “…,” he said, “but that was not enough.”
    """
    ended = SENTENCE_END.search(text) is not None
    if len(text.split()) <= 2 and not ended and not _VERB.search(text):
        return "term"
    begun = text[:1].isupper() or text[:1] in _OPENING
    introduced = not before.strip() or before.rstrip().endswith(_SPEECH_OPENING)
    if goes_on and ended and len(text.split()) > _SHORT:
        return "direct"
    return "direct" if begun and (ended or (introduced and _VERB.search(text))) else "mixed"


def label_quotes(segmented: Segmented, spoken: list[Spoken]) -> list[Quote]:
    """The quote records, in the order of the text."""
    return [_label(f"q{number}", item, segmented) for number, item in enumerate(spoken, start=1)]


def _label(id_: str, item: Spoken, segmented: Segmented) -> Quote:
    inner = item.quotation.inner
    attribution = item.attribution
    before = segmented.text[max(0, inner.start - 40) : inner.start - 1]
    quote = Quote(
        id=id_,
        text=inner.text,
        kind=quote_kind(
            inner.text, before, goes_on=item.continues is not None and before.rstrip().endswith(",")
        ),
        continues=f"q{item.continues + 1}" if item.continues is not None else None,
        span=Span(start=inner.start, end=inner.end, text=inner.text),
    )
    if attribution is None:
        return quote
    return quote.model_copy(
        update={
            "speaker": attribution.speaker,
            "speaker_role": attribution.role,
            "source_kind": attribution.kind,
            "via": attribution.via,
            "cue": attribution.cue.verb if item.tagged else None,
            "when": nearest_date(segmented, attribution.cue.end) if item.tagged else When(),
        }
    )
