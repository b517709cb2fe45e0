"""Facts about summary sentences that cite a claim without those who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer.checks.crediting import check_credit
from summarizer.records import Source, Summary

if TYPE_CHECKING:
    from conftest import Article


def findings(article: Article, *texts: str, records: tuple[str, ...] = ("f1",)) -> list[str | None]:
    """The labels of the sentences of a summary that name nobody; each cites the same records."""
    sentences = tuple(article.stated(text, "At least 14", records=records) for text in texts)
    return [
        check.sentence
        for check in check_credit(article.result(summary=Summary(sentences=sentences)))
        if check.code == "claim-without-source"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "At least 14 people were killed, the Belgian interior ministry said.",
        "According to the ministry, at least 14 people were killed.",
        "The interior ministry's toll is at least 14.",
        "Belgium's interior ministry put the number of dead at 14 or more.",
        "Toll: at least 14 for the ministry.",
    ],
)
def test_a_claim_with_its_source_is_fine(article: Article, text: str) -> None:
    """A word of the source's name and a word of saying, or a colon, are enough."""
    assert findings(article, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "At least 14 people were killed.",
        "At least 14 people were killed, police said.",
        "A fire broke out and 14 died; the mayor spoke.",
        "The ministry lost at least 14 people.",
    ],
)
def test_a_claim_without_its_source_is_an_error(article: Article, text: str) -> None:
    """Nobody, somebody else, or a source that says nothing is told."""
    assert findings(article, text) == ["s1"]


def test_a_pronoun_stands_for_the_source_of_the_sentence_before(article: Article) -> None:
    """“It said” is enough behind a sentence that names the ministry, and nowhere else."""
    named = "The Belgian interior ministry said a fire broke out."
    assert findings(article, named, "It said at least 14 people were killed.") == []
    assert findings(article, "It said at least 14 people were killed.") == ["s1"]


def test_sentences_that_open_with_a_pronoun_go_on_from_the_one_that_names(article: Article) -> None:
    """“It added …” after “It said …” is still the ministry; behind a sentence about another it is not."""
    named, pronoun = "The Belgian interior ministry said a fire broke out.", "It said the port was shut."
    assert findings(article, named, pronoun, "It added that at least 14 people were killed.") == []
    other = "The port was shut."
    assert findings(article, named, other, "It added that at least 14 people were killed.") == ["s3"]


@pytest.mark.parametrize(("role", "found"), [("mayor of Ostend", 0), (None, 1)])
def test_a_role_that_the_article_gives_a_source_is_enough(
    article: Article, role: str | None, found: int
) -> None:
    """What stands with a quotation of the speaker names the source of another record, too."""
    summary = Summary(
        sentences=(
            article.stated("Half of the crews were on leave, the mayor said.", "Mayor", records=("f3",)),
        )
    )
    result = article.result(summary=summary)
    quotes = tuple(one.model_copy(update={"speaker_role": role}) for one in result.quotes)
    assert len(list(check_credit(result.model_copy(update={"quotes": quotes})))) == found


def test_a_record_that_a_sentence_does_not_take_up_needs_no_name(article: Article) -> None:
    """A record may be cited beside what is said."""
    assert findings(article, "Two ships left on 7 October.", records=("f1", "e1")) == []


def test_the_article_s_own_statement_needs_nobody(article: Article) -> None:
    """A record without a source is no claim."""
    assert findings(article, "Damage came to $14.3 million.", records=("f4",)) == []


def test_a_carrier_counts_as_well(article: Article) -> None:
    """Who passed the statement on may be named in the place of who made it."""
    quote = (
        article.result()
        .quotes[1]
        .model_copy(update={"via": (Source(name="VRT", mentions=(article.span("VRT"),)),)})
    )
    summary = Summary(sentences=(article.stated("We lost friends, VRT was told.", "Mayor", records=("q2",)),))
    result = article.result(summary=summary, quotes=(article.result().quotes[0], quote))
    assert [check.code for check in check_credit(result)] == []
