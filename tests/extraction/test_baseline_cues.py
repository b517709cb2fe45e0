"""Tests of the attribution cues: who says it, who carried it, and what the cue covers."""

from __future__ import annotations

import pytest
from extraction_support import attributions, chains, covered


@pytest.mark.parametrize(
    ("text", "chain", "content"),
    [
        # before and after
        ("Mayor Jane Smith said the fire killed two people.", ["Jane Smith"], "the fire killed two people"),
        ("The fire killed two people, Mayor Jane Smith said.", ["Jane Smith"], "The fire killed two people"),
        # inverted
        ("The fire killed two, said Jane Smith, the mayor.", ["Jane Smith"], "The fire killed two"),
        ("“Two died,” said passenger Jane Smith, 17, from Ghent.", ["Jane Smith"], "“Two died,”"),
        # in the middle
        (
            "Reserves, Jane Smith noted, had risen by $4bn, while the naira fell.",
            ["Jane Smith"],
            "Reserves, Jane Smith noted, had risen by $4bn",
        ),
        (
            "“Two died,” Jane Smith said, “and ten fled.”",
            ["Jane Smith"],
            "“Two died,” Jane Smith said, “and ten fled.”",
        ),
        # behind an opening phrase
        ("At the camp, Jane Smith said ten had fled.", ["Jane Smith"], "ten had fled"),
        ("In Ostend, residents told reporters that ten had fled.", ["residents"], "that ten had fled"),
        # according to
        ("According to the interior ministry, two died.", ["interior ministry"], "two died"),
        ("Two died, according to the interior ministry.", ["interior ministry"], "Two died"),
        ("Two died, as per the interior ministry.", ["interior ministry"], "Two died"),
        ("Two died, according to data compiled by LSEG.", ["LSEG"], "Two died"),
        # data that show
        ("Police figures show two people died.", ["Police figures"], "two people died"),
        ("Two people died, data compiled by LSEG showed.", ["LSEG"], "Two people died"),
        # other ways
        ("Smith beamed: “Two died.”", ["Smith"], ": “Two died.”"),
        ("“It was a disgrace,” in Jane Smith’s words.", ["Jane Smith"], "“It was a disgrace,”"),
        ("The commission gave a lower toll of eight.", ["commission"], "a lower toll of eight"),
        (
            "Sixty people died, rights groups say; two were never found.",
            ["rights groups"],
            "Sixty people died",
        ),
        ("Power was lost, grid operator Elia said.", ["Elia"], "Power was lost"),
    ],
)
def test_source_and_content(text: str, chain: list[str], content: str) -> None:
    """A cue names its source and covers what it attributes: what follows, precedes or surrounds it."""
    assert chains(text)[0] == chain
    assert covered(text) == content


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Jane Smith told Reuters that two had died.", ["Jane Smith", "Reuters"]),
        ("Jane Smith told reporters two had died.", ["Jane Smith"]),
        ("Jane Smith revealed to Al-Jazeera that two had died.", ["Jane Smith", "Al-Jazeera"]),
        ("Jane Smith told the Kurdish-run Rudaw television that two had died.", ["Jane Smith", "Rudaw"]),
        ("Xinhua quoted a rescuer as saying two had died.", ["rescuer", "Xinhua"]),
        ("The minister was quoted by TASS as saying two had died.", ["minister", "TASS"]),
        ("“Two died,” said the minister, quoted by Interfax.", ["minister", "Interfax"]),
        ("“Two died,” the minister said, quoted by Interfax.", ["minister", "Interfax"]),
        ("Reuters, citing two officials, reported that two had died.", ["two officials", "Reuters"]),
        ("Reuters reported that two had died, citing two officials.", ["two officials", "Reuters"]),
    ],
)
def test_carriers_follow_the_source(text: str, chain: list[str]) -> None:
    """The chain runs from the original source outwards to the outlet that carried it."""
    assert chains(text)[0] == chain


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Smith, who has led the town since 2010, said two had died.", "Jane Smith"),
        ("A man who lives nearby said two had died.", "man"),
        ("Jane Smith, speaking on the phone, said two had died.", "Jane Smith"),
        ("A source, who asked not to be named, said two had died.", "source"),
        ("Jane Smith later repeatedly said in a statement that two had died.", "Jane Smith"),
        ("Another displaced farmer, Um Hassan said two had died.", "Um Hassan"),
        ("Survivor Jane Smith, 41, a trader, said the cabin filled with smoke.", "Jane Smith"),
    ],
)
def test_what_stands_between_source_and_verb_is_skipped(text: str, name: str) -> None:
    """Relative clauses, appositions and adverbs do not part a source from its verb."""
    assert chains(text)[0] == [name]


def test_participle_and_coordination_share_the_subject() -> None:
    """“adding that” and “and urged” are said by the subject of the sentence."""
    text = "Jane Smith said two had died, adding that three were missing."
    assert chains(text) == [["Jane Smith"], ["Jane Smith"]]
    assert covered(text, 1) == "three were missing"
    assert chains("Jane Smith warned of more and urged 40 families to leave.") == [
        ["Jane Smith"],
        ["Jane Smith"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Police found two bodies.",
        "The blast claimed 12 lives.",
        "The economy added 3,000 jobs.",
        "The board declared a dividend of $2.",
        "It rained in the northern and southern states last week.",
        "Its estimated losses were $2bn.",
        "Two people were told to leave.",
    ],
)
def test_other_uses_of_the_verbs_attribute_nothing(text: str) -> None:
    """A verb of saying that says nothing, or a noun that looks like one, is no cue."""
    assert attributions(text) == []


def test_outlet_is_left_out_of_the_chain() -> None:
    """The outlet itself stands in no chain."""
    text = "Jane Smith told Reuters that two had died."
    assert [source.name for source in attributions(text, "Reuters")[0].chain] == ["Jane Smith"]
    assert attributions("Reuters said two had died.", "Reuters") == []


def test_two_cues_do_not_share_content() -> None:
    """In front of a closing cue, the cue before it covers only what stands before itself."""
    text = "Russia fired 598 drones, the air force said, in an attack that killed 14 people, according to officials."
    assert chains(text) == [["air force"], ["officials"]]
    assert [covered(text, 0), covered(text, 1)] == [
        "Russia fired 598 drones",
        "in an attack that killed 14 people",
    ]
