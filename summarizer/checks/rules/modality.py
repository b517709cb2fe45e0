"""How real each word of a sentence is told: as done, as settled for the future, or as merely possible."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list
from summarizer.checks.rules.clauses import AUXILIARIES, FUNCTION_WORDS, Reading
from summarizer.checks.rules.sentence_words import forms_of
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "OPEN",
    "REAL",
    "SETTLED",
    "Reality",
    "certain",
    "done",
    "may_be_told",
    "may_be_unreal",
    "reality",
]

REAL, SETTLED, OPEN = 0, 1, 2
_BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "get", "got", "gets"})
_BE_FORMS = frozenset(f"={word}" for word in _BE)
_HAVE = frozenset({"have", "has", "had", "having"})
_DETERMINERS = frozenset(load_list("clauses")["determiners"])
_FINITE = frozenset({"has", "had", "is", "are", "was", "were"})
_PREPOSITIONS = frozenset({"of", "for", "on", "over", "about", "into"})
_ENDS_PHRASE = _PREPOSITIONS | AUXILIARIES | {"to", "from", "in", "with", "at", "by", "and"}
_OWNERS = _DETERMINERS - {"that", "this"}
_GERUND_AFTER = _BE | frozenset(
    {"of", "for", "on", "by", "about", "to", "into", "and", "or", "mean", "start", "begin", "stop"}
)
_TO_REACH = 10
"""Words between a verb such as “urged” and the “to” that belongs to it."""
_NOUN_PHRASE = 4
_LISTED = (
    "modals_settled", "modals_open", "governors_settled", "governors_open", "objects_open", "nouns_open",
    "nouns_settled", "adjectives_open", "conditions", "keeps_plan", "rulings", "courts",
)  # fmt: skip
_STAYING = frozenset({"remain", "stay", "keep", "lie", "sit", "stand"})
_REPORTED = frozenset({"said", "announced", "confirmed", "told", "added"})
"""Verbs behind which “was closing” tells what is to come."""
_JOINED = 10
"""Words between two participles that are joined by “and”."""
_FAR = 25
"""Words around a verb among which the verb of saying stands."""
_CONTRACTED = ("’ll", "'ll")
_BARE_PAST = frozenset({"shut", "quit", "hit", "cut", "put", "set", "beat", "bet", "split", "spread", "cast"})


@dataclass(frozen=True, slots=True)
class Reality:
    """How real each word is, and the word that makes it less than real."""

    levels: tuple[int, ...]
    causes: tuple[int, ...]
    """Index of the word from which each level comes; −1 where the word is real."""


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    known = load_list("plans")
    words = {name: frozenset(known[name]) for name in _LISTED}
    return words | {
        "modals": words["modals_settled"] | words["modals_open"],
        "nouns": words["nouns_open"] | words["nouns_settled"],
        "hedges": words["keeps_plan"] - {"would"},
    }


@remembered(4096)
def reality(reading: Reading) -> Reality:
    """The reality of each word of a sentence."""
    levels = [REAL] * len(reading.tokens)
    causes = [-1] * len(reading.tokens)
    for start, level, stretch, cause in _cues(reading):
        conditional = reading.folded(start) in _words()["conditions"]
        for index in stretch:
            if not conditional and _ends_reach(reading, index, start):
                break
            if not conditional and _asserted(reading, index, start):
                continue
            if level > levels[index]:
                levels[index], causes[index] = level, cause
    return Reality(tuple(levels), tuple(causes))


@lru_cache(maxsize=1)
def _unreal_forms() -> frozenset[str]:
    """The forms of every word that may tell that others are less than real, “is to” left out."""
    return forms_of({"will"}.union(*(_words()[name] for name in _LISTED if name != "keeps_plan")))


@remembered(1024)
def may_be_unreal(text: str, words: frozenset[str]) -> bool:
    """Whether anything in a sentence may be told as less than real: a quick look before it is read.

    Args:
        text: The sentence.
        words: Its words in both forms.
    """
    if not _unreal_forms().isdisjoint(words) or any(will in text for will in _CONTRACTED):
        return True
    return "=to" in words and not _BE_FORMS.isdisjoint(words)


def _ends_reach(reading: Reading, index: int, start: int) -> bool:
    """Whether a finite verb of the plan's own sentence follows it: “an appeal to rebuild it | has raised”."""
    if index <= start + 1 or reading.folded(index - 1) in {"that", "which", "who", "it", "they", "he", "she"}:
        return False
    if reading.folded(index) in _FINITE:
        return True
    return reading.folded(index - 1) in {"and", "but"} and _asserted(reading, index, start)


def _asserted(reading: Reading, index: int, start: int) -> bool:
    """Whether a word within the reach of a plan is nevertheless told as a fact (“a line opened in 2010”)."""
    if reading.folded(index).endswith("ing") and reading.folded(index) != reading.lemma(index):
        return index > start + 2 and reading.folded(index - 1) not in _GERUND_AFTER
    if not reading.is_past(index) or reading.folded(index) in AUXILIARIES:
        return False
    return not (_helpers(reading, index) & (_BE | _HAVE)) and index > start


def _helpers(reading: Reading, index: int) -> frozenset[str]:
    """The auxiliaries, modals and “to” right before a verb, over adverbs."""
    found = []
    for back in range(index - 1, max(index - 8, -1), -1):
        word = reading.folded(back)
        if word in AUXILIARIES or word in {"to", "not"}:
            found.append(word)
        elif not (
            word.endswith("ly")
            or word
            in {
                "also",
                "now",
                "just",
                "already",
                "since",
                "then",
                "never",
                "all",
                "both",
                "even",
                "soon",
                "again",
                "long",
            }
        ):
            break
    return frozenset(found)


def _reach(reading: Reading, start: int) -> list[int]:
    """The words of one clause from a place on."""
    clauses = reading.clauses
    if start >= len(clauses):
        return []
    clause = clauses[start]
    return [index for index in range(start, len(clauses)) if clauses[index] == clause]


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    """Every word that may tell that others are less than real, but for “is to” and the like."""
    return frozenset({"will"}).union(*_words().values())


def _cues(reading: Reading) -> Iterator[tuple[int, int, list[int], int]]:
    telling, text, end = _telling(), reading.text, reading.end
    may_contract = any(text.find(will, reading.start, end) >= 0 for will in _CONTRACTED)
    for index, (_, after, _, folded, form) in enumerate(reading.tokens):
        told = folded in telling or form in telling
        if told or (folded in _BE and reading.folded(index + 1) == "to"):
            for level, stretch in _cue_at(reading, index):
                yield index, level, stretch, index
        if may_contract and text[after : min(after + 3, end)] in _CONTRACTED:
            yield index, SETTLED, _reach(reading, index + 1), index


def _cue_at(reading: Reading, index: int) -> Iterator[tuple[int, list[int]]]:
    words, folded, base = _words(), reading.folded(index), reading.lemma(index)
    if folded in words["conditions"]:
        yield OPEN, _reach(reading, index)
    if _is_modal(reading, index):
        level = _modal_level(reading, index)
        yield level, _reach(reading, index + 1)
    if folded in _BE and reading.folded(index + 1) == "to" and not reading.gap(index + 1).strip():
        yield SETTLED, _reach(reading, index + 2)
    if folded in words["adjectives_open"] and not {reading.folded(index - 1), reading.lemma(index - 1)} & (
        _BE | {"make"}
    ):
        stretch = _reach(reading, index + 1)[:_NOUN_PHRASE]
        yield (
            OPEN,
            [one for one in stretch if one - index <= _NOUN_PHRASE and not _ends_phrase(reading, one, index)],
        )
    predicative = reading.folded(index - 1) in _BE and reading.folded(index + 1) != "to"
    if predicative and folded in words["adjectives_open"]:
        clause = reading.clauses[index]
        yield OPEN, [one for one in range(index) if reading.clauses[one] == clause]
    level = _governor(base, folded)
    if level:
        yield level, _complement(reading, index)
    if base in words["objects_open"] and _takes_object(reading, index):
        yield OPEN, _reach(reading, index + 1)
    if base in words["nouns"] and reading.folded(index + 1) in {
        "to",
        "for",
        "of",
        "that",
        "which",
        "on",
    }:
        noun_level = OPEN if base in words["nouns_open"] else SETTLED
        yield noun_level, _reach(reading, index + 1)
        if reading.folded(index + 1) in {"which", "that"}:
            yield noun_level, _reach(reading, index + 2)


def _modal_level(reading: Reading, index: int) -> int:
    """“Would” is open in a sentence about a bill or a condition, the future in reported speech."""
    words, folded = _words(), reading.folded(index)
    if folded == "would":
        hedges = words["hedges"]
        hedged = any(token.lemma in hedges for token in reading.tokens)
        return OPEN if hedged else SETTLED
    return OPEN if folded in words["modals_open"] else SETTLED


def _ends_phrase(reading: Reading, index: int, start: int) -> bool:
    return any(reading.folded(one) in _ENDS_PHRASE for one in range(start + 1, index + 1))


def _governor(base: str, folded: str) -> int:
    words = _words()
    if base in words["governors_open"] or folded in words["governors_open"]:
        return OPEN
    return SETTLED if base in words["governors_settled"] or folded in words["governors_settled"] else REAL


def _is_modal(reading: Reading, index: int) -> bool:
    """Whether a word is a modal verb: no month, and no testament."""
    token, words = reading.tokens[index], _words()
    if token.folded not in words["modals"] and token.lemma != "will":
        return False
    if token.capitalised and (index or reading.folded(index + 1).isdigit()):
        return False
    if index and reading.folded(index - 1) in _OWNERS:
        return False
    following, second = reading.folded(index + 1), reading.folded(index + 2)
    ruled = following == "be" and (second.endswith("ing") or _rules(reading, index))
    if token.folded == "must" and (following == "have" or ruled):
        return False  # what must have been so is no plan
    return bool(following) and following not in _PREPOSITIONS | {"and", "is", "was", "has"}


def _rules(reading: Reading, index: int) -> bool:
    """Whether a court says so, and does it by that: “the court finds that it must be rejected”."""
    before = {token.lemma for token in reading.tokens[:index]}
    return reading.lemma(index + 2) in _words()["rulings"] and not before.isdisjoint(_words()["courts"])


def _complement(reading: Reading, index: int) -> list[int]:
    """What a verb such as “plans” or “urged” governs: from its “to” on."""
    for one in _reach(reading, index + 1)[:_TO_REACH]:
        if reading.folded(one) == "to" and _is_bare(reading, one + 1):
            return _reach(reading, one + 1)
    return []


def _is_bare(reading: Reading, index: int) -> bool:
    """Whether a word behind “to” may be an infinitive."""
    token = reading.tokens[index] if index < len(reading.tokens) else None
    if token is None or token.capitalised or token.folded in _DETERMINERS or token.folded[:1].isdigit():
        return False
    return (
        token.folded == token.lemma
        or token.folded in _BE | _HAVE
        or not token.folded.endswith(("s", "ed", "ing"))
    )


def _takes_object(reading: Reading, index: int) -> bool:
    """Whether “considering” and the like have their object behind them, and are no noun or passive."""
    folded, before, after = reading.folded(index), reading.folded(index - 1), reading.folded(index + 1)
    if before in _DETERMINERS or (folded.endswith("ed") and before in _BE):
        return False
    if before in _BE | {"to"} or folded.endswith(("ing", "ed")):
        return bool(after) and after != "by"
    return after in _DETERMINERS or after.endswith("ing") or before in {"will", "would", "could", "may"}


def done(reading: Reading, index: int, *, headline: bool = False) -> bool:
    """Whether a word is a verb that is told as done.

    Args:
        reading: The sentence.
        index: Place of the word.
        headline: Whether the present tense tells what happened.
    """
    if reality(reading).levels[index] != REAL:
        return False
    token, helpers = reading.tokens[index], _helpers(reading, index)
    if reading.lemma(index - 1) in _STAYING:
        return False  # “remained closed” is a state
    if helpers & {"to", "not", "must", "can", "do", "does", "did"} or _lone_be(helpers, reading, index):
        return False
    if (
        reading.folded(index - 1) in _DETERMINERS | {"as", "than"}
        or "-" in token.text
        or token.folded.startswith("un")
    ):
        return False
    if token.capitalised and index and token.text.istitle() and not headline:
        return False
    if reading.folded(index - 1) in {"and", "or"} and _joins_plan(reading, index):
        return False
    if token.folded in _BARE_PAST:
        return bool(helpers & _HAVE) or (
            bool(helpers & _BE) and token.folded in {"shut", "cut", "set", "hit"}
        )
    if reading.is_past(index):
        return bool(helpers) or not _attributive(reading, index)
    if headline and token.folded.endswith("s") and token.folded != token.lemma and index:
        return not _attributive(reading, index) and reading.folded(index + 1) not in AUXILIARIES
    return False


def _joins_plan(reading: Reading, index: int) -> bool:
    """Whether a participle is joined to one that is ahead: “is to be set up and | run by the council”."""
    clause, places = reading.clauses[index], range(index - 2, max(-1, index - _JOINED), -1)
    first = next((one for one in places if reading.is_past(one) or reading.clauses[one] != clause), None)
    return first is not None and _helpers(reading, first) >= {"to", "be"}


def may_be_told(reading: Reading, *, headline: bool, coming: bool) -> list[int]:
    """The places of the words with content that ``done`` or ``certain`` may hold of.

    A verb told as done has a form of the past, or in a headline ends in “s”; one told as certain to come
    ends in “-ing”, or “will” stands before it.

    Args:
        reading: The sentence.
        headline: Whether the present tense tells what happened.
        coming: Whether it says “will”.
    """
    return [
        index
        for index, (_, _, _, folded, form) in enumerate(reading.tokens)
        if folded not in FUNCTION_WORDS
        and form not in FUNCTION_WORDS
        and (
            coming
            or folded in _BARE_PAST
            or folded.endswith("ing")
            or (headline and folded.endswith("s"))
            or (folded != form and reading.is_past(index))
        )
    ]


def _lone_be(helpers: frozenset[str], reading: Reading, index: int) -> bool:
    return helpers == {"be"} or (
        not reading.is_past(index) and reading.folded(index) not in _BARE_PAST and bool(helpers & {"be"})
    )


def _attributive(reading: Reading, index: int) -> bool:
    """Whether a participle stands before its noun: “flavoured vapes”, “for closed pools”."""
    before = reading.folded(index - 1)
    return before in _PREPOSITIONS | _DETERMINERS | {"in", "with", "from", "by", "and", "at", "to"} and (
        before != "and" or not reading.is_past(index)
    )


def certain(reading: Reading, index: int) -> bool:
    """Whether a word is a verb that is told as certain to come: “will open”, “is moving”."""
    real = reality(reading)
    helpers = _helpers(reading, index)
    if "not" in helpers:
        return False
    if real.levels[index] == SETTLED and "will" in helpers:
        return "be" not in helpers or reading.is_past(index) or reading.folded(index).endswith("ing")
    if real.levels[index] != REAL or not reading.folded(index).endswith("ing"):
        return False
    reported = bool(helpers & {"was", "were"}) and any(
        token.folded in _REPORTED for token in reading.tokens[max(0, index - _FAR) : index + _FAR]
    )
    return bool(helpers & {"is", "are"}) or reported
