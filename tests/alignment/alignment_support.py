"""Small results to align, by hand and by chance."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from summarizer.records import (
    ArticleSummary,
    DocumentInfo,
    Event,
    Figure,
    Provenance,
    Quote,
    Sentence,
    Source,
    Span,
    Summary,
)

TEXT = (
    "Police said 12 people were hurt and 12 arrested in Vennby. Gaza's authorities said 40 homes burned. "
    "“We saw it all,” the mayor said. “We saw it all,” a nurse said. At least 12 buses stopped."
)
DIGEST = "a" * 64


def span(words: str, number: int = 1) -> Span:
    """Where the words stand in the text, for the given time."""
    start = -1
    for _ in range(number):
        start = TEXT.index(words, start + 1)
    return Span.of(TEXT, start, start + len(words))


def event(name: str, what: str, *evidence: Span, **changes: Any) -> Event:
    """An event with that content and evidence."""
    return Event.model_validate({"id": name, "what": what, "type": "other", "evidence": evidence} | changes)


def figure(name: str, where: Span, value: float | None, **changes: Any) -> Figure:
    """A figure that stands there."""
    return Figure.model_validate({"id": name, "text": where.text, "value": value, "span": where} | changes)


def quote(name: str, where: Span, speaker: str | None = None, **changes: Any) -> Quote:
    """A quote that stands there."""
    said = None if speaker is None else Source(name=speaker)
    return Quote.model_validate(
        {"id": name, "text": where.text, "kind": "direct", "speaker": said, "span": where} | changes
    )


def result(
    *records: Event | Figure | Quote, summary: Summary | None = None, **document: Any
) -> ArticleSummary:
    """A result with those records."""
    return ArticleSummary(
        status="ok",
        document=DocumentInfo.model_validate({"id": "story", "sha256": DIGEST} | document),
        summary=summary or Summary(),
        events=tuple(each for each in records if isinstance(each, Event)),
        figures=tuple(each for each in records if isinstance(each, Figure)),
        quotes=tuple(each for each in records if isinstance(each, Quote)),
        provenance=Provenance(model="baseline", origin="rules"),
    )


_SPANS = st.builds(
    lambda start, length: Span.of(TEXT, start, min(len(TEXT), start + length)),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 40),
)
_WORDS = st.lists(st.sampled_from(("police", "hurt", "12", "homes", "bus", "of")), max_size=3).map(" ".join)
_SOURCES = st.builds(
    Source,
    name=st.sampled_from(("Police", "the police", "a nurse", "mayor")),
    mentions=st.tuples(_SPANS) | st.just(()),
)
_CHAINS = st.just(()) | st.tuples(_SOURCES)
_EVENTS = st.builds(
    Event,
    id=st.just(""),
    what=_WORDS,
    type=st.sampled_from(("other", "crime")),
    place=st.none() | _WORDS,
    attributed_to=_CHAINS,
    evidence=st.lists(_SPANS, max_size=2).map(tuple),
)
_FIGURES = st.builds(
    lambda where, value, chain, counted: figure("", where, value, attributed_to=chain, counted=counted),
    _SPANS,
    st.none() | st.sampled_from((12, 40, 12.5)),
    _CHAINS,
    st.none() | _WORDS,
)
_QUOTES = st.builds(
    lambda where, speaker, kind: quote("", where, kind=kind).model_copy(update={"speaker": speaker}),
    _SPANS,
    st.none() | _SOURCES,
    st.sampled_from(("direct", "term")),
)


@st.composite
def results(draw: st.DrawFn) -> ArticleSummary:
    """Any result of the text; records that resemble each other, or are equal but for their ids, are common."""
    records: list[Event | Figure | Quote] = []
    kinds: tuple[tuple[str, st.SearchStrategy[Any]], ...] = (("e", _EVENTS), ("f", _FIGURES), ("q", _QUOTES))
    for letter, kind in kinds:
        drawn: list[Any] = draw(st.lists(kind, max_size=8))
        twin: bool = draw(st.booleans())
        if drawn and twin:
            drawn.append(draw(st.sampled_from(drawn)))
        records += [
            each.model_copy(update={"id": f"{letter}{number}"}) for number, each in enumerate(drawn, start=1)
        ]
    names = [each.id for each in records]
    cited = st.lists(st.sampled_from(names), max_size=3).map(tuple) if names else st.just(())
    sentence = st.builds(
        Sentence, text=_WORDS, evidence=st.lists(_SPANS, max_size=2).map(tuple), records=cited
    )
    lines = st.lists(sentence, max_size=4).map(tuple)
    summary = Summary(headline=draw(st.none() | sentence), sentences=draw(lines), contested=draw(lines))
    return result(*records, summary=summary)


def renamed(article: ArticleSummary, names: dict[str, str], shuffle: Any) -> ArticleSummary:
    """The same result with other ids and another order of records."""

    def changed(records: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(each.model_copy(update={"id": names[each.id]}) for each in shuffle(list(records)))

    def cites(line: Sentence) -> Sentence:
        return line.model_copy(update={"records": tuple(names[each] for each in line.records)})

    summary = article.summary
    return article.model_copy(
        update={
            "events": changed(article.events),
            "figures": changed(article.figures),
            "quotes": changed(article.quotes),
            "summary": Summary(
                headline=None if summary.headline is None else cites(summary.headline),
                sentences=tuple(cites(line) for line in summary.sentences),
                contested=tuple(cites(line) for line in summary.contested),
            ),
        }
    )
