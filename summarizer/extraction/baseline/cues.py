"""Finds attribution cues: who said, after whom, to whom, and which stretch of the text it covers.

Source, cue and content as in PARC and PolNeAR, by pattern: no parser, nearest noun phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.extraction.baseline.sources import Speaker, classify_source, is_media, read_speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HIDDEN", "Cue", "find_cues"]

HIDDEN = "¤"
"""Stands for each character of a quotation while cues are looked for; no word character."""

_VERBS = """said says say saying told tells added adds stated states announced announces reported reports claimed claims warned
    warns argued argues insisted insists acknowledged acknowledges confirmed confirms denied denies revealed reveals wrote
    writes tweeted posted explained explains noted notes stressed stresses replied answered asked asks recalled recalls
    believes believe estimated estimates predicted predicts forecast testified declared declares complained complains admitted
    admits conceded concedes vowed vowed pledged promised suggested suggests concluded concludes joked shouted cried quipped observed
    remarked commented emphasised emphasized reiterated maintained maintains alleged alleges boasted disclosed indicated indicates
    expects found ruled urged urges quoted citing cited accused accuses described describes called thinks
    countered responded stormed fumed cautioned thundered sighed laughed snapped retorted whispered yelled muttered lamented mused enthused
    praised blamed criticised criticized rejected termed summarised intoned hailed dismissed branded"""
_WEAK = frozenset(
    ["called", "described", "accused", "found", "ruled", "expects", "forecast", "shows", "showed", "asked", "asks", "urged", "urges", "citing", "cited", "quoted", "posted", "believe", "praised", "blamed", "criticised", "criticized", "rejected", "termed", "hailed", "dismissed", "branded", "laughed"]
)
"""Verbs that attribute only with a clause or quotation right behind them."""
_SUBJECT_VERB = re.compile(
    rf"(?<![\w-])(?P<aux>(?:has|have|had|was|were)\s+)?(?:(?:also|later|earlier|previously|recently|repeatedly|again|then)\s+)?(?P<verb>(?:expressed|voiced|raised) (?:\w+ )?(?:concerns?|hopes?|regret|doubts?|fears?|alarm|outrage|support|confidence)|made (?:it )?clear|point(?:ed|s) out|{'|'.join(sorted(_VERBS.split(), key=len, reverse=True))})(?![\w-])"
)
_ACCORDING = re.compile(r"(?<!\w)(?P<cue>[Aa]ccording to)\s+")
_QUOTED_AS = re.compile(r"(?<!\w)(?:quoted|cited)\s+(?P<np>[^¤.;:]{3,80}?)\s+(?P<cue>as saying)")
_WAS_QUOTED = re.compile(
    r"\b(?:was|were)\s+(?:quoted|cited)\s+(?:by\s+(?P<np>[^¤.;:,]{2,50}?)\s+)?(?P<cue>as saying)"
)
_TOLD_BY = re.compile(
    r"\b(?P<cue>told|warned|informed|assured|described|branded|called|dubbed|dismissed|hailed|condemned)(?:\s+as)?(?:\s*¤+\s*|\s+)by\s+(?=[A-Za-z])"
)
_COLON_VERB = re.compile(rf"(?<![\w-])(?P<verb>[a-z]{{3,}}(?:ed|es|ds|ks|ts|ns|ys|rs))(?=:\s*{HIDDEN})")
_AFTER_VERB = re.compile(rf"{HIDDEN},?\s+(?P<verb>[a-z]{{4,}}ed)\s+(?=[A-Z])")
_QUOTED_BY = re.compile(
    r"\b(?:quoted|cited|reported|carried)\s+by\s+(?P<np>(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3})"
)
_BOUNDARY = re.compile(
    r"[;:¤()\[\]—–…]|,\s+(?:while|but|and|as|which|who|though|although|after|when|where|with|because|so|if)\b|\b(?:while|but|that|because|although|when|if|which|as|whereas|since)\b(?=\s)|\bwho\b"
)
_RELATIVE = re.compile(
    r",\s+(?:who|which|whose|speaking|asking|requesting|declining|citing|wearing|standing|holding|using|giving|identified|reached|himself|herself)\b(?=[^¤.;:]{3,150}$|[^¤.;:]{3,150},)"
)
"""A clause put between a subject and its verb: “X, who asked not to be named, said”."""
_ARTICLE_END = re.compile(r"\b(?:the|a|an|one|another)\s*$", re.IGNORECASE)
_ADDING = re.compile(
    r",\s+(?P<verb>adding|saying|noting|warning|stressing|arguing|insisting|claiming|citing)\b(?:\s+that\b)?"
)
_PUTTING = re.compile(
    r"(?<![\w-])(?P<aux>(?:has|have|had)\s+)?(?P<verb>put|pegged|projected|projects|sees|estimates|estimated|measured|gave)(?=\s+(?:the|its|total|damage|losses|it|a (?:lower|higher|toll|figure|death))\b)"
)
_RESTRICTIVE = re.compile(r"(?<=\w)\s+who\s+[^¤,.;:]{3,70}\s$")
_LOWER_SUBJECT = re.compile(
    r"(?:(?:the|a|an|another|one|its|his|her|their|our|some|several|many|most|both|other|all|those|two|three|four|\d+)\s"
    r"|(?:[a-z-]+\s){0,3}(?:officials?|police|sources?|residents?|witnesses|eye-?witnesses|medics|doctors|rescuers|authorities|analysts?|experts?|economists?|critics|activists|protesters"
    r"|organi[sz]ers|prosecutors|investigators|researchers|scientists|lawyers|groups?|agencies|workers|leaders|reports?|media|ministers?|lawmakers|forecasters|meteorologists|traders|investors"
    r"|campaigners|supporters|opponents|relatives|families|neighbou?rs|locals|survivors|rebels|militants|forces|troops|unions?|companies|firms|spokes\w+|diplomats?|aides|observers|students|teachers|farmers"
    r"|villagers|data|figures|documents|records|people|it|he|she|they|we|who|al-[A-Z]\w+)\b)"
)
_INVERTED_START = re.compile(
    r"(?:[A-Z]|the\b|a\b|an\b|one\b|another\b|he\b|she\b|they\b|al-|de\b|local\b|officials?\b|residents?\b|witnesses\b|police\b|medics\b)"
)
_LEADING = re.compile(
    r"(?:(?:However|But|And|Meanwhile|Moreover|Still|Yet|Also|Then|Later|Earlier|Separately|Instead|Nevertheless|Furthermore|Similarly|So|Or|Though|Afterwards|Additionally)\b,?\s*)+"
)
_LEADING_PHRASE = re.compile(
    r"(?:In|On|At|After|During|By|For|From|Since|Before|Under|Despite|Asked|Speaking|Addressing|Writing|Responding|Citing|As)\b[^,]{0,80},\s*"
)
_TRAILING = re.compile(
    r"(?:,?\s+(?:also|later|earlier|previously|recently|repeatedly|reportedly|then|has|have|had|in turn|in (?:a|an|the|his|her|their|its) (?:\w+\s+){0,3}(?:statement|speech|post|interview|video|tweet|report|note|letter|email|briefing|conference|filing|release|message|article)s?|at (?:a|the) (?:\w+\s+){0,2}(?:briefing|conference|rally|hearing|meeting|summit))\b[^,]{0,20})+$"
)
_PRONOUN = re.compile(r"(?:he|she|they|it|we|i|who)$", re.IGNORECASE)
_COMMA = re.compile(r",(?!\d)")
_DESCRIPTION = re.compile(
    r"[Tt]he (?:(?:[a-z]+-)?[a-z]+|\d{1,3}-year-old)(?: of [a-z]+| [a-z]+| [A-Z][a-z]+an)?"
)
"""“the source”, “the 24-year-old”, “the great-grandmother of nine”: someone that has been named before."""
_NOT_SUBJECT = re.compile(
    r"(?i)^(?:to|not|no|nothing|there|what|this|that|these|those|is|was|are|were|be|being|been|which|how|why|where|when|it is|and|or|of|for|by|with|in|on|at|you)\b"
)
_FINITE = re.compile(r"(?i)\b(?:is|are|was|were|has|have|had|will|would|could|can|did|does|do|said|says)\b")
_INVERTED = re.compile(
    r"(?:said|says|added|adds|wrote|writes|replied|explained|warned|recalled|asked|noted|argued|joked|insisted|admitted|concluded|tweeted|recalls)$"
)
_AFTER_END = re.compile(
    r"[;:¤()\[\].!?—–\n]|,\s+(?:who|which|as|while|after|but|and|adding|in|on|at|during|when|citing|before|referring|speaking)\b|\s+(?:as|while|after|when|before|during|adding|who|quoted|because|referring|speaking|if)\b|\s+(?:in|on|at|from|to|via|after|outside|by|following) (?:a|an|the|his|her|their|its|[A-Z¤])|\s+(?:on|in)\s+\S|\s{3,}|,\s*¤"
)
_TOLD = re.compile(
    r"\s+(?P<np>[^¤,.;:()]{2,60}?)(?=\s+(?:that|on|in|by|via|during|at|of|how|about|it|he|she|they|the|there|to|his|her|their)\b|[,.;:¤]|\s{2,}|$)"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One attribution: the source, the verb, who passed it on, and the stretch that it covers."""

    speaker: Speaker | None
    """Null for a pronoun or a definite description, whose antecedent is found later."""
    reference: str | None
    """The pronoun or definite description, where there is one; empty where the verb shares its sentence's subject."""
    reference_span: tuple[int, int] | None
    verb: str
    start: int
    """Where the whole cue begins, source included."""
    end: int
    """Where it ends."""
    via: tuple[Speaker, ...]
    cover: tuple[int, int]
    """The stretch whose content it attributes."""


def find_cues(text: str, hidden: str, start: int, end: int) -> list[Cue]:
    """Find the cues of one stretch of the text (a sentence, or a quotation with its tag).

    Args:
        text: The source text.
        hidden: The same with quotations and dates hidden, character by character.
        start: Where the stretch begins.
        end: Where it ends.
    """
    found: list[Cue] = []
    for cue in sorted(_scan(text, hidden, start, end), key=lambda cue: (cue.start, -cue.end)):
        if found and cue.start < found[-1].end:
            continue
        found.append(cue)
    return [_with_cover(cue, found, index, hidden, start, end) for index, cue in enumerate(found)]


def _scan(text: str, hidden: str, start: int, end: int) -> Iterator[Cue]:
    for match in _QUOTED_AS.finditer(hidden, start, end):
        carrier = _subject(text, hidden, start, match.start())
        speaker = read_speaker(text, *_trimmed(hidden, match.start("np"), match.end("np")))
        if isinstance(carrier, Speaker) and match["np"] in ("him", "her"):
            pronoun = "he" if match["np"] == "him" else "she"
            yield Cue(
                None, pronoun, match.span("np"), match["cue"], carrier.start, match.end(), (carrier,), (0, 0)
            )
        elif isinstance(carrier, Speaker) and speaker:
            yield Cue(speaker, None, None, match["cue"], carrier.start, match.end(), (carrier,), (0, 0))
    for match in _WAS_QUOTED.finditer(hidden, start, end):
        yield from _was_quoted(text, hidden, match, start)
    for match in _TOLD_BY.finditer(hidden, start, end):
        stop = _phrase_end(hidden, match.end(), end)
        speaker = read_speaker(text, *_trimmed(hidden, match.end(), stop))
        if speaker and HIDDEN in hidden[match.start() : min(end, stop + 40)]:
            yield Cue(speaker, None, None, match["cue"], match.end(), stop, (), (0, 0))
    for pattern in (_COLON_VERB, _AFTER_VERB):
        for match in pattern.finditer(hidden, start, end):
            subject = _subject(text, hidden, start, match.start("verb")) if pattern is _COLON_VERB else None
            if isinstance(subject, Speaker):
                yield Cue(subject, None, None, match["verb"], subject.start, match.end(), (), (0, 0))
            elif subject is not None:
                yield Cue(
                    None,
                    text[subject[0] : subject[1]],
                    subject,
                    match["verb"],
                    subject[0],
                    match.end(),
                    (),
                    (0, 0),
                )
            elif pattern is _AFTER_VERB:
                inverted = _inverted(text, hidden, match, end)
                if inverted:
                    yield inverted
    for match in _ACCORDING.finditer(hidden, start, end):
        stop = _phrase_end(hidden, match.end(), end)
        opens = not re.search(r"\w|¤", hidden[start : match.start()])
        comma = hidden.find(",", match.end(), stop) if opens else -1
        stop = comma if comma >= 0 else stop
        speaker = read_speaker(text, *_trimmed(hidden, match.end(), stop))
        if speaker:
            yield Cue(speaker, None, None, match["cue"].lower(), match.start(), stop, (), (0, 0))
    for match in _ADDING.finditer(hidden, start, end):
        yield Cue(None, "", (start, start), match["verb"], match.start("verb"), match.end(), (), (0, 0))
    for match in (*_PUTTING.finditer(hidden, start, end), *_SUBJECT_VERB.finditer(hidden, start, end)):
        cue = _subject_verb(text, hidden, match, start, end)
        if cue:
            yield cue


def _subject_verb(text: str, hidden: str, match: re.Match[str], start: int, end: int) -> Cue | None:
    verb = match["verb"]
    if verb == "according" or (match["aux"] or "").strip() in ("was", "were"):
        return None
    before = hidden[start : match.start()]
    if re.search(
        r"\b(?:the|a|an|its|his|her|their|of|no|any|to|first|previously|widely|have|be)\s*$", before
    ):
        return None
    opening = re.search(rf"(?:{HIDDEN}[,\s]*|^\W*)$", before) is not None
    comma = before.rstrip().endswith(",")
    if (opening or comma) and _INVERTED.search(verb):
        inverted = _inverted(text, hidden, match, end)
        closes = inverted is not None and re.match(r"\s*(?:[.]|$)", hidden[inverted.end : end]) is not None
        if inverted and (closes or re.search(rf"{HIDDEN}[,\s]*$", before)):
            return inverted
    if verb in _WEAK and not re.match(
        rf"\s*(?:on\s+\w+\s+)?(?:that\b|[:,]?\s*{HIDDEN}|to\b|for\b|in\b|it\b|the\b|an?\b|\d)",
        hidden[match.end() : match.end() + 30],
    ):
        return None
    subject = _subject(text, hidden, start, match.start())
    if subject is None:
        shared = (
            re.search(r"(?:\band|\bbut|\bor),?\s*$", before) is not None
            and re.search(r"\w", before[:-4]) is not None
        )
        return (
            Cue(None, "", (start, start), verb, match.start("verb"), match.end(), (), (0, 0))
            if shared
            else None
        )
    if match["aux"] and match["aux"].strip() in ("was", "were"):
        return None
    stop, via = match.end(), ()
    if verb in ("told", "tells", "revealed", "confirmed", "reveals"):
        stop, via = _told(text, hidden, verb, match.end(), end)
    if isinstance(subject, Speaker):
        carried = _QUOTED_BY.match(hidden, stop + len(hidden[stop:end]) - len(hidden[stop:end].lstrip()))
        begin = _phrase_start(hidden, start, subject.start)
        return Cue(subject, None, None, verb, begin, max(stop, carried.end() if carried else 0), via, (0, 0))
    return Cue(None, text[subject[0] : subject[1]], subject, verb, subject[0], stop, via, (0, 0))


def _was_quoted(text: str, hidden: str, match: re.Match[str], start: int) -> Iterator[Cue]:
    """“he was quoted by TASS as saying”."""
    subject = _subject(text, hidden, start, match.start())
    carrier = read_speaker(text, *match.span("np")) if match["np"] else None
    via = (carrier,) if carrier else ()
    if isinstance(subject, Speaker):
        yield Cue(subject, None, None, match["cue"], subject.start, match.end(), via, (0, 0))
    elif subject is not None:
        yield Cue(
            None, text[subject[0] : subject[1]], subject, match["cue"], subject[0], match.end(), via, (0, 0)
        )


def _trimmed(hidden: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space and commas around it."""
    while start < end and hidden[start] in " \u00a0\n\t,":
        start += 1
    while end > start and hidden[end - 1] in " \u00a0\n\t,":
        end -= 1
    return start, end


def _phrase_end(hidden: str, start: int, end: int) -> int:
    match = _AFTER_END.search(hidden, start, min(end, start + 160))
    return match.start() if match else min(end, start + 160)


def _subject(text: str, hidden: str, start: int, verb_start: int) -> Speaker | tuple[int, int] | None:
    """The noun phrase before a verb: a speaker, or the span of a pronoun or definite description."""
    left = max(start, verb_start - 240)
    restrictive = _RESTRICTIVE.search(hidden, left, verb_start)
    if restrictive:
        verb_start = restrictive.start()
    relative = list(_RELATIVE.finditer(hidden, left, verb_start))
    if relative and hidden[left:verb_start].rstrip().endswith(","):
        verb_start = relative[-1].start() + 1
    boundaries = list(_BOUNDARY.finditer(hidden, left, verb_start))
    begin = boundaries[-1].end() if boundaries else left
    begin, stop = _trimmed(hidden, begin, verb_start)
    for pattern in (_LEADING, _LEADING_PHRASE, _LEADING):
        lead = pattern.match(hidden, begin, stop)
        if lead and lead.end() < stop:
            begin = lead.end()
    trailing = _TRAILING.search(hidden[begin:stop])
    if trailing:
        stop = begin + trailing.start()
    begin, stop = _trimmed(hidden, begin, stop)
    ends_with_comma = "," in hidden[stop:verb_start]
    pieces = _COMMA.split(hidden[begin:stop])
    if len(pieces) > 1 and not ends_with_comma:
        begin = stop - len(pieces[-1])
        apposed = _apposed(text, hidden, begin - 1, stop, pieces)
        if apposed:
            return apposed
    elif len(pieces) > 2:
        keep = _first_part(pieces)
        begin = stop - len(",".join(pieces[keep:]))
    begin, stop = _trimmed(hidden, begin, stop)
    phrase = hidden[begin:stop]
    if not phrase or HIDDEN in phrase or _NOT_SUBJECT.match(phrase) or len(phrase.split(",")[0].split()) > 16:
        return None
    if _PRONOUN.fullmatch(phrase) or _DESCRIPTION.fullmatch(phrase):
        return begin, stop
    inner = re.search(r"\b(?:what|which|that|where|whom|as|how)\s+(he|she|they|it|we)$", phrase)
    if inner:
        return begin + inner.start(1), stop
    if phrase[0].islower() and not (_LOWER_SUBJECT.match(phrase) or _is_titled(text, begin, stop)):
        return None
    head = _COMMA.split(phrase)[0]
    if _FINITE.search(head):
        finite = list(_FINITE.finditer(head))[-1]
        tail = re.search(r"(?:^|\s)((?:the |a |an )?(?:[A-Z][\w’'.-]*\s?)+)$", head[finite.end() :])
        if not tail:
            return None
        begin += finite.end() + tail.start(1)
    return read_speaker(text, begin, stop)


def _phrase_start(hidden: str, start: int, name_start: int) -> int:
    """Where the phrase begins whose last part names the source: “Kyiv’s administration chief, Serhii Bondar”."""
    match = re.search(
        rf"(?:^|[{HIDDEN}.;:]\s+|\b(?:while|but|and)\s+)([A-Z][^{HIDDEN},.;:]{{2,60}},\s+)$",
        hidden[max(start, name_start - 90) : name_start],
    )
    return name_start - len(match[1]) if match and not _FINITE.search(match[1]) else name_start


def _apposed(text: str, hidden: str, comma: int, stop: int, pieces: list[str]) -> Speaker | None:
    """“Another displaced Gazan, Um Hassan says”: a description, then the name without a second comma."""
    described = pieces[-2].strip()
    if (
        len(pieces) == 2
        and re.match(r"(?i)(?:the|a|an|another|one)\s", described)
        and len(described.split()) <= 8
        and not _FINITE.search(described)
    ):
        begin = comma - len(pieces[-2])
        speaker = read_speaker(text, *_trimmed(hidden, begin, stop))
        if speaker and speaker.kind == "named_person":
            return speaker
    return None


def _first_part(pieces: list[str]) -> int:
    """Index of the part with which the subject begins, in “clause, Name, role of X, part of Y,”."""
    for index, piece in enumerate(pieces):
        words = piece.split()
        if (
            words
            and len(words) <= 9
            and (words[0][0].isupper() or words[0] in ("the", "a", "an", "another", "one"))
            and not _FINITE.search(piece)
        ):
            return index
    return len(pieces) - 2


def _is_titled(text: str, begin: int, stop: int) -> bool:
    """“finance director Joanna Pryce”: a lower-case role before a person's name."""
    if re.search(r"\d", text[begin:stop]) or len(text[begin:stop].split()) > 9:
        return False
    speaker = read_speaker(text, begin, stop)
    return speaker is not None and speaker.kind == "named_person" and speaker.start > begin


def _inverted(text: str, hidden: str, match: re.Match[str], end: int) -> Cue | None:
    """“…,” said NAME, role."""
    stop = _phrase_end(hidden, match.end(), end)
    carried = _QUOTED_BY.search(hidden, stop, min(end, stop + 60))
    if carried and not re.search(r"[,.;:¤]", hidden[stop : carried.start()]):
        stop = carried.start()
    else:
        carried = None
    begin, stop = _trimmed(hidden, match.end(), stop)
    phrase = hidden[begin:stop]
    if not phrase or HIDDEN in phrase or not (_INVERTED_START.match(phrase) or _is_titled(text, begin, stop)):
        return None
    if re.match(
        r"(?:it|the|he|she|they)\s+\w+\s+(?:was|were|is|are|had|has|have|would|will)\b", phrase
    ) or _FINITE.search(phrase.split(",")[0]):
        return None
    if _PRONOUN.fullmatch(phrase) or _DESCRIPTION.fullmatch(phrase):
        return Cue(
            None, text[begin:stop], (begin, stop), match["verb"], match.start("verb"), stop, (), (0, 0)
        )
    speaker = read_speaker(text, begin, stop)
    if speaker is None:
        return None
    via: tuple[Speaker, ...] = ()
    if carried:
        carrier = read_speaker(text, carried.start("np"), carried.end("np"))
        via = (replace(carrier, kind="media"),) if carrier else ()
        stop = carried.end()
    return Cue(speaker, None, None, match["verb"], match.start("verb"), stop, via, (0, 0))


def _told(text: str, hidden: str, verb: str, position: int, end: int) -> tuple[int, tuple[Speaker, ...]]:
    """Whom a source told: kept as the carrier only if it is a news outlet."""
    to = re.compile(r"\s+to(?=\s)").match(hidden, position, end) if verb not in ("told", "tells") else None
    if verb not in ("told", "tells") and not to:
        return position, ()
    match = _TOLD.match(hidden, to.end() if to else position, end)
    if match is None:
        return position, ()
    name = text[match.start("np") : match.end("np")]
    media = is_media(name)
    if not media:
        return (match.end("np") if len(name.split()) <= 4 else position), ()
    begin, stop = _trimmed(hidden, match.start("np"), match.end("np"))
    affiliated = re.match(
        r"(?:[A-Z][\w’'-]*-(?:affiliated|linked|run|owned|aligned)\s+|the\s+|state\s+|local\s+)+",
        text[begin:stop],
    )
    begin += affiliated.end() if affiliated else 0
    short = re.match(r"(.+?)\s+(?:news agency|newspaper|television|broadcaster)$", text[begin:stop])
    stop = begin + short.end(1) if short else stop
    kind = classify_source(text[begin:stop], None, person=False, indefinite=False)
    return match.end("np"), (Speaker(text[begin:stop], begin, stop, None, kind),)


def _with_cover(cue: Cue, cues: list[Cue], index: int, hidden: str, start: int, end: int) -> Cue:
    """What a cue attributes: what follows a source that opens a clause, what precedes one that closes it."""
    floor = cues[index - 1].end if index else start
    ceiling = cues[index + 1].start if index + 1 < len(cues) else end
    before = _ARTICLE_END.sub("", hidden[floor : cue.start])
    after = hidden[cue.end : ceiling]
    leading = (
        not re.search(r"\w|¤", before)
        or re.search(
            r"(?:[;:—–]|,?\s(?:while|but|and|whereas|although|though|as|that|after|because))\s*$", before
        )
        is not None
    )
    if leading and re.search(r"\w|¤", after):
        return replace(cue, cover=(cue.end, ceiling))
    if before.rstrip().endswith(",") and re.match(
        r"\s*,\s+(?:had|has|have|was|were|is|are|would|will|could|can|did)\b", after
    ):
        return replace(cue, cover=(floor, ceiling))  # “reserves, he noted, had risen”
    if re.match(rf"\s*(?:[\w ]{{0,30}})?[,:]?\s*{HIDDEN}", after) and re.search(HIDDEN, before):
        return replace(cue, cover=(floor, ceiling))  # a tag in the middle of a quotation
    if re.match(rf"\s*(?:that\b|[:,]?\s*{HIDDEN})", after) and not before.rstrip().endswith((",", HIDDEN)):
        return replace(cue, cover=(cue.end, ceiling))
    if before.rstrip().endswith((",", HIDDEN, "—", "–")) or cue.verb == "according to":
        return replace(cue, cover=(floor, cue.start))
    return replace(cue, cover=(cue.end, ceiling))
