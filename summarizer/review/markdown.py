"""A comparison as a comment on a pull request: the verdict, the worst changes, the rest folded.

Text of the articles and of the models is untrusted: it stands in ``code`` elements with every sign that
means something in Markdown or HTML as a character reference, so that it neither becomes markup nor mentions
anybody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.review.excerpts import differing_parts, source_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.review.comparison import ArticleLine, WorstChange
    from summarizer.review.model import Agreement, Change, DiffHead

__all__ = ["LONGEST", "MARKER", "code", "plain", "render_markdown"]

MARKER = "<!-- summarizer diff -->"
"""First line of every comment: by it a workflow finds its earlier comment and replaces it."""

LONGEST = 65_535
"""Bytes of the longest comment; GitHub takes below 65,536 characters."""

_SIGN = re.compile(r"[!-$&*+/<-@\[-`{-~]|[.:](?=\S)")
"""What means something in Markdown or HTML, be it only where an address seems to stand."""
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f\ufeff\ud800-\udfff]"
)
_ICONS = {"yes": "✅", "no": "❌", "unclear": "⚠️"}
_RESERVED = 300
"""Bytes kept for the sentence that says what was left out."""
_LONGEST_TEXT = 300


def render_markdown(
    head: DiffHead, worst: Sequence[WorstChange], lines: Sequence[ArticleLine], texts: Mapping[str, str]
) -> str:
    """The comment; what does not fit is left out, and said to be.

    Args:
        head: The comparison as a whole.
        worst: The worst changes, the worst first.
        lines: Every article in short.
        texts: Source texts by their SHA-256.
    """
    parts = [MARKER, *_top(head)]
    room = LONGEST - _RESERVED - sum(_size(part) for part in parts)
    shown, room = _fitting((_change(each, texts) for each in worst), room)
    if shown:
        parts += ["### The worst changes", "", *shown]
    counts = head.counts
    left = counts.critical + counts.major + counts.minor - counts.accepted - len(shown)
    if left > 0:
        parts += ["", f"{left} more: see the JSON or the page of this comparison."]
    opening, closing = ["", "<details><summary>Articles</summary>", "", *_ARTICLE_HEADING], ["", "</details>"]
    room -= sum(_size(each) for each in (*opening, *closing))
    changed = [
        line for line in lines if line.state != "compared" or line.critical or line.major or line.minor
    ]
    rows, room = _fitting((_article(line) for line in changed), room)
    if rows:
        parts += [*opening, *rows]
        if len(rows) < len(changed):
            parts.append(f"| {len(changed) - len(rows)} more | | | | | |")
        parts += closing
    return "\n".join(parts) + "\n"


def code(text: str, limit: int = _LONGEST_TEXT) -> str:
    """Untrusted text on one line, which Markdown and HTML take for nothing but text."""
    return f"<code>{_escaped(_flat(text, limit))}</code>"


def plain(text: str, limit: int = _LONGEST_TEXT) -> str:
    """A sentence of ours, which may name runs and articles: as ``code``, but in the running text's type."""
    return _escaped(_flat(text, limit)).replace("&#64;", "&#64;\u2060")  # no name of anybody follows the sign


def _escaped(text: str) -> str:
    return _SIGN.sub(lambda found: f"&#{ord(found[0])};", text)


def _flat(text: str, limit: int) -> str:
    """Text on one line, cut, with everything that is obeyed and not shown written out."""
    flat = " ".join(text[: 4 * limit].split())
    if len(flat) > limit or len(text) > 4 * limit:
        flat = f"{flat[: limit - 1]}…"
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", flat)


def _size(part: str) -> int:
    return len(part.encode("utf-8", "replace")) + 1


def _fitting(parts: Iterator[str], room: int) -> tuple[list[str], int]:
    """The first parts, as many as there is room for, and the room that is left."""
    taken = []
    for part in parts:
        if _size(part) > room:
            break
        room -= _size(part)
        taken.append(part)
    return taken, room


def _top(head: DiffHead) -> Iterator[str]:
    for sentence in head.differing:
        yield f"> [!WARNING]\n> {plain(sentence, 600)}\n"
    verdict = head.verdict
    yield f"## {_ICONS[verdict.safe]} {plain(verdict.headline)}"
    yield ""
    yield " against ".join(code(_run(head, place)) for place in reversed(range(len(head.runs))))
    yield ""
    yield from (f"- {plain(reason)}" for reason in verdict.reasons)
    yield ""
    if head.gates:
        yield from ("| gate | limit | found | |", "|---|---|---|---|")
        for gate in head.gates:
            yield f"| {gate.name} | {gate.limit} | {gate.found} | {'✅' if gate.passed else '❌'} |"
        yield ""
    yield from ("| agreement | | 95% interval |", "|---|---|---|")
    yield from (_agreement(head, one) for one in head.agreement if one.type == "all")
    yield ""
    if head.notes:
        yield from ("<details><summary>Notes</summary>", "")
        yield from (f"- {plain(note, 600)}" for note in head.notes)
        yield from ("", "</details>", "")


def _run(head: DiffHead, place: int) -> str:
    run = head.runs[place]
    repeats = f", {run.repeats} repeats" if run.repeats > 1 else ""
    approved = "approved: " if head.baseline and not place else ""
    return f"{approved}{run.name} ({', '.join(run.models)}{repeats})"


def _agreement(head: DiffHead, one: Agreement) -> str:
    names = head.runs[one.left_run].name, head.runs[one.right_run].name
    label = f"{names[0]} with itself" if one.left_run == one.right_run else f"{names[0]} with {names[1]}"
    value = "–" if one.value is None else f"{one.value:.1%}"
    interval = "–" if one.interval is None else "{:.1%} to {:.1%}".format(*one.interval)
    return f"| {code(label)} | {value} | {interval} |"


def _change(one: WorstChange, texts: Mapping[str, str]) -> str:
    change = one.change
    head = f"- **{change.severity}** {change.type} {change.kind.replace('_', ' ')}: {code(change.title, 160)}"
    details = [f"  - {line}" for line in _details(change)]
    place = source_line(change, texts.get(one.sha256 or ""))
    where = code(one.document, 80)
    if place is not None:
        details.append(f"  - {where}, line {place[0]}: {code(place[1], 400)}")
    else:
        details.append(f"  - {where}")
    return "\n".join([head, *details])


def _details(change: Change) -> Iterator[str]:
    for each in change.fields:
        note = f" ({each.note})" if each.note else ""
        left, right = differing_parts(each.left, each.right, _LONGEST_TEXT)
        yield f"{each.field.replace('_', ' ')}{note}: {_value(left)} → {_value(right)}"
    for check in change.findings_gained:
        yield f"new finding {check.code}: {code(check.message)}"
    if change.stability == "stable":
        ours, theirs = change.left_presence, change.right_presence
        yield f"in {ours.present} of {ours.of} results against {theirs.present} of {theirs.of}"


def _value(words: str | None) -> str:
    return "nothing" if words is None else code(words)


_ARTICLE_HEADING = (
    "| article | state | critical | major | minor | agreement |",
    "|---|---|---:|---:|---:|---:|",
)


def _article(line: ArticleLine) -> str:
    agreement = "–" if line.agreement is None else f"{line.agreement:.1%}"
    cells = (line.full_state, str(line.critical), str(line.major), str(line.minor), agreement)
    return f"| {code(line.document, 80)} | {' | '.join(cells)} |"
