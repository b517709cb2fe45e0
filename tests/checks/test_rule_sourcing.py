"""Tests of the rules about claims and casualties without a source, and about one source made several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer.checks.rules.sourcing import check_casualties, check_claims, check_plural_sources
from summarizer.checks.statements import Article, Statement
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summarizer.checks.statements import StatementKind
    from summarizer.records import CheckCode

    Rule = Callable[[Statement], Iterator[tuple[CheckCode, str]]]


def codes(rule: Rule, source: str, summary: str, kind: StatementKind = "sentence") -> list[CheckCode]:
    """The codes that a rule finds in the sentences of a summary."""
    article = Article(segment(source), None)
    sentences = segment(summary).sentences
    found = [rule(Statement(sentence.text, kind, article.whole, article, None)) for sentence in sentences]
    return [code for findings in found for code, _ in findings]


CLAIMS = [
    ("The mayor of Lyon said the tram line would cost twice as much as planned.", "The tram line in Lyon will cost twice as much as planned."),
    ("The factory dumped solvents in the river for six years, a former manager alleged.", "For six years the factory dumped solvents in the river."),
    ("Rebels have allegedly seized the gold mine at Kolo.", "Rebels have seized the gold mine at Kolo."),
    ("The lawsuit says the app tracked children without consent.", "The app tracked children without consent."),
    ("Shares fell after a rival accused the firm of inflating its order book.", "The firm, which makes boats, inflated its order book, and its shares fell."),
    ("The plant had leaked fuel for years, said Dr Eva Mala, a geologist.", "The plant had leaked fuel for years."),
    ("Turkey blamed the delay on missing paperwork.", "Missing paperwork caused the delay."),
    ("The pilot is believed to have fallen asleep before landing.", "The pilot fell asleep before landing."),
    ("Vaccines cut hospital stays by half, a study in Nature found.", "Vaccines cut hospital stays by half."),
    ("“They beat us with cables every night,” said Omar, a former prisoner.", "Guards beat prisoners with cables every night."),
    ("It is alleged that the councillor took bribes from a developer.", "The councillor took bribes from a developer."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "summary"), CLAIMS)
def test_a_claim_without_its_source_is_found(source: str, summary: str) -> None:
    """What the article only gives as somebody's claim is no fact of the summary."""
    assert codes(check_claims, source, summary) == ["claim-without-source"]


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        ("The mayor said the bridge was unsafe. The bridge was closed on Monday.", "The bridge was closed on Monday."),
        ("Police said a man had been arrested. He was charged with theft.", "A man was charged with theft, police said."),
        ("The company said it would close two plants.", "The company plans to close two plants."),
        ("The court ruled that the law was invalid.", "The law was ruled invalid."),
        ("Police are looking for a man who allegedly robbed a bank.", "Police are looking for a man suspected of robbing a bank."),
        ("The minister said the talks failed because of a dispute over fishing.", "A dispute over fishing made the talks fail, in the minister’s opinion."),
        ("Police said they were looking for a white van after the theft of 12 bikes.", "Police are looking for a white van after the theft of 12 bikes."),
        ("The airline blamed the delay on a software fault.", "In the airline's view, a software fault delayed the flights."),
        ("The mine was unsafe for years, said Dr Eva Mala, a geologist.", "The mine was unsafe for years, said Dr Eva Mala, a geologist."),
        ("“We want a person with long brown hair,” the agency's advertisement says.", "The agency advertised for a person with long brown hair."),
        ("The union said 4,000 nurses had joined the strike.", "The union put the number of nurses on strike at 4,000."),
    ],
)  # fmt: skip
def test_a_claim_with_its_source_or_an_act_is_none(source: str, summary: str) -> None:
    """A source in any form, an act of the record and what the article says itself are no bare claims."""
    assert codes(check_claims, source, summary) == []


@pytest.mark.parametrize(
    "summary",
    [
        "A suicide bomber killed at least 14 people and wounded dozens more in Kabul.",
        "The earthquake's death toll has risen to 2,300.",
        "Floods in Bihar have claimed 45 lives since June.",
        "The attack left 23 dead, including seven children.",
        "Gunmen shot dead three shopkeepers in Karachi.",
        "More than 300 people are still missing after the dam burst.",
        "Twelve miners were trapped and five of them died.",
        "Rescuers pulled 12 bodies from the rubble.",
        "Thirty-one people lost their lives in the fire.",
        "Scores were hurt when the stand gave way.",
        "Some 1,200 people were killed in the October 7 attack.",
        "Police asked for footage of a crash in which four people died.",
        "The blast took the lives of nine miners.",
        "At least 17 people, including three children, died in the heatwave.",
        "Twenty-two fans were crushed to death.",
    ],
)
def test_a_number_of_casualties_without_a_source_is_found(summary: str) -> None:
    """A number of dead, injured or missing people names who gave it."""
    assert codes(check_casualties, "x.", summary) == ["casualty-without-source"]


@pytest.mark.parametrize(
    "summary",
    [
        "At least 14 people were killed, according to the health ministry.",
        "The health ministry counted 51 dead and 200 injured.",
        "By the ministry's count, 45 people have died.",
        "Figures from the health service show 41 people died.",
        "Six people died in the fire, said Ana Lopes, a spokeswoman for the brigade.",
        "Eleven people were killed, but the report names no source for the number.",
        "The actor, 91, died at home in Rome after two years of illness.",
        "None of the 112 passengers was injured.",
        "The club is missing five players through injury.",
        "Three injured players will miss the final.",
        "Wildfires killed 400 sheep in Sardinia.",
        "Two files were missing from the archive.",
        "The bank shed 4,000 jobs and killed two of its products.",
        "Two men killed a guard and fled with the cash.",
        "Five men were charged with the murder of a student.",
        "He has written 12 books about the dead.",
        "He was sentenced to 20 years for killing three people.",
    ],
)
def test_sourced_figures_and_other_numbers_are_no_bare_casualties(summary: str) -> None:
    """A figure with its source, a single death, things, animals and players are no finding."""
    assert codes(check_casualties, "x.", summary) == []


@pytest.mark.parametrize(("kind", "found"), [("event", 0), ("headline", 1), ("sentence", 1)])
def test_an_event_has_its_source_beside_it(kind: StatementKind, found: int) -> None:
    """The source of an event stands in its record, so its words need none."""
    assert len(codes(check_casualties, "x.", "Blast kills 14 in Peru.", kind)) == found


@pytest.mark.parametrize(
    "headline",
    [
        "Officials: Quake kills 14 in Peru",
        "Police: 3 dead in tram crash",
        "At least 12 dead as boat sinks off Lima, coast guard says",
        "3 dead, police say",
        "Blast kills 14 in Peru – officials",
        "Blast kills 14 in Peru (ministry)",
        "Boat sinking leaves 12 dead: coast guard",
        "Strike kills 3 in Kharkiv, governor says, as talks stall",
        "Nine hurt in tram crash, Basel police report",
    ],
)
@pytest.mark.parametrize("kind", ["headline", "sentence"])
def test_a_headline_names_its_source_in_its_own_way(headline: str, kind: StatementKind) -> None:
    """Before a colon, behind a comma, a dash or a colon, in brackets, and without an article."""
    assert codes(check_casualties, "x.", headline, kind) == []


@pytest.mark.parametrize(
    "headline",
    ["Ferry sinks: 12 dead", "Police hunt driver after 3 dead in crash", "Three dead, dozens hurt in Lima"],
)
def test_a_headline_without_a_source_is_found(headline: str) -> None:
    """A colon, a comma or a body that does something else names no source."""
    assert codes(check_casualties, "x.", headline, "headline") == ["casualty-without-source"]


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        ("A resident said the river rose within an hour.", "Residents said the river rose within an hour."),
        ("The bank may sell its insurance arm, a source close to the deal told Reuters.", "The bank may sell its insurance arm, sources told Reuters."),
        ("“We expect rates to fall,” said Jan Novak, an economist at KBC.", "Rates will fall, according to economists at KBC."),
        ("A union representing nurses said the ward was unsafe.", "Unions said the ward was unsafe."),
        ("One teacher said pupils were fainting in the heat.", "Teachers said pupils were fainting in the heat."),
        ("Rates may fall, said Dr Eva Mala, an economist at KBC. The bank gave no date.", "Economists say rates may fall."),
        ("“Nobody warned us,” said Joan Reed, who lives there. The council said it had written.", "Locals said there had been no notice."),
        ("Coffee lowers the risk of stroke, according to a study.", "Studies show that coffee lowers the risk of stroke."),
    ],
)  # fmt: skip
def test_one_source_stays_one(source: str, summary: str) -> None:
    """Several speakers of the summary are at least two in the article."""
    assert codes(check_plural_sources, source, summary) == ["plural-source"]


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        ("Officials said the talks would resume.", "Several officials said the talks would resume."),
        ("A police spokesman said the road was closed.", "Officials said the road was closed."),
        ("The ministry said the talks would resume on Sunday.", "Officials said the talks would resume on Sunday."),
        ("Jan Novak and Eva Mala, economists at KBC, said rates would fall.", "Economists at KBC said rates would fall."),
        ("A witness said the car sped up. Another witness said it did not brake.", "Witnesses said the car sped up and did not brake."),
        ("The study found that coffee lowered the risk of stroke.", "Researchers found that coffee lowered the risk of stroke."),
        ("The family said he loved dogs. “He loved dogs,” said his sister Ana.", "Relatives said he loved dogs."),
        ("People on the street said they had no notice. “Nobody came,” said Joan Reed.", "Locals said there had been no notice."),
        ("Pat Lowe told police that he heard officers shouting before he ran.", "Pat Lowe heard shouting; officers told him to stop before he ran."),
        ("Ana Reed said his relatives had asked the club to speak for them.", "His relatives told the club to speak for them."),
        ("Doctors for Peace said the camp had no water.", "Doctors for Peace said the camp had no water."),
    ],
)  # fmt: skip
def test_several_sources_and_bodies_may_be_several(source: str, summary: str) -> None:
    """Two speakers, a body with its people, a spokesman and a study's authors may be told in the plural."""
    assert codes(check_plural_sources, source, summary) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "加沙 12 人死亡",
        "12 people " * 2000,
        "killed " * 2000,
        "“" * 2000,
        " " * 9000,
        "Residents said " * 1500,
    ],
)
@pytest.mark.parametrize("rule", [check_claims, check_casualties, check_plural_sources])
def test_any_text_is_judged(rule: Rule, text: str) -> None:
    """No text makes a rule fail."""
    article = Article(segment(text), None)
    list(rule(Statement(text, "sentence", article.whole, article)))
