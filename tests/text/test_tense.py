"""Whether the clause around a date speaks of what is to come: words at the edges of other marks and letters."""

from __future__ import annotations

import pytest

from summarizer.text.dates.tense import is_planned


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("They'll meet on Friday", True),
        ("'ll meet on Friday", True),
        ("He ٣will meet on Friday", False),
        ("He played -will on Friday", True),
        ("It was also to open on Friday", True),
        ("It will be opened on Friday", True),
        ("It opened on Friday", False),
        ("on Friday he willé go", False),
        ("The talks that were set\noff on Friday", False),
        ("It will open; held on Friday", False),
        ("It will open but held on Friday", False),
        ("It will open ſbut play on Friday", True),
        ("on Friday he will go", True),
        ("on Friday, he said", False),
    ],
)
def test_verbs_and_clauses_end_at_other_letters_and_digits(text: str, *, planned: bool) -> None:
    """A verb, or a word that ends the clause, is one only where no letter or digit of any script touches it."""
    start = text.index("on Friday")
    assert is_planned(text, start, start + len("on Friday")) is planned
