"""Whether a summary sentence names the sources of the records that it cites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.checks.codes import make_finding
from summarizer.checks.lemmas import tokenise
from summarizer.checks.naming import fold, joined_facts, name_words, stands_for
from summarizer.checks.subjects import iter_sentences, records_of
from summarizer.records import Event, Figure, Quote
from summarizer.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.checks.naming import NameFacts
    from summarizer.checks.subjects import Subject
    from summarizer.records import ArticleSummary, Check, Source

__all__ = ["check_credit"]

_SAYING = word_set(
    """
    say tell accord state announce report add warn accuse deny call urge order express quote put write believe
    estimate describe ask demand blame figure toll count tally version account view testify show find rule
    plan threaten vow promise propose agree reject argue cite acknowledge source speak offer request respond
    confirm note claim estimate insist allege charge suggest stress recall reveal explain concede admit point
    advertise
    """
)
"""Words by which a sentence can give a statement to somebody, in their dictionary form."""
_PRONOUN = re.compile(r"\b(?:he|she|it|they|its|their|his|her|both sides)\b", re.IGNORECASE)
_OPENS = re.compile(rf"\W*{_PRONOUN.pattern}", re.IGNORECASE)
_CONTENT = 4
"""Letters from which on a word says something."""
_TAKEN = 0.5
"""Share of a record's words from which on a sentence says what the record says."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY = word_set("with from that this their there some other several local senior close near member")
"""Words of a source's description that tell nobody apart."""


def check_credit(result: ArticleSummary) -> Iterator[Check]:
    """``claim-without-source``: sentences that cite a claim and name none of those who made or carried it.

    Only what the sentence really takes from a record counts: a record may be cited for another part of it.
    A word of the name, of the article's words for the source, or of its role is enough, and a pronoun where
    the sentence before names it, or goes on from one that does; a verb of saying, or a noun such as “toll”,
    has to stand with it. What a sentence says of its claims in detail is for the rules about words.
    """
    records = {record.id: record for record in records_of(result)}
    contents: dict[str, list[str]] = {}
    roles = _roles(result)
    before = ""
    for subject, sentence in iter_sentences(result):
        chains = {id_: chain for id_ in sentence.records if (chain := _chain(records.get(id_)))}
        if chains:
            said = frozenset([token.lemma for token in tokenise(subject.text)])
            facts = _facts(sentence.text)
            speaks = ":" in subject.text or not _SAYING.isdisjoint(said)
            claims = []
            for id_, chain in chains.items():
                credited = _credits(facts, before, _descriptions(chain, roles))
                if credited and speaks:
                    continue  # whatever it takes
                if id_ not in contents:
                    contents[id_] = _content(records[id_])
                if _takes(subject.text, said, records[id_], contents[id_]):
                    claims.append(id_)
                    if not credited:
                        yield _uncredited(subject, id_, chain)
                        break
            else:
                yield from _unsaid(subject, claims)
        if subject.kind != "summary sentence":
            before = ""
        else:
            before = f"{before} {sentence.text}" if before and _OPENS.match(sentence.text) else sentence.text


def _roles(result: ArticleSummary) -> dict[str, set[str]]:
    """What the article calls its speakers beside their names."""
    roles: dict[str, set[str]] = {}
    for quote in result.quotes:
        if quote.speaker is not None and quote.speaker_role:
            roles.setdefault(quote.speaker.name, set()).add(quote.speaker_role)
    return roles


def _descriptions(chain: tuple[Source, ...], roles: dict[str, set[str]]) -> list[str]:
    """The names of sources, the article's words for them, and their roles."""
    texts = [text for one in chain for text in (one.name, *[span.text for span in one.mentions])]
    return list(dict.fromkeys(texts + [role for one in chain for role in sorted(roles.get(one.name, ()))]))


def _credits(facts: NameFacts, before: str, descriptions: list[str]) -> bool:
    """Whether a sentence names a source, or points to one that the sentences before it name."""
    if _names(facts, descriptions):
        return True
    pointed = before and _PRONOUN.search(facts.text)
    return bool(pointed) and _names(_facts(before), descriptions)


def _uncredited(subject: Subject, id_: str, chain: tuple[Source, ...]) -> Check:
    message = (
        f"{id_} is a claim of {chain[0].name}, whom {subject}, does not name; write “{chain[0].name} said” or"
        f" “according to {chain[0].name}” in the sentence"
    )
    return make_finding("claim-without-source", message, sentence=subject.sentence)


def _unsaid(subject: Subject, claims: list[str]) -> Iterator[Check]:
    """The finding about a sentence without a word of saying.

    Args:
        subject: The sentence.
        claims: What it takes and nobody says.
    """
    if claims:
        message = (
            f"{claims[0]} is a claim, but nobody says it in {subject}; write “said” or “according to” with"
            " its source"
        )
        yield make_finding("claim-without-source", message, sentence=subject.sentence)


def _facts(sentence: str) -> NameFacts:
    """The words of a sentence as names are compared: the rules about its words read them, too."""
    return joined_facts(sentence, [sentence])


def _chain(record: Event | Figure | Quote | None) -> tuple[Source, ...]:
    if record is None:
        return ()
    if isinstance(record, Quote):
        return record.via if record.speaker is None else (record.speaker, *record.via)
    return record.attributed_to


def _content(record: Event | Figure | Quote) -> list[str]:
    """The words of a record that say something, in their dictionary form."""
    words = record.what if isinstance(record, Event) else record.text
    return [
        token.lemma for token in tokenise(words) if len(token.lemma) >= _CONTENT or token.text.isdecimal()
    ]


def _takes(text: str, said: frozenset[str], record: Event | Figure | Quote, content: list[str]) -> bool:
    """Whether a sentence says what a record says: a good part of its words, or the figure's number.

    Args:
        text: The sentence.
        said: Its words in their dictionary form.
        record: The record.
        content: The words of the record that say something.
    """
    if isinstance(record, Figure):
        return any(lemma in said for lemma in content) or record.text.casefold() in text.casefold()
    return len([lemma for lemma in content if lemma in said]) >= _TAKEN * len(content)


def _names(facts: NameFacts, texts: list[str]) -> bool:
    if not all(facts.words.isdisjoint(_telling_words(text).values()) for text in texts):
        return True  # as ``stands_for`` would find, at greater length
    telling = [word for text in texts for word in _telling_words(text)]
    return any(stands_for(facts, [word]) for word in telling) or any(
        stands_for(facts, name_words(text)) for text in texts
    )


def _telling_words(text: str) -> dict[str, str]:
    """The words of a source's description that tell it apart, each with the form in which it is compared."""
    return {word: form for word in _WORD.findall(text) if (form := fold(word)) not in _EMPTY}
