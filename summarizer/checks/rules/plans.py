"""What was planned, possible, proposed or urged in the source, told as done or as certain."""

from __future__ import annotations

from functools import lru_cache
from itertools import compress, count, starmap
from typing import TYPE_CHECKING, TypeAlias

from summarizer.checks.lists import load_list
from summarizer.checks.rules.clauses import FUNCTION_WORDS, Reading, overlap, read, reading_of, readings_of
from summarizer.checks.rules.modality import (
    OPEN,
    REAL,
    SETTLED,
    certain,
    done,
    may_be_told,
    may_be_unreal,
    reality,
)
from summarizer.checks.rules.sentence_words import sentence_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.checks.evidence import Evidence
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode
    from summarizer.text.candidates import TextSentence

__all__ = ["check_plans"]

_Sentence: TypeAlias = "tuple[TextSentence, tuple[str, frozenset[str]]]"
"""A sentence with its text and its words in both forms."""

_FEWEST_SHARED = 2
_OBJECT = 4
"""Words behind a verb among which its object's noun stands."""
_FARTHEST = 12
"""Words from what makes a plan of something to it."""
_MOST_PLACES = 20
"""Places of one word in a sentence that are looked at."""
_MOST_SENTENCES = 60
"""Sentences of a source that are compared with a statement, those that share most."""
_LONGEST = 300
"""Words of a statement beyond which it is no sentence."""


def check_plans(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``planned-as-done``: what the source only plans, told as done; what it calls possible, as certain."""
    if len(statement.own.tokens) > _LONGEST:
        return
    told_real = _told_real(statement)
    if not told_real:
        return
    own = read(statement.text)
    source = _relevant(own, readings_of(statement))
    for index, told_done in told_real:
        plan = _only_planned(own, index, source, SETTLED if told_done else OPEN) or (
            _object_planned(own, index, source) if told_done else None
        )
        if plan:
            told = own.words(max(0, index - 1) if _helped(own, index) else index, index)
            manner = "done" if told_done else "certain"
            advice = "planned" if told_done else "only planned or possible"
            yield (
                "planned-as-done",
                f"“{told}” is told as {manner}, but the source says “{plan}”; say that it is {advice}",
            )
            return


def _told_real(statement: Statement) -> list[tuple[int, bool]]:
    """The verbs that are told as done or as certain and may be plans, each with whether it is told as done.

    A verb may be a plan where a sentence tells its word as less than real; “introduced” and the like also
    where no sentence has the word, but may have the object.
    """
    headline = statement.kind == "headline"
    cited = statement.cited
    words = sentence_words(cited)
    planning = list(compress(zip(cited.sentences, words, strict=True), starmap(may_be_unreal, words)))
    if not planning and _enacting().isdisjoint(statement.own.vocabulary):
        return []
    own = read(statement.text)
    coming = "=will" in statement.own.vocabulary
    told = may_be_told(own, headline=headline, coming=coming)
    told = [index for index in told if own.tokens[index].lemma not in _words("too_light")]
    keys = {index: own.key(index) for index in told}
    unreal = _unreal_keys(frozenset(keys.values()), cited, planning)
    found = []
    for index, key in keys.items():
        token = own.tokens[index]
        if (
            not key
            or (key not in unreal and token.lemma not in _enacting())
            or statement.in_quotation(token.start, token.end)
        ):
            continue
        told_done = done(own, index, headline=headline)
        if key in unreal:
            if told_done or (certain(own, index) and not _keeps_plan(own)):
                found.append((index, told_done))
        elif told_done and not _stands_in(key, cited):
            found.append((index, told_done))
    return found


def _unreal_keys(keys: frozenset[str], cited: Evidence, sentences: Sequence[_Sentence]) -> frozenset[str]:
    """The words that some sentences tell as less than real, all of ``keys`` that they so tell among them.

    Only the sentences are read that have a word of ``keys``: the others tell none of these. All words with
    one key begin as one of its synonyms does, or are the key.

    Args:
        keys: The words that are asked for.
        cited: What the statement cites.
        sentences: The sentences that have a word which makes a plan of something, with their words.
    """
    forms = keys.union(*(_openings()[key] for key in keys if key in _openings()))
    unreal: set[str] = set()
    for sentence, (_, words) in sentences:
        if not forms.isdisjoint(words):
            reading = reading_of(cited, sentence)
            unreal.update(
                reading.key(place)
                for place in compress(count(), reality(reading).levels)  # those that are not REAL, which is 0
                if reading.tokens[place].lemma in forms  # as the words of every such key
            )
    return frozenset(unreal)


def _stands_in(key: str, cited: Evidence) -> bool:
    """Whether a sentence has a word of the statement, and is surely among those that are looked at.

    The object of “introduced” and the like is asked for only where none has; of very many sentences, not all
    are looked at.
    """
    if len(cited.sentences) > _MOST_SENTENCES:
        return False
    forms = _openings().get(key, frozenset([key]))
    return any(
        key in reading_of(cited, sentence).content
        for sentence, (_, words) in zip(cited.sentences, sentence_words(cited), strict=True)
        if not forms.isdisjoint(words)
    )


@lru_cache(maxsize=1)
def _openings() -> dict[str, frozenset[str]]:
    """For the first word of each group of synonyms, the words with which those of the group begin."""
    openings: dict[str, set[str]] = {}
    for group in load_list("plans")["synonyms"]:
        openings.setdefault(group[0], {group[0]}).update(word.partition(" ")[0] for word in group)
    return {key: frozenset(words) for key, words in openings.items()}


def _keeps_plan(own: Reading) -> bool:
    """Whether a sentence that says “will” shows elsewhere that it tells of a plan or a condition."""
    hedges = _words("keeps_plan")
    return any(token.lemma in hedges or token.folded in hedges for token in own.tokens)


@lru_cache(maxsize=16)
def _words(name: str) -> frozenset[str]:
    return frozenset(load_list("plans")[name])


@lru_cache(maxsize=1)
def _enacting() -> frozenset[str]:
    return _words("enacting") | _words("passing")


def _helped(own: Reading, index: int) -> bool:
    return own.folded(index - 1) in FUNCTION_WORDS


def _relevant(own: Reading, source: Sequence[Reading]) -> list[tuple[int, Reading]]:
    """The sentences of the source that share words with the statement, with how many they share."""
    counted = [(overlap(own.content, reading.content), reading) for reading in source]
    relevant = [(shared, reading) for shared, reading in counted if shared]
    if len(relevant) <= _MOST_SENTENCES:
        return relevant
    least = sorted((shared for shared, _ in relevant), reverse=True)[_MOST_SENTENCES - 1]
    return [one for one in relevant if one[0] >= least][:_MOST_SENTENCES]


def _only_planned(own: Reading, index: int, source: Sequence[tuple[int, Reading]], least: int) -> str | None:
    """What the source says of the event at a place, if all that it says of it is at least so unreal."""
    key = own.keys[index]
    about = own.clause_content(index) or own.content - {key}
    best: tuple[int, str] | None = None
    real_shared = -1
    for number, (_, reading) in enumerate(source):
        for place in reading.places(key)[:_MOST_PLACES]:
            level, cause = reality(reading).levels[place], reality(reading).causes[place]
            if level >= least and (place - cause > _FARTHEST or _is_noun(own, index, reading, place)):
                continue
            if reading.folded(cause) == "would" and not _foreseen(source, number):
                level = REAL
            near = overlap(about, reading.clause_content(place))
            whole = overlap(own.content - {key}, reading.content)
            if level < least:
                real_shared = max(real_shared, near + whole)
            elif whole >= _FEWEST_SHARED and (best is None or near + whole > best[0]):
                best = (near + whole, _plan_words(reading, place))
    least_shared = 1 if real_shared < 0 else 2 * real_shared + 2
    return best[1] if best and best[0] >= least_shared else None


def _is_noun(own: Reading, index: int, reading: Reading, place: int) -> bool:
    """Whether both sides have a word in -s, which no plan has as a verb: “to ask | pensioners”."""
    word = own.folded(index)
    return word.endswith("s") and word == reading.folded(place) and not own.is_past(index)


def _foreseen(source: Sequence[tuple[int, Reading]], number: int) -> bool:
    """Whether “would” tells of a plan, as somebody says it or a plan stands beside it, and of no habit."""
    words = _words("foresees") | _words("keeps_plan") - {"would"}
    near = source[max(0, number - 1) : number + 2]
    return any(
        token.lemma in words or token.folded in words for _, reading in near for token in reading.tokens
    )


def _plan_words(reading: Reading, place: int) -> str:
    cause = reality(reading).causes[place]
    return reading.words(min(cause, place), max(cause, place)) if cause >= 0 else reading.words(place, place)


def _object_planned(own: Reading, index: int, source: Sequence[tuple[int, Reading]]) -> str | None:
    """What the source says of the object of “introduced”, “signed”, “passed”, if it only plans it."""
    if own.lemma(index) not in _enacting():
        return None
    key = own.keys[index]
    if any(key in reading.content for _, reading in source):
        return None
    objects = _object_keys(own, index)
    found: str | None = None
    for _, reading in source:
        real = reality(reading)
        for place, other in enumerate(reading.keys):
            if other not in objects or reading.tokens[place].capitalised:
                continue
            if real.levels[place] == REAL:
                return None
            if overlap(own.content, reading.content) > _FEWEST_SHARED:
                found = found or _plan_words(reading, place)
    return found or _bill_passed(own, index, source)


def _object_keys(own: Reading, index: int) -> frozenset[str]:
    """The first noun phrase behind a verb, or before a passive one."""
    passive = own.folded(index - 1) in {"been", "was", "were", "is", "are", "being"}
    places = range(index - 1, max(-1, index - 8), -1) if passive else range(index + 1, index + 1 + _OBJECT)
    found: list[str] = []
    for place in places:
        if place >= len(own.tokens) or own.clauses[place] != own.clauses[index]:
            break
        if own.keys[place] and not own.tokens[place].capitalised and not own.folded(place)[0].isdigit():
            found.append(own.keys[place])
        elif found:
            break
    return frozenset(found[-1:] if not passive else found[:1])


def _bill_passed(own: Reading, index: int, source: Sequence[tuple[int, Reading]]) -> str | None:
    """A bill or a proposal of the source that no sentence of it says was voted through, told as passed."""
    if own.lemma(index) not in _words("passing"):
        return None
    if not any(own.lemma(place) in _words("laws") for place in range(index + 1, index + 1 + _OBJECT)):
        return None
    best = max(source, key=lambda pair: pair[0], default=None)
    if best is None or best[0] <= _FEWEST_SHARED:
        return None
    for _, reading in source:
        for place in range(len(reading.tokens)):
            if reading.lemma(place) in _words("passing") and reality(reading).levels[place] == REAL:
                return None
    for place, token in enumerate(best[1].tokens):
        if token.lemma in {"bill", "draft", "proposal", "plan"}:
            return best[1].words(max(0, place - 2), place)
    return None
