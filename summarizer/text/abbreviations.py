"""Decides by word lists whether a full stop after a word ends an English sentence."""

from __future__ import annotations

import re

__all__ = [
    "MARKED_NAMES",
    "STARTERS",
    "TOP_LEVEL_DOMAINS",
    "ends_dateline",
    "is_plain",
    "stop_ends_sentence",
    "word_before",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_LAST = _words(
    """
    Mr Mrs Ms Mx Messrs Mme Mmes Mlle Dr Drs Prof Profs Hon Rev Revd Fr Msgr Amb Atty Asst Assoc
    Gov Govs Lt Sen Sens Rep Reps Pres Sec Secy Supt Det Insp Const Cllr Ald Dist Dep
    Gen Col Maj Capt Cpt Cmdr Cdr Adm Brig Sgt Cpl Pvt Pfc Pte Spc Cst Cmdt Comdr
    Adv Smt Shri Kum
    vs v cf Cf deg approx Approx ca viz e.g i.e eg ie E.g I.e
    """
)
"""Titles and connectives: what they belong to always follows."""

_CLEAR_TITLES = _words("MR MRS DR")
"""Titles in capitals that are no acronym: “MS” and “SEC” are."""

_MONTHS = frozenset(["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"])
"""Shortened names of months, which a day or a year follows."""

_BEFORE_NUMBER = _MONTHS | _words(
    "No Nos no nos Fig Figs fig figs Vol Vols vol vols p pp pg par para Art Sec Sect Ch ch Eq eq Op op Ref "
    "N° Rs rs Ext ext Tel tel"
)
"""Words whose full stop is part of them when a number follows."""

_UNITS = _words("ft in lb lbs oz hr hrs min mins sec secs yd yds mi")
"""Shortened units: “6 ft. 2 in.”; before a capital letter their stop does end a sentence."""

_STATES = _words(
    """
    Ala Ariz Ark Calif Cal Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Mass Md Mich Minn Miss Mo Mont
    Neb Nebr Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wisc Wyo Alta Ont Que Sask N.J N.Y N.H N.M N.C N.D
    S.C S.D R.I W.Va
    """
)
"""Shortened names of states: a comma follows them inside a sentence when one stands before them."""

_AMBIGUOUS = (
    _MONTHS
    | _STATES
    | _words(
        """
        Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
        Inc Co Cos Corp Ltd Bros Plc PLC LLC LLP LP Pty Intl Mfg Natl Dept Univ Assn
        Jr Sr Esq PhD Ph.D St Ste Ft Mt Mts Ave Blvd Rd Hwy Pt Sq Sec Ch Art Ref al
        """
    )
)
"""They end a sentence about as often as not: what follows decides."""

_STREETS = _words("Ave Blvd Rd Hwy")
"""Shortened kinds of street: what follows one is a sentence if its second word is in lower case."""

STARTERS = _words(
    """
    The A An This That These Those There Here It He She They We You I His Her Its Their Our My Your
    And But Or So Yet Nor If When While As After Before Since Because Although Though Unless Until Once
    However Meanwhile Moreover Furthermore Nevertheless Still Also Instead Otherwise Then Now Thus Therefore
    In On At By For From To With Without Under Over During Despite According Among Between Across Against
    About Around Through Throughout Within Following Including Unlike Like Of Out Up Down Off
    Some Many Most Both Several All Each Every Any No Not None Nobody Nothing Everyone Someone Few More
    What Who Whom Whose Why How Where Which Is Are Was Were Do Does Did Has Have Had Can Could Will Would
    Should May Must Let Please Yes Well Earlier Later Last Next Another Other Others Only Even Just Such
    One Two Three Four Five Six Seven Eight Nine Ten Nearly Almost Hundreds Thousands Dozens
    It’s He’s She’s They’re We’re You’re I’m I’ve There’s That’s Don’t It's He's She's They're We're You're
    I'm I've There's That's Don't
    """
)
"""Capitalised words that open a sentence far more often than they continue a name."""

_TIME_FOLLOWERS = _MONTHS | _words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    January February March April May June July August September October November December
    EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT UTC BST CET CEST EET EEST MSK IST JST KST HKT SGT
    AEST AEDT ACST AWST NZST NZDT AST AKST HST Eastern Central Mountain Pacific Greenwich British Moscow
    Beijing Tokyo Jerusalem
    """
)
"""What goes on after “a.m.” and “p.m.”: days, months and time zones."""

_DIRECTIONS = _words("N S E W NE NW SE SW North South East West")

TOP_LEVEL_DOMAINS = _words("Com Org Net Gov Edu Co Io Uk Us Eu Info Tv Me Ai App Biz Int Js Py Aspx")
"""Capitalised ends of host and file names: “Booking.Com” is one word."""

MARKED_NAMES = frozenset(["Yahoo", "Jeopardy", "Oklahoma", "Wham", "Airplane", "Jeb", "Yum", "Joomla"])
"""Names that carry an exclamation mark."""

_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}")
_OPENING_TIME = re.compile(
    r"(?:At|By|Around|About|Since|Until|From|Before|After|Just after)\s[\d:.]{1,5}\s?[ap]\.m$", re.IGNORECASE
)
_WORD_BACKWARDS = re.compile(r"[^\s\-–—/|(\[“„‘\"'«•·▪●⁃*]*")
_WORD = re.compile(r"(?!(?:A|I|No)\.)[^\W\d_]{1,40}(?:[’'][^\W\d_]{1,9})?")
_COUNTER = re.compile(r"\d{1,3}|[^\W\d_]|[ivxIVX]{1,4}")
_OPENING_WORDS = re.compile(r"[A-Z][^\W\d_]{1,40}[  ][a-z]")
_PLAIN = re.compile(r"[a-z]{3,}")
_SHORTENED = _NEVER_LAST | _UNITS | {"etc"}
_NUMBERED = _BEFORE_NUMBER | _UNITS
_BULLETS = ' \t•·▪●⁃*–—-(["“'


def word_before(text: str, begin: int, at: int) -> str:
    """The word, or its part after a hyphen, that ends at ``at``; empty after white space."""
    found = _WORD_BACKWARDS.match(text[max(begin, at - 30) : at][::-1])
    return found.group()[::-1] if found else ""


def is_plain(word: str) -> bool:
    """Whether ``word`` is an ordinary lower-case word, no abbreviation."""
    return _PLAIN.fullmatch(word) is not None and word not in _SHORTENED


def ends_dateline(word: str) -> bool:
    """Whether ``word`` closes the place of a dateline, if a dash or a bracket follows its full stop."""
    return word in _STATES or _ACRONYM.fullmatch(word) is not None


def stop_ends_sentence(text: str, begin: int, at: int, following: int, end: int) -> bool:
    """Whether the full stop at ``at`` ends the sentence that starts at ``begin``.

    Args:
        text: The source text.
        begin: Where the sentence starts.
        at: Where the full stop stands.
        following: Where the next word or number starts; it can start a sentence.
        end: Where the paragraph ends.
    """
    word = word_before(text, begin, at)
    number_follows = text[following].isdigit() or text[following] == "#"
    if _is_counter(text, begin, at, word):
        return False
    if word in _NEVER_LAST or (number_follows and word in _NUMBERED):
        return False
    found = _WORD.match(text, following, end)
    next_word = found.group() if found else ""
    if _is_title_in_capitals(word, next_word):
        return False
    if word.lower() in {"a.m", "p.m"}:
        if number_follows or next_word in _TIME_FOLLOWERS:
            return False
        return _OPENING_TIME.match(text, begin, at) is None
    if word in _STATES and text[at - len(word) - 2 : at - len(word)] == ", ":
        return next_word not in _NEVER_LAST
    if word in _STREETS and _OPENING_WORDS.match(text, following, end):
        return next_word not in _TIME_FOLLOWERS and next_word not in _DIRECTIONS
    if word in _AMBIGUOUS or _ACRONYM.fullmatch(word) or (len(word) == 1 and word.isupper()):
        return next_word in STARTERS
    return True


def _is_title_in_capitals(word: str, next_word: str) -> bool:
    """Whether ``word`` is a title before a name: “MR. MILLER”, “MS. LEAVITT”, not “She has MS. Doctors …”."""
    if not word.isupper() or len(word) < 2 or word.capitalize() not in _NEVER_LAST:  # a lone initial
        return False
    if word in _CLEAR_TITLES:
        return next_word not in STARTERS
    return next_word.isupper() and len(next_word) > 1


def _is_counter(text: str, begin: int, at: int, word: str) -> bool:
    """Whether ``word`` counts the items of a list: nothing but a bullet stands before it."""
    return _COUNTER.fullmatch(word) is not None and not text[
        max(begin, at - len(word) - 8) : at - len(word)
    ].strip(_BULLETS)
