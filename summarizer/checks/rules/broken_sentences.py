"""Sentences that break off, or whose halves do not belong together: they can be held against no source."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from operator import eq
from typing import TYPE_CHECKING

from summarizer.checks.lists import load_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.lemmas import Token
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode

__all__ = ["check_broken_sentences"]

_WHOLE_KINDS = frozenset({"sentence", "contested"})
"""What must be whole sentences; headlines and events are often none by their style."""
_STOP = re.compile(r"\s*(?:[.;]|,\s*[.;)])(?=[\s”’\"']|$)(?!\s*[.])")
"""What ends a sentence or a part of one; dots in a row, close or spaced, only leave something out."""
_GOES_ON = re.compile(r"\s*\w")
_CUT_OFF = re.compile(r"[,(\[]\s*[.]?\s*$")
"""A comma or an opening bracket, and nothing behind it."""
_JOINING = frozenset({"and", "or"})
_SHORTEST_RUN = 2
_LONGEST_RUN = 4
"""Words of the shortest and of the longest run that is looked for twice in a row."""
_SHOWN = 1
"""Words before and behind the broken place that a message shows."""


def check_broken_sentences(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``inconsistent``: words twice in a row, an article without a noun, a cut end, an open bracket.

    What the source has in the same words is left alone, and so are doubled words in quotation marks.
    """
    tokens = statement.own.tokens
    said_twice = _said_twice(statement, tokens)
    if said_twice is not None:
        yield "inconsistent", f"“{said_twice}” says the same twice in a row; say it once, or what is meant"
    elif statement.kind in _WHOLE_KINDS:
        broken = _broken_place(statement, tokens)
        if broken is not None:
            yield "inconsistent", f"“{broken}” is no whole sentence; write what is meant in one"


def _said_twice(statement: Statement, tokens: list[Token]) -> str | None:
    """The first words that stand twice in a row, with no mark between them."""
    words = [token.folded for token in tokens]
    if len(frozenset(pairwise(words))) == len(words) - 1 and not any(map(eq, words, words[1:])):
        return None  # no two words in a row stand twice, so no longer run does, and no word stands doubled
    last: dict[str, int] = {}
    for place, word in enumerate(words):
        before = last.get(word)
        last[word] = place
        if before is None or place - before > _LONGEST_RUN + 1:
            continue
        distance = place - before
        if distance > 1 and (not before or words[before - 1] != words[place - 1]):
            continue  # a run has two words at least, and this may be the last of one only
        first = before if distance == 1 else _start_of_run(statement, tokens, place, distance)
        if first is not None and _is_slip(statement, tokens[first : place + 1], doubled=distance == 1):
            return statement.text[tokens[first].start : tokens[place].end]
    return None


def _start_of_run(statement: Statement, tokens: list[Token], last: int, distance: int) -> int | None:
    """Where a run of two words or more begins that stands twice, with or without “and” between."""
    joined = tokens[last - distance + 1].folded in _JOINING
    length = distance - 1 if joined else distance
    first = last - distance - length + 1
    if length < _SHORTEST_RUN or first < 0:
        return None
    if joined and _GOES_ON.match(statement.text, tokens[last].end):
        return None  # “was arrested and was arrested again”, “some do and some do not”
    words = [token.folded for token in tokens[first : last + 1]]
    run = words[:length]
    linked = run[:1] if joined and length > _SHORTEST_RUN else run
    return first if run == words[-length:] and _words("links").isdisjoint(linked) else None


def _is_slip(statement: Statement, tokens: list[Token], *, doubled: bool) -> bool:
    """Whether words that stand twice are no name, no number, no quotation, no owner, no figure of speech."""
    start, end = tokens[0].start, tokens[-1].end
    text = statement.text[start:end]
    if statement.text.startswith(("’", "'"), end):  # “Ada Rell and Ada Rell's brother”
        return False
    if not text.replace(" ", "").isalpha():
        return False
    if doubled and (tokens[0].folded in _words("doubles") or _is_named(statement, tokens)):
        return False
    if all(token.capitalised for token in tokens) or tokens[0].folded in _JOINING:
        return False
    return not (statement.in_quotation(start, end) or _in_source(statement, text))


def _is_named(statement: Statement, tokens: list[Token]) -> bool:
    """Whether the first of two words is a name in mid-sentence and the second none: “the Irish Rose rose”."""
    return statement.text[: tokens[0].start].strip() != "" and tokens[0].capitalised > tokens[1].capitalised


def _broken_place(statement: Statement, tokens: list[Token]) -> str | None:
    """The words around the first place where a sentence is broken."""
    last = len(tokens) - 1
    determiners, no_noun, no_end = _words("determiners"), _words("no_noun"), _words("no_end")
    for place, token in enumerate(tokens):
        word = token.folded
        if word in determiners and place < last and tokens[place + 1].folded in no_noun:
            if _lacks_noun(statement, tokens, place):
                return _around(statement, tokens, place, place + 1)
        elif word in no_end and not token.text.isupper():
            if place < last and tokens[place + 1].start <= token.end + 1:
                continue  # what ends a sentence has a blank or another mark behind it
            stop = _STOP.match(statement.text, token.end)
            if stop is not None and not _in_source(statement, statement.text[token.start : stop.end()]):
                return _around(statement, tokens, place, place)
    return _cut_off(statement, tokens)


def _cut_off(statement: Statement, tokens: list[Token]) -> str | None:
    """The end of a sentence that stops at a comma or a bracket, or what stands behind a bracket left open."""
    text = statement.text
    mark = _CUT_OFF.search(text, tokens[-1].end) if tokens else None
    if mark is not None:
        tail = text[tokens[-1].start :].rstrip()
    elif text.count("(") > text.count(")"):
        tail = text[text.rindex("(") :].rstrip()
    else:
        return None
    return None if _in_source(statement, tail) else f"…{tail}"


def _lacks_noun(statement: Statement, tokens: list[Token], place: int) -> bool:
    """Whether a determiner has a word behind it that begins no noun, no name and no spelling."""
    token, behind = tokens[place], tokens[place + 1]
    if statement.text[token.end : behind.start].strip() or behind.capitalised or token.text == "A":
        return False
    after = tokens[place + 2].folded if place + 2 < len(tokens) else ""
    if behind.folded == "to" and (after in _words("after_to") or len(after) == 1):
        return False
    named = token.folded == "a" and place > 0
    return not (
        (named and _in_source(statement, f"{tokens[place - 1].text} A", case=True))
        or _in_source(statement, statement.text[token.start : behind.end])
    )


def _in_source(statement: Statement, words: str, *, case: bool = False) -> bool:
    """Whether the article has some words in a row; with ``case``, the last of them in capitals."""
    start, last = re.escape(words[:-1]), re.escape(words[-1])
    whole = f"(?i:{start}){last}" if case else f"(?i:{start}{last})"
    return re.search(rf"(?<!\w){whole}(?!\w)", statement.article.whole.segmented.text) is not None


def _around(statement: Statement, tokens: list[Token], first: int, last: int) -> str:
    """Some words with their neighbours, and dots where the sentence goes on."""
    start, end = max(0, first - _SHOWN), min(len(tokens), last + 1 + _SHOWN)
    before, behind = "…" if start else "", "…" if end < len(tokens) else ""
    return f"{before}{statement.text[tokens[start].start : tokens[end - 1].end]}{behind}"


@lru_cache(maxsize=8)
def _words(name: str) -> frozenset[str]:
    """One of the lists of words."""
    return frozenset(load_list("broken_sentences")[name])
