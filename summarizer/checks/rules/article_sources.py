"""The sources of an article as they are told: what each says, and whether it is one or several."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from propcache.api import cached_property

from summarizer.attribution.source_words import small_letters
from summarizer.attribution.subjects import Reference
from summarizer.checks.lists import load_list
from summarizer.checks.rules.voices import TAG, content
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.attribution import AttributionMap
    from summarizer.attribution.antecedents import Attribution
    from summarizer.attribution.cues import Cue
    from summarizer.checks.statements import Article

__all__ = [
    "HEAD_END",
    "TITLED",
    "Heard",
    "Heards",
    "head_of",
    "heards_of",
    "noun_phrase",
    "plural_kind",
    "plurals",
]

HEAD_END = re.compile(
    r"\s(?:of|in|at|from|with|who|for|on|near|close|familiar|and|published|by|to|inside|within|briefed|living)\b|,"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
TITLED = re.compile(r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame)\b")
_NUMBER_OF = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|several|some|many|both|other|another|second|third)"
)
_SEVERAL_BEFORE = re.compile(rf"\b{_NUMBER_OF}\s+(?:[\w’'-]+\s+){{0,2}}\Z")
"""“two senior | officials”, in small letters."""
_WORDS_BEFORE = 3
"""Words that these take at most."""
_NEAR = 200
"""Characters in which so many words stand, but for words of no language."""
_BODY_BEHIND = re.compile(r"\s+(?:for|Without|Against|Beyond)\s")
_PLURALS = frozenset(
    ("many", "some", "several", "both", "all", "few", "most", "they", "we", "dozens", "hundreds")
)
"""Words that are several speakers by themselves."""
_MOST_SOURCES = 200
"""Sources of an article that are looked at for one word."""
_LONGEST_ROLE = 80


@dataclass(frozen=True, slots=True)
class Heard:
    """A source of the article with the words that it says; a tag in which no cue was found has none."""

    phrase: str
    words: frozenset[str]
    cue: Cue | None
    _at: tuple[int, int] | None
    _attributions: AttributionMap

    @property
    def attribution(self) -> Attribution | None:
        """Whom its cue means, asked of few: the people of the article are looked for with the first."""
        return self._attributions.passages[self._at[0]].attributions[self._at[1]] if self._at else None

    @property
    def head(self) -> str:
        """The noun that the phrase is about."""
        return head_of(self.phrase).casefold()

    @property
    def name(self) -> str:
        """Who it is."""
        attribution = self.attribution
        return attribution.speaker.name if attribution else self.phrase

    @property
    def is_person(self) -> bool:
        """Whether it is one human being, by name or as a witness."""
        attribution = self.attribution
        if attribution is None or attribution.kind in {"named_person", "witness"}:
            return True
        return TITLED.match(self.phrase) is not None


class _Mentioned(NamedTuple):
    """The phrase of a source, the stretch that it covers, its cue, and the numbers of its passage and cue."""

    phrase: str
    cover: tuple[int, int]
    cue: Cue | None
    at: tuple[int, int] | None


class Heards:
    """The sources of an article, found by what they say.

    Args:
        article: The article.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self.text = article.segmented.text
        self._several: dict[str, bool] = {}

    @cached_property
    def small(self) -> str:
        """The article in small letters, character for character."""
        return small_letters(self.text)

    @cached_property
    def _mentions(self) -> list[_Mentioned]:
        return list(_mentioned(self._article))

    @cached_property
    def every(self) -> list[Heard]:
        """The sources in order."""
        read, attributions = self._article.whole.words.within, self._article.attributions
        return [
            Heard(phrase, content(read(*cover)), cue, at, attributions)
            for phrase, cover, cue, at in self._mentions
        ]

    @cached_property
    def heads(self) -> set[str]:
        """The nouns that they are about."""
        return {head_of(phrase).casefold() for phrase, _, _, _ in self._mentions}

    @cached_property
    def names(self) -> set[str]:
        """Who the persons among them are."""
        return {one.name for one in self.every if one.is_person}

    @cached_property
    def several(self) -> bool:
        """Whether one of them is several speakers."""
        return any(plural_kind(one.phrase) or one.head in _PLURALS for one in self.every)

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, one in enumerate(self.every):
            for word in one.words:
                found.setdefault(word, []).append(number)
        return found

    def sharing(self, words: frozenset[str]) -> list[tuple[int, Heard]]:
        """The sources that say some of the words, with their number."""
        found = Counter(number for word in words for number in self._by_word.get(word, ())[:_MOST_SOURCES])
        return [(count, self.every[number]) for number, count in sorted(found.items())]

    def has_several(self, noun: str) -> bool:
        """Whether the article has several of a kind: “two officials”, “another witness”.

        A family is its relatives. The noun is one of the list.
        """
        if noun not in self._several:
            family = noun == "relative" and "family" in self.text
            self._several[noun] = family or _has_several(self.small, noun)
        return self._several[noun]


def _has_several(small: str, noun: str) -> bool:
    """Whether a number or the like stands before a noun, with two words between them at most."""
    at = small.find(noun)
    while at >= 0:
        near = max(0, at - _NEAR)
        before = small[near:at].rsplit(None, _WORDS_BEFORE)
        start = near + len(before[0]) if len(before) > _WORDS_BEFORE else 0
        if _SEVERAL_BEFORE.search(small, start, at):
            return True
        at = small.find(noun, at + 1)
    return False


def _mentioned(article: Article) -> Iterator[_Mentioned]:
    text = article.segmented.text
    for place, passage in enumerate(article.attributions.told):
        cues = passage.cues
        ends = [cue.end for cue in cues]
        misread: set[int] = set()
        tagged = text.find(",", passage.start, passage.end) >= 0  # as every tag begins
        for tag in TAG.finditer(text, passage.start, passage.end) if tagged else ():
            after = bisect_right(ends, tag.start())
            if after < len(cues) and cues[after].start < tag.end():
                if isinstance(cues[after].source, Reference) or cues[after].source.start >= tag.start():
                    continue
                misread.add(after)
            stop = text.find(",", tag.end())
            phrase = text[tag.start("np") : stop if 0 <= stop - tag.end() < _LONGEST_ROLE else tag.end()]
            start = ends[after - 1] if after else passage.start
            yield _Mentioned(phrase, (start, tag.start()), None, None)
        for number, cue in enumerate(cues):
            if number not in misread:
                yield _Mentioned(noun_phrase(text, cue), cue.cover, cue, (place, number))


@remembered(16)
def heards_of(article: Article) -> Heards:
    """The sources of an article."""
    return Heards(article)


def noun_phrase(text: str, cue: Cue) -> str:
    """The words that name the source of a cue, role and article included."""
    source = cue.source
    if isinstance(source, Reference):
        return source.words
    return text[min(source.opens, source.start) : source.end]


def head_of(phrase: str) -> str:
    """The noun that a phrase is about: “officials” in “two senior officials at the ministry”."""
    first = HEAD_END.split(phrase.strip(), maxsplit=1)[0]
    words = _WORD.findall(first)
    return words[-1] if words else ""


def plural_kind(phrase: str) -> str | None:
    """The kind of several speakers that a phrase names, in general terms; None where it names a body."""
    head = head_of(phrase)
    folded = head.casefold()
    kind = next((kind for kind, words in plurals().items() if folded in words), None)
    if kind is None or (head[0].isupper() and not phrase.startswith(head)):
        return None
    return None if _is_followed(phrase, head, _BODY_BEHIND) else kind


def _is_followed(phrase: str, word: str, behind: re.Pattern[str]) -> bool:
    at = phrase.find(word)
    while at >= 0:
        if behind.match(phrase, at + len(word)):
            return True
        at = phrase.find(word, at + 1)
    return False


@lru_cache(maxsize=1)
def plurals() -> dict[str, frozenset[str]]:
    """The plurals that name several speakers, by the kind of speaker."""
    listed = load_list("sources")["plural"]
    return {kind: frozenset(words.split()) for kind, words in listed.items()}
