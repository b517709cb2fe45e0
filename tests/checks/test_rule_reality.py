"""Denials told as so, and plans told as done."""

from __future__ import annotations

import pytest

from summarizer.checks.evidence import Evidence
from summarizer.checks.rules.reality import check_negation, check_plans
from summarizer.checks.statements import Article, Statement, StatementKind
from summarizer.text.segment import segment


def _statement(source: str, text: str, kind: StatementKind = "sentence") -> Statement:
    article = Article(segment(source))
    return Statement(text, kind, Evidence(article.segmented, [(0, len(source))]), article)


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        (
            "Doctors found no trace of poison in the singer's blood, the coroner said.",
            "Doctors found traces of poison in the singer's blood, the coroner said.",
        ),
        (
            "The ferry company declined to refund passengers stranded in Calais.",
            "The ferry company agreed to refund passengers stranded in Calais.",
        ),
        (
            "The union rejected the railway's pay offer on Tuesday.",
            "The union accepted the railway's pay offer on Tuesday.",
        ),
        (
            "House prices in Leeds fell in June, the lender Aldermore said.",
            "House prices in Leeds rose in June, the lender Aldermore said.",
        ),
        (
            "The mayor denied that he had taken money from the builder Halvorsen.",
            "The mayor said that he had taken money from the builder Halvorsen.",
        ),
        (
            "Nobody was injured in the blast at the paint plant in Gdansk, police said.",
            "Police said workers were injured in the blast at the paint plant in Gdansk.",
        ),
        (
            "The minister has never met the arms dealer, her office said.",
            "The minister has met the arms dealer, her office said.",
        ),
        (
            "The sanctions will not affect grain shipments, Brussels officials said.",
            "The sanctions will affect grain shipments, Brussels officials said.",
        ),
        (
            "The senator voted against the budget and opposed the farm subsidies bill.",
            "The senator supported the farm subsidies bill.",
        ),
        (
            "The appeal court upheld the verdict against the banker Lindqvist.",
            "The appeal court overturned the verdict against the banker Lindqvist.",
        ),
        (
            "The driver wasn't wearing a seat belt when the lorry overturned, police said.",
            "The driver was wearing a seat belt when the lorry overturned, police said.",
        ),
        (
            "The judge ruled that the strip search was lawful.",
            "The judge ruled that the strip search was unlawful.",
        ),
        (
            "The vaccine protects children against malaria, the study found.",
            "The vaccine does not protect children against malaria, the study found.",
        ),
        (
            "Rescuers were unable to save the whale stranded near Oban.",
            "Rescuers were able to save the whale stranded near Oban.",
        ),
    ],
)
def test_a_flipped_denial_is_found(source: str, summary: str) -> None:
    """What the source denies may not be told as so, nor the other way round."""
    assert [code for code, _ in check_negation(_statement(source, summary))] == ["negation-flipped"]


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        (
            "Doctors found no trace of poison in the singer's blood, the coroner said.",
            "The singer's blood was free of poison, doctors found, the coroner said.",
        ),
        (
            "The ferry company declined to refund passengers stranded in Calais.",
            "Passengers stranded in Calais will not get refunds from the ferry company.",
        ),
        (
            "The mayor denied that he had taken money from the builder Halvorsen.",
            "The mayor is accused of having taken money from the builder Halvorsen.",
        ),
        (
            "The mayor denied taking money from the builder Halvorsen.",
            "The mayor rejected reports of taking money from the builder Halvorsen.",
        ),
        (
            "The strike did not affect flights from Oslo, the airline said.",
            "Flights from Oslo were unaffected by the strike, the airline said.",
        ),
        (
            "The striker insists he does not regret leaving Norvik for Ghent last summer.",
            "The striker, who left Norvik for Ghent last summer, has no regrets.",
        ),
        (
            "Not only trains but also buses were cancelled in Ghent.",
            "Trains and buses were cancelled in Ghent.",
        ),
        (
            "Shops reopened in Ghent but trains were not running, the mayor said.",
            "Shops in Ghent reopened, the mayor said.",
        ),
        (
            "Profits at Norvik rose while its costs fell, the company said.",
            "Costs at Norvik fell, the company said.",
        ),
        (
            "The council voted down plans for a casino in Blackpool.",
            "Plans for a casino in Blackpool were rejected by the council.",
        ),
        (
            "There was no doubt that the painting was stolen from the museum, police said.",
            "The painting was stolen from the museum, police said.",
        ),
    ],
)
def test_the_same_in_other_words_is_fine(source: str, summary: str) -> None:
    """A denial in other words, or an accusation that leaves the denial out, is no finding."""
    assert not list(check_negation(_statement(source, summary)))


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        (
            "Tesla plans to open a battery plant in Querétaro next year, the state governor said.",
            "Tesla has opened a battery plant in Querétaro, the state governor said.",
        ),
        ("The airline is considering cutting 900 jobs in Dublin.", "The airline has cut 900 jobs in Dublin."),
        (
            "The proposed merger of Halden Bank and Norfina needs the regulator's approval.",
            "Halden Bank and Norfina have merged with the regulator's approval.",
        ),
        (
            "Teachers in Ohio may strike in the autumn if talks with the state fail.",
            "Teachers in Ohio will strike in the autumn over pay.",
        ),
        (
            "The bill would ban plastic bags in Chile's supermarkets from 2027.",
            "Chile has banned plastic bags in its supermarkets.",
        ),
        (
            "The governor is expected to sign the housing measure on Friday.",
            "The governor signed the housing measure on Friday.",
        ),
        (
            "The Netherlands agreed to return the stolen bronzes to Nigeria.",
            "The Netherlands has returned the stolen bronzes to Nigeria.",
        ),
        (
            "Turkey threatened to expel ten ambassadors over the jailed businessman.",
            "Turkey expelled ten ambassadors over the jailed businessman.",
        ),
        (
            "The closure of the Redcar steel plant is possible, managers said; they want to close it by May.",
            "Managers closed the Redcar steel plant in May.",
        ),
        (
            "The court is due to hear the appeal of the skier Marit Lund in June.",
            "The court heard the appeal of the skier Marit Lund in June.",
        ),
        (
            "The council has approved plans to demolish the old cinema in Hove.",
            "The old cinema in Hove has been demolished by the council.",
        ),
        (
            "The army said it would withdraw its tanks from the border town of Kasra by Sunday.",
            "The army withdrew its tanks from the border town of Kasra, it said.",
        ),
        (
            "Residents called on the city to tear down the statue of the general in Porto.",
            "The city tore down the statue of the general in Porto after residents complained.",
        ),
        (
            "The complaint of the builders must be rejected, the mayor of Porto said.",
            "The complaint of the builders was rejected, the mayor of Porto said.",
        ),
        (
            "NASA hopes to land a probe on Titan in 2034, the agency said.",
            "NASA will land a probe on Titan in 2034, the agency said.",
        ),
    ],
)
def test_a_plan_told_as_done_is_found(source: str, summary: str) -> None:
    """What the source only plans or holds possible may not be told as done or certain."""
    assert [code for code, _ in check_plans(_statement(source, summary))] == ["planned-as-done"]


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        (
            "Tesla plans to open a battery plant in Querétaro next year.",
            "Tesla will open a battery plant in Querétaro next year.",
        ),
        (
            "The airline is considering cutting 900 jobs in Dublin.",
            "Nine hundred jobs at the airline are at risk in Dublin.",
        ),
        (
            "The bill would ban plastic bags in Chile's supermarkets.",
            "Plastic bags would be banned in Chile's supermarkets under the bill.",
        ),
        (
            "The museum, which opened in 1984, will close in May.",
            "The museum, opened in 1984, is to close in May.",
        ),
        (
            "“The court finds that this complaint is ill-founded and must be rejected,” Judge Ines Roth said.",
            "The court rejected the complaint as ill-founded, Judge Ines Roth said.",
        ),
        (
            "The minister said a new body for farmers will be established and will be developed by a board.",
            "A new body is to be established for farmers and developed by a board, the minister said.",
        ),
        ("He left the house to his sister in his will.", "His sister was left the house."),
        ("The company had planned to sell the mine and sold it in May.", "The company sold the mine in May."),
        (
            "The strike is set to begin on Monday, the union said.",
            "The strike begins on Monday, the union said.",
        ),
        (
            "Police want to question a man who robbed a bank in Lyon.",
            "A man robbed a bank in Lyon and police want to question him.",
        ),
        (
            "The minister announced plans to cut fuel tax.",
            "The minister announced that fuel tax was to be cut.",
        ),
    ],
)
def test_a_plan_kept_a_plan_is_fine(source: str, summary: str) -> None:
    """A plan in other words, and what the source tells as done, is no finding."""
    assert not list(check_plans(_statement(source, summary)))


@pytest.mark.parametrize(
    "text", ["", " ", "…", "not", "no no no", "will", "不会关闭", "not " * 25_000, "will, to " * 11_000]
)
def test_any_text_is_handled(text: str) -> None:
    """No text raises."""
    for statement in (
        _statement(text, text),
        _statement("The pool will not close.", text),
        _statement(text, "The pool closed."),
    ):
        assert len([*check_negation(statement), *check_plans(statement)]) <= 2


def test_a_plural_in_a_headline_is_no_verb() -> None:
    """“Pensioners” is no act, nor is a name that ends in -s."""
    source = (
        "The commissioner will call on pensioners for help and would be writing to Harwick Models, she said."
    )
    for headline in (
        "Commissioner to ask pensioners for help",
        "Commissioner to write to Harwick Models for help",
    ):
        assert not list(check_plans(_statement(source, headline, "headline")))


def test_a_headline_in_the_present_tense_tells_what_was_done() -> None:
    """“Buys” in a headline is “bought”."""
    source = "The Finnish firm Karhu plans to buy three sawmills in Latvia."
    assert list(
        check_plans(_statement(source, "Finnish firm Karhu buys three sawmills in Latvia", "headline"))
    )
