"""The line of the article that a change is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.review.model import Change

__all__ = ["source_line"]

_BEFORE = 120
_LONGEST = 400
"""Characters of a line that are shown: a page may be one line of a hundred thousand."""


def source_line(change: Change, text: str | None) -> tuple[int, str] | None:
    """Number, from 1, and words of the source line on which a change stands; None where it stands on none.

    Args:
        change: The change.
        text: The source text; None where it is not known.
    """
    spans = [span for record in (*change.left, *change.right) for span in record.spans]
    roles = {span.role for span in spans}
    wanted = next((role for role in ("text", "evidence") if role in roles), "mention")
    spans = [span for span in spans if span.role == wanted]
    starts = [span.start for span in spans] or [
        check.span.start for check in change.findings_gained if check.span
    ]
    if text is None or not starts or starts[0] >= len(text):
        return None
    start = starts[0] if change.type != "event" else min(starts)
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    shown = max(begin, start - _BEFORE)
    cut = min(end, shown + _LONGEST)
    words = " ".join(text[shown:cut].split())
    return text.count(
        "\n", 0, start
    ) + 1, f"{'… ' if shown > begin else ''}{words}{' …' if cut < end else ''}"
