"""When two names, or two sources, are the same one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.alignment import normalised_name, same_source
from summarizer.records import Source, Span


def source(name: str, *mentions: tuple[int, str]) -> Source:
    """A source with mentions that begin there."""
    return Source(
        name=name,
        mentions=tuple(Span(start=start, end=start + len(text), text=text) for start, text in mentions),
    )


@pytest.mark.parametrize(
    ("name", "normalised"),
    [
        ("Gaza’s authorities", "gaza authorities"),
        ("Gaza's authorities", "gaza authorities"),
        ("the Gaza authorities", "gaza authorities"),
        ("The residents’ committee", "residents committee"),
        ("A  senior\xa0official", "senior official"),
        ("Al-Jazeera", "al jazeera"),
        ("the U.N.", "un"),
        ("O’Brien", "o brien"),
        ("François Müller", "francois muller"),
        ("The The", "the the"),
        ("!!", "!!"),
        ("", ""),
    ],
)
def test_names_are_normalised(name: str, normalised: str) -> None:
    """Case, accents, articles, possessives and punctuation make no other name."""
    assert normalised_name(name) == normalised


@given(st.text())
def test_normalising_again_changes_nothing(name: str) -> None:
    """A normalised name is its own normalised form, whatever the name."""
    once = normalised_name(name)
    assert normalised_name(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gaza’s authorities", "Gaza authorities"),
        ("Ismail Haniyeh", "Haniyeh"),
        ("leader Ismail Haniyeh", "Ismail Haniyeh"),
        ("Palestinian officials", "officials"),
        ("health ministry", "ministry of health"),
        ("ministry of health in Gaza", "Gaza's health ministry"),
        ("health ministry in Gaza", "the health ministry"),
        ("a senior source in the Qassam Brigades", "senior source"),
        ("Hamas and Islamic Jihad", "Islamic Jihad and Hamas"),
        ("Reuters, the BBC and AP", "AP, Reuters and the BBC"),
    ],
)
def test_names_of_one_source(one: str, other: str) -> None:
    """A name that only says more names the same source."""
    assert same_source(source(one), source(other))
    assert same_source(source(other), source(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Israel", "Israeli military"),
        ("Israel", "Israel's army"),
        ("Israeli officials", "Palestinian officials"),
        ("Hamas", "sources with Hamas"),
        ("Hamas", "Hamas leader Ismail Haniyeh"),
        ("Hamas and Islamic Jihad", "Hamas"),
        ("minister of defence", "minister of health"),
        ("", "Hamas"),
    ],
)
def test_names_of_different_sources(one: str, other: str) -> None:
    """A word in common does not make one source: the head of the name counts."""
    assert not same_source(source(one), source(other))
    assert not same_source(source(other), source(one))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            source("a resident", (10, "woman")),
            source("woman at the crossing", (10, "woman at the crossing")),
            False,
        ),
        (source("he", (5, "he")), source("Kirby", (5, "he"), (40, "Kirby")), True),
        (source("Kirby", (5, "Kirby")), source("the spokesman", (25, "spokesman")), False),
        (source("Kirby", (5, "Kirby")), source("the spokesman", (10, "spokesman")), False),
        (source("Hamas", (0, "Hamas")), source("Haniyeh", (0, "Hamas leader Haniyeh")), False),
        (source("Israel", (0, "Israel")), source("army", (0, "Israel’s army")), False),
        (source("Haniyeh", (13, "Haniyeh")), source("leader", (0, "Hamas leader Haniyeh")), True),
        (source("Kirby", (0, "Kirby")), source("spokesman", (0, "Kirby, the spokesman")), True),
        (source("Hamas", (0, "Hamas")), source("Hamas and Jihad", (0, "Hamas"), (10, "Jihad")), False),
        (
            source("both groups", (0, "Hamas and Jihad")),
            source("Hamas and Jihad", (0, "Hamas"), (10, "Jihad")),
            False,
        ),
        (
            source("the two groups, Hamas among them", (0, "Hamas and Jihad")),
            source("Hamas and Jihad", (0, "Hamas"), (10, "Jihad")),
            True,
        ),
        (
            source("Gaza authorities", (0, "Gaza authorities")),
            source("Israeli army", (0, "Gaza authorities")),
            False,
        ),
        (source("Gaza officials", (0, "authorities")), source("Gaza authorities", (0, "authorities")), True),
    ],
)
def test_mentions_that_overlap(one: Source, other: Source, *, same: bool) -> None:
    """Overlapping mentions are one source, unless one merely qualifies the other, or the names contradict."""
    assert same_source(one, other) is same
    assert same_source(other, one) is same


_SOURCES = st.builds(
    lambda words, joined, starts: source(
        joined.join(words), *((start, "Gaza officials") for start in starts)
    ),
    st.lists(st.sampled_from(("the", "Gaza’s", "officials", "of", "in", "Hamas")), max_size=4),
    st.sampled_from((" ", " and ", ", ")),
    st.lists(st.integers(0, 30), max_size=2),
)


@given(one=_SOURCES, other=_SOURCES)
def test_sides_play_no_part(one: Source, other: Source) -> None:
    """Whether two sources are one does not depend on which is asked first, and each is itself."""
    assert same_source(one, other) == same_source(other, one)
    assert same_source(one, one)
