"""Compares names: whether the words of a name stand in evidence, in some form of the same name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from summarizer.attribution.source_words import COUNTRIES
from summarizer.checks.lemmas import word_runs
from summarizer.checks.lists import load_list
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

__all__ = [
    "NameFacts",
    "copies_names",
    "fold",
    "has_word",
    "joined_facts",
    "may_be_one",
    "name_facts",
    "name_forms",
    "name_words",
    "stands_for",
]

_WORD = re.compile(r"[^\W_]+")
_COMBINING = re.compile("[\u0300-\u036f]")
_PLAIN_LETTERS = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ħ": "h", "Ħ": "H", "ə": "a", "Ə": "A",
        "ŋ": "n",
    }
)  # fmt: skip
"""Letters that have no diacritic to drop, as English newsrooms write them."""
_PUNCTUATION = "“”‘’–—…\u00a0"
"""Marks that no word has, in any form of them."""
_CAPITALISED = re.compile(r"[^\W\d_a-zß-öø-ÿ](?<!\w.)[^\W_]*")
"""A word that begins with a capital; that it is the beginning, is looked at behind the capital."""
_PLAIN_CAPITALISED = re.compile(r"[A-Z](?<!\w.)[A-Za-z0-9]*", re.ASCII)
"""The same for a text without other letters, where it is several times as quick."""
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_RUN = re.compile(r"[A-ZÀ-Þ]\w*(?:[ \xa0-](?:(?:of|the|for|and|on|de)[ \xa0]){0,2}[A-ZÀ-Þ]\w*)+")
_CONNECTING_WORDS = """
    of the for and on in at to de la los las del della da das do dos du di von van der den bin ibn
    bint abu al el ul as ash an ad ar az d l s
"""
_CONNECTING = frozenset(_CONNECTING_WORDS.split())
_TITLES_WORDS = """
    mr mrs ms miss dr doctor prof professor sir dame lord lady gen general col colonel lt lieutenant
    capt captain sgt sergeant maj major sen senator rep representative gov governor rev reverend hon
    jr sr cllr councillor supt superintendent insp inspector det detective pc constable cmdr commander
    adm admiral brig brigadier
"""
_TITLES = frozenset(_TITLES_WORDS.split())
"""Forms of address: a summary may write one in full or leave it to the reader."""
_NO_NAMES = frozenset(("celsius", "fahrenheit", "click", "update"))
"""Words that stand with a capital and name nobody: a scale, a heading."""
_BESIDE_NAMES = _CONNECTING | _TITLES | _NO_NAMES

_NAMES = load_list("names")
_GROUPS: dict[str, tuple[str, ...]] = {name: tuple(group) for group in _NAMES["groups"] for name in group}
"""Names that stand for one another where no rule says so, by each of them."""
_GOVERNMENTS: dict[str, tuple[str, ...]] = {}
for _capital, _country in _NAMES["capitals"].items():
    for _name in _GROUPS.get(_country, (_country,)):
        _GOVERNMENTS[_name] = (*_GOVERNMENTS.get(_name, ()), _capital)
_COUNTRY_ENDINGS: dict[str, tuple[str, ...]] = {
    "ian": ("", "y", "e", "ia", "o", "a", "ey", "as", "es", "os"),
    "ean": ("",),
    "an": ("", "a", "o", "um", "e", "as", "s"),
    "n": ("",),
    "i": ("", "ia"),
    "ese": ("", "a", "e"),
    "ish": ("", "ey", "en", "land"),
    "er": ("",),
    "ite": ("",),
}
"""Endings of demonyms, and the endings that their countries have instead."""
_MORE_COUNTRIES = """
    cambodia laos austria romania bulgaria armenia azerbaijan georgia jordan oman bahrain mali chad
    bolivia ecuador uruguay paraguay honduras guatemala nicaragua zambia zimbabwe angola mozambique
    tanzania senegal cameroon gambia guinea liberia albania estonia latvia lithuania moldova belarus
    slovenia malta mongolia gaza eritrea namibia botswana malawi burundi madagascar nepal sri korea
    texas california
"""
_COUNTRIES = frozenset(COUNTRIES) | frozenset(_MORE_COUNTRIES.split())
_LONGEST_LINE = 1000
"""Characters of the longest line whose words are remembered."""
_SHORT = 3
"""Letters: the shortest stem of a country, and the longest acronym that has to stand in capitals."""


class NameFacts(NamedTuple):
    """The words of a stretch of evidence, folded, and how they are written there."""

    text: str
    words: AbstractSet[str]
    capitalised: AbstractSet[str]
    """Those that stand there with a capital; dotted acronyms without their dots."""


def name_facts(text: str) -> NameFacts:
    """The words of ``text`` in the form in which names are compared."""
    plain = text
    if not text.isascii():
        for mark in _PUNCTUATION:
            plain = plain.replace(mark, " ")
    if plain.isascii():  # nothing to fold but capitals
        capitalised = frozenset(map(str.lower, _PLAIN_CAPITALISED.findall(plain)))
        words = word_runs(text)
    else:
        capitalised = frozenset(_WORD.findall(fold(" ".join(_CAPITALISED.findall(text)))))
        words = capitalised.union(_WORD.findall(fold(text)))
    if text.count(".") > 1:  # as many as an acronym has
        acronyms = {fold(dotted.replace(".", "")) for dotted in _DOTTED.findall(text)}
        capitalised |= acronyms
        words |= acronyms
    return NameFacts(text, words, capitalised)


_facts_of_line = remembered(2048)(name_facts)


def joined_facts(text: str, lines: Iterable[str]) -> NameFacts:
    """The words of a text of some lines, each of which is read once for all texts that have it.

    Args:
        text: The whole text.
        lines: Its lines, or stretches of lines; one alone is the whole text.
    """
    read = [_facts_of_line(line) if len(line) <= _LONGEST_LINE else name_facts(line) for line in lines]
    if len(read) == 1:
        return read[0]
    words = frozenset().union(*(facts.words for facts in read))
    return NameFacts(text, words, frozenset().union(*(facts.capitalised for facts in read)))


def fold(text: str) -> str:
    """``text`` without case and without diacritics; “Łukasik” and “Lukasik” are one."""
    if not text.isascii():
        text = _COMBINING.sub("", unicodedata.normalize("NFKD", text)).translate(_PLAIN_LETTERS)
    return text.casefold()


def name_words(name: str) -> list[str]:
    """The words of ``name`` that evidence must bear out, as written: no particles, initials or titles."""
    plain = _DOTTED.sub(lambda match: match.group().replace(".", ""), name) if "." in name else name
    return [
        word
        for word in _WORD.findall(plain)
        if (len(word) > 1 or word.isdigit()) and fold(word) not in _BESIDE_NAMES
    ]


@lru_cache(maxsize=4096)
def name_forms(folded: str) -> frozenset[str]:
    """One form that stands for all of one folded word of a name: a country for its people and adjective."""
    group = _GROUPS.get(folded)
    if group:
        return frozenset((group[0],))
    for form in _variants(folded):
        if form in _GROUPS:
            return frozenset((_GROUPS[form][0],))
    for ending, countries in _COUNTRY_ENDINGS.items():
        stem = folded.removesuffix("s").removesuffix(ending)
        if len(stem) >= _SHORT and any(stem + country in _COUNTRIES for country in countries):
            return frozenset(stem + country for country in countries if stem + country in _COUNTRIES)
    return frozenset((folded,))


def copies_names(facts: NameFacts, text: str) -> bool:
    """Whether every capitalised word of ``text``, a name or not, stands in the evidence as it is.

    The quick answer for the usual case; where it is no, the names have to be found and compared.
    """
    if text.isascii() and joined_facts(text, [text]).capitalised <= facts.capitalised:
        return True  # what stands there with a capital is among all words
    return all(
        fold(word) in (facts.capitalised if word.isupper() else facts.words)
        for word in _CAPITALISED.findall(text)
    )


def stands_for(facts: NameFacts, words: list[str]) -> bool:
    """Whether the evidence behind ``facts`` names what the ``words`` of a name, as written, name together."""
    missing = [word for word in words if not has_word(facts, word)]
    if not missing:
        return True
    missing = [word for word in missing if fold(word) not in _without_joined_aliases(facts, words)]
    whole = " ".join(map(fold, words))
    if not missing or _has_alias(facts, whole) or _is_spelt_out(facts, words):
        return True
    return all(_has_alias(facts, fold(word)) or _is_abbreviated(facts, word) for word in missing)


def may_be_one(one: str, other: str) -> bool:
    """Whether a name may be another form of the other: “US officials” and “American officials”."""
    return any(
        stands_for(name_facts(long), name_words(short)) for short, long in ((one, other), (other, one))
    )


def _without_joined_aliases(facts: NameFacts, words: list[str]) -> frozenset[str]:
    """The words of a name that make up another name of the evidence: “Food Office of the | United States”."""
    folded = list(map(fold, words))
    runs = (folded[i : i + size] for size in (2, 3) for i in range(len(folded) - size + 1))
    return frozenset(word for run in runs if _has_alias(facts, " ".join(run)) for word in run)


def has_word(facts: NameFacts, word: str) -> bool:
    """Whether the evidence has one word of a name, in the same or another number, spelling or demonym."""
    folded = fold(word)
    if word.isupper() and len(word) <= _SHORT:
        return folded in facts.capitalised
    if folded in facts.words:
        return True
    if any(form in facts.words for form in _variants(folded)):
        return True
    return any(folded in _variants(other) for other in facts.capitalised if other[:2] == folded[:2])


@lru_cache(maxsize=4096)
def _variants(folded: str) -> frozenset[str]:
    """Other forms of one word: number, the other English spelling, the country of a demonym."""
    forms = {f"{folded}s", folded.removesuffix("s"), folded.removesuffix("es")}
    forms.add(folded.replace("isation", "ization").replace("our", "or").replace("defence", "defense"))
    forms.add(folded.replace("centre", "center").replace("programme", "program"))
    if folded.endswith("y"):
        forms.add(f"{folded[:-1]}ies")
    if folded not in _GROUPS:
        singular = folded.removesuffix("s")
        for ending, countries in _COUNTRY_ENDINGS.items():
            stem = singular.removesuffix(ending)
            if stem != singular and len(stem) >= _SHORT:
                forms.update(stem + country for country in countries)
    return frozenset(form for form in forms if len(form) > 1 and form != folded)


def _has_alias(facts: NameFacts, name: str) -> bool:
    return any(
        all(part in facts.capitalised for part in alias.split() if part != "of")
        for alias in (*_GROUPS.get(name, ()), *_GOVERNMENTS.get(name, ()))
    )


def _is_spelt_out(facts: NameFacts, words: list[str]) -> bool:
    """Whether the evidence has the initials of a name of several words, as ``UN`` for United Nations."""
    initials = "".join(fold(word)[0] for word in words)
    return len(initials) > 1 and initials in facts.capitalised


def _is_abbreviated(facts: NameFacts, word: str) -> bool:
    """Whether the evidence spells an acronym out, as United Nations for ``UN``."""
    if not (word.isupper() and len(word) > 1):
        return False
    return any(fold(word) in initials for initials in _initials(facts.text))


@remembered(256)
def _initials(text: str) -> frozenset[str]:
    """Initials of every run of capitalised words, with and without the connecting words in it."""
    runs: set[str] = set()
    for run in _RUN.findall(text):
        words = _WORD.findall(run)
        runs.add("".join(word[0] for word in words).casefold())
        runs.add("".join(word[0] for word in words if word[0].isupper()).casefold())
    return frozenset(runs)
