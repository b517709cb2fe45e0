"""Facts about whole runs: articles that are missing or failed, repeats, intervals, and folders that are wrong."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from scoring_support import (
    COAST_GUARD,
    RESULT,
    TEXT,
    at,
    changed,
    failed,
    renamed,
    without,
    write_references,
    write_run,
)

from summarizer.errors import CorruptResultError, ExitCode, RunError, SummarizerError, UsageError
from summarizer.records import ArticleSummary, Check
from summarizer.runs.files import digest_of
from summarizer.scoring import AnnotationError, ScoreReport, score_runs
from summarizer.scoring.intervals import Counts, measured, rates, resamples

if TYPE_CHECKING:
    from pathlib import Path

OTHER = renamed(RESULT, "other")


def test_a_failed_article_and_a_missing_one_have_missed_everything(tmp_path: Path) -> None:
    """Both count in full as missed, with the reason, and are named apart."""
    third = renamed(RESULT, "third")
    references = write_references(tmp_path / "references", RESULT, OTHER, third)
    (run,) = score_runs([write_run(tmp_path / "run", RESULT, failed(OTHER))], references).runs
    assert (run.missing, run.failed) == (("third",), ("other",))
    assert (run.figures.matched, run.figures.missed) == (3, 6)
    assert run.figures.recall.value == pytest.approx(1 / 3)
    by_id = {article.document: article for article in run.repeats[0].articles}
    assert by_id["ferry"].problem is None
    assert by_id["other"].problem == "it failed: no answer came"
    assert (by_id["third"].status, by_id["third"].problem) == (None, "the run has no result of it")
    assert (by_id["third"].events.missed, by_id["third"].events.f1.value) == (4, 0.0)


def test_articles_without_a_reference_are_named_and_left_out(tmp_path: Path) -> None:
    """They change no count."""
    references = write_references(tmp_path / "references", RESULT)
    (run,) = score_runs([write_run(tmp_path / "run", RESULT, without(OTHER, "f1"))], references).runs
    assert run.unreferenced == ("other",)
    assert (run.figures.matched, run.figures.missed, run.figures.extra) == (3, 0, 0)


def test_each_repeat_is_scored_and_the_mean_shown(tmp_path: Path) -> None:
    """A repeat that lacks an article has missed it; rates of the whole are means, counts are sums."""
    references = write_references(tmp_path / "references", RESULT, OTHER)
    second = without(renamed(RESULT, "ferry", repeat=2), "q1")
    (run,) = score_runs([write_run(tmp_path / "run", RESULT, OTHER, second)], references).runs
    assert [repeat.repeat for repeat in run.repeats] == [1, 2]
    assert [repeat.quotes.recall.value for repeat in run.repeats] == [1.0, 0.25]
    assert run.quotes.recall.value == pytest.approx(0.625)
    assert (run.quotes.matched, run.quotes.missed) == (5, 3)
    assert (run.missing, run.failed) == ((), ())


def test_runs_stand_side_by_side(tmp_path: Path) -> None:
    """Each run has its own score, in the order in which they were named."""
    references = write_references(tmp_path / "references", RESULT)
    folders = [write_run(tmp_path / "b", without(RESULT, "f1")), write_run(tmp_path / "a", RESULT)]
    report = score_runs(folders, references)
    assert [run.run for run in report.runs] == [str(folder) for folder in folders]
    assert [run.figures.missed for run in report.runs] == [1, 0]
    assert [run.model for run in report.runs] == ["test-model", "test-model"]


def test_the_report_survives_its_own_json(tmp_path: Path) -> None:
    """What is printed as JSON is read back as the same report."""
    references = write_references(tmp_path / "references", RESULT, OTHER)
    report = score_runs([write_run(tmp_path / "run", changed(RESULT, "f1", value=2))], references, mistakes=9)
    assert report.runs[0].mistakes
    assert ScoreReport.model_validate_json(report.model_dump_json(), strict=True) == report


def test_the_worst_come_first_with_their_source_lines(tmp_path: Path) -> None:
    """A wrong source before a miss, that before an invention, and that before another wrong field."""
    finding = Check(
        code="dismissed-candidate", class_="coverage", severity="info", message="no count", span=at("Some 40")
    )
    result = without(changed(RESULT, "f3", attributed_to=(COAST_GUARD,)), "f2")
    doubled = result.figures[0].model_copy(update={"id": "f9"})
    result = changed(result, "q2", kind="mixed").model_copy(
        update={"figures": (*result.figures, doubled), "checks": (finding,)}
    )
    references = write_references(tmp_path / "references", RESULT)
    folder = write_run(tmp_path / "run", result)
    (run,) = score_runs([folder], references, mistakes=9).runs
    assert [(one.kind, one.type) for one in run.mistakes] == [
        ("wrong", "figure"), ("missed", "figure"), ("extra", "figure"), ("wrong", "quote"),
    ]  # fmt: skip
    wrong, missed, *_ = run.mistakes
    (field,) = wrong.fields
    assert (field.field, field.expected, field.found) == ("first_source", "Hale Lines", "coast guard")
    assert (wrong.line, wrong.source_line) == (9, TEXT.splitlines()[8])
    assert (missed.reference, missed.result, missed.text) == ("f2", None, "Some 40")
    assert missed.note == "dismissed-candidate: no count"
    (shorter,) = score_runs([folder], references, mistakes=2).runs
    assert shorter.mistakes == run.mistakes[:2]


def test_a_long_source_line_is_cut_around_the_words(tmp_path: Path) -> None:
    """Of a line of thousands of characters the part with the words is shown."""
    text = "word " * 2000 + TEXT.replace("\n", " ") + "word " * 2000
    shift = len("word " * 2000)

    def moved(value: Any) -> Any:
        if isinstance(value, list):
            return [moved(one) for one in value]
        if not isinstance(value, dict):
            return value
        inner = {key: moved(one) for key, one in value.items()}
        if isinstance(inner.get("start"), int):
            inner |= {"start": inner["start"] + shift, "end": inner["end"] + shift}
            inner["text"] = inner["text"].replace("\n", " ")
        return inner

    value = moved(RESULT.model_dump(mode="json", by_alias=True))
    value["document"] |= {"sha256": digest_of(text), "characters": len(text)}
    result = ArticleSummary.model_validate_json(json.dumps(value))
    references = write_references(tmp_path / "references", result)
    folder = write_run(tmp_path / "run", without(result, "f2"), source=text)
    (mistake,) = score_runs([folder], references, mistakes=1).runs[0].mistakes
    assert mistake.line == 1
    assert mistake.source_line is not None
    assert "Some 40 passengers" in mistake.source_line
    assert len(mistake.source_line) <= 302


def test_rates_of_nothing_are_null() -> None:
    """Without a record on either side there is no rate; without a match F1 is zero."""
    assert rates(0, 0, 0) == (None, None, None)
    assert rates(0, 3, 0) == (None, 0.0, 0.0)
    assert rates(6, 2, 1) == (6 / 7, 0.75, 0.8)


def test_the_interval_holds_the_rate_and_narrows_with_the_articles() -> None:
    """More articles of the same kind make a narrower interval; equal articles make none of any width."""
    mixed = [Counts(3, 1, 0), Counts(1, 3, 2), Counts(4, 0, 1), Counts(2, 2, 0)]
    widths = []
    for times in (1, 10):
        counts = mixed * times
        for one in measured([counts], resamples(len(counts))):
            assert one.value is not None
            assert one.interval is not None
            assert one.interval[0] < one.value < one.interval[1]
            widths.append(one.interval[1] - one.interval[0])
    assert all(narrow < wide / 2 for wide, narrow in zip(widths[:3], widths[3:], strict=True))
    same = [Counts(3, 1, 1)] * 8
    assert all(one.interval == (one.value, one.value) for one in measured([same], resamples(8)))


def test_the_interval_covers_what_it_should() -> None:
    """Of many samples of 40 articles from a known mixture, about 95% of the intervals hold its recall."""
    random = Random(7)  # noqa: S311 - a sample
    draws = resamples(40)[:300]
    held = 0
    for _ in range(120):
        found = [sum(random.random() < 0.7 for _ in range(10)) for _ in range(40)]
        recall = measured([[Counts(one, 10 - one, 0) for one in found]], draws)[1].interval
        assert recall is not None
        held += recall[0] <= 0.7 <= recall[1]
    assert 105 <= held <= 120


def test_intervals_are_the_same_every_time_and_few_articles_are_told(tmp_path: Path) -> None:
    """The seed is fixed; one article has no interval, and a few have a note."""
    results = [without(RESULT, "f1"), OTHER, without(renamed(RESULT, "third"), "e1")]
    references = write_references(tmp_path / "references", RESULT, OTHER, renamed(RESULT, "third"))
    folder = write_run(tmp_path / "run", *results)
    report = score_runs([folder], references)
    assert report == score_runs([folder], references)
    assert report.runs[0].figures.recall.interval == pytest.approx((2 / 3, 1.0))
    assert ["3 articles are few" in note for note in report.notes] == [True]
    alone = score_runs([folder], write_references(tmp_path / "one", RESULT))
    assert alone.runs[0].figures.recall.interval is None
    assert ["one article gives no interval" in note for note in alone.notes] == [True]


def test_wrong_folders_are_told_with_what_to_do(tmp_path: Path) -> None:
    """No such folder, nothing in it, two annotations of one document, another set's articles: all usage errors."""
    references = write_references(tmp_path / "references", RESULT)
    run = write_run(tmp_path / "run", RESULT)
    empty = tmp_path / "empty"
    empty.mkdir()
    twice = write_references(tmp_path / "twice", RESULT)
    (twice / "zz.json").write_bytes((twice / "ferry.json").read_bytes())
    others = write_references(tmp_path / "others", OTHER)
    cases: list[tuple[Path, Path, type[SummarizerError], str]] = [
        (tmp_path / "nowhere", references, RunError, "no such folder; give the folder of a run"),
        (empty, references, RunError, "holds no results; give the folder of a run"),
        (run, tmp_path / "nowhere", AnnotationError, "no such folder; give the folder of the reference"),
        (run, references / "ferry.json", AnnotationError, "is not a folder"),
        (run, empty, AnnotationError, "holds no reference annotation"),
        (run, twice, AnnotationError, "zz.json: annotates 'ferry', as .*ferry.json does; remove one"),
        (run, others, UsageError, r"none of its articles \(ferry …\) has a reference in"),
    ]
    for folder, annotated, kind, words in cases:
        with pytest.raises(kind, match=words) as raised:
            score_runs([folder], annotated)
        assert raised.value.exit_code is ExitCode.USAGE


def test_a_reference_of_another_source_text_is_refused(tmp_path: Path) -> None:
    """By its SHA-256 where it has one, else by the spans that do not stand in the text; both name the document."""
    folder = write_run(tmp_path / "run", RESULT)
    references = write_references(tmp_path / "references", RESULT)
    path = references / "ferry.json"
    value = json.loads(path.read_text(encoding="utf-8"))
    for digest, words in (("0" * 64, "SHA-256 000000000000…"), (None, r"figures\[0\].span, “At least 12”")):
        value["document"]["sha256"] = digest
        if digest is None:
            value["figures"][0]["span"] |= {"start": 41, "end": 52}
        path.write_text(json.dumps(value), encoding="utf-8")
        with pytest.raises(AnnotationError, match=f"^ferry: .*{words}.*annotate this one anew") as raised:
            score_runs([folder], references)
        assert raised.value.exit_code is ExitCode.USAGE


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "line 1: this is not JSON"),
        ("[]", "no JSON object"),
        ('{"schema_version": "7", "document": {"id": "a"}}', "follows version 7"),
        ('{\n "document": {"id": "a"},\n "figures": 7}', "line 3: figures: "),
        ('{"document": {"id": "a"}, "tables": []}', "tables: Extra inputs"),
        ('{"document": {"id": "a"}, "quotes": [{"id": "q1", "optional": "yes"}]}', "quotes.0"),
        (b"\xff\xfe", "not JSON in UTF-8"),
    ],
)
def test_a_broken_annotation_is_named_with_its_line(content: str | bytes, words: str, tmp_path: Path) -> None:
    """What is not an annotation of this contract is refused, and the message leads to the place."""
    folder = write_run(tmp_path / "run", RESULT)
    references = tmp_path / "references"
    references.mkdir()
    path = references / "a.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(AnnotationError, match=words) as raised:
        score_runs([folder], references)
    assert str(raised.value).startswith(str(path))


def test_keys_of_a_newer_minor_version_are_left_out(tmp_path: Path) -> None:
    """An annotation of version 1.9 may hold what this program does not know."""
    references = write_references(tmp_path / "references", RESULT)
    path = references / "ferry.json"
    value = json.loads(path.read_text(encoding="utf-8")) | {"schema_version": "1.9", "tables": []}
    path.write_text(json.dumps(value), encoding="utf-8")
    assert score_runs([write_run(tmp_path / "run", RESULT)], references).runs[0].figures.matched == 3


def test_a_damaged_run_is_refused(tmp_path: Path) -> None:
    """A result or a source text that is not what it was is no ground for a score."""
    references = write_references(tmp_path / "references", RESULT)
    folder = write_run(tmp_path / "run", RESULT)
    source = folder / "sources" / f"{RESULT.document.sha256}.txt"
    source.write_text(TEXT.replace("12", "21"), encoding="utf-8")
    with pytest.raises(CorruptResultError, match="source text of ferry was changed since"):
        score_runs([folder], references)
    source.unlink()
    with pytest.raises(CorruptResultError, match="source text of ferry cannot be read"):
        score_runs([folder], references)
    (folder / "results" / "ferry.json").write_text("{}", encoding="utf-8")
    with pytest.raises(CorruptResultError, match=r"ferry\.json"):
        score_runs([folder], references)
