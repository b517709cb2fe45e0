"""Facts about what reaches a terminal: text made safe, tables and progress for people and for pipes."""

from __future__ import annotations

import io
import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.cli import tables, terminal
from summarizer.cli.tables import Column, say_table
from summarizer.cli.terminal import in_colour, one_line, paint, say, say_json, visible, wrapped
from summarizer.runs import ArticleEntry

OBEYED = (
    *map(chr, range(9)), *map(chr, range(11, 32)), *map(chr, range(127, 160)),
    *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)  # fmt: skip


class Terminal(io.StringIO):
    """A stream that says that a person reads it."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """Yes."""
        return True


def a_screen(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in the place of both streams."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


def an_entry(document_id: str = "a", status: str = "ok") -> ArticleEntry:
    """A line of a manifest."""
    return ArticleEntry.model_validate(
        {"id": document_id, "result": "a.json", "status": status, "fingerprint": ""}
    )


@given(st.text(st.characters() | st.sampled_from(OBEYED)))
@settings(max_examples=100, deadline=None)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    """Controls, escapes and marks that reorder the line are shown as signs; all else stays."""
    safe = visible(text)
    assert not set(safe) & set(OBEYED)
    safe.encode("utf-8")
    assert visible(safe) == safe


def test_signs_say_what_was_there() -> None:
    """An escape is ␛, a delete ␡, and what has no picture is spelt by its number."""
    assert visible("\x1b[2J\x7f\x9b\u202e\x00\r tab\t\nend") == "␛[2J␡\\u009b\\u202e␀␍ tab\t\nend"


def test_long_fields_are_cut() -> None:
    """A field is one line of bounded length, however much stands in it."""
    assert one_line("a  b\n c") == "a b c"
    assert one_line("word " * 1_000_000, 12) == "word word w…"
    assert one_line(" " * 1_000_000 + "x", 12) == "…"
    assert one_line(None) == one_line("") == "–"


@given(st.text(st.characters() | st.sampled_from(OBEYED)))
@settings(max_examples=50, deadline=None)
def test_json_is_safe_and_whole(text: str) -> None:
    """JSON on stdout holds nothing that a terminal obeys, and gives the text back unchanged."""
    stream = Terminal()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        patch.setenv("NO_COLOR", "1")
        say_json({"text": text})
    assert not set(stream.getvalue()) & set(OBEYED)
    assert json.loads(stream.getvalue()) == {"text": text}


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR, a dumb terminal and a pipe get none."""
    a_screen(monkeypatch)
    assert in_colour(sys.stdout)
    assert not in_colour(io.StringIO())
    monkeypatch.setenv("TERM", "dumb")
    assert not in_colour(sys.stdout)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not in_colour(sys.stdout)


def test_no_color_takes_colours_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A painted line is plain where colours are not wanted."""
    screen = a_screen(monkeypatch)
    say(paint("red", fg="red"))
    monkeypatch.setenv("NO_COLOR", "1")
    say(paint("red", fg="red"))
    assert screen.getvalue() == "\x1b[31mred\x1b[0m\nred\n"


def test_lines_are_broken_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person's lines fit the screen; a program's lines are whole."""
    a_screen(monkeypatch)
    assert max(map(len, wrapped("word " * 40, "  ").splitlines())) <= 60
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert wrapped("word " * 40, "  ").count("\n") == 0


def test_a_table_in_a_pipe_is_plain_and_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """Columns are aligned, numbers to the right, and no cell is cut."""
    say_table((Column("name"), Column("n", numeric=True)), [["x" * 300, "1"], ["[red]y", "22"]])
    head, first, second = capsys.readouterr().out.splitlines()
    assert head == "name" + " " * 296 + "   n"
    assert first == "x" * 300 + "   1"
    assert second == "[red]y" + " " * 294 + "  22"


def test_a_table_on_a_terminal_takes_markup_for_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Square brackets in a cell are shown, not obeyed."""
    screen = a_screen(monkeypatch)
    say_table((Column("name"), Column("n", numeric=True)), [["[red]y[/red]", "22"]])
    assert "[red]y[/red]" in screen.getvalue()


def test_streams_never_end_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """A character that the console's encoding lacks is replaced."""
    raw = io.BytesIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
        terminal.prepare_streams()
        print("Łódź", flush=True)  # noqa: T201 - whatever writes to the stream
        written = raw.getvalue()
    assert written == b"??d?\n"


def test_rich_is_for_terminals_only() -> None:
    """The module that draws tables does not import rich until one is drawn."""
    assert not hasattr(tables, "Table")
