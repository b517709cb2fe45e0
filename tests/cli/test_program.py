"""Facts about the program as a whole: quick help, exit codes, pipes, schema and config."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from cli_support import call, isolate, write

from summarizer.cli.program import COMMANDS, main
from summarizer.cli.schema import SCHEMAS
from summarizer.errors import ExitCode
from summarizer.records.schema import render_schema
from summarizer.settings import Settings


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)


def program(*arguments: str, encoding: str = "utf-8", **options: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "summarizer", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding, **options},
    )


def test_help_imports_nothing_heavy() -> None:
    """``--help`` is quick because it leaves pydantic, rich and trafilatura alone."""
    code = (
        "import sys\nfrom summarizer.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit as done: assert done.code == 0\n"
        "print('heavy:', *sorted(set(sys.modules) & {'pydantic', 'rich', 'trafilatura', 'summarizer.records'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].strip() == "heavy:"
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps(name: str) -> None:
    """Each command has its help, and the line in the program's own help is the command's own."""
    command = import_module(f"summarizer.cli.{name}").command
    assert isinstance(command, click.Command)
    assert command.short_help == COMMANDS[name]
    done = call(name, "--help")
    assert done.exit_code == ExitCode.DONE
    assert done.stdout.startswith(f"Usage: summarizer {name}")


def test_the_version_is_told() -> None:
    """--version names the program and its version."""
    assert call("--version").stdout.startswith("summarizer, version ")


@pytest.mark.parametrize("arguments", [[], ["nonesuch"], ["--nonesuch"]])
def test_no_command_or_an_unknown_one_is_exit_two(arguments: list[str]) -> None:
    """Usage errors go to stderr, with what there is."""
    done = call(*arguments)
    assert (done.exit_code, done.stdout) == (ExitCode.USAGE, "")
    assert "Usage: summarizer" in done.stderr


def test_the_program_runs_as_a_module() -> None:
    """``python -m summarizer`` is the same program, exit codes included."""
    write(Path("a.txt"))
    assert program("run", "a.txt").returncode == ExitCode.DONE
    done = program("run", "gone.txt")
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.decode().startswith("summarizer: error: there is nothing to read: gone.txt")
    assert done.stderr.count(b"\n") == 1


def test_a_closed_pipe_is_silent() -> None:
    """A reader that has seen enough, such as ``head``, costs no word on stderr."""
    write(Path("long.txt"), "They came at last. " * 20_000)
    process = subprocess.Popen(
        [sys.executable, "-m", "summarizer", "candidates", "long.txt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == ExitCode.DONE


@pytest.mark.parametrize(
    ("sent", "code", "why"),
    [
        (signal.SIGINT, ExitCode.INTERRUPTED, b"interrupted"),
        (signal.SIGTERM, ExitCode.TERMINATED, b"ended by SIGTERM"),
    ],
)
def test_a_signal_to_the_group_keeps_what_is_done(sent: int, code: ExitCode, why: bytes) -> None:
    """It is exit 130 or 143, without a traceback, and the manifest lists what is done."""
    with subprocess.Popen(
        [sys.executable, "-m", "summarizer", "run", "-", "--json", "-j", "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(12):
            process.stdin.write(b'{"id": "a%d", "text": "45 people came."}\n' % number)
        process.stdin.flush()
        process.stdout.readline()
        os.killpg(process.pid, sent)
        _, errors = process.communicate()
    assert process.returncode == code
    assert b"summarizer: error: %b; what is done is written" % why in errors
    assert b"Traceback" not in errors
    manifest = json.loads(Path("runs/baseline/run.json").read_text())
    assert manifest["state"] == "interrupted"
    written = sorted(path.name for path in Path("runs/baseline/results").iterdir())
    assert [entry["result"] for entry in manifest["articles"]] == written != []


def test_a_console_without_utf8_does_no_harm() -> None:
    """Characters that the console lacks are replaced in pages, and escaped in JSON, whose data stays whole."""
    write(Path("a.txt"), "“Łódź” has 45 people, 😀 officials said.")
    assert program("run", "a.txt", "--title", "Łódź 😀", encoding="ascii").returncode == ExitCode.DONE
    page = program("show", "runs/baseline", encoding="cp1252")
    assert page.returncode == ExitCode.DONE
    as_json = json.loads(program("show", "runs/baseline", "--json", encoding="ascii").stdout)
    assert as_json["document"]["title"] == "Łódź 😀"


def test_settings_are_shown_with_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each setting stands with its value and where it came from."""
    write(Path("summarizer.toml"), "jobs = 2")
    monkeypatch.setenv("SUMMARIZER_MAX_BYTES", "1000")
    done = call("config")
    assert done.exit_code == ExitCode.DONE
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()[1:]}
    assert rows.keys() == Settings.model_fields.keys()
    assert rows["model"] == ["baseline", "SUMMARIZER_MODEL"]
    assert rows["output"] == ["runs/baseline", "default"]
    assert rows["jobs"] == ["2", "summarizer.toml"]
    assert rows["max_bytes"] == ["1000", "SUMMARIZER_MAX_BYTES"]
    assert rows["max_characters"] == ["2000000", "default"]
    assert json.loads(call("config", "--json").stdout)["jobs"] == {"value": 2, "from": "summarizer.toml"}
    write(Path("summarizer.toml"), "jobs = 'x'")
    assert call("config").exit_code == ExitCode.USAGE


def test_schemas_are_printed_and_written() -> None:
    """A schema goes to stdout, or all of them into a folder."""
    assert call("schema").stdout == render_schema(SCHEMAS["article-summary"])
    assert call("schema", "run").stdout == render_schema(SCHEMAS["run"])
    assert call("schema", "--write", "to/here").exit_code == ExitCode.DONE
    for name, model in SCHEMAS.items():
        assert Path("to/here", f"{name}.schema.json").read_text(encoding="utf-8") == render_schema(model)
    write(Path("file"))
    assert call("schema", "--write", "file/below").exit_code == ExitCode.USAGE
    assert call("schema", "nonesuch").exit_code == ExitCode.USAGE


def test_the_entry_point_is_the_program() -> None:
    """``summarizer.cli:main`` is what the wheel installs as ``summarizer``."""
    assert main.name == "summarizer"


def test_the_settings_hold_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an address with credentials and a key in it, ``config`` shows the rest."""
    monkeypatch.setenv("SUMMARIZER_API_KEY", "supersecretword")
    monkeypatch.setenv("SUMMARIZER_API_BASE", "http://me:mypassword@h/v1?key=mykey&x=supersecretword")
    for arguments in (("config",), ("config", "--json")):
        shown = call(*arguments).stdout
        assert "http://…@h/v1?key=…&x=…" in shown
        assert not [secret for secret in ("supersecretword", "mypassword", "mykey") if secret in shown]
