"""Tests of summarizer.reading: paths, ids, limits, and one document's failure among the others."""

from __future__ import annotations

import hashlib
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import (
    BinaryDocumentError,
    ConfigurationError,
    DocumentError,
    DuplicateIdError,
    EmptyDocumentError,
    MalformedError,
    NothingToReadError,
    SummarizerError,
    TooLargeError,
)
from summarizer.reading import Overrides, read_paths, read_text
from summarizer.records import Document

TEXT = "The council voted by 12 to 9 on Tuesday to close the two libraries."


def read_all(*paths: Path | str, **options: int) -> tuple[list[Document], list[DocumentError]]:
    """The documents and the errors that the paths give."""
    items = list(read_paths([str(path) for path in paths], **options))
    documents = [item for item in items if isinstance(item, Document)]
    return documents, [item for item in items if isinstance(item, DocumentError)]


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(path: str, content: str | bytes = TEXT) -> Path:
    """Write a file, and the folders above it."""
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def one_sentence(error: SummarizerError) -> bool:
    """Whether a message is one line that a person can read."""
    return "\n" not in str(error) and str(error).isprintable() and len(str(error)) < 400


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


BAD = {
    "empty.txt": ("", EmptyDocumentError, "no text"),
    "blank.txt": (" \n\t\u00a0\ufeff\n", EmptyDocumentError, "no text"),
    "empty.md": ("", EmptyDocumentError, "no text"),
    "empty.html": ("", EmptyDocumentError, "no article text"),
    "menu.html": ("<nav><a href=/>Home</a></nav>", EmptyDocumentError, "no article text"),
    "empty.json": ("", MalformedError, "not valid JSON"),
    "empty.pdf": ("", MalformedError, "not a PDF"),
    "image.txt": (b"\x89PNG\r\n\x1a\n" + bytes(50), BinaryDocumentError, "PNG"),
    "image.html": (b"\x89PNG\r\n\x1a\n" + bytes(50), BinaryDocumentError, "PNG"),
    "image.md": (b"PK\x03\x04" + bytes(50), BinaryDocumentError, "ZIP"),
    "image.json": (b"\x1f\x8b" + bytes(50), BinaryDocumentError, "gzip"),
    "image.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(50), MalformedError, "not a PDF"),
    "noise.txt": (bytes(range(256)) * 4, BinaryDocumentError, "control"),
    "list.json": ('["a"]', MalformedError, "a string, not an object"),
    "number.json": ("7", MalformedError, "a number, not an object"),
    "no_text.json": ('{"title": "x"}', MalformedError, "no field text"),
    "text_number.json": ('{"text": 7}', MalformedError, "field text is a number"),
    "text_list.json": ('{"text": ["a"]}', MalformedError, "field text is an array"),
    "title.json": ('{"text": "a b", "title": 7}', MalformedError, "field title is a number"),
    "id.json": ('{"text": "a b", "id": 7}', MalformedError, "field id is a number"),
    "id_empty.json": ('{"text": "a b", "id": " "}', MalformedError, "its id is empty"),
    "id_long.json": (json.dumps({"text": "a b", "id": "x" * 201}), MalformedError, "201 characters"),
    "id_control.json": ('{"text": "a b", "id": "a\\nb"}', MalformedError, "control"),
    "published.json": ('{"text": "a b", "published": "yesterday"}', MalformedError, "field published"),
    "published_month.json": ('{"text": "a", "published": "2023-13-01"}', MalformedError, "field published"),
    "surrogate.json": ('{"text": "a \\ud800 b"}', MalformedError, "half a character"),
    "surrogate_title.json": ('{"text": "a b", "title": "\\udfff"}', MalformedError, "field title"),
    "surrogate_id.json": ('{"text": "a b", "id": "\\udfff"}', MalformedError, "broken Unicode"),
    "deep.json": ("[" * 100_000, MalformedError, "JSON"),
    "huge_number.json": ('{"text": ' + "1" * 9999 + "}", MalformedError, "JSON"),
    "wide.txt": (b"\xff\xfea", MalformedError, "UTF-16"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_one_sentence_and_costs_only_itself(name: str) -> None:
    """Each kind of bad input gives one clear line that names the document; the others are read."""
    content, kind, problem = BAD[name]
    write(f"in/{name}", content)
    write("in/a_good.txt")
    write("in/z_good.txt")
    documents, errors = read_all("in")
    assert [document.info.id for document in documents] == ["a_good", "z_good"]
    (error,) = errors
    assert type(error) is kind
    assert f"in/{name}" in error.document
    assert problem in str(error)
    assert one_sentence(error)


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "json", "pdf"])
def test_a_large_file_is_refused_without_being_read(suffix: str) -> None:
    """A file over the limit is refused by its size, in every format, with the setting to raise."""
    with Path(f"big.{suffix}").open("wb") as stream:
        stream.truncate(50_000_000)
    write("a.txt")
    documents, (error,) = read_all(".")
    assert len(documents) == 1
    assert type(error) is TooLargeError
    assert "50,000,000 bytes" in str(error)
    assert "10,000,000" in str(error)
    assert "max_bytes" in str(error)


def test_a_large_json_line_costs_only_itself() -> None:
    """JSON Lines are read line by line: the file may be large, a line may not."""
    good = json.dumps({"text": TEXT})
    long = json.dumps({"text": "x" * 2000})
    write("a.jsonl", "\n".join([good, long, *[good] * 100]))
    documents, (error,) = read_all("a.jsonl", max_bytes=1000)
    assert len(documents) == 101
    assert [documents[0].info.id, documents[1].info.id] == ["a:1", "a:3"]
    assert type(error) is TooLargeError
    assert error.document == "a.jsonl:2"
    assert "max_bytes" in str(error)


def test_a_long_text_is_refused_with_the_setting_to_raise() -> None:
    """A text over the limit of characters is refused, in memory and from a file."""
    with pytest.raises(TooLargeError, match="max_characters"):
        read_text("x" * 11, max_characters=10)
    write("a.txt", "x" * 11)
    write("b.json", '{"text": "12345678901"}')
    _, errors = read_all(".", max_characters=10)
    assert [type(error) for error in errors] == [TooLargeError] * 2
    documents, _ = read_all("a.txt", max_characters=11)
    assert len(documents) == 1


def test_two_documents_with_one_id() -> None:
    """The second of two documents with one id is refused, with both paths and what to do."""
    write("in/a/x.txt")
    write("in/b/x.txt")
    write("in/c.json", json.dumps({"id": "x", "text": TEXT}))
    documents, errors = read_all("in")
    assert [document.info.path for document in documents] == ["in/a/x.txt"]
    assert [type(error) for error in errors] == [DuplicateIdError] * 2
    assert "in/b/x.txt" in str(errors[0])
    assert "in/a/x.txt" in str(errors[0])
    assert "rename" in str(errors[0])


def test_a_document_that_fails_does_not_take_its_id() -> None:
    """An empty document does not keep another with its id from being read."""
    write("in/a/x.txt", "")
    write("in/b/x.txt")
    documents, errors = read_all("in")
    assert (len(documents), [type(error) for error in errors]) == (1, [EmptyDocumentError])


@pytest.mark.parametrize("document_id", ["../../x", "/etc/passwd", "a/b", "..", "con", "x" * 200, "é 東"])
def test_an_id_that_looks_like_a_path_is_just_an_id(document_id: str) -> None:
    """An id is never taken for a path."""
    assert read_text(TEXT, id=document_id).info.id == document_id
    write("a.jsonl", json.dumps({"id": document_id, "text": TEXT}))
    documents, _ = read_all("a.jsonl")
    assert documents[0].info.id == document_id


@pytest.mark.parametrize("document_id", ["", "  ", "x" * 201, "a\nb", "\x1b[31m", "a\x00", "\ud800"])
def test_an_id_that_cannot_be_shown_or_stored_is_refused(document_id: str) -> None:
    """An id is 1 to 200 printable characters."""
    with pytest.raises(MalformedError) as caught:
        read_text(TEXT, id=document_id)
    assert one_sentence(caught.value)


def test_a_file_name_that_is_no_unicode_is_refused() -> None:
    """A file whose name cannot be stored is one error, shown without harm."""
    write(os.fsdecode(b"in/bad\xff.txt"))
    write("in/red\x1b[31m.txt")
    documents, errors = read_all("in")
    assert not documents
    assert [type(error) for error in errors] == [MalformedError] * 2
    assert all(one_sentence(error) for error in errors)


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
    "published", ["yesterday", "2023-13-01", "2023-11-2", "02.11.2023", "2023-11-02T10:00", "", "20231102"]
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
    [(b"", EmptyDocumentError), (b"%PDF-1.4", BinaryDocumentError), (b"x" * 101, TooLargeError)],
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


@settings(max_examples=100, deadline=None)
@given(st.text(), st.text(max_size=20))
def test_any_text_is_a_document_or_an_error_of_the_tree(text: str, document_id: str) -> None:
    """Whatever the text and the id, reading gives a document with that text or a document error."""
    try:
        document = read_text(text, id=document_id)
    except DocumentError as error:
        assert one_sentence(error)
    else:
        assert document.text == text.removeprefix("\ufeff")
        assert document.info.id == document_id
        assert document.info.characters == len(document.text)
