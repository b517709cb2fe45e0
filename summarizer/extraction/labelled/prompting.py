"""Puts requests together: versioned prompt files, fences whose token follows from the source, messages."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from summarizer.extraction.labelled.marking import defuse, mark_up
from summarizer.models import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.extraction.labelled.marking import Window
    from summarizer.records import DocumentInfo
    from summarizer.text.candidates import Stretch
    from summarizer.text.segment import Segmented

__all__ = ["PROMPT_VERSION", "about", "extraction_messages", "fence_token", "fill", "prompt_text"]

EXTRACT, REPAIR, COMBINE = "extract.v1", "repair.v1", "combine.v1"
PROMPT_VERSION = f"{EXTRACT}+{REPAIR}+{COMBINE}"
"""Versions of the prompts, kept with each result."""

_PACKAGED = Path(__file__).parents[2] / "_data" / "prompts"
_CHECKED_OUT = Path(__file__).parents[3] / "prompts"


@cache
def prompt_text(name: str) -> str:
    """The text of the prompt file ``name`` (without ``.md``)."""
    folder = _PACKAGED if _PACKAGED.is_dir() else _CHECKED_OUT
    return (folder / f"{name}.md").read_text(encoding="utf-8")


def fill(name: str, **values: str) -> str:
    """The prompt file ``name`` with its places filled in; what is filled in is not looked at again."""
    return Template(prompt_text(name)).substitute(values).strip()


def fence_token(source: str, version: str = EXTRACT) -> str:
    """16 hexadecimal digits that an article's author cannot know before it is written.

    They follow from prompt version and source: a random token could never be replayed.
    """
    return hashlib.sha256(f"{version}\n{source}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def about(info: DocumentInfo) -> str:
    """What is known of the article, a line each; untrusted like the article itself."""
    known = (("Title", info.title), ("Outlet", info.outlet), ("Published", info.published))
    return "\n".join(f"{name}: {defuse(' '.join(value.split()))}" for name, value in known if value)


def extraction_messages(
    info: DocumentInfo, segmented: Segmented, window: Window, part: str = ""
) -> tuple[Message, ...]:
    """The conversation that asks for the labels of one window of an article.

    Args:
        info: What is known of the article.
        segmented: What the rules found in it.
        window: The sentences that are shown.
        part: Which part it is, such as ``2 of 3``; empty for the whole article.
    """
    user = fill(
        f"{EXTRACT}.user",
        token=fence_token(segmented.text),
        about=f"{about(info)}\n" if about(info) else "",
        article=mark_up(segmented, info.furniture, window),
        part=f" (part {part}; the other parts are labelled apart)" if part else "",
        figures=_range("f", segmented.figures, window),
        quotations=_range("q", segmented.quotations, window),
    )
    return (Message("system", prompt_text(f"{EXTRACT}.system").strip()), Message("user", user))


def _range(prefix: str, candidates: Sequence[Stretch], window: Window) -> str:
    numbers = [number for number, one in enumerate(candidates, start=1) if window.holds(one)]
    if not numbers:
        return "none"
    first, last = numbers[0], numbers[-1]
    return f"{prefix}{first}" if first == last else f"{prefix}{first} to {prefix}{last}"
