"""Facts about the modules: how long they may be."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("folder", ["summarizer", "tests", "benchmarks"])
def test_every_module_is_short(folder: str) -> None:
    """Below 400 lines: a longer one holds two things."""
    modules = {str(path.relative_to(ROOT)): path for path in (ROOT / folder).rglob("*.py")}
    assert modules
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules.items()}
    assert {name: length for name, length in lengths.items() if length >= 400} == {}
