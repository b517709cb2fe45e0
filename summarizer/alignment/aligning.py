"""Aligns two results of one article: events, figures and quotes, then the lines of their summaries."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from summarizer.alignment.costs import UNIT, event_cost, figure_cost, quote_cost, sentence_cost
from summarizer.alignment.facts import event_facts, figure_facts, places, quote_facts, sentence_facts
from summarizer.alignment.matching import match
from summarizer.alignment.records import AlignedResult, Alignment, Pair
from summarizer.alignment.same_text import require_same_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from summarizer.alignment.facts import Facts
    from summarizer.records import ArticleSummary, Sentence

__all__ = ["align"]

_EVENTS = partial(match, "event", cost=event_cost, unmatched=UNIT * 30 // 100)
_FIGURES = partial(match, "figure", cost=figure_cost, unmatched=UNIT * 30 // 100)
_QUOTES = partial(match, "quote", cost=quote_cost, unmatched=UNIT * 32 // 100)
_SENTENCES = partial(match, "sentence", cost=sentence_cost, unmatched=UNIT * 36 // 100)
_HEADLINES = partial(match, "sentence", cost=sentence_cost, unmatched=UNIT)
"""A headline has its place: it is paired with the other one, however much they differ."""


def align(left: ArticleSummary, right: ArticleSummary) -> Alignment:
    """Match the records of two results of one article, each with at most one of the other.

    The pairing of a type costs least in all (``summarizer.alignment.costs`` says what a pair costs); a
    record that fits none well enough stays alone. It depends on what the records say, not on their order
    or their ids, and is the same seen from either side. The lines of the summaries follow, by the
    records that they cite, their evidence and their words.

    Raises:
        AlignmentError: The two are not results of the same source text.
    """
    digest = require_same_text(left, right)
    ours, theirs = places(left), places(right)
    pairs = [
        *_EVENTS(
            [event_facts(each, ours) for each in left.events],
            [event_facts(each, theirs) for each in right.events],
        ),
        *_FIGURES(
            [figure_facts(each, ours) for each in left.figures],
            [figure_facts(each, theirs) for each in right.figures],
        ),
        *_QUOTES(
            [quote_facts(each, ours) for each in left.quotes],
            [quote_facts(each, theirs) for each in right.quotes],
        ),
    ]
    return Alignment(
        document=left.document.id,
        sha256=digest,
        left=AlignedResult(model=left.provenance.model, repeat=left.provenance.repeat),
        right=AlignedResult(model=right.provenance.model, repeat=right.provenance.repeat),
        pairs=[*pairs, *_summary_pairs(left, right, *_common_names(pairs, ours, theirs))],
    )


def _summary_pairs(
    left: ArticleSummary, right: ArticleSummary, ours: Mapping[str, object], theirs: Mapping[str, object]
) -> list[Pair]:
    """Headline with headline, sentences with sentences, contested lines with contested lines."""
    one, other = left.summary, right.summary
    return [
        *_HEADLINES(_headline(one.headline, ours), _headline(other.headline, theirs)),
        *_SENTENCES(_numbered("s", one.sentences, ours), _numbered("s", other.sentences, theirs)),
        *_SENTENCES(_numbered("c", one.contested, ours), _numbered("c", other.contested, theirs)),
    ]


def _common_names(
    pairs: Iterable[Pair], ours: Mapping[str, object], theirs: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """What each record is called on both sides, by its ids on the one and on the other.

    Records of one side that say the same at the same place have one name: which of them is cited tells
    nothing.
    """
    groups: dict[object, set[object]] = {}
    for pair in pairs:
        sides = {("left", ours.get(pair.left or "")), ("right", theirs.get(pair.right or ""))}
        joined: set[object] = set()
        for each in sides:
            if each[1] is not None:
                joined |= groups.get(each, {each})
        groups.update(dict.fromkeys(joined, joined))
    numbers: dict[int, int] = {}
    for group in groups.values():
        numbers.setdefault(id(group), len(numbers))
    return (
        {name: numbers[id(groups["left", said])] for name, said in ours.items()},
        {name: numbers[id(groups["right", said])] for name, said in theirs.items()},
    )


def _headline(headline: Sentence | None, cited: Mapping[str, object]) -> list[Facts]:
    return [] if headline is None else [sentence_facts("headline", headline, cited)]


def _numbered(letter: str, lines: Iterable[Sentence], cited: Mapping[str, object]) -> list[Facts]:
    return [sentence_facts(f"{letter}{number}", line, cited) for number, line in enumerate(lines, start=1)]
