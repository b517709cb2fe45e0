"""The names of a sentence and what they are to its verbs: subject, object, behind which preposition."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from propcache.api import cached_property

from summarizer.checks.rules.clause_words import (
    AND,
    AUXILIARY,
    BREAK,
    DETERMINER,
    DETERMINERS,
    FREE,
    HARD_BREAK,
    NO_VERB,
    OR,
    PREPOSITION,
    PRONOUN,
    SAYING,
    WHO,
    adverbs,
    prepositions,
    word_classes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from summarizer.checks.lemmas import Token, Words

__all__ = ["Clause", "Names", "Slots"]

Names: TypeAlias = "dict[int, tuple[int, frozenset[str]]]"
"""Of each name, by the number of its first word: the number after its last, and its words."""

_REACH = 30
"""Words behind a verb in which its parties stand."""
_FEW_NAMES = 6
"""Names before a place among which one that a pronoun points to, or a possessor, is looked for."""
_PHRASE = 5
"""Words of a noun phrase before the name in it."""
_IRREGULAR_ENDS = ("ed", "ing", "en", "wn", "ne")
_OBJECTS = frozenset(("him", "her"))
_POSSESSIVES = frozenset(("'s", "’s", "s'", "s’"))
_END = itemgetter(1)

# What a word is by its place, beside what it is by its form.
_NAMED = FREE
"""A word of a name."""
_OPENS_NAME = FREE << 1
_COMMA = FREE << 2
"""A word behind which, before the next, a comma stands."""
_SEMICOLON = FREE << 3
_AFTER_SEMICOLON = FREE << 4

_ENDS_SUBJECT = BREAK | SAYING | _SEMICOLON
_LEFT = _NAMED | PRONOUN | _ENDS_SUBJECT
_ENDS_PHRASE = _COMMA | SAYING | AUXILIARY | BREAK | AND | _NAMED
_ENDS_OBJECTS = HARD_BREAK | _AFTER_SEMICOLON
_RIGHT = _OPENS_NAME | PREPOSITION | AND | OR | _ENDS_OBJECTS
_PARTS = PREPOSITION | BREAK | DETERMINER
"""Words that part two names, which are then not one beside the other."""


class Slots(NamedTuple):
    """The parties of one verb, as the sets of the words of their names; None for a pronoun left open."""

    agent: frozenset[str] | None
    patient: frozenset[str] | None
    behind: dict[str, frozenset[str]]
    passive: bool = False


class Clause:
    """One sentence: its words and where its names stand among them, looked for when they are asked for.

    Args:
        text: The text that the sentence stands in.
        words: The words of that text.
        span: Start and end of the sentence in the text.
        read_names: Finds the names among the words.
    """

    def __init__(
        self,
        text: str,
        words: Words,
        span: tuple[int, int],
        read_names: Callable[[Sequence[Token]], Names],
    ) -> None:
        self.text = text
        self.tokens = words.within(*span)
        self.vocabulary = words.vocabulary(*span)
        self._span = span
        self._read_names = read_names
        self._slots: dict[tuple[int, int], Slots] = {}
        self._behind: dict[int, dict[str, frozenset[str]]] = {}

    @cached_property
    def names(self) -> Names:
        """The names of the sentence, in order."""
        return self._read_names(self.tokens)

    def slots(self, first: int, stop: int) -> Slots:
        """The parties of the verb whose words run from ``first`` to ``stop``."""
        known = self._slots.get((first, stop))
        if known is None:
            known = self._slots[first, stop] = self._read_slots(first, stop)
        return known

    def has_party_behind(self, stop: int) -> bool:
        """Whether a name, or a pronoun that stands for one, may be a party behind a verb that ends there.

        Of two parties, one at least stands behind the verb: before it there is but the subject.
        """
        return self._starts[-1] >= stop or self._object_at(stop)

    def has_led_behind(self, stop: int, labels: frozenset[str]) -> bool:
        """Whether a name behind a verb that ends there has such a label in ``behind``, or is a pronoun."""
        return not labels.isdisjoint(self.behind(stop)) or self._object_at(stop)

    def _object_at(self, place: int) -> bool:
        return place < len(self.tokens) and self.tokens[place].folded in _OBJECTS

    def behind(self, stop: int) -> dict[str, frozenset[str]]:
        """The names behind a verb, under the preposition that leads each, or “object”; the first of each."""
        known = self._behind.get(stop)
        if known is None:
            known = self._behind[stop] = self._read_behind(stop)
        return known

    @cached_property
    def _marks(self) -> list[int]:
        """What each word is, by what it is in small letters (3) and in a dictionary (4)."""
        forms, lemmas = word_classes()
        marks = [forms.get(token[3], 0) | lemmas.get(token[4], 0) for token in self.tokens]
        for start, (stop, _) in self.names.items():
            marks[start] |= _OPENS_NAME
            for place in range(start, stop):
                marks[place] |= _NAMED
        for place in self._before_mark(","):
            marks[place] |= _COMMA
        for place in self._before_mark(";"):
            marks[place] |= _SEMICOLON
            marks[place + 1] |= _AFTER_SEMICOLON
        return marks

    def _before_mark(self, mark: str) -> Iterator[int]:
        """The words between which and the next one a mark stands."""
        start, end = self._span
        at = self.text.find(mark, start, end)
        while at >= 0:
            place = bisect_right(self.tokens, at, key=_END) - 1
            if 0 <= place < len(self.tokens) - 1:
                yield place
            at = self.text.find(mark, at + 1, end)

    def _read_slots(self, first: int, stop: int) -> Slots:
        behind = self.behind(stop)
        subject = self._subject(first)
        _, _, _, folded, form = self.tokens[first]
        passive = (folded != form or "by" in behind) and (
            self._be_before(first)
            or (
                "object" not in behind
                and "by" in behind
                and self._past(first)
                and self._by_follows(first, stop)
            )
        )
        if passive:
            return Slots(behind.get("by"), subject, behind, passive=True)
        return Slots(subject, behind.get("object") or self._pronoun_object(first, stop), behind)

    def verbal(self, index: int) -> bool:
        """Whether the word at ``index`` looks like a verb, not a noun that is written alike."""
        _, _, written, folded, form = self.tokens[index]
        if (index and written[:1].isupper()) or self._marks[index] & NO_VERB:
            return False
        before = self._marks[index - 1] if index else 0
        if before & DETERMINER and not folded.endswith("ed"):
            return False
        if before & AUXILIARY or folded.endswith(_IRREGULAR_ENDS):
            return True
        if folded == form:
            return bool(before & (PRONOUN | WHO)) or (index in self._stops and not before & _COMMA)
        if not folded.endswith("s"):
            return True
        if self._is_plural(index):
            return False
        return index in self._stops or bool(before & WHO) or self._bare(index)

    def written(self, words: frozenset[str]) -> str:
        """A party as the sentence writes it."""
        spans = [(start, stop) for start, (stop, own) in self.names.items() if own <= words]
        if not spans:
            return " ".join(sorted(words))
        return self.text[self.tokens[spans[0][0]].start : self.tokens[spans[0][1] - 1].end]

    def first_from(self, index: int, reach: int = 8) -> frozenset[str] | None:
        """The first name behind ``index`` that no preposition leads: the subject of the clause."""
        for place in range(index, min(index + reach, len(self.tokens))):
            mark = self._marks[place]
            if mark & (PREPOSITION | PRONOUN):
                return None
            if mark & _OPENS_NAME:
                return self.names[place][1]
        return None

    def _is_plural(self, index: int) -> bool:
        """Whether a word in -s behind a name is a noun: “the Jabalia attacks were …”."""
        if index + 1 < len(self.tokens):
            if ":" in self.text[self.tokens[index].end : self.tokens[index + 1].start]:
                return True
            if not self._marks[index + 1] & (AUXILIARY | PREPOSITION | BREAK):
                return False
        start = self._stops.get(index)
        return start is not None and start > 0 and bool(self._marks[start - 1] & DETERMINER)

    def _pronoun_object(self, first: int, stop: int) -> frozenset[str] | None:
        """Whom “him” behind a verb is, in what somebody says of another: the one who says it."""
        word = self.tokens[stop].folded if stop < len(self.tokens) else ""
        if word not in _OBJECTS:
            return None
        after = self.tokens[stop + 1].folded if stop + 1 < len(self.tokens) else ""
        possessive = word == "her" and after not in prepositions() | DETERMINERS | {"to", ""}
        if possessive and not after[:1].isdigit():
            return None
        for place in range(first - 1, max(-1, first - _REACH), -1):
            if self._marks[place] & SAYING and not self.tokens[place].capitalised:
                speaker, subject = self._subject(place), self._subject(first)
                return speaker if speaker and subject and not speaker & subject else None
        return None

    def _bare(self, index: int) -> bool:
        """Whether a noun with a name before it stands before a verb in -s: “Yuki Ogawa’s group disputes”."""
        return any(self._stops.get(stop, index) <= index - 2 for stop in (index - 1, index - 2))

    def _past(self, index: int) -> bool:
        word = self.tokens[index]
        return word.folded.endswith(("ed", "en", "wn")) or (
            word.folded != word.lemma and not word.folded.endswith(("s", "ing"))
        )

    @cached_property
    def _stops(self) -> dict[int, int]:
        """The first word of each name by the number after its last."""
        return {stop: start for start, (stop, _) in self.names.items()}

    @cached_property
    def _holding(self) -> dict[int, int]:
        """The first word of the name that each word belongs to."""
        return {place: start for start, (stop, _) in self.names.items() for place in range(start, stop)}

    @cached_property
    def _starts(self) -> list[int]:
        return sorted(self.names)

    def _be_before(self, index: int) -> bool:
        for token in reversed(self.tokens[max(0, index - 4) : index]):
            if token.lemma == "be":
                return True
            if token.folded not in adverbs() and not token.folded.endswith("ly"):
                return False
        return False

    def _by_follows(self, first: int, stop: int) -> bool:
        """Whether “by” follows a participle at once, and no “has” precedes it: “criticised by X”.

        Behind an object it belongs to that: “backed a report by X”, “reports by X”.
        """
        if first > 0 and self.tokens[first - 1].lemma == "have":
            return False
        between = [token.folded for token in self.tokens[stop : stop + 3]]
        if "by" not in between:
            return False
        aside = between[: between.index("by")]
        return not aside or aside[0] in prepositions() | adverbs() or aside[-1].endswith("ly")

    def _subject(self, index: int) -> frozenset[str] | None:
        """The name left of a verb that is its subject, asides and prepositions passed over."""
        marks = self._marks
        place = self._before_aside(index)
        last = max(0, place - _REACH)
        while place >= last:
            mark = marks[place]
            if not mark & _LEFT:
                place -= 1
            elif mark & _NAMED:
                name = self._holding[place]
                lead = self._led_by(name)
                if lead is None:
                    return self._whole(name)
                place = lead - 1
            else:
                return self._only_name_before(place) if mark & PRONOUN else None
        return None

    def _before_aside(self, index: int) -> int:
        """The number of the last word before the verb and, where one stands there, before its aside."""
        marks = self._marks
        place = index - 1
        while place > 0 and marks[place] & AUXILIARY:
            place -= 1
        if place < 1 or not marks[place] & _COMMA:
            return place
        start, last = place - 1, max(0, place - _REACH)
        while start >= last and not marks[start] & _COMMA:
            start -= 1
        if start < last:
            return place
        stop = self.names.get(start + 1, (0, frozenset()))[0]
        alone = stop == place + 1 and self._led_by(start + 1) is None
        has_name = self._starts[0] <= start if self._starts else False
        return start if has_name and not alone else place

    def _only_name_before(self, place: int) -> frozenset[str] | None:
        number = bisect_left(self._starts, place)
        if number > _FEW_NAMES:
            return None
        before = [start for start in self._starts[:number] if self._led_by(start) is None]
        return self.names[before[0]][1] if len(before) == 1 else None

    def _led_by(self, name: int) -> int | None:
        """The number of the preposition that leads the noun phrase of a name."""
        for place in range(name - 1, max(-1, name - 1 - _PHRASE), -1):
            mark = self._marks[place]
            if mark & PREPOSITION:
                return place
            if mark & _ENDS_PHRASE:
                return None
        return None

    def _whole(self, name: int) -> frozenset[str]:
        """The words of a name with those of the names that are joined to it by “and” or stand beside it."""
        words = set(self.names[name][1])
        number = bisect_left(self._starts, name)
        for start in self._starts[max(0, number - _FEW_NAMES) : number]:
            stop, others = self.names[start]
            if not stop <= name <= stop + _PHRASE:
                continue
            between = [token.folded for token in self.tokens[stop:name]]
            if between in ([], ["and"]) or (self._possessive(stop) and prepositions().isdisjoint(between)):
                words |= others
        return frozenset(words)

    def _possessive(self, stop: int) -> bool:
        return self.text[self.tokens[stop - 1].end : self.tokens[stop - 1].end + 2] in _POSSESSIVES

    def _read_behind(self, stop: int) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        label, last = "object", ""
        marks = self._marks
        for place in range(stop, min(stop + _REACH, len(marks))):
            mark = marks[place]
            if not mark & _RIGHT:
                continue
            if mark & _ENDS_OBJECTS or self._is_infinitive(place):
                break
            if mark & _OPENS_NAME:
                last = self._take(found, place, label, last)
                label = "object"
            elif mark & PREPOSITION:
                label = self.tokens[place].folded
            elif last:
                label = last
        return found

    def _is_infinitive(self, place: int) -> bool:
        """Whether “to” stands there and leads a verb, with parties of its own: “to cross the Pacific”."""
        marks = self._marks[place + 1 : place + 3] if self.tokens[place].folded == "to" else []
        return len(marks) > 1 and bool(marks[1] & DETERMINER) and not marks[0] & (NO_VERB | _NAMED)

    def _take(self, found: dict[str, frozenset[str]], place: int, label: str, last: str) -> str:
        """Put a name under its label, or to the name before it, which it stands beside."""
        words = self.names[place][1]
        if last and label in {"object", last} and self._beside(place):
            found[last] = found[last] | words
            return last
        if label not in found:
            found[label] = words
            return label
        return ""

    def _beside(self, name: int) -> bool:
        number = bisect_left(self._starts, name)
        stop = self.names[self._starts[number - 1]][0] if number else 0
        return (
            number > 0
            and name - stop <= _PHRASE
            and not any(mark & _PARTS for mark in self._marks[stop:name])
            and not any(token.folded[0].isdigit() for token in self.tokens[stop:name])
        )
