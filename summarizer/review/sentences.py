"""What two sentences in nearly the same words say differently: a number, a source, a date, a harm, a name."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.alignment.words import content_words
from summarizer.checks import may_be_one
from summarizer.review.wording import every_number, is_negated, numbers_in
from summarizer.text import find_dates
from summarizer.text.names import find_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.review.model import ChangeKind

__all__ = ["are_close", "told_otherwise"]

_CLOSE = 0.7
"""Share of common words from which two sentences are one, of which a part was changed."""
_PREFIX = 4
"""Letters in which “Israel” and “Israeli” are one name."""
_WORD = re.compile(r"\d+(?:[.,:]\d+)*%?|(?!s\b)[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_ARTICLES = frozenset(("the", "a", "an"))
_PRONOUNS = frozenset(("he", "she", "it", "they", "who", "which", "that", "this", "we", "both"))
_CALENDAR_WORDS = """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december yesterday today tomorrow
"""
_CALENDAR = frozenset(_CALENDAR_WORDS.split())
_LEADING_WORDS = "in on at by from near to of under over during since until before after with"
_LEADING = frozenset(_LEADING_WORDS.split())
_NO_NAMES = _PRONOUNS | _CALENDAR
_OFFICES_WORDS = """
    president premier prime minister chancellor secretary king queen prince princess pope mayor governor
    emperor senator judge justice general colonel captain sheikh ayatollah sir lord lady mr mrs ms miss dr
    professor
"""
_OFFICES = frozenset(_OFFICES_WORDS.split())
"""Words before a name that may stand for a first name: “President Biden” and “Joe Biden”."""
_SAYS = (
    r"(?:sa(?:id|ys?|ying)|told|tells?|announce[ds]?|report(?:s|ed)?|claim(?:s|ed)?|wrote|writes|quoted|"
    r"warn(?:s|ed)|den(?:y|ies|ied)|confirm(?:s|ed)|state[ds]|add(?:s|ed)|accuse[ds]|call(?:s|ed) for)"
)
_CREDITS = rf"(?:\baccording\s+to|\bquot(?:ed|ing)|\bciting|\b{_SAYS}\s+by|,\s*{_SAYS})\s+"
_RIGHT_AFTER = re.compile(rf"\s+{_SAYS}\b")
_RIGHT_BEFORE = re.compile(rf"{_CREDITS}(?:the\s+|an?\s+)?$")
_SOME_AFTER = re.compile(rf"(?:['’]s)?(?:,[^,;]{{1,80}},)?(?:\s+[\w-]+){{0,4}}?\s+{_SAYS}\b")
_SOME_BEFORE = re.compile(rf"{_CREDITS}(?:[\w-]+\s+){{0,3}}$")
_HARMS = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for name, words in {
        "killed": r"kill(?:s|ed|ing|ings)?|dead|d(?:ied|ies|ying)|deaths?|deadly|fatal(?:ly|ity|ities)?|"
        r"slain|murder(?:s|ed|ing)?|massacred|executed|drowned|perish(?:ed|ing)?|lost\s+their\s+lives|corpses|bodies",
        "injured": r"injur(?:e[ds]?|ing|y|ies)|wound(?:s|ed|ing)?|hurt|maimed|hospitali[sz]ed",
        "missing": r"missing|unaccounted\s+for|disappeared",
        "captured": r"captur(?:e[ds]?|ing)|abduct(?:s|ed|ing|ions?)?|kidnapp?(?:ed|ing)|hostages?|"
        r"detain(?:s|ed|ing)?|arrest(?:s|ed|ing)?",
        "freed": r"freed|releas(?:e[ds]?|ing)|rescued",
        "displaced": r"displac(?:e[ds]?|ing)|uprooted|homeless|evacuat(?:e[ds]?|ing)|fle(?:e|es|d|eing)",
        "unharmed": r"unharmed|unhurt|uninjured|unscathed|survived",
    }.items()
}
_GRAVEST = "killed"
"""The one harm that a sentence cannot pass over without saying something else."""

Told = tuple["ChangeKind", str]
"""The kind of a difference, and a note on it."""


@lru_cache(maxsize=16384)
def are_close(left: str, right: str) -> bool:
    """Whether two sentences have most of their words in common: then one is the other with a part changed."""
    ours, theirs = content_words(left), content_words(right)
    if 2 * len(ours & theirs) >= _CLOSE * (len(ours) + len(theirs)):
        return True
    one, other = Counter(_words(left)), Counter(_words(right))
    return 2 * (one & other).total() >= _CLOSE * (one.total() + other.total())


@lru_cache(maxsize=16384)
def told_otherwise(left: str, right: str) -> Told | None:
    """What a sentence says otherwise than one that is close to it; None for mere wording.

    The worst comes first: numbers and sources, then dates, what befell people, names, negation.
    """
    dates = _dates(left), _dates(right)
    ours, theirs = (
        Counter(every_number(_without(text, found))) for text, found in zip((left, right), dates, strict=True)
    )
    if ours - theirs and theirs - ours:
        return "value", "a number in the sentence differs"
    exchanged = _exchanged(left, right)
    if exchanged is not None:
        return exchanged
    names = _names(left, right)
    if names is not None and names[0] == "attribution":
        return names
    days = [_days(text, found) for text, found in zip((left, right), dates, strict=True)]
    if days[0] - days[1] and days[1] - days[0]:
        return "date", "a date in the sentence differs"
    if _harmed(left, right):
        return "measure", "what befell people differs"
    if names is not None:
        return names
    return ("modality", "a negation came or went") if is_negated(left) != is_negated(right) else None


def _tokens(text: str) -> list[re.Match[str]]:
    return list(_WORD.finditer(text))


def _words(text: str) -> list[str]:
    return [each[0].casefold() for each in _tokens(text)]


def _dates(text: str) -> list[tuple[int, int]]:
    return [(each.start, each.end) for each in find_dates(text)]


def _days(text: str, dates: Sequence[tuple[int, int]]) -> frozenset[str]:
    """The days, months and years of all dates, and the weekdays that stand elsewhere."""
    phrases = [word for start, end in dates for word in _words(text[start:end])]
    elsewhere = [word for word in _words(_without(text, dates).replace("-", " ")) if word.endswith("day")]
    return frozenset(word for word in (*phrases, *elsewhere) if word in _CALENDAR or word[0].isdigit())


def _without(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    for start, end in stretches:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _harmed(left: str, right: str) -> bool:
    """Whether people came to another harm, or death is told on one side only."""
    one, other = (
        Counter({name: len(each.findall(text)) for name, each in _HARMS.items()}) for text in (left, right)
    )
    return bool(one - other and other - one) or bool(one[_GRAVEST]) != bool(other[_GRAVEST])


def _exchanged(left: str, right: str) -> Told | None:
    """Two parts of a sentence that changed places around what stands between them.

    A part that begins with a preposition may stand anywhere: it is wording.
    """
    one, other = _words(left), _words(right)
    if one == other or sorted(one) != sorted(other):
        return None
    start = next(place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
    stop = next(place for place in range(len(one), 0, -1) if one[place - 1] != other[place - 1])
    one, other = one[start:stop], other[start:stop]
    size = len(one)
    for first in range(1, size - 1):
        for last in range(1, size - first):
            middle = one[first : size - last]
            if middle not in (["and"], ["or"]) and other == one[size - last :] + middle + one[:first]:
                return _kind_of_exchange((left, right), one[:first], one[size - last :])
    return None


def _kind_of_exchange(texts: tuple[str, str], first: Sequence[str], last: Sequence[str]) -> Told | None:
    if first[0] in _LEADING or last[0] in _LEADING:
        return None
    parts = " ".join(first), " ".join(last)
    if all(map(numbers_in, parts)):
        return "value", "two numbers changed places"
    if all(any(harm.search(part) for harm in _HARMS.values()) for part in parts):
        return "measure", "what befell people changed places"
    places = [(text, found.span()) for text in texts for part in parts for found in _found(part, text)]
    if sum(_speaks(text, *span, loosely=True) for text, span in places) > 1:
        return "attribution", "the sources changed places"
    return "participant", "two parts of the sentence changed places"


def _found(part: str, text: str) -> list[re.Match[str]]:
    words = r"[\W_]+".join(map(re.escape, part.split()))
    return list(re.finditer(rf"\b{words}\b", text, re.IGNORECASE))


def _names(left: str, right: str) -> Told | None:
    """Another name, or another source, in the place of one in the same words."""
    ours, theirs = _tokens(left), _tokens(right)
    named = _name_places(left), _name_places(right)
    alike = SequenceMatcher(
        None, [each[0].casefold() for each in ours], [each[0].casefold() for each in theirs], autojunk=False
    )
    found: Told | None = None
    for what, first, last, begin, end in alike.get_opcodes():
        one, other = _core(ours[first:last]), _core(theirs[begin:end])
        if what != "replace" or not (one and other) or _same_name(*(_folded(each) for each in (one, other))):
            continue
        spans = (one[0].start(), one[-1].end()), (other[0].start(), other[-1].end())
        if may_be_one(_phrase(left, *spans[0], named[0]), _phrase(right, *spans[1], named[1])):
            continue
        are_names = all(
            any(start <= word.start() and word.end() <= stop for start, stop in places)
            for words, places in zip((one, other), named, strict=True)
            for word in words
        )
        if _speaks(left, *spans[0], loosely=are_names) and _speaks(right, *spans[1], loosely=are_names):
            return "attribution", "another source is named"
        if are_names:
            found = "participant", "another name stands there"
    return found


def _phrase(text: str, start: int, end: int, places: Sequence[tuple[int, int]]) -> str:
    """Some words with the names that they are part of: of “President Biden”, more than “President”."""
    touched = [place for place in places if place[0] < end and start < place[1]]
    return text[min([start, *(one for one, _ in touched)]) : max([end, *(last for _, last in touched)])]


def _name_places(text: str) -> list[tuple[int, int]]:
    return [(each.start, each.end) for each in find_names(text)]


def _core(tokens: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Words but for articles and offices; nothing where a pronoun, a date or a number stands among them."""
    words = [each for each in tokens if each[0].casefold() not in _ARTICLES | _OFFICES]
    return [] if any(each[0][0].isdigit() or each[0].casefold() in _NO_NAMES for each in words) else words


def _folded(tokens: Iterable[re.Match[str]]) -> frozenset[str]:
    return frozenset(each[0].casefold() for each in tokens)


def _same_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names have a word in common, but for its ending, or one is made of the other's initials."""
    if any(ours[:_PREFIX] == theirs[:_PREFIX] for ours in one for theirs in other):
        return True
    for short, long in ((one, other), (other, one)):
        if (
            len(short) == 1
            and len(long) > 1
            and sorted(next(iter(short))) == sorted(word[0] for word in long)
        ):
            return True
    return False


def _speaks(text: str, start: int, end: int, *, loosely: bool) -> bool:
    """Whether words stand where one stands who is quoted; loosely, with some words between."""
    after, before = (_SOME_AFTER, _SOME_BEFORE) if loosely else (_RIGHT_AFTER, _RIGHT_BEFORE)
    return bool(after.match(text, end)) or bool(before.search(text[max(0, start - 80) : start]))
