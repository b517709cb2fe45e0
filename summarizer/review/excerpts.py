"""What is shown of long texts: the line of the article that a change is about, the part that differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.review.model import Change

__all__ = ["differing_parts", "source_line"]

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


def differing_parts(left: str | None, right: str | None, longest: int) -> tuple[str | None, str | None]:
    """Two texts on one line each, of both the part in which they begin to differ.

    Args:
        left: The one; None for none.
        right: The other.
        longest: Characters of either part.
    """
    if left is None or right is None or max(len(left), len(right)) <= longest:
        return left, right
    one, other = " ".join(left.split()), " ".join(right.split())
    pairs = zip(one, other, strict=False)
    common = next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    start = one.rfind(" ", 0, max(0, common - longest // 3)) + 1
    if max(len(one), len(other)) <= longest or not start:
        return one, other
    return f"… {one[start:]}", f"… {other[start:]}"
