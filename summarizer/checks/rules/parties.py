"""The names of a sentence and what they are to its verbs: subject, object, behind which preposition."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from summarizer.checks.lists import load_list
from summarizer.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.checks.lemmas import Token

__all__ = ["Clause", "Slots"]

_REACH = 30
"""Words behind a verb in which its parties stand."""
_FEW_NAMES = 6
"""Names before a place among which one that a pronoun points to, or a possessor, is looked for."""
_PHRASE = 5
"""Words of a noun phrase before the name in it."""
_AUXILIARY = word_set(
    """
    be have do will would can could may might shall should must to not
    """
)
_DETERMINERS = word_set(
    """
    a an the his her its their our my your this that these those some no
    """
)
_IRREGULAR_ENDS = ("ed", "ing", "en", "wn", "ne")


class Slots(NamedTuple):
    """The parties of one verb, as the sets of the words of their names; None for a pronoun left open."""

    agent: frozenset[str] | None
    patient: frozenset[str] | None
    behind: dict[str, frozenset[str]]
    passive: bool = False


@dataclass(frozen=True, eq=False)
class Clause:
    """One sentence: its words and where its names stand among them."""

    text: str
    tokens: Sequence[Token]
    names: dict[int, tuple[int, frozenset[str]]]
    """By the number of their first word: the number after their last, and their words."""

    @cached_property
    def named(self) -> frozenset[str]:
        """The words of all its names."""
        return frozenset().union(*(words for _, words in self.names.values()))

    def slots(self, first: int, stop: int) -> Slots:
        """The parties of the verb whose words run from ``first`` to ``stop``."""
        known = self._slots.get((first, stop))
        if known is None:
            known = self._slots[first, stop] = self._read_slots(first, stop)
        return known

    def _read_slots(self, first: int, stop: int) -> Slots:
        behind = self._behind(stop)
        subject = self._subject(first)
        participle = self.tokens[first].folded != self.tokens[first].lemma or "by" in behind
        passive = participle and (
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
        token = self.tokens[index]
        before = self.tokens[index - 1] if index else None
        if (token.capitalised and index) or token.folded in _no_verbs():
            return False
        if before is not None and before.folded in _DETERMINERS and not token.folded.endswith("ed"):
            return False
        if before is not None and before.lemma in _AUXILIARY:
            return True
        if token.folded.endswith(_IRREGULAR_ENDS):
            return True
        if token.folded.endswith("s") and token.folded != token.lemma:
            if self._is_plural(index):
                return False
            return (
                self._ends_name(index) or (before is not None and before.folded in _WHO) or self._bare(index)
            )
        if token.folded != token.lemma:
            return True
        follows = self._ends_name(index) and index - 1 not in self._commas
        return follows or (before is not None and before.folded in _pronouns() | _WHO)

    def written(self, words: frozenset[str]) -> str:
        """A party as the sentence writes it."""
        spans = [(start, stop) for start, (stop, own) in self.names.items() if own <= words]
        if not spans:
            return " ".join(sorted(words))
        return self.text[self.tokens[spans[0][0]].start : self.tokens[spans[0][1] - 1].end]

    def first_from(self, index: int, reach: int = 8) -> frozenset[str] | None:
        """The first name behind ``index`` that no preposition leads: the subject of the clause."""
        for place in range(index, min(index + reach, len(self.tokens))):
            word = self.tokens[place].folded
            if word in _prepositions() or word in _pronouns():
                return None
            if place in self.names:
                return self.names[place][1]
        return None

    def _is_plural(self, index: int) -> bool:
        """Whether a word in -s behind a name is a noun: “the Jabalia attacks were …”."""
        start = self._stops.get(index)
        led = start is not None and start > 0 and self.tokens[start - 1].folded in _DETERMINERS
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if ":" in self._gap(index):
            return True
        return led and (
            after is None or after.lemma in _AUXILIARY or after.folded in _prepositions() | _breaks()
        )

    def _pronoun_object(self, first: int, stop: int) -> frozenset[str] | None:
        """Whom “him” behind a verb is, in what somebody says of another: the one who says it."""
        word = self.tokens[stop].folded if stop < len(self.tokens) else ""
        after = self.tokens[stop + 1].folded if stop + 1 < len(self.tokens) else ""
        possessive = word == "her" and after not in _prepositions() | _DETERMINERS | {"to", ""}
        if word not in _OBJECTS or (possessive and not after[:1].isdigit()):
            return None
        for place in range(first - 1, max(-1, first - _REACH), -1):
            if self.tokens[place].lemma in _saying() and not self.tokens[place].capitalised:
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

    def _ends_name(self, index: int) -> bool:
        return index in self._stops

    @cached_property
    def _stops(self) -> dict[int, int]:
        """The first word of each name by the number after its last."""
        return {stop: start for start, (stop, _) in self.names.items()}

    @cached_property
    def _holding(self) -> dict[int, int]:
        """The first word of the name that each word belongs to."""
        return {place: start for start, (stop, _) in self.names.items() for place in range(start, stop)}

    @cached_property
    def _slots(self) -> dict[tuple[int, int], Slots]:
        """The parties of each verb that was asked for."""
        return {}

    @cached_property
    def _semicolons(self) -> frozenset[int]:
        return self._before_mark(";")

    @cached_property
    def _commas(self) -> frozenset[int]:
        return self._before_mark(",")

    def _before_mark(self, mark: str) -> frozenset[int]:
        """The words between which and the next one a mark stands."""
        if mark not in self.text:
            return frozenset()
        return frozenset(place for place in range(len(self.tokens) - 1) if mark in self._gap(place))

    @cached_property
    def _starts(self) -> list[int]:
        return sorted(self.names)

    def _be_before(self, index: int) -> bool:
        adverbs = _adverbs()
        for token in reversed(self.tokens[max(0, index - 4) : index]):
            if token.lemma == "be":
                return True
            if token.folded not in adverbs and not token.folded.endswith("ly"):
                return False
        return False

    def _by_follows(self, first: int, stop: int) -> bool:
        """Whether “by” follows a participle at once, and no “has” precedes it: “criticised by X”."""
        active = first > 0 and self.tokens[first - 1].lemma == "have"
        return not active and any(token.folded == "by" for token in self.tokens[stop : stop + 3])

    def _subject(self, index: int) -> frozenset[str] | None:
        """The name left of a verb that is its subject, asides and prepositions passed over."""
        place = self._before_aside(index)
        last = max(0, place - _REACH)
        while place >= last:
            token = self.tokens[place]
            name = self._holding.get(place)
            if name is not None:
                lead = self._led_by(name)
                if lead is None:
                    return self._whole(name)
                place = lead - 1
                continue
            if token.folded in _pronouns():
                return self._only_name_before(place)
            if token.folded in _breaks() or token.lemma in _saying() or place in self._semicolons:
                return None
            place -= 1
        return None

    def _before_aside(self, index: int) -> int:
        """The number of the last word before the verb and, where one stands there, before its aside."""
        place = index - 1
        while place > 0 and self.tokens[place].lemma in _AUXILIARY:
            place -= 1
        if place < 1 or place not in self._commas:
            return place
        start, last = place - 1, max(0, place - _REACH)
        while start >= last and start not in self._commas:
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
            word = self.tokens[place]
            if word.folded in _prepositions():
                return place
            if (
                place in self._commas
                or word.lemma in _saying()
                or word.lemma in _AUXILIARY
                or word.folded in _breaks()
                or word.folded == "and"
                or place in self._holding
            ):
                return None
        return None

    def _whole(self, name: int) -> frozenset[str]:
        """The words of a name with those of the names that are joined to it by “and” or stand beside it."""
        words = set(self.names[name][1])
        number = bisect_left(self._starts, name)
        for start in self._starts[max(0, number - _FEW_NAMES) : number]:
            stop, others = self.names[start]
            between = [token.folded for token in self.tokens[stop:name]]
            if stop <= name and between in ([], ["and"]):
                words |= others
            elif stop <= name and len(between) <= _PHRASE and self._possessive(stop):
                words |= others if not set(between) & _prepositions() else set()
        return frozenset(words)

    def _possessive(self, stop: int) -> bool:
        return self.text[self.tokens[stop - 1].end : self.tokens[stop - 1].end + 2] in {
            "'s",
            "’s",
            "s'",
            "s’",
        }

    def _behind(self, stop: int) -> dict[str, frozenset[str]]:
        """The names behind a verb, under the preposition that leads each, or “object”; the first of each."""
        found: dict[str, frozenset[str]] = {}
        label, last = "object", ""
        for place in range(stop, min(stop + _REACH, len(self.tokens))):
            word = self.tokens[place].folded
            if place - 1 in self._semicolons or (word in _breaks() and word not in {"that", "as"}):
                break
            if place in self.names:
                last = self._take(found, place, label, last)
                label = "object"
            elif word in _prepositions():
                label = word
            elif word in {"and", "or"} and last:
                label = last
        return found

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
        if not number:
            return False
        between = [token.folded for token in self.tokens[self.names[self._starts[number - 1]][0] : name]]
        return (
            len(between) <= _PHRASE
            and not (set(between) - {"and"}) & (_prepositions() | _breaks() | _DETERMINERS)
            and not any(word[0].isdigit() for word in between)
        )

    def _gap(self, place: int) -> str:
        """What stands between a word and the next."""
        if not 0 <= place < len(self.tokens) - 1:
            return ""
        return self.text[self.tokens[place].end : self.tokens[place + 1].start]


_CLOSED = frozenset(
    ["and", "or", "not", "very", "also", "who", "which", "there", "then", "than", "so", "such"]
)
_OBJECTS = frozenset(("him", "her"))
_WHO = frozenset(("who", "which"))


@lru_cache(maxsize=1)
def _prepositions() -> frozenset[str]:
    return frozenset(load_list("roles")["clause"]["prepositions"])


@lru_cache(maxsize=1)
def _no_verbs() -> frozenset[str]:
    """Words that are never verbs."""
    return _prepositions() | _breaks() | _DETERMINERS | _CLOSED


@lru_cache(maxsize=1)
def _adverbs() -> frozenset[str]:
    return frozenset(load_list("roles")["clause"]["adverbs"])


@lru_cache(maxsize=1)
def _breaks() -> frozenset[str]:
    return frozenset(load_list("roles")["clause"]["breaks"])


@lru_cache(maxsize=1)
def _pronouns() -> frozenset[str]:
    return frozenset(load_list("roles")["clause"]["pronouns"])


@lru_cache(maxsize=1)
def _saying() -> frozenset[str]:
    return frozenset(load_list("roles")["saying"]["verbs"])
