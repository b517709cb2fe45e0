"""Facts about records of one article that cannot be true together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from summarizer.checks.coherence import check_coherence
from summarizer.records import When

if TYPE_CHECKING:
    from conftest import Article

    from summarizer.records import Figure


def problems(article: Article, *figures: Figure, **result: Any) -> list[str]:
    """The messages about some figures."""
    return [check.message for check in check_coherence(article.result(figures=figures, **result))]


def of(article: Article, id_: str, value: float | None, **fields: Any) -> Figure:
    """A figure of the article with other facts about it."""
    known = {"bound": "exact", "unit": "people", "measure": "killed", "scope": "incident", "when": When()}
    return article.figure("1,400", id_, value=value, **{**known, **fields})


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [
        ({"value": 5}, {"value": 12}, False),
        ({"value": 12}, {"value": 12}, False),
        ({"value": 15}, {"value": 12}, True),
        ({"value": 15}, {"value": 12, "bound": "at_least"}, False),
        ({"value": 15, "bound": "at_most"}, {"value": 12}, False),
        ({"value": 12.5}, {"value": 12, "bound": "about"}, False),
        ({"value": 15}, {"value": 12, "bound": "about"}, True),
        ({"value": None, "bound": "indefinite"}, {"value": 12}, False),
        ({"value": 40, "unit": "percent", "measure": "share"}, {"value": 12}, False),
        ({"value": 5, "scope": "cumulative"}, {"value": 12}, True),
    ],
)
def test_a_part_is_not_larger_than_its_whole(
    article: Article, part: dict[str, Any], whole: dict[str, Any], *, found: bool
) -> None:
    """A part that its bound and the whole's allow is fine; a running total is no part of one happening."""
    figures = (of(article, "f1", **whole), of(article, "f2", part_of="f1", **part))
    assert bool(problems(article, *figures)) is found


def _far(value: float, unit: str) -> dict[str, Any]:
    """A quantity of a physical unit."""
    return {"value": value, "unit": unit, "measure": "distance"}


@pytest.mark.parametrize(
    ("figure", "same", "found"),
    [
        ({"value": 9000, "bound": "more_than"}, {"value": 9000, "bound": "more_than"}, False),
        ({"value": 9000, "bound": "more_than"}, {"value": 9061}, False),
        ({"value": 9000}, {"value": 9061}, True),
        ({"value": 9000, "bound": "about"}, {"value": 9061}, False),
        ({"value": 12}, {"value": 12, "unit": "ship"}, True),
        ({"value": 12, "measure": "count"}, {"value": 12, "unit": "crew", "measure": "count"}, False),
        ({"value": 12, "unit": None}, {"value": 12}, False),
        ({"value": 3, "upper": 0, "measure": "score"}, {"value": 3, "upper": 0, "measure": "score"}, False),
        (_far(13, "mile"), _far(20, "km"), False),
        (_far(20, "mile"), _far(20, "km"), True),
        (_far(20, "hour"), _far(20, "km"), True),
        (_far(86, "°F"), _far(30, "°C"), False),
        (
            {"value": 80, "unit": "USD", "measure": "money"},
            {"value": 50, "unit": "GBP", "measure": "money"},
            False,
        ),
        ({"value": 12}, {"value": 12, "measure": "injured"}, True),
        ({"value": 12}, {"value": 12, "scope": "cumulative"}, True),
    ],
)
def test_a_repeat_states_the_same_quantity(
    article: Article, figure: dict[str, Any], same: dict[str, Any], *, found: bool
) -> None:
    """What is said to be the same has values that can be the same, of the same thing and scope."""
    figures = (of(article, "f1", **same), of(article, "f2", same_as="f1", **figure))
    assert bool(problems(article, *figures)) is found


def test_a_share_is_at_most_its_whole(article: Article) -> None:
    """More than 100% is told."""
    assert problems(article, of(article, "f1", 120, measure="share", unit="percent"))
    assert not problems(article, of(article, "f1", 100, measure="share", unit="percent"))


@pytest.mark.parametrize(
    ("when", "modality", "found"),
    [
        (When(text="on Monday", start="2025-10-06", end="2025-10-06", precision="day"), "asserted", False),
        (When(text="on Friday", start="2025-10-10", end="2025-10-10", precision="day"), "asserted", True),
        (When(text="on Friday", start="2025-10-10", end="2025-10-10", precision="day"), "planned", False),
        (When(text="this year", start="2025-01-01", end="2025-12-31", precision="year"), "asserted", False),
        (
            When(text="from 8 to 3 May", start="2025-05-08", end="2025-05-03", precision="range"),
            "planned",
            True,
        ),
    ],
)
def test_what_happened_is_not_dated_after_the_article(
    article: Article, when: When, modality: str, *, found: bool
) -> None:
    """A day after the publication belongs to a plan; an end is not before its beginning."""
    assert bool(problems(article, of(article, "f1", 5, when=when, modality=modality))) is found
