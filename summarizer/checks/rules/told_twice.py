"""One size of one thing told twice: a body's members, a thing's length, how long something lasted."""

from __future__ import annotations

import re
from datetime import date as day_of
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import lemma
from summarizer.checks.lists import load_list
from summarizer.checks.rules.contradiction_words import is_compound, is_count, value_of
from summarizer.checks.rules.figure_twins import (
    TIME_UNITS,
    figure_end,
    has_phrase,
    plain_figures,
    stated_runs,
)
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.checks.statements import Statement
    from summarizer.text import DatePhrase
    from summarizer.text.candidates import FigureCandidate

__all__ = ["check_told_twice"]

_STRONG = re.compile(
    r"(?P<kind>member|strong|person|judge|justice|seat|nation|country|state|man|woman|player|juror)\s+(?P<words>(?:[a-z]+\s+){0,2}?)(?P<noun>[a-z]+)(?=\s*[,.;:)]|\s+(?:[a-z]{2,4}|[a-z]+(?:ed|s))\b|\s+[A-Z]|$)"
)
"""Behind the number of a compound: “nine-member commission”."""
_BODIES = frozenset(
    [
        "commission",
        "committee",
        "board",
        "council",
        "panel",
        "jury",
        "court",
        "crew",
        "team",
        "squad",
        "parliament",
        "assembly",
        "senate",
        "cabinet",
        "band",
        "choir",
        "orchestra",
        "group",
        "party",
        "delegation",
        "union",
        "alliance",
        "bloc",
        "tribunal",
        "bench",
        "chamber",
        "expedition",
        "jury",
        "inquiry",
        "task",
        "force",
        "club",
        "association",
        "cooperative",
        "staff",
    ]
)
_BODY_NAMES = "|".join(sorted(_BODIES))
_MEMBERS = re.compile(
    rf"\s+(?:(?:council|board|jury|panel|crew|committee)\s+)?(?:members?|judges|justices|seats|jurors|countries|states|nations|players|deputies|councillors|people|of)\s+(?:of|on|in)\s+(?:the|its|this|that)\s+(?:[\w-]+\s+)??(?P<noun>{_BODY_NAMES})\b(?![’'])",
    re.IGNORECASE,
)
_OF_BODY = re.compile(
    rf"\s+of\s+(?:the|its|this|that)\s+(?:[\w-]+\s+)??(?P<noun>{_BODY_NAMES})(?:[’']s\s+members)?\b(?![’'])",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:all|all\s+of|all\s+the|all\s+of\s+the|the|its)\s+$", re.IGNORECASE)
_ALL_ONLY = re.compile(r"\ball\s+(?:(?:of\s+)?(?:the|them|its|their)\s+)?$", re.IGNORECASE)
_PEOPLE_OF = re.compile(r"\b(?P<noun>[a-z]+)\s+(?:of|has|had|with)\s+$")
_CHANGED = re.compile(
    r"\b(?:enlarged|expanded|grew|grown|new|former|joined|added|additional|more|another|other|increase\w*|reduced|cut|until|now|(?<!days\s)(?<!hours\s)(?<!day\s)(?<!weeks\s)(?<!week\s)later|previous\w*|earlier|substitutes?|reserves?|(?:has|had|have|who)\s+left|resigned|died|including|replaced|lower|upper|second|outgoing|each|both|two\s+chambers)\b",
    re.IGNORECASE,
)
_DIMENSIONS = {
    "long": "length", "length": "length", "high": "height", "tall": "height", "height": "height",
    "wide": "width",
    "width": "width", "deep": "depth", "depth": "depth",
}  # fmt: skip
_DIMENSION_WORDS = (" length", " height", " width", " depth", " long", " high", " tall", " wide", " deep")
_DIMENSION_BEHIND = re.compile(
    r"[\s-]+(?P<word>long|high|tall|wide|deep|in\s+(?:length|height|width|depth))\b(?!\s+(?:at|to|by|in|on|where|including|without|from)\b)",
    re.IGNORECASE,
)
_DIMENSION_BEFORE = re.compile(
    r"\b(?:(?:over|with|for|along|at|to|of|has)\s+(?:a|its|the)\s+(?:[a-z]+\s+)?|its\s+(?:[a-z]+\s+)?)(?P<word>length|height|width|depth)\s+(?:is|was|of)\s+(?:just\s+|about\s+)?$",
    re.IGNORECASE,
)
_LONG_THING = re.compile(
    r"[\s-](?:[a-z]+\s)?(?:tunnel|bridge|road|pipeline|canal|wall|railway|line|river|fence|track|route|trail|cable|motorway|footbridge)\b",
    re.IGNORECASE,
)
_OTHER_PART = re.compile(
    r"\b(?:another|other|each|while|whereas|but|than|section|part|span|originally|planned|extend\w*|lengthen\w*|widen\w*|deepen\w*|rais(?:ed|ing)|grew|rose|fell|from|once|new|old|first|second|compared|mast|roof|antenna|tunnel\s+and|average|maximum|minimum|deck|underwater|submerged|without|including|sister|model|original|longer|shorter|higher|lower|remaining|metres\s+of\s+(?:it|which)|and\s+(?:a|the|an|its))\b",
    re.IGNORECASE,
)
_ANOTHER_THING = re.compile(
    r"\b(?:an?|the|two|three|several|its(?!\s+(?:\w+\s+)?(?:length|height|width|depth)\b))\s+"
    r"(?!(?:\w+\s+)?(?:length|height|width|depth)\b)[a-z]",
    re.IGNORECASE,
)
"""Another thing, of which the second size may be."""
_OVER_ALL = re.compile(r"\bover\s+(?:a|its)\s+(?:[a-z]+\s+)?(?:length|height|width|depth)\s+of\s+$")
_APPROACH = 0.06
"""By how much two roundings of one length may differ."""
_LENGTHS = {"hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "month": 30.4, "year": 365.25}
_SLACK = {"hour": 1.0, "day": 1.5, "night": 1.5, "week": 4.0, "month": 31.0, "year": 366.0}
"""Days by which a length may differ from its two dates."""
_LASTING = re.compile(
    r"\b(?:of|lasted|lasting|lasts|last|took|taking|for|after)\s+(?:(?:exactly|just|only|a\s+full|the\s+full|all)\s+)?$",
    re.IGNORECASE,
)
_UNBROKEN = re.compile(
    r"\b(?:total|in\s+all|halt\w*|resum\w*|stopp\w*|talks|interrupt\w*|broken|suspend\w*|paus\w*|interval|intermittent\w*|between|several|each|every|spread|within|worth|notice|delay\w*|postpon\w*|plann?\w*|extend\w*|sentence\w*|paid|warn\w*|reduced|short\w*|minimum|maximum|aged|later|earlier|before|old|age|sessions?|shifts?|rest|ago|next|first)\b",
    re.IGNORECASE,
)
_NEW_SUBJECT = re.compile(
    r"(?:;|\b(?:and|but|while))\s+(?:(?:the|an?|its|their|his|her)\s|(?!then\b|was\b|were\b|it\b|[a-z]+ly\b)[a-z]+\s+[a-z]+ed\b)",
    re.IGNORECASE,
)
_REACH = 60


def check_told_twice(statement: Statement) -> str | None:
    """What is wrong where one size of one thing has two values."""
    text = statement.text
    plain = plain_figures(statement)
    if not plain:
        return None
    problem = _bodies(statement, plain) if _may_name_body(statement) else None
    if problem is None and statement.before is not None and ("all " in text or "All " in text):
        problem = _all_of_them(statement, plain)
    if problem is None and len(statement.own.dates) > 1:
        problem = _lasted(statement, plain)
    measured = any(one.unit in _metres() for one in plain)
    if problem is None and measured and any(map(text.__contains__, _DIMENSION_WORDS)):
        problem = _dimensions(statement, plain)
    return problem


def _may_name_body(statement: Statement) -> bool:
    """Whether a body is named as a word of its own, or in a form of it, and with a small letter."""
    if _BODIES.isdisjoint(statement.own.vocabulary) and _BODIES.isdisjoint(stated_runs(statement)):
        return False
    return any(map(statement.text.__contains__, _BODIES))


def _bodies(statement: Statement, plain: Sequence[FigureCandidate]) -> str | None:
    """Two sizes of one body: “the nine-member commission … all 14 members of the commission”."""
    text, before = statement.text, statement.before
    claims = [(noun, one, whole) for one in plain for noun, whole in _claims(text, one)]
    if not claims:
        return None
    sizes = list(_sizes(text, plain))
    both = text
    if before is not None:
        sizes += _sizes(before.text, plain_figures(before))
        both = f"{before.text} {text}"
    for noun, one, whole in claims:
        told = [size for body, size in sizes if body == noun and size is not one]
        if len({size.value for size in told}) != 1 or _CHANGED.search(both):
            continue
        size = told[0]
        if value_of(one) > value_of(size) or (whole and value_of(one) != value_of(size)):
            return f"the {noun} has “{size.text}” and “{one.text}”; only one can be right"
    return None


def _sizes(text: str, plain: Sequence[FigureCandidate]) -> Iterator[tuple[str, FigureCandidate]]:
    """The bodies whose size a text tells, each with its figure."""
    for one in plain:
        if one.bound != "exact":
            continue
        strong = _STRONG.match(text, one.start + len(one.number.text) + 1) if is_compound(one) else None
        noun = lemma(strong["noun"]) if strong else ""
        if (
            strong is None
            and is_count(one)
            and (of := _PEOPLE_OF.search(text[max(0, one.start - 30) : one.start]))
        ):
            noun = lemma(of["noun"])
        if noun in _BODIES:
            yield noun, one


def _claims(text: str, one: FigureCandidate) -> Iterator[tuple[str, bool]]:
    """The body of which a figure counts members, and whether it counts all of them."""
    if one.bound not in {"exact", "at_least", "more_than"}:
        return
    if is_compound(one):
        strong = _STRONG.match(text, one.start + len(one.number.text) + 1)
        if (
            strong
            and lemma(strong["noun"]) in _BODIES
            and re.search(r"\b(?:the|this|that)\s+$", text[: one.start][-6:], re.IGNORECASE)
        ):
            yield lemma(strong["noun"]), True
        return
    if not is_count(one):
        return
    named = _MEMBERS.match(text, one.end) or _OF_BODY.match(text, one.end)
    if named is not None and lemma(named["noun"]) in _BODIES:
        yield lemma(named["noun"]), _ALL.search(text[max(0, one.start - 15) : one.start]) is not None


def _all_of_them(statement: Statement, plain: Sequence[FigureCandidate]) -> str | None:
    """“All 14” behind a sentence that tells of nine only."""
    before = statement.before
    earlier = (
        [one for one in plain_figures(before) if is_count(one) and one.counted is not None] if before else []
    )
    if len(earlier) != 1 or before is None or earlier[0].bound != "exact" or value_of(earlier[0]) < 2:
        return None
    for one in plain:
        if one.unit not in {"people", None} or not is_count(one):
            continue
        start = text_start(statement.text, one)
        if not start or _CHANGED.search(f"{before.text} {statement.text}"):
            continue
        behind = statement.text[figure_end(one) :]
        refers = re.match(r"\s+(?:were|was|are|have|had|survived|escaped|denied|pleaded|died)\b", behind)
        same = one.counted is None or one.counted.text.split()[-1].casefold() in before.text.casefold()
        if refers and same and value_of(one) > value_of(earlier[0]):
            return f"“all {one.text}” are more than the “{earlier[0].text}” told of before"
    return None


def text_start(text: str, one: FigureCandidate) -> bool:
    """Whether “all” stands before a figure."""
    return _ALL_ONLY.search(text[max(0, one.start - 20) : one.start]) is not None


def _lasted(statement: Statement, plain: Sequence[FigureCandidate]) -> str | None:
    """A length of time that does not fit the days of its beginning and its end."""
    text = statement.text
    lengths = [one for one in plain if one.unit in TIME_UNITS]
    if len(lengths) != 1 or lengths[0].unit not in _LENGTHS or lengths[0].bound != "exact":
        return None
    length = lengths[0]
    if not is_compound(length) and not _LASTING.search(text[max(0, length.start - 30) : length.start]):
        return None
    if len(statement.own.dates) != 2 or _UNBROKEN.search(text) or _NEW_SUBJECT.search(text, length.end):
        return None
    years = [re.findall(r"(?:19|20)\d\d", one.text) for one in statement.own.dates]
    year = next((found[0] for found in years if found), "2024")
    first, last = (_calendar(one, year) for one in statement.own.dates)
    if first is None or last is None:
        return None
    if [_bound(text, one) for one in statement.own.dates] != ["beginnings", "endings"]:
        return None
    days = (last - first).days
    told = value_of(length) * _LENGTHS[length.unit or "day"]
    if days < 0 or abs(days - told) <= _SLACK[length.unit or "day"]:
        return None
    return f"from “{statement.own.dates[0].text}” to “{statement.own.dates[1].text}” is not “{length.text}”"


def _bound(text: str, date: DatePhrase) -> str:
    """Whether a date is that of a beginning or an end: the last verb before it in its clause."""
    clause = re.split(r"(?<![ap]\.m)[;.]\s|,\s|\sand\s", text[max(0, date.start - _REACH) : date.start])[-1]
    begins, ends = has_phrase(clause, "order", "beginnings"), has_phrase(clause, "order", "endings")
    return "both" if begins and ends else "beginnings" if begins else "endings" if ends else ""


def _calendar(date: DatePhrase, year: str) -> day_of | None:
    """The day of a date that stands with its month, in ``year`` where it has none."""
    start = date.when.start or ""
    if date.when.precision != "day" or start != date.when.end or not re.search(r"\d", date.text):
        return None
    try:
        return day_of.fromisoformat(start.replace("XXXX", year)) if start else None
    except ValueError:
        return None


def _dimensions(statement: Statement, plain: Sequence[FigureCandidate]) -> str | None:
    """Two lengths, heights, widths or depths of one thing, in one sentence or in two."""
    text = statement.text
    found = _sized(text, plain)
    if len(found) == 1 and statement.before is not None:
        return _after_size(text, found[0], statement.before)
    if len(found) != 2 or found[0][0] != found[1][0]:
        return None
    first, second = found[0][1], found[1][1]
    if set("(;") & set(text[first.start : second.end]) or _OTHER_PART.search(
        text[first.end : second.end + 30]
    ):
        return None
    if not _OVER_ALL.search(text[: second.start][-40:]) and _ANOTHER_THING.search(
        text, figure_end(first), second.start
    ):
        return None
    return _unlike(*found)


def _after_size(text: str, size: tuple[str, FigureCandidate], before: Statement) -> str | None:
    """A size that “it” or “the tunnel” has, where the sentence before gives another."""
    earlier = _sized(before.text, plain_figures(before))
    if (
        len(earlier) != 1
        or earlier[0][0] != size[0]
        or "(" in text
        or _OTHER_PART.search(f"{before.text} {text}")
    ):
        return None
    subject = re.match(
        r"Its\s|It\s(?:is|has|was)\s|(?:The|This)\s(?P<noun>[a-z]+)(?:,|\s+(?:is|has|was)\b)", text
    )
    if subject is None or (subject["noun"] and not re.search(rf"\b{subject['noun']}\b", before.text)):
        return None
    if _ANOTHER_THING.search(text, subject.end(), size[1].start):
        return None
    return _unlike(earlier[0], size)


def _sized(text: str, plain: Sequence[FigureCandidate]) -> list[tuple[str, FigureCandidate]]:
    """The figures of a length, a height, a width or a depth, each with which of them it is."""
    found: list[tuple[str, FigureCandidate]] = []
    for one in plain:
        if one.unit not in _metres() or one.bound != "exact":
            continue
        behind = _DIMENSION_BEHIND.match(text, one.end)
        before = _DIMENSION_BEFORE.search(text[max(0, one.start - 40) : one.start])
        if behind is None and before is None and _LONG_THING.match(text, one.end):
            found.append(("length", one))
        elif behind is not None:
            found.append((_DIMENSIONS[as_matched(behind["word"].split()[-1])], one))
        elif before is not None and not re.match(r"\s+(?:at|to|by|in)\b", text[one.end :]):
            found.append((_DIMENSIONS[as_matched(before["word"])], one))
    return found


def _unlike(first: tuple[str, FigureCandidate], second: tuple[str, FigureCandidate]) -> str | None:
    sizes = [value_of(one) * _metres()[one.unit or "m"] for _, one in (first, second)]
    if abs(sizes[0] - sizes[1]) <= _APPROACH * max(sizes):
        return None
    return f"“{first[1].text}” and “{second[1].text}” are both told as the {first[0]}; only one can be right"


@lru_cache(maxsize=1)
def _metres() -> dict[str, float]:
    """The units of length in metres."""
    return dict(load_list("quantities")["convert"]["length"])
