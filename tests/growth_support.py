"""How the time of some work grows with its text, whatever the machine that it is measured on."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

STEP = 4  # how many times longer the second text is: linear work takes four times as long, quadratic sixteen
LIMIT = 9.0  # between the two
MOMENT = 0.02  # seconds; what takes no longer grows too little to be told from noise
TRIES = 4


def of_length(unit: str, size: int) -> str:
    """As many repetitions of the unit as there is room for in so many characters."""
    return unit * (size // len(unit))


def seconds(work: Callable[[str], object], text: str) -> float:
    """The CPU time of the process that the work takes on the text."""
    began = process_time()
    work(text)
    return process_time() - began


def growth(work: Callable[[str], object], unit: str, size: int) -> float:
    """How many times longer the work takes on `size` characters of the unit than on a quarter of them.

    The least of some tries counts on either side, since a machine only ever adds to the time. It is over as soon
    as the growth is within the limit, or the whole takes but a moment, for which the growth is given as 0.
    """
    short = whole = float("inf")
    for _ in range(TRIES):
        short = min(short, seconds(work, of_length(unit, size // STEP)))
        whole = min(whole, seconds(work, of_length(unit, size)))
        if whole < MOMENT:
            return 0.0
        if whole < LIMIT * short:
            break
    return whole / short
