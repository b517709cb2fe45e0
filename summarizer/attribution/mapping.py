"""Who says what, over a whole article: its passages in order, and the chain of sources at any place."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from propcache.api import cached_property

from summarizer.attribution.antecedents import Antecedents, Attribution, all_mean_somebody
from summarizer.attribution.cues import find_cues
from summarizer.attribution.hiding import Window, hide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.attribution.cues import Cue
    from summarizer.text.segment import Segmented

__all__ = ["AttributionMap", "Passage", "Told"]


class Told(NamedTuple):
    """A passage as ``Passage`` has it, with the cues of its attributions alone."""

    start: int
    end: int
    paragraph: int
    cues: Sequence[Cue]


class Passage(NamedTuple):
    """One or more sentences that a quotation holds together, with the attributions in them."""

    start: int
    end: int
    paragraph: int
    attributions: tuple[Attribution, ...]


class AttributionMap:
    """The attributions of one article, asked by offset.

    Args:
        segmented: The article's sentences and candidates.
        outlet: Name of the outlet, which never stands in a chain.
    """

    def __init__(self, segmented: Segmented, outlet: str | None) -> None:
        self._segmented = segmented
        self._outlet = outlet

    @cached_property
    def _antecedents(self) -> Antecedents:
        return Antecedents(self._segmented, self._outlet)

    @cached_property
    def _found(self) -> list[Told]:
        """The passages with every cue in them."""
        text, hidden = self._segmented.text, hide(self._segmented)
        return [
            Told(start, end, paragraph, find_cues(Window(text, hidden, start, end)))
            for start, end, paragraph in _merged(self._segmented)
        ]

    @cached_property
    def told(self) -> Sequence[Told]:
        """The article's passages in order, for those who need not know whom a cue means.

        They and their cues are in step with ``passages``, where the same numbers lead to the attributions.
        Whom it means is worked out only where it may be nobody, whose cue counts for nothing.
        """
        cues = [cue for passage in self._found for cue in passage.cues]
        if not self._outlet and all_mean_somebody(self._segmented.text, cues):
            return self._found
        return [
            Told(one.start, one.end, one.paragraph, [attribution.cue for attribution in one.attributions])
            for one in self.passages
        ]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The article's passages in order."""
        passages = []
        for start, end, paragraph, cues in self._found:
            resolved = [self._antecedents.resolve(cue) for cue in cues]
            attributions = tuple(attribution for attribution in resolved if attribution is not None)
            passages.append(Passage(start, end, paragraph, attributions))
        return tuple(passages)

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.start for passage in self.passages]

    def passage_at(self, offset: int) -> Passage | None:
        """The passage that holds ``offset``."""
        index = bisect_right(self._starts, offset) - 1
        return self.passages[index] if index >= 0 and offset < self.passages[index].end else None

    def passage_before(self, passage: Passage) -> Passage | None:
        """The passage right before another."""
        index = bisect_right(self._starts, passage.start) - 2
        return self.passages[index] if index >= 0 else None

    def at(self, offset: int) -> Attribution | None:
        """The attribution that covers ``offset`` outside quotations; None in the outlet's own voice."""
        passage = self.passage_at(offset)
        if passage is None:
            return None
        for attribution in passage.attributions:
            start, end = attribution.cue.cover
            if start <= offset < end:
                return attribution
        return None

    def subject_of(self, start: int, offset: int, cue: Cue) -> Attribution | None:
        """The subject of the sentence from ``start`` to ``offset``, as the source of ``cue``."""
        return self._antecedents.subject_of(start, offset, cue)


def _merged(segmented: Segmented) -> list[tuple[int, int, int]]:
    """Sentences as (start, end, paragraph), those joined that one quotation runs through."""
    merged: list[tuple[int, int, int]] = []
    quotations = iter(segmented.quotations)
    quotation = next(quotations, None)
    for sentence in segmented.sentences:
        while quotation is not None and quotation.end <= sentence.start:
            quotation = next(quotations, None)
        runs_on = quotation is not None and quotation.start < sentence.start < quotation.end
        if merged and runs_on and merged[-1][2] == sentence.paragraph:
            merged[-1] = (merged[-1][0], sentence.end, sentence.paragraph)
        else:
            merged.append((sentence.start, sentence.end, sentence.paragraph))
    return merged
