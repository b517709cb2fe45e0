"""Splits text into paragraphs and sentences."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.text.abbreviations import (
    MARKED_NAMES,
    STARTERS,
    TOP_LEVEL_DOMAINS,
    ends_dateline,
    is_plain,
    stop_ends_sentence,
    word_before,
)
from summarizer.text.candidates import TextSentence
from summarizer.text.quote_marks import pair_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["find_paragraphs", "split_sentences"]

LONGEST_KEPT = 300
"""Characters up to which a quotation of several sentences stays whole, with the words around it."""

LONGEST_SENTENCE = 1000
"""Characters beyond which a run without a sentence end is cut, so that no evidence grows without bound."""

SHORTEST_PIECE = 40
"""Characters that a piece of a longer one has to have, so that it still reads."""


def split_sentences(text: str, paragraphs: Sequence[tuple[int, int]] | None = None) -> list[TextSentence]:
    """Split ``text`` into sentences.

    Every character but white space is in exactly one sentence. A quotation or a bracket of several
    sentences stays in one piece with the words around it (“I left. He stayed,” she said.) as long as
    that is no longer than 300 characters; beyond, it is cut at its sentence ends wherever both sides
    keep at least 40. A run of 1,000 characters without a sentence end is cut at white space.
    ``paragraph`` numbers what ``find_paragraphs`` finds.

    Args:
        text: The text.
        paragraphs: What ``find_paragraphs`` finds in it, where it is known already.
    """
    sentences: list[TextSentence] = []
    for number, (start, end) in enumerate(find_paragraphs(text) if paragraphs is None else paragraphs):
        if end - start <= LONGEST_KEPT:
            stop = _STOP.search(text, start, end)
            if stop is None or stop.end() == end:  # a single sentence, and not one that would be cut
                sentences.append(TextSentence(start, end, text[start:end], number))
                continue
        borders = (*_borders(text, start, end), end)
        if len(borders) == 1 and end - start <= LONGEST_SENTENCE:
            sentences.append(TextSentence(start, end, text[start:end], number))
            continue
        first = start
        for border in _capped(text, start, borders):
            stretch = text[first:border]
            stripped = stretch.strip()
            if stripped:
                begin = first + len(stretch) - len(stretch.lstrip())
                sentences.append(TextSentence(begin, begin + len(stripped), stripped, number))
            first = border
    return sentences


def _capped(text: str, start: int, borders: tuple[int, ...]) -> Iterator[int]:
    """The borders, with more of them, at white space, where a sentence would be longer than any is."""
    for border in borders:
        while border - start > LONGEST_SENTENCE:
            space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            start = space + 1 if space > start else start + LONGEST_SENTENCE
            yield start
        yield border
        start = border


# Paragraphs: blank lines and, unless the text is hard-wrapped, line ends.

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_NARROW, _WIDE = 50, 100
_FIRST_WORD = re.compile(r"\S{1,40}")


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Find where each paragraph of ``text`` starts and ends, white space around it left out.

    A blank line always ends a paragraph. A line end does too, since news text puts a paragraph, a
    headline or a caption on each line, unless the text is wrapped at 50 to 100 characters.
    """
    if len(text.splitlines()) == 1:  # as in most statements; it knows every line end that the pattern does
        stripped = text.strip()
        start = len(text) - len(text.lstrip())
        return [(start, start + len(stripped))] if stripped else []
    lines: list[tuple[int, int]] = []
    for found in _LINE.finditer(text):
        content = found.group()
        stripped = content.strip()
        if stripped:
            start = found.start() + len(content) - len(content.lstrip())
            lines.append((start, start + len(stripped)))
    width = _wrap_width(text, lines) if lines[1:] else 0
    if not width:
        return lines
    paragraphs = lines[:1]
    for previous, line in pairwise(lines):
        if _goes_on(text, previous, line, width):
            paragraphs[-1] = (paragraphs[-1][0], line[1])
        else:
            paragraphs.append(line)
    return paragraphs


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int:
    """The width at which ``text`` is wrapped, or 0.

    Wrapped text has hardly any line that is longer, breaks its lines where the next word would not
    have fitted, and goes on in lower case after many of those breaks.
    """
    lengths = [end - start for start, end in lines if end - start <= _WIDE]
    width = max(lengths, default=0)
    if width < _NARROW or len(lengths) < 0.9 * len(lines):
        return 0
    breaks = full = lower = 0
    for line, after in pairwise(lines):
        if _is_single_break(text, line[1], after[0]):
            breaks += 1
            full += _was_full(text, line, after, width)
            lower += text[after[0]].islower()
    return width if breaks and full >= 0.7 * breaks and lower >= 0.4 * breaks else 0


def _is_single_break(text: str, end: int, start: int) -> bool:
    return text[end:start].strip(" \t") in {"\n", "\r\n", "\r"} if start - end <= _WIDE else False


def _was_full(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    """Whether the first word of the line ``after`` would not have fitted on ``line``."""
    word = _FIRST_WORD.match(text, *after)
    return line[1] - line[0] + 1 + len(word.group() if word else "") > 0.9 * width


def _goes_on(text: str, previous: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    """Whether ``line`` goes on with the paragraph of the ``previous`` one."""
    if not _is_single_break(text, previous[1], line[0]):
        return False
    return text[line[0]].islower() or _was_full(text, previous, line, width)


# Sentence ends within a paragraph.

_STOP = re.compile(
    # A character comes first, so that the search skips what is none.
    r"[.!?…؟।。！？｡](?:(?<=\.)(?: \.){2,3}|(?<=[.!?…؟।])[.!?…؟।]*+|[。！？｡]*+)"
)
_CJK = frozenset("。！？｡")
_QUOTE_ENDS = frozenset("”’»›\"'")
_CLOSING = frozenset(")]}”’»›」』〟\"'")
_OPENING = re.compile(r"[“„‘\"'`«‹「『(\[¿¡#@*]{1,4}(?:[  ](?=\S))?")
_BULLET = re.compile(r"[•·▪●⁃*–—-][  ]?")
_BRACKETED = re.compile(r"\([^()]{1,300}\)|\[[^\[\]]{1,300}\]")
_CAMEL_CASE = re.compile(r"[a-z]{1,2}[A-Z]")
_PARTICLE = re.compile(r"(?:a[a-z]-|el-|(?:de|da|di|du|del|van|von|bin|ibn|abu) )[A-Z]")
_WORD = re.compile(r"[^\W\d_]{1,40}")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@")
_ORDINARY_END = re.compile(r"\d$|[^\W\d_A-Z]{2}$")
_SPACE = re.compile(r"\s*")
_TAG = re.compile(
    r"[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4}(?:,[^,.!?“”\"]{1,60},)?\s"
    r"(?:said|says|asked|asks|added|adds|wrote|tweeted|posted|exclaimed|shouted|yelled|screamed|cried|replied"
    r"|wondered|joked|quipped|recalled|declared|demanded|inquired|mused|remarked|continued)\b"
    r"(?!\s+(?:that|he|she|it|they|there|we|I|the|a|an|his|her|their)\b)"
)
"""“Is it over?” *President Biden, 81, asked*: a capitalised speaker who goes on with the sentence."""


def _borders(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence of the paragraph ends and another starts, in order."""
    pairs = pair_marks(text, start, end)
    shelters = sorted(
        [(pair.start, pair.end) for pair in pairs]
        + [found.span() for found in _BRACKETED.finditer(text, start, end)]
    )
    closings = {pair.inner_end for pair in pairs if pair.closed}
    openings = {pair.start for pair in pairs}
    soft: list[int] = []
    first = begin = start
    position, reach = 0, start
    for stop in _STOP.finditer(text, start, end):
        border = _skip_closing(text, stop.end(), end, openings, closings)
        if not _is_border(text, begin, stop, border, end):
            continue
        begin = _skip_space(text, border, end)
        while position < len(shelters) and shelters[position][0] < border:
            reach = max(reach, shelters[position][1])
            position += 1
        if border < reach:
            soft.append(border)
            continue
        yield from _cuts(first, soft, border)
        yield border
        first, soft = border, []
    yield from _cuts(first, soft, end)


def _cuts(first: int, soft: list[int], last: int) -> Iterator[int]:
    """Which of the sentence ends inside a quotation to cut at, between ``first`` and ``last``."""
    if last - first <= LONGEST_KEPT:
        return
    for border in soft:
        if border - first >= SHORTEST_PIECE and last - border >= SHORTEST_PIECE:
            yield border
            first = border


def _skip_closing(text: str, at: int, end: int, openings: set[int], closings: set[int]) -> int:
    """The place after the closing marks and brackets that follow a sentence's last mark."""
    while at < end and text[at] in _CLOSING and at not in openings:
        at += 1
    if at + 1 < end and at + 1 in closings and text[at].isspace():
        at += 2
    while at < end and at in closings:
        at += 1
    return at


def _skip_space(text: str, at: int, end: int) -> int:
    found = _SPACE.match(text, at, end)
    return found.end() if found else at


def _is_border(text: str, begin: int, stop: re.Match[str], border: int, end: int) -> bool:
    """Whether the sentence that starts at ``begin`` ends with ``stop`` and what closes it."""
    following = _skip_space(text, border, end)
    closing = text[stop.end() : border]
    if following >= end or stop.start() <= begin or (closing[:1] == "]" and text[stop.start() - 1] == "["):
        return False
    mark = stop.group()
    word = word_before(text, begin, stop.start())
    if mark == "." and text[following] in "(-–—" and ends_dateline(word):
        return False
    if mark[0] in _CJK:
        return not closing or following > border or text[following] in "“‘「『"
    if following == border:
        return _is_glued(text, begin, stop, border, end)
    if bullet := _BULLET.match(text, following, end):
        if bullet.group()[0] == "•":
            return True
        following = bullet.end()
    opened = _OPENING.match(text, following, end)
    word_start = opened.end() if opened else following
    if not _can_start(text, word_start, end):
        return opened is not None and mark == "." and is_plain(word)
    if mark == ".":
        return stop_ends_sentence(text, begin, stop.start(), word_start, end)
    return _ends_strongly(
        text, stop, following, word_start, end, word, quoted=not _QUOTE_ENDS.isdisjoint(closing)
    )


def _ends_strongly(
    text: str, stop: re.Match[str], following: int, word_start: int, end: int, word: str, *, quoted: bool
) -> bool:
    """Whether a question mark, an exclamation mark or an ellipsis ends a sentence."""
    mark = stop.group()
    if quoted and _is_tag(text, following, end):
        return False
    if set(mark) & {"!", "?", "؟", "।"}:
        return mark != "!" or quoted or word not in MARKED_NAMES
    return _ends_ellipsis(text, stop, word_start, end, quoted=quoted)


def _can_start(text: str, at: int, end: int) -> bool:
    """Whether a sentence can start with the character at ``at``."""
    if at >= end or text[at] in ",;:)]}%/&+=|?!.":
        return False
    if text[at].islower():
        return any(form.match(text, at, end) for form in (_CAMEL_CASE, _PARTICLE))
    return True


def _is_tag(text: str, at: int, end: int) -> bool:
    found = _TAG.match(text, at, min(end, at + 120))
    return found is not None and found.group().split(None, 1)[0] not in STARTERS


def _ends_ellipsis(text: str, stop: re.Match[str], word_start: int, end: int, *, quoted: bool) -> bool:
    if quoted or stop.group().endswith(("....", ". . . .", "….", ".…")):
        return True
    found = _WORD.match(text, word_start, end)
    word = found.group() if found else ""
    if word == "I":
        return False
    return word in STARTERS or not text[stop.start() - 1].isspace()


def _is_glued(text: str, begin: int, stop: re.Match[str], border: int, end: int) -> bool:
    """Whether a sentence ends where no white space follows: “left.They came”, but not “Node.js”."""
    opened = _OPENING.match(text, border, end)
    word_start = opened.end() if opened else border
    first, second = text[word_start : word_start + 1], text[word_start + 1 : word_start + 2]
    if not first.isupper() or not (second.islower() or second in " ’'"):
        return False
    word = _WORD.match(text, word_start, end)
    mark = stop.group()
    if word is None or word.group() in TOP_LEVEL_DOMAINS or _ADDRESS.match(text, word_start, end):
        return False
    if len(mark) > 1 and not set(mark) <= {"!", "?"}:
        return False
    if border > stop.end():
        return True
    token = text[max(begin, stop.start() - 40) : stop.start()].rsplit(None, 1)[-1:]
    if not token or any(character in token[0] for character in "/@._"):
        return False
    if mark != ".":
        return token[0][-1].isalnum() and token[0] not in MARKED_NAMES
    return _ORDINARY_END.search(token[0]) is not None and stop_ends_sentence(
        text, begin, stop.start(), word_start, end
    )
