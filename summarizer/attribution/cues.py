"""Finds attribution cues: who said, after whom, to whom, and which stretch of the text it covers.

Source, cue and content as in PARC and PolNeAR, by pattern: no parser, nearest noun phrase. In the patterns
``¤`` is a character of a hidden quotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from summarizer.attribution import saying
from summarizer.attribution.cover import find_cover
from summarizer.attribution.hiding import HIDDEN, Window
from summarizer.attribution.sources import (
    Speaker,
    classify_source,
    is_data,
    is_media,
    read_speaker,
    skip_making,
)
from summarizer.attribution.subjects import (
    Reference,
    phrase_end,
    phrase_start,
    subject_after,
    subject_before,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Cue", "find_cues"]

_CONTENT = re.compile(r"\w|¤")
_WORD = re.compile(r"\w")
_COMMA_SPACE = re.compile(r",?\s*")
_REACH = 80
"""Characters before a verb that decide how it is used."""
_NO_VERB_AFTER = re.compile(
    r"\b(?:the|a|an|its|his|her|their|of|no|any|to|first|previously|widely|have|be)\s*$", re.IGNORECASE
)
"""“its | estimated losses”, “to | ask”: no finite verb follows."""
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
_THAT_THE = re.compile(r"\s*(?:that\s*)?(?:the|a|an)?\s*", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class Cue:
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


def find_cues(window: Window) -> list[Cue]:
    """Find the cues of one stretch of the text (a sentence, or a quotation with its tag), in order."""
    found: list[Cue] = []
    for cue in sorted(_scan(window), key=lambda cue: (cue.start, -cue.end)):
        if not found or cue.start >= found[-1].end:
            found.append(cue)
    found = _with_carriers(window, found)
    floors = [window.start, *(cue.end for cue in found)]
    ceilings = [*(cue.start for cue in found[1:]), window.end]
    covers = [
        find_cover(window.hidden, (cue.start, cue.end), floor, ceiling, closing=cue.verb in saying.CLOSING)
        for cue, floor, ceiling in zip(found, floors, ceilings, strict=False)
    ]
    for index, cue in enumerate(found[:-1]):
        if covers[index][0] < cue.start and covers[index + 1][0] < found[index + 1].start:
            covers[index] = (covers[index][0], cue.start)  # “…, it said, in …, according to them”
    cues = [replace(cue, cover=cover) for cue, cover in zip(found, covers, strict=True)]
    return [_with_reporter(window, cue, cues) for cue in cues]


def _with_reporter(window: Window, cue: Cue, cues: list[Cue]) -> Cue:
    """“Reuters reported that | the minister said 40 …” and “the minister said 40 …, | Reuters reported”."""
    if cue.via or _is_outlet(cue.source):
        return cue
    for other in cues:
        if not isinstance(other.source, Speaker) or not _is_outlet(other.source):
            continue
        leading = other.end <= cue.start and _THAT_THE.fullmatch(window.hidden, other.end, cue.start)
        trailing = other.start >= cue.end and other.cover[0] <= cue.end and other.cover[1] <= other.start
        if leading or (trailing and cue.cover[1] <= other.start):
            return replace(cue, via=(other.source,))
    return cue


def _is_outlet(source: Speaker | Reference) -> bool:
    return isinstance(source, Speaker) and is_media(source.name)


def _with_carriers(window: Window, cues: list[Cue]) -> list[Cue]:
    """“Reuters, citing two officials, reported”: the source is the one cited, the outlet carried it."""
    for match in saying.CITING.finditer(window.hidden, window.start, window.end):
        before = [index for index, cue in enumerate(cues) if cue.start <= match.start()]
        cited = read_speaker(window.text, *window.trim(*match.span("np")))
        if not before or cited is None:
            continue
        cue = cues[before[-1]]
        if isinstance(cue.source, Speaker) and is_media(f"{cue.source.role} {cue.source.name}"):
            cues[before[-1]] = replace(cue, source=cited, via=(cue.source, *cue.via))
    return cues


def _scan(window: Window) -> Iterator[Cue]:
    """Every cue of every pattern; of two that overlap, the first to begin will count."""
    return chain(
        _quoting(window),
        _being_quoted(window),
        _in_the_passive(window),
        _unlisted_verbs(window),
        _according(window),
        _in_words(window),
        _adding(window),
        _listed_verbs(window),
    )


def _quoting(window: Window) -> Iterator[Cue]:
    """“Xinhua quoted a rescuer as saying”: the one quoted is the source, the subject passed it on."""
    for match in saying.QUOTED_HIM_AS.finditer(window.hidden, window.start, window.end):
        carrier = subject_before(window, match.start())
        source: Speaker | Reference | None
        if match["np"] in ("him", "her"):
            source = Reference("he" if match["np"] == "him" else "she", *match.span("np"))
        else:
            source = read_speaker(window.text, *window.trim(*match.span("np")))
        if isinstance(carrier, Speaker) and source:
            yield Cue(source, match["cue"], carrier.start, match.end(), via=(carrier,))


def _being_quoted(window: Window) -> Iterator[Cue]:
    """“he was quoted by TASS as saying”."""
    for match in saying.WAS_QUOTED.finditer(window.hidden, window.start, window.end):
        subject = subject_before(window, match.start())
        carrier = read_speaker(window.text, *match.span("np")) if match["np"] else None
        if subject is not None:
            via = (carrier,) if carrier else ()
            yield Cue(subject, match["cue"], subject.start, match.end(), via=via)


def _in_the_passive(window: Window) -> Iterator[Cue]:
    """“was branded ‘a disgrace’ by Joanna Pryce”, with a quotation in it or right behind."""
    for match in saying.PASSIVE.finditer(window.hidden, window.start, window.end):
        stop = phrase_end(window, match.end())
        speaker = read_speaker(window.text, *window.trim(match.end(), stop))
        if speaker and HIDDEN in window.hidden[match.start() : min(window.end, stop + 40)]:
            yield Cue(speaker, match["cue"], match.end(), stop)


def _unlisted_verbs(window: Window) -> Iterator[Cue]:
    """“Pryce beamed: ‘…’” and “‘…,’ beamed Pryce”: a verb of saying by where it stands alone."""
    for match in saying.UNLISTED_BEFORE.finditer(window.hidden, window.start, window.end):
        subject = subject_before(window, match.start("verb"))
        if subject is not None:
            yield Cue(subject, match["verb"], subject.start, match.end())
    for match in saying.UNLISTED_AFTER.finditer(window.hidden, window.start, window.end):
        inverted = _inverted(window, match)
        if inverted:
            yield inverted


def _according(window: Window) -> Iterator[Cue]:
    """“According to Joanna Pryce, …” and “…, according to the bank”."""
    for match in saying.ACCORDING.finditer(window.hidden, window.start, window.end):
        begin = skip_making(window.hidden, match.end(), window.end)
        stop = phrase_end(window, begin)
        opens = not _CONTENT.search(window.hidden, window.start, match.start())
        comma = window.hidden.find(",", begin, stop) if opens else -1
        stop = comma if comma >= 0 else stop
        speaker = read_speaker(window.text, *window.trim(begin, stop))
        if speaker:
            yield Cue(speaker, match["cue"].lower(), match.start(), stop)


def _in_words(window: Window) -> Iterator[Cue]:
    """“in Karl Jessop’s words, ‘…’”."""
    for match in saying.IN_WORDS.finditer(window.hidden, window.start, window.end):
        group = "of" if match["of"] else "own"
        speaker = read_speaker(window.text, *window.trim(*match.span(group)))
        if speaker:
            yield Cue(speaker, match["cue"], *match.span())


def _adding(window: Window) -> Iterator[Cue]:
    """“…, adding that two had fled”: said by the subject of the sentence."""
    for match in saying.ADDING.finditer(window.hidden, window.start, window.end):
        yield Cue(_shared_subject(window), match["verb"], match.start("verb"), match.end())


def _listed_verbs(window: Window) -> Iterator[Cue]:
    """“Joanna Pryce said”, “said Joanna Pryce”, “he told Reuters”, “… and warned”."""
    for pattern in (saying.PUTTING, saying.LISTED_VERB):
        for match in pattern.finditer(window.hidden, window.start, window.end):
            cue = _listed_verb(window, match)
            if cue:
                yield cue


def _listed_verb(window: Window, match: re.Match[str]) -> Cue | None:
    before = window.hidden[max(window.start, match.start() - _REACH) : match.start()]
    if (match["aux"] or "").strip() in ("was", "were") or _NO_VERB_AFTER.search(before):
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
        shared = _CONJUNCTION_BEFORE.search(before) and _WORD.search(
            window.hidden, window.start, match.start() - 4
        )
        return Cue(_shared_subject(window), verb, match.start("verb"), match.end()) if shared else None
    stop, via = _told(window, verb, match.end())
    carried = saying.CARRIED_BY.match(window.hidden, _behind_comma(window, stop))
    if carried:
        stop, via = carried.end(), via or _carriers(window, carried)
    start = subject.start if isinstance(subject, Reference) else phrase_start(window, subject)
    return Cue(subject, verb, start, stop, via=via)


def _says_that(window: Window, position: int) -> bool:
    return saying.THAT_OR_QUOTATION.match(window.hidden, position, position + 30) is not None


def _is_data(window: Window, subject: Speaker | Reference | None) -> bool:
    return isinstance(subject, Speaker) and is_data(window.text[subject.opens : subject.end])


def _shared_subject(window: Window) -> Reference:
    """The subject of the sentence, whatever it is."""
    return Reference("", window.start, window.start)


def _behind_comma(window: Window, position: int) -> int:
    comma = _COMMA_SPACE.match(window.hidden, position, window.end)
    return comma.end() if comma else position


def _carriers(window: Window, carried: re.Match[str]) -> tuple[Speaker, ...]:
    """“quoted by | Interfax”: whoever it is, it is an outlet here."""
    carrier = read_speaker(window.text, *carried.span("np"))
    return (replace(carrier, kind="media"),) if carrier else ()


def _inverted_at_border(window: Window, match: re.Match[str], before: str) -> Cue | None:
    """An inverted cue behind a quotation, or behind a comma at the end of the sentence."""
    behind_quotation = _QUOTATION_BEFORE.search(before) is not None
    opening = behind_quotation or not _WORD.search(window.hidden, window.start, match.start())
    if match["verb"] not in saying.INVERTING or not (opening or before.rstrip().endswith(",")):
        return None
    inverted = _inverted(window, match)
    if inverted is None or behind_quotation:
        return inverted
    if not _SENTENCE_END.match(window.hidden, inverted.end, window.end):
        return None
    # “Deepak Joshi, a trader, said the cabin filled with smoke.” is not inverted
    subject = subject_before(window, match.start())
    return None if _is_person(subject) and not _is_person(inverted.source) else inverted


def _is_person(source: Speaker | Reference | None) -> bool:
    return isinstance(source, Speaker) and source.kind == "named_person"


def _inverted(window: Window, match: re.Match[str]) -> Cue | None:
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
    return Speaker(name, begin, stop, None, classify_source(name, None), begin)
