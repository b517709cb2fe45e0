"""Measures the date finder on third-party sentences, with dateparser's search beside it.

Run ``python -m benchmarks.dates`` with ``BENCH_DATA`` naming the folder that holds
``quantities_recognizers/data.jsonl`` (the DateTimeModel cases of Microsoft Recognizers-Text).

Cases are the dates and date ranges as news writes them: forms of spoken assistants, of search
queries, of file names, of years in words are left out (see ``_NOT_NEWS``). The set
expects the next day or month where news means the last, and a day where the record contract has a
month (“two months ago”); so values are compared apart for days whose year is written and for other days.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from summarizer.text.dates import find_dates

_MODEL = "DateTimeModel"
_TYPES = ("datetimeV2.date", "datetimeV2.daterange")

_NOT_NEWS = re.compile(
    r"^(?:the )?(?:day|week|month|year|weekend)$|^(?:this|these|the|my|our) days?$|\bnow\b|tmrw"
    r"|^(?:in|within|less than|more than|next|past|last|previous)? ?\d* ?\w* ?(?:days?|weeks?|months?|years?)"
    r" (?:from|after|before|since)\b|^(?:in|within) |\bweek \d|\bcy\b|\bsy\b|[wcs]y?\d\d$|\bschool\b"
    r"|[<>=~]|^\d?\d[./-]\d?\d$|\b\w+day \d\d?[./-]\d\d?\b|^\w{3}/\d|^(?:this|next) \d|\bcentury\b|\beaster\b"
    r"|\botd\b|\b(?:hundred|thousand|nineteen|nineties|twenty|thirty)\b|^\d{8}$|[-/][A-Za-z]+[-/]|^\d{4} \d",
    re.IGNORECASE,
)

Found = tuple[int, int, str | None]
"""Start, end, and the resolved first day of a phrase."""

Finder = Callable[[str, str], list[Found]]


@dataclass
class _Tally:
    expected: int = 0
    overlapped: int = 0
    dated: list[int] = field(default_factory=lambda: [0, 0])
    """Days with a year and right ones among them."""
    relative: list[int] = field(default_factory=lambda: [0, 0])
    """Days without a written year that the set resolves to one day, and right ones among them."""
    false: int = 0
    without: int = 0
    seconds: float = 0.0
    words: int = 0
    missed: list[str] = field(default_factory=list)


def _own(text: str, published: str) -> list[Found]:
    return [(phrase.start, phrase.end, phrase.when.start) for phrase in find_dates(text, published)]


def _dateparser(text: str, published: str) -> list[Found]:
    # It has no stubs, and is slow to import.
    from dateparser.search import search_dates  # noqa: PLC0415

    settings: Any = {"RELATIVE_BASE": datetime.fromisoformat(published), "PREFER_DATES_FROM": "past"}
    found: list[Found] = []
    position = 0
    for words, value in search_dates(text, languages=["en"], settings=settings) or []:
        start = text.find(words, position)
        if start < 0:
            continue
        position = start + len(words)
        found.append((start, position, value.date().isoformat()))
    return found


def _cases(folder: Path) -> list[dict[str, Any]]:
    path = folder / "quantities_recognizers" / "data.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [case for case in map(json.loads, lines) if case["model"] == _MODEL]


def _value(result: dict[str, Any]) -> str | None:
    """The day that a result stands for, where there is but one."""
    if result["type"] != _TYPES[0] or not result["resolution"]:
        return None
    values = result["resolution"]["values"]
    timex = str(values[0].get("timex", ""))
    if values[0].get("value") == "not resolved":
        return None
    return timex if len(values) == 1 and re.fullmatch(r"\d{4}-\d\d-\d\d", timex) else None


def _measure(finder: Finder, cases: list[dict[str, Any]]) -> _Tally:
    tally = _Tally()
    for case in cases:
        text = case["text"]
        published = ((case["context"] or {}).get("ReferenceDateTime") or "2016-11-07")[:10]
        begun = time.process_time()
        found = finder(text, published)
        tally.seconds += time.process_time() - begun
        tally.words += len(text.split())
        if not case["results"]:
            tally.without += 1
            tally.false += len(found)
        for result in case["results"]:
            if result["type"] not in _TYPES or _NOT_NEWS.search(result["text"]):
                continue
            tally.expected += 1
            over = [item for item in found if item[0] < result["end"] and item[1] > result["start"]]
            tally.overlapped += bool(over)
            if not over:
                tally.missed.append(f"{result['text']!r} in {text[:80]!r}")
            value = _value(result)
            if value is not None:
                days = tally.dated if re.search(r"\d{4}", result["text"]) else tally.relative
                days[0] += 1
                days[1] += any(item[2] == value for item in over)
    return tally


def _report(name: str, tally: _Tally) -> None:
    print(
        f"{name}: spans found {tally.overlapped}/{tally.expected} = {tally.overlapped / tally.expected:.1%}; "
        f"days right with a written year {tally.dated[1]}/{tally.dated[0]}, "
        f"without {tally.relative[1]}/{tally.relative[0]}; "
        f"{tally.false} found in {tally.without} sentences without a date; "
        f"{1e6 * tally.seconds / tally.words:.1f} ms per 1,000 words"
    )


def main() -> int:
    """Print both finders' recall of spans and values; where the data is missing, say so."""
    folder = Path(os.environ.get("BENCH_DATA", ""))
    if "BENCH_DATA" not in os.environ or not (folder / "quantities_recognizers" / "data.jsonl").is_file():
        print(
            "benchmarks.dates: no quantities_recognizers/data.jsonl; set BENCH_DATA to the folder above it.",
            file=sys.stderr,
        )
        return 0
    warnings.simplefilter("ignore")  # dateparser warns of the coming change of ambiguous formats
    cases = _cases(folder)
    own = _measure(_own, cases)
    _report("find_dates", own)
    _report("dateparser", _measure(_dateparser, cases))
    if "--missed" in sys.argv:
        print("\n".join(own.missed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
