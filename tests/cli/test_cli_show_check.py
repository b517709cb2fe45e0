"""Facts about ``summarizer show`` and ``summarizer check``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_support import call, isolate, write

from summarizer.cli import check as check_command
from summarizer.cli.reading_view import quantity, result_lines
from summarizer.errors import ExitCode
from summarizer.records import (
    ArticleSummary,
    Check,
    DocumentInfo,
    Event,
    Figure,
    Provenance,
    Quote,
    Sentence,
    Source,
    Span,
    Summary,
    When,
)
from summarizer.runs import Fault, Verdict

SPAN = Span(start=0, end=2, text="45")

RESULT = ArticleSummary(
    status="partial",
    document=DocumentInfo(id="a", outlet="The Paper", published="2023-11-02"),
    summary=Summary(
        headline=Sentence(text="Flood kills 195", records=("f1",)),
        sentences=(
            Sentence(text="At least 195 died, officials said.", records=("f1", "e1")),
            Sentence(text="It goes on.", evidence=(SPAN,)),
        ),
        contested=(Sentence(text="Who is to blame.", records=("q1",)),),
    ),
    events=(
        Event(
            id="e1", what="A flood killed people.", type="disaster", place="Ash", modality="possible",
            when=When(text="on Wednesday", start="2023-11-01", end="2023-11-01", precision="day"),
            attributed_to=(Source(name="officials"), Source(name="Reuters")), source_kind="officials",
            disputed_by=("e2",),
        ),
    ),
    figures=(
        Figure(id="f1", text="at least 195", value=195, bound="at_least", unit="people", counted="people", span=SPAN),
        Figure(id="f2", text="2-3bn", value=2e9, upper=3e9, bound="range", unit="USD", part_of="f1", per="year",
               direction="up", of="aid", same_as="f3", span=SPAN),
    ),
    quotes=(
        Quote(id="q1", text="We will [bold]rebuild[/bold]", kind="direct", speaker=Source(name="Ann Lee"),
              speaker_role="mayor", cue="told", via=(Source(name="Reuters"),), source_kind="officials", span=SPAN),
        Quote(id="q2", text="x", kind="term", continues="q1", span=SPAN),
    ),
    checks=(Check(code="inconsistent", class_="factual", severity="warning", record="f1", message="two figures"),),
    provenance=Provenance(model="baseline", origin="rules"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)


def a_run(*names: str) -> None:
    """A run of as many articles."""
    for name in names:
        write(Path(f"in/{name}.txt"))
    assert call("run", "in").exit_code == ExitCode.DONE


def test_a_result_reads_with_its_citations() -> None:
    """Headline, sentences, records and findings stand there with ids, values, sources and dates."""
    page = "\n".join(result_lines(RESULT))
    for expected in (
        "Flood kills 195 [f1]",
        "a · The Paper · 2023-11-02 · partial · baseline",
        "  At least 195 died, officials said. [f1 e1]",
        "  It goes on. [0–2]",
        "  Who is to blame. [q1]",
        "disaster · possible · on Wednesday (2023-11-01) · Ash",
        "says officials via Reuters (officials) · disputed by e2",
        "at least 195 people",
        "at_least 195 people · count · incident",
        "2,000,000,000 to 3,000,000,000 USD · per year · up",
        "of aid · part of f1 · same as f3",
        "“We will [bold]rebuild[/bold]”",
        "Ann Lee, mayor (officials) · told · via Reuters · direct",
        "nobody named (outlet) · term · continues q1",
        "inconsistent f1: two figures",
    ):
        assert expected in page


@pytest.mark.parametrize(
    ("text", "counted", "told"),
    [
        ("two weeks", "weeks", " two weeks"),
        ("80,000 Euros", "euros", " 80,000 Euros"),
        ("45", "fire engines", " 45 fire engines"),
        ("14 people", "old people", " 14 people old people"),
    ],
)
def test_a_noun_that_the_figure_holds_is_not_told_twice(text: str, counted: str, told: str) -> None:
    """What is counted follows the figure only where the figure does not end with it."""
    figure = RESULT.figures[0].model_copy(update={"text": text, "counted": counted})
    page = list(result_lines(RESULT.model_copy(update={"figures": (figure,)})))
    assert any(line.endswith(told) for line in page)


def test_quantities_read_in_short() -> None:
    """Value, bound and unit of a figure on one line; a dash for a number that is not given."""
    assert quantity(195, None, "at_least", "people") == "at_least 195 people"
    assert quantity(None, None, "indefinite", None) == "indefinite –"
    assert quantity(1.5, 2.0, "range", "km") == "1.5 to 2 km"


def test_a_result_is_shown_from_file_or_run() -> None:
    """A result file, a run with one result, and a run with an id give the same page."""
    a_run("a")
    page = call("show", "runs/baseline/results/a.json")
    assert page.exit_code == ExitCode.DONE
    assert "a · " in page.stdout
    assert call("show", "runs/baseline").stdout == page.stdout
    assert call("show", "runs/baseline", "a").stdout == page.stdout
    as_json = call("show", "runs/baseline", "a", "--json")
    assert json.loads(as_json.stdout) == json.loads(Path("runs/baseline/results/a.json").read_text())


def test_a_run_of_several_is_listed() -> None:
    """Without an id a run shows what it holds."""
    a_run("a", "b")
    done = call("show", "runs/baseline")
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["document", "status"],
        ["a", "ok"],
        ["b", "ok"],
    ]
    assert [entry["id"] for entry in json.loads(call("show", "runs/baseline", "--json").stdout)] == ["a", "b"]


def test_a_result_that_cannot_be_read_is_listed_as_such() -> None:
    """The list of a run and the result alone say so, in a table and as JSON."""
    a_run("a", "b c")
    Path("runs/baseline/results/b%20c.json").write_text("{")
    done = call("show", "runs/baseline")
    assert (done.exit_code, done.stdout.splitlines()[2].split()) == (0, ["b", "c", "unreadable", "–"])
    assert "b%20c.json: is not a JSON object with a schema_version; run it again" in done.stderr
    last = json.loads(call("show", "runs/baseline", "--json").stdout)[1]
    assert (last["id"], last["result"], last["status"]) == ("b c", "b%20c.json", "unreadable")
    alone = call("show", "runs/baseline", "b c")
    assert (alone.exit_code, "run it again" in alone.stderr) == (ExitCode.USAGE, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["runs/baseline", "article-3"], "holds no result of 'article-3'; did you mean 'article-"),
        (["runs/baseline", "zzz"], "holds no result of 'zzz'; leave the id out"),
        (["nowhere"], "nowhere: holds no results"),
        (["in/article-1.txt"], "article-1.txt: is not a JSON object"),
    ],
)
def test_what_is_not_there_cannot_be_shown(arguments: list[str], message: str) -> None:
    """A wrong id, folder or file is one sentence and exit 2."""
    a_run("article-1", "article-2")
    done = call("show", *arguments)
    assert done.exit_code == ExitCode.USAGE
    assert message in done.stderr


def test_a_sound_run_passes_the_check() -> None:
    """Exit 0, and the sentence on stderr."""
    a_run("a", "b")
    done = call("check", "runs/baseline")
    assert (done.exit_code, done.stdout) == (ExitCode.DONE, "")
    assert "2 checked, every span and every finding holds" in done.stderr
    as_json = json.loads(call("check", "runs/baseline", "--json").stdout)
    assert as_json == {"run": "runs/baseline", "checked": 2, "ok": True, "faults": []}


def test_only_results_are_counted_as_checked() -> None:
    """A manifest that does not say what the results say is a fault, but no result."""
    a_run("a", "b")
    path = Path("runs/baseline/results/a.json")
    path.write_text(path.read_text().replace('"status": "ok"', '"status": "partial"'))
    done = call("check", "runs/baseline")
    assert (done.exit_code, done.stderr) == (ExitCode.GATE_FAILED, "runs/baseline: 2 checked, 1 fault\n")


def test_a_moved_span_fails_the_check() -> None:
    """Whatever does not stand in the stored source is told: exit 1."""
    write(Path("in/a.txt"), "Title line\n\n1,250 people were killed on Wednesday, officials said.\n")
    assert call("run", "in").exit_code == ExitCode.DONE
    path = Path("runs/baseline/results/a.json")
    result = json.loads(path.read_text())
    result["document"]["furniture"] = [{"start": 1, "end": 3, "text": "zz"}]
    path.write_text(json.dumps(result))
    done = call("check", "runs/baseline")
    assert done.exit_code == ExitCode.GATE_FAILED
    assert "a: document.furniture[0]" in done.stdout
    assert "[span]" in done.stdout
    as_json = json.loads(call("check", "runs/baseline", "--json").stdout)
    assert as_json["ok"] is False
    assert "span" in {fault["kind"] for fault in as_json["faults"]}


def test_a_changed_source_fails_the_check() -> None:
    """A source that is not the one summarised is told: exit 1."""
    a_run("a")
    (source,) = Path("runs/baseline/sources").iterdir()
    source.write_text("other")
    assert call("check", "runs/baseline").exit_code == ExitCode.GATE_FAILED


def test_faults_are_shown_without_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Article text in a fault's message is made safe."""
    fault = Fault("span", "f1", "“\x1b[2J” does not stand there")
    monkeypatch.setattr(check_command, "verify_run", lambda folder: [Verdict("a\x07", (fault,))])
    assert call("check", "x").stdout == "a␇: f1: “␛[2J” does not stand there [span]\n"


def test_nothing_to_check_is_exit_two() -> None:
    """A folder that is no run is a usage error, not a passed check."""
    assert call("check", "nowhere").exit_code == ExitCode.USAGE
