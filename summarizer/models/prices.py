"""What tokens cost: prices that were given, or that are known of a hosted model."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MILLION", "Price"]

MILLION = 1_000_000
"""Tokens that prices are told for."""


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    input: float
    """Of the prompt, without a discount for what the provider has cached."""
    output: float
    """Of the answer."""
    given: bool = False
    """Whether it was given with the settings, and not looked up."""

    def cost(self, input_tokens: float, output_tokens: float) -> float:
        """US dollars for so many tokens."""
        return (input_tokens * self.input + output_tokens * self.output) / MILLION
