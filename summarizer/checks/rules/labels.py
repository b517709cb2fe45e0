"""Labels that take a side, in the summary's own voice."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from propcache.api import cached_property

from summarizer.checks.lemmas import word_runs
from summarizer.checks.lists import load_list
from summarizer.checks.rules.covered import Covered, covered_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["check_labels"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_WORD_RUN = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_NAME = "@name"
_TITLE_CASE = 0.7
"""Share of the longer words with a capital from which on a text is a headline in capitals."""
_FEWEST_WORDS = 4
_LONG = 4
_NAME_NOUNS_WORDS = """
    army square street road brigade brigades front movement party day act law museum memorial avenue
    park league council club foundation award prize union forum committee squad bridge airport
    cemetery stadium university hospital school mosque church monument battalion battalions media
    watch list unit
"""
_NAME_NOUNS = frozenset(_NAME_NOUNS_WORDS.split())
"""What makes a name of a label that opens a sentence: “Martyrs' Square”."""
_NAMING_WORDS = """
    call calls called calling brand brands branded branding label labels labelled labeled labelling
    labeling dub dubs dubbed dubbing deem deems deemed declare declares declared declaring designate
    designates designated designating consider considers considered nicknamed termed proclaimed
    proscribed
"""
_NAMING = frozenset(_NAMING_WORDS.split())
"""Verbs that say what somebody calls another: “called him a terrorist”."""
_NAMING_AS_WORDS = """
    describe describes described describing regard regards regarded known hail hails hailed hailing
    denounce denounces denounced denouncing condemn condemns condemned condemning classify
    classifies classified list lists listed recognise recognised recognized portray portrays
    portrayed depicted see sees seen cast painted paint dismissed dismissing dismiss characterised
    characterized honoured honored refer refers referred referring accuse accuses accused remembered
    praised view viewed views
"""
_NAMING_AS = frozenset(_NAMING_AS_WORDS.split())
"""Verbs that do so with “as”."""
_MARKS = 8
"""Characters in front of a word that may be marks and spaces."""
_PREDICATE_REACH = 5
_COPULAS_WORDS = """
    is are was were be been being isn't aren't wasn't weren't not amounted amounts amounting amount
    constituted constitutes becoming became become remained remains
"""
_COPULAS = frozenset(_COPULAS_WORDS.split())
"""Verbs that say what somebody or something is."""
_PREPOSITIONS = frozenset(("by", "with", "from", "in", "at", "on", "against", "for", "and", "when", "that"))
_REACH = 7
"""Words behind a naming verb in which the name that it gives may stand."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str
    capital: bool


class _Neighbours:
    """A list of neighbours, asked by the word that touches the label.

    Args:
        phrases: The words and phrases of the list.
    """

    def __init__(self, phrases: Sequence[str]) -> None:
        every = [_parts(phrase) for phrase in phrases]
        self._single = frozenset(parts[0] for parts in every if len(parts) == 1)
        self._first: dict[str, list[tuple[str, ...]]] = {}
        self._last: dict[str, list[tuple[str, ...]]] = {}
        for parts in every:
            if len(parts) > 1:
                self._first.setdefault(parts[0], []).append(parts)
                self._last.setdefault(parts[-1], []).append(parts)

    def __bool__(self) -> bool:
        return bool(self._single or self._first)

    def has(self, word: _Word) -> bool:
        """Whether one word of the list is this word."""
        listed = word.folded in self._single or _bare(word.folded) in self._single
        return listed or (_NAME in self._single and _is_named(word))

    def before(self, word: _Word) -> Iterator[tuple[str, ...]]:
        """The phrases that end with a word."""
        return _of(self._last, word)

    def behind(self, word: _Word) -> Iterator[tuple[str, ...]]:
        """The phrases that begin with a word."""
        return _of(self._first, word)


def _of(phrases: dict[str, list[tuple[str, ...]]], word: _Word) -> Iterator[tuple[str, ...]]:
    for key in {word.folded, _bare(word.folded), _NAME}:
        yield from phrases.get(key, ())


@lru_cache(maxsize=512)
def _neighbours(phrases: tuple[str, ...]) -> _Neighbours:
    return _Neighbours(phrases)


@dataclass(frozen=True, slots=True)
class _Label:
    """One form of one label, with the group that says where it is one."""

    words: tuple[str, ...]
    group: dict[str, Any]

    def near(self, key: str) -> _Neighbours:
        """One list of neighbours of the group."""
        return _neighbours(tuple(self.group.get(key, ())))


@dataclass
class _Reading:
    """A statement read for labels: its words, and what is asked of it more than once."""

    statement: Statement
    words: list[_Word]
    _contexts: dict[int, bool] = field(default_factory=dict)
    _own: dict[tuple[str, ...], bool] = field(default_factory=dict)
    _names: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def titled(self) -> bool:
        """Whether it is a headline in capitals."""
        return _is_title(self.words)

    @cached_property
    def _folded(self) -> str:
        return f" {' '.join(_bare(word.folded) for word in self.words)} "

    @cached_property
    def covered(self) -> Covered:
        """What stands in it under somebody's name."""
        return Covered(self.statement.attributions)

    def written(self, at: int, label: _Label) -> str:
        """The words of a label as they stand."""
        return self.statement.text[self.words[at].start : self.words[at + len(label.words) - 1].end]

    def in_context(self, label: _Label) -> bool:
        """Whether a word of the sentence gives the label its ordinary sense."""
        key = id(label.group)
        if key not in self._contexts:
            self._contexts[key] = any(f" {word} " in self._folded for word in label.group.get("context", ()))
        return self._contexts[key]

    def is_own(self, label: _Label) -> bool:
        """Whether the article uses the word in its own voice."""
        if label.words not in self._own:
            segmented = self.statement.article.segmented
            self._own[label.words] = any(
                not segmented.quoted_within(match.start(), match.end())
                for match in _pattern(label.words).finditer(segmented.text)
            )
        return self._own[label.words]

    def names(self, written: str) -> bool:
        """Whether the article writes the words with the same capitals in the middle of a sentence."""
        if written not in self._names:
            joined = rf"(?<=[\w,’'] ){re.escape(written)}\b"
            article = self.statement.article.segmented.text
            self._names[written] = re.search(joined, article) is not None
        return self._names[written]


def check_labels(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``loaded-label``: a label that takes a side, outside a quotation, a name and its ordinary senses."""
    runs = word_runs(statement.text)
    heads = _first_runs().intersection(runs)
    if not any(words <= runs for head in heads for words in _heads()[head]):
        return
    read = _Reading(statement, _words(statement.text))
    labels = _labels()
    seen: set[str] = set()
    for at, word in enumerate(read.words):
        for label in labels.get(word.folded, ()):
            if not _stands(read.words, at, label):
                continue
            written = read.written(at, label)
            if written.casefold() in seen:
                break
            if _is_label(read, at, label):
                seen.add(written.casefold())
                problem = f"“{written}” takes a side in the summary's own voice"
                yield "loaded-label", f"{problem}; write {label.group['instead']}, or quote its speaker"
                break


def _is_label(read: _Reading, at: int, label: _Label) -> bool:
    words = read.words
    start, end = words[at].start, words[at + len(label.words) - 1].end
    quoted = read.statement.own.segmented.quoted_within(start, end)
    if any(left <= start and end <= right for left, right in quoted):
        return False
    if not _in_that_sense(read, at, label) or _is_naming(words, at):
        return False
    if not label.group.get("names") and _is_name(read, at, label):
        return False
    if label.group.get("added"):
        return not (read.is_own(label) or _is_of_speaker(read, start, label))
    return not (_is_predicate(words, at) and _is_of_speaker(read, start, label))


def _in_that_sense(read: _Reading, at: int, label: _Label) -> bool:
    """Whether the neighbours leave the sense in which the word is a label."""
    words, stop = read.words, at + len(label.words)
    if _any_before(words, at, label.near("not_after")) or _any_behind(words, stop, label.near("not_before")):
        return False
    if (label.near("after") or label.near("before")) and not (
        _any_before(words, at, label.near("after")) or _any_behind(words, stop, label.near("before"))
    ):
        return False
    return not read.in_context(label)


def _any_before(words: list[_Word], at: int, near: _Neighbours) -> bool:
    if not at:
        return False
    word = words[at - 1]
    if near.has(word):
        return True
    return any(_matches(words, at - len(parts), parts) for parts in near.before(word) if at >= len(parts))


def _any_behind(words: list[_Word], at: int, near: _Neighbours) -> bool:
    if at >= len(words):
        return False
    word = words[at]
    return near.has(word) or any(_matches(words, at, parts) for parts in near.behind(word))


def _matches(words: list[_Word], at: int, parts: tuple[str, ...]) -> bool:
    here = words[at : at + len(parts)]
    return len(here) == len(parts) and all(
        _is_named(word) if part == _NAME else part in {word.folded, _bare(word.folded)}
        for word, part in zip(here, parts, strict=True)
    )


def _is_named(word: _Word) -> bool:
    return word.capital and word.folded not in {"the", "a", "an"}


def _stands(words: list[_Word], at: int, label: _Label) -> bool:
    here = [_bare(word.folded) for word in words[at : at + len(label.words)]]
    return here == [_bare(word) for word in label.words]


def _is_name(read: _Reading, at: int, label: _Label) -> bool:
    """Whether the word is written, or stands in the article, as part of a proper name."""
    words = read.words
    if not words[at].capital:
        return False
    behind = words[at + len(label.words) : at + len(label.words) + 1]
    before = read.statement.text[max(0, words[at].start - _MARKS) : words[at].start].rstrip(" \xa0\"'“‘(")
    if not read.titled and before and before[-1] not in ".!?:;–—":
        return True
    if behind and behind[0].capital and behind[0].folded in _NAME_NOUNS:
        return True
    return read.names(read.written(at, label))


def _is_naming(words: list[_Word], at: int) -> bool:
    """Whether the sentence says that somebody calls somebody so: “called him a thug”."""
    if at and words[at - 1].folded == "the":
        return False
    behind_as = False
    for back in range(at - 1, max(-1, at - _REACH - 1), -1):
        word = words[back].folded
        if word in _NAMING and not _is_other_call(words, back):
            return True
        if word in _NAMING_AS and behind_as:
            return True
        behind_as = behind_as or word in {"as", "being"}
    return False


def _is_other_call(words: list[_Word], at: int) -> bool:
    """Whether it is “so-called”, “called on” or “called for”."""
    so = at > 0 and words[at - 1].folded == "so"
    return so or (at + 1 < len(words) and words[at + 1].folded in {"on", "for", "off"})


def _is_predicate(words: list[_Word], at: int) -> bool:
    """Whether it is what is said of somebody: “were | terrorists”, “amounted to a | massacre”."""
    for word in reversed(words[max(0, at - _PREDICATE_REACH) : at]):
        if word.folded in _COPULAS:
            return True
        if word.folded in _PREPOSITIONS:
            return False
    return False


def _is_of_speaker(read: _Reading, start: int, label: _Label) -> bool:
    """Whether the sentence gives the word as a speaker's, and the article gives it as some speaker's too."""
    if not read.covered.has(start):
        return False
    segmented, covered = read.statement.article.segmented, covered_of(read.statement.article)
    return any(
        segmented.quoted_within(match.start(), match.end()) or covered.has(match.start())
        for match in _pattern(label.words).finditer(segmented.text)
    )


def _is_title(words: list[_Word]) -> bool:
    long = [word for word in words if word.end - word.start >= _LONG]
    return len(long) >= _FEWEST_WORDS and sum(word.capital for word in long) >= _TITLE_CASE * len(long)


def _words(text: str) -> list[_Word]:
    return [
        _Word(match.start(), match.end(), match.group().casefold(), match.group()[0].isupper())
        for match in _WORD.finditer(text)
    ]


@lru_cache(maxsize=2048)
def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=2048)
def _parts(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.casefold().replace("-", " ").split())


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    stem = r"[\s-]+".join(re.escape(word) for word in words).removesuffix("s")
    return re.compile(rf"\b{stem}s?\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _first_runs() -> frozenset[str]:
    return frozenset(_heads())


@lru_cache(maxsize=1)
def _heads() -> dict[str, list[frozenset[str]]]:
    """The words of each label by the first, without their endings, for a quick look."""
    found: dict[str, list[frozenset[str]]] = {}
    for label in {label.words: label for labels in _labels().values() for label in labels}.values():
        runs = [_WORD_RUN.findall(word)[0] for word in label.words]
        found.setdefault(runs[0], []).append(frozenset(runs))
    return found


@lru_cache(maxsize=1)
def _labels() -> dict[str, list[_Label]]:
    """The labels by their first word, with and without its possessive ending; the longest first."""
    found: dict[str, list[_Label]] = {}
    for group in load_list("labels")["label"]:
        for form in group["words"]:
            label = _Label(_parts(form), group)
            first = label.words[0]
            for written in (first, f"{first}'s", f"{first}’s", f"{first}'", f"{first}’"):
                found.setdefault(written, []).append(label)
    for labels in found.values():
        labels.sort(key=lambda label: -len(label.words))
    return found
