"""Tests of summarizer.reading on bad input: one clear sentence each, and the others are read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_support import TEXT, one_sentence, read_all, write

from summarizer.errors import (
    BinaryDocumentError,
    DocumentError,
    DuplicateIdError,
    EmptyDocumentError,
    MalformedError,
    TooLargeError,
)
from summarizer.reading import read_text


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


BAD: dict[str, tuple[str | bytes, type[DocumentError], str]] = {
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
    "id.json": ('{"text": "a b", "id": [7]}', MalformedError, "field id is an array"),
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


@settings(max_examples=100, deadline=None)
@given(st.text(), st.text(max_size=20))
def test_any_text_is_a_document_or_an_error_of_the_tree(text: str, document_id: str) -> None:
    """Whatever the text and the id, reading gives a document with that text or a document error."""
    try:
        document = read_text(text, id=document_id)
    except DocumentError as error:
        message = error
    else:
        assert document.text == text.removeprefix("\ufeff")
        assert document.info.id == document_id
        assert document.info.characters == len(document.text)
        return
    assert one_sentence(message)
