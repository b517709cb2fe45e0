"""Which words of a sentence deny something, and what each of them denies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list
from summarizer.checks.rules.clauses import AUXILIARIES, FUNCTION_WORDS, Reading
from summarizer.checks.rules.sentence_words import forms_of
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Denial", "denials", "denying_forms", "denying_places", "words_of"]

_FOCUS_REACH = 8
"""Words among which the denied word is looked for."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A word that denies, and the word that it denies."""

    place: int
    focus: int
    kind: str


@lru_cache(maxsize=16)
def words_of(name: str) -> frozenset[str]:
    """One of the lists of denying words."""
    return frozenset(load_list("negation")[name])


@remembered(4096)
def denials(reading: Reading) -> tuple[Denial, ...]:
    """Every word of a sentence that denies another one, with that other."""
    found = []
    denying = _denying()
    for index, token in enumerate(reading.tokens):
        if token.folded not in denying and token.lemma not in denying:
            continue
        kind = _kind(reading, index)
        if kind:
            focus = _focus(reading, index, kind)
            if focus is not None:
                found.append(Denial(index, focus, kind))
    return tuple(found)


@lru_cache(maxsize=1)
def _denying() -> frozenset[str]:
    """Every word that may deny another."""
    kinds = ("before_infinitive", "before_clause", "untrue", "before_predicate", "before_noun", "as_subject")
    return frozenset({"no", "lack"}).union(*map(words_of, kinds))


@lru_cache(maxsize=1)
def denying_forms() -> frozenset[str]:
    """Words without which a sentence denies nothing, as dictionary forms and as forms of their own."""
    return forms_of(_denying())


def _kind(reading: Reading, index: int) -> str:
    """The list by which a word denies what follows it; empty where it denies nothing."""
    folded, base = reading.folded(index), reading.lemma(index)
    if folded not in _denying() and base not in _denying():
        return ""
    after = reading.folded(index + 1)
    if folded == "no" and after in {"longer", "one"}:
        return "before_predicate" if after == "longer" else "as_subject"
    if after in words_of("followers_no_negation") or (folded == "no" and after[:1].isdigit()):
        return ""
    if base in words_of("before_infinitive"):
        return "before_infinitive" if after == "to" else ""
    if (base in words_of("before_clause") and folded != "denying") or (
        base in words_of("untrue") and after == "that"
    ):
        return "before_clause"
    kinds = ("before_predicate", "before_noun", "as_subject")
    return next(
        (kind for kind in kinds if folded in words_of(kind) or (base == "lack" and kind == "before_noun")), ""
    )


def _focus(reading: Reading, index: int, kind: str) -> int | None:
    end = index + 1
    last = min(len(reading.tokens), index + 1 + _FOCUS_REACH * 2)
    if kind == "as_subject":
        while end < last and not (reading.folded(end) in AUXILIARIES or reading.is_past(end)):
            if reading.folded(end) == "to" and reading.folded(index) == "nothing":
                break
            end += 1
    elif kind == "before_clause":
        that = next((at for at in range(end, min(last, end + 5)) if reading.folded(at) == "that"), None)
        if that is not None:
            end = that + 1
            while end < last and not (
                reading.folded(end) in AUXILIARIES
                or reading.is_past(end)
                or reading.folded(end).endswith("s")
            ):
                end += 1
        elif not reading.folded(end).endswith("ing"):
            return None
    return _first_content(reading, end, last, noun=kind == "before_noun")


def _first_content(reading: Reading, start: int, last: int, *, noun: bool) -> int | None:
    for place in range(start, min(last, start + _FOCUS_REACH)):
        if place > start and reading.clauses[place] != reading.clauses[start]:
            return None
        key = reading.key(place)
        if key and not reading.folded(place).endswith("ly") and key not in words_of("passes_on"):
            head = _head(reading, place, last) if noun else place
            named = reading.tokens[head].capitalised or reading.key(head)[0].isdigit()
            return None if named else head
    return None


def _head(reading: Reading, place: int, last: int) -> int:
    """The last noun of a noun phrase that begins at a place."""
    head = place
    for one in range(place + 1, min(last, place + 4)):
        if not reading.key(one) or reading.gap(one).strip() or reading.is_past(one):
            break
        head = one
    return head


@lru_cache(maxsize=1)
def _before_pairs() -> frozenset[str]:
    """The first words of the ways of denying that have two."""
    return frozenset(way.partition(" ")[0] for way in words_of("other_ways") if " " in way)


@remembered(4096)
def denying_places(reading: Reading) -> Mapping[int, str]:
    """The places of all words that may deny something, with the key of what they deny where it is known."""
    found = {cue.place: reading.keys[cue.focus] for cue in denials(reading)}
    ways, before_pairs = words_of("other_ways"), _before_pairs()
    for index, token in enumerate(reading.tokens):
        if index in found:
            continue
        if token.lemma in words_of("untrue"):
            if _predicative(reading, index):
                found[index] = ""
        elif (
            token.lemma in ways
            or token.folded in ways
            or (token.lemma in before_pairs and f"{token.lemma} {reading.folded(index + 1)}" in ways)
            or _is_un(token.folded, token.lemma)
            or (token.folded in FUNCTION_WORDS and _kind(reading, index))
            or token.lemma in words_of("before_infinitive")
        ):
            found[index] = ""
    return found


def _predicative(reading: Reading, index: int) -> bool:
    """Whether “false” and the like judge what was said (“were false”, “a myth that”), not name a thing."""
    before = {reading.folded(one) for one in range(max(0, index - 3), index)}
    return (
        bool(before & {"is", "are", "was", "were", "be", "as", "been"}) or reading.folded(index + 1) == "that"
    )


def _is_un(folded: str, lemma: str) -> bool:
    return (
        folded.startswith(("un", "non-"))
        and len(folded) > 4
        and folded not in words_of("un_but_not_negative")
        and lemma not in words_of("un_but_not_negative")
    )
