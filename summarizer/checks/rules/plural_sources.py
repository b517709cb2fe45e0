"""One source of the article that the summary turns into several."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.attribution.subjects import Reference
from summarizer.checks.lemmas import tokenise
from summarizer.checks.lists import load_list
from summarizer.checks.rules.voices import TAG, content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.attribution.antecedents import Attribution
    from summarizer.attribution.cues import Cue
    from summarizer.checks.statements import Article, Statement
    from summarizer.records import CheckCode

__all__ = ["check_plural_sources"]

_HEAD_END = re.compile(
    r"\s(?:of|in|at|from|with|who|for|on|near|close|familiar|and|published|by|to|inside|within|briefed|living)\b|,"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ONE = re.compile(r"(?:an?|one|another)\s", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:and|two|three|four|five|six|seven|eight|nine|ten|both|several|some|many|few|all|other|dozens|most"
    r"|couple|pair|half|number of|\d+)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\band\s+(?:[\w,]+\s+){0,4}?[A-Z]")
_PEOPLE_TOLD_OF = re.compile(r"\b(?:people|families|households|others|everyone|community)\b", re.IGNORECASE)
"""What an article says in general of those who may have spoken to it."""
_TITLED = re.compile(r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame)\b")
_SAYING = (
    r"(?:said|says?|told|tells?|shows?|showed|shown|found|finds?|suggests?|suggested|reported|reports?|described"
    r"|warned|believes?|claimed|confirmed|added|expect(?:s|ed)?|fear(?:s|ed)?|predicted|estimated?|estimates|argued|recalled|put|indicates?|wrote|think)"
)
_SAME = re.compile(
    r"\b(?:same|similar|agreed|agrees|echoed|also\s+(?:said|told)|another|other|others|too|confirmed|backed)\b"
)
"""Words by which an article tells that a second source said it."""
_SPOKESPERSON = re.compile(
    r"\b(?:spokes\w+|press\s+(?:officer|secretary|office)|representative)\b", re.IGNORECASE
)
_PLURALS = frozenset(
    ("many", "some", "several", "both", "all", "few", "most", "they", "we", "dozens", "hundreds")
)
"""Words that are several speakers by themselves."""
_OF_PEOPLE = frozenset(("people", "private"))
"""The kinds that are human beings."""
_MOST_SOURCES = 200
"""Sources of an article that are looked at for one word."""
_LONGEST_ROLE = 80
_LEAST_SHARED = 2
_ALIGNED = 0.5
"""Share of the words attributed in the summary that stand under the article's source."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """A source of the article with the words that it says; a tag in which no cue was found has none."""

    phrase: str
    words: frozenset[str]
    attribution: Attribution | None

    @property
    def head(self) -> str:
        """The noun that the phrase is about."""
        return _head(self.phrase).casefold()

    @property
    def name(self) -> str:
        """Who it is."""
        return self.attribution.speaker.name if self.attribution else self.phrase

    @property
    def is_person(self) -> bool:
        """Whether it is one human being, by name or as a witness."""
        if self.attribution is None or self.attribution.kind in {"named_person", "witness"}:
            return True
        return _TITLED.match(self.phrase) is not None


class _Heards:
    """The sources of an article, found by what they say.

    Args:
        article: The article.
    """

    def __init__(self, article: Article) -> None:
        self.text = article.segmented.text
        self.every = list(_heard(article))
        self.heads = {one.head for one in self.every}
        self.names = {one.name for one in self.every if one.is_person}
        self.several = any(_plural_kind(one.phrase) or one.head in _PLURALS for one in self.every)
        self._by_word: dict[str, list[int]] = {}
        for number, one in enumerate(self.every):
            for word in one.words:
                self._by_word.setdefault(word, []).append(number)
        self._several: dict[str, bool] = {}

    def sharing(self, words: frozenset[str]) -> list[tuple[int, _Heard]]:
        """The sources that say some of the words, with their number."""
        found = Counter(number for word in words for number in self._by_word.get(word, ())[:_MOST_SOURCES])
        return [(count, self.every[number]) for number, count in sorted(found.items())]

    def has_several(self, noun: str) -> bool:
        """Whether the article has several of a kind: “two officials”, “another witness”."""
        if noun not in self._several:
            self._several[noun] = _has_several(self.text, noun)
        return self._several[noun]


def _heard(article: Article) -> Iterator[_Heard]:
    text, read = article.segmented.text, article.whole.words
    for passage in article.attributions.passages:
        cues = [one.cue for one in passage.attributions]
        ends = [cue.end for cue in cues]
        misread: set[int] = set()
        for tag in TAG.finditer(text, passage.start, passage.end):
            after = bisect_right(ends, tag.start())
            if after < len(cues) and cues[after].start < tag.end():
                if isinstance(cues[after].source, Reference) or cues[after].source.start >= tag.start():
                    continue
                misread.add(after)
            stop = text.find(",", tag.end())
            phrase = text[tag.start("np") : stop if 0 <= stop - tag.end() < _LONGEST_ROLE else tag.end()]
            start = ends[after - 1] if after else passage.start
            yield _Heard(phrase, content(read.within(start, tag.start())), None)
        for number, one in enumerate(passage.attributions):
            if number not in misread:
                yield _Heard(_noun_phrase(text, one.cue), content(read.within(*one.cue.cover)), one)


@lru_cache(maxsize=16)
def _heards_of(article: Article) -> _Heards:
    return _Heards(article)


def check_plural_sources(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``plural-source``: “witnesses said” where the article has one witness."""
    text = statement.text
    if _speaking_words().isdisjoint(_LETTERS.findall(text.casefold())):
        return
    seen: set[tuple[str, frozenset[str]]] = set()
    for passage in statement.attributions.passages:
        for attribution in passage.attributions:
            words = _noun_phrase(text, attribution.cue)
            kind = _plural_kind(words)
            if kind is None:
                continue
            said = content(tokenise(text, *attribution.cue.cover))
            if len(said) <= _LEAST_SHARED and not seen:
                said = content(tokenise(text)) - content(tokenise(words))
            if (words, said) in seen:
                continue
            seen.add((words, said))
            one = _only_source(statement, said, kind, words)
            if one is not None:
                yield "plural-source", _message(words, one)
                return
    yield from _by_words(statement)


def _message(words: str, one: str) -> str:
    return f"“{words}” makes several of one source; the article has “{one}”: keep the singular"


def _by_words(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """The same noun as a source: in the plural in the summary, only ever as “a” or “one” in the article."""
    article = statement.article.segmented.text
    seen: set[str] = set()
    for match in _plural_speakers().finditer(statement.text):
        plural = (match["by"] or match["who"]).casefold()
        if _BODY_AFTER.match(statement.text, match.end("by" if match["by"] else "who")):
            continue
        if plural in seen:
            continue
        seen.add(plural)
        singular = _singular(plural)
        if re.search(rf"\b{plural}\b", article, re.IGNORECASE):
            continue
        one = _single_speaker(singular).search(article)
        if one and not _has_several(article, singular) and not _SPOKESPERSON.search(one.group()):
            yield "plural-source", _message(match["by"] or match["who"], one["np"] or one["late"])
            return


_NUMBER_OF = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|several|some|many|both|other|another|second|third)"
)
_BODY_AFTER = re.compile(r"\s+(?:for|Without|Against|Beyond)\s+[A-Z]")


def _has_several(text: str, noun: str) -> bool:
    """“two officials”, “another witness”; a family is its relatives."""
    if noun == "relative" and "family" in text:
        return True
    return re.search(rf"\b{_NUMBER_OF}\s+(?:[\w’'-]+\s+){{0,2}}{noun}", text, re.IGNORECASE) is not None


@lru_cache(maxsize=1)
def _speaking_words() -> frozenset[str]:
    """The longest part of every plural that speaks, for a quick look: without one, nothing is found."""
    return frozenset(max(_LETTERS.findall(word), key=len) for kind in _plurals().values() for word in kind)


@lru_cache(maxsize=1)
def _plural_speakers() -> re.Pattern[str]:
    words = "|".join(sorted((word for kind in _plurals().values() for word in kind), key=len, reverse=True))
    capital = "|".join(
        sorted({word.capitalize() for kind in _plurals().values() for word in kind}, key=len, reverse=True)
    )
    return re.compile(
        rf"\baccording to (?:[\w’'-]+ ){{0,4}}?(?P<by>{words})\b"
        rf"|(?:^|\b)(?P<who>{words}|^(?:{capital}))\b(?:\s+[\w’'-]+){{0,8}}?,?\s+{_SAYING}\b"
    )


@lru_cache(maxsize=256)
def _single_speaker(noun: str) -> re.Pattern[str]:
    before = rf"(?P<np>\b(?:an?|one)\s+(?:[\w’'-]+\s+){{0,3}}?{re.escape(noun)}\b)"
    return re.compile(
        rf"(?:\baccording to|\b(?:said|told|warned|added|explained)(?:\s+by)?)\s+{before}"
        rf"|{before.replace('?P<np>', '?P<late>')}(?:[^.;]{{0,80}}?)\b{_SAYING}\b",
        re.IGNORECASE,
    )


def _only_source(statement: Statement, said: frozenset[str], kind: str, words: str) -> str | None:
    """The one source that the article has for what the summary lays at several; None where it has more."""
    heards = _heards_of(statement.article)
    head = _head(words).casefold()
    if head in heards.heads or heards.has_several(_singular(head)):
        return None
    found = [
        (shared, one)
        for shared, one in heards.sharing(said)
        if shared >= _ALIGNED * min(len(said), len(one.words)) and _fits(one, kind)
    ]
    most = max((shared for shared, _ in found), default=0)
    support = [one for shared, one in found if shared >= max(_LEAST_SHARED, most / 2)]
    if not support:
        return _only_voice(heards, head)
    one = support[0]
    if len({other.name for other in support}) != 1 or not _is_one(one, kind) or _seconded(statement, one):
        return None
    return one.phrase


def _only_voice(heards: _Heards, head: str) -> str | None:
    """The one person of an article who can stand behind a plural, however the words were changed.

    Of a body, “officials” or “experts” may be its people; “residents” and “passengers” never are.
    """
    if len(heards.names) != 1 or heards.several or head not in _plurals()["private"]:
        return None
    told = rf"\b(?:{re.escape(head)}|{re.escape(_singular(head))})\b"
    if re.search(told, heards.text, re.IGNORECASE) or _PEOPLE_TOLD_OF.search(heards.text):
        return None
    one = next(one for one in heards.every if one.is_person)
    return one.phrase if _is_one(one, "private") else None


def _fits(one: _Heard, kind: str) -> bool:
    """Whether a source may be one of a kind of speakers: a person for people, no firm that told them."""
    attribution = one.attribution
    if kind not in _OF_PEOPLE or attribution is None:
        return True
    if isinstance(attribution.cue.source, Reference) or one.is_person:
        return True
    people = _singulars("people") | _plurals()["people"] | _singulars("private")
    return one.head in people or attribution.kind == "anonymous"


def _seconded(statement: Statement, one: _Heard) -> bool:
    """Whether the words behind the source's sentence tell that another said the same."""
    text = statement.article.segmented.text
    end = text.find(".", one.attribution.cue.end) if one.attribution else -1
    if end < 0:
        return False
    stop = text.find(".", end + 1)
    return _SAME.search(text, end, len(text) if stop < 0 else stop) is not None


def _is_one(one: _Heard, kind: str) -> bool:
    """Whether a source of the article is a single one of its kind, and no body that speaks as one."""
    attribution, phrase = one.attribution, one.phrase
    if attribution is None:
        return kind in _OF_PEOPLE and not _SPOKESPERSON.search(phrase)
    source = attribution.cue.source
    if isinstance(source, Reference) and source.words.casefold() in {"they", "we"}:
        return False
    described = f"{phrase} {attribution.role or ''}"
    if (
        _SEVERAL.search(_HEAD_END.split(phrase)[0])
        or _JOINED.search(phrase)
        or _SPOKESPERSON.search(described)
        or _plural_kind(phrase)
    ):
        return False
    head = _head(phrase).casefold()
    if kind == "media":
        return attribution.kind == "media" or head in _singulars("media")
    if kind == "data":
        return head in _singulars("data")
    if kind == "bodies":
        return head in _singulars("bodies") and _ONE.match(phrase) is not None
    if attribution.kind == "named_person" or _TITLED.match(phrase):
        return True
    return head in _singulars("people") | _singulars("private")


def _noun_phrase(text: str, cue: Cue) -> str:
    """The words that name the source of a cue, role and article included."""
    source = cue.source
    if isinstance(source, Reference):
        return source.words
    return text[min(source.opens, source.start) : source.end]


def _head(phrase: str) -> str:
    """The noun that a phrase is about: “officials” in “two senior officials at the ministry”."""
    first = _HEAD_END.split(phrase.strip(), maxsplit=1)[0]
    words = _WORD.findall(first)
    return words[-1] if words else ""


def _plural_kind(phrase: str) -> str | None:
    """The kind of several speakers that a phrase names, in general terms; None where it names a body."""
    head = _head(phrase)
    if not head or (head[0].isupper() and not phrase.startswith(head)):
        return None
    if re.search(rf"{re.escape(head)}\s+(?:for|Without|Against|Beyond)\s", phrase):
        return None
    folded = head.casefold()
    return next((kind for kind, words in _plurals().items() if folded in words), None)


@lru_cache(maxsize=1)
def _plurals() -> dict[str, frozenset[str]]:
    listed = load_list("sources")["plural"]
    return {kind: frozenset(words.split()) for kind, words in listed.items()}


@lru_cache(maxsize=8)
def _singulars(kind: str) -> frozenset[str]:
    return frozenset(_singular(word) for word in _plurals()[kind])


def _singular(word: str) -> str:
    irregular: dict[str, str] = load_list("sources")["singular"]
    return irregular.get(word, word[:-3] + "man" if word.endswith("men") else word.removesuffix("s"))
