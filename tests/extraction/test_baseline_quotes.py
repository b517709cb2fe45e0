"""Tests of the quote records: kind, speaker, carriers and continuation."""

from __future__ import annotations

import pytest
from extraction_support import summarized

from summarizer.extraction.baseline.quotes import quote_kind
from summarizer.records import QuoteKind


@pytest.mark.parametrize(
    ("text", "before", "kind"),
    [
        ("We lost everything,", "", "direct"),
        ("We lost everything", "he said: ", "direct"),
        ("(We) lost everything.", "", "direct"),
        ("well-prepared for the battle", "Hamas was ", "mixed"),
        ("Such a thing", "called it ", "mixed"),
        ("firewall", "the so-called ", "term"),
        ("minefields", "citing ", "term"),
        ("No!", "she cried: ", "direct"),
    ],
)
def test_kind(text: str, before: str, kind: QuoteKind) -> None:
    """A whole sentence is direct, part of one mixed, one or two words without a verb a term."""
    assert quote_kind(text, before) == kind


def test_quotation_that_goes_on_in_its_sentence_is_direct() -> None:
    """“…,” he said, “but …” is one sentence in two quotations."""
    first, second = summarized("“We lost a lot,” Jane Smith said, “but that was not enough.”").quotes
    assert (first.kind, second.kind, second.continues) == ("direct", "direct", first.id)


def test_labels_of_a_quote() -> None:
    """A quote carries its speaker, role, kind of source, carrier, verb and date."""
    (quote,) = summarized("Mayor Jane Smith told Reuters on Tuesday: “We lost a lot.”").quotes
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker_role, quote.source_kind) == (
        "Jane Smith",
        "Mayor",
        "named_person",
    )
    assert ([source.name for source in quote.via], quote.cue) == (["Reuters"], "told")
    assert (quote.text, quote.when.text) == ("We lost a lot.", "on Tuesday")


@pytest.mark.parametrize("rest", ["We will rebuild the whole town.”", "We will rebuild the whole town."])
def test_quotation_goes_on_in_the_next_paragraph(rest: str) -> None:
    """A quotation that opens the next paragraph goes on from the one before, closed or not."""
    quotes = summarized(f"“We lost a lot,” Jane Smith said.\n\n“{rest}").quotes
    assert [quote.speaker.name for quote in quotes if quote.speaker] == ["Jane Smith", "Jane Smith"]
    assert (quotes[1].continues, quotes[1].cue) == ("q1", None)


def test_other_speaker_does_not_go_on() -> None:
    """A quotation with a speaker of its own goes on from nobody else's."""
    quotes = summarized("“We lost a lot,” Jane Smith said. “So did we,” said Bob Lee.").quotes
    assert [quote.speaker.name for quote in quotes if quote.speaker] == ["Jane Smith", "Bob Lee"]
    assert quotes[1].continues is None


def test_actor_speaks_a_fragment() -> None:
    """Who orders, brands or calls speaks the fragment in quotation marks."""
    (quote,) = summarized("The army has ordered a “complete evacuation” of the town.").quotes
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.source_kind) == ("army", "officials")


@pytest.mark.parametrize("text", ["“We lost a lot.”", "The film “Jaws” opened on Friday."])
def test_nobody_speaks(text: str) -> None:
    """Where the article names nobody, a quote has no speaker."""
    (quote,) = summarized(text).quotes
    assert (quote.speaker, quote.source_kind) == (None, "outlet")
