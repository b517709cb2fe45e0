"""Facts about the way of an export: where files go, what is kept, and what happens to broken results."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from export_support import FULL, a_run

from summarizer.errors import ConfigurationError, RunError
from summarizer.export import FORMATS, TABLES, export_run
from summarizer.export import parquet as parquet_module
from summarizer.runs import RunFiles

if TYPE_CHECKING:
    from types import ModuleType

    from summarizer.errors import CorruptResultError


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_run_gives_the_same_bytes(tmp_path: Path, format_: str) -> None:
    """Two exports of a run are equal byte for byte, and nothing but the files of the format is left."""
    run = a_run(tmp_path / "run")
    export_run(run, format_, tmp_path / "one")
    export_run(run, format_, tmp_path / "two")
    names = ["articles"] if format_ == "jsonld" else list(TABLES)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert set(contents(tmp_path / "one")) == {f"{name}.{format_}" for name in names}


def test_what_is_there_already_stays_without_force(tmp_path: Path) -> None:
    """One file that is there already stops the export before anything is written; force replaces it."""
    run, out = a_run(tmp_path / "run"), tmp_path / "out"
    out.mkdir()
    (out / "quotes.csv").write_text("mine")
    with pytest.raises(ConfigurationError, match=r"quotes\.csv: is there already; replace it with --force"):
        export_run(run, "csv", out)
    assert contents(out) == {"quotes.csv": b"mine"}
    export_run(run, "csv", out, force=True)
    assert len(contents(out)) == len(TABLES)
    assert contents(out)["quotes.csv"] != b"mine"


def test_a_broken_result_is_named_and_left_out(tmp_path: Path) -> None:
    """The results that can be read are exported, and the one that cannot is told of."""
    run = a_run(tmp_path / "run")
    (run / "results" / "aa.json").write_text('{"schema_version": "1"}')
    (run / "results" / "ab.json").write_text('{"schema_version": "7"}')
    told: list[CorruptResultError] = []
    exported = export_run(run, "jsonl", tmp_path / "out", on_unreadable=told.append)
    assert (exported.results, exported.unreadable) == (3, 2)
    assert ["aa.json" in str(told[0]), "ab.json" in str(told[1])] == [True, True]


@pytest.mark.parametrize("format_", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize(
    "change",
    [
        {"provenance": FULL.provenance.model_copy(update={"input_tokens": 2**63})},
        {"figures": (FULL.figures[0].model_copy(update={"value": 10**400}),)},
        {"checks": (FULL.checks[1].model_copy(update={"span": FULL.figures[0].span.model_copy(
            update={"start": 2**64, "end": 2**64 + 12})}),)},
        {"figures": (FULL.figures[0].model_copy(update={"evidence": (FULL.figures[0].span.model_copy(
            update={"start": 2**64, "end": 2**64 + 12}),)}),)},
    ],
)  # fmt: skip
def test_a_number_beyond_64_bits_costs_its_own_result_only(
    tmp_path: Path, format_: str, change: dict[str, Any]
) -> None:
    """No table can hold it, so that its result is left out whole; the others are exported."""
    document = FULL.document.model_copy(update={"id": "large"})
    run = a_run(tmp_path / "run", FULL, FULL.model_copy(update={"document": document, **change}))
    told: list[CorruptResultError] = []
    exported = export_run(run, format_, tmp_path / "out", on_unreadable=told.append)
    assert (exported.results, exported.unreadable) == (1, 1)
    assert "large.json" in str(told[0])
    assert "more than 64 bits" in str(told[0])
    assert {path.stem: rows for path, rows in exported.files.items()}["documents"] == 1


def test_a_folder_without_results_is_an_error(tmp_path: Path) -> None:
    """Nothing is written for a folder that is no run, or of which nothing can be read."""
    with pytest.raises(RunError, match="holds no result that can be read; give the folder of a run"):
        export_run(tmp_path / "none", "csv", tmp_path / "out")
    (tmp_path / "run" / "results").mkdir(parents=True)
    (tmp_path / "run" / "results" / "a.json").write_text("{")
    with pytest.raises(RunError, match="no result that can be read"):
        export_run(tmp_path / "run", "parquet", tmp_path / "out")
    assert contents(tmp_path / "out") == {}


def test_one_table_may_go_to_a_file(tmp_path: Path) -> None:
    """A single table goes where the name says; several, or another format's name, are refused."""
    run, file = a_run(tmp_path / "run"), tmp_path / "deep" / "my.csv"
    exported = export_run(run, "csv", file, tables=["quotes"])
    assert exported.files == {file: 4}
    assert contents(tmp_path / "deep").keys() == {"my.csv"}
    with pytest.raises(ConfigurationError, match="is a file, and there are 2 tables"):
        export_run(run, "csv", tmp_path / "x.csv", tables=["quotes", "events"])
    with pytest.raises(ConfigurationError, match="its name says csv, and jsonl is to be written"):
        export_run(run, "jsonl", tmp_path / "x.csv", tables=["quotes"])
    export_run(run, "jsonld", tmp_path / "all.json")
    assert json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["@graph"]


def test_tables_must_exist(tmp_path: Path) -> None:
    """A table that there is not, and tables of JSON-LD, are refused."""
    run = a_run(tmp_path / "run")
    with pytest.raises(ConfigurationError, match="'quote': is no table; the tables are documents, events"):
        export_run(run, "csv", tmp_path / "out", tables=["quote"])
    with pytest.raises(ConfigurationError, match="has no tables; leave --tables out"):
        export_run(run, "jsonld", tmp_path / "out", tables=["quotes"])


def test_a_failure_midway_leaves_nothing(tmp_path: Path) -> None:
    """Files are in their places when all are whole; a stopped export leaves the old ones and no temporary."""
    run, out = a_run(tmp_path / "run"), tmp_path / "out"
    export_run(run, "csv", out)
    before = contents(out)
    (run / "results" / "aa.json").write_text("{")

    def stop(_: CorruptResultError) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_run(run, "csv", out, force=True, on_unreadable=stop)
    assert contents(out) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("format_", FORMATS)
def test_a_full_disk_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    """It says that the target cannot be written, and leaves nothing behind."""
    opened = Path.open

    def on_full_disk(path: Path, mode: str = "r", **options: Any) -> Any:
        return opened(Path("/dev/full") if "w" in mode else path, mode, **options)

    run = a_run(tmp_path / "run")
    monkeypatch.setattr(Path, "open", on_full_disk)
    with pytest.raises(ConfigurationError, match=r"cannot be written \(No space left on device\); make room"):
        export_run(run, format_, tmp_path / "out")
    assert contents(tmp_path / "out") == {}


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_or_a_device_is_never_replaced(tmp_path: Path) -> None:
    """Even with force: a file is put in its place by its name, and would be the end of the link."""
    (tmp_path / "target.csv").write_text("mine")
    (tmp_path / "link.csv").symlink_to(tmp_path / "target.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    for name in ("link.csv", "pipe.csv"):
        with pytest.raises(ConfigurationError, match="is no plain file; choose another place"):
            export_run(a_run(tmp_path / "run"), "csv", tmp_path / name, tables=["quotes"], force=True)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "target.csv").read_text() == "mine"


def test_a_run_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the run, not the place where it was to be written."""

    def closed(_: RunFiles) -> list[Path]:
        raise PermissionError(13, "Permission denied")

    run = a_run(tmp_path / "run")
    monkeypatch.setattr(RunFiles, "result_paths", closed)
    with pytest.raises(RunError, match=r"run: cannot be read \(Permission denied\)"):
        export_run(run, "csv", tmp_path / "out")


@pytest.mark.skipif(os.name != "posix", reason="a file in a folder's place has other errors elsewhere")
def test_a_target_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file stands where a folder is to be."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        export_run(a_run(tmp_path / "run"), "csv", tmp_path / "file" / "out")


def test_parquet_without_its_extra_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow the error says what to install, before anything is written."""

    def without_pyarrow(name: str) -> ModuleType:
        if name.startswith("pyarrow"):
            raise ModuleNotFoundError(name)
        return import_module(name)

    monkeypatch.setattr(parquet_module, "import_module", without_pyarrow)
    with pytest.raises(ConfigurationError, match=r"pip install 'summarizer\[parquet\]'"):
        export_run(a_run(tmp_path / "run"), "parquet", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    export_run(tmp_path / "run", "csv", tmp_path / "out")


def test_exporting_text_imports_nothing_heavy(tmp_path: Path) -> None:
    """Neither pyarrow nor a model package is imported where JSON lines are written."""
    run = a_run(tmp_path / "run")
    code = (
        "import sys\nfrom pathlib import Path\nfrom summarizer.export import export_run\n"
        "export_run(Path(sys.argv[1]), 'jsonl', Path(sys.argv[2]))\n"
        "heavy = {'pyarrow', 'pandas', 'numpy', 'litellm', 'instructor', 'openai', 'vcr', 'trafilatura'}\n"
        "print('heavy:', *sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(run), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "heavy:"
