"""From bytes to text: byte order marks, declared and guessed encodings, and bytes that are no text."""

from __future__ import annotations

import codecs
import re

from summarizer.errors import BinaryDocumentError, MalformedError

__all__ = ["decode", "decode_html", "wide_encoding"]

_MAGIC = (
    (b"%PDF-", "a PDF (give it the suffix .pdf)"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document such as .docx"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document such as .doc"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x00asm", "a WebAssembly program"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Tab, line feed, vertical tab, form feed and carriage return lay text out; escape colours it.
_CONTROLS = bytes(byte for byte in range(0x20) if byte not in b"\t\n\v\f\r\x1b") + b"\x7f"
_FEW_CONTROLS = 3
_CONTROL_SHARE = 0.1
_UNDECLARED_CONTROL_SHARE = 0.01
_NUL_SHARE = 0.3

_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,60}?encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]{2,40})",
    re.IGNORECASE,
)
_HTML_HEAD = 4096
_WESTERN = frozenset(("ascii", "iso8859-1", "cp1252"))
# Signs that no Western text has inside a word; other code pages have letters at their bytes.
_SIGN_IN_WORD = re.compile(r"[a-zà-ÿ][‚ƒ„†‡ˆ‰¹²³¿¼½¾ª¤¦¨¬±´¸×÷][a-zà-ÿ]", re.IGNORECASE)
_ACCENTED = re.compile(r"[À-ÖØ-öø-ÿŠšŽžŒœŸ]")
_ACCENTED_RUN = re.compile(r"[À-ÖØ-öø-ÿŠšŽžŒœŸ]{3}")
_ASCII_LETTER = re.compile(r"[A-Za-z]")
_ACCENTED_SHARE = 0.12
# What short Western texts are taken for, and what nobody has written for decades.
_EXTINCT = re.compile(r"mac_|cp(?:037|1006|1026|1140|[2-8]\d\d$)|hp_|ptcp|kz")
_WHOLE_PER_BROKEN = 10
_FEW_ACCENTED = 6
_SAMPLE = 65_536
_NON_ASCII_BYTES = bytes(range(0x80, 0x100))
_NON_ASCII = re.compile(rb"[\x80-\xff]")


def decode(data: bytes, name: str) -> str:
    """Decode a document's bytes, whatever their encoding; nothing but the byte order mark is dropped.

    Args:
        data: The bytes.
        name: How an error message calls the document.

    Raises:
        BinaryDocumentError: The bytes are not text.
        MalformedError: They begin with a byte order mark that the rest does not follow.
    """
    return _decode(data, name, declared=None)


def decode_html(data: bytes, name: str) -> str:
    """Decode a page's bytes, by the character set that it declares where it declares one.

    Raises:
        BinaryDocumentError: The bytes are not text.
        MalformedError: They begin with a byte order mark that the rest does not follow.
    """
    match = _CHARSET.search(data, 0, _HTML_HEAD)
    return _decode(data, name, declared=match[1].decode("ascii") if match else None)


def wide_encoding(data: bytes) -> str | None:
    """``utf-16`` or ``utf-32`` if the bytes begin with the byte order mark of one, else None."""
    encoding = _marked(data)
    return None if encoding == "utf-8-sig" else encoding


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _decode(data: bytes, name: str, declared: str | None) -> str:
    marked = _marked(data)
    if marked is not None and marked != "utf-8-sig":
        return _decode_marked(data, marked, name)
    if marked:
        data, declared = data.removeprefix(codecs.BOM_UTF8), "utf-8"
    _refuse_magic(data, name)
    declared_text = _decode_declared(data, declared)
    if declared_text is not None:
        return declared_text
    wide = _unmarked_utf16(data)
    if wide is not None:
        return data.decode(wide)
    text = _try(data, "utf-8")
    if text is None:
        text = _mend_utf8(data)
    _refuse_controls(data, name, _UNDECLARED_CONTROL_SHARE if text is None else _CONTROL_SHARE)
    return text if text is not None else _detect(data, name)


def _decode_marked(data: bytes, encoding: str, name: str) -> str:
    text = _try(data, encoding)
    if text is None:
        raise MalformedError(
            name, f"it begins like {encoding.upper()} text but goes on otherwise", "save it as UTF-8"
        )
    return text


def _refuse_magic(data: bytes, name: str) -> None:
    looks = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if looks is None and data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        looks = "an image, a sound or a film"
    if looks is None and data[4:8] == b"ftyp":
        looks = "a film or an image"
    if looks is not None:
        raise _binary(name, f"it looks like {looks}")


def _refuse_controls(data: bytes, name: str, share: float) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > max(_FEW_CONTROLS, share * len(data)):
        raise _binary(name, "it is full of control characters, as programs and compressed data are")


def _binary(name: str, reason: str) -> BinaryDocumentError:
    return BinaryDocumentError(
        name, f"it is not text: {reason}", "give the article as text, HTML, PDF or JSON"
    )


def _decode_declared(data: bytes, declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        encoding = codecs.lookup(declared)
    except LookupError:
        return None
    # A page that can declare UTF-16 in ASCII letters is not UTF-16; UTF-7 is unsafe.
    if encoding.name.startswith(("utf-16", "utf-32", "utf-7")):
        return None
    if encoding.name in _WESTERN:
        # Multi-byte UTF-8 is never written by chance: such a page declares the wrong thing.
        return _try(data, "utf-8") or _try(data, "cp1252")
    return _try(data, encoding.name)


def _unmarked_utf16(data: bytes) -> str | None:
    sample = data[: _SAMPLE - _SAMPLE % 2]
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        nuls = sample[first::2].count(0)
        others = sample[1 - first :: 2].count(0)
        if nuls > _FEW_CONTROLS and nuls > 2 * _NUL_SHARE * len(sample) / 2 and others * 20 < nuls:
            return encoding if _try(data, encoding) is not None else None
    return None


def _mend_utf8(data: bytes) -> str | None:
    """UTF-8 with the odd broken character, as where a file was cut off; None if it is not that."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - broken - len(data.translate(None, _NON_ASCII_BYTES))
    return text if whole >= _WHOLE_PER_BROKEN * broken else None


def _detect(data: bytes, name: str) -> str:
    western = _try(data, "cp1252")
    if western is not None and _is_plausible(western):
        return western
    # Imported here: it costs a twentieth of a second, and hardly any document needs it.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    first = _NON_ASCII.search(data)
    start = max(0, first.start() - _SAMPLE // 16) if first else 0
    sample = data[start : start + _SAMPLE]
    if start + _SAMPLE < len(data):
        # Cut where no multi-byte character can be cut in two.
        sample = sample[: max(sample.rfind(b"\n"), sample.rfind(b" ")) + 1] or sample
    guess = from_bytes(sample).best()
    text = _try(data, guess.encoding) if guess is not None else None
    if text is None or (western is not None and guess and _EXTINCT.match(guess.encoding)):
        text = western
    if text is None:
        raise _binary(name, "its bytes are in no known encoding")
    return text


def _is_plausible(text: str) -> bool:
    """Whether bytes read as Western European give what such a text looks like."""
    accented = len(_ACCENTED.findall(text))
    letters = accented + len(_ASCII_LETTER.findall(text))
    return (
        accented <= max(min(_FEW_ACCENTED, letters / 2), _ACCENTED_SHARE * letters)
        and _ACCENTED_RUN.search(text) is None
        and _SIGN_IN_WORD.search(text) is None
    )


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
