"""Who did it to whom, exchanged."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, combinations
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from summarizer.checks.lists import load_list
from summarizer.checks.rules.clause_names import clause_of, read_clause
from summarizer.checks.rules.overlap import EMPTY, content
from summarizer.checks.rules.phrases import Phrases
from summarizer.checks.rules.sentence_words import sentence_words
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from summarizer.checks.rules.parties import Clause
    from summarizer.checks.rules.phrases import Hit
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode
    from summarizer.text.candidates import TextSentence

__all__ = ["check_roles"]

_LEAST_SHARE = 0.35
"""Share of the words of a statement that a sentence of the source has in common with it."""
_SPEAK = "SPEAK OF"
"""The name of the relation between a speaker and whom he speaks of."""
_LEADING = frozenset(("to", "from", "against", "over"))
"""Prepositions that lead a party of a verb that stands in no list."""
_SIDES = _LEADING | {"object", "by"}
"""Under what a party stands behind a verb that stands in no list, in both voices."""
_MOST_SENTENCES = 4
"""Sentences of the source that are read beside a statement."""
_share = itemgetter(0)


class _Frame(NamedTuple):
    """A relation between parties, as one verb of a sentence gives it."""

    name: str
    """In capitals for one of the list, else the dictionary form of the verb."""
    clause: Clause
    first: int
    stop: int
    """The numbers of the verb's first word and of the word after its last."""
    roles: dict[str, frozenset[str]]
    open_roles: list[str]
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
    own, cited = statement.own, statement.cited
    words = content(own.tokens)
    closest = _closest(statement, words) if words else []
    # Only a sentence that is close enough and gives a verb two parties can have them exchanged.
    known = cited.names.capitalised
    sided = [
        _sided(clause_of(cited, sentence, known)) for share, sentence in closest if share >= _LEAST_SHARE
    ]
    names = frozenset().union(*sided)
    if not names:
        return
    clauses = [read_clause(own, one, known) for one in own.sentences]
    frames = [
        frame
        for clause in clauses
        for frame in _frames(clause, names, sided=True)
        if any(_crossing(frame, one) for told in sided for one in told.get(frame.name, ()))
    ]
    if not frames or len(own.names.capitalised) < 2 or _is_mutual(clauses):
        return
    names = frozenset(frame.name for frame in frames)
    told = [
        (share, frame)
        for share, sentence in closest
        for frame in _frames(clause_of(cited, sentence, known), names)
    ]
    for frame in frames:
        swapped = _swapped(frame, told)
        if swapped:
            yield "roles-swapped", swapped
            return


def _closest(statement: Statement, words: frozenset[str]) -> list[tuple[float, TextSentence]]:
    """The sentences of the source closest to a statement, with their share of common words."""
    cited = statement.cited
    shares = [len(words & others) / len(words) for _, others in sentence_words(cited)]
    scored = [
        (share, sentence)
        for share, sentence in zip(shares, cited.sentences, strict=True)
        if share >= _LEAST_SHARE / 2
    ]
    return sorted(scored, key=_share, reverse=True)[:_MOST_SENTENCES]


@remembered(2048)
def _listed(clause: Clause) -> tuple[Hit, ...]:
    """The verbs of the list in a clause; with a preposition, only where the clause has that."""
    return tuple(_verbs().find(clause.tokens, clause.vocabulary))


@remembered(2048)
def _sided(clause: Clause) -> dict[str, list[_Frame]]:
    """The relations of a clause that have two parties or more, under their names."""
    found: dict[str, list[_Frame]] = {}
    if len(clause.names) > 1:
        for frame in _frames(clause, sided=True):
            found.setdefault(frame.name, []).append(frame)
    return found


def _swapped(frame: _Frame, told: Sequence[tuple[float, _Frame]]) -> str | None:
    alike = [(share, one) for share, one in told if one.name == frame.name]
    if any(_agrees(frame, one) for _, one in alike):
        return None
    for share, one in alike:
        if share < _LEAST_SHARE:
            continue
        crossing = _crossing(frame, one)
        if crossing is not None:
            first, second = crossing
            return (
                f"“{frame.verb}” has the two sides the other way round than the source"
                f" (“{one.verb}”): “{frame.written(first)}” and “{frame.written(second)}”"
                " are exchanged; give each its own part"
            )
    return None


def _crossing(frame: _Frame, source: _Frame) -> tuple[str, str] | None:
    """The two roles of a relation whose parties the source has the other way round."""
    pairs = combinations(sorted(frame.roles.keys() & source.roles.keys()), 2)
    return next((pair for pair in pairs if _crossed(frame, source, *pair)), None)


def _crossed(frame: _Frame, source: _Frame, first: str, second: str) -> bool:
    here, there = _apart(frame.roles[first], frame.roles[second])
    left, right = _apart(source.roles[first], source.roles[second])
    return bool(here & right and there & left) and not (here & left or there & right)


def _agrees(frame: _Frame, source: _Frame) -> bool:
    """Whether a relation of the source bears out one of the statement, or may by a pronoun of its own."""
    shared = [role for role in frame.roles if role in source.roles]
    same = [role for role in shared if frame.roles[role] & source.roles[role]]
    others = len(shared) - len(same)
    may_be = not others and any(role in frame.roles for role in source.open_roles)
    return len(same) > 1 or (bool(same) and may_be)


def _apart(one: frozenset[str], other: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of two names without those that both have: “City”, “Bank”."""
    return one - other, other - one


def _is_mutual(clauses: Sequence[Clause]) -> bool:
    words = _mutual()
    return any(token.folded in words for clause in clauses for token in clause.tokens)


def _frames(clause: Clause, names: frozenset[str] | None = None, *, sided: bool = False) -> Iterator[_Frame]:
    """The relations that a clause gives; its names are looked for only if it has a verb that may give one.

    Args:
        clause: The clause.
        names: The names of the relations that are asked for; None for all.
        sided: Whether only those are asked for that have two parties or more.
    """
    listed: list[Hit] = []
    if names is None or not names.isdisjoint(_relations()):
        listed = [hit for hit in _listed(clause) if names is None or _entries()[int(hit.name)][0] in names]
    said = _of_saying(clause) if names is None or _SPEAK in names else []
    plain = _plain(clause, names)
    if not (listed or said or plain) or len(clause.names) < 2:
        return
    for frame in chain(
        _listed_frames(clause, listed, sided=sided),
        _said_frames(clause, said, sided=sided),
        _plain_frames(clause, plain, sided=sided),
    ):
        if not sided or len(frame.roles) > 1:
            yield frame


def _listed_frames(clause: Clause, hits: Iterable[Hit], *, sided: bool) -> Iterator[_Frame]:
    """The relations of the list, in the direct and in the converse wording."""
    for hit in hits:
        relation, direct, preposition = _entries()[int(hit.name)]
        follows = clause.tokens[hit.stop].folded if hit.stop < len(clause.tokens) else ""
        led = bool(preposition) and follows == preposition
        stop = hit.stop + led
        if (sided and not clause.has_party_behind(stop)) or not (led or clause.verbal(hit.first)):
            continue
        if not led:
            behind = clause.behind(stop)
            if preposition not in behind if preposition else _has_other_entry(relation, hit.name, behind):
                continue
        slots = clause.slots(hit.first, stop)
        other = slots.behind[preposition] if preposition and not led else slots.patient
        sides = (slots.agent, other) if direct else (other, slots.agent)
        yield _frame(relation, clause, hit.first, hit.stop, dict(zip("ab", sides, strict=True)))


def _has_other_entry(relation: str, name: str, behind: Container[str]) -> bool:
    """Whether the same verb is listed with a preposition that leads a name here: “sold X | to Y”."""
    verb = _entry_verbs()[int(name)]
    return any(preposition in behind for preposition in _prepositions_of().get((relation, verb), ()))


def _of_saying(clause: Clause) -> list[int]:
    """The places of the verbs of saying."""
    saying = _saying()
    if saying.isdisjoint(clause.vocabulary):
        return []
    return [index for index, token in enumerate(clause.tokens) if token.lemma in saying]


def _said_frames(clause: Clause, places: Iterable[int], *, sided: bool) -> Iterator[_Frame]:
    """Who says something, and whom the clause behind the verb is about."""
    tokens = clause.tokens
    for index in places:
        start = index + 1
        if (sided and not clause.has_party_behind(start)) or not clause.verbal(index):
            continue
        behind = (place for place in range(start, min(start + 14, len(tokens))))
        that = next((place for place in behind if tokens[place].folded == "that"), None)
        if that is not None:
            start = that + 1
        elif tokens[index].lemma == "tell":
            continue
        about = clause.first_from(start)
        if about or not sided:
            speaker = clause.slots(index, index + 1).agent
            yield _frame(_SPEAK, clause, index, index + 1, {"a": speaker, "b": about})


def _plain(clause: Clause, names: frozenset[str] | None) -> list[int]:
    """The places of the words that may be any other verb, compared with itself."""
    passed = _passed()
    verbs = (clause.vocabulary if names is None else names & clause.vocabulary) - passed
    # By number, as of most words no more is asked: 2 is the word as written, 4 its dictionary form.
    return [
        index for index, token in enumerate(clause.tokens) if token[4] in verbs and not token[2][:1].isupper()
    ]


def _plain_frames(clause: Clause, places: Iterable[int], *, sided: bool) -> Iterator[_Frame]:
    """The relations of verbs that are compared with themselves."""
    for index in places:
        if (sided and not clause.has_party_behind(index + 1)) or not clause.verbal(index):
            continue
        if sided and not clause.has_led_behind(index + 1, _SIDES):
            continue
        slots = clause.slots(index, index + 1)
        roles: dict[str, frozenset[str] | None] = {"agent": slots.agent, "patient": slots.patient}
        roles |= {label: words for label, words in slots.behind.items() if label in _LEADING}
        yield _frame(clause.tokens[index].lemma, clause, index, index + 1, roles)


def _frame(
    name: str, clause: Clause, first: int, stop: int, roles: dict[str, frozenset[str] | None]
) -> _Frame:
    return _Frame(
        name,
        clause,
        first,
        stop,
        {role: words for role, words in roles.items() if words},
        [role for role, words in roles.items() if not words],
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
def _relations() -> frozenset[str]:
    return frozenset(relation for relation, _, _ in _entries())


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
    for number, ((_, _, preposition), verb) in enumerate(_all_entries()):
        phrases.add(str(number), [verb], beside=preposition and f"={preposition}")
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
                entry = (relation["name"].upper(), key == "direct", preposition)
                entries.append((entry, verb if preposition else phrase))
    return entries
