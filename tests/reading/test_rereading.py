"""Facts about reading again: what an earlier reading found is used where nothing has changed, and only there."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import DocumentError
from summarizer.reading import MAX_BYTES, MAX_CHARACTERS, Overrides, read_paths, readings
from summarizer.reading.firsts import Firsts
from summarizer.reading.known import KnownDocument
from summarizer.reading.listing import find_documents
from summarizer.reading.reader import read_again
from summarizer.reading.readings import Readings, stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.records import Document

LIMITS = {"max_bytes": MAX_BYTES, "max_characters": MAX_CHARACTERS}
ARTICLE = "Flood\n\nBy Jane Doe\n\n2024-05-01\n\nAt least 45 people were killed, officials said.\n"
_times = count(1_600_000_000)


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are relative to an empty folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was written just now."""
    monkeypatch.setattr(readings, "time_ns", lambda: time.time_ns() + 10**10)


def write(path: str, content: str | bytes) -> None:
    """Write a file, at another time than any before."""
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    now = next(_times)
    os.utime(file, (now, now))


def again(*paths: str, overrides: Overrides | None = None, **limits: int) -> list[Any]:
    """Read with the cache."""
    overrides, limits = overrides or Overrides(), LIMITS | limits
    with Readings(Path(".readings.sqlite"), overrides, limits) as kept:
        return list(read_again(find_documents(paths).documents, kept, overrides=overrides, **limits))


def plain(items: list[Any]) -> list[Document | str]:
    """Documents, and what errors say; what is known is read."""
    read = [item.load() if isinstance(item, KnownDocument) else item for item in items]
    return [str(item) if isinstance(item, DocumentError) else item for item in read]


def known(items: list[Any]) -> list[str]:
    """Ids of what was not read."""
    return [item.info.id for item in items if isinstance(item, KnownDocument)]


LINES = st.lists(
    st.sampled_from(
        [
            json.dumps({"id": "a", "text": "Text of a."}),
            json.dumps({"id": "b", "text": "Text of b.", "title": "Title"}),
            json.dumps({"id": "b", "text": "Text of bb.", "title": "Title"}),
            json.dumps({"text": "No id."}),
            json.dumps({"text": " "}),
            "",
            "{broken",
        ]
    ),
    max_size=5,
)
CONTENT = st.one_of(
    st.tuples(st.sampled_from(["a.jsonl", "b.jsonl"]), LINES.map("\n".join)),
    st.tuples(st.sampled_from(["a.txt", "b.md", "c/a.txt"]), st.sampled_from([ARTICLE, "Other.", "", "\0"])),
    st.tuples(st.just("d.json"), st.sampled_from(['{"text": "One."}', '[{"text": "1."}, {"text": "2."}]'])),
    st.tuples(st.sampled_from(["a.txt", "a.jsonl"]), st.none()),
)


@given(st.lists(st.lists(CONTENT, max_size=4), min_size=1, max_size=5), st.booleans())
@settings(max_examples=60, deadline=None)
def test_nobody_sees_a_difference(rounds: list[list[tuple[str, str | None]]], is_late: bool) -> None:  # noqa: FBT001
    """Whatever is written, changed and removed between readings, each finds what a first one would."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        if is_late:
            patch.setattr(readings, "time_ns", lambda: time.time_ns() + 10**10)
        write("in/z.txt", ARTICLE)
        for changes in rounds:
            for path, content in changes:
                if content is None:
                    Path("in", path).unlink(missing_ok=True)
                else:
                    write(f"in/{path}", content)
            fresh = plain(list(read_paths(["in"])))
            first, second = again("in"), again("in")
            assert plain(first) == plain(second) == fresh
            documents = [item for item in fresh if not isinstance(item, str)]
            assert len(known(second)) >= len([one for one in documents if not one.info.id.startswith("d:")])
            infos = [item.info for item in second if isinstance(item, KnownDocument)]
            by_id = {one.info.id: one.info for one in documents}
            names = ("title", "outlet", "byline", "published", "sha256", "path")
            assert all(getattr(one, name) == getattr(by_id[one.id], name) for one in infos for name in names)


@pytest.mark.usefixtures("long_ago")
def test_what_has_not_changed_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Size, times and number on the disk are looked at, and nothing in the file."""
    write("in/a.txt", ARTICLE)
    write("in/b.jsonl", '{"text": "One."}\n\n{"text": "Two."}\n')
    assert known(again("in")) == []
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", None)
        assert known(again("in")) == ["a", "b:1", "b:3"]


def test_what_was_written_just_now_is_looked_into() -> None:
    """Its times might not show another change; the bytes do, whatever the times say."""
    write("in/a.txt", "One text.")
    Path("in/a.txt").touch()
    status = Path("in/a.txt").stat()
    assert stamp_of(status) == ""
    again("in")
    Path("in/a.txt").write_text("Two text.")
    os.utime("in/a.txt", ns=(status.st_mtime_ns, status.st_mtime_ns))
    (document,) = again("in")
    assert document.text == "Two text."


@pytest.mark.usefixtures("long_ago")
def test_a_change_that_keeps_size_and_time_is_seen() -> None:
    """Nobody can set the time of the last change of a file's data."""
    write("in/a.txt", "One text.")
    again("in")
    before = Path("in/a.txt").stat()
    time.sleep(0.02)
    Path("in/a.txt").write_text("Two text.")
    os.utime("in/a.txt", ns=(before.st_mtime_ns, before.st_mtime_ns))
    (document,) = again("in")
    assert document.text == "Two text."


def test_the_same_bytes_at_another_time_are_known() -> None:
    """A copy of all files, and lines that stand elsewhere in the file under the same number."""
    write("in/a.txt", ARTICLE)
    write("in/b.jsonl", '{"id": "1", "text": "One."}\n{"id": "2", "text": "Two."}\n')
    again("in")
    write("in/a.txt", ARTICLE)
    write(
        "in/b.jsonl",
        '{"id": "new", "text": "One and a half."}\n{"id": "2", "text": "Two."}\n{"text": "3."}\n',
    )
    items = again("in")
    assert known(items) == ["a", "2"]
    assert plain(items) == plain(list(read_paths(["in"])))


@pytest.mark.usefixtures("long_ago")
def test_what_else_was_said_or_another_program_reads_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other overrides, other limits and another version of what reads may find something else."""
    write("in/a.txt", ARTICLE)
    again("in")
    assert known(again("in")) == ["a"]
    (item,) = again("in", overrides=Overrides(title="Other"))
    assert item.info.title == "Other"
    assert known(again("in")) == []
    (item,) = again("in", max_characters=10)
    assert isinstance(item, DocumentError)
    again("in")
    monkeypatch.setattr(readings, "_program", lambda: "another")
    assert known(again("in")) == []
    monkeypatch.setattr(readings, "_program", lambda: "")
    assert [known(again("in")) for _ in range(2)] == [[], []]


def _garbage(path: Path) -> None:
    path.write_bytes(b"no database" * 100)


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def _older(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 77")
    database.close()


def _tampered(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("UPDATE file SET told = replace(told, 'Jane', 'John')")
        database.execute("UPDATE line SET told = replace(told, 'Title', 'Wrong')")
    database.close()


def _moved(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("DELETE FROM line WHERE number = 2")
        database.execute("DELETE FROM file WHERE path = CAST('in/c.txt' AS BLOB)")
        database.execute("UPDATE file SET path = CAST('in/c.txt' AS BLOB) WHERE told != ''")
    database.close()


@pytest.mark.usefixtures("long_ago")
@pytest.mark.parametrize("damage", [_garbage, _torn, _older, _tampered, _moved])
def test_a_cache_that_is_wrong_is_as_good_as_none(damage: Any) -> None:
    """It is not believed, and is right again after the next reading."""
    write("in/a.txt", ARTICLE)
    write("in/b.jsonl", "".join(f'{{"text": "{n}.", "title": "Title"}}\n' for n in range(300)))
    write("in/c.txt", "Another.")
    fresh = plain(list(read_paths(["in"])))
    again("in")
    damage(Path(".readings.sqlite"))
    assert plain(again("in")) == fresh
    items = again("in")
    assert (plain(items), len(known(items))) == (fresh, 302)


@pytest.mark.usefixtures("long_ago")
def test_a_dry_run_leaves_the_cache_alone() -> None:
    """One that may not write uses what is there, and makes nothing."""
    write("in/a.txt", ARTICLE)
    files = find_documents(["in"]).documents
    for expected in ([], ["a"]):
        before = Path(".readings.sqlite").read_bytes() if expected else b""
        with Readings(Path(".readings.sqlite"), Overrides(), LIMITS, writes=False) as kept:
            assert known(list(read_again(files, kept))) == expected
        assert Path(".readings.sqlite").exists() == bool(expected)
        if expected:
            assert Path(".readings.sqlite").read_bytes() == before
        again("in")


@pytest.mark.usefixtures("long_ago")
def test_what_was_found_before_a_kill_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are written on the way; another process may read and write at the same time."""
    monkeypatch.setattr(readings, "_AT_ONCE", 10)
    write("in/b.jsonl", "".join(f'{{"text": "{n}."}}\n' for n in range(25)))
    files = find_documents(["in"]).documents
    killed = Readings(Path(".readings.sqlite"), Overrides(), LIMITS)
    reading: Iterator[Any] = read_again(files, killed)
    for _ in range(24):
        next(reading)
    items = again("in")
    assert len(known(items)) == 20
    assert len(known(again("in"))) == 25
    assert len([next(reading)]) == 1
    killed.__exit__(None, None, None)


@pytest.mark.usefixtures("long_ago")
def test_what_changes_after_it_was_named_is_told() -> None:
    """A known document of which another, or nothing, is there when it is read is an error, not another's text."""
    write("in/a.txt", ARTICLE)
    write("in/b.jsonl", '{"id": "1", "text": "One."}\n')
    again("in")
    first, second = again("in")
    Path("in/a.txt").unlink()
    write("in/b.jsonl", '{"id": "2", "text": "Two."}\n')
    assert "cannot be read" in str(first.load())
    assert "it has changed since the run began" in str(second.load())


def test_firsts_hold_each_id() -> None:
    """Of many ids, none is forgotten and none is made up; halves of surrogate pairs are no harm."""
    with Firsts() as firsts:
        for number in range(1200):
            assert firsts.get(f"{number}\ud800") is None
            firsts.add(f"{number}\ud800", f"path {number}")
        assert [firsts.get(f"{number}\ud800") for number in (0, 499, 500, 1199)] == [
            "path 0", "path 499", "path 500", "path 1199",
        ]  # fmt: skip
        assert firsts.get("1200") is None
