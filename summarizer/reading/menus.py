"""Menus and lists of links that scraping has glued into one line, or left with their separators."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from summarizer.reading.furniture_phrases import MENU_WORDS
from summarizer.reading.stamps import glued_stamp_end, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_MENU_REACH = 30_000
_SHORTEST_MENU = 16

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
    is_menu_word: bool


def is_menu_word(text: str) -> bool:
    """Whether ``text`` is the name of a section or of a page that sites have in their menus."""
    return text.strip(" \t\u00a0:|>›»•·-–—*").casefold().replace("’", "'") in MENU_WORDS


def is_menu_line(text: str) -> bool:
    """Whether a line is a menu or a trail: ``Home | News | Sport``, ``Home › News › World``."""
    if not 0 < len(text) <= 10 * _LONGEST_LINK:
        return False
    segments = [segment for segment in _SEPARATOR.split(text) if segment]
    if len(segments) == _FEWEST_SEGMENTS - 1 and all(map(is_menu_word, segments)):
        return True
    if len(segments) < _FEWEST_SEGMENTS:
        words = text.split()
        return len(words) > _FEWEST_SEGMENTS and sum(map(is_menu_word, words)) >= _SHARE * len(words)
    if parse_date(text):
        return False
    if is_menu_word(segments[0]) and all(is_menu_word(segment.split()[-1]) for segment in segments[:-1]):
        return True
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
    if line.end - line.start < _SHORTEST_MENU:
        return
    position = line.start
    for start, end in _ends_of(line):
        for run in _runs(text, start, end):
            for menu_start, menu_end in _menus_in(run):
                if menu_start >= position:
                    menu = _with_edges(text, line, menu_start, menu_end, below_body=below_body)
                    yield max(menu[0], position), menu[1]
                    position = menu[1]


def _ends_of(line: Line) -> Iterator[tuple[int, int]]:
    """Where a page's menus are when all of it is one line: at its two ends."""
    if line.end - line.start <= 2 * _MENU_REACH:
        yield line.start, line.end
    else:
        yield line.start, line.start + _MENU_REACH
        yield line.end - _MENU_REACH, line.end


def _runs(text: str, start: int, end: int) -> Iterator[list[_Link]]:
    """Stretches of what may be links, one glued to the other."""
    run: list[_Link] = []
    position = start
    for junction in (*(match.start() for match in _JUNCTION.finditer(text, start, end)), end):
        words = text[position:junction] if junction - position <= _LONGEST_LINK else ""
        if words and not _SENTENCE_END.search(words):
            run.append(_Link(position, junction, is_menu_word(words)))
        elif run and junction > position:
            yield run
            run = []
        position = junction
    yield run


def _menus_in(run: Sequence[_Link]) -> Iterator[tuple[int, int]]:
    """The parts of a run from one menu word to another, with enough of them and no wide holes."""
    sure = [index for index, link in enumerate(run) if link.is_menu_word]
    group: list[int] = []
    for index, following in zip_longest(sure, sure[1:]):
        group.append(index)
        if following is None or following - index > _WIDEST_HOLE:
            if len(group) >= _LEAST_WORDS and group[-1] - group[0] + 1 >= _LEAST_LINKS:
                yield run[group[0]].start, run[group[-1]].end
            group = []


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
