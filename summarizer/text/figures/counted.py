"""The noun that a number counts: what follows it, as far as rules carry."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.text.candidates import Stretch
from summarizer.text.figures.nouns import PARTICIPLES, is_people, is_plural, singular
from summarizer.text.figures.patterns import LINE_GAP
from summarizer.text.words import word_set

__all__ = ["Counted", "counts_persons", "find_counted"]

_HEADS = frozenset(("occasions", "olympics"))
"""Plurals that no noun follows in what is counted: “on two occasions | picks her up”."""
_LONGEST = 7
"""Words between a number and the noun that it counts, at most."""

_TOKEN = re.compile(
    r"""
    [ \u00a0\u202f\u2009\n]?
    (?P<word> (?:[A-Za-z]\.){2,}                                            # U.S.
            | [A-Za-z][A-Za-zÀ-ÿ]*(?:[-’'][A-Za-zÀ-ÿ0-9]+)*                # light-armed, city’s
    )
    """,
    re.VERBOSE,
)
_OF = re.compile(
    rf"""{LINE_GAP}
    (?: (?:of{LINE_GAP})?                                              # “20 of the hostages”, “all their men”
        (?:the|its|his|her|their|our|my|your|these|those|all|them){LINE_GAP}
      | of{LINE_GAP}                                                   # “40% of children”
      | more{LINE_GAP}(?!than)                                         # “two more hostages”
    )
    """,
    re.VERBOSE,
)
_SOMEBODY = re.compile(
    rf"{LINE_GAP}(?:more{LINE_GAP})?(?:{'|'.join(sorted(PARTICIPLES - {'left', 'lost', 'feared'}))})\b"
)
_ADJECTIVE_ENDINGS = ("al", "ic", "ous", "ive", "an", "er", "ed")
_ADJECTIVES = word_set(
    """
    civil senior junior foreign young old new male female small big major main private late early short long
    large free full hostile mobile missile juvenile fragile nuclear military secondary primary elderly giant
    independent recent different separate remote possible available complete entire rare huge single extra
    """
)
_PERSONS_OR_ADJECTIVES = word_set(
    """
    national general official individual executive conservative liberal republican democrat catholic
    protestant muslim christian hindu jewish marine civilian academic minor captive migrant rebel militant
    terrorist adult student teen junior
    """
)
"""Nouns for persons that also stand before another noun: “one national park”."""
_NO_NOUN_AFTER = ",.;:)-"
"""Right after a number these, or the end of the text, leave it without a noun."""
_POSSESSIVE = ("’s", "'s")

_STOPS = word_set(
    """
    a an the this that these those his her its their our my your who whom whose which what when where why how
    and or but nor yet so as than if then while because since until till although though whether in on at by
    to from for with without of off into onto over under above below between among amid across through during
    before after against about around near behind beyond within along toward towards inside outside upon per
    via is are was were be been being am has have had do does did will would can could may might shall should
    must not no never also only just even still already too very there here now ago later earlier away apart
    died fled came went said says told took made gave got including compared according each up down out back
    remain remains remained won scored plus he she it they we you i him them us me
    becomes comes goes gets gives seems brings says knows thinks wants
    """
)
"""Words that no noun phrase goes on over."""


class Counted(NamedTuple):
    """A counted noun phrase and the unit that it stands for."""

    phrase: Stretch
    unit: str


def counts_persons(text: str, position: int) -> bool:
    """Whether a number that ends at ``position`` counts persons without a noun: “12 dead”, “six injured”."""
    return _SOMEBODY.match(text, position) is not None


def find_counted(text: str, position: int, *, one: bool = False) -> Counted | None:
    """The noun phrase counted by a number that ends at ``position``.

    Args:
        text: The text.
        position: Where the number and its unit of measure end.
        one: Whether the number is one, so that a singular noun counts.
    """
    if text[position : position + 1] in _NO_NOUN_AFTER:
        return None
    of = _OF.match(text, position)
    if of:
        position = of.end() - 1
    words, head = _read_phrase(text, position, one=one)
    if head is None and one:
        head = _singular_head(words)
    if head is None:
        return None
    first = 0
    while first < head and words[first][1].endswith(_POSSESSIVE):
        first += 1
    start, (end, noun) = words[first][0].start(1), (words[head][0].end(), words[head][1])
    unit = "people" if is_people(noun) else singular(noun)
    return Counted(Stretch(start, end, text[start:end]), "people" if unit == "person" else unit)


def _read_phrase(text: str, at: int, *, one: bool) -> tuple[list[tuple[re.Match[str], str]], int | None]:
    """The words of the phrase that begins at ``at``, and the index of its noun, if it has one.

    The noun is the last of the first plurals in a row: “200 *police officers* left”.
    """
    words: list[tuple[re.Match[str], str]] = []
    head: int | None = None
    for index in range(_LONGEST):
        match = _TOKEN.match(text, at)
        if match is None:
            break
        word = match[1]
        if _ends_phrase(text, match, word.lower(), first=index == 0):
            break
        if text[at] == "\n" and word[0].isupper():
            break  # another line, which may be a headline or a date line
        words.append((match, word))
        at = match.end()
        if is_plural(word):
            head = index
            if word.lower() in _HEADS:
                break
        elif head is not None:
            break
        elif one and is_people(word) and not _goes_before_noun(text, match):
            head = index
            break
    return words, head


def _ends_phrase(text: str, match: re.Match[str], word: str, *, first: bool) -> bool:
    """Whether no noun follows from this word on: “300 in all”, “60 injured in the blast”."""
    if word in _STOPS:
        return not (first and word == "other")
    if word not in PARTICIPLES:
        return False
    following = _TOKEN.match(text, match.end())
    return following is None or not is_plural(following["word"])


def _goes_before_noun(text: str, match: re.Match[str]) -> bool:
    """Whether a noun for persons is an adjective here: “one national park”, not “one national died”."""
    if match["word"].lower() not in _PERSONS_OR_ADJECTIVES:
        return False
    following = _TOKEN.match(text, match.end())
    if following is None or not following["word"].islower():
        return False
    word = following["word"]
    return word not in _STOPS and word not in PARTICIPLES and not word.endswith(("ed", "ly"))


def _singular_head(words: list[tuple[re.Match[str], str]]) -> int | None:
    """The noun after “one”: the first word, or the one after an adjective."""
    if not words or not words[0][1][0].islower():
        return None
    first = words[0][1].lower()
    adjective = first.endswith(_ADJECTIVE_ENDINGS) or first in _ADJECTIVES or first in _PERSONS_OR_ADJECTIVES
    return 1 if adjective and len(words) > 1 else 0
