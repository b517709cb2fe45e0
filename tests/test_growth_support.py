"""The measure of growth itself tells linear work from quadratic; its clock here shows what was worked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import growth_support
import pytest
from growth_support import LIMIT, growth

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def taking(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], float]], Callable[[str], None]]:
    """Makes work of a function from the length of a text to the seconds that it takes."""
    spent = [0.0]
    monkeypatch.setattr(growth_support, "process_time", lambda: spent[0])

    def of(seconds: Callable[[int], float]) -> Callable[[str], None]:
        def work(text: str) -> None:
            spent[0] += seconds(len(text))

        return work

    return of


def test_linear_work_is_within_the_limit(
    taking: Callable[[Callable[[int], float]], Callable[[str], None]],
) -> None:
    """Four times the text takes four times the time."""
    assert growth(taking(lambda length: length / 1000), "ab", 4000) == pytest.approx(4)


def test_quadratic_work_is_not(taking: Callable[[Callable[[int], float]], Callable[[str], None]]) -> None:
    """Four times the text takes sixteen times the time."""
    assert growth(taking(lambda length: length**2 / 1e6), "ab", 4000) == pytest.approx(16)


def test_the_limit_lies_between() -> None:
    """What is linear passes, what is quadratic does not."""
    assert 4 < LIMIT < 16


def test_what_takes_a_moment_is_not_judged(
    taking: Callable[[Callable[[int], float]], Callable[[str], None]],
) -> None:
    """Noise is no growth."""
    assert growth(taking(lambda length: length**2 / 1e9), "ab", 4000) == 0


def test_a_machine_that_is_slow_once_does_no_harm(
    taking: Callable[[Callable[[int], float]], Callable[[str], None]],
) -> None:
    """Where the longer text took too long, it is tried again."""
    delays = iter([0.0, 50.0])
    work = taking(lambda length: length / 1000 + next(delays, 0.0))
    assert growth(work, "ab", 4000) == pytest.approx(4)
