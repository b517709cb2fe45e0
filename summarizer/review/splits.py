"""The second pass: of the records that stayed alone, those that are a part of a pair's record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.alignment.words import content_words
from summarizer.records import Event, Figure, Quote, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarizer.alignment import Pair
    from summarizer.records import Span
    from summarizer.review.sides import Cluster, Content, Name

__all__ = ["find_parts"]

_CONTAINED = 0.5
"""Share of a part's words that stand in the whole."""


def find_parts(
    pairs: Sequence[Pair],
    wholes: Mapping[Name, Cluster],
    parts: Mapping[Name, Cluster],
    *,
    wholes_are_left: bool,
) -> dict[Name, list[str]]:
    """Records of one result that became several in the other: of each the parts beside its counterpart.

    Args:
        pairs: The alignment of the two results.
        wholes: The records of the result whose records may have been split.
        parts: The records of the other one.
        wholes_are_left: Whether the former is the left one.

    Returns:
        By the name of the record that was split, the ids of those that stayed alone and are parts of it.
    """
    partner: dict[Name, str] = {}
    alone: list[Name] = []
    for pair in pairs:
        whole, part = (pair.left, pair.right) if wholes_are_left else (pair.right, pair.left)
        if part is not None and whole is not None:
            partner[pair.type, whole] = part
        elif part is not None and pair.type != "sentence":
            alone.append((pair.type, part))
    found: dict[Name, list[str]] = {}
    for name in alone:
        host = _host(parts[name].shown.content, partner, wholes, parts, name[0])
        if host is not None:
            found.setdefault(host, []).append(name[1])
    return found


def _host(
    part: Content,
    partner: Mapping[Name, str],
    wholes: Mapping[Name, Cluster],
    parts: Mapping[Name, Cluster],
    type_: str,
) -> Name | None:
    """The record that has become its counterpart and this part."""
    hosts = [
        (name, _share(part, wholes[name].shown.content, parts[name[0], other].shown.content))
        for name, other in partner.items()
        if name[0] == type_
    ]
    best = max(hosts, key=lambda each: each[1], default=None)
    return best[0] if best is not None and best[1] >= _CONTAINED else None


def _share(part: Content, whole: Content, other: Content) -> float:
    """How much of a part stands in the whole and not in the whole's counterpart; 0 where it is elsewhere."""
    if isinstance(part, Sentence) or not _overlap(_place(part), _place(whole)):
        return 0.0
    if isinstance(part, Event) and isinstance(whole, Event) and isinstance(other, Event):
        own, all_, taken = content_words(part.what), content_words(whole.what), content_words(other.what)
        fresh = own & (all_ - taken)
        return (
            len(own & all_) / len(own)
            if own and fresh and len(taken & all_) >= _CONTAINED * len(taken)
            else 0
        )
    # The part's words and the counterpart's stand within the whole's, side by side.
    if not _overlap(_place(other), _place(whole)) or _overlap(_place(part), _place(other)):
        return 0.0
    return 1.0


def _place(content: Content) -> tuple[Span, ...]:
    return (content.span,) if isinstance(content, Figure | Quote) else content.evidence


def _overlap(ones: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in ones for other in others)
