"""Cues with a verb of saying: “Joanna Pryce said”, “said Joanna Pryce”, “he told Reuters”, “… and warned”.

In the patterns ``¤`` is a character of a hidden quotation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from summarizer.attribution import saying
from summarizer.attribution.sources import Described, Speaker, is_data, is_media, read_speaker
from summarizer.attribution.subjects import (
    Reference,
    phrase_end,
    phrase_start,
    subject_after,
    subject_before,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.attribution.hiding import Window

__all__ = ["Cue", "inverted_cue", "listed_verbs", "shared_subject"]

_WORD = re.compile(r"\w")
_COMMA_SPACE = re.compile(r",?\s*")
_LISTED_FIRST = frozenset(saying.LISTED_WORDS)
_REACH = 80
"""Characters before a verb that decide how it is used."""
_NO_VERB_AFTER = re.compile(
    r"\b(?:the|a|an|its|his|her|their|of|no|any|to|first|previously|widely|have|be)\s*$", re.IGNORECASE
)
"""“its | estimated losses”, “to | ask”: no finite verb follows."""
_LONGEST_NO_VERB = len("previously")
_QUOTATION_BEFORE = re.compile(r"¤[,\s]*$")
_SENTENCE_END = re.compile(r"\s*(?:[.]|$)")
_CONJUNCTION_BEFORE = re.compile(r"(?:\band|\bbut|\bor),?\s*$")
_CLAUSE_AFTER = re.compile(
    r"\s*(?:on\s+\w+\s+)?(?:(?:claims|reports|allegations|suggestions|accusations)\s+)?"
    r"(?:that\b|[:,]?\s*¤|as\s+¤|to\b|for\b|in\b|it\b|the\b|an?\b|\d)"
)
"""What has to follow a weak verb: “found | that”, “called | for”."""
_NUMBER_AFTER = re.compile(
    r"\s+(?:(?:at least|more than|about|around|nearly|almost|over|up to|another|some)\s+)?"
    r"(?:[A-Z]{0,3}[£$€]|Rs|\d)"
)
_NOUNS = frozenset(("claims", "reports", "estimates", "notes", "states", "forecast", "reveals"))
_NOUN_BEFORE = re.compile(
    r"\b(?:reject(?:s|ed)|den(?:y|ies|ied)|dismiss(?:es|ed)|disput(?:es|ed)|made|makes|repeat(?:s|ed)|amid|despite"
    r"|after|following|with|over|about|these|those|such|more|new|some|many)\s+$"
)
"""Behind these a word that may be a verb of saying is a noun: “rejected | claims”."""
_ADDED_THING = re.compile(
    r"\s+(?:his|her|its|their|another|an?|the|two|three|four|five)\b(?![^.;,¤]{0,60}\b(?:is|are|was|were|has|have|had|would|will|could)\b)"
)
"""“added | his second goal”: a thing, not a clause."""
_PHRASE_BREAK = re.compile(r"[,.;:¤]")
_TOLD_TO = re.compile(r"\s+to(?=\s)")
"""“revealed | to | Al-Jazeera”."""
_TELLING_TO = frozenset(("revealed", "reveals", "confirmed"))
"""Verbs that say with “to” whom the source spoke to."""
_AFFILIATION = re.compile(
    r"(?:[A-Z][\w’'-]*-(?:affiliated|linked|run|owned|aligned)\s+|the\s+|state\s+|local\s+)+"
)
"""“the Hamas-run | Al-Aqsa”."""
_MEDIA_NOUN = re.compile(r"(.+?)\s+(?:news agency|newspaper|television|broadcaster)$")


class Cue(NamedTuple):
    """One attribution: the source, the verb, who passed it on, and the stretch that it covers."""

    source: Speaker | Reference
    verb: str
    start: int
    """Where the whole cue begins, source included."""
    end: int
    """Where it ends."""
    via: tuple[Speaker, ...] = ()
    cover: tuple[int, int] = (0, 0)
    """The stretch whose content it attributes."""


def listed_verbs(window: Window, words: frozenset[str]) -> Iterator[Cue]:
    """“Joanna Pryce said”, “said Joanna Pryce”, “he told Reuters”, “… and warned”.

    Args:
        window: The stretch.
        words: Its runs of small letters, those at least that begin a verb of ``LISTED_VERB`` or ``PUTTING``.
    """
    if not saying.PUTTING_WORDS.isdisjoint(words):
        for match in saying.PUTTING.finditer(window.hidden, window.start, window.end):
            cue = _listed_verb(window, match)
            if cue:
                yield cue
    listed = _LISTED_FIRST.intersection(words)
    for match in _listed_matches(window, listed) if listed else ():
        cue = _listed_verb(window, match)
        if cue:
            yield cue


def _listed_matches(window: Window, listed: frozenset[str]) -> Iterator[re.Match[str]]:
    """Every match of the listed verbs, looked for only from the words before the next of them on.

    What is listed of a verb stands in every match as it is written, with two words in front of it at most.

    Args:
        window: The stretch.
        listed: The first words of verbs that stand in it.
    """
    hidden, position, end = window.hidden, window.start, window.end
    forms = [form for word in listed for form in saying.LISTED_WORDS[word]]
    while True:
        places = {form: place for form in forms if (place := hidden.find(form, position, end)) >= 0}
        if not places:
            return
        forms = list(places)
        before = hidden[position : min(places.values())].rsplit(None, 2)
        start = position + len(before[0]) if len(before) > 2 else position
        match = saying.LISTED_VERB.search(hidden, start, end)
        if match is None:
            return
        yield match
        position = match.end()


def _listed_verb(window: Window, match: re.Match[str]) -> Cue | None:
    before = window.hidden[max(window.start, match.start() - _REACH) : match.start()]
    if (match["aux"] or "").strip() in ("was", "were") or _stands_before_noun(before):
        return None
    inverted = _inverted_at_border(window, match, before)
    if inverted:
        return inverted
    verb = match["verb"]
    if verb in _NOUNS and _NOUN_BEFORE.search(before):
        return None
    if verb in saying.WEAK and not _CLAUSE_AFTER.match(window.hidden, match.end(), match.end() + 30):
        return None
    if verb in saying.STRICT and not _says_that(window, match.end()):
        return None
    if verb in saying.GAINING and (
        _NUMBER_AFTER.match(window.hidden, match.end()) or _ADDED_THING.match(window.hidden, match.end())
    ):
        return None
    subject = subject_before(window, match.start())
    if verb in saying.SHOWING and not (_is_data(window, subject) or _says_that(window, match.end())):
        return None
    if subject is None:
        shared = _stands_behind_conjunction(before) and _WORD.search(
            window.hidden, window.start, match.start() - 4
        )
        return Cue(shared_subject(window), verb, match.start("verb"), match.end()) if shared else None
    stop, via = _told(window, verb, match.end())
    carried = saying.CARRIED_BY.match(window.hidden, _behind_comma(window, stop))
    if carried:
        stop, via = carried.end(), via or _carriers(window, carried)
    start = subject.start if isinstance(subject, Reference) else phrase_start(window, subject)
    return Cue(subject, verb, start, stop, via=via)


def _stands_before_noun(before: str) -> bool:
    """Whether no finite verb follows, looked for no further back than the longest word that tells it."""
    start = max(0, len(before.rstrip()) - _LONGEST_NO_VERB - 1)
    return _NO_VERB_AFTER.search(before, start) is not None


def _stands_behind_conjunction(before: str) -> bool:
    start = max(0, len(before.rstrip()) - len("and,"))
    return _CONJUNCTION_BEFORE.search(before, start) is not None


def _says_that(window: Window, position: int) -> bool:
    return saying.THAT_OR_QUOTATION.match(window.hidden, position, position + 30) is not None


def _is_data(window: Window, subject: Speaker | Reference | None) -> bool:
    return isinstance(subject, Speaker) and is_data(window.text[subject.opens : subject.end])


def shared_subject(window: Window) -> Reference:
    """The subject of the sentence, whatever it is."""
    return Reference("", window.start, window.start)


def _behind_comma(window: Window, position: int) -> int:
    comma = _COMMA_SPACE.match(window.hidden, position, window.end)
    return comma.end() if comma else position


def _carriers(window: Window, carried: re.Match[str]) -> tuple[Speaker, ...]:
    """“quoted by | Interfax”: whoever it is, it is an outlet here."""
    carrier = read_speaker(window.text, *carried.span("np"))
    return (carrier._replace(sort="media"),) if carrier else ()


def _inverted_at_border(window: Window, match: re.Match[str], before: str) -> Cue | None:
    """An inverted cue behind a quotation, or behind a comma at the end of the sentence."""
    if match["verb"] not in saying.INVERTING:
        return None
    behind_quotation = _QUOTATION_BEFORE.search(before) is not None
    opening = behind_quotation or not _WORD.search(window.hidden, window.start, match.start())
    if not (opening or before.rstrip().endswith(",")):
        return None
    inverted = inverted_cue(window, match)
    if inverted is None or behind_quotation:
        return inverted
    if not _SENTENCE_END.match(window.hidden, inverted.end, window.end):
        return None
    # “Deepak Joshi, a trader, said the cabin filled with smoke.” is not inverted
    subject = subject_before(window, match.start())
    return None if _is_person(subject) and not _is_person(inverted.source) else inverted


def _is_person(source: Speaker | Reference | None) -> bool:
    return isinstance(source, Speaker) and source.is_person


def inverted_cue(window: Window, match: re.Match[str]) -> Cue | None:
    """“…,” said Joanna Pryce, the finance director, quoted by Reuters."""
    stop = phrase_end(window, match.end())
    carried = saying.CARRIED_BY.search(window.hidden, stop, min(window.end, stop + 60))
    if carried and _PHRASE_BREAK.search(window.hidden, stop, carried.start()):
        carried = None
    begin, stop = window.trim(match.end(), carried.start() if carried else stop)
    subject = subject_after(window, begin, stop)
    if subject is None:
        return None
    via = _carriers(window, carried) if carried else ()
    return Cue(subject, match["verb"], match.start("verb"), carried.end() if carried else stop, via=via)


def _told(window: Window, verb: str, position: int) -> tuple[int, tuple[Speaker, ...]]:
    """Where the cue ends behind whom the source told, and the news outlet among those told.

    “told | reporters” ends behind them; “revealed to | Al-Jazeera” names who carried it.
    """
    start = position
    if verb in _TELLING_TO:
        to = _TOLD_TO.match(window.hidden, position, window.end)
        if to is None:
            return position, ()
        start = to.end()
    elif verb not in saying.TELLING:
        return position, ()
    audience = saying.AUDIENCE.match(window.hidden, start, window.end)
    if audience:
        return audience.end(), ()
    match = saying.TOLD_WHOM.match(window.hidden, start, window.end)
    if match is None:
        return position, ()
    name = window.text[slice(*match.span("np"))]
    if is_media(name):
        return match.end("np"), (_carrier(window, *match.span("np")),)
    return (match.end("np") if len(name.split()) <= 4 else position), ()


def _carrier(window: Window, start: int, end: int) -> Speaker:
    """“the Hamas-run Al-Aqsa television”: the outlet's name alone."""
    begin, stop = window.trim(start, end)
    affiliation = _AFFILIATION.match(window.text[begin:stop])
    begin += affiliation.end() if affiliation else 0
    named = _MEDIA_NOUN.match(window.text[begin:stop])
    stop = begin + named.end(1) if named else stop
    name = window.text[begin:stop]
    return Speaker(name, begin, stop, None, Described(name, None), begin)
