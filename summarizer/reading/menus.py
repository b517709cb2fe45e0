"""Menus and lists of links that scraping has glued into one line, or left with their separators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from summarizer.reading.furniture_phrases import MENU_WORDS
from summarizer.reading.stamps import glued_stamp_end, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.reading.lines import Line

__all__ = ["find_glued_menus", "find_reader_lists", "is_menu_line", "is_menu_word"]

# Where one link ends and the next begins: “NewsShow more”, “said.HomeNews”; not in “McDonald”.
_JUNCTION = re.compile(r"(?<=[^\W\d_A-Z]|[.!?”’)\]|])(?<!\bMc)(?<!\bMac)(?=[A-Z©])")
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*(?:\s|$)")
_GLUED_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*(?=\s|[A-Z]|$)")
_LONGEST_LINK = 80
_LEAST_WORDS = 3
"""Menu words that make a glued run a menu."""
_LEAST_LINKS = 4
_WIDEST_HOLE = 8
"""Links between two menu words that are no menu words themselves."""
_EDGE = 250
"""Characters at the edges of a line that go with its menu if they hold no sentence."""
_STAMP_REACH = 1_200
_HEAD_SENTENCES = 3
"""Sentences that may stand between a menu and the stamp below the headline: a standfirst, a caption."""
_LIST_REACH = 3_000

_READER_LIST = re.compile(
    r"(?:Keep reading|Related stories|More stories)?\s{0,3}list of \d{1,3} items"
    r"\s{0,3}(?:[-•*] ?)?(?:list )?1 of \d",
    re.IGNORECASE,
)
_LIST_END = "end of list"

_SEPARATOR = re.compile(r"\s*[|•·›»>→]\s*|\s/\s|\s{2,}|\t")
_LINK_WORDS = 4
_FEWEST_SEGMENTS = 3
_SHARE = 0.75


class _Link(NamedTuple):
    start: int
    end: int
    is_link: bool
    is_menu_word: bool


def is_menu_word(text: str) -> bool:
    """Whether ``text`` is the name of a section or of a page that sites have in their menus."""
    return text.strip(" \t\u00a0:|>›»•·-–—*").casefold().replace("’", "'") in MENU_WORDS


def is_menu_line(text: str) -> bool:
    """Whether a line is a menu or a trail: ``Home | News | Sport``, ``Home › News › World``."""
    if not 0 < len(text) <= 10 * _LONGEST_LINK:
        return False
    segments = [segment for segment in _SEPARATOR.split(text) if segment]
    if len(segments) < _FEWEST_SEGMENTS:
        words = text.split()
        return len(words) > _FEWEST_SEGMENTS and sum(map(is_menu_word, words)) >= _SHARE * len(words)
    if parse_date(text):
        return False
    # The last segment of a trail is the headline itself, of any length.
    short = sum(len(segment.split()) <= _LINK_WORDS for segment in segments)
    return short >= len(segments) - 1 and sum(map(is_menu_word, segments)) * 2 >= len(segments)


def find_reader_lists(text: str) -> Iterator[tuple[int, int]]:
    """Lists of links as written for screen readers: ``Keep reading list of 4 items … end of list``."""
    position = 0
    while match := _READER_LIST.search(text, position):
        end = text.find(_LIST_END, match.end(), match.end() + _LIST_REACH)
        position = match.end()
        if end >= 0:
            position = end + len(_LIST_END)
            yield match.start(), position


def find_glued_menus(text: str, line: Line, *, below_body: bool) -> Iterator[tuple[int, int]]:
    """The glued menus in a line, each up to the stamp that parts a page's head from its article.

    Args:
        text: The source text.
        line: One of its lines.
        below_body: Whether prose precedes the line: then what follows its menu is footer, too.
    """
    start, words, last_word, links, hole = -1, 0, 0, 0, 0
    previous_end = line.start
    for link in [*_links(text, line), _Link(line.end, line.end, is_link=False, is_menu_word=False)]:
        if link.is_link and hole <= _WIDEST_HOLE:
            start = link.start if start < 0 and link.is_menu_word else start
            if start >= 0:
                links += 1
                hole = 0 if link.is_menu_word else hole + 1
            if link.is_menu_word:
                words, last_word = words + 1, link.end
            continue
        if words >= _LEAST_WORDS and links >= _LEAST_LINKS:
            run = _with_edges(text, line, max(start, previous_end), last_word, below_body=below_body)
            yield run
            previous_end = run[1]
        start, words, last_word, links, hole = -1, 0, 0, 0, 0


def _links(text: str, line: Line) -> Iterator[_Link]:
    position = line.start
    for match in _JUNCTION.finditer(text, line.start, line.end):
        if match.start() > position:
            yield _link(text, position, match.start())
            position = match.start()
    yield _link(text, position, line.end)


def _link(text: str, start: int, end: int) -> _Link:
    if end - start > _LONGEST_LINK:
        return _Link(start, end, is_link=False, is_menu_word=False)
    words = text[start:end]
    if _SENTENCE_END.search(words):
        return _Link(start, end, is_link=False, is_menu_word=False)
    return _Link(start, end, is_link=True, is_menu_word=is_menu_word(words))


def _with_edges(text: str, line: Line, start: int, end: int, *, below_body: bool) -> tuple[int, int]:
    before = text[line.start : start]
    if len(before) <= _EDGE and not _SENTENCE_END.search(before):
        start = line.start
    stamp = glued_stamp_end(text, end, min(line.end, end + _STAMP_REACH))
    if stamp is not None and len(_GLUED_SENTENCE_END.findall(text, end, stamp)) <= _HEAD_SENTENCES:
        return start, stamp
    if below_body and line.end - end <= 2 * _EDGE and not _SENTENCE_END.search(text, end, line.end):
        end = line.end
    return start, end
