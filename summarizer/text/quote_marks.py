"""Pairs the quotation marks of one paragraph: what opens, what closes, what is an apostrophe or an inch."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal, NamedTuple

__all__ = ["MarkPair", "has_marks", "opening_mark", "pair_marks"]

_MARK = re.compile(
    # A character comes first, so that the search skips what is none.
    r"[\"“”„‟＂〝〞〟«»‹›「」『』‘’‚‛'`](?:(?<=`)`|(?<=')'|(?<=‘)‘|(?<=’)’)?"
)
_OPENER = re.compile(r"[\"“”„‟＂〝〞〟«»‹›「」『』‚‛`'‘’](?:(?<!['‘’])|(?<![^\W_].))")
"""Any mark but a single one, or two of them, behind a letter or a digit: those open no quotation."""
_DOUBLE = frozenset(["``", "''", "‘‘", "’’", *'"“”„‟＂〝〞〟'])
_ANGLE = {"«": "«", "»": "«", "‹": "‹", "›": "‹"}
_CORNER = {"「": "「", "」": "「", "『": "『", "』": "『"}

_OPENS_AFTER = frozenset("([{<¿¡|‘‚`“„«‹「『")
_DASHES = frozenset("—–―")
_CLOSES_BEFORE = frozenset("\"'.,;:!?)]}>…—–―-/|。，、；：！？’”»›」』%")
_NEVER_FIRST = frozenset(",;:)]}!?")

_INCHES = re.compile(r"(?<!\d)(?:\d{1,3}|\d?[½¼¾])'?$")
_ELISION = re.compile(
    r"(?:\d0s|\d\d|em|n|til|till|cause|cos|coz|twas|tis|twere|bout|round|neath|fraid|un|er|im|ere|ello|tude|kay"
    r"|s|d|ll|ve|re|t|m)(?!\w)",
    re.IGNORECASE,
)
_CLIPPED = re.compile(r"(?:in|(?<!\w)(?:ol|o|n|th|an|lil|mo|wi|de|d|fo|po))$", re.IGNORECASE)
_GLUED = re.compile(r"[A-Z][a-z]")
_NEW_SENTENCE = re.compile(r"[.!?][\"”’']?\s+[\"“‘']?[A-Z]")

_LONGEST_OPEN = 1500
"""Characters after which an unclosed or single mark is held to be a stray one."""

_SHORT = 30
"""Characters of a term at most: the short reach of a doubtful mark."""

_Role = Literal["open", "close", "either", "none"]


class MarkPair(NamedTuple):
    """An outermost quotation: where its marks stand, and what stands between them."""

    start: int
    inner_start: int
    inner_end: int
    end: int
    closed: bool


class _Mark(NamedTuple):
    """One mark, with what its neighbours say of it."""

    start: int
    end: int
    glyph: str
    role: _Role


def has_marks(text: str) -> bool:
    """Whether there is any quotation mark in ``text`` that is not for certain an apostrophe."""
    return _OPENER.search(text) is not None


def opening_mark(text: str, start: int, end: int) -> str:
    """The kind of mark that opens the paragraph from ``start`` to ``end``: ``double``, ``single`` or none."""
    found = _MARK.match(text, start, end)
    if found is None or found.end() >= end or text[found.end()].isspace():
        return ""
    glyph = found.group()
    if glyph in _DOUBLE:
        return "double"
    return "" if glyph in _ANGLE or glyph in _CORNER else "single"


def pair_marks(text: str, start: int, end: int, following: str = "") -> list[MarkPair]:
    """Find the outermost quotations between ``start`` and ``end``, in order and without overlap.

    Args:
        text: The source text.
        start: Where the paragraph starts.
        end: Where the paragraph ends; no quotation runs over it.
        following: What ``opening_mark`` says of the next paragraph. News text opens every paragraph
            of a long quotation with a mark and closes only the last.
    """
    if _OPENER.search(text, start, end) is None:
        return []
    written = list(_MARK.finditer(text, start, end))
    doubles: list[_Mark] = []
    others: dict[str, list[_Mark]] = {}
    singles: list[_Mark] = []
    for found in written:
        glyph = found.group()
        mark = _Mark(found.start(), found.end(), glyph, _role(text, found.start(), found.end(), start, end))
        if glyph in _DOUBLE:
            doubles.append(mark)
        elif family := _ANGLE.get(glyph) or _CORNER.get(glyph):
            others.setdefault(family, []).append(mark)
        else:
            singles.append(mark)
    pairs = _pair_doubles(text, doubles, end)
    for marks in others.values():
        pairs += _pair_others(marks)
    if singles:
        pairs.sort(key=lambda pair: pair.start)
        pairs += _pair_singles(text, _outside(singles, pairs), pairs, (start, end), following)
    return _outermost(pairs) if len(pairs) > 1 else pairs


def _role(text: str, at: int, after: int, start: int, end: int) -> _Role:
    left = text[at - 1] if at > start else " "
    right = text[after] if after < end else " "
    starts = left.isspace() or left in _OPENS_AFTER
    if starts and not right.isspace():
        return "close" if right in _NEVER_FIRST else "open"
    if starts:
        return "either" if at > start and after < end else "none"
    if right.isspace() or right in _CLOSES_BEFORE:
        return "close"
    return "either"


def _closed(first: _Mark, last: _Mark) -> MarkPair:
    return MarkPair(first.start, first.end, last.start, last.end, closed=True)


def _unclosed(text: str, first: _Mark, end: int) -> list[MarkPair]:
    """The quotation from ``first`` to ``end``, white space left out, unless it is too long to be one."""
    if end - first.end > _LONGEST_OPEN:
        return []
    end = first.end + len(text[first.end : end].rstrip())
    return [MarkPair(first.start, first.end, end, end, closed=False)]


def _outermost(pairs: list[MarkPair]) -> list[MarkPair]:
    kept: list[MarkPair] = []
    for pair in sorted(pairs, key=lambda pair: (pair.start, -pair.end)):
        if not kept or pair.start >= kept[-1].end:
            kept.append(pair)
    return kept


# Double marks: curly, straight, low, TeX. Any of them closes any other, since news text mixes them.


def _pair_doubles(text: str, marks: list[_Mark], end: int) -> list[MarkPair]:
    pairs: list[MarkPair] = []
    waiting: list[_Mark] = []
    for index, mark in enumerate(marks):
        opens = _double_opens(mark, waiting)
        if opens and waiting and _ends_sentence(text, waiting[-1].end, mark.start):
            # A new quotation begins after a full stop: the one before was never closed.
            if waiting[0].role == "open" and not text[waiting[0].end].islower():
                pairs += _unclosed(text, waiting[0], mark.start)
            waiting = [mark]
        elif opens:
            if not (mark.role == "either" and _is_measure(text, mark)):
                waiting.append(mark)
        elif waiting and not _is_inch_inside(text, marks, index):
            pairs.append(_closed(waiting.pop(), mark))
    if (
        waiting
        and waiting[0].role == "open"
        and not any(pair.start > waiting[0].start for pair in pairs[-1:])
    ):
        pairs += _unclosed(text, waiting[0], end)
    return pairs


def _double_opens(mark: _Mark, waiting: list[_Mark]) -> bool:
    glyph = mark.glyph
    if glyph in {"„", "‟", "〝", "``"}:
        return True
    if glyph in {"“", "‘‘"}:
        if waiting and waiting[-1].glyph in {"„", "‟"}:
            return mark.role == "open"
        return mark.role != "close"
    if glyph in {"”", "’’", "''"}:
        return not waiting and mark.role == "open"
    if glyph in {"〞", "〟"}:
        return False
    return mark.role == "open" or (mark.role != "close" and not waiting)


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether the text from ``start`` to ``end`` ends with a sentence's last mark and white space."""
    tail = text[max(start, end - 8) : end]
    return tail != tail.rstrip() and tail.rstrip().endswith((".", "!", "?", "…", ".)", ".]"))


def _is_measure(text: str, mark: _Mark) -> bool:
    return mark.glyph == '"' and _INCHES.search(text[max(0, mark.start - 5) : mark.start]) is not None


def _is_inch_inside(text: str, marks: list[_Mark], index: int) -> bool:
    """Whether a mark after a small number measures inches, since the next mark closes better."""
    if index + 1 >= len(marks) or not _is_measure(text, marks[index]):
        return False
    return marks[index + 1].role == "close"


# Angle and corner marks: their direction tells, but for »reversed« and »Swedish» ones.


def _pair_others(marks: list[_Mark]) -> list[MarkPair]:
    pairs: list[MarkPair] = []
    waiting: list[_Mark] = []
    for mark in marks:
        forward = mark.glyph in "«‹「『"
        if waiting and (waiting[-1].glyph != mark.glyph if forward or mark.role == "open" else True):
            pairs.append(_closed(waiting.pop(), mark))
        elif forward or (mark.role == "open" and mark.glyph in "»›"):
            waiting.append(mark)
    return pairs


# Single marks: the same glyph is the apostrophe, so what closes best decides what opens.


def _outside(marks: list[_Mark], pairs: list[MarkPair]) -> list[_Mark]:
    """The marks that stand outside the closed ``pairs``, which are in order."""
    kept: list[_Mark] = []
    position, reach = 0, -1
    for mark in marks:
        while position < len(pairs) and pairs[position].start < mark.start:
            if pairs[position].closed:
                reach = max(reach, pairs[position].end)
            position += 1
        if mark.start >= reach:
            kept.append(mark)
    return kept


_Kind = Literal["open", "elision", "sure", "fair", "doubtful", "glued", "none"]


def _single_kind(text: str, mark: _Mark, start: int, end: int) -> _Kind:  # noqa: C901 - a list of cases
    left = text[mark.start - 1] if mark.start > start else " "
    right = text[mark.end] if mark.end < end else " "
    if (mark.role == "open" or left in _DASHES or left == '"') and not right.isspace():
        if right == "n" and text[mark.end + 1 : mark.end + 2] in {"'", "’"}:
            return "none"
        if _ELISION.match(text, mark.end, end) or mark.glyph == "’":
            return "elision"
        return "open"
    if mark.glyph in "‚‛`":
        return "none"
    if left in ".,!?…":
        return "none" if right.isdigit() else "sure"
    if mark.role == "either" and left.isspace():
        before = text[max(start, mark.start - 2) : mark.start].rstrip()[-1:]
        return "sure" if before and before in ".,!?…" else "none"
    if mark.role == "close" and left.isspace():
        return "none"
    if mark.role != "close":
        return "glued" if left.islower() and _GLUED.match(text, mark.end, end) else "none"
    if left.isalnum():
        word = text[max(start, mark.start - 4) : mark.start]
        if word[-2:] in {"'n", "’n", "‘n"}:
            return "none"
        return "doubtful" if left in "sSzx0123456789" or _CLIPPED.search(word) else "fair"
    return "sure"


def _pair_singles(
    text: str, marks: list[_Mark], pairs: list[MarkPair], bounds: tuple[int, int], following: str
) -> list[MarkPair]:
    found: list[MarkPair] = []
    kinds = [_single_kind(text, mark, *bounds) for mark in marks]
    index = 0
    while index < len(marks):
        kind, opener = kinds[index], marks[index]
        index += 1
        if kind not in {"open", "elision"}:
            continue
        stops = {"open"} if kind == "open" else {"open", "elision"}
        stop = index
        while stop < len(marks) and kinds[stop] not in stops:
            stop += 1
        closer = _best_closer(text, opener, range(index, stop), marks, kinds)
        if kind == "elision" and not _closes_elision(opener, closer, marks, kinds):
            continue
        runs_on = following == "single" and stop == len(marks) and _stands_first(text, opener, bounds[0])
        if runs_on and (closer is None or kinds[closer] in {"doubtful", "glued"}):
            found += _unclosed(text, opener, bounds[1])
            break
        if closer is not None and _is_plausible(text, opener, marks[closer], kinds[closer], pairs):
            found.append(_closed(opener, marks[closer]))
            index = closer + 1
        elif kind == "open":
            if stop < len(marks) and _is_continued(text, opener, marks[stop], bounds[0]):
                found += _unclosed(text, opener, marks[stop].start)
            index = stop
    return found


def _stands_first(text: str, opener: _Mark, start: int) -> bool:
    """Whether speech can start at ``opener``: at the paragraph's start, after a colon, comma or sentence."""
    before = text[max(start, opener.start - 3) : opener.start].rstrip()
    return opener.start == start or before.endswith((":", ",", ".", "!", "?", "…"))


def _is_continued(text: str, opener: _Mark, following: _Mark, start: int) -> bool:
    """Whether the next mark opens the next part of a quotation whose paragraph breaks were lost."""
    return (
        _stands_first(text, opener, start)
        and not text[opener.end].islower()
        and _ends_sentence(text, opener.end, following.start)
    )


def _closes_elision(opener: _Mark, closer: int | None, marks: list[_Mark], kinds: list[_Kind]) -> bool:
    """Whether a mark that reads as an apostrophe (’til, ’90s) opens a quotation after all."""
    if closer is None or kinds[closer] not in {"sure", "fair"}:
        return False
    return kinds[closer] == "sure" or marks[closer].start - opener.end <= _SHORT


def _best_closer(
    text: str, opener: _Mark, candidates: range, marks: list[_Mark], kinds: list[_Kind]
) -> int | None:
    doubtful = glued = None
    for index in candidates:
        kind = kinds[index]
        if kind in {"sure", "fair"}:
            if doubtful is None or not _ends_before(text, opener, marks[doubtful], marks[index]):
                return index
            return doubtful
        if kind == "doubtful" and doubtful is None:
            doubtful = index
        elif kind == "glued" and glued is None:
            glued = index
    return glued if doubtful is None else doubtful


def _ends_before(text: str, opener: _Mark, doubtful: _Mark, later: _Mark) -> bool:
    """Whether a quoted part of a sentence ends at ``doubtful``, the sentence itself before ``later``."""
    return text[opener.end].islower() and _NEW_SENTENCE.search(text, doubtful.end, later.start) is not None


def _is_plausible(text: str, opener: _Mark, closer: _Mark, kind: _Kind, pairs: list[MarkPair]) -> bool:
    length = closer.start - opener.end
    if length > _LONGEST_OPEN or kind == "sure":
        return kind == "sure" and length <= _LONGEST_OPEN
    goes_on = text[closer.end : closer.end + 1] == " " and text[closer.end + 1 : closer.end + 2].islower()
    if goes_on and length > 2 * _SHORT and _NEW_SENTENCE.search(text, opener.end, closer.start):
        return False  # Speech of more than a sentence does not end within one: a plural’s apostrophe.
    nearest = bisect_right(pairs, opener.start, key=lambda pair: pair.start)
    return nearest == len(pairs) or pairs[nearest].start >= closer.start
