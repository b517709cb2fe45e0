"""Capitals that stand for their governments."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from propcache.api import cached_property

from summarizer.checks.lemmas import lemma, word_runs
from summarizer.checks.lists import load_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["check_capitals"]

_REACH = 80
"""Characters before and behind a capital that say what it stands for."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SURNAMES_WORDS = """
    Washington London Paris Sofia Wellington Santiago Lima Madrid Rome Berlin Vienna Georgetown
    Amman Dublin Cairo Manila
"""
_SURNAMES = frozenset(_SURNAMES_WORDS.split())
_BARE_NAME = re.compile(r"(?:\b|(?<=\W))[A-ZÀ-Þ][\w’'.-]*[ \xa0]$")
_PLACED = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|of|from|to|into|for|through|via|over|towards?|leaving|left|"
    r"visit(?:s|ed|ing)?|reach(?:ed|ing)?|the|a|an)[ \xa0]"
    r"(?:(?:central|downtown|east|west|north|south|greater)[ \xa0])?$",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"(?:But|Yet|And|Or|So|If|When|While|As|After|Before|Although|Though|Both|Since|That|With|In|On|At|By|For|From|To|Of|"
    r"Meanwhile|Now|Why|How|Whether|Because|Until|Under|Between|Against|Where|Neither|Either|Only|Also|Then|Like|Unlike|"
    r"Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Press|Pro|Anti)(?:day)?[ \xa0]$"
)
"""Capitalised words in front that make no name of it."""
_ASIDE = re.compile(r"^,[ \xa0](?:which|who)\b|^,[^,.;]{1,60},")
_OF_CITY = "(?:city|mayor|council|state|municipal|borough|metropolitan|region)"
_STOP = re.compile(r"[,;:]")
_LONGEST = 5000
"""Characters of the article that are read for what it is about."""
_HELPING = re.compile(
    r"(?:has|have|had|is|are|was|were|be|been|being|also|not|now|still|already|later|then|yet|never|again|"
    r"officially|formally|repeatedly|initially|recently|immediately|quickly|strongly|on|both|to|since|long|"
    r"publicly|eventually|finally|reportedly|n't|hasn't|hadn't|does|do|did|doesn't|didn't|don't|will|would|"
    r"could|can|may|might|should|must|shall|won't|wouldn't|can't|cannot|couldn't|isn't|wasn't|itself|"
    r"previously|only|first|subsequently|so|far|has)$"
)
_FUNCTION = re.compile(r"(?:a|an|the|of|in|at|for|with|from|this|that|its|their)$")
_BY = re.compile(r"\b(?P<verb>\w+)(?:[ \xa0][^\s,;.]+){0,6}[ \xa0]by[ \xa0](?:both[ \xa0])?$")
_PAIR = re.compile(
    r"^[ \xa0](?:and|or)[ \xa0](?:the[ \xa0])?(?P<other>[A-Z][\w’'-]+(?:[ \xa0][A-Z][\w’'-]+)?)"
)
_BEFORE_PAIR = re.compile(r"(?P<other>[A-Z][\w’'-]+(?:[ \xa0][A-Z][\w’'-]+)?)[ \xa0](?:and|or)[ \xa0]$")
_JOINED = re.compile(r"^[-–](?P<other>[A-Z][\w’']+(?:[ ][A-Z][\w’']+)?)[ \xa0](?:\w+[ \xa0])?(?P<noun>\w+)")
_LAID_ON = re.compile(
    r"\b(?:pressure|sanctions|tariffs?|embargo|duties|penalties|levies|curbs)\b"
    r"[^.;,]{0,40}\b(?:on|against)[ \xa0]$",
    re.IGNORECASE,
)
"""“pressure is growing on | Berlin”."""
_RELATION = re.compile(r"^[ \xa0]\w+")
_ENDS = re.compile(
    r"^(?:[.,;:)]|$|[ \xa0](?:on|in|to|for|after|before|at|and|over|against|that|which|last|this|from|under|"
    r"as|since|when|while|because|during|until|but|or|if|with|amid|following|earlier|late|early|\d|Mon|Tues|Wednes|"
    r"Thurs|Fri|Satur|Sun))"
)
"""What follows a capital that is the whole phrase."""
_TRAVEL = re.compile(
    r"\b(?:travell?ed|passed|stopped|driven|flown|dropped|surrounded|followed|inspired|replaced|beaten|owned)\b"
)
"""“followed by London”: a list or a way, no deed."""
_BACKED = re.compile(
    r"^[-‐‑](?:backed|installed|appointed|aligned|allied|friendly|sponsored|funded|supported|controlled|"
    r"mediated|brokered|imposed|led|leaning|armed|supplied|run)\b"
)
_SURNAME = (
    r"\b(?!New\b|In\b|The\b|From\b|Real\b|Atl|And\b|Greater\b|Central\b|Mon|Tues|Wednes|Thurs|Fri|Satur|Sunday\b"
    r"|January|Febr|March\b|April\b|May\b|June\b|July\b|August\b|Sept|Octo|Novem|Decem|But\b|When\b|As\b|If\b|While\b"
    r"|After\b|Both\b|That\b|Since\b|Although\b|Though\b|Because\b|Where\b|Until\b|With\b|Yet\b|So\b|Now\b|At\b|By\b|To\b)"
    r"[A-Z][a-z’'é-]+ {name}\b"
)
"""A given name in front: “Keisha Washington”."""


class _Reading:
    """A statement read for capitals: what is asked of it more than once.

    Args:
        statement: The statement.
    """

    def __init__(self, statement: Statement) -> None:
        self.text = statement.text
        self._statement = statement
        self._cities: dict[str, bool] = {}

    @cached_property
    def diplomatic(self) -> bool:
        """Whether the statement, or what it cites, is about governments."""
        article = f"{self.text} {self._statement.cited.text[:_LONGEST]}"
        return _phrases("diplomacy").search(article) is not None

    @cached_property
    def elsewhere(self) -> bool:
        """Whether it speaks of a city's own affairs, of sport or of markets."""
        city = _phrases("city").search(self.text) or _phrases("elsewhere").search(self.text)
        return city is not None

    def is_city(self, name: str) -> bool:
        """Whether the city itself is meant, or a person, a club or a state of that name."""
        if name not in self._cities:
            self._cities[name] = self.elsewhere or _is_city(self._statement.article.segmented.text, name)
        return self._cities[name]


def check_capitals(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``capital-for-government``: a capital that speaks, acts or is dealt with as its government."""
    if _capital_runs().isdisjoint(word_runs(statement.text)):
        return
    text, read = statement.text, _Reading(statement)
    seen: set[str] = set()
    for match in _capitals().finditer(text):
        name = match.group()
        if name in seen or _is_quoted(statement, match):
            continue
        if _is_in_name(text, match) or not _stands_for(read, match) or read.is_city(name):
            continue
        seen.add(name)
        government = load_list("capitals")["governments"][name]
        yield "capital-for-government", f"“{name}” stands for a government; write “{government}”"


def _is_quoted(statement: Statement, match: re.Match[str]) -> bool:
    quoted = statement.own.segmented.quoted_within(match.start(), match.end())
    return any(start <= match.start() and match.end() <= end for start, end in quoted)


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    """Whether other capitalised words make a longer name of it: “Washington Post”, “Keisha Washington”."""
    behind = text[match.end() : match.end() + 2]
    if len(behind) > 1 and behind[0] in " \xa0" and behind[1].isupper():
        return True
    before = text[max(0, match.start() - 40) : match.start()]
    found = _BARE_NAME.search(before)
    return found is not None and not _OPENER.match(found.group())


def _stands_for(read: _Reading, match: re.Match[str]) -> bool:
    text = read.text
    before = text[max(0, match.start() - _REACH) : match.start()]
    behind = text[match.end() : match.end() + _REACH]
    if _BACKED.match(behind) or before.casefold().endswith(("pro-", "anti-")) or _is_joined(before, behind):
        return True
    if behind.startswith(("'s ", "’s ", "' ", "’ ")):
        return _is_possession(behind)
    return _is_dealt_with(before, behind) or _is_agent(read, before, behind) or _acts(read, before, behind)


def _is_joined(before: str, behind: str) -> bool:
    """“the Washington-Tehran talks”, “a Beijing–Manila dispute”."""
    other = _JOINED.match(behind)
    if other is not None and other["other"] in load_list("capitals")["governments"]:
        return other["noun"].casefold() in _words("relations")
    return before.endswith(("-", "–")) and (_RELATION.match(behind) or [""])[0].strip() in _words("relations")


def _is_agent(read: _Reading, before: str, behind: str) -> bool:
    """Whether something is done by it: “was placed under sanctions by Washington”."""
    done = _BY.search(before)
    if done is None or not _ENDS.match(behind) or not read.diplomatic:
        return False
    phrase = before[done.start() :]
    words = _WORD.findall(phrase)[:-1]
    if any(word.casefold() in _words("possessions") for word in words):
        return True
    return any(word.endswith(("ed", "en", "wn")) for word in words) and not _TRAVEL.search(phrase)


def _is_possession(behind: str) -> bool:
    words = _WORD.findall(behind.split(" ", 1)[1])[:3]
    possessions = _words("possessions")
    return any(word.casefold() in possessions for word in words[:1]) or (
        len(words) > 1 and words[1].casefold() in possessions and words[0].islower()
    )


def _is_dealt_with(before: str, behind: str) -> bool:
    """Whether it is warned, has relations with somebody, or did what a passive says."""
    if _phrases("objects").search(before) or _LAID_ON.search(before):
        return True
    if _phrases("between").search(before):
        return True
    passive = _BY.search(before)
    if passive is None:
        return False
    window = before[passive.start() :]
    acts = _words("acts", "verbs")
    return any(
        lemma(word) in acts and word.endswith(("d", "t", "n", "k", "e")) for word in _WORD.findall(window)
    ) and (not behind.startswith("-"))


def _acts(read: _Reading, before: str, behind: str) -> bool:
    """Whether a verb of what governments do stands behind it, as its subject."""
    if _PLACED.search(before) or before.rstrip().endswith(("between", "Between")):
        return False
    pair = _PAIR.match(behind)
    if pair is not None:
        behind = behind[pair.end() :]
    before_pair = _BEFORE_PAIR.search(before)
    head = before[: before_pair.start()] if before_pair is not None else ""
    if _PLACED.search(head) or head.casefold().endswith("between "):
        return False
    capitals = load_list("capitals")["governments"]
    others = [found["other"] for found in (pair, before_pair) if found is not None]
    two = any(other in capitals for other in others)
    behind = _ASIDE.sub("", behind)
    for word in _WORD.findall(_STOP.split(behind)[0])[:6]:
        folded = word.casefold().replace("’", "'")
        if _HELPING.match(folded) or folded.endswith("ly"):
            continue
        act = lemma(folded)
        if _FUNCTION.match(folded) or act not in _words("acts", "verbs"):
            return False
        if act in _words("acts", "shared") and not (two and act in _words("acts", "joint")):
            return read.diplomatic
        return True
    return False


def _is_city(source: str, name: str) -> bool:
    """Whether the article has the city itself, or a person, a club or a state of that name."""
    if name in _SURNAMES and re.search(_SURNAME.format(name=re.escape(name)), source):
        return True
    near = rf"\b(?:mayor|city|council|residents|authority)\b[^.\n]{{0,30}}\b{re.escape(name)}\b"
    behind = rf"\b{re.escape(name)}(?:['’]s)?[ \xa0]{_OF_CITY}\b"
    return re.search(f"{near}|{behind}", source) is not None


@lru_cache(maxsize=1)
def _capital_runs() -> frozenset[str]:
    """The longest run of letters of each capital: a text without any of these has no capital in it."""
    return frozenset(max(word_runs(name), key=len) for name in load_list("capitals")["governments"])


@lru_cache(maxsize=1)
def _capitals() -> re.Pattern[str]:
    names = sorted(load_list("capitals")["governments"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


@lru_cache(maxsize=16)
def _words(section: str, key: str = "words") -> frozenset[str]:
    lists: dict[str, Any] = load_list("capitals")
    return frozenset(lists[section][key])


@lru_cache(maxsize=8)
def _phrases(kind: str) -> re.Pattern[str]:
    """The phrases of a section: in front of the capital, or anywhere."""
    if kind == "between":
        joined = "|".join(map(re.escape, _words("relations")))
        other = r"(?:[^\s,;.]+[ \xa0]){1,4}and[ \xa0]"
        return re.compile(rf"\b(?:{joined})\b[^.;,]{{0,30}}\bbetween[ \xa0](?:{other})?$", re.IGNORECASE)
    joined = "|".join(sorted(map(re.escape, _words(kind)), key=len, reverse=True))
    tail = r"[ \xa0](?:both[ \xa0])?(?:[^\s,;.]+[ \xa0]and[ \xa0])?$" if kind == "objects" else r"\b"
    return re.compile(rf"\b(?:{joined}){tail}", re.IGNORECASE)
