"""Measures what ``baseline`` makes of figures and quotations: whose they are, and what a figure measures.

``python -m benchmarks.labels`` scores it on the sets of ``tests/finders`` that carry sources (B and C).
A name counts as right when it is the annotated one, holds it, or ends in the same word.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from summarizer.extraction import extract
from summarizer.reading import Overrides, read_text
from summarizer.records import Figure, Quote

__all__ = ["Tally", "score_set"]

_SETS = Path(__file__).parents[1] / "tests" / "finders"


@dataclass
class Tally:
    """Right and all, by what was judged."""

    right: dict[str, int] = field(default_factory=dict)
    total: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, *, right: bool) -> None:
        """Count one judgement."""
        self.total[name] = self.total.get(name, 0) + 1
        self.right[name] = self.right.get(name, 0) + right

    def share(self, name: str) -> float:
        """Share of the judgements that are right."""
        return self.right[name] / self.total[name]


def _plain(name: str | None) -> str:
    return (name or "").lower().replace("’", "'").replace("the ", "").replace("'s", "").strip(" .")


def alike(found: str | None, annotated: str | None) -> bool:
    """Whether two names are of the same source."""
    one, other = _plain(found), _plain(annotated)
    if not one or not other:
        return one == other
    return one in other or other in one or one.split()[-1] == other.split()[-1]


RecordT = TypeVar("RecordT", Figure, Quote)


def _at(records: tuple[RecordT, ...], item: dict[str, Any]) -> RecordT | None:
    overlapping = (r for r in records if r.span.start < item["end"] and item["start"] < r.span.end)
    return next(overlapping, None)


def score_set(path: Path) -> Tally:
    """Judge the baseline on one annotated set; optional records are left out."""
    tally = Tally()
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            overrides = Overrides(published=row["published"])
            result = extract(read_text(row["text"], id=row["id"], overrides=overrides))
            for item in row["quotes"]:
                quote = _at(result.quotes, item)
                if quote and item.get("is_quote", True) and not item.get("optional"):
                    speaker = quote.speaker.name if quote.speaker else None
                    tally.add("speaker", right=alike(speaker, item["speaker"]))
                    tally.add("kind", right=quote.kind == item["kind"])
            for item in row["figures"]:
                figure = _at(result.figures, item)
                if figure and not item.get("optional"):
                    _judge(figure, item, tally)
    return tally


def _judge(figure: Figure, item: dict[str, Any], tally: Tally) -> None:
    tally.add("measure", right=figure.measure == item["measure"])
    sources, annotated = figure.attributed_to, item["attributed_to"]
    tally.add("claim or not", right=bool(sources) == bool(annotated))
    if sources and annotated:
        tally.add("first source", right=alike(sources[0].name, annotated[0]))


def main() -> int:
    """Print the table."""
    names = ("claim or not", "first source", "measure", "speaker", "kind")
    print(f"{'set':8}" + "".join(f"{name:>16}" for name in names))
    for path in sorted(_SETS.glob("set_[bc].jsonl")):
        tally = score_set(path)
        print(f"{path.stem:8}" + "".join(f"{tally.share(name):16.3f}" for name in names))
    return 0


if __name__ == "__main__":
    sys.exit(main())
