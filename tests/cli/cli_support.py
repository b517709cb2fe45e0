"""What the tests of the command line share: a way to call it, and articles to call it with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from summarizer import settings
from summarizer.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ARTICLE = (
    "At least 195 people were killed in the flood on Wednesday, officials said.\n\n"
    "“We will rebuild every house,” the mayor, Ann Lee, told reporters.\n"
)


def isolate(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Run in ``folder``, with nobody's settings but those that the test makes."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(settings, "user_file", lambda: folder / "user" / "config.toml")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("SUMMARIZER_MODEL", "baseline")


def call(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Call the program; an exception that is not an exit is the test's to see."""
    result = CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output, result.output
    return result


def write(path: Path, content: str | bytes = ARTICLE) -> Path:
    """Write an article, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path
