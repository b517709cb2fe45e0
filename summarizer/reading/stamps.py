"""Publication dates as pages print them: date lines, “Published On …” stamps, agency datelines.

Only a full, absolute date counts, and only where a page states its own date: a wrong date of
publication would misdate everything that the article calls “Tuesday”.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from summarizer.reading.lines import is_body
from summarizer.text.words import as_matched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.reading.lines import Line

__all__ = ["Publication", "cut_stamp", "find_publication", "glued_stamp_end", "head_of", "parse_date"]

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
_SPACE = r"[ \u00a0]{1,2}"
_GAP = r"[ \u00a0/-]{1,2}"
# In glued text the next date begins where the year ends: “2 Nov 20232 Nov 2023”.
_YEAR = rf"(?:19|20)[0-9]{{2}}(?:(?![0-9])|(?={_DAY}[ \u00a0]{_MONTH}))"
_DATE_FORM = (
    rf"(?i:(?:{_DAY}{_GAP}(?:of )?{_MONTH},?{_GAP}{_YEAR}|{_MONTH}{_SPACE}{_DAY},?{_SPACE}{_YEAR}"
    r"|(?:19|20)[0-9]{2}[-/][0-9]{1,2}[-/][0-9]{1,2}(?![0-9])"
    r"|[0-9]{1,2}[/.][0-9]{1,2}[/.](?:19|20)[0-9]{2}(?![0-9])))"
)
_DATE = re.compile(rf"(?<![0-9]){_DATE_FORM}")
_MONTH_NAME = re.compile(r"[a-z]{3}", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+")

_ZONE = r"(?:[A-Z]{1,4}T|UTC|Z)(?:[+-][0-9]{1,2})?|local time"
_TIME_FORM = (
    r"(?i:(?:[0-9]{1,2}[:.h][0-9]{2}(?:[:.][0-9]{2})?(?:\.[0-9]+)?(?:[ \u00a0]?[ap]\.?m\b\.?)?"
    r"|[0-9]{1,2}[ \u00a0]?[ap]\.?m\b\.?)"
    rf"(?:[ \u00a0]?\(?(?:{_ZONE})\)?|[+-][0-9]{{2}}:?[0-9]{{2}})?)"
)
_TIME = re.compile(rf"T?{_TIME_FORM}")
_AGO = re.compile(r"(?i)\b(?:[0-9]{1,3}|an?) (?:min(?:ute)?|h(?:ou)?r|day|week|month|year)s? ago\b")
_LABEL = re.compile(
    r"(?i)\b(?:(?P<updated>(?:last )?(?:updated|modified|edited|revised)|(?:last )?update)"
    r"|(?P<published>(?:first |originally )?(?:published|posted|issued|created|uploaded)"
    r"|(?:publication |release )?date))\b(?: on| at)?:?"
)
_WEEKDAY = re.compile(r"(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?")
_SEPARATOR = re.compile(r"\s*[|•·●]\s*|\s[–—/-]\s")
_FILLER = re.compile(r"(?i)\b(?:and|at|on)\b|[\s,.:;()\[\]|•·–—/-]")
_STAMP = re.compile(
    rf"(?i:(?:first )?(?:published|posted|updated)(?: on)?:?\s{{0,3}})(?:{_WEEKDAY.pattern[4:]},?\s)?"
    rf"(?P<date>{_DATE_FORM})(?:\s{{0,2}}{_DATE_FORM}){{0,2}}(?:,?\s{{1,2}}(?:at )?{_TIME_FORM})?"
)
_DATELINE = re.compile(
    rf"[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){{0,3}}(?:, [A-Z][A-Za-z. ]{{1,25}})?, (?P<date>{_DATE_FORM}) "
    r"(?:\([A-Z][\w. ]{1,30}\)|/[A-Z][\w. ]{1,30}/) ?[-–—]"
)
_STAMP_REACH = 20_000
"""Characters from the top within which a glued stamp is looked for."""
_LINE_LIMIT = 160
"""Characters of the longest line that is still a date line."""
_OTHER_WORDS = 6
"""Words that may stand beside the date, between bars: a name, a section."""
_HEAD_LINES = 60

Kind = Literal["published", "plain", "updated"]


class Publication(NamedTuple):
    """A date of publication, and the offsets of the stamps and date lines above and below the article."""

    published: str | None
    stamps: tuple[tuple[int, int], ...]


class _Stamp(NamedTuple):
    kind: Kind
    published: str
    start: int
    end: int


def parse_date(text: str) -> str | None:
    """The first absolute date in ``text`` as ``YYYY-MM-DD``; None without one, or if it is ambiguous.

    ``10/11/2023`` is ambiguous: it is another day on each side of the Atlantic.
    """
    match = _DATE.search(text)
    return _resolve(match[0]) if match else None


def cut_stamp(text: str) -> str:
    """``text`` up to the first date, time or label of one, for a byline that shares their line."""
    ends = [match.start() for form in (_DATE, _TIME, _LABEL, _WEEKDAY) if (match := form.search(text))]
    return text[: min(ends, default=len(text))]


def head_of(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines before the second line of running prose: where a page says what it is.

    The first may be a standfirst or a caption above the date.
    """
    body_lines = 0
    for index, line in enumerate(islice(lines, _HEAD_LINES)):
        body_lines += is_body(line.text)
        if body_lines == 2:  # the second, as the docstring says
            return lines[:index]
    return lines[:_HEAD_LINES]


def glued_stamp_end(text: str, start: int, end: int) -> int | None:
    """Where the first publication stamp in ``text[start:end]`` ends, or None without one."""
    stamp = _find_glued(text, start, end)
    return stamp.end if stamp else None


def find_publication(text: str, lines: Sequence[Line]) -> Publication:
    """The date on which the article says it was published, and the stamps that say so."""
    head = head_of(lines)
    stamps = _read_date_lines(head)
    for line in head:
        glued = _find_glued(text, line.start, min(line.end, _STAMP_REACH))
        if glued and not any(stamp.start <= glued.start < stamp.end for stamp in stamps):
            stamps.append(glued)
    if any(stamp.kind == "plain" for stamp in stamps) and _has_date_headings(lines):
        stamps = [stamp for stamp in stamps if stamp.kind != "plain"]
    closing = _closing_stamps(lines)
    spans = tuple((stamp.start, stamp.end) for stamp in (*stamps, *closing))
    if not stamps:
        dates = {stamp.published for stamp in closing if stamp.kind == "published"}
        tail = dates.pop() if len(dates) == 1 else None
        return Publication(_read_dateline(lines) or tail, spans)
    for kind in ("published", "plain", "updated"):
        dates = {stamp.published for stamp in stamps if stamp.kind == kind}
        if len(dates) == 1:
            return Publication(dates.pop(), spans)
        if dates:
            break
    return Publication(None, spans)


def _resolve(written: str) -> str | None:
    numbers = [int(number) for number in _NUMBER.findall(written)]
    month = _MONTH_NAME.search(re.sub(r"(?i)[0-9](?:st|nd|rd|th)|\bof\b", " ", written))
    if month:
        day, year = numbers[:2]
        return _iso(year, _MONTHS[as_matched(month[0])], day)
    first, second, third = numbers
    if first > 1000:  # a year stands first
        return _iso(first, second, third)
    days = {_iso(third, second, first), _iso(third, first, second)} - {None}
    return days.pop() if len(days) == 1 else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _read_date_lines(head: Sequence[Line]) -> list[_Stamp]:
    stamps: list[_Stamp] = []
    for index, line in enumerate(head):
        stamp = _read_date_line(line)
        label = _LABEL.fullmatch(head[index - 1].text) if stamp and index else None
        if stamp and label:
            # The label may stand on a line of its own.
            kind: Kind = "updated" if label["updated"] else "published"
            stamp = stamp._replace(kind=kind, start=head[index - 1].start)
        if stamp:
            stamps.append(stamp)
    return stamps


def _read_date_line(line: Line) -> _Stamp | None:
    """A line that holds a date, its label and its time, and beside them at most a name between bars."""
    if len(line.text) > _LINE_LIMIT or _DATE.search(line.text) is None:
        return None
    found: list[tuple[Kind, str]] = []
    label = ""
    for part in _SEPARATOR.split(line.text):
        # “Published - June 11, 2025”: the bar parts a date from its own label.
        segment, label = label + part, f"{part} " if _LABEL.fullmatch(part) else ""
        if _DATE.search(segment) is None:
            bare = _AGO.sub(" ", _WEEKDAY.sub(" ", _TIME.sub(" ", segment)))
            if len(bare.split()) > _OTHER_WORDS or is_body(segment):
                return None
        elif not (dates := _dates_alone(segment)):
            return None
        else:
            found += dates
    for kind in ("published", "plain", "updated"):
        for found_kind, published in found:
            if found_kind == kind:
                return _Stamp(found_kind, published, line.start, line.end)
    return None


def _dates_alone(segment: str) -> list[tuple[Kind, str]]:
    """The dates of a segment that holds nothing else, each with what its label makes of it."""
    rest = segment
    for form in (_DATE, _AGO, _TIME, _LABEL, _WEEKDAY, _FILLER):
        rest = form.sub(" ", rest)
    if rest.strip():
        return []
    found: list[tuple[Kind, str]] = []
    labels = list(_LABEL.finditer(segment))
    for match in _DATE.finditer(segment):
        published = _resolve(match[0])
        before = [label for label in labels if label.end() <= match.start()]
        kind: Kind = "plain" if not before else "updated" if before[-1]["updated"] else "published"
        if published:
            found.append((kind, published))
    return found


def _find_glued(text: str, start: int, end: int) -> _Stamp | None:
    """A stamp glued to its neighbours, or alone on its line; never a clause of a sentence."""
    for match in _STAMP.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else "\n"
        after = text[match.end()] if match.end() < end else "\n"
        published = _resolve(match["date"])
        if (
            published
            and match[0][0].isupper()
            and (before == "\n" or before.isalnum() or before in "])}”’\"'.!?|")
            and (after in "\n\r|•·" or after.isupper())
        ):
            kind: Kind = "updated" if match[0][:1] in "Uu" else "published"
            return _Stamp(kind, published, match.start(), match.end())
    return None


def _has_date_headings(lines: Iterable[Line]) -> bool:
    """Whether dates head the parts of the article (a timeline, a live blog): then none dates it all."""
    body_lines, pending, headings = 0, 0, 0
    for line in lines:
        if is_body(line.text):
            body_lines += 1
            headings += pending
            pending = 0
        elif (stamp := _read_date_line(line)) and stamp.kind == "plain":
            pending = 1
    return headings > 1


def _read_dateline(lines: Iterable[Line]) -> str | None:
    bodies = (line for line in lines if is_body(line.text))
    for line in islice(bodies, 2):
        match = _DATELINE.match(line.text)
        if match:
            return _resolve(match["date"])
    return None


def _closing_stamps(lines: Sequence[Line]) -> list[_Stamp]:
    """The labelled dates below the last line of prose."""
    stamps: list[_Stamp] = []
    for line in reversed(lines):
        if is_body(line.text):
            break
        stamp = _read_date_line(line)
        if stamp and stamp.kind != "plain":
            stamps.append(stamp)
    return stamps
