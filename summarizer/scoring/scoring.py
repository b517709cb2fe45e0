"""Scores whole run folders against a folder of reference annotations."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from summarizer.errors import CorruptResultError, RunError, UsageError
from summarizer.grounding import iter_spans, stands
from summarizer.runs import RunFiles, known_entries, read_result
from summarizer.runs.files import digest_of
from summarizer.scoring.counting import ArticleTally, TypeTally, tally_absent, tally_article
from summarizer.scoring.intervals import FEW_ARTICLES, measured, rates, resamples
from summarizer.scoring.judging import FIELDS
from summarizer.scoring.mistakes import Candidate, described, worst
from summarizer.scoring.references import AnnotationError, as_result, iter_references
from summarizer.scoring.report import (
    TYPES,
    ArticleScore,
    FieldShare,
    Measured,
    RepeatScore,
    RunScore,
    ScoredType,
    ScoreReport,
    TypeScore,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from summarizer.records import ArticleSummary, Status
    from summarizer.scoring.references import Reference

__all__ = ["score_runs"]


def score_runs(folders: Sequence[Path], references: Path, *, mistakes: int = 0) -> ScoreReport:
    """Score run folders against reference annotations, article by article and over all.

    Every article of the references counts in every repeat of every run: one that a run does not have, or that
    failed, has missed everything. Articles without a reference are left out and named.

    Args:
        folders: The run folders.
        references: The folder of the annotations.
        mistakes: How many of each run's worst mistakes to list.

    Raises:
        AnnotationError: The annotations cannot be used, or index another text than a result's.
        UsageError: A run has not one article of the references.
        RunError: A run folder or one of its files cannot be read.
    """
    runs = [_Run(folder, references, mistakes) for folder in folders]
    names = []
    for reference in iter_references(references):
        names.append(reference.document.id)
        for run in runs:
            run.count(reference)
    draws = resamples(len(names))
    return ScoreReport(
        references=str(references),
        articles=len(names),
        notes=tuple(_notes(len(names))),
        runs=tuple(run.score(names, draws) for run in runs),
    )


def _notes(articles: int) -> Iterable[str]:
    if articles < 2:
        yield "one article gives no interval; annotate more"
    elif articles < FEW_ARTICLES:
        yield (
            f"{articles} articles are few: the intervals are rough and as a rule too narrow "
            f"(from {FEW_ARTICLES} articles on they can be relied on)"
        )


@dataclass(slots=True)
class _Article:
    """One article of one repeat."""

    document: str
    tally: ArticleTally
    status: Status | None = None
    problem: str | None = None


class _Run:
    """One run folder under way; of each result only the counts are kept.

    Args:
        folder: The run folder.
        references: The folder of the annotations, for messages.
        mistakes: How many of the worst mistakes to keep.

    Raises:
        RunError: It is no run folder, or holds a result that cannot be read.
    """

    def __init__(self, folder: Path, references: Path, mistakes: int) -> None:
        if not folder.is_dir():
            raise RunError(f"{folder}: there is no such folder; give the folder of a run")
        self._files = RunFiles(folder)
        self._references = references
        self._most = mistakes
        self._worst: list[Candidate] = []
        self._model: str | None = None
        self._absent: dict[str, ArticleTally] = {}
        self._counted: dict[int, dict[str, _Article]] = {}
        self._results: dict[str, list[str]] = {}
        entries = known_entries(self._files)
        for path in self._files.result_paths():
            if path.name not in entries:
                read_result(path)  # raises what is wrong with it
        for name, entry in entries.items():
            self._results.setdefault(entry.id, []).append(name)
        if not entries:
            raise RunError(f"{folder}: holds no results; give the folder of a run")

    def count(self, reference: Reference) -> None:
        """Count all results of the article of a reference."""
        name = reference.document.id
        self._absent[name] = tally_absent(reference)
        verified: set[str] = set()
        for file in self._results.get(name, ()):
            result = read_result(self._files.results / file)
            repeat = result.provenance.repeat
            self._model = self._model or result.provenance.model
            self._counted.setdefault(repeat, {})[name] = self._article(reference, result, verified)

    def score(self, names: Sequence[str], draws: Sequence[Sequence[int]]) -> RunScore:
        """The score over the articles that were counted.

        Args:
            names: The ids of all articles of the references.
            draws: Resamples of their places.

        Raises:
            UsageError: The run has none of them.
        """
        folder = self._files.folder
        others = tuple(name for name in self._results if name not in self._absent)
        if not self._counted:
            raise UsageError(
                f"{folder}: none of its articles ({', '.join(others[:3])} …) has a reference in "
                f"{self._references}; give the folder that annotates them"
            )
        repeats = {
            number: [found.get(name) or self._lacking(name) for name in names]
            for number, found in sorted(self._counted.items())
        }
        whole = _over_all(list(repeats.values()), draws)
        failed = {one.document for articles in repeats.values() for one in articles if one.status == "failed"}
        return RunScore(
            run=str(folder),
            model=self._model,
            events=whole["event"],
            figures=whole["figure"],
            quotes=whole["quote"],
            repeats=tuple(_repeat(number, articles) for number, articles in repeats.items()),
            missing=tuple(name for name in names if name not in self._results),
            failed=tuple(name for name in names if name in failed),
            unreferenced=others,
            mistakes=described(self._worst, self._files),
        )

    def _lacking(self, name: str) -> _Article:
        return _Article(name, self._absent[name], problem="the run has no result of it")

    def _article(self, reference: Reference, result: ArticleSummary, verified: set[str]) -> _Article:
        name = reference.document.id
        if result.status == "failed":
            problem = f"it failed: {result.error or 'no reason is given'}"
            return _Article(name, self._absent[name], result.status, problem)
        digest = result.document.sha256
        if digest is None:
            raise CorruptResultError(
                f"{self._files.folder}: the result of {name} names no source text; run it again"
            )
        if digest not in verified:
            self._verify(reference, digest)
            verified.add(digest)
        tally = tally_article(reference, result)
        if self._most:
            made = [Candidate(name, result.provenance.repeat, digest, miss) for miss in tally.misses]
            self._worst = worst([*self._worst, *made], self._most)
        tally.misses.clear()
        return _Article(name, tally, result.status)

    def _verify(self, reference: Reference, digest: str) -> None:
        """Make sure that an annotation indexes the very text that was summarised.

        Raises:
            AnnotationError: It indexes another one.
            CorruptResultError: There is no such text in the run folder.
        """
        name, folder = reference.document.id, self._files.folder
        where = f"its reference in {self._references} is of another source text than its result in {folder}"
        advice = "run the text that was annotated, or annotate this one anew"
        told = reference.document.sha256
        if told is not None and told != digest:
            raise AnnotationError(f"{name}: {where} (SHA-256 {told[:12]}… and {digest[:12]}…); {advice}")
        source = self._source(name, digest)
        for path, span in iter_spans(as_result(reference)):
            if not stands(span, source):
                astray = f"{path}, “{span.text[:60]}”, does not stand there at {span.start} to {span.end}"
                raise AnnotationError(f"{name}: {where} ({astray}); {advice}")

    def _source(self, name: str, digest: str) -> str:
        path = self._files.source_path(digest)
        try:
            source = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CorruptResultError(
                f"{path}: the source text of {name} cannot be read; run it again"
            ) from error
        if digest_of(source) != digest:
            raise CorruptResultError(f"{path}: the source text of {name} was changed since; run it again")
        return source


def _over_all(
    repeats: Sequence[Sequence[_Article]], draws: Sequence[Sequence[int]]
) -> dict[ScoredType, TypeScore]:
    scores = {}
    for name in TYPES:
        counts = [[article.tally.types[name].counts for article in articles] for articles in repeats]
        total = _sum(name, chain.from_iterable(repeats))
        scores[name] = _type_score(name, total, measured(counts, draws))
    return scores


def _repeat(number: int, articles: Sequence[_Article]) -> RepeatScore:
    whole = {name: _plain_score(name, _sum(name, articles)) for name in TYPES}
    return RepeatScore(
        repeat=number,
        events=whole["event"],
        figures=whole["figure"],
        quotes=whole["quote"],
        articles=tuple(_article_score(article) for article in articles),
    )


def _article_score(article: _Article) -> ArticleScore:
    own = {name: _plain_score(name, tally) for name, tally in article.tally.types.items()}
    return ArticleScore(
        document=article.document,
        status=article.status,
        problem=article.problem,
        events=own["event"],
        figures=own["figure"],
        quotes=own["quote"],
    )


def _sum(name: ScoredType, articles: Iterable[_Article]) -> TypeTally:
    total = TypeTally()
    for article in articles:
        total.add(article.tally.types[name])
    return total


def _plain_score(name: ScoredType, tally: TypeTally) -> TypeScore:
    return _type_score(name, tally, [Measured(value=value) for value in rates(*tally.counts)])


def _type_score(name: ScoredType, tally: TypeTally, three: Sequence[Measured]) -> TypeScore:
    precision, recall, f1 = three
    fields = {
        each: FieldShare(
            right=tally.right[each],
            judged=tally.judged[each],
            share=tally.right[each] / tally.judged[each] if tally.judged[each] else None,
        )
        for each in FIELDS[name]
    }
    return TypeScore(
        matched=tally.matched,
        missed=tally.missed,
        extra=tally.extra,
        optional=tally.optional,
        dismissed=tally.dismissed,
        precision=precision,
        recall=recall,
        f1=f1,
        fields=fields,
    )
