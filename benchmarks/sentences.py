"""Measures the sentence splitter on the project's hard cases, with sentencex and pysbd beside it.

Run ``python -m benchmarks.sentences``. The libraries are optional; one that is not installed is left
out. A case counts as right when every sentence of it is; the libraries are also run line by line,
since they do not take a line end for the end of a sentence.
"""

from __future__ import annotations

import importlib
import json
import time
from collections.abc import Callable
from pathlib import Path

from summarizer.text.sentences import split_sentences

_ROOT = Path(__file__).parents[1]
_CASES = _ROOT / "tests" / "text" / "sentence_cases.jsonl"
_ROUNDS = 20

Splitter = Callable[[str], list[str]]


def _ours(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text)]


def _sentencex() -> Splitter:
    segment = importlib.import_module("sentencex").segment
    return lambda text: list(segment("en", text))


def _pysbd() -> Splitter:
    segmenter = importlib.import_module("pysbd").Segmenter(language="en", clean=False)
    return lambda text: list(segmenter.segment(text))


def _by_line(split: Splitter) -> Splitter:
    return lambda text: [sentence for line in text.splitlines() for sentence in split(line)]


def _right(split: Splitter, cases: list[tuple[str, list[str]]]) -> int:
    return sum([s.strip() for s in split(text) if s.strip()] == expected for text, expected in cases)


def _speed(split: Splitter, articles: list[str]) -> float:
    """Milliseconds of CPU for 1,000 words of the seed articles."""
    words = sum(len(article.split()) for article in articles)
    before = time.process_time()
    for _ in range(_ROUNDS):
        for article in articles:
            split(article)
    return (time.process_time() - before) * 1e6 / (words * _ROUNDS)


def main() -> None:
    """Print a line for each splitter: cases right, their share, time."""
    records = [json.loads(line) for line in _CASES.read_text(encoding="utf-8").splitlines()]
    cases = [(record["text"], record["sentences"]) for record in records]
    articles = [path.read_text(encoding="utf-8-sig") for path in sorted((_ROOT / "seeds").glob("*.txt"))]
    splitters: dict[str, Splitter] = {"summarizer": _ours}
    for name, load in (("sentencex", _sentencex), ("pysbd", _pysbd)):
        try:
            splitters[name] = load()
        except ImportError:
            print(f"{name} is not installed; left out")
            continue
        splitters[f"{name}, line by line"] = _by_line(splitters[name])
    print(f"{'splitter':26} {'right':>5} of {len(cases)}  share  ms per 1,000 words")
    for name, split in splitters.items():
        right = _right(split, cases)
        print(f"{name:26} {right:5} {right / len(cases):14.3f} {_speed(split, articles):10.2f}")


if __name__ == "__main__":
    main()
