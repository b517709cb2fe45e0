"""HTML: the main text of a page and what the page says about it, by trafilatura; never the network."""

from __future__ import annotations

import logging
import re

from summarizer.errors import EmptyDocumentError
from summarizer.reading.draft import Draft, Metadata, parse_iso_date
from summarizer.reading.menus import is_menu_word
from summarizer.reading.metadata import split_site_title

__all__ = ["draft_page"]

_LANGUAGE = re.compile(
    r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})\b", re.IGNORECASE
)
_HEAD = 10_000
_ROOT = re.compile(r"<(?:html|body|head|!doctype)\b", re.IGNORECASE)
# Dates of other articles must not become this one's.
_OTHER_ARTICLES = "//aside | //nav | //footer[not(ancestor::article)] | //li//time | //a//time"
# Not the body's dates: a page that states no date of its own has none.
_DATES = {"original_date": True, "extensive_search": False}

for _name in ("trafilatura", "htmldate", "courlan"):
    # What they have to say about a page goes to whoever listens, not to standard error.
    logging.getLogger(_name).addHandler(logging.NullHandler())


def draft_page(html: str, document_id: str, path: str) -> Draft:
    """The draft of an HTML page: the text taken out of it is its source text.

    Raises:
        EmptyDocumentError: There is no article text in the page.
    """
    # Imported here: it costs a quarter of a second, and most runs read no HTML.
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415
    from trafilatura.settings import Document as Page  # noqa: PLC0415

    try:
        # A fragment, as out of a feed, is taken for broken unless it says that it is a page.
        whole = _ROOT.search(html) is not None
        tree = load_html(html if whole else f"<html><body>{html}</body></html>")
        for element in tree.xpath(_OTHER_ARTICLES) if tree is not None else ():
            element.drop_tree()
        page = bare_extraction(
            tree, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
        )
    except Exception as error:  # whatever breaks in there concerns this page only
        raise _empty(path, f"it could not be parsed ({type(error).__name__})") from error
    text = (getattr(page, "text", None) or "").strip()
    if not isinstance(page, Page) or all(is_menu_word(line) for line in text.splitlines()):
        raise _empty(path, "no article text was found in the page")
    title, outlet = split_site_title(page.title.strip()) if page.title else (None, None)
    language = _LANGUAGE.search(html, 0, _HEAD)
    return Draft(
        document_id,
        text,
        path,
        metadata=Metadata(
            title=title,
            outlet=page.sitename or outlet,
            byline=page.author or None,
            published=parse_iso_date(page.date) if page.date else None,
            url=page.url or None,
            language=language[1] if language else None,
        ),
    )


def _empty(path: str, problem: str) -> EmptyDocumentError:
    return EmptyDocumentError(path, problem, "save its text as .txt to read it as it is")
