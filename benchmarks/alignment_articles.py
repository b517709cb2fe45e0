"""Articles with known records, for measuring alignment: the annotated seeds, and invented ones.

An invented article is a round of local news in which everything has a worded twin: each happening can be said
in a second way with other words, each source be named otherwise, so that a variant's truth is known.
"""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarizer.records import (
    ArticleSummary,
    DocumentInfo,
    Event,
    Figure,
    Provenance,
    Quote,
    Source,
    Span,
    Summary,
)

__all__ = ["Base", "annotated", "invented"]

_ROOT = Path(__file__).parents[1]
_PARAPHRASES = Path(__file__).parent / "alignment_paraphrases.json"


@dataclass(frozen=True)
class Base:
    """An article with its records, and another wording for each event, by its id."""

    text: str
    result: ArticleSummary
    reworded: dict[str, str]


def annotated() -> list[Base]:
    """The seeds with their reference annotations; their events are reworded by hand."""
    reworded: dict[str, dict[str, str]] = json.loads(_PARAPHRASES.read_text(encoding="utf-8"))
    found: list[Base] = []
    for path in sorted((_ROOT / "tests" / "reference").glob("*.json")):
        text = (_ROOT / "seeds" / f"{path.stem}.txt").read_bytes().decode("utf-8-sig")
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for record in (*stored["events"], *stored["figures"], *stored["quotes"]):
            record.pop("optional", None)
        result = ArticleSummary.model_validate(
            {
                "status": "ok",
                "document": stored["document"] | {"sha256": _digest(text), "characters": len(text)},
                "provenance": Provenance(model="reference", origin="rules"),
            }
            | {key: stored[key] for key in ("summary", "events", "figures", "quotes")}
        )
        found.append(Base(text, result, reworded[path.stem[:3]]))
    return found


def invented(seed: int, sentences: int = 24) -> Base:
    """An invented article of so many sentences; the same seed gives the same article."""
    writer = _Writer(random.Random(seed))  # noqa: S311 - reproducible, nothing secret
    for _ in range(sentences):
        writer.write_sentence()
    return writer.finish(f"invented-{seed}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
