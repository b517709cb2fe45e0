"""Tests of summarizer.reading.decoding: encodings, and bytes that are no text."""

from __future__ import annotations

import codecs
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import BinaryDocumentError, DocumentError, MalformedError
from summarizer.reading.decoding import decode, decode_html

ENGLISH = "He said “it’s over” at the café – for £20m.\r\nThe\u00a0end…\n"
FRENCH = "Le premier ministre a annoncé lundi que les négociations reprendraient à Genève, où l’équipe est déjà là."
RUSSIAN = "Президент сказал, что переговоры продолжатся в понедельник."
JAPANESE = "東京で地震が発生した。被害は不明である。"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (ENGLISH.encode(), ENGLISH),
        (codecs.BOM_UTF8 + ENGLISH.encode(), ENGLISH),
        (ENGLISH.encode("utf-16"), ENGLISH),
        (codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), ENGLISH),
        (ENGLISH.encode("utf-32"), ENGLISH),
        (ENGLISH.encode("utf-16-le"), ENGLISH),
        (ENGLISH.encode("cp1252"), ENGLISH),
        (b"caf\xe9", "café"),
        (b"\x93Yes,\x94 he said.", "“Yes,” he said."),
        (b"Jos\xe9 N\xfa\xf1ez paid \xa320m", "José Núñez paid £20m"),
        (FRENCH.encode("cp1252"), FRENCH),
        ((FRENCH + "\n").encode("cp1252") * 50, (FRENCH + "\n") * 50),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (JAPANESE.encode("shift_jis"), JAPANESE),
        ((JAPANESE * 4000).encode("shift_jis"), JAPANESE * 4000),
        ("„Zażółć gęślą jaźń” powiedział".encode("cp1250"), "„Zażółć gęślą jaźń” powiedział"),
        (b"", ""),
    ],
)
def test_text_is_read_in_its_encoding(data: bytes, text: str) -> None:
    """UTF-8, UTF-16 and UTF-32 are recognised, other encodings are guessed, Western ones first."""
    assert decode(data, "x") == text


@pytest.mark.parametrize(
    "data",
    [b"one \x00 nul in a text", b"\x1b[31mred\x1b[0m " * 50, "\u200fright\u202e to left".encode(), b"a\r\nb\rc\n", b"\x93a\x00b\x94 he said"],
)  # fmt: skip
def test_odd_characters_do_not_make_a_text_binary(data: bytes) -> None:
    """A NUL, terminal escapes, marks of direction and any line ends are read as they are."""
    assert decode(data, "x") == data.decode("cp1252" if data[0] == 0x93 else "utf-8")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"GIF89a", "GIF"),
        (b"PK\x03\x04", "docx"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x7fELF\x02", "program"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"RIFF\x00\x00\x00\x00WEBP", "image"),
        (b"\x00\x00\x00\x18ftypmp42", "film"),
        (bytes(range(32)) * 8, "control characters"),
        (hashlib.shake_256(b"x").digest(5000), "control characters"),
        (b"\x00\x01\x02\x03\x04", "control characters"),
    ],
)
def test_bytes_that_are_no_text_are_refused_by_name(data: bytes, kind: str) -> None:
    """A binary file is refused with what it looks like."""
    with pytest.raises(BinaryDocumentError, match=kind) as caught:
        decode(data, "a/b.txt")
    assert caught.value.document == "a/b.txt"


def test_a_broken_wide_encoding_is_malformed() -> None:
    """Bytes that begin like UTF-16 and go on otherwise are refused, not guessed at."""
    with pytest.raises(MalformedError, match="UTF-16"):
        decode(codecs.BOM_UTF16_LE + b"a\x00b", "x")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<meta charset=windows-1251>\xcf\xf0", "Пр"),
        (
            b'<META http-equiv="Content-Type" content="text/html; charset=Shift_JIS">'
            + "地".encode("shift_jis"),
            "地",
        ),
        (b"<meta charset='iso-8859-1'>\x93caf\xe9\x94", "“café”"),
        (b"<meta charset=iso-8859-15>\xa4", "€"),
        (b"<meta charset=latin1>caf\xc3\xa9", "café"),
        (b"<meta charset=iso-2022-jp>" + "地".encode("iso-2022-jp"), "地"),
        (b'<?xml version="1.0" encoding="koi8-r"?>\xf0', "П"),
        (b"<meta charset=utf-16>caf\xc3\xa9", "café"),
        (b"<meta charset=rot13>caf\xc3\xa9", "café"),
        (b"<meta charset=no-such>caf\xc3\xa9", "café"),
        (b"<meta charset=utf-8>caf\xe9", "café"),
        (codecs.BOM_UTF8 + b"<meta charset=koi8-r>caf\xc3\xa9", "café"),
    ],
)
def test_the_declared_encoding_of_a_page_is_honoured(data: bytes, text: str) -> None:
    """A page is read in the encoding that it declares, unless its bytes cannot be in it."""
    assert decode_html(data, "x").endswith((">" + text, text))


def test_utf8_that_was_cut_off_stays_utf8() -> None:
    """A file cut within a character, or with one bad byte in many, is not read as another encoding."""
    text = "“It’s over” – he said at the café. " * 4
    assert decode((text + "“").encode()[:-1], "x") == text + "\ufffd"
    assert decode(b"\xff" + text.encode(), "x") == "\ufffd" + text


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_valid_utf8_is_never_changed(text: str) -> None:
    """UTF-8 with its byte order mark comes back character for character, or is refused as binary."""
    try:
        assert decode(codecs.BOM_UTF8 + text.encode(), "x") == text
    except BinaryDocumentError:
        assert any(ord(character) < 0x20 or character == "\x7f" for character in text)


def _names_it(error: DocumentError) -> None:
    assert error.document == "x"


@settings(max_examples=100, deadline=None)
@given(st.binary())
def test_any_bytes_are_text_or_an_error_of_the_document(data: bytes) -> None:
    """No bytes escape as another kind of error."""
    try:
        assert isinstance(decode(data, "x"), str)
        assert isinstance(decode_html(data, "x"), str)
    except (BinaryDocumentError, MalformedError) as error:
        _names_it(error)
