"""Finds date phrases and resolves them against the publication date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from summarizer.records import When
from summarizer.text.candidates import DatePhrase
from summarizer.text.dates.clock import find_clock_times
from summarizer.text.dates.digits import match_number
from summarizer.text.dates.ranges import InYear, Range, follows_directly, may_join, open_range
from summarizer.text.dates.starts import MATCHERS, date_starts
from summarizer.text.dates.tense import is_planned
from summarizer.text.dates.terms import UNKNOWN, Atom, Day, Interval, Month, Reference, Years
from summarizer.text.dates.vocabulary import SPACE, WHICH
from summarizer.text.words import as_matched

__all__ = ["find_clock_times", "find_dates"]

_TOKEN = re.compile(r"[A-Za-z]+|[0-9]+")

_LEFT = 72
"""Code points to the left of a date in which what leads to it is looked for."""

_SENSE = {
    "since": "from", "ever since": "from", "from": "from", "as from": "from", "starting": "from",
    "starting on": "from", "starting from": "from", "beginning": "from", "beginning on": "from",
    "until": "until", "up until": "until", "till": "until", "up to": "until", "through": "until",
    "before": "before", "prior to": "before", "after": "after",
}  # fmt: skip
"""Leading words that open a range, to what they leave of the date."""

_DEADLINES = ("by", "no later than")
"""Leading words that open a range only where the date lies ahead."""

_PREPOSITIONS = (
    r"as of|as from|ever since|since|starting from|starting on|starting|beginning on|beginning|from|"
    r"up until|until|till|up to|all through|through|throughout|no later than|by|prior to|before|after|"
    r"late on|early on|later on|earlier on|late in|early in|later in|earlier in|back in|as early as|"
    r"as recently as|as late as|on|in|at|during|over|within|around|between"
)
_EDGES = (
    r"(?:(?:very )?(?:beginning|start|end|middle|close|rest|remainder|course|turn|eve|night|morning|"
    r"afternoon|evening|early hours|small hours|week|weekend|month|"
    r"(?:first|second|third|last|final) (?:few )?(?:days?|weeks?|weekend|months?|half)) of|"
    r"(?:earlier|later|early|late) in|years?)"
)
_ADVERBS = "mid|early|late|earlier|later|mid-to-late|early-to-mid"
_LEAD = re.compile(
    rf"(?:(?<![\w'’-])(?P<preposition>{_PREPOSITIONS.replace(' ', SPACE)}){SPACE})?(?P<the>\bthe{SPACE})?"
    rf"(?P<edge>\b{_EDGES.replace(' ', SPACE)}{SPACE}(?:the{SPACE})?)?"
    rf"(?P<adverb>\b(?:(?:{_ADVERBS})(?:{SPACE}|[-‑])))?$",
    re.IGNORECASE,
)
_LEAD_WORDS = frozenset(
    form
    for written in re.findall(r"[a-z]+\??", f"the {_PREPOSITIONS} {_EDGES}")
    for form in (written.rstrip("?"), written[:-2] if written[-1] == "?" else written)
) | frozenset(_ADVERBS.split("|"))
"""All words that what leads to a date is made of."""
_JOINT = re.compile(
    rf"(?P<dash>{SPACE}?[-–—‑]{SPACE}?)|{SPACE}(?P<word>to|until|till|through|and|or|&){SPACE}"
    rf"|(?P<comma>,{SPACE})(?:(?:and|or){SPACE})?",
    re.IGNORECASE,
)
_SECOND_LEAD = re.compile(
    rf"(?:(?:on|in){SPACE})?(?:the{SPACE})?(?:(?:early|late|mid){SPACE}?[-‑]?)?", re.IGNORECASE
)
_POSSESSIVE = re.compile(r" ?['’]s?\b|s['’](?=\s)")
_TENSED = frozenset({"day", "month", "weekday", "quarter", "period", "range"})
"""Kinds of date that the tense of the clause may move; a year or “yesterday” stays what it is."""

_YEAR_IN_WORDS = re.compile(rf",?{SPACE}(?:of{SPACE})?(?P<which>last|this|next){SPACE}year\b", re.IGNORECASE)

_LINKS = 6
"""Most dates that are joined into one phrase."""


def find_dates(text: str, published: str | None = None) -> list[DatePhrase]:
    """Find the date phrases in ``text``, in its order, none overlapping another.

    A phrase takes in the preposition that leads to it (``since 7 October``), except where the date
    stands for an attribute (``in Friday's attack``). Durations and clock times are not dates.

    Args:
        text: The text to look in.
        published: ISO 8601 date of publication; without one, relative dates stay unresolved and a
            day without a year is given in EDTF (``XXXX-10-07``).
    """
    starts = date_starts(text)
    if not starts:  # as in most statements
        return []
    day = _parse_published(published)
    phrases: list[DatePhrase] = []
    antecedent: tuple[int, date] | None = None
    limit = 0
    for start, end in starts:
        if start < limit:
            continue
        atom = _match(text, start, end)
        if atom is None or atom.start < limit:
            continue
        near = antecedent[1] if antecedent and start - antecedent[0] < _ANTECEDENT_WITHIN else None
        phrase = _read_phrase(text, atom, limit, Reference(day, antecedent=near))
        phrases.append(phrase)
        limit = phrase.end
        named = phrase.when
        if named.precision == "day" and named.start and named.start[0] != "X":
            antecedent = (phrase.end, date.fromisoformat(named.start))
        elif named.precision == "unknown" and atom.term.grain in ("weekday", "day"):
            antecedent = None
    return phrases


_ANTECEDENT_WITHIN = 600
"""Code points after which “that day” no longer means the day that was named before."""


def _parse_published(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _match(text: str, start: int, end: int) -> Atom | None:
    """The date at the word ``text[start:end]``, standing on word boundaries."""
    if text[start] <= "9":
        atom = match_number(text, start, end)
    else:
        atom = None
        for matcher in MATCHERS.get(text[start:end].lower(), ()):
            atom = matcher(text, start, end)
            if atom is not None:
                break
    if atom is None or text[atom.end : atom.end + 1].isalpha():
        return None
    if isinstance(atom.term, (Day, Month)) and atom.term.year is None:
        year = _YEAR_IN_WORDS.match(text, atom.end)
        if year:
            shift = WHICH[as_matched(year["which"])]
            atom = Atom(atom.start, year.end(), InYear(atom.term, shift), atom.article)
    if text[max(0, atom.start - 1) : atom.start].isalnum() or (
        text[max(0, atom.start - 1) : atom.start] == "-"
        and text[max(0, atom.start - 2) : atom.start - 1].isalpha()
        and not _LEAD_HYPHEN.search(text, max(0, atom.start - 9), atom.start)
    ):
        return None
    return atom


_LEAD_HYPHEN = re.compile(r"\b(?:mid|early|late|pre|post)-$", re.IGNORECASE)


def _read_phrase(text: str, atom: Atom, limit: int, reference: Reference) -> DatePhrase:
    """The phrase around ``atom``: joined with the dates after it, with what leads to it."""
    begin = _first_lead_word(text, max(limit, atom.start - _LEFT), atom.start)
    lead = _LEAD.search(text, begin, atom.start) if begin < atom.start else None
    preposition = " ".join((lead["preposition"] or "").lower().split()) if lead else ""
    atom = _join(text, atom, preposition)
    start, preposition, edge = _lead_start(text, atom, lead, preposition)
    tensed = atom.term.grain in _TENSED
    planned = (
        reference.published is not None
        and (tensed or preposition in _DEADLINES)
        and is_planned(text, start, atom.end)
    )
    try:
        interval = atom.term.resolve(Reference(reference.published, planned and tensed, reference.antecedent))
        if interval.precision == "day" and interval.start and interval.start[0] != "X":
            interval = _stretch_around(interval, edge)
        # “Pictures from 1989” are of that year; “from Friday” begins there.
        if atom.term.grain != "range" and not (preposition == "from" and isinstance(atom.term, Years)):
            interval = open_range(interval, _sense_of(preposition, planned=planned))
    except (ValueError, OverflowError):
        interval = UNKNOWN
    written = text[start : atom.end]
    when = When(text=written, start=interval.start, end=interval.end, precision=interval.precision)
    return DatePhrase(start, atom.end, written, when)


def _first_lead_word(text: str, earliest: int, start: int) -> int:
    """From where on the pattern of what leads to a date at ``start`` may match, ``start`` if nowhere.

    It matches words of a list only, the first of them perhaps within a word with other marks: “(in”.
    """
    begin = start
    for word in reversed(text[earliest:start].split()):
        if not word.isascii() or word.lower().rstrip("-") in _LEAD_WORDS:
            begin = text.rindex(word, earliest, begin)
        elif word.isalpha():
            break
        else:
            return text.rindex(word, earliest, begin)
    return begin


def _join(text: str, atom: Atom, preposition: str) -> Atom:
    """``atom`` with the dates that “to”, “and”, a dash or a comma join to it."""
    for _ in range(_LINKS):
        joint = _JOINT.match(text, atom.end)
        if joint is None:
            return atom
        lead = _SECOND_LEAD.match(text, joint.end())
        begin = lead.end() if lead else joint.end()
        token = _TOKEN.match(text, begin)
        if token is None:
            return atom
        second = _match(text, begin, token.end())
        if second is None or second.start != begin:
            return atom
        last = atom.term.last if isinstance(atom.term, Range) else atom.term
        listed = joint["comma"] is not None or (joint["word"] or "").lower() in ("and", "or", "&")
        if listed and preposition != "between":
            joined = follows_directly(last, second.term)
        else:
            joined = may_join(last, second.term) and not joint["comma"]
        if not joined:
            return atom
        first = atom.term.first if isinstance(atom.term, Range) else atom.term
        ending = second.term.last if isinstance(second.term, Range) else second.term
        atom = Atom(atom.start, second.end, Range(first, ending), atom.article)
    return atom


def _lead_start(text: str, atom: Atom, lead: re.Match[str] | None, preposition: str) -> tuple[int, str, str]:
    """Where the phrase starts, its preposition if it has one, and the words of its edge."""
    if lead is None:
        return atom.start, "", ""
    start = lead.start("adverb") if lead["adverb"] else atom.start
    attributive = _POSSESSIVE.match(text, atom.end) is not None
    edge = "" if attributive else " ".join((lead["edge"] or "").lower().split())
    if edge.startswith("year") and not isinstance(atom.term, Years):
        return start, "", ""
    if edge:
        start = lead.start("edge")
    if lead["the"] and (edge or not lead["edge"]):
        if not (edge or atom.article):
            return start, "", ""
        start = lead.start("the")
    if not preposition or attributive or (preposition == "between" and not isinstance(atom.term, Range)):
        return start, "", edge
    return lead.start("preposition"), preposition, edge


def _sense_of(preposition: str, *, planned: bool) -> str:
    """What the preposition leaves of the date: a deadline (“must pay by Friday”) has no first day."""
    return "until" if planned and preposition in _DEADLINES else _SENSE.get(preposition, "")


def _stretch_around(day: Interval, edge: str) -> Interval:
    """The week or the weekend that is named by one of its days, or by a day near it."""
    if day.start is None or not edge.startswith(("week ", "weekend ")):
        return day
    begins = date.fromisoformat(day.start)
    monday = begins - timedelta(days=begins.weekday())
    if edge.startswith("week "):
        return Interval(monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "week")
    # Up to Tuesday the weekend before is the nearer one.
    saturday = monday + timedelta(days=5 if begins.weekday() > 1 else -2)
    return Interval(saturday.isoformat(), (saturday + timedelta(days=1)).isoformat(), "range")
