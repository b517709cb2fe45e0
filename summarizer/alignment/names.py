"""Whether two sources are the same one: names normalised, mentions compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.alignment.words import content_words

if TYPE_CHECKING:
    from summarizer.records import Source, Span

__all__ = ["normalised_name", "same_source"]

_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
_POSSESSIVE = re.compile(r"(?<=\w)'s?(?!\w)")
_ABBREVIATION = re.compile(r"\b(?:\w\.){2,}")
_NOT_WORD = re.compile(r"[\W_]+")
_ARTICLES = frozenset(("the", "a", "an"))
_PREPOSITIONS = frozenset(("of", "in", "at", "for", "from", "with", "by", "to", "on", "near", "close"))
_BINDING = frozenset(("of", "in", "at", "for"))
"""Prepositions that only turn a name round: “ministry of health”, “health ministry”."""
_AND = re.compile(r"\s(?:and|&)\s", re.IGNORECASE)
_JOINED = re.compile(r"\s(?:and|&)\s|[,;]", re.IGNORECASE)


@lru_cache(maxsize=16384)
def normalised_name(name: str) -> str:
    """A source's name in the form in which two writings of it are equal.

    Small letters without accents; no article, possessive or punctuation: “Gaza’s authorities” and
    “the Gaza authorities” are both ``gaza authorities``, “the U.N.” is ``un``, “Al-Jazeera” ``al jazeera``.
    A name of such signs alone stays as it is.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold()
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = _POSSESSIVE.sub("", plain)
    plain = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), plain)
    words = _NOT_WORD.sub(" ", plain).split()
    kept = [word for word in words if word not in _ARTICLES] or words
    return " ".join(kept) or name.strip()


def same_source(left: Source, right: Source) -> bool:
    """Whether two source records of one article stand for the same source.

    They do when their names are equal once normalised, when one name only says more (“Haniyeh” and
    “Ismail Haniyeh”, “health ministry” and “ministry of health in Gaza”), or when their mentions
    overlap in the article and the names can be one: a model may name a source in its own words, but a
    name that shares a word neither with its own mentions nor with the other name is another source
    (“Israeli army” where the article says “Gaza authorities”). A mention that only qualifies what the
    other one names is no overlap (“Hamas” in “Hamas leader Ismail Haniyeh”). Of sources that speak side
    by side all must be found again, in any order.
    """
    if left.name == right.name:
        return True
    left_parts, right_parts = _parts(left.name), _parts(right.name)
    if len(left_parts) == len(right_parts):
        if left_parts == right_parts or (len(left_parts) == 1 and _says_more(*left_parts, *right_parts)):
            return True
        overlap = any(_same_mention(one, other) for one in left.mentions for other in right.mentions)
        return overlap and _can_be_one(left, right)
    several, other = (left, right) if len(left_parts) > len(right_parts) else (right, left)
    found_again = bool(several.mentions) and all(
        any(_same_mention(mention, each) for each in other.mentions) for mention in several.mentions
    )
    return found_again and _can_be_one(left, right)


def _can_be_one(left: Source, right: Source) -> bool:
    """Whether two names of overlapping mentions may stand for one source, by the words that they share."""
    ours, theirs = _name_words(left.name), _name_words(right.name)
    if ours & theirs:
        return True
    our_mentions, their_mentions = _mention_words(left), _mention_words(right)
    if not (ours & our_mentions and theirs & their_mentions):
        return False
    return bool(ours & their_mentions or theirs & our_mentions)


@lru_cache(maxsize=16384)
def _name_words(name: str) -> frozenset[str]:
    """The content words of a name or a mention; of one without any, such as “he”, all its words."""
    plain = normalised_name(name)
    return content_words(plain) or frozenset(plain.split())


def _mention_words(source: Source) -> frozenset[str]:
    """The words of all mentions of a source."""
    return frozenset[str]().union(*(_name_words(span.text) for span in source.mentions))


@lru_cache(maxsize=16384)
def _parts(name: str) -> frozenset[str]:
    """The names that are joined in one, normalised."""
    parts = _JOINED.split(name) if _AND.search(name) else [name]
    return frozenset(normalised_name(part) for part in parts if part.strip())


@lru_cache(maxsize=16384)
def _says_more(one: str, other: str) -> bool:
    """Whether the longer of two normalised names is the shorter one with something added."""
    short, long = sorted((one.split(), other.split()), key=lambda words: (len(words), words))
    if sorted(set(short) - _BINDING) == sorted(set(long) - _BINDING):
        return True
    named = next((place for place, word in enumerate(long) if word in _PREPOSITIONS), len(long))
    head = long[:named]
    if short == head[len(head) - len(short) :]:
        return True
    # “health ministry”, “ministry of health in Gaza”: all its words, the head among them.
    return len(short) > 1 and bool(head) and head[-1] in short and set(short) <= set(long)


def _same_mention(one: Span, other: Span) -> bool:
    """Whether two mentions overlap, and the shorter is not merely a qualifier within the longer."""
    if one.start >= other.end or other.start >= one.end:
        return False
    short, long = sorted((one, other), key=lambda span: span.end - span.start)
    if short.start != long.start or short.end >= long.end:
        return True
    return not _qualifies(long.text[short.end - long.start :])


@lru_cache(maxsize=16384)
def _qualifies(rest: str) -> bool:
    """Whether what follows a name makes it a qualifier of something else: “’s army”, “ leader Haniyeh”."""
    if _POSSESSIVE.match(rest.translate(_APOSTROPHES)) or rest.startswith(("'s", "’s", "-")):
        return True
    words = rest.split()
    return (
        rest[0].isspace() and bool(words) and words[0].casefold() not in _PREPOSITIONS | {"and", "who", "or"}
    )
