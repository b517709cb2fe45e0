"""What an article gives as somebody's claim, and what in its own voice, read where a clause may repeat it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from summarizer.checks.rules.voices import clauses, content, covers_in, words_of
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.checks.statements import Article
    from summarizer.text.candidates import TextSentence

__all__ = ["ACCUSING", "Piece", "Voices", "voices_of"]

ACCUSING = ("accus", "suspect", "blam", "alleg")
"""How the words of an accusation begin: a short one is a claim as well."""
_LOWER_RUN = re.compile(r"[a-z]+")
_STUDIES = "study|survey|poll|report|review|audit|inquiry|analysis|paper|research"
_FOUND = "found|finds|shows|showed|suggests|suggested|concluded|says|said"
_ASIDE = re.compile(
    r",\s(?P<aside>(?:who|which|whose|where|when|after|as|while|following|despite|having|although|though|before"
    r"|since)\b"
    r"[^,;:.]{1,300})"
)
"""“…, who left in May”; the comma may stand before the stretch that is looked at."""
_LONGEST_CLAIM = 400
_MOST_PIECES = 200
"""Stretches of an article that are looked at for one word."""
_LONG_QUOTATION = 4
"""Words from which on a quotation is a claim of its own."""
_LONG_ARTICLE = 10_000
"""Characters from which on a word may stand in more stretches than are looked at."""
_CUTS = 2
"""Words that the two ends of a stretch can cut."""
_LONGEST_UNCUT = 160
"""Characters of a passage up to which no cue is read so far that it ends within a word."""
_CUTTING = re.compile(
    r"[^\W_](?:[’'‑-](?!(?:s|d|m|re|ve|ll)\b)[^\W_]|[A-Z])|words|(?:quoted|cited|reported|carried)\s+by"
)
"""Words of which a part can stand by itself, and cues whose source may be cut short."""
_CLITICS = frozenset(("s", "d", "m", "re", "ve", "ll"))
"""What is left behind a word that is cut there: the word itself stays the same."""


@dataclass(slots=True, eq=False)
class Piece:
    """A stretch of an article with the words that it has; ``claim`` tells that somebody says it."""

    start: int
    end: int
    words: frozenset[str]
    claim: str
    """The words that make it a claim; empty in the article's own voice."""


class _Claimed(NamedTuple):
    """The stretches of a passage that are claims, by what makes them one, and what is left of it."""

    said: list[Piece]
    hinted: list[Piece]
    quoted: list[Piece]
    stretches: list[tuple[int, int, str]]


class Voices:
    """The claims of an article and what it states in its own voice.

    A passage is read when a clause has so many of its words that a stretch of it may matter: for most of an
    article nobody asks who says it.

    Args:
        article: The article.
    """

    def __init__(self, article: Article) -> None:
        segmented = article.segmented
        self._text = segmented.text
        self._attributions = article.attributions
        self._sentences = segmented.sentences
        self._words = article.whole.words
        self._passages = self._attributions.stretches
        self._quotations = [
            (quotation.start, quotation.end)
            for quotation in segmented.quotations
            if quotation.inner.text.count(" ") >= _LONG_QUOTATION
        ]
        self._read: dict[int, _Claimed] = {}
        self._own: dict[int, list[Piece]] = {}

    @cached_property
    def _reaches(self) -> list[tuple[int, int]]:
        """Where each passage begins and ends, with the quotations that begin in it or right behind."""
        starts = [0, *(start for start, _, _ in self._passages[1:])]
        ends = [end for _, end, _ in self._passages]
        for start, end in self._quotations if ends else ():
            place = bisect_right(starts, start) - 1
            ends[place] = max(ends[place], end)
        return list(zip(starts, ends, strict=False))

    @cached_property
    def _lemmas(self) -> list[frozenset[str]]:
        """The dictionary forms of the words of each passage."""
        read = self._words.within
        return [frozenset([token[4] for token in read(start, end)]) for start, end in self._reaches]

    def _is_cut(self, place: int) -> bool:
        """Whether a stretch of a passage might begin or end within a word, and so have others than it."""
        start, end = self._reaches[place]
        return end - start > _LONGEST_UNCUT or _CUTTING.search(self._text, start, end) is not None

    def _near(self, words: frozenset[str], least: float) -> Iterator[tuple[int, int]]:
        """The passages of which a stretch may have at least so many of the words, with their number in it."""
        clitics = len(words & _CLITICS)
        for place, lemmas in enumerate(self._lemmas):
            shared = len(words & lemmas)
            if shared + clitics >= least or (shared + clitics + _CUTS >= least and self._is_cut(place)):
                yield shared, place

    def sharing(self, words: frozenset[str], least: float) -> list[tuple[int, Piece]]:
        """The claims with some of the words and the number of these: at least all that have ``least``."""
        if len(self._text) > _LONG_ARTICLE:
            return self._sharing_of_all(words)
        return self._shared(words, [place for _, place in self._near(words, least)])

    def accusing(self, words: frozenset[str], least: int) -> list[tuple[int, Piece]]:
        """The same of passages that accuse: at least all accusations that have so many of the words."""
        if len(self._text) > _LONG_ARTICLE:
            return self._sharing_of_all(words)
        places = [place for _, place in self._near(words, least) if self._may_accuse(place)]
        return self._shared(words, places)

    def _may_accuse(self, place: int) -> bool:
        start, end, _ = self._passages[place]
        return any(self._text.find(word, start, end) >= 0 for word in ACCUSING)

    def _shared(self, words: frozenset[str], places: list[int]) -> list[tuple[int, Piece]]:
        pieces = _different(self._pieces(places))
        return [(count, piece) for piece in pieces if (count := len(piece.words & words))]

    def _pieces(self, places: Iterable[int]) -> list[Piece]:
        read = list(map(self._claimed, places))
        return [
            *chain(*(one.said for one in read), *(one.hinted for one in read), *(one.quoted for one in read))
        ]

    def _sharing_of_all(self, words: frozenset[str]) -> list[tuple[int, Piece]]:
        pieces = [self._claims_with[word] for word in words if word in self._claims_with]
        return [(count, piece) for piece, count in Counter(chain.from_iterable(pieces)).items()]

    @cached_property
    def _claims_with(self) -> dict[str, list[Piece]]:
        return _by_word(self._pieces(range(len(self._passages))))

    @cached_property
    def _own_with(self) -> dict[str, list[Piece]]:
        """What the article states in its own voice, by each word; a stretch without content has none."""
        return _by_word(list(chain.from_iterable(map(self._own_in, range(len(self._passages))))))

    def own_sharing(self, words: frozenset[str], least: int) -> Iterator[Piece]:
        """What the article states in its own voice with so many of the words, that of near passages first."""
        if len(self._text) > _LONG_ARTICLE:
            pieces = [self._own_with[word] for word in words if word in self._own_with]
            yield from (one for one in set(chain.from_iterable(pieces)) if len(one.words & words) >= least)
            return
        for _, place in sorted(self._near(words, least), reverse=True):
            yield from (one for one in self._own_in(place) if len(one.words & words) >= least)

    def _claimed(self, place: int) -> _Claimed:
        """The claims of a passage, each kind in order."""
        known = self._read.get(place)
        if known is None:
            known = self._read[place] = self._read_claims(place)
        return known

    def _read_claims(self, place: int) -> _Claimed:
        text = self._text
        start, end, _ = self._passages[place]
        passage = self._attributions.told_in(place)
        said = [
            (left, right, cue)
            for first, last, cue in covers_in(text, passage, words_of("performing"))
            for left, right in _said(text, first, last)
        ]
        hinted = list(chain.from_iterable(_hinted(text, sentence) for sentence in self._within(start, end)))
        first, _ = self._reaches[place]
        after = self._passages[place + 1][0] if place + 1 < len(self._passages) else len(text)
        quoted = [(left, right, "quotation") for left, right in self._quotations if first <= left < after]
        return _Claimed(
            self._as_pieces(said), self._as_pieces(hinted), self._as_pieces(quoted), [*said, *hinted]
        )

    def _as_pieces(self, stretches: list[tuple[int, int, str]]) -> list[Piece]:
        return [
            Piece(start, end, content(self._words.within(start, end)), words)
            for start, end, words in stretches
            if end - start <= _LONGEST_CLAIM * 3
        ]

    def _within(self, start: int, end: int) -> Sequence[TextSentence]:
        """The sentences of a passage."""
        first = bisect_left(self._sentences, start, key=_start)
        return self._sentences[first : bisect_left(self._sentences, end, lo=first, key=_start)]

    def _own_in(self, place: int) -> list[Piece]:
        """What of a passage no claim covers."""
        known = self._own.get(place)
        if known is None:
            start, end, _ = self._passages[place]
            quoted = [(left, right, "") for left, right in self._quotations if left < end and right > start]
            stretches = [*self._claimed(place).stretches, *quoted]
            known = self._own[place] = [
                Piece(left, right, content(self._words.within(left, right)), "")
                for sentence in self._within(start, end)
                for left, right in _outside(sentence.start, sentence.end, stretches)
            ]
        return known


@remembered(16)
def voices_of(article: Article) -> Voices:
    """What an article gives as somebody's claim, and what in its own voice."""
    return Voices(article)


def _start(sentence: TextSentence) -> int:
    return sentence.start


def _different(pieces: Sequence[Piece]) -> list[Piece]:
    """The first piece of those with the same words, in order."""
    return list({piece.words: piece for piece in reversed(pieces)}.values())[::-1]


def _by_word(pieces: Sequence[Piece]) -> dict[str, list[Piece]]:
    """The first pieces that have each word, those with the same words once."""
    found: dict[str, list[Piece]] = {}
    different = _different(pieces)
    for piece in different:
        for word in piece.words:
            found.setdefault(word, []).append(piece)
    if len(different) > _MOST_PIECES:
        for alike in found.values():
            del alike[_MOST_PIECES:]
    return found


def _hinted(text: str, sentence: TextSentence) -> Iterator[tuple[int, int, str]]:
    """The clauses of a sentence that words such as “allegedly” make claims."""
    runs = _LOWER_RUN.findall(text, sentence.start, sentence.end)
    if _hinting().isdisjoint(runs):
        return
    patterns = [pattern for words, pattern in _patterns() if not words.isdisjoint(runs)]
    for start, end in chain.from_iterable(clauses(sentence.text)) if patterns else ():
        for pattern in patterns:
            match = pattern.search(sentence.text, start, end)
            if match:
                begin = match.start("what") if "what" in match.groupdict() else start
                yield sentence.start + begin, sentence.start + end, match.group("cue")
                break


def _said(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What of a cover is said, without what only tells more of somebody: “…, who left in May,”."""
    asides = [match.span("aside") for match in _ASIDE.finditer(text, max(0, start - len(", ")), end)]
    yield from _outside(
        start, end, [(left, right, "") for left, right in asides if right - left < end - start - 1]
    )


@lru_cache(maxsize=1)
def _patterns() -> Sequence[tuple[frozenset[str], re.Pattern[str]]]:
    """Each pattern with words of which every match has one, as a whole word in small letters.

    ``what`` is the claim where the clause has more.
    """
    hedges, hedging, believing = words_of("hedges"), words_of("hedging"), words_of("believing")
    accusing = frozenset(("accuse", "accused", "accuses", "accusing", "suspected"))
    blaming = frozenset(("blamed", "blames", "blaming", "attributed", "attributes", "attributing"))
    studies = frozenset(_STUDIES.split("|"))
    study = rf"(?:[\w’'-]+\s+){{0,3}}(?:{_STUDIES})\b[^,.;]{{0,60}}?\s(?:{_FOUND})"
    each = (
        (hedges, rf"\b(?P<cue>{_any_of(hedges)})\b"),
        (hedging, rf"\b(?P<cue>(?:is|are|was|were|been)\s+(?:\w+ly\s+)?(?:{_any_of(hedging)})\s+to)\b"),
        (accusing, rf"\b(?P<cue>{_any_of(accusing)})\s+(?P<what>(?:[^.;]{{1,80}}?\s+)?of\s)"),
        (blaming, rf"\b(?P<cue>{_any_of(blaming)})\s+(?P<what>[^.;]{{1,80}}?\s(?:on|for|to)\s)"),
        (studies, rf"\b(?P<cue>(?:[Aa]n?|[Tt]he)\s+{study})\b"),
        (
            hedging,
            rf"\b[Ii]t\s+(?:is|was|has\s+been)\s+(?:\w+ly\s+)?(?P<cue>{_any_of(hedging)})\b",
        ),
        (
            believing,
            (
                rf"(?<!\bto )\b(?P<cue>{_any_of(believing)})\s+"
                r"(?P<what>(?:that|the|an?|it|s?he|they|h[ie][sr]|its|their|[A-Z])\b)"
            ),
        ),
    )
    return [(words, re.compile(pattern)) for words, pattern in each]


@lru_cache(maxsize=1)
def _hinting() -> frozenset[str]:
    """The words of all patterns."""
    return frozenset().union(*(words for words, _ in _patterns()))


def _any_of(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def _outside(start: int, end: int, stretches: list[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    position = start
    for left, right, _ in sorted(one for one in stretches if one[0] < end and one[1] > start):
        if left > position:
            yield position, left
        position = max(position, right)
    if position < end:
        yield position, end
