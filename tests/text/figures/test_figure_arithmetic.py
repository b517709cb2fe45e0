"""Arithmetic on numbers as written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.figures import find_figures
from summarizer.text.figures.arithmetic import hundredth, percent_of, times, whole


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 10**6),
    st.integers(0, 6),
    st.sampled_from(["million", "billion", "bn", "crore", "trillion"]),
)
def test_a_scaled_number_is_what_its_digits_say(digits: int, decimals: int, scale: str) -> None:
    """A number with decimals and a scale is exact: it is the digits with the point moved."""
    written = f"{digits / 10**decimals:.{decimals}f} {scale}"
    factor = {"million": 10**6, "billion": 10**9, "bn": 10**9, "crore": 10**7, "trillion": 10**12}[scale]
    (figure,) = find_figures(f"$ {written}", [])
    assert figure.value == digits * factor // 10**decimals
    assert isinstance(figure.value, int)


@pytest.mark.parametrize(
    ("text", "value", "upper"),
    [
        ("$2.05 billion", 2_050_000_000, None), ("$64.1 million", 64_100_000, None), ("8.2 million", 8_200_000, None),
        ("$64.1m", 64_100_000, None), ("$1.1-1.3bn", 1_100_000_000, 1_300_000_000), ("8.1 to 8.2 million men", 8_100_000, 8_200_000),
        ("2.05-2.15 billion people", 2_050_000_000, 2_150_000_000), ("58.2 cents", 0.582, None), ("50 cents", 0.5, None),
        ("200 pence", 2, None), ("3.3 x 10^6 cells", 3_300_000, None),
    ],
)  # fmt: skip
def test_values_hold_no_binary_dust(text: str, value: float, upper: float | None) -> None:
    """Values are equal to the written digits times their scale, and whole ones are integers."""
    (figure,) = find_figures(text, [])
    assert (figure.value, figure.upper) == (value, upper)
    assert isinstance(figure.value, type(value))


def test_the_single_operations() -> None:
    """Products, hundredths and shares come out as on paper."""
    assert (times(2.05, 10**9), times(3, 100), times(1.5, 3), times(4, 0.001)) == (
        2_050_000_000,
        300,
        4.5,
        0.004,
    )
    assert (hundredth(58.2), hundredth(100)) == (0.582, 1)
    assert (whole(3.0), whole(0.1 + 0.2)) == (3, 0.3)
    assert (percent_of(1 / 3), percent_of(0.5), percent_of(1e-6)) == (33.33, 50, 0.0001)
