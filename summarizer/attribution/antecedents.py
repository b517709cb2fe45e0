"""Whom a cue means: a source under its fullest name, or the antecedent of a pronoun or description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from propcache.api import cached_property

from summarizer.attribution.openings import DATELINE, read_opening
from summarizer.attribution.people import People
from summarizer.attribution.saying import DENYING
from summarizer.attribution.source_words import PERSON_NOUN, TITLED, small_letters
from summarizer.attribution.sources import (
    Described,
    Speaker,
    classify_source,
    is_body_noun,
    is_name_word,
    read_speaker,
)
from summarizer.records import Source, SourceKind, Span
from summarizer.text.names import find_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.attribution.cues import Cue
    from summarizer.attribution.people import PersonMention
    from summarizer.attribution.subjects import Reference
    from summarizer.text.segment import Segmented

__all__ = ["Antecedents", "Attribution", "all_mean_somebody"]

_GROUP_NOUN_WORDS = """
    company firm bank group union club agency retailer airline lender carmaker ministry military army
    government police force department council party court regulator organisation organization charity
    university
"""
_GROUP_NOUNS = frozenset(_GROUP_NOUN_WORDS.split())
"""Heads of descriptions that mean a body: “the agency”."""

_FIRM_WORDS = """
    company firm retailer airline bank lender carmaker club manufacturer operator chain startup studio
"""
_FIRMS = frozenset(_FIRM_WORDS.split())
"""Heads that mean the organisation that the article is about."""

_HEAD_END = re.compile(r" (?:of|in|from|at|with|who|for) ")
_CONTRASTING = re.compile(r"\b(?:shadow|former|deputy|vice|acting|ex)\b")
_GROUP_PRONOUNS = frozenset(("they", "we"))
_BODIES: tuple[SourceKind, ...] = ("officials", "organisation", "media")
"""The kinds of sources that “it” means."""
_OPENING_PRONOUN = re.compile(r"(?:[A-Z][^.!?]{0,40}, )?(He|She|he|she)\b")
_RECENT = 10
"""Attributions back to which a pronoun or description may reach."""
_LEAD_SENTENCES = 4
_LONGEST_WORD = 30
_PLACING = frozenset(("in", "at", "near", "from", "outside", "across"))
_DOCUMENT_WORDS = """
    statement bulletin notice filing release letter report survey study poll document memo email post
    announcement
"""
_DOCUMENTS = frozenset(_DOCUMENT_WORDS.split())
"""Heads that mean the words of the source before: “the bulletin said”."""


class Attribution(NamedTuple):
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
    def denies(self) -> bool:
        """Whether the source says that its content is not so."""
        return self.cue.verb in DENYING

    @property
    def via(self) -> tuple[Source, ...]:
        """The sources that carried it."""
        return self.chain[1:]


_OFFICES = frozenset(
    (
        "president",
        "minister",
        "premier",
        "chancellor",
        "mayor",
        "governor",
        "secretary",
        "king",
        "queen",
        "pope",
    )
)


class Antecedents:
    """The sources of one article so far, and what cues and words that refer back mean by them.

    Args:
        segmented: The article's sentences and candidates.
        outlet: Name of the outlet, which never stands in a chain.
    """

    def __init__(self, segmented: Segmented, outlet: str | None) -> None:
        self._segmented = segmented
        self._text = segmented.text
        self._outlet = _folded(outlet or "")
        self._seen: list[Attribution] = []
        self._by_surname: dict[str, Attribution] = {}

    @cached_property
    def _people(self) -> People:
        """The persons that the article names, looked for with the first cue."""
        return People(self._segmented)

    def resolve(self, cue: Cue) -> Attribution | None:
        """The cue as a chain of sources, remembered for those to come; None where nobody is meant."""
        if isinstance(cue.source, Speaker):
            attribution = self._named(cue, cue.source)
        elif cue.source.words:
            attribution = self._referred(cue, cue.source)
        else:
            attribution = self.subject_of(cue.source.start, cue.start, cue)
        if attribution is not None:
            self._seen.append(attribution)
            if attribution.kind == "named_person":
                self._by_surname[attribution.speaker.name.rpartition(" ")[2]] = attribution
        return attribution

    def subject_of(self, start: int, offset: int, cue: Cue) -> Attribution | None:
        """The subject of a sentence, up to ``offset``: its source, its pronoun or its first name."""
        for seen in self._seen[-3:]:
            if start <= seen.cue.start < offset:
                return seen._replace(cue=cue)
        pronoun = _OPENING_PRONOUN.match(self._text, start, offset)
        person = self._people.before(start, pronoun[1].lower()) if pronoun else None
        if person is not None:
            return Attribution((self._source(person),), "named_person", None, cue)
        return self._first_named(start, offset, cue)

    def _first_named(self, start: int, offset: int, cue: Cue) -> Attribution | None:
        opening = read_opening(self._text, start, offset)
        people = self._people.within(opening.start, offset)
        if people and (opening.name is None or people[0].start <= opening.name):
            return Attribution((self._source(people[0]),), "named_person", None, cue)
        speaker = opening.speaker
        if speaker is None:
            return None
        return Attribution((speaker.source(self._text),), speaker.kind, speaker.role, cue)

    def _named(self, cue: Cue, speaker: Speaker) -> Attribution | None:
        """The chain of a cue that names its source, without the outlet itself."""
        speakers = [one for one in (speaker, *cue.via) if not self._is_outlet(one)]
        if not speakers:
            return None
        original = speakers[0]
        source = original.source(self._text)
        carriers = tuple(one.source(self._text) for one in speakers[1:])
        known = self._known(source)
        if known is not None:
            name, mentions = known.speaker.name, (*known.speaker.mentions[:1], *source.mentions)
            chain = (Source(name=name, mentions=mentions), *carriers)
            return Attribution(chain, known.kind, known.role, cue)
        person = self._called(source.name, original.start)
        if person is not None:
            full = self._source(person)
            chain = (Source(name=full.name, mentions=(*full.mentions, *source.mentions)), *carriers)
            return Attribution(chain, "named_person", original.role, cue)
        return Attribution((source, *carriers), original.kind, original.role, cue)

    def _called(self, word: str, start: int) -> PersonMention | None:
        """The person first named before ``start`` whose full name ends in a word.

        The word stands behind a space in that name: before ``start``, or there, behind another word of it.
        """
        text = self._text
        if not word[:1].isupper() or len(word.split()) > 1:
            return None
        if text.find(f" {word}", 0, start) < 0 and not _may_go_on_name(text, start):
            return None
        person = self._people.called(word)
        return person if person is not None and person.start < start else None

    def _known(self, source: Source) -> Attribution | None:
        """Who stood before under a full name: “Mehsen” is “Wael Abu Mehsen”."""
        if " " in source.name or not source.name[:1].isupper():
            return None
        known = self._by_surname.get(source.name)
        return known if known is not None and known.speaker.name != source.name else None

    def _referred(self, cue: Cue, reference: Reference) -> Attribution | None:
        """The chain of a cue whose source is a pronoun or a definite description."""
        antecedent = self._antecedent(reference, cue)
        if antecedent is not None:
            via = tuple(one.source(self._text) for one in cue.via if not self._is_outlet(one))
            mention = Span.of(self._text, reference.start, reference.end)
            source = _mentioned_again(antecedent.speaker, mention)
            return Attribution((source, *(via or antecedent.via)), antecedent.kind, antecedent.role, cue)
        if not reference.words.lower().startswith("the "):
            return None
        span = Span.of(self._text, reference.start + len("the "), reference.end)
        via = tuple(one.source(self._text) for one in cue.via if not self._is_outlet(one))
        kind = classify_source(span.text, None)
        return Attribution((Source(name=span.text, mentions=(span,)), *via), kind, None, cue)

    def _antecedent(self, reference: Reference, cue: Cue) -> Attribution | None:
        """Whom a pronoun or a definite description means: the nearest that fits, source or not."""
        words = reference.words.lower()
        recent = self._seen[: -_RECENT - 1 : -1]
        if words in _GROUP_PRONOUNS:
            return next((seen for seen in recent if seen.kind != "named_person"), None)
        if words == "it":
            return _nearest_of(recent, *_BODIES)
        if words.startswith("the "):
            head = _head_of(words)
            if head in _DOCUMENTS and recent:
                return recent[0]
            described = _described_as(recent, words, head) or (
                self._main_organisation(cue) if head in _FIRMS else None
            )
            if described is not None:
                return described
            if head in _OFFICES:
                return None  # whoever holds it: the nearest name need not be theirs
            modified = head in _GROUP_NOUNS and words.removeprefix("the ") != head
            if (
                modified
                or _CONTRASTING.search(words)
                or not (head in _GROUP_NOUNS or PERSON_NOUN.search(head))
            ):
                return None
            if head in _GROUP_NOUNS:
                return _nearest_of(recent, "officials", "organisation")
        return self._person(words, reference.start, cue, recent)

    def _person(self, words: str, at: int, cue: Cue, recent: list[Attribution]) -> Attribution | None:
        """The nearest single person, named or described as a source."""
        person = self._people.before(at, words)
        described = next(
            (
                seen
                for seen in recent
                if isinstance(seen.cue.source, Speaker) and _is_unnamed_person(seen.cue.source)
            ),
            None,
        )
        if described is not None and (person is None or described.cue.source.start > person.end):
            return described
        if person is None:
            named = _nearest_of(recent, "named_person")
            return named or (recent[0] if recent and not words.startswith("the ") else None)
        self._people.note_gender(person.name, words)
        known = next((seen for seen in recent if seen.speaker.name == person.name), None)
        via = known.via if known is not None and known is recent[0] else ()
        role = known.role if known is not None else None
        return Attribution((self._source(person), *via), "named_person", role, cue)

    def _main_organisation(self, cue: Cue) -> Attribution | None:
        """The organisation that the article opens with, as the source of a cue."""
        main = self._opening_organisation
        return Attribution((main.source(self._text),), main.kind, None, cue) if main else None

    @cached_property
    def _opening_organisation(self) -> Speaker | None:
        """“truck maker | Brandt Motors” in the lead, else the first organisation that is named again."""
        text = self._text
        again: Speaker | None = None
        for sentence in self._segmented.sentences[:_LEAD_SENTENCES]:
            for name in find_names(sentence.text):
                start, end = sentence.start + name.start, sentence.start + name.end
                speaker = read_speaker(text, start, end)
                if speaker is None:
                    continue
                before = _word_before(text, speaker.start)
                if is_body_noun(before):
                    return speaker._replace(sort=Described(speaker.name, None))
                placed = before.lower() in _PLACING or DATELINE.match(text, start)
                if again is None and speaker.kind == "organisation" and not placed:
                    again = speaker if text.find(speaker.name, speaker.end) >= 0 else None
        return again

    def _source(self, person: PersonMention) -> Source:
        return Source(name=person.name, mentions=(Span.of(self._text, person.start, person.end),))

    def _is_outlet(self, speaker: Speaker) -> bool:
        return bool(self._outlet) and _folded(speaker.name) == self._outlet


def all_mean_somebody(text: str, cues: Sequence[Cue]) -> bool:
    """Whether it is plain, without the people of an article, that ``resolve`` finds a source for every cue.

    Of an article whose outlet is not known, so that none is left out. A source that a cue names itself is
    one; so is “the …”. “He” and the like mean some source where there was one before.

    Args:
        text: The article.
        cues: All its cues, in order.
    """
    before: list[Cue] = []
    for cue in cues:
        source = cue.source
        if not (isinstance(source, Speaker) or _means_somebody(text, cue, source, before)):
            return False
        before.append(cue)
    return True


def _means_somebody(text: str, cue: Cue, source: Reference, before: list[Cue]) -> bool:
    """Whether it is plain that a word that refers back means somebody, as did all cues before it."""
    words = source.words.lower()
    if not words:
        shared = before and source.start <= before[-1].start < cue.start
        return bool(shared) or read_opening(text, source.start, cue.start).speaker is not None
    if words == "it" or words in _GROUP_PRONOUNS:
        return any(_is_body(one.source, any_group=words != "it") for one in before[-_RECENT:])
    return bool(before) or words.startswith("the ")


def _is_body(source: Speaker | Reference, *, any_group: bool) -> bool:
    """Whether a source is no person for certain: a name of one word may be short for somebody's."""
    if not isinstance(source, Speaker) or source.is_person:
        return False
    whole = " " in source.name or not source.name[:1].isupper()
    return whole and (any_group or source.kind in _BODIES)


def _is_unnamed_person(speaker: Speaker) -> bool:
    """“a senior source”, “a brigade commander”."""
    if speaker.kind in ("anonymous", "witness"):
        return True
    return speaker.kind == "officials" and _head_of(speaker.name).lower() in TITLED


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - _LONGEST_WORD) : start].split()
    return words[-1] if words else ""


def _may_go_on_name(text: str, start: int) -> bool:
    """Whether a word of a name may stand right before ``start``, or a longer word goes on there."""
    before = text[max(0, start - _LONGEST_WORD) : start]
    words = before.split()
    if not words:
        return start > _LONGEST_WORD
    return not before[-1].isspace() or (len(words) == 1 and start > _LONGEST_WORD) or is_name_word(words[-1])


def _folded(name: str) -> str:
    return name.lower().replace("-", " ")


def _nearest_of(recent: list[Attribution], *kinds: SourceKind) -> Attribution | None:
    return next((seen for seen in recent if seen.kind in kinds), None)


def _described_as(recent: list[Attribution], words: str, head: str) -> Attribution | None:
    """The nearest whose name or role holds a noun: “the governor” after “Serhii Bondar, the governor”.

    “the health ministry” is no other ministry, and “the shadow chancellor” not the chancellor.
    """
    telling = words.removeprefix("the ") if head in _GROUP_NOUNS or _CONTRASTING.search(words) else head
    folded = small_letters(telling)
    recent = [seen for seen in recent if folded in small_letters(f"{seen.speaker.name} {seen.role or ''}")]
    if not recent:
        return None
    named = re.compile(rf"\b{re.escape(telling)}s?\b", re.IGNORECASE)
    return next((seen for seen in recent if named.search(f"{seen.speaker.name} {seen.role or ''}")), None)


def _head_of(description: str) -> str:
    """The noun of “the great-grandmother of nine” or “a commander who gave no name”."""
    return _HEAD_END.split(description, maxsplit=1)[0].rpartition(" ")[2]


def _mentioned_again(source: Source, mention: Span) -> Source:
    """The source with one more mention, in the order of the text."""
    if mention in source.mentions:
        return source
    mentions = sorted((*source.mentions[:1], mention), key=lambda span: span.start)
    return Source(name=source.name, mentions=tuple(mentions))
