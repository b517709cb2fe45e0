"""Facts about the pool: bounded, in order where asked, and no dead process costs more than its item."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from summarizer.errors import RunError
from summarizer.runs.pool import work_through

if TYPE_CHECKING:
    from collections.abc import Iterator


def double(number: int) -> int:
    """Twice the number; slow for 0, deadly for 13."""
    if number == 0:
        time.sleep(0.2)
    if number == 13:
        os._exit(9)
    return number * 2


def refuse(number: int) -> int:
    """Never works."""
    raise RunError(f"no room for {number}")


def test_outcomes_come_in_the_order_of_the_items() -> None:
    """With ``in_order`` a slow first item holds the others back, and nothing is lost."""
    outcomes = work_through(range(40), double, lost=str, jobs=2, in_order=True)
    assert list(outcomes) == [(number, "13" if number == 13 else number * 2) for number in range(40)]


def test_outcomes_come_as_they_are_ready() -> None:
    """Without ``in_order`` a slow first item holds nothing back."""
    outcomes = list(work_through(range(6), double, lost=int, jobs=2))
    assert sorted(outcomes) == [(number, number * 2) for number in range(6)]
    assert outcomes[0][0] != 0


@pytest.mark.parametrize("jobs", [1, 2])
def test_items_are_taken_only_as_outcomes_are(jobs: int) -> None:
    """The number of items taken and not yet given back is bounded, so that memory stays flat."""
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(100, 400):
            taken += 1
            yield number

    outcomes = work_through(items(), double, lost=int, jobs=jobs, in_order=True)
    for given, _ in enumerate(outcomes):
        assert taken - given <= 4 * jobs + 1
    assert taken == 300


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_ends_the_stream(jobs: int) -> None:
    """What ``work`` raises comes out of the stream as it is."""
    with pytest.raises(RunError, match="no room for 1"):
        list(work_through([1], refuse, lost=int, jobs=jobs))
