"""The noun phrase before or after a verb of saying: whom it names, or which word stands for them.

By pattern, without a parser: the nearest phrase, freed of what stands before, in and after it. In the
patterns ``¤`` is a character of a hidden quotation.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.attribution.hiding import HIDDEN, Window
from summarizer.attribution.source_words import PERSON_NOUN, TITLED, small_letters
from summarizer.attribution.sources import Speaker, is_data, read_speaker
from summarizer.text.words import word_tree

__all__ = ["Reference", "phrase_end", "phrase_start", "subject_after", "subject_before"]

_REACH = 240
"""Characters that a subject and what stands between it and its verb may take."""
_LONGEST_PHRASE = 160
_MOST_WORDS = 16
_LONGEST_DESCRIPTION = 8
"""Words."""

_MARKS = ";:¤()[]—–…"
"""What a subject does not reach across. None stands in a boundary of words."""
_BEHIND_COMMA_WORDS = "while but and as which who though although after when where with because so if"
_BY_THEMSELVES_WORDS = "while but that because although when if which as whereas since"
_BOUNDARY_WORDS = frozenset((*_BEHIND_COMMA_WORDS.split(), *_BY_THEMSELVES_WORDS.split(), "who"))
"""One of these stands in every boundary."""
_BEHIND_COMMA = word_tree(dict.fromkeys(_BEHIND_COMMA_WORDS.split(), ""))
_BY_THEMSELVES = word_tree(dict.fromkeys(_BY_THEMSELVES_WORDS.split(), r"(?=\s)") | {"who": ""})
_BOUNDARY = re.compile(rf",\s+{_BEHIND_COMMA}\b|\b{_BY_THEMSELVES}\b")
"""Words that a subject does not reach across."""
_TO_LAST_MARK = re.compile(rf".*[{re.escape(_MARKS)}]", re.DOTALL)
_LOWER_RUN = re.compile(r"[a-z]+")

_RELATIVE = re.compile(
    r"""
    ,\s+(?:
        who|which|whose|speaking|asking|requesting|declining|citing|quoting|wearing|standing|holding|using|giving
        |identified|reached|himself|herself
    )\b
    (?=[^¤.;:]{3,150}$|[^¤.;:]{3,150},)
    """,
    re.VERBOSE,
)
"""A clause put between a subject and its verb: “Pryce, who asked not to be named, said”."""

_RESTRICTIVE = re.compile(r"(?<=\w)\s+who\s+[^¤,.;:]{3,70}\s$")
"""The same without commas: “a man who lives there said”."""

_LEADING_WORDS = """
    However But And Meanwhile Moreover Still Yet Also Then Later Earlier Separately Instead Nevertheless
    Furthermore Similarly So Or Though Afterwards Additionally
"""
_LEADING_PHRASE_WORDS = """
    In On At After During By For From Since Before Under Despite Asked Speaking Addressing Writing Responding
    Citing As
"""
_LEADING = re.compile(rf"(?:(?:{'|'.join(_LEADING_WORDS.split())})\b,?\s*)+")
_LEADING_PHRASE = re.compile(rf"(?:{'|'.join(_LEADING_PHRASE_WORDS.split())})\b[^,]{{0,80}},\s*")
"""“In a statement, …”."""
_LEAD = re.compile(rf"(?:{'|'.join([*_LEADING_WORDS.split(), *_LEADING_PHRASE_WORDS.split()])})\b")
"""How both begin."""

_TRAILING_WORDS = """
    also later earlier previously recently repeatedly reportedly then once now often already long still has
    have had
"""
_STATED_WORDS = """
    statement speech post interview video tweet report note letter email briefing conference filing release
    message article
"""
_STATED = _STATED_WORDS.split()
_HELD = ("briefing", "conference", "rally", "hearing", "meeting", "summit")
_TRAILER_ENDS = frozenset(
    (*_TRAILING_WORDS.split(), "turn", *_HELD, *_STATED, *(f"{word}s" for word in _STATED))
)
"""With one of these, as a whole run of small letters, every trailer ends."""
_TRAILER = rf"""
    ,?\s+(?:
        {"|".join(_TRAILING_WORDS.split())}|in[ ]turn
        # “in a brief statement”
        |in[ ](?:a|an|the|his|her|their|its)[ ](?:\w+\s+){{0,3}}
            (?:{"|".join(_STATED)})s?
        # “at a campaign rally”
        |at[ ](?:a|the)[ ](?:\w+\s+){{0,2}}(?:{"|".join(_HELD)})
    )\b
"""
_TRAILING = re.compile(rf"(?:{_TRAILER}(?:(?!{_TRAILER})[^,]){{0,20}})+$", re.VERBOSE)
"""What stands between a subject and its verb."""

_PRONOUN = re.compile(r"(?:he|she|they|it|we|i|who)$", re.IGNORECASE)
_LONGEST_PRONOUN = len("they")
_DESCRIPTION = re.compile(
    r"[Tt]he (?:(?:[a-z]+-)?[a-z]+|\d{1,3}-year-old)(?: of [a-z]+| [a-z]+| [A-Z][a-z]+an)?"
)
"""“the source”, “the 24-year-old”, “the great-grandmother of nine”: someone that has been named before."""

_WHAT = re.compile(
    r"(?:(?:in|on|of|by|with|against|for|to|at)\s+)?what\s+(?=[A-Z]|the\s|his\s|her\s|its\s|their\s)"
)
"""“what | Laurent” (described as)."""

_INNER_PRONOUNS = ("he", "she", "they", "it", "we")
_INNER_PRONOUN = re.compile(rf"\b(?:what|which|that|where|whom|as|how)\s+({'|'.join(_INNER_PRONOUNS)})$")
"""“in what | he | called”."""

_NO_SUBJECT = re.compile(
    r"""(?:
        to|not|no|nothing|there|what|this|that|these|those|is|was|are|were|be|being|been|which|how|why|where
        |when|it[ ]is|and|or|of|for|by|with|in|on|at|you
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words with which no subject begins."""

_CONJUNCTIONS = ("and", "but", "or")
_CONJUNCTION_END = re.compile(rf"\b(?:{'|'.join(_CONJUNCTIONS)})$")

_LOWER_SUBJECT = re.compile(
    r"""(?:
        (?:
            the|a|an|another|one|its|his|her|their|our|some|several|many|most|both|other|all|those|two|three
            |four|\d+
        )\s
        # “local officials”, “state media”: up to three words before a noun that speaks
        |(?:[a-z-]+\s){0,3}(?:
            officials?|police|sources?|residents?|witnesses|eye-?witnesses|medics|doctors|rescuers|authorities
            |analysts?|experts?|economists?|critics|activists|protesters|organi[sz]ers|prosecutors
            |investigators|researchers|scientists|lawyers|groups?|agencies|workers|leaders|reports?|media
            |ministers?|lawmakers|forecasters|meteorologists|traders|investors|campaigners|supporters
            |opponents|relatives|families|neighbou?rs|locals|survivors|rebels|militants|forces|troops|unions?
            |companies|firms|spokes\w+|diplomats?|aides|observers|students|teachers|farmers|villagers|data
            # “firefighters”, “geologists”, “councillors”, “politicians”
            |[a-z]{3,}(?:ers|ists|ors|ians)
            |figures|documents|records|people|it|he|she|they|we|who|al-[A-Z]\w+
        )\b
    )""",
    re.VERBOSE,
)
"""How a subject in small letters begins."""

_LOWER_ROLE = re.compile(
    r"(?:(?!(?:of|in|for|at|from|to|the|and|on|by|with)\b)[a-z-]+\s+){1,4}[A-Z][\w’'.&-]*(?:\s[A-Z&][\w’'.-]*)*"
)
"""“grid operator Ukrenergo”: what a name is, then the name."""

_INVERTED_START = re.compile(
    r"""(?:
        [A-Z]
        |(?:the|a|an|one|another|he|she|they|his|her|their|its|my)\b
        |al-
        |(?:de|local|officials?|residents?|witnesses|police|medics)\b
    )""",
    re.VERBOSE,
)
"""How a subject behind its verb begins."""

_FINITE_WORDS = "is are was were has have had will would could can did does do said says"
_FINITE = re.compile(rf"\b{word_tree(dict.fromkeys(_FINITE_WORDS.split(), ''))}\b")
"""Read in small letters."""
_NAME_BEHIND_VERB = re.compile(r"(?:^|\s)((?:the |a |an )?[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*)*\s?)$")
_CLAUSE_BEHIND = re.compile(r"(?:it|the|he|she|they)\s+\w+\s+(?:was|were|is|are|had|has|have|would|will)\b")
"""“he thought was”: a clause, not the subject of the verb before it."""

_AFTER_END = re.compile(
    r"""
    [;:¤()\[\]!?—–\n.,\s]  # all that it begins with, for a quick search
    (?:
    (?<=[;:¤()\[\]!?—–\n])
    |(?<=\.)(?!\d)
    |(?<=,)\s+(?:
        who|which|as|while|after|but|and|adding|in|on|at|during|when|citing|before|referring|speaking
    )\b
    |(?<=,)\s*¤
    |(?<=\s)\s*(?:
        (?:as|while|after|when|before|during|adding|who|quoted|because|referring|speaking|if)\b
        # “told reporters | in the capital”
        |(?:in|on|at|from|to|via|after|outside|by|following)[ ](?:a|an|the|his|her|their|its|[A-Z¤])
        |(?:on|in)\s+\S
    )
    # a hidden date or bracket
    |(?<=\s)\s{2,}
    )
    """,
    re.VERBOSE,
)
"""Where a noun phrase behind a verb ends."""

_COMMA = re.compile(r",(?!\d)")
_DIGIT = re.compile(r"\d")
_INNER_OBJECT = re.compile(
    r"(?<!\bof)(?<!\bfor)(?<!\bin)(?<!\bat)(?<!\bfrom)\s(?:the|an?|two|three|its|his|her|their|\d+)\s"
)
"""“The fire killed | a | farmer”: a clause, no description."""
_ARTICLE = re.compile(r"(?:the|a|an|another|one)\s", re.IGNORECASE)
_LOWER_ARTICLES = frozenset(("the", "a", "an", "another", "one"))
_ROLE_BEFORE = re.compile(r"(?:^|[¤.;:]\s+|\b(?:while|but|and)\s+)([A-Z][^¤,.;:]{2,60}[ ][a-z]+,\s+)$")


class Reference(NamedTuple):
    """A pronoun or definite description, whose antecedent is found later."""

    words: str
    """Empty where a verb shares the subject of its sentence: “… and added”."""
    start: int
    end: int


def phrase_end(window: Window, start: int) -> int:
    """Where the noun phrase that begins at ``start`` ends."""
    limit = min(window.end, start + _LONGEST_PHRASE)
    match = _AFTER_END.search(window.hidden, start, limit)
    return match.start() if match else limit


def phrase_start(window: Window, subject: Speaker) -> int:
    """Where a subject's phrase begins, a role before its comma included: “Kyiv’s mayor, Serhii Bondar”."""
    if not subject.is_person:
        return subject.opens
    before = window.hidden[max(window.start, subject.opens - 90) : subject.opens]
    match = _ROLE_BEFORE.search(before)
    return subject.opens - len(match[1]) if match and _describes(match[1]) else subject.opens


def subject_before(window: Window, verb_start: int) -> Speaker | Reference | None:
    """The subject of the verb at ``verb_start``, in the words before it.

    “In a statement, | finance director Joanna Pryce | , who joined in May, also” (said).
    """
    hidden = window.hidden
    left = max(window.start, verb_start - _REACH)
    right = _before_relative(hidden, left, verb_start)
    begin, stop = _bare_phrase(window, left, right)
    phrase = hidden[begin:stop]
    if "," not in phrase:
        return _read_subject(window, begin, stop)
    pieces = _COMMA.split(phrase)
    closed = "," in hidden[stop:right]
    if len(pieces) > 1 and not closed:
        begin = stop - len(pieces[-1])
        apposed = _apposed(window, begin - 1, stop, pieces)
        if apposed:
            return apposed
    elif len(pieces) > 2:
        begin = stop - len(",".join(pieces[_first_part(pieces) :]))
    return _read_subject(window, *window.trim(begin, stop))


def subject_after(window: Window, start: int, stop: int) -> Speaker | Reference | None:
    """The subject of an inverted verb, in the words behind it: “…,” said | Joanna Pryce, finance director."""
    hidden = window.hidden[start:stop]
    if not hidden or HIDDEN in hidden:
        return None
    if not (_INVERTED_START.match(hidden) or _is_titled(window.text, start, stop)):
        return None
    if _CLAUSE_BEHIND.match(hidden) or _FINITE.search(small_letters(hidden.split(",")[0])):
        return None
    if _is_reference(hidden):
        return Reference(window.text[start:stop], start, stop)
    return read_speaker(window.text, start, stop)


def _before_relative(hidden: str, left: int, verb_start: int) -> int:
    """Where the subject ends that a relative clause parts from its verb, else where the verb begins."""
    has_who = hidden.find("who", left, verb_start) >= 0
    restrictive = _RESTRICTIVE.search(hidden, left, verb_start) if has_who else None
    right = restrictive.start() if restrictive else verb_start
    if not hidden[left:right].rstrip().endswith(","):
        return right
    relatives = list(_RELATIVE.finditer(hidden, left, right))
    return relatives[-1].start() + 1 if relatives else right


def _bare_phrase(window: Window, left: int, right: int) -> tuple[int, int]:
    """What stands behind the last boundary, without adverbs and phrases at its ends."""
    hidden = window.hidden
    last_mark = _TO_LAST_MARK.match(hidden, left, right)
    begin = last_mark.end() if last_mark else left
    words = _LOWER_RUN.findall(hidden, begin, right)
    if not _BOUNDARY_WORDS.isdisjoint(words):
        for boundary in _BOUNDARY.finditer(hidden, begin, right):
            begin = boundary.end()
    begin, stop = window.trim(begin, right)
    for pattern in (_LEADING, _LEADING_PHRASE, _LEADING) if _LEAD.match(hidden, begin, stop) else ():
        lead = pattern.match(hidden, begin, stop)
        if lead and lead.end() < stop:
            begin = lead.end()
    if _TRAILER_ENDS.isdisjoint(words):
        return window.trim(begin, stop)
    trailing = _TRAILING.search(hidden[begin:stop])
    return window.trim(begin, begin + trailing.start() if trailing else stop)


def _read_subject(window: Window, begin: int, stop: int) -> Speaker | Reference | None:
    """What a phrase in front of a verb names; None if it is no noun phrase."""
    phrase = window.hidden[begin:stop]
    if not phrase or HIDDEN in phrase:
        return None
    if phrase.endswith(_CONJUNCTIONS) and _CONJUNCTION_END.search(phrase):
        return None
    what = _WHAT.match(phrase) if "what" in phrase else None
    if what:
        return _read_subject(window, begin + what.end(), stop)
    if _NO_SUBJECT.match(phrase):
        return None
    if len(phrase) > _MOST_WORDS and len(phrase.split(",")[0].split()) > _MOST_WORDS:
        return None
    if _is_reference(phrase):
        return Reference(window.text[begin:stop], begin, stop)
    inner = _INNER_PRONOUN.search(phrase) if phrase.endswith(_INNER_PRONOUNS) else None
    if inner:
        return Reference(window.text[begin + inner.start(1) : stop], begin + inner.start(1), stop)
    if phrase[0].islower() and not (
        _LOWER_SUBJECT.match(phrase)
        or _LOWER_ROLE.fullmatch(phrase)
        or is_data(phrase)
        or _is_titled(window.text, begin, stop)
    ):
        return None
    skipped = _behind_finite_verb(_COMMA.split(phrase)[0] if "," in phrase else phrase)
    return None if skipped is None else read_speaker(window.text, begin + skipped, stop)


def _behind_finite_verb(head: str) -> int | None:
    """Where the name behind the last finite verb begins, 0 without a verb; None if no name ends there."""
    behind = 0
    for finite in _FINITE.finditer(small_letters(head)):
        behind = finite.end()
    if not behind:
        return 0
    name = _NAME_BEHIND_VERB.search(head[behind:])
    return behind + name.start(1) if name else None


def _is_reference(phrase: str) -> bool:
    if len(phrase) <= _LONGEST_PRONOUN and _PRONOUN.fullmatch(phrase):
        return True
    return _DESCRIPTION.fullmatch(phrase) is not None


def _apposed(window: Window, comma: int, stop: int, pieces: list[str]) -> Speaker | None:
    """“Another displaced farmer, Um Hassan says”: a description, then the name without a second comma."""
    described = pieces[-2].strip()
    if len(pieces) != 2 or not _ARTICLE.match(described) or not _describes(described):
        return None
    speaker = read_speaker(window.text, *window.trim(comma - len(pieces[-2]), stop))
    return speaker if speaker and speaker.is_person else None


def _describes(phrase: str) -> bool:
    """Whether a phrase says what one person is: “another farmer”, not “the fire killed a farmer”."""
    words = phrase.strip(" ,").lower().split()
    if (
        len(words) > _LONGEST_DESCRIPTION
        or _FINITE.search(small_letters(phrase))
        or _INNER_OBJECT.search(phrase)
    ):
        return False
    return words[-1] in TITLED or PERSON_NOUN.search(words[-1]) is not None


def _first_part(pieces: list[str]) -> int:
    """Index of the part with which the subject begins, in “clause, Name, role of X, part of Y,”."""
    for index, piece in enumerate(pieces):
        words = piece.split()
        if not words or len(words) > 9:
            continue
        named = words[0][0].isupper() or words[0] in _LOWER_ARTICLES
        if named and not _FINITE.search(small_letters(piece)):
            return index
    return len(pieces) - 2


def _is_titled(text: str, begin: int, stop: int) -> bool:
    """“finance director Joanna Pryce”: a lower-case role before a person's name."""
    first = _COMMA.split(text[begin:stop])[0]
    if _DIGIT.search(first) or len(first.split()) > 9:
        return False
    speaker = read_speaker(text, begin, stop)
    return speaker is not None and speaker.is_person and speaker.start > begin
