"""The summary of rules alone: the article's lead sentences, each citing itself and the records in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.records import Event, Figure, Quote, Sentence, Span, Summary

if TYPE_CHECKING:
    from summarizer.text.candidates import TextSentence
    from summarizer.text.segment import Segmented

__all__ = ["summarize_lead"]

_WORDS_PER_SENTENCE = 180
"""Words of article for each sentence of summary, up to six of these."""
_MOST_SENTENCES = 6
_HEADLINE_WORDS = 20
_PROSE = re.compile(r"[.!?…][\"”’')\]]*$")


def summarize_lead(
    segmented: Segmented,
    events: list[Event],
    figures: list[Figure],
    quotes: list[Quote],
    *,
    title: str | None,
) -> Summary:
    """The first sentences of the body, as they stand."""
    body = [sentence for sentence in segmented.sentences if _is_prose(sentence, title)]
    body = body or list(segmented.sentences)
    words = sum(len(sentence.text.split()) for sentence in segmented.sentences)
    wanted = min(_MOST_SENTENCES, max(1, round(words / _WORDS_PER_SENTENCE)))
    lead = [_cite(sentence, sentence.text, events, figures, quotes) for sentence in body[:wanted]]
    return Summary(headline=_headline(segmented, body, title, events, figures, quotes), sentences=tuple(lead))


def _is_prose(sentence: TextSentence, title: str | None) -> bool:
    return (
        sentence.text != title
        and len(sentence.text.split()) >= 6
        and _PROSE.search(sentence.text) is not None
    )


def _headline(
    segmented: Segmented,
    body: list[TextSentence],
    title: str | None,
    events: list[Event],
    figures: list[Figure],
    quotes: list[Quote],
) -> Sentence | None:
    """The article's own title where it stands in the text, else the opening of its first sentence."""
    for sentence in segmented.sentences[:3]:
        if title and title in sentence.text:
            return _cite(sentence, title, events, figures, quotes)
    if not body:
        return None
    words = body[0].text.split()
    text = " ".join(words[:_HEADLINE_WORDS]).rstrip(" ,;:.")
    return _cite(body[0], text + ("…" if len(words) > _HEADLINE_WORDS else ""), events, figures, quotes)


def _cite(
    sentence: TextSentence, text: str, events: list[Event], figures: list[Figure], quotes: list[Quote]
) -> Sentence:
    """A summary sentence with the source sentence as evidence and the records that stand in it."""
    within = [event.id for event in events if any(span.start == sentence.start for span in event.evidence)]
    within += [item.id for item in (*figures, *quotes) if sentence.start <= item.span.start < sentence.end]
    evidence = Span(start=sentence.start, end=sentence.end, text=sentence.text)
    return Sentence(text=re.sub(r"\s+", " ", text), evidence=(evidence,), records=tuple(within))
