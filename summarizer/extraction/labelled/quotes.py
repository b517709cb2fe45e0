"""Makes quote records: the rules' span with the model's speaker, and who carried it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from summarizer.checks import make_finding
from summarizer.records import Quote, Span
from summarizer.text.candidates import Quotation, Stretch

if TYPE_CHECKING:
    from summarizer.extraction.labelled.grounded import Ground
    from summarizer.extraction.labelled.reply import MissedPassage, QuoteLabel

__all__ = ["ground_quotes", "missed_quotation"]

_MARKS = "\"'“”‘’«»„‟‹›"
_CUE_REACH = 400
"""Characters on each side of a quotation within which its verb of saying stands."""


def ground_quotes(ground: Ground, candidates: dict[str, Quotation]) -> list[Quote]:
    """The quotations that the reply labels, in the order of the text.

    Args:
        ground: The article and the reply.
        candidates: The quotations that may be labelled, by id: those marked, and those missed and found.
    """
    labels: dict[str, QuoteLabel] = {}
    listed = {passage.id for passage in ground.reply.missed}
    for label in ground.reply.quotes:
        if label.id in candidates:
            labels.setdefault(label.id, label)
        elif label.id not in listed:
            ground.unknown(label.id, "a label", label.about or label.kind, "quotation")
    quotes = (
        ground.once(label, partial(_quote, label, candidates[id_], ground)) for id_, label in labels.items()
    )
    return sorted((quote for quote in quotes if quote), key=lambda quote: (quote.span.start, quote.span.end))


def _quote(label: QuoteLabel, quotation: Quotation, ground: Ground) -> Quote | None:
    inner = quotation.inner
    owner = f"quote {label.id}"
    within = ground.sentence_span(inner.start)
    chain = ground.chain(label.by, inner.start, within, label.id, f"{owner}, “{inner.text}”")
    if chain is None:
        return None
    return Quote(
        id=label.id,
        text=inner.text,
        kind=label.kind,
        speaker=chain[0] if chain else None,
        speaker_role=label.role or None,
        source_kind=ground.kind(label.by),
        via=chain[1:],
        cue=_cue(label.cue, quotation, ground),
        when=ground.when(label.when, owner, inner.text),
        continues=label.continues or None,
        about=label.about or None,
        span=Span(start=inner.start, end=inner.end, text=inner.text),
    )


def _cue(cue: str, quotation: Quotation, ground: Ground) -> str | None:
    """The verb of saying as the article has it near the quotation; None where it does not stand there."""
    found = ground.located(cue, quotation.start) if cue else None
    if found is None or not quotation.start - _CUE_REACH <= found.start <= quotation.end + _CUE_REACH:
        return None
    return found.text


def missed_quotation(passage: MissedPassage, near: int | None, ground: Ground) -> Quotation | None:
    """A quotation that the rules overlooked; None with a finding where it does not stand in marks."""
    words = passage.text.strip().strip(_MARKS).strip()
    span = ground.located(words, near) if words else None
    text = ground.segmented.text
    if span is not None and _opens(text, span.start - 1):
        end = span.end + (text[span.end : span.end + 1] in _MARKS_SET)
        inner = Stretch(span.start, span.end, span.text)
        return Quotation(span.start - 1, end, text[span.start - 1 : end], inner, closed=end > span.end)
    where = "in the article" if span is None else "in quotation marks"
    message = f"the missed passage “{passage.text}” does not stand {where}; copy it letter by letter"
    ground.findings.append(make_finding("span-not-found", message, record=passage.id))
    return None


_MARKS_SET = frozenset(_MARKS)


def _opens(text: str, place: int) -> bool:
    """Whether a quotation mark stands at ``place`` that opens: an apostrophe stands inside a word."""
    if place < 0 or text[place] not in _MARKS_SET:
        return False
    return place == 0 or not text[place - 1].isalnum()
