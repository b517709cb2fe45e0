"""Tests of the findings about ids, spans and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from summarizer.checks import apply_checks, check_result, recheck
from summarizer.records import Sentence, Source, Span, Summary

if TYPE_CHECKING:
    from conftest import Article

    from summarizer.records import ArticleSummary, Check, CheckCode


def found(code: CheckCode, result: ArticleSummary, article: Article) -> list[Check]:
    """The findings of one code."""
    return [check for check in check_result(result, article.segmented) if check.code == code]


def with_figure(article: Article, **changes: Any) -> ArticleSummary:
    """The clean result with its first figure changed."""
    result = article.result()
    first = result.figures[0].model_copy(update=changes)
    return result.model_copy(update={"figures": (first, *result.figures[1:])})


def test_the_clean_result_has_no_findings(article: Article) -> None:
    """A faithful result that accounts for everything is not accused of anything."""
    assert {check.code for check in check_result(article.result(), article.segmented)} == {
        "dismissed-candidate"
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [("part_of", "f9"), ("part_of", "e1"), ("same_as", "x"), ("disputed_by", ("f2", "f9"))],
)
def test_a_reference_to_nothing_is_an_unknown_id(article: Article, field: str, value: object) -> None:
    """A figure that names an id that is not there, or one of the wrong kind, has an unknown id."""
    (finding,) = found("unknown-id", with_figure(article, **{field: value}), article)
    assert (finding.record, finding.severity) == ("f1", "error")
    assert "“At least 14”" in finding.message


def test_a_reference_to_a_record_is_known(article: Article) -> None:
    """A figure may be part of a figure, the same as any record, and disputed by any record."""
    result = with_figure(article, part_of="f2", same_as="e1", disputed_by=("q1", "f3"))
    assert found("unknown-id", result, article) == []


def test_a_sentence_that_cites_nothing_known_has_an_unknown_id(article: Article) -> None:
    """A sentence with the id of no record is an error about the sentence."""
    result = article.result()
    sentence = result.summary.sentences[1].model_copy(update={"records": ("q1", "q7")})
    summary = result.summary.model_copy(update={"sentences": (sentence,)})
    (finding,) = found("unknown-id", result.model_copy(update={"summary": summary}), article)
    assert (finding.sentence, finding.record) == ("s1", None)
    assert "“q7”" in finding.message


def test_a_quote_goes_on_from_a_quote_only(article: Article) -> None:
    """A quote that continues a figure has an unknown id."""
    result = article.result()
    quote = result.quotes[1].model_copy(update={"continues": "f1"})
    (finding,) = found("unknown-id", result.model_copy(update={"quotes": (result.quotes[0], quote)}), article)
    assert finding.record == "q2"


def test_a_span_that_does_not_stand_is_not_found(article: Article) -> None:
    """Evidence with other words than the source is an error that shows the words and no false place."""
    wrong = Span(start=0, end=7, text="Harbor ")
    (finding,) = found("span-not-found", with_figure(article, evidence=(wrong,)), article)
    assert finding.record == "f1"
    assert "“Harbor ”" in finding.message
    assert finding.span == article.span("At least 14")
    (finding,) = found("span-not-found", with_figure(article, span=wrong, text="Harbor "), article)
    assert finding.span is None


def test_a_text_that_is_not_its_span_is_not_found(article: Article) -> None:
    """A figure whose text is not what its span holds is an error."""
    (finding,) = found("span-not-found", with_figure(article, text="At least 15"), article)
    assert "“At least 15”" in finding.message
    assert "“At least 14”" in finding.message


@pytest.mark.parametrize(
    ("field", "label"), [("headline", "headline"), ("sentences", "s1"), ("contested", "c1")]
)
def test_a_line_of_the_summary_that_cites_nothing_is_found(article: Article, field: str, label: str) -> None:
    """Be it only the headline, with nothing false in it: an error, and a problem where it is stored."""
    line = Sentence(text="Fire breaks out at the port")
    summary = Summary.model_validate({field: line if field == "headline" else (line,)})
    result = article.result(summary=summary)
    (finding,) = found("span-not-found", result, article)
    assert (finding.sentence, finding.severity) == (label, "error")
    assert f"“{line.text}”, cites nothing" in finding.message
    assert any("cites nothing" in one.message for one in recheck(result, article.source))
    kept = apply_checks(result, article.segmented)
    assert kept.summary == Summary()
    assert not any("cites nothing" in one.message for one in recheck(kept, article.source))


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        (Source(name="Belgian interior ministry"), True),
        (Source(name="Norwegian coastguard", mentions=(Span(start=0, end=7, text="Harbour"),)), True),
        (Source(name="the mayor of Ostend", mentions=(Span(start=0, end=7, text="Harbour"),)), False),
        (Source(name="Belgium's interior ministry", mentions=(Span(start=0, end=7, text="Harbour"),)), False),
    ],
)
def test_a_source_is_named_in_the_articles_words(article: Article, source: Source, *, wrong: bool) -> None:
    """A source without a mention, or in words that the article lacks, is a warning; other forms of them are not."""
    findings = found("source-not-found", with_figure(article, attributed_to=(source,)), article)
    assert [(finding.record, finding.severity) for finding in findings] == [("f1", "warning")] * wrong
