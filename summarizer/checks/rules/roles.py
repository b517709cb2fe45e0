"""Who did it to whom, exchanged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from summarizer.checks.lists import load_list
from summarizer.checks.rules.overlap import EMPTY, content
from summarizer.checks.rules.parties import Clause, read_clause
from summarizer.checks.rules.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.checks.rules.parties import Slots
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["check_roles"]

_LEAST_SHARE = 0.35
"""Share of the words of a statement that a sentence of the source has in common with it."""
_MOST_SENTENCES = 4
"""Sentences of the source that are read beside a statement."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A relation between parties, as one verb of a sentence gives it."""

    name: str
    verb: str
    roles: dict[str, frozenset[str]]
    open_roles: frozenset[str]
    """The roles that the sentence leaves to a pronoun."""
    written: dict[str, str]


def check_roles(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``roles-swapped``: two names of the source exchanged on the two sides of a verb, or of a saying."""
    words = content(statement.own.tokens)
    if len(statement.own.names.capitalised) < 2 or not words:
        return
    known = statement.cited.names.capitalised
    own = [read_clause(one.text, known) for one in statement.own.sentences]
    if sum(len(clause.names) for clause in own) < 2 or _is_mutual(own):
        return
    frames = [frame for clause in own for frame in _frames(clause)]
    if not frames:
        return
    told = list(_source_frames(statement, words))
    for frame in frames:
        swapped = _swapped(frame, told)
        if swapped:
            yield "roles-swapped", swapped
            return


def _source_frames(statement: Statement, words: frozenset[str]) -> Iterator[tuple[float, _Frame, str]]:
    """The relations that the sentences closest to a statement give, with their share of common words."""
    known = statement.cited.names.capitalised
    scored = []
    for sentence in statement.cited.sentences:
        clause = read_clause(sentence.text, known)
        share = len(words & content(clause.tokens)) / len(words)
        if share >= _LEAST_SHARE / 2:
            scored.append((share, clause))
    for share, clause in sorted(scored, key=lambda pair: -pair[0])[:_MOST_SENTENCES]:
        for frame in _frames(clause):
            yield share, frame, clause.text


def _swapped(frame: _Frame, told: Sequence[tuple[float, _Frame, str]]) -> str | None:
    alike = [(share, one, text) for share, one, text in told if one.name == frame.name]
    if any(_agrees(frame, one) for _, one, _ in alike):
        return None
    for share, one, _ in alike:
        if share < _LEAST_SHARE:
            continue
        for first, second in _pairs(frame):
            if _crossed(frame, one, first, second):
                return (
                    f"“{frame.verb}” has the two sides the other way round than the source"
                    f" (“{one.verb}”): “{frame.written[first]}” and “{frame.written[second]}”"
                    " are exchanged; give each its own part"
                )
    return None


def _pairs(frame: _Frame) -> list[tuple[str, str]]:
    roles = sorted(frame.roles)
    return [(one, other) for number, one in enumerate(roles) for other in roles[number + 1 :]]


def _crossed(frame: _Frame, source: _Frame, first: str, second: str) -> bool:
    if first not in source.roles or second not in source.roles:
        return False
    here, there = _apart(frame.roles[first], frame.roles[second])
    left, right = _apart(source.roles[first], source.roles[second])
    return bool(here & right and there & left) and not (here & left or there & right)


def _agrees(frame: _Frame, source: _Frame) -> bool:
    """Whether a relation of the source bears out one of the statement, or may by a pronoun of its own."""
    shared = [role for role in frame.roles if role in source.roles]
    same = [role for role in shared if frame.roles[role] & source.roles[role]]
    others = len(shared) - len(same)
    return len(same) > 1 or (bool(same) and not others and bool(source.open_roles & frame.roles.keys()))


def _apart(one: frozenset[str], other: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of two names without those that both have: “City”, “Bank”."""
    return one - other, other - one


def _is_mutual(clauses: Sequence[Clause]) -> bool:
    words = frozenset(load_list("roles")["mutual"]["words"])
    return any(token.folded in words for clause in clauses for token in clause.tokens)


def _frames(clause: Clause) -> Iterator[_Frame]:
    if len(clause.names) < 2:
        return
    yield from _listed_frames(clause)
    yield from _said(clause)
    yield from _plain(clause)


def _listed_frames(clause: Clause) -> Iterator[_Frame]:
    """The relations of the list, in the direct and in the converse wording."""
    entries = _entries()
    for hit in _verbs().find(clause.tokens):
        relation, direct, preposition = entries[int(hit.name)]
        follows = clause.tokens[hit.stop].folded if hit.stop < len(clause.tokens) else ""
        if not clause.verbal(hit.first) and (not preposition or follows != preposition):
            continue
        if preposition and follows == preposition:
            slots = clause.slots(hit.first, hit.stop + 1)
            other = slots.patient
        else:
            slots = clause.slots(hit.first, hit.stop)
            if not preposition and _has_other_entry(relation, hit.name, slots):
                continue
            if preposition and preposition not in slots.behind:
                continue
            other = slots.behind[preposition] if preposition else slots.patient
        sides = (slots.agent, other) if direct else (other, slots.agent)
        yield _frame(relation, clause, hit.first, hit.stop, dict(zip("ab", sides, strict=True)))


def _has_other_entry(relation: str, name: str, slots: Slots) -> bool:
    """Whether the same verb is listed with a preposition that leads a name here: “sold X | to Y”."""
    verb = _entry_verbs()[int(name)]
    return any(
        _entry_verbs()[number] == verb and entry[0] == relation and entry[2] in slots.behind
        for number, entry in enumerate(_entries())
        if entry[2]
    )


def _said(clause: Clause) -> Iterator[_Frame]:
    """Who says something, and whom the clause behind the verb is about."""
    saying = frozenset(load_list("roles")["saying"]["verbs"])
    for index, token in enumerate(clause.tokens):
        if token.lemma not in saying or not clause.verbal(index):
            continue
        start = index + 1
        that = next(
            (
                i
                for i in range(start, min(start + 14, len(clause.tokens)))
                if clause.tokens[i].folded == "that"
            ),
            None,
        )
        if that is not None:
            start = that + 1
        elif token.lemma == "tell":
            continue
        slots = clause.slots(index, index + 1)
        speaker = slots.agent
        yield _frame("speak of", clause, index, index + 1, {"a": speaker, "b": clause.first_from(start)})


def _plain(clause: Clause) -> Iterator[_Frame]:
    """Any other verb, compared with itself."""
    passed = frozenset(load_list("roles")["mutual"]["verbs"])
    for index, token in enumerate(clause.tokens):
        if token.capitalised or token.lemma in passed | EMPTY or not clause.verbal(index):
            continue
        slots = clause.slots(index, index + 1)
        roles: dict[str, frozenset[str] | None] = {"agent": slots.agent, "patient": slots.patient}
        roles.update(
            (label, words)
            for label, words in slots.behind.items()
            if label in {"to", "from", "against", "over"}
        )
        yield _frame(f"={token.lemma}", clause, index, index + 1, roles)


def _frame(
    name: str, clause: Clause, first: int, stop: int, roles: dict[str, frozenset[str] | None]
) -> _Frame:
    verb = clause.text[clause.tokens[first].start : clause.tokens[stop - 1].end]
    return _Frame(
        name,
        verb,
        {role: words for role, words in roles.items() if words},
        frozenset(role for role, words in roles.items() if not words),
        {role: clause.written(words) for role, words in roles.items() if words},
    )


@lru_cache(maxsize=1)
def _entries() -> list[tuple[str, bool, str]]:
    return [entry for entry, _ in _all_entries()]


@lru_cache(maxsize=1)
def _entry_verbs() -> list[str]:
    return [verb for _, verb in _all_entries()]


@lru_cache(maxsize=1)
def _verbs() -> Phrases:
    phrases = Phrases()
    for number, verb in enumerate(_entry_verbs()):
        phrases.add(str(number), [verb])
    return phrases


@lru_cache(maxsize=1)
def _all_entries() -> list[tuple[tuple[str, bool, str], str]]:
    data: dict[str, Any] = load_list("roles")
    parties = frozenset(data["clause"]["parties"])
    entries = []
    for relation in data["relation"]:
        for key in ("direct", "converse"):
            for phrase in relation[key]:
                verb, _, last = phrase.rpartition(" ")
                preposition = last if verb and last in parties else ""
                entry = (relation["name"], key == "direct", preposition)
                entries.append((entry, verb if preposition else phrase))
    return entries
