"""Compares whole runs, one article at a time: what is done with is kept on disk, not in memory."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from heapq import heappush, heappushpop
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from propcache.api import cached_property

from summarizer.review.agreement import FEW_ARTICLES, AgreementSums, least_p
from summarizer.review.article import Decided
from summarizer.review.folders import open_runs, read_texts, require_same_texts
from summarizer.review.model import ArticleDiff, Change, Diff, DiffCounts, DiffHead, MatrixRow
from summarizer.review.severity import SeverityRules
from summarizer.review.stored import (
    ArticleLine,
    ComparedArticle,
    StoredArticle,
    compare_stored,
    json_line,
    lost,
)
from summarizer.review.verdict import Gates, Tally, judge
from summarizer.runs import work_through

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from summarizer.review.model import RunInfo

__all__ = ["ArticleLine", "Comparison", "DiffOptions", "WorstChange"]

_SIGNIFICANT = 0.05
_WORTH_PROCESSES = 150
"""Articles from which several processes save more than they take to start."""
_OPENING = b'"articles":['


@dataclass(frozen=True, slots=True)
class DiffOptions:
    """How runs are compared."""

    severities: SeverityRules = field(default_factory=SeverityRules)
    decided: Decided = field(default_factory=dict)
    """What reviewers decided, by change key."""
    gates: Gates = field(default_factory=Gates)
    worst: int = 20
    """How many of the worst changes to have at hand."""
    baseline: bool = False
    """Whether the first run is the approved one."""
    jobs: int = 1
    """Processes for a comparison of many articles."""


@dataclass(frozen=True, slots=True)
class WorstChange:
    """A change with the article that it is in."""

    document: str
    sha256: str | None
    change: Change


class Comparison:
    """A comparison of runs; a context manager, as the articles stand in a temporary file.

    Args:
        folders: The runs; each is compared with the first.
        options: How.

    Raises:
        RunError: One is no run folder, or a result cannot be read.
        AlignmentError: An id stands for different source texts.
    """

    def __init__(self, folders: Sequence[Path], options: DiffOptions | None = None) -> None:
        self._options = options or DiffOptions()
        self._runs = open_runs(folders)
        require_same_texts(self._runs)
        self._spool: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._offsets: list[int] = []
        self._worst: list[tuple[int, int, int]] = []
        self._matrix: list[MatrixRow] = []
        self._tally, self._sums = Tally(), AgreementSums()
        self._counts = DiffCounts()
        self.lines: list[ArticleLine] = []
        """Every article in short, by id."""
        try:
            self.head = self._compare()
        except BaseException:
            self._spool.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spool.close()

    @cached_property
    def worst(self) -> list[WorstChange]:
        """The worst changes that no reviewer accepted, the worst first."""
        found = []
        read: dict[int, ArticleDiff] = {}
        for _, article, place in sorted(self._worst, reverse=True):
            number = -article
            if number not in read:
                self._spool.seek(self._offsets[number])
                read[number] = ArticleDiff.model_validate_json(self._spool.readline())
            one = read[number]
            found.append(WorstChange(one.document, one.sha256, one.changes[-place]))
        return found

    def articles(self) -> Iterator[ArticleDiff]:
        """Every article, by id."""
        for line in self._stored():
            yield ArticleDiff.model_validate_json(line)

    def whole(self) -> Diff:
        """The whole comparison, in memory."""
        head = {name: getattr(self.head, name) for name in DiffHead.model_fields}
        return Diff.model_construct(**head, articles=tuple(self.articles()))

    def texts(self, digests: Iterable[str | None]) -> dict[str, str]:
        """The source texts of those SHA-256 sums, as far as a run has them."""
        return read_texts(self._runs, digests)

    def write_json(self, file: BinaryIO) -> None:
        """Write the whole comparison as one JSON object in ASCII, article by article."""
        file.write(json_line(self.head)[:-1] + b"," + _OPENING)
        between = b"\n"
        for line in self._stored():
            file.write(between + line.rstrip(b"\n"))
            between = b",\n"
        file.write(b"\n]}\n")

    def _stored(self) -> Iterator[bytes]:
        self._spool.seek(0)
        yield from self._spool

    def _compare(self) -> DiffHead:
        options = self._options
        repeats = tuple(run.repeats for run in self._runs)
        stored = (
            StoredArticle(document, tuple(run.paths(document) for run in self._runs), repeats)
            for document in self._documents()
        )
        work = partial(compare_stored, severities=options.severities, decided=options.decided)
        jobs = options.jobs if len(self._documents()) >= _WORTH_PROCESSES else 1
        for number, article in work_through(stored, work, lost=lost, jobs=jobs, in_order=True):
            self._take(number, article)
        infos = tuple(run.info() for run in self._runs)
        agreement = tuple(self._sums.whole())
        gone = self._gone() if options.baseline else None
        gates, verdict = judge(
            options.gates,
            self._tally,
            self._counts,
            agreement,
            names=[run.name for run in self._runs],
            gone=gone,
        )
        return DiffHead(
            baseline=options.baseline,
            runs=infos,
            differing=tuple(_differing(infos)),
            notes=tuple(_notes(infos, self._counts, self._new())),
            verdict=verdict,
            gates=gates,
            counts=self._counts,
            agreement=agreement,
            least_p=least_p(infos[0].repeats, max(info.repeats for info in infos[1:])),
            matrix=tuple(self._matrix),
        )

    def _documents(self) -> list[str]:
        return sorted({name for run in self._runs for name in run.results})

    def _gone(self) -> list[str]:
        approved, run = self._runs[0].results, self._runs[1].results
        return [name for name in self._documents() if name in approved and name not in run]

    def _new(self) -> int:
        """Articles that an approved run does not have yet."""
        if not self._options.baseline:
            return 0
        return sum(name not in self._runs[0].results for name in self._documents())

    def _take(self, number: int, article: ComparedArticle) -> None:
        self._offsets.append(self._spool.tell())
        self._spool.write(article.json + b"\n")
        self._sums.add(article.agreement)
        self._counts = _added(self._counts, article.counts)
        self._tally.merge(article.tally)
        self.lines.append(article.line)
        if article.row is not None:
            self._matrix.append(article.row)
        for run, asked in zip(self._runs, article.asked, strict=True):
            run.note(asked)
        for place, severity in enumerate(article.ranks):
            if severity >= 0:
                self._keep((-severity, -number, -place))

    def _keep(self, rank: tuple[int, int, int]) -> None:
        """Keep a change among the worst; of equally bad ones the first."""
        if len(self._worst) < self._options.worst:
            heappush(self._worst, rank)
        elif self._worst and rank > self._worst[0]:
            heappushpop(self._worst, rank)


def _added(one: DiffCounts, other: DiffCounts) -> DiffCounts:
    """The sums of two counts."""
    summed: dict[str, Any] = {}
    for name in DiffCounts.model_fields:
        ours, theirs = getattr(one, name), getattr(other, name)
        if isinstance(ours, dict):
            summed[name] = dict(sorted((Counter(ours) + Counter(theirs)).items()))
        else:
            summed[name] = ours + theirs
    return DiffCounts.model_construct(**summed)


def _differing(infos: Sequence[RunInfo]) -> Iterator[str]:
    """What besides the models makes runs differ."""
    first = infos[0]
    for info in infos[1:]:
        for name, ours, theirs in (
            ("prompts", first.prompts, info.prompts),
            ("schema versions", first.schemas, info.schemas),
        ):
            if ours and theirs and set(ours) != set(theirs):
                yield (
                    f"{first.name} and {info.name} have different {name}, {_listed(ours)} and "
                    f"{_listed(theirs)}: their differences are not the models' alone"
                )


def _notes(infos: Sequence[RunInfo], counts: DiffCounts, new: int) -> Iterator[str]:
    """What has to be known to read the numbers."""
    single = [info.name for info in infos if info.repeats == 1]
    if single:
        yield (
            f"{' and '.join(single)}: one repeat an article, so that noise and change cannot be told apart; "
            "run with --repeat 3 or more"
        )
    repeats = infos[0].repeats, max(info.repeats for info in infos[1:])
    least = least_p(*repeats)
    if least is not None and least > _SIGNIFICANT:
        yield (
            f"{repeats[0]} repeats against {repeats[1]} cannot show significance for a single record: "
            f"p is at least {least:.2g}"
        )
    if 1 < counts.compared < FEW_ARTICLES:
        yield f"{counts.compared} articles are few: the intervals are rough and as a rule too narrow"
    if counts.lacking_repeats:
        articles = "1 article" if counts.lacking_repeats == 1 else f"{counts.lacking_repeats} articles"
        yield f"of {articles} a run lacks repeats that it has of others, or some failed: run them again"
    if counts.partial:
        articles = "1 article" if counts.partial == 1 else f"{counts.partial} articles"
        yield f"of {articles} a later run has only a part: run them again"
    if new:
        verb = "is" if new == 1 else "are"
        yield f"{new} of the run's articles {verb} not approved yet; summarizer accept --new-only takes them"


def _listed(values: Sequence[str | None]) -> str:
    return ", ".join(str(each) if each is not None else "none" for each in values) or "none"
