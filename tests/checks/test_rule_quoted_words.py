"""The rule about speech that nobody in the source has spoken."""

from __future__ import annotations

import pytest

from summarizer.checks import CODES
from summarizer.checks.rules.quoted_words import check_quoted_words
from summarizer.checks.statements import Article, Statement
from summarizer.text.segment import segment

SOURCE = (
    "“We lost the old mill, and with it the work of three generations,” said Ada Rell, who ran it. She added that the"
    " brook had never risen so fast. King Albert I built the mill after a visit to the valley."
)


def _codes(summary: str) -> list[str]:
    article = Article(segment(SOURCE))
    return [code for code, _ in check_quoted_words(Statement(summary, "sentence", article.whole, article))]


def test_its_code_is_a_warning() -> None:
    """A finding of the rule flags a sentence and does not keep it out."""
    assert CODES["inconsistent"].severity == "warning"


@pytest.mark.parametrize(
    "summary",
    [
        "Rell said: “Nobody ever warned us that the water was coming.”",
        "Rell said: ‘It was the worst night of the whole year for everybody here.",
        "I have never seen so much water in the valley.",
        "“This is the end of my family's trade in the valley,” Rell said.",
    ],
)
def test_finds_speech_that_the_source_does_not_have(summary: str) -> None:
    """Made-up words in quotation marks, closed or not, or in the first person are a finding."""
    assert _codes(summary) == ["inconsistent"]


@pytest.mark.parametrize(
    "summary",
    [
        "“We lost the old mill, and with it the work of three generations,” Rell said.",
        "Rell said they “lost the old mill … the work of three generations”.",
        "Rell said that “[they] lost the old mill, and with it the work of three generations”.",
        "The mill's loss ended “generations” of work.",
        "Rell lamented the loss of a family trade that went back to her grandparents.",
        "After King Albert I had seen the valley he had a mill built there.",
        "The film “A River Runs Through The Old Mill” was made there.",
        "Research may change how we build beside a brook.",
    ],
)
def test_passes_the_words_of_the_source_and_indirect_speech(summary: str) -> None:
    """Quoted words of the source, cut or with a bracket, a short term, a title, a numeral and plain telling are none."""
    assert _codes(summary) == []
