"""Measures the figure finder: on the blind sets, and on two third-party sets where they are at hand.

``python -m benchmarks.finders`` prints ratios measured in one run, quantulum3 beside ours. The environment
variable ``BENCH_DATA`` names the folder with ``quantities_recognizers/data.jsonl`` (Microsoft
Recognizers-Text specifications) and ``quantities_quantulum3/data.jsonl`` (quantulum3's own test
sentences), both MIT-licensed.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.scores import Found, Gold, Score, add_up, score_figures
from summarizer.text import find_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SETS = Path(__file__).parents[1] / "tests" / "finders"
_PERCENT = re.compile(r"(?i)%|per ?cent|pct")
_MODELS = ("Number", "NumberRange", "Currency", "Dimension", "Temperature", "Percent", "Age")
"""Recognizers of what the contract calls a figure; it has ordinals and dates apart."""


def ours(text: str) -> list[Found]:
    """What this project's finder finds."""
    return [Found(item.start, item.end, item.value, item.upper) for item in find_figures(text)]


def ours_with_parts(text: str) -> list[Found]:
    """The same with “half” as 0.5, as the third-party sets have it; in the contract a share is in percent."""
    return [
        Found(item.start, item.end, item.value / 100, item.upper)
        if item.unit == "percent" and item.value is not None and not _PERCENT.search(item.text)
        else Found(item.start, item.end, item.value, item.upper)
        for item in find_figures(text)
    ]


def load_quantulum3() -> Callable[[str], list[Found]] | None:
    """quantulum3's parser as a finder, or None where it is not installed."""
    try:
        from quantulum3 import parser  # noqa: PLC0415 - a benchmark dependency only
    except ImportError:
        return None
    logging.disable(logging.WARNING)

    def find(text: str) -> list[Found]:
        try:
            quantities = parser.parse(text)
        except Exception:  # noqa: BLE001 - a text that it cannot parse counts as nothing found
            return []
        return [Found(item.span[0], item.span[1], item.value) for item in quantities]

    return find


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def blind_set(path: Path) -> list[tuple[str, list[Gold]]]:
    """Texts and annotated figures of one of the project's own sets."""
    return [
        (
            row["text"],
            [Gold(f["start"], f["end"], f["value"], bool(f.get("optional"))) for f in row["figures"]],
        )
        for row in rows(path)
    ]


def quantulum3_set(folder: Path) -> list[tuple[str, list[Gold]]]:
    """quantulum3's own test sentences."""
    return [
        (row["text"], [Gold(item["start"], item["end"], item["value"]) for item in row["results"]])
        for row in rows(folder / "quantities_quantulum3" / "data.jsonl")
    ]


def recognizers_set(folder: Path, model: str) -> list[tuple[str, list[Gold]]]:
    """Sentences of one recognizer's specification, with the values that it resolves."""
    found = []
    for row in rows(folder / "quantities_recognizers" / "data.jsonl"):
        if row["model"] == f"{model}Model":
            gold = [Gold(item["start"], item["end"], _value(item["resolution"])) for item in row["results"]]
            found.append((row["text"], [item for item in gold if item.value is not None]))
    return found


def _value(resolution: dict[str, Any] | None) -> float | None:
    """The number of a resolution: “30%”, “[5000,)”, “12.5”; None for a unit without one."""
    match = re.search(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", str((resolution or {}).get("value")))
    return float(match[0]) if match else None


def measure(find: Callable[[str], list[Found]], texts: Iterable[tuple[str, list[Gold]]]) -> Score:
    """Score a finder over a set."""
    return add_up([score_figures(find(text), gold) for text, gold in texts])


def main() -> int:
    """Print the tables."""
    theirs = load_quantulum3()
    print(f"{'set':24} {'finder':11} {'figures':>8} {'recall':>7} {'span F1':>8} {'value F1':>9}")
    sets: list[tuple[str, list[tuple[str, list[Gold]]]]] = [
        (path.stem, blind_set(path)) for path in sorted(_SETS.glob("set_*.jsonl"))
    ]
    own = {name for name, _ in sets}
    data = os.environ.get("BENCH_DATA")
    finders: list[tuple[str, Callable[[str], list[Found]]]] = [("ours", ours)]
    if theirs:
        finders.append(("quantulum3", theirs))
    if data:
        sets.append(("quantulum3's sentences", quantulum3_set(Path(data))))
    for name, texts in sets:
        for label, find in finders:
            find_here = ours_with_parts if label == "ours" and name not in own else find
            score = measure(find_here, texts)
            total = score.found + score.missed
            figures = f"{score.recall:7.3f} {score.span_f1:8.3f} {score.value_f1:9.3f}"
            print(f"{name:24} {label:11} {total:8} {figures}")
    if not theirs:
        print("quantulum3 is not installed: `make bench` installs it")
    if not data:
        print("BENCH_DATA is not set: the third-party sets were left out (see this module's first lines)")
        return 0
    print(f"\n{'recognizers (recall)':24} {'finder':11} {'figures':>8} {'found':>7} {'value right':>12}")
    for model in _MODELS:
        texts = recognizers_set(Path(data), model)
        for label, find in finders:
            score = measure(ours_with_parts if label == "ours" else find, texts)
            total = score.found + score.missed
            print(f"{model:24} {label:11} {total:8} {score.recall:7.3f} {score.value_recall:12.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
