"""The quick looks that spare the rules their patterns: nothing that a pattern finds may escape them."""

from __future__ import annotations

import re

import pytest

from summarizer.checks.lists import load_list
from summarizer.checks.rules.figure_twins import any_of, folded, may_hold
from summarizer.checks.rules.sentence_words import forms_of, sentence_words
from summarizer.checks.statements import Article
from summarizer.text.segment import segment

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
    assert plain in folded(written)
    assert may_hold(f"“{written}” – it said", plain)


def test_a_cited_sentence_has_its_words_in_both_forms() -> None:
    """The words of each sentence that a citation touches stand there whole, as lemmas and as written."""
    article = Article(segment(_TEXT))
    start = _TEXT.index("dropped")
    ((text, words),) = sentence_words(article.evidence([(start, start + len("dropped"))]))
    assert text == "The bank’s plans weren't dropped, it said."
    assert {"plan", "=plans", "drop", "=dropped", "not", "=not", "bank"} <= words
    assert not forms_of(["fail", "monday", "nobody"]) & words
