"""The summary of rules alone: the article's lead sentences, each citing itself and the records in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.records import Event, Figure, Quote, Sentence, Span, Summary

if TYPE_CHECKING:
    from summarizer.text.candidates import TextSentence
    from summarizer.text.segment import Segmented

__all__ = ["summarize_lead"]

_WORDS_PER_SENTENCE = 180
"""Words of article for each sentence of summary."""
_MOST_SENTENCES = 6
_FEWEST_WORDS = 6
"""A shorter line is no prose: a heading, a byline."""
_HEADLINE_WORDS = 20
_PROSE_END = re.compile(r"[.!?…][\"”’')\]]*$")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Records:
    """The records that a sentence of the summary may cite."""

    events: list[Event]
    figures: list[Figure]
    quotes: list[Quote]

    def within(self, sentence: TextSentence) -> tuple[str, ...]:
        """Ids of the records that stand in a sentence."""
        start, end = sentence.start, sentence.end
        events = (event.id for event in self.events if event.evidence[0].start == start)
        figures = (figure.id for figure in self.figures if start <= figure.span.start < end)
        quotes = (quote.id for quote in self.quotes if start <= quote.span.start < end)
        return (*events, *figures, *quotes)

    def cited(self, sentence: TextSentence, text: str) -> Sentence:
        """A summary sentence with the source sentence as evidence and the records that stand in it."""
        evidence = Span(start=sentence.start, end=sentence.end, text=sentence.text)
        return Sentence(text=_SPACES.sub(" ", text), evidence=(evidence,), records=self.within(sentence))


def summarize_lead(
    segmented: Segmented,
    events: list[Event],
    figures: list[Figure],
    quotes: list[Quote],
    *,
    title: str | None,
) -> Summary:
    """The first sentences of the body as they stand, more of them for a longer article."""
    records = _Records(events, figures, quotes)
    body = [sentence for sentence in segmented.sentences if _is_prose(sentence, title)]
    body = body or list(segmented.sentences)
    words = sum(len(sentence.text.split()) for sentence in segmented.sentences)
    wanted = min(_MOST_SENTENCES, max(1, round(words / _WORDS_PER_SENTENCE)))
    return Summary(
        headline=_headline(segmented, body, title, records),
        sentences=tuple(records.cited(sentence, sentence.text) for sentence in body[:wanted]),
    )


def _is_prose(sentence: TextSentence, title: str | None) -> bool:
    if sentence.text == title or len(sentence.text.split()) < _FEWEST_WORDS:
        return False
    return _PROSE_END.search(sentence.text) is not None


def _headline(
    segmented: Segmented, body: list[TextSentence], title: str | None, records: _Records
) -> Sentence | None:
    """The article's own title where it stands in the text, else the opening of its first sentence."""
    for sentence in segmented.sentences[:3]:
        if title and title in sentence.text:
            return records.cited(sentence, title)
    place = segmented.text.find(title) if title else -1
    if title and place >= 0:  # in what was set aside, as the page's own title line is
        return Sentence(
            text=_SPACES.sub(" ", title), evidence=(Span.of(segmented.text, place, place + len(title)),)
        )
    if not body:
        return None
    words = body[0].text.split()
    text = " ".join(words[:_HEADLINE_WORDS]).rstrip(" ,;:.")
    return records.cited(body[0], text + ("…" if len(words) > _HEADLINE_WORDS else ""))
