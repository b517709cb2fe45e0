"""Which stretches of a text stand under somebody's name, and which in its own voice."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from summarizer.attribution.source_words import MEDIA, OFFICIAL, ORGANISATION, WITNESS, small_letters
from summarizer.checks.lists import load_list
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.attribution import AttributionMap
    from summarizer.attribution.antecedents import Attribution
    from summarizer.attribution.mapping import Told
    from summarizer.checks.lemmas import Token
    from summarizer.checks.statements import Article, Statement

__all__ = [
    "TAG",
    "Covered",
    "clauses",
    "content",
    "covered_of",
    "covers",
    "covers_in",
    "names_its_source",
    "words_of",
]

_LOWER_RUN = re.compile(r"[a-z]+")
_BREAK = re.compile(
    r"[;:—,\s](?:(?<=[;:—])|(?<=\s)[–-]\s"
    r"|(?<=,)\s+(?=(?:and|but|while|whereas|although|though|so|yet|which|who|whose|where|when|with|after|as|because)\b)"
    r"|(?<=\s)(?=(?:while|whereas|although|though)\s))"
)
"""Where a clause ends; the marks and spaces with which it begins come first, for a quick search."""
_RELATIVE = re.compile(r"\s*(?:who|which|whose|where)\b")
_HEADED = re.compile(
    r"^(?P<before>[^:]{2,60}):\s|(?:\s[–—-]\s|:\s|[(\[](?=[^)\]]{2,40}[)\]]\s*$))(?P<after>[^–—:]{2,50})$"
)
_TELLING_WORDS = """
    say says said report reports reported confirm confirms confirmed add adds added warn warns warned estimate
    estimates estimated show shows announce announced announces believe believes claim claims claimed state
    states stated suggest suggests suggested find finds found indicate indicates indicated
"""
_TELLING_WHOM_WORDS = "tell tells told"
_TELLS = (
    rf"(?:(?:{'|'.join(_TELLING_WHOM_WORDS.split())})\s[\w\s]{{2,20}}"
    rf"|{'|'.join(sorted(_TELLING_WORDS.split(), key=lambda word: (-len(word), word)))})"
)
_TELLS_WORDS = frozenset((*_TELLING_WORDS.split(), *_TELLING_WHOM_WORDS.split()))
"""One of these, in small letters, is a whole word of every such end."""
_TRAILING = re.compile(
    rf",\s(?P<np>[^,.;:]{{2,70}}?)\s{_TELLS}(?=[.]?\s*$|,\s(?:as|while|but|after|amid|and|with)\b)"
)
"""“…, coast guard says”, without an article, as headlines write it."""
_TITLE = r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Lord|Lady|Rev|Capt|Captain|Col|Gen|Sgt|Judge|Cllr)\.?\s"
TAG = re.compile(
    rf",[”\"’]?\s(?:says|said|added|adds|warned|explained|argued|wrote|noted|recalled)\s"
    rf"(?P<np>(?:{_TITLE})?[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]+){{0,4}},\s(?:an?|the|who|whose|which|\d|[a-z]+))"
)
"""“…, said Ana Lopes, an economist at the bank”: a tag that goes on behind the name."""
_STUDY = re.compile(
    r"\b(?:study|survey|poll|reports?|researchers|scientists|experts|analysts?|sources?|un|who|lawyers?|police|sheriff"
    r"|coast\s?guard|army|military|officials?|ministry|hospitals?|doctors|medics|rescuers|fire\s(?:service|department"
    r"|chief|crews)|mayor|governor|minister|union|agency|red\s(?:cross|crescent)|prosecutors?|government|authorities"
    r"|coroner|data|figures|witness(?:es)?|company|operator|navy|ambulance\sservice|civil\sdefen[cs]e|monitor(?:s|ing"
    r"\sgroup)?|charity|ngo|media|tv|agencies|court|judge|inquiry|president|pm|spokes\w+|aid\sgroups?|governorate)\b"
)
_SPEAKING = (OFFICIAL, ORGANISATION, WITNESS, _STUDY)
"""What speaks in headlines, in small letters."""
_PASSIVE_BEFORE = re.compile(r"\b(?:is|are|being|be|been|was|were)(?:\s+\w+ly)?\s*$")
_RECORD = re.compile(
    r"\baccording to (?:[\w’'-]+ ){0,4}(?:term sheets?|filings?|prospectus|schedule|timetable|programme"
    r"|agenda|notice|invitation|calendar|minutes|register|gazette|itinerary|website)\b"
)
"""Documents that state facts of the record."""
_HEADLINE = 300
"""Characters of the longest headline."""
_LONGEST_NAME = 40
"""Characters of the longest name of a source behind a headline."""


class Covered:
    """Which attribution covers a place, asked many times of one text.

    Args:
        attributions: Who says what in the text.
    """

    def __init__(self, attributions: AttributionMap) -> None:
        found = [one for passage in attributions.passages for one in passage.attributions]
        events = sorted(
            (place, opens, index)
            for index, one in enumerate(found)
            for place, opens in zip(one.cue.cover, (True, False), strict=True)
            if one.cue.cover[0] < one.cue.cover[1]
        )
        self._starts: list[int] = []
        self._first: list[Attribution | None] = []
        waiting: list[int] = []
        ended: set[int] = set()
        for place, opens, index in events:
            if opens:
                heappush(waiting, index)
            else:
                ended.add(index)
            while waiting and waiting[0] in ended:
                heappop(waiting)
            self._starts.append(place)
            self._first.append(found[waiting[0]] if waiting else None)

    def at(self, offset: int) -> Attribution | None:
        """The first attribution that covers a place; None in the text's own voice."""
        index = bisect_right(self._starts, offset) - 1
        return self._first[index] if index >= 0 else None


@remembered(16)
def covered_of(article: Article) -> Covered:
    """Which attribution of an article covers a place."""
    return Covered(article.attributions)


@lru_cache(maxsize=32)
def words_of(name: str) -> frozenset[str]:
    """The words of an entry of the list of sources."""
    return frozenset(load_list("sources")[name].split())


def content(tokens: Iterable[Token]) -> frozenset[str]:
    """The words that carry content, as dictionary forms."""
    ignored = words_of("function_words")
    return frozenset([form for _, _, _, folded, form in tokens if folded not in ignored]) - ignored


def clauses(text: str) -> list[list[tuple[int, int]]]:
    """The clauses of a sentence, each in its parts: what a relative clause interrupts is one clause."""
    found: list[list[tuple[int, int]]] = []
    interrupted: list[tuple[int, int]] | None = None
    start = 0
    while start < len(text):
        relative = _RELATIVE.match(text, start) if found else None
        match = _BREAK.search(text, start + 1)
        end = match.end() if match else len(text)
        comma = text.find(",", start, end) if relative else -1
        if comma >= 0 and comma + 1 < len(text):
            interrupted = interrupted or found[-1]
            end = comma + 1
            found.append([(start, end)])
        elif interrupted is not None and not relative:
            interrupted.append((start, end))
            interrupted = None
        else:
            found.append([(start, end)])
        start = end
    return found


def covers(
    text: str, attributions: AttributionMap, ignored: frozenset[str]
) -> Iterator[tuple[int, int, str]]:
    """Every stretch that an attribution covers, cue included, with the words of the cue.

    Args:
        text: The text.
        attributions: Who says what in it.
        ignored: Verbs that give no source for what stands with them.
    """
    for passage in attributions.told:
        yield from covers_in(text, passage, ignored)


def covers_in(text: str, passage: Told, ignored: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """The same of one passage."""
    for cue in passage.cues:
        if cue.verb in ignored or (
            text.find("according", cue.start, cue.end) >= 0 and _RECORD.search(text, cue.start, cue.end)
        ):
            continue
        verb = text.rfind(cue.verb.split()[0], cue.start, cue.end)
        if verb > cue.start and _PASSIVE_BEFORE.search(text[cue.start : verb]):
            continue
        yield *cue.cover, text[cue.start : cue.end]
    yield from _tagged(text, passage)


def _tagged(text: str, passage: Told) -> Iterator[tuple[int, int, str]]:
    """The stretches of a passage in front of a tag in which no cue was found."""
    if text.find(",", passage.start, passage.end) < 0:
        return  # every tag stands behind a comma
    cues = passage.cues
    last = cues[-1].end if cues else passage.start
    tells = not _TELLS_WORDS.isdisjoint(_LOWER_RUN.findall(text, last, passage.end))
    trailing = _TRAILING.search(text, last, passage.end) if tells else None
    found = [*TAG.finditer(text, passage.start, passage.end), *([trailing] if trailing else [])]
    ends = [cue.end for cue in cues]
    for match in found:
        after = bisect_right(ends, match.start())
        yield (cues[after - 1].end if after else passage.start), match.start(), match.group().strip(" ,")


def names_its_source(statement: Statement) -> bool:
    """Whether it names its source as headlines do: “Officials: …”, “… – police”, “… (police)”."""
    headed = statement.kind == "headline" or not statement.text.rstrip().endswith((".", "!", "?", "”", '"'))
    match = _HEADED.search(statement.text) if headed else None
    if match is None:
        return False
    last = statement.text.rpartition(": ")[2] if len(statement.text) < _HEADLINE else ""
    sources = [match["before"] or match["after"], last if len(last) < _LONGEST_NAME else ""]
    return any(
        MEDIA.search(source) or any(kind.search(small_letters(source)) for kind in _SPEAKING)
        for source in sources
    )
