"""Tests of the figure records: measure, scope, modality, parts, repeats and sources."""

from __future__ import annotations

import pytest
from extraction_support import figure, summarized

from summarizer.records import Measure


@pytest.mark.parametrize(
    ("text", "words", "measure"),
    [
        # percentages
        ("Prices rose 3% in May.", "3%", "rate"),
        ("Inflation stood at 3.1%.", "3.1%", "rate"),
        ("The bank cut its rate by 25 basis points.", "25 basis points", "rate"),
        ("Sales fell by a third.", "a third", "rate"),
        ("It put 25% tariffs on steel.", "25%", "rate"),
        ("Growth reached the highest rates, at 64%, 37% and 36%.", "36%", "rate"),
        ("She won 34% of the vote, against 31% for her rival.", "31%", "share"),
        ("One in eight voters stayed away.", "One in eight", "share"),
        ("He led by six percentage points in the polls.", "six percentage points", "share"),
        ("It bought a 12% stake.", "12%", "share"),
        # sums
        ("Oil rose to $82.40 a barrel.", "$82.40", "price"),
        ("Shares closed at $30.42.", "$30.42", "price"),
        ("The naira was exchanged at N1,580 to the dollar.", "N1,580", "price"),
        ("The deal is worth $4bn.", "$4bn", "money"),
        ("They are paid $12 an hour.", "$12", "money"),
        ("It paid a dividend of $2 a share.", "$2", "money"),
        # what became of people
        ("Two workers were electrocuted.", "Two", "killed"),
        ("She saw seven bodies.", "seven", "killed"),
        ("The army had lost 940 troops.", "940", "killed"),
        ("The flood killed 86 people and sickened more than 2,300.", "86", "killed"),
        ("The flood killed 86 people and sickened more than 2,300.", "more than 2,300", "injured"),
        ("More than 900 people, mostly civilians, have died.", "More than 900", "killed"),
        ("Three children were treated for heat stroke.", "Three", "injured"),
        ("At least 24 people have never been found.", "At least 24", "missing"),
        ("Some 430 evacuees slept there.", "Some 430", "displaced"),
        ("400 foreigners left Gaza.", "400", "crossed"),
        ("Police arrested 23 people.", "23", "captured"),
        ("Nine were hurt while four escaped unhurt.", "four", "count"),
        ("The flood came and 31 animals had drowned.", "31", "killed"),
        # units
        ("They walked 10 km.", "10 km", "distance"),
        ("The trial lasted three weeks.", "three weeks", "duration"),
        ("It was 30 degrees.", "30 degrees", "temperature"),
        ("The craft is tilted at 22 degrees.", "22 degrees", "other"),
        ("A 50kg bag fell.", "50kg", "other"),
        ("The fire burnt 40 hectares.", "40 hectares", "other"),
        ("Winds reached 120 mph.", "120 mph", "other"),
        ("Aftershocks followed, the strongest of 5.8.", "5.8", "other"),
        ("It is three times the size of it.", "three times", "other"),
        ("He kicked the door three times.", "three times", "count"),
        # ages
        ("Jane Smith, 41, agreed.", "41", "age"),
        ("He has been here since he was eight.", "eight", "age"),
        ("Jane Smith, now 50, agreed.", "50", "age"),
        ("The girl aged five agreed.", "five", "age"),
        # games, markets, votes
        ("United won 3-2.", "3-2", "score"),
        ("He was out for 147.", "147", "score"),
        ("They scored two goals.", "two", "score"),
        ("The Sensex shed 689.81 points.", "689.81", "other"),
        ("The Dow rose to 34,500.", "34,500", "other"),
        ("The Senate passed it 52-48.", "52-48", "votes"),
        ("The bill failed by 389 votes to 112.", "112", "votes"),
        # people and things
        ("The army sent 1,500 soldiers.", "1,500", "forces"),
        ("A town of 12,000 people burned.", "12,000", "population"),
        ("12 cases per 100,000 people were found.", "12", "rate"),
        ("It closed 40 shops.", "40", "count"),
    ],
)
def test_measure(text: str, words: str, measure: Measure) -> None:
    """What a figure measures follows from its unit, its noun and the words around it."""
    assert figure(text, words).measure == measure


@pytest.mark.parametrize(
    ("text", "words", "scope", "modality"),
    [
        ("The blast killed 12 people.", "12", "incident", "asserted"),
        ("In all, 900 people have been killed since May.", "900", "cumulative", "asserted"),
        ("The firm will hire 12,000 people.", "12,000", "plan", "planned"),
        ("The trial lasted three weeks.", "three weeks", "period", "asserted"),
        ("Half of the crews were on leave.", "Half", "state", "asserted"),
        ("About 400 people may stay.", "About 400", "incident", "possible"),
        ("Officials demanded 400 trucks a day.", "400", "incident", "urged"),
        ("The firm denied 12 deaths.", "12", "incident", "denied"),
        ("At least 12 more crews will come.", "At least 12", "plan", "planned"),
    ],
)
def test_scope_and_modality(text: str, words: str, scope: str, modality: str) -> None:
    """Scope and modality follow from the measure and the words of the clause."""
    found = figure(text, words)
    assert (found.scope, found.modality) == (scope, modality)


@pytest.mark.parametrize(
    ("text", "words", "direction", "per"),
    [
        ("Oil rose to $82.40 a barrel.", "$82.40", "up", "barrel"),
        ("Sales fell 3%.", "3%", "down", None),
        ("Income is 4,000 euros per capita.", "4,000 euros", None, "person"),
        ("The deal is worth $4bn.", "$4bn", None, None),
    ],
)
def test_direction_and_per(text: str, words: str, direction: str | None, per: str | None) -> None:
    """A change has a direction, a price what it is per."""
    found = figure(text, words)
    assert (found.direction, found.per) == (direction, per)


def test_when_is_the_nearest_date() -> None:
    """A figure takes the date nearest to it in its sentence."""
    text = "After a lull on Monday, two people died on Tuesday and ten fled on Friday."
    assert figure(text, "two").when.text == "on Tuesday"
    assert figure(text, "ten").when.text == "on Friday"


def test_place_follows_or_precedes() -> None:
    """A figure takes the place behind it, or else the one before it, in its sentence."""
    found = summarized("In Ghent, where two died, nobody came. In Ostend three died.").figures
    assert [one.place for one in found] == ["Ghent", "Ostend"]


@pytest.mark.parametrize(
    "part", ["including three children", "of whom three were children", "three of them children"]
)
def test_part_of(part: str) -> None:
    """“including”, “of whom” and “of them” make a figure part of the one before, of its measure."""
    whole, three = summarized(f"The blast killed 12 people, {part}.").figures
    assert (three.part_of, three.measure) == (whole.id, "killed")


def test_list_goes_on() -> None:
    """Bare numbers after a number of casualties count the same."""
    found = summarized(
        "A strike killed six people in a house in Gaza City, nine in a camp and three in Rafah."
    ).figures
    assert [one.measure for one in found] == ["killed", "killed", "killed"]


def test_other_things_do_not_go_on() -> None:
    """A bare number that counts some of other things is no casualty."""
    assert figure("Ten people died and just three of its 19 wells worked.", "three").measure == "count"


def test_same_as() -> None:
    """The same number of the same people stated again names the first record; a small one does not."""
    first, second = summarized("Police said 1,400 people had died. The 1,400 people died on Tuesday.").figures
    assert second.same_as == first.id
    assert [one.same_as for one in summarized("Two people died. Two people died.").figures] == [None, None]


def test_chain_inside_a_quotation() -> None:
    """A figure in a quotation is stated by its speaker, through whoever carried it."""
    found = figure("“We lost 12 people,” Mayor Jane Smith told Reuters.", "12")
    assert [source.name for source in found.attributed_to] == ["Jane Smith", "Reuters"]
    assert found.source_kind == "named_person"


def test_outlet_speaks_for_itself() -> None:
    """A figure that no cue covers is the outlet's own."""
    found = figure("Two people died. Police said three were hurt.", "Two")
    assert (found.attributed_to, found.source_kind) == ((), "outlet")
