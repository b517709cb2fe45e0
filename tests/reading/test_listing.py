"""Facts about which files in a folder are read, and which are named as passed over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summarizer.errors import NothingToReadError
from summarizer.reading.listing import find_documents


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in/sub").mkdir(parents=True)
    Path("in/a.txt").write_text("An article.")


def test_what_is_not_read_in_a_folder_is_named() -> None:
    """A file of another kind, a link to nothing and a pipe are passed over; hidden files are no articles."""
    Path("in/sub/notes.docx").touch()
    Path("in/.hidden").touch()
    Path("in/gone.txt").symlink_to("nowhere.txt")
    os.mkfifo("in/pipe.txt")
    listing = find_documents(["in"])
    assert list(listing.documents) == ["in/a.txt"]
    assert listing.passed_over == ("in/gone.txt", "in/pipe.txt", "in/sub/notes.docx")


def a_run(folder: str) -> None:
    """What a run leaves in its folder."""
    for path in ("run.json", "results/x.json", "sources/abc.txt", "journal.jsonl", "shards/s/results/y.json"):
        file = Path(folder, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text('{\n  "articles": []\n}\n')


def test_what_a_run_wrote_is_no_article() -> None:
    """Its files are neither read nor passed over; the folder is named."""
    a_run("in/out")
    listing = find_documents(["in"])
    assert list(listing.documents) == ["in/a.txt"]
    assert (listing.passed_over, listing.runs) == ((), ("in/out",))


@pytest.mark.parametrize("path", ["in", ".", "in/", "in/*", "i*", "in/**/*", "in/**/*.*"])
def test_articles_beside_what_a_run_wrote_are_read(path: str) -> None:
    """In a folder that is named, below it, and by a pattern."""
    a_run("in")
    Path("in/sub/b.md").write_text("Another article.")
    listing = find_documents([path])
    assert [Path(one).as_posix() for one in listing.documents if isinstance(one, str)] == [
        "in/a.txt",
        "in/sub/b.md",
    ]
    assert (listing.passed_over, listing.runs) == ((), ("in",))


def test_what_a_run_wrote_is_read_where_it_is_named_itself() -> None:
    """But not where it stands in the folder that is to be written to: a shell names it for ``in/*``."""
    a_run("in")
    for names in (["in/sources"], ["in/sources/abc.txt"], ["in/sources/*.txt"]):
        assert list(find_documents(names, Path("elsewhere")).documents) == ["in/sources/abc.txt"]
        with pytest.raises(NothingToReadError, match="what a run wrote into in"):
            find_documents(names, Path("in"))
    expanded = ["in/a.txt", "in/results", "in/run.json", "in/sources"]
    listing = find_documents(expanded, Path("in/../in"))
    assert (list(listing.documents), listing.runs) == (["in/a.txt"], ("in",))


def test_a_folder_of_that_name_without_a_run_is_read() -> None:
    """Only beside a manifest are results a run's; another program's run.json is none."""
    Path("in/results").mkdir()
    Path("in/results/c.txt").write_text("Another article.")
    assert list(find_documents(["in"], Path("in")).documents) == ["in/a.txt", "in/results/c.txt"]
    Path("in/run.json").write_text('{"title": "A", "text": "Another article."}')
    assert "in/results/c.txt" in find_documents(["in"]).documents


def test_what_is_read_by_another_name_is_not_passed_over() -> None:
    """A link to an article that is read, and a file that is given by its own name, are read."""
    Path("in/copy.docx").symlink_to("a.txt")
    Path("in/notes.docx").write_text("Another article.")
    assert find_documents(["in"]).passed_over == ("in/notes.docx",)
    assert find_documents(["in", "in/notes.docx"]).passed_over == ()


def test_a_file_is_named_once() -> None:
    """Though two of the paths lead to it."""
    Path("in/notes.docx").touch()
    assert find_documents(["in", "in/", "in/*"]).passed_over == ("in/notes.docx",)


def test_a_linked_folder_is_named_unless_it_is_read() -> None:
    """A link to a folder is not followed; within the folder that is read, nothing is missed by that."""
    Path("elsewhere").mkdir()
    Path("elsewhere/b.txt").write_text("Another article.")
    Path("in/other").symlink_to("../elsewhere")
    Path("in/itself").symlink_to(".")
    assert find_documents(["in"]).passed_over == ("in/other/",)
    assert find_documents(["in", "elsewhere"]).passed_over == ()


def test_a_pattern_passes_over_what_it_does_not_spell_out() -> None:
    """A pattern without a suffix takes the kinds that are read; with one it takes that kind, too."""
    Path("in/notes.docx").write_text("Another article.")
    assert find_documents(["in/*"]).passed_over == ("in/notes.docx",)
    assert find_documents(["in/*.docx"]).passed_over == ()
