"""Tests of the quotation finder."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from growth_support import LIMIT, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.quotations import find_quotations

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
REFERENCES = sorted((HERE.parent / "reference").glob("*.json"))

# Each text, and what stands between the outer marks of the quotations in it.
CASES: list[tuple[str, list[str]]] = [
    # curly
    ("“It is a massacre,” said one person.", ["It is a massacre,"]),
    ("He called it “over”. She did not.", ["over"]),
    ("“I left. He stayed,” she said. “Why?”", ["I left. He stayed,", "Why?"]),
    ("“We [the army] won … twice,” he said.", ["We [the army] won … twice,"]),
    ("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,"]),
    ("“He told me “no” and left,” she said.", ["He told me “no” and left,"]),
    # straight double
    ('"It is over," he said. "We lost."', ["It is over,", "We lost."]),
    ('He said: "Go." Then he left.', ["Go."]),
    ('The ("so-called") deal failed.', ["so-called"]),
    ('"...and then we ran," he said.', ["...and then we ran,"]),
    ('"$5m is a lot," he said.', ["$5m is a lot,"]),
    ('"I was going to—" he began.', ["I was going to—"]),
    ('He was "shocked"—and "hurt".', ["shocked", "hurt"]),
    ('He said "yes"; she said "no"; they said "maybe"!', ["yes", "no", "maybe"]),
    ('" We want it , " he said . " Now . "', ["We want it ,", "Now ."]),
    ('The 67s have been different, "said McIlroy. "It is good."', ["It is good."]),
    ('"One," he said, "two," and left.', ["One,", "two,"]),
    ('"He called it "great" and left," she said.', ['He called it "great" and left,']),
    # inches, feet
    ('He is 6\'2" tall and "strong".', ["strong"]),
    ('A 6" pipe and a 9" one burst.', []),
    ('"It was 6" long," he said.', ['It was 6" long,']),
    ('“It was 9"” he said.', ['It was 9"']),
    ('The band played "Summer of 69" and left.', ["Summer of 69"]),
    ('"We won in 2019" and "lost in 2020".', ["We won in 2019", "lost in 2020"]),
    ("It ran for 5' 30\" and stopped.", []),
    # mixed marks
    ('“We left," he said.', ["We left,"]),
    ('"We left,” he said.', ["We left,"]),
    ("“We left,“ he said.", ["We left,"]),
    ("”We left,” he said.", ["We left,"]),
    # curly single
    ("Army meets ‘fierce’ resistance ‘at the gates of Gaza City’", ["fierce", "at the gates of Gaza City"]),
    ("Gaza’s ’90s rock ’n’ roll, the boys’ school and ’em", []),
    ("‘The boys’ school is shut,’ he said.", ["The boys’ school is shut,"]),
    ("‘He said “no” to me,’ she said.", ["He said “no” to me,"]),
    ("Biden calls for ‘pause’ in Israel’s war", ["pause"]),
    ("Troops ‘at the gates’The toll rises", ["at the gates"]),
    ("It’s the dogs’ home, isn’t it? The cats’ too.", []),
    ("The ‘90s were good. ‘Tis true.", []),
    ("‘We don’t know,’ she said. ‘It’s late.’", ["We don’t know,", "It’s late."]),
    ("The ‘hopeless’ players’ union", ["hopeless"]),
    ("He is one of the ‘terrorists’ who fled.", ["terrorists"]),
    ("‘It’s the players’ fault,’ he said, ‘not ours.’", ["It’s the players’ fault,", "not ours."]),
    # straight single
    ("'He said so,' she added.", ["He said so,"]),
    ("The boys' school isn't far from O'Brien's rock 'n' roll bar in the '90s.", []),
    ("'It's the boys' school,' he said.", ["It's the boys' school,"]),
    ("He called it a 'disgrace' and left.", ["disgrace"]),
    ("Hamas' attack and Jones' reply", []),
    ("Fans' 'anger' grew", ["anger"]),
    ("'Give 'em hell,' he said.", ["Give 'em hell,"]),
    ("He said: 'I'm goin' home.'", ["I'm goin' home."]),
    ("The 1980's and '60s were 'fun'.", ["fun"]),
    ("'Why?' he asked. 'Because,' she said.", ["Why?", "Because,"]),
    ("'Til death do us part,' she said.", ["Til death do us part,"]),
    (
        "Burnley . 'Just been watching , did you miss it ? ' Merson put on Twitter .",
        ["Just been watching , did you miss it ?"],
    ),
    ("He did n't see the team 's 0-0 draw .", []),
    ("The 'terrorists' fled. It was the army's 'best' day.", ["terrorists", "best"]),
    ("'He said \"no\" to me,' she said.", ['He said "no" to me,']),
    ("\"It's the boys' fault,\" he said. 'No,' she said.", ["It's the boys' fault,", "No,"]),
    # TeX, doubled singles
    ("``We left,'' he said. ``Now.''", ["We left,", "Now."]),
    ("‘‘We left,’’ he said.", ["We left,"]),
    ("''We left,'' he said.", ["We left,"]),
    ("``We don't know,'' he said.", ["We don't know,"]),
    ("`We left,' he said.", ["We left,"]),
    # other languages
    ("„Wir gehen“, sagte er. „Jetzt!“", ["Wir gehen", "Jetzt!"]),
    ("Er sagte: ‚Nein‘ und ging.", ["Nein"]),
    ("„Er sagte ‚nein‘ zu mir“, so sie.", ["Er sagte ‚nein‘ zu mir"]),
    ("„Idziemy”, powiedział.", ["Idziemy"]),
    ("”Vi går”, sa han.", ["Vi går"]),
    ("« Je pars », dit-il.", ["Je pars"]),
    ("«Me voy», dijo. «Ya.»", ["Me voy", "Ya."]),
    ("»Wir gehen«, sagte er.", ["Wir gehen"]),
    ("»Vi går», sa han.", ["Vi går"]),
    ("Il a dit « c’est “fini” ».", ["c’est “fini”"]),
    ("彼は「行こう」と言った。『本』も。", ["行こう", "本"]),
    ("「『本』を読む」と言った。", ["『本』を読む"]),
    ("他说：“走吧。”", ["走吧。"]),
    # missing marks
    ("We left,” he said. “Now.”", ["Now."]),
    ('We left," he said. "Now."', ["Now."]),
    ("“We left, he said.\n\nNobody came.", ["We left, he said."]),
    ("“We left.\n\n“We came back,” he said.", ["We left.", "We came back,"]),
    ('"We left.\n\n"We came back," he said.', ["We left.", "We came back,"]),
    ("‘We left.\n\n‘We came back,’ he said.", ["We left.", "We came back,"]),
    ("'We left.\n'We came back,' he said.", ["We left.", "We came back,"]),
    ("“A b. “C d. “E f,” he said.", ["A b.", "C d.", "E f,"]),
    ('"A b. "C d," he said.', ["A b.", "C d,"]),
    ("A stray “ mark here. “We left,” he said.", ["We left,"]),
    ("He saw a “stray and a “real” one.", ["real"]),
    ("“”", []),
    ('""', []),
    ("“ … ”", []),
    ("''", []),
    ("", []),
    ("“We are one\nparty,” he said.", ["We are one"]),
    # glued
    ('He said:"Go."She left.', ["Go."]),
    ("“Go.”“No.”", ["Go.", "No."]),
    ("The film “Dr. No” and the song ‘Help!’ won.", ["Dr. No", "Help!"]),
    ("(“Yes,” he said.)", ["Yes,"]),
    ("He said he was “very, very ‘tired’”.", ["very, very ‘tired’"]),
    ("O’Neil said ’tis ‘the season’.", ["the season"]),
    ("L’Équipe called him ‘le roi’.", ["le roi"]),
    ("Sha’Carri Richardson won the ‘big’ race.", ["big"]),
]

WORDS = "“ ” \" ' ‘ ’ „ ‚ « » ‹ › 「 」 『 』 ` `` '' no boys Go. , . ( 9 ’90s \x00 \u200f 😀 — ... A"
PIECES = [
    *WORDS.split(),
    *["He said ", " ", " ", "\n", "\n\n"],
]
MARKS = st.lists(st.sampled_from(PIECES), max_size=50).map("".join)
TEXTS = st.one_of(MARKS, st.text(max_size=200))


@pytest.mark.parametrize(("source", "expected"), CASES, ids=range(len(CASES)))
def test_what_stands_between_the_outer_marks(source: str, expected: list[str]) -> None:
    """Each text yields exactly the quotations that were written down for it."""
    assert [quotation.inner.text for quotation in find_quotations(source)] == expected


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_quotations_are_exact_ordered_and_never_overlap(source: str) -> None:
    """Quotations and their inner stretches carry their exact text, in order, none within another."""
    quotations = find_quotations(source)
    for quotation in quotations:
        inner = quotation.inner
        assert source[quotation.start : quotation.end] == quotation.text
        assert source[inner.start : inner.end] == inner.text == inner.text.strip() != ""
        assert quotation.start < inner.start
        assert inner.end < quotation.end if quotation.closed else inner.end == quotation.end
    assert all(first.end <= second.start for first, second in pairwise(quotations))
    assert quotations == find_quotations(source)


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_no_quotation_crosses_a_blank_line(source: str) -> None:
    """Nothing before a blank line opens a quotation that ends behind it."""
    quotations = find_quotations(f"{source}\n\n“Then,” he said.")
    assert quotations[-1].inner.text == "Then,"
    assert all(quotation.end <= len(source) for quotation in quotations[:-1])


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda path: path.stem[:3])
def test_every_quote_of_the_references_is_found(reference: Path) -> None:
    """Every quote of the references, optional ones too, is the inner stretch of a quotation."""
    source = (SEEDS / f"{reference.stem}.txt").read_text(encoding="utf-8-sig")
    quotes = json.loads(reference.read_text(encoding="utf-8"))["quotes"]
    found = {(q.inner.start, q.inner.end, q.inner.text) for q in find_quotations(source)}
    assert {(q["span"]["start"], q["span"]["end"], q["text"]) for q in quotes} <= found


def test_quotation_over_paragraphs_is_one_for_each() -> None:
    """Of a quotation that opens every paragraph and closes only the last, the earlier parts are not closed."""
    source = "“We left.\n\n“We came back.\n\n“We stayed,” he said."
    assert [(q.inner.text, q.closed) for q in find_quotations(source)] == [
        ("We left.", False),
        ("We came back.", False),
        ("We stayed,", True),
    ]


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    """Where the closing mark is missing, the quotation ends with the last word of its paragraph."""
    source = "He said: “We left. \nNobody came."
    (quotation,) = find_quotations(source)
    assert quotation.text == "“We left."
    assert not quotation.closed


def test_stray_mark_swallows_nothing() -> None:
    """An opening mark without its partner in a paragraph of more than 1,500 characters yields nothing."""
    assert find_quotations('He saw a "stray mark. ' + "And then he went home again. " * 100) == []


def test_hard_wrapped_quotation_is_one() -> None:
    """A quotation runs over the line ends of hard-wrapped text."""
    source = (
        "The council voted on Tuesday to close the old bridge for six months, “while\n"
        "engineers replace the steel cables that have carried traffic since it was\n"
        "opened”, and drivers will have to cross two miles further up the river than\n"
        "before.\n"
    )
    (quotation,) = find_quotations(source)
    assert quotation.inner.text.split()[0] == "while"
    assert quotation.inner.text.split()[-1] == "opened"


@pytest.mark.parametrize(
    "unit",
    [
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "`",
        "«",
        " »a",
        "\n",
        " ",
        "a",
        '"a" ',
        " 'a",
        " '90s",
        " as' ",
        "“a\n",
        "‘a b.\n",
        "“A. B",
        "‘a’B",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """One mark or a short pattern, 15,000 times, takes no longer than its length says."""
    assert growth(find_quotations, unit, 15_000 * len(unit)) < LIMIT
