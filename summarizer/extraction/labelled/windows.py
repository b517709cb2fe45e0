"""Cuts an article into windows that fit the model: by what goes in, and by what must come out."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.extraction.labelled.marking import Window, whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.text.candidates import Stretch
    from summarizer.text.segment import Segmented

__all__ = ["cut", "estimate_tokens", "reply_budget"]

_CHARACTERS_PER_TOKEN = 3
"""On the safe side for English with marks, in which tokenizers take 3.3 to 4.3."""
_MARK_TOKENS = 6
_BASE_REPLY = 1500
"""Tokens for the sources, the summary and the frame of a reply."""
_TOKENS_PER_CANDIDATE = 90
_TOKENS_PER_SENTENCE = 70
_FEWEST_SENTENCES = 3


def estimate_tokens(text: str) -> int:
    """An upper estimate of the tokens of ``text``."""
    return len(text) // _CHARACTERS_PER_TOKEN + 1


def reply_budget(segmented: Segmented, window: Window) -> int:
    """Tokens that the reply about a window may take: about twice what replies have taken."""
    candidates = sum(window.holds(one) for one in _candidates(segmented))
    sentences = window.last - window.first
    return _BASE_REPLY + _TOKENS_PER_CANDIDATE * candidates + _TOKENS_PER_SENTENCE * sentences


def cut(segmented: Segmented, prompt_tokens: int, context_window: int) -> list[Window]:
    """The fewest windows, about as large as each other, in which prompt and reply fit the context window.

    Cuts are at sentence borders, outside quotations where that is possible.

    Args:
        segmented: What the rules found.
        prompt_tokens: Tokens of the prompt without the article.
        context_window: Tokens that prompt, article and reply may take together.
    """
    everything = whole(segmented)
    needs = _needs(segmented)
    room = context_window - prompt_tokens - _BASE_REPLY
    total = sum(needs)
    if total <= room or len(needs) <= _FEWEST_SENTENCES or room <= 0:
        return [everything]
    parts = -(-total // max(room, 1))
    target = min(room, total / min(parts, len(needs)) * 1.1)
    borders = [0]
    taken = 0.0
    for number, need in enumerate(needs):
        if taken + need > target and number - borders[-1] >= _FEWEST_SENTENCES:
            border = _outside_quotations(segmented, number, borders[-1] + 1)
            if sum(needs[border : number + 1]) > room:  # moved back so far that the next would not fit
                border = number
            taken = sum(needs[border:number])
            borders.append(border)
        taken += need
    borders.append(len(needs))
    return [_window(segmented, first, last) for first, last in pairwise(borders)]


def _needs(segmented: Segmented) -> list[int]:
    """For each sentence the tokens that showing it and answering about it take."""
    sentences = segmented.sentences
    starts = [sentence.start for sentence in sentences]
    candidates = Counter(bisect_right(starts, one.start) - 1 for one in _candidates(segmented))
    dates = Counter(bisect_right(starts, one.start) - 1 for one in segmented.dates)
    needs = []
    for number, sentence in enumerate(sentences):
        marks = candidates[number] + dates[number] + 1
        shown = estimate_tokens(segmented.text[sentence.start : sentence.end]) + marks * _MARK_TOKENS
        needs.append(shown + _TOKENS_PER_SENTENCE + _TOKENS_PER_CANDIDATE * candidates[number])
    return needs


def _outside_quotations(segmented: Segmented, number: int, lowest: int) -> int:
    """The last sentence up to ``number`` that begins outside every quotation."""
    for border in range(number, lowest, -1):
        start = segmented.sentences[border].start
        if not any(one.start < start < one.end for one in segmented.quotations):
            return border
    return number


def _window(segmented: Segmented, first: int, last: int) -> Window:
    sentences = segmented.sentences
    start = sentences[first].start if first else 0
    end = sentences[last].start if last < len(sentences) else len(segmented.text)
    return Window(first, last, start, end)


def _candidates(segmented: Segmented) -> Iterable[Stretch]:
    yield from segmented.figures
    yield from segmented.quotations
