"""Whether it is plain that a cue means somebody, before it is worked out whom."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from summarizer.attribution.openings import read_opening
from summarizer.attribution.sources import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from summarizer.attribution.cues import Cue
    from summarizer.attribution.subjects import Reference
    from summarizer.records import SourceKind

__all__ = ["BODIES", "GROUP_PRONOUNS", "RECENT", "all_mean_somebody", "mean_somebody"]

BODIES: tuple[SourceKind, ...] = ("officials", "organisation", "media")
"""The kinds of sources that “it” means."""
GROUP_PRONOUNS = frozenset(("they", "we"))
RECENT = 10
"""Attributions back to which a pronoun or description may reach."""


def all_mean_somebody(text: str, cues: Sequence[Cue]) -> bool:
    """Whether it is plain, without the people of an article, that ``resolve`` finds a source for every cue.

    Of an article whose outlet is not known, so that none is left out. A source that a cue names itself is
    one; so is “the …”. “He” and the like mean some source where there was one before.

    Args:
        text: The article.
        cues: All its cues, in order.
    """
    before: list[Cue] = []
    for cue in cues:
        source = cue.source
        if not (isinstance(source, Speaker) or _means_somebody(text, cue, source, before)):
            return False
        before.append(cue)
    return True


def _means_somebody(text: str, cue: Cue, source: Reference, before: list[Cue]) -> bool:
    """Whether it is plain that a word that refers back means somebody, as did all cues before it."""
    words = source.words.lower()
    if not words:
        shared = before and source.start <= before[-1].start < cue.start
        return bool(shared) or read_opening(text, source.start, cue.start).speaker is not None
    if words == "it" or words in GROUP_PRONOUNS:
        return any(_is_body(one.source, any_group=words != "it") for one in before[-RECENT:])
    return bool(before) or words.startswith("the ")


def mean_somebody(text: str, cues: Sequence[Cue], earlier: Callable[[], Iterator[Cue]]) -> bool:
    """The same of the cues of one passage, by those before it that name their source and so mean somebody.

    Args:
        text: The article.
        cues: The cues of the passage, in order.
        earlier: Gives those before it, the nearest first; asked only where a word refers back.
    """
    for number, cue in enumerate(cues):
        source = cue.source
        if isinstance(source, Speaker):
            continue
        words = source.words.lower()
        before = list(cues[:number])
        if not words:
            plain = _means_somebody(text, cue, source, before)
        elif words == "it" or words in GROUP_PRONOUNS:
            near = islice(chain(reversed(before), earlier()), RECENT)
            plain = any(_is_body(one.source, any_group=words != "it") for one in near)
        else:
            named = (one for one in earlier() if isinstance(one.source, Speaker))
            plain = bool(before) or words.startswith("the ") or any(named)
        if not plain:
            return False
    return True


def _is_body(source: Speaker | Reference, *, any_group: bool) -> bool:
    """Whether a source is no person for certain: a name of one word may be short for somebody's."""
    if not isinstance(source, Speaker) or source.kind == "named_person":
        return False
    whole = " " in source.name or not source.name[:1].isupper()
    return whole and (any_group or source.kind in BODIES)
