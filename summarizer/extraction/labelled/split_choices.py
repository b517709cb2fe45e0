"""What a small model may choose from: the sources and dates that the rules find around a place.

A model of a few hundred million parameters names no source on its own; out of a few it may pick one. The
choice that the rules themselves would take comes first, which the prompts say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.attribution.mapping import AttributionMap
from summarizer.attribution.sources import classify_source
from summarizer.extraction.baseline.spoken import attribute_quotations, said_at
from summarizer.extraction.labelled.marking import defuse
from summarizer.extraction.labelled.reply import SourceLabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.records import Source, SourceKind
    from summarizer.text.candidates import FigureCandidate, Stretch, TextSentence
    from summarizer.text.segment import Segmented

__all__ = ["NOBODY", "NO_DATE", "Chain", "Choices", "SourceBook", "own_sentence"]

NOBODY = "nobody"
"""The choice for what the article says in its own voice."""
NO_DATE = "not said"
"""The choice for what has no date."""
_LONGEST = 60
"""Characters of a choice as it is shown."""
_MOST = 6
"""Sources, and dates, that are offered for one record."""
_STRAIGHT = str.maketrans("“”„‘’", '"""\'\'')
_KINDS: frozenset[SourceKind] = frozenset(
    {"officials", "organisation", "named_person", "witness", "anonymous", "media"}
)


@dataclass(frozen=True, slots=True)
class Chain:
    """Who says something: the sources from the original outwards; none for the article itself."""

    sources: tuple[Source, ...] = ()
    kind: SourceKind = "outlet"
    """Kind of the original source."""

    @property
    def shown(self) -> str:
        """How the chain is offered."""
        return " via ".join(_plain(source.name) for source in self.sources) or NOBODY


class Choices:
    """The choices of one article.

    Args:
        segmented: What the rules found in it.
        outlet: The outlet, which is no source of its own article.
    """

    def __init__(self, segmented: Segmented, outlet: str | None) -> None:
        self._segmented = segmented
        self._attributions = AttributionMap(segmented, outlet)
        self._spoken = attribute_quotations(segmented, self._attributions)

    def of_figure(self, candidate: FigureCandidate) -> dict[str, Chain]:
        """Who may state a figure, by how it is shown."""
        voice = said_at(candidate.start, self._spoken, self._attributions)
        return self._around(candidate.start, Chain(voice.chain, voice.kind))

    def of_quotation(self, index: int) -> dict[str, Chain]:
        """Who may speak a quotation.

        Args:
            index: Its number, from 0.
        """
        spoken = self._spoken[index]
        taken = spoken.attribution
        first = Chain() if taken is None else Chain(taken.chain, taken.kind)
        return self._around(spoken.quotation.start, first)

    def of_sentence(self, number: int) -> dict[str, Chain]:
        """Who may say what a sentence says.

        Args:
            number: The sentence's number, from 0.
        """
        sentence = self._segmented.sentences[number]
        return self._around(sentence.start, next(self._chains(sentence), Chain()))

    def dates(self, number: int) -> dict[str, str]:
        """The ids of the date phrases in a sentence and in the one before, by how they are shown."""
        sentences = self._segmented.sentences[max(0, number - 1) : number + 1]
        found: dict[str, str] = {}
        for sentence in reversed(sentences):
            first = bisect_left(self._segmented.dates, sentence.start, key=_start)
            last = bisect_left(self._segmented.dates, sentence.end, key=_start)
            for position in range(first, last):
                found.setdefault(_plain(self._segmented.dates[position].text), f"d{position + 1}")
        return dict(list(found.items())[:_MOST])

    def _around(self, offset: int, taken: Chain) -> dict[str, Chain]:
        """The chain that the rules take, then those of the sentence and of the one before, then nobody."""
        number = own_sentence(self._segmented, offset)
        sentences = self._segmented.sentences[max(0, number - 1) : number + 1]
        around = (chain for sentence in reversed(sentences) for chain in self._chains(sentence))
        return _offered((taken, *around))

    def _chains(self, sentence: TextSentence) -> Iterator[Chain]:
        """Who says something in a sentence, in the order of the text."""
        passage = self._attributions.passage_at(sentence.start)
        for one in passage.attributions if passage else ():
            start, end = one.cue.cover
            if min(start, one.cue.start) < sentence.end and max(end, one.cue.end) > sentence.start:
                yield Chain(one.chain, one.kind)


def own_sentence(segmented: Segmented, offset: int) -> int:
    """Number, from 0, of the sentence that holds an offset, or of the last one before it."""
    return max(0, bisect_right(segmented.sentences, offset, key=_start) - 1)


def _start(stretch: Stretch) -> int:
    return stretch.start


def _offered(chains: Iterable[Chain]) -> dict[str, Chain]:
    offered: dict[str, Chain] = {}
    for chain in chains:
        if not chain.sources or chain.kind in _KINDS:
            offered.setdefault(chain.shown, chain)
    kept = dict(list(offered.items())[:_MOST])
    return kept | ({} if NOBODY in kept else {NOBODY: Chain()})


class SourceBook:
    """The sources that a model has chosen, each under one id."""

    def __init__(self) -> None:
        self._labels: dict[str, SourceLabel] = {}

    @property
    def labels(self) -> list[SourceLabel]:
        """The sources in the order in which they were chosen."""
        return list(self._labels.values())

    def ids(self, chain: Chain) -> list[str]:
        """The ids of a chain's sources."""
        kinds: list[SourceKind] = [
            chain.kind,
            *(classify_source(one.name, None) for one in chain.sources[1:]),
        ]
        return [self._id(source, kind) for source, kind in zip(chain.sources, kinds, strict=False)]

    def _id(self, source: Source, kind: SourceKind) -> str:
        known = self._labels.get(source.name)
        if known is None:
            known = SourceLabel(
                id=f"p{len(self._labels) + 1}",
                name=source.name,
                words=source.mentions[0].text if source.mentions else "",
                kind="media" if kind == "outlet" else kind,
            )
            self._labels[source.name] = known
        return known.id


def _plain(text: str) -> str:
    """A choice as it is shown: one line, straight quotation marks, and no longer than need be."""
    shown = defuse(" ".join(text.split())).translate(_STRAIGHT)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 3]}..."
