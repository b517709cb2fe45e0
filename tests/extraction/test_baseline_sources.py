"""Tests of the reading of a noun phrase as a source."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.attribution.sources import is_data, read_speaker
from summarizer.records import SourceKind


@pytest.mark.parametrize(
    ("phrase", "name", "role", "kind"),
    [
        # role Name
        ("finance director Joanna Pryce", "Joanna Pryce", "finance director", "named_person"),
        ("Mayor Pryce", "Pryce", "Mayor", "named_person"),
        ("Brigadier-General Iddo Mizrahi", "Iddo Mizrahi", "Brigadier-General", "named_person"),
        # Name, role
        ("Joanna Pryce, the finance director", "Joanna Pryce", "the finance director", "named_person"),
        ("Ludwig van Beethoven, a composer", "Ludwig van Beethoven", "a composer", "named_person"),
        # role, Name
        ("its finance director, Joanna Pryce", "Joanna Pryce", "its finance director", "named_person"),
        # anonymous and witnesses
        ("a senior source close to the talks", "senior source close to the talks", None, "anonymous"),
        ("an official", "official", None, "anonymous"),
        ("two local residents", "two local residents", None, "witness"),
        # officials
        ("the interior ministry", "interior ministry", None, "officials"),
        ("a police spokesman", "police spokesman", None, "officials"),
        ("Israel", "Israel", None, "officials"),
        # organisations and media
        ("the Qassam Brigades", "Qassam Brigades", None, "organisation"),
        (
            "the industry body, the Coalition of Carriers",
            "Coalition of Carriers",
            "the industry body",
            "organisation",
        ),
        ("truck maker Brandt Motors", "Brandt Motors", "truck maker", "organisation"),
        ("Bay State Bank", "Bay State Bank", None, "organisation"),
        ("the World Health Organization", "World Health Organization", None, "organisation"),
        ("Reuters", "Reuters", None, "media"),
        ("the Harbour City News", "Harbour City News", None, "media"),
        # the maker of data
        ("data compiled by LSEG", "LSEG", None, "organisation"),
    ],
)
def test_phrase_is_read(phrase: str, name: str, role: str | None, kind: SourceKind) -> None:
    """A noun phrase gives the name without its article, the role beside it, and the kind of source."""
    speaker = read_speaker(phrase, 0, len(phrase))
    assert speaker is not None
    assert (speaker.name, speaker.role, speaker.kind) == (name, role, kind)
    assert speaker.opens <= speaker.start


def test_nothing_is_no_source() -> None:
    """White space and commas name nobody."""
    assert read_speaker(" , ,", 0, 4) is None


def test_data_are_told_from_people() -> None:
    """Figures, surveys and their makers are data; people are not."""
    assert is_data("preliminary Nielsen data")
    assert is_data("tracking data from Global Fishing Watch")
    assert not is_data("Joanna Pryce")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="aA ,.’'5 Bbo\x00\u202e🙂é", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_name_stands_in_the_text(text: str, one: int, other: int) -> None:
    """Of arbitrary text, the name is what stands at its offsets, within the phrase."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    speaker = read_speaker(text, start, end)
    if speaker is not None:
        assert text[speaker.start : speaker.end] == speaker.name
        assert start <= speaker.opens <= speaker.start < speaker.end <= end
