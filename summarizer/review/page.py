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

from summarizer.review.payload import payload
from summarizer.review.standing import Subjects, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from summarizer.review.decisions import Decision
    from summarizer.review.model import ArticleDiff, Diff, DiffHead

__all__ = ["Page", "build_page", "content_policy", "render_page"]

_SCRIPTS = (
    "text",
    "diff",
    "store",
    "list",
    "article",
    "change",
    "correct",
    "unsaved",
    "plots",
    "overview",
    "keys",
    "main",
)
_STALE = {"document", "title", "decision", "reviewer"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page but for the decisions, which stand between its two halves."""

    before: str
    after: str
    subjects: Subjects
    """What can be decided on it."""

    def with_decisions(self, decisions: Mapping[str, Decision]) -> str:
        """The whole HTML; of decisions that went stale only that there are such."""
        found = standing(decisions, self.subjects)
        values = {
            "applied": {each.key: each.model_dump(mode="json", exclude_none=True) for each in found.applied},
            "stale": [each.model_dump(mode="json", include=_STALE) for each in found.stale],
        }
        return f"{self.before}{_json(values)}{self.after}"


def render_page(diff: Diff, texts: Mapping[str, str], decisions: Mapping[str, Decision]) -> str:
    """The comparison as an HTML file that works from disk and keeps decisions in the browser.

    Args:
        diff: The comparison.
        texts: Source texts by their SHA-256; an article without its text is shown without it.
        decisions: What was decided before, by change key.
    """
    return build_page(diff, diff.articles, texts).with_decisions(decisions)


def build_page(
    head: DiffHead, articles: Iterable[ArticleDiff], texts: Mapping[str, str], reviewer: str | None = None
) -> Page:
    """The page in two halves, made article by article.

    Args:
        head: The comparison as a whole.
        articles: Its articles.
        texts: Source texts by their SHA-256.
        reviewer: Who decides, for a page that is served and sends its decisions; None for a file.
    """
    subjects = Subjects(tuple(", ".join(run.models) for run in head.runs))
    data, bodies = payload(head, subjects.passing(articles), texts, reviewer)
    names = " and ".join(run.name for run in head.runs)
    filled = {
        "policy": html.escape(content_policy(live=reviewer is not None)),
        "title": html.escape(f"{names}: review of the differences"),
        "style": _asset("page.css"),
        "data": _json(data),
        "bodies": "\n".join(map(_json, bodies)),
        "script": _script(),
    }
    # Filled piece by piece, so that nothing that was filled in is looked at again.
    before, after = _asset("page.html").split("{{decisions}}")
    return Page(_fill(before, filled), _fill(after, filled), subjects)


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


def _json(value: Any) -> str:
    """JSON on one line that may stand inside a script element."""
    escaped = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
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
