"""Who did it to whom, exchanged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from summarizer.checks.lists import load_list
from summarizer.checks.rules.clause_names import read_clause
from summarizer.checks.rules.overlap import EMPTY, content, words_of_sentence
from summarizer.checks.rules.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.checks.rules.parties import Clause, Slots
    from summarizer.checks.rules.phrases import Hit
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["check_roles"]

_LEAST_SHARE = 0.35
"""Share of the words of a statement that a sentence of the source has in common with it."""
_SPEAK = "speak of"
"""The name of the relation between a speaker and whom he speaks of."""
_MOST_SENTENCES = 4
"""Sentences of the source that are read beside a statement."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A relation between parties, as one verb of a sentence gives it."""

    name: str
    clause: Clause
    first: int
    stop: int
    """The numbers of the verb's first word and of the word after its last."""
    roles: dict[str, frozenset[str]]
    open_roles: frozenset[str]
    """The roles that the sentence leaves to a pronoun."""

    @property
    def verb(self) -> str:
        """The verb as the sentence writes it."""
        tokens = self.clause.tokens
        return self.clause.text[tokens[self.first].start : tokens[self.stop - 1].end]

    def written(self, role: str) -> str:
        """A party as the sentence writes it."""
        return self.clause.written(self.roles[role])


def check_roles(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``roles-swapped``: two names of the source exchanged on the two sides of a verb, or of a saying."""
    if len(statement.own.names.capitalised) < 2:
        return
    known = statement.cited.names.capitalised
    own = [read_clause(one.text, known) for one in statement.own.sentences]
    # A verb with one party has no second side to exchange it with.
    sided = [frame for clause in own for frame in _frames(clause) if len(frame.roles) > 1]
    words = content(statement.own.tokens)
    if not sided or not words or _is_mutual(own):
        return
    closest = _closest(statement, words)
    names = frozenset().union(
        *(_kinds(one) & _kinds(clause) for one in own for _, clause in closest if _may_cross(one, clause))
    )
    sources = [clause.named for _, clause in closest]
    frames = [frame for frame in sided if frame.name in names and _may_be_crossed(frame, sources)]
    if not frames:
        return
    names = frozenset(frame.name for frame in frames)
    told = [(share, frame) for share, clause in closest for frame in _frames(clause, names)]
    for frame in frames:
        swapped = _swapped(frame, told)
        if swapped:
            yield "roles-swapped", swapped
            return


def _closest(statement: Statement, words: frozenset[str]) -> list[tuple[float, Clause]]:
    """The sentences of the source closest to a statement, with their share of common words."""
    known = statement.cited.names.capitalised
    scored = []
    for sentence in statement.cited.sentences:
        share = len(words & words_of_sentence(sentence.text)[1]) / len(words)
        if share >= _LEAST_SHARE / 2:
            scored.append((share, sentence.text))
    best = sorted(scored, key=lambda pair: -pair[0])[:_MOST_SENTENCES]
    return [(share, read_clause(text, known)) for share, text in best]


def _may_cross(own: Clause, clause: Clause) -> bool:
    """Whether two clauses name two parties, which one of them may exchange."""
    return len(own.named & clause.named) > 1


@lru_cache(maxsize=2048)
def _listed(clause: Clause) -> tuple[Hit, ...]:
    """The verbs of the list in a clause."""
    return tuple(_verbs().find(clause.tokens))


def _may_be_crossed(frame: _Frame, sources: Sequence[frozenset[str]]) -> bool:
    """Whether a clause of the source names two parties of a relation."""
    return any(sum(not words.isdisjoint(named) for words in frame.roles.values()) > 1 for named in sources)


@lru_cache(maxsize=2048)
def _kinds(clause: Clause) -> frozenset[str]:
    """The names of the relations that the words of a clause may give."""
    if len(clause.names) < 2:
        return frozenset()
    lemmas = {token.lemma for token in clause.tokens}
    plain = {f"={token.lemma}" for token in clause.tokens if not token.capitalised}
    listed = {_entries()[int(hit.name)][0] for hit in _listed(clause)}
    said = frozenset() if _saying().isdisjoint(lemmas) else frozenset((_SPEAK,))
    return frozenset(plain | listed | said)


def _swapped(frame: _Frame, told: Sequence[tuple[float, _Frame]]) -> str | None:
    alike = [(share, one) for share, one in told if one.name == frame.name]
    if any(_agrees(frame, one) for _, one in alike):
        return None
    for share, one in alike:
        if share < _LEAST_SHARE:
            continue
        for first, second in _pairs(frame):
            if _crossed(frame, one, first, second):
                return (
                    f"“{frame.verb}” has the two sides the other way round than the source"
                    f" (“{one.verb}”): “{frame.written(first)}” and “{frame.written(second)}”"
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
    words = _mutual()
    return any(token.folded in words for clause in clauses for token in clause.tokens)


def _frames(clause: Clause, names: frozenset[str] | None = None) -> Iterator[_Frame]:
    """The relations of some names, or of all, that a clause gives."""
    if len(clause.names) < 2 or (names is not None and names.isdisjoint(_kinds(clause))):
        return
    yield from _listed_frames(clause, names)
    if names is None or _SPEAK in names:
        yield from _said(clause)
    yield from _plain(clause, names)


def _listed_frames(clause: Clause, names: frozenset[str] | None) -> Iterator[_Frame]:
    """The relations of the list, in the direct and in the converse wording."""
    entries = _entries()
    for hit in _listed(clause):
        relation, direct, preposition = entries[int(hit.name)]
        if names is not None and relation not in names:
            continue
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
    return any(preposition in slots.behind for preposition in _prepositions_of().get((relation, verb), ()))


def _said(clause: Clause) -> Iterator[_Frame]:
    """Who says something, and whom the clause behind the verb is about."""
    saying = _saying()
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
        yield _frame(_SPEAK, clause, index, index + 1, {"a": speaker, "b": clause.first_from(start)})


def _plain(clause: Clause, names: frozenset[str] | None) -> Iterator[_Frame]:
    """Any other verb, compared with itself."""
    passed = _passed()
    for index, token in enumerate(clause.tokens):
        if token.capitalised or token.lemma in passed:
            continue
        if names is not None and f"={token.lemma}" not in names:
            continue
        if not clause.verbal(index):
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
    return _Frame(
        name,
        clause,
        first,
        stop,
        {role: words for role, words in roles.items() if words},
        frozenset(role for role, words in roles.items() if not words),
    )


@lru_cache(maxsize=1)
def _saying() -> frozenset[str]:
    return frozenset(load_list("roles")["saying"]["verbs"])


@lru_cache(maxsize=1)
def _mutual() -> frozenset[str]:
    return frozenset(load_list("roles")["mutual"]["words"])


@lru_cache(maxsize=1)
def _passed() -> frozenset[str]:
    """Verbs that are compared with no other use of themselves."""
    return frozenset(load_list("roles")["mutual"]["verbs"]) | EMPTY


@lru_cache(maxsize=1)
def _entries() -> list[tuple[str, bool, str]]:
    return [entry for entry, _ in _all_entries()]


@lru_cache(maxsize=1)
def _entry_verbs() -> list[str]:
    return [verb for _, verb in _all_entries()]


@lru_cache(maxsize=1)
def _prepositions_of() -> dict[tuple[str, str], list[str]]:
    """The prepositions with which each verb of a relation is listed."""
    found: dict[tuple[str, str], list[str]] = {}
    for (relation, _, preposition), verb in _all_entries():
        if preposition:
            found.setdefault((relation, verb), []).append(preposition)
    return found


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
