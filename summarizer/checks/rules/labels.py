"""Labels that take a side, in the summary's own voice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from summarizer.checks.lists import load_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["check_labels"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
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
_REACH = 7
"""Words behind a naming verb in which the name that it gives may stand."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str
    capital: bool


@dataclass(frozen=True, slots=True)
class _Label:
    """One form of one label, with the group that says where it is one."""

    words: tuple[str, ...]
    group: dict[str, Any]

    def near(self, key: str) -> Sequence[str]:
        """One list of neighbours of the group."""
        found: Sequence[str] = self.group.get(key, ())
        return found


def check_labels(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``loaded-label``: a label that takes a side, outside a quotation, a name and its ordinary senses."""
    words = _words(statement.text)
    labels = _labels()
    seen: set[str] = set()
    for at, word in enumerate(words):
        for label in labels.get(word.folded, ()):
            if _stands(words, at, label) and _is_label(statement, words, at, label):
                written = statement.text[word.start : words[at + len(label.words) - 1].end]
                if written.casefold() not in seen:
                    seen.add(written.casefold())
                    problem = f"“{written}” takes a side in the summary's own voice"
                    yield "loaded-label", f"{problem}; write {label.group['instead']}, or quote its speaker"
                break


def _is_label(statement: Statement, words: list[_Word], at: int, label: _Label) -> bool:
    start, end = words[at].start, words[at + len(label.words) - 1].end
    if statement.in_quotation(start, end) or not _in_that_sense(statement.text, words, at, label):
        return False
    if not label.group.get("names") and _is_name(statement, words, at, label):
        return False
    if _is_naming(words, at):
        return False
    if label.group.get("added") and _own_words(statement, label):
        return False
    return not _is_of_speaker(statement, start, label)


def _in_that_sense(text: str, words: list[_Word], at: int, label: _Label) -> bool:
    """Whether the neighbours leave the sense in which the word is a label."""
    stop = at + len(label.words)
    if _any_before(words, at, label.near("not_after")) or _any_behind(words, stop, label.near("not_before")):
        return False
    if (label.near("after") or label.near("before")) and not (
        _any_before(words, at, label.near("after")) or _any_behind(words, stop, label.near("before"))
    ):
        return False
    folded = f" {' '.join(_bare(word.folded) for word in words)} "
    return not (text and any(f" {word} " in folded for word in label.near("context")))


def _any_before(words: list[_Word], at: int, neighbours: Sequence[str]) -> bool:
    return any(
        _matches(words, at - len(parts), parts) for parts in map(_parts, neighbours) if at >= len(parts)
    )


def _any_behind(words: list[_Word], at: int, neighbours: Sequence[str]) -> bool:
    return any(_matches(words, at, parts) for parts in map(_parts, neighbours))


def _matches(words: list[_Word], at: int, parts: tuple[str, ...]) -> bool:
    here = words[at : at + len(parts)]
    return len(here) == len(parts) and all(
        (word.capital and word.folded not in {"the", "a", "an"})
        if part == _NAME
        else part in {word.folded, _bare(word.folded)}
        for word, part in zip(here, parts, strict=True)
    )


def _stands(words: list[_Word], at: int, label: _Label) -> bool:
    here = [_bare(word.folded) for word in words[at : at + len(label.words)]]
    return here == [_bare(word) for word in label.words]


def _is_name(statement: Statement, words: list[_Word], at: int, label: _Label) -> bool:
    """Whether the word is written, or stands in the article, as part of a proper name."""
    if not words[at].capital:
        return False
    behind = words[at + len(label.words) : at + len(label.words) + 1]
    before = statement.text[: words[at].start].rstrip(" \xa0\"'“‘(")
    if not _is_title(words) and before and before[-1] not in ".!?:;–—":
        return True
    if behind and behind[0].capital and behind[0].folded in _NAME_NOUNS:
        return True
    written = statement.text[words[at].start : words[at + len(label.words) - 1].end]
    joined = rf"(?<=[\w,’'] ){re.escape(written)}\b"
    return re.search(joined, statement.article.segmented.text) is not None


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


def _own_words(statement: Statement, label: _Label) -> bool:
    """Whether the article uses the word in its own voice."""
    segmented = statement.article.segmented
    return any(
        not segmented.quoted_within(match.start(), match.end())
        for match in _pattern(label.words).finditer(segmented.text)
    )


def _is_of_speaker(statement: Statement, start: int, label: _Label) -> bool:
    """Whether the sentence gives the word as a speaker's, and the article gives it as some speaker's too."""
    if statement.attributions.at(start) is None:
        return False
    segmented, attributions = statement.article.segmented, statement.article.attributions
    return any(
        segmented.quoted_within(match.start(), match.end()) or attributions.at(match.start()) is not None
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
