"""Verbs of saying that judge the speaker: “claimed”, “admitted”, “insisted”."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list
from summarizer.checks.rules.verb_places import (
    LETTERS,
    Place,
    Verb,
    finite,
    first_forms,
    has_finite,
    is_day,
    verbs,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["check_verbs"]

_CLAUSE = 14
"""Words behind a verb in which the subject and the verb of what is said must begin."""
_OBJECT = 7
"""Words behind a verb in which its object stands."""
_SUBJECT = 14
"""Words of the longest subject of a verb that stands behind what was said."""
_PRONOUNS = frozenset(("it", "he", "she", "they", "we", "i", "you", "there", "nobody", "everyone", "this"))
_PREPOSITIONS_WORDS = """
    on in at to during after before through via by with under over within from when while as of
    about last this late early outside inside
"""
_PREPOSITIONS = frozenset(_PREPOSITIONS_WORDS.split())
_BORDERS_WORDS = """
    when while after before because although though who which whose where whom if until unless since
"""
_BORDERS = frozenset(_BORDERS_WORDS.split())
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
_AUXILIARIES = frozenset(("is", "are", "was", "were", "has", "had", "will", "would", "could", "should"))
_CLAUSE_ENDS = frozenset(("to", "that", "and", "but", "as"))
_ADVERBS = frozenset(
    ("also", "then", "now", "later", "again", "today", "yesterday", "earlier", "privately", "still")
)
_INFINITIVES = frozenset(
    ("have", "be", "know", "represent", "possess", "own", "feel", "speak", "offer", "act", "want")
)
_STOP = re.compile(r"[.;:!?]|,")
_DETERMINERS_WORDS = """
    the a an his her its their our my your this these those
"""
_DETERMINERS = frozenset(_DETERMINERS_WORDS.split())
_PARTS_WORDS = """
    one some many most all both each several two three part none any
"""
_PARTS = frozenset(_PARTS_WORDS.split())
_CUTS = frozenset(("of", "for", "from", "at", "about", "that"))
"""Words behind which the object of a verb is over."""
_PLAIN = "they we i you who people police to still also not would could may might will can now"
_PLAIN_SUBJECTS = frozenset(_PLAIN.split())
"""What stands in front of “claim” where it is a verb, but for a plural."""
_IN_COURT = re.compile(r"\b(?:plead(?:ed|s)?|guilty|magistrates|[Cc]rown [Cc]ourt|arrested|convicted)\b")


def check_verbs(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``judging-verb``: a verb of saying that judges the speaker, outside quotations."""
    if first_forms().isdisjoint(statement.own.vocabulary):
        return
    tokens = statement.own.tokens
    seen: set[str] = set()
    for at, token in enumerate(tokens):
        for verb in verbs().get(token.folded, ()):
            stop = at + len(verb.words)
            if tuple(one.folded for one in tokens[at:stop]) != verb.words:
                continue
            written = statement.text[token.start : tokens[stop - 1].end]
            if written in seen or statement.in_quotation(token.start, tokens[stop - 1].end):
                continue
            if _judges(Place(statement.text, tokens, at, stop, statement.cited.text), verb):
                seen.add(written)
                yield (
                    "judging-verb",
                    f"“{written}” {verb.entry['judges']}; write “{verb.entry['instead']}”",
                )


def _judges(place: Place, verb: Verb) -> bool:
    if _is_impersonal(place):
        return not (verb.has("legal") and _is_legal(place, verb)) and not (
            verb.has("things") and _is_thing(place)
        )
    if _is_noun(place, verb) or _is_other_sense(place, verb):
        return False
    if verb.has("legal") and _is_legal(place, verb):
        return False
    clause = _has_that(place) or _has_clause(place) or _has_speech(place)
    if verb.has("adjective") and clause and not (_has_that(place) or _opens_subject(place)):
        return False
    if verb.has("things") and _is_thing(place):
        return False
    if clause or verb.has("always"):
        return True
    return _has_infinitive(place, verb) or _is_behind_speech(place) or _has_object(place, verb, "objects")


def _is_passive(place: Place) -> bool:
    """Whether a form of “be” stands before it, at once or before an adverb."""
    before = [word for word in place.before(3) if not (word in _ADVERBS or word.endswith("ly"))]
    return bool(before) and before[-1] in _BE


def _is_impersonal(place: Place) -> bool:
    """Whether it is “it was claimed that …”, “as was admitted by the company”."""
    before = [word for word in place.before(5) if not (word in _ADVERBS or word.endswith("ly"))]
    if not _is_passive(place) or not {"it", "as"} & set(before[-4:-1]):
        return False
    behind = place.behind(_CLAUSE)
    return "that" in behind and behind[: behind.index("that")][:1] in (
        [],
        ["by"],
        ["on"],
        ["in"],
        ["at"],
        ["last"],
    )


def _agent(place: Place) -> list[str]:
    """Who did it, where it stands in the passive: “was refuted | by the bank's chairman”."""
    behind = place.behind(_CLAUSE)
    start = _skip_adverbials(behind)
    if behind[start : start + 1] != ["by"] or not _is_passive(place):
        return []
    stops = [index for index, word in enumerate(behind) if index > start and word in _BORDERS | {"that"}]
    return behind[start + 1 : stops[0] if stops else start + 8]


def _is_noun(place: Place, verb: Verb) -> bool:
    """Whether it is no verb with a subject: “the claim”, “denied claims”, “was admitted”."""
    before = place.before(3)
    last = before[-1] if before else ""
    passive = last in _ADVERBS or last.endswith("ly")
    if last in _BE or (passive and len(before) > 1 and before[-2] in _BE):
        return not verb.words[0].endswith("ing") and not verb.has("always")
    if verb.words[0] not in verb.entry.get("nouns", ()):
        return last in _DETERMINERS and bool(before) and not verb.has("always")
    if not before or last in load_list("verbs")["noun_signs"]["words"]:
        return True
    if place.text[place.tokens[place.first - 1].end :].startswith(("'s", "’s")):
        return True
    if verb.words[0].endswith("s"):
        return has_finite(place.before(6))
    return not (last.endswith("s") or last in _PLAIN_SUBJECTS)


def _is_other_sense(place: Place, verb: Verb) -> bool:
    behind = tuple(place.behind(_OBJECT))
    if any(behind[: len(words)] == words for words in verb.phrases("not_next")):
        return not _has_object(place, verb, "objects")
    if _has_that(place):
        return False
    return _has_object(place, verb, "not_objects") and not (_opens_clause(behind) or _has_auxiliary(place))


def _has_auxiliary(place: Place) -> bool:
    """Whether an auxiliary makes a clause of what follows: “claimed credit card fees had doubled”."""
    words = place.behind(_CLAUSE)
    stop = next((index for index, word in enumerate(words) if word in _BORDERS or word in _CLAUSE_ENDS), None)
    return any(index > 1 and word in _AUXILIARIES for index, word in enumerate(words[:stop]))


def _opens_clause(behind: tuple[str, ...]) -> bool:
    """Whether a pronoun and a verb follow: “claimed it won the title”."""
    return bool(behind) and behind[0] in _PRONOUNS and len(behind) > 1


def _has_object(place: Place, verb: Verb, key: str) -> bool:
    behind = place.behind(_OBJECT)
    return any(
        tuple(behind[start : start + len(words)]) == words
        for words in verb.phrases(key)
        for start in range(min(len(behind), 1 if words[0] in _PREPOSITIONS else _OBJECT))
        if not any(word in _BORDERS or word in _CUTS for word in behind[:start])
    )


def _has_that(place: Place) -> bool:
    """Whether “that” follows, at once or behind when and where it was said."""
    for index, word in enumerate(place.behind(_CLAUSE + 6)):
        if word == "that":
            return True
        if index == 0 and not (
            word in _PREPOSITIONS or word in _ADVERBS or word.endswith("ly") or is_day(word)
        ):
            return False
        if word in _BORDERS or word in finite():
            return False
    return False


def _has_clause(place: Place) -> bool:
    """Whether a subject and its verb follow, at once or behind a date: “claimed on Friday it had won”."""
    behind = place.behind(_CLAUSE)
    start = _skip_adverbials(behind)
    words = behind[start:]
    if len(words) < 2:
        return False
    if words[0] in _PRONOUNS:
        return words[1] in finite() or words[1].endswith(("ed", "s", "ly"))
    for index, word in enumerate(words):
        if word in _BORDERS or word == "to" or word in {"that", "and"}:
            return False
        if index and word in finite():
            return True
        if index and word.endswith("ed") and len(word) > LETTERS and words[index - 1] not in _DETERMINERS:
            return index + 1 < len(words) and words[index + 1] != "by" and words[0] not in _PREPOSITIONS
        if word in _PREPOSITIONS and not index:
            return False
    return False


def _skip_adverbials(words: list[str]) -> int:
    """How many words say when it was said, where that can be told."""
    if words and (is_day(words[0]) or words[0] in _ADVERBS):
        return 1
    if len(words) > 1 and words[0] == "on":
        stop = 1
        while stop < len(words) and (is_day(words[stop]) or words[stop].isdigit()):
            stop += 1
        return stop if stop > 1 else 0
    return 0


def _has_speech(place: Place) -> bool:
    """Whether quoted words follow or go before."""
    behind = place.gap(place.after - 1)
    before = place.gap(place.first - 1) if place.first else ""
    return bool(re.match(r"[,:]? ?[\"“‘]", behind)) or bool(re.search(r"[\"”’] $", before) and "," in before)


def _has_infinitive(place: Place, verb: Verb) -> bool:
    """Whether it is “claimed to have …”, “admitted having …”, “admitted to having …”."""
    behind = [word for word in place.behind(3) if word != "not"][:2]
    if verb.has("pleading") and behind and behind[0].endswith("ing"):
        return True
    if len(behind) < 2 or behind[0] != "to":
        return False
    if verb.has("pleading"):
        return behind[1].endswith("ing") or _has_object(
            Place(place.text, place.tokens, place.first, place.after + 1), verb, "objects"
        )
    return behind[1] in _INFINITIVES and verb.has("infinitive")


def _is_behind_speech(place: Place) -> bool:
    """Whether it stands behind what was said, as in “…, founder Zhang Wei crowed”."""
    stop = place.after
    words = place.behind(_OBJECT)
    ends = not words or bool(_STOP.search(place.gap(stop - 1)))
    if not ends and (words[0] in _PREPOSITIONS or is_day(words[0]) or words[0] in _ADVERBS):
        ends = not has_finite(words)
    if not ends:
        return False
    for index in range(place.first - 1, max(-1, place.first - _SUBJECT), -1):
        word = place.tokens[index].folded
        if word in finite() or word in _BORDERS or word == "to":
            return False
        if index and _STOP.search(place.gap(index - 1)):
            return index > 2 and place.first > index
    return False


def _is_legal(place: Place, verb: Verb) -> bool:
    """Whether a court or an inquiry is about, where the verb is a term of law."""
    pleading = verb.has("pleading")
    if pleading and not (_has_that(place) or _has_clause(place)) and _IN_COURT.search(place.cited):
        return True
    if any(one.folded == "be" and other.folded == "alleged" for one, other in pairwise(place.tokens)):
        return True  # “it will be alleged that”
    words = load_list("verbs")["court" if pleading else "law"]["words"]
    if not any(token.folded in words for token in place.tokens):
        return False
    pleaded = any(token.folded in {"pleaded", "plea", "guilty"} for token in place.tokens)
    return pleaded or not (pleading and _has_that(place))


def _opens_subject(place: Place) -> bool:
    """Whether a pronoun, an article or a name follows, so that the verb is no adjective."""
    behind = place.behind(_OBJECT)
    rest = place.tokens[place.after + _skip_adverbials(behind) :]
    return bool(rest) and (
        rest[0].capitalised or rest[0].folded in _PRONOUNS or rest[0].folded in _DETERMINERS
    )


def _is_thing(place: Place) -> bool:
    """Whether a thing, not a speaker, is the subject: “scans of the panel have revealed”."""
    agent = _agent(place)
    if agent:
        return _is_thing_word(_head(agent[:4]))
    segments = _segments(place)
    subject = segments[0] or (segments[2] if len(segments) > 2 else [])
    head = _head(subject)
    if head in {"which", "that"} and len(segments) > 1:
        head = _head(segments[1])
    return _is_thing_word(head)


def _is_thing_word(head: str) -> bool:
    things = load_list("verbs")["things"]
    return head in things["words"] or (
        head.endswith(tuple(things["endings"])) and head not in things["bodies"] and len(head) > LETTERS
    )


def _segments(place: Place) -> list[list[str]]:
    """The words in front of the verb between commas and joining words, the nearest first."""
    segments: list[list[str]] = [[]]
    for index in range(place.first - 1, max(-1, place.first - 30), -1):
        if _STOP.search(place.gap(index)):
            segments.append([])
        word = place.tokens[index].folded
        if not (word in finite() or word in _ADVERBS or word.endswith("ly")):
            segments[-1].insert(0, word)
        if word in _BORDERS - {"which", "who"}:
            segments.append([])
    return segments


def _head(words: list[str]) -> str:
    """The noun that a phrase is about: the last word in front of its first preposition."""
    if len(words) > 2 and words[1] == "of" and words[0] in _PARTS:
        words = words[2:]
    start = 1 if words and (words[0] in _PREPOSITIONS or words[0] == "and") else 0
    stop = next(
        (
            i
            for i, word in enumerate(words)
            if i > start and (word in _PREPOSITIONS or word in {"for", "from"})
        ),
        len(words),
    )
    return words[stop - 1] if words else ""
