"""The rules about wording: labels, verbs of saying, quotation marks, capitals."""

from __future__ import annotations

import pytest
from growth_support import LIMIT, growth

from summarizer.checks.rules.wording import check_capitals, check_labels, check_scare_quotes, check_verbs
from summarizer.checks.statements import Article, Statement
from summarizer.text.segment import segment

RULES = (check_labels, check_verbs, check_scare_quotes, check_capitals)


def codes(summary: str, source: str = "The council met on Monday.") -> set[str]:
    """The codes that the four rules find in a sentence about a source."""
    article = Article(segment(source))
    statement = Statement(summary, "sentence", article.whole, article)
    return {code for rule in RULES for code, _ in rule(statement)}


@pytest.mark.parametrize(
    "summary",
    [
        "The Ortega regime closed two universities on Monday.",
        "Police said the regime had cut the telephone lines.",
        "Soldiers fired at enemy positions near the river.",
        "Resistance fighters attacked a convoy near the border.",
        "The brutal raid lasted two hours, residents said.",
        "Two henchmen of the general were arrested in the capital.",
        "The so-called peace plan was published on Tuesday.",
    ],
)
def test_labels(summary: str) -> None:
    """A label that takes a side is found in the summary's own voice."""
    assert codes(summary) == {"loaded-label"}


@pytest.mark.parametrize(
    "summary",
    [
        "The new inspection regime begins in May.",
        "Residents put up fierce resistance to the plan.",
        "The Lord's Resistance Army was founded in Uganda.",
        "The minister called the attackers terrorists and thugs.",
        "The minister said the attackers were “terrorists and nothing else”.",
        "The group was designated a terrorist organisation by Canada in 2019.",
        "A brutal winter has killed thousands of sheep, farmers said.",
        "The village butcher said his shop would close.",
        "Historians marked the anniversary of the Peterloo massacre.",
    ],
)
def test_ordinary_words(summary: str) -> None:
    """A name, a quotation, a naming verb and an ordinary sense are no labels."""
    assert codes(summary) == set()


def test_added_label() -> None:
    """A weaker label counts only where the summary adds it."""
    summary = "The notorious prison was closed."
    assert codes(summary, "The prison was closed.") == {"loaded-label"}
    assert codes(summary, "The notorious prison was closed.") == set()


@pytest.mark.parametrize(
    ("summary", "source", "found"),
    [
        ("The army said the men were terrorists.", "The army said the men were terrorists.", set()),
        ("The army said the men were terrorists.", "The army said it had killed four men.", {"loaded-label"}),
        (
            "The army said it had killed four terrorists.",
            "The army said that it had killed four terrorists.",
            {"loaded-label"},
        ),
    ],
)
def test_label_of_a_speaker(summary: str, source: str, found: set[str]) -> None:
    """A label may be what a speaker of the article says of somebody, not what the summary calls them."""
    assert codes(summary, source) == found


@pytest.mark.parametrize(
    "summary",
    [
        "The company claimed that its prices had fallen.",
        "Union leaders claim the plant will close.",
        "The minister admitted on Friday that the figures were wrong.",
        "The club's chairman revealed he would resign.",
        "The council insists the road is safe.",
        "The bank refuted reports of a merger.",
        "Sales have doubled in a year, director Ana Lopes bragged.",
        "The trust admitted losing the records of 40 patients.",
        "The mayor let slip that a deal was close.",
        "The opposition leader alleged that votes had been bought.",
        "The report was refuted by the bank's chief executive, Ana Lopes.",
        "It was claimed on Friday that votes had been bought.",
        "The chairman claimed credit card fees had doubled.",
        "The mayor claimed not to know the firm.",
    ],
)
def test_judging_verbs(summary: str) -> None:
    """A verb of saying that judges the speaker is found."""
    assert codes(summary) == {"judging-verb"}


@pytest.mark.parametrize(
    "summary",
    [
        "The storm claimed 12 lives.",
        "The theory was refuted by new measurements.",
        "The attack was claimed by the group on Monday.",
        "The ministry denied claims that it had paid a ransom.",
        "She was admitted to hospital on Sunday after doctors found that her heart was weak.",
        "The scans of the tomb revealed that it was empty.",
        "The town boasts two castles.",
        "The union insisted on a second ballot.",
        "The senator conceded the election on Wednesday.",
        "Prosecutors allege that the driver was asleep.",
        "Padraig Shaw said it will be alleged that the driver was asleep.",
        "He admitted manslaughter at Leeds Crown Court.",
        "Police arrested two alleged members of a gang.",
        "“I admit that I was wrong,” the coach said.",
    ],
)
def test_other_senses(summary: str) -> None:
    """The same verbs in another sense, as nouns, of things, in court and in quotations are left."""
    assert codes(summary) == set()


SOURCE = "The bridge is shut. Engineer Kate Moss called it “unsafe” in May. A vote on the reform is due."


@pytest.mark.parametrize(
    ("summary", "found"),
    [
        ("A vote on the “reform” is due.", {"scare-quotes"}),
        ("The “unsafe” bridge is shut.", {"scare-quotes"}),
        ("The bridge, which engineer Kate Moss called “unsafe”, is shut.", set()),
        ("Engineer Kate Moss said the bridge, now shut, was “unsafe”.", set()),
        ("She said the bridge, now shut, was “unsafe”.", set()),
        ("Now she crosses the “unsafe” bridge.", {"scare-quotes"}),
        ("The word “unsafe” is misspelt on the bridge.", set()),
        ("She sang in “Carmen” on the bridge.", set()),
    ],
)
def test_scare_quotes(summary: str, found: set[str]) -> None:
    """One or two quoted words need their speaker, unless they are a title or a word as a word."""
    assert codes(summary, SOURCE) == found


DESCRIBED = "“The win means nothing,” the club captain said. Wayne Smith and mayor Ana Lopes met."


@pytest.mark.parametrize(
    ("summary", "found"),
    [
        ("Smith says the win “means nothing”.", False),
        ("The captain says the win “means nothing”.", False),
        ("The mayor says the win “means nothing”.", True),
        ("The win “means nothing” and the club is glad.", True),
    ],
)
def test_a_described_speaker_may_have_a_name(summary: str, *, found: bool) -> None:
    """Where the article says only what the speaker is, the summary may say who; not what else he is."""
    assert ("scare-quotes" in codes(summary, DESCRIBED)) == found


@pytest.mark.parametrize(
    "summary",
    [
        "Ankara rejected the offer.",
        "The vote was condemned by Pretoria.",
        "Relations between Lima and Quito have improved.",
        "Officials in Vienna called on Budapest to reply.",
        "Jakarta's foreign minister spoke on Monday.",
        "Moscow-backed fighters hold the town.",
        "Hanoi, which denies the charge, has recalled its ambassador.",
        "London and Nairobi signed an agreement on training.",
        "The road will reopen under an arrangement between Lima and Quito.",
        "The foreign ministry said two firms were placed under sanctions by Canberra.",
        "The Washington-Tehran talks resumed on Monday.",
        "Pressure is growing on Berlin to reply.",
        "The plan was rejected by both Paris and Berlin.",
    ],
)
def test_capitals(summary: str) -> None:
    """A capital that acts, is dealt with or has what governments have stands for its government."""
    assert codes(summary) == {"capital-for-government"}


@pytest.mark.parametrize(
    "summary",
    [
        "The minister flew to Ankara on Monday.",
        "Thousands marched in Rome against the law.",
        "The Washington Post said its editor would leave.",
        "Denise Washington, a nurse, said the ward was full.",
        "The mayor of London said fares would rise.",
        "Real Madrid said the striker would stay until June.",
        "Trains between Paris and Berlin will run at night.",
        "Tokyo shares fell by 2%.",
        "Rail links between Paris and Berlin will close for a month.",
        "London and Paris will host the exhibition, the foreign minister said.",
    ],
)
def test_cities(summary: str) -> None:
    """A capital as a place, a person, a club or a part of a name is left."""
    assert codes(summary) == set()


@pytest.mark.parametrize("text", ["", "…", "“”", "claimed", "'s", "東京は拒否した。"])
def test_any_text(text: str) -> None:
    """Any text can be judged."""
    assert isinstance(codes(text, "A source."), set)


@pytest.mark.parametrize(
    "text",
    ["the regime ", "“a” ", "The Regime and ", "the regime “a” he said and ", "claimed ", "by Washington "],
)
def test_long_text(text: str) -> None:
    """Four times the text takes some four times the time, not sixteen times."""
    assert growth(lambda text: codes(text, text), text, 20_000) < LIMIT
