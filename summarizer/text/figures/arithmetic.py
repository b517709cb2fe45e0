"""Arithmetic on numbers as written: exact in decimals, whole where they are whole."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["hundredth", "percent_of", "times", "whole"]


def times(value: float, factor: float) -> float | int:
    """The written number times a factor, as on paper: 2.05 × 10⁹ is 2050000000, without binary dust."""
    if isinstance(value, int) and isinstance(factor, int):
        return value * factor
    return _number(Decimal(repr(value)) * Decimal(repr(factor)))


def hundredth(value: float) -> float | int:
    """A hundredth of the written number: 58.2 cents are 0.582 dollars."""
    return _number(Decimal(repr(value)) / 100)


def whole(value: float) -> float | int:
    """The value as an integer where it is one, without binary dust."""
    value = round(value, 6)
    return int(value) if float(value).is_integer() else value


def percent_of(part: float) -> float | int:
    """A part of one as a share in percent: two decimals, and four figures of a share below a tenth."""
    percent = part * 100
    return whole(round(percent, 2)) if percent >= 0.1 else float(f"{percent:.4g}")


def _number(exact: Decimal) -> float | int:
    return int(exact) if exact == exact.to_integral_value() else float(exact)
