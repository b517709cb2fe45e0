"""Finds page furniture in scraped text: menus, share lines, lists of other articles, notices, footers.

The article must never be set aside, so a line goes only on strong evidence: a phrase that sites
print and reporters do not write, or its place among such lines.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from summarizer.reading.furniture_blocks import find_blocks
from summarizer.reading.furniture_phrases import CREDIT, LINK, LIST_HEAD, NOTICE, PHRASE, TAIL
from summarizer.reading.lines import is_body
from summarizer.reading.menus import find_glued_menus, find_reader_lists, is_menu_line, is_menu_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.reading.lines import Line

__all__ = ["find_furniture", "merge_spans"]

_LONGEST_PHRASE = 220
_LONGEST_NOTICE = 700
_LONGEST_LINK = 160
_EDGES = " \t\u00a0*•·-–—|>»›:…[]#_!"
_LEAST_MENU = 4
"""Lines of a menu that stands one entry a line."""
_HEADLINE_WORDS = 5
"""Words from which a line of a list whose lines stand apart is another article's headline, no sub-heading."""
_MENU_SHARE = 0.5
_MENU_WORDS_A_LINE = 4
_ENTRY = re.compile(r"(?:[-*•·]|\d{1,2}[.)]?)(?:\s|$)")
_BYLINE = re.compile(r"[Bb]y [A-Z]")
_SPEECH = tuple("“\"‘'«„")


class _Kind(Enum):
    BODY = "prose, or anything else that stays"
    SHORT = "a short line that stays unless its neighbours say otherwise"
    MENU_WORD = "the name of a section, furniture among its like"
    PHRASE = "furniture wherever it stands"
    LIST_HEAD = "a heading over links to other articles"


def find_furniture(text: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Offsets of the page furniture in ``text``, sorted, without overlaps.

    Args:
        text: The source text.
        lines: Its lines.
    """
    blocks = find_blocks(lines)
    kinds = [_Kind.PHRASE if index in blocks else kind for index, kind in enumerate(_classify(lines))]
    aside = {index for index, kind in enumerate(kinds) if kind is _Kind.PHRASE}
    # A block parts a menu from the headline below it.
    menu_kinds = [_Kind.BODY if index in blocks else kind for index, kind in enumerate(kinds)]
    aside |= _menus(lines, menu_kinds) | _lists(lines, kinds) | _tail(lines, kinds)
    spans = [(lines[index].start, lines[index].end) for index in aside]
    spans += find_reader_lists(text)
    below_body = False
    for index, line in enumerate(lines):
        if index not in aside and kinds[index] is not _Kind.MENU_WORD:
            spans += find_glued_menus(text, line, below_body=below_body)
        below_body |= kinds[index] is _Kind.BODY
    return merge_spans(text, spans)


def merge_spans(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """``spans`` sorted, those that overlap or have only white space between them joined into one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or text[merged[-1][1] : start].isspace()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _classify(lines: Sequence[Line]) -> list[_Kind]:
    known: dict[str, _Kind] = {}
    kinds: list[_Kind] = []
    for line in lines:
        # Hostile text repeats itself; so do the lines of real pages.
        kind = known.get(line.text)
        if kind is None:
            kind = known[line.text] = _kind_of(line.text)
        kinds.append(kind)
    return kinds


def _kind_of(text: str) -> _Kind:
    if len(text) > _LONGEST_NOTICE or text.startswith(_SPEECH):
        return _Kind.BODY if is_body(text) else _Kind.SHORT
    if NOTICE.fullmatch(text):
        return _Kind.PHRASE
    if is_body(text):
        return _Kind.BODY
    bare = text.strip(_EDGES)
    if len(bare) <= _LONGEST_PHRASE:
        if PHRASE.fullmatch(bare) or CREDIT.fullmatch(bare):
            return _Kind.PHRASE
        if LIST_HEAD.fullmatch(bare):
            return _Kind.LIST_HEAD
        if LINK.fullmatch(bare):
            return _Kind.PHRASE
        if is_menu_word(bare):
            return _Kind.MENU_WORD
    return _Kind.PHRASE if is_menu_line(text) else _Kind.SHORT


def _menus(lines: Sequence[Line], kinds: Sequence[_Kind]) -> set[int]:
    """Runs of section names, one a line, with what few other entries stand between them."""
    aside: set[int] = set()
    run: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and _may_be_entry(lines[index].text, kinds[index]):
            run.append(index)
            continue
        aside.update(_trim_menu(run, kinds))
        run = []
    return aside


def _may_be_entry(text: str, kind: _Kind) -> bool:
    if _BYLINE.match(text):
        return False
    if kind is _Kind.SHORT:
        words = text.split(None, _MENU_WORDS_A_LINE)
        return len(words) <= _MENU_WORDS_A_LINE and text[-1] not in ".,;:!?…" and text[0].isupper()
    return kind is not _Kind.BODY


def _trim_menu(run: Sequence[int], kinds: Sequence[_Kind]) -> Iterator[int]:
    """The part of a run between its first and its last sure entry, if enough of it is sure."""
    sure = [index for index in run if kinds[index] is not _Kind.SHORT]
    if not sure:
        return
    between = [index for index in run if sure[0] <= index <= sure[-1]]
    phrases = sum(kinds[index] is _Kind.PHRASE for index in sure)
    if (len(between) >= _LEAST_MENU or phrases) and len(sure) >= _MENU_SHARE * len(between):
        yield from between


def _lists(lines: Sequence[Line], kinds: Sequence[_Kind]) -> set[int]:
    """Headings such as “Most read” with the links below them."""
    aside: set[int] = set()
    last_body = _last_body(kinds)
    reached = -1
    for index, kind in enumerate(kinds):
        if kind is not _Kind.LIST_HEAD or index <= reached:
            continue
        entries = _entries_below(lines, kinds, index, last_body)
        reached = max(entries, default=index)
        if entries or index > last_body >= 0:
            aside.add(index)
            aside.update(entries)
    return aside


def _entries_below(lines: Sequence[Line], kinds: Sequence[_Kind], head: int, last_body: int) -> list[int]:
    """The links below a heading: up to the next paragraph, a blank line or a sub-heading."""
    entries: list[int] = []
    for index in range(head + 1, len(lines)):
        line = lines[index]
        if kinds[index] is _Kind.BODY or len(line.text) > _LONGEST_LINK:
            break
        apart = lines[head + 1].gap and len(line.text.split()) >= _HEADLINE_WORDS
        if index < last_body and line.gap and index > head + 1 and not (apart or _ENTRY.match(line.text)):
            break
        entries.append(index)
    following = head + 1 + len(entries)
    if not entries or following == len(lines) or _ENTRY.match(lines[entries[-1]].text):
        return entries
    headline = len(entries) > 1 and len(lines[entries[-1]].text.split()) >= _HEADLINE_WORDS
    if not lines[following].gap or (lines[entries[-1]].gap and not headline):
        # Right above a paragraph, or alone between blank lines: it may be the paragraph's heading.
        entries.pop()
    return entries


def _tail(lines: Sequence[Line], kinds: Sequence[_Kind]) -> set[int]:
    """What follows below the last sentence, from the first line that only a footer has."""
    last_body = _last_body(kinds)
    if last_body < 0:
        return set()
    for index in range(last_body + 1, len(lines)):
        text = lines[index].text
        if kinds[index] is _Kind.LIST_HEAD or TAIL.fullmatch(text.strip(_EDGES)):
            return set(range(index, len(lines)))
    return set()


def _last_body(kinds: Sequence[_Kind]) -> int:
    return max((index for index, kind in enumerate(kinds) if kind is _Kind.BODY), default=-1)
