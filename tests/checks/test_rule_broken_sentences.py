"""The rule about sentences that break off or that say a word twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer.checks import check_text
from summarizer.checks.rules.broken_sentences import check_broken_sentences
from summarizer.checks.statements import Article, Statement
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from summarizer.checks.statements import StatementKind

SOURCE = (
    "The club from Walla Walla beat Tessel 2-1 in Serie A on Sunday. Its coach Ada Rell called the win “a big big"
    " relief” after the the long winter. Rell wants to sign a goalkeeper,."
)


def _problems(summary: str, kind: StatementKind = "sentence") -> list[str]:
    article = Article(segment(SOURCE))
    found = list(check_broken_sentences(Statement(summary, kind, article.whole, article)))
    assert {code for code, _ in found} <= {"inconsistent"}
    return [problem for _, problem in found]


@pytest.mark.parametrize(
    ("summary", "quoted"),
    [
        ("The coach found a hidden hidden camera.", "“hidden hidden”"),
        ("Goal goal by Tessel decided the match.", "“Goal goal”"),
        ("The club beat Tessel beat Tessel on Sunday.", "“beat Tessel beat Tessel”"),
        ("The goals came from Ada rell and Ada rell.", "“Ada rell and Ada rell”"),
        ("Rose rose rows delayed the match.", "“Rose rose”"),
    ],
)
def test_finds_what_is_said_twice_in_a_row(summary: str, quoted: str) -> None:
    """A word twice in a row, and two words or more twice with or without “and”, are a finding that quotes them."""
    problems = _problems(summary)
    assert len(problems) == 1
    assert quoted in problems[0]


@pytest.mark.parametrize(
    ("summary", "quoted"),
    [
        ("The coach is the to return to the club.", "“…is the to return…”"),
        ("The of the club won on Sunday.", "“The of the…”"),
        ("Their is no money for a goalkeeper.", "“Their is no…”"),
        ("Rell wants a goalkeeper and the .", "“…and the”"),
        ("Tessel lost, although. The club won.", "“…lost, although. The…”"),
        ("Rell called the win a relief,", "“…relief,”"),
        ("Rell called the win a relief (", "“…relief (”"),
        ("Rell (who has coached the club called the win a relief.", "“…(who has coached"),
    ],
)
def test_finds_sentences_that_break_off(summary: str, quoted: str) -> None:
    """An article without a noun, an end in “the” or at a comma, and an open bracket are a finding."""
    problems = _problems(summary)
    assert len(problems) == 1
    assert quoted in problems[0]
    assert problems[0].endswith("is no whole sentence; write what is meant in one")


@pytest.mark.parametrize(
    "summary",
    [
        "Rell said that that goal had had no equal, and what it is is a relief.",
        "Rell said it again and again and again, day after day after day.",
        "She called a spade a spade.",
        "Some were and some weren't at the match in New York, New York.",
        "The band Duran Duran sang “we are are are the winners” before the match.",
        "the club from walla walla won in serie a on sunday.",
        "The club leads Serie A and Group A of the cup; vitamin A is short.",
        "The to and fro lasted until the under 21s, the in form side, had won.",
        "That is the league that the club played in, and that is what it was looking for.",
        "Rell, who has coached the club (and Tessel) since May, said whose win it was.",
        "Rell asked how good the club is.",
        "It is in our and their interest to get from a to b, and our and their coaches know it.",
        "The cup went to Ada Rell and Ada Rell's brother, to red Tessel and red Tessel Youth.",
        "The club played 3-4-3, 3-4-3 and 4-4-2.",
        "Theresa May may come to the match, where the Irish Rose rose to fame; May may not.",
        "A goal is a goal is a goal, what is done is done, and they are the best of the best of the best.",
        "Rell had to win and had to win well: she ran and she ran.",
        "The letter of the . . . club said: and . . . so on.",
    ],
)
def test_passes_whole_sentences(summary: str) -> None:
    """Doubles of grammar and names, letters, terms and words that may be left behind at the end are none."""
    assert _problems(summary) == []


@pytest.mark.parametrize(
    "summary",
    ["The win came after the the long winter.", "Rell wants to sign a goalkeeper,."],
)
def test_passes_slips_of_the_source(summary: str) -> None:
    """What the source has in the same words is told as it stands."""
    assert _problems(summary) == []


@pytest.mark.parametrize("kind", ["headline", "event"])
def test_fragments_of_headlines_and_events_pass(kind: StatementKind) -> None:
    """In headlines and events only what is said twice is a finding."""
    assert _problems("Rell the to return to the club,", kind) == []
    assert len(_problems("Rell returns to the club club", kind)) == 1


def test_plain_summaries_are_judged() -> None:
    """The rule is one of those that judge any text: its finding is a warning."""
    (check,) = [
        one for one in check_text("The club is the to win on Sunday.", SOURCE) if one.severity == "warning"
    ]
    assert check.code == "inconsistent"
    assert "“…is the to win…”" in check.message
