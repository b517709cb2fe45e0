"""Finds attribution cues: who said, after whom, to whom, and which stretch of the text it covers.

Source, cue and content as in PARC and PolNeAR, by pattern: no parser, nearest noun phrase. In the patterns
``¤`` is a character of a hidden quotation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.attribution import saying
from summarizer.attribution.cover import find_cover
from summarizer.attribution.hiding import HIDDEN, Window
from summarizer.attribution.sources import Speaker, is_media, read_speaker, skip_making
from summarizer.attribution.subjects import Reference, phrase_end, subject_before
from summarizer.attribution.verb_cues import Cue, inverted_cue, listed_verbs, shared_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Cue", "find_cues"]

_LOWER_RUN = re.compile(r"[a-z]+")
_CUE_WORDS = saying.ADDING_WORDS | saying.PUTTING_WORDS | frozenset(saying.LISTED_WORDS)
"""One of these, as a whole run of small letters, stands in every match of the patterns of verbs."""
_CITING_WORDS = frozenset(("citing", "quoting"))
"""One of these, too, in every match of ``CITING``."""
_ASKED_WORDS = _CUE_WORDS | _CITING_WORDS | saying.PASSIVE_WORDS
"""All the words that are asked for."""
_CONTENT = re.compile(r"[\w¤]")
_COLON_QUOTATION = re.compile(r":\s*¤")
_THAT_THE = re.compile(r"\s*(?:that\s*)?(?:the|a|an)?\s*", re.IGNORECASE)


def find_cues(window: Window) -> list[Cue]:
    """Find the cues of one stretch of the text (a sentence, or a quotation with its tag), in order."""
    stretch = window.hidden[window.start : window.end]
    words = _ASKED_WORDS.intersection(_LOWER_RUN.findall(stretch))
    if not _may_have_cue(stretch, words):
        return []
    found: list[Cue] = []
    for cue in sorted(_scan(window, stretch, words), key=lambda cue: (cue.start, -cue.end)):
        if not found or cue.start >= found[-1].end:
            found.append(cue)
    if not found:
        return found
    if not _CITING_WORDS.isdisjoint(words):
        found = _with_carriers(window, found)
    if len(found) == 1:
        source, verb, start, end, via, _ = found[0]
        closing = verb in saying.CLOSING
        cover = find_cover(window.hidden, (start, end), window.start, window.end, closing=closing)
        return [Cue(source, verb, start, end, via, cover)]
    floors = [window.start, *(cue.end for cue in found)]
    ceilings = [*(cue.start for cue in found[1:]), window.end]
    covers = [
        find_cover(window.hidden, (cue.start, cue.end), floor, ceiling, closing=cue.verb in saying.CLOSING)
        for cue, floor, ceiling in zip(found, floors, ceilings, strict=False)
    ]
    for index, cue in enumerate(found[:-1]):
        if covers[index][0] < cue.start and covers[index + 1][0] < found[index + 1].start:
            covers[index] = (covers[index][0], cue.start)  # “…, it said, in …, according to them”
    cues = [
        Cue(cue.source, cue.verb, cue.start, cue.end, cue.via, cover)
        for cue, cover in zip(found, covers, strict=True)
    ]
    outlets = [cue for cue in cues if _is_outlet(cue.source)]
    return [_with_reporter(window, cue, outlets) for cue in cues] if outlets else cues


def _with_reporter(window: Window, cue: Cue, outlets: list[Cue]) -> Cue:
    """“Reuters reported that | the minister said 40 …” and “the minister said 40 …, | Reuters reported”."""
    if cue.via or cue in outlets:
        return cue
    for other in outlets:
        if not isinstance(other.source, Speaker):
            continue
        leading = other.end <= cue.start and _THAT_THE.fullmatch(window.hidden, other.end, cue.start)
        trailing = other.start >= cue.end and other.cover[0] <= cue.end and other.cover[1] <= other.start
        if leading or (trailing and cue.cover[1] <= other.start):
            return cue._replace(via=(other.source,))
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
            cues[before[-1]] = cue._replace(source=cited, via=(cue.source, *cue.via))
    return cues


def _may_have_cue(stretch: str, words: frozenset[str]) -> bool:
    """Whether a stretch has what ``_scan`` asks for before it runs any pattern.

    Args:
        stretch: The stretch, with what is hidden in it.
        words: Those of ``_ASKED_WORDS`` that are runs of small letters in it.
    """
    return (
        not _CUE_WORDS.isdisjoint(words)
        or HIDDEN in stretch
        or "words" in stretch
        or "as saying" in stretch
        or _may_accord(stretch)
    )


def _scan(window: Window, stretch: str, words: frozenset[str]) -> Iterator[Cue]:
    """Every cue of every pattern; of two that overlap, the first to begin will count.

    A pattern runs only where the stretch holds letters that every match of it has as they are, or a hidden
    quotation that it asks for.

    Args:
        window: The stretch.
        stretch: Its letters, with what is hidden.
        words: Those of ``_ASKED_WORDS`` that are runs of small letters in it.
    """
    quoted = HIDDEN in stretch
    if "as saying" in stretch:
        yield from _quoting(window)
        yield from _being_quoted(window)
    if quoted and not saying.PASSIVE_WORDS.isdisjoint(words):
        yield from _in_the_passive(window)
    if quoted:
        yield from _unlisted_verbs(window)
    if _may_accord(stretch):
        yield from _according(window)
    if "words" in stretch:
        yield from _in_words(window)
    if not saying.ADDING_WORDS.isdisjoint(words):
        yield from _adding(window)
    yield from listed_verbs(window, words)


def _may_accord(stretch: str) -> bool:
    """Whether “according to” or “as per” may stand there, in any case.

    Of letters, only those of i, k and s have other forms than two where case does not count.
    """
    folded = stretch.lower()
    return "accord" in folded or " per" in folded


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
    colon = _COLON_QUOTATION.search(window.hidden, window.start, window.end)
    for match in saying.UNLISTED_BEFORE.finditer(window.hidden, window.start, window.end) if colon else ():
        subject = subject_before(window, match.start("verb"))
        if subject is not None:
            yield Cue(subject, match["verb"], subject.start, match.end())
    for match in saying.UNLISTED_AFTER.finditer(window.hidden, window.start, window.end):
        inverted = inverted_cue(window, match)
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
        yield Cue(shared_subject(window), match["verb"], match.start("verb"), match.end())
