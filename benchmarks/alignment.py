"""Measures the alignment of records where it is known which are one, beside simpler ways, and its speed.

``python -m benchmarks.alignment`` makes variants of the annotated seeds and of invented articles
(``alignment_variants``) and prints the pairing F1 of ours, of DeepDiff's ``ignore_order``, and of the ways
that need no library: by id, by order in the article, by equal text. The weights were chosen on variants of
other seeds.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks.alignment_articles import Base, annotated, invented
from benchmarks.alignment_variants import KINDS, Variant, vary
from summarizer.alignment import align
from summarizer.records import ArticleSummary, Event, Figure, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

__all__ = ["TARGETS", "Score", "bases", "by_id", "by_order", "by_text", "measure", "ours", "variants"]

TARGETS = {"paraphrased": 0.95, "touched": 0.97, "doubled": 0.93}
"""The least pairing F1 of each kind of variant."""

Pairing = frozenset[tuple[str, str]]
Way = Callable[[ArticleSummary, ArticleSummary], Pairing]


@dataclass(frozen=True)
class Score:
    """Counts of pairs: found and true, only found, only true."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def plus(self, found: AbstractSet[tuple[str, str]], truth: AbstractSet[tuple[str, str]]) -> Score:
        """These counts and those of one more article."""
        hits = len(found & truth)
        return Score(self.right + hits, self.wrong + len(found) - hits, self.missed + len(truth) - hits)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 when there is nothing to find and nothing found."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 1.0


def bases(number_invented: int = 10) -> list[Base]:
    """The annotated seeds and some invented articles."""
    return [*annotated(), *(invented(seed) for seed in range(number_invented))]


def variants(articles: Iterable[Base], kind: str, seeds: Iterable[int]) -> Iterator[Variant]:
    """A variant of each article for each seed."""
    for seed in seeds:
        for base in articles:
            yield vary(base, kind, seed)


def ours(left: ArticleSummary, right: ArticleSummary) -> Pairing:
    """What ``align`` pairs, without the lines of the summary."""
    return frozenset(
        (pair.left, pair.right)
        for pair in align(left, right).pairs
        if pair.left is not None and pair.right is not None and pair.type != "sentence"
    )


def by_id(left: ArticleSummary, right: ArticleSummary) -> Pairing:
    """Records that have the same id."""
    names = {record.id for records in _lists(right) for record in records}
    return frozenset(
        (record.id, record.id) for records in _lists(left) for record in records if record.id in names
    )


def by_order(left: ArticleSummary, right: ArticleSummary) -> Pairing:
    """The first with the first, the second with the second, in the order of the article."""
    return frozenset(
        (one.id, other.id)
        for ones, others in zip(_lists(left), _lists(right), strict=True)
        for one, other in zip(sorted(ones, key=_place), sorted(others, key=_place), strict=False)
    )


def by_text(left: ArticleSummary, right: ArticleSummary) -> Pairing:
    """Records that say exactly the same, each used once, in the order of the article."""
    found: set[tuple[str, str]] = set()
    for ones, others in zip(_lists(left), _lists(right), strict=True):
        waiting: dict[str, list[str]] = {}
        for record in sorted(others, key=_place):
            waiting.setdefault(_text(record), []).append(record.id)
        for record in sorted(ones, key=_place):
            if waiting.get(_text(record)):
                found.add((record.id, waiting[_text(record)].pop(0)))
    return frozenset(found)


def by_deepdiff(left: ArticleSummary, right: ArticleSummary, **options: Any) -> Pairing:
    """What DeepDiff with ``ignore_order`` takes for one record, changed or not; ids are kept from it."""
    found: set[tuple[str, str]] = set()
    for ones, others in zip(_lists(left), _lists(right), strict=True):
        found |= _deepdiff_pairs(list(ones), list(others), options)
    return frozenset(found)


def _deepdiff_pairs(ones: list[Any], others: list[Any], options: dict[str, Any]) -> set[tuple[str, str]]:
    from deepdiff import DeepDiff  # noqa: PLC0415 - the tests import this module without it

    left = [record.model_dump(exclude={"id"}) for record in ones]
    right = [record.model_dump(exclude={"id"}) for record in others]
    found: set[tuple[str, str]] = set()
    free_left, free_right = dict.fromkeys(range(len(left))), dict.fromkeys(range(len(right)))
    for changes in DeepDiff(left, right, ignore_order=True, view="tree", **options).values():
        for change in changes:
            path, other = change.path(output_format="list"), change.path(output_format="list", use_t2=True)
            alone = len(path) == 1
            if not (alone and change.report_type == "iterable_item_added"):
                free_left.pop(path[0], None)
            if not (alone and change.report_type == "iterable_item_removed"):
                free_right.pop(other[0], None)
            if not alone or change.report_type == "values_changed":
                found.add((ones[path[0]].id, others[other[0]].id))
    for row in free_left:  # what is not mentioned is the same on both sides
        same = next((column for column in free_right if right[column] == left[row]), None)
        if same is not None:
            del free_right[same]
            found.add((ones[row].id, others[same].id))
    return found


def measure(way: Way, articles: Iterable[Variant], letters: str = "efq") -> Score:
    """The counts of one way over variants, of the records whose ids begin with one of the letters."""
    score = Score()
    for variant in articles:
        found = {pair for pair in way(variant.left, variant.right) if pair[0][0] in letters}
        score = score.plus(found, {pair for pair in variant.truth if pair[0][0] in letters})
    return score


def _lists(result: ArticleSummary) -> list[list[Event | Figure | Quote]]:
    return [[*result.events], [*result.figures], [*result.quotes]]


def _place(record: Event | Figure | Quote) -> tuple[int, str]:
    span = getattr(record, "span", None)
    evidence = getattr(record, "evidence", ())
    return (span.start if span else min((each.start for each in evidence), default=0)), record.id


def _text(record: Event | Figure | Quote) -> str:
    return str(getattr(record, "what", None) or getattr(record, "text", ""))


def _print_quality(seeds: Iterable[int], *, deepdiff: bool) -> None:
    articles = bases()
    ways: dict[str, Way] = {"ours": ours, "by id": by_id, "by order": by_order, "by equal text": by_text}
    if deepdiff:
        ways["DeepDiff ignore_order"] = by_deepdiff
        ways["DeepDiff, cut-offs at 1"] = partial(
            by_deepdiff, cutoff_distance_for_pairs=1, cutoff_intersection_for_pairs=1
        )
    made = {kind: list(variants(articles, kind, seeds)) for kind in KINDS}
    print(f"{'pairing F1':26}" + "".join(f"{kind:>14}" for kind in KINDS))
    for name, way in ways.items():
        scores = [measure(way, made[kind]).f1 for kind in KINDS]
        print(f"{name:26}" + "".join(f"{score:14.3f}" for score in scores))
    for letter, name in (("e", "events"), ("f", "figures"), ("q", "quotes")):
        scores = [measure(ours, made[kind], letter).f1 for kind in KINDS]
        print(f"{'ours, ' + name + ' alone':26}" + "".join(f"{score:14.3f}" for score in scores))
    print(f"{'needed':26}" + "".join(f"{TARGETS[kind]:14.2f}" for kind in KINDS))
    print(f"{'pairs':26}" + "".join(f"{sum(len(each.truth) for each in made[kind]):14}" for kind in KINDS))


def _print_speed(count: int) -> None:
    articles = bases()
    made = [vary(articles[number % len(articles)], "touched", number) for number in range(count)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    pairs = sum(len(align(variant.left, variant.right).pairs) for variant in made)
    seconds = time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"\n{count} articles, {pairs} pairs: {seconds:.2f} s of CPU, memory grew by {grown:.0f} MB")
    for sentences in (100, 400, 1600):
        large = vary(invented(0, sentences), "doubled", 0)
        start = time.process_time()
        pairs = len(align(large.left, large.right).pairs)
        print(
            f"one article of {sentences} sentences, {pairs} pairs: {time.process_time() - start:.2f} s of CPU"
        )


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Measure the alignment of records.")
    parser.add_argument("--seeds", type=int, default=5, help="variants of each article and kind")
    parser.add_argument("--no-deepdiff", action="store_true", help="leave DeepDiff out: it takes long")
    parser.add_argument("--articles", type=int, default=1000, help="articles to time")
    arguments = parser.parse_args()
    _print_quality(range(1000, 1000 + arguments.seeds), deepdiff=not arguments.no_deepdiff)
    _print_speed(arguments.articles)
    return 0


if __name__ == "__main__":
    sys.exit(main())
