"""From a noun phrase to the source that it names: who, in what role, of what kind."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.attribution.source_words import (
    ANONYMOUS,
    BODIES,
    COUNTRIES,
    MEDIA,
    NOT_PERSON,
    OFFICIAL,
    ORGANISATION,
    PARTICLES,
    TITLED,
    WITNESS,
    small_letters,
)
from summarizer.records import Source, SourceKind, Span

__all__ = [
    "Described",
    "Speaker",
    "classify_source",
    "is_body_noun",
    "is_data",
    "is_media",
    "is_name_word",
    "read_person",
    "read_speaker",
    "skip_making",
]

_DETERMINER = re.compile(
    r"(?:the|a|an|another|one|its|his|her|their|our|some|several|this|that|these|those|both|other)\s+",
    re.IGNORECASE,
)
_INDEFINITE = frozenset(("a", "an", "one", "another", "some", "several"))
_WORD = re.compile(r"[^\s,]+")
_COMMA = re.compile(r",(?!\d)")
_DIGIT = re.compile(r"\d")
_POSSESSIVE = re.compile(r"['’]s\b")
_SOURCES = re.compile(r"\bsources?\b")
_SPOKESPERSON = re.compile(r"\bspokes(?:man|woman|person|people)\b")
_HEAD_END = re.compile(r" of | in | with | close ")
"""Where the head of a description ends: “a source | close to the talks”."""
_JOINED_ARTICLE = re.compile(r"(?:al|el|ash|as|an)-[A-Z]")
"""“al-Mughrabi”: a name word in small letters."""
_LAST_JOINED_ARTICLE = re.compile(r"(?:al|el)-[A-Z]")
_DATA = r"""(?:
    data|figures|statistics|estimates|numbers|reports?|surveys?|study|studies|polls?|analysis|research|documents?
    |records|review|results|census|findings|accounts|footage|images
)"""
_DATA_END = re.compile(rf"\b{_DATA}$", re.IGNORECASE | re.VERBOSE)
_MADE_BY = re.compile(
    rf"""(?:[\w-]+\s+){{0,3}}{_DATA}
    \s+(?:\w+ed\s+)?(?:by|from)\s+(?=(?:the\s+)?[A-Z])""",
    re.VERBOSE,
)
"""“data compiled by | LSEG”."""
_PUNCTUATION = ".,’'()"
_BEFORE_THINGS = frozenset(("the", "of", "in", "on", "for", "at", "from", "against", "into"))
"""Before two capitalised words, these make them a thing: “of Harlow Pike”."""
_PREPOSITIONS = frozenset(("of", "for", "at", "from", "with", "in", "by", "to", "on"))
_LONGEST_PERSON = 4
"""Words in a person's name."""
_LONGEST_NAME = 120
"""Characters; what is longer is no name."""


class Described(NamedTuple):
    """The words that tell of what kind a source is."""

    name: str
    """The name or description without its article."""
    role: str | None
    """What the text calls them beside the name."""
    indefinite: bool = False
    """Whether “a”, “some” or the like stood before it."""

    @property
    def kind(self) -> SourceKind:
        """The kind that they tell."""
        return classify_source(self.name, self.role, indefinite=self.indefinite)


class Speaker(NamedTuple):
    """A source as named at one place, before it is known who else it is."""

    name: str
    start: int
    end: int
    role: str | None
    sort: SourceKind | Described
    """Its kind, or the words that tell it."""
    opens: int
    """Where the noun phrase begins that names it, role and article included."""

    @property
    def kind(self) -> SourceKind:
        """What kind of source it is, read from the words that tell it."""
        return self.sort if isinstance(self.sort, str) else self.sort.kind

    @property
    def is_person(self) -> bool:
        """Whether it is a named person, as no words tell."""
        return self.sort == "named_person"

    def source(self, text: str) -> Source:
        """The source record with this one mention."""
        return Source(name=self.name, mentions=(Span.of(text, self.start, self.end),))


def is_media(name: str) -> bool:
    """Whether a name is that of a news outlet or agency."""
    return MEDIA.search(name) is not None


def classify_source(name: str, role: str | None, *, indefinite: bool = False) -> SourceKind:
    """What kind of source a name that is no person's, or a description, stands for, by its words.

    Args:
        name: The name or description without its article.
        role: What the text calls them beside the name.
        indefinite: Whether “a”, “some” or the like stood before it.
    """
    folded = small_letters(name)
    if WITNESS.search(folded):
        return "witness"
    if is_media(name):
        return "media"
    lower = name.lower()
    if lower in COUNTRIES:
        return "officials"
    head = _HEAD_END.split(lower, maxsplit=1)[0]
    organised = ORGANISATION.search(folded) is not None
    if _SOURCES.search(head) or (indefinite and not organised and ANONYMOUS.search(small_letters(head))):
        return "anonymous"
    if organised:
        return "organisation"
    if _SPOKESPERSON.search(folded) or OFFICIAL.search(folded) or OFFICIAL.search(small_letters(role or "")):
        return "officials"
    return "anonymous" if ANONYMOUS.search(small_letters(head)) else "organisation"


def read_speaker(text: str, start: int, end: int) -> Speaker | None:
    """The source that the noun phrase from ``start`` to ``end`` names, or None.

    Handles “finance director Joanna Pryce”, “Joanna Pryce, the finance director”, “the finance director,
    Joanna Pryce”, “the industry body, the Coalition of Carriers” and plain descriptions (“two officials”).
    """
    made = skip_making(text, start, end)
    if made > start:
        maker = read_speaker(text, made, end)
        return maker._replace(opens=start) if maker else None
    parts = _parts(text, start, end)
    if not parts:
        return None
    following = text[parts[1][0] : end].strip(" ,") if len(parts) > 1 else None
    person = _person_first(text, parts, following)
    if person is None and len(parts) > 1:
        person = _person_second(text, parts) or _described_name(text, parts)
    return person or _description(text, parts[0], following)


def read_person(text: str, start: int, end: int) -> Speaker | None:
    """What ``read_speaker`` gives where that is a named person, else None.

    A single word is no person's name: a role or a title has to stand before it, or another word of it.
    """
    made = skip_making(text, start, end)
    if made > start:
        maker = read_person(text, made, end)
        return maker._replace(opens=start) if maker else None
    parts = _parts(text, start, end)
    following = text[parts[1][0] : end].strip(" ,") if len(parts) > 1 else None
    person = _person_first(text, parts, following) if parts else None
    if person is None and len(parts) > 1:
        person = _person_second(text, parts)
    return person if person is not None and person.is_person else None


def is_body_noun(word: str) -> bool:
    """Whether a noun says that the name behind it is no person's: “retailer Harlow Pike”."""
    return word.lower() in BODIES


def is_data(phrase: str) -> bool:
    """Whether a phrase means data: “preliminary Nielsen data”, “tracking data from Global Fishing Watch”."""
    return _DATA_END.search(phrase) is not None or _MADE_BY.match(phrase) is not None


def skip_making(text: str, start: int, end: int) -> int:
    """Where the maker begins in “data compiled by | LSEG”, else ``start``."""
    if text.find("by", start, end) < 0 and text.find("from", start, end) < 0:
        return start
    made = _MADE_BY.match(text, start, end)
    return made.end() if made else start


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The comma-separated parts of a phrase, white space trimmed off."""
    if text.find(",", start, end) < 0:
        phrase = text[start:end]
        left, right = start + len(phrase) - len(phrase.lstrip()), start + len(phrase.rstrip())
        return [(left, right)] if left < right else []
    parts = []
    position = start
    for piece in _COMMA.split(text[start:end]):
        left = position + len(piece) - len(piece.lstrip())
        right = position + len(piece.rstrip())
        if left < right:
            parts.append((left, right))
        position += len(piece) + 1
    return parts


def _person_first(text: str, parts: list[tuple[int, int]], following: str | None) -> Speaker | None:
    """“finance director Joanna Pryce” or “Joanna Pryce, the finance director”."""
    start, end = parts[0]
    if not _may_end_name(_last_word(text, start, end)):
        return None
    words = list(_WORD.finditer(text, start, end))
    index = _person_index(words)
    if index is None:
        return None
    begin = words[index].start()
    before = _DETERMINER.sub("", text[start:begin].strip(), count=1)
    name = text[begin:end]
    named = not is_body_noun(before.rpartition(" ")[2])
    sort: SourceKind | Described = "named_person" if named else Described(name, before)
    return Speaker(name, begin, end, following or before or None, sort, start)


def _person_second(text: str, parts: list[tuple[int, int]]) -> Speaker | None:
    """“the finance director, Joanna Pryce”."""
    start, end = parts[1]
    if not _may_end_name(_last_word(text, start, end)):
        return None
    words = list(_WORD.finditer(text, start, end))
    index = _person_index(words)
    if index is None or len(words) > 6:
        return None
    begin = words[index].start()
    return Speaker(text[begin:end], begin, end, text[slice(*parts[0])], "named_person", parts[0][0])


def _described_name(text: str, parts: list[tuple[int, int]]) -> Speaker | None:
    """“the industry body, the Coalition of Carriers”: a description, then a name that is no person's."""
    role = text[slice(*parts[0])]
    begin = _after_determiner(text, *parts[1])
    end = parts[1][1]
    name = text[begin:end]
    described = _DETERMINER.sub("", role, count=1)
    if not (described[:1].islower() and name[:1].isupper()) or len(name.split()) > 8 or _DIGIT.search(name):
        return None
    return Speaker(name, begin, end, role, Described(name, role), parts[0][0])


def _description(text: str, part: tuple[int, int], role: str | None) -> Speaker | None:
    """“a senior official”, “Harlow Pike”, “truck maker Brandt Motors”: a phrase without its article."""
    start, end = part
    begin = _after_determiner(text, start, end)
    whole = text[begin:end]
    if not whole or len(whole) > _LONGEST_NAME:
        return None
    indefinite = text[start:begin].strip().lower() in _INDEFINITE
    sort = Described(whole, role, indefinite)
    named = _body_name_index(text, begin, end)
    if named is None:
        return Speaker(whole, begin, end, role, sort, start)
    return Speaker(text[named:end], named, end, role or text[begin:named].strip(), sort, start)


def _body_name_index(text: str, start: int, end: int) -> int | None:
    """Where the name begins behind a noun such as “company”: “truck maker | Brandt Motors”."""
    if not _last_word(text, start, end)[:1].isupper():
        return None
    words = list(_WORD.finditer(text, start, end))
    index = len(words)
    while index > 0 and words[index - 1][0][:1].isupper():
        index -= 1
    if not 0 < index < len(words) or not is_body_noun(words[index - 1][0]):
        return None
    if any(word[0] in _PREPOSITIONS for word in words[: index - 1]):
        return None  # “Tamsin Oduya of the charity Deep Trust”
    return words[index].start()


def _after_determiner(text: str, start: int, end: int) -> int:
    determiner = _DETERMINER.match(text, start, end)
    return determiner.end() if determiner else start


def _last_word(text: str, start: int, end: int) -> str:
    """The last word of a part of a phrase, which neither white space nor a comma ends; empty without one."""
    return text[start:end].rpartition(",")[2].split()[-1] if start < end else ""


def _person_index(words: list[re.Match[str]]) -> int | None:
    """Index of the first word of a person's name that ends the phrase, or None.

    Args:
        words: The words of the phrase, of which the last may end a name.
    """
    index = _name_index(words)
    name = [word[0] for word in words[index:]]
    if not 0 < len(name) <= _LONGEST_PERSON:
        return None
    before = words[index - 1][0].lower() if index else ""
    titled = before in TITLED
    if len(name) == 1:
        return index if titled and name[0].lower() not in COUNTRIES else None
    if " ".join(name).lower() in COUNTRIES or _POSSESSIVE.search(" ".join(name[:-1])):
        return None
    return None if before in _BEFORE_THINGS else index


def _name_index(words: list[re.Match[str]]) -> int:
    """Index of the first of the words at the end of the phrase that can all be one name."""
    index = len(words)
    while index > 0:
        word = words[index - 1][0]
        bare = word.strip(_PUNCTUATION)
        if not is_name_word(word) or word.lower() in TITLED or bare.lower() in NOT_PERSON:
            break
        index -= 1
    while index < len(words) and words[index][0].lower() in PARTICLES and words[index][0][0].islower():
        index += 1
    return index


def is_name_word(word: str) -> bool:
    """Whether a word may be one of a person's name."""
    bare = word.strip(_PUNCTUATION)
    return bare[:1].isupper() or bare.lower() in PARTICLES or _JOINED_ARTICLE.match(bare) is not None


def _may_end_name(word: str) -> bool:
    return word.strip(_PUNCTUATION)[:1].isupper() or _LAST_JOINED_ARTICLE.match(word) is not None
