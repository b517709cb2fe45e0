"""Facts about which files in a folder are read, and which are named as passed over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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


def test_a_run_folder_and_its_files_are_not_named() -> None:
    """What an earlier run wrote is no article, and nobody expects it to be read."""
    Path("in/out/results").mkdir(parents=True)
    Path("in/out/run.json").write_text("{}")
    Path("in/out/journal.bin").touch()
    assert find_documents(["in"]).passed_over == ()


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
