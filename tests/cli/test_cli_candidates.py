"""Facts about ``summarizer candidates``: what the rules find, marked where it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_support import ARTICLE, call, isolate, write
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.cli.marking_view import Mark, marked_text
from summarizer.errors import ExitCode
from summarizer.records import Document, DocumentInfo, Span, When
from summarizer.text import DatePhrase


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)


def test_candidates_are_marked_and_explained() -> None:
    """The article comes with marks, then a legend with the parsed values."""
    write(Path("a.txt"), ARTICLE)
    done = call("candidates", "a.txt", "--published", "2023-11-02")
    assert done.exit_code == ExitCode.DONE
    assert "⟦f1 At least 195⟧ people" in done.stdout
    assert "⟦q1 “We will rebuild every house,”⟧" in done.stdout
    legend = {
        line.split()[0]: line
        for line in done.stdout.splitlines()
        if line[:1] in "fdq" and line[1:2].isdigit()
    }
    assert "at_least 195 people" in legend["f1"]
    assert "2023-11-01" in legend["d1"]
    assert "We will rebuild every house," in legend["q1"]


def test_candidates_as_json_are_whole() -> None:
    """With --json each article is one object with every candidate and its offsets."""
    write(Path("a.jsonl"), "\n".join(json.dumps({"id": name, "text": ARTICLE}) for name in "ab"))
    lines = [json.loads(line) for line in call("candidates", "a.jsonl", "--json").stdout.splitlines()]
    assert [line["id"] for line in lines] == ["a", "b"]
    for line in lines:
        for kind in ("sentences", "figures", "quotations", "dates", "furniture"):
            for each in line[kind]:
                assert ARTICLE[each["start"] : each["end"]] == each["text"]
    assert lines[0]["figures"][0]["value"] == 195
    assert lines[0]["dates"][0]["when"]["text"]


def test_page_furniture_is_left_out_without_colours() -> None:
    """What was set aside is not shown where it could not be told from the article."""
    document = Document(
        info=DocumentInfo(id="a", furniture=(Span(start=0, end=5, text="Menu\n"),)), text="Menu\nBody"
    )
    assert "".join(marked_text(document, [], colours=False)) == "Body"
    assert "".join(marked_text(document, [], colours=True)) == "\x1b[2mMenu\n\x1b[0mBody"


@given(
    st.text("ab \n“”", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=6)
)
@settings(max_examples=100, deadline=None)
def test_marks_add_to_the_text_and_take_nothing(text: str, places: list[tuple[int, int]]) -> None:
    """Nested, crossing and neighbouring marks all open once and close once, and the text is whole."""
    marks = [
        Mark(
            f"d{number}",
            "date",
            DatePhrase(start, min(start + length, len(text)), text[start : start + length], When()),
        )
        for number, (start, length) in enumerate(places)
        if start < len(text)
    ]
    shown = "".join(marked_text(Document(info=DocumentInfo(id="a"), text=text), marks, colours=False))
    plain = shown.replace("\x1b[0m", "").replace("\x1b[35m", "")
    assert plain.count("⟧") == len(marks)
    for mark in marks:
        assert plain.count(f"⟦{mark.label} ") == 1
        plain = plain.replace(f"⟦{mark.label} ", "")
    assert plain.replace("⟧", "") == text


def test_what_cannot_be_read_is_told() -> None:
    """A missing file is exit 2, an unreadable one exit 4."""
    assert call("candidates", "gone.txt").exit_code == ExitCode.USAGE
    write(Path("empty.txt"), "")
    done = call("candidates", "empty.txt")
    assert done.exit_code == ExitCode.SOME_FAILED
    assert "summarizer: failed: empty.txt: there is no text in it" in done.stderr
