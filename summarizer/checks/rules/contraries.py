"""Words that mean the contrary of one another: convicted and cleared, backed and threw out, rose and fell."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list
from summarizer.checks.rules.clauses import Reading, overlap, phrase_at
from summarizer.checks.rules.polarity import denying_places, words_of
from summarizer.checks.rules.sentence_words import forms_of
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

__all__ = ["contrary", "has_contrary", "may_be_contrary"]

_DENYING = frozenset(
    {"not", "never", "no", "without", "neither", "nor", "nobody", "none", "hardly", "barely"}
)


@lru_cache(maxsize=1)
def _axes() -> tuple[dict[str, tuple[tuple[int, int], ...]], frozenset[str]]:
    known: dict[str, list[tuple[int, int]]] = {}
    for number, pair in enumerate(load_list("negation")["contraries"]):
        for side, words in enumerate(pair):
            for word in words:
                known.setdefault(word, []).append((number, side))
    return {word: tuple(axes) for word, axes in known.items()}, frozenset(
        word for word in known if " " in word
    )


@lru_cache(maxsize=1)
def _forms() -> dict[tuple[int, int], frozenset[str]]:
    """The forms without which no word of one side of an axis stands in a sentence."""
    words: dict[tuple[int, int], set[str]] = {}
    for word, axes in _axes()[0].items():
        for axis_and_side in axes:
            words.setdefault(axis_and_side, set()).update((word, word.partition(" ")[0]))
    return {axis_and_side: forms_of(listed) for axis_and_side, listed in words.items()}


@lru_cache(maxsize=1)
def _contrary_forms() -> frozenset[str]:
    """The forms without which no word of a sentence has a contrary: of each phrase, its first word is one."""
    return frozenset().union(*_forms().values())


@lru_cache(maxsize=1)
def _opposed() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """For each such form, those of the other sides of its axes, and those of its own sides."""
    opposed: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for (axis, side), same in _forms().items():
        other = _forms()[axis, 1 - side]
        for form in same:
            others, sames = opposed.get(form, (frozenset(), frozenset()))
            opposed[form] = others | other, sames | same
    return opposed


@lru_cache(maxsize=1)
def _opening() -> frozenset[str]:
    """The words that have a contrary, and those with which a phrase begins that has one."""
    known, phrases = _axes()
    return frozenset(known).union(phrase.partition(" ")[0] for phrase in phrases)


_DENYING_FORMS = frozenset(f"={word}" for word in _DENYING)


def may_be_contrary(own: AbstractSet[str], sentences: Sequence[AbstractSet[str]]) -> bool:
    """Whether a sentence may say the contrary of a word of the statement: a look at the words of both.

    It must have a word of the other side or, where it or the statement denies something, of either side of
    the same axis.

    Args:
        own: The words of the statement, in both forms.
        sentences: The words of the sentences that it cites.
    """
    told = _contrary_forms().intersection(own)
    if not told:
        return False
    opposed, denied = _opposed(), not _DENYING_FORMS.isdisjoint(own)
    for other, same in [opposed[form] for form in told]:
        for words in sentences:
            if not other.isdisjoint(words):
                return True
            if not same.isdisjoint(words) and (denied or not _DENYING_FORMS.isdisjoint(words)):
                return True
    return False


def has_contrary(own: Reading, sentences: Iterable[Reading]) -> bool:
    """Whether a sentence says the contrary of a word of the statement, of whatever thing."""
    told = [(axis, side ^ _negated(own, place)) for place, axis, side in _sides(own)]
    return bool(told) and any(_opposes(reading, axis, said) for reading in sentences for axis, said in told)


def _opposes(reading: Reading, axis: int, said: int) -> bool:
    return any(
        other == axis and side ^ _negated(reading, place) != said for place, other, side in _sides(reading)
    )


@remembered(4096)
def _sides(reading: Reading) -> tuple[tuple[int, int, int], ...]:
    """Place, axis and side of each word that has a contrary."""
    known, phrases = _axes()
    opening = _opening()
    found = []
    for place, token in enumerate(reading.tokens):
        if token.lemma not in opening and token.folded not in opening:
            continue
        word = phrase_at(reading.tokens, place, phrases)
        for axis, side in known.get(word, ()) or known.get(token.folded, ()):
            found.append((place, axis, side))
    return tuple(found)


def _negated(reading: Reading, place: int) -> bool:
    """Whether a denying word stands right before a word, over auxiliaries."""
    for one in range(max(0, place - 4), place):
        if reading.folded(one) in _DENYING and reading.clauses[one] == reading.clauses[place]:
            between = {token.lemma for token in reading.tokens[one + 1 : place]}
            return between.isdisjoint(words_of("taken_for_granted"))
    return False


def _turned(reading: Reading, place: int) -> bool:
    """Whether another word of the clause may turn a word's sense round (“lifted its ban”)."""
    words = {reading.folded(one) for one in range(max(0, place - 4), place)}
    return any(
        one not in {place, place + 1}
        and reading.clauses[one] == reading.clauses[place]
        and not (reading.folded(one) in _DENYING and reading.folded(one) in words)
        for one in denying_places(reading)
    )


def contrary(own: Reading, source: Sequence[Reading], everything: Sequence[Reading]) -> str | None:
    """What is wrong with a statement that says the contrary of the source's word of the same thing.

    Args:
        own: The statement.
        source: The sentences that it speaks of.
        everything: All sentences that it cites.
    """
    for place, axis, side in _sides(own):
        said = side ^ _negated(own, place)
        if not any(_opposes(reading, axis, said) for reading in source):
            continue
        about = _argument(own, place)
        if not about or _turned(own, place):
            continue
        same = _shared(everything, axis, said, about)
        for reading in source:
            word = _contrary_at(reading, axis, said, about, same)
            if word is not None:
                told, right = own.words(place, place), reading.words(word, word)
                return f"“{told}” is the contrary of the source's “{right}”; say what the source says"
    return None


def _argument(reading: Reading, place: int) -> frozenset[str]:
    """The words of the clause beside a word, numbers left out."""
    return frozenset(key for key in reading.clause_content(place) if not key[0].isdigit())


def _contrary_at(reading: Reading, axis: int, said: int, about: frozenset[str], same: int) -> int | None:
    """Where a sentence says the contrary of the same thing, and closer to it than it is said elsewhere."""
    for place, other, side in _sides(reading):
        if other == axis and side ^ _negated(reading, place) != said and not _turned(reading, place):
            near = overlap(about, _argument(reading, place))
            if near >= max(2, len(about) / 2, same + 2):
                return place
    return None


def _shared(everything: Sequence[Reading], axis: int, said: int, about: frozenset[str]) -> int:
    """With how many words of the same thing the source says the same as the statement."""
    shared = [
        overlap(about, reading.content)
        for reading in everything
        for place, other, side in _sides(reading)
        if other == axis and side ^ _negated(reading, place) == said
    ]
    return max(shared, default=0)
