"""The measure of growth itself tells linear work from quadratic."""

from __future__ import annotations

from growth_support import LIMIT, growth


def linear(text: str) -> None:
    """Look at every character, four hundred times."""
    for _ in range(400):
        for _ in text:
            pass


def quadratic(text: str) -> None:
    """Look at every character for every fourth one."""
    for _ in text[::4]:
        for _ in text:
            pass


def test_linear_work_is_within_the_limit() -> None:
    """Four times the text, some four times the time."""
    assert 0 < growth(linear, "a b ", 40_000) < LIMIT


def test_quadratic_work_is_not() -> None:
    """Four times the text, some sixteen times the time."""
    assert growth(quadratic, "a b ", 8_000) > LIMIT


def test_what_takes_a_moment_is_not_judged() -> None:
    """Noise is no growth."""
    assert growth(quadratic, "a", 100) == 0
