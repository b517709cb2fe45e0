"""Numbers of dead, injured and missing people for which a summary names nobody."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.checks.lemmas import word_runs
from summarizer.checks.lists import load_list
from summarizer.checks.rules.voices import clauses, covers, names_its_source, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.checks.lemmas import Token
    from summarizer.checks.statements import Statement
    from summarizer.records import CheckCode
    from summarizer.text import DatePhrase

__all__ = ["check_casualties"]

_NO_SOURCE = re.compile(
    r"\b(?:article|report|story|source|text|piece|account|coverage)s?\b[^.;]{0,40}\b(?:no|not|nobody|without|n[o’']t)\b"
    r"|\b(?:no|without\s+(?:a|any|naming|giving|citing)\b[^.;]{0,12}?)\s*(?:named\s+)?(?:source|attribution)s?\b"
    r"|\b(?:unattributed|unsourced)\b"
    r"|\b(?:not|n[o’']t)\s+(?:said|say|clear|stated?|specified|specify|known|named?)\s+who\s+(?:gave|provided|counted|reported)\b",
    re.IGNORECASE,
)
"""Words by which a summary says that the article names no source."""
_OCCASION = re.compile(r"\s*(?:after|following|over|about|before|when|as|amid|since)\b")
"""What follows a verb of saying when no content does."""
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_SHARE = re.compile(r"[\s-]*(?:%|per\s?cent\b|percent\b|-?year|-?month|-?day)")
_DATA = r"(?:[Ff]igures?|[Dd]ata|[Cc]ount|[Tt]ally|toll|[Nn]umbers|[Ss]tatistics|[Rr]ecords|[Ee]stimates?)"
_DATA_LETTERS = ("igure", "ata", "ount", "ally", "toll", "umbers", "tatistics", "ecords", "stimate")
"""Some of these stand in each of the words for data, in whatever case."""
_BY_WHOM = re.compile(
    rf"\b{_DATA}\s+(?:\w+\s+){{0,2}}?(?:(?:by|from)\s+(?:the\s|an?\s|[A-Z])|of the\s+[A-Z])"
    rf"|\b(?:[Bb]y|[Pp]er|[Ii]n)\s+(?:[\w’'-]+\s+){{0,4}}?[\w-]+[’']s?\s+(?:\w+\s+){{0,2}}?{_DATA}\b"
)
"""“in a count by the UN”, “by the UN's count”."""
_LIVES_OF = re.compile(r"\b(?:claim|cost|t[ao]ok|tak)\w*\s+(?:the\s+)?lives\s+of\s+$")
_PHRASE = 40
"""Characters of “claimed the lives of”."""
_ASIDE = re.compile(
    r"\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+(?P<aside>,\s(?:including|among\s+them|most|mostly|some|all|many|aged)\b[^,.;]{1,80},\s)"
)
"""“17 people|, including three children,| died”."""
_NO_BREAKS = frozenset((" ", ",", "."))
"""What stands between nearly all words that nothing parts, and inside a number."""
_BREAKS = frozenset(",;:()—–.\n")
_ADVICE = "say in the same sentence who gave the number, or that the article names no source"
_REACH = 12
"""Words behind a number within which it is said what happened to those it counts."""


def check_casualties(statement: Statement) -> Iterator[tuple[CheckCode, str]]:
    """``casualty-without-source``: a number of dead, injured or missing that stands under nobody's name."""
    text = statement.text
    if statement.kind == "event" or not _may_count(text) or names_its_source(statement):
        return
    tokens = statement.own.tokens
    for first, last in _counted(text, tokens, statement.own.dates):
        if not _sourced(statement, tokens, first):
            if _NO_SOURCE.search(text) or not _any_state().search(text):
                return
            words = text[tokens[min(first, last)].start : tokens[max(first, last)].end]
            yield (
                "casualty-without-source",
                f"nobody is named for “{words}”; {_ADVICE}",
            )
            return


def _may_count(text: str) -> bool:
    """Whether a text has a word for what happened to people, and a digit or a number word.

    Each is a word by itself, between marks, spaces or hyphens, in whatever case: one of its runs of letters.
    """
    runs = word_runs(text)
    if _first_state_words().isdisjoint(runs):
        return False
    return not _set("numbers").isdisjoint(runs) or _DIGIT.search(text) is not None


@lru_cache(maxsize=64)
def _set(name: str) -> frozenset[str]:
    listed = load_list("casualties")[name]
    return frozenset(listed.split() if isinstance(listed, str) else listed)


def _state_words() -> frozenset[str]:
    return (
        _set("states") | _set("active") | _set("counts") | {"lives", "life", "toll", "bodies", "body count"}
    )


@lru_cache(maxsize=1)
def _first_state_words() -> frozenset[str]:
    return frozenset(words.partition(" ")[0] for words in _state_words())


@lru_cache(maxsize=1)
def _any_state() -> re.Pattern[str]:
    words = "|".join(sorted(_state_words(), key=lambda word: (-len(word), word)))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _tolls() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(load_list('casualties')['tolls'])})$", re.IGNORECASE)


def _counted(text: str, tokens: Sequence[Token], dates: Sequence[DatePhrase]) -> Iterator[tuple[int, int]]:
    """First and last token of every count: the number, and the word that says what happened."""
    numbers = _set("numbers")
    for index, token in enumerate(tokens):
        _, _, written, folded, _ = token
        if not (folded in numbers or "-" in folded or written[:1].isdecimal()):
            continue  # no numeral
        if not (_is_numeral(token) and _is_number(text, tokens, index)):
            continue
        if any(date.start <= token.start < date.end for date in dates):
            continue
        for find in (_behind_verb, _as_noun, _behind_toll, _before_state):
            other = find(text, tokens, index)
            if other is not None:
                yield index, other
                break


def _is_number(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether a numeral may count people: no age, share, sum of money, year or part of a longer number."""
    token = tokens[index]
    previous = tokens[index - 1].folded if index else ""
    if previous in _set("ages"):
        return False
    first = index
    while first and _is_numeral(tokens[first - 1]) and tokens[first].start - tokens[first - 1].end < 2:
        first -= 1
    if first != index or (token.start and text[token.start - 1] in "$£€¥₹"):
        return False
    if _is_word_number(token):
        if token.folded == "one" and (
            previous in {"no", "the", "this", "that", "any"} or _next(tokens, index) in {"of", "in"}
        ):
            return False
        return not _SHARE.match(text, token.end)
    if not _NUMBER.fullmatch(token.text) or _SHARE.match(text, token.end):
        return False
    if _YEAR.fullmatch(token.text) and previous in _set("before_year"):
        return False
    return not (token.start and text[token.start - 1] in "$£€.:/")


def _is_numeral(token: Token) -> bool:
    return _is_word_number(token) or _NUMBER.fullmatch(token.text) is not None


def _is_word_number(token: Token) -> bool:
    numbers, folded = _set("numbers"), token.folded
    return folded in numbers or ("-" in folded and all(part in numbers for part in folded.split("-")))


def _next(tokens: Sequence[Token], index: int) -> str:
    return tokens[index + 1].folded if index + 1 < len(tokens) else ""


def _behind_verb(text: str, tokens: Sequence[Token], index: int) -> int | None:
    """“killing at least six”, “left two of them dead” is found elsewhere; “claimed 12 lives”."""
    start = index
    while start and (
        tokens[start - 1].folded in _set("qualifiers") or tokens[start - 1].folded in _set("numbers")
    ):
        start -= 1
    if not start or _broken(text, tokens[start - 1].end, tokens[index].start):
        return None
    near = max(0, tokens[index].start - _PHRASE)
    if text.find("lives", near, tokens[index].start) >= 0 and _LIVES_OF.search(
        text, near, tokens[index].start
    ):
        return start - 1
    verb = tokens[start - 1].folded
    if verb in _set("lives_verbs"):
        return start - 1 if _lives_behind(tokens, index) else None
    shot = verb == "dead" and start > 1 and tokens[start - 2].lemma in {"shoot", "shot", "gun"}
    if (verb not in _set("active") and not shot) or _people_behind(text, tokens, index) is False:
        return None
    return None if _is_unreal(tokens, start - 1) else start - 1


def _lives_behind(tokens: Sequence[Token], index: int) -> bool:
    return any(token.folded == "lives" for token in tokens[index + 1 : index + 4])


def _people_behind(text: str, tokens: Sequence[Token], index: int) -> bool | None:
    """Whether a number counts people; None where no noun stands with it."""
    position = index
    seen = None
    for position in range(index + 1, min(index + 7, len(tokens))):
        token = tokens[position]
        if _broken(text, tokens[position - 1].end, token.start):
            break
        if token.folded in _set("people") or _ends_like_people(token):
            return True
        if (
            token.folded in _set("numbers")
            or _NUMBER.fullmatch(token.text)
            or token.folded in {"of", "the", "its", "their", "his", "her", "our"}
        ):
            continue
        if token.folded in _set("no_noun"):
            break
        seen = False
    return seen


def _ends_like_people(token: Token) -> bool:
    folded = token.folded
    if folded in _set("not_people") or len(folded) < 5:
        return False
    return folded.endswith(tuple(load_list("casualties")["people_ends"]))


def _as_noun(text: str, tokens: Sequence[Token], index: int) -> int | None:
    """“12 deaths”, “nine confirmed fatalities”, “three dead”."""
    for position in range(index + 1, min(index + 4, len(tokens))):
        if _broken(text, tokens[position - 1].end, tokens[position].start):
            return None
        word = tokens[position].folded
        if word in {"deaths", "fatalities", "casualties", "dead", "killings"}:
            if word == "dead" and _next(tokens, position) in _set("dead_things"):
                return None
            bare = position == index + 1 or tokens[position - 1].lemma in _set("confirming")
            return position if bare or word != "dead" else None
        if word in {"wounded", "injured"} and position == index + 1 and _next(tokens, position) in _set("be"):
            return position
        if word == "bodies" and any(one.lemma in _set("finding") for one in tokens):
            return position
    return None


def _behind_toll(text: str, tokens: Sequence[Token], index: int) -> int | None:
    """“the death toll rose to 40”, “the number of dead at five”."""
    for position in range(index - 1, max(index - 12, -1), -1):
        if _broken(text, tokens[position].end, tokens[position + 1].start) or tokens[position].folded in _set(
            "toll_ends"
        ):
            return None
        start = tokens[max(position - 4, 0)].start
        if tokens[position].folded in _set("toll_words") and _tolls().search(
            text[start : tokens[position].end]
        ):
            return None if _SHARE.match(text, tokens[index].end) else position
    return None


def _before_state(text: str, tokens: Sequence[Token], index: int) -> int | None:
    """“six passengers were killed”, “14 had died”, “two climbers are missing”."""
    previous = tokens[index - 1].folded if index else ""
    broken = not index or _broken(text, tokens[index - 1].end, tokens[index].start)
    person = False
    aside = _ASIDE.match(text, tokens[index].end) if text.find(",", tokens[index].end) >= 0 else None
    for position in range(index + 1, min(index + 1 + _REACH + (_REACH if aside else 0), len(tokens))):
        token = tokens[position]
        word = token.folded
        if aside and aside.start("aside") <= token.start < aside.end():
            continue
        if aside and token.start == aside.end():
            broken = False
        elif _broken(text, tokens[position - 1].end, token.start) or _parts(tokens, index, position):
            return None
        person = person or word in _set("people") or _ends_like_people(token)
        if word in _set("states") or _is_life_lost(tokens, position) or _is_to_death(tokens, position):
            bare = broken or previous in _set("before_bare")
            counted = person or (bare and _is_bare(tokens, index, position))
            return position if counted and _happened(text, tokens, index, position) else None
    return None


def _parts(tokens: Sequence[Token], index: int, position: int) -> bool:
    """Whether a word between a number and a state parts them, or makes the state unreal."""
    word = tokens[position].folded
    return word in _set("unreal") or word in _set("stopping") or (word == "about" and position > index + 1)


def _is_life_lost(tokens: Sequence[Token], position: int) -> bool:
    return tokens[position].folded in {"lives", "life"} and tokens[position - 2].lemma == "lose"


def _is_to_death(tokens: Sequence[Token], position: int) -> bool:
    """“crushed to death”, “stabbed to death”."""
    return tokens[position].folded == "death" and tokens[position - 1].folded == "to"


def _happened(text: str, tokens: Sequence[Token], index: int, position: int) -> bool:
    """Whether a state is that of those counted, and of no player; not the verb of what they did to others."""
    word = tokens[position].folded
    near = {token.folded for token in tokens[index + 1 : position + 2]}
    if word in {"injured", "hurt", "missing", "wounded"} and near & _set("sport"):
        return False
    return not (_acts_on(text, tokens, position) or _is_unreal(tokens, index))


def _is_bare(tokens: Sequence[Token], index: int, position: int) -> bool:
    """Whether only auxiliaries and numbers stand between a number and its state."""
    allowed = _set("auxiliaries")
    return all(
        token.folded in allowed or _NUMBER.fullmatch(token.text) for token in tokens[index + 1 : position]
    )


def _acts_on(text: str, tokens: Sequence[Token], position: int) -> bool:
    """“two men killed | a guard”, “three players missing | the match”: a verb with its object."""
    if tokens[position].folded in _set("intransitive"):
        return False
    if tokens[position - 1].folded in _set("be"):
        return False
    if position + 1 >= len(tokens) or _broken(text, tokens[position].end, tokens[position + 1].start):
        return False
    following = tokens[position + 1]
    return (
        (
            following.folded in _set("objects")
            and not (following.folded == "at" and _next(tokens, position + 1) != "least")
        )
        or following.folded in _set("numbers")
        or bool(_NUMBER.fullmatch(following.text) and len(following.text) < 4)
    )


def _is_unreal(tokens: Sequence[Token], index: int) -> bool:
    """“could kill 50”, “none of the 12 passengers”, “convicted of killing two”."""
    before = tokens[max(0, index - 4) : index]
    words = {token.folded for token in before}
    if words & _set("unreal_before"):
        return True
    if before and before[-1].folded == "to" and tokens[index].lemma in {"kill", "injure", "murder", "wound"}:
        return True
    if len(before) > 1 and before[-1].folded == "of" and before[-2].lemma in _set("kin"):
        return True
    if [token.folded for token in before[-2:]] == ["of", "the"] and len(before) > 2 and _is_part(before[-3]):
        return True
    wider = tokens[max(0, index - 8) : index]
    return any(token.folded in _set("charges") for token in wider)


def _is_part(token: Token) -> bool:
    return token.folded in _set("parts") or _is_numeral(token)


def _broken(text: str, start: int, end: int) -> bool:
    """Whether punctuation parts two words."""
    between = text[start:end]
    return between not in _NO_BREAKS and not _BREAKS.isdisjoint(between)


def _sourced(statement: Statement, tokens: Sequence[Token], first: int) -> bool:
    """Whether a number stands under a source; who says what is asked last, as it takes longest."""
    text = statement.text
    at = tokens[first].start
    given = _is_given(text, tokens, first)
    if given or (given is None and any(one.start < at < one.end for one in statement.own.quotations)):
        return True
    by_data = any(map(text.__contains__, _DATA_LETTERS)) and _BY_WHOM.search(text)
    for parts in clauses(text) if by_data else ():
        if any(start <= at < end for start, end in parts) and any(
            _BY_WHOM.search(text, *part) for part in parts
        ):
            return True
    for start, end, _ in covers(text, statement.attributions, words_of("acts")):
        if start <= at < end and not (start > 0 and _OCCASION.match(text, start)):
            return True
    return False


def _is_given(text: str, tokens: Sequence[Token], first: int) -> bool | None:
    """Whether a verb of giving stands before a number; None where neither it nor a break does."""
    giving = _set("giving")
    for position in range(first - 1, max(first - 15, -1), -1):
        token = tokens[position]
        if _broken(text, token.end, tokens[position + 1].start):
            return False
        before = tokens[position - 1].folded if position else ""
        if (
            token.folded in giving
            and before
            and before not in {"is", "are", "was", "were", "been", "be", "a", "the"}
        ):
            return True
    return None
