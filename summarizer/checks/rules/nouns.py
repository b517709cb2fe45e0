"""Words that say more than the source: civilians for people, killed for injured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list
from summarizer.checks.rules.overlap import closest, content
from summarizer.checks.rules.phrases import Phrases
from summarizer.checks.rules.states import check_states, hedged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.evidence import Evidence
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


def check_nouns(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``upgraded-noun``: a noun or a verb that is stronger than the one that the source has instead."""
    yield from check_states(statement)
    for ladder in _ladders():
        problem = _upgraded(statement, ladder)
        if problem:
            yield "upgraded-noun", problem


def _upgraded(statement: Statement, ladder: _Ladder) -> str | None:
    own = statement.own.tokens
    hits = [
        hit
        for hit in ladder.strong.find(own)
        if not statement.in_quotation(own[hit.first].start, own[hit.stop - 1].end)
        and not hedged(own, hit.first, hit.stop)
    ]
    if not hits or ladder.covered.find(statement.cited.tokens):
        return None
    for hit in hits:
        word = statement.text[own[hit.first].start : own[hit.stop - 1].end]
        weak = _counted(statement, ladder, own[hit.first].start)
        if weak is None and ladder.alone:
            weak = _instead(statement, ladder)
        if weak:
            return f"“{word}” is more than the source says, which has “{weak}”; use its word"
    return None


def _counted(statement: Statement, ladder: _Ladder, start: int) -> str | None:
    """The weaker noun that the source counts with the number that counts the noun at ``start``."""
    number = next((one for one in statement.own.figures if _counts(statement.own, one, start)), None)
    if number is None or number.value is None:
        return None
    for figure in statement.cited.figures:
        if figure.value == number.value and figure.unit in {None, "people"}:
            words = _behind(statement.cited, figure)
            for hit in ladder.weak.find(words):
                return statement.cited.segmented.text[words[hit.first].start : words[hit.stop - 1].end]
    return None


def _counts(evidence: Evidence, figure: FigureCandidate, start: int) -> bool:
    if figure.counted is not None:
        return figure.start <= start < figure.counted.end
    return any(token.start == start for token in _behind(evidence, figure)[:2])


def _behind(evidence: Evidence, figure: FigureCandidate) -> list:  # type: ignore[type-arg]
    stop = figure.counted.end if figure.counted is not None else figure.end
    after = [token for token in evidence.tokens if token.start >= figure.end]
    return [token for token in after[:_COUNTED_WITHIN] if token.start < stop] or after[:2]


def _instead(statement: Statement, ladder: _Ladder) -> str | None:
    """The weaker word that stands in the sentence that the statement speaks of, and not in the statement."""
    own = statement.own.tokens
    if ladder.weak.find(own):
        return None
    for words in closest(own, statement.cited)[:2]:
        hits = ladder.weak.find(words)
        if hits and len(content(words) & content(own)) >= _FEWEST_SHARED:
            return " ".join(token.text for token in words[hits[0].first : hits[0].stop])
    return None
