"""What a model writes when it answers by ids, against what it writes when it copies the same fields.

    python -m benchmarks.copying.compare

``replies/`` holds a large model's answers to ``copy.v1.system.md`` for two seeds, relayed in the same way as
the recordings in ``cassettes/relayed-large``. Three ratios are printed: characters as written, of compact
JSON, and of compact JSON without null and empty fields, which takes away what is owed to leaving fields out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ids_replies", "main"]

REPLIES = Path(__file__).parent / "replies"
RECORDINGS = Path(__file__).resolve().parents[2] / "cassettes" / "relayed-large"


def ids_replies(document: str) -> list[str]:
    """The recorded first answers for a document, one a repeat; repairs have further turns."""
    cassette = json.loads((RECORDINGS / f"{document}.json").read_text(encoding="utf-8"))
    answers = []
    for exchange in cassette["interactions"]:
        if len(exchange["request"]["body"]["messages"]) > 2:
            continue
        answers.append(exchange["response"]["body"]["choices"][0]["message"]["content"])
    return answers


def _compact(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _lean(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lean(one) for key, one in value.items() if one not in (None, [], "", {})}
    return [_lean(one) for one in value] if isinstance(value, list) else value


def _compact_length(text: str) -> int:
    return _compact(json.loads(text))


def _lean_length(text: str) -> int:
    return _compact(_lean(json.loads(text)))


_MEASURES: tuple[Callable[[str], int], ...] = (len, _compact_length, _lean_length)


def main() -> None:
    """Print the ratios for each seed and in all."""
    sums = [[0.0, 0.0], [0.0, 0.0], [0.0, 0.0]]
    for path in sorted(REPLIES.glob("*.json")):
        copied = path.read_text(encoding="utf-8").strip()
        ours = [reply.strip() for reply in ids_replies(path.stem)]
        row = []
        for total, measure in zip(sums, _MEASURES, strict=True):
            mean = sum(measure(reply) for reply in ours) / len(ours)
            total[0] += mean
            total[1] += measure(copied)
            row.append(f"{mean:7.0f} / {measure(copied):6} = {mean / measure(copied):.2f}")
        print(f"{path.stem}  as written {row[0]}   compact {row[1]}   without empty fields {row[2]}")
    print("together", "  ".join(f"{ids / copied:.2f}" for ids, copied in sums))


if __name__ == "__main__":
    main()
