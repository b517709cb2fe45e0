"""Precision and recall of every factual and neutrality check on planted errors and near misses.

    python -m benchmarks.planted [FOLDER...] [--code CODE] [--quiet]

A folder holds JSON Lines files of items with ``code, violates, source, summary``, perhaps ``cited`` and
``also`` (other codes that the item breaks); by default the sets of tests/checks/planted, one after another. A
code that is found where the item does not break it is a false alarm, whichever code the item is about; the
column “own” counts only those on the items about the code itself.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.checks import CODES, check_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["PLANTED", "PLANTED_CODES", "Score", "items_of", "judge"]

PLANTED = Path(__file__).resolve().parent.parent / "tests" / "checks" / "planted"
PLANTED_CODES = tuple(code for code in CODES if CODES[code].class_ in ("factual", "neutrality"))


@dataclass
class Score:
    """What the checks found of the planted errors."""

    hits: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    own_alarms: Counter[str] = field(default_factory=Counter)
    """False alarms on the items about the code itself."""
    listed: list[str] = field(default_factory=list)
    """Every miss and every false alarm, for a reader."""

    def recall(self, code: str) -> float | None:
        """Share of the planted errors of a code that were found."""
        return _share(self.hits[code], self.misses[code])

    def precision(self, code: str) -> float | None:
        """Share of the findings of a code that were right, over all items."""
        return _share(self.hits[code], self.alarms[code])

    def own_precision(self, code: str) -> float | None:
        """The same over the items about the code."""
        return _share(self.hits[code], self.own_alarms[code])


def items_of(folder: Path) -> Iterator[dict[str, Any]]:
    """The items of a set, file by file."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def judge(items: Iterable[dict[str, Any]], codes: Iterable[str] = PLANTED_CODES) -> Score:
    """Check every item, and count what was found of what is planted."""
    score = Score()
    wanted = tuple(codes)
    for item in items:
        findings = check_text(item["summary"], item["source"], item.get("cited"))
        found = {finding.code for finding in findings}
        for code in wanted:
            broken = item["violates"] and code == item["code"]
            if broken:
                (score.hits if code in found else score.misses)[code] += 1
                if code not in found:
                    score.listed.append(f"missed {item['id']}: {item['summary']}")
            elif code in found and code not in item.get("also", ()):
                score.alarms[code] += 1
                score.own_alarms[code] += item["code"] == code
                message = "; ".join(one.message for one in findings if one.code == code)
                score.listed.append(f"false alarm {code} at {item['id']}: {message}")
    return score


def _share(right: int, wrong: int) -> float | None:
    return right / (right + wrong) if right + wrong else None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--code", help="only the items about one code, and only its findings")
    parser.add_argument("--quiet", action="store_true", help="do not list misses and false alarms")
    options = parser.parse_args()
    folders = options.folders or sorted(path for path in PLANTED.iterdir() if path.is_dir())
    codes = (options.code,) if options.code else PLANTED_CODES
    for folder in folders:
        items = [item for item in items_of(folder) if options.code in (None, item["code"])]
        score = judge(items, codes)
        print(f"\n{folder.name}: {len(items)} items")
        print(f"{'code':24} {'errors':>6} {'recall':>7} {'precision':>9} {'own':>6}")
        for code in codes:
            shares = (score.recall(code), score.precision(code), score.own_precision(code))
            row = [" –" if share is None else f"{share:.2f}" for share in shares]
            print(f"{code:24} {score.hits[code] + score.misses[code]:6} {row[0]:>7} {row[1]:>9} {row[2]:>6}")
        if not options.quiet:
            print("\n".join(f"  {line}" for line in score.listed))


if __name__ == "__main__":
    main()
