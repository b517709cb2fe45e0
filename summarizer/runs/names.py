"""File names for what has a name of its own: document ids, model names. A name never becomes a path."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote, unquote, urlsplit
from urllib.request import url2pathname

from summarizer.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "RESULT_SUFFIX",
    "Owners",
    "ResultNames",
    "default_folder",
    "file_stem",
    "folder_of",
    "id_of_name",
    "result_names",
]

RESULT_SUFFIX = ".json"

_LONGEST_STEM = 120
"""Bytes; half of what file systems allow, as some encrypt names and some count the whole path."""

_PLAIN = re.compile(r"[A-Za-z0-9._-]+")
"""Names of which nothing needs to be encoded."""
_RESERVED_ON_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_LOOKS_LIKE_A_REPEAT = re.compile(r"\.(r\d+)$", re.IGNORECASE)


def file_stem(name: str) -> str:
    """``name`` percent-encoded so that it is a file name on any system, and no other name's.

    An over-long one is cut and ends in ``~`` and the start of its SHA-256.
    """
    plain = _PLAIN.fullmatch(name) is not None
    stem = name if plain else quote(_bytes(name), safe="").replace("~", "%7E") or "%"
    if stem[0] == "." or _RESERVED_ON_WINDOWS.match(stem):
        stem = f"%{ord(stem[0]):02X}{stem[1:]}"
    stem = _LOOKS_LIKE_A_REPEAT.sub(r"%2E\1", stem)
    return stem if len(stem) <= _LONGEST_STEM else _with_digest(stem, name)


def result_names(document_id: str, repeat: int = 1) -> tuple[str, str]:
    """The two file names that a document's result may have.

    The second ends in the start of the id's SHA-256. It serves where another document's first name
    differs from this one's in capitals only, which is one file on some systems.
    """
    stem, suffix = file_stem(document_id), _suffix(repeat)
    return stem + suffix, _with_digest(stem, document_id) + suffix


def id_of_name(name: str) -> str:
    """The document whose result a file name says that it is; an over-long one tells its beginning only."""
    return unquote(re.sub(r"\.r\d+$", "", name.removesuffix(RESULT_SUFFIX)))


def default_folder(model: str) -> Path:
    """The run folder of a model when none is named."""
    return Path("runs") / file_stem(model)


def folder_of(output: str) -> Path:
    """The run folder that is meant by a path, or by a ``file://`` address.

    Raises:
        ConfigurationError: It is the address of storage that is not mounted, or of another machine.
    """
    if not _ADDRESS.match(output):
        return Path(output)
    parts = urlsplit(output)
    if parts.scheme.lower() == "file" and parts.netloc in ("", "localhost") and parts.path:
        return Path(url2pathname(parts.path))
    raise ConfigurationError(
        f"-o {output}: a run folder needs locks and renames, which that storage does not have; mount it, at "
        f"the same path on each machine, and give that path"
    )


class Owners(Protocol):
    """Document ids by file name, in lower case; a dictionary will do."""

    def setdefault(self, name: str, document_id: str, /) -> str:
        """Whose file it is; from now on this document's, if it was nobody's."""
        ...


class ResultNames:
    """Which document's result each file of a run holds.

    Args:
        taken: Document id by file name, of results that are there already.
        owners: Where to keep that instead of in memory.
    """

    def __init__(self, taken: Mapping[str, str], owners: Owners | None = None) -> None:
        self._owners: Owners = {} if owners is None else owners
        for name, document_id in taken.items():
            self._owners.setdefault(name.casefold(), document_id)

    def claim(self, document_id: str, repeat: int = 1) -> str:
        """The file name of a document's result, told apart from those of all others."""
        plain = file_stem(document_id) + _suffix(repeat)
        owner = self._owners.setdefault(plain.casefold(), document_id)
        return plain if owner == document_id else result_names(document_id, repeat)[1]


def _suffix(repeat: int) -> str:
    return RESULT_SUFFIX if repeat == 1 else f".r{repeat}{RESULT_SUFFIX}"


def _with_digest(stem: str, name: str) -> str:
    digest = hashlib.sha256(_bytes(name)).hexdigest()[:16]
    whole = stem.partition("~")[0]
    kept = re.sub(r"%.?$", "", whole[: _LONGEST_STEM - len(digest) - 1])
    return f"{kept}~{digest}"


def _bytes(name: str) -> bytes:
    # A file name that is not UTF-8 comes with halves of surrogate pairs in it.
    return name.encode("utf-8", "surrogatepass")
