"""PDF: the text of its pages, by pypdf, which is an extra."""

from __future__ import annotations

import io
import logging
import re

from summarizer.errors import EmptyDocumentError, MalformedError, MissingExtraError, TooLargeError
from summarizer.reading.draft import Draft

__all__ = ["draft_pdf"]

_FULL_LINE = 0.75
"""Share of the page's longest lines from which a line is taken to run on into the next."""
_HYPHEN = re.compile(r"[a-z]-$")


def draft_pdf(data: bytes, document_id: str, path: str, *, max_characters: int) -> Draft:
    """The draft of a PDF: the text of its pages, its wrapped lines joined, is its source text.

    Raises:
        MissingExtraError: pypdf is not installed.
        MalformedError: The file is no PDF, broken or encrypted.
        EmptyDocumentError: Its pages hold no text (a scan).
        TooLargeError: Its text is longer than ``max_characters``.
    """
    try:
        import pypdf  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError(
            path, "reading PDF needs an extra that is not installed", "run: pip install 'summarizer[pdf]'"
        ) from error
    # What it has to say about a broken file is in the error already.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    pages: list[str] = []
    characters = 0
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        encrypted = reader.is_encrypted
        if not encrypted:
            for page in reader.pages:
                pages.append(_join_wrapped(page.extract_text()))
                characters += len(pages[-1])
                if characters > max_characters:
                    break
    except Exception as error:  # a broken PDF breaks the parser in any way it likes
        raise MalformedError(
            path, f"it is not a PDF that can be read ({type(error).__name__})", "save it again, or as text"
        ) from error
    if encrypted:
        raise MalformedError(path, "it is an encrypted PDF", "save it without a password")
    text = "\n\n".join(page for page in pages if page)
    if len(text) > max_characters:
        raise TooLargeError(
            path,
            f"its text has more than the {max_characters:,} characters allowed",
            "raise the setting max_characters (SUMMARIZER_MAX_CHARACTERS) to read it",
        )
    if not text:
        raise EmptyDocumentError(
            path, "its pages hold no text, as those of a scan", "recognise its text (OCR) first"
        )
    # A lone surrogate comes from a broken character map, not from the author.
    return Draft(document_id, text.encode("utf-8", "replace").decode("utf-8"), path)


def _join_wrapped(page: str) -> str:
    """A page's text with its lines joined to paragraphs; a short line ends one."""
    lines = [line.strip() for line in page.splitlines()]
    lengths = sorted(len(line) for line in lines if line)
    if not lengths:
        return ""
    full = _FULL_LINE * lengths[int(0.9 * (len(lengths) - 1))]
    parts: list[str] = []
    runs_on = False
    for line in lines:
        if not runs_on or not line:
            parts.append("\n")
        elif _HYPHEN.search(parts[-1]) and line[0].islower():
            parts[-1] = parts[-1][:-1]
        else:
            parts.append(" ")
        parts.append(line)
        runs_on = bool(line) and len(line) >= full and not line.endswith((".”", ".", "!", "?", '."'))
    return "".join(parts).strip()
