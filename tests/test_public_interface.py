"""Facts about the package's face: which names there are, and that they cost nothing until used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import summarizer


def test_the_public_names_are_these() -> None:
    """``__all__`` is pinned: adding or dropping a name is a decision, not an accident."""
    assert summarizer.__all__ == [
        "ArticleSummary",
        "Document",
        "ModelOptions",
        "Overrides",
        "Summarizer",
        "SummarizerError",
        "asummarize",
        "read_paths",
        "read_text",
        "summarize",
        "summarize_many",
    ]
    assert sorted(summarizer.__all__) == summarizer.__all__ == dir(summarizer)


def test_every_public_name_is_there() -> None:
    """Each name of ``__all__`` can be had, and one that is not there is an AttributeError."""
    for name in summarizer.__all__:
        assert getattr(summarizer, name).__name__ == name
    with pytest.raises(AttributeError, match="nonesuch"):
        _ = summarizer.nonesuch


def test_importing_the_package_imports_nothing_heavy() -> None:
    """``import summarizer`` leaves pydantic, rich and trafilatura alone."""
    code = "import sys, summarizer; print(*sorted(set(sys.modules) & {'pydantic', 'rich', 'trafilatura', 'click'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
