"""How well the factual checks tell faithful from unfaithful summaries of other people's test sets.

    python -m benchmarks.faithfulness [--misses N] FOLDER...

Each folder holds ``articles.jsonl`` (``article_id``, ``article``) and ``data.jsonl`` (``article_id``,
``summary``, ``faithful``). Beside the checks stands a trivial one: a number or a capitalised word of the
summary that the article does not have.

A summary counts as alarmed when it has a factual finding of severity error or warning. Findings of severity
info say that something is missing (a date to resolve “Saturday” by), not that it is wrong; these sets give no
date of publication, so with them every weekday would be an alarm.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.checks import check_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Tally", "main"]

_TRIVIAL = re.compile(r"\d[\d,.]*\d|\d|\b[A-Z][\w’'-]*\w")


@dataclass
class Tally:
    """Alarms on faithful and on unfaithful summaries."""

    faithful: int = 0
    unfaithful: int = 0
    false_alarms: int = 0
    found: int = 0
    codes: Counter[tuple[bool, str]] = field(default_factory=Counter)
    """How many summaries of each kind (faithful or not) have each code."""

    def add(self, *, faithful: bool, codes: set[str]) -> None:
        """Count one summary and what was found in it."""
        self.faithful += faithful
        self.unfaithful += not faithful
        self.false_alarms += faithful and bool(codes)
        self.found += not faithful and bool(codes)
        self.codes.update((faithful, code) for code in codes)

    @property
    def balanced_accuracy(self) -> float:
        """The mean of the shares of faithful and of unfaithful summaries that were told rightly."""
        return (self.found / self.unfaithful + 1 - self.false_alarms / self.faithful) / 2

    def __str__(self) -> str:
        return (
            f"balanced accuracy {self.balanced_accuracy:.3f}, unfaithful found {self.found}/{self.unfaithful}"
            f" ({self.found / self.unfaithful:.1%}), false alarms {self.false_alarms}/{self.faithful}"
            f" ({self.false_alarms / self.faithful:.1%})"
        )


def _trivial(summary: str, article: str) -> set[str]:
    return {"absent" for word in _TRIVIAL.findall(summary) if word not in article}


def _factual(summary: str, article: str) -> set[str]:
    return {
        check.code
        for check in check_text(summary, article)
        if check.class_ == "factual" and check.severity != "info"
    }


def _errors(summary: str, article: str) -> set[str]:
    return {
        check.code
        for check in check_text(summary, article)
        if check.class_ == "factual" and check.severity == "error"
    }


def _all(summary: str, article: str) -> set[str]:
    return {check.code for check in check_text(summary, article) if check.class_ == "factual"}


def _items(folder: Path) -> Iterator[tuple[str, str, bool]]:
    articles = {}
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        articles[one["article_id"]] = one["article"]
    for line in (folder / "data.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        yield one["summary"], articles[one["article_id"]], one["faithful"]


def _measure(folder: Path, misses: int) -> None:
    checkers: dict[str, Callable[[str, str], set[str]]] = {
        "trivial": _trivial,
        "checks": _factual,
        "errors only": _errors,
        "with infos": _all,
    }
    for name, checker in checkers.items():
        tally, start = Tally(), time.perf_counter()
        shown = 0
        for summary, article, faithful in _items(folder):
            codes = checker(summary, article)
            tally.add(faithful=faithful, codes=codes)
            if name == "checks" and shown < misses and faithful and codes:
                shown += 1
                print(f"  false alarm: {sorted(codes)}: {summary}")
        print(f"{folder.name:24} {name:20} {tally}, {time.perf_counter() - start:.1f} s")
        if name == "checks":
            for code in sorted({code for _, code in tally.codes}):
                print(f"    {code:22} faithful {tally.codes[True, code]}, not {tally.codes[False, code]}")


def main() -> None:
    """Measure every folder named."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="how many false alarms to show")
    arguments = parser.parse_args()
    for folder in arguments.folders:
        _measure(folder, arguments.misses)


if __name__ == "__main__":
    main()
