"""The persons that an article names, where, and whom a pronoun or a description can mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from summarizer.attribution.sources import is_media, read_person
from summarizer.text.names import find_names

if TYPE_CHECKING:
    from summarizer.text.segment import Segmented

__all__ = ["People", "PersonMention"]

_SENTENCES_BACK = 5
"""How far back an antecedent may stand, in sentences."""
_GENDERED = frozenset(("he", "she"))
_PLACED = re.compile(r"\b(?:[Aa]t|[Ii]n|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]cross|[Ff]or|[Oo]f) (?:the )?$")
"""“outside the | Tyler Perry Studios”: a place that is called like a person."""
_APPOSED = re.compile(r",? (?:\(?\d{1,3}\b|the |an? |of |who |said|says|told)|’s |'s ")
"""“Joanna Pryce, 41”, “Joanna Pryce said”: the person whom the sentence is about."""
_MALE = re.compile(
    r"""\b(?:
        Mr|Sir|Lord|Father|King|Prince|Pope|Sheikh|Imam|spokesman|chairman|businessman|policeman
        |father|son|brother|husband|man|boy|grandfather|uncle|actor|his
    )\b""",
    re.VERBOSE,
)
_FEMALE = re.compile(
    r"""\b(?:
        Mrs|Ms|Miss|Dame|Lady|Queen|Princess|Sister|Hajia|spokeswoman|chairwoman|businesswoman|policewoman
        |mother|daughter|sister|wife|woman|girl|grandmother|great-grandmother|aunt|actress|widow|her
    )\b""",
    re.VERBOSE,
)


class PersonMention(NamedTuple):
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

    def before(self, offset: int, pronoun: str) -> PersonMention | None:
        """The person that a pronoun at ``offset`` means: of the nearest sentence that names one, the first.

        One with an apposition or a verb of saying behind the name goes before the others of the sentence.
        """
        index = bisect_left(self._sentence_starts, offset) - 1
        for sentence in self._sentences[max(0, index - _SENTENCES_BACK) : index + 1][::-1]:
            fitting = [
                mention
                for mention in self.within(sentence.start, min(sentence.end, offset))
                if pronoun not in _GENDERED or self._gender.get(mention.name, pronoun) == pronoun
            ]
            if fitting:
                marked = (mention for mention in fitting if _APPOSED.match(self._text, mention.end))
                return next(marked, fitting[0])
        return None

    def called(self, word: str) -> PersonMention | None:
        """The person whose full name ends in ``word``, where the article first gives it."""
        full = self._by_word.get(word)
        if full is None or full.rpartition(" ")[2] != word or full == word:
            return None
        return next((mention for mention in self._mentions if mention.name == full), None)

    def within(self, start: int, end: int) -> list[PersonMention]:
        """The mentions between two offsets."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def note_gender(self, name: str, pronoun: str) -> None:
        """Remember with which pronoun a person was meant."""
        if pronoun in _GENDERED:
            self._gender.setdefault(name, pronoun)

    def _add(self, start: int, end: int) -> None:
        text = self._text
        words = text[start:end].split()
        person = read_person(text, start, end) if len(words) > 1 else None
        full = None
        if person is not None:
            start, end, full = person.start, person.end, person.name
            if is_media(full) or _PLACED.search(text, max(0, start - 16), start):
                return
            words = text[start:end].split()
        full = self._by_word.get(words[-1], full)
        if full is None:
            return
        if len(words) > 1:
            self._by_word.setdefault(words[-1], full)
            self._by_word.setdefault(words[0], full)
        self._mentions.append(PersonMention(full, start, end))
        if full in self._gender:
            return
        near = text[max(0, start - 24) : start]
        if _FEMALE.search(near):
            self.note_gender(full, "she")
        elif _MALE.search(near):
            self.note_gender(full, "he")
