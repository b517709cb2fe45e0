"""The baseline's labels on annotated news that was written without sight of its code."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.labels import Tally, score_set

SETS = Path(__file__).parent


@pytest.fixture(scope="module", params=["b", "c"])
def tally(request: pytest.FixtureRequest) -> Tally:
    """What the baseline gets right on a set."""
    return score_set(SETS / f"set_{request.param}.jsonl")


@pytest.mark.parametrize(
    ("name", "floor"),
    [("speaker", 0.85), ("kind", 0.93), ("first source", 0.88), ("claim or not", 0.86), ("measure", 0.8)],
)
def test_labels_stay_above_their_floor(tally: Tally, name: str, floor: float) -> None:
    """Speakers, kinds, sources and measures are right at least as often as when the floor was set."""
    assert tally.share(name) >= floor
