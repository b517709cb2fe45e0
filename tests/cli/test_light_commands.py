"""Facts about what commands without a model import: nothing of the model packages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cli_support import ARTICLE, call, isolate, write

_HEAVY = ("litellm", "instructor", "openai", "vcr", "tenacity")


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["run", "--help"],
        ["check", "runs/baseline"],
        ["show", "runs/baseline"],
        ["candidates", "a.txt"],
        ["config"],
        ["schema"],
        ["run", "a.txt", "-o", "other"],
    ],
)
def test_no_model_package_is_imported(arguments: list[str]) -> None:
    """Help, check, show, candidates and a run of ``baseline`` need neither litellm nor vcr."""
    write(Path("a.txt"), ARTICLE)
    call("run", "a.txt")
    script = (
        "import sys\nfrom summarizer.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"found = [name for name in {_HEAVY!r} if name in sys.modules]\nassert not found, found\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
