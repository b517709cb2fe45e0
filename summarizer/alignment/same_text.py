"""Whether two results index the same source text; only then do their offsets mean the same places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.errors import AlignmentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.records import ArticleSummary, Source, Span

__all__ = ["require_same_text"]

_ADVICE = "give two results of the same text, or run the changed article again"


def require_same_text(left: ArticleSummary, right: ArticleSummary) -> str | None:
    """The SHA-256 of the source text that both results index; null when neither names it.

    A result that does not name its text, such as an annotation made by hand, is taken for one of the
    same text when it is of the same document and its spans hold the characters that the other's hold.

    Raises:
        AlignmentError: They are of different texts, or nothing shows that they are of the same one.
    """
    one, other = left.document, right.document
    if one.sha256 is not None and other.sha256 is not None:
        if one.sha256 != other.sha256:
            problem = (
                f"the two results are of different source texts ({one.sha256[:8]}… and {other.sha256[:8]}…)"
            )
            raise AlignmentError(_name(left, right), problem, _ADVICE)
        return one.sha256
    if one.id != other.id:
        raise AlignmentError(_name(left, right), "the two results are of different documents", _ADVICE)
    ours, theirs = _characters(left), _characters(right)
    for place in ours.keys() & theirs.keys():
        if ours[place] != theirs[place]:
            problem = f"the two results read different characters at {place} of the source text"
            raise AlignmentError(one.id, problem, _ADVICE)
    return one.sha256 or other.sha256


def _name(left: ArticleSummary, right: ArticleSummary) -> str:
    one, other = left.document.id, right.document.id
    return one if one == other else f"{one} and {other}"


def _characters(article: ArticleSummary) -> dict[int, str]:
    """The characters of the source text that the result's spans hold, by their place."""
    return {
        place: character
        for span in _spans(article)
        for place, character in zip(range(span.start, span.end), span.text, strict=True)
    }


def _spans(article: ArticleSummary) -> Iterator[Span]:
    yield from article.document.furniture
    for event in article.events:
        yield from event.evidence
        yield from _mentions(event.attributed_to)
    for figure in article.figures:
        yield figure.span
        yield from figure.evidence
        yield from _mentions(figure.attributed_to)
    for quote in article.quotes:
        yield quote.span
        yield from _mentions(quote.via if quote.speaker is None else (quote.speaker, *quote.via))
    summary = article.summary
    for sentence in (
        *((summary.headline,) if summary.headline else ()),
        *summary.sentences,
        *summary.contested,
    ):
        yield from sentence.evidence


def _mentions(sources: tuple[Source, ...]) -> Iterator[Span]:
    for source in sources:
        yield from source.mentions
