"""Title, outlet, byline and date of publication, where a plain text shows them; nothing is guessed."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from summarizer.reading.bylines import find_byline
from summarizer.reading.draft import Metadata, parse_iso_date
from summarizer.reading.furniture import merge_spans
from summarizer.reading.lines import is_body
from summarizer.reading.menus import is_menu_word
from summarizer.reading.stamps import find_publication, head_of, parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.reading.lines import Line

__all__ = ["find_metadata", "label_metadata", "split_site_title"]

_DATE_TOKEN = re.compile(r"date:? (\d{4}-\d{2}-\d{2})(?=\s)", re.ASCII)
_LABELS = {
    "title": "title", "headline": "title",
    "author": "byline", "authors": "byline", "byline": "byline", "by": "byline",
    "outlet": "outlet", "source": "outlet", "publication": "outlet", "publisher": "outlet", "site": "outlet",
    "date": "published", "published": "published", "pubdate": "published", "publication date": "published",
    "url": "url", "link": "url", "canonical": "url",
    "language": "language", "lang": "language",
}  # fmt: skip
"""What the keys of a header or a front matter say."""
_HEADER_LINE = re.compile(r"([A-Za-z]{2,12}(?:[ _][A-Za-z]{2,8})?)\s?:\s(.{1,400})")
_LEAST_HEADER = 2

_TAIL_SEPARATOR = re.compile(r"\s+[|»·•]\s+")
_DASH_TAIL = re.compile(r"(.{15,}\S)\s+[-–—]\s+([^-–—|]{2,40})")
_OUTLET_WORDS = re.compile(
    r"\b(?:News|Times|Post|Guardian|Herald|Tribune|Telegraph|Journal|Gazette|Chronicle|Observer|Independent"
    r"|Mail|Mirror|Echo|Standard|Star|Sun|Globe|Bulletin|Courier|Examiner|Register|Press|Magazine|Daily|Online"
    r"|Network|Radio|TV|Dispatch|Inquirer|Sentinel|Review|Reuters|BBC|CNN|AP|AFP|NPR|ABC|CBS|NBC|Al Jazeera"
    r"|Politico|Bloomberg|Axios|Economist)\b"
)
_SECTION = re.compile(r"(?i)\b(?:news|opinion|analysis|live|video|updates?|politics|business|sport|world)\b")
_OUTLET_TOKENS = 5
_FOOTER_REACH = 3_000
_COPYRIGHT = re.compile(r"(?i)(?:©|\(c\)|copyright)[^\n]{0,120}")
_SIGNATURE = re.compile(r"\(([^\W\d_][\w.’'&-]*(?: [\w.’'&-]+){0,4})\)")
_CREDIT = re.compile(
    r"(?i)\b(?:photo|image|picture|handout|file|getty|video|courtesy|via|supplied|updated?|edited|reporting|ends)\b"
)
_DATELINE_AGENCY = re.compile(
    r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Za-z.'’-]*){0,3}(?:, [^()\n]{2,40}?)?"
    r" \((Reuters|AP|AFP|UPI|Xinhua|dpa|EFE|ANSA|IANS|PTI|Kyodo|TASS)\) ?[-–—]"
)
_LIVE_HEAD = re.compile(
    r"([^\W\d_][^.!?:\n]{2,120}?\b(?:(?i:live (?:updates?|blog|coverage|news))|LIVE))\s*:\s"
)
_LONGEST_TITLE = 200
_FEWEST_TITLE_WORDS = 3
_HEAD_CONTENT = 3
_NO_HEADING = re.compile(
    r"\d{1,2}[.)]\s|(?:By|by) (?:[A-Z]|.{0,40}\b(?:reporter|correspondent|editor|writer)\b)"
    r"|(?:[A-Z][\w.’'-]+ ){1,2}[A-Z][\w’'-]+, [A-Z][\w’'-]+$"
)
"""Entries of a list, and lines that name the author: “Sadiq Mustapha, Minna”."""


def find_metadata(
    text: str, lines: Sequence[Line], furniture: Sequence[tuple[int, int]]
) -> tuple[Metadata, list[tuple[int, int]]]:
    """What the text says about itself, and the stretches that say only that.

    Args:
        text: The source text.
        lines: Its lines.
        furniture: Page furniture found in it, merged: a title does not stand there.
    """
    spans: list[tuple[int, int]] = []
    content = [line for line in lines if not _is_inside(line, furniture)]
    header, header_spans = _read_header(text, lines)
    spans += header_spans
    site, site_span = _read_site_title(text, lines)
    if site_span:
        spans.append(site_span)
    publication = find_publication(text, content)
    spans += publication.stamps
    byline, byline_span = find_byline(content, lines)
    if byline_span:
        spans.append(byline_span)
    outlet, outlet_span = _find_outlet(content)
    if outlet_span:
        spans.append(outlet_span)
    found = header.or_else(site).or_else(
        Metadata(
            title=_find_title(text, lines, merge_spans(text, [*furniture, *spans])),
            outlet=outlet,
            byline=byline,
            published=publication.published,
        )
    )
    return found, spans


def label_metadata(labels: Mapping[str, str]) -> Metadata:
    """What the keys of a header or a front matter say; keys that say nothing are left out."""
    values: dict[str, str] = {}
    for key, value in labels.items():
        field = _LABELS.get(key.casefold().replace("_", " ").strip())
        if field == "published":
            value = parse_iso_date(value) or parse_date(value) or ""  # noqa: PLW2901 - the same value, read
        if field and value.strip():
            values.setdefault(field, value.strip())
    return Metadata(**values)


def split_site_title(title: str, footer: str = "") -> tuple[str, str | None]:
    """A page title without its ``| Section | Outlet`` tail, and the outlet where the tail names one.

    Args:
        title: The title as the page gives it.
        footer: The page's last characters: a copyright notice there confirms an outlet.
    """
    head, *tails = _TAIL_SEPARATOR.split(title)
    if tails and len(head.split()) >= _FEWEST_TITLE_WORDS:
        outlet = tails[-1].strip()
        named = len(tails) > 1 and not is_menu_word(outlet) and not _SECTION.fullmatch(outlet)
        return head.strip(), outlet if outlet and (named or _is_outlet(outlet, footer)) else None
    match = _DASH_TAIL.fullmatch(title)
    if match and _is_outlet(match[2], footer):
        return match[1], match[2]
    return title, None


def _is_outlet(name: str, footer: str) -> bool:
    if len(name.split()) > _OUTLET_TOKENS or is_menu_word(name) or not name[:1].isupper():
        return False
    return bool(_OUTLET_WORDS.search(name)) or any(
        name.casefold() in notice.casefold() for notice in _COPYRIGHT.findall(footer)
    )


def _read_header(text: str, lines: Sequence[Line]) -> tuple[Metadata, list[tuple[int, int]]]:
    """A header at the very start: ``date 2023-12-06``, or lines such as ``Title: …``, ``Date: …``."""
    if not lines:
        return Metadata(), []
    token = _DATE_TOKEN.match(text, lines[0].start)
    if token:
        return Metadata(published=parse_iso_date(token[1])), [token.span()]
    labels: dict[str, str] = {}
    end = 0
    for line in lines:
        match = _HEADER_LINE.fullmatch(line.text)
        if not match or match[1].casefold() not in _LABELS or match[1].casefold() in labels:
            break
        labels[match[1].casefold()] = match[2]
        end = line.end
    if len(labels) < _LEAST_HEADER:
        return Metadata(), []
    return label_metadata(labels), [(lines[0].start, end)]


def _read_site_title(text: str, lines: Sequence[Line]) -> tuple[Metadata, tuple[int, int] | None]:
    """A page title in the first line: ``Headline | Section | Outlet``."""
    if not lines or len(lines) == 1 or is_body(lines[0].text) or len(lines[0].text) > 2 * _LONGEST_TITLE:
        return Metadata(), None
    title, outlet = split_site_title(lines[0].text, text[-_FOOTER_REACH:])
    if outlet is None:
        return Metadata(), None
    return Metadata(title=title, outlet=outlet), (lines[0].start, lines[0].end)


def _find_outlet(lines: Sequence[Line]) -> tuple[str | None, tuple[int, int] | None]:
    """The outlet that signs the article in brackets below it, or the agency of its dateline."""
    match = _SIGNATURE.fullmatch(lines[-1].text) if len(lines) > 1 else None
    if match and match[1][0].isupper() and not _CREDIT.search(match[1]):
        return match[1], (lines[-1].start, lines[-1].end)
    for line in head_of(lines)[:_HEAD_CONTENT] or lines[:1]:
        match = _DATELINE_AGENCY.match(line.text)
        if match:
            return match[1], None
    return None, None


def _find_title(text: str, lines: Sequence[Line], aside: Sequence[tuple[int, int]]) -> str | None:
    """The first short line that is a heading above the text, or the head of a live blog."""
    content = [index for index, line in enumerate(lines[:60]) if not _is_inside(line, aside)]
    if not content:
        return None
    first = lines[content[0]]
    start = max([first.start, *(end for begin, end in aside if begin <= first.start < end)])
    start += len(text[start : first.end]) - len(text[start : first.end].lstrip())
    live = _LIVE_HEAD.match(text, start, first.end)
    if live:
        return live[1]
    return _heading(lines, content)


def _heading(lines: Sequence[Line], content: Sequence[int]) -> str | None:
    for index in content[:_HEAD_CONTENT]:
        line = lines[index]
        if is_body(line.text) or index + 1 == len(lines):
            return None
        below = lines[index + 1]
        if _is_heading(line.text) and (below.gap or is_body(below.text) or index + 1 not in content):
            return split_site_title(line.text.lstrip("# "))[0]
    return None


def _is_heading(text: str) -> bool:
    return (
        len(text) <= _LONGEST_TITLE
        and len(text.split()) >= _FEWEST_TITLE_WORDS
        and text[-1] not in ".,;:|…"
        and not is_menu_word(text)
        and _NO_HEADING.match(text) is None
    )


def _is_inside(line: Line, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the merged ``spans`` holds the whole line."""
    index = bisect_right(spans, line.start, key=lambda span: span[0]) - 1
    return index >= 0 and line.end <= spans[index][1]
