"""Facts about sources: named in short, with the mention nearest to what they say, and never guessed."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.extraction.labelled.reply import SourceLabel
from summarizer.extraction.labelled.sources import SourceTable
from summarizer.grounding import SourceIndex

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
