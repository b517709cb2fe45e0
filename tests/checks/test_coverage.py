"""Tests of the findings about candidates, dates and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer.checks import apply_checks, check_result, make_finding
from summarizer.checks.coverage import check_language
from summarizer.records import ArticleSummary, DocumentInfo, Provenance, Span, When
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from conftest import Article

ENGLISH = (
    "The minister said on Tuesday that the plan of the government would be with parliament by the end of May. "
    * 4
)
GERMAN = (
    "Der Minister sagte am Dienstag in Berlin, dass der Plan der Regierung bis Ende Mai im Parlament ist. "
    * 4
)


def unlabelled(result: ArticleSummary, article: Article) -> list[str]:
    """The words of the candidates that nothing accounts for."""
    return [
        check.span.text
        for check in check_result(result, article.segmented)
        if check.code == "unlabelled-candidate" and check.span is not None
    ]


def test_a_candidate_without_a_record_is_unlabelled(article: Article) -> None:
    """A figure or a quotation that no record takes up is a warning with its place."""
    result = article.result()
    fewer = result.model_copy(update={"figures": result.figures[1:], "quotes": result.quotes[:1]})
    assert unlabelled(fewer, article) == ["At least 14", "“We lost friends,”"]


def test_a_dismissed_candidate_is_accounted_for(article: Article) -> None:
    """A dismissal covers its candidate; that of a quotation leaves the figures inside it open."""
    result = article.result()
    fewer = result.model_copy(update={"figures": result.figures[1:]})
    dismissal = make_finding("dismissed-candidate", "x", record="n2", span=article.span("At least 14"))
    assert unlabelled(fewer.model_copy(update={"checks": (*result.checks, dismissal)}), article) == []


def test_dismissing_a_quotation_leaves_its_figures_open() -> None:
    """A dismissed quotation does not speak for the figure that stands in it."""
    source = "He said “some 300 people came” on Monday."
    segmented = segment(source)
    quotation = segmented.quotations[0]
    assert segmented.figures
    result = ArticleSummary(
        status="ok",
        document=DocumentInfo(id="x"),
        checks=(
            make_finding("dismissed-candidate", "x", span=Span.of(source, quotation.start, quotation.end)),
        ),
        provenance=Provenance(model="x", origin="rules"),
    )
    assert [
        check.span.text
        for check in check_result(result, segmented)
        if check.code == "unlabelled-candidate" and check.span is not None
    ] == [figure.text for figure in segmented.figures]


def test_an_error_accounts_for_its_candidate(article: Article) -> None:
    """The candidate of a figure that an error kept out is not reported a second time."""
    result = article.result()
    broken = result.figures[1].model_copy(update={"part_of": "f99"})
    kept_out = apply_checks(
        result.model_copy(update={"figures": (result.figures[0], broken, *result.figures[2:])}),
        article.segmented,
    )
    assert [figure.id for figure in kept_out.figures] == ["f1", "f3", "f4"]
    assert unlabelled(kept_out, article) == []


@pytest.mark.parametrize(
    ("when", "unresolved"),
    [
        (When(text="on Tuesday"), True),
        (When(text="since Tuesday", start="2025-10-07"), False),
        (When(), False),
    ],
)
def test_a_written_date_without_a_day_is_unresolved(
    article: Article, when: When, *, unresolved: bool
) -> None:
    """A record whose date has words but neither end is noted; an open end or no date at all is fine."""
    result = article.result()
    quote = result.quotes[0].model_copy(update={"when": when})
    findings = check_result(
        result.model_copy(update={"quotes": (quote, *result.quotes[1:])}), article.segmented
    )
    assert [check.record for check in findings if check.code == "date-unresolved"] == ["q1"] * unresolved


@pytest.mark.parametrize(
    ("language", "text", "unsupported"),
    [
        ("en", GERMAN, False),
        ("en-GB", ENGLISH, False),
        ("de", ENGLISH, True),
        (None, ENGLISH, False),
        (None, GERMAN, True),
        (None, "Kurz und gut.", False),
        (None, "", False),
    ],
)
def test_another_language_is_unsupported(language: str | None, text: str, *, unsupported: bool) -> None:
    """The tag decides; without one the words do, where there are enough of them."""
    findings = list(check_language(DocumentInfo(id="x", language=language), text))
    assert [check.code for check in findings] == ["language-unsupported"] * unsupported
