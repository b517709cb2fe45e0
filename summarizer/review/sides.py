"""One run's view of an article: its repeats merged, with what each of them has of every record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from summarizer.alignment import PairType, align
from summarizer.records import ArticleSummary, Event, Figure, Quote, Sentence, Summary

__all__ = ["Cluster", "Content", "Item", "Name", "Side", "items_of", "merge"]

Content = Event | Figure | Quote | Sentence
Name = tuple[PairType, str]
"""Type and id of a record, or of a line of a summary."""
Typical = Callable[[Sequence["Item"]], "Item"]
"""Chooses the most typical of a record's repeats."""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A record of one result, or a line of its summary."""

    type: PairType
    id: str
    content: Content
    named: Mapping[str, str] = field(default_factory=dict)
    """What the records of its result are called in the merged one, by their own ids."""

    def reference(self, name: str) -> str:
        """What a record that this one refers to is called in the merged result."""
        return self.named.get(name, name)


@dataclass(slots=True, eq=False)
class Cluster:
    """One record of a run: what each repeat has of it."""

    type: PairType
    id: str
    members: dict[int, Item]
    """By place of the repeat."""
    shown: Item
    """The most typical of them."""


@dataclass(slots=True, eq=False)
class Side:
    """One run's results of an article."""

    results: tuple[ArticleSummary, ...]
    """Of the repeats that did not fail."""
    whole: ArticleSummary
    """The repeats merged: every record that any of them has, under the cluster's id."""
    clusters: dict[Name, Cluster]
    named: tuple[Mapping[str, str], ...]
    """For each repeat what its records are called in ``whole``."""
    lines: tuple[Mapping[str, str], ...]
    """For each repeat what the lines of its summary are called in ``whole``."""

    @property
    def repeats(self) -> int:
        """How many results there are (K)."""
        return len(self.results)


def items_of(result: ArticleSummary, named: Mapping[str, str] | None = None) -> Iterator[Item]:
    """The records of a result and the lines of its summary, these named as an alignment names them."""
    named = named or {}
    yield from (Item("event", each.id, each, named) for each in result.events)
    yield from (Item("figure", each.id, each, named) for each in result.figures)
    yield from (Item("quote", each.id, each, named) for each in result.quotes)
    if result.summary.headline is not None:
        yield Item("sentence", "headline", result.summary.headline, named)
    for letter, lines in (("s", result.summary.sentences), ("c", result.summary.contested)):
        yield from (Item("sentence", f"{letter}{n}", line, named) for n, line in enumerate(lines, start=1))


def merge(results: Sequence[ArticleSummary], typical: Typical | None = None) -> Side:
    """Merge results of one article into one in which every record of any of them stands once.

    The first result gives the ids; what only a later one has is called ``r2.e3`` or, as a line of the
    summary, comes after the others.

    Args:
        results: At least one; of the same source text.
        typical: Chooses what is shown of a record that several have; the first where it is None.

    Raises:
        AlignmentError: They are of different source texts.
    """
    first = results[0]
    clusters = {
        (item.type, item.id): Cluster(item.type, item.id, {0: item}, item) for item in items_of(first)
    }
    whole, named, lines = (
        first,
        [dict[str, str]()],
        [{id_: id_ for kind, id_ in clusters if kind == "sentence"}],
    )
    for place, result in enumerate(results[1:], start=1):
        names = _names(whole, result, place + 1)
        own = {id_: name for (kind, id_), name in names.items() if kind != "sentence"}
        named.append(own)
        lines.append({id_: name for (kind, id_), name in names.items() if kind == "sentence"})
        fresh = []
        for item in items_of(result, own):
            name = names[item.type, item.id]
            known = clusters.get((item.type, name))
            if known is None:
                clusters[item.type, name] = Cluster(item.type, name, {place: item}, item)
                fresh.append((name, item))
            else:
                known.members[place] = item
        whole = _grown(whole, fresh) if fresh else whole
    if len(results) > 1 and typical is not None:
        for cluster in clusters.values():
            cluster.shown = typical(list(cluster.members.values()))
        whole = _rebuilt(first, clusters.values())
    return Side(tuple(results), whole, clusters, tuple(named), tuple(lines))


def _names(whole: ArticleSummary, result: ArticleSummary, number: int) -> dict[Name, str]:
    """What each record of a further result is called in the merged one, after it has grown."""
    names: dict[Name, str] = {}
    taken = {"s": len(whole.summary.sentences), "c": len(whole.summary.contested)}
    for pair in align(whole, result).pairs:
        if pair.right is None:
            continue
        name = pair.left
        if name is None and pair.type != "sentence":
            name = f"r{number}.{pair.right}"
        elif name is None and pair.right == "headline":
            name = "headline"
        elif name is None:
            letter = pair.right[0]
            taken[letter] += 1
            name = f"{letter}{taken[letter]}"
        names[pair.type, pair.right] = name or pair.right
    return names


def _grown(whole: ArticleSummary, fresh: Iterable[tuple[str, Item]]) -> ArticleSummary:
    """The merged result with further records."""
    records: list[Event | Figure | Quote] = []
    lines: dict[str, list[tuple[int, Sentence]]] = {"h": [], "s": [], "c": []}
    for name, item in fresh:
        content = _renamed(name, item)
        if isinstance(content, Sentence):
            lines[name[0]].append((0 if name == "headline" else int(name[1:]), content))
        else:
            records.append(content)
    summary = whole.summary
    headline, sentences, contested = (
        [line for _, line in sorted(each, key=_number)] for each in lines.values()
    )
    return whole.model_copy(
        update={
            "events": (*whole.events, *(each for each in records if isinstance(each, Event))),
            "figures": (*whole.figures, *(each for each in records if isinstance(each, Figure))),
            "quotes": (*whole.quotes, *(each for each in records if isinstance(each, Quote))),
            "summary": Summary(
                headline=summary.headline or (headline[0] if headline else None),
                sentences=(*summary.sentences, *sentences),
                contested=(*summary.contested, *contested),
            ),
        }
    )


def _number(line: tuple[int, Sentence]) -> int:
    return line[0]


def _rebuilt(first: ArticleSummary, clusters: Iterable[Cluster]) -> ArticleSummary:
    """The merged result with what is shown of each record."""
    bare = first.model_copy(update={"events": (), "figures": (), "quotes": (), "summary": Summary()})
    return _grown(bare, ((each.id, each.shown) for each in clusters))


def _renamed(name: str, item: Item) -> Content:
    """A record under its name in the merged result, its references too."""
    content = item.content
    update: dict[str, Any] = {}
    if isinstance(content, Sentence):
        return content.model_copy(update={"records": tuple(map(item.reference, content.records))})
    update["id"] = name
    if isinstance(content, Event | Figure) and content.disputed_by:
        update["disputed_by"] = tuple(map(item.reference, content.disputed_by))
    links = ("part_of", "same_as") if isinstance(content, Figure) else ("continues",)
    for link in links:
        if getattr(content, link, None) is not None:
            update[link] = item.reference(getattr(content, link))
    return content.model_copy(update=update)
