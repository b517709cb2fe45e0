"""Facts about what ``summarizer diff`` shows of hostile text, and about the comment that it writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from diff_support import PLACES, TEXT, call, result_value, write_run
from test_diff_planted import records_of

from summarizer import settings
from summarizer.review.markdown import MARKER, code

HOSTILE = (
    "<script>alert(1)</script> **bold** [a](javascript:x) `code` @everyone #12 | \u202eabc\u202c 👩\u200d🚒 \x1b[31mred\x1b[0m \x07 "
    "<!-- --> </details> http://evil.example/ &lt; \u2028"
)


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "user_file", lambda: tmp_path / "user" / "config.toml")
    monkeypatch.setenv("NO_COLOR", "1")


def hostile_runs() -> None:
    """Runs of an article that is a nuisance to terminals and to Markdown, in its text and its records."""
    text = TEXT.replace("Crews reached Alvik", f"{HOSTILE} {'x' * 10_000} Crews reached Alvik").replace(
        "Officials in Alvik said at least 105", f"{HOSTILE} Officials in Alvik said at least 105"
    )
    left, right = (
        result_value(text, document=HOSTILE[:60]),
        result_value(text, document=HOSTILE[:60], model=HOSTILE),
    )
    for value, number in ((left, 105), (right, 501)):
        value["document"]["title"] = HOSTILE
        records_of(value)["f1"] |= {"value": number, "counted": HOSTILE + str(number)}
        records_of(value)["e1"] |= {"what": HOSTILE + str(number), "place": HOSTILE + "x" * number}
    right["checks"] = [
        {"code": "number-unsupported", "class": "factual", "severity": "error", "message": HOSTILE}
    ]
    write_run(Path("a"), [left], [text])
    write_run(Path("b"), [right], [text])


def test_hostile_text_reaches_the_terminal_as_text() -> None:
    """No control character and no mark that turns the line round, however long the line."""
    hostile_runs()
    out = call("diff", "a", "b").stdout
    assert "<script>alert(1)</script>" in out
    assert "␛[31mred" in out
    assert not set(out) & set("\x1b\x07\u202e\u202c\u2028")
    assert max(map(len, out.splitlines())) < 1000
    printed = call("diff", "a", "b", "--json").stdout
    assert printed.isascii()
    assert "\x1b" not in printed


def test_hostile_text_stands_in_the_comment_as_text() -> None:
    """No tag, mention, link or Markdown sign of it survives; every element that is opened is closed."""
    hostile_runs()
    assert call("diff", "a", "b", "--markdown", "comment.md").exit_code == 0
    text = Path("comment.md").read_text(encoding="utf-8")
    assert text.startswith(MARKER)
    for bad in (
        "<script",
        "**bold**",
        "@everyone",
        " #12",
        "](javascript",
        "http://evil",
        "\x1b",
        "\u202e",
        "\u2028",
    ):
        assert bad not in text
    assert "&#60;script&#62;alert(1)" in text
    assert text.count("<code>") == text.count("</code>")
    assert text.count("<details>") == text.count("</details>")
    assert "👩\u200d🚒" in text


def test_a_comment_has_the_verdict_and_never_grows_too_long() -> None:
    """Twenty articles with twenty changes each fit, and what is left out is counted."""
    left, right = [], []
    for number in range(20):
        left.append(result_value(document=f"a{number}"))
        other = result_value(document=f"a{number}", model="two")
        for place in range(len(PLACES)):
            other["figures"][place] |= {"value": 7, "counted": "&" * 300}
        right.append(other)
    write_run(Path("a"), left)
    write_run(Path("b"), right)
    out = call("diff", "a", "b", "--markdown", "-", "--fail-on", "critical").stdout
    assert len(out.encode()) < 65_536
    assert out.splitlines()[1] == "## ❌ Not safe: a gate failed."
    assert "| fail-on | critical | 400 | ❌ |" in out
    shown = out.count("- **critical** figure value")
    assert 20 < shown < 400
    assert f"{400 - shown} more" in out


def test_text_in_a_comment_is_cut_and_on_one_line() -> None:
    """A code element with character references."""
    assert code("a\nb | c_d") == "<code>a b &#124; c&#95;d</code>"
    assert code("x" * 500, 10) == "<code>xxxxxxxxx…</code>"
