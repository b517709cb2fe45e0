"""Tests of the event records."""

from __future__ import annotations

import pytest
from extraction_support import summarized


def test_labels_of_an_event() -> None:
    """An event is the content of its sentence without who says so, with place, date and source."""
    (event,) = summarized(
        "Workers struck over pay at a plant in Ostend on Tuesday, Mayor Jane Smith said."
    ).events
    assert event.what == "Workers struck over pay at a plant in Ostend on Tuesday."
    assert (event.type, event.place, event.when.text) == ("labour", "Ostend", "on Tuesday")
    assert [source.name for source in event.attributed_to] == ["Jane Smith"]
    assert (event.source_kind, event.modality) == ("named_person", "asserted")
    assert [span.text for span in event.evidence] == [
        "Workers struck over pay at a plant in Ostend on Tuesday, Mayor Jane Smith said."
    ]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Belgian troops advanced on the town of Ostend.", "military_movement"),
        ("An earthquake struck the coast before dawn today.", "disaster"),
        ("A court sentenced the banker to nine years in jail.", "legal"),
        ("The striker scored twice in the last match of the season.", "sport"),
        ("Scientists discovered a fossil of a new species there.", "science"),
        ("The two brothers moved to a house by the lake.", "other"),
    ],
)
def test_type(text: str, type_: str) -> None:
    """The type is the one with most words in the sentence."""
    assert [event.type for event in summarized(text).events] == [type_]


def test_planned_event() -> None:
    """What will happen is planned."""
    (event,) = summarized("The team will play its last match of the season in Ostend.").events
    assert event.modality == "planned"


def test_actors_stand_before_the_verb() -> None:
    """The names before the verb are actors unless a preposition of place stands before them."""
    (event,) = summarized("In Ghent, Hamas and Israel resumed talks with Egypt.").events
    assert event.actors == ("Hamas", "Israel")


def test_what_is_short() -> None:
    """The content is cut at 25 words, at the end of a clause where there is one."""
    text = (
        "The company bought a plant in the north of the country for its new line of trucks, which it has built "
        "in the south for more than forty years, and it hired two hundred people."
    )
    (event,) = summarized(text).events
    assert event.what.endswith("trucks.")
    assert len(event.what.split()) <= 25


@pytest.mark.parametrize(
    "text",
    [
        "“We lost everything we had in the fire,” Jane Smith said.",
        "It was cold.",
        "The sky over the town is blue.",
    ],
)
def test_no_event(text: str) -> None:
    """Quoted speech, short lines and states of things are no events."""
    assert summarized(text).events == ()
