"""Tests of the formats that summarizer.reading takes apart: HTML, Markdown and PDF."""

from __future__ import annotations

import builtins
import io
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import (
    DocumentError,
    EmptyDocumentError,
    MalformedError,
    MissingExtraError,
    TooLargeError,
)
from summarizer.reading import read_paths
from summarizer.reading.markdown import draft_markdown
from summarizer.reading.web_page import draft_page
from summarizer.records import Document

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPHS = [
    "The Calder bridge reopened to traffic on Friday after repairs that cost £3.2m, the council said.",
    "“It’s a relief,” said café owner José Núñez. About 9,000 cars cross it each day.",
    "The works began on 2 April 2020 and were to have taken six months. A second phase starts in 2023.",
]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="{{charset}}">
<title>Bridge reopens after 14 months | The Calder Post</title><meta name="author" content="Ruth Amis">
<meta property="og:site_name" content="The Calder Post"><link rel="canonical" href="https://post.example/bridge">
<meta property="article:published_time" content="2021-06-05T08:00:00Z"></head>
<body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>Bridge reopens after 14 months</h1>
{BODY}</article><aside><ul><li><a href="/1">Bakery shuts</a></li></ul></aside>
<footer>© 2021 The Calder Post</footer></body></html>"""


def read(path: Path, **options: int) -> Document | DocumentError:
    """What one file gives."""
    (item,) = read_paths([str(path)], **options)  # type: ignore[arg-type]  # limits are integers
    return item


def document_of(path: Path) -> Document:
    """The document of a file that can be read."""
    item = read(path)
    assert isinstance(item, Document), item
    return item


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_page_gives_its_text_and_what_it_says_about_itself(tmp_path: Path, charset: str) -> None:
    """Of a page, the paragraphs are the source text; title, outlet, author, date, address and language come with it."""
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.format(charset=charset).encode(charset))
    document = document_of(path)
    info = document.info
    assert document.text.splitlines()[-3:] == PARAGRAPHS
    assert (info.title, info.outlet, info.byline) == (
        "Bridge reopens after 14 months",
        "The Calder Post",
        "Ruth Amis",
    )
    assert (info.published, info.url) == ("2021-06-05", "https://post.example/bridge")
    assert (info.language, info.furniture) == ("en-GB", ())


@pytest.mark.parametrize(
    "extra",
    [
        "<footer>Copyright 2019 The Post</footer>",
        "<aside><ul><li>Other <time datetime='2018-03-04'>4 March 2018</time></li></ul></aside>",
        "<ul><li><a href='/x'>Other</a> <time datetime='2018-03-04'>4 March 2018</time></li></ul>",
        "<p>Published 6 July 2013, the report was ignored.</p>",
    ],
)
def test_a_page_is_never_dated_by_other_dates(tmp_path: Path, extra: str) -> None:
    """Dates in sentences, in lists of other articles and in copyright lines are not the date of the page."""
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><article>{BODY}</article>{extra}</body></html>", encoding="utf-8")
    assert document_of(path).info.published is None


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>Just one short line.</p></body></html>",
        "no tags at all, only words",
        "<p>Unclosed <b>tags <i>everywhere &amp; an odd &#0; entity &bogus;",
        f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{BODY}</body></html>',
        f"<html><body>{'word ' * 200_000}</body></html>",
        f"<p>{{{{7*7}}}} {{% raw \x00 \x1b[31m \u202e {PARAGRAPHS[0]}</p>",
    ],
)
def test_odd_pages_are_read(tmp_path: Path, page: str) -> None:
    """A short page, bad mark-up, and a megabyte on one line give their text."""
    path = tmp_path / "page.xhtml"
    path.write_text(page, encoding="utf-8")
    assert document_of(path).text.strip()


@pytest.mark.parametrize("page", ["", "<html></html>", "<nav><a href=/>Home</a></nav>", "<script>var text = 1</script>", "<div>" * 50_000])  # fmt: skip
def test_a_page_without_text_is_empty(tmp_path: Path, page: str) -> None:
    """A page in which there is no article says so, and what to do."""
    path = tmp_path / "page.htm"
    path.write_text(page, encoding="utf-8")
    error = read(path)
    assert type(error) is EmptyDocumentError
    assert ".txt" in str(error)


def test_reading_a_page_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What the libraries have to say about a bad page does not reach standard error."""
    path = tmp_path / "page.html"
    path.write_text("<html>\x00</html>", encoding="utf-8")
    read(path)
    assert capfd.readouterr() == ("", "")


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("<>/=\"'&;#! \npdivaht1é\x00")), max_size=200))
def test_no_page_breaks_the_reader(page: str) -> None:
    """Whatever a page holds, it gives a draft or says that it is empty."""
    try:
        assert draft_page(page, "x", "x.html").text
    except EmptyDocumentError as error:
        assert error.document == "x.html"  # noqa: PT017 - either outcome is right


FRONT_MATTER = """---
title: "Bridge reopens: 14 months on"
author: [Ruth Amis, 'Joe Birch']
date: 2021-06-05 08:00:00
source: The Calder Post # a comment
url: https://post.example/bridge
draft: null
tags:
  - roads
---
"""


def test_markdown_front_matter_is_metadata_and_furniture(tmp_path: Path) -> None:
    """A block between --- lines says what the article is and is set aside; the file is the source text."""
    path = tmp_path / "a.md"
    text = f"{FRONT_MATTER}\n# Another heading\n\n{PARAGRAPHS[0]}\n"
    path.write_text(text, encoding="utf-8")
    document = document_of(path)
    info = document.info
    assert document.text == text
    assert (info.title, info.byline) == ("Bridge reopens: 14 months on", "Ruth Amis, Joe Birch")
    assert (info.published, info.outlet, info.url) == (
        "2021-06-05",
        "The Calder Post",
        "https://post.example/bridge",
    )
    assert [span.text for span in info.furniture] == [FRONT_MATTER.strip()]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# Bridge reopens", "Bridge reopens"),
        ("\n\n#   Bridge *reopens*  ##", "Bridge reopens"),
        ("# [Bridge](https://x.example) `reopens`", "Bridge reopens"),
        ("## Bridge reopens", None),
        ("#Bridge", None),
    ],
)
def test_a_leading_markdown_heading_is_the_title(heading: str, title: str | None) -> None:
    """A first-level heading above the text is its title, without mark-up."""
    assert draft_markdown(f"{heading}\n\n{PARAGRAPHS[0]}", "a", "a.md").metadata.title == title


@pytest.mark.parametrize(
    "text", ["---\n", "---\nno entries here\n---\n", "---\ntitle: x\n" + "x\n" * 30_000, "--- \n\n---\n", "text\n---\na: b\n---\n"]
)  # fmt: skip
def test_what_is_no_front_matter_stays(text: str) -> None:
    """A rule, an unclosed block and a block further down are text."""
    draft = draft_markdown(text, "a", "a.md")
    assert (draft.text, draft.furniture, draft.metadata.title) == (text, (), None)


def make_pdf(lines: list[str]) -> bytes:
    """A PDF of one page with the lines on it."""
    shown = b" ".join(b"(" + line.encode("latin-1") + b") Tj T*" for line in lines)
    stream = b"BT /F1 12 Tf 14 TL 50 750 Td " + shown + b" ET"
    fonts = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources %s >>" % fonts,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)


WRAPPED = [
    "Bridge reopens after repairs",
    "",
    "The Calder bridge reopened to traffic on Friday after re-",
    "pairs that cost 3.2m pounds, the council said in a note.",
    "About 9,000 cars cross the bridge on each working day of",
    "the year.",
]


def test_a_pdf_gives_its_text_with_wrapped_lines_joined(tmp_path: Path) -> None:
    """Of a PDF, the text is read, lines that were only wrapped are joined, and the heading is its title."""
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf(WRAPPED))
    document = document_of(path)
    assert document.text.splitlines()[-2:] == [
        "The Calder bridge reopened to traffic on Friday after repairs that cost 3.2m pounds, the council said in a note.",
        "About 9,000 cars cross the bridge on each working day of the year.",
    ]
    assert document.info.title == "Bridge reopens after repairs"


def test_bad_pdfs_are_one_sentence(tmp_path: Path) -> None:
    """An encrypted, a broken, a scanned and a long PDF each say what they are."""
    writer = pypdf.PdfWriter(io.BytesIO(make_pdf(WRAPPED)))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "encrypted.pdf")
    (tmp_path / "broken.pdf").write_bytes(make_pdf(WRAPPED)[:200])
    (tmp_path / "scan.pdf").write_bytes(make_pdf([]))
    (tmp_path / "long.pdf").write_bytes(make_pdf(WRAPPED))
    for name, kind, words, limit in (
        ("encrypted", MalformedError, "encrypted", 1000),
        ("broken", MalformedError, "not a PDF that can be read", 1000),
        ("scan", EmptyDocumentError, "scan", 1000),
        ("long", TooLargeError, "max_characters", 100),
    ):
        error = read(tmp_path / f"{name}.pdf", max_characters=limit)
        assert type(error) is kind, error
        assert words in str(error)
        assert "\n" not in str(error)


def test_a_pdf_without_the_extra_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without pypdf the error names the extra."""
    (tmp_path / "a.pdf").write_bytes(make_pdf(WRAPPED))
    real = builtins.__import__

    def without_pypdf(name: str, *rest: Any) -> Any:
        if name == "pypdf":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pypdf)
    error = read(tmp_path / "a.pdf")
    assert type(error) is MissingExtraError
    assert "pip install 'summarizer[pdf]'" in str(error)
