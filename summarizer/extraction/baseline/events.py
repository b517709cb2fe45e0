"""Events: sentences whose main verb is a happening, in the article's own words without who says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.extraction.baseline.dating import nearest_date
from summarizer.extraction.baseline.figures import said_at
from summarizer.extraction.baseline.measures import modality_of
from summarizer.records import Event, EventType, Span
from summarizer.text.names import find_names

if TYPE_CHECKING:
    from summarizer.extraction.baseline.attribution import AttributionMap, Passage
    from summarizer.extraction.baseline.quotes import Spoken
    from summarizer.text.candidates import TextSentence
    from summarizer.text.segment import Segmented

__all__ = ["find_events"]

_MOST_WORDS = 25
_TYPES: tuple[tuple[EventType, str], ...] = (
    ("bombardment", r"air ?strikes?|air raids?|air attacks?|bomb(?:ed|ing|ardment)|shell(?:ed|ing)|pound(?:ed|ing)|missile strikes?|strikes? (?:killed|hit)|rockets? (?:fired|hit)|fire rockets"),
    ("military_movement", r"(?:troops|tanks|forces|army|military) (?:have |has |had )?(?:\w+ )?(?:advanc|expand|deepen|thrust|mov|enter|push|withdr|amass|surround|continu|roll)\w*|ground (?:operation|offensive|incursion)s?|amassing|withdrawal|incursion"),
    ("armed_clash", r"clash(?:es|ed)|fight(?:ing|ers)|battl(?:e|es|ed|ing)|exchang\w+ fire|ambush(?:es|ed)?|fought|combat|gunfight|skirmish\w*"),
    ("attack", r"attack(?:s|ed)?|assault(?:ed)?|stabb(?:ed|ing)|shooting|gunm[ae]n|abduct(?:ed|ing)|kidnapp\w+|hostages?"),
    ("displacement", r"displac(?:ed|ing|ement)|fled|flee(?:ing)?|evacuat(?:ed|ing|ions?)|refugees"),
    ("humanitarian", r"humanitarian|aid (?:convoy|agencies|trucks)|blockade|food shortages?|shelters?|relief|passport holders|crossing"),
    ("disaster", r"earthquake|quake|flood(?:s|ed|ing)?|hurricane|cyclone|typhoon|tornado|wildfires?|storm|landslides?|drought|eruption|tsunami|heatwave|blizzard"),
    ("accident", r"crash(?:ed|es)?|collid(?:ed|es)|collision|derail(?:ed|ment)|explo(?:ded|sion)|blaze|fire (?:broke|destroyed|swept)|capsiz(?:ed|ing)|sank"),
    ("legal", r"court|sentenced|convicted|jail(?:ed)?|acquitted|verdict|trial|lawsuit|sued|charged|indict(?:ed|ment)|pleaded|judge|ruling|appeal"),
    ("crime", r"murder(?:ed)?|robb(?:ed|ery)|arrest(?:ed|s)?|police (?:said|were|are)|theft|stolen|fraud|smuggl\w+|trafficking|burgl\w+"),
    ("protest", r"protest(?:s|ed|ers?)?|demonstrat(?:ed|ions?|ors)|march(?:ed|ers)|rall(?:y|ied|ies)"),
    ("labour", r"strik(?:e|es|ing) (?:over|action|by|at|in)|walk(?:ed)? out|union|picket|pay (?:deal|dispute|offer)|layoffs?|job cuts|workers"),
    ("order", r"order(?:ed|s)? (?:\w+ )?(?:to|the)|bann(?:ed|ing)|curfew|lockdown|decree|impos(?:ed|es|ing)|evacuation orders?"),
    ("diplomacy", r"talks|ceasefire|negotiat\w+|summit|ambassador|treaty|agreement|deal|mediat\w+|foreign minister|secretary of state|sanctions|visit(?:ed|s)?|called for|urged|United Nations"),
    ("politics", r"election|vot(?:e|ed|es|ers|ing)|parliament|senate|congress|bill|president|prime minister|minister|cabinet|party|coalition|resign(?:ed|ation)|lawmakers?|governor|campaign"),
    ("economy", r"inflation|interest rates?|central bank|gdp|unemployment|economy|budget|tax(?:es)?|exports?|imports?|federal reserve|recession|currency"),
    ("business", r"profits?|revenue|sales|shares|company|merger|acquisition|acquir\w+|earnings|ipo|investors?|stake|stock|launch(?:ed|es)|ceo|chief executive|plant|factory|bought|sold"),
    ("health", r"hospitals?|clinics?|patients?|disease|outbreak|virus|vaccin\w+|infection|cases|cancer|drug|treatment|doctors|health"),
    ("science", r"scientists?|researchers?|study|spacecraft|nasa|satellite|rocket|telescope|fossil|species|discover(?:ed|y)|experiment|mission|orbit|lunar"),
    ("sport", r"goals?|match|game|season|league|cup|championship|tournament|innings|wickets?|coach|striker|touchdown|quarterback|scored|beat|defeated|won|victory|final|semi-final|olympic"),
    ("culture", r"film|movie|album|festival|museum|exhibition|award|oscar|actor|novel|concert|artist|box office|painting"),
)  # fmt: skip
_PATTERNS = tuple((type_, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for type_, pattern in _TYPES)
_HAPPENING = re.compile(
    r"(?i)\b(?:kill(?:ed|ing)|died|injur(?:ed|ing)|wound(?:ed|ing)|attack(?:ed|ing)|hit|struck|strik(?:e|es|ing)|bomb(?:ed|ing)|shell(?:ed|ing)|target(?:ed|s)|advanc(?:ed|ing)|expand(?:ed|ing)|deepened|entered|moved|moving|withdr[ae]w\w*|fled|flee|"
    r"displac(?:ed|ing)|evacuat(?:ed|ing)|left|ordered|arrested|charged|convicted|sentenced|jailed|ruled|acquitted|sued|resigned|elected|voted|won|lost|beat|defeated|scored|launched|opened|closed|announced|agreed|signed|"
    r"approved|rejected|passed|fell|rose|dropped|gained|cut|raised|bought|sold|acquired|merged|hired|fired|crashed|collided|sank|exploded|collapsed|destroyed|damaged|flooded|swept|burn(?:ed|t)|found|discovered|detected|"
    r"released|published|visited|met|arrived|began|started|ended|stopped|suspended|resumed|continued|continu(?:e|es|ing)|allowed|called for|urged|demanded|proposed|accepted|protest(?:ed|ing)|marched|rallied|walked out|clash(?:ed|es)|"
    r"engaged|fought|fighting|fired|abducted|captured|seized|rescued|recovered|taken|took|given|gave|sent|fac(?:e|ing)|suffered|reported|recorded|reached|broke out|triggered|unfolded|scheduled|plans? to|will|due to|accelerated|staged|interrupted|stepped up|steps up|"
    r"burning|out of service|overwhelmed|concentrated|trapped|missing|forced|carried out|imposed|delayed|cancelled|canceled|appointed|named|confirmed|unveiled|completed|landed|broken|set)\b"
)
_TRIMMED_END = re.compile(r"[\s,;:—–-]+$")
_OPENERS = re.compile(
    r"^(?:But|And|However,?|Meanwhile,?|Still,|Also,?|Then,?)\s+|^\s*(?:that|it|there)\s+(?=was|were)"
)


def find_events(
    segmented: Segmented, spoken: list[Spoken], attributions: AttributionMap, *, title: str | None
) -> list[Event]:
    """The event records, in the order of the text: at most one a sentence."""
    events: list[Event] = []
    for sentence in segmented.sentences:
        if len(sentence.text.split()) < 6 or sentence.text == title:
            continue
        passage = attributions.passage_at(sentence.start)
        quoted = segmented.quoted_within(sentence.start, sentence.end)
        content = _content(sentence, passage, quoted, segmented.text)
        if content is None:
            continue
        start, end = content
        what = _what(segmented.text[start:end])
        if len(what.split()) < 4 or not _HAPPENING.search(what):
            continue
        chain, kind = said_at(start, spoken, attributions)
        events.append(
            Event(
                id=f"e{len(events) + 1}",
                what=what,
                type=_type_of(what),
                actors=_actors(what),
                place=_place(what),
                when=nearest_date(segmented, start),
                modality=modality_of(what[: _HAPPENING.search(what).end()]),  # type: ignore[union-attr]  # searched above
                attributed_to=chain,
                source_kind=kind,
                evidence=(Span(start=sentence.start, end=sentence.end, text=sentence.text),),
            )
        )
    return events


def _content(
    sentence: TextSentence, passage: Passage | None, quoted: list[tuple[int, int]], text: str
) -> tuple[int, int] | None:
    """The stretch of a sentence that says what happened: what its cue covers, else all of it."""
    start, end = sentence.start, sentence.end
    if any(left <= start and end <= right + 2 for left, right in quoted):
        return None
    if passage:
        for attribution in passage.attributions:
            left, right = attribution.cue.cover
            left, right = max(left, start), min(right, end)
            if attribution.cue.start < end and attribution.cue.end > start and right - left > 20:
                start, end = left, right
                break
    inside = sum(min(right, end) - max(left, start) for left, right in quoted if left < end and right > start)
    return (start, end) if inside * 2 < end - start and text[start:end].strip() else None


def _what(content: str) -> str:
    """The content as one sentence of at most 25 words, cut at the end of a clause."""
    words = re.sub(r"\s+", " ", content).strip(" ,;:—–").removeprefix("that ").strip()
    words = _OPENERS.sub("", words)
    pieces = words.split(" ")
    if len(pieces) > _MOST_WORDS:
        head = " ".join(pieces[:_MOST_WORDS])
        clause = max(head.rfind(", "), head.rfind("; "))
        words = head[:clause] if clause > len(head) // 3 else head
    words = _TRIMMED_END.sub("", words).rstrip(".")
    return (words[:1].upper() + words[1:] + ".") if words else ""


def _type_of(what: str) -> EventType:
    """The type with most of its words in the sentence, the earlier of the list on a tie."""
    best: EventType = "other"
    most = 0
    for type_, pattern in _PATTERNS:
        count = len(pattern.findall(what))
        if count > most:
            best, most = type_, count
    return best


def _actors(what: str) -> tuple[str, ...]:
    """The names before the happening verb."""
    verb = _HAPPENING.search(what)
    if verb is None:
        return ()
    names = [
        name.text
        for name in find_names(what[: verb.start()])
        if not re.search(r"(?:in|at|near|from|of)\s(?:the\s)?$", what[: name.start])
    ]
    return tuple(dict.fromkeys(names))[:4]


def _place(what: str) -> str | None:
    for name in find_names(what):
        if re.search(r"\b(?:in|at|near|into|outside|across|around|through)\s(?:the\s)?$", what[: name.start]):
            return name.text
    return None
