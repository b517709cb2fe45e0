"""Words that say more than the source: civilians for people, killed for injured."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list
from summarizer.checks.rules.figure_twins import figures_of
from summarizer.checks.rules.overlap import closest, content, tokens_from, vocabulary
from summarizer.checks.rules.phrases import Phrases
from summarizer.checks.rules.states import check_states, hedged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.evidence import Evidence
    from summarizer.checks.lemmas import Token
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_nouns"]

_FEWEST_SHARED = 3
"""Words that a statement shares with the sentence that it speaks of."""
_COUNTED_WITHIN = 5
"""Words behind a number among which the counted noun stands."""


@dataclass(frozen=True, slots=True)
class _Ladder:
    strong: Phrases
    weak: Phrases
    covered: Phrases
    alone: bool
    """Whether the words are judged where no number binds them."""


@lru_cache(maxsize=1)
def _ladders() -> tuple[_Ladder, ...]:
    return tuple(
        _Ladder(
            Phrases().add("", entry["strong"]),
            Phrases().add("", entry["weak"]),
            Phrases().add("", entry["covered"]),
            entry.get("alone", False),
        )
        for entry in load_list("nouns")["noun"]
    )


@lru_cache(maxsize=1)
def _strong_words() -> dict[str, list[int]]:
    """The numbers of the ladders whose strong words begin with a word."""
    found: dict[str, list[int]] = {}
    for number, ladder in enumerate(_ladders()):
        for word in ladder.strong.first_words():
            found.setdefault(word, []).append(number)
    return found


@lru_cache(maxsize=1)
def _first_strong() -> frozenset[str]:
    return frozenset(_strong_words())


def check_nouns(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``upgraded-noun``: a noun or a verb that is stronger than the one that the source has instead."""
    yield from check_states(statement)
    told = _first_strong().intersection(vocabulary(statement.own))
    if not told:
        return
    strong, cited = _strong_words(), vocabulary(statement.cited)
    for number in sorted({number for word in told for number in strong[word]}):
        ladder = _ladders()[number]
        if not ladder.weak.may_stand(cited):
            continue
        problem = _upgraded(statement, ladder)
        if problem:
            yield "upgraded-noun", problem


def _upgraded(statement: Statement, ladder: _Ladder) -> str | None:
    if not (ladder.alone or (statement.own.figures and statement.cited.figures)):
        return None  # no number binds the words
    own = statement.own.tokens
    hits = [
        hit
        for hit in ladder.strong.find(own, statement.own.vocabulary)
        if not statement.in_quotation(own[hit.first].start, own[hit.stop - 1].end)
        and not hedged(own, hit.first, hit.stop)
    ]
    if not hits:
        return None
    if ladder.covered.find(statement.cited.tokens, vocabulary(statement.cited)):
        return None
    counts = {_count(statement.own, own[hit.first].start): hit for hit in reversed(hits)}
    instead = _instead(statement, ladder) if ladder.alone else None
    for count, hit in reversed(counts.items()):
        word = statement.text[own[hit.first].start : own[hit.stop - 1].end]
        weak = (_counted(statement.cited, ladder, count) if count is not None else None) or instead
        if weak:
            return f"“{word}” is more than the source says, which has “{weak}”; use its word"
    return None


def _count(evidence: Evidence, start: int) -> float | None:
    """The number that counts the noun at ``start``."""
    figures = evidence.figures
    last = bisect_right(figures, start, key=lambda figure: figure.start)
    return next(
        (one.value for one in figures[max(0, last - 2) : last] if _counts(evidence, one, start)), None
    )


def _counted(cited: Evidence, ladder: _Ladder, value: float) -> str | None:
    """The weaker noun that the source counts with a number."""
    for figure in figures_of(value, cited):
        if figure.unit in {None, "people"}:
            words = _behind(cited, figure)
            for hit in ladder.weak.find(words):
                return cited.segmented.text[words[hit.first].start : words[hit.stop - 1].end]
    return None


def _counts(evidence: Evidence, figure: FigureCandidate, start: int) -> bool:
    if figure.counted is not None:
        return figure.start <= start < figure.counted.end
    return any(token.start == start for token in _behind(evidence, figure)[:2])


def _behind(evidence: Evidence, figure: FigureCandidate) -> list[Token]:
    stop = figure.counted.end if figure.counted is not None else figure.end
    first = tokens_from(evidence, figure.end)
    after = evidence.tokens[first : first + _COUNTED_WITHIN]
    return [token for token in after if token.start < stop] or after[:2]


def _instead(statement: Statement, ladder: _Ladder) -> str | None:
    """The weaker word that stands in the sentence that the statement speaks of, and not in the statement."""
    if ladder.weak.find(statement.own.tokens, statement.own.vocabulary):
        return None
    own = content(statement.own.tokens)
    for words in closest(own, statement.cited)[:2]:
        hits = ladder.weak.find(words)
        if hits and len(content(words) & own) >= _FEWEST_SHARED:
            return " ".join(token.text for token in words[hits[0].first : hits[0].stop])
    return None
