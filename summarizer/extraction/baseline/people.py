"""The persons that an article names, where, and whom a pronoun or a description can mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.extraction.baseline.sources import is_media, read_speaker
from summarizer.text.names import find_names

if TYPE_CHECKING:
    from summarizer.text.segment import Segmented

__all__ = ["People", "PersonMention"]

_SENTENCES_BACK = 5
"""How far back an antecedent may stand, in sentences."""
_PLACED = re.compile(r"\b(?:[Aa]t|[Ii]n|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]cross|[Ff]or|[Oo]f) (?:the )?$")
_APPOSED = re.compile(r",? (?:\(?\d{1,3}\b|the |an? |of |who |said|says|told)|’s |'s ")
_MALE = re.compile(
    r"\b(?:Mr|Sir|Lord|Father|King|Prince|Pope|Sheikh|Imam|spokesman|chairman|businessman|policeman|father|son|brother|husband|man|boy|grandfather|uncle|actor|his)\b"
)
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Dame|Lady|Queen|Princess|Sister|Hajia|spokeswoman|chairwoman|businesswoman|policewoman|mother|daughter|sister|wife|woman|girl|grandmother|great-grandmother|aunt|actress|widow|her)\b"
)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named at one place, under the fullest name that the article gives."""

    name: str
    start: int
    end: int


class People:
    """Persons by where they are named outside quotations.

    Args:
        segmented: The article's sentences and candidates.
    """

    def __init__(self, segmented: Segmented) -> None:
        self._text = segmented.text
        self._sentences = segmented.sentences
        self._sentence_starts = [sentence.start for sentence in segmented.sentences]
        self._by_word: dict[str, str] = {}
        self._mentions: list[PersonMention] = []
        self._gender: dict[str, str] = {}
        for sentence in segmented.sentences:
            quoted = segmented.quoted_within(sentence.start, sentence.end)
            for name in find_names(sentence.text):
                start, end = sentence.start + name.start, sentence.start + name.end
                if not any(left < end and start < right for left, right in quoted):
                    self._add(start, end)
        self._starts = [mention.start for mention in self._mentions]

    def _add(self, start: int, end: int) -> None:
        text = self._text
        speaker = read_speaker(text, start, end)
        full = None
        if speaker is not None and speaker.kind == "named_person":
            start, end, full = speaker.start, speaker.end, speaker.name
            if is_media(full) or _PLACED.search(text, max(0, start - 16), start):
                return
        words = text[start:end].split()
        alone = len(words) == 1
        full = self._by_word.get(words[-1], full) if alone else self._by_word.get(words[-1]) or full
        if full is None:
            return
        if not alone:
            self._by_word.setdefault(words[-1], full)
            self._by_word.setdefault(words[0], full)
        self._mentions.append(PersonMention(full, start, end))
        near = text[max(0, start - 24) : start]
        if full not in self._gender:
            if _FEMALE.search(near):
                self._gender[full] = "she"
            elif _MALE.search(near):
                self._gender[full] = "he"

    def note_gender(self, name: str, pronoun: str) -> None:
        """Remember with which pronoun a person was meant."""
        if pronoun in ("he", "she"):
            self._gender.setdefault(name, pronoun)

    def before(self, offset: int, pronoun: str) -> PersonMention | None:
        """The person that a pronoun at ``offset`` means: of the nearest sentence that names one, the first."""
        index = bisect_left(self._sentence_starts, offset) - 1
        for back in range(_SENTENCES_BACK + 1):
            if index - back < 0:
                return None
            sentence = self._sentences[index - back]
            named = self.within(sentence.start, min(sentence.end, offset))
            fitting = [
                mention
                for mention in named
                if self._gender.get(mention.name, pronoun) == pronoun or pronoun not in ("he", "she")
            ]
            if fitting:
                marked = [mention for mention in fitting if _APPOSED.match(self._text, mention.end)]
                return (marked or fitting)[0]
        return None

    def within(self, start: int, end: int) -> list[PersonMention]:
        """The mentions between two offsets."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
