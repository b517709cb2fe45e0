"""Relative dates of a summary that nothing fixes to the calendar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.checks.rules.figure_twins import has_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.evidence import Evidence
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode
    from summarizer.text import DatePhrase

__all__ = ["check_relative_dates"]

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_RELATIVE = re.compile(
    rf"\b(?:yesterday|tomorrow|tonight|today|ago|{_WEEKDAY}|this\s+(?:morning|afternoon|evening|week|weekend|month|year|quarter|spring|summer|autumn|fall|winter|\w+day)"
    r"|(?:last|next|past|coming|this)\s+(?:night|week|weekend|month|quarter|year|spring|summer|autumn|fall|winter|fortnight|decade|century)"
    r"|(?:last|next|this|coming)\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|the\s+weekend|(?:past|last|next|coming)\s+(?:\w+\s+)?(?:hours|days|weeks|months))\b",
    re.IGNORECASE,
)
"""Dates that are counted from the day of writing."""
_COUNTED_FROM = re.compile(
    r"\b(?:the|that)\s+(?:same|next|following|previous|preceding)\b|\b(?:earlier|later|then)$|^the\s+next\b",
    re.IGNORECASE,
)
"""Dates that are counted from a day named before."""
_RECURRING = re.compile(
    rf"\b(?:every|each|most|some|any|alternate)\s+(?:other\s+)?$|{_WEEKDAY}s\b", re.IGNORECASE
)
_OF_MONTH = re.compile(
    r"\s+(?:of|in)\s+(?:each|every|the|a|any|that)\b|s?\s+(?:of|in)\s+(?:each|every)\b|s\b", re.IGNORECASE
)
_NAME_BEFORE = re.compile(
    r"(?:^|[^.!?:;\s]\s+)(?!On\b|By\b|Last\b|Next\b|Since\b|Until\b|From\b|This\b|Late\b|Early\b|Before\b|After\b)[A-Z][\w’'-]*\s+$"
)
_NAME_AFTER = re.compile(
    rf"\s+(?!{_WEEKDAY}|(?:January|February|March|April|May|June|July|August|September|October|November|December|The|He|She|It|They|In|I)\b)[A-Z][a-z]+|[’']s\s+[A-Z]"
)
_LEADING = re.compile(
    r"\b(?:on|last|next|this|by|since|until|from|before|after|late|early|through|for|coming|of|at|and|to)\s+",
    re.IGNORECASE,
)
_NOWADAYS = re.compile(
    r"\b(?:is|are|remains?|exists?|lives?|stands?|known|has|have|even|still|of)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_IN_TIME = re.compile(
    r"\b(?:in|within)\s+(?P<count>an?|the\s+next|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|a\s+few|several)\s+(?P<unit>days?|weeks?|fortnights?|months?|years?)[’']?(?P<time>\s+time)?(?![\w-])(?P<rest>\s+\w+)?",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|is\s+to|are\s+to|is\s+due|are\s+due|due\s+to|set\s+to|expected\s+to|going\s+to|plans?\s+to|[’']ll)\b",
    re.IGNORECASE,
)
_COUNTS_FROM = frozenset(["of", "from", "after", "to", "before", "following", "once"])
_OPENING = re.compile(r"\s*[,)]?\s*(?:[-—–]{1,2}|\(|:|\|)|[.)]\s")
_PUBLISHED = re.compile(
    r"\b(?:published|updated|posted|dated|issued|last\s+modified|date|first\s+published)(?:\s+(?:on|at|in))?:?\s*$",
    re.IGNORECASE,
)
_OPENS_WITHIN = 90
"""Characters from the beginning of an article within which a dateline stands."""
_BESIDE = re.compile(r"\s?[,(]\s?(?:that\s+is,?\s|i\.e\.\s|namely\s)?")
"""Between a relative date and the date of the calendar that it is."""
_AROUND = 70


def check_relative_dates(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``date-unresolved``: “yesterday”, “on Monday”, “next month” that nothing fixes to a day.

    A publication date, a dateline, a date in the same sentence of statement or source, or the date of a
    report in what is cited fixes it. Dates counted from a day named before are no relative dates here.
    """
    if statement.article.published:
        return
    for words, start, end in _relative(statement):
        if statement.in_quotation(start, end):
            continue
        if not _fixed(words, statement):
            yield (
                "date-unresolved",
                f"“{words}” is fixed to no calendar date by summary or source; give the date or leave it out",
            )
            return


def _relative(statement: Statement) -> Iterator[tuple[str, int, int]]:
    """The relative dates of a statement: words and offsets in its text."""
    text = statement.text
    for date in statement.own.dates:
        if _resolved(date) or not _RELATIVE.search(date.text) or _COUNTED_FROM.search(date.text):
            continue
        if not _is_other(date, text) and not _explained(date, statement):
            yield date.text, date.start, date.end
    for match in _IN_TIME.finditer(text):
        rest = (match["rest"] or "").strip().casefold()
        future = _FUTURE.search(text, max(0, match.start() - 100), match.start())
        if (
            (match["time"] or future)
            and rest not in _COUNTS_FROM
            and match.group().split()[0].casefold() == "in"
        ):
            yield match.group()[: len(match.group()) - len(match["rest"] or "")], match.start(), match.end()


def _explained(date: DatePhrase, statement: Statement) -> bool:
    """Whether a month or day of the calendar stands right beside it: “next month, in April 2025”."""
    return any(
        _resolved(one)
        and one.when.precision in {"day", "month"}
        and (
            _BESIDE.fullmatch(statement.text, date.end, one.start)
            or _BESIDE.fullmatch(statement.text, one.end, date.start)
        )
        for one in statement.own.dates
    )


def _is_other(date: DatePhrase, text: str) -> bool:
    """Whether the words are a name, a title, something that recurs, or “today” as “nowadays”."""
    before, core = text[max(0, date.start - 40) : date.start], date.text
    lead = _LEADING.match(core)
    if _RECURRING.search(before) or _RECURRING.search(core) or _OF_MONTH.match(text, date.end):
        return True
    word = core[lead.end() :] if lead else core
    if not before.strip() and re.match(rf"{_WEEKDAY}$", core) and re.match(r"\s+[a-z]", text[date.end :]):
        return True  # “Saturday opening is at risk”
    if lead is None and word[:1].isupper() and _NAME_BEFORE.search(before):
        return True
    if word[:1].isupper() and _NAME_AFTER.match(text, date.end):
        return True
    if word.casefold().startswith("today"):
        return _NOWADAYS.search(before) is not None or (word[0] == "T" and bool(before.strip()))
    return (
        word[:1].isupper()
        and word.casefold().startswith(("yesterday", "tomorrow", "tonight"))
        and bool(before.strip())
    )


def _resolved(date: DatePhrase) -> bool:
    return bool(date.when.start or date.when.end)


def _names_day(date: DatePhrase) -> bool:
    """Whether it is a day of the calendar, with or without its year."""
    return date.when.precision == "day" and _resolved(date)


def _fixed(words: str, statement: Statement) -> bool:
    """Whether a date stands in statement or source from which the relative one can be counted."""
    if any(_names_day(one) and not _lies_back(one, statement.text) for one in statement.own.dates):
        return True
    whole = statement.article.segmented
    if any(_is_dateline(one, whole.text) for one in whole.dates[:3]) or any(
        _PUBLISHED.search(whole.text, max(0, one.start - 30), one.start)
        for one in whole.dates
        if _names_day(one)
    ):
        return True
    if statement.before is not None and any(_names_day(one) for one in statement.before.own.dates):
        return True
    return _fixed_by_source(words, statement.cited) or _fixed_by_source(words, statement.article.whole)


def _fixed_by_source(words: str, evidence: Evidence) -> bool:
    text = evidence.segmented.text
    core = words.casefold().split()[-1]
    for one in evidence.dates:
        if not _names_day(one) or _resolved_by_nothing(one):
            continue
        if re.search(_WEEKDAY, one.text) or re.search(
            rf"{_WEEKDAY}(?:\s+\w+)?,?\s+$", text[max(0, one.start - 30) : one.start]
        ):
            return True  # a weekday beside its date is of the week of the news
        if _lies_back(one, text):
            continue
        sentence = _sentence_at(evidence, one.start)
        if core in sentence.casefold() or has_phrase(_near(one, text), "anchors", "reporting"):
            return True
    return False


def _resolved_by_nothing(date: DatePhrase) -> bool:
    return _RELATIVE.search(date.text) is not None and not re.search(r"\d", date.text)


def _near(date: DatePhrase, text: str) -> str:
    """The words of the same clause right before a date."""
    before = text[max(0, date.start - _AROUND) : date.start]
    return re.split(r"[.;!?]\s", before)[-1]


def _lies_back(date: DatePhrase, text: str) -> bool:
    """Whether words before a date say that it is not near the day of writing: “since 7 October 2023”."""
    before = re.split(r"[.;!?,]\s", text[max(0, date.start - 45) : date.start])[-1]
    return has_phrase(f"{before} {date.text.split()[0]}", "anchors", "background") is not None


def _sentence_at(evidence: Evidence, offset: int) -> str:
    index = evidence.segmented.sentence_index(offset)
    return "" if index is None else evidence.segmented.sentences[index].text


def _is_dateline(date: DatePhrase, text: str) -> bool:
    return _names_day(date) and date.start <= _OPENS_WITHIN and _OPENING.match(text, date.end) is not None
