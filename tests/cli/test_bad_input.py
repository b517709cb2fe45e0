"""Facts about bad input, from the file to the exit code: one clear sentence, the others done, no harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_support import ARTICLE, call, isolate, write

from summarizer.errors import ExitCode


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)
    write(Path("in/good.txt"))


def failures(stderr: str) -> list[str]:
    """The sentences about failed documents."""
    start = "summarizer: failed: "
    return [line.removeprefix(start) for line in stderr.splitlines() if line.startswith(start)]


def statuses(folder: str = "runs/baseline") -> dict[str, str]:
    """Status by document id, of all results of a run."""
    results = (json.loads(path.read_text(encoding="utf-8")) for path in Path(folder, "results").iterdir())
    return {result["document"]["id"]: result["status"] for result in results}


@pytest.mark.parametrize(
    ("name", "content", "named", "told"),
    [
        ("empty.txt", b"", "in/empty.txt", "there is no text in it"),
        ("blank.txt", b" \n\t\n", "in/blank.txt", "there is no text in it"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "in/image.txt", ""),
        ("lines.jsonl", b'{"text": "x"\n', "in/lines.jsonl", ""),
        ("whole.json", b"{", "in/whole.json", ""),
        ("page.pdf", b"%PDF-1.4 no more", "in/page.pdf", ""),
    ],
)
def test_a_bad_file_is_one_sentence_and_costs_no_other(
    name: str, content: bytes, named: str, told: str
) -> None:
    """The sentence names the document and says what to do; the good article is done; exit 4."""
    write(Path("in") / name, content)
    done = call("run", "in")
    assert done.exit_code == ExitCode.SOME_FAILED
    (sentence,) = failures(done.stderr)
    assert sentence.startswith(named)
    assert told in sentence
    assert "; " in sentence
    assert statuses()["good"] == "ok"


def test_a_huge_file_is_refused_without_being_read() -> None:
    """A file of 50 MB is over the limit: told by its size, with the setting that raises it."""
    with Path("in/huge.txt").open("wb") as stream:
        stream.truncate(50_000_000)
    done = call("run", "in")
    assert done.exit_code == ExitCode.SOME_FAILED
    assert "in/huge.txt: it has 50,000,000 bytes" in failures(done.stderr)[0]
    assert "max_bytes" in failures(done.stderr)[0]
    assert statuses()["good"] == "ok"


def test_a_bad_line_costs_no_other_line() -> None:
    """Of JSON Lines the malformed one fails, by its number."""
    write(Path("in/x.jsonl"), '{"id": "one", "text": "One."}\n{"id": \n{"id": "three", "text": "Three."}\n')
    done = call("run", "in/x.jsonl")
    assert done.exit_code == ExitCode.SOME_FAILED
    assert "2" in failures(done.stderr)[0]
    assert sorted(statuses().values()) == ["failed", "ok", "ok"]
    assert statuses()["one"] == statuses()["three"] == "ok"


def test_two_documents_of_one_id_are_told_apart() -> None:
    """The second one fails under its path; the first one's result stays."""
    write(Path("other/good.txt"), "Another text.")
    done = call("run", "in", "other")
    assert done.exit_code == ExitCode.SOME_FAILED
    assert failures(done.stderr)[0].startswith("other/good.txt: ")
    assert statuses() == {"good": "ok", "other/good.txt": "failed"}


@pytest.mark.parametrize("document_id", ["../../x", "/etc/x", "..", "a\\b", "C:x", "con", "x" * 190])
def test_an_id_never_leaves_the_run_folder(document_id: str, tmp_path: Path) -> None:
    """An id that is a path names one file in ``results``, and nothing outside."""
    write(Path("x.json"), json.dumps({"id": document_id, "text": ARTICLE}))
    before = {path for path in tmp_path.rglob("*") if "runs" not in path.parts}
    assert call("run", "x.json").exit_code == ExitCode.DONE
    assert statuses() == {document_id: "ok"}
    assert {path for path in tmp_path.rglob("*") if "runs" not in path.parts} == before
    assert call("check", "runs/baseline").exit_code == ExitCode.DONE


HARMFUL = {
    "template": "The total was {{7*7}} on Monday.",
    "block": "{% raw 45 people died.",
    "nul": "45 people\x00 died, officials said.",
    "rtl": "He said “\u202e45\u202c people” and \u200fleft.",
    "escapes": "\x1b]0;owned\x07\x1b[2J\x9b31mRed news: 45 people\x1b[0m died.",
    "markup": "[bold red]45 people[/bold red] died, [link=x]he[/link] said.",
    "long": "45 people died. " + "word " * 200_000,
}


@pytest.mark.parametrize("name", HARMFUL)
def test_odd_text_is_summarised_and_shown_without_harm(name: str) -> None:
    """Such text is an article like any other, and nothing of it that a terminal obeys gets out raw."""
    write(Path("odd.txt"), HARMFUL[name])
    done = call("run", "odd.txt", "--title", HARMFUL[name][:100])
    assert done.exit_code == ExitCode.DONE
    assert statuses() == {"odd": "ok"}
    stored = json.loads(Path("runs/baseline/results/odd.json").read_text(encoding="utf-8"))
    source = Path("runs/baseline/sources", f"{stored['document']['sha256']}.txt").read_bytes()
    assert source.decode("utf-8") == HARMFUL[name]
    assert call("check", "runs/baseline").exit_code == ExitCode.DONE
    for arguments in (
        ("show", "runs/baseline"),
        ("show", "runs/baseline", "--json"),
        ("candidates", "odd.txt"),
        ("candidates", "odd.txt", "--json"),
    ):
        shown = call(*arguments)
        assert shown.exit_code == ExitCode.DONE
        assert not set(shown.output) & set("\x00\x07\x1b\x7f\x9b\u200f\u202c\u202e")


def test_odd_names_are_shown_without_harm() -> None:
    """Escapes in a file's name reach a terminal as signs, in the table and in messages."""
    write(Path("in/\x1b[31mred.txt"), "")
    done = call("run", "in", "gone\x1b[2J.txt")
    assert done.exit_code == ExitCode.SOME_FAILED
    assert "\x1b" not in done.output
    assert "\x1b" not in call("run", "gone\x1b[2J.txt").output
    assert "\x1b" not in call("\x1b[2J").output
    assert "\x1b" not in call("show", "gone\x1b[2J").output
