"""Measures CPU time per 1,000 words and memory over many articles; prints ratios from one run.

``python -m benchmarks.speed`` takes the seeds and the blind sets of ``tests/finders``, and repeats them.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.extraction import extract
from summarizer.grounding import ungrounded
from summarizer.reading import read_paths, read_text
from summarizer.records import Document
from summarizer.runs import run_documents
from summarizer.text import find_dates, find_figures, find_quotations, split_sentences
from summarizer.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROOT = Path(__file__).parents[1]
_ROUNDS = 5


def documents() -> list[Document]:
    """The seeds and the texts of the blind sets."""
    found = [item for item in read_paths([str(_ROOT / "seeds")]) if isinstance(item, Document)]
    for path in sorted((_ROOT / "tests" / "finders").glob("set_*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            found += [read_text(row["text"], id=row["id"]) for row in map(json.loads, lines)]
    return found


def milliseconds(call: Callable[[], object], words: int) -> float:
    """CPU milliseconds per 1,000 words, the best of some rounds."""
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.process_time()
        call()
        best = min(best, time.process_time() - start)
    return best * 1e6 / words


def copies(articles: list[Document], count: int) -> Iterator[Document]:
    """``count`` articles with ids of their own."""
    for number in range(count):
        article = articles[number % len(articles)]
        yield article.model_copy(update={"info": article.info.model_copy(update={"id": f"a{number}"})})


def peak() -> float:
    """Peak memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Print the tables."""
    articles = documents()
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)
    results = [(extract(article), article.text) for article in articles]
    print(f"{len(articles)} articles, {words} words\n\nCPU ms per 1,000 words")
    finders = milliseconds(lambda: [segment(text) for text in texts], words)
    grounding = milliseconds(lambda: [ungrounded(*result) for result in results], words)
    for name, call in (
        ("split_sentences", lambda: [split_sentences(text) for text in texts]),
        ("find_figures, dates included", lambda: [find_figures(text) for text in texts]),
        ("find_quotations", lambda: [find_quotations(text) for text in texts]),
        ("find_dates", lambda: [find_dates(text) for text in texts]),
    ):
        print(f"  {name:30} {milliseconds(call, words):6.2f}")
    print(f"  {'all finders':30} {finders:6.2f}\n  {'grounding of every span':30} {grounding:6.2f}")
    print(f"  {'finders and grounding':30} {finders + grounding:6.2f}   (to stay below 10)")
    whole = milliseconds(lambda: [extract(article) for article in articles], words)
    print(f"  {'the whole baseline, checked':30} {whole:6.2f}\n\nrun with baseline, one process")
    before = None
    for count in (100, 1000, 3000):
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            run_documents(copies(articles, count), folder)
            seconds = time.perf_counter() - start
        ratio = f", {peak() / before:.2f} times that after 100" if before else ""
        before = before or peak()
        print(f"  {count:5} articles: {count / seconds:5.0f} a second, peak {peak():.0f} MB{ratio}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
