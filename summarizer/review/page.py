"""A comparison as one HTML file that needs no network: the data as JSON, shown by a script as text only.

Article text never becomes markup: it stands in a JSON block in which ``<`` is escaped, and the script writes
it with ``textContent``. The content security policy names the hashes of the one script and the one style
sheet, and forbids everything else.
"""

from __future__ import annotations

import hashlib
import html
import json
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from summarizer.review.forms import FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarizer.review.decisions import Decision
    from summarizer.review.model import ArticleDiff, Change, Diff, SideRecord

__all__ = ["Page", "build_page", "content_policy", "render_page"]

_SCRIPTS = (
    "text",
    "diff",
    "store",
    "list",
    "article",
    "change",
    "correct",
    "plots",
    "overview",
    "keys",
    "main",
)
_SPAN = {"start", "end", "text"}
_ARTICLE_KEYS = {"document", "title", "sha256", "state", "statuses"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page but for the decisions, which stand between its two halves."""

    before: str
    after: str

    def with_decisions(self, decisions: Mapping[str, Decision]) -> str:
        """The whole HTML."""
        values = {key: each.model_dump(mode="json", exclude_none=True) for key, each in decisions.items()}
        return f"{self.before}{_json(values)}{self.after}"


def render_page(diff: Diff, texts: Mapping[str, str], decisions: Mapping[str, Decision]) -> str:
    """The comparison as an HTML file that works from disk and keeps decisions in the browser.

    Args:
        diff: The comparison.
        texts: Source texts by their SHA-256; an article without its text is shown without it.
        decisions: What was decided before, by change key.
    """
    return build_page(diff, texts).with_decisions(decisions)


def build_page(diff: Diff, texts: Mapping[str, str], reviewer: str | None = None) -> Page:
    """The page in two halves.

    Args:
        diff: The comparison.
        texts: Source texts by their SHA-256.
        reviewer: Who decides, for a page that is served and sends its decisions; None for a file.
    """
    script, style = _script(), _asset("page.css")
    names = " and ".join(run.name for run in diff.runs)
    # The template is filled piece by piece, so that nothing that was filled in is looked at again.
    filled = {
        "policy": html.escape(content_policy(live=reviewer is not None)),
        "title": html.escape(f"{names}: review of the differences"),
        "style": style,
        "data": _json(_payload(diff, texts, reviewer)),
        "script": script,
    }
    before, after = _asset("page.html").split("{{decisions}}")
    return Page(_fill(before, filled), _fill(after, filled))


def content_policy(*, live: bool) -> str:
    """The content security policy: this script and this style sheet, and nothing from anywhere else.

    Args:
        live: Whether the page may send decisions to the server that it came from.
    """
    own = "'self'" if live else "'none'"
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src '{_hash(_script())}'",
            f"style-src '{_hash(_asset('page.css'))}'",
            f"connect-src {own}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _payload(diff: Diff, texts: Mapping[str, str], reviewer: str | None) -> dict[str, Any]:
    shown = [article for article in diff.articles if article.changes]
    others = [article for article in diff.articles if article.state != "compared"]
    head = diff.model_dump(mode="json", by_alias=True, exclude={"articles"})
    return {
        "head": head,
        "forms": FORMS,
        "reviewer": reviewer,
        "articles": [_index(article) for article in shown],
        # Each a string: it is parsed when its article is looked at, so that a big page is there at once.
        "bodies": [_compact(_body(article, texts.get(article.sha256 or ""))) for article in shown],
        "others": [article.model_dump(mode="json", include=_ARTICLE_KEYS) for article in others[:1000]],
    }


def _index(article: ArticleDiff) -> dict[str, Any]:
    return {
        **article.model_dump(mode="json", include=_ARTICLE_KEYS),
        "changes": [
            [
                each.key, each.type, each.kind, each.severity, each.stability,
                each.left_run, each.right_run, each.title, bool(each.left), bool(each.right),
            ]
            for each in article.changes
        ],
    }  # fmt: skip


def _body(article: ArticleDiff, text: str | None) -> dict[str, Any]:
    return {
        "text": text,
        "changes": [_change(change, keep_words=text is None) for change in article.changes],
        "summaries": [_thin(each.model_dump(mode="json", by_alias=True)) for each in article.summaries],
    }


def _change(change: Change, *, keep_words: bool) -> dict[str, Any]:
    return {
        "left": [_side(side, keep_words=keep_words) for side in change.left],
        "right": [_side(side, keep_words=keep_words) for side in change.right],
        "presence": [[each.present, each.of] for each in (change.left_presence, change.right_presence)],
        "fields": [each.model_dump(mode="json", exclude_none=True) for each in change.fields],
        "gained": [_thin(each.model_dump(mode="json", by_alias=True)) for each in change.findings_gained],
        "lost": [_thin(each.model_dump(mode="json", by_alias=True)) for each in change.findings_lost],
    }


def _side(side: SideRecord, *, keep_words: bool) -> dict[str, Any]:
    return {
        "id": side.id,
        "record": _thin(side.record, keep_words=keep_words),
        "spans": [[span.start, span.end, span.role] for span in side.spans],
    }


def _thin(value: Any, *, keep_words: bool = False) -> Any:
    """``value`` without what is empty, and spans without their words, which stand in the source text."""
    if isinstance(value, list | tuple):
        return [_thin(item, keep_words=keep_words) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == _SPAN and not keep_words:
        return {"start": value["start"], "end": value["end"]}
    thin = {key: _thin(item, keep_words=keep_words) for key, item in value.items()}
    return {key: item for key, item in thin.items() if item is not None and item not in ([], {}, "")}


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _json(value: Any) -> str:
    """JSON that may stand inside a script element."""
    escaped = _compact(value).replace("<", "\\u003c")
    return escaped.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _fill(template: str, values: Mapping[str, str]) -> str:
    pieces = template.split("{{")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        name, rest = piece.split("}}", 1)
        filled += (values[name], rest)
    return "".join(filled)


@cache
def _asset(name: str) -> str:
    return (files("summarizer.review") / "assets" / name).read_text(encoding="utf-8")


@cache
def _script() -> str:
    parts = "\n".join(_asset(f"{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{b64encode(digest).decode('ascii')}"
