"""Finds attribution cues: who said, after whom, to whom, and which stretch of the text it covers.

Source, cue and content as in PARC and PolNeAR, by pattern: no parser, nearest noun phrase. In the patterns
``¤`` is a character of a hidden quotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from summarizer.extraction.baseline import saying
from summarizer.extraction.baseline.hiding import HIDDEN, Window
from summarizer.extraction.baseline.sources import Speaker, classify_source, is_media, read_speaker
from summarizer.extraction.baseline.subjects import (
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
_SPACE = re.compile(r"\s*")
_REACH = 80
"""Characters before a verb that decide how it is used."""
_NO_VERB_AFTER = re.compile(
    r"\b(?:the|a|an|its|his|her|their|of|no|any|to|first|previously|widely|have|be)\s*$"
)
"""“its | estimated losses”, “to | ask”: no finite verb follows."""
_QUOTATION_BEFORE = re.compile(r"¤[,\s]*$")
_SENTENCE_END = re.compile(r"\s*(?:[.]|$)")
_CONJUNCTION_BEFORE = re.compile(r"(?:\band|\bbut|\bor),?\s*$")
_CLAUSE_AFTER = re.compile(r"\s*(?:on\s+\w+\s+)?(?:that\b|[:,]?\s*¤|to\b|for\b|in\b|it\b|the\b|an?\b|\d)")
"""What has to follow a weak verb: “found | that”, “called | for”."""
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

_ARTICLE_END = re.compile(r"\b(?:the|a|an|one|another)\s*$", re.IGNORECASE)
_CLAUSE_BREAK_BEFORE = re.compile(
    r"(?:[;:—–]|,?\s(?:while|but|and|whereas|although|though|as|that|after|because))\s*$"
)
_AUXILIARY_AFTER = re.compile(r"\s*,\s+(?:had|has|have|was|were|is|are|would|will|could|can|did)\b")
_QUOTATION_AFTER = re.compile(r"\s*(?:[\w ]{0,30})?[,:]?\s*¤")
_THAT_OR_QUOTATION = re.compile(r"\s*(?:that\b|[:,]?\s*¤)")


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
    floors = [window.start, *(cue.end for cue in found)]
    ceilings = [*(cue.start for cue in found[1:]), window.end]
    return [
        replace(cue, cover=_cover(cue, window.hidden, floor, ceiling))
        for cue, floor, ceiling in zip(found, floors, ceilings, strict=False)
    ]


def _scan(window: Window) -> Iterator[Cue]:
    """Every cue of every pattern; of two that overlap, the first to begin will count."""
    return chain(
        _quoting(window),
        _being_quoted(window),
        _in_the_passive(window),
        _unlisted_verbs(window),
        _according(window),
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
        stop = phrase_end(window, match.end())
        opens = not _CONTENT.search(window.hidden, window.start, match.start())
        comma = window.hidden.find(",", match.end(), stop) if opens else -1
        stop = comma if comma >= 0 else stop
        speaker = read_speaker(window.text, *window.trim(match.end(), stop))
        if speaker:
            yield Cue(speaker, match["cue"].lower(), match.start(), stop)


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
    if verb in saying.WEAK and not _CLAUSE_AFTER.match(window.hidden, match.end(), match.end() + 30):
        return None
    subject = subject_before(window, match.start())
    if subject is None:
        shared = _CONJUNCTION_BEFORE.search(before) and _WORD.search(
            window.hidden, window.start, match.start() - 4
        )
        return Cue(_shared_subject(window), verb, match.start("verb"), match.end()) if shared else None
    stop, via = _told(window, verb, match.end())
    if isinstance(subject, Reference):
        return Cue(subject, verb, subject.start, stop, via=via)
    carried = saying.CARRIED_BY.match(window.hidden, _behind_space(window, stop))
    end = carried.end() if carried else stop
    return Cue(subject, verb, phrase_start(window, subject.start), end, via=via)


def _shared_subject(window: Window) -> Reference:
    """The subject of the sentence, whatever it is."""
    return Reference("", window.start, window.start)


def _behind_space(window: Window, position: int) -> int:
    space = _SPACE.match(window.hidden, position, window.end)
    return space.end() if space else position


def _inverted_at_border(window: Window, match: re.Match[str], before: str) -> Cue | None:
    """An inverted cue behind a quotation, or behind a comma at the end of the sentence."""
    behind_quotation = _QUOTATION_BEFORE.search(before) is not None
    opening = behind_quotation or not _WORD.search(window.hidden, window.start, match.start())
    if match["verb"] not in saying.INVERTING or not (opening or before.rstrip().endswith(",")):
        return None
    inverted = _inverted(window, match)
    if inverted and (behind_quotation or _SENTENCE_END.match(window.hidden, inverted.end, window.end)):
        return inverted
    return None


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
    if carried is None or isinstance(subject, Reference):
        return Cue(subject, match["verb"], match.start("verb"), stop)
    carrier = read_speaker(window.text, *carried.span("np"))
    via = (replace(carrier, kind="media"),) if carrier else ()
    return Cue(subject, match["verb"], match.start("verb"), carried.end(), via=via)


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
    return Speaker(name, begin, stop, None, classify_source(name, None))


def _cover(cue: Cue, hidden: str, floor: int, ceiling: int) -> tuple[int, int]:
    """What a cue attributes: what follows a source that opens a clause, what precedes one that closes it.

    Args:
        cue: The cue.
        hidden: The text with quotations hidden.
        floor: Where the cue before ends, or the stretch begins.
        ceiling: Where the next cue begins, or the stretch ends.
    """
    before = _ARTICLE_END.sub("", hidden[floor : cue.start])
    after = hidden[cue.end : ceiling]
    following, preceding, around = (cue.end, ceiling), (floor, cue.start), (floor, ceiling)
    leading = not _CONTENT.search(before) or _CLAUSE_BREAK_BEFORE.search(before)
    if leading and _CONTENT.search(after):
        return following
    if before.rstrip().endswith(",") and _AUXILIARY_AFTER.match(after):
        return around  # “reserves, he noted, had risen”
    if _QUOTATION_AFTER.match(after) and HIDDEN in before:
        return around  # a tag in the middle of a quotation
    if _THAT_OR_QUOTATION.match(after) and not before.rstrip().endswith((",", HIDDEN)):
        return following
    if before.rstrip().endswith((",", HIDDEN, "—", "–")) or cue.verb == "according to":
        return preceding
    return following
