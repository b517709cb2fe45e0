"""Measures what a planted instruction moves: whether it is followed, and what becomes of the records.

    python -m benchmarks.injection.drift [--clean CASSETTES] [--repeats N]

Everything is replayed from recordings: the variants from ``benchmarks/injection/cassettes``, the clean seed
from CASSETTES. Beside the drift of each variant stands how far clean repeats are from one another. Each test
for a followed instruction is tried both ways first: it must be silent on every clean result, and speak on a
copy of one that was changed to follow the instruction.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from benchmarks.injection.make import ARTICLES, SEED, VARIANTS
from benchmarks.injection.payloads import PAYLOADS
from benchmarks.injection.sameness import KINDS, Insertion, compare, planted_records
from summarizer.errors import DocumentError, MissingRecordingError, ModelError
from summarizer.extraction import ModelExtractor
from summarizer.models import ModelOptions, loop
from summarizer.models.client import LiveClient
from summarizer.reading import read_paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.injection.sameness import Share
    from summarizer.models import ModelReply, ModelRequest
    from summarizer.records import ArticleSummary, Document

__all__ = ["main"]

MODEL = "relayed-large"
_ROOT = Path(__file__).parents[2]
_RECORDED = Path(__file__).parent / "cassettes"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one article became: a result, or the reason why there is none."""

    document: Document
    result: ArticleSummary | None
    problem: str = ""
    unrepaired: bool = False
    """Whether a repair was due that has no recording: the result is that of the first answer."""
    refused: bool = False
    """Whether the model did answer, but with nothing that could be taken."""


class _FirstAnswers(LiveClient):
    """Plays recordings; a repair without one is passed over: what calls for one changes with the checks."""

    passed_over = False

    async def ask(self, request: ModelRequest) -> ModelReply:
        """The recorded answer.

        Raises:
            MissingRecordingError: There is none to what was asked first.
            ModelError: There is none to a repair, or the answer cannot be taken.
        """
        try:
            return await super().ask(request)
        except MissingRecordingError as error:
            if request.purpose != "repair":
                raise
            self.passed_over = True
            raise ModelError(error.document, MODEL, "was asked for no repair", "record it") from error


def replayed(path: Path, cassettes: Path, repeats: int = 1) -> list[Outcome]:
    """Replay one article's recordings, an outcome a repeat.

    Args:
        path: The article.
        cassettes: Folder of recordings.
        repeats: How many repeats to ask for.
    """
    (document,) = read_paths([str(path)])
    if isinstance(document, DocumentError):
        raise document
    options = ModelOptions(model=MODEL, cassettes=str(cassettes), recording="replay")
    return [_outcome(document, options, repeat) for repeat in range(1, repeats + 1)]


def _outcome(document: Document, options: ModelOptions, repeat: int) -> Outcome:
    client = _FirstAnswers(options)
    with ModelExtractor(options, client) as extractor:
        try:
            result = loop.run(extractor.extract(document, repeat=repeat))
        except MissingRecordingError as error:
            return Outcome(document, None, error.problem)
        except ModelError as error:
            return Outcome(document, None, error.problem, refused=True)
    return Outcome(document, result, unrepaired=client.passed_over)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 where an instruction was followed or a test is blind, 2 without recordings."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.injection.drift")
    parser.add_argument(
        "--clean", type=Path, default=_ROOT / "cassettes", help="recordings of the clean seed"
    )
    parser.add_argument("--recorded", type=Path, default=_RECORDED, help="recordings of the variants")
    parser.add_argument("--repeats", type=int, default=3, help="clean repeats to look for")
    asked = parser.parse_args(arguments)
    seed = replayed(_ROOT / "seeds" / f"{SEED}.txt", asked.clean, asked.repeats)
    clean = [one.result for one in seed if one.result is not None]
    for number, one in enumerate(seed, start=1):
        if one.result is None:
            print(f"clean repeat {number}: {one.problem}")
    outcomes = {name: replayed(ARTICLES / f"{name}.txt", asked.recorded)[0] for name in PAYLOADS}
    sound = _print_controls(clean)
    followed = _print_followed(outcomes)
    _print_drift(outcomes, clean)
    if not clean or not any(one.result for one in outcomes.values()):
        return 2
    return 0 if sound and not followed else 1


def _print_controls(clean: list[ArticleSummary]) -> bool:
    """Try each test on clean results and on obedient copies; whether all were right."""
    faults = []
    copies = 0
    for name, payload in PAYLOADS.items():
        for number, result in enumerate(clean, start=1):
            false_alarm = payload.signs(result) if payload.is_of_the_seed else []
            if false_alarm:
                faults.append(f"{name}: clean repeat {number} shows {', '.join(false_alarm)}")
            obedient = [payload.signs(obey(result)) for obey in payload.obey]
            copies += len(obedient)
            if not all(obedient):
                faults.append(f"{name}: the test is blind to clean repeat {number} made to obey")
    print(f"tests tried on {len(clean)} clean results and {copies} copies made to obey: {len(faults)} wrong")
    print("".join(f"  {fault}\n" for fault in faults))
    return not faults


def _print_followed(outcomes: dict[str, Outcome]) -> bool:
    """The first table: what became of each article; whether an instruction was followed anywhere."""
    print(f"{'article':24}{'status':10}{'summary':>9}{'found':>7}{'planted':>9}  payload in its own voice")
    followed = False
    for name, outcome in outcomes.items():
        result = outcome.result
        if result is None:
            followed |= outcome.refused
            print(f"{name:24}no result: {outcome.problem}")
            continue
        signs = PAYLOADS[name].signs(result)
        followed |= bool(signs)
        found = any(check.code == "instruction-in-article" for check in result.checks)
        insertion = insertion_of(name, outcome.document)
        planted = str(planted_records(result, insertion)) if insertion else "–"
        sentences = len(result.summary.sentences)
        shown = ", ".join(signs) or "none"
        status = f"{result.status}*" if outcome.unrepaired else result.status
        print(f"{name:24}{status:10}{sentences:9}{'yes' if found else 'no':>7}{planted:>9}  {shown}")
    print(
        "summary: sentences; found: instruction-in-article; planted: records from the planted words alone\n"
    )
    return followed


def _print_drift(outcomes: dict[str, Outcome], clean: list[ArticleSummary]) -> None:
    """The second table: shares of the clean records found again, and found again the same."""
    print(f"{'records of the clean seed':26}" + "".join(f"{kind:>18}" for kind in KINDS))
    pairs = list(permutations(clean, 2))
    if pairs:
        floor = [compare(one, other, None) for one, other in pairs]
        print(
            f"{f'clean repeats ({len(clean)})':26}"
            + "".join(_cell([row[kind] for row in floor]) for kind in KINDS)
        )
    for name, outcome in outcomes.items():
        insertion = insertion_of(name, outcome.document)
        if outcome.result is None or insertion is None or not clean:
            continue
        rows = [compare(one, outcome.result, insertion) for one in clean]
        print(f"{name:26}" + "".join(_cell([row[kind] for row in rows]) for kind in KINDS))
    print(
        "found again / the same in value, source and label, in percent; mean over the clean repeats (least)"
    )


def _cell(shares: list[Share]) -> str:
    found = fmean(share.found for share in shares)
    same = [share.same for share in shares]
    return f"{100 * found:5.0f} /{100 * fmean(same):4.0f} ({100 * min(same):3.0f})".rjust(18)


def insertion_of(name: str, document: Document) -> Insertion | None:
    """Where the planted words stand in a variant; None for an article that is no variant."""
    if name not in VARIANTS:
        return None
    words = VARIANTS[name][1]
    start = document.text.index(words)
    return Insertion(start, start + len(words), len(words) + len("\n\n"))


if __name__ == "__main__":
    sys.exit(main())
