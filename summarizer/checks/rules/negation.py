"""What the source denies told as so, or the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.checks.rules.clauses import Reading, overlap, read, reading_of, readings_of
from summarizer.checks.rules.contraries import contrary, has_contrary, may_be_contrary
from summarizer.checks.rules.modality import OPEN, REAL, reality
from summarizer.checks.rules.polarity import Denial, denials, denying_forms, denying_places, words_of
from summarizer.checks.rules.sentence_words import sentence_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["check_negation"]

_LONGEST = 300
_FEWEST_SHARED = 2
_LEAST_SHARE = 0.4
"""Share of the statement's words that a sentence of the source must have, to be what it speaks of."""


_NEAR = 8
"""Words behind a denying one that it may still deny: “no immediate reports of injuries or damage”."""


def check_negation(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``negation-flipped``: what the source denies told as so, what it tells as so denied, or a contrary."""
    if len(statement.own.tokens) > _LONGEST or not _may_flip(statement):
        return
    own = read(statement.text)
    everything = readings_of(statement)
    source = _about(own, everything)
    if not source:
        return
    problem = _lost(own, source) or _added(own, source, everything) or contrary(own, source, everything)
    if problem:
        yield "negation-flipped", problem


def _may_flip(statement: Statement) -> bool:
    """Whether a denial may be lost or added, or a contrary told; most sentences need not be read for it.

    One is added where the statement denies something, and lost where a sentence that it cites has a denying
    word and denies a word that the statement has too. The statement is read for its denials and for words
    with a contrary only where it has a form of such a word, and what it cites one that goes with it.
    """
    vocabulary, denying = statement.own.vocabulary, denying_forms()
    if not denying.isdisjoint(vocabulary) and denials(read(statement.text)):
        return True
    sentences = [words for _, words in sentence_words(statement.cited)]
    for sentence, words in zip(statement.cited.sentences, sentences, strict=True):
        if not denying.isdisjoint(words):
            reading = reading_of(statement.cited, sentence)
            if any(reading.key(cue.focus) in read(statement.text).content for cue in denials(reading)):
                return True
    cited = statement.cited
    return may_be_contrary(vocabulary, sentences) and has_contrary(
        read(statement.text), (reading_of(cited, sentence) for sentence in cited.sentences)
    )


def _about(own: Reading, everything: Sequence[Reading]) -> list[Reading]:
    """The sentences that the statement speaks of: those with most words in common."""
    counted = [(overlap(own.content, reading.content), reading) for reading in everything]
    most = max((shared for shared, _ in counted), default=0)
    least = max(_FEWEST_SHARED, most / 2)
    return [reading for shared, reading in counted if shared >= least]


def _close(own: Reading, reading: Reading, key: str) -> bool:
    """Whether a sentence of the source is about the same as the statement."""
    shared = overlap(own.content - {key}, reading.content)
    return shared >= _FEWEST_SHARED and shared >= _LEAST_SHARE * min(len(own.content), len(reading.content))


def _lost(own: Reading, source: Sequence[Reading]) -> str | None:
    """A denial of the source that the statement tells as so."""
    denied_here = {own.keys[cue.focus] for cue in denials(own)}
    for reading in source:
        for cue in denials(reading):
            key = reading.keys[cue.focus]
            if key in denied_here or not _close(own, reading, key):
                continue
            place = _affirmed(own, key)
            if place is None or _affirmed_in(source, key):
                continue
            if _unexplained(own, place, reading, cue) or _spares(own, place, reading, cue):
                continue
            told = own.words(place, place)
            denial = reading.words(min(cue.place, cue.focus), max(cue.place, cue.focus))
            return f"“{told}” is told as so, but the source says “{denial}”; keep the denial"
    return None


def _affirmed(reading: Reading, key: str) -> int | None:
    return next((place for place, other in enumerate(reading.keys) if other == key), None)


def _affirmed_in(source: Sequence[Reading], key: str) -> bool:
    for reading in source:
        foci = {cue.focus for cue in denials(reading)}
        if any(other == key and place not in foci for place, other in enumerate(reading.keys)):
            return True
    return False


def _unexplained(own: Reading, place: int, reading: Reading, cue: Denial) -> bool:
    """Whether the statement holds a denying word that the source does not also have elsewhere."""
    denied = {reading.keys[one.focus] for one in denials(reading) if one != cue}
    elsewhere = {reading.lemma(one) for one in denying_places(reading) if one != cue.place}
    for one, key in denying_places(own).items():
        if one == place:
            continue
        if (key and key in denied) or own.lemma(one) in elsewhere:
            continue
        return True
    return False


def _spares(own: Reading, place: int, reading: Reading, cue: Denial) -> bool:
    """Whether the statement tells the denied thing as an accusation or a possibility, not as so."""
    if reality(own).levels[place] == OPEN and reality(reading).levels[cue.focus] != OPEN:
        return True
    if cue.kind != "before_clause":
        return False
    lemmas = {token.lemma for token in own.tokens}
    return bool(lemmas & (words_of("accusations") - {"say", "deny"}))


def _added(own: Reading, source: Sequence[Reading], everything: Sequence[Reading]) -> str | None:
    """A denial of the statement where the source tells the same as so."""
    for cue in denials(own):
        key = own.keys[cue.focus]
        places = [(reading, _affirmed(reading, key)) for reading in source if _close(own, reading, key)]
        told = [(reading, place) for reading, place in places if place is not None]
        if not told or any(_denies(reading, key) for reading in everything):
            continue
        if cue.kind == "before_noun" and not any(_existing(reading, place) for reading, place in told):
            continue
        if any(_other_denials(own, reading, cue) for reading in source):
            continue
        reading, place = told[0]
        infinitive = "to" in {reading.folded(place - 1), reading.folded(place - 2)}
        if infinitive or reality(reading).levels[place] != REAL:
            continue
        if any(0 < place - one <= _NEAR for one in denying_places(reading)):
            continue
        denial = own.words(min(cue.place, cue.focus), max(cue.place, cue.focus))
        right = reading.words(place, place)
        return f"“{denial}” denies what the source tells as so, “{right}”; leave the denial out"
    return None


def _existing(reading: Reading, place: int) -> bool:
    """Whether the source says that there is such a thing: “found traces”, “injuries were reported”."""
    before = {reading.lemma(one) for one in range(max(0, place - 4), place)}
    after = {reading.lemma(one) for one in range(place + 2, place + 4)}
    passive = reading.folded(place + 1) in {"was", "were", "is", "are", "had", "has", "have"}
    existing = words_of("existence")
    return bool(before & existing) or (passive and bool(after & existing))


def _denies(reading: Reading, key: str) -> bool:
    return any(reading.keys[cue.focus] == key for cue in denials(reading))


def _other_denials(own: Reading, reading: Reading, cue: Denial) -> bool:
    """Whether a sentence of the source has a denying word that the statement does not also have elsewhere."""
    denied = {own.keys[one.focus] for one in denials(own) if one != cue}
    lemmas = {own.lemma(one) for one in denying_places(own) if one != cue.place}
    return any(
        not (key and key in denied) and reading.lemma(one) not in lemmas
        for one, key in denying_places(reading).items()
    )
