"""Contradictions within a summary, by kind: each beside a sentence that looks like it and is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.checks import check_text

NEAR_MISSES = (Path(__file__).parent / "near_misses.txt").read_text(encoding="utf-8").splitlines()


def contradicts(summary: str) -> bool:
    """Whether a summary is found to contradict itself; it is its own source, so that nothing else counts."""
    return any(one.code == "inconsistent" for one in check_text(summary, summary))


SPLITS = [
    ("The hospital bought 14 ventilators in May 2024 and sent 20 of them back.", True),
    ("The hospital bought 14 ventilators; 20 of those in the older wing were sold.", False),
    ("Of the 60 pupils who sat the test in Lund, 47 passed and 19 failed.", True),
    ("Of the 60 pupils who sat the test in Lund, 47 passed and 13 failed.", False),
    ("The crew of 22, made up of 14 Filipinos and 11 Indians, was taken to Djibouti.", True),
    ("The zoo has six lions, two males and five females.", True),
    ("A team of 11, six doctors and five nurses, flew to Goma on 3 May 2024.", False),
    ("Three of the four suspects were charged and the other two were freed.", True),
    ("Two of the five suspects were charged and the other three released.", False),
    ("The bridge cost €9 million, with €6 million paid by the state and €5 million by the city.", True),
    (
        "The bridge cost €9 million, with €6 million set aside in 2020 and €5 million lost to inflation.",
        False,
    ),
]
TOTALS = [
    ("The club sold 3,000 tickets at £20 each, raising £90,000.", True),
    ("The club sold 3,000 tickets at £20 each, raising £60,000.", False),
    ("Workers got €50 a day for 12 days, €900 in all.", True),
    ("Some 45 of the 60 seats, or 60%, went to the party.", True),
    ("The farm has 300 sheep and 40 goats, 280 animals in all.", True),
    ("The ferry carried 140 people, 40 more than its capacity of 120.", True),
    ("The ferry carried 140 people, 20 more than its capacity of 120.", False),
    ("Sales rose to 900 cars in May, twice the 600 sold in April.", True),
    ("The station sees 300 people an hour, or 100,000 a day.", True),
    ("The mill made 40 tonnes a day, or 12,000 a year.", False),
]
RESULTS = [
    ("Norway beat Spain 31-25 in Trondheim on 4 March 2023, a nine-goal win.", True),
    ("Norway beat Spain 31-25 and won the tie by nine goals on aggregate.", False),
    ("Parliament approved the treaty with 80 deputies in favour and 95 against.", True),
    ("Parliament rejected the treaty with 80 deputies in favour and 95 against.", False),
    ("The committee voted unanimously for the plan, by nine votes to two.", True),
    ("Nobody was hurt in the blast on 3 May 2024, which injured four workers.", True),
    ("No one was hurt in the fire; another at the plant in 2019 injured four workers.", False),
    ("She won her third title in Cadiz on 3 May 2024, after victories in 2018, 2019 and 2021.", True),
    ("She won her third title in Cadiz on 3 May 2024, after losing in 2018, 2019 and 2021.", False),
    ("Two ministers, Ola Berg, Ida Dahl and Per Lund, resigned on 4 May 2024.", True),
    ("Two ministers, Ola Berg and Ida Dahl, resigned on 4 May 2024.", False),
]
ORDERS = [
    ("The theatre shut in 2015 and reopened in 2012.", True),
    ("The theatre reopened in 1998 and closed again in 2005.", False),
    ("The report on the May 2022 fire at the plant was published in January 2021.", True),
    ("A report published in January 2021 warned of the risk that led to the May 2022 fire.", False),
    ("Marta Silva, 24, has taught at the school for 30 years.", True),
    ("Joao, 24, whose father has worked at the school for 30 years, won.", False),
    ("The union, founded in 1970, marked its 40th anniversary in 2024.", True),
    ("Born on 29 February 1940, she marked her 21st leap-day birthday on 29 February 2024.", False),
    ("The company was dissolved in 2003, eleven years after its founding in 2009.", True),
    ("The ten-year ban began in 2012 and ended in 2016.", True),
    ("The ten-year plan began in 2012 and, cut short, ended in 2016.", False),
    ("The singer, who died on 3 May 2018, gave her last concert in Turin on 9 June 2019.", True),
    ("Her father died in 2018, and she gave her first concert in 2019.", False),
]
SIZES = [
    ("The seven-member panel met in Oslo on 3 May 2024. All nine members of the panel voted for it.", True),
    ("The seven-member panel met in Oslo. All nine members of the council voted for the plan.", False),
    ("Five climbers set out from Talkeetna on 3 June 2024. All eight were rescued two days later.", True),
    ("Five climbers died on 3 June 2024. All eight survivors were rescued two days later.", False),
    ("The tower, 120 metres high, was finished in 2019. Its height is 98 metres.", True),
    ("The tower, 120 metres high, was finished in 2019. Its height at the roof is 98 metres.", False),
    ("The 12-hour strike began at 6 a.m. on 4 May 2024 and ended on 9 May.", True),
    ("The war, which lasted two years, began on 3 June 2022 and ended on 9 June 2024.", False),
]


@pytest.mark.parametrize(("summary", "wrong"), SPLITS)
def test_a_group_and_its_parts(summary: str, *, wrong: bool) -> None:
    """A part above its whole, or exclusive parts that do not make it, is found; other figures are not."""
    assert contradicts(summary) is wrong


@pytest.mark.parametrize(("summary", "wrong"), TOTALS)
def test_what_is_reckoned(summary: str, *, wrong: bool) -> None:
    """A product, share, sum or difference that does not come out is found; one that does is not."""
    assert contradicts(summary) is wrong


@pytest.mark.parametrize(("summary", "wrong"), RESULTS)
def test_results_and_lists(summary: str, *, wrong: bool) -> None:
    """A result, a rank of wins or a count that its numbers or names belie is found."""
    assert contradicts(summary) is wrong


@pytest.mark.parametrize(("summary", "wrong"), ORDERS)
def test_dates_and_ages(summary: str, *, wrong: bool) -> None:
    """Dates and ages of one life or thing that cannot be are found; those of two things are not."""
    assert contradicts(summary) is wrong


@pytest.mark.parametrize(("summary", "wrong"), SIZES)
def test_one_size_told_twice(summary: str, *, wrong: bool) -> None:
    """Two sizes or lengths of one thing are found, those of two things are not."""
    assert contradicts(summary) is wrong


@pytest.mark.parametrize("summary", NEAR_MISSES)
def test_what_only_looks_like_a_contradiction(summary: str) -> None:
    """Sentences written to provoke the readers, all of them consistent, are left alone."""
    assert contradicts(summary) is False
