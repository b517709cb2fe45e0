"""Precision and recall of every factual and neutrality check on planted errors and near misses.

    python -m benchmarks.planted [FOLDER] [--code CODE] [--misses]

FOLDER holds JSON Lines files of items with ``code, violates, source, summary``, perhaps ``cited`` and
``also`` (other codes that the item breaks); tests/checks/planted by default. A code that is found where the
item does not break it is a false alarm, whichever code the item is about.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from summarizer.checks import CODES, check_text

PLANTED = Path(__file__).resolve().parent.parent / "tests" / "checks" / "planted"
_CLASSES = ("factual", "neutrality")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=PLANTED)
    parser.add_argument("--code", help="only the items about one code, and only its findings")
    parser.add_argument("--misses", action="store_true", help="print every miss and every false alarm")
    options = parser.parse_args()
    items = [
        json.loads(line)
        for path in sorted(options.folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    codes = [options.code] if options.code else [code for code in CODES if CODES[code].class_ in _CLASSES]
    hits: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    own_alarms: Counter[str] = Counter()
    for item in items:
        if options.code and item["code"] != options.code:
            continue
        cited = item.get("cited")
        cited = [cited] if isinstance(cited, str) else cited
        findings = check_text(item["summary"], item["source"], cited)
        found = {finding.code for finding in findings}
        broken = {item["code"]} if item["violates"] else set()
        for code in codes:
            message = "; ".join(finding.message for finding in findings if finding.code == code)
            if code in broken:
                (hits if code in found else misses)[code] += 1
            elif code in found and code not in item.get("also", ()):
                alarms[code] += 1
                own_alarms[code] += item["code"] == code
            if options.misses and code in broken and code not in found:
                print(f"MISS  {item['id']}\n      {item['source']}\n      → {item['summary']}")
            elif options.misses and code in found and code not in broken and code not in item.get("also", ()):
                print(f"FALSE {code} at {item['id']}: {message}")
    print(f"{'code':24} {'items':>5} {'recall':>7} {'precision':>9} {'precision over all items':>25}")
    for code in codes:
        planted = hits[code] + misses[code]
        if planted:
            print(
                f"{code:24} {planted:5} {hits[code] / planted:7.2f} {_share(hits[code], own_alarms[code]):>9}"
                f" {_share(hits[code], alarms[code]):>25}"
            )


def _share(right: int, wrong: int) -> str:
    return f"{right / (right + wrong):.2f}" if right + wrong else "–"


if __name__ == "__main__":
    main()
