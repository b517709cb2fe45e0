"""The quick looks that spare the rules their patterns: nothing that a pattern finds may escape them."""

from __future__ import annotations

import re

import pytest

from summarizer.checks.lists import load_list
from summarizer.checks.rules import parts, qualifiers
from summarizer.checks.rules.figure_twins import (
    any_of,
    ends_with,
    may_hold,
    may_tell,
    runs_of,
    stated_runs,
)
from summarizer.checks.rules.sentence_words import forms_of, sentence_words
from summarizer.checks.statements import Article, Statement
from summarizer.text.segment import segment
from summarizer.text.words import as_matched

_TEXT = "Talks failed on Monday. The bank’s plans weren't dropped, it said. Nobody knows why."


@pytest.mark.parametrize("section", ["before", "after", "either", "vague", "shares", "running"])
def test_every_phrase_of_a_list_is_matched_whole(section: str) -> None:
    """The pattern of a list matches each of its phrases to the end, in capitals and over line breaks too."""
    listed = [phrase for phrases in load_list("quantities")[section].values() for phrase in phrases]
    pattern = re.compile(any_of(listed), re.IGNORECASE)
    for phrase in listed:
        for written in (phrase, phrase.upper(), phrase.replace(" ", " \n")):
            found = pattern.match(written)
            assert found is not None
            assert found.group() == written


def test_the_longest_phrase_is_matched_first() -> None:
    """Where one phrase begins another, the longer one is matched, and the shorter one where only it stands."""
    pattern = re.compile(any_of(["more than", "more", "more than half of"]))
    found = [pattern.match(text) for text in ("more than half of it", "more than half", "more thanks")]
    assert [one and one.group() for one in found] == ["more than half of", "more than", "more than"]
    assert pattern.match("mor") is None


@pytest.mark.parametrize("written", ["minimum", "MINIMUM", "mİnımum", "Miniſter", "\u212aept"])
def test_a_look_sees_all_letters_that_a_pattern_takes_for_one(written: str) -> None:
    """What a pattern matches in any case stands in the folded text letter by letter."""
    plain = next(one for one in ("minimum", "minister", "kept") if re.fullmatch(one, written, re.IGNORECASE))
    assert plain in as_matched(written)
    assert may_hold(f"“{written}” – it said", plain)


def test_a_cited_sentence_has_its_words_in_both_forms() -> None:
    """The words of each sentence that a citation touches stand there whole, as lemmas and as written."""
    article = Article(segment(_TEXT))
    start = _TEXT.index("dropped")
    ((text, words),) = sentence_words(article.evidence([(start, start + len("dropped"))]))
    assert text == "The bank’s plans weren't dropped, it said."
    assert {"plan", "=plans", "drop", "=dropped", "not", "=not", "bank"} <= words
    assert not forms_of(["fail", "monday", "nobody"]) & words


@pytest.mark.parametrize("written", ["{} ", "{} a total of ", "{}US$", "{}another £"])
def test_no_bound_before_a_number_escapes_the_look(written: str) -> None:
    """Each phrase that bounds a number is seen before it, apart or written together with what follows."""
    heads, others = qualifiers._heads_before()
    pattern, sense_of = qualifiers._before()
    for phrase in sense_of:
        for window in (f"(it lost {written.format(phrase)}", written.format(phrase.upper())):
            if pattern.search(window) is not None:
                seen = not heads.isdisjoint([run[: qualifiers._HEAD] for run in runs_of(window)])
                assert seen or may_hold(window, *others), window
        assert pattern.search(f"it lost {phrase} ") is not None


def test_a_word_of_each_phrase_of_a_list_tells_that_it_may_stand() -> None:
    """What is looked for in a running total, and how many work at a place, is seen in each of its phrases."""
    running = load_list("quantities")["running"]
    assert all(may_tell(runs_of(phrase), "running", key) for key in running for phrase in running[key])
    sizes = load_list("quantities")["parts"]
    for phrase in (*sizes["size_before"], *sizes["size_after"]):
        assert may_hold(phrase, *parts._SIZE_LETTERS)


def test_runs_are_those_between_which_a_pattern_sees_borders() -> None:
    """A sign that becomes a letter in small letters does not lengthen the run behind it."""
    article = Article(segment(_TEXT))
    text = "Most \u0345votes, MİSSED and\xa0all-time"
    statement = Statement(text, "event", article.whole, article)
    assert stated_runs(statement) == {"most", "votes", "missed", "and", "all", "time"} == set(runs_of(text))
    assert re.search(r"\bvotes\b", text)


@pytest.mark.parametrize("before", ["third among ", "third AMONG  \n", "\u017ftood among\xa0"])
def test_the_end_of_what_stands_before_a_number_is_seen(before: str) -> None:
    """The last word before a place is compared in any case, over any white space."""
    assert ends_with(f"{before}40", len(before), ("among", "of"))
    assert not ends_with(f"{before}the 40", len(before) + len("the "), ("among", "of"))
