"""One fault at a time on one of twenty articles: what is lost, what the others wait for.

    python -m benchmarks.faults

The loopback server of the tests answers with a prepared reply, which is no model's, and misbehaves for
article 7.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.extraction import ModelExtractor
from summarizer.models import ModelOptions
from summarizer.reading import read_text
from summarizer.runs import read_result, run_documents

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "models"))
from loopback import Answer, serving

from benchmarks.slow_model import REPLY

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FAULTS", "main"]

_ARTICLES, _HIT, _CAP = 20, 7, 5.0
GOOD = Answer(REPLY)
_JSON = '{"choices": [{"message": {"role": "assistant", "content": "{}"}, "finish_reason": "stop"}]}'
FAULTS: dict[str, tuple[Answer, bool]] = {
    "invalid JSON": (Answer("{figures: oops"), True),
    "truncated JSON": (Answer(REPLY[:60], finish="length"), True),
    "empty answer": (Answer(""), True),
    "wrong shape": (Answer('{"rows": [1, 2]}'), True),
    "refusal": (Answer("", refusal="I cannot help with that."), True),
    "429, Retry-After 2, once": (Answer("slow down", 429, {"Retry-After": "2"}), False),
    "429, Retry-After 120, once": (Answer("slow down", 429, {"Retry-After": "120"}), False),
    "429 for ever": (Answer("slow down", 429), True),
    "500, once": (Answer("boom", 500), False),
    "500 for ever": (Answer("boom", 500), True),
    "connection reset": (Answer(fault="cut"), True),
    "a hang": (Answer(fault="hang"), True),
    "HTML instead of JSON": (Answer(raw=b"<html><body>Sign in</body></html>"), True),
    "wrong content type": (Answer(_JSON, 200, {"Content-Type": "text/plain"}), True),
}
"""What the server does to article 7, and whether it does so every time."""


def _answers(fault: Answer, *, always: bool) -> Callable[[int, dict[str, Any]], Answer]:
    hit: list[bool] = []

    def answer(_: int, body: dict[str, Any]) -> Answer:
        if f"no-{_HIT}-" in body["messages"][1]["content"] and (always or not hit):
            hit.append(True)
            return fault
        return GOOD

    return answer


def main() -> None:
    """Run and print the table; the exit code is 1 if an article was lost that was not hit."""
    lost = False
    print(f"{'fault':28} {'good':>5} {'on disk':>7} {'hit':>7} {'calls':>5} {'seconds':>7}  reason")
    for name, (fault, always) in FAULTS.items():
        documents = [
            read_text(
                f"At least 45 people were killed in flood no-{number}-, officials said.", id=f"d{number}"
            )
            for number in range(_ARTICLES)
        ]
        with tempfile.TemporaryDirectory() as folder, serving(_answers(fault, always=always)) as server:
            options = ModelOptions(
                model="openai/tiny", api_base=f"{server.url}/v1", timeout=2.0, retries=2, retry_cap=_CAP
            )
            begun = time.monotonic()
            with ModelExtractor(options) as extractor:
                run_documents(documents, folder, model=options.model, extractor=extractor, jobs=8)
            took = time.monotonic() - begun
            results = [read_result(path) for path in sorted((Path(folder) / "results").glob("*.json"))]
            calls = len(server.requests)
        hit = next(one for one in results if one.document.id == f"d{_HIT}")
        good = sum(one.status != "failed" for one in results)
        lost |= good < _ARTICLES - 1 or len(results) != _ARTICLES
        reason = (hit.error or "").split(": ", 1)[-1][:70]
        print(f"{name:28} {good:5} {len(results):7} {hit.status:>7} {calls:5} {took:7.1f}  {reason}")
    sys.exit(lost)


if __name__ == "__main__":
    main()
