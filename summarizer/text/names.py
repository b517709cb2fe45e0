"""Finds the names in English news text: capitalised phrases, sentence openers told apart from names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from summarizer.text.candidates import Stretch
from summarizer.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

__all__ = ["doubtful_openers", "find_names", "is_ordinary", "name_spans", "opens_sentence"]

_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚΆ-ΫА-ЯЁḀ-Ỿ"
"""Holds every capital of the scripts that news names come in, and some small letters: see ``_tokens``."""

_WORD_REST = r"\w*(?:['’&‐‑-]\w+)*"
_TOKEN = re.compile(
    # A capital comes first, so that the search skips all else; then what has to stand before it.
    rf"[{_UPPER}](?<![\w&].)"
    rf"(?:(?P<prefixed>(?<=[-‐‑'’].)(?:(?<=(?<![\w&])(?:al|el|as|at|an|ad|ar|az)[-‐‑].)"
    rf"|(?<=(?<![\w&])(?:ash|bin|ibn)[-‐‑].)|(?<=(?<![\w&])[dl]['’].)){_WORD_REST})"
    rf"|(?P<dotted>\.(?:[{_UPPER}]\.)+)"
    rf"|(?P<initial>\.(?=[ \xa0][{_UPPER}]))"
    rf"|(?P<title>(?<=(?=(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Capt|Lt|Sgt|Maj|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|Mt|Ft)\.).)"
    rf"\w+\.)"
    rf"|(?P<word>{_WORD_REST}))"
)
_PREFIX = re.compile(r"(?:a[ldnrstz]|ash|el|bin|ibn)[-‐‑]\Z|[dl]['’]\Z")
"""What the capital of a ``prefixed`` word follows."""
_CLITIC = re.compile(r"['’](?:[sSmd]|re|ve|ll)$")
_NEGATED = re.compile(r"n['’]t$")
_LINK = re.compile(
    r"[ \xa0](?:(?:of(?: the)?|de(?: la| los| las)?|del|della|da|das|do|dos|du|di|von|van(?: der| den| de)?"
    r"|der|bin|ibn|bint|abu|al|el|ul|&)[ \xa0])?"
)
_OPENING = " \xa0\t\"'“”‘’„«»([{`*"
_SENTENCE_BREAKS = ".!?…:;•|·"

_CLOSED_CLASS_WORDS = """
    a about above across after again against ago all almost along already also although always am amid
    among an and another any anybody anyone anything are around as aside at away back be because been before
    behind being below beneath beside besides between beyond both but by can cannot could despite did do does
    done down due during each earlier either else elsewhere enough even eventually ever every everybody
    everyone everything except few fewer finally first following for former formerly fourth from further had
    half has have having he hence her here hers herself him himself his how however i if in indeed inside
    instead into is it its itself just last late later latest least less let like likewise many may me
    meanwhile might mine more moreover most mostly much must my myself near nearby nearly neither never
    nevertheless next no nobody none nonetheless nor not nothing now of off often on once one only onto or
    other others otherwise ought our ours ourselves out outside over overall own per perhaps please plus quite
    rather really same second several shall she should similarly since so some somebody someone something
    sometimes somewhere soon still such than that the their theirs them themselves then there thereafter
    therefore these they third this those though three through throughout thus till to today together tomorrow
    tonight too toward towards two under underneath unless unlike until up upon us usually very via was we
    well were what whatever when whenever where whereas wherever whether which whichever while who whoever
    whole whom whose why will with within without would yes yesterday yet you your yours yourself
    four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million
    millions billion dozens scores
"""
_CLOSED_CLASS = frozenset(_CLOSED_CLASS_WORDS.split())
_CALENDAR_WORDS = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february march april june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec mondays tuesdays wednesdays thursdays fridays saturdays
    sundays
"""
_CALENDAR = frozenset(_CALENDAR_WORDS.split())
_OPENERS_WORDS = """
    according acting activist actor added advocate ageing aid aide alleged allied angry annual anti
    armed army artist asked attorney author bad ballot bank based big bomb bond border born box breaking
    brief broad budget business busy camp campaign capital captain car care cash chair chairman champion
    champions chancellor charity cheap chief child children church citizen city civil civilian clean
    clear climate club coach coastal coffee cold college commander common company congress conservative
    consumer council counter country couple court crew crime critic crowd crucial crude culture current
    cyber daily damage data daughter dead deadly dear death debate debt deep defence defender defense
    democrat deputy diplomat director doctor domestic drone drug early east eastern economic economy
    education elderly election electric elite email emergency energy engine entire estate evening
    evidence ex excess exit expert export extra face fact factory family fan far farm farmer fast father
    fear federal fellow female fierce fighter fighting film final fine fire firefighter firm fish flash
    flight flood food football force forecast foreign forest found fraud free fresh friend front fuel
    full fund furniture game gang gas general giant girl given global gold golf good government governor
    great ground group growth guard gun gunman hard head health heat heavy help high higher hit home
    hope hospital host hot hotel house housing huge human husband ice ill immigrant import industry
    inflation injury inner inquest inquiry insurance interest interim internal iron island job joint
    journalist judge junior jury key known labor labour land landmark large law lawmaker lawyer lead
    leader leading left legal life light lightning little live local long longtime low lower made main
    major male man manager marine market mass mayor mean media medic medical medium member men
    midfielder military minister minor mob mobile model modern money mother motor mountain mp mps music
    named national native natural naval net new news newspaper night north northern novel nuclear nurse
    oil old older online open opposition optional ordinary original outgoing owner pain parent
    parliament part party past path patient pay peace pension people period personal petrol phone photo
    pilot plan plane plant play player police policy poor pop post potential power president press price
    prime prince prison private prize pro product profit property prosecutor protest proud public pupil
    quick race radio rail rain rare raw real rebel record red refugee regional rent report reporter
    republican rescue rescuer research researcher resident retail retired rich right rival river road
    rock roof royal rugby rule ruling rural sales salt school science scientist sea season secretary
    security seen senate senator senior sent serious service sex share ship shop short shot sign site
    sky slow small snow social software soldier son sources south southern space speaker special speed
    spokesman spokesperson spokeswoman sport staff star state steel stock storm street striker strong
    student study suicide sun super support supreme surgeon suspect swift system taken talk tax tea
    teacher team tech teen teenage teenager television tens terror thank thanks theatre thick thin
    thought time tiny title told top total tough tour tourism town toxic trade traffic train transport
    travel treasury trial troop truck true trust turnout twin typical unemployment union unknown upper
    urban use user van vast veteran vice victim video village vital voter wage war warm waste water wave
    wealth weather web week weekend weekly west western wide wife wild wind winner winter witness woman
    women work worker world wounded writer year yearly yellow young younger youth zero
"""
_OPENERS = frozenset(_OPENERS_WORDS.split())
_PREMODIFIERS_WORDS = """
    Acting Ageing Anti Ex Fellow Longtime Mid Nearby Outgoing Pro Retired Rival Rookie Senior Teenage
    Veteran
"""
_PREMODIFIERS = frozenset(_PREMODIFIERS_WORDS.split())
"""Openers that are never the first word of a longer name."""

_LONGEST_LINK = 12
"""Characters: more than the longest words that link two parts of a name have."""
_LONGEST_WORD = 40
"""Letters of the longest word that is remembered."""
_LONGEST_SENTENCE = 1000
"""Characters of the longest text whose phrases are remembered."""
_LONGEST_ACRONYM = 3
"""Letters: up to here, capitals make a name of an ordinary word, as in ``US`` and ``WHO``."""
_ORDINARY_ENDING = re.compile(
    r"(?:ing|ed|ly|[ts]ion|ment|ness|ity|ous|ful|less|able|ible|ism|ship|ance|ence|ive|(?:[^aiousy]|i?e)s"
    r"|[a-z]{2}(?:ector|ator)|ician|grapher|keeper|woman|[a-z]{3}[^vw]ist(?<!christ))$"
)


def find_names(text: str, *, known: Container[str] = ()) -> list[Stretch]:
    """Find the names in ``text``: capitalised phrases without a possessive ending, in order.

    A single capitalised word that opens a sentence, a line or a quotation counts only where it is no
    ordinary word. Weekdays and months are dates, not names. In a text in title case every phrase is found.

    Args:
        text: English news text, a whole article or one sentence.
        known: Case-folded words that are names wherever they open a sentence.
    """
    return [Stretch(start, end, text[start:end]) for start, end in name_spans(text, known)]


def name_spans(text: str, known: Container[str] = ()) -> list[tuple[int, int]]:
    """Start and end of each name that ``find_names`` finds."""
    spans = []
    for start, end, doubtful, second in _phrases_of(text):
        if doubtful is None or doubtful in known:
            spans.append((start, end))
        elif second is not None:
            spans.append((second, end))
    return spans


def doubtful_openers(text: str) -> list[str]:
    """The words of ``text``, in small letters, that are names only where ``find_names`` knows them."""
    return [doubtful for _, _, doubtful, _ in _phrases_of(text) if doubtful is not None]


def is_ordinary(word: str) -> bool:
    """Whether ``word`` may well be no name when it opens a sentence: by a closed list and by its ending."""
    if _is_acronym(word):
        return False
    folded = word.casefold()
    return folded in _OPENERS or folded in _CLOSED_CLASS or bool(_ORDINARY_ENDING.search(folded))


_Phrase: TypeAlias = "tuple[int, int, str | None, int | None]"
"""A group of linked words: start and end; its first word, in small letters, where that opens the sentence and
may be no name; and where its second word begins, if the first is such a word."""


def _phrases(text: str) -> list[_Phrase]:
    groups: list[list[tuple[int, int]]] = []
    end = -_LONGEST_LINK - 1  # of the word before; there is none that the first could be linked to
    for token in _tokens(text):
        if token[0] - end <= _LONGEST_LINK and _links(text, groups[-1][-1], token):
            groups[-1].append(token)
        else:
            groups.append([token])
        end = token[1]
    return [_settle(text, group) for group in groups]


_kept_phrases = remembered(2048)(_phrases)


def _phrases_of(text: str) -> list[_Phrase]:
    return _kept_phrases(text) if len(text) <= _LONGEST_SENTENCE else _phrases(text)


def _links(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether two capitalised words are one name: ``U.S. Army``, not ``U.S. Officials``."""
    if text[left[1] : right[0]] != " " and not _LINK.fullmatch(text, left[1], right[0]):
        return False
    ends_sentence = text[left[1] - 1] == "." and text[left[1] - 3 : left[1] - 2] == "."
    return not (ends_sentence and _ORDINARY_ENDING.search(text, right[0], right[1]))


def _settle(text: str, group: Sequence[tuple[int, int]]) -> _Phrase:
    """The phrase of a group of linked words, with and without an ordinary word that opens the sentence."""
    start, end = group[0]
    if len(group) > 1:
        first, stop = text[start:end], group[-1][1]
        if first in _PREMODIFIERS and opens_sentence(text, start):
            return start, stop, first.casefold(), group[1][0]
        return start, stop, None, None
    if opens_sentence(text, start) and is_ordinary(text[start:end]):
        return start, end, text[start:end].casefold(), None
    return start, end, None, None


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the capitalised words that may belong to a name."""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "prefixed" and (prefix := _PREFIX.search(text, max(0, start - 4), start)):
            start = prefix.start()
        if kind in ("word", "prefixed"):
            word = text[start:end]
            length = _kept_length(word) if len(word) <= _LONGEST_WORD else _name_length(word)
            if not length:
                continue
            end = start + length
        yield start, end


def _name_length(word: str) -> int:
    """Letters of the name in a word; none where it is no name."""
    length = _trimmed(word)
    return length if _may_be_name(word[:length]) else 0


_kept_length = lru_cache(maxsize=8192)(_name_length)


def _may_be_name(word: str) -> bool:
    folded = word.casefold()
    if folded in _CALENDAR or _NEGATED.search(folded) or not any(letter.isupper() for letter in word):
        return False
    return folded not in _CLOSED_CLASS or _is_acronym(word)


def _is_acronym(word: str) -> bool:
    """``US``, ``IT`` and ``WHO`` in capitals are names; ``I`` and ``A`` are not."""
    return 1 < len(word) <= _LONGEST_ACRONYM and word.isupper()


def _trimmed(word: str) -> int:
    """End of the name in a word: before ``'s``, ``'re`` and the like, and before parts such as ``-led``."""
    clitic = _CLITIC.search(word)
    end = clitic.start() if clitic else len(word)
    parts = re.split(r"([-‐‑])", word[:end])
    while len(parts) > 1 and parts[-1][:1].islower():
        end -= len(parts.pop()) + len(parts.pop())
    return end


def opens_sentence(text: str, start: int) -> bool:
    """Whether the word at ``start`` opens a sentence, a line or a quotation."""
    position = start - 1
    while position >= 0 and text[position] in _OPENING:
        if text[position] not in " \xa0\t":
            return True
        position -= 1
    return position < 0 or text[position] in _SENTENCE_BREAKS or text[position] in "\n\r\u2028\u2029"
