"""Words that compare, against the values that they compare: margins, leads, records, ranks, “both”."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checks.rules.figure_twins import (
    TIME_UNITS,
    any_of,
    ends_with,
    figure_end,
    has_phrase,
    phrases,
    plain_figures,
    stated_runs,
)
from summarizer.text.figures.number_words import SMALL, TENS
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.checks.statements import Statement
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_comparison"]

_NUMBERS = {**SMALL, **TENS}
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip
_WON_BY = re.compile(
    r"\b(?:won|wins|win|winning|beat|beats|beating|defeated|victory|lost|loses|losing|defeat|beaten|triumphed|prevailed)\b[^.;,\d]{0,40}?\bby\s+(?:just\s+|only\s+|exactly\s+)?$",
    re.IGNORECASE,
)
_SCORE = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}")
_TO_SCORE = re.compile(
    r"(?:\s+in\s+(?:the\s+)?[^,;.\d]{1,50}|\s+over\s+[^,;.\d]{1,40}|\s+against\s+[^,;.\d]{1,40}|\s+at\s+[^,;.\d]{1,40}|\s+on\s+[^,;.\d]{1,20})?\s*"
    r"[,:(–—]\s*(?:(?:beating|defeating|thrashing|edging|downing|overcoming|losing\s+to|losing|falling\s+to)\s+[^,;.\d]{1,50}?|with\s+a\s+(?:final\s+)?score\s+of|the\s+final\s+score\s+being|by|winning|it\s+was)?\s*"
)
_MARGINS = frozenset(["point", "goal", "vote", "percentage point"])
_AND_PERCENT = re.compile(r"\s+(?:to|against|versus|and)\s+(?:the\s+)?")
_BUT_NOW = re.compile(r"\s*[,:(–—]\s*(?:with\s+|by\s+|at\s+)?$")
_AGAINST = re.compile(
    r"(?P<noun>[^,;.()\d]{0,40}?),?\s+(?:against|to|versus|compared\s+with|compared\s+to)\s+(?P<owner>(?:the\s+)?(?:[A-Z][\w.-]*\s+){0,2}[A-Z][\w.-]*(?:[’']s|s[’']))\s+[$£€]?"
)
_BY_TO = re.compile(r"\bby\s+(?:an?\s+)?(?:score\s+of\s+)?$", re.IGNORECASE)
_TO = re.compile(r"(?:\s+[a-z]+)?\s+to\s+[$£€]?")
_TO_RIVAL = re.compile(
    r"(?:\s+of\s+(?:the\s+)?(?:vote|votes|ballots|votes\s+cast))?,?\s+(?:against|to|compared\s+with)\s+"
)
_RIVAL = re.compile(
    r"(?:\s+of\s+the\s+vote)?\s+for\s+(?:(?:his|her|its|their|the)\s+(?:\w+\s+)?(?:rival|opponent|challenger|runner-up|incumbent)|[A-Z][\w’'-]+)"
)
_RECORD = re.compile(
    r"\b(?:record|all-time\s+(?:low|high|peak)|(?:lowest|highest|largest|biggest)\s+ever)\b", re.IGNORECASE
)
_RECORD_WORDS = frozenset(["record", "ever", "time"])
"""Words of every record."""
_OLD_RECORD = re.compile(
    r"\b(?:previous|old|earlier|former|existing|last)\s+(?:[a-z-]+\s+)?(?P<noun>record|low|high|mark|best|peak|lowest|highest|record\s+low|record\s+high)"
    r"(?:\s+(?:low|high|figure))?(?:,)?\s+(?:was|being|of|stood\s+at|at|is|set\s+at|having\s+been)\s+(?:just\s+)?[$£€]?$",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"(?:[,;]?\s+(?:and|but)\s+|[;,]\s+)both\s+(?:of\s+them\s+)?(?:were|are|have|had|will|was|is|survived|died|denied|deny|pleaded|admitted|remain|remained|escaped|face|faced)\b",
    re.IGNORECASE,
)
_ABOVE_TWO = "|".join(word for word in _NUMBERS if word not in {"zero", "one", "two"})
_BOTH_OF = re.compile(
    r"\bboth\s+of\s+(?:the|these|those|his|her|its|their)\s+"
    rf"(?P<number>[3-9]|\d{{2,3}}|{_ABOVE_TWO})\s+[a-z]",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:[.;:,]\s|\bthat\s|\b[a-z]+ed\s)$")
_PLURAL = re.compile(r"\b(?!was\b|has\b|is\b|his\b|its\b|as\b|this\b|police\b)[a-z]+(?<!s)s\b")
"""Other things that “both” may stand for."""
_TWO = re.compile(
    r"\b(?:two|2|pair|couple|twins|either|second|another|others?|one|both)\b|\band\b", re.IGNORECASE
)
_NAME = r"[A-Z][\w’'-]*[a-z](?:\s+[A-Z][\w’'-]*[a-z]){0,2}"
_NAMES = re.compile(
    rf"\s*[,:(–—]\s*(?:(?:made\s+up\s+of|namely|consisting\s+of|comprising)\s+)?(?P<names>{_NAME}(?:,\s+{_NAME}){{1,8}},?\s+and\s+{_NAME})\s*(?:[,.;)–—]|$)"
)
_BETWEEN_NAMES = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_RANK = re.compile(
    rf"\b(?:finish\w*|came|come|comes|coming|placed|ranked|ranks|was|is|took|ended)\s+(?:up\s+)?(?:in\s+)?(?:the\s+)?(?P<rank>{'|'.join(_ORDINALS[1:])}|\d{{1,3}}(?:st|nd|rd|th))\s+"
    r"(?:place\s+)?(?:among|of|out\s+of|in\s+a\s+field\s+of|of\s+the|among\s+the|out\s+of\s+the|from\s+a\s+field\s+of)\s+(?:just\s+|only\s+)?$",
    re.IGNORECASE,
)
_BEFORE_FIELD = ("among", "of", "the", "just", "only")
"""With what the pattern of a rank ends."""
_THAN = re.compile(r"(?P<between>[^;.]{0,80}?)\bthan\b[^;.]{0,40}?$", re.IGNORECASE)
_COMPARATIVE = re.compile(
    r"^(?:[^,;.\d]{0,60}\bthat\s+)?(?P<word>fewer|less|more|higher|lower)\s+(?!than\b)[^,;.\d]{1,50}(?:\s+in\s+\d{4})?,\s*$",
    re.IGNORECASE,
)


def check_comparison(statement: Statement) -> str | None:
    """What is wrong where a margin, a lead, a record, a rank or “both” contradicts the values beside it."""
    text = statement.text
    plain = plain_figures(statement)
    if not plain:
        return None
    runs = stated_runs(statement)
    problem = (
        _rank_among(text, plain)
        or (_both(text, plain) if "both" in runs else None)
        or _named(text, plain)
        or _margin(text, plain, statement.own.figures)
    )
    if problem is not None or len(plain) < 2:
        return problem
    return (
        _ahead(text, plain)
        or _won_with(text, plain)
        or (None if _RECORD_WORDS.isdisjoint(runs) else _record(text, plain))
        or _more_than(text, plain)
    )


def _margin(text: str, plain: Sequence[FigureCandidate], figures: Sequence[FigureCandidate]) -> str | None:
    """A margin that is not the difference of the score: “won by 14 points, beating the Ospreys 28-17”."""
    for margin in plain:
        if margin.unit not in _MARGINS or margin.bound != "exact":
            continue
        if not _WON_BY.search(text[max(0, margin.start - 80) : margin.start]):
            continue
        end = figure_end(margin)
        behind = [one for one in figures if one.start >= end][:2]
        if behind and behind[0].upper is not None and _SCORE.fullmatch(behind[0].text):
            real = abs(_value(behind[0]) - float(behind[0].upper or 0))
            near = _TO_SCORE.fullmatch(text, max(end, margin.end), behind[0].start)
            if near and abs(real - _value(margin)) > 0.01:
                return f"“{behind[0].text}” is a difference of {real:g}, not “{margin.text}”"
        elif len(behind) == 2 and {one.unit for one in behind} == {"percent"}:
            near = _BUT_NOW.fullmatch(text, end, behind[0].start) and _AND_PERCENT.fullmatch(
                text, behind[0].end, behind[1].start
            )
            real = abs(_value(behind[0]) - _value(behind[1]))
            if near and abs(real - _value(margin)) > 1.01:
                shares = f"“{behind[0].text}” and “{behind[1].text}”"
                return f"{shares} are {real:g} points apart, not “{margin.text}”"
    return None


def _ahead(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """One that is ahead with less: “overtook Chile, shipping 52,000 tonnes against Chile's 61,000”."""
    for first, second in pairwise(plain):
        if _value(first) == _value(second):
            continue
        alike = first.unit == second.unit or second.unit is None
        if not alike or first.unit in TIME_UNITS or {first.bound, second.bound} != {"exact"}:
            continue
        clause = re.split(r"[;.]\s", text[max(0, first.start - 140) : first.start])[-1]
        ahead = list(_listed("ahead").finditer(clause))
        behind = has_phrase(clause, "contest", "behind")
        if bool(ahead) == bool(behind) or re.search(
            r"\b(?:was|were|been|being)\s+(?:\w+\s+)?$", clause[: ahead[0].start()] if ahead else ""
        ):
            continue
        against = _AGAINST.fullmatch(text, figure_end(first) if first.counted else first.end, second.start)
        if against is not None:
            owner = re.sub(r"[’'](?:s)?$", "", against["owner"]).split()[-1]
            verb_end = ahead[-1].end() if ahead else (behind.end() if behind else 0)
            told = owner in clause[verb_end:]
        else:
            told = bool(_BY_TO.search(clause) and _TO.fullmatch(text, first.end, second.start))
        wrong = _value(first) < _value(second) if ahead else _value(first) > _value(second)
        if told and wrong and not has_phrase(text, "contest", "lower_wins"):
            words = ahead[-1].group() if ahead else (behind.group() if behind else "")
            return f"“{words}” does not fit “{first.text}” against “{second.text}”"
    return None


@lru_cache(maxsize=2)
def _listed(name: str) -> re.Pattern[str]:
    """The words of those who are ahead in a contest, or of those who won it with a share."""
    words = any_of(phrases("contest", name))
    share = r"[^,;.\d]{0,60}\b(?:with|by)\s+$" if name == "won" else ""
    return re.compile(rf"\b(?:{words})\b{share}", re.IGNORECASE)


def _won_with(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A winner with the smaller share: “won with 44% of the vote, against 51% for her rival”."""
    for first, second in pairwise(plain):
        shares = first.unit == second.unit and first.unit in {"percent", "vote"}
        exact = first.bound == second.bound == "exact"
        if not shares or not exact or _value(first) >= _value(second):
            continue
        clause = re.split(r"[;.,]\s", text[max(0, first.start - 100) : first.start])[-1]
        against = (
            _listed("won").search(clause)
            and _TO_RIVAL.fullmatch(text, first.end, second.start)
            and _RIVAL.match(text, second.end)
        )
        if against and not has_phrase(text, "contest", "lower_wins"):
            return f"“{first.text}” is told as winning against “{second.text}”"
    return None


def _record(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A new record that does not pass the old one: “a record low of 12.7m, the previous low being 12.1m”."""
    if not _RECORD.search(text) or has_phrase(text, "contest", "unbroken"):
        return None
    for place, old in enumerate(plain):
        named = _OLD_RECORD.search(text[max(0, old.start - 70) : old.start])
        alike = [one for one in plain[:place] if one.unit == old.unit or None in {one.unit, old.unit}]
        if named is None or not alike or old.unit in TIME_UNITS or alike[-1].unit in TIME_UNITS:
            continue
        new = alike[-1]
        low = has_phrase(text, "contest", "low_record")
        plainly_low = re.search(r"\brecord\s+low\b|\ball-time\s+low\b|\blowest\b", text, re.IGNORECASE)
        if plainly_low and re.search(r"\bhigh(?:est)?\b", text, re.IGNORECASE):
            continue
        if (plainly_low and _value(new) > _value(old)) or (not low and _value(new) < _value(old)):
            return f"“{new.text}” does not pass the earlier record of “{old.text}”"
    return None


def _both(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """“Both” for more than two: “three men were arrested, and both were released”."""
    of_them = _BOTH_OF.search(text)
    if of_them is not None:
        return f"“{of_them.group()[:-2]}” speaks of both, but there are more than two"
    both = _BOTH.search(text)
    people = [one for one in plain if one.end <= (both.start() if both else 0)]
    if both is None or len(people) != 1:
        return None
    only = people[0]
    start = figure_end(only)
    if only.bound != "exact" or only.counted is None or _value(only) < 3 or only.unit in TIME_UNITS:
        return None
    told = only.start == 0 or _BEGINS.search(text[max(0, only.start - 30) : only.start])
    if only.unit != "people" or not told:
        return None
    if _PLURAL.search(text, start, both.start()):
        return None
    if _TWO.search(text, start, both.start()) or _TWO.search(text, 0, only.start):
        return None
    return f"“both” cannot stand for “{only.text}”"


def _named(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """More names than people: “her two sons, Ali, Omar and Sami”."""
    for one in plain:
        if one.unit != "people" or one.bound != "exact" or one.counted is None or _value(one) < 2:
            continue
        names = _NAMES.match(text, figure_end(one))
        if names is not None and not names["names"].startswith(one.text):
            listed = [name for name in _BETWEEN_NAMES.split(names["names"]) if name]
            if len(listed) > _value(one):
                return f"“{names['names']}” are {len(listed)}, not “{one.text}”"
    return None


def _rank_among(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """A rank among fewer than that: “finished fifth among four entrants”."""
    for one in plain:
        if _value(one) <= 1 or one.bound != "exact" or one.unit in TIME_UNITS or one.unit == "percent":
            continue
        if not ends_with(text, one.start, _BEFORE_FIELD):
            continue
        ranked = _RANK.search(text[max(0, one.start - 60) : one.start])
        if ranked is None:
            continue
        word = as_matched(ranked["rank"])
        rank = _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word))
        if rank > _value(one):
            return f"“{ranked['rank']}” is no rank among “{one.text}”"
    return None


def _more_than(text: str, plain: Sequence[FigureCandidate]) -> str | None:
    """More that is less: “fewer people, 5,400, visited than the 3,900 of 2022”."""
    if len(plain) != 2:
        return None
    first, second = plain
    if {first.bound, second.bound} != {"exact"}:
        return None
    than = _THAN.fullmatch(text, first.end, second.start)
    if than is None or not than["between"].startswith(","):
        return None
    word = _COMPARATIVE.search(text[: first.start])
    if word is None:
        return None
    more = word["word"].casefold() in {"more", "higher"}
    if (_value(first) < _value(second)) == more and first.value != second.value:
        return f"“{word['word']}” does not fit “{first.text}” and “{second.text}”"
    return None


def _value(figure: FigureCandidate) -> float:
    return float(figure.value or 0)
