"""Which stretches of a text stand under somebody's name, and which in its own voice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from propcache.api import cached_property

from summarizer.attribution.source_words import MEDIA, OFFICIAL, ORGANISATION, WITNESS, small_letters
from summarizer.checks.lemmas import lemma
from summarizer.checks.lists import load_list
from summarizer.text.remembered import remembered
from summarizer.text.words import word_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.attribution import AttributionMap
    from summarizer.attribution.mapping import Told
    from summarizer.checks.lemmas import Token
    from summarizer.checks.statements import Article, Statement
    from summarizer.text.candidates import TextSentence

__all__ = [
    "TAG",
    "Piece",
    "Voices",
    "clauses",
    "content",
    "covers",
    "names_its_source",
    "voices_of",
    "words_of",
]

_FORM = itemgetter(4)
"""The dictionary form of a token."""
_LOWER_RUN = re.compile(r"[a-z]+")
_BREAK = re.compile(
    r"[;:—,\s](?:(?=[–\-wat])(?<=\s)(?:[–-]\s|(?=(?:while|whereas|although|though)\s))|(?<!\s)(?:(?<!,)"
    r"|\s+(?=(?:and|but|while|whereas|although|though|so|yet|which|who|whose|where|when|with|after|as|because)\b)))"
)
"""Where a clause ends; the marks and spaces with which it begins come first, for a quick search.

A space ends it before a dash or a conjunction, a comma before a space and one of more conjunctions.
"""
_RELATIVE = re.compile(r"\s*(?:who|which|whose|where)\b")
_HEADED = re.compile(
    r"^(?P<before>[^:]{2,60}):\s|(?:\s[–—-]\s|:\s|[(\[](?=[^)\]]{2,40}[)\]]\s*$))(?P<after>[^–—:]{2,50})$"
)
_TELLING_WORDS = """
    say says said report reports reported confirm confirms confirmed add adds added warn warns warned estimate
    estimates estimated show shows announce announced announces believe believes claim claims claimed state
    states stated suggest suggests suggested find finds found indicate indicates indicated
"""
_TELLING_WHOM_WORDS = "tell tells told"
_TELLS = (
    rf"(?:(?:{'|'.join(_TELLING_WHOM_WORDS.split())})\s[\w\s]{{2,20}}"
    rf"|{'|'.join(sorted(_TELLING_WORDS.split(), key=lambda word: (-len(word), word)))})"
)
_TELLS_WORDS = frozenset((*_TELLING_WORDS.split(), *_TELLING_WHOM_WORDS.split()))
"""One of these, in small letters, is a whole word of every such end."""
_TRAILING = re.compile(
    rf",\s(?P<np>[^,.;:]{{2,70}}?)\s{_TELLS}(?=[.]?\s*$|,\s(?:as|while|but|after|amid|and|with)\b)"
)
"""“…, coast guard says”, without an article, as headlines write it."""
_TITLE = r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Lord|Lady|Rev|Capt|Captain|Col|Gen|Sgt|Judge|Cllr)\.?\s"
TAG = re.compile(
    rf",[”\"’]?\s(?:says|said|added|adds|warned|explained|argued|wrote|noted|recalled)\s"
    rf"(?P<np>(?:{_TITLE})?[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]+){{0,4}},\s(?:an?|the|who|whose|which|\d|[a-z]+))"
)
"""“…, said Ana Lopes, an economist at the bank”: a tag that goes on behind the name."""
_STUDY = re.compile(
    r"\b(?:study|survey|poll|reports?|researchers|scientists|experts|analysts?|sources?|un|who|lawyers?|police|sheriff"
    r"|coast\s?guard|army|military|officials?|ministry|hospitals?|doctors|medics|rescuers|fire\s(?:service|department"
    r"|chief|crews)|mayor|governor|minister|union|agency|red\s(?:cross|crescent)|prosecutors?|government|authorities"
    r"|coroner|data|figures|witness(?:es)?|company|operator|navy|ambulance\sservice|civil\sdefen[cs]e|monitor(?:s|ing"
    r"\sgroup)?|charity|ngo|media|tv|agencies|court|judge|inquiry|president|pm|spokes\w+|aid\sgroups?|governorate)\b"
)
_SPEAKING = (OFFICIAL, ORGANISATION, WITNESS, _STUDY)
"""What speaks in headlines, in small letters."""
_STUDIES = "study|survey|poll|report|review|audit|inquiry|analysis|paper|research"
_FOUND = "found|finds|shows|showed|suggests|suggested|concluded|says|said"
_PASSIVE_BEFORE = re.compile(r"\b(?:is|are|being|be|been|was|were)(?:\s+\w+ly)?\s*$")
_RECORD = re.compile(
    r"\baccording to (?:[\w’'-]+ ){0,4}(?:term sheets?|filings?|prospectus|schedule|timetable|programme"
    r"|agenda|notice|invitation|calendar|minutes|register|gazette|itinerary|website)\b"
)
"""Documents that state facts of the record."""
_ASIDE = re.compile(
    r",\s(?P<aside>(?:who|which|whose|where|when|after|as|while|following|despite|having|although|though|before"
    r"|since)\b"
    r"[^,;:.]{1,300})"
)
"""“…, who left in May”; the comma may stand before the stretch that is looked at."""
_LONGEST_CLAIM = 400
_MOST_PIECES = 200
"""Stretches of an article that are looked at for one word."""
_HEADLINE = 300
"""Characters of the longest headline."""
_LONGEST_NAME = 40
"""Characters of the longest name of a source behind a headline."""
_LONG_QUOTATION = 4
"""Words from which on a quotation is a claim of its own."""


@dataclass(slots=True, eq=False)
class Piece:
    """A stretch of an article with the words that it has; ``claim`` tells that somebody says it."""

    start: int
    end: int
    words: frozenset[str]
    claim: str
    """The words that make it a claim; empty in the article's own voice."""


class Voices:
    """The claims of an article and what it states in its own voice.

    Its own voice is read when it is asked for: only a clause that repeats a claim is held against it.

    Args:
        article: The article.
    """

    def __init__(self, article: Article) -> None:
        self._sentences = article.segmented.sentences
        self._words = article.whole.words
        self._stretches = list(_claims(article))
        self.claims = tuple(
            Piece(start, end, content(self._words.within(start, end)), words)
            for start, end, words in self._stretches
            if end - start <= _LONGEST_CLAIM * 3
        )
        self._claims_with = _by_word(self.claims)

    @cached_property
    def _own_with(self) -> dict[str, list[Piece]]:
        """What the article states in its own voice, by each word; a stretch without content has none."""
        stretches = _own_stretches(self._sentences, self._stretches)
        read = self._words.within
        return _by_word([Piece(start, end, content(read(start, end)), "") for start, end in stretches])

    def sharing(self, words: frozenset[str]) -> list[tuple[int, Piece]]:
        """The claims that have some of the words, with the number of these."""
        pieces = [self._claims_with[word] for word in words if word in self._claims_with]
        found = Counter(chain.from_iterable(pieces))
        return [(count, piece) for piece, count in found.items()]

    def own_sharing(self, words: frozenset[str]) -> list[Piece]:
        """What the article states in its own voice with some of the words, in order."""
        pieces = [self._own_with[word] for word in words if word in self._own_with]
        return sorted(set(chain.from_iterable(pieces)), key=lambda piece: piece.start)


@lru_cache(maxsize=32)
def words_of(name: str) -> frozenset[str]:
    """The words of an entry of the list of sources."""
    return frozenset(load_list("sources")[name].split())


def content(tokens: Sequence[Token]) -> frozenset[str]:
    """The words that carry content, as dictionary forms."""
    ignored = words_of("function_words")
    forms = frozenset(map(_FORM, tokens))
    if not forms.isdisjoint(_other_forms()):
        forms = frozenset([form for _, _, _, folded, form in tokens if folded not in ignored])
    return forms - ignored


@lru_cache(maxsize=1)
def _other_forms() -> frozenset[str]:
    """The forms of function words that are none themselves: “according” is read as “accord”."""
    ignored = words_of("function_words")
    return frozenset(map(lemma, ignored)) - ignored


def clauses(text: str) -> list[list[tuple[int, int]]]:
    """The clauses of a sentence, each in its parts: what a relative clause interrupts is one clause.

    A part ends with a mark or a space unless it ends the sentence, so that whatever a pattern of whole words
    finds in one of them, it finds in the sentence.
    """
    found: list[list[tuple[int, int]]] = []
    interrupted: list[tuple[int, int]] | None = None
    start = 0
    while start < len(text):
        relative = _RELATIVE.match(text, start) if found else None
        match = _BREAK.search(text, start + 1)
        end = match.end() if match else len(text)
        comma = text.find(",", start, end) if relative else -1
        if comma >= 0 and comma + 1 < len(text):
            interrupted = interrupted or found[-1]
            end = comma + 1
            found.append([(start, end)])
        elif interrupted is not None and not relative:
            interrupted.append((start, end))
            interrupted = None
        else:
            found.append([(start, end)])
        start = end
    return found


def covers(
    text: str, attributions: AttributionMap, ignored: frozenset[str]
) -> Iterator[tuple[int, int, str]]:
    """Every stretch that an attribution covers, cue included, with the words of the cue.

    Args:
        text: The text.
        attributions: Who says what in it.
        ignored: Verbs that give no source for what stands with them.
    """
    for passage in attributions.told:
        for cue in passage.cues:
            if cue.verb in ignored or (
                text.find("according", cue.start, cue.end) >= 0 and _RECORD.search(text, cue.start, cue.end)
            ):
                continue
            verb = text.rfind(cue.verb.split()[0], cue.start, cue.end)
            if verb > cue.start and _PASSIVE_BEFORE.search(text[cue.start : verb]):
                continue
            yield *cue.cover, text[cue.start : cue.end]
        yield from _tagged(text, passage)


def _tagged(text: str, passage: Told) -> Iterator[tuple[int, int, str]]:
    """The stretches of a passage in front of a tag in which no cue was found."""
    if text.find(",", passage.start, passage.end) < 0:
        return  # every tag stands behind a comma
    cues = passage.cues
    last = cues[-1].end if cues else passage.start
    tells = text.find(",", last, passage.end) >= 0 and not _TELLS_WORDS.isdisjoint(
        _LOWER_RUN.findall(text, last, passage.end)
    )
    trailing = _TRAILING.search(text, last, passage.end) if tells else None
    found = [*TAG.finditer(text, passage.start, passage.end), *([trailing] if trailing else [])]
    ends = [cue.end for cue in cues]
    for match in found:
        after = bisect_right(ends, match.start())
        yield (cues[after - 1].end if after else passage.start), match.start(), match.group().strip(" ,")


def names_its_source(statement: Statement) -> bool:
    """Whether it names its source as headlines do: “Officials: …”, “… – police”, “… (police)”."""
    headed = statement.kind == "headline" or not statement.text.rstrip().endswith((".", "!", "?", "”", '"'))
    match = _HEADED.search(statement.text) if headed else None
    if match is None:
        return False
    last = statement.text.rpartition(": ")[2] if len(statement.text) < _HEADLINE else ""
    sources = [match["before"] or match["after"], last if len(last) < _LONGEST_NAME else ""]
    return any(
        MEDIA.search(source) or any(kind.search(small_letters(source)) for kind in _SPEAKING)
        for source in sources
    )


@remembered(16)
def voices_of(article: Article) -> Voices:
    """What an article gives as somebody's claim, and what in its own voice."""
    return Voices(article)


def _by_word(pieces: Sequence[Piece]) -> dict[str, list[Piece]]:
    """The first pieces that have each word, those with the same words once."""
    found: dict[str, list[Piece]] = {}
    different = list({piece.words: piece for piece in reversed(pieces)}.values())
    for piece in reversed(different):
        for word in piece.words:
            found.setdefault(word, []).append(piece)
    if len(different) > _MOST_PIECES:
        for alike in found.values():
            del alike[_MOST_PIECES:]
    return found


def _claims(article: Article) -> Iterator[tuple[int, int, str]]:
    segmented = article.segmented
    text = segmented.text
    for start, end, cue in covers(text, article.attributions, words_of("performing")):
        yield from ((left, right, cue) for left, right in _said(text, start, end))
    for sentence in segmented.sentences:
        runs = _LOWER_RUN.findall(text, sentence.start, sentence.end)
        hints = _hinting().intersection(runs)
        if not hints:
            continue
        patterns = [
            pattern
            for words, others, pattern in _patterns()
            if not (words.isdisjoint(hints) or others.isdisjoint(runs)) and pattern.search(sentence.text)
        ]
        for start, end in chain.from_iterable(clauses(sentence.text)) if patterns else ():
            for pattern in patterns:
                match = pattern.search(sentence.text, start, end)
                if match:
                    begin = match.start("what") if "what" in match.groupdict() else start
                    yield sentence.start + begin, sentence.start + end, match.group("cue")
                    break
    for quotation in segmented.quotations:
        if quotation.inner.text.count(" ") >= _LONG_QUOTATION:
            yield quotation.start, quotation.end, "quotation"


def _said(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What of a cover is said, without what only tells more of somebody: “…, who left in May,”."""
    asides = [match.span("aside") for match in _ASIDE.finditer(text, max(0, start - len(", ")), end)]
    yield from _outside(
        start, end, [(left, right, "") for left, right in asides if right - left < end - start - 1]
    )


@lru_cache(maxsize=1)
def _patterns() -> Sequence[tuple[frozenset[str], frozenset[str], re.Pattern[str]]]:
    """Each pattern with two sets of words of which every match has one, as a whole word in small letters.

    ``what`` is the claim where the clause has more.
    """
    hedges, hedging, believing = words_of("hedges"), words_of("hedging"), words_of("believing")
    accusing = frozenset(("accuse", "accused", "accuses", "accusing", "suspected"))
    blaming = frozenset(("blamed", "blames", "blaming", "attributed", "attributes", "attributing"))
    studies, found = frozenset(_STUDIES.split("|")), frozenset(_FOUND.split("|"))
    being = frozenset(("is", "are", "was", "were", "been"))
    accused_of, blamed_for = frozenset(("of",)), frozenset(("on", "for", "to"))
    study = rf"(?:[\w’'-]+\s+){{0,3}}(?:{_STUDIES})\b[^,.;]{{0,60}}?\s(?:{_FOUND})"
    each = (
        (hedges, hedges, rf"\b(?P<cue>{_any_of(hedges)})\b"),
        (hedging, being, rf"\b(?P<cue>(?:is|are|was|were|been)\s+(?:\w+ly\s+)?{_any_of(hedging)}\s+to)\b"),
        (accusing, accused_of, rf"\b(?P<cue>{_any_of(accusing)})\s+(?P<what>(?:[^.;]{{1,80}}?\s+)?of\s)"),
        (blaming, blamed_for, rf"\b(?P<cue>{_any_of(blaming)})\s+(?P<what>[^.;]{{1,80}}?\s(?:on|for|to)\s)"),
        (studies, found, rf"\b(?P<cue>(?:[Aa]n?|[Tt]he)\s+{study})\b"),
        (
            hedging,
            being,
            rf"\b[Ii]t\s+(?:is|was|has\s+been)\s+(?:\w+ly\s+)?(?P<cue>{_any_of(hedging)})\b",
        ),
        (
            believing,
            believing,
            (
                rf"(?<!\bto )\b(?P<cue>{_any_of(believing)})\s+"
                r"(?P<what>(?:that|the|an?|it|s?he|they|h[ie][sr]|its|their|[A-Z])\b)"
            ),
        ),
    )
    return [(words, others, re.compile(pattern)) for words, others, pattern in each]


@lru_cache(maxsize=1)
def _hinting() -> frozenset[str]:
    """The first words of all patterns."""
    return frozenset().union(*(words for words, _, _ in _patterns()))


def _any_of(words: frozenset[str]) -> str:
    return word_tree(dict.fromkeys(words, ""))


def _own_stretches(
    sentences: Sequence[TextSentence], stretches: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int]]:
    """What of each sentence no stretch covers, the sentences in order."""
    waiting = sorted(stretches, reverse=True)
    near: list[tuple[int, int, str]] = []
    for sentence in sentences:
        near = [one for one in near if one[1] > sentence.start]
        while waiting and waiting[-1][0] < sentence.end:
            near.append(waiting.pop())
        yield from _outside(sentence.start, sentence.end, near)


def _outside(start: int, end: int, stretches: list[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    position = start
    for left, right, _ in sorted(one for one in stretches if one[0] < end and one[1] > start):
        if left > position:
            yield position, left
        position = max(position, right)
    if position < end:
        yield position, end
