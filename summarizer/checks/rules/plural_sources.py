"""One source of the article that the summary turns into several."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.attribution.subjects import Reference
from summarizer.checks.lemmas import tokenise, word_runs
from summarizer.checks.lists import load_list
from summarizer.checks.rules.article_sources import (
    HEAD_END,
    TITLED,
    Heard,
    Heards,
    head_of,
    heards_of,
    noun_phrase,
    plural_kind,
    plurals,
)
from summarizer.checks.rules.voices import content
from summarizer.text.remembered import remembered
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.statements import Article, Statement
    from summarizer.records import CheckCode

__all__ = ["check_plural_sources"]

_LETTERS = re.compile(r"[^\W\d_]+")
_LETTER_AND_DIGIT = re.compile(r"\d(?:(?<=[^\W\d_]\d)|(?=[^\W\d_]))")
"""Where a letter and a digit stand side by side; the digit comes first, for a quick search."""
_ONE = re.compile(r"(?:an?|one|another)\s", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:and|two|three|four|five|six|seven|eight|nine|ten|both|several|some|many|few|all|other|dozens|most"
    r"|couple|pair|half|number of|\d+)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\band\s+(?:[\w,]+\s+){0,4}?[A-Z]")
_PEOPLE_TOLD_OF = re.compile(r"\b(?:people|families|households|others|everyone|community)\b", re.IGNORECASE)
"""What an article says in general of those who may have spoken to it."""
_SAYING_WORDS = """
    said say says told tell tells show shows showed shown found find finds suggest suggests suggested report
    reports reported described warned believe believes claimed confirmed added expect expects expected fear
    fears feared predicted estimate estimates estimated argued recalled put indicate indicates wrote think
"""
_SAYING = rf"(?:{'|'.join(sorted(_SAYING_WORDS.split(), key=lambda word: (-len(word), word)))})"
_SPEAKING = frozenset(_SAYING_WORDS.split())
_LOWER_RUN = re.compile(r"[a-z]+")
_BODY_AFTER = re.compile(r"\s+(?:for|Without|Against|Beyond)\s+[A-Z]")
_SAME = re.compile(
    r"\b(?:same|similar|agreed|agrees|echoed|also\s+(?:said|told)|another|other|others|too|confirmed|backed)\b"
)
"""Words by which an article tells that a second source said it."""
_SPOKESPERSON = re.compile(
    r"\b(?:spokes\w+|press\s+(?:officer|secretary|office)|representative)\b", re.IGNORECASE
)
_OF_PEOPLE = frozenset(("people", "private"))
"""The kinds that are human beings."""
_LEAST_SHARED = 2
_ALIGNED = 0.5
"""Share of the words attributed in the summary that stand under the article's source."""


def check_plural_sources(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``plural-source``: “witnesses said” where the article has one witness."""
    text = statement.text
    speaking = _speaking_in(text)
    if not speaking:
        return
    seen: set[tuple[str, frozenset[str]]] = set()
    for passage in statement.attributions.told:
        for cue in passage.cues:
            words = noun_phrase(text, cue)
            kind = plural_kind(words)
            if kind is None:
                continue
            said = content(tokenise(text, *cue.cover))
            if len(said) <= _LEAST_SHARED and not seen:
                said = content(tokenise(text)) - content(tokenise(words))
            if (words, said) in seen:
                continue
            seen.add((words, said))
            one = _only_source(statement, said, kind, words)
            if one is not None:
                yield "plural-source", _message(words, one)
                return
    yield from _by_words(statement, [word for part in speaking for word in _speaking_words()[part]])


def _message(words: str, one: str) -> str:
    return f"“{words}” makes several of one source; the article has “{one}”: keep the singular"


def _by_words(statement: Statement, listed: list[str]) -> Iterator[tuple[CheckCode, str]]:
    """The same noun as a source: in the plural in the summary, only ever as “a” or “one” in the article.

    Args:
        statement: The statement.
        listed: The plurals of the list that may stand in it.
    """
    text, article = statement.text, statement.article
    if not any(_may_be_one(article, plural) for plural in listed):
        return
    if "according to " not in text and _SPEAKING.isdisjoint(_LOWER_RUN.findall(text)):
        return
    heards = heards_of(article)
    seen: set[str] = set()
    for match in _plural_speakers_in(text, listed):
        plural = as_matched(match["by"] or match["who"])
        if _BODY_AFTER.match(text, match.end("by" if match["by"] else "who")):
            continue
        if plural in seen or not _may_be_one(article, plural):
            continue
        seen.add(plural)
        singular = _singular(plural)
        one = _single_speaker(singular).search(heards.text)
        if one and not heards.has_several(singular) and not _SPOKESPERSON.search(one.group()):
            yield "plural-source", _message(match["by"] or match["who"], one["np"] or one["late"])
            return


@remembered(256)
def _may_be_one(article: Article, plural: str) -> bool:
    """Whether an article has the letters of a noun in the singular, and never its plural."""
    small = heards_of(article).small
    return _singular(plural) in small and not _has_word(small, plural)


def _has_word(small: str, word: str) -> bool:
    """Whether a word of the list stands in a text by itself."""
    return re.search(rf"{word}\b(?<!\w{word})", small) is not None


@lru_cache(maxsize=1)
def _speaking_words() -> dict[str, list[str]]:
    """Every plural that speaks by its longest part, for a quick look: without one, nothing is found."""
    found: dict[str, list[str]] = {}
    for word in sorted({word for kind in plurals().values() for word in kind}):
        found.setdefault(max(_LETTERS.findall(word), key=len), []).append(word)
    return found


def _speaking_in(text: str) -> frozenset[str]:
    """The longest parts of plurals that stand in a text as runs of letters.

    Its runs of letters and digits, which other rules read too, are the same but where one has both, or where
    a letter has no small form of one character.
    """
    if "İ" not in text and _LETTER_AND_DIGIT.search(text) is None:
        return _speaking_parts() & word_runs(text)
    return _speaking_parts().intersection(_LETTERS.findall(text.casefold()))


@lru_cache(maxsize=1)
def _speaking_parts() -> frozenset[str]:
    return frozenset(_speaking_words())


def _plural_speakers_in(text: str, listed: list[str]) -> Iterator[re.Match[str]]:
    """Every match in order: each begins with “according to”, with a plural, or opens with one in capitals."""
    places = [0] if text.startswith(tuple(word.capitalize() for word in listed)) else []
    for opening in ("according to ", *listed):
        place = text.find(opening)
        while place >= 0:
            places.append(place)
            place = text.find(opening, place + 1)
    stop = 0
    for place in sorted(places):
        match = _plural_speakers().match(text, place) if place >= stop else None
        if match is not None:
            yield match
            stop = match.end()


@lru_cache(maxsize=1)
def _plural_speakers() -> re.Pattern[str]:
    words = "|".join(sorted((word for kind in plurals().values() for word in kind), key=len, reverse=True))
    capital = "|".join(
        sorted({word.capitalize() for kind in plurals().values() for word in kind}, key=len, reverse=True)
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
    heards = heards_of(statement.article)
    head = head_of(words).casefold()
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
    if not _is_one(one, kind) or _seconded(statement, one):
        return None
    if len(support) > 1 and len({other.name for other in support}) != 1:
        return None
    return None if _tells_of(heards, one, head) else one.phrase


def _tells_of(heards: Heards, one: Heard, head: str) -> bool:
    """Whether the source speaks of several such people: “she said his relatives had asked …”."""
    if one.cue is None:
        return False
    start, end = one.cue.cover
    return _has_word(heards.small[start:end], head)


def _only_voice(heards: Heards, head: str) -> str | None:
    """The one person of an article who can stand behind a plural, however the words were changed.

    Of a body, “officials” or “experts” may be its people; “residents” and “passengers” never are.
    """
    if head not in plurals()["private"] or len(heards.names) != 1 or heards.several:
        return None
    told = rf"\b(?:{re.escape(head)}|{re.escape(_singular(head))})\b"
    if re.search(told, heards.text, re.IGNORECASE) or _PEOPLE_TOLD_OF.search(heards.text):
        return None
    one = next(one for one in heards.every if one.is_person)
    return one.phrase if _is_one(one, "private") else None


def _fits(one: Heard, kind: str) -> bool:
    """Whether a source may be one of a kind of speakers: a person for people, no firm that told them."""
    if one.cue is None or kind not in _OF_PEOPLE or isinstance(one.cue.source, Reference):
        return True
    people = _singulars("people") | plurals()["people"] | _singulars("private")
    if one.head in people or one.is_person:
        return True
    return one.attribution is not None and one.attribution.kind == "anonymous"


def _seconded(statement: Statement, one: Heard) -> bool:
    """Whether the words behind the source's sentence tell that another said the same."""
    text = statement.article.segmented.text
    end = text.find(".", one.cue.end) if one.cue else -1
    if end < 0:
        return False
    stop = text.find(".", end + 1)
    return _SAME.search(text, end, len(text) if stop < 0 else stop) is not None


def _is_one(one: Heard, kind: str) -> bool:
    """Whether a source of the article is a single one of its kind, and no body that speaks as one."""
    cue, phrase = one.cue, one.phrase
    if cue is None:
        return kind in _OF_PEOPLE and not _SPOKESPERSON.search(phrase)
    if isinstance(cue.source, Reference) and cue.source.words.casefold() in {"they", "we"}:
        return False
    if _SEVERAL.search(HEAD_END.split(phrase)[0]) or _JOINED.search(phrase) or plural_kind(phrase):
        return False
    attribution = one.attribution
    if attribution is None or _SPOKESPERSON.search(f"{phrase} {attribution.role or ''}"):
        return False
    head = head_of(phrase).casefold()
    if kind == "media":
        return attribution.kind == "media" or head in _singulars("media")
    if kind == "data":
        return head in _singulars("data")
    if kind == "bodies":
        return head in _singulars("bodies") and _ONE.match(phrase) is not None
    if attribution.kind == "named_person" or TITLED.match(phrase):
        return True
    return head in _singulars("people") | _singulars("private")


@lru_cache(maxsize=8)
def _singulars(kind: str) -> frozenset[str]:
    return frozenset(_singular(word) for word in plurals()[kind])


def _singular(word: str) -> str:
    irregular: dict[str, str] = load_list("sources")["singular"]
    return irregular.get(word, word[:-3] + "man" if word.endswith("men") else word.removesuffix("s"))
