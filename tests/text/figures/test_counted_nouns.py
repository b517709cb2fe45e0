"""The noun that a number counts, and the unit that it gives."""

from __future__ import annotations

import pytest

from summarizer.text.figures import find_figures
from summarizer.text.figures.counted import find_counted
from summarizer.text.figures.nouns import is_people, is_plural, singular


@pytest.mark.parametrize(
    ("text", "counted", "unit"),
    [
        ("195 Palestinians died", "Palestinians", "people"), ("20 armed police officers left", "armed police officers", "people"),
        ("40% of children", "children", "people"), ("20 of the hostages", "hostages", "people"), ("two more hostages", "hostages", "people"),
        ("60 injured civilians", "injured civilians", "people"), ("300 houses burned", "houses", "house"),
        ("12 light-armed vehicles", "light-armed vehicles", "vehicle"), ("five cities", "cities", "city"), ("30 aircraft", "aircraft", "aircraft"),
        ("12 churches", "churches", "church"), ("400 staff", "staff", "people"), ("12 other people", "other people", "people"),
        ("the city’s 12 schools", "schools", "school"), ("12 of its ships", "ships", "ship"), ("12 U.S. soldiers", "U.S. soldiers", "people"),
        ("on two occasions picks her up", "occasions", "occasion"), ("two or three more Olympics in me", "Olympics", "olympics"),
        ("some 800 homes becomes a village", "homes", "home"),
    ],
)  # fmt: skip
def test_the_counted_noun_is_found_as_written(text: str, counted: str, unit: str) -> None:
    """The noun phrase behind a number is what it counts; nouns for persons count people."""
    figure = find_figures(text, [])[0]
    assert figure.counted is not None
    assert (figure.counted.text, figure.unit if figure.unit != "percent" else unit) == (counted, unit)
    assert counted not in figure.text


@pytest.mark.parametrize(
    "text",
    ["killed 300 in all", "killed 60 injured in the blast", "rose to 300.", "300, said", "the 12 is his"],
)
def test_nothing_is_counted_where_no_noun_follows(text: str) -> None:
    """A preposition, a stop or a participle ends the search."""
    assert all(figure.counted is None for figure in find_figures(text, []))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("12 dead in fire", "people"),
        ("six injured", "people"),
        ("The death toll rose to 195.", "people"),
        ("It rose to 195.", None),
    ],
)
def test_casualties_count_people(text: str, unit: str | None) -> None:
    """A number without a noun counts people where it is one of the dead, the hurt or the missing."""
    assert find_figures(text, [])[0].unit == unit


@pytest.mark.parametrize(
    ("text", "counted"),
    [("for 20 days", "days"), ("a 12-mile run", "mile"), ("a quarter of a mile", "mile"), ("half an hour", "hour"), ("5km off", None)],
)  # fmt: skip
def test_a_unit_of_measure_is_the_counted_noun(text: str, counted: str | None) -> None:
    """A unit that is written as a word is the noun that is counted, without what joins it to the number."""
    (figure,) = find_figures(text, [])
    assert (figure.counted.text if figure.counted else None) == counted


def test_one_counts_a_singular() -> None:
    """After “one” the noun is singular, behind an adjective too; after other numbers it is not looked for."""
    one = find_counted("one medical centre", 3, one=True)
    assert one is not None
    assert one.phrase.text == "medical centre"
    assert find_counted("two centre", 3) is None
    assert find_counted("one", 3, one=True) is None


def test_a_compound_is_part_of_the_figure() -> None:
    """In “a two-goal lead” the noun is joined to the number, and belongs to the figure."""
    (figure,) = find_figures("It has a two-goal lead.", [])
    assert (figure.text, figure.number.text) == ("two-goal", "two")
    assert figure.counted is not None
    assert figure.counted.text == "goal"


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("people", "person"), ("Women", "woman"), ("cities", "city"), ("boxes", "box"), ("buses", "bus"), ("crises", "crisis"),
        ("houses", "house"), ("ties", "tie"), ("species", "species"), ("campus", "campus"), ("dog", "dog"),
    ],
)  # fmt: skip
def test_singulars(plural: str, expected: str) -> None:
    """Plurals become singulars by rule, and by a list where rules fail."""
    assert singular(plural) == expected


def test_persons_and_plurals() -> None:
    """Nouns for persons are known by list, ending or demonym; plurals are told from words in -s."""
    persons = (
        "hostages",
        "Palestinians",
        "Israelis",
        "musicians",
        "passport-holders",
        "spokeswomen",
        "tourists",
    )
    assert [noun for noun in persons if not is_people(noun)] == []
    assert [
        noun for noun in ("lists", "plans", "oceans", "houses", "theses", "specimens") if is_people(noun)
    ] == []
    assert [noun for noun in ("dogs", "people", "Tories", "MPs", "workforce") if not is_plural(noun)] == []
    assert [noun for noun in ("was", "serious", "bus", "city’s", "this", "gas") if is_plural(noun)] == []


@pytest.mark.parametrize(
    ("text", "counted", "unit"),
    [
        ("between $7 and $9", None, "USD"), ("12 to 18 months", "months", "month"), ("£5m-£10m", None, "GBP"),
        ("14 years and six months", "years", "month"), ("a 45-year-old man", "year", "year"), ("nine assists", "assists", "assist"),
        ("nine tourists", "tourists", "people"), ("thirty-odd years", "years", "year"), ("3,000-plus seasonal workers", "seasonal workers", "people"),
        ("50,000-odd of the dogs", "dogs", "dog"), ("found one civil servant", "civil servant", "servant"),
        ("fired one national leader", "national leader", "people"), ("found one national park", "national park", "park"),
        ("one civilian died", "civilian", "people"), ("lost 83\nLEEDS, June", None, None), ("lost 83\nhomes", "homes", "home"),
        ("lost 20 Canadian dollars", "Canadian dollars", "CAD"),
    ],
)  # fmt: skip
def test_the_noun_is_neither_a_joint_nor_an_adjective(
    text: str, counted: str | None, unit: str | None
) -> None:
    """What is counted is a word of its own: no second end of a range, no adjective, nothing from another line."""
    figure = find_figures(text, [])[-1]
    assert (figure.counted.text if figure.counted else None, figure.unit) == (counted, unit)
