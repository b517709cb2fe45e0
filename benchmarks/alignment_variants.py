"""Makes a second result of an article out of a first, so that it is known which records are one.

Three ways, each hard for another reason: ``paraphrased`` (all events in other words, places shifted, a few
records more and less), ``touched`` (a third of the records changed in value, source, text or place, removed
or added), ``doubled`` (records with the same number or the same sentence beside each other, here or on
both sides).
Ids are given anew in the order of the article, as a model gives them.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from summarizer.records import (
    ArticleSummary,
    Event,
    EventType,
    Figure,
    Measure,
    Quote,
    QuoteKind,
    Source,
    Span,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.alignment_articles import Base

__all__ = ["KINDS", "Variant", "vary"]

Item = Event | Figure | Quote
ItemT = TypeVar("ItemT", Event, Figure, Quote)
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[^\n.]{20,}\.?")
_SOURCE_NAMES = ("two residents", "a senior official", "Reuters", "the health ministry", "an army spokesman")


@dataclass(frozen=True)
class Variant:
    """Two results of one article, and which of their records are one."""

    left: ArticleSummary
    right: ArticleSummary
    truth: frozenset[tuple[str, str]]
    """Ids of the left and the right record; they begin with ``e``, ``f`` or ``q``."""


def vary(base: Base, kind: str, seed: int) -> Variant:
    """A variant of one of the ``KINDS``; the same seed gives the same one."""
    chance = random.Random(f"{kind} {seed} {base.result.document.id}")  # noqa: S311 - reproducible, nothing secret
    maker = _Maker(base, chance)
    left, right = KINDS[kind](maker)
    return _numbered(base, left, right, chance)


class _Maker:
    """Changes records of one article by chance.

    Args:
        base: The article.
        chance: Where chance comes from.
    """

    def __init__(self, base: Base, chance: random.Random) -> None:
        self.base = base
        self.chance = chance
        self.text = base.text
        self.sentences = [found.span() for found in _SENTENCE.finditer(base.text)]
        self.items: list[Item] = [*base.result.events, *base.result.figures, *base.result.quotes]

    def likely(self, share: float) -> bool:
        """True in that share of cases."""
        return self.chance.random() < share

    def paraphrase(self, item: Item) -> Item:
        """The record as another model might have it: other words, the place shifted a little."""
        item = self.source(item) if self.likely(0.15) else item
        if isinstance(item, Event):
            changes: dict[str, Any] = {
                "what": self.base.reworded[item.id.removeprefix("double-")],
                "evidence": self._shifted_evidence(item.evidence),
            }
            if self.likely(0.15):
                changes["type"] = self.chance.choice(get_args(EventType))
            changes |= {"actors": ()} if self.likely(0.3) else {}
            changes |= {"place": None} if self.likely(0.3) else {}
            changes |= {"when": When()} if self.likely(0.2) else {}
            return item.model_copy(update=changes)
        if isinstance(item, Figure) and self.likely(0.1):
            item = item.model_copy(update={"measure": self.chance.choice(get_args(Measure))})
        return self.place(item)

    def value(self, item: Item) -> Item:
        """Another value: of a figure its number, of an event its type and date, of a quote its kind."""
        if isinstance(item, Figure):
            value = self.chance.choice((None, 2, 45, 54, 1000, (item.value or 7) * 10, (item.value or 7) + 1))
            return item.model_copy(update={"value": value})
        if isinstance(item, Quote):
            return item.model_copy(update={"kind": self.chance.choice(get_args(QuoteKind))})
        when = When(text="on Monday", start="2023-01-02", end="2023-01-02", precision="day")
        return item.model_copy(update={"type": self.chance.choice(get_args(EventType)), "when": when})

    def source(self, item: Item) -> Item:
        """Another source, or none."""
        chosen = None if self.likely(0.4) else Source(name=self.chance.choice(_SOURCE_NAMES))
        if isinstance(item, Quote):
            return item.model_copy(update={"speaker": chosen})
        return item.model_copy(update={"attributed_to": () if chosen is None else (chosen,)})

    def words(self, item: Item) -> Item:
        """Other words: an event said differently, a figure or a quote cut differently."""
        if isinstance(item, Event):
            return item.model_copy(update={"what": self.base.reworded[item.id.removeprefix("double-")]})
        return self.place(item)

    def place(self, item: Item) -> Item:
        """The place shifted a little: still in the same sentence, still touching where it was."""
        if isinstance(item, Event):
            return item.model_copy(update={"evidence": self._shifted_evidence(item.evidence)})
        span = self._cut(item.span) if self.likely(0.5) else self._stretched(item.span)
        return item.model_copy(update={"span": span, "text": span.text})

    def moved(self, item: Item) -> Item:
        """The place shifted a little, or moved to another sentence that says the same."""
        if self.likely(0.7) or isinstance(item, Quote):
            return self.place(item)
        start, end = self.chance.choice(self.sentences)
        if isinstance(item, Event):
            return item.model_copy(update={"evidence": (Span.of(self.text, start, end),)})
        words = [found.span() for found in _WORD.finditer(self.text, start, end)]
        span = Span.of(self.text, *self.chance.choice(words))
        return item.model_copy(update={"span": span, "evidence": (Span.of(self.text, start, end),)})

    def stranger(self, item: Item) -> Item:
        """A record of the same type that no other is: another place, other words, another value."""
        start, end = self.chance.choice(self.sentences)
        if isinstance(item, Event):
            words = self.chance.sample(sorted(set(_WORD.findall(self.text))), 8)
            # Half of them say of some sentence what the article says elsewhere, in other words again.
            said = self.chance.choice(sorted(self.base.reworded.values()))
            return item.model_copy(
                update={
                    "what": said if self.likely(0.5) else " ".join(words),
                    "evidence": (Span.of(self.text, start, end),),
                    "type": self.chance.choice(get_args(EventType)),
                }
            )
        taken = [(each.span.start, each.span.end) for each in self.items if isinstance(each, Figure | Quote)]
        free = [
            found.span()
            for found in _WORD.finditer(self.text, start, end)
            if all(found.end() <= one or other <= found.start() for one, other in taken)
        ]
        first, last = self.chance.choice(free or [(start, end)])
        span = Span.of(self.text, first, last)
        changed: dict[str, Any] = {"span": span, "text": span.text}
        if isinstance(item, Figure):
            changed |= {
                "value": self.chance.randrange(1, 5000),
                "evidence": (Span.of(self.text, start, end),),
            }
        return item.model_copy(update=changed)

    def double(self, item: Item) -> Item:
        """A record that could be taken for ``item``: its sentence and labels, or its number, elsewhere."""
        name = {"id": f"double-{item.id}"}
        if isinstance(item, Event):
            other = self.chance.choice(self.base.result.events)
            return item.model_copy(update={"id": f"double-{other.id}", "what": other.what})
        if isinstance(item, Quote):
            return item.model_copy(update=name | self._text_at(self._cut(item.span, deep=True)))
        home = item.evidence[0] if item.evidence and self.likely(0.5) else None
        start, end = (home.start, home.end) if home else self.chance.choice(self.sentences)
        found = [each.span() for each in _WORD.finditer(self.text, start, end)]
        apart = [each for each in found if each[1] <= item.span.start or item.span.end <= each[0]]
        span = Span.of(self.text, *self.chance.choice(apart or found))
        evidence = (Span.of(self.text, start, end),)
        return item.model_copy(update=name | self._text_at(span) | {"evidence": evidence})

    @staticmethod
    def _text_at(span: Span) -> dict[str, Any]:
        return {"span": span, "text": span.text}

    def _shifted_evidence(self, evidence: tuple[Span, ...]) -> tuple[Span, ...]:
        spans = list(evidence)
        if len(spans) > 1 and self.likely(0.4):
            spans.remove(self.chance.choice(spans))
        elif self.likely(0.15):
            spans.append(Span.of(self.text, *self.chance.choice(self.sentences)))
        return tuple(self._cut(span) if self.likely(0.6) else self._stretched(span) for span in spans)

    def _cut(self, span: Span, *, deep: bool = False) -> Span:
        """The span without some words at its start or its end; one word stays one word."""
        words = [found.span() for found in _WORD.finditer(span.text)]
        if len(words) < 2:
            return span
        most = max(1, len(words) // 2 if deep else len(words) // 4)
        number = self.chance.randint(most if deep else 1, most)
        if self.likely(0.5):
            return Span.of(self.text, span.start + words[number][0], span.end)
        return Span.of(self.text, span.start, span.start + words[-1 - number][1])

    def _stretched(self, span: Span) -> Span:
        """The span with the word that follows."""
        following = _WORD.search(self.text, span.end)
        return span if following is None else Span.of(self.text, span.start, following.end())


Sides = tuple[list[tuple[int, Item]], list[tuple[int, Item]]]
"""The records of both sides; those with the same number are one."""


def _paraphrased(maker: _Maker) -> Sides:
    """All in other words; a record in twelve is missing, and one in twelve more."""
    left = list(enumerate(maker.items))
    right: list[tuple[int, Item]] = []
    for number, item in left:
        if not maker.likely(1 / 12):
            right.append((number, maker.paraphrase(item)))
        if maker.likely(1 / 12):
            right.append((-1 - len(right), maker.stranger(item)))
    return left, right


def _touched(maker: _Maker) -> Sides:
    """A third of the records touched, in one of six ways, half of these in a second way too."""
    left = list(enumerate(maker.items))
    right: list[tuple[int, Item]] = []
    changes: tuple[Callable[[Item], Item] | str, ...] = (
        maker.value, maker.source, maker.words, maker.moved, "removed", "added",
    )  # fmt: skip
    for number, item in left:
        change = maker.chance.choice(changes) if maker.likely(1 / 3) else None
        if change is None:
            right.append((number, item))
        elif change == "added":
            right += [(number, item), (-1 - len(right), maker.stranger(item))]
        elif callable(change):
            again = maker.chance.choice(changes[:4])
            changed = change(item)
            right.append((number, again(changed) if callable(again) and maker.likely(0.5) else changed))
    return left, right


def _doubled(maker: _Maker) -> Sides:
    """Near-doubles of two records in five, on both sides or on one; a third of the records touched."""
    plain = list(enumerate(maker.items))
    left: list[tuple[int, Item]] = []
    right: list[tuple[int, Item]] = []
    changes = (maker.value, maker.source, maker.words, maker.place)
    for number, item in plain:
        twins = [(number, item, maker.likely(0.95), maker.likely(0.95))]
        if maker.likely(0.4):
            side = maker.chance.random()
            twins.append((len(plain) + number, maker.double(item), side < 0.75, not 0.5 < side < 0.75))
        for name, record, on_left, on_right in twins:
            if on_left:
                left.append((name, record))
            if on_right:
                right.append((name, maker.chance.choice(changes)(record) if maker.likely(1 / 3) else record))
    return left, right


KINDS: dict[str, Callable[[_Maker], Sides]] = {
    "paraphrased": _paraphrased,
    "touched": _touched,
    "doubled": _doubled,
}
"""The ways of making a variant, by name."""


def _numbered(
    base: Base, left: list[tuple[int, Item]], right: list[tuple[int, Item]], chance: random.Random
) -> Variant:
    """Both sides with ids in the order of the article; the lists of the right side are shuffled."""
    one, named_one = _result(base, left)
    other, named_other = _result(base, right)
    truth = frozenset(
        (name, named_other[number]) for number, name in named_one.items() if number in named_other
    )
    shuffled = {
        field: tuple(chance.sample(records, len(records)))
        for field, records in (("events", other.events), ("figures", other.figures), ("quotes", other.quotes))
    }
    return Variant(one, other.model_copy(update=shuffled), truth)


def _result(base: Base, numbered: Iterable[tuple[int, Item]]) -> tuple[ArticleSummary, dict[int, str]]:
    named: dict[int, str] = {}
    fields: dict[str, list[Item]] = {"events": [], "figures": [], "quotes": []}
    for number, item in sorted(numbered, key=lambda each: (_start(each[1]), each[0])):
        field = f"{type(item).__name__.lower()}s"
        named[number] = f"{field[0]}{len(fields[field]) + 1}"
        forgotten: dict[str, Any] = {"part_of": None, "same_as": None} if isinstance(item, Figure) else {}
        forgotten |= {"continues": None} if isinstance(item, Quote) else {"disputed_by": ()}
        fields[field].append(item.model_copy(update={"id": named[number], **forgotten}))
    return base.result.model_copy(update={field: tuple(items) for field, items in fields.items()}), named


def _start(item: Item) -> int:
    return (
        min((span.start for span in item.evidence), default=0) if isinstance(item, Event) else item.span.start
    )
