"""Facts about sources: named in short, with the mention nearest to what they say, and never guessed."""

from __future__ import annotations

from typing import Any

import pytest
from labelled_park import built

from summarizer.extraction.labelled.reply import SourceLabel
from summarizer.extraction.labelled.sources import SourceTable
from summarizer.grounding import SourceIndex
from summarizer.reading import read_text
from summarizer.records import Span

TEXT = (
    "The Mill Club said it rained. Later the club said it snowed. A resident of Hale agreed. "
    "The police and the Coast Union said nobody was hurt. Ana Ruiz, Tom Lee and Sun Li laughed. The mayor left."
)


def mentions(**label: Any) -> list[str]:
    """The words of the mentions of one source."""
    full = {"id": "p1", "kind": "officials", "name": "x", **label}
    table = SourceTable([SourceLabel.model_validate(full)], SourceIndex(TEXT))
    (source,) = table.chain(["p1"], 0)
    for span in source.mentions:
        assert span.stands_in(TEXT)
    return [span.text for span in source.mentions]


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ({"name": "Mill Club"}, ["Mill Club"]),
        ({"name": "the Mill Club"}, ["Mill Club"]),
        ({"name": "Resident of Hale"}, ["resident of Hale"]),
        ({"name": "a resident of Hale"}, ["resident of Hale"]),
        ({"name": "police and the Coast Union"}, ["police and the Coast Union"]),
        ({"name": "Coast Union and police"}, ["police", "Coast Union"]),
        ({"name": "Ana Ruiz, Tom Lee and Sun Li"}, ["Ana Ruiz, Tom Lee and Sun Li"]),
        ({"name": "Sun Li, Ana Ruiz, and Tom Lee"}, ["Ana Ruiz", "Tom Lee", "Sun Li"]),
        ({"name": "head of the town", "words": "the mayor"}, ["mayor"]),
        ({"name": "Mill Club", "words": "Mill club of the valley"}, ["Mill Club"]),
        ({"name": "police and firefighters"}, []),
        ({"name": "polic"}, []),
        ({"name": "MILL CLUB"}, []),
        ({"name": ""}, []),
    ],
)
def test_a_source_has_the_mentions_that_stand(label: dict[str, str], found: list[str]) -> None:
    """Its words first, then its name, with or without an article; side by side each part; nothing similar."""
    assert mentions(**label) == found


def test_the_nearest_mention_counts() -> None:
    """Each record has the mention that is closest to it."""
    index = SourceIndex(TEXT)
    table = SourceTable([SourceLabel(id="p1", name="club", kind="organisation")], index)
    (source,) = table.chain(["p1"], TEXT.index("snowed"))
    assert source.mentions[0].start == TEXT.index("club said")
    (source,) = table.chain(["p1"], 0)
    assert source.mentions[0].text == "Club"


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Gaza’s authorities said so.", "Gaza authorities", "Gaza’s authorities"),
        ("Gaza's authorities said so.", "Gaza authorities", "Gaza's authorities"),
        ("Gaza authorities said so.", "Gaza’s authorities", "Gaza authorities"),
        ("Gaza authorities said so.", "Gaza's authorities", "Gaza authorities"),
        ("The Hale Town’s council said so.", "Hale Town council", "Hale Town’s council"),
        ("Hales authorities said so.", "Hale authorities", None),
        ("The authorities of Hale’s valley said so.", "Hale authorities", None),
    ],
)
def test_a_name_may_own_what_follows(text: str, name: str, found: str | None) -> None:
    """“Gaza’s authorities” are the Gaza authorities; nothing else is taken for them."""
    table = SourceTable([SourceLabel(id="p1", name=name, kind="officials")], SourceIndex(text))
    (source,) = table.chain(["p1"], 0)
    assert [span.text for span in source.mentions] == ([found] if found else [])


def test_a_mention_in_the_same_sentence_comes_before_a_nearer_one() -> None:
    """Of the stretches that are asked for, the first that has a mention counts; without any, the nearest."""
    text = "Hale officials counted, in all of the valley, 40 dead. Hale officials left. A list of 40 hangs there."
    table = SourceTable([SourceLabel(id="p1", name="Hale officials", kind="officials")], SourceIndex(text))
    near = text.index("40 dead")
    first, second, third = (
        Span.of(text, text.index(words), text.index(words) + len(words))
        for words in (text[: text.index(" Hale")], "Hale officials left.", "A list of 40 hangs there.")
    )

    def start(*within: Span) -> int:
        (source,) = table.chain(["p1"], near, within)
        return source.mentions[0].start

    assert start() == second.start
    assert start(first) == 0
    assert start(third) == second.start
    assert start(third, first, second) == 0


def test_a_chain_is_in_its_order_without_doubles() -> None:
    """From the original source outwards; the kind is the original's; what is not listed is named."""
    labels = [
        SourceLabel(id="p1", name="police", kind="officials"),
        SourceLabel(id="p2", name="resident of Hale", kind="witness"),
    ]
    table = SourceTable(labels, SourceIndex(TEXT))
    assert [one.name for one in table.chain(["p2", "p1", "p2"], 0)] == ["resident of Hale", "police"]
    assert table.kind(["p2", "p1"]) == "witness"
    assert table.kind([]) == "outlet"
    assert table.unknown(["p1", "p7", "p2", ""]) == ["p7", ""]


def test_the_outlet_is_no_source() -> None:
    """A claim by the outlet would have a source and be in the article's own voice at once."""
    with pytest.raises(ValueError, match="kind"):
        SourceLabel.model_validate({"id": "p1", "name": "Daily", "kind": "outlet"})


@pytest.mark.parametrize(("number", "told_again"), [("9,000", True), ("two", False)])
def test_a_number_without_its_source_has_the_mention_where_it_comes_again(
    number: str, *, told_again: bool
) -> None:
    """What opens an article with a toll is by whom its body says; a small number is no sign of that."""
    text = (
        f"The storm has killed {number} people so far. Hale officials closed the port. "
        "Hale officials opened a school. At least "
        f"{number} people have been killed, Hale officials said. Hale officials left."
    )
    reply = {
        "sources": [{"id": "p1", "name": "Hale officials", "kind": "officials"}],
        "figures": [{"id": f"f{one}", "measure": "killed", "by": ["p1"]} for one in (1, 2)],
    }
    first, second = (
        one.attributed_to[0].mentions[0].start for one in built(read_text(text, id="x"), reply).figures
    )
    nearest, there = text.index("Hale officials closed"), text.index("Hale officials said")
    assert (first, second) == (there if told_again else nearest, there)
