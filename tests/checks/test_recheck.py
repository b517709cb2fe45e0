"""Tests of verifying a stored result against its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer.checks import Problem, apply_checks, make_finding, recheck
from summarizer.records import Check, Span, Summary

if TYPE_CHECKING:
    from conftest import Article

    from summarizer.records import ArticleSummary


def stored(article: Article, **changes: object) -> ArticleSummary:
    """A result as it is stored, with later changes."""
    return apply_checks(article.result(), article.segmented).model_copy(update=changes)


def where(result: ArticleSummary, source: str) -> list[tuple[str, str]]:
    """Kind and place of every problem."""
    return [(problem.kind, problem.where) for problem in recheck(result, source)]


def test_a_settled_result_holds(article: Article) -> None:
    """What the checks were applied to has no problem, with errors and warnings in it too."""
    assert recheck(stored(article), article.source) == []
    result = article.result()
    figures = (
        result.figures[0].model_copy(update={"part_of": "f9", "attributed_to": ()}),
        *result.figures[2:],
    )
    settled = apply_checks(result.model_copy(update={"figures": figures}), article.segmented)
    assert {check.severity for check in settled.checks} == {"error", "warning", "info"}
    assert recheck(settled, article.source) == []


def test_another_source_is_noticed(article: Article) -> None:
    """A changed source has another hash and length, and spans that do not stand."""
    problems = where(stored(article), "x" + article.source)
    assert ("document", "document.sha256") in problems
    assert ("document", "document.characters") in problems
    assert ("span", "figures[0].span") in problems


def test_a_moved_span_is_noticed(article: Article) -> None:
    """A span that was moved by one character is a problem with its path and its words."""
    result = stored(article)
    span = result.figures[3].span
    moved = Span(start=span.start + 1, end=span.end + 1, text=span.text)
    figures = (*result.figures[:3], result.figures[3].model_copy(update={"span": moved}))
    problems = recheck(result.model_copy(update={"figures": figures}), article.source)
    assert problems[0] == Problem(
        "span",
        "figures[3].span",
        f"“{span.text}” does not stand at characters {moved.start} to {moved.end} of the source",
    )


def test_a_finding_that_does_not_follow_is_noticed(article: Article) -> None:
    """A warning that the records do not bear out is a problem; one of a code that is not computed is not."""
    result = stored(article)
    extra = (
        make_finding("source-not-found", "x", record="f1"),
        make_finding("dismissed-candidate", "x", sentence="s1"),
    )
    checks = (*result.checks, *extra)
    assert where(result.model_copy(update={"checks": checks}), article.source) == [
        ("finding", f"checks[{len(result.checks)}]")
    ]


def test_a_finding_that_is_missing_is_noticed(article: Article) -> None:
    """A finding that was taken out of the file, or a record, is a problem."""
    result = stored(article)
    assert where(result.model_copy(update={"checks": ()}), article.source) == [("finding", "checks")] * 2
    assert where(result.model_copy(update={"quotes": result.quotes[:1]}), article.source) == [
        ("finding", "checks")
    ]


def test_an_error_about_what_is_there_is_noticed(article: Article) -> None:
    """An error whose record is still in the result is a problem; about a record kept out it holds."""
    kept = make_finding("unknown-id", "part_of of figure f9, “nine” names “f99”", record="f9")
    assert recheck(stored(article, checks=(*stored(article).checks, kept)), article.source) == []
    there = make_finding("negation-flipped", "flipped: figure f1, “At least 14”", record="f1")
    assert where(stored(article, checks=(*stored(article).checks, there)), article.source) == [
        ("finding", f"checks[{len(stored(article).checks)}]"),
        ("finding", "f1"),
    ]


def test_an_error_that_follows_is_noticed(article: Article) -> None:
    """A sentence that was changed after the checks to a false number is a problem."""
    summary = Summary(sentences=(article.stated("It killed 41, the ministry said.", "At least 14"),))
    assert where(stored(article, summary=summary), article.source) == [("finding", "checks")]


def test_a_finding_of_the_wrong_severity_is_noticed(article: Article) -> None:
    """A finding whose class or severity is not that of its code is a problem."""
    check = Check(code="dismissed-candidate", class_="coverage", severity="warning", message="x")
    assert where(stored(article, checks=(*stored(article).checks, check)), article.source) == [
        ("finding", f"checks[{len(stored(article).checks)}]")
    ]


@pytest.mark.parametrize(("sha256", "source", "kinds"), [(None, "", []), (None, "x", ["document"])])
def test_a_failed_result_without_a_source_holds(
    article: Article, sha256: None, source: str, kinds: list[str]
) -> None:
    """A result that failed before a text was read has nothing to verify, unless a source is stored with it."""
    document = article.result().document.model_copy(update={"sha256": sha256, "characters": 0})
    result = article.result(
        status="failed", document=document, figures=(), quotes=(), events=(), summary=Summary(), checks=()
    )
    assert [problem.kind for problem in recheck(result, source)] == kinds


def test_two_records_of_one_id_are_noticed(article: Article) -> None:
    """An id names one record, of whatever kind."""
    result = stored(article)
    figures = (result.figures[0], result.figures[0].model_copy(update={"id": "e1"}))
    event = result.events[0].model_copy(update={"id": "e1"})
    doubled = result.model_copy(update={"figures": (*figures, figures[0]), "events": (event,)})
    found = where(doubled, article.source)
    assert [place for kind, place in found if kind == "record"] == ["figures[1].id", "figures[2].id"]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"value": 140}, "figures[0].value"),
        ({"bound": "exact"}, "figures[0].value"),
        ({"text": "At least 15"}, "figures[0].text"),
        ({"part_of": "f1"}, "figures[0]"),
        ({"same_as": "f1"}, "figures[0]"),
        ({"disputed_by": ("f1",)}, "figures[0]"),
    ],
)
def test_a_figure_that_was_changed_afterwards_is_noticed(
    article: Article, changes: dict[str, object], place: str
) -> None:
    """A stored figure has the value, the bound and the words that its span has, and never refers to itself."""
    result = stored(article)
    figure = result.figures[0].model_copy(update=changes)
    changed = result.model_copy(update={"figures": (figure, *result.figures[1:])})
    assert ("record", place) in where(changed, article.source)
