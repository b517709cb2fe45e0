"""Whose word a figure is, and whether they deny it: the commonest forms of news, as whole sentences."""

from __future__ import annotations

import pytest

from summarizer import summarize


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Two men died in Rome on Friday, police said.", ["police"]),
        ("Floods killed 40 people, officials said.", ["officials"]),
        ("The blast killed 12 people, Interior Minister Ali Khan said.", ["Ali Khan"]),
        ("Police arrested 12 people, saying that 400 had attacked them.", [[], ["Police"]]),
        ("Moscow denied the claim, saying five planes had been damaged.", ["Moscow"]),
        (
            "Reuters reported that the prime minister told lawmakers that 40% had left.",
            ["prime minister", "Reuters"],
        ),
        (
            "The prime minister told parliament that 12 people died, Reuters reported.",
            ["prime minister", "Reuters"],
        ),
        ("Elon Musk is leaving. It was a hard time. Musk said he had lost $5bn.", ["Elon Musk"]),
        ("The striker added his second goal on 67 minutes.", []),
        ("The fire claimed 12 lives.", []),
        ("Police found 12 rifles in the house.", []),
    ],
)
def test_the_source_of_a_figure(text: str, sources: list[object]) -> None:
    """Each figure has the chain of sources that its sentence names, and none where it names nobody."""
    found = [[source.name for source in figure.attributed_to] for figure in summarize(text).figures]
    expected = sources if sources and isinstance(sources[0], list) else [sources] * len(found)
    assert found == expected


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Israel denied that its forces killed 30 civilians.", "denied"),
        ("The army denied killing 15 villagers.", "denied"),
        ("The company rejected claims that it had cut 400 jobs.", "denied"),
        ("Moscow denied the claim, saying five planes had been damaged.", "asserted"),
        ("None of its 300 soldiers were hurt, the army said.", "denied"),
        ("Prices rose 1.9% in May.", "asserted"),
        ("The firm will cut 400 jobs.", "planned"),
        ("Prices may rise by 3%.", "possible"),
    ],
)
def test_the_modality_of_a_figure(text: str, modality: str) -> None:
    """What its source denies is denied; what the same source asserts beside a denial is not."""
    assert [figure.modality for figure in summarize(text).figures] == [modality]


def test_a_denied_event_is_denied() -> None:
    """An event takes its modality from the verb of its source, too."""
    (event,) = summarize("Israel denied that its forces killed 30 civilians.").events
    assert (event.modality, event.what) == ("denied", "Its forces killed 30 civilians.")
