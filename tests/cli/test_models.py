"""Facts about ``summarizer models``: everything that could be asked, no secrets, no heavy imports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli_support import call, isolate

from summarizer.models import providers
from summarizer.models.providers import LocalServer

if TYPE_CHECKING:
    from pathlib import Path

KEY = "sk-averysecretkey123"


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)
    for name in list(os.environ):
        if name.endswith(("_API_KEY", "_API_BASE")):
            monkeypatch.delenv(name)


def listing(monkeypatch: pytest.MonkeyPatch, *servers: LocalServer) -> None:
    """Have these servers found."""
    monkeypatch.setattr("summarizer.cli.models.ask_servers", lambda *_: list(servers))


def test_nothing_reachable_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without model, key or server the command ends with 0, offers ``baseline`` and says what to set."""
    monkeypatch.delenv("SUMMARIZER_MODEL")
    monkeypatch.setattr(providers, "_fetch", refuse)
    result = call("models")
    assert result.exit_code == 0
    assert "configured: no model (from: default, recording: off)" in result.output
    assert "always there" in result.output
    assert "Ollama, http://localhost:11434  " in result.output
    assert "does not answer" in result.output
    assert "OPENAI_API_KEY is not set" in result.output
    assert "--model" in result.output.splitlines()[-1]


def refuse(_address: str) -> None:
    """As a closed port does."""
    raise ConnectionRefusedError


def test_keys_are_said_to_be_set_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a key is set stands in both outputs, its value in none."""
    listing(monkeypatch)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("SUMMARIZER_API_KEY", KEY)
    shown, printed = call("models").output, call("models", "--json").output
    assert "OPENAI_API_KEY is set" in shown
    assert "SUMMARIZER_API_KEY is set" in shown
    assert json.loads(printed)["key"] == {"variable": "SUMMARIZER_API_KEY", "set": True}
    assert KEY not in shown + printed


def test_the_setting_says_where_it_comes_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The configured model stands with its origin, and the recordings of its folder with their number."""
    listing(monkeypatch)
    recorded = tmp_path / "cassettes" / "relayed-large" / "a.json"
    recorded.parent.mkdir(parents=True)
    recorded.write_text("{}", encoding="utf-8")
    (tmp_path / "summarizer.toml").write_text(
        'cassettes = "cassettes"\nrecording = "replay"\n', encoding="utf-8"
    )
    result = call("models")
    assert "configured: baseline (from: SUMMARIZER_MODEL, recording: replay)" in result.output
    assert "1 document\n" in result.output
    assert json.loads(call("models", "--json").output)["recorded"] == [
        {"model": "relayed-large", "documents": 1}
    ]


def test_what_servers_say_is_shown_without_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model's name that holds terminal sequences or is endless does nothing to the terminal."""
    listing(
        monkeypatch,
        LocalServer(
            "vLLM", "http://localhost:8000/v1", "reachable", ("openai/\x1b[31mred", "openai/" + "x" * 999)
        ),
        LocalServer("llama.cpp", "http://localhost:8080/v1", "other"),
        LocalServer("LM Studio", "http://localhost:1234/v1", "reachable"),
    )
    result = call("models")
    assert "\x1b" not in result.output + call("models", "--json").output
    assert "x" * 100 not in result.output
    assert "answers, but lists no models" in result.output
    assert "reachable, has no models" in result.output


def test_servers_are_printed_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program reads kind, address, state and model strings of every server."""
    listing(monkeypatch, LocalServer("Ollama", "http://localhost:11434", "reachable", ("ollama_chat/a",)))
    assert json.loads(call("models", "--json").output)["servers"] == [
        {
            "kind": "Ollama",
            "address": "http://localhost:11434",
            "state": "reachable",
            "models": ["ollama_chat/a"],
        }
    ]


def test_no_model_package_is_imported() -> None:
    """The command imports neither litellm, instructor, openai nor vcr."""
    program = (
        "import sys\nfrom summarizer.models import providers\nproviders._USUAL = ()\n"
        "from summarizer.cli import main\n"
        "try:\n    main(['models', '--json'])\nexcept SystemExit as end:\n    assert end.code == 0\n"
        "heavy = {'litellm', 'instructor', 'openai', 'vcr'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    environment = {**os.environ, "OLLAMA_HOST": "http://127.0.0.1:9", "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
