"""What ``summarizer review`` reads: a comparison from its file or made now, and the texts; and its drafts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import CorruptResultError, RunError, UsageError
from summarizer.review.baselines import approved_run
from summarizer.review.comparison import Comparison, DiffOptions
from summarizer.review.corrections import corrected_result
from summarizer.review.model import Diff
from summarizer.runs import RunFiles, read_result, write_atomically
from summarizer.runs.files import digest_of, load_record
from summarizer.runs.names import file_stem, result_names
from summarizer.scoring.drafting import draft_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import ExitStack

    from summarizer.records import ArticleSummary
    from summarizer.review.decisions import Decision
    from summarizer.review.model import ArticleDiff, DiffHead

__all__ = ["Compared", "SourceTexts", "opened", "write_references"]


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, its articles read one by one."""

    head: DiffHead
    articles: Callable[[], Iterable[ArticleDiff]]

    @property
    def runs(self) -> list[RunFiles]:
        """The folders of the runs, which need not be there any more."""
        return [RunFiles(Path(run.folder)) for run in self.head.runs]

    def texts(self) -> SourceTexts:
        """Source texts by SHA-256, as far as a run has them unharmed."""
        return SourceTexts(self.runs)


class SourceTexts(Mapping[str, str]):
    """Source texts by their SHA-256, read from run folders when they are asked for.

    One that is gone, or is not what its name says, is not there.

    Args:
        runs: The folders, tried in their order.
    """

    def __init__(self, runs: Sequence[RunFiles]) -> None:
        self._runs = runs

    def __getitem__(self, digest: str) -> str:
        for run in self._runs:
            try:
                text = run.source_path(digest).read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            if digest_of(text) == digest:
                return text
        raise KeyError(digest)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({path.stem for run in self._runs for path in run.sources.glob("*.txt")}))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def opened(
    paths: Sequence[Path], baselines: Path, decided: Mapping[str, Decision], stack: ExitStack
) -> Compared:
    """The comparison that is stored in a file, or that of run folders.

    Args:
        paths: One file, or run folders; one folder alone is compared with the approved run.
        baselines: The approved run's folder.
        decided: What was decided before, by change key.
        stack: Closes what was opened.

    Raises:
        UsageError: The paths are neither, or cannot be compared.
        RunError: One cannot be read.
    """
    if len(paths) == 1 and paths[0].is_file():
        diff = load_record(Diff, paths[0])
        return Compared(diff, lambda: diff.articles)
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder; name a DIFF, or the folder of a run")
    if any(path.is_file() for path in paths):
        raise UsageError("name one file of diff --json, or run folders, not both")
    is_baseline = len(paths) == 1
    options = DiffOptions(
        decided={key: each.decision for key, each in decided.items()}, worst=0, baseline=is_baseline
    )
    folders = [approved_run(baselines), *paths] if is_baseline else paths
    comparison = stack.enter_context(Comparison(folders, options))
    return Compared(comparison.head, comparison.articles)


def write_references(folder: Path, compared: Compared, decided: Mapping[str, Decision]) -> int:
    """Write each article that was decided on as the draft of a reference annotation.

    Returns:
        How many were written.

    Raises:
        UsageError: More than two runs are compared.
        RunError: A result of the second run is gone, or a file cannot be written.
    """
    if len(compared.head.runs) != 2:
        raise UsageError("--export-references works on a comparison of two runs; name two")
    written = 0
    for article in compared.articles():
        if not any(change.key in decided for change in article.changes) or article.statuses[1] is None:
            continue
        result = corrected_result(_result(compared.runs[1], article.document), article, decided)
        draft = json.dumps(draft_reference(result), ensure_ascii=False, indent=1) + "\n"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RunError(f"{folder}: cannot be made ({error.strerror}); name another folder") from error
        write_atomically(folder / f"{file_stem(article.document)}.json", draft.encode())
        written += 1
    return written


def _result(run: RunFiles, document: str) -> ArticleSummary:
    """The first repeat of an article's results."""
    for name in result_names(document):
        path = run.results / name
        if path.is_file() and (result := read_result(path)).document.id == document:
            return result
    raise CorruptResultError(f"{run.folder}: has no result of {document!r} any more; compare the runs again")
