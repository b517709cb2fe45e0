"""Tests of summarizer.reading: paths, ids, limits, and one document's failure among the others."""

from __future__ import annotations

import hashlib
import io
import json
import os
from pathlib import Path

import pytest
from reading_support import TEXT, one_sentence, read_all, write

from summarizer.errors import (
    BinaryDocumentError,
    ConfigurationError,
    DocumentError,
    EmptyDocumentError,
    MalformedError,
    NothingToReadError,
    TooLargeError,
)
from summarizer.reading import Overrides, read_paths, read_text
from summarizer.records import Document


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_document_knows_its_text_and_where_it_came_from() -> None:
    """Id, path, hash and length are those of the source text."""
    write("in/a b.txt")
    ((document,), errors) = read_all("in")
    assert not errors
    assert document.text == TEXT
    assert (document.info.id, document.info.path) == ("a b", "in/a b.txt")
    assert document.info.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert document.info.characters == len(TEXT)
    assert document.info.language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "He said:\u00a0“it’s over”\r\nand\rleft.\n\n",
        "  {{7*7}} {% raw %} nul \x00 rtl \u202e\u200f escape \x1b[31m bell \x07 ",
        "a\u2028b \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
        "x" * 1_000_000,
    ],
)
def test_the_source_text_is_untouched(text: str) -> None:
    """No-break spaces, curly quotes, line ends, templates, NUL and escapes stay as they are."""
    assert read_text(text).text == text
    write("x.txt", text)
    ((document,), errors) = read_all("x.txt")
    assert not errors
    assert document.text == text


def test_a_leading_byte_order_mark_is_dropped() -> None:
    """The byte order mark is no part of the text, in memory, in a file or in a JSON string."""
    assert read_text("\ufeffabc def").text == "abc def"
    write("a.txt", b"\xef\xbb\xbfabc def")
    write("b.json", b"\xef\xbb\xbf" + json.dumps({"text": "\ufeffabc def"}).encode())
    write("c.jsonl", b"\xef\xbb\xbf" + json.dumps({"text": "abc def"}).encode())
    documents, errors = read_all(".")
    assert not errors
    assert [document.text for document in documents] == ["abc def"] * 3


def test_folders_are_read_in_order_without_hidden_and_unknown_files() -> None:
    """A folder is read recursively and sorted; hidden, unknown and special files are skipped."""
    for name in (
        "b.txt",
        "a/z.md",
        "a/y.txt",
        "c.TXT",
        ".hidden.txt",
        ".git/x.txt",
        "notes.log",
        "no_suffix",
    ):
        write(f"in/{name}", f"# {name}\n\n{TEXT}")
    os.mkfifo("in/pipe.txt")
    documents, errors = read_all("in/")
    assert not errors
    assert [document.info.path for document in documents] == [
        "in/a/y.txt",
        "in/a/z.md",
        "in/b.txt",
        "in/c.TXT",
    ]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("in/*.txt", ["in/a.txt", "in/b.txt"]),
        ("in/**", ["in/a.txt", "in/b.txt", "in/sub/c.txt"]),
        ("in/**/*.txt", ["in/a.txt", "in/b.txt", "in/sub/c.txt"]),
        ("in/*.log", ["in/d.log"]),
        ("in/*", ["in/a.txt", "in/b.txt", "in/sub/c.txt"]),
        ("in/[ab].txt", ["in/a.txt", "in/b.txt"]),
    ],
)
def test_globs_are_expanded(pattern: str, found: list[str]) -> None:
    """A pattern that the shell left alone is expanded; its spelled-out suffix is read though unknown."""
    for name in ("a.txt", "b.txt", "d.log", "sub/c.txt"):
        write(f"in/{name}")
    documents, errors = read_all(pattern)
    assert not errors
    assert [document.info.path for document in documents] == found


def test_a_file_named_like_a_pattern_is_read() -> None:
    """A file that exists is a file, whatever its name looks like."""
    write("a[1].txt")
    documents, _ = read_all("a[1].txt")
    assert [document.info.id for document in documents] == ["a[1]"]


def test_a_file_reached_twice_is_read_once() -> None:
    """Overlapping paths, and a link to a file, give each file once."""
    write("in/a.txt")
    Path("link.txt").symlink_to("in/a.txt")
    documents, errors = read_all("in/a.txt", "./in", "in/*.txt", "link.txt")
    assert (len(documents), errors) == (1, [])


def test_an_explicit_file_is_read_whatever_its_suffix() -> None:
    """A file that is given by name is read as text though a folder would skip it."""
    write("article.log")
    documents, _ = read_all("article.log")
    assert documents[0].info.id == "article"


@pytest.mark.parametrize("path", ["nowhere.txt", "empty", "*.txt", "", "a\x00b", "x" * 5000, "empty/**"])
def test_nothing_to_read_is_said_at_once(path: str) -> None:
    """Where no path leads to a document, the call itself says so, naming the path."""
    Path("empty").mkdir()
    with pytest.raises(NothingToReadError) as caught:
        read_paths([path])
    assert one_sentence(caught.value) or len(path) > 400
    with pytest.raises(NothingToReadError, match="no path was given"):
        read_paths([])


def test_a_missing_path_among_others_costs_only_itself() -> None:
    """A path that does not exist, an empty folder and a glob without match are values; the rest is read."""
    write("a.txt")
    Path("empty").mkdir()
    documents, errors = read_all("nowhere.txt", "empty", "*.pdf", "a.txt")
    assert [document.info.id for document in documents] == ["a"]
    assert [error.document for error in errors] == ["nowhere.txt", "empty", "*.pdf"]
    assert "no such file" in str(errors[0])
    assert "holds no document" in str(errors[1])
    assert "no document matches" in str(errors[2])


def test_a_malformed_json_line_names_file_and_line() -> None:
    """A broken line is one error with its number; the lines around it are read, blank ones skipped."""
    write(
        "in.jsonl",
        f'{{"text": "{TEXT}"}}\n{{"text": \n\n{{"id": "own", "text": "{TEXT}", "other": [1]}}\n[]\n',
    )
    documents, errors = read_all("in.jsonl")
    assert [(document.info.id, document.info.path) for document in documents] == [
        ("in:1", "in.jsonl:1"),
        ("own", "in.jsonl:4"),
    ]
    assert [error.document for error in errors] == ["in.jsonl:2", "in.jsonl:5"]
    assert all(type(error) is MalformedError and one_sentence(error) for error in errors)


def test_json_lines_in_other_encodings() -> None:
    """JSON Lines are read in UTF-16 with its mark, and in Western bytes."""
    lines = "".join(
        json.dumps({"text": f"Café “{n}” is open."}, ensure_ascii=False) + "\r\n" for n in range(3)
    )
    write("a.jsonl", lines.encode("utf-16"))
    write("b.ndjson", lines.encode("cp1252"))
    documents, errors = read_all(".")
    assert not errors
    assert [document.text for document in documents] == [f"Café “{n}” is open." for n in range(3)] * 2


def test_a_json_object_and_a_json_array() -> None:
    """An object is named by its id or its file, those of an array by the file and their number."""
    fields = {
        "title": "T",
        "outlet": "O",
        "byline": "B",
        "published": "2023-11-02T10:00:00Z",
        "url": "https://x.example/",
    }
    write("a.json", json.dumps({"text": TEXT, **fields, "language": "en-GB", "id": None}))
    write("b.json", json.dumps([{"text": TEXT, "title": ""}, 7, {"text": TEXT, "id": "own"}], indent=1))
    documents, errors = read_all(".")
    first = documents[0].info
    assert (first.id, first.path, first.title, first.outlet, first.byline) == ("a", "a.json", "T", "O", "B")
    assert (first.published, first.url, first.language) == ("2023-11-02", "https://x.example/", "en-GB")
    assert [document.info.id for document in documents[1:]] == ["b:1", "own"]
    assert documents[1].info.title is None
    assert [error.document for error in errors] == ["b.json:2"]


def test_overrides_win_over_what_is_found() -> None:
    """What the user says about a document wins, field by field."""
    write("a.json", json.dumps({"text": f"10 May 2020\n\n{TEXT}", "title": "found", "outlet": "O"}))
    overrides = Overrides(title="given", published="2021-01-02", url="https://x.example/")
    (document,) = read_paths(["a.json"], overrides=overrides)
    assert isinstance(document, Document)
    info = document.info
    assert (info.title, info.outlet, info.published, info.url) == (
        "given",
        "O",
        "2021-01-02",
        "https://x.example/",
    )
    assert read_text(TEXT, overrides=Overrides(byline="B", outlet="P")).info.byline == "B"


@pytest.mark.parametrize(
    "published", ["2023-11-02", "2023-11-02T10:00", "2023-11-02T23:30:00-08:00", "2023-11-02T10:00:00.5Z"]
)
def test_of_a_time_the_day_counts_as_it_is_written(published: str) -> None:
    """The user may give a date-time; its day is the publication date, whatever its offset."""
    assert Overrides(published=published).published == "2023-11-02"


@pytest.mark.parametrize(
    "published",
    ["yesterday", "2023-13-01", "2023-11-2", "02.11.2023", "2023-11-02T25:00", "", "20231102"],
)
def test_a_date_that_is_none_is_refused_as_an_override(published: str) -> None:
    """The date that the user gives must be an ISO date."""
    with pytest.raises(ConfigurationError, match="YYYY-MM-DD"):
        Overrides(published=published)


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (TEXT.encode(), ["stdin"]),
        (f"{TEXT}\n{{not json".encode(), ["stdin"]),
        (json.dumps({"text": TEXT}, indent=2).encode(), ["stdin"]),
        (json.dumps([{"text": TEXT}, {"text": TEXT, "id": "b"}]).encode(), ["stdin:1", "b"]),
        (f'{{"text": "{TEXT}"}}\n{{"text": "{TEXT}"}}\n'.encode(), ["stdin:1", "stdin:2"]),
        (f'{{"text": "{TEXT}", "id": "x"}}'.encode(), ["x"]),
        (b"{braces} are no JSON", ["stdin"]),
        (b"[AP] The council voted", ["stdin"]),
        (b'{"other": "object"}', ["stdin"]),
        (TEXT.encode("utf-16"), ["stdin"]),
    ],
)
def test_standard_input_is_text_or_json(data: bytes, ids: list[str]) -> None:
    """Standard input is read as text, or as JSON where it clearly is; once, however often it is given."""
    documents = list(read_paths(["-", "-"], stdin=io.BytesIO(data)))
    assert [
        document.info.id if isinstance(document, Document) else str(document) for document in documents
    ] == ids


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", EmptyDocumentError),
        (b"PK\x03\x04\x00\x00", BinaryDocumentError),
        (b"%PDF-1.4", MalformedError),
        (b"x" * 101, TooLargeError),
    ],
)
def test_bad_standard_input_is_one_error(data: bytes, kind: type[DocumentError]) -> None:
    """Empty, binary and endless standard input are errors of the document stdin."""
    (error,) = read_paths(["-"], stdin=io.BytesIO(data), max_bytes=100)
    assert type(error) is kind
    assert isinstance(error, DocumentError)
    assert error.document == "-" or "stdin" in error.document
    assert one_sentence(error)


def test_a_file_that_vanishes_or_is_closed_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be opened any more is a value among the others."""
    write("a.txt")
    gone = write("b.txt")
    write("c.txt")
    items = read_paths(["a.txt", "b.txt", "c.txt"])
    gone.unlink()
    _, error, last = items
    assert type(error) is DocumentError
    assert "cannot be read" in str(error)
    assert isinstance(last, Document)


def test_a_stream_is_read_as_it_is_asked_for() -> None:
    """Documents come one at a time: a folder of any size is never held whole."""
    for number in range(5):
        write(f"in/{number}.txt")
    items = read_paths(["in"])
    next(items)
    write("in/1.txt", "Changed while the first was read.")
    second = next(items)
    assert isinstance(second, Document)
    assert second.text.startswith("Changed")


@pytest.mark.parametrize(("name", "content"), [("e.jsonl", b""), ("e.jsonl", b"\n\n"), ("e.json", b"[]")])
def test_a_file_of_no_articles_is_an_error(tmp_path: Path, name: str, content: bytes) -> None:
    """A JSON file without any article in it is told, not passed over."""
    (tmp_path / name).write_bytes(content)
    (item,) = read_paths([str(tmp_path / name)])
    assert isinstance(item, EmptyDocumentError)


def test_a_single_path_is_refused() -> None:
    """A bare string is not taken for its characters."""
    with pytest.raises(TypeError, match="in a list"):
        read_paths("seeds/")


@pytest.mark.parametrize("first", [b"", b'{"title": "no text"}', b"{bad json"])
def test_json_lines_on_standard_input_may_begin_badly(first: bytes) -> None:
    """Articles on later lines are read, and the broken line is an error of its own."""
    data = (
        first + b'\n{"id": "k1", "text": "Police said 4 died."}\n{"id": 2, "text": "Police said 5 died."}\n'
    )
    items = list(read_paths(["-"], stdin=io.BytesIO(data)))
    assert [item.info.id for item in items if isinstance(item, Document)] == ["k1", "2"]


def test_a_page_on_standard_input_is_read_as_a_page() -> None:
    """HTML piped in gives the article's text, not its markup."""
    page = b"<html><body><article><p>At least 12 people were killed in Rome, police said on Friday.</p></article></body></html>"
    (document,) = read_paths(["-"], stdin=io.BytesIO(page))
    assert isinstance(document, Document)
    assert "<p>" not in document.text
