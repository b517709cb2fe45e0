"""A crime, a manner of death or a state of a case that the source does not have."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list
from summarizer.checks.rules.phrases import Phrases
from summarizer.checks.rules.states import hedged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.evidence import Evidence
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["check_grave_words"]

_MESSAGE = "“{}” is more than the source says, which has no word for it; use the source’s own word"


def check_grave_words(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``upgraded-noun`` for a grave word that nothing of what is cited says or bears out.

    The first such word of each kind is named. A word in quotation marks is the speaker's, and one that is
    hedged (“denied”, “suspected of”) is not told as a fact.
    """
    own = statement.own.tokens
    hits = _said().find(own, statement.own.vocabulary)
    if not hits or not statement.cited.tokens:
        return
    done: set[str] = set()
    for hit in hits:
        if hit.name in done:
            continue
        start, end = own[hit.first].start, own[hit.stop - 1].end
        if not _is_supported(statement.cited, hit.name):
            if hedged(own, hit.first, hit.stop) or statement.in_quotation(start, end):
                continue
            yield "upgraded-noun", _MESSAGE.format(statement.text[start:end])
        done.add(hit.name)


def _is_supported(cited: Evidence, name: str) -> bool:
    """Whether what is cited has a word of a group, or one that bears it out."""
    return bool(_supporting()[name].find(cited.tokens, cited.vocabulary))


@lru_cache(maxsize=1)
def _said() -> Phrases:
    phrases = Phrases()
    for group in load_list("grave_words")["group"]:
        phrases.add(group["words"][0], group["words"])
    return phrases


@lru_cache(maxsize=1)
def _supporting() -> dict[str, Phrases]:
    """The words of each group and those that bear it out, by its name."""
    found: dict[str, Phrases] = {}
    for group in load_list("grave_words")["group"]:
        name = group["words"][0]
        found.setdefault(name, Phrases()).add(name, (*group["words"], *group["borne_out_by"]))
    return found
