"""Words that bound a number, lost, added or exchanged on the way into a summary."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list
from summarizer.checks.rules.figure_twins import (
    any_of,
    counted_lemmas,
    may_hold,
    phrases,
    runs_of,
    twins,
)
from summarizer.checks.rules.magnitudes import changed_amounts, exchanged_magnitudes
from summarizer.text.remembered import remembered
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.checks.statements import Article, Statement
    from summarizer.records import CheckCode
    from summarizer.text.candidates import FigureCandidate
    from summarizer.text.segment import Segmented

__all__ = ["check_qualifiers", "exchanged_magnitudes"]

_WINDOW = 48
"""Characters around a number in which what bounds it stands."""
_HEAD = 4
"""Letters of a word that are looked for first."""
_LIMITS = frozenset(["minimum", "maximum"])
_EXACT = frozenset(["exact"])
_FAR = 250
"""Characters around a number in which its sentence may call it an estimate."""
_ACCEPTED: dict[str, frozenset[str]] = {
    "exact": frozenset(["exact", "exactly"]),
    "exactly": frozenset(["exact", "exactly"]),
    "at_least": frozenset(["at_least"]),
    "more_than": frozenset(["more_than", "at_least"]),
    "just_over": frozenset(["just_over", "more_than", "at_least", "about"]),
    "well_over": frozenset(["well_over", "more_than", "at_least"]),
    "at_most": frozenset(["at_most"]),
    "less_than": frozenset(["less_than", "at_most"]),
    "just_under": frozenset(["just_under", "nearly", "less_than", "at_most", "about"]),
    "well_under": frozenset(["well_under", "less_than", "at_most"]),
    "nearly": frozenset(["nearly", "just_under", "less_than", "at_most", "about"]),
    "about": frozenset(["about"]),
}
"""What may stand for each sense of the source: the same sense, or one that follows from it."""
_SIGN = r"(?-i:(?:[A-Za-z]{1,3})?[$£€¥₹₦₺₩₱#]|Rs\.?|[A-Z]{3}|minus)?\s{0,2}[-−]?"
_LEAD = (
    r"(?:(?:an?\s+)?(?:total|record|further|combined|whopping)\s+(?:of\s+)?|another\s+|the\s+age\s+of\s+)?"
)
_NUMBERED = re.compile(r"\b(?:minimum|maximum)\b(?:\s+[a-z]+){0,2}\s+(?:of\s+|is\s+|was\s+)?$", re.IGNORECASE)
_NUMBERED_AFTER = re.compile(r"[-\s]+(?:[a-z]+[-\s]+){0,2}(minimum|maximum)\b", re.IGNORECASE)
_ESTIMATE = re.compile(r"\bestimat\w*", re.IGNORECASE)
_ASSIGNED = re.compile(
    r"\b(?:it|that|this|which|decision|choice|matter|rest)(?:\s+(?:is|was|will\s+be|would\s+be|remains|should\s+be|may\s+be)|[’']s)"
    r"\s+$|\b(?:leaves?|left|leaving)\s+(?:it|that|the\s+\w+)\s+$",
    re.IGNORECASE,
)
"""Before “up to” as a task: “it is up to 12 prosecutors to decide”."""
_PREPOSITIONS = frozenset(
    ["over", "near", "past", "above", "below", "under", "around", "beyond", "a good", "up to"]
)
"""Words that bound nothing where the figure finder reads them as prepositions."""
_COURSE = frozenset(["m", "km", "mile", "yard", "furlong", "night", "leg", "round", "set"])
"""Units of a course: “a race over 1,500 metres”."""
_COURSES = frozenset(load_list("quantities")["other_sense"]["courses"])
"""What something may last or run over: “over 24 matches”."""
_EARLIER = re.compile(r"\s+(?:earlier|before|ago|previously|later)\b")
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
"""Numbers that a qualifier before them belongs to: “12 men, at least three of them …”."""
_MESSAGE = "“{}” where the source says “{}”; keep the source's bound"


def check_qualifiers(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``qualifier-changed``: “at least”, “about”, “dozens of” lost, added or exchanged for another meaning.

    A word with the same meaning (“over” for “more than”), or one that follows (“more than 60” for “just
    over 60”), is no change.
    """
    if statement.own.figures:
        yield from _changed_bounds(statement)
    for words, source in changed_amounts(statement.text, statement.cited):
        yield "qualifier-changed", _MESSAGE.format(words, source)


def _changed_bounds(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """Numbers that the source has with another bound, in every place where it has them."""
    seen = set()
    here, source = _Bounds(statement.own.segmented), _bounds_of(statement.article)
    for figure in here.segmented.figures:
        if figure.value in {None, 0, 1} or figure.upper is not None or _compound(figure, statement.text):
            continue
        found = twins(figure, statement.cited)
        if not found:
            continue
        own = here.senses(figure)
        if any(_accepts(source.senses(one), own) for one in found):
            continue
        key = (figure.value, figure.unit, counted_lemmas(figure), own)
        if key not in seen:
            seen.add(key)
            shown = _shown(figure, here.segmented), _shown(found[0], source.segmented)
            yield "qualifier-changed", _MESSAGE.format(*shown)


def _compound(figure: FigureCandidate, text: str) -> bool:
    """Whether a number is part of a compound, which takes no bound: “a two-winter trial”."""
    return text[figure.number.end : figure.number.end + 1] in {"-", "‑"}


def _accepts(source: frozenset[str], own: frozenset[str]) -> bool:
    """Whether a sense of the source is one of those here, or one follows from it."""
    return not source.isdisjoint(own) or any(_ACCEPTED[one] & own for one in source)


class _Bounds:
    """How the figures of a text may be read; each is read once, for all statements that have it.

    Args:
        segmented: The article, or the text of a statement.
    """

    def __init__(self, segmented: Segmented) -> None:
        self.segmented = segmented
        self._senses: dict[int, frozenset[str]] = {}
        self._estimates = may_hold(segmented.text, "estimat")

    def senses(self, figure: FigureCandidate) -> frozenset[str]:
        """How the words around one of its figures may be read; more than one where it is doubtful."""
        known = self._senses.get(figure.start)
        if known is None:
            known = _senses(figure, self.segmented.text)
            doubtful = self._estimates and ("exact" in known or "about" in known)
            if doubtful and _ESTIMATE.search(_around(figure, self.segmented)):
                known |= {"exact", "about"}
            self._senses[figure.start] = known
        return known


@remembered(16)
def _bounds_of(article: Article) -> _Bounds:
    return _Bounds(article.segmented)


@lru_cache(maxsize=1)
def _before() -> tuple[re.Pattern[str], dict[str, str]]:
    sense_of = {
        " ".join(phrase.casefold().split()): sense
        for sense, listed in load_list("quantities")["before"].items()
        for phrase in listed
    }
    pattern = re.compile(rf"(?<![\w-])(?P<words>{any_of(sense_of)})\s*{_LEAD}{_SIGN}$", re.IGNORECASE)
    return pattern, sense_of


@lru_cache(maxsize=1)
def _after() -> tuple[re.Pattern[str], list[tuple[str, re.Pattern[str]]]]:
    """A pattern of any phrase that may stand behind a number, and one of those of each sense."""
    listed = load_list("quantities")["after"]
    return _any_after(chain.from_iterable(listed.values())), [
        (sense, _any_after(some)) for sense, some in listed.items()
    ]


def _any_after(listed: Iterable[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:\s+[a-z]+){{0,2}}[\s,-]*(?:{any_of(listed)})(?!\w)(?!\s+(?:(?:of|than|{_SMALL})\b|[\d$£€]))",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _verbs() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (sense, re.compile(rf"\b(?:{any_of(listed)})\s+(?:\w+\s+){{0,2}}{_SIGN}$", re.IGNORECASE))
        for sense, listed in load_list("quantities")["either"].items()
    ]


@lru_cache(maxsize=1)
def _verb_words() -> frozenset[str]:
    """The first words of those verbs, without which none of them stands in a text."""
    listed = chain.from_iterable(load_list("quantities")["either"].values())
    return frozenset(verb.casefold().split()[0] for verb in listed)


@lru_cache(maxsize=1)
def _heads_before() -> tuple[frozenset[str], tuple[str, ...]]:
    """The first letters of one word of each phrase that may stand before a number, and letters and signs.

    Where no word begins so, and none of the others stands there, no such phrase does. The last word of a
    phrase is known by what it begins with, as a sign of money may be written together with it: “aboutUS$ 40”.
    """
    heads, others = set(), set()
    for phrase in _before()[1]:
        words = runs_of(phrase)
        long = max(words, key=len, default="")
        if len(long) >= _HEAD or long in words[:-1]:
            heads.add(long[:_HEAD])
        else:
            others.add(phrase.split()[-1])
    return frozenset(heads), tuple(sorted(others))


def _senses(figure: FigureCandidate, text: str) -> frozenset[str]:
    """How the words right before and behind a figure may be read."""
    window = text[max(0, figure.number.start - _WINDOW) : figure.number.start]
    runs = runs_of(window)
    heads, others = _heads_before()
    senses = _EXACT
    if not heads.isdisjoint([run[:_HEAD] for run in runs]) or may_hold(window, *others):
        senses = _sense_before(figure, text, window)
    if senses == _EXACT:
        limited = not _LIMITS.isdisjoint(runs)
        senses = _sense_after(figure, text, window if limited else "")
    if senses == _EXACT and not _verb_words().isdisjoint(runs):
        senses = senses.union(sense for sense, pattern in _verbs() if pattern.search(window))
    return senses


def _sense_before(figure: FigureCandidate, text: str, window: str) -> frozenset[str]:
    pattern, sense_of = _before()
    match = pattern.search(window)
    if match is None:
        return _EXACT
    words = " ".join(as_matched(match["words"]).split())
    preposition = words in _PREPOSITIONS and (
        figure.bound == "exact"
        or (words == "over" and (figure.unit in _COURSE or bool(counted_lemmas(figure) & _COURSES)))
    )
    sense = frozenset([sense_of[words]])
    if preposition or (words.endswith("than") and _EARLIER.match(text, figure.end)):
        return sense | _EXACT
    start = figure.number.start - len(window) + match.start("words")
    return sense | _EXACT if _doubtful(words, text, start) else sense


def _doubtful(words: str, text: str, start: int) -> bool:
    """Whether the word may stand in another sense: “told them about two plans”."""
    before = text[max(0, start - 60) : start]
    if words == "up to" and _ASSIGNED.search(before) is not None:
        return True
    if words not in load_list("quantities")["other_sense"] or not _other_sense(words).search(before):
        return False
    clause = re.split(r"[.;:,]\s|\bthat\b", before)[-1]
    return _other_sense(words).search(clause) is not None


@lru_cache(maxsize=32)
def _other_sense(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(phrases('other_sense', words))})\b", re.IGNORECASE)


def _sense_after(figure: FigureCandidate, text: str, window: str) -> frozenset[str]:
    if figure.bound == "about" or (
        figure.bound in {"at_least", "at_most", "more_than", "less_than"}
        and not figure.text.endswith(figure.number.text)
    ):
        return frozenset([figure.bound])
    lead = _NUMBERED.search(window)
    behind = _NUMBERED_AFTER.match(text[figure.number.end : figure.number.end + _WINDOW])
    limit = (lead[0].split()[0] if lead else behind[1] if behind else "").casefold()
    if limit:
        return frozenset(["at_least" if limit == "minimum" else "at_most"])
    rest = text[figure.end : figure.end + _WINDOW]
    any_sense, by_sense = _after()
    if any_sense.match(rest):  # seldom
        for sense, pattern in by_sense:
            if pattern.match(rest):
                return frozenset([sense])
    return _EXACT


def _around(figure: FigureCandidate, segmented: Segmented) -> str:
    """The words of a figure's sentence, those far from it left out."""
    index = segmented.sentence_index(figure.start)
    if index is None:
        return ""
    sentence = segmented.sentences[index]
    start, end = max(sentence.start, figure.start - _FAR), min(sentence.end, figure.end + _FAR)
    return segmented.text[start:end]


def _shown(figure: FigureCandidate, segmented: Segmented) -> str:
    """A figure with the words that bound it, as written."""
    text = segmented.text
    window = text[max(0, figure.number.start - _WINDOW) : figure.number.start]
    match = _before()[0].search(window)
    start = figure.start
    if match is not None:
        start = min(start, figure.number.start - len(window) + match.start("words"))
    end = figure.counted.end if figure.counted and figure.counted.end > figure.end else figure.end
    return " ".join(text[start:end].split())
