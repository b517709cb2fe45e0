"""What befell somebody or something, told as worse than the source has it: killed for injured."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from summarizer.checks.lemmas import lemma
from summarizer.checks.lists import load_list
from summarizer.checks.rules.overlap import closest, content, tokens_from
from summarizer.checks.rules.phrases import Hit, Phrases
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from summarizer.checks.evidence import Evidence
    from summarizer.checks.lemmas import Token
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_states", "hedged"]

_BREAKS = frozenset(("and", "but", "while", "whereas", "or", "as", "when", "after", "before"))
_BREAK = 6
"""What a comma or an “and” counts for, in words, between a number and what is said of it."""
_FARTHEST = 22
_WIDEST = 16
"""Words of the longest phrase."""
_HEDGED_BEFORE = 4
_HEDGED_AFTER = 2
_FEWEST_SHARED = 3
_LEAST_SHARE = 0.4
"""Share of the words of a statement that the sentence that it speaks of has."""
_AGE = re.compile(r", ?\d{1,3} ?(?:,|$)")
_NO_COUNTS = frozenset(("hour", "minute", "second", "day", "week", "month", "year", "percent", "%"))


def check_states(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``upgraded-noun`` for what happened: by the number of those it happened to, else by the whole word."""
    words = statement.own.vocabulary
    standing = _strong_standing(words)
    # Nothing is upgraded where the source has none of the weaker words.
    if not standing or not any(_weaker()[name].may_stand(statement.cited.vocabulary) for name in standing):
        return
    own = statement.own.tokens
    hits = [
        hit
        for hit in _states().find(own, words)
        if not statement.in_quotation(own[hit.first].start, own[hit.stop - 1].end)
    ]
    told = {hit.name for hit in hits} & _stronger()
    if not told:
        return
    weaker = {weak for weak, strong in _upgrades() if strong in told}
    if not any(hit.name in weaker for hit in _hits(statement.cited)):
        return
    problem = _by_number(statement, hits) or _by_word(statement, hits)
    if problem:
        yield "upgraded-noun", problem


def _strong_standing(words: AbstractSet[str]) -> set[str]:
    """The states that may be told for weaker ones of which a phrase has all its words among ``words``."""
    longest, phrases = _strong_phrases()
    return {name for word in longest.intersection(words) for name, parts in phrases[word] if words >= parts}


def hedged(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Whether a word near those from ``first`` to ``stop`` says that it is not told as a fact."""
    around = [*tokens[max(0, first - _HEDGED_BEFORE) : first], *tokens[stop : stop + _HEDGED_AFTER]]
    return any(token.lemma in _hedges() or f"={token.folded}" in _hedges() for token in around)


def _by_number(statement: Statement, hits: list[Hit]) -> str | None:
    own, cited = statement.own, statement.cited
    seen = set()
    for figure in own.figures:
        if figure.text.endswith("-strong"):
            continue  # it is the size of a body, whatever became of others
        told = _bound(own, figure, hits)
        if told is None or told.name not in _stronger() or hedged(own.tokens, told.first, told.stop):
            continue
        if figure.value is None or (figure.value, figure.upper, told.name) in seen:
            continue
        seen.add((figure.value, figure.upper, told.name))
        states = _states_of_number(cited, figure.value, figure.upper)
        named = {name for name, _ in states}
        for name, words in states:
            if name and (name, told.name) in _upgrades() and not _borne_out(told.name, named):
                return _message(statement, told, words)
    return None


def _by_word(statement: Statement, hits: list[Hit]) -> str | None:
    own, cited = statement.own.tokens, statement.cited
    named = {hit.name for hit in hits}
    wanted = [hit for hit in hits if hit.name in _stronger() and not hedged(own, hit.first, hit.stop)]
    if not wanted:
        return None
    stated = {hit.name for hit in _hits(cited)}
    wanted = list({hit.name: hit for hit in reversed(wanted)}.values())[::-1]
    for hit in wanted:
        weaker = {weak for weak, strong in _upgrades() - _number_only() if strong == hit.name} - named
        if _borne_out(hit.name, stated) or not weaker & stated:
            continue
        about = content(own)
        for words in closest(about, cited)[:1]:
            if len(content(words) & about) < max(_FEWEST_SHARED, _LEAST_SHARE * len(about)):
                continue
            for found in _states().find(words):
                if found.name in weaker:
                    return _message(
                        statement, hit, " ".join(token.text for token in words[found.first : found.stop])
                    )
    return None


def _borne_out(name: str, states: AbstractSet[str | None]) -> bool:
    return name in states or f"{name}_too" in states


@remembered(1024)
def _states_of_number(
    cited: Evidence, value: float, upper: float | None
) -> tuple[tuple[str | None, str], ...]:
    """The states that the source gives for a number, wherever it stands, with the words that say them."""
    figures = [one for one in cited.figures if one.value == value and one.upper == upper]
    return tuple({_bound_in_source(cited, one): None for one in figures})


def _bound_in_source(cited: Evidence, figure: FigureCandidate) -> tuple[str | None, str]:
    told = _bound(cited, figure, _hits(cited))
    if told is None:
        return None, ""
    first, last = cited.tokens[told.first], cited.tokens[told.stop - 1]
    return told.name, cited.segmented.text[first.start : last.end]


@remembered(256)
def _hits(cited: Evidence) -> list[Hit]:
    """Every word of what is cited that says what befell somebody, in order."""
    return _states().find(cited.tokens, cited.vocabulary)


def _bound(evidence: Evidence, figure: FigureCandidate, hits: list[Hit]) -> Hit | None:
    """The state that stands nearest to a number in its sentence, breaks of the clause counted in."""
    if figure.unit in _NO_COUNTS or figure.value is None:
        return None
    text, tokens, segmented = evidence.segmented.text, evidence.tokens, evidence.segmented
    index = segmented.sentence_index(figure.start)
    if figure.unit is None and figure.counted is None and _AGE.match(text, max(0, figure.start - 2)):
        return None
    if index is None or text[figure.end : figure.end + 5].lower() in {"-year", " year"}:
        return None
    sentence = segmented.sentences[index]
    first, behind = tokens_from(evidence, figure.start), tokens_from(evidence, figure.end)
    best: tuple[int, Hit] | None = None
    low = bisect_left(hits, first - _FARTHEST - _WIDEST, key=lambda hit: hit.first)
    high = bisect_right(hits, behind + _FARTHEST, key=lambda hit: hit.first)
    for hit in hits[low:high]:
        start = tokens[hit.first].start
        if not sentence.start <= start < sentence.end:
            continue
        left, right = (hit.stop, first) if start < figure.start else (behind, hit.first)
        if right - left > (_FARTHEST if best is None else best[0]):
            continue  # each word counts for one at least
        distance = _distance(evidence, left, right) if left <= right else 0
        if distance <= _FARTHEST and (best is None or distance < best[0]):
            best = (distance, hit)
    return best[1] if best else None


def _distance(evidence: Evidence, left: int, right: int) -> int:
    """What the words from one number to another, and the marks around them, count for."""
    tokens = evidence.tokens
    if not tokens:
        return 0
    words = tokens[left:right]
    start, end = tokens[max(0, left - 1)].end, tokens[min(right, len(tokens) - 1)].start
    marks = sum(map(evidence.segmented.text[start:end].count, ",;:—–("))  # of which no word has any
    return len(words) + _BREAK * (marks + sum([token.folded in _BREAKS for token in words]))


def _message(statement: Statement, told: Hit, weaker: str) -> str:
    own = statement.own.tokens
    word = statement.text[own[told.first].start : own[told.stop - 1].end]
    return f"“{word}” is more than the source says, which has “{weaker}” here; use its word"


@lru_cache(maxsize=1)
def _states() -> Phrases:
    phrases = Phrases()
    for name, words in _data()["states"].items():
        if name not in {"upgrades", "number_only"}:
            phrases.add(name, words)
    return phrases


@lru_cache(maxsize=1)
def _strong_phrases() -> tuple[frozenset[str], dict[str, list[tuple[str, frozenset[str]]]]]:
    """By its longest word, each phrase of a state that may be told for a weaker one: the state, its words."""
    phrases: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for name in sorted(_stronger()):
        for phrase in _data()["states"][name]:
            parts = {part if part[0] == "=" else lemma(part) for part in phrase.split() if part != "..."}
            phrases.setdefault(max(sorted(parts), key=len), []).append((name, frozenset(parts)))
    return frozenset(phrases), phrases


@lru_cache(maxsize=1)
def _weaker() -> dict[str, Phrases]:
    """The words of all states for which each of these may be told."""
    weaker = {name: Phrases() for name in _stronger()}
    for weak, strong in sorted(_upgrades()):
        weaker[strong].add(weak, _data()["states"][weak])
    return weaker


@lru_cache(maxsize=1)
def _upgrades() -> frozenset[tuple[str, str]]:
    return frozenset((weak, strong) for weak, strong in _data()["states"]["upgrades"])


@lru_cache(maxsize=1)
def _number_only() -> frozenset[tuple[str, str]]:
    return frozenset((weak, strong) for weak, strong in _data()["states"]["number_only"])


@lru_cache(maxsize=1)
def _stronger() -> frozenset[str]:
    return frozenset(strong for _, strong in _upgrades())


@lru_cache(maxsize=1)
def _hedges() -> frozenset[str]:
    return frozenset(_data()["hedges"])


def _data() -> dict[str, Any]:
    return load_list("nouns")
