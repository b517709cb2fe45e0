"""Who says what, over a whole article: cues per sentence, antecedents, and the chain of sources at any place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from summarizer.extraction.baseline.cues import HIDDEN, Cue, find_cues
from summarizer.extraction.baseline.people import People
from summarizer.extraction.baseline.sources import read_speaker
from summarizer.records import Source, SourceKind, Span
from summarizer.text.names import find_names

if TYPE_CHECKING:
    from summarizer.extraction.baseline.sources import Speaker
    from summarizer.text.segment import Segmented

__all__ = ["Attribution", "AttributionMap", "Passage"]

_GROUP_NOUNS = frozenset(
    ["company", "firm", "bank", "group", "union", "club", "agency", "retailer", "airline", "lender", "carmaker", "ministry", "military", "army", "government", "police", "force", "department", "council", "party", "court", "regulator", "organisation", "organization", "charity", "university"]
)
_FIRMS = frozenset(
    ["company", "firm", "retailer", "airline", "bank", "lender", "carmaker", "club", "manufacturer", "operator", "chain", "startup", "studio"]
)
_DATELINE = re.compile(r"[A-Z]{4,}(?:[ ][A-Z]+)*\b")
_PERSON_NOUN = re.compile(
    r"(?:-old|[aeo]r|ist|man|woman|ian|ant|ent|american|briton|australian|official|witness|resident|judge|mayor|minister|mother|father|"
    r"captain|coach|boss|chief|source|player|veteran|star|widow|student|farmer|nurse|pensioner|skipper|recorder)$"
)
_BRACKETED = re.compile(r"\([^()\n]{1,40}\)")
_GROUP_PRONOUN = frozenset(("they", "we"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """A chain of sources from the original outwards, with the cue that names it."""

    chain: tuple[Source, ...]
    kind: SourceKind
    role: str | None
    cue: Cue

    @property
    def speaker(self) -> Source:
        """The original source."""
        return self.chain[0]

    @property
    def via(self) -> tuple[Source, ...]:
        """The sources that carried it."""
        return self.chain[1:]


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more sentences that a quotation holds together, with the attributions in them."""

    start: int
    end: int
    paragraph: int
    attributions: tuple[Attribution, ...]


class AttributionMap:
    """The attributions of one article, asked by offset.

    Args:
        segmented: The article's sentences and candidates.
        outlet: Name of the outlet, which never stands in a chain.
    """

    def __init__(self, segmented: Segmented, outlet: str | None) -> None:
        self._segmented = segmented
        self._outlet = (outlet or "").lower()
        self._seen: list[Attribution] = []
        self._by_surname: dict[str, Attribution] = {}
        self._people = People(segmented)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The article's passages in order."""
        text = self._segmented.text
        hidden = _hide(self._segmented)
        passages = []
        for start, end, paragraph in _merged(self._segmented):
            found = []
            for cue in find_cues(text, hidden, start, end):
                attribution = self._resolve(cue)
                if attribution:
                    found.append(attribution)
                    self._seen.append(attribution)
                    if attribution.kind == "named_person":
                        self._by_surname[attribution.speaker.name.rpartition(" ")[2]] = attribution
            passages.append(Passage(start, end, paragraph, tuple(found)))
        return tuple(passages)

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.start for passage in self.passages]

    def passage_at(self, offset: int) -> Passage | None:
        """The passage that holds ``offset``."""
        index = bisect_right(self._starts, offset) - 1
        return self.passages[index] if index >= 0 and offset < self.passages[index].end else None

    def passage_before(self, passage: Passage) -> Passage | None:
        """The passage right before another."""
        index = bisect_right(self._starts, passage.start) - 2
        return self.passages[index] if index >= 0 else None

    def at(self, offset: int) -> Attribution | None:
        """The attribution that covers ``offset`` outside quotations; None in the outlet's own voice."""
        passage = self.passage_at(offset)
        if passage is None:
            return None
        for attribution in passage.attributions:
            start, end = attribution.cue.cover
            if start <= offset < end:
                return attribution
        return None

    def _resolve(self, cue: Cue) -> Attribution | None:
        """The cue with its antecedent, as a chain of sources without the outlet itself."""
        text = self._segmented.text
        if cue.speaker is not None:
            speakers = [speaker for speaker in (cue.speaker, *cue.via) if not self._is_outlet(speaker)]
            if not speakers:
                return None
            source, known = self._known(speakers[0].source(text))
            chain = (source, *(speaker.source(text) for speaker in speakers[1:]))
            if known is not None:
                return Attribution(chain, known.kind, known.role, cue)
            return Attribution(chain, speakers[0].kind, speakers[0].role, cue)
        if cue.reference is None or cue.reference_span is None:
            return None
        if not cue.reference:
            return self.subject_before(cue.start, cue.reference_span[0], cue)
        antecedent = self._antecedent(cue.reference.lower(), cue.reference_span[0], cue)
        mention = Span.of(text, *cue.reference_span)
        if antecedent is not None:
            via = tuple(speaker.source(text) for speaker in cue.via if not self._is_outlet(speaker))
            source = _mentioned_again(antecedent.speaker, mention)
            return Attribution(
                (source, *via) if via else (source, *antecedent.via), antecedent.kind, antecedent.role, cue
            )
        if cue.reference.lower().startswith("the "):
            name = text[cue.reference_span[0] + 4 : cue.reference_span[1]]
            source = Source(
                name=name, mentions=(Span.of(text, cue.reference_span[0] + 4, cue.reference_span[1]),)
            )
            return Attribution(
                (source,),
                "officials"
                if name.rpartition(" ")[2]
                in ("military", "army", "police", "government", "ministry", "court")
                else "organisation",
                None,
                cue,
            )
        return None

    def subject_before(self, offset: int, start: int, cue: Cue) -> Attribution | None:
        """The subject of the sentence that begins at ``start``: its source, the first name in it, or its pronoun."""
        text = self._segmented.text
        for seen in self._seen[-3:]:
            if start <= seen.cue.start < offset:
                return Attribution(seen.chain, seen.kind, seen.role, cue)
        pronoun = re.compile(r"(?:[A-Z][^.!?]{0,40}, )?(He|She|he|she)\b").match(text, start, offset)
        person = self._people.before(start, pronoun[1].lower()) if pronoun else None
        if person is not None:
            source = Source(name=person.name, mentions=(Span.of(text, person.start, person.end),))
            return Attribution((source,), "named_person", None, cue)
        named = self._people.within(start, offset)
        names = [
            name
            for name in find_names(text[start:offset])
            if name.start < 90 and not _DATELINE.match(name.text)
        ]
        if named and (not names or named[0].start <= start + names[0].start):
            source = Source(name=named[0].name, mentions=(Span.of(text, named[0].start, named[0].end),))
            return Attribution((source,), "named_person", None, cue)
        if not names:
            return None
        speaker = read_speaker(text, start + names[0].start, start + names[0].end)
        return Attribution((speaker.source(text),), speaker.kind, speaker.role, cue) if speaker else None

    def _is_outlet(self, speaker: Speaker) -> bool:
        return bool(self._outlet) and speaker.name.lower().replace("-", " ") == self._outlet.replace("-", " ")

    def _known(self, source: Source) -> tuple[Source, Attribution | None]:
        """A surname alone takes the full name that stood before: “Mehsen” is “Wael Abu Mehsen”."""
        if " " in source.name or not source.name[:1].isupper():
            return source, None
        known = self._by_surname.get(source.name)
        if known is not None and known.speaker.name != source.name:
            return Source(name=known.speaker.name, mentions=(*known.speaker.mentions[:1], *source.mentions)), known
        return source, None

    def _antecedent(self, reference: str, at: int, cue: Cue) -> Attribution | None:
        """Whom a pronoun or a definite description means: the nearest that fits, source or not."""
        recent = list(reversed(self._seen[-10:]))
        if reference in _GROUP_PRONOUN:
            return next((seen for seen in recent if seen.kind != "named_person"), None)
        if reference == "it":
            return next(
                (seen for seen in recent if seen.kind in ("officials", "organisation", "media")), None
            )
        if reference.startswith("the "):
            head = (
                reference.rpartition(" ")[2]
                if " of " not in reference
                else reference[4:].split(" of ", maxsplit=1)[0].rpartition(" ")[2]
            )
            named = re.compile(rf"\b{re.escape(head)}s?\b", re.IGNORECASE)
            described = next(
                (seen for seen in recent if named.search(f"{seen.speaker.name} {seen.role or ''}")), None
            )
            if described is not None:
                return described
            if head in _FIRMS:
                main = self._main_name()
                if main is not None:
                    return Attribution((main.source(self._segmented.text),), main.kind, None, cue)
            if head in _GROUP_NOUNS:
                return next((seen for seen in recent if seen.kind in ("officials", "organisation")), None)
            if not _PERSON_NOUN.search(head):
                return None
        return self._person(reference, at, cue, recent)

    def _main_name(self) -> Speaker | None:
        """The organisation that the article opens with."""
        for sentence in self._segmented.sentences[:4]:
            for name in find_names(sentence.text):
                start, end = sentence.start + name.start, sentence.start + name.end
                speaker = read_speaker(self._segmented.text, start, end)
                if (
                    speaker
                    and speaker.kind == "organisation"
                    and not _DATELINE.match(self._segmented.text, start)
                ):
                    return speaker
        return None

    def _person(self, reference: str, at: int, cue: Cue, recent: list[Attribution]) -> Attribution | None:
        """The nearest single person, named or described as a source."""
        person = self._people.before(at, reference)
        described = next(
            (seen for seen in recent if seen.kind in ("anonymous", "witness") and seen.cue.speaker), None
        )
        if (
            described is not None
            and described.cue.speaker
            and (person is None or described.cue.speaker.start > person.end)
        ):
            return described
        if person is None:
            return next(
                (seen for seen in recent if seen.kind == "named_person"), recent[0] if recent else None
            )
        self._people.note_gender(person.name, reference)
        known = next((seen for seen in recent if seen.speaker.name == person.name), None)
        source = Source(name=person.name, mentions=(Span.of(self._segmented.text, person.start, person.end),))
        via = known.via if known is not None and known is recent[0] else ()
        return Attribution((source, *via), "named_person", known.role if known else None, cue)


def _mentioned_again(source: Source, mention: Span) -> Source:
    """The source with one more mention, in the order of the text."""
    if mention in source.mentions:
        return source
    mentions = sorted((*source.mentions[:1], mention), key=lambda span: span.start)
    return Source(name=source.name, mentions=tuple(mentions))


def _hide(segmented: Segmented) -> str:
    """The text with quotations, dates and short brackets hidden, character by character.

    A quotation becomes a run of one mark, the others runs of spaces, so that patterns see where they stand.
    """
    pieces: list[str] = []
    position = 0
    marks = [(quotation.start, quotation.end, HIDDEN) for quotation in segmented.quotations]
    marks += [(date.start, date.end, " ") for date in segmented.dates]
    marks += [(match.start(), match.end(), " ") for match in _BRACKETED.finditer(segmented.text)]
    for start, end, mark in sorted(marks):
        if start < position:
            continue
        pieces += (segmented.text[position:start], mark * (end - start))
        position = end
    pieces.append(segmented.text[position:])
    return "".join(pieces)


def _merged(segmented: Segmented) -> list[tuple[int, int, int]]:
    """Sentences as (start, end, paragraph), those joined that one quotation runs through."""
    merged: list[tuple[int, int, int]] = []
    quotations = iter(segmented.quotations)
    quotation = next(quotations, None)
    for sentence in segmented.sentences:
        while quotation is not None and quotation.end <= sentence.start:
            quotation = next(quotations, None)
        runs_on = quotation is not None and quotation.start < sentence.start < quotation.end
        if merged and runs_on and merged[-1][2] == sentence.paragraph:
            merged[-1] = (merged[-1][0], sentence.end, sentence.paragraph)
        else:
            merged.append((sentence.start, sentence.end, sentence.paragraph))
    return merged
