"""Tests of the findings about numbers, names and dates that nothing cited states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer.checks import check_result
from summarizer.checks.article_names import ArticleNames
from summarizer.checks.evidence import Evidence
from summarizer.checks.rules.unstated import unstated
from summarizer.checks.statements import Article as JudgedArticle
from summarizer.checks.statements import Statement
from summarizer.checks.support import unsupported_dates, unsupported_names
from summarizer.records import Sentence, Source, Summary
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from conftest import Article


def cited(text: str, *, published: str | None = None) -> Evidence:
    """Evidence that is the whole of a text."""
    return Evidence(segment(text, published=published), [(0, len(text))])


def unsupported_numbers(text: str, evidence: Evidence) -> list[str]:
    """The numbers of a sentence that its evidence does not state."""
    statement = Statement(text, "sentence", evidence, JudgedArticle(evidence.segmented))
    return [stated.text for stated in unstated(statement)]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("1,400 people fled.", "About 1.4 thousand people fled."),
        ("Two people died.", "The crash killed 2 people."),
        ("2 people died.", "Two people died."),
        ("Half of the crews left.", "Some 50% of the crews left."),
        ("It cost $14.3bn.", "The price was $14.3 billion."),
        ("Between 10 and 12 boats sank.", "10-12 boats sank."),
        ("He came 53rd.", "He was 53rd of 60."),
        ("She came third.", "She was the 3rd to finish."),
        ("An F-16 crashed near Kyiv.", "The F-16 crashed near Kyiv."),
        ("It began in 2023.", "It began last year."),
        ("It began on 7 October.", "It began on Oct. 7, they said."),
        ("One man died.", "A man died."),
        ("Both brothers, two of them minors, died.", "A pair of brothers died."),
        ("Hundreds fled.", "Some 340 people fled."),
        ("Dozens were hurt.", "Dozens of people were hurt."),
        ("They won 2-1.", "They won 2–1 at home."),
        ("Many boats sank.", "Boats sank."),
        ("The under-17 side won.", "The Under-17s won."),
        ("A dozen men left.", "12 men left."),
    ],
)
def test_a_number_of_the_same_value_is_supported(text: str, evidence: str) -> None:
    """Numbers are compared by value, however they are written; names with digits by their characters."""
    assert unsupported_numbers(text, cited(evidence, published="2024-05-01")) == []


@pytest.mark.parametrize(
    ("text", "evidence", "numbers"),
    [
        ("45 people died.", "54 people died.", ["45"]),
        ("Three people died.", "Two people died.", ["Three"]),
        ("5 people came.", "Some 5 million people came.", ["5"]),
        ("5 million people came.", "5 people came.", ["5 million"]),
        ("It rose 12%.", "It rose 1.2%.", ["12%"]),
        ("A F-35 crashed.", "A F-16 crashed.", ["F-35"]),
        ("16 people fell.", "A F-16 fell.", ["16"]),
        ("It began in 2022.", "It began in 2023.", ["2022"]),
        ("It killed 14", "It killed 14,000 people.", ["14"]),
        ("It killed 14", "It killed 14.5 thousand fish.", ["14"]),
        ("Dozens died.", "Three people died.", ["Dozens"]),
        ("They won 3-1.", "They won 2-1.", ["3-1"]),
        ("She came fourth.", "She came third.", ["fourth"]),
    ],
)
def test_a_number_of_another_value_is_not_supported(text: str, evidence: str, numbers: list[str]) -> None:
    """A value, a magnitude or a name that the evidence does not state is found, in the words of the text."""
    assert unsupported_numbers(text, cited(evidence)) == numbers


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Israel replied.", "The Israelis replied."),
        ("The Israeli army replied.", "Israel’s army replied."),
        ("Russian, Chinese and Turkish ships left.", "Ships from Russia, China and Turkey left."),
        ("He met Jane Smith.", "Smith, whose first name is Jane, met him."),
        ("The United Nations helped.", "The UN helped."),
        ("The UN helped.", "The United Nations helped."),
        ("The United States agreed.", "American officials agreed."),
        ("The US agreed.", "The U.S. agreed."),
        ("The United States agreed.", "Washington agreed."),
        ("It hit the Netherlands.", "It hit Dutch towns."),
        ("He lives in the north of ISRAEL.", "He lives in the north of Israel."),
        ("In a reply, Hamas refused.", "HAMAS REFUSES"),
        ("Residents fled.", "People fled."),
        ("Mr Smith left for Erdogan's palace.", "Smith left for Erdoğan’s palace."),
        ("Violinist Jane Smith left.", "Jane Smith left."),
        ("The Ministry of Health said so.", "The health ministry said so."),
        ("Talks with Bob Stone are ongoing.", "Talks with co-starsBob Stone are ongoing."),
        ("Israeli Tanks Push Deeper Into Gaza City", "Israeli tanks advanced in Gaza City."),
    ],
)
def test_a_name_in_another_form_is_supported(text: str, evidence: str) -> None:
    """Demonyms, acronyms, word order, capitals and diacritics do not make another name."""
    assert unsupported_names(text, cited(evidence), ArticleNames(evidence)) == []


def test_who_a_source_is_stands_beside_its_mention() -> None:
    """A sentence that cites what Lee said may say what she heads; what stands further off has to be cited."""
    text = (
        "Ann Lee, head of the Tree Trust, came to Oslo to meet farmers who had lost their fields to a storm"
        " that hit Norway in May. She refused to pay."
    )
    mention, said = (0, len("Ann Lee")), (text.index("She"), len(text))
    evidence = Evidence(segment(text), [mention, said])
    names = ArticleNames(text)
    assert unsupported_names("Ann Lee of the Tree Trust refused.", evidence, names) == []
    assert unsupported_names("Ann Lee refused in Norway.", evidence, names) == ["Norway"]
    without = Evidence(segment(text), [said])
    assert unsupported_names("The Tree Trust refused.", without, names) == ["Tree Trust"]


@pytest.mark.parametrize(
    ("text", "evidence", "names"),
    [
        ("The army of Iran replied.", "The army of Iraq replied.", ["Iran"]),
        ("He came from Niger.", "He came from Nigeria.", ["Niger"]),
        ("He met John Smith.", "He met Jane Smith.", ["John Smith"]),
        ("He met Bob.", "He met the co-starsBob Stone.", ["Bob"]),
        ("The EU helped.", "The UN helped.", ["EU"]),
        ("Officials told Reuters so.", "Officials said so.", ["Reuters"]),
        ("US troops left.", "They asked us to leave.", ["US"]),
        ("Washington agreed.", "The United States agreed.", ["Washington"]),
    ],
)
def test_another_name_is_not_supported(text: str, evidence: str, names: list[str]) -> None:
    """A name of which a word stands in the evidence in no form is found."""
    assert unsupported_names(text, cited(evidence), ArticleNames(evidence)) == names


def test_a_short_form_stands_for_the_only_full_name() -> None:
    """“Smith said” names Jane Smith where the article names her in full, and nobody else of that name."""
    evidence = cited("Smith said no.")
    alone = ArticleNames("The mayor, Jane Smith, came. Smith said no.")
    two = ArticleNames("The mayor, Jane Smith, met a man called John Smith. Smith said no.")
    assert unsupported_names("The mayor Jane Smith refused.", evidence, alone) == []
    assert unsupported_names("The mayor Jane Smith refused.", evidence, two) == ["Jane Smith"]


def test_a_name_of_the_article_counts_at_the_opening() -> None:
    """A word that opens a sentence is held to be a name where the article has it as one."""
    article = ArticleNames("He joined Apples in May, and left Apples in June.")
    assert unsupported_names("Apples fell.", cited("Shares fell."), article) == ["Apples"]
    assert unsupported_names("Apples fell.", cited("Shares fell."), ArticleNames("He ate apples.")) == []


@pytest.mark.parametrize(
    ("text", "evidence", "dates"),
    [
        ("It fell on Tuesday.", "It fell on Wednesday.", ["Tuesday"]),
        ("It fell on Tuesday.", "It fell on Tues.", []),
        ("It fell on Tuesday.", "It fell on 7 October 2025.", []),
        ("It fell in October.", "It fell on Tuesday.", []),
        ("It fell in November.", "It fell on Tuesday.", ["November"]),
        ("They may march.", "They left.", []),
        ("It fell in May.", "They may leave.", ["May"]),
    ],
)
def test_weekdays_and_months_are_compared_as_days(text: str, evidence: str, dates: list[str]) -> None:
    """A weekday or month is supported by its name, short or long, or by a date that falls on it."""
    assert unsupported_dates(text, cited(evidence, published="2025-10-08")) == dates


def with_sentence(
    article: Article, sentence: Sentence, field: str = "sentences"
) -> list[tuple[str, str | None]]:
    """Codes and labels of the errors about numbers and names of the clean result with this sentence alone."""
    value = sentence if field == "headline" else (sentence,)
    result = article.result(summary=Summary.model_validate({field: value}))
    return [
        (check.code, check.sentence)
        for check in check_result(result, article.segmented)
        if check.code in {"number-unsupported", "name-unsupported"}
    ]


@pytest.mark.parametrize(
    ("field", "label"), [("headline", "headline"), ("sentences", "s1"), ("contested", "c1")]
)
def test_every_part_of_the_summary_is_checked(article: Article, field: str, label: str) -> None:
    """A false number and a false name are errors in the headline, a sentence and a contested line."""
    sentence = article.stated("A fire in Bruges killed 41.", "At least 14")
    assert with_sentence(article, sentence, field) == [
        ("number-unsupported", label),
        ("name-unsupported", label),
    ]


def test_only_what_is_cited_counts(article: Article) -> None:
    """A number that stands elsewhere in the article is unsupported; the spans of a cited record support it."""
    uncited = article.stated("Damage came to $14.3 million.", "Mayor")
    assert with_sentence(article, uncited) == [("number-unsupported", "s1")]
    assert with_sentence(article, uncited.model_copy(update={"records": ("f4",)})) == []


def test_a_copy_ends_where_the_evidence_does(article: Article) -> None:
    """A headline that breaks a number of its evidence off is no copy of it; one that breaks off after it is."""
    assert with_sentence(
        article, article.stated("At least 14 people were killed and 1", "At least 14"), "headline"
    ) == [("number-unsupported", "headline")]
    assert (
        with_sentence(article, article.stated("At least 14 people were killed and 1,400", "At least 14"))
        == []
    )


def test_the_mentions_of_sources_count(article: Article) -> None:
    """The source of an event or of a cited record may be named, though its mention stands elsewhere."""
    assert (
        with_sentence(article, Sentence(text="There was no alarm, Jane Smith said.", records=("q1",))) == []
    )
    named = article.event("A fire broke out, Jane Smith said.", "At least 14")
    source = Source(name="Jane Smith", mentions=(article.span("Jane Smith"),))
    for event, codes in (
        (named, ["name-unsupported"]),
        (named.model_copy(update={"attributed_to": (source,)}), []),
    ):
        findings = check_result(article.result(events=(event,)), article.segmented)
        assert [
            check.code for check in findings if check.record == "e1" and check.severity == "error"
        ] == codes


def test_an_uncited_headline_is_held_against_the_article(article: Article) -> None:
    """A headline or contested line without any citation may use the article; a sentence may not."""
    uncited = Sentence(text="Fire at the port of Ostend kills 14")
    assert with_sentence(article, uncited, "headline") == []
    assert with_sentence(article, uncited, "contested") == []
    assert with_sentence(article, uncited, "sentences") == [
        ("number-unsupported", "s1"),
        ("name-unsupported", "s1"),
    ]
    assert with_sentence(article, Sentence(text="Fire kills 41"), "headline") == [
        ("number-unsupported", "headline")
    ]


def test_a_message_quotes_the_words_and_the_sentence(article: Article) -> None:
    """The finding says which number, in which sentence, and what to do."""
    result = article.result(summary=Summary(sentences=(article.stated("It killed 41.", "At least 14"),)))
    (finding,) = [check for check in check_result(result, article.segmented) if check.severity == "error"]
    assert finding.message == (
        "the number “41” stands in nothing that is cited; cite where it stands or leave it out, in summary"
        " sentence s1, “It killed 41.”"
    )
